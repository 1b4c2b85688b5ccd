"""What stands out in a month: listed for a person to look at, never scored, and naming nobody.

Only open records and open figures are looked at. Everything listed may be right; the words say what was seen and what is
usual, so that a reader can judge.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.apps import apps
from django.db.models import Count, Sum

from bersinar.catalogue.declaring import How, Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS, month_bounds
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.models import Fact
from bersinar.ledger.sources import source_of

from ..indicators.cells import Window, first_months, load
from ..indicators.disclosure import side_of
from ..indicators.evaluate import Books
from .rows import adds_up, is_told

_LEAST_HISTORY = 6  # months with anything in them, before a jump can be told
_LEAST_JUMP = 10  # smaller numbers jump every month
_TIMES = 2
_LEAST_RECORDS = 4  # fewer make no series
_SATURDAY = 5
_HELD = tuple(
    code for code in KINDS if code.endswith(("_meeting_held", ".session_held")) and KINDS[code].side == "open"
)
_PEOPLE = tuple(
    code for code in KINDS if code.endswith(("_people_reached", ".person_tested")) and KINDS[code].side == "open"
)


@dataclass(frozen=True)
class Seen:
    """A record that an oddity speaks of, by its kind and id."""

    record_kind: str
    record_id: UUID


@dataclass(frozen=True)
class Oddity:
    """One thing that stands out: words, and the figure or the records that it speaks of."""

    words: str
    indicator: str = ""
    records: tuple[Seen, ...] = ()


def oddities(office: Office, year: int, month: int) -> list[Oddity]:
    """Everything that stands out in an office's month."""
    return [
        *_against_the_past(office, year, month), *_same_files(office, year, month), *_weekends(office, year, month),
        *_round(office, year, month),
    ]  # fmt: skip


# --- figures against the own past ----------------------------------------------------------------------------------


def _against_the_past(office: Office, year: int, month: int) -> Iterator[Oddity]:
    chosen = [
        one for one in INDICATORS.values()
        if side_of(one) == "open" and is_told(one) and adds_up(one) and one.has_total and not one.decimals
        and one.how in (How.SUM, How.DISTINCT)
    ]  # fmt: skip
    now, before = _months(office, year, chosen), _months(office, year - 1, chosen)
    for one in chosen:
        value, last_year = now[one.code].get(month, 0), before[one.code].get(month, 0)
        if not value and last_year:
            yield Oddity(
                f"{one.title}: tidak ada pada {MONTHS[month - 1]} {year}; {MONTHS[month - 1]} {year - 1} ada {write_number(last_year)}.",
                one.code,
            )
        past = [before[one.code].get(number, 0) for number in range(month, 13)]
        past += [now[one.code].get(number, 0) for number in range(1, month)]
        if jump := _jump(value, past):
            yield Oddity(
                f"{one.title}: {write_number(value)}; dua belas bulan sebelumnya paling banyak {write_number(jump)} sebulan.",
                one.code,
            )


def _jump(value: int, past: Sequence[int]) -> int | None:
    """The most of the months before, where a value is more than twice as much; None where it is not, or little is known."""
    known = [one for one in past if one]
    if len(known) < _LEAST_HISTORY or value < _LEAST_JUMP or value <= _TIMES * max(known):
        return None
    return max(known)


def _months(office: Office, year: int, chosen: Sequence[Indicator]) -> dict[str, dict[int, int]]:
    """Every indicator's months: whoever is counted once in the month of the first time."""
    window = Window((office.pk,), year)
    books = Books(load(window, [one for one in chosen if one.how is How.SUM], ("month",)), {}, {})
    found: dict[str, dict[int, int]] = {}
    for one in chosen:
        if one.how is How.DISTINCT:
            found[one.code] = first_months(window, one)
            continue
        months: dict[int, int] = defaultdict(int)
        for cell in books.cells_of(one, "own"):
            months[int(cell.dims["month"])] += int(cell.quantity)
        found[one.code] = months
    return found


# --- records -------------------------------------------------------------------------------------------------------


def _same_files(office: Office, year: int, month: int) -> Iterator[Oddity]:
    """The same photo or list at two records, one of which is of this month."""
    standing = StoredFile.objects.filter(office=office, side="open", removed_at__isnull=True).order_by()
    twice = standing.values("sha256").annotate(many=Count("record_id", distinct=True)).filter(many__gt=1)
    by_hash: dict[str, set[Seen]] = defaultdict(set)
    labels: dict[str, str] = {}
    for one in standing.filter(sha256__in=[row["sha256"] for row in twice]):
        by_hash[one.sha256].add(Seen(one.record_kind, one.record_id))
        labels[one.sha256] = "Foto" if one.extension in ("jpg", "png") else "Berkas"
    first, last = month_bounds(year, month)
    for digest, records in by_hash.items():
        days = _days_of(records)
        if any(first <= day <= last for day in days.values()):
            ordered = sorted(records, key=lambda seen: (days.get(seen, date.max), seen.record_id))
            yield Oddity(
                f"{labels[digest]} yang sama dilampirkan pada {write_number(len(ordered))} rekam.",
                records=tuple(ordered),
            )


def _days_of(records: set[Seen]) -> dict[Seen, date]:
    """The day of each record that has one."""
    days: dict[Seen, date] = {}
    for kind in {seen.record_kind for seen in records}:
        try:
            model: Any = apps.get_model(kind)
        except (LookupError, ValueError):
            continue
        ids = [seen.record_id for seen in records if seen.record_kind == kind]
        for record in model._default_manager.filter(pk__in=ids):
            day = getattr(record, "happened_on", None)
            if day is not None:
                days[Seen(kind, record.pk)] = day
    return days


def _weekends(office: Office, year: int, month: int) -> Iterator[Oddity]:
    """Most of a month's meetings and sessions on Saturdays and Sundays."""
    held = _standing(office, year, month, _HELD)
    ended = [seen for seen, (day, _) in held.items() if day.weekday() >= _SATURDAY]
    if len(held) >= _LEAST_RECORDS and 2 * len(ended) > len(held):
        words = (
            f"{write_number(len(ended))} dari {write_number(len(held))} pelaksanaan tercatat pada Sabtu atau Minggu."
        )
        yield Oddity(words, records=tuple(ended))


def _round(office: Office, year: int, month: int) -> Iterator[Oddity]:
    """Most numbers of people whole tens."""
    people = {seen: amount for seen, (_, amount) in _standing(office, year, month, _PEOPLE).items() if amount > 0}
    tens = [seen for seen, amount in people.items() if amount % 10 == 0]
    if len(people) >= _LEAST_RECORDS and 4 * len(tens) >= 3 * len(people):
        words = f"{write_number(len(tens))} dari {write_number(len(people))} jumlah orang bulat puluhan."
        yield Oddity(words, records=tuple(tens))


def _standing(office: Office, year: int, month: int, kinds: Sequence[str]) -> dict[Seen, tuple[date, int]]:
    """The records behind a month's standing facts of these kinds: their first day, and what they come to."""
    facts = Fact.objects.filter(office=office, kind__in=kinds, day__range=month_bounds(year, month), share="own")
    rows = (
        facts.order_by("day")
        .values_list("source_kind", "source_id", "day")
        .annotate(stands=Sum("sign"), amount=Sum("quantity"))
    )
    found: dict[Seen, tuple[date, int]] = {}
    for kind, key, day, stands, amount in rows:
        if stands > 0:
            seen = Seen(source_of(kind).model._meta.label_lower, key)
            first, sofar = found.get(seen, (day, 0))
            found[seen] = (min(first, day), sofar + amount)
    return found
