"""Addresses of this room."""

from django.urls import path

from .views.activities import ACTIVITY
from .views.attendance import attendance_urls
from .views.families import family_urls
from .views.family_sheets import family_sheet_urls
from .views.institutions import INSTITUTION
from .views.meetings import MEETING
from .views.merging import merging_urls
from .views.papers import FOLLOW_UP, MATERIAL, MINUTES_PAGES
from .views.plan import plan_urls
from .views.requests import REQUEST
from .views.speaking import SPEAKER, TALK, workload

app_name = "activities"
urlpatterns = [
    *plan_urls(),
    path("narasumber/beban/", workload, name="workload"),
    *INSTITUTION.urls(),
    *merging_urls(),
    *REQUEST.urls(),
    *SPEAKER.urls(),
    *TALK.urls(),
    *MATERIAL.urls(),
    *MINUTES_PAGES.urls(),
    *FOLLOW_UP.urls(),
    *MEETING.urls(),
    *attendance_urls(),
    *ACTIVITY.urls(),
    *family_urls(),
    *family_sheet_urls(),
]
