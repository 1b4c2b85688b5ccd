"""Targets on the way: what was done until a day, how the year will probably end, and what that means, in a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.forecast import LEAST_EVENTS
from bersinar.figures.indicators.disclosure import Viewer, is_restricted
from bersinar.figures.indicators.evaluate import targets
from bersinar.figures.indicators.outlook import Light, Outlook, Promise, outlooks
from bersinar.figures.indicators.printing import exact_text, unit_words
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.calendar import MONTHS, month_bounds
from bersinar.foundation.ui.numbers import write_number
from bersinar.programmes.planning.models import ActionPlan, TargetLine

from .choosing import Choice, choose
from .saying import OF_FEW, Said, may_be_seen, said

_LIGHTS = {
    Light.REACHED: ("Tercapai", "ok"), Light.LIKELY: ("Kemungkinan besar tercapai", "ok"), Light.OPEN: ("Belum pasti", "warn"),
    Light.AT_RISK: ("Berisiko", "bad"), Light.MISSED: ("Tidak tercapai", "bad"), Light.UNTOLD: ("", ""),
    Light.BEHIND: ("Tertinggal", "warn"), Light.ON_TIME: ("Sesuai triwulan", "ok"),
}  # fmt: skip


_ONLY_NOW = "Rekamnya tertutup bagi Anda; angkanya hanya tampil sampai keadaan terakhir."


@dataclass(frozen=True)
class Row:
    """One target as the page shows it."""

    said: Said
    range: str
    light: str
    mark: str
    sentence: str
    remedy: Remedy | None = None


@dataclass(frozen=True)
class Remedy:
    """What is done, or could be, about a target at risk."""

    words: str
    url: str
    is_running: bool = False


@needs(Permission.FIGURES_READ)
def outlook(request: HttpRequest) -> HttpResponseBase:
    """Every target of an office and a year, as it stood at the end of a month or stands now."""
    choice = choose(request)
    last = choice.last_day
    until = _until(request.GET.get("bulan", ""), last)
    remedies = _remedies(user_of(request), choice)
    rows = rows_until(choice, Viewer.of(user_of(request)), until, remedies)
    months = [(str(month), name) for month, name in enumerate(MONTHS, 1) if month_bounds(choice.year, month)[1] < last]
    context = {"choice": choice, "rows": rows, "until": until, "months": months, "month": request.GET.get("bulan", "")}
    context["may_plan"] = user_of(request).may(Permission.PLANNING_READ)
    return render(request, "desk/outlook.html", context)


def rows_until(
    choice: Choice, viewer: Viewer, until: date, remedies: Mapping[str, Remedy] = MappingProxyType({})
) -> list[Row]:
    """Every target of an office and a year that this viewer may see, as it stood at the end of a day."""
    promised = targets(choice.coverage, choice.year)
    codes = [
        one.code for one in INDICATORS.values() if one.code in promised and may_be_seen(one, choice.coverage, viewer)
    ]
    return [
        _with_remedy(_row(one, choice, viewer, until == choice.last_day), one, remedies)
        for one in outlooks(choice.coverage, codes, until)
    ]


_NEEDS_DOING = frozenset({Light.AT_RISK, Light.OPEN, Light.BEHIND, Light.UNTOLD})


def _with_remedy(row: Row, one: Outlook, remedies: Mapping[str, Remedy]) -> Row:
    """The row with its action plan: a running one always, a new one where the target is not safe."""
    remedy = remedies.get(one.figure.indicator.code)
    is_offered = remedy is not None and (remedy.is_running or (one.light in _NEEDS_DOING and bool(one.missing)))
    return replace(row, remedy=remedy) if is_offered else row


def _remedies(user: User, choice: Choice) -> dict[str, Remedy]:
    """The running action plan of each line of the year's agreement, or the address where one is begun."""
    if choice.office.pk not in user.scope(Permission.PLANNING_READ):
        return {}
    lines = (
        TargetLine.objects.standing().filter(office=choice.office, agreement__year=choice.year).exclude(indicator="")
    )
    running = ActionPlan.objects.standing().filter(line__in=lines, closed_on__isnull=True).prefetch_related("steps")
    found = {plan.line_id: _running(plan) for plan in running}
    may_begin = choice.office.pk in user.scope(Permission.PLANNING_WRITE)
    new = reverse("planning:plan_new")
    for line in lines:
        if line.pk not in found and may_begin:
            found[line.pk] = Remedy("Buat rencana aksi", f"{new}?target={line.pk}")
    return {line.indicator: found[line.pk] for line in lines if line.pk in found}


def _running(plan: ActionPlan) -> Remedy:
    steps = [step for step in plan.steps.all() if not step.is_cancelled]
    done = sum(1 for step in steps if step.done_on)
    words = (
        f"Rencana aksi: {done} dari {len(steps)} langkah selesai"
        if steps
        else "Rencana aksi berjalan, belum ada langkah"
    )
    return Remedy(words, reverse("planning:plan", args=[plan.pk]), is_running=True)


def _until(month: str, last: date) -> date:
    if not month:
        return last
    if month not in {str(number) for number in range(1, 13)}:
        raise Http404
    return min(month_bounds(last.year, int(month))[1], last)


def _row(one: Outlook, choice: Choice, viewer: Viewer, is_latest: bool) -> Row:
    """A target in words. Of persons of a closed side only the whole until now is told: two months would tell one."""
    shown = said(one.figure, choice.coverage, choice.year, viewer)
    if shown.is_closed and is_restricted(one.figure.indicator) and not is_latest:
        return Row(replace(shown, words="", notes=(), achievement=""), "", "", "", _ONLY_NOW)
    if shown.is_closed and is_restricted(one.figure.indicator):
        one = replace(one, promise=None)  # the quarter's count beside today's would be two months, too
    if shown.words == OF_FEW:
        return Row(shown, "", "", "", "")
    if not is_latest:
        shown = replace(shown, url="")  # the trace tells of the whole year
    light, mark = _LIGHTS[one.light]
    return Row(shown, _range(one), light, mark, " ".join(_sentences(one)))


def _range(one: Outlook) -> str:
    if one.forecast is None:
        return ""
    median, low, high = (write_number(value) for value in (one.forecast.median, one.forecast.low, one.forecast.high))
    return f"sekitar {median} ({low} sampai {high})"


def _sentences(one: Outlook) -> Iterable[str]:
    """Why the light is what it is."""
    missing = _amount(one, one.missing)
    match one.light:
        case Light.REACHED:
            yield "Target sudah dicapai." if one.figure.indicator.higher_is_better else "Tetap di bawah batas."
        case Light.LIKELY:
            yield "Seluruh kisaran perkiraan memenuhi target."
        case Light.OPEN:
            yield f"Target berada di dalam kisaran perkiraan. {_still(one, missing)}"
        case Light.AT_RISK:
            yield f"Seluruh kisaran perkiraan tidak memenuhi target. {_still(one, missing)}"
        case Light.MISSED:
            yield f"Tahun berakhir, kurang {missing}." if one.missing else "Batas sudah terlampaui."
        case Light.UNTOLD | Light.BEHIND | Light.ON_TIME:
            yield from _untold(one, missing)
    if one.promise is not None and one.light is not Light.REACHED:
        yield _quarter(one, one.promise)


def _untold(one: Outlook, missing: str) -> Iterable[str]:
    if not one.adds_up:
        yield "Nilai seperti ini tidak dijumlahkan sepanjang tahun, jadi tidak diperkirakan."
        return
    yield f"Kurang dari {LEAST_EVENTS} kejadian setahun, jadi tidak diperkirakan."
    if one.missing:
        yield _still(one, missing)


def _quarter(one: Outlook, promise: Promise) -> str:
    """ "Sampai triwulan II dijanjikan 12 kegiatan, tercatat 9 kegiatan." """
    done = f"tercatat {_amount(one, promise.done)}" if promise.done is not None else "belum ada yang tercatat"
    return f"Sampai triwulan {_ROMAN[promise.number]} dijanjikan {_amount(one, promise.target)}, {done}."


_ROMAN = ("", "I", "II", "III")


def _still(one: Outlook, missing: str) -> str:
    """What is missing and by when; by the month where more than one is left."""
    if not one.missing:
        return ""
    months = 12 - one.until.month
    each = (
        f", atau {_amount(one, Fraction(-(-one.missing // months)))} tiap bulan"
        if months > 1 and one.missing > months
        else ""
    )
    return f"Kurang {missing} sampai 31 Desember{each}."


def _amount(one: Outlook, amount: Fraction) -> str:
    return f"{write_number(Decimal(exact_text(amount)))} {unit_words(one.figure.unit)}".strip()
