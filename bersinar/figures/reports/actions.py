"""What is done around a report: explaining a failing check, choosing the factor set, asking for a file, fetching it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Final
from uuid import UUID

from django.db.models import QuerySet
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from ..indicators.evaluate import Coverage
from ..models import CheckExplanation, FactorChoice, FactorSet, ReportFile, ReportKind
from .checks import CHECKS
from .slides import ended_quarters
from .writers import Format

KEPT = timedelta(days=1)
MOST_WAITING = 10
# The forms in which each report may be asked for.
FORMS_OF: Final[Mapping[str, tuple[Format, ...]]] = {
    ReportKind.YEAR_END: ("html", "pdf", "docx", "xlsx", "txt", "pptx"),
    ReportKind.PERFORMANCE: ("pdf", "docx", "xlsx", "html"),
}


def _ask(by: User, permission: Permission, office: Office) -> None:
    """These are done by people of the office itself, never from above."""
    if office.pk not in {held.pk for held in by.offices_with(permission)}:
        raise Forbidden()


def explain_check(*, office: Office, year: int, check_code: str, text: str, by: User) -> CheckExplanation:
    """Write down why a failing check may stand; it is printed with the report."""
    _ask(by, Permission.REPORT_WRITE, office)
    text = " ".join(text.split())
    if check_code not in CHECKS:
        raise Refusal("check_unknown", "Pemeriksaan ini tidak dikenal.")
    if len(text) < 10:
        raise Refusal(
            "explanation_short", "Tuliskan penjelasan dalam satu kalimat.", fields={"text": "Tuliskan satu kalimat."}
        )
    if len(text) > 600:
        raise Refusal(
            "explanation_long", "Penjelasan paling banyak 600 huruf.", fields={"text": "Paling banyak 600 huruf."}
        )
    with writing():
        kept, _ = CheckExplanation.objects.update_or_create(
            office=office,
            year=year,
            check_code=check_code,
            defaults={"text": text, "written_at": timezone.now(), "written_by": by.id},
        )
        changes = {"tahun": year, "pemeriksaan": CHECKS[check_code][0], "penjelasan": text}
        note(office=office, by=by, line=Line("report.explain_check", "figures.checkexplanation", None, changes=changes))
    return kept


def choose_factors(*, office: Office, year: int, factor_set: UUID | None, by: User, printed: bool = False) -> None:
    """Choose the factor set for a year's estimate of people saved, or none: then the estimate does not exist.

    Whether a report prints it is the signatory's to say, with the choice; the sentence then names set and basis.
    """
    _ask(by, Permission.REPORT_SIGN, office)
    chosen = FactorSet.objects.filter(pk=factor_set).first() if factor_set else None
    if factor_set and chosen is None:
        raise Refusal("factor_set_unknown", "Set faktor ini tidak dikenal. Pilih dari daftar.")
    with writing():
        if chosen is None:
            FactorChoice.objects.filter(office=office, year=year).delete()
        else:
            defaults = {"factor_set": chosen, "printed": printed, "chosen_at": timezone.now(), "chosen_by": by.id}
            FactorChoice.objects.update_or_create(office=office, year=year, defaults=defaults)
        changes = {"tahun": year, "set": chosen.name if chosen else "tidak ada", "dicetak": bool(chosen) and printed}
        note(office=office, by=by, line=Line("report.choose_factors", "figures.factorchoice", None, changes=changes))


def ask_for_file(
    *, office: Office, year: int, coverage: str, form: str, by: User, kind: str = ReportKind.YEAR_END, quarter: int | None = None
) -> ReportFile:  # fmt: skip
    """Ask for a report as a file. It is made in the background and kept for a day, for the one who asked.

    A quarter, once it has ended, is told by slides alone.
    """
    from .tasks import make_report_file

    if office.pk not in by.scope(Permission.FIGURES_READ):
        raise Forbidden()
    if form not in FORMS_OF.get(kind, ()) or coverage not in ("tree", "own"):
        raise Refusal("form_unknown", "Bentuk berkas ini tidak dikenal. Pilih dari daftar.")
    if quarter is not None and (form != "pptx" or quarter not in ended_quarters(Coverage(office), year)):
        raise Refusal("quarter_open", "Triwulan ini belum berakhir. Pilih yang sudah lewat, atau setahun.")
    if waiting(by).count() >= MOST_WAITING:
        raise Refusal("too_many_files", "Masih banyak berkas yang sedang dibuat. Tunggu sampai selesai.", status=429)
    with writing():
        asked = ReportFile.objects.create(
            office=office,
            kind=kind,
            year=year,
            quarter=quarter,
            coverage=coverage,
            form=form,
            asked_by=by,
            asked_at=timezone.now(),
        )
    make_report_file.enqueue(str(asked.pk))
    return asked


def files_of(by: User) -> list[ReportFile]:
    """The files that a user asked for and that still stand, the latest first; without their content."""
    return list(
        ReportFile.objects.filter(asked_by=by, asked_at__gt=timezone.now() - KEPT)
        .defer("content")
        .select_related("office")
    )


def waiting(by: User) -> QuerySet[ReportFile]:
    """The files a user still waits for."""
    states = (ReportFile.State.WAITING, ReportFile.State.MAKING)
    return ReportFile.objects.filter(asked_by=by, asked_at__gt=timezone.now() - KEPT, state__in=states)


def fetch(*, file_id: UUID, by: User) -> ReportFile | None:
    """A ready file for the one who asked for it, written down before it leaves; None for anybody else, and after a day."""
    found = ReportFile.objects.filter(
        pk=file_id, asked_by=by, asked_at__gt=timezone.now() - KEPT, state=ReportFile.State.READY
    )
    kept = found.select_related("office").first()
    if kept is None or kept.office_id not in by.scope(Permission.FIGURES_READ):
        return None
    changes = {"laporan": kept.get_kind_display(), "tahun": kept.year, "bentuk": kept.form.upper()}
    if kept.quarter:
        changes["triwulan"] = kept.quarter
    note(office=kept.office, by=by, line=Line("report.download", "figures.reportfile", kept.pk, changes=changes))
    return kept
