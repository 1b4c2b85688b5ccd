"""Proposing targets to the offices beneath, and answering. What is taken on is written by the office that takes it on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import Agreement, Answer, Proposal, TargetLine
from .agreements import LINES, locked, refuse_signed, standing_lines


class ProposalVerbs(Verbs[Proposal]):
    """A proposal that was answered stays as it is."""

    def changes(self, doing: Deed, record: Proposal, values: dict[str, Any], *, based_on: int | None) -> Proposal:
        _not_answered(record)
        return doing.change(record, values, based_on=based_on)


def _not_answered(proposal: Proposal) -> None:
    Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
    if proposal.answers.filter(cancelled_at__isnull=True).exists():
        raise Refusal("answered", "Usulan ini sudah dijawab dan tidak dapat diubah.", status=409)


PROPOSALS = ProposalVerbs(Proposal, "planning", "propose_target", "change_proposal", "cancel_proposal", _not_answered)


def propose(
    *, office: Office, by: User, year: int, indicator: str, values: Mapping[Office, int], note: str = ""
) -> list[Proposal]:
    """Propose one indicator's targets to several offices beneath, at once or not at all."""
    if not values:
        raise Refusal("nothing_proposed", "Isi setidaknya satu target untuk diusulkan.")
    with deed("planning.propose_target", office=office, by=by, needs=Permission.PLANNING_WRITE) as doing:
        return [
            doing.add(
                Proposal(id=uuid7()),
                {"to_office": to, "year": year, "indicator": indicator, "value": value, "note": note},
            )
            for to, value in values.items()
        ]


def answer(proposal: Proposal, *, by: User, value: int, words: str = "", request_id: UUID | None = None) -> Answer:
    """Answer a proposal with the number that the office takes on, and write it into its own agreement while that is open.

    Raises Refusal where the agreement is signed: there an addendum is the way, and the answer waits for it.
    """
    office = proposal.to_office

    def make() -> Answer:
        with deed("planning.answer_proposal", office=office, by=by, needs=Permission.PLANNING_WRITE) as doing:
            kept = (
                Proposal.objects.select_for_update(of=("self",))
                .select_related("office", "to_office")
                .get(pk=proposal.pk)
            )
            if kept.is_cancelled:
                raise Refusal("cancelled", "Usulan ini sudah dibatalkan oleh pengusulnya.", status=409)
            made = doing.add(Answer(id=key), {"proposal": kept, "value": value, "words": words})
            _take_on(doing, kept, value)
            return made

    if office.pk not in by.scope(Permission.PLANNING_WRITE):
        raise Forbidden()
    key = uuid7()
    body = {"proposal": proposal.pk, "value": value, "words": words}
    return once(
        request_id=request_id,
        action="planning.answer_proposal",
        by=by,
        body=body,
        model=Answer,
        make=make,
        record_id=key,
    )


def _take_on(doing: Deed, proposal: Proposal, value: int) -> None:
    """The number into the office's own agreement: the year's is begun where there is none, the line added or changed."""
    agreement = Agreement.objects.standing().filter(office=doing.office, year=proposal.year).first()
    if agreement is None:
        agreement = doing.add(Agreement(), {"year": proposal.year})
    agreement = locked(agreement)
    line = standing_lines(agreement).filter(indicator=proposal.indicator).first()
    if line is not None and line.value == value:
        return
    refuse_signed(agreement)
    doing.reason = doing.reason or f"Jawaban atas usulan {proposal.office}"
    if line is None:
        LINES.adds(doing, TargetLine(), {"agreement": agreement, "indicator": proposal.indicator, "value": value})
    else:
        quarters = dict.fromkeys(("quarter_1", "quarter_2", "quarter_3"))
        LINES.changes(doing, line, {"value": value, **quarters}, based_on=None)
