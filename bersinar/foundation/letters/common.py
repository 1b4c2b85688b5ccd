"""The fields that every letter has without being asked: office, letterhead, number, day, signatory, QR."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bersinar.foundation.offices.models import Head, Office
from bersinar.foundation.periods.calendar import long_date

from .kinds import COMMON_NAMES
from .letterheads import Heading

DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
NOBODY = "(belum ada penanda tangan)"


@dataclass(frozen=True)
class CommonField:
    """A common field as the page of templates lists it. `picture` is placed as an image, `many` is a list."""

    name: str
    words: str
    example: str
    picture: bool = False
    many: bool = False


COMMON: tuple[CommonField, ...] = (
    CommonField("kop", "Baris kop surat, satu per satu", "BADAN NARKOTIKA NASIONAL", many=True),
    CommonField("kontak_kop", "Alamat dan kontak pada kop surat", "Jalan Contoh Nomor 1"),
    CommonField("logo", "Logo pada kop surat", "gambar", picture=True),
    CommonField("kantor", "Nama resmi satuan kerja", "BNN Kabupaten Contoh"),
    CommonField("kantor_singkat", "Nama singkat satuan kerja", "BNNK Contoh"),
    CommonField("alamat_kantor", "Alamat satuan kerja", "Jalan Contoh Nomor 1"),
    CommonField("tempat", "Kota kedudukan, untuk tempat surat dibuat", "Contoh"),
    CommonField("judul", "Judul surat", "SURAT TUGAS"),
    CommonField("nomor", "Nomor surat dari buku nomor", "ST/001/III/2023/BNNK-CONTOH"),
    CommonField("tanggal", "Tanggal surat", "14 Maret 2023"),
    CommonField("hari", "Hari tanggal surat", "Selasa"),
    CommonField("penanda_tangan", "Nama penanda tangan dengan gelar, menurut tanggal surat", "Kepala Contoh, S.H."),
    CommonField("pangkat", "Pangkat penanda tangan", "AKBP"),
    CommonField("jabatan", "Jabatan penanda tangan, dengan Plt. atau Plh.", "Kepala BNN Kabupaten Contoh"),
    CommonField("qr", "Kode QR untuk melampirkan lembar bertanda tangan", "gambar", picture=True),
    CommonField("teks_qr", "Kalimat singkat di samping kode QR", "Pindai untuk melampirkan lembar bertanda tangan."),
)
assert {field.name for field in COMMON} == COMMON_NAMES
QR_WORDS = "Pindai untuk melampirkan lembar bertanda tangan."


def checked_by(code: str) -> str:
    """The words beside a QR that leads to the page on which a letter is checked, with the code for those who type it."""
    grouped = " ".join(code[start : start + 4] for start in range(0, len(code), 4))
    return f"Pindai untuk memeriksa surat ini. Kode: {grouped}"


def weekday(day: date) -> str:
    """ "Selasa"."""
    return DAYS[day.weekday()]


def common_values(
    *, office: Office, title: str, heading: Heading | None, number: str, day: date, head: Head | None
) -> dict[str, str | list[str]]:
    """The common fields of one letter, without its pictures. Without a letterhead its fields are empty."""
    return {
        "kop": list(heading.lines) if heading else [],
        "kontak_kop": heading.contact if heading else "",
        "kantor": office.official_name,
        "kantor_singkat": office.short_name,
        "alamat_kantor": office.address,
        "tempat": office.city,
        "judul": title.upper(),
        "nomor": number,
        "tanggal": long_date(day),
        "hari": weekday(day),
        "penanda_tangan": head.full_name if head else NOBODY,
        "pangkat": head.rank if head else "",
        "jabatan": head.full_position if head else "",
        "teks_qr": QR_WORDS,
    }


def common_examples() -> dict[str, str | list[str]]:
    """Examples of all of them that are no picture, for checking a template and for its preview."""
    return {
        field.name: [field.example, "BADAN NARKOTIKA NASIONAL KABUPATEN CONTOH"] if field.many else field.example
        for field in COMMON
        if not field.picture
    }
