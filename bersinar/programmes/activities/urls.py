"""Addresses of this room."""

from .views.activities import ACTIVITY
from .views.attendance import attendance_urls
from .views.families import family_urls
from .views.family_sheets import family_sheet_urls
from .views.institutions import INSTITUTION
from .views.meetings import MEETING
from .views.merging import merging_urls

app_name = "activities"
urlpatterns = [*INSTITUTION.urls(), *merging_urls(), *MEETING.urls(), *attendance_urls(), *ACTIVITY.urls()]
urlpatterns += [*family_urls(), *family_sheet_urls()]
