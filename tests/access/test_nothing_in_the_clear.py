"""Whoever copies the database and the files reads no name, number, address or note: also not in a draft, a log or the WAL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.wall import set_side
from bersinar.programmes.rehab.actions import FACILITIES
from bersinar.programmes.rehab.models import Client, Demand, Episode, RightsRequest
from bersinar.programmes.rehab.tests.conftest import colleague
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.filling import send

NIK = "1602054507980003"
SECRETS = {
    "a name": "Siti Rekaan Rahasia", "a NIK": NIK, "a birth date": "1998-07-05", "a number": "081298765432",
    "an address": "Jalan Rekaan Nomor 77", "a note": "bicara dengan ibunya", "what was demanded": "riwayat dirawat sejak lama",
    "who was demanded": "Joko Disebut Surat", "what was given": "hanya tanggal dirawat", "a wish": "ingin tahu semuanya",
    "an incident": "laptop hilang di angkot", "an emergency": "tidak sadar di igd", "a finding": "pemeriksaan tat rahasia",
    "a guardian": "Ibu Wali Rekaan", "a draft": "Bang Konsep Rahasia", "a file": "isi berkas rahasia",
}  # fmt: skip


@pytest.fixture
def lived_in(committed_db: Clone) -> Iterator[Cast]:
    """An instance in which every kind of secret was typed at a form, as people do."""
    cast = assemble()
    budi = cast.client(cast.budi)
    set_side("treatment", cast.budi.pk)
    clinic = FACILITIES.create(office=cast.oki, by=cast.budi, name="Klinik Rekaan", kind="clinic", owner="own")
    _fill(cast, budi, str(clinic.pk))
    set_side("treatment", cast.budi.pk)
    yield cast
    connection.close()


def _saved(answer: object) -> None:
    assert getattr(answer, "status_code", 0) == 302, getattr(answer, "text", "")[-3000:]


def _fill(cast: Cast, budi: Browser, clinic: str) -> None:
    said = SECRETS
    _saved(send(
        budi, reverse("rehab:client_new"), name=said["a name"], nik=NIK, birth_date="05-07-1998", phone=said["a number"],
        address=said["an address"], sex="female", birth_year="1998",
    ))  # fmt: skip
    set_side("treatment", cast.budi.pk)
    client = Client.objects.get()
    of_client = f"?klien={client.code}"
    _saved(send(budi, reverse("rehab:client_change", args=[client.pk]), phone="-"))
    _saved(send(budi, reverse("rehab:client_change", args=[client.pk]), phone=said["a number"]))
    _saved(send(
        budi, reverse("rehab:consent_new") + of_client, given_by="guardian", guardian=said["a guardian"], relation="mother",
        covers=["treatment"], given_on="2023-02-01",
    ))  # fmt: skip
    _saved(send(
        budi, reverse("rehab:episode_new") + of_client, entry_path="voluntary", pathway="outpatient", substance="methamphetamine",
        facility=clinic, admitted_on="2023-02-01", note=said["a note"],
    ))  # fmt: skip
    _saved(send(
        budi, reverse("rehab:demand_new") + of_client, demander="court", agency="Pengadilan Rekaan", letter_number="B/9",
        letter_day="2023-03-01", received_on="2023-03-02", legal_basis="Pasal rekaan", scope=said["what was demanded"],
        persons=said["who was demanded"],
    ))  # fmt: skip
    set_side("treatment", cast.budi.pk)
    demand = Demand.objects.get()
    _saved(send(
        budi, reverse("rehab:demand_step", args=[demand.pk, "decide"]), decided_on="2023-03-03", decision="granted",
        given=said["what was given"],
    ))  # fmt: skip
    _saved(send(
        budi, reverse("rehab:request_new") + of_client, kind="copy", asked_by="client", wish=said["a wish"], received_on="2023-05-02",
        received_time="09:30", identity_checked="on",
    ))  # fmt: skip
    set_side("treatment", cast.budi.pk)
    assert budi.post(reverse("rehab:request_copy", args=[RightsRequest.objects.get().pk])).content.startswith(b"%PDF")
    now = timezone.localtime() - timedelta(hours=1)
    at = f"{now:%Y-%m-%dT%H:%M}"
    _saved(send(
        budi, reverse("rehab:incident_new"), kind="lost_device", found_at=at, began_at=at, ended_at=at, data_kinds=["identity"],
        story=said["an incident"],
    ))  # fmt: skip
    _saved(send(
        budi, reverse("rehab:tat_new"), request_number="TAT/1", request_day="2023-03-10", agency="police", assessed_on="2023-03-12",
        assessors="dr. Rekaan", findings=said["a finding"], role="user", dependence="mild", place="outpatient", months="2",
    ))  # fmt: skip
    _saved(send(
        cast.client(cast.hadi), reverse("rehab:glass_new"), owner=str(cast.oki.pk), nik=NIK, emergency="life", why=said["an emergency"]
    ))  # fmt: skip
    set_side("treatment", cast.budi.pk)
    letter = reverse("letters:treatment:new", args=["jawaban-permintaan-data", "rehab.demand", demand.pk])
    _saved(
        send(
            cast.client(colleague(cast)),
            reverse("rehab:demand_step", args=[demand.pk, "agree"]),
            agreed_on="2023-03-04",
        )
    )
    set_side("treatment", cast.budi.pk)
    _saved(send(budi, letter))
    draft = reverse("desk:draft", args=["rehab.client.new"])
    assert budi.post(draft, {"name": said["a draft"], "draft_key": "rehab.client.new"}).status_code < 300
    upload = SimpleUploadedFile(
        "Siti Rekaan Rahasia.pdf", b"%PDF-1.4 isi berkas rahasia", content_type="application/pdf"
    )
    episode = Episode.objects.get()
    _saved(
        budi.post(reverse("desk:file_add", args=["rehab.episode", episode.pk]), {"label": "Rujukan", "file": upload})
    )
    set_side("treatment", cast.budi.pk)


def _found(content: bytes) -> list[str]:
    spelled = {what: said.encode() for what, said in SECRETS.items()} | {"a birth date, as typed": b"05-07-1998"}
    return [what for what, said in spelled.items() if said in content or said.lower() in content.lower()]


def test_no_table_holds_a_secret(lived_in: Cast) -> None:
    assert Client.objects.get().compared("name") == SECRETS["a name"]  # it is there, for who has the key
    with connection.cursor() as cursor:
        for model in apps.get_models(include_auto_created=True):
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')
            for row in cursor.fetchall():
                held = b" ".join(bytes(v) if isinstance(v, bytes | memoryview) else str(v).encode() for v in row)
                assert _found(held) == [], model._meta.label


@pytest.mark.skipif(
    "connection.vendor != 'sqlite'", reason="PostgreSQL's files are the server's own; its tables are read above"
)
def test_no_byte_of_the_database_holds_a_secret(lived_in: Cast) -> None:
    database = Path(str(connection.settings_dict["NAME"]))
    files = sorted(database.parent.glob(f"{database.name}*"))
    assert any(file.name.endswith("-wal") and file.stat().st_size for file in files)
    for file in files:
        assert _found(file.read_bytes()) == [], file.name


def test_no_file_and_no_file_name_holds_a_secret(lived_in: Cast) -> None:
    kept = [file for file in (Path(settings.DATA) / "files").rglob("*") if file.is_file()]
    assert kept
    for file in kept:
        assert _found(file.read_bytes()) == [] and _found(file.name.encode()) == []
        assert re.fullmatch(r"[0-9a-f-]{36}", file.name)


def test_the_search_itself_would_find_them(lived_in: Cast) -> None:
    """A test that finds nothing must be able to find something."""
    for what, said in SECRETS.items():
        assert what in _found(f"...{said.upper()}...".encode())
