"""The budget as a figure, month by month, and beside each promised target the money behind it.

Both shares are shown and told in words. No score is made of them: no formula for one was found in force.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.efficiency import beside_money, share_words
from bersinar.figures.indicators.evaluate import Figure, evaluate
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.ui.money import rupiah
from bersinar.programmes.planning.public import Funded, funded_targets

from .choosing import Choice, choose
from .saying import may_be_seen, said

_BUDGET, _SPENT = "planning.budget", "planning.spent"


@dataclass(frozen=True)
class MonthShown:
    """One month: the ceiling in force, what was spent in it, what was spent since January, and the share."""

    name: str
    ceiling: str
    spent: str
    total: str
    share: str


@dataclass(frozen=True)
class Beside:
    """One promised target beside the money behind it."""

    title: str
    result: str
    reached: str
    ceiling: str
    spent: str
    share: str
    sentence: str


@needs(Permission.PLANNING_READ)
def efficiency(request: HttpRequest) -> HttpResponseBase:
    """The year's budget of an office, with or without those beneath; and the office's own targets beside their money."""
    choice = choose(request, Permission.PLANNING_READ)
    figures = evaluate(choice.coverage, choice.year, [_BUDGET, _SPENT], by=["month"], joint=False)
    totals = {one.indicator.code: one.exact for one in figures if one.scope == "total"}
    ceiling, spent = totals.get(_BUDGET), totals.get(_SPENT) or Fraction(0)
    funded, without = funded_targets(choice.office.pk, choice.year)
    context = {
        "choice": choice, "by_month": _months(figures) if ceiling else [], "without": without,
        "ceiling": rupiah(int(ceiling)) if ceiling is not None else "", "spent": rupiah(int(spent)), "share": share_words(spent, ceiling),
        "rows": list(_beside(funded, choice, Viewer.of(user_of(request)))),
    }  # fmt: skip
    return render(request, "desk/efficiency.html", context)


def _months(figures: Iterable[Figure]) -> list[MonthShown]:
    """Months until the last one in which anything was spent."""
    told = {(one.indicator.code, int(one.by["month"])): one.exact or Fraction(0) for one in figures if one.by}
    last = max((month for code, month in told if code == _SPENT), default=0)
    ceiling = total = Fraction(0)
    found = []
    for month in range(1, last + 1):
        ceiling += told.get((_BUDGET, month), Fraction(0))
        spent = told.get((_SPENT, month), Fraction(0))
        total += spent
        found.append(
            MonthShown(
                MONTHS[month - 1],
                rupiah(int(ceiling)),
                rupiah(int(spent)),
                rupiah(int(total)),
                share_words(total, ceiling),
            )
        )
    return found


def _beside(funded: dict[str, Funded], choice: Choice, viewer: Viewer) -> Iterable[Beside]:
    coverage = choice.coverage.among(choice.office, choice.offices, tree=False)
    codes = [code for code in funded if code in INDICATORS and may_be_seen(INDICATORS[code], coverage, viewer)]
    for figure in evaluate(coverage, choice.year, codes, joint=False) if codes else ():
        if figure.scope != "total":
            continue
        money, shown = funded[figure.indicator.code], said(figure, coverage, choice.year, viewer)
        yield Beside(
            money.title, shown.words or "–", shown.achievement or "–", rupiah(money.ceiling), rupiah(money.spent),
            share_words(Fraction(money.spent), Fraction(money.ceiling)), _told(figure, money, shown.achievement),
        )  # fmt: skip


def _told(figure: Figure, money: Funded, reached: str) -> str:
    """The two shares in words, as far as this reader may see the result."""
    hidden = figure.indicator.higher_is_better and not reached
    return "Belum ada hasil yang dapat disandingkan." if hidden else beside_money(figure, money.ceiling, money.spent)
