"""Addresses of this room."""

from .views import ALL

app_name = "rehab"
urlpatterns = [pattern for pages in ALL for pattern in pages.urls()]
