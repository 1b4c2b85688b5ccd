"""The reporting card (kartu lapor diri), as it is handed to whoever reported."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import Facts, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind
from bersinar.foundation.periods.calendar import long_date

from ..models import ReportingCard
from .opening import JENIS_KELAMIN, LAHIR, NAMA, identity, reader


def _filled(card: ReportingCard, user: User) -> dict[str, Any]:
    return {
        **identity(card.client, reader(user)), "nomor_kartu": card.number, "masa": str(card.period),
        "terbit": long_date(card.issued_on),
    }  # fmt: skip


REPORTING_CARD = LetterKind(
    "kartu-lapor-diri", "Kartu Lapor Diri", side=Side.TREATMENT, needs_number=False,
    about=(About("rehab.reportingcard", "rehab:card", _filled),),
    fields=(
        Field("nomor_kartu", "nomor kartu", "KLD-2023-001"), NAMA, LAHIR, JENIS_KELAMIN,
        Field("masa", "masa perawatan ke", "1"), Field("terbit", "terbit pada", "14 Maret 2023"),
    ),
    body=(
        Facts((("Nomor kartu", "{{ nomor_kartu }}"), ("Nama", "{{ nama }}"), ("Lahir", "{{ lahir }}"), ("Jenis kelamin", "{{ jenis_kelamin }}"), ("Masa perawatan ke", "{{ masa }}"), ("Terbit pada", "{{ terbit }}"))),
        Text("Pemegang kartu ini telah melaporkan diri dan menjalani asesmen. Kartu ini diterbitkan menurut Peraturan Pemerintah Nomor 25 Tahun 2011, berlaku untuk masa perawatan yang disebut, dan tidak dapat dipindahtangankan."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ,
    explains="Kartu untuk klien yang melapor diri, dengan nomor yang sudah diterbitkan.",
)  # fmt: skip
