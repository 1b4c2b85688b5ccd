"""Which papers the cases still lack: every event asks for one, and has it once there is a number, a file or a letter.

Which paper an event asks for stands in the code list `case_event`, what it is called in `case_paper`. Those that the
system itself can write are made from here, with what the case knows filled in.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.letters.kinds import LetterKind, kind_of
from bersinar.foundation.letters.models import EnforcementLetter
from bersinar.foundation.letters.panel import new_url
from bersinar.foundation.wire.related import fetch_related

from .models import Case, CaseEvent, standing


@dataclass(frozen=True)
class Missing:
    """A paper that an event lacks; `makes` are (whose, address) where the system can write it."""

    event: CaseEvent
    paper: str
    makes: Sequence[tuple[str, str]]


def missing_of(user: User, *, case: Case | None = None) -> list[Missing]:
    """What is missing in the cases this user may open, newest event first; or in one of them."""
    rows: Any = (
        CaseEvent.objects.visible_to(user).standing().filter(document_number="", case__cancelled_at__isnull=True)
    )
    if case is not None:
        rows = rows.filter(case=case)
    events = [
        event
        for event in rows.select_related("case__office", "office").prefetch_related("suspects").order_by("-at", "-pk")
        if event.document
    ]
    if not events:
        return []
    filed = _with_file(events)
    events = [event for event in events if event.pk not in filed]
    fetch_related(list({event.case_id: event.case for event in events}.values()), "suspects")
    written = _written(events)
    return [
        Missing(event, label("case_paper", event.document), _makes(event, written))
        for event in events
        if not _is_written(event, written)
    ]


def _with_file(events: Iterable[CaseEvent]) -> set[UUID]:
    kind = CaseEvent._meta.label_lower
    rows = StoredFile.objects.filter(
        record_kind=kind, record_id__in=[one.pk for one in events], removed_at__isnull=True
    )
    return set(rows.values_list("record_id", flat=True))


_Written = dict[tuple[str, UUID], int]  # how many letters of a kind are final, by what they are about


def _written(events: Sequence[CaseEvent]) -> _Written:
    about = {event.case_id for event in events} | {one.pk for event in events for one in _concerned(event)}
    rows = EnforcementLetter.objects.filter(about_id__in=about, final_at__isnull=False, cancelled_at__isnull=True)
    found: _Written = defaultdict(int)
    for kind, about_id in rows.values_list("kind", "about_id"):
        found[kind, about_id] += 1
    return found


def _letter(event: CaseEvent) -> LetterKind | None:
    """The kind of letter that is the paper of this event, where the system can write it."""
    return kind_of(str(attribute("case_paper", event.document, "letter", "") or ""))


def _concerned(event: CaseEvent) -> list[Any]:
    """The suspects an event speaks of: those it names, else all of its case."""
    return standing(event.suspects.all()) or standing(event.case.suspects.all())


def _subjects(event: CaseEvent, kind: LetterKind) -> list[Any]:
    return [event.case] if kind.about_of("enforcement.case") else _concerned(event)


def _is_written(event: CaseEvent, written: _Written) -> bool:
    kind = _letter(event)
    if kind is None:
        return False
    subjects = _subjects(event, kind)
    return bool(subjects) and all(written[kind.code, one.pk] for one in subjects)


def _makes(event: CaseEvent, written: _Written) -> list[tuple[str, str]]:
    kind = _letter(event)
    if kind is None:
        return []
    return [
        ("" if one is event.case else one.code, new_url(kind, one._meta.label_lower, one.pk))
        for one in _subjects(event, kind)
        if not written[kind.code, one.pk]
    ]
