"""Addresses of this room."""

from .views import ALL

app_name = "ibm"
urlpatterns = [pattern for pages in ALL for pattern in pages.urls()]
