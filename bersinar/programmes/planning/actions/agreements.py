"""What planners do with agreements and their lines, in their words.

A target that was promised changes only with a reason; what it was, when and by whom stays in the line's history. Under
a signature nothing changes: what both heads signed changes by an addendum.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import Agreement, Party, TargetLine
from ..models.agreements import QUARTERS

_PROMISE = ("agreement_id", "indicator", "value", *QUARTERS)


def reason_missing(sentence: str) -> Refusal:
    """A refusal that asks for the reason."""
    return Refusal("reason_missing", sentence, fields={"reason": sentence})


def locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands, held until the deed is done, as every deed of its lines holds it."""
    held: Agreement = Agreement.objects.select_for_update(of=("self",)).select_related("office").get(pk=agreement.pk)
    return held


def standing_lines(agreement: Agreement) -> Any:
    """The lines that stand in an agreement."""
    return TargetLine.objects.standing().filter(agreement=agreement)


def refuse_signed(agreement: Agreement) -> None:
    """Refuse to touch what a head has signed, and say how it is changed instead."""
    standing = agreement.signatures_standing
    if len(standing) == len(Party):
        raise Refusal(
            "signed", "Perjanjian ini sudah ditandatangani kedua pihak. Ubah targetnya lewat adendum.", status=409
        )
    if standing:
        party = next(iter(standing.values())).get_party_display().lower()
        raise Refusal(
            "signed", f"Perjanjian ini sudah ditandatangani {party}. Minta tanda tangannya dicabut dahulu.", status=409
        )


def _not_while_promising(agreement: Agreement) -> None:
    if standing_lines(locked(agreement)).exists():
        raise Refusal(
            "agreement_in_use", "Perjanjian ini masih punya baris target. Batalkan barisnya dahulu.", status=409
        )
    refuse_signed(agreement)


class AgreementVerbs(Verbs[Agreement]):
    """Lines are dated by their agreement's year: they are said anew with it."""

    def changes(self, doing: Deed, record: Agreement, values: dict[str, Any], *, based_on: int | None) -> Agreement:
        before = locked(record)
        if values.get("year", before.year) != before.year:
            refuse_signed(before)
        kept = super().changes(doing, record, values, based_on=based_on)
        if kept.year == before.year:
            return kept
        lines = list(standing_lines(kept).select_related("agreement"))
        if not doing.reason and any(not line.is_open for line in lines):
            raise reason_missing("Perjanjian ini memuat target. Tuliskan alasan mengubah tahunnya.")
        for line in lines:
            doing.ask_reason(line.happened_on)
            doing.restate(line)
        return kept


class LineVerbs(Verbs[TargetLine]):
    """Lines of an agreement. A new one without a place of its own goes last."""

    def adds(self, doing: Deed, record: TargetLine, values: dict[str, Any]) -> TargetLine:
        refuse_signed(values["agreement"])
        if values.get("order") is None:
            last = standing_lines(values["agreement"]).aggregate(last=Max("order"))["last"]
            values = {**values, "order": (last or 0) + 1}
        return super().adds(doing, record, values)

    def changes(self, doing: Deed, record: TargetLine, values: dict[str, Any], *, based_on: int | None) -> TargetLine:
        before: Any = TargetLine.objects.select_for_update(of=("self",)).select_related("agreement").get(pk=record.pk)
        refuse_signed(before.agreement)
        refuse_signed(values.get("agreement", before.agreement))
        if values.get("order", before.order) is None:
            values = {**values, "order": before.order}
        kept = super().changes(doing, record, values, based_on=based_on)
        changed = any(getattr(before, name) != getattr(kept, name) for name in _PROMISE)
        if before.value is not None and changed and not doing.reason:
            raise reason_missing("Target ini sudah ditetapkan. Tuliskan alasan mengubahnya; alasan ikut tersimpan.")
        return kept


def _not_when_signed(line: TargetLine) -> None:
    refuse_signed(line.agreement)


AGREEMENTS = AgreementVerbs(
    Agreement, "planning", "sign_agreement", "change_agreement", "cancel_agreement", _not_while_promising
)
LINES = LineVerbs(
    TargetLine, "planning", "set_target", "revise_target", "cancel_target", _not_when_signed, holds="agreement"
)
