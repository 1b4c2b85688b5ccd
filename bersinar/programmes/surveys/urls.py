"""Addresses of this room."""

from .views.public_form import form_urls
from .views.satisfaction import SHEET, SURVEY, grid_urls

app_name = "surveys"
urlpatterns = [*SURVEY.urls(), *SHEET.urls(), *grid_urls(), *form_urls()]
