"""What may be asked: a room registers its form here, and the pages of this part know no room."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bersinar.foundation.access.permissions import Permission

from .forms import AnswerForm
from .models import Opening


@dataclass(frozen=True)
class Asked:
    """What stands above the questions, and on paper: whose form it is, about what, and what becomes of the answers."""

    title: str
    about: str
    office: str
    promises: Sequence[str]


@dataclass(frozen=True)
class FormKind:
    """One kind of public form.

    `asked` gives nothing where the form's record no longer takes answers. `receive` is called within the transaction
    that uses up the key and gets the first day of the month, never the day; what it refuses leaves the key good.
    `per_minute` is how many may come in a minute before a visitor is asked to wait, where it is not as many as usual.
    `closed` is called when an opening ends, before that is written down.
    """

    code: str
    permission: Permission
    asked: Callable[[Opening], Asked | None]
    form: type[AnswerForm]
    receive: Callable[[Opening, Mapping[str, Any], date], None]
    closed: Callable[[Opening], None]
    per_minute: int | None = None


_kinds: dict[str, FormKind] = {}


def register(kind: FormKind) -> None:
    """Add a kind; rooms call this from their AppConfig.ready."""
    _kinds[kind.code] = kind


def kind_of(opening: Opening) -> FormKind:
    """The kind of an opening. Raises KeyError for one that nobody registered."""
    return _kinds[opening.kind]


def kind_named(code: str) -> FormKind:
    """A kind by its code. Raises KeyError for one that nobody registered."""
    return _kinds[code]
