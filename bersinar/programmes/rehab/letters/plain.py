"""A plain summary that a client can carry: no letterhead, no number, no code to scan, no word of treatment or agency."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.letters.blocks import FilledFacts, Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind, Signed
from bersinar.foundation.periods.calendar import long_date

from ..models import Client
from .opening import LAHIR, NAMA, born, reader


def _filled(client: Client, user: User) -> dict[str, Any]:
    read, episodes = reader(user), client.standing_episodes()
    known: dict[str, Any] = {"nama": read(client, "name"), "lahir": born(client, read)}
    if episodes:
        last = episodes[-1]
        known["masa"] = (
            f"{long_date(last.admitted_on)} sampai {long_date(last.closed_on) if last.closed_on else 'sekarang'}"
        )
    return known


SUMMARY = LetterKind(
    "ringkasan-klien", "Ringkasan Kunjungan", side=Side.TREATMENT, needs_number=False, with_letterhead=False,
    signed=Signed.NOBODY,
    about=(About("rehab.client", "rehab:client", _filled),),
    fields=(
        NAMA, LAHIR,
        Field("masa", "masa kunjungan", "1 Februari 2023 sampai 3 April 2023", required=False),
        Field("isi", "isi ringkasan", "Datang delapan kali. Keadaan membaik.", long=True, hint="Tulis tanpa menyebut kantor, zat, atau jenis layanan: kertas ini dibawa pulang."),
        Field("berikut", "kunjungan berikut", "Selasa, 14 Maret 2023, pukul 09.00", required=False),
    ),
    body=(
        FilledFacts((("Nama", "nama"), ("Lahir", "lahir"), ("Masa kunjungan", "masa"))),
        Text("{{ isi }}"),
        FilledFacts((("Kunjungan berikut", "berikut"),)),
        Text("Dibuat {{ tanggal }} atas permintaan yang bersangkutan."),
    ),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ,
    explains="Tanpa kop dan tanpa sebutan kantor, untuk dibawa klien.",
)  # fmt: skip
