"""Addresses of this room."""

from .views import RESULT, SESSION

app_name = "screening"
urlpatterns = [*RESULT.urls(), *SESSION.urls()]
