"""The trace page: down from a figure to its facts and, for those who may see them, to the records.

Single facts of a closed side are shown to that side's people of that office alone, and the reading is written down
before the page is. Everybody else gets the sums that `explain` allows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.declaring import How, Indicator, Measured
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import DIMENSIONS, KINDS
from bersinar.figures.indicators.cells import counts_persons
from bersinar.figures.indicators.disclosure import Viewer, side_of
from bersinar.figures.indicators.evaluate import Coverage, Figure, evaluate
from bersinar.figures.indicators.explain import Explanation, explain, matching, shows_part
from bersinar.figures.indicators.printing import dimension_words, exact_text, unit_words
from bersinar.figures.indicators.reporting import reporting_offices
from bersinar.figures.models import FactorChoice
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.periods.calendar import MONTHS, month_name
from bersinar.foundation.regions.models import Region
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.models import Fact
from bersinar.ledger.sources import Described, source_of, withheld

from .choosing import Choice, choose
from .rooms import noun_of
from .saying import Said, may_be_seen, said, split_title, trace_url

PER_PAGE = 50
PURPOSE = "menelusuri angka"

_HOW = {
    How.SUM: "Dijumlahkan dari semua fakta di bawah; koreksi mengurangi apa yang ditarik kembali.",
    How.DISTINCT: "Dihitung sekali untuk tiap orang, tempat, atau hal yang berbeda, meskipun faktanya beberapa.",
    How.MEAN: "Rata-rata dari semua fakta di bawah.",
    How.MEAN_OF_MEANS: "Rata-rata dari rata-rata tiap unsur.",
    How.RATIO: "Satu angka dibagi angka lain.",
    How.WEIGHTED: "Jumlah yang disita, atau yang dimusnahkan menurut set faktornya, dikalikan faktor yang dipilih satuan kerja. Ini perkiraan, bukan hitungan.",
}
_MEASURED = {
    Measured.FLOW: "Yang dihitung adalah kejadian sepanjang tahun itu.",
    Measured.STOCK: "Yang dihitung adalah keadaan pada 31 Desember tahun itu: yang sudah ada dan belum berakhir.",
    Measured.OPENING: "Yang dihitung adalah keadaan ketika tahun itu dimulai.",
}


@dataclass(frozen=True)
class Row:
    """One fact, or one sum by month, in words."""

    day: str
    what: str
    quantity: str
    details: str
    office: str = ""
    is_correction: bool = False
    source: Described | None = None
    source_words: str = ""


@dataclass(frozen=True)
class Traced:
    """One figure with its rows."""

    title: str
    figure: Said
    is_grouped: bool
    rows: Sequence[Row]
    page: Page[Any] | None
    is_joint: bool = False
    nothing: str = ""


@needs(Permission.FIGURES_READ)
def trace(request: HttpRequest, code: str) -> HttpResponseBase:
    """How a figure came about."""
    one = INDICATORS.get(code)
    if one is None:
        raise Http404
    choice, by = choose(request), _asked(request, one)
    user = user_of(request)
    viewer = Viewer.of(user)
    if not may_be_seen(one, choice.coverage, viewer):
        raise PermissionDenied
    context: dict[str, Any] = {
        "choice": choice, "indicator": one, "by": [(split_title(one, dim), dimension_words(dim, value, one)) for dim, value in by.items()],
        "how": _HOW[one.how], "measured": _MEASURED[one.measured], "shows_offices": len(choice.coverage.offices) > 1,
        "reporting": reporting_offices(choice.coverage, choice.year), "whole": trace_url(choice.coverage, choice.year, code),
        "query": _query(request), "shows_what": len(one.kinds) > 1,
        "sifted": choice.coverage.sifted(choice.year) if counts_persons(one) else None,
        "closed_side": "" if _may_open(one, viewer, choice.coverage) else Side(side_of(one)).label.lower(),
    }  # fmt: skip
    if not shows_part(choice.coverage, choice.year, one, by, viewer):
        return render(request, "desk/trace.html", {**context, "is_too_small": True})
    explained = explain(choice.coverage, choice.year, [code], by=by, viewer=viewer, most=1)
    traced = _traced(request, choice, explained, viewer, user)
    led, joint = [one for one in traced if not one.is_joint], [one for one in traced if one.is_joint]
    context |= {"main": led[0] if len(led) == 1 else None, "several": led if len(led) > 1 else [], "joint": joint}
    context["parts"] = _parts(choice, one, viewer)
    if one.how is How.WEIGHTED:
        context["factors"], context["factor_set"] = _factors(choice, explained)
    return render(request, "desk/trace.html", context)


def _asked(request: HttpRequest, one: Indicator) -> dict[str, str]:
    """The part that is asked for: dimensions that this indicator can be split by."""
    by = {name: request.GET[name] for name in (*DIMENSIONS, "month", "unit") if name in request.GET}
    if not set(by) <= set(one.splits) or ("month" in by and by["month"] not in {f"{n:02}" for n in range(1, 13)}):
        raise Http404
    return by


def _query(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.pop("hal", None)
    return query.urlencode()


def _may_open(one: Indicator, viewer: Viewer, coverage: Coverage) -> bool:
    return viewer.sees_single_facts(one, list(coverage.offices))


def _parts(choice: Choice, one: Indicator, viewer: Viewer) -> list[Said]:
    """The two figures that a ratio is made of."""
    if one.how is not How.RATIO:
        return []
    found = evaluate(choice.coverage, choice.year, [one.numerator, one.denominator], joint=False)
    return [said(figure, choice.coverage, choice.year, viewer) for figure in found if figure.scope == "total"]


def _factors(
    choice: Choice, explained: Sequence[Explanation]
) -> tuple[list[tuple[str, str, str]], FactorChoice | None]:
    rows = [
        (label("substance", row["substance"]), unit_words(row["unit"]), write_number(Decimal(row["factor"])))
        for one in explained[:1]
        for row in one.factors
    ]
    return rows, FactorChoice.objects.select_related("factor_set").filter(
        office=choice.office, year=choice.year
    ).first()


# --- rows ------------------------------------------------------------------------------------------------------------


def _traced(
    request: HttpRequest, choice: Choice, explained: Sequence[Explanation], viewer: Viewer, user: User
) -> list[Traced]:
    """Every figure with its rows. Where there are several (substances), each leads to a trace of its own instead."""
    several = len([one for one in explained if one.figure.scope != "joint"]) > 1
    traced = []
    for number, one in enumerate(explained):
        told, joint = said(one.figure, choice.coverage, choice.year, viewer), one.figure.scope == "joint"
        rows: Sequence[Row] = ()
        page = None
        if one.grouped and not (several and not joint):
            rows = [_sum_row(line.day, line.dims, line.quantity, one.figure) for line in one.lines]
        elif one.indicator.how is not How.RATIO and (joint or not several):
            facts = matching(choice.coverage, choice.year, one.figure).order_by("day", "office_id", "seq", "line")
            page = Paginator(facts, PER_PAGE).get_page(request.GET.get("hal") if number == 0 else 1)
            rows = _fact_rows(page.object_list, choice.names, one.indicator, user)
        traced.append(Traced(_title(one.figure), told, one.grouped, rows, page, joint, _why_nothing(one)))
    return traced


def _title(figure: Figure) -> str:
    one = figure.indicator
    if not figure.by:
        return one.title
    named = ", ".join(dimension_words(dim, value, one) for dim, value in figure.by.items())
    return named[:1].upper() + named[1:]


def _why_nothing(one: Explanation) -> str:
    if one.lines or one.figure.exact in (None, 0):
        return ""
    if one.indicator.how in (How.RATIO, How.MEAN, How.MEAN_OF_MEANS, How.WEIGHTED):
        return "Angka ini dihitung dari angka lain dan tidak dirinci menurut bulan."
    return "Jumlahnya kurang dari lima, jadi tidak dirinci."


def _sum_row(day: Any, dims: Mapping[str, str], quantity: Any, figure: Figure) -> Row:
    first, _, last = dims.get("months", "").partition("..")
    when = (
        f"{MONTHS[int(first[5:]) - 1]} sampai {month_name(int(last[:4]), int(last[5:]))}"
        if last
        else month_name(day.year, day.month)
    )
    number = write_number(Decimal(exact_text(quantity)))
    return Row(when, "Jumlah per bulan", f"{number} {unit_words(figure.unit)}".strip(), "")


def _fact_rows(facts: Iterable[Fact], offices: Mapping[int, str], one: Indicator, user: User) -> list[Row]:
    shown = list(facts)
    _write_down(shown, one, user)
    sources, places = _describe(shown, user), _places(shown)
    kept = _kept_from(shown, sources, user) if side_of(one) != "open" else set()
    told = [fact for fact in shown if (fact.source_kind, fact.source_id) not in kept]
    hidden = [_hidden_row(fact, offices) for fact in shown if (fact.source_kind, fact.source_id) in kept]
    return [*(_row(fact, one, sources, places, offices) for fact in told), *hidden]


def _kept_from(
    facts: Sequence[Fact], sources: Mapping[tuple[str, UUID], Described], user: User
) -> set[tuple[str, UUID]]:
    """The records behind these facts that their team alone may know of; asked only where one was not described."""
    asked: dict[str, set[UUID]] = defaultdict(set)
    for fact in facts:
        if (fact.source_kind, fact.source_id) not in sources:
            asked[fact.source_kind].add(fact.source_id)
    return {(kind, key) for kind, keys in asked.items() for key in withheld(kind, keys, user)}


def _hidden_row(fact: Fact, offices: Mapping[int, str]) -> Row:
    """That there is something which counts, and nothing more: no day, amount, place or code."""
    return Row("", KINDS[fact.kind].title, "", "tertutup bagi timnya", offices[fact.office_id])


def _row(
    fact: Fact,
    one: Indicator,
    sources: Mapping[tuple[str, UUID], Described],
    places: Mapping[str, str],
    offices: Mapping[int, str],
) -> Row:
    kind = KINDS[fact.kind]
    treated = kind.side == "treatment"  # dated by its month alone
    when = month_name(fact.day.year, fact.day.month) if treated else fact.day.strftime("%d-%m-%Y")
    unit = kind.unit or fact.detail
    amount = write_number(Decimal(fact.quantity) / kind.scale)
    bound = {"min": "sedikitnya ", "max": "paling banyak ", "about": "sekitar "}.get(fact.bound, "")
    words = (
        "ada, jumlah tidak disebut"
        if fact.bound == "min" and not fact.quantity
        else f"{bound}{amount} {unit_words(unit)}".strip()
    )
    details = [
        places.get(value, value) if dim == "place" else dimension_words(dim, value, one)
        for dim in DIMENSIONS
        if (value := getattr(fact, dim)) and not (dim == "detail" and kind.unit is None)
    ]
    key = (fact.source_kind, fact.source_id)
    return Row(
        when, kind.title, words, ", ".join(details), offices[fact.office_id], fact.sign < 0, sources.get(key),
        noun_of(source_of(fact.source_kind).model._meta.label_lower),
    )  # fmt: skip


def _write_down(facts: Sequence[Fact], one: Indicator, user: User) -> None:
    """The reading of closed facts, before anything of them is shown."""
    side = side_of(one)
    if side == "open":
        return
    by_office: dict[int, list[tuple[str, UUID | None]]] = defaultdict(list)
    for fact in facts:
        if (fact.source_kind, fact.source_id) not in by_office[fact.office_id]:
            by_office[fact.office_id].append((fact.source_kind, fact.source_id))
    held = {
        office.pk: office
        for permission in Permission
        if permission.side == side
        for office in user.offices_with(permission)
    }
    for office_id, records in by_office.items():
        note_readings(office=held[office_id], by=user, side=side, purpose=PURPOSE, records=records)


def _describe(facts: Sequence[Fact], user: User) -> dict[tuple[str, UUID], Described]:
    """Title and page of the records behind these facts, as far as the reader may see them: one query for each kind."""
    ids: dict[str, set[UUID]] = defaultdict(set)
    for fact in facts:
        ids[fact.source_kind].add(fact.source_id)
    return {
        (kind, key): told for kind, keys in ids.items() for key, told in source_of(kind).describe(keys, user).items()
    }


def _places(facts: Sequence[Fact]) -> dict[str, str]:
    codes = {fact.place for fact in facts if fact.place}
    return dict(Region.objects.filter(pk__in=codes).values_list("code", "name")) if codes else {}
