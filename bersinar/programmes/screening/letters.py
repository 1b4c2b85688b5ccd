"""The sheet that goes home with a pupil: what is asked, who learns the result, and what never follows from it.

No official form was found in a source: it is neutral, an office loads its own template.
"""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.letters.blocks import Facts, FilledFacts, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind, Signed
from bersinar.foundation.periods.calendar import long_date

from .models import GuardianConsents

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
