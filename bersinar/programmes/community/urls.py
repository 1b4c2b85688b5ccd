"""Addresses of this room."""

from .views import REGULATION, SITE, STAGE, TASKFORCE, VOLUNTEER, forms_beside

app_name = "community"
urlpatterns = [
    *SITE.urls(),
    *STAGE.urls(),
    *VOLUNTEER.urls(),
    *TASKFORCE.urls(),
    *REGULATION.urls(),
    *forms_beside(),
]
