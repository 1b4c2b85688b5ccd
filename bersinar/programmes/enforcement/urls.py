"""Addresses of this room."""

from django.urls import path

from . import views

app_name = "enforcement"
urlpatterns = [
    *views.CASE.urls(),
    path("kasus/<uuid:pk>/kasus-pertama/", views.case_first, name="case_first"),
    path("kasus/<uuid:pk>/kasus-pertama/cabut/", views.case_first_withdraw, name="case_first_withdraw"),
    *views.SUSPECT.urls(),
    path("tersangka/<uuid:pk>/identitas/", views.suspect_open, name="suspect_open"),
    *views.EXHIBIT.urls(),
    *views.NETWORK.urls(),
    *views.INVITATION.urls(),
    path("mitra/<uuid:pk>/terima/", views.invitation_accept, name="invitation_accept"),
    *views.PARTICIPATION.urls(),
    path("kasus-bersama/<uuid:pk>/segarkan/", views.participation_refresh, name="participation_refresh"),
    *views.SHARED_SEIZURE.urls(),
]
