"""The words all writers share, so that a report says the same in every format."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, date, datetime
from typing import Final, Literal

from ..document import Chart, Document

MONTHS: Final = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
UNTITLED: Final = "Tanpa judul"

OUTCOMES: Final[Mapping[Literal["holds", "explained", "fails", "not_applicable"], str]] = {
    "holds": "Sesuai",
    "explained": "Dijelaskan",
    "fails": "Tidak sesuai",
    "not_applicable": "Tidak berlaku",
}
DRAFT: Final = "DRAF"
DRAFT_LINE: Final = "Draf: belum ditandatangani, angka masih dapat berubah."
CONTENTS: Final = "Daftar isi"
CHECKS: Final = "Pemeriksaan"
NOTES: Final = "Catatan"
CREATOR: Final = "Bersinar"
CONTROL: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")


def long_date(day: date) -> str:
    """A date as a letter writes it: 28 Desember 2022."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def cutoff_line(document: Document) -> str:
    """What the figures cover: "Data per 28 Desember 2022"."""
    return f"Data {document.cutoff}"


def made_at(document: Document) -> datetime:
    """The moment stamped into the file."""
    return document.made_at or datetime.now(UTC)


def alternative(chart: Chart) -> str:
    """What stands for the picture where it is not seen; never nothing."""
    return chart.description.strip() or chart.caption.strip() or "Grafik"


def printable(text: str) -> str:
    """The text without control characters, which XML cannot carry."""
    return CONTROL.sub("", text)
