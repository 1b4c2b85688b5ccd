"""Addresses of this room."""

from .views import urls

app_name = "carecentre"
urlpatterns = urls()
