"""What officers do here, in their words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.db.models import Max

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import hold, refuse_unusable
from bersinar.foundation.wire.naming import namers
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from .attendance import Person
from .families.saying import refuse_while_cohort, say_anew
from .models import Activity, Attendee, FamilyMember, FamilyRoll, Meeting
from .public import uses_of

PURPOSE = "daftar hadir"


def _not_while_named(institution: Institution) -> None:
    """Whoever names it, in whichever room, keeps it; so does what was merged into it, and what it was merged into."""
    held = hold([institution.pk])[institution.pk]
    if held.merged_into_id or held.merged.exists():
        raise Refusal(
            "institution_merged",
            "Instansi ini bagian dari penggabungan rekam ganda. Pisahkan dahulu, lalu batalkan.",
            status=409,
        )
    for model, name in namers(Institution):
        if model._default_manager.filter(**{name: institution, "cancelled_at__isnull": True}).exists():
            raise Refusal(
                "institution_in_use",
                f"Instansi ini masih disebut dalam {model._meta.verbose_name}. Ubah atau batalkan rekam itu dahulu.",
                status=409,
            )


def _not_while_held(activity: Activity) -> None:
    refuse_while_cohort(activity)
    if activity.meetings.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "activity_in_use", "Kegiatan ini masih punya pelaksanaan. Batalkan pelaksanaannya dahulu.", status=409
        )
    for use in uses_of(activity.type):
        if use.is_used(activity.pk):
            raise Refusal("activity_in_use", f"Kegiatan ini masih punya {use.noun}. Batalkan dahulu.", status=409)
    if activity.requests.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "activity_in_use", "Kegiatan ini menjawab permohonan. Buka lagi permohonannya dahulu.", status=409
        )


class ActivityVerbs(Verbs[Activity]):
    """Changing the type or the host of a kegiatan says anew what each of its pelaksanaan says."""

    def adds(self, doing: Deed, record: Activity, values: dict[str, Any]) -> Activity:
        refuse_unusable(values.get("partners", ()), office=doing.office, field="partners")
        return doing.add(record, values)

    def changes(self, doing: Deed, record: Activity, values: dict[str, Any], *, based_on: int | None) -> Activity:
        before = Activity.objects.select_for_update().get(pk=record.pk)
        already = {one.pk for one in before.partners.all()}
        refuse_unusable(values.get("partners", ()), office=doing.office, field="partners", already=already)
        changed = doing.change(record, values, based_on=based_on)
        if (before.type, before.host, before.year) != (changed.type, changed.host, changed.year):
            refuse_while_cohort(before)
            _not_while_used(before)
        if (before.type, before.area, before.host) != (changed.type, changed.area, changed.host):
            meetings = list(changed.meetings.filter(cancelled_at__isnull=True))
            hold(Institution.objects.filter(meetings__in=meetings).values_list("pk", flat=True))
            for meeting in meetings:
                meeting.activity = changed
                doing.ask_reason(meeting.held_on)
                doing.restate(meeting)
        return changed

    def cancel(self, record: Activity, *, by: User, reason: str) -> Activity:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            _not_while_held(held_activity(record.pk))
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
        held = held_activity(values["activity"].pk)
        _may_name(doing, values.get("institutions", ()))
        made = doing.add(record, {**values, "activity": held})
        say_anew(doing, held)
        return made

    def changes(self, doing: Deed, record: Meeting, values: dict[str, Any], *, based_on: int | None) -> Meeting:
        held = held_activity(record.activity_id)
        if "activity" in values and values["activity"].pk != held.pk:
            raise Refusal(
                "meeting_moved", "Pelaksanaan tidak dapat dipindah ke kegiatan lain. Batalkan, lalu catat di sana."
            )
        _may_name(doing, values.get("institutions", ()), {one.pk for one in record.institutions.all()})
        changed = doing.change(record, {**values, "activity": held}, based_on=based_on)
        say_anew(doing, held)
        return changed

    def cancel(self, record: Meeting, *, by: User, reason: str) -> Meeting:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            held = held_activity(record.activity_id)
            _not_while_served(held, record)
            for attendee in _standing(record):
                doing.cancel(attendee)  # its list goes with it, so that it keeps no institution in use
            for roll in FamilyRoll.objects.standing().filter(meeting=record):
                doing.cancel(roll)
            for left in (record.talks, record.minutes, record.follow_ups):
                for one in left.filter(cancelled_at__isnull=True):
                    doing.cancel(one)  # and so does what was written down of it: nobody waits for it on the home page
            cancelled = doing.cancel(record)
            say_anew(doing, held)
            return cancelled


def _not_while_served(activity: Activity, meeting: Meeting) -> None:
    """The last pelaksanaan of a kegiatan stays as long as a permohonan is said to be served by it."""
    others = activity.meetings.filter(cancelled_at__isnull=True).exclude(pk=meeting.pk)
    served = activity.requests.filter(cancelled_at__isnull=True, served_on__isnull=False)
    if not activity.says_people and served.exists() and not others.exists():
        sentence = (
            "Dengan pelaksanaan ini sebuah permohonan tercatat dilayani. Tandai permohonannya belum dilayani dahulu."
        )
        raise Refusal("meeting_serves_request", sentence, status=409)


def held_activity(activity_id: Any) -> Activity:
    """The kegiatan as it is now, locked until the deed is done."""
    held: Activity = Activity.objects.select_for_update().get(pk=activity_id)
    return held


def _may_name(doing: Deed, named: Iterable[Institution], already: Collection[UUID] = ()) -> None:
    """Hold what a pelaksanaan names and named: what it says of an institution is that one's own environment."""
    named = list(named)
    hold([*(one.pk for one in named), *already])
    refuse_unusable(named, office=doing.office, field="institutions", already=already)


def _standing(meeting: Meeting) -> list[Attendee]:
    return list(Attendee.objects.filter(meeting=meeting, cancelled_at__isnull=True))


class AttendanceVerbs(Verbs[Meeting]):
    """Fill the attendance list of a pelaksanaan: `people`, and the `institution` of all of them. One deed for all."""

    def changes(self, doing: Deed, record: Meeting, values: dict[str, Any], *, based_on: int | None) -> Meeting:
        people: Sequence[Person] = values["people"]
        if not people:
            raise Refusal("nobody", "Tuliskan paling sedikit satu nama.", fields={"people": "Belum ada nama."})
        named: Institution | None = values.get("institution")
        meeting = _held_meeting(record, named)
        if meeting.is_cancelled:
            raise Refusal("cancelled", "Pelaksanaan ini sudah dibatalkan.", status=409)
        doing.ask_reason(meeting.held_on)
        _not_twice(meeting, people)
        # As it is now, held with the pelaksanaan: the form's own copy may be outdated.
        shared = {"meeting": meeting, "institution": Institution.objects.get(pk=named.pk) if named else None}
        last = Attendee.objects.filter(meeting=meeting).aggregate(last=Max("number"))["last"] or 0
        doing.add_all(
            Attendee,
            [
                {**shared, "number": number, "name": one.name, "sex": one.sex, "age_band": one.age_band}
                for number, one in enumerate(people, start=last + 1)
            ],
        )
        say_anew(doing, meeting.activity)  # refuses a list beside who was ticked of a cohort
        _say_with_list(doing, meeting)
        return meeting


def _held_meeting(meeting: Meeting, *named: Institution | None) -> Meeting:
    """The pelaksanaan as it is now, with its kegiatan and institutions locked: whoever restates it waits."""
    activity = held_activity(meeting.activity_id)
    hold(one.pk for one in (*meeting.institutions.all(), *named) if one is not None)
    held: Meeting = Meeting.objects.select_for_update().get(pk=meeting.pk)
    held.activity = activity
    return held


def _not_twice(meeting: Meeting, people: Sequence[Person]) -> None:
    """Sealed names are compared here and told to nobody: the refusal speaks of lines."""
    known = {attendee.compared("name").casefold() for attendee in _standing(meeting)}
    double = [str(one.line) for one in people if one.name.casefold() in known]
    if double:
        sentence = (
            f"Baris {', '.join(double)}: nama ini sudah ada dalam daftar hadir. "
            "Hapus barisnya; bila orangnya lain, tambahkan pembeda."
        )
        raise Refusal("listed_already", sentence, fields={"people": sentence})


def _say_with_list(doing: Deed, meeting: Meeting) -> None:
    """Say the pelaksanaan anew with its list as it is now. Refuses where a head-count says otherwise."""
    problems = meeting.list_problems()
    if problems:
        raise Refusal("attendance_differs", " ".join(problems.values()), status=409)
    doing.restate(meeting)


class AttendeeVerbs(Verbs[Attendee]):
    """Taking one person off the list says the pelaksanaan anew."""

    def cancel(self, record: Attendee, *, by: User, reason: str) -> Attendee:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            meeting = _held_meeting(record.meeting)
            cancelled = doing.cancel(record)
            if not meeting.is_cancelled:
                _say_with_list(doing, meeting)
            return cancelled


def read_names(people: Sequence[Attendee | FamilyMember], *, by: User, purpose: str = PURPOSE) -> list[str]:
    """The names of people of one list, "" for one without. The readings are written down first, all at once."""
    if not people:
        return []
    note_readings(
        office=people[0].office,
        by=by,
        side=people[0].side,
        purpose=purpose,
        records=[(one._meta.label_lower, one.pk) for one in people],
    )
    return [replace(one.name, note_reading=_noted).open(by=by, purpose=purpose) if one.name else "" for one in people]


def _noted(by: User, purpose: str) -> None:
    """Nothing: the reading of the whole list is written already."""


class InstitutionVerbs(Verbs[Institution]):
    """Changing where an institution belongs says anew what each pelaksanaan says that reached it."""

    def changes(self, doing: Deed, record: Institution, values: dict[str, Any], *, based_on: int | None) -> Institution:
        before = hold([record.pk])[record.pk]
        if before.merged_into is not None:
            kept = before.merged_into
            sentence = f"Rekam ini sudah digabung ke {kept}. Ubah {kept}, atau pisahkan dahulu."
            raise Refusal("institution_merged", sentence, status=409)
        changed = doing.change(record, values, based_on=based_on)
        if (before.environment, before.region_id) != (changed.environment, changed.region_id):
            reaching = Meeting.objects.filter(institutions__in=[changed, *changed.merged.all()]).values("pk")
            reached = Meeting.objects.select_for_update(of=("self",)).filter(pk__in=reaching, cancelled_at__isnull=True)
            for meeting in reached.select_related("activity").order_by("pk"):
                doing.ask_reason(meeting.held_on)
                doing.restate(meeting)
        return changed


ACTIVITIES = ActivityVerbs(Activity, "activities", "plan_activity", "change_activity", "cancel_activity")
MEETINGS = MeetingVerbs(Meeting, "activities", "hold_meeting", "change_meeting", "cancel_meeting")
# Behind a form of its own stands one verb; the others have no name.
ATTENDANCE = AttendanceVerbs(Meeting, "activities", "", "fill_attendance", "")
ATTENDEES = AttendeeVerbs(Attendee, "activities", "", "", "cancel_attendee")
INSTITUTIONS = InstitutionVerbs(
    Institution, "activities", "add_institution", "change_institution", "cancel_institution", _not_while_named
)
