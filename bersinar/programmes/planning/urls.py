"""Addresses of this room."""

from .views import AGREEMENT, LINE, NARRATIVE, WORDS_OF_REPORT

app_name = "planning"
urlpatterns = [*AGREEMENT.urls(), *LINE.urls(), *NARRATIVE.urls(), *WORDS_OF_REPORT.urls()]
