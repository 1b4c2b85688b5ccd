"""Areas at risk: assessed, with every later assessment told what came before it; and the office's own thresholds."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from ..models import AreaAssessment, AreaRule, suggest


class Assessing(Verbs[AreaAssessment]):
    """Assess an area, change or cancel an assessment. What came after it says anew how the status moved."""

    def adds(self, doing: Deed, record: AreaAssessment, values: dict[str, Any]) -> AreaAssessment:
        _hold(doing)
        made = doing.add(record, _judged(doing.office, record, values))
        _follow(doing, made.region_id)
        return made

    def changes(
        self, doing: Deed, record: AreaAssessment, values: dict[str, Any], *, based_on: int | None
    ) -> AreaAssessment:  # fmt: skip
        _hold(doing)
        left = AreaAssessment.objects.get(pk=record.pk).region_id
        changed = doing.change(record, _judged(doing.office, record, values), based_on=based_on)
        for region in dict.fromkeys([left, changed.region_id]):
            _follow(doing, region)
        return changed

    def cancel(self, record: AreaAssessment, *, by: User, reason: str) -> AreaAssessment:
        """Cancel an assessment: the next one follows the one before it."""
        needs = record.write_permission
        with deed(f"{self.room}.{self.cancelled}", office=record.office, by=by, needs=needs, reason=reason) as doing:
            _hold(doing)
            gone = doing.cancel(record)
            _follow(doing, gone.region_id)
            return gone


ASSESSMENTS = Assessing(AreaAssessment, "community", "assess_area", "change_assessment", "cancel_assessment")


def rule_areas(*, office: Office, by: User, based_on: int | None = None, **values: Any) -> AreaRule:
    """Load the thresholds of waspada and siaga. Assessments that stand keep what was suggested to them."""
    with deed("community.rule_areas", office=office, by=by, needs=AreaRule.write_permission) as doing:
        return doing.settle(AreaRule, values, based_on=based_on)


def _hold(doing: Deed) -> None:
    """Two assessments of one office at once wait for one another, so that each finds the other."""
    Office.objects.select_for_update(no_key=True).get(pk=doing.office.pk)


def _judged(office: Office, record: AreaAssessment, values: dict[str, Any]) -> dict[str, Any]:
    """The values with what the rules suggest and which status came before."""
    said = {name: values.get(name, getattr(record, name, None)) for name in ("method", "main", "supporting")}
    region, day = (
        values.get("region", record.region_id and record.region),
        values.get("assessed_on", record.assessed_on),
    )
    suggested = suggest(
        office=office,
        method=said["method"] or "",
        main=len(said["main"] or ()),
        supporting=len(said["supporting"] or ()),
    )
    before = _before(office, getattr(region, "pk", ""), day, record.pk) if day else ""
    return {**values, "suggested": suggested, "status_before": before}


def _before(office: Office, region: str, day: date, but: UUID) -> str:
    rows = (
        AreaAssessment.objects.standing().filter(office=office, region_id=region, assessed_on__lt=day).exclude(pk=but)
    )
    found = rows.order_by("-assessed_on").values_list("status", flat=True).first()
    return found or ""


def _follow(doing: Deed, region: str) -> None:
    before = ""
    for one in AreaAssessment.objects.standing().filter(office=doing.office, region_id=region).order_by("assessed_on"):
        if one.status_before != before:
            doing.change(one, {"status_before": before}, based_on=None)
        before = one.status
