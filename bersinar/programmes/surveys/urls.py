"""Addresses of this room."""

from .formpages import form_urls
from .views import SHEET, SURVEY, grid_urls

app_name = "surveys"
urlpatterns = [*SURVEY.urls(), *SHEET.urls(), *grid_urls(), *form_urls()]
