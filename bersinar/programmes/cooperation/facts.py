"""What this room's records say.

Inside or outside follows the office's service area: whoever redraws that area has its agreements said anew
(`ledger.reposting.post_reading`, which finds them by this source's `prefetch`).
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from .models import Agreement, Award, DataRequest, Effort, InformationRequest, JointWork, Obstacle


def of_agreement(agreement: Agreement) -> Iterator[Draft]:
    """Signed, and every region it covers; gone from the stock on the day after it expires."""
    served = {region.code for region in agreement.office.service_area.all()}
    ends = agreement.valid_until + timedelta(days=1) if agreement.valid_until else None
    yield Draft("cooperation.agreement_signed", agreement.signed_on, detail=agreement.kind)
    if ends:
        yield Draft("cooperation.agreement_ended", ends, -1, detail=agreement.kind)
    for region in agreement.regions.all():
        inside = any(region.code == code or region.code.startswith(f"{code}.") for code in served)
        where: dict[str, Any] = {
            "place": region.code,
            "detail": "inside" if inside else "outside",
            "subject": subject_token("places", region.code),
        }
        yield Draft("cooperation.region_covered", agreement.signed_on, **where)
        if ends:
            yield Draft("cooperation.region_uncovered", ends, -1, **where)


def of_obstacle(obstacle: Obstacle) -> Iterator[Draft]:
    yield Draft("cooperation.obstacle_met", obstacle.noted_on, detail=obstacle.category)


def of_effort(effort: Effort) -> Iterator[Draft]:
    yield Draft("cooperation.effort_made", effort.made_on, detail=effort.obstacle.category)


def of_award(award: Award) -> Iterator[Draft]:
    yield Draft("cooperation.award_received", award.received_on, detail=award.level)


def of_joint_work(work: JointWork) -> Iterator[Draft]:
    """Done together, with whom: a partner counts once a period, however often something was done."""
    partner = subject_token("institutions", work.agreement.partner_id)
    yield Draft("cooperation.joint_work_done", work.done_on, detail=work.kind, subject=partner)


def of_data_request(request: DataRequest) -> Iterator[Draft]:
    """A letter for data, and whether something was shared in the end."""
    yield Draft("cooperation.data_requested", request.asked_on, detail=request.direction)
    if request.ended_on and not request.refusal:
        yield Draft("cooperation.data_shared", request.ended_on, detail=request.direction)


def of_information_request(request: InformationRequest) -> Iterator[Draft]:
    """Asked for, answered, within how many working days, and whether in time: a hundred or nought, so that a mean is the share."""
    yield Draft("cooperation.information_requested", request.received_on, detail=request.applicant_kind)
    if request.answered_on:
        day = request.answered_on
        yield Draft("cooperation.information_answered", day, detail=request.decision)
        yield Draft("cooperation.information_took", day, request.working_days or 0)
        yield Draft("cooperation.information_measured", day, 100 if request.in_time else 0)
    if request.objected_on:
        yield Draft("cooperation.information_objected", request.objected_on)
