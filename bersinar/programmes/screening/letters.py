"""The letters of this room: the sheet that goes home with a pupil, minutes of a session, what its institution is told.

None of them says how many reacted: what leaves openly is how many were tested and how many were not there.

No official form was found in a source: it is neutral, an office loads its own template.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, FilledFacts, Rows, Text
from bersinar.foundation.letters.common import weekday
from bersinar.foundation.letters.kinds import About, Column, Field, Layout, LetterKind, Signed
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.ui.numbers import write_number

from .models import GuardianConsents, UrineSession

_BOX = "[  ] ya   [  ] tidak"


def _filled(consents: GuardianConsents, user: User) -> dict[str, Any]:
    age = consents.office.minor_consents_from
    return {
        "sekolah": str(consents.institution),
        "masa": f"{long_date(consents.valid_from)} sampai {long_date(consents.valid_until)}",
        "kembali": consents.collected_by,
        "anak": f"Anak yang sudah berumur {age} tahun ikut menandatangani di samping walinya." if age else "",
    }


GUARDIAN_SHEET = LetterKind(
    "persetujuan-wali", "Surat Persetujuan Orang Tua atau Wali", needs_number=False, signed=Signed.NOBODY,
    no_scan="Lembar yang ditandatangani memuat nama anak. Serahkan kepada klinik; pindaiannya disimpan pada persetujuan walinya.",
    about=(About("screening.guardianconsents", "screening:guardian", _filled),),
    fields=(
        Field("sekolah", "sekolah atau instansi", "SMAN Contoh"),
        Field("masa", "masa berlaku", "1 Februari 2023 sampai 28 Februari 2023"),
        Field("kembali", "dikembalikan kepada", "Guru BK"),
        Field("anak", "keterangan untuk anak", "Anak yang sudah berumur 15 tahun ikut menandatangani.", required=False, long=True),
    ),
    body=(
        Text("Kepada orang tua atau wali siswa {{ sekolah }}. {{ kantor }} merencanakan tes urine. Anak hanya dites bila Anda menyetujui; menolak tidak berakibat apa pun bagi anak."),
        Facts((("Nama anak", "......................................................"), ("Kelas", "........................"), ("Hubungan dengan anak", "........................"), ("Masa berlaku", "{{ masa }}"))),
        Text("Saya menyetujui:", "heading"),
        Facts((("Anak saya dites satu kali", _BOX), ("Anak saya difoto saat kegiatan", _BOX), ("Hasilnya disampaikan kepada kepala sekolah dengan nama", _BOX))),
        Text("Hasil anak hanya diberitahukan kepada orang tua atau wali dan konselor. Sekolah menerima jumlah yang dites saja, kecuali Anda mencentang “ya” pada baris terakhir. Hasil tes bukan alasan untuk mengeluarkan anak dari sekolah."),
        FilledFacts((("Keterangan", "anak"), ("Dikembalikan kepada", "kembali"))),
        Facts((("Tanggal", "........................"), ("Nama jelas orang tua atau wali", "........................................"), ("Tanda tangan", "........................................"))),
        Text("Persetujuan ini dapat dicabut kapan saja sebelum tes. Lembarnya disimpan tertutup oleh klinik, lalu dimusnahkan. Lembar ini dibuat pada {{ tanggal }}."),
    ),
    make=Permission.SCREENING_WRITE, read=Permission.SCREENING_WRITE,
    explains="Lembar untuk dibawa pulang siswa dan ditandatangani walinya; digandakan tanpa nama.",
)  # fmt: skip


# --- of a session ----------------------------------------------------------------------------------------------------

_FOUND = re.compile(r"\b(reaktif|positif|negatif|terindikasi)\b", re.IGNORECASE)


def _number(count: int | None) -> str:
    return "belum dicatat" if count is None else f"{write_number(count)} orang"


def _of_session(session: UrineSession) -> dict[str, Any]:
    letter = session.request_letter
    if letter and session.requested_on:
        letter += f" tanggal {long_date(session.requested_on)}"
    return {
        "instansi": str(session.institution), "waktu": f"{weekday(session.held_on)}, {long_date(session.held_on)}",
        "permintaan": letter, "diundang": _number(session.invited) if session.invited is not None else "",
        "dites": _number(session.tested), "tidak_hadir": _number(session.absent) if session.absent is not None else "",
    }  # fmt: skip


def _minuted(session: UrineSession, user: User) -> dict[str, Any]:
    uses = list(session.kit_uses.filter(cancelled_at__isnull=True).select_related("lot"))
    kits = [
        {
            "alat": str(use.lot), "panel": label("urine_panel", use.lot.panel), "berlaku": long_date(use.lot.expires_on),
            "dipakai": write_number(use.used), "gagal": write_number(use.failed),
        }
        for use in uses
    ]  # fmt: skip
    return {**_of_session(session), "petugas": user.full_name, "alat": kits, "pengawas": _SUPERVISED}


def _answered(session: UrineSession, user: User) -> dict[str, Any]:
    known = _of_session(session)
    later = "Yang tidak hadir dapat dites kemudian pada waktu yang disepakati." if session.absent else ""
    return {
        **known, "kepada": f"Pimpinan {session.institution}", "perihal": "Pelaksanaan tes urine", "susulan": later,
    }  # fmt: skip


def _not_yet(session: UrineSession) -> str:
    if session.tested is None:
        return "Isi dahulu jumlah yang dites pada sesinya."
    return ""


def _says_found(session: UrineSession, values: Mapping[str, Any]) -> Mapping[str, str]:
    """Words of a result have no place in an open letter."""
    return {
        name: "Surat ini tidak memuat hasil. Hapus kata tentang hasil tes."
        for name, value in values.items()
        if _FOUND.search(str(value))
    }


def _about_session(fill: Any) -> tuple[About, ...]:
    return (About("screening.urinesession", "screening:session", fill, unless=_not_yet, faults=_says_found),)


_WHERE = (
    Field("instansi", "instansi", "Dinas Contoh"), Field("waktu", "hari dan tanggal", "Rabu, 10 Mei 2023"),
    Field("permintaan", "surat permintaan", "005/12/2023 tanggal 2 Mei 2023", required=False),
)  # fmt: skip
_PEOPLE = (
    Field("diundang", "diundang", "50 orang", required=False), Field("dites", "dites", "45 orang"),
    Field("tidak_hadir", "tidak hadir", "5 orang", required=False),
)  # fmt: skip
_TOLD = (
    Facts((("Instansi", "{{ instansi }}"), ("Hari, tanggal", "{{ waktu }}"))),
    FilledFacts((("Surat permintaan", "permintaan"), ("Diundang", "diundang"), ("Dites", "dites"), ("Tidak hadir", "tidak_hadir"))),
)  # fmt: skip

_SUPERVISED = "Pengambilan urine diawasi petugas yang sama jenis kelaminnya; pot diberi kode di depan orangnya."

MINUTES = LetterKind(
    "ba-tes-urine", "Berita Acara Tes Urine", about=_about_session(_minuted),
    fields=(
        *_WHERE, Field("lokasi", "tempat", "Aula Dinas Contoh", required=False), *_PEOPLE,
        Field(
            "alat", "alat tes yang dipakai", (("Alat Contoh lot A12", "6 parameter", "31 Desember 2023", "46", "1"),),
            columns=(
                Column("alat", "alat dan lot"), Column("panel", "panel"), Column("berlaku", "berlaku sampai"),
                Column("dipakai", "dipakai"), Column("gagal", "gagal"),
            ),
            required=False,
        ),
        Field("pengawas", "cara pengawasan", _SUPERVISED, long=True),
        Field("catatan", "kejadian lain", "Tidak ada.", required=False, long=True),
        Field("petugas", "petugas tes", "Ani Rekaan"), Field("saksi1", "saksi pertama", "Budi Rekaan"),
        Field("saksi2", "saksi kedua", "Citra Rekaan"),
    ),
    body=(
        Text("Pada hari ini telah dilaksanakan pengambilan dan tes urine dengan keterangan sebagai berikut:"), *_TOLD,
        FilledFacts((("Tempat", "lokasi"),)),
        Text("Alat tes:", "heading"),
        Rows("alat", (("Alat dan lot", "alat"), ("Panel", "panel"), ("Berlaku sampai", "berlaku"), ("Dipakai", "dipakai"), ("Gagal", "gagal"))),
        Text("Pengambilan:", "heading"), Text("{{ pengawas }}"),
        Text("{% if catatan %}Kejadian lain: {{ catatan }} {% endif %}Pot dan alat tes hanya diberi kode. Daftar kode dan orang disimpan instansi. Berita acara ini tidak memuat nama peserta dan tidak memuat hasil."),
    ),
    make=Permission.SCREENING_WRITE, read=Permission.SCREENING_READ, pattern="BA-TU/{n:03}/{month}/{year}/{office}",
    signed=Signed.THEMSELVES, signers=(("Petugas tes", "petugas"), ("Saksi", "saksi1"), ("Saksi", "saksi2")),
    explains="Pengambilan dan tes urine di satu instansi: jumlah orang, alat dan lotnya, pengawasan, saksi. Tanpa hasil.",
)  # fmt: skip

OUTCOME = LetterKind(
    "surat-tes-urine", "Surat Hasil Pelaksanaan Tes Urine", layout=Layout.ADDRESSED, about=_about_session(_answered),
    fields=(
        Field("kepada", "kepada siapa", "Kepala Dinas Contoh", long=True), Field("perihal", "perihal", "Pelaksanaan tes urine"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False), *_WHERE, *_PEOPLE,
        Field("susulan", "tentang yang tidak hadir", "Yang tidak hadir dapat dites kemudian pada waktu yang disepakati.", required=False, long=True),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("{% if permintaan %}Menindaklanjuti surat Bapak/Ibu nomor {{ permintaan }}, kami{% else %}Kami{% endif %} sampaikan bahwa tes urine telah dilaksanakan sebagai berikut:"),
        Facts((("Instansi", "{{ instansi }}"), ("Hari, tanggal", "{{ waktu }}"))),
        FilledFacts((("Diundang", "diundang"), ("Dites", "dites"), ("Tidak hadir", "tidak_hadir"))),
        Text("Hasil tiap orang bersifat rahasia: disampaikan langsung kepada orangnya, dan untuk anak kepada orang tua atau walinya. {% if susulan %}{{ susulan }} {% endif %}Atas kerja sama Bapak/Ibu, kami ucapkan terima kasih."),
    ),
    make=Permission.SCREENING_WRITE, read=Permission.SCREENING_READ, pattern="TU/{n:03}/{month}/{year}/{office}",
    explains="Balasan kepada instansi yang meminta tes: jumlah yang dites dan yang tidak hadir, tanpa hasil.",
)  # fmt: skip
