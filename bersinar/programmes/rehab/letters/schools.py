"""Telling the head of a school about one pupil, by name: only where a guardian agreed to just that, and as nobody's punishment.

There is no other way in the system by which a school learns a name. No official form was found in a source.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import FilledFacts, Text
from bersinar.foundation.letters.kinds import About, Field, Layout, LetterKind
from bersinar.foundation.reaching.messages import expulsion_words

from ..actions.consents import covered
from ..models import Client
from .opening import LAHIR, NAMA, born, reader

SCOPE = "school"


def _not_agreed(client: Client) -> str:
    if SCOPE in covered(client, client.office.local_day()):
        return ""
    return (
        "Belum ada persetujuan bahwa kepala sekolah diberi tahu dengan nama, atau sudah dicabut. Untuk anak yang "
        "menyetujui adalah orang tua atau walinya. Tanpa itu hasilnya hanya untuk wali dan konselor."
    )


def _faults(client: Client, values: Mapping[str, Any]) -> dict[str, str]:
    return {
        name: f"Hapus kata “{'”, “'.join(found)}”: hasil tes bukan alasan mengeluarkan atau menghukum siswa."
        for name in ("perihal", "keterangan")
        if (found := expulsion_words(str(values.get(name) or "")))
    }


def _filled(client: Client, user: User) -> dict[str, Any]:
    read = reader(user)
    return {"nama": read(client, "name"), "lahir": born(client, read), "perihal": "Pemberitahuan tentang siswa"}


SCHOOL_NOTICE = LetterKind(
    "pemberitahuan-sekolah", "Pemberitahuan kepada Kepala Sekolah", layout=Layout.ADDRESSED, side=Side.TREATMENT,
    about=(About("rehab.client", "rehab:client", _filled, unless=_not_agreed, faults=_faults),),
    fields=(
        Field("kepada", "kepada siapa", "Kepala SMAN Contoh", long=True),
        Field("perihal", "perihal", "Pemberitahuan tentang siswa"),
        Field("lampiran", "lampiran", "1 (satu) lembar", required=False),
        NAMA, LAHIR,
        Field("keterangan", "yang diberitahukan", "Hasil tesnya reaktif pada satu parameter. Ia sudah didampingi konselor.", long=True, hint="Hanya yang disetujui walinya, seperlunya saja."),
        Field("narahubung", "narahubung", "Konselor, telepon kantor", required=False),
    ),
    body=(
        Text("Dengan hormat,"),
        Text("Dengan persetujuan orang tua atau walinya, kami memberitahukan tentang siswa berikut:"),
        FilledFacts((("Nama", "nama"), ("Lahir", "lahir"))),
        Text("{{ keterangan }}"),
        Text("Keterangan ini hanya untuk Bapak/Ibu, agar siswa ini dapat didampingi, dan tidak untuk diteruskan, dicatat dalam rapor, atau diumumkan. Hasil tes bukan alasan untuk mengeluarkan atau menghukum siswa; ia tetap berhak bersekolah."),
        Text("{% if narahubung %}Keterangan lebih lanjut dari {{ narahubung }}. {% endif %}Atas perhatian dan kerja sama Bapak/Ibu, kami ucapkan terima kasih."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, pattern="PS/{n:03}/{month}/{year}/{office}",
    explains="Hanya bila orang tua atau walinya menyetujui kepala sekolah diberi tahu dengan nama.",
)  # fmt: skip
