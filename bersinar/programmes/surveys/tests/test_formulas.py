"""The sample of Krejcie and Morgan, batches of comments, pasted grids, and the bands the catalogue declares."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.arithmetic import rounded
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.instruments.ikm import ELEMENTS, Satisfaction
from bersinar.programmes.surveys.comments import BATCH, batches
from bersinar.programmes.surveys.grid import UnclearGrid, read_grid
from bersinar.programmes.surveys.sampling import required_sample


# Of the printed table; 28, 63 and 98 lie between its lines and are worked out by hand.
@pytest.mark.parametrize(
    ("population", "sample"),
    [(10, 10), (20, 19), (28, 26), (60, 52), (63, 54), (98, 78), (100, 80), (300, 169), (1000, 278), (100_000, 383)],
)
def test_the_sample_is_that_of_the_printed_table(population: int, sample: int) -> None:
    assert required_sample(population) == sample


@pytest.mark.property
@given(st.integers(1, 10**7))
def test_a_sample_is_never_more_than_everybody_nor_smaller_for_more_people(population: int) -> None:
    assert 1 <= required_sample(population) <= min(population, 384)
    assert required_sample(population) <= required_sample(population + 1)


@pytest.mark.property
@given(st.lists(st.dates(date(2020, 1, 1), date(2024, 12, 31)), max_size=40))
def test_no_comment_is_shown_in_smaller_company(days: list[date]) -> None:
    comments = [(day, f"saran {number}") for number, day in enumerate(days)]
    shown, waiting = batches(comments)
    assert all(len(batch.texts) >= BATCH for batch in shown)
    assert waiting < BATCH
    assert sum(len(batch.texts) for batch in shown) + waiting == len(comments)
    # One more comment leaves the batches that were full as they were.
    more, _ = batches([*comments, (date(2022, 1, 1), "satu lagi")])
    assert more[: len(shown)] == shown


@pytest.mark.property
@given(st.lists(st.lists(st.sampled_from("1234-"), min_size=9, max_size=9), min_size=1, max_size=20))
def test_a_grid_reads_the_same_typed_spaced_or_pasted(rows: list[list[str]]) -> None:
    expected = [{e: int(a) for e, a in zip(ELEMENTS, row, strict=True) if a != "-"} for row in rows]
    for between in ("", " ", "\t", "; "):
        text = "\n".join(between.join(row) for row in rows)
        if not all(expected):
            with pytest.raises(UnclearGrid):
                read_grid(text)
            continue
        assert [{e: a for e, a in sheet.items() if e != "sex"} for sheet in read_grid(text)] == expected


@pytest.mark.property
@given(st.text(max_size=300))
def test_whatever_is_pasted_gives_sheets_or_sentences(text: str) -> None:
    try:
        sheets, said = read_grid(text), []
    except UnclearGrid as unclear:
        sheets, said = [], unclear.sentences
    assert all(sentence.startswith("Baris ") for sentence in said)
    assert all({sheet[e] for e in ELEMENTS if e in sheet} <= {1, 2, 3, 4} for sheet in sheets)


@pytest.mark.parametrize("code", ["rehab.ikm", "surveys.ikm_other"])
def test_the_bands_are_those_of_the_ministers_rule(code: str) -> None:
    one = INDICATORS[code]
    assert (one.over, one.decimals) == ("detail", 2)
    assert [(rounded(Fraction(band.least) * 25, 2), band.label[0]) for band in one.bands[1:]] == [
        (Decimal("65.00"), "C"), (Decimal("76.61"), "B"), (Decimal("88.31"), "A"),
    ]  # fmt: skip


@pytest.mark.property
@given(st.fractions(min_value=1, max_value=4, max_denominator=9 * 60))
def test_the_declared_bands_grade_as_the_ministers_rule_does(index: Fraction) -> None:
    declared = [band.label for band in INDICATORS["rehab.ikm"].bands if index >= Fraction(band.least)][-1]
    assert declared == Satisfaction(index).grade.label


@pytest.mark.parametrize(
    ("index", "band"),
    [
        ("2.59", "D"),
        ("2.60", "C"),
        ("3.06", "C"),
        ("3.2", "B"),
        ("3.49", "B"),
        ("3.59", "A"),
        ("3.94", "A"),
        ("4", "A"),
    ],
)
def test_published_indices_fall_into_the_band_that_was_published(index: str, band: str) -> None:
    reached = [one.label[0] for one in INDICATORS["rehab.ikm"].bands if Fraction(index) >= Fraction(one.least)]
    assert reached[-1] == band
