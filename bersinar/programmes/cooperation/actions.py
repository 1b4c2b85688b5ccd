"""What officers do here, in their words."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from .models import Agreement, Award, Effort, Obstacle, Partner


def _not_while_named(partner: Partner) -> None:
    if partner.agreements.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "partner_in_use", "Mitra ini masih disebut dalam kerja sama. Batalkan kerja samanya dahulu.", status=409
        )


def _not_while_answered(obstacle: Obstacle) -> None:
    if obstacle.efforts.filter(cancelled_at__isnull=True).exists():
        raise Refusal("obstacle_in_use", "Kendala ini masih punya upaya. Batalkan upayanya dahulu.", status=409)


class ObstacleVerbs(Verbs[Obstacle]):
    """Efforts carry their obstacle's category: what they say is said anew with it."""

    def changes(self, doing: Deed, record: Obstacle, values: dict[str, Any], *, based_on: int | None) -> Obstacle:
        kept = super().changes(doing, record, values, based_on=based_on)
        for effort in Effort.objects.standing().filter(obstacle=kept).select_related("obstacle"):
            doing.ask_reason(effort.happened_on)
            doing.restate(effort)
        return kept


PARTNERS = Verbs(Partner, "cooperation", "add_partner", "change_partner", "cancel_partner", _not_while_named)
AGREEMENTS = Verbs(Agreement, "cooperation", "sign_agreement", "change_agreement", "cancel_agreement", holds="partner")
OBSTACLES = ObstacleVerbs(
    Obstacle, "cooperation", "meet_obstacle", "change_obstacle", "cancel_obstacle", _not_while_answered
)
EFFORTS = Verbs(Effort, "cooperation", "make_effort", "change_effort", "cancel_effort", holds="obstacle")
AWARDS = Verbs(Award, "cooperation", "receive_award", "change_award", "cancel_award")
