"""An operator asks what lies behind a part of a figure: outside its side nothing is told of fewer than five people."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection

from bersinar.foundation.audit.actions import OPERATOR
from bersinar.foundation.audit.models import Reading
from tests.cast import assemble
from tests.database import Clone
from tests.desk.conftest import admit
from tests.journeys.command import bersinar

pytestmark = pytest.mark.slow


def _ask(clone: Clone, *arguments: str) -> tuple[Any, str]:
    """What is explained of OKI's clients of 2023, and what is said beside it."""
    where = ("rehab.clients", "--office", "bnnk-oki", "--year", "2023", "--format", "json")
    answer = bersinar(clone, "explain", *where, *arguments)
    assert answer.returncode == 0, answer.stderr
    return json.loads(answer.stdout), answer.stderr


def _fill(men: int, women: int) -> None:
    admit(assemble(), men, women)
    connection.close()


def test_a_small_part_asked_for_by_itself_is_told_to_nobody_outside(committed_db: Clone) -> None:
    _fill(men=7, women=2)
    assert _ask(committed_db)[0][0]["value"] == "9"
    for part in ("sex=female", "sex=male", "month=02", "sex=unheard_of"):  # the other sex would give it away too
        explained, said = _ask(committed_db, "--by", part)
        assert explained == []
        assert "terlalu kecil untuk ditunjukkan" in said
    assert _ask(committed_db, "--by", "sex=male", "--by", "age_band=25_34")[0] == []


def test_a_part_that_is_large_enough_is_told_in_sums(committed_db: Clone) -> None:
    _fill(men=7, women=6)
    (told,), said = _ask(committed_db, "--by", "sex=female")
    assert (told["value"], told["grouped"], said) == ("6", True, "")
    assert all(fact["seq"] is None and fact["source"] is None for fact in told["facts"])


def test_an_operator_who_names_the_side_sees_it_and_is_written_down(committed_db: Clone) -> None:
    _fill(men=7, women=2)
    assert _ask(committed_db, "--by", "sex=female", "--side", "enforcement")[0] == []
    (told,), _ = _ask(committed_db, "--by", "sex=female", "--side", "treatment")
    assert (told["value"], told["grouped"], len(told["facts"])) == ("2", False, 2)
    readings = Reading.objects.filter(actor=OPERATOR.id).order_by("seq")
    assert [(one.side, one.record_kind) for one in readings] == [
        ("enforcement", "indicator:rehab.clients"),
        ("treatment", "indicator:rehab.clients"),
    ]


def test_a_dimension_nobody_knows_is_wrong_usage(committed_db: Clone) -> None:
    assemble()
    connection.close()
    where = ("rehab.clients", "--office", "bnnk-oki", "--year", "2023")
    answer = bersinar(committed_db, "explain", *where, "--by", "warna=biru")
    assert answer.returncode == 2
    assert "warna" in answer.stderr
