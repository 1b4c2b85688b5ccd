"""The discharge summary: what was done from admission to closing, for whoever treats the client next."""

from __future__ import annotations

from collections import Counter
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.blocks import Facts, FilledFacts, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind
from bersinar.foundation.periods.calendar import long_date

from ..models import Episode
from ..models.sessions import HELD
from .opening import JENIS_KELAMIN, KODE, LAHIR, NAMA, identity, reader


def _filled(episode: Episode, user: User) -> dict[str, Any]:
    assert episode.closed_on is not None  # `_still_open` has been asked
    pathways = dict.fromkeys(label("pathway", one.pathway) for one in episode.standing_decisions())
    return {
        **identity(episode.client, reader(user)), "kode_klien": episode.client.code, "fasilitas": str(episode.facility),
        "diterima": long_date(episode.admitted_on), "ditutup": long_date(episode.closed_on),
        "jalur": ", kemudian ".join(pathways), "zat": label("substance", episode.substance),
        "akhir": label("closing_reason", episode.closing_reason), "sesi": _sessions(episode),
    }  # fmt: skip


def _sessions(episode: Episode) -> str:
    """ "8 konseling individu, 2 konseling kelompok"."""
    held = episode.sessions.filter(cancelled_at__isnull=True, stage__in=HELD).values_list("kind", flat=True)
    return ", ".join(f"{many} {label('session_type', kind).lower()}" for kind, many in sorted(Counter(held).items()))


def _still_open(episode: Episode) -> str:
    return "" if episode.closed_on else "Ringkasan pulang dibuat sesudah episode ditutup."


DISCHARGE = LetterKind(
    "ringkasan-pulang", "Ringkasan Pulang", side=Side.TREATMENT,
    about=(About("rehab.episode", "rehab:episode", _filled, unless=_still_open),),
    fields=(
        NAMA, KODE, LAHIR, JENIS_KELAMIN,
        Field("fasilitas", "fasilitas", "Klinik Pratama Contoh"),
        Field("diterima", "diterima pada", "1 Februari 2023"), Field("ditutup", "selesai pada", "3 April 2023"),
        Field("jalur", "jalur layanan", "Rawat jalan"), Field("zat", "zat utama", "Ganja"),
        Field("sesi", "sesi yang diikuti", "8 konseling individu, 2 konseling kelompok", required=False),
        Field("akhir", "cara selesai", "Selesai program"),
        Field("keadaan", "keadaan saat pulang", "Baik, tanpa keluhan.", required=False, long=True),
        Field("saran", "saran dan tindak lanjut", "Bina lanjut sekali sebulan.", required=False, long=True),
    ),
    body=(
        Facts((("Nama", "{{ nama }}"), ("Kode klien", "{{ kode_klien }}"), ("Lahir", "{{ lahir }}"), ("Jenis kelamin", "{{ jenis_kelamin }}"))),
        Text("Layanan yang diberikan", "heading"),
        FilledFacts((("Fasilitas", "fasilitas"), ("Diterima", "diterima"), ("Selesai", "ditutup"), ("Jalur layanan", "jalur"), ("Zat utama", "zat"), ("Sesi", "sesi"), ("Cara selesai", "akhir"))),
        Text("Keadaan dan saran", "heading"),
        FilledFacts((("Keadaan saat pulang", "keadaan"), ("Saran dan tindak lanjut", "saran"))),
        Text("Ringkasan ini bersifat rahasia dan hanya untuk klien serta pemberi layanan yang melanjutkan perawatannya."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, pattern="RP/{n:03}/{month}/{year}/{office}",
    explains="Ringkasan satu episode yang sudah ditutup.",
)  # fmt: skip
