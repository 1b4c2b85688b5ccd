"""One paper over evidence of several cases: proposed, confirmed and withdrawn as one, or not at all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..custody import CONFIRMED_TOGETHER
from ..models import Case, CaseEvent, Ceremony, Movement
from ..movement_kinds import KINDS
from .events import EVENTS
from .movements import confirmed, waiting, withdrawn
from .paper import Paper, Taking
from .proposals import key_of, number_of, proposed


def propose_together(
    office: Office, *, kind: str, by: User, paper: Paper, takings: Sequence[Taking], reason: str = "",
    request_id: UUID | None = None,
) -> Ceremony:  # fmt: skip
    """Propose one paper over containers of several cases of an office. Refuses with the numbers what cannot be."""

    def make() -> Ceremony:
        action = "enforcement.propose_ceremony"
        with deed(action, office=office, by=by, needs=key_of(by, office), reason=reason or paper.why) as doing:
            of_kind = KINDS.get(kind)
            if of_kind is None or not of_kind.together:
                raise Refusal("movement_kind", "Peristiwa ini dicatat pada kasusnya sendiri.")
            if not takings:
                raise Refusal("nothing_taken", "Pilih sedikitnya satu wadah.")
            by_case: dict[Case, list[Taking]] = {}
            for taking in takings:
                by_case.setdefault(taking.container.exhibit.case, []).append(taking)
            numbered = replace(paper, number=number_of(office, paper))
            said = {
                "kind": kind, "number": numbered.number, "moved_at": paper.moved_at, "held_at": paper.held_at.strip(),
                "destination": paper.destination.strip(),
            }  # fmt: skip
            ceremony = doing.add(Ceremony(), said)
            for case in sorted(by_case, key=lambda one: one.pk):  # locked in one order
                proposed(doing, case, of_kind, numbered, by_case[case], ceremony=ceremony)
            return ceremony

    body = {"office": office, "kind": kind, "said": str((paper, takings))}
    return once(
        request_id=request_id, action="enforcement.propose_ceremony", by=by, body=body, model=Ceremony, make=make
    )


def confirm_together(ceremony: Ceremony, *, by: User, reason: str = "", request_id: UUID | None = None) -> Ceremony:
    """Confirm what another person proposed: all containers of all its cases move, or none."""

    def make() -> Ceremony:
        with deed(
            CONFIRMED_TOGETHER, office=ceremony.office, by=by, needs=key_of(by, ceremony.office), reason=reason
        ) as doing:
            for movement in _waiting(doing, ceremony):
                confirmed(doing, waiting(doing, movement), None)
            return doing.change(ceremony, {"confirmed_by": by, "confirmed_at": doing.at}, based_on=None)

    body = {"ceremony": ceremony.pk}
    return once(
        request_id=request_id,
        action=CONFIRMED_TOGETHER,
        by=by,
        body=body,
        model=Ceremony,
        make=make,
        record_id=ceremony.pk,
    )


def withdraw_together(ceremony: Ceremony, *, by: User, reason: str) -> Ceremony:
    """Withdraw what was proposed and nobody confirmed, of all its cases."""
    office, action = ceremony.office, "enforcement.withdraw_ceremony"
    with deed(action, office=office, by=by, needs=key_of(by, office), reason=reason) as doing:
        for movement in _waiting(doing, ceremony):
            withdrawn(doing, waiting(doing, movement))
        return doing.cancel(ceremony)


def hand_in(movements: Sequence[Movement], *, by: User, at: datetime, number: str, reason: str = "") -> list[CaseEvent]:
    """Write down, in each of their cases, that the minutes of a destruction were handed in."""
    office = movements[0].office
    said: dict[str, Any] = {"kind": "destruction_minutes", "at": at, "document_number": number.strip()}
    needs = CaseEvent.write_permission
    with deed("enforcement.hand_in_minutes", office=office, by=by, needs=needs, reason=reason) as doing:
        told = []
        for movement in sorted(movements, key=lambda one: one.case_id):
            case = Case.objects.select_for_update().get(pk=movement.case_id)
            if CaseEvent.objects.filter(
                case=case, kind="destruction_minutes", at__gte=movement.moved_at, cancelled_at=None
            ).exists():
                continue  # said before: not said twice
            told.append(EVENTS.adds(doing, CaseEvent(), {**said, "case": case}))
        if not told:
            raise Refusal("handed_in_before", "Penyampaian berita acara ini sudah dicatat.", status=409)
        return told


def _waiting(doing: Deed, ceremony: Ceremony) -> list[Movement]:
    """Its movements, while the paper as it stands now, locked, still waits for its second person; in one order."""
    kept: Ceremony = Ceremony.objects.select_for_update(of=("self",)).select_related("office").get(pk=ceremony.pk)
    if kept.is_cancelled:
        raise Refusal("withdrawn", f"Berita acara {kept} sudah ditarik.", status=409)
    if kept.confirmed_at is not None:
        raise Refusal("confirmed_before", f"Berita acara {kept} sudah disahkan oleh {kept.confirmed_by}.", status=409)
    return list(Movement.objects.filter(ceremony=kept).select_related("case", "office").order_by("case_id"))
