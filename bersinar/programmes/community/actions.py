"""What officers do here, in their words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import R, Verbs

from .models import BersinarSite, Lasting, Regulation, SiteStage, TaskForce, Volunteer

SITES = Verbs(BersinarSite, "community", "form_site", "change_site", "cancel_site")
STAGES = Verbs(SiteStage, "community", "reach_stage", "change_stage", "cancel_stage")
VOLUNTEERS = Verbs(Volunteer, "community", "appoint_volunteer", "change_volunteer", "cancel_volunteer")
TASKFORCES = Verbs(TaskForce, "community", "form_taskforce", "change_taskforce", "cancel_taskforce")
REGULATIONS = Verbs(Regulation, "community", "issue_regulation", "change_regulation", "cancel_regulation")


class Ending(Verbs[R]):
    """End a site, a task force or a volunteer's service, or take the ending back. Its reason is the deed's."""

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


# Behind a form of its own stands one verb; the others have no name.
END_SITE = Ending(BersinarSite, "community", "", "end_site", "")
END_FORCE = Ending(TaskForce, "community", "", "end_taskforce", "")
END_SERVICE = Ending(Volunteer, "community", "", "end_service", "")
RECOGNISE = Verbs(Volunteer, "community", "", "recognise_person", "")


@dataclass(frozen=True)
class Inauguration(Verbs[Volunteer]):
    """Appoint many people at once (pelantikan): one deed, one posting, however long the list."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None,
        record_id: UUID | None = None, **values: Any,
    ) -> Volunteer:  # fmt: skip
        """`people` is (name, sex or "") of everybody; the rest they share. Gives back the first of them."""
        people: list[tuple[str, str]] = values.pop("people")
        if not people:
            raise Refusal("nobody", "Tuliskan paling sedikit satu nama.", fields={"people": "Belum ada nama."})

        def make() -> Volunteer:
            with deed(
                f"community.{self.made}", office=office, by=by, needs=self.model.write_permission, reason=reason
            ) as doing:
                return _appoint(doing, people, values)

        body = {"office": office, "people": [f"{name}, {sex}" for name, sex in people], **values}
        return once(
            request_id=request_id, action=f"community.{self.made}", by=by, body=body, model=Volunteer, make=make
        )


def _appoint(doing: Deed, people: list[tuple[str, str]], shared: dict[str, Any]) -> Volunteer:
    made = [doing.add(Volunteer(), {"name": name, "sex": sex, **shared}) for name, sex in people]
    return made[0]


INAUGURATION = Inauguration(Volunteer, "community", "appoint_volunteers", "", "")
