"""Pages of records with sealed fields: a door that opens them for a purpose, and writes the reading down first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.secrecy.sealed import CannotOpen, SealedRecord

from .pages import Pages


def purposes(record: models.Model, user: User) -> dict[str, Any]:
    """For what a sealed record may be opened."""
    return {"purposes": choices("reading_purpose")}


@dataclass
class SealedPages(Pages):
    """Pages of records with sealed fields: one more door, which opens them for a purpose."""

    opens: Sequence[str] = ()

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.read_permission)(self.open_view)
        return [path(f"{self.slug}/<uuid:pk>/buka/", door, name=f"{self.name}_open"), *super().urls()]

    def open_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """What lies sealed in one record. The purpose is written down before anything is shown."""
        user, record = user_of(request), self.get(request, pk)
        purpose = request.POST.get("purpose", "")
        if request.method != "POST" or purpose not in dict(choices("reading_purpose")):
            if request.method == "POST":
                messages.error(request, "Pilih untuk apa isinya dibuka.")
            return redirect(self.url("", record.pk))
        said = label("reading_purpose", purpose)
        try:
            rows = self.opened(record, user, said)
        except CannotOpen:
            messages.error(request, "Isinya tidak dapat dibuka lagi: kunci datanya sudah dimusnahkan.")
            return redirect(self.url("", record.pk))
        context = {
            "record": record,
            "rows": rows,
            "purpose": said,
            "back": self.url("", record.pk),
        }
        return render(request, "ui/opened.html", context)

    def opened(self, record: Any, user: User, purpose: str) -> list[tuple[str, str]]:
        """What the opened fields say, each with its name. Pages whose parts are sealed too override it."""
        return [(title_of(record, name), _opened(record, name, user, purpose)) for name in self.opens]


def title_of(record: models.Model, name: str) -> str:
    """What a field is called, with a capital."""
    words = str(record._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return words[:1].upper() + words[1:]


def _opened(record: SealedRecord, name: str, user: User, purpose: str) -> str:
    sealed = getattr(record, name)
    if sealed is None:
        return ""
    text: str = sealed.open(by=user, purpose=purpose)
    return f"{date.fromisoformat(text):%d-%m-%Y}" if name == "birth_date" else text
