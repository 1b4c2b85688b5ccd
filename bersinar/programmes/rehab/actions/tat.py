"""Writing down the medical half of an integrated assessment."""

from __future__ import annotations

from typing import Any

from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import TatAssessment


class TatVerbs(Verbs[TatAssessment]):
    """Write down, correct and cancel an assessment."""

    def adds(self, doing: Deed, record: TatAssessment, values: dict[str, Any]) -> TatAssessment:
        return doing.add(record, _as_texts(values))

    def changes(
        self, doing: Deed, record: TatAssessment, values: dict[str, Any], *, based_on: int | None
    ) -> TatAssessment:
        return doing.change(record, _as_texts(values), based_on=based_on)


def _as_texts(values: dict[str, Any]) -> dict[str, Any]:
    return {name: "" if name == "findings" and value is None else value for name, value in values.items()}


TATS = TatVerbs(TatAssessment, "rehab", "assess_for_tat", "change_tat", "cancel_tat")
