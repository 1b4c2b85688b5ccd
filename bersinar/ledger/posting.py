"""Posting: the difference between what stands posted and what records say now. Posting twice posts nothing."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from bersinar.foundation.audit.models import Head
from bersinar.foundation.wire.rows import inserts

from .canon import FACT_COLUMNS, posting_hash
from .drafts import DRAFT_COLUMNS, Draft
from .models import Fact, Posting


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


def post(head: Head, said: Sequence[Said], *, action: str, actor: UUID, at: datetime) -> Posting | None:
    """Post to the chain of `head`'s office, which the caller has locked and will move.

    First the corrections (the old fact with sign -1, its day and dimensions kept), then the new facts. Nothing to
    say makes no posting.
    """
    seq = head.ledger_seq + 1
    facts = _difference(head.office_id, seq, said)
    if not facts:
        return None
    posting = Posting(
        office_id=head.office_id, seq=seq, at=at, actor=actor, action=action, facts=len(facts), prev_hash=head.ledger_hash,
        hash=posting_hash(head.ledger_hash, head.office.code, seq, at, actor, action, facts),
    )  # fmt: skip
    head.waiting += inserts("ledger_posting", _POSTING, [[getattr(posting, column) for column in _POSTING]])
    head.waiting += inserts("ledger_fact", _FACT, ([getattr(fact, column) for column in _FACT] for fact in facts))
    head.ledger_seq, head.ledger_hash = seq, posting.hash
    return posting


def _difference(office_id: int, seq: int, said: Sequence[Said]) -> list[Fact]:
    known = standing(office_id, [(one.source_kind, one.source_id) for one in said if not one.is_new])
    facts: list[Fact] = []

    def add(one: Said, draft: Draft, sign: int, corrects: str = "") -> None:
        values = {column: getattr(draft, column) for column in DRAFT_COLUMNS}
        values["quantity"] *= sign
        facts.append(
            Fact(
                office_id=office_id, seq=seq, line=len(facts), sign=sign, corrects=corrects, source_kind=one.source_kind,
                source_id=one.source_id, **values,
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
