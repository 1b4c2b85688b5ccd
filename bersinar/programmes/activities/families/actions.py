"""What officers do with a cohort: begin it, enrol families, tick who came, measure, tell who left.

Each deed locks the kegiatan first, so of two at one cohort the second waits and sees what the first did.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from ..actions import held_activity
from ..models import Activity, Family, FamilyCohort, FamilyMember, FamilyRoll, FamilyTest, Meeting
from ..models.families import CHILD, PARENT
from .saying import is_under_way, say_anew, standing_cohort


@dataclass(frozen=True, repr=False)
class NewMember:
    """Somebody who is enrolled with a family."""

    role: str
    sex: str
    birth_year: int | None = None
    name: str = ""

    def __str__(self) -> str:
        return f"{self.role}; {self.sex}; {self.birth_year}; {self.name}"


class CohortVerbs(Verbs[FamilyCohort]):
    """Begin a cohort, change its plan, cancel it with everything that hangs on it."""

    def adds(self, doing: Deed, record: FamilyCohort, values: dict[str, Any]) -> FamilyCohort:
        activity = held_activity(values["activity"].pk)
        made = doing.add(record, {**values, "activity": activity})
        say_anew(doing, activity)
        return made

    def changes(self, doing: Deed, record: FamilyCohort, values: dict[str, Any], *, based_on: int | None) -> FamilyCohort:  # fmt: skip
        activity = held_activity(record.activity_id)
        before = FamilyCohort.objects.get(pk=record.pk)
        changed = doing.change(record, {**values, "activity": activity}, based_on=based_on)
        if _measures(before) != _measures(changed) and changed.tests.filter(cancelled_at__isnull=True).exists():
            raise Refusal(
                "instrument_in_use",
                "Kohort ini sudah punya skor dengan instrumen dan skala semula. Batalkan skornya dahulu.",
                status=409,
            )
        say_anew(doing, activity)
        return changed

    def cancel(self, record: FamilyCohort, *, by: User, reason: str) -> FamilyCohort:
        with deed("activities.cancel_cohort", office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:  # fmt: skip
            activity = held_activity(record.activity_id)
            meetings = list(activity.meetings.filter(cancelled_at__isnull=True))
            for one in _beneath(record, meetings):
                doing.cancel(one)
            cancelled = doing.cancel(record)
            for meeting in meetings:
                doing.restate(meeting)
            return cancelled


def _measures(cohort: FamilyCohort) -> tuple[Any, ...]:
    return cohort.instrument, cohort.scale_least, cohort.scale_most


def _beneath(cohort: FamilyCohort, meetings: Sequence[Meeting]) -> list[Any]:
    """Everything that stands in a cohort."""
    return [
        *FamilyRoll.objects.standing().filter(meeting__in=meetings),
        *FamilyTest.objects.standing().filter(cohort=cohort),
        *FamilyMember.objects.standing().filter(family__cohort=cohort),
        *Family.objects.standing().filter(cohort=cohort),
    ]


class FamilyVerbs(Verbs[Family]):
    """Enrol a family with its `members`; correct its day; tell that it left, and take that back."""

    def adds(self, doing: Deed, record: Family, values: dict[str, Any]) -> Family:
        cohort, members = _held_cohort(values["cohort"]), values["members"]
        _refuse_after_roll(cohort.activity)
        taken = set(Family.objects.standing().filter(cohort=cohort).values_list("number", flat=True))
        record.number = next(number for number in range(1, len(taken) + 2) if number not in taken)
        family = doing.add(record, {"cohort": cohort, "enrolled_on": values["enrolled_on"]})
        _refuse_child_before_parent(members)
        for one in members:
            doing.add(FamilyMember(family=family), _said(one))
        say_anew(doing, cohort.activity)
        return family

    def changes(self, doing: Deed, record: Family, values: dict[str, Any], *, based_on: int | None) -> Family:
        cohort = _held_cohort(record.cohort)
        changed = doing.change(record, values, based_on=based_on)
        say_anew(doing, cohort.activity)
        return changed

    def cancel(self, record: Family, *, by: User, reason: str) -> Family:
        with deed("activities.cancel_family", office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:  # fmt: skip
            cohort = _held_cohort(record.cohort)
            for one in FamilyMember.objects.standing().filter(family=record):
                doing.cancel(one)
            cancelled = doing.cancel(record)
            say_anew(doing, cohort.activity)
            return cancelled


def _said(member: NewMember) -> dict[str, Any]:
    said = {"role": member.role, "sex": member.sex, "birth_year": member.birth_year}
    return {**said, "name": member.name} if member.name else said


def _held_cohort(cohort: FamilyCohort) -> FamilyCohort:
    """The cohort as it is now, under the lock of its kegiatan."""
    activity = held_activity(cohort.activity_id)
    held: FamilyCohort = FamilyCohort.objects.select_for_update().get(pk=cohort.pk)
    held.activity = activity
    if held.is_cancelled:
        raise Refusal("cancelled", "Kohort ini sudah dibatalkan.", status=409)
    return held


def _refuse_after_roll(activity: Activity) -> None:
    """Once somebody ticked who came, no family joins: nobody is replaced. The day itself is judged in `saying`."""
    if is_under_way(activity):
        raise Refusal(
            "no_replacement",
            "Pertemuan pertama sudah berjalan dan hadirnya sudah dicatat: keluarga tidak dapat ditambah atau diganti. "
            "Bila keluarga ini ikut sejak pertemuan pertama tetapi terlewat dicatat, batalkan dahulu hadir "
            "keluarganya, daftarkan keluarga ini, lalu catat hadirnya lagi.",
            status=409,
        )


def _refuse_child_before_parent(members: Sequence[Any]) -> None:
    parents = [one.birth_year for one in members if one.role == PARENT and one.birth_year is not None]
    children = [one.birth_year for one in members if one.role == CHILD and one.birth_year is not None]
    if parents and children and max(parents) >= min(children):
        raise Refusal(
            "child_before_parent",
            "Tahun lahir anak harus sesudah tahun lahir orang tuanya. Periksa keduanya; mungkin tertukar.",
        )


class MemberVerbs(Verbs[FamilyMember]):
    """One more member of a family, before the first meeting; corrections at any time."""

    def adds(self, doing: Deed, record: FamilyMember, values: dict[str, Any]) -> FamilyMember:
        family = values["family"]
        cohort = _held_cohort(family.cohort)
        _refuse_after_roll(cohort.activity)
        same = FamilyMember.objects.standing().filter(family=family, role=values["role"])
        taken = set(same.values_list("number", flat=True))
        record.number = next(number for number in range(1, len(taken) + 2) if number not in taken)
        made = doing.add(record, values)
        self._end(doing, cohort, family)
        return made

    def changes(self, doing: Deed, record: FamilyMember, values: dict[str, Any], *, based_on: int | None) -> FamilyMember:  # fmt: skip
        cohort = _held_cohort(record.family.cohort)
        changed = doing.change(record, values, based_on=based_on)
        self._end(doing, cohort, record.family)
        return changed

    def cancel(self, record: FamilyMember, *, by: User, reason: str) -> FamilyMember:
        with deed("activities.cancel_family_member", office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:  # fmt: skip
            cohort = _held_cohort(record.family.cohort)
            others = FamilyMember.objects.standing().filter(family=record.family, role=record.role)
            if not others.exclude(pk=record.pk).exists():
                raise Refusal(
                    "family_incomplete",
                    "Keluarga punya paling sedikit satu orang tua dan satu anak. Perbaiki anggota ini, atau batalkan "
                    "keluarganya.",
                    status=409,
                )
            cancelled = doing.cancel(record)
            self._end(doing, cohort, record.family)
            return cancelled

    def _end(self, doing: Deed, cohort: FamilyCohort, family: Family) -> None:
        _refuse_child_before_parent(list(FamilyMember.objects.standing().filter(family=family)))
        say_anew(doing, cohort.activity)


class RollVerbs(Verbs[FamilyRoll]):
    """Tick who came to a meeting of a cohort. This is the head-count of that pelaksanaan."""

    def adds(self, doing: Deed, record: FamilyRoll, values: dict[str, Any]) -> FamilyRoll:
        cohort = _cohort_of(values["meeting"])
        _refuse_strangers(cohort, values["present"])
        made = doing.add(record, values)
        say_anew(doing, cohort.activity)
        return made

    def changes(self, doing: Deed, record: FamilyRoll, values: dict[str, Any], *, based_on: int | None) -> FamilyRoll:
        cohort = _cohort_of(record.meeting)
        _refuse_strangers(cohort, values["present"])
        changed = doing.change(record, {"present": values["present"]}, based_on=based_on)
        say_anew(doing, cohort.activity)
        return changed

    def cancel(self, record: FamilyRoll, *, by: User, reason: str) -> FamilyRoll:
        with deed("activities.cancel_family_roll", office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:  # fmt: skip
            cohort = _cohort_of(record.meeting)
            cancelled = doing.cancel(record)
            say_anew(doing, cohort.activity)
            return cancelled


def _cohort_of(meeting: Meeting) -> FamilyCohort:
    activity = held_activity(meeting.activity_id)
    cohort = standing_cohort(activity)
    if cohort is None:
        raise Refusal(
            "no_cohort", "Kegiatan ini belum punya kohort keluarga. Buat kohortnya dahulu pada halaman kegiatan.", status=409
        )  # fmt: skip
    cohort.activity = activity
    return cohort


def _refuse_strangers(cohort: FamilyCohort, present: Sequence[FamilyMember]) -> None:
    if any(one.family.cohort_id != cohort.pk or one.is_cancelled for one in present):
        raise Refusal(
            "not_of_this_cohort", "Ada orang yang bukan anggota kohort ini, atau sudah dibatalkan. Buka lagi formulirnya.",
            fields={"present": "Ada orang yang bukan anggota kohort ini."}, status=409,
        )  # fmt: skip


class TestVerbs(Verbs[FamilyTest]):
    """Write down the scores of a cohort, before or after."""

    __test__ = False  # no test case, whatever its name suggests to the test runner

    def adds(self, doing: Deed, record: FamilyTest, values: dict[str, Any]) -> FamilyTest:
        cohort = _held_cohort(values["cohort"])
        made = doing.add(record, {**values, "cohort": cohort})
        return self._end(doing, made)

    def changes(self, doing: Deed, record: FamilyTest, values: dict[str, Any], *, based_on: int | None) -> FamilyTest:
        cohort = _held_cohort(record.cohort)
        return self._end(doing, doing.change(record, {**values, "cohort": cohort}, based_on=based_on))

    def cancel(self, record: FamilyTest, *, by: User, reason: str) -> FamilyTest:
        with deed("activities.cancel_family_test", office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:  # fmt: skip
            cohort = _held_cohort(record.cohort)
            cancelled = doing.cancel(record)
            say_anew(doing, cohort.activity)
            return cancelled

    def _end(self, doing: Deed, test: FamilyTest) -> FamilyTest:
        known = FamilyMember.objects.standing().filter(family__cohort=test.cohort).values_list("pk", flat=True)
        if set(test.scores) - {str(pk) for pk in known}:
            raise Refusal("not_of_this_cohort", "Ada skor orang yang bukan anggota kohort ini. Buka lagi formulirnya.")
        taken = dict(FamilyTest.objects.standing().filter(cohort=test.cohort).values_list("phase", "taken_on"))
        if len(taken) == 2 and taken["after"] < taken["before"]:
            sentence = "Skor sesudah tidak dapat lebih awal daripada skor sebelum."
            raise Refusal("scores_turned_round", sentence, fields={"taken_on": sentence})
        say_anew(doing, test.cohort.activity)
        return test


COHORTS = CohortVerbs(FamilyCohort, "activities", "begin_cohort", "change_cohort", "cancel_cohort")
FAMILIES = FamilyVerbs(Family, "activities", "enrol_family", "change_family", "cancel_family")
LEAVING = FamilyVerbs(Family, "activities", "", "family_leaves", "")
RETURNING = FamilyVerbs(Family, "activities", "", "family_returns", "")
MEMBERS = MemberVerbs(FamilyMember, "activities", "add_family_member", "change_family_member", "cancel_family_member")
ROLLS = RollVerbs(FamilyRoll, "activities", "tick_family_roll", "change_family_roll", "cancel_family_roll")
TESTS = TestVerbs(FamilyTest, "activities", "take_family_scores", "change_family_scores", "cancel_family_test")
