"""Addresses of this room."""

from django.urls import path

from .views import ALL
from .views.groups import group_new
from .views.invitations import invitations
from .views.merging import merging_urls
from .views.profiles import profiles
from .views.protection import protection
from .views.reminders import remind
from .views.retention import due, propose_view
from .views.rules import clinic_rule
from .views.scores import scores
from .views.today import calendar_file, screen, today, week

app_name = "rehab"
urlpatterns = [
    path("hari-ini/", today, name="today"),
    path("kalender/", week, name="week"),
    path("kalender/berkas/", calendar_file, name="calendar_file"),
    path("layar-tunggu/", screen, name="screen"),
    path("sesi/kelompok/", group_new, name="group_new"),
    path("sesi/<uuid:pk>/pengingat/", remind, name="session_reminder"),
    *(pattern for pages in ALL for pattern in pages.urls()),
    *merging_urls(),
    path("profil/", profiles, name="profiles"),
    path("undangan/", invitations, name="invitations"),
    path("perlindungan/", protection, name="protection"),
    path("perlindungan/aturan/", clinic_rule, name="clinic_rule"),
    path("perlindungan/masa-simpan/", due, name="retention"),
    path("perlindungan/masa-simpan/<slug:kind>/<uuid:pk>/usulkan/", propose_view, name="erasure_propose"),
    path("klien/<uuid:pk>/skor/", scores, name="client_scores"),
]
