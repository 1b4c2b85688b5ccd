"""`bersinar score`: one sheet from a file, outside the database, as an operator or a script calls it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from bersinar.cli import main
from tests.catalogue.sheets import assist, numbered

pytestmark = pytest.mark.acceptance

Score = Callable[..., tuple[int, str, str]]

HEALTHY = numbered("44224 44444 44444 44444 44444 1")
SATISFIED = {f"u{number}": 4 for number in range(1, 10)}


@pytest.fixture
def score(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Score:
    """Run the command on a sheet; gives the exit status, what it printed, and what it complained of."""

    def run(instrument: str, sheet: object, *options: str) -> tuple[int, str, str]:
        file = tmp_path / "lembar.json"
        file.write_text(sheet if isinstance(sheet, str) else json.dumps(sheet), encoding="utf-8")
        status = main(["score", instrument, str(file), *options])
        printed = capsys.readouterr()
        return status, printed.out, printed.err

    return run


@pytest.mark.parametrize(
    ("instrument", "sheet", "printed"),
    [
        (
            "assist-3.1",
            assist(a="6 6 0 0 6", b="4 0 0 0 6 0", e="4 5 6 7 6 3", q8=2),
            {
                "scores": {"a": 18, "b": 10, "c": 0, "d": 0, "e": 31, "f": 0, "g": 0, "h": 0, "i": 0, "j": 0},
                "risk": {**dict.fromkeys("abcdefghij", "low"), "a": "moderate", "e": "high"},
            },
        ),
        (
            "urica-32",
            numbered("2" * 32) | {"q1": 1, "q2": 5},
            {
                "precontemplation": "1.86",
                "contemplation": "2.43",
                "action": "2.00",
                "maintenance": "2.00",
                "readiness": "4.57",
            },
        ),
        (
            "whoqol-bref",
            HEALTHY,
            {"physical": "75.00", "psychological": "79.17", "social": "75.00", "environment": "75.00"},
        ),
        ("whoqol-bref", {**HEALTHY, "q20": None, "q21": None}, {
            "physical": "75.00", "psychological": "79.17", "social": None, "environment": "75.00",
        }),
        ("ikm", [SATISFIED, {**SATISFIED, "u1": 3, "u2": None}], {"index": "3.94", "value": "98.61", "grade": "A"}),
    ],
)  # fmt: skip
def test_a_sheet_is_scored_as_json(score: Score, instrument: str, sheet: object, printed: dict[str, Any]) -> None:
    status, out, err = score(instrument, sheet, "--format", "json")
    assert (status, err) == (0, "")
    assert json.loads(out) == printed


def test_our_own_items_of_injecting_add_flags_and_change_nothing_else(score: Score) -> None:
    plain = assist(i="6 6 7 8 6 6", q8=2)
    _, out, _ = score("assist-3.1", plain, "--format", "json")
    _, more, _ = score("assist-3.1", {**plain, "q8_days": 60}, "--format", "json")
    assert score("assist-3.1", {**plain, "q8_days": None}, "--format", "json")[1] == out
    assert json.loads(more) == {**json.loads(out), "flags": ["injecting_recent", "injecting_high"]}


def test_the_asi_profile_is_scored_as_json(score: Score) -> None:
    domains = ("medical", "work", "alcohol", "drugs", "legal", "family", "psychiatric")
    sheet = {f"{domain}_{topic}": 2 for domain in domains for topic in ("trouble", "help", "severity")}
    status, out, _ = score("asi-wl", {**sheet, "primary": 0, "suicide_30": 1}, "--format", "json")
    assert status == 0
    assert json.loads(out) == {
        "severity": dict.fromkeys(domains, 2),
        "bands": dict.fromkeys(domains, "slight"),
        "flags": ["suicide_attempt"],
    }


@pytest.mark.parametrize(
    ("instrument", "sheet", "words"),
    [
        ("assist-3.1", assist(a="6 6 7 6 6", b="0 0 0", q8=2), [
            "Tembakau", "31  tinggi", "Penentu tindak lanjut (tanpa tembakau): rendah", "menyuntik dalam tiga bulan",
        ]),
        ("urica-32", numbered("2" * 32), ["Kesiapan berubah", "4,00"]),
        ("whoqol-bref", {**HEALTHY, "q20": None, "q21": None}, ["Hubungan sosial", " -\n", "79,17"]),
        ("ikm", [SATISFIED], ["4,00", "100,00", "A (sangat baik)"]),
    ],
)  # fmt: skip
def test_a_sheet_is_scored_as_a_table_in_indonesian(
    score: Score, instrument: str, sheet: object, words: list[str]
) -> None:
    status, out, _ = score(instrument, sheet)
    assert status == 0
    assert all(word in out for word in words), out


@pytest.mark.parametrize(
    ("instrument", "sheet", "reason"),
    [
        ("assist-3.1", {**assist(c="0 0 0"), "q3c": 3}, "q3c: Butir ini dilewati karena q2c berisi 0"),
        ("assist-3.1", {**assist(c="0 0 0"), "q7c": 1}, "q7c: Isi dengan salah satu dari 0, 3, 6."),
        ("assist-3.1", {}, "Belum diisi: q1a, q1b"),
        ("assist-3.1", [], "harus berupa satu objek"),
        ("assist-3.1", '{"q1a": 0, "q1a": 3}', "q1a: dijawab lebih dari sekali"),
        ("urica-32", {"q1": 6}, "q1: Isi dengan bilangan bulat 1 sampai 5."),
        ("whoqol-bref", {"q1": 3}, "25 dari 26 butir kosong"),
        ("asi-wl", {}, "Belum diisi: medical_trouble"),
        ("ikm", SATISFIED, "daftar lembar"),
        ("ikm", [SATISFIED, 4], "daftar lembar"),
        ("ikm", [{**SATISFIED, "u9": None}], "Tidak ada yang menjawab u9"),
        ("ikm", '[{"u1": NaN}]', "Lembar 1, u1"),
    ],
)
@pytest.mark.parametrize("form", ["json", "table"])
def test_an_impossible_sheet_is_answered_no_with_the_reason(
    score: Score, instrument: str, sheet: object, reason: str, form: str
) -> None:
    status, out, err = score(instrument, sheet, "--format", form)
    assert (status, out) == (1, "")
    assert reason in err


def test_what_is_not_json_or_not_there_is_wrong_usage(score: Score, capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("{", "", "[" * 200_000, "\x00"):
        status, out, err = score("ikm", text)
        assert (status, out) == (2, "")
        assert "bukan berkas JSON yang benar" in err
    assert main(["score", "ikm", "tidak-ada.json"]) == 2
    assert "tidak ditemukan" in capsys.readouterr().err
    assert main(["score", "ikm", str(Path(__file__).parent)]) == 2


def test_an_unknown_instrument_is_wrong_usage_and_names_those_there_are(score: Score) -> None:
    status, _, err = score("assist-2.0", {})
    assert status == 2
    assert "assist-3.1, asi-wl, urica-32, whoqol-bref, dast-10, ikm" in err


def test_a_file_from_windows_is_read(score: Score) -> None:
    assert score("ikm", "\ufeff" + json.dumps([SATISFIED]))[0] == 0


def test_it_needs_no_database_no_keys_and_no_settings(tmp_path: Path) -> None:
    file = tmp_path / "lembar.json"
    file.write_text(json.dumps([SATISFIED]), encoding="utf-8")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("BERSINAR", "DJANGO"))}
    nowhere = {"HOME": str(tmp_path / "rumah"), "BERSINAR_DATA": str(tmp_path / "data")}
    done = subprocess.run(
        [sys.executable, "-m", "bersinar.cli", "score", "ikm", str(file), "--format", "json"],
        env={**kept, **nowhere}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, json.loads(done.stdout)["grade"]) == (0, "A")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["lembar.json"]
