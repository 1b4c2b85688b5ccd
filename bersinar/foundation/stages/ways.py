"""A way: stages with their labels, steps with where they begin and end, and what forbids a step.

Pure: nothing is kept here. A record holds the code of its stage; its action asks `take` and writes down the answer.

    WAY = Way(
        stages=(Stage("new", "Baru"), Stage("closed", "Selesai", ends=True)),
        steps=(Step("close", "Tutup", ("new",), "closed", unless=(nobody_has_it,)),),
    )
    stage = WAY.take("close", at=ticket.stage, about=ticket)
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bersinar.foundation.wire.refusals import Refusal

# What forbids a step, of whatever the room passes as `about`: a sentence that says what to do, or None.
Condition = Callable[[Any], str | None]


@dataclass(frozen=True)
class Stage:
    """Where a record stands. `ends` closes the way; `aside` is shown only while a record stands there."""

    code: str
    label: str
    ends: bool = False
    aside: bool = False


@dataclass(frozen=True)
class Step:
    """What a person does, in their words. Without `to` the record stays where it stands; `done` tells of it afterwards."""

    code: str
    label: str
    start: tuple[str, ...]
    to: str = ""
    unless: tuple[Condition, ...] = ()
    done: str = ""


class Passed(StrEnum):
    """How a stage of the way is drawn."""

    BEEN = "been"
    NOW = "now"
    AHEAD = "ahead"


@dataclass(frozen=True)
class Mark:
    """One stage as it is drawn."""

    label: str
    state: Passed


@dataclass(frozen=True)
class Way:
    """Stages in the order of the way; the first is where every record begins."""

    stages: tuple[Stage, ...]
    steps: tuple[Step, ...]

    def __post_init__(self) -> None:
        known = [stage.code for stage in self.stages]
        if len(set(known)) != len(known):
            raise ValueError("a stage stands twice")
        seen: set[tuple[str, str]] = set()
        for step in self.steps:
            if unknown := {*step.start, *([step.to] if step.to else [])} - set(known):
                raise ValueError(f"{step.code} names unknown stages: {', '.join(sorted(unknown))}")
            for start in step.start:
                if (step.code, start) in seen:
                    raise ValueError(f"{step.code} leads two ways from {start}")
                seen.add((step.code, start))
        reached = {known[0], *(step.to for step in self.steps)}
        if lost := set(known) - reached:
            raise ValueError(f"nothing leads to: {', '.join(sorted(lost))}")

    @property
    def first(self) -> str:
        return self.stages[0].code

    @property
    def ends(self) -> tuple[str, ...]:
        """The codes of the stages that close the way."""
        return tuple(stage.code for stage in self.stages if stage.ends)

    def choices(self) -> list[tuple[str, str]]:
        """(code, label) of every stage, for fields and filters."""
        return [(stage.code, stage.label) for stage in self.stages]

    def stage(self, code: str) -> Stage:
        """A stage by its code. Raises KeyError for one the way does not have."""
        return next((stage for stage in self.stages if stage.code == code), None) or _unknown(code)

    def told(self, code: str) -> str:
        """How a step is told of once it was taken. Raises KeyError for a step there is none of."""
        step = next((step for step in self.steps if step.code == code), None) or _unknown(code)
        return str(step.done or step.label)

    def open_steps(self, at: str, about: Any = None) -> tuple[Step, ...]:
        """The steps that may be taken now."""
        return tuple(step for step in self.steps if at in step.start and _forbidden(step, about) is None)

    def take(self, code: str, *, at: str, about: Any = None) -> Stage:
        """Where a step leads. Raises a Refusal that says what is possible; KeyError for a step there is none of."""
        named = [step for step in self.steps if step.code == code] or _unknown(code)
        step = next((one for one in named if at in one.start), None)
        if step is None:
            why = f"Langkah “{named[0].label}” tidak dapat dilakukan pada tahap {self.stage(at).label}."
        elif sentence := _forbidden(step, about):
            why = sentence
        else:
            return self.stage(step.to or at)
        raise Refusal("step_not_possible", f"{why} {self._possible(at, about)}", status=409)

    def _possible(self, at: str, about: Any) -> str:
        labels = list(dict.fromkeys(step.label for step in self.open_steps(at, about)))
        return f"Yang dapat dilakukan sekarang: {', '.join(labels)}." if labels else "Tidak ada langkah lain dari sini."

    def drawn(self, at: str, been: Collection[str] = ()) -> list[Mark]:
        """The way of one record: the stages it has been at, where it stands, and what lies ahead while it is open."""
        here = self.stage(at)
        place = self.stages.index(here)
        marks = []
        for index, stage in enumerate(self.stages):
            if stage is here:
                marks.append(Mark(stage.label, Passed.NOW))
            elif index < place and (stage.code in been or stage.code == self.first):
                marks.append(Mark(stage.label, Passed.BEEN))
            elif index > place and not here.ends and not stage.aside:
                marks.append(Mark(stage.label, Passed.AHEAD))
        return marks


def _forbidden(step: Step, about: Any) -> str | None:
    return next((sentence for sentence in (condition(about) for condition in step.unless) if sentence), None)


def _unknown(code: str) -> Any:
    raise KeyError(code)
