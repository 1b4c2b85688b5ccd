"""ASSIST v3.1: scores, skip rules, bands, injecting, minors. Vectors are worked out by hand from the form's codes."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.assist import BANDS, band_of, deciding_band
from bersinar.catalogue.instruments.declaring import NotScorable

from .sheets import ANYTHING, LETTERS, assist, assist_sheets, values_or_sentences

ASSIST = INSTRUMENTS["assist-3.1"]
CODES = [item.code for item in ASSIST.items]
USED = assist(c="4 5 6 7 6 3")


def test_a_substance_never_used_scores_nothing() -> None:
    for sheet in (assist(q8=None), assist(q8=0)):  # the interview ends at question 1; a ticked "never" says the same
        result = ASSIST.score(sheet)
        assert dict(result.values) == dict.fromkeys(LETTERS, 0)
        assert dict(result.bands) == dict.fromkeys(LETTERS, "low")


@pytest.mark.parametrize(
    ("letter", "answers", "score", "band"),
    [
        ("c", "4 5 6 7 6 3", 31, "high"),
        ("e", "2 3 0 0 0 0", 5, "moderate"),  # any craving is moderate at once
        ("i", "6 6 7 8 6 6", 39, "high"),
        ("a", "6 6 7 6 6", 31, "high"),  # no question 5
        ("c", "0 0 0", 0, "low"),
        ("c", "0 3 0", 3, "low"),
        ("c", "4 0 0 0 0 0", 4, "moderate"),
        ("j", "6 6 7 7 0 0", 26, "moderate"),
        ("j", "6 6 7 8 0 0", 27, "high"),
        ("a", "6 6 5 6 3", 26, "moderate"),
        ("a", "6 6 6 6 3", 27, "high"),
        ("b", "4 0 0 0 6 0", 10, "low"),
        ("b", "2 3 0 0 6 0", 11, "moderate"),
        ("b", "6 6 7 7 0 0", 26, "moderate"),
        ("b", "6 6 7 8 0 0", 27, "high"),
        ("g", "0 6 6", 12, "moderate"),  # not in three months, and others still worry
    ],
)
def test_the_score_is_the_sum_and_the_band_is_that_of_the_manual(
    letter: str, answers: str, score: int, band: str
) -> None:
    result = ASSIST.score(assist(0, **{letter: answers}))
    assert (result.values[letter], result.bands[letter]) == (score, band)
    assert all(result.values[other] == 0 for other in LETTERS if other != letter)


@pytest.mark.parametrize(
    ("sheet", "item"),
    [
        ({**USED, "q1c": 1}, "q1c"),
        ({**USED, "q2c": 1}, "q2c"),
        ({**USED, "q2c": 5}, "q2c"),
        ({**USED, "q3c": 2}, "q3c"),
        ({**USED, "q4c": 3}, "q4c"),
        ({**USED, "q5c": 4}, "q5c"),
        ({**USED, "q6c": 2}, "q6c"),
        ({**USED, "q7c": 1}, "q7c"),
        ({**USED, "q8": 3}, "q8"),
        ({**USED, "q2c": True}, "q2c"),
        ({**USED, "q2c": 4.0}, "q2c"),
        ({**USED, "q2c": "4"}, "q2c"),
        ({**USED, "q2d": 0}, "q2d"),  # never used: no further item
        ({**USED, "q6d": 0}, "q6d"),
        ({**assist(c="0 0 0"), "q3c": 0}, "q3c"),  # not in three months: 3 to 5 are skipped
        ({**assist(c="0 0 0"), "q5c": 5}, "q5c"),
        ({**assist(a="4 0 0 0 0"), "q5a": 0}, "q5a"),  # question 5 is not asked of tobacco
        ({**assist(q8=None), "q8": 2}, "q8"),
        ({**USED, "q8_days": 3}, "q8_days"),  # never injected
        ({**USED, "q8": 1, "q8_running": 1}, "q8_running"),
        ({**USED, "q9c": 0}, "q9c"),
        ({**USED, "Q2c": 0}, "Q2c"),
    ],
)
def test_what_cannot_be_is_refused_with_its_item(sheet: dict[str, object], item: str) -> None:
    findings = ASSIST.check(sheet)
    assert list(findings.wrong) == [item]
    assert findings.sentences[0].startswith(f"{item}: ")
    with pytest.raises(NotScorable):
        ASSIST.score(sheet)


def test_the_sentence_says_why_an_item_is_skipped() -> None:
    findings = ASSIST.check({**assist(c="0 0 0"), "q3c": 3})
    assert "q2c berisi 0" in findings.wrong["q3c"]
    assert "semua butir q1a sampai q1j berisi 0" in ASSIST.check({**assist(q8=None), "q8": 1}).wrong["q8"]


@pytest.mark.parametrize("left_out", ["q1b", "q2c", "q3c", "q5c", "q6c", "q7c", "q8"])
def test_what_is_missing_makes_a_draft_and_not_an_error(left_out: str) -> None:
    findings = ASSIST.check({code: answer for code, answer in USED.items() if code != left_out})
    assert left_out in findings.missing
    assert not findings.can_be_scored
    # Before the gate is answered nothing behind it is asked for, and nothing behind it is wrong.
    assert not findings.wrong


def test_an_answer_of_none_is_an_answer_left_out() -> None:
    assert ASSIST.check({**USED, "q2d": None, "q5a": None}).is_complete
    assert ASSIST.check({**USED, "q2c": None}).missing[0] == "q2c"


@pytest.mark.parametrize(
    ("extra", "flags"),
    [
        ({"q8": 0}, ()),
        ({"q8": 1}, ()),
        ({"q8": 2}, ("injecting_recent",)),
        ({"q8": 2, "q8_days": 12}, ("injecting_recent",)),  # four days a month: not *more than* four
        ({"q8": 2, "q8_days": 13}, ("injecting_recent", "injecting_high")),
        ({"q8": 2, "q8_days": 3, "q8_running": 1}, ("injecting_recent", "injecting_high")),
        ({"q8": 2, "q8_days": 3, "q8_running": 0}, ("injecting_recent",)),
    ],
)
def test_injecting_often_is_a_mark_and_never_a_score(extra: dict[str, int], flags: tuple[str, ...]) -> None:
    result = ASSIST.score({**USED, **extra})
    assert result.flags == flags
    assert result.values == ASSIST.score(USED).values
    assert result.bands == ASSIST.score(USED).bands


def test_a_minor_has_scores_but_no_bands_and_a_clinician_is_asked() -> None:
    for age in (10, 17):
        result = ASSIST.score(USED, age=age)
        assert (result.values["c"], dict(result.bands), result.flags) == (31, {}, ("ask_clinician",))
    for grown in (18, None):
        assert ASSIST.score(USED, age=grown).bands["c"] == "high"
    # What is dangerous at any age stays marked.
    assert "injecting_recent" in ASSIST.score({**USED, "q8": 2}, age=15).flags


def test_tobacco_never_decides_where_a_client_is_served() -> None:
    assert deciding_band(ASSIST.score(assist(a="6 6 7 6 6")).bands) == "low"
    assert deciding_band(ASSIST.score(assist(a="6 6 7 6 6", b="2 3 0 0 6 0")).bands) == "moderate"
    assert deciding_band(ASSIST.score(assist(b="0 0 0", j="6 6 7 8 0 0")).bands) == "high"
    assert deciding_band(ASSIST.score(USED, age=16).bands) is None


@pytest.mark.property
@given(assist_sheets())
def test_a_sheet_scores_as_a_plain_sum_says(sheet: dict[str, int]) -> None:
    result = ASSIST.score(sheet)
    for letter in LETTERS:
        total = 0
        for number in "234567":
            total += sheet.get("q" + number + letter, 0)
        low, moderate = (10, 26) if letter == "b" else (3, 26)
        assert result.values[letter] == total
        assert result.bands[letter] == ("low" if total <= low else "moderate" if total <= moderate else "high")
    assert all(scale.least <= (result.values[scale.code] or 0) <= scale.most for scale in ASSIST.scales)


@pytest.mark.property
@given(assist_sheets(), st.data())
def test_a_higher_answer_never_lowers_a_score_or_a_band(sheet: dict[str, int], data: st.DataObject) -> None:
    raised = {
        item.code: higher
        for item in ASSIST.items
        if item.code in sheet and item.topic not in ("q1", "q8") and (item.topic != "q2" or sheet[item.code])
        for higher in item.values
        if higher > sheet[item.code]
    }  # fmt: skip
    if not raised:
        return
    code = data.draw(st.sampled_from(sorted(raised)))
    before, after = ASSIST.score(sheet), ASSIST.score({**sheet, code: raised[code]})
    letter = code[-1]
    assert (after.values[letter] or 0) > (before.values[letter] or 0)
    assert BANDS.index(after.bands[letter]) >= BANDS.index(before.bands[letter])
    assert all(after.values[other] == before.values[other] for other in LETTERS if other != letter)


@pytest.mark.property
@given(assist_sheets(), st.sampled_from(CODES))
def test_of_a_whole_sheet_every_item_is_needed_and_no_other_is_wanted(sheet: dict[str, int], code: str) -> None:
    item = ASSIST.item(code)
    if code in sheet:
        fewer = {other: answer for other, answer in sheet.items() if other != code}
        assert code in ASSIST.check(fewer).missing
    elif not item.optional and item.values[0] not in item.idle:
        assert not item.asked_if(sheet)
        assert ASSIST.check({**sheet, code: item.values[0]}).wrong.keys() == {code}


@pytest.mark.property
@given(st.dictionaries(st.one_of(st.sampled_from(CODES), st.text(max_size=4)), ANYTHING))
def test_whatever_is_written_gives_scores_or_sentences(sheet: dict[str, object]) -> None:
    values, sentences = values_or_sentences(ASSIST, sheet)
    assert sentences or values == set(LETTERS)


@pytest.mark.property
@given(st.sampled_from(LETTERS), st.integers(0, 38))
def test_bands_follow_one_another(letter: str, score: int) -> None:
    assert BANDS.index(band_of(letter, score)) <= BANDS.index(band_of(letter, score + 1))
