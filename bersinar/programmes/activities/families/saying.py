"""Saying a cohort anew: what its records forbid one another, and which of them speak differently after a deed.

Every deed on a cohort, its meetings, families, rolls or scores ends here, under the lock of its kegiatan.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.posting import standing
from bersinar.ledger.sources import source_for

from ..models import FAMILY_INTERVENTION, Activity, Family, FamilyCohort, FamilyRoll, Meeting
from .facts import last_meeting


def standing_cohort(activity: Activity) -> FamilyCohort | None:
    """The cohort of a kegiatan, if it has one."""
    if activity.type != FAMILY_INTERVENTION:
        return None
    return FamilyCohort.objects.standing().filter(activity=activity).first()


def is_under_way(activity: Activity) -> bool:
    """Whether somebody was ticked at a meeting already: from then on nobody joins."""
    return FamilyRoll.objects.standing().filter(meeting__activity=activity).exists()


def refuse_while_cohort(activity: Activity) -> None:
    """A kegiatan with a cohort keeps its type, host and year, and is not cancelled under it."""
    if standing_cohort(activity) is not None:
        raise Refusal(
            "activity_in_use",
            "Kegiatan ini punya kohort keluarga. Batalkan kohortnya dahulu; jenis, penyelenggara, dan tahunnya "
            "tidak dapat diganti selama kohort itu ada.",
            status=409,
        )


def say_anew(doing: Deed, activity: Activity) -> None:
    """Refuse what contradicts itself in the cohort; then restate whatever speaks differently than what stands posted.

    Only days whose facts change are asked for a reason: a fourth meeting leaves the closed month of the first alone.
    """
    cohort = standing_cohort(activity)
    if cohort is None:
        return
    cohorts = _told(FamilyCohort, Q(pk=cohort.pk))
    families = _told(Family, Q(cohort=cohort, cancelled_at__isnull=True))
    meetings = _told(Meeting, Q(activity=activity, cancelled_at__isnull=True))
    _refuse_contradictions(cohorts[0], families, meetings)
    said = [(source_for(type(record)), record) for record in (*cohorts, *families, *meetings)]
    keyed = {(source.kind, record.pk): (source, record) for source, record in said if source is not None}
    posted = standing(doing.office.pk, list(keyed))
    for key, (source, record) in keyed.items():
        stood = [draft for draft, places in posted.get(key, {}).items() for _ in places]
        says = list(source.drafts(record))
        for draft in {one for one in (*stood, *says) if stood.count(one) != says.count(one)}:
            doing.ask_reason(draft.day)
            doing.restate(record)


def _told(model: type[Any], chosen: Q) -> list[Any]:
    source = source_for(model)
    assert source is not None  # registered by this room's app
    return list(source.records().filter(chosen).order_by("pk"))


def _refuse_contradictions(cohort: FamilyCohort, families: list[Family], meetings: list[Meeting]) -> None:
    if len(meetings) > cohort.planned_meetings:
        raise _refusal(
            "meetings_beyond_plan",
            f"Kohort ini direncanakan {write_number(cohort.planned_meetings)} pertemuan, jadi tidak dapat punya "
            f"{write_number(len(meetings))}. Ubah rencana pada kohortnya (paling banyak empat), atau batalkan "
            "pelaksanaan yang keliru.",
        )
    first = min((meeting.held_on for meeting in meetings), default=None)
    for family in families:
        if first is not None and family.enrolled_on > first:
            raise _refusal(
                "family_after_first_meeting",
                f"Pertemuan pertama {first:%d-%m-%Y}, sedangkan keluarga {family.code} didaftarkan "
                f"{family.enrolled_on:%d-%m-%Y}. Keluarga didaftarkan paling lambat pada pertemuan pertama; "
                "sesudah itu tidak ada keluarga yang ditambah atau diganti.",
            )
    ended = last_meeting(cohort)
    late = next((one for one in families if ended and one.left_on and one.left_on > ended.held_on), None)
    if ended is not None and late is not None:
        raise _refusal(
            "cohort_ended",
            f"Semua pertemuan sudah selesai {ended.held_on:%d-%m-%Y}: keluarga {late.code} tidak dapat keluar sesudahnya.",
        )
    gone = {family.pk: family for family in families if family.left_on}
    for meeting in meetings:
        _refuse_double(meeting)
        for one in roll.came() if (roll := meeting.family_roll()) else []:
            left = gone.get(one.family_id)
            if left is not None and left.left_on is not None and left.left_on <= meeting.held_on:
                raise _refusal(
                    "family_came_after_leaving",
                    f"Keluarga {left.code} hadir pada {meeting.held_on:%d-%m-%Y}, jadi tidak mungkin sudah keluar "
                    f"pada {left.left_on:%d-%m-%Y}. Perbaiki tanggal keluar atau hadirnya.",
                )


def _refuse_double(meeting: Meeting) -> None:
    """A roll, an attendance list and a head-count tell of the same people: one of them counts."""
    if meeting.family_roll() is None:
        return
    if any(not one.is_cancelled for one in meeting.attendees.all()):
        raise _refusal(
            "counted_twice",
            f"Pelaksanaan {meeting.held_on:%d-%m-%Y} punya daftar hadir bernama dan hadir keluarga. Pakai salah satu: "
            "batalkan orang pada daftar hadirnya, atau batalkan hadir keluarganya.",
        )
    if problems := meeting.list_problems():
        raise _refusal("attendance_differs", " ".join(problems.values()))


def _refusal(code: str, sentence: str) -> Refusal:
    return Refusal(code, sentence, status=409)
