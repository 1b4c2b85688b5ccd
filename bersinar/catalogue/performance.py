"""The performance report (LKj): which words of people it asks for, and where they stand.

Its figures are never asked for: they are printed from the ledger. A place without words stays visibly empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum


class Chapter(StrEnum):
    """The chapters that hold words, in their order."""

    FRONT = "Bagian depan"
    GENERAL = "Bab I Gambaran umum"
    PLANNING = "Bab II Perencanaan kinerja"
    ACCOUNTING = "Bab III Akuntabilitas kinerja"
    CLOSING = "Bab IV Penutup"


@dataclass(frozen=True)
class Place:
    """One place for words: once a year, or once a year for each promised indicator."""

    code: str
    chapter: Chapter
    title: str
    asks: str
    per_indicator: bool = False
    is_needed: bool = True  # an empty one is told in the report


PREFACE, SUMMARY, LEGAL, TASKS, STAFF, ISSUES = "preface", "summary", "legal", "tasks", "staff", "issues"
STRATEGY, BANDS, FINANCE, CONCLUSION, ADVICE = "strategy", "bands", "finance", "conclusion", "advice"
CAUSES, ALTERNATIVES, EFFICIENCY, SUPPORT, NATIONAL = "causes", "alternatives", "efficiency", "support", "national"

PLACES: dict[str, Place] = {
    place.code: place
    for place in (
        Place(PREFACE, Chapter.FRONT, "Kata pengantar", "Pengantar kepala satuan kerja, satu atau dua alinea."),
        Place(SUMMARY, Chapter.FRONT, "Ikhtisar eksekutif", "Yang perlu dibaca bila hanya satu halaman yang dibaca. Angkanya dicetak di sampingnya."),
        Place(LEGAL, Chapter.GENERAL, "Latar belakang dan dasar hukum", "Mengapa laporan ini disusun dan peraturan yang mendasarinya."),
        Place(TASKS, Chapter.GENERAL, "Tugas, fungsi, dan susunan", "Apa tugas satuan kerja dan bagaimana susunannya."),
        Place(STAFF, Chapter.GENERAL, "Sumber daya manusia", "Berapa pegawai menurut bidang dan jabatan, tanpa nama."),
        Place(ISSUES, Chapter.GENERAL, "Isu strategis", "Keadaan dan tantangan yang dihadapi tahun itu."),
        Place(STRATEGY, Chapter.PLANNING, "Rencana strategis dan rencana kerja", "Tujuan dan sasaran yang diikuti, dan dari dokumen mana."),
        Place(CAUSES, Chapter.ACCOUNTING, "Penyebab keberhasilan atau kegagalan", "Mengapa hasilnya demikian.", per_indicator=True),
        Place(ALTERNATIVES, Chapter.ACCOUNTING, "Upaya dan alternatif perbaikan", "Apa yang sudah atau akan dilakukan.", per_indicator=True),
        Place(EFFICIENCY, Chapter.ACCOUNTING, "Efisiensi penggunaan sumber daya", "Bagaimana orang, waktu, dan anggaran dihemat atau terpakai.", per_indicator=True),
        Place(SUPPORT, Chapter.ACCOUNTING, "Program dan kegiatan penunjang", "Kegiatan yang menunjang, atau menghambat, hasil ini.", per_indicator=True),
        Place(NATIONAL, Chapter.ACCOUNTING, "Angka nasional", "Angka nasional atau standar yang dibandingkan, bila ada, dan sumbernya.", per_indicator=True, is_needed=False),
        Place(BANDS, Chapter.ACCOUNTING, "Kategori capaian", "Satu sebaris: batas bawah capaian dalam persen, titik dua, lalu sebutannya. Contoh: 91: Sangat tinggi. "
              "Tidak ada pita yang resmi di sini; tulis dasarnya.", is_needed=False),
        Place(FINANCE, Chapter.ACCOUNTING, "Akuntabilitas keuangan", "Penjelasan atas pagu dan realisasi anggaran."),
        Place(CONCLUSION, Chapter.CLOSING, "Simpulan", "Simpulan atas kinerja setahun."),
        Place(ADVICE, Chapter.CLOSING, "Rekomendasi dan langkah perbaikan", "Apa yang akan diperbaiki tahun berikutnya, dan oleh siapa."),
    )
}  # fmt: skip


@dataclass(frozen=True)
class AchievementBand:
    """One category of achievement: from `least` percent upward."""

    least: Decimal
    words: str


def read_bands(text: str) -> tuple[AchievementBand, ...]:
    """Categories as an office wrote them, the highest first. Raises ValueError with the sentence that mends it."""
    bands: dict[Decimal, AchievementBand] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        least, colon, words = (part.strip() for part in line.partition(":"))
        if not colon or not words:
            raise ValueError(
                f"Baris {number}: tulis batas bawahnya, titik dua, lalu sebutannya. Contoh: 91: Sangat tinggi."
            )
        try:
            limit = Decimal(least.rstrip("% ").replace(",", "."))
        except InvalidOperation:
            raise ValueError(f"Baris {number}: “{least}” bukan bilangan. Contoh: 91 atau 75,5.") from None
        if not limit.is_finite() or not 0 <= limit <= 1000:
            raise ValueError(f"Baris {number}: batas bawah antara 0 dan 1.000 persen.")
        if limit in bands:
            raise ValueError(f"Baris {number}: batas {least} sudah dipakai.")
        bands[limit] = AchievementBand(limit, words)
    if 0 not in bands:
        raise ValueError("Tambahkan satu baris yang dimulai dari 0, agar setiap capaian punya sebutan.")
    return tuple(bands[limit] for limit in sorted(bands, reverse=True))


def band_of(achievement: Decimal, bands: tuple[AchievementBand, ...]) -> str:
    """What an achievement is called; nothing where no categories were set."""
    return next((band.words for band in bands if achievement >= band.least), "")
