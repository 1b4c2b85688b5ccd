"""Addresses of this room."""

from .merging_pages import merging_urls
from .views import ACTIVITY, INSTITUTION, MEETING, attendance_urls

app_name = "activities"
urlpatterns = [*INSTITUTION.urls(), *merging_urls(), *MEETING.urls(), *attendance_urls(), *ACTIVITY.urls()]
