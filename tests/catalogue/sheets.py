"""Sheets of instruments: short ways to write them down, and strategies that draw them."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from bersinar.catalogue.instruments.declaring import Instrument, NotScorable

LETTERS = "abcdefghij"
FREQUENCIES = {2: (0, 2, 3, 4, 6), 3: (0, 3, 4, 5, 6), 4: (0, 4, 5, 6, 7), 5: (0, 5, 6, 7, 8)}
PAST = (0, 6, 3)

ANYTHING = st.one_of(st.none(), st.booleans(), st.integers(-3, 9), st.floats(), st.text(max_size=3))


def assist(q8: int | None = 0, **substances: str) -> dict[str, int]:
    """An ASSIST sheet: `c="4 5 6 7 6 3"` are the answers to questions 2 to 7, without those that are skipped."""
    sheet = {f"q1{letter}": 3 if letter in substances else 0 for letter in LETTERS}
    for letter, said in substances.items():
        answers = [int(answer) for answer in said.split()]
        asked = [2, 6, 7] if answers[0] == 0 else [2, 3, 4, 6, 7] if letter == "a" else [2, 3, 4, 5, 6, 7]
        sheet |= {f"q{number}{letter}": answer for number, answer in zip(asked, answers, strict=True)}
    return sheet if q8 is None else {**sheet, "q8": q8}


def numbered(said: str) -> dict[str, int]:
    """`q1`, `q2` ... from one digit each; a dash is an item left out. Spaces are for the reader."""
    digits = said.replace(" ", "")
    return {f"q{number}": int(digit) for number, digit in enumerate(digits, start=1) if digit != "-"}


@st.composite
def assist_sheets(draw: Any) -> dict[str, int]:
    """A complete, possible ASSIST sheet."""
    sheet: dict[str, int] = {}
    for letter in LETTERS:
        sheet[f"q1{letter}"] = draw(st.sampled_from((0, 3)))
        if not sheet[f"q1{letter}"]:
            continue
        sheet[f"q2{letter}"] = draw(st.sampled_from(FREQUENCIES[2]))
        if sheet[f"q2{letter}"]:
            for number in (3, 4) if letter == "a" else (3, 4, 5):
                sheet[f"q{number}{letter}"] = draw(st.sampled_from(FREQUENCIES[number]))
        for number in (6, 7):
            sheet[f"q{number}{letter}"] = draw(st.sampled_from(PAST))
    if any(sheet[f"q1{letter}"] for letter in LETTERS):
        sheet["q8"] = draw(st.sampled_from((0, 2, 1)))
    return sheet


def likert_sheets(items: int, most_missing: int) -> st.SearchStrategy[dict[str, int]]:
    """Answers 1 to 5 to numbered items, some of them left out."""
    numbers = st.sets(st.integers(1, items), max_size=most_missing)
    answers = st.lists(st.integers(1, 5), min_size=items, max_size=items)
    return st.builds(
        lambda said, left_out: {f"q{n}": a for n, a in enumerate(said, start=1) if n not in left_out}, answers, numbers
    )


def values_or_sentences(instrument: Instrument, sheet: dict[str, object]) -> tuple[set[str], list[str]]:
    """The codes of the values a sheet gives, or the sentences with which it is refused."""
    try:
        return set(instrument.score(sheet).values), []
    except NotScorable as refused:
        return set(), refused.findings.sentences
