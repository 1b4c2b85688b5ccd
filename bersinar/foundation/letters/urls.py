"""Addresses of letters: the same pages for each side, behind the door of that side."""

from django.urls import include, path

from bersinar.foundation.access.sides import Side

from . import views
from .views import SidePages

app_name = "letters"
_WORDS = {Side.OPEN: "", Side.TREATMENT: "rehabilitasi/", Side.ENFORCEMENT: "pemberantasan/"}

urlpatterns = [
    path("q/<slug:code>/", views.scan, name="scan"),
    *(path(_WORDS[side], include((SidePages(side).urls(), side.value))) for side in reversed(Side)),
]
