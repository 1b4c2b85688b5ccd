"""What lies sealed, opened for a letter; and the words that more than one letter has."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.kinds import Field
from bersinar.foundation.periods.calendar import long_date

from ..models import Client

Read = Callable[[Any, str], str]  # a sealed value of a record, opened; empty where there is none

NAMA = Field("nama", "nama klien", "Klien Contoh")
LAHIR = Field("lahir", "tanggal atau tahun lahir", "5 Juli 1998")
JENIS_KELAMIN = Field("jenis_kelamin", "jenis kelamin", "Perempuan")
KODE = Field("kode_klien", "kode klien", "K-2023-001")


def reader(user: User) -> Read:
    """Opens sealed values for a letter of this user; each reading is written down first."""

    def read(record: Any, name: str) -> str:
        sealed = getattr(record, name)
        return sealed.open(by=user, purpose=label("reading_purpose", "letter")) if sealed is not None else ""

    return read


def identity(client: Client, read: Read) -> dict[str, str]:
    """Name, birth and sex, as NAMA, LAHIR and JENIS_KELAMIN take them."""
    return {"nama": read(client, "name"), "lahir": born(client, read), "jenis_kelamin": label("sex", client.sex)}


def born(client: Client, read: Read) -> str:
    """The birth date where it is known, else the year."""
    told = read(client, "birth_date")
    return long_date(date.fromisoformat(told)) if told else str(client.birth_year)
