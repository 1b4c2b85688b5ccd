"""What a case knows already, as its papers say it: the fields that several of them have, and how they are filled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import FilledFacts, Points, Rows, Text
from bersinar.foundation.letters.kinds import Column, Field
from bersinar.foundation.letters.models import EnforcementLetter
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.words import words

from ..models import Case, Suspect, standing, sums

LKN = Field("lkn", "nomor laporan kasus", "LKN/001/III/2023/CONTOH", required=False)
LKN_DAY = Field("tanggal_lkn", "tanggal laporan kasus", "14 Maret 2023", required=False)
GROUNDS = Field("dasar", "dasar", ("Laporan kasus LKN/001/III/2023/CONTOH tanggal 14 Maret 2023",), many=True)
OFFICERS = Field(
    "petugas", "petugas",
    (("Ipda Penyidik Contoh", "Penyidik"), ("Briptu Anggota Contoh", "Penyidik pembantu")),
    columns=(Column("nama", "nama dan pangkat"), Column("jabatan", "jabatan")),
)  # fmt: skip
NAME = Field("nama", "nama tersangka", "Tersangka Contoh")
CODE = Field("kode", "kode tersangka", "T-01")
NIK = Field("nik", "NIK", "0000000000000000", required=False)
SEX = Field("jenis_kelamin", "jenis kelamin", "Laki-laki")
BORN = Field("lahir", "tahun lahir", "1991", required=False)
NATION = Field("kewarganegaraan", "kewarganegaraan", "Indonesia")
ARTICLES = Field("pasal", "pasal yang disangkakan", "Pasal 114 ayat (1) UU 35/2009", required=False)
WHEN = Field("waktu", "hari, tanggal, dan jam", "Selasa, 14 Maret 2023, pukul 02.00 WIB")
WHERE = Field("lokasi", "tempat", "Kecamatan Contoh")
WITNESSES = Field(
    "saksi", "saksi",
    (("Saksi Satu Contoh", "Ketua RT"), ("Saksi Dua Contoh", "Warga")),
    columns=(Column("nama", "nama"), Column("pekerjaan", "pekerjaan atau jabatan")),
)  # fmt: skip
EXHIBITS = Field(
    "barang", "barang bukti",
    (("Sabu", "kristal", "12,5 gram", "13,1 gram"), ("Ekstasi", "tablet", "10 butir", "")),
    columns=(
        Column("nama", "nama"), Column("bentuk", "bentuk"), Column("jumlah", "jumlah bersih"), Column("kotor", "berat kotor"),
    ),
)  # fmt: skip

CODES = Field("kode_tersangka", "kode tersangka dalam berkas", "T-01, T-02", required=False)
TOTALS = Field("jumlah", "jumlah menurut zat dan satuan", ("Sabu: 12,5 gram (bersih)", "Ekstasi: 10 butir"), many=True)

CASE_FIELDS = (LKN, LKN_DAY)
SUSPECT_FIELDS = (NAME, CODE, NIK, SEX, BORN, NATION, ARTICLES)
CASE_FACTS = FilledFacts((("Laporan kasus", "lkn"), ("Tanggal laporan", "tanggal_lkn")))
SUSPECT_FACTS = FilledFacts(
    (
        ("Nama", "nama"), ("Kode berkas", "kode"), ("NIK", "nik"), ("Jenis kelamin", "jenis_kelamin"),
        ("Tahun lahir", "lahir"), ("Kewarganegaraan", "kewarganegaraan"), ("Pasal", "pasal"),
    )
)  # fmt: skip
OFFICER_ROWS = Rows("petugas", (("Nama dan pangkat", "nama"), ("Jabatan", "jabatan")))
WITNESS_ROWS = Rows("saksi", (("Nama", "nama"), ("Pekerjaan atau jabatan", "pekerjaan")))
EXHIBIT_ROWS = Rows("barang", (("Nama", "nama"), ("Bentuk", "bentuk"), ("Jumlah bersih", "jumlah"), ("Berat kotor", "kotor")))  # fmt: skip


EXHIBIT_LIST = (Text("Barang yang disita:"), EXHIBIT_ROWS, Text("Jumlah menurut zat dan satuan:"), Points("jumlah"))


def of_case(case: Case, user: User) -> dict[str, Any]:
    """Number, day, grounds, and the officer who writes."""
    return {
        "lkn": case.number, "tanggal_lkn": long_date(case.lkn_on) if case.lkn_on else "", "dasar": grounds(case, user),
        "petugas": [{"nama": user.full_name, "jabatan": "Penyidik"}], "lokasi": case.place.name,
    }  # fmt: skip


def grounds(case: Case, user: User) -> list[str]:
    """What a paper of this case rests on: the report, and the orders that are final already, in their order."""
    said = [f"Laporan kasus {case.number} tanggal {long_date(case.lkn_on)}"] if case.lkn_on else []
    orders = (
        EnforcementLetter.objects.visible_to(user)
        .filter(about_kind="enforcement.case", about_id=case.pk, kind__startswith="sprin-", state="final", cancelled_at=None)
        .select_related("number").order_by("day", "recorded_at")
    )  # fmt: skip
    return said + [
        f"{order.title} {order.number.text} tanggal {long_date(order.day)}" for order in orders if order.number
    ]


def of_suspect(suspect: Suspect, user: User) -> dict[str, Any]:
    """The case, and who it is: what lies sealed is opened for the letter, and the reading written down."""

    def read(name: str) -> str:
        sealed = getattr(suspect, name)
        return sealed.open(by=user, purpose="membuat surat perkara") if sealed is not None else ""

    return {
        **of_case(suspect.case, user), "nama": read("name"), "kode": suspect.code, "nik": read("nik"),
        "jenis_kelamin": label("sex", suspect.sex), "lahir": str(suspect.birth_year or ""),
        "kewarganegaraan": label("country", suspect.nationality), "pasal": words(suspect, "articles") or words(suspect, "charges"),
    }  # fmt: skip


def seized(case: Case) -> dict[str, Any]:
    """What was seized in a case, a row each, and the sums by substance and unit: computed, so that they add up."""
    exhibits = standing(case.exhibits.all())
    rows = [
        {
            "nama": label("substance", one.substance), "bentuk": label("exhibit_form", one.form) if one.form else "",
            "jumlah": "" if one.net is None else one.in_words, "kotor": one.gross_in_words,
        }
        for one in exhibits
    ]  # fmt: skip
    totals = [
        f"{substance}: {amount}{f' ({aspect})' if aspect else ''}" for substance, aspect, amount in sums(exhibits)
    ]
    return {"barang": rows, "jumlah": totals}


def nothing_seized(case: Case) -> str:
    """Why there can be no paper about what was seized in a case, or nothing."""
    return "" if standing(case.exhibits.all()) else "Catat dahulu barang buktinya; surat ini memuat daftarnya."


def changed(computed: Mapping[str, Any], values: Mapping[str, Any]) -> dict[str, str]:
    """The fields of a letter that no longer say what was computed, each with its sentence: for `About.faults`."""
    sentence = "Isian ini dihitung dari catatan. Kembalikan seperti semula, atau perbaiki catatannya."
    return {name: sentence for name, value in computed.items() if _told(values.get(name)) != _told(value)}


def _told(value: Any) -> Any:
    """A value without what is empty in it, as a form gives it back."""
    if isinstance(value, list):
        return [{k: v for k, v in one.items() if v} if isinstance(one, dict) else one for one in value]
    return [] if value is None else value


def not_as_seized(case: Case, values: Mapping[str, Any]) -> dict[str, str]:
    """The list of what was seized and its sums, where somebody typed over them."""
    return changed(seized(case), values)
