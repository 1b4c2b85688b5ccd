"""Posting: the difference between what stands posted and what records say now. Posting twice posts nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bersinar.foundation.audit.models import Head
from bersinar.foundation.wire.rows import inserts

from .canon import FACT_COLUMNS, FactRow, posting_hash
from .drafts import DRAFT_COLUMNS, Draft
from .models import Fact


@dataclass(frozen=True)
class Said:
    """What one record says now. `is_new` spares the look at what stands posted."""

    source_kind: str
    source_id: UUID
    drafts: tuple[Draft, ...]
    is_new: bool = False


SourceKey = tuple[str, UUID]

_POSTING = ("office_id", "seq", "at", "actor", "action", "facts", "prev_hash", "hash")
_FACT = ("office_id", "seq", *FACT_COLUMNS)


def _as_draft(fact: Fact, sign: int = 1) -> Draft:
    values = {column: getattr(fact, column) for column in DRAFT_COLUMNS}
    values["quantity"] *= sign
    return Draft(**values)


def standing(office_id: int, sources: Sequence[SourceKey]) -> dict[SourceKey, dict[Draft, list[str]]]:
    """What stands posted of these records: each draft with the places ("seq.line") of its uncorrected facts."""
    places: dict[SourceKey, dict[Draft, list[str]]] = defaultdict(lambda: defaultdict(list))
    if not sources:
        return places
    facts = Fact.objects.filter(
        office_id=office_id, source_kind__in={kind for kind, _ in sources}, source_id__in=[key for _, key in sources]
    ).order_by("seq", "line")
    for fact in facts:
        stood = places[fact.source_kind, fact.source_id]
        if fact.sign > 0:
            stood[_as_draft(fact)].append(f"{fact.seq}.{fact.line}")
        else:
            stood[_as_draft(fact, -1)].remove(fact.corrects)
    return places


def post(head: Head, said: Sequence[Said], *, action: str, actor: UUID, at: datetime) -> int:
    """Post to the chain of `head`'s office, which the caller has locked and will move; how many facts were posted.

    First the corrections (the old fact with sign -1, its day and dimensions kept), then the new facts. Nothing to
    say makes no posting.
    """
    facts = _difference(head.office_id, said)
    if facts:
        _hang(head, facts, action=action, actor=actor, at=at)
    return len(facts)


def mark(head: Head, *, action: str, actor: UUID, at: datetime) -> int:
    """A posting without facts, for what changes how facts are counted: its place in the order of the chain."""
    _hang(head, [], action=action, actor=actor, at=at)
    return head.ledger_seq


def _hang(head: Head, facts: Sequence[FactRow], *, action: str, actor: UUID, at: datetime) -> None:
    office, seq, prev_hash = head.office_id, head.ledger_seq + 1, head.ledger_hash
    digest = posting_hash(prev_hash, head.office.code, seq, at, actor, action, facts)
    posting = (office, seq, at, actor, action, len(facts), prev_hash, digest)
    head.waiting += inserts("ledger_posting", _POSTING, [posting])
    head.waiting += inserts("ledger_fact", _FACT, ((office, seq, *fact) for fact in facts))
    head.ledger_seq, head.ledger_hash = seq, digest


def _difference(office_id: int, said: Sequence[Said]) -> list[FactRow]:
    known = standing(office_id, [(one.source_kind, one.source_id) for one in said if not one.is_new])
    facts: list[FactRow] = []

    def add(one: Said, draft: Draft, sign: int, corrects: str = "") -> None:
        facts.append(
            FactRow(
                line=len(facts), day=draft.day, kind=draft.kind, quantity=draft.quantity * sign, sign=sign,
                share=draft.share, place=draft.place, sex=draft.sex, age_band=draft.age_band, substance=draft.substance,
                environment=draft.environment, detail=draft.detail, aspect=draft.aspect, subject=draft.subject,
                source_kind=one.source_kind, source_id=one.source_id, basis=draft.basis, bound=draft.bound,
                corrects=corrects,
            )
        )  # fmt: skip

    for one in said:
        stood = known.get((one.source_kind, one.source_id), {})
        wanted = Counter(one.drafts)
        for draft, places in stood.items():
            for place in places[wanted[draft] :]:
                add(one, draft, -1, place)
        for draft, times in wanted.items():
            for _ in range(times - len(stood.get(draft, ()))):
                add(one, draft, +1)
    return facts
