"""What cannot be, is refused with a sentence, and nothing is saved."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.ibm.actions import AGENTS, TRAININGS, UNITS, Person, train_agents
from bersinar.programmes.ibm.models import FurtherTraining, IBMUnit, RecoveryAgent
from tests.cast import Cast

from .conftest import FEBRUARY, MARCH, form_unit, train


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"formed_on": date(2099, 1, 1)}, "belum terjadi"),
        ({"ended_on": date(2023, 1, 1), "end_reason": "other"}, "mendahului tanggal dibentuk"),
        ({"ended_on": date(2023, 5, 1)}, "Pilih alasan berakhir"),
        ({"end_reason": "other"}, "Isi tanggal berakhir"),
        ({"type": "raksasa"}, "tidak ada dalam daftar"),
    ],
)
def test_an_impossible_unit_is_refused(cast: Cast, said: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal, match=sentence):
        form_unit(cast, **said)
    assert not IBMUnit.objects.exists()
    assert not Fact.objects.exists()


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"trained_on": date(2099, 1, 1)}, "belum terjadi"),
        ({"left_on": date(2023, 1, 1), "left_reason": "moved"}, "mendahului tanggal dilatih"),
        ({"left_on": date(2023, 5, 1)}, "Pilih alasan berhenti"),
        ({"left_reason": "moved"}, "Isi tanggal berhenti"),
        ({"birth_year": 1700}, "Tahun lahir antara"),
    ],
)
def test_an_impossible_agent_is_refused(cast: Cast, unit: IBMUnit, said: dict[str, Any], sentence: str) -> None:
    values = {"name": "Warga", "sex": "male", "trained_on": MARCH, "training": "bimtek", **said}
    with pytest.raises(Refusal, match=sentence):
        AGENTS.create(office=cast.oki, by=cast.budi, unit=unit, **values)
    assert not RecoveryAgent.objects.exists()


def test_an_impossible_training_is_refused(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    said: dict[str, Any] = {"office": cast.oki, "by": cast.budi, "agent": agent, "training": "workshop"}
    with pytest.raises(Refusal, match="mendahului pelatihan pertama"):
        TRAININGS.create(**said, trained_on=FEBRUARY)
    TRAININGS.create(**said, trained_on=date(2023, 6, 1))
    with pytest.raises(Refusal, match="masih dilatih sesudah tanggal itu"):
        AGENTS.change(agent, by=cast.budi, based_on=1, left_on=date(2023, 5, 1), left_reason="moved")
    with pytest.raises(Refusal, match="pelatihan lanjutan sebelum tanggal itu"):
        AGENTS.change(agent, by=cast.budi, based_on=1, trained_on=date(2023, 7, 1))
    AGENTS.change(agent, by=cast.budi, based_on=1, left_on=date(2023, 8, 1), left_reason="moved")
    with pytest.raises(Refusal, match="sesudah agen berhenti"):
        TRAININGS.create(**said, trained_on=date(2023, 9, 1))
    assert FurtherTraining.objects.count() == 1
    assert verify() == []


def test_a_unit_does_not_end_before_its_agents_training(cast: Cast, unit: IBMUnit) -> None:
    train(cast, unit)
    with pytest.raises(Refusal, match="Warga Rekaan 1 dilatih sesudah hari itu"):
        UNITS.change(unit, by=cast.budi, based_on=1, ended_on=date(2023, 3, 1), end_reason="other")
    unit.refresh_from_db()
    assert unit.ended_on is None


def test_an_ended_unit_takes_no_agents_and_keeps_none(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    UNITS.change(unit, by=cast.budi, based_on=1, ended_on=date(2023, 5, 1), end_reason="other")
    with pytest.raises(Refusal, match="sudah berakhir pada 01-05-2023"):
        train(cast, unit, on=date(2023, 4, 1))
    with pytest.raises(Refusal, match="Unit ini berakhir pada 01-05-2023"):
        AGENTS.change(agent, by=cast.budi, based_on=2, left_on=None, left_reason="")
    assert RecoveryAgent.objects.count() == 1


def test_a_unit_with_agents_is_not_cancelled(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    with pytest.raises(Refusal, match="masih punya agen"):
        UNITS.cancel(unit, by=cast.budi, reason="salah")
    AGENTS.cancel(agent, by=cast.budi, reason="salah")
    UNITS.cancel(unit, by=cast.budi, reason="salah")
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        train(cast, unit)
    assert verify() == []


def test_the_same_person_is_not_twice_in_one_unit(cast: Cast, unit: IBMUnit) -> None:
    first = train(cast, unit)[0]
    said: dict[str, Any] = {"unit": unit, "name": "Warga", "sex": "male", "trained_on": MARCH, "training": "bimtek"}
    with pytest.raises(Refusal, match="sudah menjadi agen di unit ini"):
        AGENTS.create(office=cast.oki, by=cast.budi, known_as=first, **said)
    assert RecoveryAgent.objects.count() == 1


def test_several_are_trained_all_or_none(cast: Cast, unit: IBMUnit) -> None:
    people = [Person("Warga Satu", "male"), Person("Warga Dua", "tidak tahu")]
    said: dict[str, Any] = {"unit": unit, "people": people, "trained_on": MARCH, "training": "bimtek"}
    with pytest.raises(Refusal):
        train_agents(office=cast.oki, by=cast.budi, **said)
    assert not RecoveryAgent.objects.exists()
    for person in (cast.ani, cast.hadi):
        with pytest.raises(Forbidden):
            train_agents(office=cast.oki, by=person, **said)


def test_a_unit_of_another_office_is_refused(cast: Cast) -> None:
    theirs = UNITS.create(
        office=cast.lumajang, by=cast.hadi, formed_on=FEBRUARY, type="unclassified", funding="unknown"
    )
    with pytest.raises(Refusal, match="tidak tercatat di satuan kerja ini"):
        train(cast, theirs)


def test_a_closed_month_asks_for_a_reason_where_its_figures_change(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    for month in (2, 3):
        close_month(office=cast.oki, year=2023, month=month, by=cast.eko)
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        form_unit(cast)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        train(cast, unit)
    with pytest.raises(Refusal, match="2023 sudah ditutup"):
        UNITS.change(unit, by=cast.budi, based_on=1, village=None)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        AGENTS.change(agent, by=cast.budi, based_on=1, sex="female")
    AGENTS.change(agent, by=cast.budi, based_on=1, name="Warga Lain")  # no figure speaks of names
    UNITS.change(unit, by=cast.budi, based_on=1, ended_on=date(2023, 5, 1), end_reason="other")  # happens in May
    assert verify() == []
