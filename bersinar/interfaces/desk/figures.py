"""The page of all figures of an office and a year, and the fragment by which rooms show one of them."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import evaluate, targets
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission

from .choosing import choose
from .saying import grouped, may_be_seen, row_of


@needs(Permission.FIGURES_READ)
def figures(request: HttpRequest) -> HttpResponseBase:
    """Every indicator by section, each number leading to its trace."""
    choice = choose(request)
    viewer = Viewer.of(user_of(request))
    found = evaluate(choice.coverage, choice.year)
    groups = grouped(found, choice.coverage, choice.year, viewer)
    context = {
        "choice": choice, "groups": groups,
        "is_empty": not any(group.rows for group in groups), "with_targets": any(figure.target is not None for figure in found),
    }  # fmt: skip
    return render(request, "desk/figures.html", context)


@needs(Permission.FIGURES_READ)
def fragment(request: HttpRequest) -> HttpResponseBase:
    """The figures named as `indikator`, or without any the year's that have a target: for another page to include."""
    choice = choose(request)
    codes = (
        list(dict.fromkeys(request.GET.getlist("indikator")))
        if "indikator" in request.GET
        else sorted(targets(choice.coverage, choice.year).keys() & INDICATORS.keys())
    )
    if any(code not in INDICATORS for code in codes):
        raise Http404
    viewer = Viewer.of(user_of(request))
    if not all(may_be_seen(INDICATORS[code], choice.coverage, viewer) for code in codes):
        raise PermissionDenied
    found = evaluate(choice.coverage, choice.year, codes, joint=False) if codes else []
    by_code = {code: [figure for figure in found if figure.indicator.code == code] for code in codes}
    rows = [row_of(INDICATORS[code], by_code[code], choice.coverage, choice.year, viewer) for code in codes]
    # Of several that were named, those without a record are only named: a wall of dashes hides what is known.
    unknown = [row.title for row in rows if not row.known] if len(request.GET.getlist("indikator")) > 1 else []
    shown = [row for row in rows if row.known or not unknown]
    return render(request, "desk/figure_fragment.html", {"rows": shown, "unknown": unknown, "choice": choice})
