"""Sites and what belongs to them; task forces, rules, and the work towards them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import R, Verbs

from ..models import BersinarSite, Lasting, PolicyWork, Regulation, SiteBudget, SiteCheck, SiteStage, TaskForce


def _no_budgets(site: BersinarSite) -> None:
    if site.budgets.filter(cancelled_at__isnull=True).exists():
        raise Refusal("in_use", "Lokasi ini punya anggaran yang tercatat. Batalkan anggarannya dahulu.", status=409)


class Siting(Verbs[BersinarSite]):
    """Change a site: where its place changes, its budgets are said anew."""

    def changes(
        self, doing: Deed, record: BersinarSite, values: dict[str, Any], *, based_on: int | None
    ) -> BersinarSite:  # fmt: skip
        place = record.region_id
        changed = doing.change(record, values, based_on=based_on)
        if changed.region_id != place:
            for budget in changed.budgets.filter(cancelled_at__isnull=True).select_related("office", "site"):
                doing.ask_reason(budget.decided_on)
                doing.restate(budget)
        return changed


class Ending(Verbs[R]):
    """End a site, a task force, a work or a volunteer's service, or take the ending back. Its reason is the deed's."""

    def change(
        self, record: R, *, by: User, based_on: int | None, reason: str = "", request_id: UUID | None = None,
        **values: Any,
    ) -> R:  # fmt: skip
        """Set or empty `ended_on` and `ended_reason`. Refuses to take an ending back without a reason."""
        why = reason or values.get("ended_reason") or ""
        assert isinstance(record, Lasting)
        if record.is_ended and not why:
            raise Refusal(
                "reason_missing",
                "Tuliskan mengapa masa berakhirnya dihapus.",
                fields={"reason": "Wajib diisi untuk menghapus masa berakhir."},
            )
        return super().change(record, by=by, based_on=based_on, reason=why, request_id=request_id, **values)


SITES = Siting(BersinarSite, "community", "form_site", "change_site", "cancel_site", before_cancel=_no_budgets)
STAGES = Verbs(SiteStage, "community", "reach_stage", "change_stage", "cancel_stage")
CHECKS = Verbs(SiteCheck, "community", "fulfil_item", "change_item", "cancel_item", holds="site")
BUDGETS = Verbs(SiteBudget, "community", "set_budget", "change_budget", "cancel_budget", holds="site")
TASKFORCES = Verbs(TaskForce, "community", "form_taskforce", "change_taskforce", "cancel_taskforce")
REGULATIONS = Verbs(Regulation, "community", "issue_regulation", "change_regulation", "cancel_regulation")
POLICIES = Verbs(PolicyWork, "community", "begin_policy", "change_policy", "cancel_policy")

# Behind a form of its own stands one verb; the others have no name.
END_SITE = Ending(BersinarSite, "community", "", "end_site", "")
END_FORCE = Ending(TaskForce, "community", "", "end_taskforce", "")
END_POLICY = Ending(PolicyWork, "community", "", "end_policy", "")
