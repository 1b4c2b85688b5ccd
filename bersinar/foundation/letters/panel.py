"""The panel "Surat" on a record's page: its letters, and what can be made from it.

A room adds `letters_of` to the extras of its Pages and includes "letters/panel.html"; the addresses follow from the
kinds it registered.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from bersinar.foundation.access.models import User

from .actions import may_make
from .asking import standing_letter
from .kinds import LetterKind, kinds_about
from .models import TABLES, Letter


@dataclass(frozen=True)
class Panel:
    """The letters of one record, newest first, with their pages; and (title, address) of what may be made."""

    letters: list[tuple[Letter, str]]
    new: list[tuple[str, str]]


def letters_of(record: Any, user: User) -> dict[str, Panel]:
    """The letters of a record as far as this user may read them: for `Pages.extras`."""
    label = record._meta.label_lower
    kinds = kinds_about(label)
    letters = [
        (letter, letter_url(letter))
        for side in dict.fromkeys(kind.side for kind in kinds)
        if user.may(TABLES[side].read_permission)
        for letter in TABLES[side]
        .objects.visible_to(user)
        .filter(about_kind=label, about_id=record.pk)
        .select_related("number")
    ]
    offered = [kind for kind in kinds if may_make(user, kind, record.office) and _possible(kind, label, record)]
    return {"letters": Panel(letters, [(kind.title, new_url(kind, label, record.pk)) for kind in offered])}


def _possible(kind: LetterKind, label: str, record: Any) -> bool:
    about = kind.about_of(label)
    if record.is_cancelled or about is None or about.unless(record):
        return False
    return standing_letter(kind, label, record.pk) is None


def letter_url(letter: Letter, page: str = "letter") -> str:
    """A page of a letter, at the addresses of its side."""
    return reverse(f"letters:{letter.letters_side.value}:{page}", args=[letter.pk])


def new_url(kind: LetterKind, record_kind: str, record_id: Any) -> str:
    """Where a letter about a record is made."""
    return reverse(f"letters:{kind.side.value}:new", args=[kind.code, record_kind, record_id])
