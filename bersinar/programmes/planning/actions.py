"""What planners do here, in their words.

A target that was promised changes only with a reason; what it was, when and by whom stays in the line's history.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Max

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from .models import Agreement, Narrative, ReportWords, TargetLine

_PROMISE = ("agreement_id", "indicator", "value")


def _reason_missing(sentence: str) -> Refusal:
    return Refusal("reason_missing", sentence, fields={"reason": sentence})


def _locked(agreement: Agreement) -> Agreement:
    """The agreement as it stands, held until the deed is done, as every deed of its lines holds it."""
    held: Agreement = Agreement.objects.select_for_update().get(pk=agreement.pk)
    return held


def _standing_lines(agreement: Agreement) -> Any:
    return TargetLine.objects.standing().filter(agreement=agreement)


def _not_while_promising(agreement: Agreement) -> None:
    if _standing_lines(_locked(agreement)).exists():
        raise Refusal(
            "agreement_in_use", "Perjanjian ini masih punya baris target. Batalkan barisnya dahulu.", status=409
        )


class AgreementVerbs(Verbs[Agreement]):
    """Lines are dated by their agreement's year: they are said anew with it."""

    def changes(self, doing: Deed, record: Agreement, values: dict[str, Any], *, based_on: int | None) -> Agreement:
        before = _locked(record)
        kept = super().changes(doing, record, values, based_on=based_on)
        if kept.year == before.year:
            return kept
        lines = list(_standing_lines(kept).select_related("agreement"))
        if not doing.reason and any(not line.is_open for line in lines):
            raise _reason_missing("Perjanjian ini memuat target. Tuliskan alasan mengubah tahunnya.")
        for line in lines:
            doing.ask_reason(line.happened_on)
            doing.restate(line)
        return kept


class LineVerbs(Verbs[TargetLine]):
    """Lines of an agreement. A new one without a place of its own goes last."""

    def adds(self, doing: Deed, record: TargetLine, values: dict[str, Any]) -> TargetLine:
        if values.get("order") is None:
            last = _standing_lines(values["agreement"]).aggregate(last=Max("order"))["last"]
            values = {**values, "order": (last or 0) + 1}
        return super().adds(doing, record, values)

    def changes(self, doing: Deed, record: TargetLine, values: dict[str, Any], *, based_on: int | None) -> TargetLine:
        before: Any = TargetLine.objects.select_for_update().get(pk=record.pk)
        if values.get("order", before.order) is None:
            values = {**values, "order": before.order}
        kept = super().changes(doing, record, values, based_on=based_on)
        changed = any(getattr(before, name) != getattr(kept, name) for name in _PROMISE)
        if before.value is not None and changed and not doing.reason:
            raise _reason_missing("Target ini sudah ditetapkan. Tuliskan alasan mengubahnya; alasan ikut tersimpan.")
        return kept


AGREEMENTS = AgreementVerbs(
    Agreement, "planning", "sign_agreement", "change_agreement", "cancel_agreement", _not_while_promising
)
LINES = LineVerbs(TargetLine, "planning", "set_target", "revise_target", "cancel_target", holds="agreement")
NARRATIVES = Verbs(Narrative, "planning", "write_narrative", "change_narrative", "cancel_narrative")
WORDS = Verbs(ReportWords, "planning", "arrange_report", "rearrange_report", "cancel_arrangement")
