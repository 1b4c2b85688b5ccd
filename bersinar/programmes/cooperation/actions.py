"""What officers do here, in their words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from .models import Agreement, Award, Effort, JointWork, Obstacle, Partner


def _not_while_named(partner: Partner) -> None:
    if partner.agreements.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "partner_in_use", "Mitra ini masih disebut dalam kerja sama. Batalkan kerja samanya dahulu.", status=409
        )
    if partner.data_requests.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "partner_in_use",
            "Mitra ini masih disebut dalam permintaan data. Batalkan permintaannya dahulu.",
            status=409,
        )


def _not_while_used(agreement: Agreement) -> None:
    if agreement.joint_works.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "agreement_in_use", "Kerja sama ini sudah ada pelaksanaannya. Batalkan pelaksanaannya dahulu.", status=409
        )


def _not_while_answered(obstacle: Obstacle) -> None:
    if obstacle.efforts.filter(cancelled_at__isnull=True).exists():
        raise Refusal("obstacle_in_use", "Kendala ini masih punya upaya. Batalkan upayanya dahulu.", status=409)


class AgreementVerbs(Verbs[Agreement]):
    """What was done under an agreement counts its partner: it is said anew with it, and must still fall into its term."""

    def changes(self, doing: Deed, record: Agreement, values: dict[str, Any], *, based_on: int | None) -> Agreement:
        kept = super().changes(doing, record, values, based_on=based_on)
        for work in JointWork.objects.standing().filter(agreement=kept).select_related("agreement"):
            if not kept.holds_on(work.done_on):
                sentence = f"Ada pelaksanaan pada {work.done_on:%d-%m-%Y}, di luar masa berlaku itu."
                raise Refusal("joint_work_outside", sentence, fields={"valid_until": sentence})
            doing.restate(work)
        return kept


class ObstacleVerbs(Verbs[Obstacle]):
    """Efforts carry their obstacle's category: what they say is said anew with it."""

    def changes(self, doing: Deed, record: Obstacle, values: dict[str, Any], *, based_on: int | None) -> Obstacle:
        kept = super().changes(doing, record, values, based_on=based_on)
        for effort in Effort.objects.standing().filter(obstacle=kept).select_related("obstacle"):
            doing.ask_reason(effort.happened_on)
            doing.restate(effort)
        return kept


class EndObstacle(Verbs[Obstacle]):
    """End an obstacle, or take the ending back. Nothing of the month in which it was noted changes with it."""

    def change(
        self, record: Obstacle, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None,
        **values: Any,
    ) -> Obstacle:  # fmt: skip
        """Set or empty `ended_on` and `outcome`."""
        why = reason or str(values.get("outcome") or "") or "masih menghambat"
        return super().change(record, by=by, based_on=based_on, reason=why, request_id=request_id, **values)


PARTNERS = Verbs(Partner, "cooperation", "add_partner", "change_partner", "cancel_partner", _not_while_named)
AGREEMENTS = AgreementVerbs(
    Agreement, "cooperation", "sign_agreement", "change_agreement", "cancel_agreement", _not_while_used, holds="partner"
)
JOINT_WORKS = Verbs(
    JointWork, "cooperation", "do_together", "change_joint_work", "cancel_joint_work", holds="agreement"
)
OBSTACLES = ObstacleVerbs(
    Obstacle, "cooperation", "meet_obstacle", "change_obstacle", "cancel_obstacle", _not_while_answered
)
# Behind the page on which an obstacle ends stands one verb; the others have no name.
END_OBSTACLE = EndObstacle(Obstacle, "cooperation", "", "end_obstacle", "")
EFFORTS = Verbs(Effort, "cooperation", "make_effort", "change_effort", "cancel_effort", holds="obstacle")
AWARDS = Verbs(Award, "cooperation", "receive_award", "change_award", "cancel_award")
