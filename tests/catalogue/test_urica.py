"""URICA with 32 items: means, readiness, missing items. Vectors are worked out by hand from the published key."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import NotScorable

from .sheets import ANYTHING, likert_sheets, numbered, values_or_sentences

URICA = INSTRUMENTS["urica-32"]

# The published key, written down a second time.
KEY = {
    "precontemplation": (1, 5, 11, 13, 23, 26, 29),
    "contemplation": (2, 8, 12, 15, 19, 21, 24),
    "action": (3, 7, 10, 14, 17, 25, 30),
    "maintenance": (6, 16, 18, 22, 27, 28, 32),
}


def of_subscales(precontemplation: str, contemplation: str, action: str, maintenance: str) -> dict[str, int]:
    """A sheet from the seven answers of each subscale; the four items that are not scored hold 5."""
    sheet = numbered("5" * 32)
    for numbers, said in zip(KEY.values(), (precontemplation, contemplation, action, maintenance), strict=True):
        sheet |= {f"q{number}": int(answer) for number, answer in zip(numbers, said, strict=True)}
    return sheet


@pytest.mark.parametrize(
    ("sheet", "texts"),
    [
        (numbered("3" * 32), ["3.00", "3.00", "3.00", "3.00", "6.00"]),
        # 10 / 7, 30 / 7, 25 / 7, 22 / 7; readiness (30 + 25 + 22 - 10) / 7 = 67 / 7
        (of_subscales("2112121", "4544544", "3443443", "4332433"), ["1.43", "4.29", "3.57", "3.14", "9.57"]),
        (of_subscales("1111111", "5555555", "5555555", "5555555"), ["1.00", "5.00", "5.00", "5.00", "14.00"]),
        (of_subscales("5555555", "1111111", "1111111", "1111111"), ["5.00", "1.00", "1.00", "1.00", "-2.00"]),
    ],
)
def test_means_and_readiness_are_those_of_the_published_key(sheet: dict[str, int], texts: list[str]) -> None:
    result = URICA.score(sheet)
    assert list(result.texts.items()) == list(zip([*KEY, "readiness"], texts, strict=True))
    assert (dict(result.bands), result.flags) == ({}, ())  # published cut-offs are arbitrary: none is shipped


def test_the_four_unscored_items_count_for_nothing() -> None:
    sheet = of_subscales("2112121", "4544544", "3443443", "4332433")
    without = {code: answer for code, answer in sheet.items() if code not in ("q4", "q9", "q20", "q31")}
    assert URICA.score(without).values == URICA.score(sheet).values
    assert URICA.check(without).is_complete


def test_one_missing_item_of_a_subscale_is_allowed_and_two_take_its_mean_and_the_readiness() -> None:
    sheet = of_subscales("2112121", "4544544", "3443443", "4332433")
    del sheet["q2"]  # 26 / 6 are left
    assert URICA.score(sheet).texts["contemplation"] == "4.33"
    assert URICA.check(sheet).missing == ("q2",)
    del sheet["q8"]
    result = URICA.score(sheet)
    assert (result.values["contemplation"], result.values["readiness"]) == (None, None)
    assert result.texts["action"] == "3.57"


def test_a_sheet_without_a_single_subscale_is_refused() -> None:
    for sheet in ({}, {"q1": 3, "q4": 2}):
        findings = URICA.check(sheet)
        assert not findings.wrong
        assert not findings.can_be_scored
        with pytest.raises(NotScorable, match="Terlalu banyak butir kosong"):
            URICA.score(sheet)


@pytest.mark.parametrize("answer", [0, 6, -1, True, "3", 3.0])
def test_only_one_to_five_is_an_answer(answer: object) -> None:
    assert list(URICA.check({**numbered("3" * 32), "q7": answer}).wrong) == ["q7"]
    assert list(URICA.check({**numbered("3" * 32), "q33": 3}).wrong) == ["q33"]


@pytest.mark.property
@given(likert_sheets(32, 8))
def test_a_sheet_scores_as_plain_means_say(sheet: dict[str, int]) -> None:
    expected: dict[str, Fraction | None] = {}
    for name, numbers in KEY.items():
        given_ = [sheet[f"q{number}"] for number in numbers if f"q{number}" in sheet]
        expected[name] = Fraction(sum(given_)) / len(given_) if len(given_) >= 6 else None
    known = [mean for mean in expected.values() if mean is not None]
    if not known:
        assert not URICA.check(sheet).can_be_scored
        return
    expected["readiness"] = sum(known[1:], Fraction(0)) - known[0] if len(known) == 4 else None
    result = URICA.score(sheet)
    assert dict(result.values) == expected
    for scale in URICA.scales:
        value = result.values[scale.code]
        assert value is None or scale.least <= value <= scale.most


@pytest.mark.property
@given(likert_sheets(32, 2), st.sampled_from(sorted(number for numbers in KEY.values() for number in numbers)))
def test_a_higher_answer_raises_its_mean_and_moves_readiness_its_way(sheet: dict[str, int], number: int) -> None:
    code = f"q{number}"
    if sheet.get(code, 5) == 5:
        return
    name = next(name for name, numbers in KEY.items() if number in numbers)
    before, after = URICA.score(sheet).values, URICA.score({**sheet, code: sheet[code] + 1}).values
    if before[name] is None or before["readiness"] is None:
        return
    assert (after[name] or 0) > (before[name] or 0)
    risen = (after["readiness"] or 0) > (before["readiness"] or 0)
    assert risen == (name != "precontemplation")


@pytest.mark.property
@given(st.dictionaries(st.one_of(st.sampled_from([item.code for item in URICA.items]), st.text(max_size=3)), ANYTHING))
def test_whatever_is_written_gives_means_or_sentences(sheet: dict[str, object]) -> None:
    values, sentences = values_or_sentences(URICA, sheet)
    assert sentences or values == {*KEY, "readiness"}
