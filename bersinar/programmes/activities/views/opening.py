"""Pages of records of which one sealed part may be opened by whoever writes them, for one purpose alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.secrecy.sealed import CannotOpen
from bersinar.foundation.ui.pages import Pages


def _nothing(record: Any, *, by: Any) -> str:
    return ""


@dataclass
class OpenedPages(Pages):
    """One more door: `read` opens the part, after it has written the reading down. Superior offices do not pass it."""

    opened_as: str = ""
    opened_title: str = ""
    opened_for: str = ""
    read: Callable[..., str] = _nothing

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.open_view)
        return [path(f"{self.slug}/<uuid:pk>/{self.opened_as}/", door, name=f"{self.name}_open"), *super().urls()]

    def open_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The sealed part, for who may write the record."""
        user, record = user_of(request), self.get(request, pk)
        if not self.may_write(user, record):
            raise PermissionDenied
        back = self.url("", record.pk)
        if request.method != "POST":  # a link that is followed by chance opens nothing
            return redirect(back)
        try:
            text = self.read(record, by=user)
        except CannotOpen:
            messages.error(request, "Isinya tidak dapat dibuka lagi: kunci datanya sudah dimusnahkan.")
            return redirect(back)
        context = {"record": record, "rows": [(self.opened_title, text)], "purpose": self.opened_for, "back": back}
        return render(request, "ui/opened.html", context)
