"""What officers do here, in their words: form a unit, train agents, let them go, end a unit.

A unit is held for as long as anything about it changes, and ends by saying itself and its agents anew. A reason is
asked for where that changes the figures of a closed month.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar, cast
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.drafts import Draft
from bersinar.ledger.records import Verbs

from .facts import of_agent, of_unit
from .models import LEFT_WITH_UNIT, FurtherTraining, IBMRecord, IBMUnit, RecoveryAgent

R = TypeVar("R", bound=IBMRecord)


def _wrong(name: str, sentence: str) -> Refusal:
    return Refusal("invalid", sentence, fields={name: sentence})


def _but(values: Mapping[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


# --- what every action about a unit does ---------------------------------------------------------------------------


def _held(unit: IBMUnit, office: Office) -> IBMUnit:
    """The unit, locked until the deed is done. Refuses one of another office and a cancelled one."""
    held: IBMUnit | None = IBMUnit.objects.select_for_update().filter(pk=unit.pk, office=office).first()
    if held is None:
        raise _wrong("unit", "Unit ini tidak tercatat di satuan kerja ini.")
    if held.is_cancelled:
        raise Refusal("cancelled", "Unit ini sudah dibatalkan.", status=409)
    return held


def _standing_agents(unit: IBMUnit) -> list[RecoveryAgent]:
    rows: Any = RecoveryAgent.objects.standing().filter(unit=unit)
    return list(rows.select_related("unit").prefetch_related("trainings").order_by("pk"))


def _saying(unit: IBMUnit) -> Counter[Draft]:
    """What the unit and its agents say now."""
    said = Counter(of_unit(IBMUnit.objects.get(pk=unit.pk)))
    for agent in _standing_agents(unit):
        said.update(of_agent(agent))
    return said


@contextmanager
def _said_anew(doing: Deed, unit: IBMUnit) -> Iterator[None]:
    before = _saying(unit)
    yield
    after = _saying(unit)
    for day in {draft.day for draft in (before - after) + (after - before)}:
        doing.ask_reason(day)
    for agent in _standing_agents(unit):
        doing.restate(agent)


class AboutUnit(Verbs[R]):
    """Verbs of what is recorded about a unit: each deed holds the unit and ends by saying it anew."""

    def named(self, values: Mapping[str, Any]) -> IBMUnit:
        """The unit of a record yet to be made."""
        raise NotImplementedError

    def whose(self, record: R) -> IBMUnit:
        """The unit of a record."""
        raise NotImplementedError

    def make(self, doing: Deed, unit: IBMUnit, record: R, values: Mapping[str, Any]) -> R:
        """Add the record."""
        raise NotImplementedError

    def alter(self, doing: Deed, record: R, values: Mapping[str, Any], based_on: int | None) -> R:
        """Change the record."""
        raise NotImplementedError

    def drop(self, doing: Deed, record: R) -> R:
        """Cancel the record."""
        return doing.cancel(record)

    def adds(self, doing: Deed, record: R, values: dict[str, Any]) -> R:
        unit = _held(self.named(values), doing.office)
        with _said_anew(doing, unit):
            return self.make(doing, unit, record, values)

    def changes(self, doing: Deed, record: R, values: dict[str, Any], *, based_on: int | None) -> R:
        with _said_anew(doing, _held(self.whose(record), doing.office)):
            return self.alter(doing, record, values, based_on)

    def cancel(self, record: R, *, by: User, reason: str) -> R:
        action, office = f"{self.room}.{self.cancelled}", cast(Any, record).office
        with deed(action, office=office, by=by, needs=self.model.write_permission, reason=reason) as doing:
            unit = _held(self.whose(record), office)
            with _said_anew(doing, unit):
                return self.drop(doing, record)


# --- units ---------------------------------------------------------------------------------------------------------


class UnitVerbs(Verbs[IBMUnit]):
    """Form, change and cancel a unit. Ending it ends the service of those who are still active in it."""

    def changes(self, doing: Deed, record: IBMUnit, values: dict[str, Any], *, based_on: int | None) -> IBMUnit:
        before = _held(record, doing.office)
        with _said_anew(doing, before):
            kept = doing.change(record, values, based_on=based_on)
            if kept.ended_on != before.ended_on:
                _end_service(doing, kept)
        return kept


def _end_service(doing: Deed, unit: IBMUnit) -> None:
    """Who is active leaves with the unit; who left with it moves along with its last day, or is active again."""
    for agent in _standing_agents(unit):
        left_with_it = agent.left_reason == LEFT_WITH_UNIT
        if unit.ended_on is None:
            if left_with_it:
                doing.change(agent, {"left_on": None, "left_reason": ""}, based_on=None)
        elif left_with_it or agent.left_on is None or agent.left_on > unit.ended_on:
            days = [agent.trained_on, *(further.trained_on for further in agent.standing_trainings())]
            if max(days) > unit.ended_on:
                raise _wrong("ended_on", f"{agent.name} dilatih sesudah hari itu. Periksa tanggalnya.")
            doing.change(agent, {"left_on": unit.ended_on, "left_reason": LEFT_WITH_UNIT}, based_on=None)


def _not_while_manned(unit: IBMUnit) -> None:
    IBMUnit.objects.select_for_update().get(pk=unit.pk)  # nobody joins meanwhile
    if _standing_agents(unit):
        raise Refusal("unit_in_use", "Unit ini masih punya agen pemulihan. Batalkan agennya dahulu.", status=409)


# --- agents --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Person:
    """One of several people who were trained together."""

    name: str
    sex: str


class AgentVerbs(AboutUnit[RecoveryAgent]):
    """Train, change and cancel one agent. `known_as` names the same person's service in another unit."""

    def named(self, values: Mapping[str, Any]) -> IBMUnit:
        return cast(IBMUnit, values["unit"])

    def whose(self, record: RecoveryAgent) -> IBMUnit:
        return record.unit

    def make(self, doing: Deed, unit: IBMUnit, record: RecoveryAgent, values: Mapping[str, Any]) -> RecoveryAgent:
        return _train(doing, unit, record, values)

    def alter(
        self, doing: Deed, record: RecoveryAgent, values: Mapping[str, Any], based_on: int | None
    ) -> RecoveryAgent:
        kept = doing.change(record, _but(values, "unit", "known_as"), based_on=based_on)
        days = [further.trained_on for further in kept.standing_trainings()]
        if days and min(days) < kept.trained_on:
            raise _wrong("trained_on", "Ada pelatihan lanjutan sebelum tanggal itu. Periksa pelatihannya dahulu.")
        if days and kept.left_on and max(days) > kept.left_on:
            raise _wrong("left_on", "Agen ini masih dilatih sesudah tanggal itu. Periksa pelatihannya dahulu.")
        return kept

    def drop(self, doing: Deed, record: RecoveryAgent) -> RecoveryAgent:
        for further in record.standing_trainings():
            doing.cancel(further)
        return doing.cancel(record)


def _train(doing: Deed, unit: IBMUnit, agent: RecoveryAgent, values: Mapping[str, Any]) -> RecoveryAgent:
    if unit.ended_on:
        raise _wrong("unit", f"Unit ini sudah berakhir pada {unit.ended_on:%d-%m-%Y}.")
    known: RecoveryAgent | None = values.get("known_as")
    if known is not None:
        if known.office_id != doing.office.pk:
            raise _wrong("known_as", "Pilih orang yang tercatat di satuan kerja ini.")
        agent.person_id = known.person_id
    return doing.add(agent, {"unit": unit, **_but(values, "unit", "known_as")})


def train_agents(
    *,
    office: Office,
    by: User,
    unit: IBMUnit,
    people: Sequence[Person],
    trained_on: date,
    training: str,
    reason: str = "",
    request_id: UUID | None = None,
) -> IBMUnit:
    """Train several people of one unit at once: all of them or none. Answers with the unit."""
    action = "ibm.train_agents"

    def do() -> IBMUnit:
        with deed(action, office=office, by=by, needs=Permission.IBM_WRITE, reason=reason) as doing:
            held = _held(unit, office)
            with _said_anew(doing, held):
                for person in people:
                    values = {"name": person.name, "sex": person.sex, "trained_on": trained_on, "training": training}
                    _train(doing, held, RecoveryAgent(), values)
            return held

    named = [f"{person.name}|{person.sex}" for person in people]
    body = {"office": office, "unit": unit, "trained_on": trained_on, "training": training, "people": named}
    return once(request_id=request_id, action=action, by=by, body=body, model=IBMUnit, make=do)


# --- training after the first --------------------------------------------------------------------------------------


class TrainingVerbs(AboutUnit[FurtherTraining]):
    """Record, change and cancel further training. The agent says it."""

    def named(self, values: Mapping[str, Any]) -> IBMUnit:
        return cast(RecoveryAgent, values["agent"]).unit

    def whose(self, record: FurtherTraining) -> IBMUnit:
        return record.agent.unit

    def make(self, doing: Deed, unit: IBMUnit, record: FurtherTraining, values: Mapping[str, Any]) -> FurtherTraining:
        agent: RecoveryAgent = RecoveryAgent.objects.get(pk=values["agent"].pk)
        if agent.is_cancelled:
            raise Refusal("cancelled", "Agen ini sudah dibatalkan.", status=409)
        return doing.add(record, {"agent": agent, **_but(values, "agent")})

    def alter(
        self, doing: Deed, record: FurtherTraining, values: Mapping[str, Any], based_on: int | None
    ) -> FurtherTraining:
        return doing.change(record, _but(values, "agent"), based_on=based_on)


UNITS = UnitVerbs(IBMUnit, "ibm", "form_unit", "change_unit", "cancel_unit", _not_while_manned)
AGENTS = AgentVerbs(RecoveryAgent, "ibm", "train_agent", "change_agent", "cancel_agent")
TRAININGS = TrainingVerbs(FurtherTraining, "ibm", "train_further", "change_training", "cancel_training")
