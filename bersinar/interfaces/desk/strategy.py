"""The strategic plan beside its results: every year's target and figure, and how far the end of the plan still is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import Figure, evaluate
from bersinar.figures.indicators.printing import exact_text
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.numbers import write_number
from bersinar.programmes.planning.public import Aim, StrategyShown, strategy_for

from .choosing import Choice, choose
from .saying import may_be_seen, said


@dataclass(frozen=True)
class YearShown:
    """One year of an indicator: what is aimed at, and what was reached."""

    year: int
    target: str
    result: str
    url: str = ""


@dataclass(frozen=True)
class AimShown:
    """One indicator of the plan with its years, and the end of the plan in words."""

    title: str
    goal: str
    years: list[YearShown]
    sentence: str


@needs(Permission.PLANNING_READ)
def strategy(request: HttpRequest) -> HttpResponseBase:
    """The plan that an office goes by, with the results of its years until now."""
    choice = choose(request)
    viewer = Viewer.of(user_of(request))
    plan = strategy_for(choice.office, choice.year)
    rows = list(_rows(plan, choice, viewer)) if plan else []
    context = {
        "choice": choice,
        "plan": plan,
        "rows": rows,
        "is_own": plan is not None and plan.office_id == choice.office.pk,
    }
    return render(request, "desk/strategy.html", context)


def _rows(plan: StrategyShown, choice: Choice, viewer: Viewer) -> Iterable[AimShown]:
    codes = [
        aim.indicator
        for aim in plan.aims
        if aim.indicator in INDICATORS and may_be_seen(INDICATORS[aim.indicator], choice.coverage, viewer)
    ]
    until = min(plan.until, choice.office.local_day().year)
    found: dict[tuple[str, int], Figure] = {}
    for year in range(plan.since, until + 1):
        for figure in evaluate(choice.coverage, year, codes, joint=False, promised={}) if codes else ():
            if figure.scope == "total":
                found[figure.indicator.code, year] = figure
    is_own = plan.office_id == choice.office.pk
    for aim in plan.aims:
        years = [_year(aim, year, target, found, choice, viewer) for year, target in aim.targets]
        yield AimShown(aim.title, aim.goal, years, _end(aim, found, until, choice, viewer, is_own, plan))


def _year(
    aim: Aim, year: int, target: Fraction | None, found: dict[tuple[str, int], Figure], choice: Choice, viewer: Viewer
) -> YearShown:
    words = write_number(Decimal(exact_text(target))) if target is not None else "–"
    figure = found.get((aim.indicator, year))
    if figure is None or figure.exact is None:
        return YearShown(year, words, "–")
    shown = said(figure, choice.coverage, year, viewer)
    return YearShown(year, words, shown.words, shown.url)


def _end(
    aim: Aim, found: dict[tuple[str, int], Figure], until: int, choice: Choice, viewer: Viewer, is_own: bool,
    plan: StrategyShown,
) -> str:  # fmt: skip
    """How far the latest result is from the end of the plan. A count of one office is not held against a nation's."""
    one = INDICATORS.get(aim.indicator)
    if one is None or aim.last is None:
        return "Tanpa target akhir yang bernama."
    if not is_own and one.adds_over_offices:
        return f"Target ini milik {plan.office} seluruhnya; hasil satuan kerja ini sebagian daripadanya."
    years = [year for (code, year), figure in found.items() if code == aim.indicator and figure.exact is not None]
    if not years:
        return "Belum ada hasil."
    latest = max(years)
    figure = found[aim.indicator, latest]
    shown = said(figure, choice.coverage, latest, viewer)
    if not shown.number or not aim.last or figure.exact is None:
        return ""
    share = write_number(rounded(figure.exact / aim.last * 100, 2), 2)
    return f"Hasil {latest} adalah {share}% dari target akhir Renstra."
