"""Addresses of this room."""

from .views import ACTIVITY, INSTITUTION, MEETING

app_name = "activities"
urlpatterns = [*INSTITUTION.urls(), *MEETING.urls(), *ACTIVITY.urls()]
