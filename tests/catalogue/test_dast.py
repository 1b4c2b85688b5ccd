"""DAST-10: ten answers, one of them the other way round, and the bands of the published key."""

from __future__ import annotations

import pytest

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.declaring import ASK_CLINICIAN, NotScorable

DAST = INSTRUMENTS["dast-10"]
CLEAR = {**{f"q{number}": 0 for number in range(1, 11)}, "q3": 1}  # the third asks whether one can always stop


@pytest.mark.parametrize(
    ("yes", "score", "band"),
    [
        (0, 0, "none"), (1, 1, "low"), (2, 2, "low"), (3, 3, "moderate"), (5, 5, "moderate"), (6, 6, "substantial"),
        (8, 8, "substantial"), (9, 9, "severe"),
    ],
)  # fmt: skip
def test_each_answer_that_speaks_of_use_is_a_point(yes: int, score: int, band: str) -> None:
    said = {f"q{number}": 1 for number in (1, 2, 4, 5, 6, 7, 8, 9, 10)[:yes]}
    result = DAST.score({**CLEAR, **said})
    assert (result.values["score"], result.bands["score"]) == (score, band)


def test_the_third_answer_counts_the_other_way_round() -> None:
    assert DAST.score({**CLEAR, "q3": 0}).values["score"] == 1
    assert DAST.score({**dict.fromkeys(CLEAR, 1), "q3": 0}).values["score"] == 10


def test_a_sheet_with_a_gap_has_no_score_and_a_strange_answer_is_named() -> None:
    with pytest.raises(NotScorable, match="Belum diisi: q10"):
        DAST.score({code: answer for code, answer in CLEAR.items() if code != "q10"})
    with pytest.raises(NotScorable, match="salah satu dari 0, 1"):
        DAST.score({**CLEAR, "q2": 2})


def test_the_bands_are_not_for_minors() -> None:
    result = DAST.score(CLEAR, age=16)
    assert (dict(result.bands), result.flags) == ({}, (ASK_CLINICIAN,))
