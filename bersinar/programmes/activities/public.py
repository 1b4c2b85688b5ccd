"""What other rooms may ask of kegiatan, and how they say that their records belong to one.

Ids in, frozen dataclasses out. A room whose records are held under a kegiatan (test sessions) registers a `Use`; so
this room refuses to cancel or turn round a kegiatan that is in use, without knowing the other room.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db import models
from django.db.models import Subquery
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office


@dataclass(frozen=True)
class ActivityShown:
    """A kegiatan as another room sees it."""

    id: UUID
    office_id: int
    title: str
    type: str
    year: int
    is_organised: bool
    is_standing: bool  # neither cancelled nor called off
    url: str


@dataclass(frozen=True)
class UseShown:
    """One record of another room, as the page of its kegiatan names it."""

    title: str
    url: str


@dataclass(frozen=True)
class UseDay(UseShown):
    """One record of another room on the calendar."""

    day: date


def _no_days(office: Office, first: date, last: date, user: User) -> Iterable[UseDay]:
    return ()


@dataclass(frozen=True)
class Use:
    """How a room's records belong to kegiatan of one type.

    `counted` is a subquery that counts its standing records of `OuterRef("pk")`; `listed` shows those of one kegiatan
    to a user; `new_url` is the form for one more; `on_days` shows an office's records between two days on the calendar.
    """

    noun: str
    type: str
    is_used: Callable[[UUID], bool]
    counted: Callable[[], Subquery]
    listed: Callable[[UUID, User], Iterable[UseShown]]
    new_url: Callable[[UUID], str]
    on_days: Callable[[Office, date, date, User], Iterable[UseDay]] = _no_days


_uses: list[Use] = []


def register_use(use: Use) -> None:
    """Add a use; rooms call this from their AppConfig.ready."""
    _uses.append(use)


def all_uses() -> tuple[Use, ...]:
    """Every use that is registered."""
    return tuple(_uses)


def uses_of(type_: str) -> tuple[Use, ...]:
    """The uses of a type of kegiatan: where there is one, its records stand in place of pelaksanaan."""
    return tuple(use for use in _uses if use.type == type_)


class ActivityIdField(models.UUIDField[Any, Any]):
    """The id of a kegiatan, held by another room's record: said by its title, chosen by the form's own list."""

    def words(self, value: UUID | str | None) -> str:
        """The title of the kegiatan; the id where there is none any more."""
        activity = get_activity(UUID(str(value))) if value else None
        return activity.title if activity else str(value or "")


def activity_choices(office: Office, user: User, type_: str = "") -> list[tuple[str, str]]:
    """(id, title with year) of the office's own standing kegiatan, of one type or of all, newest year first."""
    from .models import ORGANISED, Activity

    rows = Activity.objects.visible_to(user).standing()
    rows = rows.filter(office=office, host=ORGANISED, called_off_on__isnull=True)
    rows = rows.filter(type=type_) if type_ else rows
    return [(str(pk), f"{title} ({year})") for pk, title, year in rows.values_list("pk", "title", "year")]


def get_activity(activity_id: UUID, *, hold: bool = False) -> ActivityShown | None:
    """A kegiatan by id; with `hold`, inside a transaction, locked so that nobody cancels it meanwhile."""
    from .models import Activity

    rows = Activity.objects.select_for_update() if hold else Activity.objects.all()
    found = rows.filter(pk=activity_id).first()
    if found is None:
        return None
    return ActivityShown(
        found.pk,
        found.office_id,
        found.title,
        found.type,
        found.year,
        found.is_organised,
        not (found.is_cancelled or found.is_called_off),
        reverse("activities:activity", args=[found.pk]),
    )
