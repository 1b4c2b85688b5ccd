"""What this room's records say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bersinar.foundation.secrecy.tokens import subject_token
from bersinar.ledger.drafts import Draft

from .models import IBMUnit, RecoveryAgent


def of_unit(unit: IBMUnit) -> Iterator[Draft]:
    """Formed, and gone from the stock on the day on which it ended."""
    formed = Draft(
        "ibm.unit_formed", unit.formed_on, place=unit.village_id or "", detail=unit.type, aspect=unit.funding,
        subject=subject_token("places", unit.pk),
    )  # fmt: skip
    yield formed
    if unit.ended_on:
        yield replace(formed, kind="ibm.unit_ended", day=unit.ended_on, quantity=-1)


def of_agent(agent: RecoveryAgent) -> Iterator[Draft]:
    """Every training, of one subject; on leaving as many as there were, so that nothing of this service remains."""
    first = Draft(
        "ibm.agent_trained", agent.trained_on, place=agent.unit.village_id or "", sex=agent.sex,
        subject=subject_token("volunteers", agent.person_id),
    )  # fmt: skip
    trained = [first, *(replace(first, day=further.trained_on) for further in agent.standing_trainings())]
    yield from trained
    if agent.left_on:
        yield replace(first, kind="ibm.agent_left", day=agent.left_on, quantity=-len(trained))
