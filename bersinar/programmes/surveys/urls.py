"""Addresses of this room."""

from .views.indices import MEASUREMENT, OWN_VERSION, index_urls
from .views.public_form import form_urls
from .views.satisfaction import SHEET, SURVEY, grid_urls

app_name = "surveys"
urlpatterns = [
    *SURVEY.urls(), *SHEET.urls(), *grid_urls(), *form_urls(), *MEASUREMENT.urls(), *OWN_VERSION.urls(), *index_urls(),
]  # fmt: skip
