"""Taking an answer: the key is used up and the answer received in one transaction, or neither."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bersinar.foundation.periods.calendar import first_of_month
from bersinar.foundation.wire.rows import insert_rows
from bersinar.foundation.wire.writing import writing

from .keys import hashed, is_ours, read
from .kinds import Asked, kind_of
from .models import Opening, Slip, Way


class NotOpen(Exception):
    """The key is unknown, used or expired, or the form is full or closed. Which of them is never said."""


@dataclass(frozen=True)
class Invitation:
    """An opening and the key by which somebody may answer it once."""

    opening: Opening
    key: str
    asked: Asked


def by_link(address: str) -> Opening:
    """The opening of a shared link. Raises NotOpen."""
    return _open(Opening.objects.filter(key=read(address), way=Way.LINK))


def by_slip(key: str) -> Opening:
    """The opening of a printed slip that is still good. Raises NotOpen."""
    return _open(Opening.objects.filter(slips__hash=hashed(read(key)), way=Way.SLIPS))


def _open(found: Any) -> Opening:
    opening: Opening | None = found.select_related("office").first()
    if opening is None or not opening.takes_answers(opening.office.local_day()):
        raise NotOpen
    return opening


def invitation(opening: Opening, key: str) -> Invitation:
    """What is asked of whoever holds this key. Raises NotOpen where the record takes no answers any more."""
    asked = kind_of(opening).asked(opening)
    if asked is None:
        raise NotOpen
    return Invitation(opening, key, asked)


def answer(invited: Invitation, values: Mapping[str, Any]) -> None:
    """Use up the key and hand the answer on. Raises NotOpen, or the kind's Refusal; the key is then still good."""
    with writing():
        opening = Opening.objects.select_for_update(of=("self",)).select_related("office").get(pk=invited.opening.pk)
        today = opening.office.local_day()
        if not opening.takes_answers(today) or not _use_up(opening, invited.key):
            raise NotOpen
        opening.answered += 1
        opening.save(update_fields=["answered"])
        kind_of(opening).receive(opening, values, first_of_month(today))


def _use_up(opening: Opening, key: str) -> bool:
    """Whether the key was good until now. One statement: of two answers at once, one finds it gone."""
    if opening.way == Way.SLIPS:
        gone, _ = Slip.objects.filter(opening=opening, hash=hashed(read(key))).delete()
        return bool(gone)
    row = (hashed(key), opening.pk)
    return is_ours(opening, key) and bool(
        insert_rows("oneform_spent", ("hash", "opening_id"), [row], unless_there=True)
    )
