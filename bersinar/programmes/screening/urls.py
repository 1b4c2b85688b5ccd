"""Addresses of this room."""

from django.urls import path

from .views import RESULT, SESSION, raid_rule

app_name = "screening"
urlpatterns = [*RESULT.urls(), *SESSION.urls(), path("aturan-razia/", raid_rule, name="raid_rule")]
