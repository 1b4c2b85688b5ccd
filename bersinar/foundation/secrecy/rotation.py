"""Rotating the key of a side: every data key is wrapped anew, no value is touched, the old key is destroyed at the end.

It may be stopped at any moment and run again: both keys lie in the keyring until nothing is wrapped by the old one.
A server that runs meanwhile reads both. What an erasure destroyed is out of reach for good after this: copies of a data
key that survive in a backup, or in a page that the database has freed, are wrapped by a key that is no more.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from django.apps import apps
from django.db.models import Model

from bersinar.foundation.access.wall import side as on_side
from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.box import renewed_box
from bersinar.foundation.oneform.models import Box
from bersinar.foundation.wire.drafts import renewed_draft
from bersinar.foundation.wire.models import Draft
from bersinar.foundation.wire.writing import writing

from .keyring import begin_rotation, end_rotation
from .sealed import SealedRecord, rewrap
from .tokens import keyring

CHUNK = 500


def rotate(side: str) -> int:
    """Give a side a new key; how many rows were wrapped anew. Raises CannotOpen where one fits neither key."""
    begin_rotation(keyring().current(), side)
    wrapped = 0
    with on_side("" if side == "open" else side):
        while found := sum(_renew(*holder) for holder in _holders(side)):
            wrapped += found  # once more: a server that was about to save may have used the old key
        for office in Office.objects.filter(parent=None):
            line = Line("keys.rotate", "secrecy.key", None, side, {"kunci data": wrapped})
            note(office=office, by=OPERATOR, line=line)
    end_rotation(keyring().current(), side)
    return wrapped


Holder = tuple[Any, str, Callable[[Any], bytes | None]]


def _holders(side: str) -> Iterator[Holder]:
    """(rows, column, its content under the new key or None) of everything that a side's key has encrypted."""
    for model in sealed_models():
        if model.side == side:
            yield model._base_manager.exclude(data_key=None), "data_key", _renewed_key
    yield StoredFile.objects.filter(side=side).exclude(data_key=b""), "data_key", _renewed_key
    sides = ("", "open") if side == "open" else (side,)
    yield Draft.objects.filter(side__in=sides), "content", renewed_draft
    if side == "open":
        yield Box.objects.all(), "content", renewed_box


def sealed_models() -> Iterator[Any]:
    """Every kind of record that has a data key."""
    return (model for model in apps.get_models() if issubclass(model, SealedRecord))


def _renewed_key(row: Any) -> bytes | None:
    return rewrap(row.side, str(row.pk), row.data_key)


def _renew(rows: Any, column: str, renew: Callable[[Any], bytes | None]) -> int:
    """Write anew what is still under the old key, some hundreds at a time; a row that changed meanwhile is left to the next turn."""
    done, last = 0, None
    while chunk := list((rows.filter(pk__gt=last) if last is not None else rows).order_by("pk")[:CHUNK]):
        with writing():
            for row in chunk:
                if (content := renew(row)) is not None:
                    done += _write(type(row), row.pk, column, bytes(getattr(row, column)), content)
        last = chunk[-1].pk
    return done


def _write(model: type[Model], key: Any, column: str, before: bytes, after: bytes) -> int:
    return model._base_manager.filter(pk=key, **{column: before}).update(**{column: after})
