"""Units and agents as stock: what was formed and trained, less what has ended and left."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import Any

from bersinar.foundation.regions.models import Region
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.ibm.actions import AGENTS, TRAININGS, UNITS
from bersinar.programmes.ibm.models import IBMUnit, RecoveryAgent
from bersinar.programmes.ibm.narrating import units
from tests.books import posted
from tests.cast import Cast

from .conftest import FEBRUARY, MARCH, form_unit, train

END = date(2023, 10, 2)
ENDED: dict[str, Any] = {"ended_on": END, "end_reason": "no_agents"}


def active() -> int:
    """The distinct stock of agents: subjects of whom more came than went."""
    stock: Counter[str] = Counter()
    for fact in Fact.objects.filter(kind__in=("ibm.agent_trained", "ibm.agent_left")):
        stock[fact.subject] += fact.quantity
    return sum(one > 0 for one in stock.values())


def test_a_unit_is_formed_in_its_village_and_ends(cast: Cast, unit: IBMUnit, village: Region) -> None:
    formed = (FEBRUARY, "ibm.unit_formed", 1, village.code, "unclassified", "unknown")
    columns = ("day", "kind", "quantity", "place", "detail", "aspect")
    assert posted(unit, *columns) == [formed]
    UNITS.change(unit, by=cast.budi, based_on=1, **ENDED)
    assert posted(unit, *columns) == [formed, (END, "ibm.unit_ended", -1, *formed[3:])]
    assert verify() == []


def test_a_unit_without_name_or_village_is_one_all_the_same(cast: Cast) -> None:
    nameless = [form_unit(cast) for _ in range(2)]
    assert {str(one) for one in nameless} == {"Unit IBM (belum dicatat namanya)"}
    assert len({row for one in nameless for row in posted(one, "subject")}) == 2


def test_a_cancelled_unit_says_nothing(cast: Cast, unit: IBMUnit) -> None:
    UNITS.cancel(unit, by=cast.budi, reason="salah catat")
    assert posted(unit) == []
    assert verify() == []


def test_agents_trained_together_count_each(cast: Cast, unit: IBMUnit, village: Region) -> None:
    agents = train(cast, unit, ["male", "male", "female", "female", "female"])
    assert [posted(one, "day", "place", "sex")[0] for one in agents] == [
        (MARCH, village.code, sex) for sex in ("male", "male", "female", "female", "female")
    ]
    assert active() == 5
    assert verify() == []


def test_trained_twice_is_one_agent_and_gone_when_gone(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    said: dict[str, Any] = {"agent": agent, "trained_on": date(2023, 6, 1), "training": "workshop"}
    further = TRAININGS.create(office=cast.oki, by=cast.budi, **said)
    assert len(posted(agent)) == 2
    assert active() == 1
    AGENTS.change(agent, by=cast.budi, based_on=1, left_on=END, left_reason="moved")
    assert posted(agent, "kind", "quantity")[-1] == ("ibm.agent_left", -2)
    assert active() == 0
    TRAININGS.cancel(further, by=cast.budi, reason="batal hadir")
    assert active() == 0
    assert verify() == []


def test_a_training_is_corrected(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    said: dict[str, Any] = {"agent": agent, "trained_on": date(2023, 6, 1), "training": "workshop"}
    further = TRAININGS.create(office=cast.oki, by=cast.budi, **said)
    TRAININGS.change(further, by=cast.budi, based_on=1, trained_on=date(2023, 7, 1))
    assert posted(agent, "day") == [(MARCH,), (date(2023, 7, 1),)]
    assert verify() == []
    AGENTS.cancel(agent, by=cast.budi, reason="salah catat")
    assert posted(agent) == []
    further.refresh_from_db()
    assert further.is_cancelled
    assert verify() == []


def test_one_person_in_two_units_counts_once(cast: Cast, unit: IBMUnit) -> None:
    first = train(cast, unit)[0]
    other = form_unit(cast, name="IBM Kedua")
    said: dict[str, Any] = {
        "unit": other,
        "name": first.name,
        "sex": "male",
        "trained_on": date(2023, 5, 2),
        "training": "bimtek",
    }
    second = AGENTS.create(office=cast.oki, by=cast.budi, known_as=first, **said)
    assert active() == 1
    AGENTS.change(first, by=cast.budi, based_on=1, left_on=END, left_reason="other_unit")
    assert active() == 1
    AGENTS.change(second, by=cast.budi, based_on=1, left_on=END, left_reason="moved")
    assert active() == 0
    assert verify() == []


def test_ending_a_unit_ends_its_agents_service_and_reopening_brings_it_back(cast: Cast, unit: IBMUnit) -> None:
    agents = train(cast, unit, ["male", "female", "female"])
    AGENTS.change(agents[0], by=cast.budi, based_on=1, left_on=date(2023, 5, 2), left_reason="moved")
    UNITS.change(unit, by=cast.budi, based_on=1, **ENDED)
    left = [(one.left_on, one.left_reason) for one in RecoveryAgent.objects.order_by("name")]
    assert left == [(date(2023, 5, 2), "moved"), (END, "unit_ended"), (END, "unit_ended")]
    assert active() == 0
    assert verify() == []
    UNITS.change(unit, by=cast.budi, based_on=2, ended_on=date(2023, 12, 1))
    assert posted(agents[1], "day")[-1] == (date(2023, 12, 1),)
    UNITS.change(unit, by=cast.budi, based_on=3, ended_on=None, end_reason="")
    assert active() == 2
    assert verify() == []


def test_a_corrected_village_moves_the_agents_along(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    UNITS.change(unit, by=cast.budi, based_on=1, village=None)
    assert posted(agent, "place") == [("",)]
    assert posted(unit, "place") == [("",)]
    assert verify() == []


def test_a_corrected_sex_is_counted_anew(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    AGENTS.change(agent, by=cast.budi, based_on=1, sex="female", trained_on=date(2023, 4, 1))
    assert posted(agent, "day", "sex") == [(date(2023, 4, 1), "female")]
    assert verify() == []


def test_units_contribute_their_names_to_the_years_words(cast: Cast, unit: IBMUnit, village: Region) -> None:
    form_unit(cast, formed_on=date(2024, 1, 3))
    assert [line.text for line in units(cast.oki, 2023)] == [f"IBM Rekaan, Desa Rekaan, {village.parent}"]
    UNITS.change(unit, by=cast.budi, based_on=1, **ENDED)
    assert list(units(cast.oki, 2023)) == []
