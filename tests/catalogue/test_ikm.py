"""The satisfaction index of PermenPAN-RB 14/2017: exact ninths, the grade on the rounded value, missing answers."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, localcontext
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments.declaring import written
from bersinar.catalogue.instruments.ikm import ELEMENTS, Satisfaction, UnclearSheets, score


def sheet(said: str) -> dict[str, object]:
    """Nine answers, U1 to U9; a dash was not answered."""
    return {f"u{number}": int(digit) for number, digit in enumerate(said, start=1) if digit != "-"}


def shown(*sheets: str) -> tuple[object, object, str]:
    said = score([sheet(one) for one in sheets])
    return written(said.index), written(said.value), said.grade.letter


@pytest.mark.parametrize(
    ("sheets", "expected"),
    [
        (["444444444"], ("4.00", "100.00", "A")),  # published by Tulang Bawang Barat's registry office for 2023
        (["111111111"], ("1.00", "25.00", "D")),
        (["333333333"], ("3.00", "75.00", "C")),
        (["344444444"], ("3.89", "97.22", "A")),  # 35 / 9: with a weight of 0,11 it would be 3.85 and 96.25
        (["333333333", "444444443"], ("3.44", "86.11", "B")),  # 31 / 9
        (["3-3333333", "343333333"], ("3.11", "77.78", "B")),  # U2 counts the one who answered it
        (["322222222"], ("2.11", "52.78", "D")),
    ],
)
def test_index_value_and_grade(sheets: list[str], expected: tuple[str, str, str]) -> None:
    assert shown(*sheets) == expected


@pytest.mark.parametrize(
    ("index", "value", "letter"),
    [
        ("2.5997", "64.99", "D"),
        ("2.5998", "65.00", "C"),  # 64.995: half-up
        ("3.0641", "76.60", "C"),
        ("3.0642", "76.61", "B"),  # 76.605
        ("3.5321", "88.30", "B"),
        ("3.5322", "88.31", "A"),  # 88.305
        ("3.2", "80.00", "B"),
        ("3.94", "98.50", "A"),
        ("3.49", "87.25", "B"),  # 2022, published as "baik" ...
        ("3.59", "89.75", "A"),  # ... and as "sangat baik"
    ],
)
def test_the_grade_goes_by_the_rounded_value_and_has_no_gaps(index: str, value: str, letter: str) -> None:
    said = Satisfaction(Fraction(index))
    assert (written(said.value), said.grade.letter) == (value, letter)


@pytest.mark.parametrize(
    ("sheets", "sentence"),
    [
        ([], "Tidak ada yang menjawab u1, u2"),
        ([sheet("33333333-")], "Tidak ada yang menjawab u9"),
        ([sheet("333333333"), {}], "Lembar 2: tidak ada jawaban"),
        ([sheet("333333333"), {"u1": None}], "Lembar 2: tidak ada jawaban"),
        ([{**sheet("333333333"), "u4": 5}], "Lembar 1, u4: isi dengan bilangan bulat 1 sampai 4"),
        ([{**sheet("333333333"), "u4": 0}], "Lembar 1, u4"),
        ([{**sheet("333333333"), "u4": True}], "Lembar 1, u4"),
        ([{**sheet("333333333"), "u4": 3.5}], "Lembar 1, u4"),
        ([{**sheet("333333333"), "u10": 3}], "Lembar 1, u10: butir ini tidak ada"),
    ],
)
def test_sheets_that_give_no_index_are_refused(sheets: list[dict[str, object]], sentence: str) -> None:
    with pytest.raises(UnclearSheets) as refused:
        score(sheets)
    assert refused.value.sentences[0].startswith(sentence)


SHEETS = st.lists(
    st.dictionaries(st.sampled_from(ELEMENTS), st.integers(1, 4), min_size=1), min_size=1, max_size=40
).filter(lambda sheets: {element for one in sheets for element in one} == set(ELEMENTS))


@pytest.mark.property
@given(SHEETS)
def test_the_index_is_that_of_a_plain_computation(sheets: list[dict[str, int]]) -> None:
    said = score(sheets)
    with localcontext() as context:
        context.prec = 60
        total = Decimal(0)
        for element in ELEMENTS:
            answers = [one[element] for one in sheets if element in one]
            total += Decimal(sum(answers)) / len(answers)
        value = (total / 9 * 25).quantize(Decimal("1e-30"), ROUND_HALF_UP).quantize(Decimal("0.01"), ROUND_HALF_UP)
    assert written(said.value) == f"{value:f}"
    letter = "D" if value < 65 else "C" if value <= Decimal("76.60") else "B" if value <= Decimal("88.30") else "A"
    assert said.grade.letter == letter
    assert 1 <= said.index <= 4


@pytest.mark.property
@given(SHEETS, st.data())
def test_a_better_answer_never_lowers_the_grade(sheets: list[dict[str, int]], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(sheets) - 1))
    element = data.draw(st.sampled_from(sorted(sheets[at])))
    if sheets[at][element] == 4:
        return
    better = [*sheets[:at], {**sheets[at], element: sheets[at][element] + 1}, *sheets[at + 1 :]]
    before, after = score(sheets), score(better)
    assert after.index > before.index
    assert after.grade.least >= before.grade.least
