"""WHOQOL-BREF: domains, turned items, the rules for missing items."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import NotScorable

from .sheets import ANYTHING, likert_sheets, numbered, values_or_sentences

WHOQOL = INSTRUMENTS["whoqol-bref"]

# The manual's key, written down a second time; a minus turns the answer round.
KEY = {
    "physical": (-3, -4, 10, 15, 16, 17, 18),
    "psychological": (5, 6, 7, 11, 19, -26),
    "social": (20, 21, 22),
    "environment": (8, 9, 12, 13, 14, 23, 24, 25),
}
NAMES = list(KEY)
#            1..5    6..10   11..15  16..20  21..25  26
BEST = numbered("55115 55555 55555 55555 55555 1")
WORST = numbered("11551 11111 11111 11111 11111 5")
# The worked example in the tests of a public scoring library (awell-score, `whoqol_bref`), its three turned items
# turned back: the environment domain is exactly 65.625, and rounds up.
PUBLIC = numbered("33454 34534 53434 34454 35434 4")


def domains(sheet: dict[str, int]) -> list[str | int | None]:
    texts = WHOQOL.score(sheet).texts
    return [texts[name] for name in KEY]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (numbered("3" * 26), ["50.00"] * 4),
        (BEST, ["100.00"] * 4),
        (WORST, ["0.00"] * 4),
        (PUBLIC, ["53.57", "70.83", "75.00", "65.63"]),
        # Of the manual's conversion table, rows without rounding on the way: 21 -> 50, 24 -> 75, 6 -> 25, 24 -> 50.
        (numbered("33334 44333 43333 33342 22333 2"), ["50.00", "75.00", "25.00", "50.00"]),
    ],
)
def test_domains_are_those_of_the_manual(sheet: dict[str, int], expected: list[str]) -> None:
    assert domains(sheet) == expected


def test_the_two_general_items_stand_apart() -> None:
    values = WHOQOL.score({**BEST, "q1": 2, "q2": 4}).values
    assert (values["overall_quality"], values["overall_health"]) == (2, 4)
    without = {code: answer for code, answer in BEST.items() if code not in ("q1", "q2")}
    assert WHOQOL.score(without).values["overall_quality"] is None
    assert domains(without) == ["100.00"] * 4


@pytest.mark.parametrize(
    ("left_out", "empty"),
    [
        ((3, 4), None),
        ((3, 4, 10), "physical"),
        ((5, 26), None),
        ((5, 6, 7), "psychological"),
        ((20,), None),
        ((20, 21), "social"),
        ((8, 9), None),
        ((8, 9, 12), "environment"),
        ((1, 2, 3, 5, 8), None),
    ],
)
def test_a_domain_bears_two_missing_items_and_the_social_one_one(left_out: tuple[int, ...], empty: str | None) -> None:
    sheet = {code: answer for code, answer in BEST.items() if int(code[1:]) not in left_out}
    assert WHOQOL.check(sheet).missing == tuple(f"q{number}" for number in left_out)
    assert domains(sheet) == [None if name == empty else "100.00" for name in NAMES]


def test_a_missing_item_takes_the_mean_of_the_others() -> None:
    sheet = {code: answer for code, answer in PUBLIC.items() if code not in ("q3", "q20")}
    # Physical: 1 + 4 + 4 + 3 + 4 + 4 = 20 / 6; social: (3 + 5) / 2 = 4.
    assert domains(sheet) == ["58.33", "70.83", "75.00", "65.63"]


def test_more_than_a_fifth_missing_is_no_sheet() -> None:
    five = {code: answer for code, answer in BEST.items() if code not in ("q1", "q2", "q3", "q5", "q8")}
    assert WHOQOL.check(five).can_be_scored
    six = {code: answer for code, answer in five.items() if code != "q20"}
    findings = WHOQOL.check(six)
    assert (len(findings.missing), dict(findings.wrong)) == (6, {})
    with pytest.raises(NotScorable, match="6 dari 26 butir kosong"):
        WHOQOL.score(six)


@pytest.mark.parametrize("answer", [0, 6, -1, True, "3", 3.0])
def test_only_one_to_five_is_an_answer(answer: object) -> None:
    assert list(WHOQOL.check({**BEST, "q3": answer}).wrong) == ["q3"]
    assert list(WHOQOL.check({**BEST, "q27": 3}).wrong) == ["q27"]


@pytest.mark.property
@given(likert_sheets(26, 8))
def test_a_sheet_scores_as_the_manuals_formula_says(sheet: dict[str, int]) -> None:
    if 26 - len(sheet) > 26 * 0.2:
        assert not WHOQOL.check(sheet).can_be_scored
        return
    values = WHOQOL.score(sheet).values
    for name, key in KEY.items():
        answers = []
        for number in key:
            answer = sheet.get(f"q{abs(number)}")
            if answer is not None:
                answers.append(answer if number > 0 else 6 - answer)
        if len(key) - len(answers) > (1 if name == "social" else 2):
            assert values[name] is None
            continue
        # The manual: the mean stands in for what is missing, raw score, then 0 to 100.
        filled = answers + [Fraction(sum(answers), len(answers))] * (len(key) - len(answers))
        raw = sum(filled)
        assert values[name] == Fraction(raw - len(key)) / (4 * len(key)) * 100
        assert 0 <= (values[name] or 0) <= 100


@pytest.mark.property
@given(likert_sheets(26, 0), st.integers(3, 26))
def test_a_better_answer_raises_its_domain_alone(sheet: dict[str, int], number: int) -> None:
    name = next(name for name, key in KEY.items() if number in key or -number in key)
    better = sheet[f"q{number}"] + (1 if number in KEY[name] else -1)
    if better not in range(1, 6):
        return
    before, after = WHOQOL.score(sheet).values, WHOQOL.score({**sheet, f"q{number}": better}).values
    assert (after[name] or 0) > (before[name] or 0)
    assert all(after[other] == before[other] for other in before if other != name)


@pytest.mark.property
@given(st.dictionaries(st.one_of(st.sampled_from([item.code for item in WHOQOL.items]), st.text(max_size=3)), ANYTHING))
def test_whatever_is_written_gives_domains_or_sentences(sheet: dict[str, object]) -> None:
    values, sentences = values_or_sentences(WHOQOL, sheet)
    assert sentences or values == {*KEY, "overall_quality", "overall_health"}
