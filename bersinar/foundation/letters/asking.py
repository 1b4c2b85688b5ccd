"""What a letter asks of the record it is about: whether it is in sight, whether there can be such a letter now.

Asked when a letter is made, changed and made final, and before a draft is handed out: a consent may be gone meanwhile.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.apps import apps

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal

from .kinds import LetterKind
from .models import TABLES, Letter


def record_about(kind: LetterKind, record_kind: str, record_id: UUID, *, by: User) -> Any:
    """The record a letter is to be about, as far as this user sees it; None otherwise."""
    if kind.about_of(record_kind) is None:
        return None
    model: Any = apps.get_model(record_kind)
    return model.objects.visible_to(by).select_related("office").filter(pk=record_id).first()


def standing_letter(kind: LetterKind, record_kind: str, record_id: UUID) -> Letter | None:
    """The letter that a record has already, where a kind allows one; drafts count, cancelled ones do not."""
    if not kind.once:
        return None
    rows = TABLES[kind.side].objects.filter(kind=kind.code, about_kind=record_kind, about_id=record_id)
    letter: Letter | None = rows.filter(cancelled_at__isnull=True).first()
    return letter


def ask_about(letter: Letter, kind: LetterKind, by: User, values: Mapping[str, Any]) -> None:
    """Ask the room of the record that a letter stands on, as far as it is still in sight."""
    record = record_about(kind, letter.about_kind, letter.about_id, by=by)
    if record is not None:
        ask_room(kind, letter.about_kind, record, values)


def ask_room(kind: LetterKind, record_kind: str, record: Any, values: Mapping[str, Any]) -> None:
    """Raises Refusal where the room says that there can be no such letter now, or that a field must not stand in it."""
    about = kind.about_of(record_kind)
    if about is None:
        return
    if sentence := about.unless(record):
        raise Refusal("letter_not_now", sentence, status=409)
    if found := dict(about.faults(record, values)):
        fields = [field.words for field in kind.fields if field.name in found]
        sentence = f"{' '.join(dict.fromkeys(found.values()))} Periksa: {', '.join(fields)}."
        raise Refusal("letter_fields", sentence, fields=found)


def why_not_now(letter: Letter, kind: LetterKind, by: User) -> str:
    """Why there can be no such letter any more, or ""; asked before anything sealed is opened."""
    about = kind.about_of(letter.about_kind)
    record = record_about(kind, letter.about_kind, letter.about_id, by=by)
    return about.unless(record) if about is not None and record is not None else ""
