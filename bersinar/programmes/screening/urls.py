"""Addresses of this room."""

from django.urls import path

from .coverage import coverage
from .guardian_views import GUARDIAN, SHEET
from .kit_views import LOSS, LOT, USE, service_rule
from .pot_views import POT, POT_SHEET, count_for_head
from .views import RESULT, SESSION, raid_rule

app_name = "screening"
urlpatterns = [
    *RESULT.urls(),
    *SESSION.urls(),
    *GUARDIAN.urls(),
    *SHEET.urls(),
    *LOT.urls(),
    *USE.urls(),
    *LOSS.urls(),
    *POT_SHEET.urls(),
    *POT.urls(),
    path("sesi/<uuid:pk>/lampiran/", count_for_head, name="count"),
    path("cakupan/", coverage, name="coverage"),
    path("aturan-layanan/", service_rule, name="service_rule"),
    path("aturan-razia/", raid_rule, name="raid_rule"),
]
