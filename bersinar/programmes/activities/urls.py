"""Addresses of this room."""

from .views import ACTIVITY, INSTITUTION, MEETING, attendance_urls

app_name = "activities"
urlpatterns = [*INSTITUTION.urls(), *MEETING.urls(), *attendance_urls(), *ACTIVITY.urls()]
