"""Addresses of this room."""

from django.urls import path

from .guardian_views import GUARDIAN, SHEET
from .views import RESULT, SESSION, raid_rule

app_name = "screening"
urlpatterns = [
    *RESULT.urls(),
    *SESSION.urls(),
    *GUARDIAN.urls(),
    *SHEET.urls(),
    path("aturan-razia/", raid_rule, name="raid_rule"),
]
