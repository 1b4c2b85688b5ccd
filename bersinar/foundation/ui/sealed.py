"""Records with sealed fields: a form that takes them in, a door that opens them for a purpose and writes that down first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import models
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.secrecy.sealed import CannotOpen, SealedRecord

from .forms import RecordForm
from .pages import Pages

QUIET = {"autocomplete": "off"}
_KEPT = "Tersimpan terkunci. Kosongkan bila tidak berubah; tulis - untuk menghapusnya."


def purposes(record: models.Model, user: User) -> dict[str, Any]:
    """For what a sealed record may be opened."""
    return {"purposes": choices("reading_purpose")}


@dataclass
class SealedPages(Pages):
    """Pages of records with sealed fields: one more door, which opens them for a purpose.

    Whoever may read the record opens them, or of an open side those of its office who hold `opened_by`.
    """

    opens: Sequence[str] = ()
    opened_by: Permission | None = None

    def urls(self) -> list[URLPattern]:
        door = needs(self.opened_by or self.model.read_permission)(self.open_view)
        return [path(f"{self.slug}/<uuid:pk>/buka/", door, name=f"{self.name}_open"), *super().urls()]

    def open_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """What lies sealed in one record. The purpose is written down before anything is shown."""
        user, record = user_of(request), self.get(request, pk)
        if self.opened_by is not None and record.office_id not in user.scope(self.opened_by):
            raise PermissionDenied
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


class SealingForm(RecordForm):
    """A form with sealed fields: they are typed in the clear and never shown again."""

    sealed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            for name in self.sealed:
                self.fields[name].help_text = _KEPT

    def values(self) -> dict[str, Any]:
        """What was typed. Of a record that stands, a sealed field left empty stays as it is."""
        typed = super().values()
        if not self.instance.recorded_at:
            return typed
        kept = {name: value for name, value in typed.items() if name not in self.sealed or value not in (None, "")}
        return {name: "" if name in self.sealed and value == "-" else value for name, value in kept.items()}
