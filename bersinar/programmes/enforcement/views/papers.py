"""The page of missing papers: what the cases' events ask for and nobody has written or filed yet."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.offices.models import Office

from ..papers import Missing, missing_of
from .base import READ

_MOST = 100


@needs(READ)
def missing_papers(request: HttpRequest) -> HttpResponseBase:
    """Every missing paper of the cases that the reader may open, newest first."""
    user = user_of(request)
    found = missing_of(user)
    shown = found[:_MOST]
    _note(user, shown)
    return render(request, "enforcement/papers.html", {"missing": shown, "more": len(found) - len(shown)})


def _note(user: User, shown: list[Missing]) -> None:
    """Write down, before it is shown, which cases were looked at."""
    by_office: dict[Office, dict[UUID, None]] = {}
    for one in shown:
        by_office.setdefault(one.event.office, {})[one.event.case_id] = None
    for office, keys in by_office.items():
        records: list[tuple[str, UUID | None]] = [("enforcement.case", key) for key in keys]
        note_readings(office=office, by=user, side=READ.side.value, purpose="membuka daftar surat", records=records)
