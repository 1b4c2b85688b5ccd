"""The year-end report: checks and their explanations, preview, files made in the background, the factor set."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from bersinar.figures.models import FactorChoice, FactorSet, ReportFile, ReportKind
from bersinar.figures.reports import actions
from bersinar.figures.reports.checks import run_checks
from bersinar.figures.reports.masters import master_in_force
from bersinar.figures.reports.slides import QUARTERS, ended_quarters
from bersinar.figures.reports.tasks import report_of
from bersinar.figures.reports.writers import FILES, FileKind, Format
from bersinar.figures.reports.writers.html import fragment
from bersinar.figures.reports.writers.words import OUTCOMES
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal

from .choosing import Choice, choose

PILLS = {"holds": "pill-ok", "explained": "pill-info", "fails": "pill-bad", "not_applicable": ""}
# Where the files of each kind of report are listed and asked for.
_FILES_AT = {
    ReportKind.YEAR_END: ("desk:report", "desk:report_files", "desk:report_ask"),
    ReportKind.PERFORMANCE: ("desk:performance", "desk:performance_files", "desk:performance_ask"),
}
_NAMES = {ReportKind.YEAR_END: "catatan-akhir-tahun", ReportKind.PERFORMANCE: "laporan-kinerja"}
_HINTS = {
    ReportKind.YEAR_END: "PDF untuk dicetak, Word untuk disunting, Excel berisi lampiran fakta.",
    ReportKind.PERFORMANCE: "PDF untuk dicetak, Word untuk disunting, Excel berisi tabel-tabelnya.",
}
_SLIDES = "pptx"
# A worker that died leaves its file unfinished: after this the page says so and offers to ask again.
PATIENCE = timedelta(minutes=10)


@dataclass(frozen=True)
class Asked:
    """A file that was asked for, in words."""

    id: UUID
    title: str
    state: str
    url: str

    @property
    def is_waiting(self) -> bool:
        return self.state in (ReportFile.State.WAITING, ReportFile.State.MAKING)


@dataclass(frozen=True)
class Files:
    """The files of one report that a user asked for."""

    rows: Sequence[Asked]

    @property
    def is_waiting(self) -> bool:
        return any(one.is_waiting for one in self.rows)


@needs(Permission.FIGURES_READ)
def report(request: HttpRequest) -> HttpResponseBase:
    """The report of an office and a year. Its preview is fetched by the page: it may take longer than a second."""
    return _page(request, choose(request))


def _page(
    request: HttpRequest, choice: Choice, problem: dict[str, str] | None = None, typed: str = "", status: int = 200
) -> HttpResponse:
    user = user_of(request)
    checks = run_checks(choice.coverage, choice.year)
    may = {
        p: choice.office.pk in {held.pk for held in user.offices_with(p)}
        for p in (Permission.REPORT_WRITE, Permission.REPORT_SIGN)
    }
    context: dict[str, Any] = {
        "choice": choice, "checks": [(check, OUTCOMES[check.outcome], PILLS[check.outcome]) for check in checks],
        "failing": sum(1 for check in checks if check.outcome == "fails"), "may_explain": may[Permission.REPORT_WRITE],
        "may_sign": may[Permission.REPORT_SIGN], "problem": problem or {}, "typed": typed, "query": query_of(choice),
        **files_context(request, choice, ReportKind.YEAR_END), "quarters": [(one, QUARTERS[one - 1]) for one in ended_quarters(choice.coverage, choice.year)],
        "own_master": master_in_force(choice.office),
        "factor_sets": list(FactorSet.objects.all()),
        "factor_choice": FactorChoice.objects.filter(office=choice.office, year=choice.year).select_related("factor_set").first(),
    }  # fmt: skip
    return render(request, "desk/report.html", context, status=status)


def query_of(choice: Choice) -> str:
    """Office, year and coverage as an address carries them."""
    return urlencode({"kantor": choice.office.code, "tahun": choice.year, "cakupan": choice.cover})


def _back(choice: Choice, kind: ReportKind = ReportKind.YEAR_END) -> str:
    return f"{reverse(_FILES_AT[kind][0])}?{query_of(choice)}"


@needs(Permission.FIGURES_READ)
def preview(request: HttpRequest) -> HttpResponseBase:
    """The report as a part of the page."""
    choice = choose(request)
    return HttpResponse(fragment(report_of(choice.coverage, choice.year, with_annex=False), level=3))


@require_POST
@needs(Permission.REPORT_WRITE)
def explain(request: HttpRequest, check_code: str) -> HttpResponseBase:
    """Write down why a failing check may stand."""
    choice, text = choose(request), request.POST.get("text", "")
    try:
        actions.explain_check(
            office=choice.office, year=choice.year, check_code=check_code, text=text, by=user_of(request)
        )
    except Refusal as refusal:
        if refusal.status != 422:
            raise
        return _page(request, choice, {check_code: refusal.sentence}, text, status=422)
    messages.success(request, "Penjelasan tersimpan dan ikut tercetak dalam laporan.")
    return redirect(f"{_back(choice)}#pemeriksaan")


@require_POST
@needs(Permission.REPORT_SIGN)
def factors(request: HttpRequest) -> HttpResponseBase:
    """Choose the factor set of a year."""
    choice, chosen = choose(request), request.POST.get("factor_set", "")
    try:
        actions.choose_factors(
            office=choice.office, year=choice.year, factor_set=UUID(chosen) if chosen else None, by=user_of(request),
            printed=request.POST.get("printed") == "on",
        )  # fmt: skip
    except ValueError as error:
        raise Http404 from error
    messages.success(
        request, "Set faktor tersimpan." if chosen else "Set faktor dilepas; perkiraan tidak lagi dihitung."
    )
    return redirect(f"{_back(choice)}#faktor")


# --- files -----------------------------------------------------------------------------------------------------------


@require_POST
@needs(Permission.FIGURES_READ)
def ask(request: HttpRequest, kind: ReportKind = ReportKind.YEAR_END) -> HttpResponseBase:
    """Ask for a file. With htmx the list of files comes back; without, the page."""
    choice, problem = choose(request), ""
    quarter = request.POST.get("quarter", "")
    if quarter not in ("", "1", "2", "3", "4"):
        raise Http404
    try:
        actions.ask_for_file(
            office=choice.office,
            year=choice.year,
            coverage=choice.cover,
            form=request.POST.get("form", ""),
            kind=kind,
            quarter=int(quarter) if quarter else None,
            by=user_of(request),
        )
    except Refusal as refusal:
        problem = refusal.sentence
    if request.headers.get("HX-Request"):
        return _files(request, choice, kind, problem)
    if problem:
        messages.error(request, problem)
    return redirect(f"{_back(choice, kind)}#berkas")


@needs(Permission.FIGURES_READ)
def files(request: HttpRequest, kind: ReportKind = ReportKind.YEAR_END) -> HttpResponseBase:
    """The files this user asked for of this report; while one is being made, the page asks again."""
    return _files(request, choose(request), kind)


def _files(request: HttpRequest, choice: Choice, kind: ReportKind, problem: str = "") -> HttpResponse:
    context = {**files_context(request, choice, kind), "query": query_of(choice), "problem_of_files": problem}
    return render(request, "desk/report_files.html", context)


def files_context(request: HttpRequest, choice: Choice, kind: ReportKind) -> dict[str, Any]:
    """What a page needs to offer a report's files: their forms, and those that this user asked for."""
    _, listed, asked = _FILES_AT[kind]
    return {
        "files": asked_by(request, choice, kind), "files_hint": _HINTS[kind], "files_url": reverse(listed), "ask_url": reverse(asked),
        "forms": [(form, FILES[form].title) for form in actions.FORMS_OF[kind] if form != _SLIDES],
    }  # fmt: skip


def asked_by(request: HttpRequest, choice: Choice, kind: ReportKind) -> Files:
    """This user's files of this report, office, year and coverage."""
    wanted = (kind, choice.office.pk, choice.year, choice.cover)
    kept = actions.files_of(user_of(request))
    return Files([_asked(one) for one in kept if (one.kind, one.office_id, one.year, one.coverage) == wanted])


def _asked(kept: ReportFile) -> Asked:
    title = _kind(kept).title + (f", triwulan {QUARTERS[kept.quarter - 1]}" if kept.quarter else "")
    return Asked(kept.pk, title, _state(kept), reverse("desk:report_file", args=[kept.pk]))


def _kind(kept: ReportFile) -> FileKind:
    return FILES[cast(Format, kept.form)]


def _state(asked: ReportFile) -> str:
    unfinished = asked.state in (ReportFile.State.WAITING, ReportFile.State.MAKING)
    return ReportFile.State.FAILED if unfinished and timezone.now() - asked.asked_at > PATIENCE else asked.state


@needs(Permission.FIGURES_READ)
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A ready file, for the one who asked."""
    kept = actions.fetch(file_id=pk, by=user_of(request))
    if kept is None or kept.content is None:
        raise Http404
    kind = _kind(kept)
    response = HttpResponse(bytes(kept.content), content_type=kind.mime)
    title = f"laporan-triwulan-{kept.quarter}" if kept.quarter else _NAMES[ReportKind(kept.kind)]
    name = f"{title}-{kept.office.code}-{kept.year}{'' if kept.coverage == 'tree' else '-sendiri'}{kind.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
