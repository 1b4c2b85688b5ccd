"""Sheets of instruments for the tests of this room: answers, and how they are filled in."""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.programmes.rehab.actions import SHEETS
from bersinar.programmes.rehab.models import Client, Sheet
from tests.cast import Cast

MARCH = date(2023, 3, 1)

# Meth every day with all that follows from it (35), tobacco daily without a fault (6), nothing else, never injected.
ASSIST_HIGH: dict[str, int] = {
    **{f"q1{letter}": 0 for letter in "bcdfghij"},
    "q1a": 3, "q2a": 6, "q3a": 0, "q4a": 0, "q6a": 0, "q7a": 0,
    "q1e": 3, "q2e": 6, "q3e": 6, "q4e": 5, "q5e": 6, "q6e": 6, "q7e": 6, "q8": 0,
}  # fmt: skip

ASI: dict[str, int] = {
    **{
        f"{domain}_{topic}": value
        for domain in ("medical", "work", "drugs", "legal", "family", "psychiatric")
        for topic, value in (("trouble", 1), ("help", 2), ("severity", 4))
    },
    "use_amphetamines_days": 12, "use_amphetamines_years": 3, "use_amphetamines_route": 3, "primary": 8, "suicide_30": 0,
}  # fmt: skip


def quality(value: int) -> dict[str, int]:
    """A WHOQOL-BREF answered alike throughout; the three turned items turned, so that a higher value is better."""
    return {f"q{number}": 6 - value if number in (3, 4, 26) else value for number in range(1, 27)}


def fill_in(cast: Cast, client: Client, instrument: str, answers: dict[str, int], **values: Any) -> Sheet:
    """A finished sheet of BNNK OKI's clinic on 1 March 2023, unless told otherwise."""
    said = {"taken_on": MARCH, "setting": "at_clinic", "interviewer": "Budi Rekaan", "finish": True, **values}
    return SHEETS.create(
        office=cast.oki, by=cast.budi, client=client, instrument=instrument, answers=answers, **said
    )  # fmt: skip
