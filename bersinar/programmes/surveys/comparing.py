"""Values of one index set side by side, year by year: within a version with their differences, across versions never."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from bersinar.catalogue.indices import IndexVersion
from bersinar.foundation.ui.linechart import Chart, Line, line_chart
from bersinar.foundation.ui.thousandths import SCALE, write_thousandths

from .models import Measurement

_OWN_LINE = "Nilai satuan kerja"


@dataclass(frozen=True)
class Row:
    """One measurement in the table of its version. `change` is against the office's value before, of this version."""

    pk: UUID
    when: str
    value: str
    category: str
    change: str
    is_office_value: bool
    whose: str
    asked: str


@dataclass(frozen=True)
class OfVersion:
    """All that was measured on one version: the newest row first, and the chart where there is more than one day."""

    version: IndexVersion
    rows: Sequence[Row]
    chart: Chart | None

    @property
    def latest(self) -> Row:
        """The last value that the office holds as its own; without one, the last there is."""
        return next((row for row in self.rows if row.is_office_value), self.rows[0])


def by_version(measurements: Iterable[Measurement]) -> list[OfVersion]:
    """What was measured, by version, the version measured last first."""
    groups: dict[tuple[str, UUID | None], list[Measurement]] = {}
    for one in sorted(measurements, key=_when):
        groups.setdefault((one.edition, one.own_id), []).append(one)
    found = sorted(groups.values(), key=lambda group: _when(group[-1]), reverse=True)
    return [OfVersion(group[-1].measured, _rows(group), _chart(group)) for group in found]


def warning(told: Sequence[OfVersion]) -> str:
    """That versions do not compare, in words; nothing where there is one."""
    editions = sorted({one.version.edition for one in told})
    if len(told) < 2:
        return ""
    named = " dan ".join([", ".join(editions[:-1]), editions[-1]]) if len(editions) > 1 else editions[0]
    return f"{named[:1].upper()}{named[1:]} tidak dapat dibandingkan. Selisih hanya dihitung di dalam satu versi."


def _when(one: Measurement) -> tuple[str, str]:
    return f"{one.happened_on}", f"{one.recorded_at}"


def _rows(group: Sequence[Measurement]) -> list[Row]:
    rows, before = [], None
    for one in group:
        change = ""
        if one.is_office_value and one.value is not None:
            change = _difference(one.value - before, one.measured.decimals) if before is not None else ""
            before = one.value
        rows.append(
            Row(
                one.pk,
                one.year_and_period,
                one.value_shown or "menunggu jawaban",
                one.category,
                change,
                one.is_office_value,
                one.whose,
                one.asked,
            )
        )
    return rows[::-1]


def _difference(thousandths: int, decimals: int) -> str:
    """ "+0,25", "-0,10", "tetap"."""
    if not thousandths:
        return "tetap"
    return f"{'+' if thousandths > 0 else '-'}{write_thousandths(abs(thousandths), decimals)}"


def _chart(group: Sequence[Measurement]) -> Chart | None:
    version = group[-1].measured
    lines: dict[str, list[Measurement]] = {}
    for one in sorted(group, key=lambda one: not one.is_office_value):
        lines.setdefault(_OWN_LINE if one.is_office_value else f"Pembanding: {one.whose}", []).append(one)
    highest = max(one.value or 0 for one in group)
    least, most = (
        (version.least, version.most)
        if version.least is not None and version.most is not None
        else (0, _above(highest))
    )
    drawn = [Line(title, _points(of)) for title, of in lines.items()]
    means = "makin tinggi makin baik" if version.higher_is_better else "makin tinggi makin buruk"
    scale = f"skala {version.scale}" if version.scale else "ujung skala tidak diketahui"
    return line_chart("Nilai dari tahun ke tahun", f"{scale}, {means}", drawn, least, most)


def _points(of: Sequence[Measurement]) -> list[tuple[date, Decimal]]:
    told = ((one.happened_on, one.value) for one in of)
    return [(day, Decimal(value) / SCALE) for day, value in told if day is not None and value is not None]


def _above(thousandths: int) -> int:
    """A round number above all values, where the scale has no known end."""
    most = 4
    while most * SCALE < thousandths:
        most *= 5
    return most
