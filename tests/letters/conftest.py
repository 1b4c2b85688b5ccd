"""What the tests of letters begin with: a pelaksanaan of BNNK OKI, a head who signs, and a kind about a client."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.letters import kinds
from bersinar.foundation.letters.actions import make
from bersinar.foundation.letters.blocks import Text
from bersinar.foundation.letters.kinds import About, Field, LetterKind
from bersinar.foundation.letters.models import Letter
from bersinar.foundation.offices.models import Head
from bersinar.foundation.regions.models import Region
from bersinar.programmes.activities.actions import ACTIVITIES, MEETINGS
from bersinar.programmes.activities.models import Meeting
from bersinar.programmes.rehab.actions import CLIENTS
from bersinar.programmes.rehab.models import Client as Patient
from tests.cast import Cast

DAY = date(2023, 8, 21)
SENT = {
    "dasar": ["Rencana kegiatan tahun 2023"],
    "petugas": [{"nama": "Ani Rekaan", "golongan": "Penata", "jabatan": "Penyuluh"}],
    "tugas": "menyuluh di sekolah & kampung",
    "kegiatan": "Talk show rekaan",
    "waktu": "Kamis, 24 Agustus 2023",
    "lokasi": "Aula <SMAN> Rekaan",
    "catatan": "",
}  # fmt: skip
CARE = LetterKind(
    "uji-keterangan", "Surat Keterangan Uji",
    about=(About("rehab.client", "rehab:client", lambda client, user: {"orang": client.code}),),
    fields=(Field("orang", "orang yang diterangkan", "Contoh"), Field("isi", "isi", "dirawat", long=True)),
    body=(Text("Menerangkan bahwa {{ orang }} {{ isi }}."),),
    make=Permission.REHAB_WRITE, read=Permission.REHAB_READ, side=Side.TREATMENT, pattern="SK/{n:03}/{year}",
)  # fmt: skip


def held(cast: Cast) -> Meeting:
    """A pelaksanaan of BNNK OKI, whose head signs from January 2023 until June, then a Plh."""
    for name, capacity, since in (
        ("Eko Rekaan", "definitive", date(2023, 1, 2)),
        ("Sinta Rekaan", "plh", date(2023, 9, 1)),
    ):
        Head.objects.create(
            office=cast.oki, name=name, title_after="S.H.", rank="AKBP", position="Kepala BNN Kabupaten OKI", capacity=capacity,
            since=since,
        )  # fmt: skip
    activity = ACTIVITIES.create(office=cast.oki, by=cast.ani, title="Talk show rekaan", type="talk_show", year=2023)
    return MEETINGS.create(
        office=cast.oki, by=cast.ani, activity=activity, held_on=date(2023, 8, 24), environment="education",
        region=Region.objects.get(code="16.02.05"), venue="Aula SMAN Rekaan",
    )  # fmt: skip


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return held(cast)


@pytest.fixture
def draft(cast: Cast, meeting: Meeting) -> Letter:
    return assignment(cast, meeting)


def assignment(cast: Cast, meeting: Meeting, **values: Any) -> Letter:
    """A surat tugas of 21 August 2023 unless told otherwise."""
    said: dict[str, Any] = {"fields": SENT, "on": DAY, **values}
    return make("surat-tugas", office=cast.oki, by=cast.ani, about=("activities.meeting", meeting.pk), **said)


@pytest.fixture
def care_kind() -> Iterator[LetterKind]:
    """A kind of the treatment side, declared for as long as the test runs."""
    kinds.register(CARE)
    yield CARE
    del kinds._kinds[CARE.code]


@pytest.fixture
def patient(cast: Cast) -> Patient:
    set_side("treatment", cast.budi.pk)
    return CLIENTS.create(office=cast.oki, by=cast.budi, registered_on=date(2023, 1, 2), sex="male", birth_year=1998)


@pytest.fixture
def care_letter(cast: Cast, care_kind: LetterKind, patient: Patient, meeting: Meeting) -> Letter:
    set_side("treatment", cast.budi.pk)
    return make(
        CARE.code, office=cast.oki, by=cast.budi, about=("rehab.client", patient.pk), on=DAY,
        fields={"orang": "Joko Rahasia", "isi": "telah selesai dirawat"},
    )  # fmt: skip
