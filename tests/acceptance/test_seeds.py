"""The demo tells the five articles: every figure of theirs comes out of the records, exactly, by the command line."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from tests.database import Clone

pytestmark = [pytest.mark.acceptance, pytest.mark.slow]

HERE = Path(__file__).parent
ROWS: list[dict[str, Any]] = json.loads((HERE / "seed_figures.json").read_text(encoding="utf-8"))
OFFICES = sorted({(row["office"], row["year"]) for row in ROWS})
# Told in words, standing in the records and not as a split of their own.
IN_WORDS = [row for row in ROWS if row["scope"] == "part" and not row.get("by")]
COUNTED = [row for row in ROWS if row not in IN_WORDS]

Run = Callable[..., subprocess.CompletedProcess[str]]


def _run(environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bersinar.cli", *arguments]
    settings = {"DJANGO_SETTINGS_MODULE": "bersinar.settings"}
    return subprocess.run(
        command, env={**os.environ, **environment, **settings}, capture_output=True, text=True, check=False
    )


@pytest.fixture(scope="module")
def bersinar(django_db_setup: None, django_db_blocker: Any) -> Iterator[Run]:
    """The command line on a demo of this module's own."""
    from tests import database

    with django_db_blocker.unblock(), database.clone_in_use(empty=True) as clone:
        run = _on(clone)
        made = run("demo", "--no-serve")
        assert made.returncode == 0, made.stderr
        yield run


def _on(clone: Clone) -> Run:
    return lambda *arguments: _run(clone.environment, *arguments)


@pytest.fixture(scope="module")
def printed(bersinar: Run) -> dict[tuple[str, int], dict[str, Any]]:
    """What `figures` prints for every office and year of the articles."""
    answers = {}
    for office, year in OFFICES:
        answer = bersinar("figures", "--office", office, "--year", str(year), "--format", "json")
        assert answer.returncode == 0, answer.stderr
        answers[office, year] = json.loads(answer.stdout)
    return answers


def _matches(row: dict[str, Any], figure: dict[str, Any]) -> bool:
    if figure["indicator"] != row["indicator"]:
        return False
    if "substance" in row:
        scope = {"total": "part"}.get(row["scope"], row["scope"])
        return bool(
            figure["scope"] == scope
            and figure["by"].get("substance") == row["substance"]
            and figure["unit"] == row["unit"]
        )
    if figure["scope"] != row["scope"]:
        return False
    wanted = row.get("by", {})
    return set(figure["by"]) == set(wanted) and all(
        value in ("any", figure["by"][dim]) for dim, value in wanted.items()
    )


def _named(row: dict[str, Any]) -> str:
    part = row.get("substance") or "-".join(map(str, row.get("by", {}).values()))
    return "-".join(filter(None, [row["office"], row["indicator"], row["kind"], row["scope"], part]))


@pytest.mark.parametrize("row", COUNTED, ids=_named)
def test_figure(row: dict[str, Any], printed: dict[tuple[str, int], dict[str, Any]]) -> None:
    key = {"actual": "value", "target": "target", "achievement": "achievement"}[row["kind"]]
    found = [figure for figure in printed[row["office"], row["year"]]["figures"] if _matches(row, figure)]
    holding = [figure for figure in found if figure[key] is not None and Decimal(figure[key]) == Decimal(row["value"])]
    assert len(holding) == 1, found
    assert holding[0]["bound"] == row.get("bound")
    assert holding[0]["basis"] == row.get("basis", "recorded")


@pytest.mark.parametrize(("office", "year"), OFFICES)
def test_explaining_a_total_gives_the_total(
    office: str, year: int, bersinar: Run, printed: dict[tuple[str, int], dict[str, Any]]
) -> None:
    totals = {
        f["indicator"]: f["value"]
        for f in printed[office, year]["figures"]
        if f["scope"] == "total" and f["value"] is not None
    }
    assert totals
    answer = bersinar("explain", *totals, "--office", office, "--year", str(year), "--format", "json")
    assert answer.returncode == 0, answer.stderr
    explained = [one for one in json.loads(answer.stdout) if one["scope"] == "total"]
    assert {one["indicator"]: one["value"] for one in explained} == totals
    for one in explained:
        if one["how"] == "sum":
            assert sum(Decimal(fact["quantity"]) for fact in one["facts"]) == Decimal(one["value"]) or not one["facts"]
        if one["how"] == "distinct" and not one["grouped"]:
            assert len({fact["dims"]["subject"] for fact in one["facts"]}) >= int(one["value"])


def test_no_fact_of_treatment_is_explained_without_naming_the_side(bersinar: Run) -> None:
    for office, year in OFFICES:
        codes = ("rehab.clients", "rehab.outpatient", "rehab.aftercare", "screening.positive", "rehab.carried_over")
        answer = bersinar("explain", *codes, "--office", office, "--year", str(year), "--format", "json")
        for one in json.loads(answer.stdout):
            assert one["grouped"]
            assert all(
                fact["source"] is None and fact["seq"] is None and "subject" not in fact["dims"]
                for fact in one["facts"]
            )
            assert all(Decimal(fact["quantity"]) >= 5 for fact in one["facts"])


def test_the_side_may_be_named_and_is_written_down(bersinar: Run) -> None:
    arguments = (
        "explain",
        "rehab.clients",
        "--office",
        "bnnk-lumajang",
        "--year",
        "2022",
        "--side",
        "treatment",
        "--format",
        "json",
    )
    one = json.loads(bersinar(*arguments).stdout)[0]
    assert not one["grouped"]
    assert len({fact["dims"]["subject"] for fact in one["facts"]}) == 62


def test_the_demo_verifies(bersinar: Run) -> None:
    answer = bersinar("verify")
    assert (answer.returncode, answer.stdout.strip()) == (0, "Semua cocok.")


def test_the_demo_starts_again_without_building_again(bersinar: Run) -> None:
    assert bersinar("demo", "--no-serve").returncode == 0


def test_what_is_unknown_is_wrong_usage(bersinar: Run) -> None:
    assert bersinar("figures", "--office", "bnnk-tidak-ada", "--year", "2022").returncode == 2
    assert bersinar("figures", "--office", "bnn", "--year", "2022", "--indicator", "tidak.ada").returncode == 2
    assert bersinar("figures", "--office", "bnn", "--year", "2022", "--as-of", "3").returncode == 2
    assert bersinar("explain", "rehab.clients", "--office", "bnn", "--year", "2022", "--by", "sex").returncode == 2
