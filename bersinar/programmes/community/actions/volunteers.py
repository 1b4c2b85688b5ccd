"""Volunteers: appointed one by one or many at once, recognised as one person, taught, and active by themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs

from ..models import OwnAction, Training, Volunteer
from .sites import Ending

_SAID_ELSEWHERE = ("person_id", "sex", "kind", "environment", "region_id")


def _nothing_told(volunteer: Volunteer) -> None:
    for rows in (volunteer.trainings, volunteer.own_actions):
        if rows.filter(cancelled_at__isnull=True).exists():
            sentence = "Penggiat ini punya pelatihan atau aksi yang tercatat. Batalkan itu dahulu."
            raise Refusal("in_use", sentence, status=409)


class Keeping(Verbs[Volunteer]):
    """Change a volunteer: what his trainings and actions say of him is said anew."""

    def changes(
        self, doing: Deed, record: Volunteer, values: dict[str, Any], *, based_on: int | None
    ) -> Volunteer:  # fmt: skip
        kept = Volunteer.objects.select_for_update().get(pk=record.pk)
        before = [getattr(kept, name) for name in _SAID_ELSEWHERE]
        changed = doing.change(record, values, based_on=based_on)
        if [getattr(changed, name) for name in _SAID_ELSEWHERE] != before:
            for rows in (changed.trainings, changed.own_actions):
                for one in rows.filter(cancelled_at__isnull=True).select_related("office", "volunteer"):
                    if one.happened_on:
                        doing.ask_reason(one.happened_on)
                    doing.restate(one)
        return changed


class Acting(Verbs[OwnAction]):
    """Write down what a volunteer did. An officer who writes it has checked it."""

    def adds(self, doing: Deed, record: OwnAction, values: dict[str, Any]) -> OwnAction:
        return doing.add(record, {**values, "checked": True})


class Checking(Verbs[OwnAction]):
    """Check what came in by a volunteer's link, corrected where need be: from now on it counts."""

    def changes(
        self, doing: Deed, record: OwnAction, values: dict[str, Any], *, based_on: int | None
    ) -> OwnAction:  # fmt: skip
        return doing.change(record, {**values, "checked": True}, based_on=based_on)


VOLUNTEERS = Keeping(
    Volunteer, "community", "appoint_volunteer", "change_volunteer", "cancel_volunteer", before_cancel=_nothing_told
)
RECOGNISE = Keeping(Volunteer, "community", "", "recognise_person", "")
END_SERVICE = Ending(Volunteer, "community", "", "end_service", "")
TRAININGS = Verbs(Training, "community", "train_volunteer", "change_training", "cancel_training", holds="volunteer")
OWN_ACTIONS = Acting(OwnAction, "community", "record_action", "change_action", "cancel_action", holds="volunteer")
CHECK_ACTION = Checking(OwnAction, "community", "", "check_action", "", holds="volunteer")


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
