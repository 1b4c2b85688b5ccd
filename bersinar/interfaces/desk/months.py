"""The twelve months of a year: which are closed, by whom, and closing or reopening them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.actions import close_month, reopen_month
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.periods.models import MonthClosing
from bersinar.foundation.wire.refusals import Refusal

from .choosing import Choice, choose

State = Literal["closed", "open", "runs", "ahead"]


@dataclass(frozen=True)
class Month:
    """One month as the page shows it."""

    number: int
    name: str
    state: State
    closed_at: datetime | None = None
    closed_by: str = ""
    reopened: tuple[str, ...] = ()


@needs(Permission.FIGURES_READ)
def months(request: HttpRequest) -> HttpResponseBase:
    """The months of an office's year."""
    return _page(request, choose(request))


@require_POST
@needs(Permission.PERIODS_CLOSE)
def change(request: HttpRequest, year: int, month: int) -> HttpResponseBase:
    """Close a month, or open it again with a reason."""
    user = user_of(request)
    office = next(
        (one for one in user.offices_with(Permission.PERIODS_CLOSE) if one.code == request.POST.get("kantor")), None
    )
    if office is None or not 1 <= month <= 12:
        raise Http404
    try:
        if request.POST.get("act") == "reopen":
            reopen_month(office=office, year=year, month=month, reason=request.POST.get("reason", ""), by=user)
            messages.success(request, f"{month_name(year, month)} dibuka kembali.")
        else:
            close_month(office=office, year=year, month=month, by=user)
            messages.success(request, f"{month_name(year, month)} ditutup.")
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    return redirect(f"{reverse('desk:months')}?kantor={office.code}&tahun={year}")


def _page(request: HttpRequest, choice: Choice) -> HttpResponseBase:
    user = user_of(request)
    may_close = choice.office.pk in {held.pk for held in user.offices_with(Permission.PERIODS_CLOSE)}
    shown = months_of(choice.office, choice.year)
    context = {
        "choice": choice, "months": shown, "may_close": may_close, "waiting": sum(1 for month in shown if month.state == "open"),
        "closed": sum(1 for month in shown if month.state == "closed"),
    }  # fmt: skip
    return render(request, "desk/months.html", context)


def months_of(office: Office, year: int) -> list[Month]:
    """Every month of a year with its state and what became of earlier closings."""
    closings = list(MonthClosing.objects.filter(office=office, year=year).order_by("closed_at"))
    actors = {actor for one in closings for actor in (one.closed_by, one.reopened_by) if actor}
    names = dict(User.objects.filter(pk__in=actors).values_list("pk", "full_name"))
    today = office.local_day()
    found = []
    for number in range(1, 13):
        standing = next((one for one in closings if one.month == number and one.reopened_at is None), None)
        reopened = tuple(
            f"Dibuka kembali oleh {names.get(one.reopened_by or one.closed_by, 'pengguna')}: {one.reopen_reason}"
            for one in closings
            if one.month == number and one.reopened_at is not None
        )
        if standing is not None:
            closer = names.get(standing.closed_by, "pengguna")
            found.append(Month(number, month_name(year, number), "closed", standing.closed_at, closer, reopened))
            continue
        state: State = (
            "open"
            if (year, number) < (today.year, today.month)
            else "runs"
            if (year, number) == (today.year, today.month)
            else "ahead"
        )
        found.append(Month(number, month_name(year, number), state, reopened=reopened))
    return found
