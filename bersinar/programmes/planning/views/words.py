"""Pages of the words of a report."""

from __future__ import annotations

from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from ..actions import NARRATIVES, WORDS
from ..forms.words import NarrativeForm, ReportWordsForm
from ..models import Narrative, ReportWords
from .years import BY_YEAR


def _groups(words: ReportWords) -> str:
    said = ((title, ", ".join(label("section", one) for one in sections)) for title, sections in words.own_grouping)
    return "\n".join(title if title == sections else f"{title}: {sections}" for title, sections in said)


def _shortened(text: str) -> str:
    return text if len(text) <= 120 else f"{text[:117]}…"


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
