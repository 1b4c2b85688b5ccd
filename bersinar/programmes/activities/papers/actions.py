"""What officers do with materials, minutes and follow-up tasks."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import deed, once
from bersinar.ledger.records import Verbs

from ..models import FollowUp, Material, Minutes


def _not_while_used(material: Material) -> None:
    if material.meetings.filter(cancelled_at__isnull=True).exists():
        sentence = "Materi ini dipakai pada pelaksanaan. Lepaskan di sana dahulu, atau biarkan dan buat versi baru."
        raise Refusal("material_in_use", sentence, status=409)


MATERIALS = Verbs(Material, "activities", "add_material", "change_material", "cancel_material", _not_while_used)
MINUTES = Verbs(Minutes, "activities", "write_minutes", "change_minutes", "cancel_minutes")
FOLLOW_UPS = Verbs(FollowUp, "activities", "set_follow_up", "change_follow_up", "cancel_follow_up")


def finish(
    task: FollowUp, *, by: User, based_on: int | None, on: date, outcome: str = "", request_id: UUID | None = None
) -> FollowUp:
    """Say that a follow-up is done, and what came of it."""
    if on > task.office.local_day():
        raise Refusal("not_yet", "Tanggal belum terjadi.", fields={"on": "Tanggal belum terjadi."})
    return _mark(task, "finish", by, based_on, request_id, on, outcome.strip())


def resume(task: FollowUp, *, by: User, based_on: int | None, request_id: UUID | None = None) -> FollowUp:
    """Take back that a follow-up is done: it waits again."""
    return _mark(task, "resume", by, based_on, request_id, None, "")


def _mark(
    task: FollowUp, code: str, by: User, based_on: int | None, request_id: UUID | None, on: date | None, outcome: str
) -> FollowUp:  # fmt: skip
    action = f"activities.{code}_follow_up"

    def make() -> FollowUp:
        with deed(action, office=task.office, by=by, needs=Permission.ACTIVITIES_WRITE) as doing:
            return doing.change(task, {"done_on": on, "outcome": outcome}, based_on=based_on)

    body = {"record": task.pk, "on": on, "outcome": outcome}
    return once(request_id=request_id, action=action, by=by, body=body, model=FollowUp, make=make, record_id=task.pk)
