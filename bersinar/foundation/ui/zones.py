"""Times are kept in UTC and shown, and typed, in the time zone of the reader's office."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from bersinar.foundation.access.doors import user_of


class ZoneMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        office = user_of(request).home_office if request.user.is_authenticated else None
        with timezone.override(ZoneInfo(office.zone) if office else None):
            return self.get_response(request)
