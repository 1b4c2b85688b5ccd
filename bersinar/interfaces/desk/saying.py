"""How figures are said on a page: in words, with their targets, splits as far as the reader may see them, and traces.

Nothing is counted here, and every number leads to its trace.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from urllib.parse import urlencode

from django.urls import reverse

from bersinar.catalogue.declaring import Indicator, Publication
from bersinar.figures.indicators.cells import counts_persons
from bersinar.figures.indicators.declared import beside
from bersinar.figures.indicators.disclosure import MERGED, Viewer, is_restricted, shown_split, side_of, tells_of_few
from bersinar.figures.indicators.evaluate import Coverage, Figure
from bersinar.figures.indicators.printing import (
    dimension_words,
    exact_text,
    in_words,
    n_words,
    split_words,
    unit_words,
    value_text,
)
from bersinar.figures.indicators.satisfaction import quality, spread_words
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.numbers import write_number

DIMENSIONS = {
    "sex": "Jenis kelamin", "age_band": "Kelompok umur", "environment": "Lingkungan", "substance": "Zat", "detail": "Jenis",
    "aspect": "Sifat", "place": "Wilayah", "month": "Bulan", "office": "Satuan kerja", "unit": "Satuan",
}  # fmt: skip


def split_title(one: Indicator, dimension: str) -> str:
    """What a split is by, in the words of the room whose facts are split."""
    return split_words(one, dimension) or DIMENSIONS[dimension]


OF_FEW = "tidak ditampilkan, n di bawah lima"


def may_be_seen(one: Indicator, coverage: Coverage, viewer: Viewer) -> bool:
    """Whether a figure may be seen at all: one that is never published is for its own side alone."""
    return one.publication is not Publication.CLOSED or viewer.sees_single_facts(one, list(coverage.offices))


def trace_url(coverage: Coverage, year: int, code: str, by: Mapping[str, str] | None = None) -> str:
    """The address of a figure's trace."""
    query = {"kantor": coverage.office.code, "tahun": year, "cakupan": "tree" if coverage.tree else "own", **(by or {})}
    return f"{reverse('desk:trace', args=[code])}?{urlencode(query)}"


@dataclass(frozen=True)
class Part:
    """One value of a split; without address where several values were merged."""

    label: str
    words: str
    url: str = ""
    n: str = ""


@dataclass(frozen=True)
class Said:
    """One figure as a page shows it."""

    code: str
    title: str
    words: str
    url: str
    known: bool
    number: str = ""
    unit: str = ""
    prefix: str = ""
    target: str = ""
    achievement: str = ""
    percent: int = 0
    n: str = ""
    notes: Sequence[str] = ()
    sifted: str = ""  # also among the notes; for a page that shows no other
    splits: Sequence[tuple[str, Sequence[Part]]] = ()
    is_closed: bool = False


@dataclass
class Group:
    """The figures of one section: those that are known, and the titles of those that are not."""

    title: str
    rows: list[Said] = field(default_factory=list)
    unknown: list[Said] = field(default_factory=list)


def said(
    figure: Figure, coverage: Coverage, year: int, viewer: Viewer, splits: Sequence[tuple[str, Sequence[Part]]] = ()
) -> Said:
    """One figure in words, with its trace."""
    one = figure.indicator
    by = dict(figure.by)
    title = one.title if not by else ", ".join(dimension_words(dim, value, one) for dim, value in by.items())
    uncounted = figure.exact == 0 and figure.bound == "min"
    is_closed = side_of(one) != "open" and not viewer.sees_single_facts(one, list(coverage.offices))
    if is_closed and tells_of_few(figure):
        url = trace_url(coverage, year, one.code, by)
        return Said(one.code, title, OF_FEW, url, known=True, target=_target(figure), is_closed=True)
    # Told by letter alone it is known too: a page that folds away what nobody recorded would hide it.
    known = figure.exact is not None or (figure.scope == "total" and one.code in beside(coverage, year))
    return Said(
        code=one.code, title=title, words=in_words(figure), url=trace_url(coverage, year, one.code, by), known=known,
        number="" if figure.value is None or uncounted else write_number(Decimal(figure.text or "0")),
        unit="" if uncounted else unit_words(figure.unit), prefix=_prefix(figure), target=_target(figure),
        achievement="" if figure.achievement is None else f"{write_number(figure.achievement, 2)}%",
        percent=int(min(figure.achievement or 0, 100)), n=n_words(figure), notes=list(_notes(figure, coverage, year)),
        sifted=sifted_words(figure, coverage, year), splits=splits, is_closed=is_closed,
    )  # fmt: skip


def _prefix(figure: Figure) -> str:
    return {"min": "sedikitnya", "max": "paling banyak", "about": "sekitar"}.get(figure.bound or "", "")


def _target(figure: Figure) -> str:
    if figure.target is None:
        return ""
    return f"{write_number(Decimal(exact_text(figure.target)))} {unit_words(figure.unit)}".strip()


def _notes(figure: Figure, coverage: Coverage, year: int) -> Iterable[str]:
    if figure.basis == "estimated":
        yield "perkiraan"
    if n := n_words(figure):
        yield n
    if spread := spread_words(coverage, year, figure):
        yield spread
    if band := quality(figure):
        yield f"mutu {band}"
    if told := sifted_words(figure, coverage, year):
        yield told
    if figure.scope == "total" and (stated := beside(coverage, year).get(figure.indicator.code)):
        yield stated.words


def sifted_words(figure: Figure, coverage: Coverage, year: int) -> str:
    """Whether the persons of this figure were sifted between offices; "" where that is no question."""
    if figure.exact is None or not counts_persons(figure.indicator):
        return ""
    told = coverage.sifted(year)
    return told.words if told else ""


def grouped(figures: Iterable[Figure], coverage: Coverage, year: int, viewer: Viewer) -> list[Group]:
    """All figures of a year by section, in the catalogue's order; what other offices led stands apart at the end."""
    groups: dict[str, Group] = {}
    joint = Group("Bersama satuan kerja lain")
    by_indicator: dict[str, list[Figure]] = {}
    for figure in figures:
        by_indicator.setdefault(figure.indicator.code, []).append(figure)
    for rows in by_indicator.values():
        one = rows[0].indicator
        if not may_be_seen(one, coverage, viewer):
            continue
        group = groups.setdefault(one.section.value, Group(label("section", one.section.value)))
        shown = row_of(one, rows, coverage, year, viewer)
        (group.rows if shown.known else group.unknown).append(shown)
        joint.rows += [_joint(figure, coverage, year, viewer) for figure in rows if figure.scope == "joint"]
    return [*groups.values(), joint] if joint.rows else list(groups.values())


def row_of(one: Indicator, figures: Sequence[Figure], coverage: Coverage, year: int, viewer: Viewer) -> Said:
    """One indicator with its shown splits, as far as the reader may see them."""
    parts = [figure for figure in figures if figure.scope == "part"]
    total = next((figure for figure in figures if figure.scope == "total"), None)
    if total is not None:
        return said(total, coverage, year, viewer, list(_splits(one, parts, coverage, year, viewer)))
    told = [Part(_substance(f), in_words(f), trace_url(coverage, year, one.code, f.by)) for f in parts]
    blank = said(Figure(one, None, one.unit), coverage, year, viewer, [("", told)] if told else [])
    return blank if not told else _without_total(blank)


def _without_total(blank: Said) -> Said:
    return replace(blank, known=True, words="", notes=("satuan yang berbeda tidak dijumlahkan",))


def _substance(figure: Figure) -> str:
    named = label("substance", figure.by.get("substance", ""))
    return f"{named}, kotor" if figure.by.get("aspect") == "gross" else named


def _splits(
    one: Indicator, parts: Sequence[Figure], coverage: Coverage, year: int, viewer: Viewer
) -> Iterable[tuple[str, Sequence[Part]]]:
    for dimension in one.shown:
        found = {f.by[dimension]: f for f in parts if set(f.by) == {dimension} and f.exact is not None}
        cells = [(value, figure.exact or Fraction(0)) for value, figure in found.items()]
        shown = shown_split(one, cells, viewer, list(coverage.offices))
        if not shown or {value for value, _ in shown} == {"unknown"}:
            continue
        yield (
            split_title(one, dimension),
            [_part(one, dimension, value, amount, found, coverage, year) for value, amount in shown],
        )


def _part(
    one: Indicator,
    dimension: str,
    value: str,
    amount: Fraction,
    found: Mapping[str, Figure],
    coverage: Coverage,
    year: int,
) -> Part:
    if value in found:
        figure = found[value]
        return Part(
            dimension_words(dimension, value, one), in_words(figure), trace_url(coverage, year, one.code, figure.by),
            n_words(figure),
        )  # fmt: skip
    assert value == MERGED and is_restricted(one)
    number = write_number(Decimal(value_text(amount, one) or "0"))
    return Part(MERGED, f"{number} {unit_words(one.unit)}".strip())


def _joint(figure: Figure, coverage: Coverage, year: int, viewer: Viewer) -> Said:
    one = figure.indicator
    title = f"{one.title}, {_substance(figure)}" if figure.by else one.title
    return replace(
        said(figure, coverage, year, viewer),
        title=title,
        url=trace_url(coverage, year, one.code),
        target="",
        achievement="",
    )
