"""The words in which an instrument is declared: items with the codes they take, gates, scales, findings, results.

An instrument knows numbers, codes and scoring, never the wording of a question: that is data (`wording.py`). It keeps
nothing and never scores what cannot be: `check` says what is wrong apart from what is only missing, `score` refuses.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from types import MappingProxyType

from ..arithmetic import rounded

Answers = Mapping[str, int]  # answers that are given; what was not answered is not in it
Value = Fraction | int | None  # None where too much was missing for this scale

REFUSED = -1  # asked, and the client would not say (or the interviewer could not rate)
ADULT = 18
ASK_CLINICIAN = "ask_clinician"


@dataclass(frozen=True)
class Gate:
    """Opens where any of `items` holds one of `values`."""

    items: tuple[str, ...]
    values: frozenset[int]

    def opens(self, answers: Answers) -> bool:
        return any(answers.get(item) in self.values for item in self.items)

    def is_shut(self, answers: Answers) -> bool:
        """Whether it can no longer open: every item is answered, and otherwise. A refusal shuts nothing."""
        return all(answers.get(item, REFUSED) not in {*self.values, REFUSED} for item in self.items)

    def because(self, answers: Answers) -> str:
        """Why it is shut, for the person at the sheet."""
        if len(self.items) > 2:
            return f"semua butir {self.items[0]} sampai {self.items[-1]} berisi {answers[self.items[0]]}"
        return " dan ".join(f"{item} berisi {answers[item]}" for item in self.items)


def gate(items: str, *values: int) -> Gate:
    """A gate on items, their codes separated by spaces."""
    return Gate(tuple(items.split()), frozenset(values))


@dataclass(frozen=True)
class Item:
    """One question of a sheet.

    `values` are the codes it takes. `topic` is the question it belongs to and `group` the substance, domain or
    subscale it is asked about: many items share one wording by them. It is asked where all its `gates` open; an
    optional one may stay empty even then. A skipped item is left out, or holds one of `idle`, which say the same.
    """

    code: str
    values: Sequence[int]
    topic: str = ""
    group: str = ""
    gates: tuple[Gate, ...] = ()
    optional: bool = False
    idle: tuple[int, ...] = ()

    def asked_if(self, answers: Answers) -> bool:
        """Whether the answers given so far lead to this item."""
        return all(one.opens(answers) for one in self.gates)

    @property
    def choices(self) -> str:
        """What may be answered, in words."""
        if isinstance(self.values, range):
            return f"bilangan bulat {self.values[0]} sampai {self.values[-1]}"
        return f"salah satu dari {', '.join(map(str, sorted(self.values)))}"


class HigherIs(StrEnum):
    """What a higher value means to the client: for the direction of a chart."""

    BETTER = "better"
    WORSE = "worse"
    NEITHER = "neither"


@dataclass(frozen=True)
class Scale:
    """One number that comes out of an instrument, with the range it lies in."""

    code: str
    title: str
    least: int
    most: int
    higher_is: HigherIs


@dataclass(frozen=True)
class Findings:
    """What stands in the way of a sheet.

    `missing`: asked, not optional, not answered. `wrong`: a sentence for each item that cannot be. `lacking`: why the
    sheet cannot be scored yet, where too much is missing. A draft has missing items; a wrong one is never right.
    """

    missing: tuple[str, ...] = ()
    wrong: Mapping[str, str] = field(default_factory=dict)
    lacking: str = ""

    @property
    def is_complete(self) -> bool:
        return not self.missing and not self.wrong

    @property
    def can_be_scored(self) -> bool:
        return not self.wrong and not self.lacking

    @property
    def sentences(self) -> list[str]:
        """Everything that keeps the sheet from being scored, a sentence each."""
        return [*(f"{code}: {said}" for code, said in self.wrong.items()), *([self.lacking] if self.lacking else [])]


class NotScorable(ValueError):
    """The sheet is impossible or too incomplete. Carries the findings."""

    def __init__(self, findings: Findings) -> None:
        super().__init__(" ".join(findings.sentences))
        self.findings = findings


@dataclass(frozen=True)
class Result:
    """What a sheet says. Keep it with the answers: a later version scores later sheets, never this one again."""

    instrument: str
    version: str
    values: Mapping[str, Value]
    bands: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()

    @property
    def texts(self) -> dict[str, str | int | None]:
        """The values as they are kept and printed: whole numbers as they are, fractions half-up to two decimals."""
        return {code: written(value) for code, value in self.values.items()}


@dataclass(frozen=True)
class Outcome:
    """What an instrument's own rule computes from a sheet that can be scored."""

    values: Mapping[str, Value]
    bands: Mapping[str, str] = field(default_factory=dict)
    flags: tuple[str, ...] = ()


def written(value: Value) -> str | int | None:
    """A value as text: half-up to two decimals, with a decimal point."""
    return f"{rounded(value, 2):f}" if isinstance(value, Fraction) else value


def needs_everything(answers: Answers, missing: tuple[str, ...]) -> str:
    """The rule of instruments that score whole sheets only."""
    return f"Belum diisi: {', '.join(missing)}." if missing else ""


def contradicts_nothing(answers: Answers) -> Mapping[str, str]:
    """The rule of instruments whose gates say all that could contradict."""
    return {}


@dataclass(frozen=True)
class Instrument:
    """An instrument in one version of its rule.

    `code` names the instrument as published, `version` our rule for it: whoever changes a score or a band adds a
    version and keeps the old one. `words` label bands and flags. `lacking` says when too much is missing,
    `contradicting` what the gates cannot.
    """

    code: str
    version: str
    title: str
    items: tuple[Item, ...]
    scales: tuple[Scale, ...]
    words: Mapping[str, str]
    compute: Callable[[Answers], Outcome]
    lacking: Callable[[Answers, tuple[str, ...]], str] = needs_everything
    contradicting: Callable[[Answers], Mapping[str, str]] = contradicts_nothing
    adults_only: bool = False
    may_refuse: bool = False

    def item(self, code: str) -> Item:
        return self._by_code[code]

    @cached_property
    def _by_code(self) -> dict[str, Item]:
        return {item.code: item for item in self.items}

    def check(self, answers: Mapping[str, object]) -> Findings:
        """What is missing, and apart from it what is impossible. None counts as not answered."""
        given = {code: value for code, value in answers.items() if value is not None}
        wrong = {code: said for code, value in given.items() if (said := self._wrong(code, value))}
        good = {code: value for code, value in given.items() if code not in wrong and isinstance(value, int)}
        wrong |= {item.code: said for item in self.items if item.code in good and (said := _skipped(item, good))}
        wrong |= self.contradicting(_answered(good))
        missing = tuple(
            item.code
            for item in self.items
            if item.code not in given and not item.optional and item.asked_if(good)
        )  # fmt: skip
        return Findings(missing, MappingProxyType(wrong), self.lacking(_answered(good), missing))

    def score(self, answers: Mapping[str, object], age: int | None = None) -> Result:
        """Score a sheet. Raises NotScorable.

        With the age of a minor, an instrument made for adults gives its numbers without bands, and asks for a
        clinician. Without an age the bands are those of adults: who knows the age, says it.
        """
        findings = self.check(answers)
        if not findings.can_be_scored:
            raise NotScorable(findings)
        outcome = self.compute(_answered({code: value for code, value in answers.items() if isinstance(value, int)}))
        if self.adults_only and age is not None and age < ADULT:
            outcome = replace(outcome, bands={}, flags=(*outcome.flags, ASK_CLINICIAN))
        return Result(self.code, self.version, outcome.values, outcome.bands, outcome.flags)

    def _wrong(self, code: str, value: object) -> str:
        item = self._by_code.get(code)
        if item is None:
            return f"Butir ini tidak ada dalam {self.title}. Hapus dari lembar."
        if type(value) is int and (value in item.values or (value == REFUSED and self.may_refuse)):
            return ""
        refusable = f", atau {REFUSED} bila tidak dijawab" if self.may_refuse else ""
        return f"Isi dengan {item.choices}{refusable}."


def _answered(answers: Answers) -> Answers:
    return {code: value for code, value in answers.items() if value != REFUSED}


def _skipped(item: Item, answers: Answers) -> str:
    shut = next((one for one in item.gates if one.is_shut(answers)), None)
    if shut is None or answers[item.code] in item.idle:
        return ""
    return f"Butir ini dilewati karena {shut.because(answers)}. Kosongkan, atau perbaiki jawaban itu."
