"""What officers do with the plan: set a day, call a kegiatan off and take it up again, copy last year's lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, time, timedelta
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, Subquery

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.deeds import deed, once

from ..models import Activity, Meeting
from .ways import PLAN_WAY, state_of

_WEEKS_OF_A_YEAR = timedelta(weeks=52)
_COPIED = ("title", "type", "host", "host_name", "funding", "starts_at", "venue")


def schedule(
    activity: Activity, *, by: User, based_on: int | None, planned_on: date, planned_until: date | None = None,
    starts_at: time | None = None, venue: str = "", request_id: UUID | None = None,
) -> Activity:  # fmt: skip
    """Give a plan line its day."""
    said = {"planned_on": planned_on, "planned_until": planned_until, "starts_at": starts_at, "venue": venue}
    return _step(activity, "schedule", by, based_on, request_id, said)


def call_off(
    activity: Activity, *, by: User, based_on: int | None, on: date, why: str, request_id: UUID | None = None
) -> Activity:
    """Say that a kegiatan will not take place, and why. It stays in the plan; a wrong record is cancelled instead."""
    if not why.strip():
        raise Refusal("reason_missing", "Tuliskan alasannya.", fields={"why": "Wajib diisi."})
    if on > activity.office.local_day():
        raise Refusal("not_yet", "Tanggal belum terjadi.", fields={"on": "Tanggal belum terjadi."})
    said = {"called_off_on": on, "called_off_why": why.strip()}
    return _step(activity, "call_off", by, based_on, request_id, said)


def take_up(activity: Activity, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Activity:
    """Take back that a kegiatan was called off. Its planned day stays as it was."""
    return _step(activity, "take_up", by, based_on, request_id, {"called_off_on": None, "called_off_why": ""})


def _step(
    activity: Activity, code: str, by: User, based_on: int | None, request_id: UUID | None, said: Mapping[str, Any]
) -> Activity:
    action = f"activities.{code}_activity"

    def make() -> Activity:
        with deed(action, office=activity.office, by=by, needs=Permission.ACTIVITIES_WRITE) as doing:
            kept: Activity = (
                Activity.objects.select_for_update(of=("self",)).select_related("office").get(pk=activity.pk)
            )
            if kept.is_cancelled:
                raise Refusal("cancelled", "Kegiatan ini sudah dibatalkan.", status=409)
            at = state_of(kept, held=kept.is_held())
            if based_on is not None and based_on != kept.version:
                raise LostUpdate({"Keadaan": (PLAN_WAY.stage(at).label, "langkah ini")})
            PLAN_WAY.take(code, at=at, about=kept)
            return doing.change(kept, said, based_on=None)

    body = {"record": activity.pk, **said}
    return once(
        request_id=request_id, action=action, by=by, body=body, model=Activity, make=make, record_id=activity.pk
    )


# --- last year's plan -------------------------------------------------------------------------------------------------


def moved(day: date | None, year: int) -> date | None:
    """The same weekday a year on, or the same date where the week would lead into another year."""
    if day is None:
        return None
    same = day + _WEEKS_OF_A_YEAR * (year - day.year)
    if same.year == year:
        return same
    return day.replace(year=year, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=year)


def lines_of(office: Office, year: int) -> list[Activity]:
    """The plan lines of an office's year that were not called off, by their day (`day_of`)."""
    rows = with_first_day(Activity.objects.standing().filter(office=office, year=year, called_off_on__isnull=True))
    return sorted(rows, key=lambda one: (day_of(one) or date.max, one.title))


def with_first_day(rows: Any) -> Any:
    """Plan lines with the day of their first pelaksanaan, `first_held`."""
    meetings = Meeting.objects.standing().filter(activity=OuterRef("pk")).order_by("held_on")
    return rows.annotate(first_held=Subquery(meetings.values("held_on")[:1]))


def day_of(activity: Any) -> date | None:
    """The planned day; of a line that was held without one, the day on which it was."""
    day: date | None = activity.planned_on or activity.first_held or activity.participants_on
    return day


def already_there(office: Office, year: int) -> set[tuple[str, str]]:
    """(title, type) of the lines that a year has already."""
    rows = Activity.objects.standing().filter(office=office, year=year)
    return set(rows.values_list("title", "type"))


def copy_plan(
    *, office: Office, by: User, year: int, days: Mapping[UUID, date | None], wrong: Callable[[UUID], str] = str
) -> list[Activity]:
    """Copy these lines of last year's plan, each with the day that was confirmed. What the year has already is left out.

    Raises Refusal with a sentence by line, named as `wrong` says; then nothing is copied.
    """
    with deed("activities.copy_plan", office=office, by=by, needs=Permission.ACTIVITIES_WRITE) as doing:
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)  # sent twice at once, it is copied once
        known, made = already_there(office, year), []
        for line in lines_of(office, year - 1):
            if line.pk not in days or (line.title, line.type) in known:
                continue
            day = days[line.pk]
            if day is not None and day.year != year:
                raise Refusal("other_year", f"Di luar tahun {year}.", fields={wrong(line.pk): f"Di luar tahun {year}."})
            values = {name: getattr(line, name) for name in _COPIED}
            made.append(doing.add(Activity(), {**values, "year": year, "planned_on": day}))
        return made
