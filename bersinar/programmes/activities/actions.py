"""What officers do here, in their words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.wire.models import Record
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from .models import Activity, Meeting
from .public import uses_of


def _not_while_named(institution: Institution) -> None:
    """Whoever names it, in whichever room, keeps it: the database knows them all."""
    for relation in Institution._meta.get_fields(include_hidden=True):
        model: Any = relation.related_model
        if (
            not relation.auto_created
            or relation.concrete
            or not isinstance(model, type)
            or not issubclass(model, Record)
        ):
            continue
        name = relation.field.name  # type: ignore[union-attr]
        if model._default_manager.filter(**{name: institution, "cancelled_at__isnull": True}).exists():
            raise Refusal(
                "institution_in_use",
                f"Instansi ini masih disebut dalam {model._meta.verbose_name}. Ubah atau batalkan rekam itu dahulu.",
                status=409,
            )


def _not_while_held(activity: Activity) -> None:
    if activity.meetings.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "activity_in_use", "Kegiatan ini masih punya pelaksanaan. Batalkan pelaksanaannya dahulu.", status=409
        )
    for use in uses_of(activity.type):
        if use.is_used(activity.pk):
            raise Refusal("activity_in_use", f"Kegiatan ini masih punya {use.noun}. Batalkan dahulu.", status=409)


class ActivityVerbs(Verbs[Activity]):
    """Changing the type or the host of a kegiatan says anew what each of its pelaksanaan says."""

    def changes(self, doing: Deed, record: Activity, values: dict[str, Any], *, based_on: int | None) -> Activity:
        before = Activity.objects.select_for_update().get(pk=record.pk)
        changed = doing.change(record, values, based_on=based_on)
        if (before.type, before.host, before.year) != (changed.type, changed.host, changed.year):
            _not_while_used(before)
        if (before.type, before.area, before.host) != (changed.type, changed.area, changed.host):
            meetings = list(changed.meetings.filter(cancelled_at__isnull=True))
            _hold_institutions(Institution.objects.filter(meetings__in=meetings))
            for meeting in meetings:
                meeting.activity = changed
                doing.ask_reason(meeting.held_on)
                doing.restate(meeting)
        return changed

    def cancel(self, record: Activity, *, by: User, reason: str) -> Activity:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            _not_while_held(_held(record.pk))
            return doing.cancel(record)


def _not_while_used(activity: Activity) -> None:
    for use in uses_of(activity.type):
        if use.is_used(activity.pk):
            raise Refusal(
                "activity_in_use",
                f"Kegiatan ini sudah punya {use.noun}; jenis, penyelenggara, dan tahunnya tidak dapat diganti.",
                status=409,
            )


class MeetingVerbs(Verbs[Meeting]):
    """A pelaksanaan speaks with its kegiatan's type and host: that one is held while its pelaksanaan is written."""

    def adds(self, doing: Deed, record: Meeting, values: dict[str, Any]) -> Meeting:
        held = _held(values["activity"].pk)
        _hold_institutions(values.get("institutions", ()))
        return doing.add(record, {**values, "activity": held})

    def changes(self, doing: Deed, record: Meeting, values: dict[str, Any], *, based_on: int | None) -> Meeting:
        held = _held(record.activity_id)
        if "activity" in values and values["activity"].pk != held.pk:
            raise Refusal(
                "meeting_moved", "Pelaksanaan tidak dapat dipindah ke kegiatan lain. Batalkan, lalu catat di sana."
            )
        _hold_institutions([*record.institutions.all(), *values.get("institutions", ())])
        return doing.change(record, {**values, "activity": held}, based_on=based_on)

    def cancel(self, record: Meeting, *, by: User, reason: str) -> Meeting:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            _held(record.activity_id)
            return doing.cancel(record)


def _held(activity_id: Any) -> Activity:
    """The kegiatan as it is now, locked until the deed is done."""
    held: Activity = Activity.objects.select_for_update().get(pk=activity_id)
    return held


def _hold_institutions(institutions: Iterable[Institution]) -> None:
    """Lock them, always in one order: what a pelaksanaan says of an institution is that one's own environment."""
    ids = {institution.pk for institution in institutions}
    list(Institution.objects.select_for_update().filter(pk__in=ids).order_by("pk"))


class InstitutionVerbs(Verbs[Institution]):
    """Changing where an institution belongs says anew what each pelaksanaan says that reached it."""

    def changes(self, doing: Deed, record: Institution, values: dict[str, Any], *, based_on: int | None) -> Institution:
        before = Institution.objects.select_for_update().get(pk=record.pk)
        changed = doing.change(record, values, based_on=based_on)
        if (before.environment, before.region_id) != (changed.environment, changed.region_id):
            reached = Meeting.objects.filter(institutions=changed, cancelled_at__isnull=True)
            for meeting in reached.select_related("activity"):
                doing.ask_reason(meeting.held_on)
                doing.restate(meeting)
        return changed


ACTIVITIES = ActivityVerbs(Activity, "activities", "plan_activity", "change_activity", "cancel_activity")
MEETINGS = MeetingVerbs(Meeting, "activities", "hold_meeting", "change_meeting", "cancel_meeting")
INSTITUTIONS = InstitutionVerbs(
    Institution, "activities", "add_institution", "change_institution", "cancel_institution", _not_while_named
)
