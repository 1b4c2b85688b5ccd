"""Monthly reports: the page of one with its steps, what it says, what stands out in it, and its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any, cast
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.models import Report
from bersinar.figures.monthly.actions import REPORTS, may_review, may_submit, reviewed
from bersinar.figures.monthly.changes import changes_of
from bersinar.figures.monthly.deadlines import due_on
from bersinar.figures.monthly.document import changes_block, monthly
from bersinar.figures.monthly.oddities import Oddity, oddities
from bersinar.figures.monthly.ways import MONTHLY_WAY
from bersinar.figures.reports.document import Document, Section
from bersinar.figures.reports.writers import FILES, WRITERS, Format
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter
from bersinar.foundation.ui.steps import WayPages

from .monthly_forms import STEPS, ReportForm
from .remarks import remarks_of
from .rooms import pages_of

_FILES: tuple[Format, ...] = ("pdf", "docx", "xlsx")


class MonthlyPages(WayPages):
    """One office hands in, the office above decides: whose step it is, is asked of each step."""

    def may_step(self, user: User, record: Any, code: str) -> bool:
        if code in ("submit", "withdraw"):
            return may_submit(user, record.office)
        return may_review(user, record.office)

    def may_write(self, user: User, record: Any) -> bool:
        return super().may_write(user, record) and not record.is_handed_in


def _steps(report: Report, user: User) -> tuple[Step, ...]:
    return MONTHLY_WAY.open_steps(report.stage, reviewed(report))


def _drawn(report: Report) -> list[Mark]:
    return MONTHLY_WAY.drawn(report.stage, {"draft", "submitted"})


def _of_report(report: Report, user: User) -> dict[str, Any]:
    """What the page tells beside the way: the term, the remarks, the files."""
    due = due_on(report.year, report.month)
    waiting = report.stage in ("draft", "returned")
    return {
        **MONTHLY.of_way(report, user), "due": due, "is_late": waiting and due < report.office.local_day(),
        "waits_for_answers": waiting and reviewed(report).unanswered, "remarks": remarks_of(report, user),
        "may_remark": report.stage == "submitted" and may_review(user, report.office),
        "forms": [(form, FILES[form].title) for form in _FILES],
    }  # fmt: skip


def _initial(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"year": request.GET.get("tahun"), "month": request.GET.get("bulan")}


def _mark(report: Report) -> str:
    return {"accepted": "ok", "returned": "warn"}.get(report.stage, "")


MONTHLY = MonthlyPages(
    "desk", "monthly_report", "laporan-bulanan/kantor", Report, "laporan bulanan", "Daftar laporan bulanan",
    explains="Setiap laporan bulanan dengan tahapnya. Rekapnya per kantor dan bulan ada pada halaman Laporan bulanan.",
    empty="Belum ada laporan bulanan. Buat yang pertama dari bulan yang sudah berakhir.",
    columns=(
        Column("Laporan", str), Column("Tahun", "year", "year"), Column("Bulan", "month", "month"),
        Column("Tahap", "stage", "stage", mark=_mark), Column("Dikirim", "submitted_on", "submitted_on"),
    ),
    form=ReportForm, verbs=REPORTS, order=("-year", "-month"), can_create=True, initial=_initial,
    filters=(
        Filter("tahap", "Tahap", lambda user: MONTHLY_WAY.choices(), field="stage"),
        Filter("bulan", "Bulan", lambda user: [(str(at), name) for at, name in enumerate(MONTHS, 1)], field="month"),
        Filter(
            "tahun", "Tahun", lambda user: [(str(at), str(at)) for at in range(date.today().year, date.today().year - 8, -1)],
            field="year",
        ),
    ),
    panels=(),
    detail_template="desk/monthly_report.html", extras=(_of_report,), step_forms=STEPS, steps_of=_steps, drawn=_drawn,
    says={
        "figures.begin_report": "dibuat", "figures.submit_report": "dikirim", "figures.withdraw_report": "ditarik kembali",
        "figures.accept_report": "diterima", "figures.return_report": "dikembalikan", "figures.reopen_report": "dibuka kembali",
        "report.download": "diunduh",
    },
)  # fmt: skip


def _report(request: HttpRequest, pk: UUID) -> Report:
    rows = Report.objects.visible_to(user_of(request)).select_related("office")
    return cast(Report, get_object_or_404(rows, pk=pk))


def document_of(report: Report) -> Document:
    """The report as everybody gets it, whichever side asks."""
    with side(""):
        return monthly(report)


@needs(Permission.FIGURES_READ)
def preview(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What the report says, as a part of its page."""
    return HttpResponse(fragment(document_of(_report(request, pk)), level=3, links=False))


@needs(Permission.FIGURES_READ)
def since(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What changed in the report's own month since it was handed in, as a part of its page."""
    report = _report(request, pk)
    last = report.submissions.order_by("-number").first()
    if last is None:
        raise Http404
    with side(""):
        table = changes_block(changes_of(last))
    if table is None:
        return HttpResponse('<p class="muted">Tidak ada angka yang berubah sejak laporan ini dikirim.</p>')
    document = document_of(report)
    told = Document(
        document.title, "", document.office, document.period, document.cutoff, "", [Section("Perubahan", [table])], draft=False
    )  # fmt: skip
    return HttpResponse(fragment(told, level=3, links=False))


@dataclass(frozen=True)
class Named:
    """A record that an oddity speaks of, for one who may see it."""

    title: str
    url: str
    query: str


@dataclass(frozen=True)
class Listed:
    """An oddity as the page lists it."""

    words: str
    query: str
    records: tuple[Named, ...]


@needs(Permission.FIGURES_READ)
def stands_out(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """What stands out in the month, as a part of the page: for the office before it sends, for the reviewer after."""
    report, user = _report(request, pk), user_of(request)
    with side(""):
        found = oddities(report.office, report.year, report.month)
    may_remark = report.stage == "submitted" and may_review(user, report.office)
    context = {"report": report, "rows": [_listed(one, user) for one in found], "may_remark": may_remark}
    return render(request, "desk/monthly_oddities.html", context)


_MOST_NAMED = 6


def _listed(one: Oddity, user: User) -> Listed:
    by_kind: dict[str, list[UUID]] = {}
    for seen in one.records:
        by_kind.setdefault(seen.record_kind, []).append(seen.record_id)
    named = []
    for kind, ids in by_kind.items():
        pages: Any = pages_of(kind)
        if pages is None:
            continue
        rows = (
            pages.model.objects.visible_to(user)
            .filter(pk__in=ids[:_MOST_NAMED])
            .select_related("office", *pages.select)
        )
        named += [Named(str(row), pages.url("", row.pk), f"jenis={kind}&rekam={row.pk}") for row in rows]
    return Listed(one.words, f"angka={one.indicator}" if one.indicator in INDICATORS else "", tuple(named))


@needs(Permission.FIGURES_READ)
def file(request: HttpRequest, pk: UUID, form: str) -> HttpResponseBase:
    """The report as a file, written down before it leaves."""
    report = _report(request, pk)
    if form not in _FILES:
        raise Http404
    kind = FILES[form]
    content = WRITERS[form](document_of(report))
    note(
        office=report.office, by=user_of(request),
        line=Line("report.download", "figures.report", report.pk, changes={"bentuk": form.upper()}),
    )  # fmt: skip
    response = HttpResponse(content, content_type=kind.mime)
    name = f"laporan-bulanan-{report.office.code}-{report.year}-{report.month:02}{kind.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
