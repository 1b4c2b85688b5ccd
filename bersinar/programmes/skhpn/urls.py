"""Addresses of this room; those under "periksa" are public."""

from django.urls import path

from .checking import check, check_code
from .views import TARIFF, VISIT, rule, waiting

app_name = "skhpn"
urlpatterns = [
    path("periksa/", check, name="check"),
    path("periksa/<str:code>/", check_code, name="check_code"),
    path("layar/", waiting, name="waiting"),
    path("aturan/", rule, name="rule"),
    *VISIT.urls(),
    *TARIFF.urls(),
]
