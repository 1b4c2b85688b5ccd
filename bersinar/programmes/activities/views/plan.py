"""The plan as pages: a month or a week of it, a file for one's own calendar, the year by month, last year's as a draft."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS, long_date, month_name
from bersinar.foundation.ui.calendars import DayEntry, Entry, calendar_answer
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal

from ..models import Activity
from ..plan.actions import already_there, copy_plan, day_of, lines_of, moved, with_first_day
from ..plan.calendar import noted, planned, weeks_of
from ..plan.ways import CALLED_OFF, HELD, PLAN_WAY, is_overdue, state_of
from ..waiting import with_held
from .shown import year_in

_EARLIEST, _LATEST = date(1990, 1, 8), date(2200, 1, 1)
_DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_HOURS = 2  # of an entry whose length nobody has planned
_AHEAD = timedelta(days=365)
_AREAS = ("prevention", "empowerment")
MOST_LINES = 500


def _day_in(request: HttpRequest, office: Office) -> date:
    with suppress(ValueError):
        named = date.fromisoformat(request.GET.get("hari", ""))
        if _EARLIEST < named < _LATEST:
            return named
    return office.local_day()


@needs(Permission.ACTIVITIES_READ)
def calendar(request: HttpRequest) -> HttpResponseBase:
    """A month of the office, or with `tampilan=minggu` the week of a day."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.ACTIVITIES_READ)
    day, is_week = _day_in(request, office), request.GET.get("tampilan") == "minggu"
    if is_week:
        first = day - timedelta(days=day.weekday())
        last, title = first + timedelta(days=6), f"{long_date(first)} sampai {long_date(first + timedelta(days=6))}"
        before, after = first - timedelta(days=7), first + timedelta(days=7)
    else:
        first = day.replace(day=1)
        after = (first + timedelta(days=32)).replace(day=1)
        last, before, title = (
            after - timedelta(days=1),
            (first - timedelta(days=1)).replace(day=1),
            month_name(day.year, day.month),
        )
    lines = noted(office, first, last, user)
    weeks = [
        [(_DAYS[one.weekday()], one, lines.get(one, []), first <= one <= last) for one in week]
        for week in weeks_of(first, last)
    ]
    context = {
        "office": office, "title": title, "day": day, "is_week": is_week, "before": before, "after": after, "weeks": weeks,
        "today": office.local_day(), "is_empty": not lines, "may_write": office.pk in user.scope(Permission.ACTIVITIES_WRITE),
    }  # fmt: skip
    return render(request, "activities/calendar.html", context)


@needs(Permission.ACTIVITIES_READ)
def calendar_file(request: HttpRequest) -> HttpResponseBase:
    """The planned kegiatan of the coming year for a calendar: titles and times, no person. Written down."""
    user, now = user_of(request), timezone.now()
    (office, *_) = user.offices_with(Permission.ACTIVITIES_READ)
    today = office.local_day(now)
    rows = list(planned(office, today, today + _AHEAD).filter(was_held=False)[:MOST_LINES])
    line = Line("activities.export_calendar", "activities.activity", None, changes={"baris": len(rows)})
    note(office=office, by=user, line=line)
    return calendar_answer([_entry(one, ZoneInfo(office.zone)) for one in rows], now)


def _entry(activity: Activity, zone: ZoneInfo) -> Entry | DayEntry:
    first, last = activity.planned_on, activity.planned_last
    assert first is not None and last is not None  # the rows were narrowed to those with a day
    if activity.starts_at is None or last > first:
        return DayEntry(activity.pk, activity.title, first, last)
    begins = datetime.combine(first, activity.starts_at, zone)
    return Entry(activity.pk, activity.title, begins, begins + timedelta(hours=_HOURS))


# --- the year -------------------------------------------------------------------------------------------------------


@dataclass
class Month:
    """One month of the plan: its lines with their state, and (planned, held) of each area."""

    name: str
    lines: list[tuple[Any, str, str]] = field(default_factory=list)
    counts: dict[str, tuple[int, int]] = field(default_factory=lambda: dict.fromkeys(_AREAS, (0, 0)))

    def take(self, activity: Any, today: date) -> None:
        state = state_of(activity, held=activity.was_held)
        late = is_overdue(activity, held=activity.was_held, today=today)
        mark = "bad" if late else {HELD: "ok", CALLED_OFF: "warn"}.get(state, "")
        self.lines.append((activity, "Lewat hari" if late else PLAN_WAY.stage(state).label, mark))
        if state != CALLED_OFF and activity.area in self.counts:
            count, held = self.counts[activity.area]
            self.counts[activity.area] = count + 1, held + (state == HELD)

    @property
    def told(self) -> list[tuple[str, int, int]]:
        return _told(list(self.counts.values()))


def _told(counts: Sequence[tuple[int, int]]) -> list[tuple[str, int, int]]:
    """(area in words, planned, held)."""
    return [(label("section", area), *count) for area, count in zip(_AREAS, counts, strict=True)]


def _added(months: Sequence[Month]) -> list[tuple[int, int]]:
    return [
        (sum(month.counts[area][0] for month in months), sum(month.counts[area][1] for month in months))
        for area in _AREAS
    ]


@needs(Permission.ACTIVITIES_READ)
def year_plan(request: HttpRequest) -> HttpResponseBase:
    """The plan of a year: by month and section what was planned and what was held, called off with reasons."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.ACTIVITIES_READ)
    year, today = year_in(request, office), office.local_day()
    rows = with_first_day(with_held(Activity.objects.visible_to(user).standing().filter(office=office, year=year)))
    months = [Month(name) for name in (*MONTHS, "Tanpa hari")]
    for one in rows.order_by("planned_on", "title")[:MOST_LINES]:
        day = day_of(one)
        months[day.month - 1 if day else 12].take(one, today)
    context = {
        "office": office, "year": year, "before": year - 1, "after": year + 1, "months": [one for one in months if one.lines],
        "areas": [label("section", area) for area in _AREAS], "sums": _told(_added(months)),
        "may_write": office.pk in user.scope(Permission.ACTIVITIES_WRITE),
    }  # fmt: skip
    return render(request, "activities/year_plan.html", context)


class CopyForm(forms.Form):
    """Last year's lines: each ticked or not, each with the day it is to have."""

    def __init__(
        self, *args: Any, lines: Sequence[Activity], year: int, known: set[tuple[str, str]], **options: Any
    ) -> None:
        super().__init__(*args, **options)
        self.lines, self.known = lines, known
        for line in lines:
            there = (line.title, line.type) in known
            box = forms.BooleanField(label=line.title, required=False, initial=not there, disabled=there)
            self.fields[f"pilih_{line.pk}"] = box
            self.fields[f"hari_{line.pk}"] = DateField(
                label=f"Hari {line.title}", required=False, initial=moved(day_of(line), year)
            )

    def rows(self) -> list[tuple[Activity, date | None, forms.BoundField, forms.BoundField, bool]]:
        """(line of last year, its day then, its box, its new day, whether the year has it already)."""
        return [
            (
                line,
                day_of(line),
                self[f"pilih_{line.pk}"],
                self[f"hari_{line.pk}"],
                (line.title, line.type) in self.known,
            )
            for line in self.lines
        ]

    def chosen(self) -> dict[UUID, date | None]:
        """The days of the lines that were ticked."""
        return {
            line.pk: self.cleaned_data[f"hari_{line.pk}"]
            for line in self.lines
            if self.cleaned_data.get(f"pilih_{line.pk}")
        }


@needs(Permission.ACTIVITIES_WRITE)
def copy_year(request: HttpRequest) -> HttpResponseBase:
    """Last year's plan as a draft of this one: every line is shown, and only what stays ticked is saved."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.ACTIVITIES_WRITE)
    year = year_in(request, office)
    lines = lines_of(office, year - 1)[:MOST_LINES]
    form = CopyForm(request.POST or None, lines=lines, year=year, known=already_there(office, year))
    back = f"{reverse('activities:year_plan')}?tahun={year}"
    if form.is_bound and form.is_valid():
        if not form.chosen():
            form.add_error(None, "Centang paling sedikit satu kegiatan.")
        else:
            try:
                made = copy_plan(office=office, by=user, year=year, days=form.chosen(), wrong=lambda key: f"hari_{key}")
            except Refusal as refusal:
                for name, sentence in (refusal.fields or {"": refusal.sentence}).items():
                    form.add_error(name if name in form.fields else None, sentence)
            else:
                messages.success(request, f"{write_number(len(made))} kegiatan disalin ke rencana {year}.")
                return redirect(back)
    context = {"form": form, "year": year, "last": year - 1, "back": back}
    return render(request, "activities/copy_plan.html", context, status=422 if form.is_bound else 200)


def plan_urls() -> list[URLPattern]:
    """Calendar, calendar file, the year's plan, and last year's as a draft."""
    return [
        path("kalender/", calendar, name="calendar"),
        path("kalender/berkas/", calendar_file, name="calendar_file"),
        path("rencana/", year_plan, name="year_plan"),
        path("rencana/salin/", copy_year, name="copy_plan"),
    ]
