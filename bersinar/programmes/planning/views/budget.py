"""Pages of the budget: lines with revisions and spending, a month of all lines on one page, and a year's sheet."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from bersinar.catalogue.arithmetic import rounded
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.money import rupiah
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.refusals import Refusal

from ..actions import BUDGET, REVISING, SPENDING, load_lines, spend_month
from ..forms.budget import BudgetLineForm, BudgetRevisionForm, MonthForm, SheetForm, SpendingForm
from ..models import BudgetLine, BudgetRevision, Spending
from ..models.budget import LEVELS, of_years
from ..sheet import read_sheet
from .years import BY_YEAR

WRITE = Permission.PLANNING_WRITE


def _budget(line: BudgetLine, user: User) -> dict[str, Any]:
    running, told = 0, []
    for one in line.standing_spendings:
        running += int(one.amount)
        told.append((one, MONTHS[one.month - 1], rupiah(one.amount), rupiah(running)))
    return {"revisions": line.standing_revisions, "spendings": told, "absorbed": absorbed(line.spent, line.ceiling)}


def absorbed(spent: int, ceiling: int) -> str:
    """ "62,50%"; a dash where there is nothing to spend."""
    return f"{write_number(rounded(Fraction(spent, ceiling) * 100, 2), 2)}%" if ceiling else "–"


BUDGET_LINE = Pages(
    "planning", "budget", "anggaran", BudgetLine, "baris anggaran", "Anggaran",
    explains="Pagu tiap baris, revisinya, dan realisasinya tiap bulan.",
    empty="Belum ada anggaran. Muat setahun sekaligus dari Excel, atau tambahkan baris demi baris.",
    columns=(
        Column("Baris", str), Column("Tahun", "year", "year"), Column("Sumber dana", "fund"),
        Column("Pagu", lambda line: rupiah(line.ceiling), number=True),
        Column("Realisasi", lambda line: rupiah(line.spent), number=True),
        Column("Serapan", lambda line: absorbed(line.spent, line.ceiling), number=True),
    ),
    form=BudgetLineForm, verbs=BUDGET, order=("-year", *LEVELS), prefetch=("revisions", "spendings"),
    select=("target__agreement",), search=LEVELS,
    filters=(BY_YEAR, Filter("fund", "Sumber dana", lambda user: choices("funding_source"))),
    panels=(
        Panel("Baris anggaran", ("year", *LEVELS)),
        Panel("Pagu", (
            ("Pagu sekarang", lambda line: rupiah(line.ceiling)), ("Pagu awal", lambda line: rupiah(line.amount)), "fund", "section",
            ("Target yang didukung", lambda line: str(line.target) if line.target else "Belum dihubungkan"),
        )),
    ),
    detail_template="planning/budget.html", extras=(_budget,), list_template="planning/budgets.html",
    list_extras=lambda user: {"year_now": timezone.localdate().year},
)  # fmt: skip


def _of_line(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"line": request.GET.get("baris")}


def _home(one: Any) -> tuple[str, str]:
    return str(one.line), reverse("planning:budget", args=[one.line_id])


BUDGET_REVISION = Pages(
    "planning", "budget_revision", "revisi-anggaran", BudgetRevision, "revisi anggaran", "Revisi anggaran", columns=(),
    form=BudgetRevisionForm, verbs=REVISING, select=("line",), has_list=False, initial=_of_line, parent=_home,
    panels=(Panel("Revisi", ("line", ("Revisi ke", lambda one: str(one.number)), "decided_on", "before", "amount", "why")),),
)  # fmt: skip

SPENDING_PAGES = Pages(
    "planning", "spending", "realisasi", Spending, "realisasi", "Realisasi", columns=(), form=SpendingForm, verbs=SPENDING,
    select=("line",), has_list=False, initial=_of_line, parent=_home,
    panels=(Panel("Realisasi", ("line", "month", ("Realisasi", lambda one: rupiah(one.amount)), "returned")),),
)  # fmt: skip


def _own_office(request: HttpRequest) -> Office:
    offices = user_of(request).offices_with(WRITE)
    if not offices:
        raise PermissionDenied
    return offices[0]


@needs(WRITE)
def budget_month(request: HttpRequest, year: int) -> HttpResponseBase:
    """What every line of a year spent in one month, on one page."""
    office, user = _own_office(request), user_of(request)
    if not 2000 <= year <= 2100:
        raise Http404
    lines = list(of_years(BudgetLine.objects.visible_to(user).filter(office=office), year))
    month = request.POST.get("month") or request.GET.get("bulan") or str(office.local_day().month)
    first: dict[str, Any] = {"month": month}
    for line in lines:
        for one in line.standing_spendings:
            if str(one.month) == month:
                first |= {f"amount_{line.pk.hex}": one.amount, f"returned_{line.pk.hex}": one.returned}
    form = MonthForm(request.POST or None, lines=lines, initial=first)
    if form.is_bound and form.is_valid():
        try:
            done = spend_month(
                office=office,
                by=user,
                month=form.cleaned_data["month"],
                amounts=form.amounts(),
                reason=form.cleaned_data["reason"],
            )
        except Refusal as refusal:
            bring_back(form, Refusal(refusal.code, refusal.sentence))
        else:
            messages.success(request, f"Realisasi {done} baris tersimpan." if done else "Tidak ada yang berubah.")
            return redirect(f"{BUDGET_LINE.url('list')}?tahun={year}")
    context = {
        "form": form,
        "year": year,
        "office": office,
        "lines": lines,
        "back": f"{BUDGET_LINE.url('list')}?tahun={year}",
    }
    return render(request, "planning/month.html", context, status=422 if form.is_bound else 200)


@needs(WRITE)
def budget_load(request: HttpRequest) -> HttpResponseBase:
    """Take in a year's budget from the cells of Excel, all rows or none."""
    office, user = _own_office(request), user_of(request)
    form = SheetForm(request.POST or None, request.FILES or None, initial={"year": office.local_day().year})
    if form.is_bound and form.is_valid():
        said = form.cleaned_data
        try:
            made = load_lines(office=office, by=user, year=said["year"], rows=read_sheet(said["text"], said["file"]))
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, f"{len(made)} baris anggaran dimuat.")
            return redirect(f"{BUDGET_LINE.url('list')}?tahun={said['year']}")
    context = {
        "form": form, "title": "Muat anggaran setahun", "back": BUDGET_LINE.url("list"), "verb": "Muat", "with_file": True,
        "lead": "Baris pertama memuat judul kolom: Program, Kegiatan, KRO, RO, Komponen, Sumber dana, Bidang, Pagu; boleh juga "
        "Januari sampai Desember untuk realisasinya. Semua baris dimuat, atau tidak satu pun.",
    }  # fmt: skip
    return render(request, "planning/act.html", context, status=422 if form.is_bound else 200)
