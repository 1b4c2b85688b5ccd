"""The letter in which an applicant for public information is answered. Made once the answer is written down."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind
from bersinar.foundation.periods.calendar import long_date

from .models import InformationRequest


def _not_answered(request: InformationRequest) -> str:
    return "" if request.answered_on else "Catat jawabannya dahulu, lalu buat suratnya."


def _known(request: InformationRequest, user: User) -> dict[str, Any]:
    """What the register knows; who asked is opened for the letter, and the reading written down."""
    who = request.applicant.open(by=user, purpose="surat jawaban") if request.applicant else ""
    decision, ground = label("information_decision", request.decision), label("information_ground", request.ground)
    return {
        "kepada": who, "perihal": "Jawaban permohonan informasi", "registrasi": request.number,
        "diterima": long_date(request.received_on), "informasi": request.topic,
        "keputusan": f"{decision} ({ground})" if request.ground else decision, "jawaban": request.answer,
    }  # fmt: skip


ANSWER = LetterKind(
    "jawaban-informasi", "Surat Jawaban Permohonan Informasi", layout=Layout.ADDRESSED,
    about=(
        About("cooperation.informationrequest", "cooperation:information_request", _known, unless=_not_answered),
    ),
    fields=(
        Field("kepada", "kepada siapa", "Pemohon Rekaan", long=True),
        Field("perihal", "perihal", "Jawaban permohonan informasi"),
        Field("lampiran", "lampiran", "1 (satu) berkas", required=False),
        Field("registrasi", "nomor registrasi", "PPID/001/III/2023/BNNK-CONTOH"),
        Field("diterima", "tanggal diterima", "14 Maret 2023"),
        Field("informasi", "informasi yang diminta", "jumlah kegiatan sosialisasi tahun 2022", long=True),
        Field("keputusan", "keputusan", "Diberikan seluruhnya"),
        Field("jawaban", "jawaban", "Rekapitulasi kegiatan terlampir.", long=True),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Menjawab permohonan informasi yang kami terima pada {{ diterima }}, kami sampaikan:"),
        Facts((
            ("Nomor registrasi", "{{ registrasi }}"), ("Informasi yang diminta", "{{ informasi }}"),
            ("Keputusan", "{{ keputusan }}"),
        )),
        Text("{{ jawaban }}"),
        Text("Bila Bapak/Ibu tidak puas dengan jawaban ini, keberatan dapat diajukan kepada kami secara tertulis menurut Undang-Undang Nomor 14 Tahun 2008."),
    ),
    make=Permission.COOPERATION_WRITE, read=Permission.COOPERATION_WRITE, pattern="PPID-J/{n:03}/{month}/{year}/{office}",
    explains="Jawaban tertulis kepada pemohon informasi publik.",
)  # fmt: skip
