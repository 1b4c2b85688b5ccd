"""Pages of this room."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.fields import EARLIEST
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, figure

from .actions import AGREEMENTS, LINES, NARRATIVES, WORDS
from .forms import AgreementForm, NarrativeForm, ReportWordsForm, TargetLineForm
from .models import Agreement, Narrative, ReportWords, TargetLine


def _years(user: User) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(timezone.localdate().year + 1, EARLIEST - 1, -1)]


def _of_year(rows: Any, chosen: str) -> Any:
    return rows.filter(year=chosen) if chosen.isdecimal() else rows


BY_YEAR = Filter("tahun", "Tahun", _years, narrow=_of_year)


def _lines_of(agreement: Agreement, user: User) -> dict[str, Any]:
    lines = list(agreement.lines.filter(cancelled_at__isnull=True))
    return {"lines": lines, "unnamed": sum(1 for line in lines if not line.indicator)}


def _of_agreement(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"agreement": request.GET.get("perjanjian")}


def _groups(words: ReportWords) -> str:
    said = ((title, ", ".join(label("section", one) for one in sections)) for title, sections in words.own_grouping)
    return "\n".join(title if title == sections else f"{title}: {sections}" for title, sections in said)


AGREEMENT = Pages(
    "planning", "agreement", "perjanjian-kinerja", Agreement, "perjanjian kinerja", "Perjanjian kinerja",
    explains="Apa yang dijanjikan untuk setahun. Capaian dihitung dari rekam, bukan ditulis di sini.",
    columns=(
        Column("Perjanjian", str, "year"), Column("Nomor", "number"),
        Column("Ditandatangani", "signed_on", "signed_on"), Column("Pihak kedua", "superior"),
    ),
    form=AgreementForm, verbs=AGREEMENTS, search=("number", "signer", "superior"), filters=(BY_YEAR,), order=("-year",),
    panels=(Panel("Perjanjian kinerja", ("year", "number", "signed_on", "signer", "superior", "note")),),
    detail_template="planning/agreement.html", extras=(_lines_of,), keeps_files=True,
    fragments=(figure("Hasil terhadap target", lambda agreement: agreement.year),),
)  # fmt: skip

LINE = Pages(
    "planning", "line", "target", TargetLine, "baris target", "Target",
    columns=(), form=TargetLineForm, verbs=LINES, select=("agreement",), has_list=False, initial=_of_agreement,
    panels=(
        Panel("Indikator", (
            "goal", ("Indikator", lambda line: line.named.title if line.named else "Belum bernama"), "wording",
        )),
        Panel("Target", (
            ("Target", lambda line: line.value_shown or "Belum ditetapkan"),
            ("Satuan", lambda line: line.unit_shown), "agreement",
        )),
    ),
    parent=lambda line: (str(line.agreement), reverse("planning:agreement", args=[line.agreement_id])),
)  # fmt: skip

NARRATIVE = Pages(
    "planning", "narrative", "naskah", Narrative, "naskah", "Naskah laporan",
    explains="Beberapa kalimat tiap bidang tentang tahunnya. Laporan mencetaknya di samping angka.",
    columns=(
        Column("Naskah", str, "section"), Column("Isi", lambda narrative: _shortened(narrative.text)),
        Column("Tahun", "year", "year"),
    ),
    form=NarrativeForm, verbs=NARRATIVES, search=("text",),
    filters=(BY_YEAR, Filter("section", "Bidang", lambda user: choices("section"))), order=("-year", "section"),
    panels=(Panel("Naskah", ("year", "section", "text")),),
)  # fmt: skip

WORDS_OF_REPORT = Pages(
    "planning", "words", "susunan-laporan", ReportWords, "susunan laporan", "Susunan laporan",
    explains="Semboyan laporan akhir tahun, dan menurut apa bagian-bagiannya disusun.",
    columns=(Column("Susunan", str, "year"), Column("Semboyan", "tagline"), Column("Menurut", "grouping")),
    form=ReportWordsForm, verbs=WORDS, search=("tagline",), filters=(BY_YEAR,), order=("-year",),
    panels=(Panel("Susunan laporan", ("year", "tagline", "grouping", ("Daftar sendiri", _groups), "footnotes")),),
)  # fmt: skip


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}…"
