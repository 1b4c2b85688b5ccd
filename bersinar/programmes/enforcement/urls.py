"""Addresses of this room."""

from django.urls import path

from .views.cases import CASE, case_first, case_first_withdraw
from .views.exhibits import EXHIBIT
from .views.joint import INVITATION, PARTICIPATION, SHARED_SEIZURE, invitation_accept, participation_refresh
from .views.networks import NETWORK
from .views.suspects import SUSPECT, suspect_open

app_name = "enforcement"
urlpatterns = [
    *CASE.urls(),
    path("kasus/<uuid:pk>/kasus-pertama/", case_first, name="case_first"),
    path("kasus/<uuid:pk>/kasus-pertama/cabut/", case_first_withdraw, name="case_first_withdraw"),
    *SUSPECT.urls(),
    path("tersangka/<uuid:pk>/identitas/", suspect_open, name="suspect_open"),
    *EXHIBIT.urls(),
    *NETWORK.urls(),
    *INVITATION.urls(),
    path("mitra/<uuid:pk>/terima/", invitation_accept, name="invitation_accept"),
    *PARTICIPATION.urls(),
    path("kasus-bersama/<uuid:pk>/segarkan/", participation_refresh, name="participation_refresh"),
    *SHARED_SEIZURE.urls(),
]
