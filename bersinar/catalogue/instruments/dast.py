"""DAST-10: ten questions about a year, answered yes or no; a point for each answer that speaks of drug use.

The third question is asked the other way round: there "no" is the point. Bands follow the published key.
"""

from __future__ import annotations

from types import MappingProxyType

from .declaring import ASK_CLINICIAN, Answers, HigherIs, Instrument, Item, Outcome, Scale

SCORE = "score"
REVERSED = "q3"
# From this score upward; the last that is reached holds.
BANDS = ((0, "none"), (1, "low"), (3, "moderate"), (6, "substantial"), (9, "severe"))


def _compute(answers: Answers) -> Outcome:
    score = sum(1 - answer if code == REVERSED else answer for code, answer in answers.items())
    band = [name for least, name in BANDS if score >= least][-1]
    return Outcome({SCORE: score}, {SCORE: band})


DAST = Instrument(
    "dast-10", "1", "DAST-10",
    tuple(Item(f"q{number}", (0, 1), f"q{number}") for number in range(1, 11)),
    (Scale(SCORE, "Skor", 0, 10, HigherIs.WORSE),),
    MappingProxyType({
        "none": "Tidak ada", "low": "Rendah", "moderate": "Sedang", "substantial": "Cukup berat", "severe": "Berat",
        ASK_CLINICIAN: "di bawah 18 tahun: pita orang dewasa tidak berlaku, mintalah penilaian klinisi",
    }),
    _compute, adults_only=True,
)  # fmt: skip
