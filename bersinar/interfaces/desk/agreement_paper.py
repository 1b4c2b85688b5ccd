"""An agreement as a paper to read, file and sign by hand: its lines, both parties, and what addenda changed."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from bersinar.figures.reports.document import Bullets, Cell, Column, Document, Paragraph, Section, Table
from bersinar.figures.reports.writers import FILES, WRITERS, Format
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.periods.calendar import long_date
from bersinar.programmes.planning.models import Agreement, Party, RevisionLine, TargetLine


@needs(Permission.PLANNING_READ)
def agreement_paper(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The paper as PDF, or as DOCX."""
    rows = (
        Agreement.objects.visible_to(user_of(request)).select_related("office__parent").prefetch_related("signatures")
    )
    agreement: Agreement = get_object_or_404(rows, pk=pk)
    kind = request.GET.get("jenis", "pdf")
    if kind not in ("pdf", "docx") or agreement.is_cancelled:
        raise Http404
    form: Format = "docx" if kind == "docx" else "pdf"
    response = HttpResponse(WRITERS[form](paper_of(agreement)), content_type=FILES[form].mime)
    name = f"perjanjian-kinerja-{agreement.office.code}-{agreement.year}{FILES[form].extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def paper_of(agreement: Agreement) -> Document:
    """The agreement as a neutral document."""
    lines = list(TargetLine.objects.standing().filter(agreement=agreement))
    office = agreement.office
    return Document(
        title=f"Perjanjian Kinerja {agreement.year}", subtitle=agreement.number, office=office.official_name,
        period=f"Tahun {agreement.year}", cutoff=f"per {long_date(office.local_day())}", tagline="",
        sections=[
            Section("Target", [_targets(agreement, lines)]),
            *_addenda(agreement),
            Section("Para pihak", [Paragraph(_promise(agreement)), Bullets(_parties(agreement))]),
        ],
        draft=not agreement.is_sealed and agreement.signed_on is None,
    )  # fmt: skip


def _targets(agreement: Agreement, lines: list[TargetLine]) -> Table:
    columns = [
        Column("No.", "right"), Column("Sasaran"), Column("Indikator"), *(Column(f"TW {one}", "right") for one in ("I", "II", "III")),
        Column("Setahun", "right"), Column("Satuan"),
    ]  # fmt: skip
    rows = []
    for number, line in enumerate(lines, start=1):
        quarters = line.quarters_shown[:3] or ["–"] * 3
        rows.append(
            [Cell(str(number)), Cell(line.goal or "–"), Cell(line.wording or str(line)), *(Cell(said) for said in quarters),
             Cell(line.value_shown or "–"), Cell(line.unit_shown or "–")]
        )  # fmt: skip
    unnamed = sum(1 for line in lines if not line.indicator)
    note = f"{unnamed} indikator belum bernama dan tidak menghasilkan angka." if unnamed else ""
    return Table(f"Target {agreement.year}; triwulan dihitung sejak Januari", columns, rows, note=note)


def _addenda(agreement: Agreement) -> list[Section]:
    changed = (
        RevisionLine.objects.standing()
        .filter(revision__agreement=agreement, revision__in_force_on__isnull=False)
        .select_related("revision", "line").order_by("revision__number")
    )  # fmt: skip
    rows = [
        [Cell(f"Adendum {one.revision.number}, {long_date(one.revision.decided_on)}"), Cell(str(one.line)),
         Cell(one.before_shown or "–"), Cell(one.value_shown), Cell(one.revision.why)]
        for one in changed
    ]  # fmt: skip
    columns = [
        Column("Adendum"),
        Column("Indikator"),
        Column("Semula", "right"),
        Column("Menjadi", "right"),
        Column("Alasan"),
    ]
    return [Section("Perubahan", [Table("Perubahan target lewat adendum", columns, rows)])] if rows else []


def _promise(agreement: Agreement) -> str:
    above = agreement.office.parent
    to = f" kepada {above.official_name}" if above else ""
    return f"{agreement.office.official_name} menjanjikan target di atas{to} untuk tahun {agreement.year}."


def _parties(agreement: Agreement) -> list[str]:
    """Both parties: who signed here and when; else the names that the paper carries, or a line to be filled in."""
    signed, typed = agreement.signatures_standing, {Party.FIRST: agreement.signer, Party.SECOND: agreement.superior}
    told = []
    for party in Party:
        signature = signed.get(party)
        if signature is not None:
            said = f"{signature.name}, {signature.position}, ditandatangani {long_date(signature.signed_on)}"
        elif typed[party]:
            on = (
                f", ditandatangani {long_date(agreement.signed_on)}"
                if agreement.signed_on
                else ", belum ditandatangani"
            )
            said = f"{typed[party]}{on}"
        else:
            said = "belum ditandatangani"
        told.append(f"{party.label}: {said}.")
    return told
