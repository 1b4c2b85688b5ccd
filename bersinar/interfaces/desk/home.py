"""Home: what waits, how the year stands against its targets, a chart by month, what was recorded last."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.safestring import SafeString

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer, is_restricted
from bersinar.figures.indicators.evaluate import Figure, evaluate, targets
from bersinar.figures.indicators.reporting import reporting_offices
from bersinar.figures.reports.charts import NARROW, WIDE, svg
from bersinar.figures.reports.document import Chart, Series, Table
from bersinar.foundation.access.doors import signed_in, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.scope import withheld_from
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS_SHORT
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.sources import source_for

from .choosing import Choice, choose
from .rooms import address_of, noun_of, pages_of
from .saying import said
from .tasks import tasks_of

KPIS = 6
LATEST = 8
_LOOK_BACK = 200  # audit lines read for the latest records: one record may have several, and not all have a page
_MOST_KINDS = 2  # a query each; records of further kinds are told by their kind and moment


@dataclass(frozen=True)
class Cares:
    """What a role looks at first: figures, and what its chart shows by month."""

    figures: tuple[str, ...]
    chart: tuple[str, ...]
    caption: str


_REACHED = ("prevention.people_reached", "empowerment.people_reached", "screening.tested")
_EVERYBODY = Cares(
    ("enforcement.cases", "prevention.people_reached", "screening.tested", "rehab.clients", "empowerment.volunteers", "rehab.ikm"),
    _REACHED, "Orang yang dijangkau dan dites menurut bulan",
)  # fmt: skip
_TREATMENT = Cares(
    ("rehab.clients", "rehab.outpatient", "rehab.inpatient", "rehab.in_care", "ibm.units", "rehab.ikm"), ("rehab.clients",),
    "Klien diterima menurut bulan",
)  # fmt: skip
_ENFORCEMENT = Cares(
    ("enforcement.cases", "enforcement.suspects", "enforcement.cases_prominent", "enforcement.networks", "enforcement.first_in_area", "carecentre.tips"),
    ("enforcement.cases", "enforcement.suspects"), "Kasus dan tersangka menurut bulan",
)  # fmt: skip
CARES: Mapping[str, Cares] = {
    "p2m_officer": Cares(
        ("prevention.people_reached", "prevention.activities", "empowerment.activities", "screening.tested", "empowerment.volunteers_active",
         "community.villages_bersinar"),
        _REACHED, _EVERYBODY.caption,
    ),
    "rehab_officer": _TREATMENT, "clinic_head": _TREATMENT, "investigator": _ENFORCEMENT, "enforcement_head": _ENFORCEMENT,
    "care_operator": Cares(
        ("carecentre.service_contacts", "carecentre.service_response", "carecentre.rehab_contacts", "carecentre.tips"),
        ("carecentre.service_contacts", "carecentre.tips"), "Kontak menurut bulan",
    ),
}  # fmt: skip


@signed_in
def home(request: HttpRequest) -> HttpResponseBase:
    """The first page of the day."""
    user = user_of(request)
    if user.home_office is None or not user.may(Permission.FIGURES_READ):
        return render(request, "desk/home_empty.html")
    choice = choose(request)
    cares, viewer = cares_of(user), Viewer.of(user)
    figures, shown = figures_of(cares, choice)
    totals = {figure.indicator.code: figure for figure in figures if figure.scope == "total"}
    chart = chart_of(cares, figures, choice, viewer)
    context = {
        "choice": choice, "cares": cares, "reporting": reporting_offices(choice.coverage, choice.year),
        "kpis": [said(figure, choice.coverage, choice.year, viewer) for figure in shown],
        "is_empty": all(figure.exact is None for figure in totals.values()), "chart": Drawn.of(chart) if chart else None,
        "tasks": tasks_of(user, choice.office, choice.year, totals.values()), "latest": latest_of(user, user.home_office),
    }  # fmt: skip
    return render(request, "desk/home.html", context)


def cares_of(user: User) -> Cares:
    """What a user looks at first, by the first of their roles."""
    return CARES.get(user.standing_memberships[0].role, _EVERYBODY)


def figures_of(cares: Cares, choice: Choice) -> tuple[list[Figure], list[Figure]]:
    """The figures of the role, of every target and of the chart by month; and the few that stand in front."""
    promised = targets(choice.coverage, choice.year)
    figures = evaluate(
        choice.coverage, choice.year, _wanted(cares, promised), by=["month"], joint=False, promised=promised
    )
    return figures, _chosen(cares, {one.indicator.code: one for one in figures if one.scope == "total"})


def _wanted(cares: Cares, promised: Collection[str]) -> list[str]:
    """The figures to evaluate at once: those of the role, those with a target, those of the chart."""
    return list(dict.fromkeys([*cares.figures, *(code for code in INDICATORS if code in promised), *cares.chart]))


def _chosen(cares: Cares, totals: Mapping[str, Figure]) -> list[Figure]:
    """The row of figures: the role's with a target, then other targets, then the role's without."""
    own = [totals[code] for code in cares.figures if code in totals]
    with_target = [figure for figure in own if figure.target is not None]
    others = [figure for code, figure in totals.items() if figure.target is not None and code not in cares.figures]
    without = [figure for figure in own if figure.target is None]
    ordered = [*with_target, *others, *without] if cares is _EVERYBODY else [*with_target, *without, *others]
    return ordered[:KPIS]


# --- the chart -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Drawn:
    """A chart for a page: two drawings of the same figures, and their table."""

    caption: str
    wide: SafeString
    narrow: SafeString
    table: Table

    @classmethod
    def of(cls, chart: Chart) -> Drawn:
        """A chart drawn for a wide and for a narrow page."""
        return cls(
            chart.caption, SafeString(svg(chart, width=WIDE)), SafeString(svg(chart, width=NARROW)), chart.data()
        )

    @property
    def rows(self) -> list[tuple[str, list[tuple[str, str]]]]:
        """The table's rows: what a row is about, then each column's title with its value."""
        titles = [column.title for column in self.table.columns]
        return [
            (row[0].text, [(title, cell.text) for title, cell in zip(titles[1:], row[1:], strict=True)])
            for row in self.table.rows
        ]


def chart_of(cares: Cares, figures: Sequence[Figure], choice: Choice, viewer: Viewer) -> Chart | None:
    """The role's chart by month; None where nothing may be, or is there to be, drawn."""
    offices = list(choice.coverage.offices)
    series = []
    for code in cares.chart:
        one = INDICATORS[code]
        if is_restricted(one) and not viewer.sees_single_facts(one, offices):
            continue
        months: list[Decimal | None] = [Decimal(0)] * 12
        for figure in figures:
            if figure.indicator is one and figure.scope == "part" and figure.value is not None:
                months[int(figure.by["month"]) - 1] = figure.value
        if any(months):
            series.append(Series(one.title, months))
    if not series:
        return None
    caption = f"{cares.caption}, {choice.year}"
    told = "; ".join(f"{one.name} {write_number(sum(filter(None, one.values), Decimal(0)))}" for one in series)
    return Chart(
        caption,
        "column",  # side by side: people reached and people tested are never added
        MONTHS_SHORT,
        series,
        f"{caption}. Jumlah dua belas bulan: {told}.",
    )


# --- what was recorded last ------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Recent:
    """A record that somebody of the office worked on."""

    at: datetime
    noun: str
    title: str
    url: str


def latest_of(user: User, office: Office) -> list[Recent]:
    """The records of the office that were worked on last, each once. Of closed sides only that there is one."""
    sides = ["open", *([user.side.value] if user.side.is_closed else [])]
    lines = AuditLine.objects.filter(office=office, side__in=sides, record_id__isnull=False).order_by("-seq")
    found: dict[tuple[str, UUID], AuditLine] = {}
    for line in lines.only("record_kind", "record_id", "side", "at", "office")[:_LOOK_BACK]:
        if line.record_id is not None and address_of(line.record_kind, line.record_id, office.pk, user):
            found.setdefault((line.record_kind, line.record_id), line)
    chosen = _known(list(found.items())[: 2 * LATEST], user)[:LATEST]
    titles = _titles([key for key, line in chosen if line.side == "open"], user)
    return [
        Recent(line.at, noun_of(kind), titles.get(key, ""), address_of(kind, key, office.pk, user))
        for (kind, key), line in chosen
    ]


def _known(lines: Sequence[tuple[tuple[str, UUID], AuditLine]], user: User) -> list[tuple[tuple[str, UUID], AuditLine]]:
    """Without records of a closed side that are kept for their team: not even that one was worked on is told."""
    hidden: set[tuple[str, UUID]] = set()
    for kind in {key[0] for key, line in lines if line.side != "open"}:
        pages: Any = pages_of(kind)
        ids = [key for (one, key), _ in lines if one == kind]
        hidden |= {(kind, key) for key in withheld_from(pages.model, ids, user)}
    return [line for line in lines if line[0] not in hidden]


def _titles(keys: Sequence[tuple[str, UUID]], user: User) -> dict[UUID, str]:
    """The titles of open records, one query for each kind."""
    titles: dict[UUID, str] = {}
    kinds = list(dict.fromkeys(kind for kind, _ in keys))[:_MOST_KINDS]
    for kind in kinds:
        pages: Any = pages_of(kind)
        source, ids = source_for(pages.model), [key for one, key in keys if one == kind]
        if source is not None:
            titles |= {key: told.title for key, told in source.describe(ids, user).items()}
        else:
            rows = pages.model.objects.visible_to(user).select_related("office", *pages.select).filter(pk__in=ids)
            titles |= {row.pk: str(row) for row in rows}
    return titles
