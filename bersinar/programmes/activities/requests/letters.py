"""The letters that answer a permohonan: one that accepts with a schedule, one that declines politely."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind
from bersinar.foundation.periods.calendar import long_date

from ..letters import when_of
from ..models import Request
from .ways import DECLINED, RECEIVED

_PERMOHONAN = Field("permohonan", "surat permohonan yang dijawab", "Nomor 421/07/SMP/2026, 5 Maret 2026")
_DIMINTA = Field("diminta", "yang diminta", "sosialisasi bahaya narkoba")
_NARAHUBUNG = Field("narahubung", "narahubung kantor ini", "Seksi P2M, telepon kantor", required=False)


def _asked(request: Request) -> dict[str, Any]:
    """What both letters know. Whom to call there stays sealed: a letter goes to the institution."""
    number = f"nomor {request.letter_number}" if request.letter_number else "tanpa nomor"
    day = f" tanggal {long_date(request.letter_on)}" if request.letter_on else ""
    return {
        "kepada": f"Pimpinan {request.institution.counted}", "perihal": f"Jawaban permohonan {request.topic}"[:200],
        "permohonan": f"{number}{day}", "diminta": label("request_kind", request.asks).lower(),
    }  # fmt: skip


def _accepted(request: Request) -> dict[str, Any]:
    activity = request.activity
    when = when_of(activity) if activity else ""
    return {**_asked(request), "waktu": when, "lokasi": activity.venue if activity else ""}


def _not_scheduled(request: Request) -> str:
    if request.stage in (RECEIVED, DECLINED):
        return "Jadwalkan permohonannya dahulu; surat ini menyebut waktunya."
    return ""


def _not_declined(request: Request) -> str:
    return "" if request.stage == DECLINED else "Surat ini hanya untuk permohonan yang ditolak."


ACCEPTING = LetterKind(
    "jawab-permohonan", "Surat Jawaban Permohonan", layout=Layout.ADDRESSED,
    about=(
        About("activities.request", "activities:request", lambda request, user: _accepted(request), unless=_not_scheduled),
    ),
    fields=(
        Field("kepada", "kepada siapa", "Pimpinan SMPN Contoh", long=True),
        Field("perihal", "perihal", "Jawaban permohonan sosialisasi"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        _PERMOHONAN, _DIMINTA,
        Field("waktu", "hari, tanggal, dan jam", "Selasa, 14 Maret 2026, pukul 09.00 WIB"),
        Field("lokasi", "tempat", "Aula SMPN Contoh", required=False),
        Field("persiapan", "yang perlu disiapkan pemohon", "Ruang, pengeras suara, dan daftar hadir.", required=False, long=True),
        _NARAHUBUNG,
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Menjawab surat Bapak/Ibu {{ permohonan }}, dengan ini kami sampaikan bahwa permohonan {{ diminta }} dapat kami penuhi pada:"),
        Facts((("Waktu", "{{ waktu }}"), ("Tempat", "{{ lokasi }}"))),
        Text("{% if persiapan %}Mohon disiapkan: {{ persiapan }} {% endif %}{% if narahubung %}Keterangan lebih lanjut dapat diperoleh dari {{ narahubung }}. {% endif %}Atas perhatian dan kerja samanya, kami ucapkan terima kasih."),
    ),
    make=Permission.ACTIVITIES_WRITE, read=Permission.ACTIVITIES_READ, pattern="B/{n:03}/{month}/{year}/{office}",
    series="surat-biasa", explains="Menerima permohonan dengan hari dan tempatnya.",
)  # fmt: skip

DECLINING = LetterKind(
    "tolak-permohonan", "Surat Penolakan Permohonan", layout=Layout.ADDRESSED,
    about=(
        About(
            "activities.request", "activities:request",
            lambda request, user: {**_asked(request), "alasan": request.declined_why}, unless=_not_declined,
        ),
    ),
    fields=(
        Field("kepada", "kepada siapa", "Pimpinan SMPN Contoh", long=True),
        Field("perihal", "perihal", "Jawaban permohonan sosialisasi"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        _PERMOHONAN, _DIMINTA,
        Field("alasan", "alasan", "Pada hari yang diminta seluruh petugas bertugas di tempat lain.", long=True),
        Field("saran", "jalan lain yang ditawarkan", "Permohonan dapat diajukan lagi untuk bulan berikutnya.", required=False, long=True),
        _NARAHUBUNG,
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Terima kasih atas surat Bapak/Ibu {{ permohonan }} dan kepercayaan kepada kami. Dengan menyesal kami sampaikan bahwa permohonan {{ diminta }} belum dapat kami penuhi. {{ alasan }}"),
        Text("{% if saran %}{{ saran }} {% endif %}{% if narahubung %}Keterangan lebih lanjut dapat diperoleh dari {{ narahubung }}. {% endif %}Atas pengertian Bapak/Ibu, kami ucapkan terima kasih."),
    ),
    make=Permission.ACTIVITIES_WRITE, read=Permission.ACTIVITIES_READ, pattern="B/{n:03}/{month}/{year}/{office}",
    series="surat-biasa", explains="Menolak permohonan dengan sopan, dengan alasan dan jalan lain.",
)  # fmt: skip
