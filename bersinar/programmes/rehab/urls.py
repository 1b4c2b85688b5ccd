"""Addresses of this room."""

from django.urls import path

from .views import ALL
from .views.merging import merging_urls
from .views.scores import scores

app_name = "rehab"
urlpatterns = [
    *(pattern for pages in ALL for pattern in pages.urls()),
    *merging_urls(),
    path("klien/<uuid:pk>/skor/", scores, name="client_scores"),
]
