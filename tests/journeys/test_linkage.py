"""From two offices over the national service and back to the nation's figure, on the command line alone."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import AuditLine
from bersinar.programmes.rehab.actions import FACILITIES, Arrival, receive
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.journeys.command import bersinar

pytestmark = pytest.mark.slow
NIK, OTHER = "1602054507980003", "3508121203850001"


def _treat(cast: Cast, office: str, by: str, *niks: str) -> None:
    where, who = getattr(cast, office), getattr(cast, by)
    clinic = FACILITIES.create(office=where, by=who, name=f"Klinik {office}", kind="clinic", owner="own")
    episode: dict[str, Any] = {
        "entry_path": "voluntary", "pathway": "outpatient", "substance": "methamphetamine", "facility": clinic,
        "admitted_on": date(2023, 2, 6),
    }  # fmt: skip
    receive(
        office=where,
        by=who,
        arrivals=[Arrival({"sex": "male", "birth_year": 1990, "nik": nik}, episode) for nik in niks],
    )


@pytest.fixture
def nation(committed_db: Clone, tmp_path: Path) -> Clone:
    """Both offices knew the same man before the national service had a key; it has one now."""
    cast = assemble()
    with side("treatment", cast.budi.pk):
        _treat(cast, "oki", "budi", NIK, OTHER)
        _treat(cast, "lumajang", "hadi", NIK)
    connection.close()
    made = bersinar(committed_db, "linkage", "keygen", *_keys(tmp_path))
    assert made.returncode == 0, made.stderr
    return _with_key(committed_db, tmp_path)


def _keys(folder: Path) -> tuple[str, ...]:
    return ("--private", str(folder / "pribadi"), "--public", str(folder / "publik"))


def _with_key(clone: Clone, folder: Path) -> Clone:
    return Clone(clone.name, {**clone.environment, "BERSINAR_LINKAGE_KEY": str(folder / "publik")})


def _done(clone: Clone, *arguments: str) -> str:
    answer = bersinar(clone, "linkage", *arguments)
    assert (answer.returncode, answer.stderr) == (0, ""), answer.stderr
    return answer.stdout


def _refused(clone: Clone, *arguments: str) -> str:
    answer = bersinar(clone, "linkage", *arguments)
    assert (answer.returncode, answer.stdout) == (1, ""), answer.stdout
    assert "Traceback" not in answer.stderr
    return answer.stderr


def _clients(clone: Clone, office: str) -> tuple[str, bool]:
    """The figure, and whether the table says that its persons were sifted."""
    asked = ("figures", "--office", office, "--year", "2023", "--indicator", "rehab.clients")
    rows = json.loads(bersinar(clone, *asked, "--format", "json").stdout)["figures"]
    table = bersinar(clone, *asked).stdout
    assert ("belum disaring" in table) != ("disaring antar-kantor per" in table) or "disaring" not in table
    return next(row["value"] for row in rows if row["scope"] == "total"), "disaring antar-kantor per" in table


def test_a_person_at_two_offices_is_counted_once_in_the_nation(nation: Clone, tmp_path: Path) -> None:
    shipment, links = str(tmp_path / "kiriman"), str(tmp_path / "tautan")
    assert _clients(nation, "bnn") == ("3", False)
    assert "belum disegel" in _refused(nation, "ship", shipment)
    assert "3 nilai tautan disegel" in _done(nation, "fill")
    assert "3 nilai tautan dari 5 satuan kerja" in _done(nation, "ship", shipment)
    assert NIK not in Path(shipment).read_text()
    nowhere = Clone(
        "", {"BERSINAR_DATA": str(tmp_path / "tanpa-data"), "BERSINAR_DATABASE": "", "BERSINAR_KEYS": str(tmp_path)}
    )
    sifted = _done(nowhere, "sift", shipment, "--key", str(tmp_path / "pribadi"), "--out", links)
    assert "Baru dikenal: bnnk-oki" in sifted
    assert (tmp_path / "linkage-senders.json").exists()
    assert "3 orang terdaftar dari 5 satuan kerja disaring.\n1 di antaranya" in sifted
    assert not (tmp_path / "tanpa-data").exists()  # no database, no instance
    assert NIK not in Path(links).read_text()
    assert _clients(nation, "bnn") == ("3", False)
    assert "1 tautan" in _done(nation, "take", links)
    assert _clients(nation, "bnn") == ("2", True)
    assert "sudah pernah diambil" in _done(nation, "take", links)
    assert [_clients(nation, office)[0] for office in ("bnnk-oki", "bnnk-lumajang", "bnnp-sumsel")] == ["2", "1", "2"]
    assert bersinar(nation, "verify").stdout.strip() == "Semua cocok."
    actions = AuditLine.objects.filter(changes__has_key="nilai tautan").order_by("seq").values_list("action", flat=True)
    assert set(actions) == {"rehab.seal_linkage", "rehab.ship_linkage"}


def test_an_office_without_the_key_ships_nothing(nation: Clone, committed_db: Clone, tmp_path: Path) -> None:
    for step in (["ship", str(tmp_path / "kiriman")], ["fill"], ["take", str(tmp_path / "publik")]):
        assert "belum dimuat" in _refused(committed_db, *step)
    assert not (tmp_path / "kiriman").exists()
    assert "tidak dikenal" in _refused(nation, "ship", str(tmp_path / "kiriman"), "--office", "bnnk-tiada")


def test_wrong_keys_and_wrong_files_are_refused_with_a_sentence(nation: Clone, tmp_path: Path) -> None:
    _done(nation, "fill")
    shipment, links, key = (str(tmp_path / name) for name in ("kiriman", "tautan", "pribadi"))
    _done(nation, "ship", shipment, "--office", "bnnk-oki")
    assert "tidak ditimpa" in _refused(nation, "ship", shipment)
    assert "tidak ditimpa" in _refused(nation, "keygen", *_keys(tmp_path))
    other = tmp_path / "lain"
    other.mkdir()
    _done(nation, "keygen", *_keys(other))
    out = ("--out", links)
    assert "kunci lain" in _refused(nation, "sift", shipment, "--key", str(other / "pribadi"), *out)
    assert "bukan kunci pribadi" in _refused(nation, "sift", shipment, "--key", str(tmp_path / "publik"), *out)
    (tmp_path / "rusak").write_bytes(b"\x00\xff bukan apa-apa")
    assert "rusak atau bukan" in _refused(nation, "sift", shipment, str(tmp_path / "rusak"), "--key", key, *out)
    assert not Path(links).exists()
    _done(nation, "sift", shipment, "--key", key, *out)
    forged = json.loads(Path(links).read_text())
    forged["links"] = [["b" * 32, "a" * 32]]
    (tmp_path / "palsu").write_text(json.dumps(forged))
    assert "diubah sesudah ditandatangani" in _refused(nation, "take", str(tmp_path / "palsu"))
    for name, sentence in (
        ("rusak", "rusak atau bukan"),
        ("kiriman", "bukan berkas tautan"),
        ("tiada", "tidak ditemukan"),
    ):
        assert sentence in _refused(nation, "take", str(tmp_path / name))
    assert "dibuat dengan kunci lain" in _refused(_with_key(nation, other), "take", links)
    assert _clients(nation, "bnn") == ("3", False)


def test_an_office_that_loads_the_private_key_is_stopped(nation: Clone, tmp_path: Path) -> None:
    wrong = Clone(nation.name, {**nation.environment, "BERSINAR_LINKAGE_KEY": str(tmp_path / "pribadi")})
    assert "kunci pribadi layanan nasional" in _refused(wrong, "fill")
