"""The letter itself: filled in from the visit, checked by whoever is handed it.

Its becoming final is what issues it: the visit is then told, and the public page knows it. Where it is cancelled, the
page no longer does.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind
from bersinar.foundation.periods.calendar import long_date

from .issuing import issue, why_no_letter, withdraw
from .models import Visit, rule_of

_PURPOSE = "membuat surat"


def _of_visit(visit: Visit, user: User) -> dict[str, Any]:
    def opened(name: str) -> str:
        sealed = getattr(visit, name)
        return sealed.open(by=user, purpose=_PURPOSE) if sealed else ""

    born = opened("birth_date")
    where = [opened("birth_place"), long_date(date.fromisoformat(born)) if born else ""]
    return {
        "nama": opened("name"), "nik": opened("nik"), "lahir": ", ".join(filter(None, where)),
        "jenis_kelamin": label("sex", visit.sex) if visit.sex else "", "pekerjaan": opened("job"), "alamat": opened("address"),
        "keperluan": label("skhpn_purpose", visit.purpose).lower(),
        "tanggal_tes": long_date(visit.tested_on) if visit.tested_on else "",
        "parameter": ", ".join(label("urine_parameter", code) for code in visit.parameters),
        "masa_berlaku": f"{rule_of(visit.office).valid_days} hari",
    }  # fmt: skip


CERTIFICATE = LetterKind(
    "skhpn", "Surat Keterangan Hasil Pemeriksaan Narkotika",
    about=(About("skhpn.visit", "skhpn:visit", _of_visit, why_no_letter),),
    fields=(
        Field("nama", "nama", "Budi Rekaan"),
        Field("nik", "NIK", "0000000000000000", required=False),
        Field("lahir", "tempat dan tanggal lahir", "Contoh, 5 Juli 1998"),
        Field("jenis_kelamin", "jenis kelamin", "Laki-laki", required=False),
        Field("pekerjaan", "pekerjaan", "Karyawan", required=False),
        Field("alamat", "alamat", "Jalan Contoh Nomor 1", required=False, long=True),
        Field("keperluan", "keperluan", "melamar pekerjaan"),
        Field("tanggal_tes", "tanggal tes", "14 Maret 2023"),
        Field("parameter", "zat yang dites", "Amfetamin (AMP), Ganja (THC), Opiat (MOP)", long=True),
        Field("masa_berlaku", "masa berlaku", "90 hari"),
    ),
    body=(
        Text("Yang bertanda tangan di bawah ini menerangkan bahwa:"),
        Facts((
            ("Nama", "{{ nama }}"), ("NIK", "{{ nik }}"), ("Tempat, tanggal lahir", "{{ lahir }}"),
            ("Jenis kelamin", "{{ jenis_kelamin }}"), ("Pekerjaan", "{{ pekerjaan }}"), ("Alamat", "{{ alamat }}"),
        )),
        Text("telah menjalani tes urine pada {{ tanggal_tes }} terhadap {{ parameter }}. Pada saat tes tidak ditemukan tanda zat tersebut (nonreaktif)."),
        Text("Surat ini dibuat untuk keperluan {{ keperluan }} dan berlaku {{ masa_berlaku }} sejak tanggal surat."),
    ),
    make=Permission.SKHPN_WRITE, read=Permission.SKHPN_READ, side=Side.TREATMENT, pattern="SKHPN/{n:03}/{month}/{year}/{office}",
    explains="Hasil tes urine seorang pemohon yang nonreaktif.", when_final=issue, when_cancelled=withdraw,
    check_page="skhpn:check_code", once=True,
)  # fmt: skip
