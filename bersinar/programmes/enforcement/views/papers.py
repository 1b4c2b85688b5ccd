"""The page of missing papers: what the cases' events ask for and nobody has written or filed yet."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of

from ..papers import missing_of
from .base import READ
from .cases import CASE

_MOST = 100


@needs(READ)
def missing_papers(request: HttpRequest) -> HttpResponseBase:
    """Every missing paper of the cases that the reader may open, newest first."""
    user = user_of(request)
    found = missing_of(user)
    shown = found[:_MOST]
    CASE.note_opened(user, list({one.event.case_id: one.event.case for one in shown}.values()), "membuka daftar surat")
    return render(request, "enforcement/papers.html", {"missing": shown, "more": len(found) - len(shown)})
