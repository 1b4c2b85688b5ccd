"""Sheets of two clinics: screenings, an assessment, quality of life before and after. Every answer is made up.

No article tells of them. They are as many as let no split of a restricted figure show fewer than five people.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bersinar.programmes.rehab.actions import SHEETS
from bersinar.programmes.rehab.models import Episode

from .stage import Stage

_OFFICES = ("bnnk-lubuklinggau", "bnnk-oki")
_SCREENED_HIGH, _SCREENED_MODERATE, _MEASURED = 6, 5, 8
_DAYS_AGO = 2  # an assessment that the clinic's day warns of

_NOTHING = {f"q1{letter}": 0 for letter in "bcdfghij"}
_SMOKES = {"q1a": 3, "q2a": 6, "q3a": 3, "q4a": 0, "q6a": 3, "q7a": 3}
_HIGH = {**_NOTHING, **_SMOKES, "q1e": 3, "q2e": 6, "q3e": 5, "q4e": 5, "q5e": 6, "q6e": 6, "q7e": 3, "q8": 0}
_MODERATE = {**_NOTHING, **_SMOKES, "q1e": 3, "q2e": 3, "q3e": 4, "q4e": 0, "q5e": 0, "q6e": 3, "q7e": 0, "q8": 0}
_DOMAINS = {"medical": 1, "work": 4, "drugs": 6, "legal": 0, "family": 3, "psychiatric": 2}
_ASSESSED = {
    **{f"{domain}_{topic}": level // 2 for domain, level in _DOMAINS.items() for topic in ("trouble", "help")},
    **{f"{domain}_severity": level for domain, level in _DOMAINS.items()},
    "use_amphetamines_days": 14, "use_amphetamines_years": 3, "use_amphetamines_route": 3, "primary": 8, "suicide_30": 0,
}  # fmt: skip


def play(stage: Stage) -> None:
    for code in _OFFICES:
        rows: Any = Episode.objects.standing().filter(office=stage.office(code)).select_related("client")
        episodes: list[Episode] = list(rows.order_by("admitted_on", "client__code"))
        for place, episode in enumerate(episodes[: _SCREENED_HIGH + _SCREENED_MODERATE]):
            answers = _HIGH if place < _SCREENED_HIGH else _MODERATE
            _fill_in(stage, code, episode, "assist-3.1", answers, after=-1)
        _fill_in(stage, code, episodes[0], "asi-wl", _ASSESSED, after=0)
        _fill_in(stage, code, episodes[1], "asi-wl", {"medical_trouble": 1, "medical_help": 0}, after=0, finish=False)
        ended = [episode for episode in episodes if episode.closing_reason == "completed"]
        for place, episode in enumerate(ended[:_MEASURED]):
            assert episode.closed_on is not None
            _measure(stage, code, episode, 2, "pre", after=0)
            _measure(
                stage,
                code,
                episode,
                2 if place % 4 == 3 else 4,
                "post",
                after=(episode.closed_on - episode.admitted_on).days,
            )
        going = [episode for episode in episodes if episode.is_open]
        day = stage.office(code).local_day() - timedelta(days=_DAYS_AGO)
        _fill_in(stage, code, going[-1], "asi-wl", {**_ASSESSED, "suicide_30": 1}, after=0, taken_on=day)


def _measure(stage: Stage, code: str, episode: Episode, level: int, phase: str, *, after: int) -> None:
    answers = {f"q{number}": 6 - level if number in (3, 4, 26) else level for number in range(1, 27)}
    if phase == "post":
        answers |= {"q20": 3, "q23": 2, "q24": 2}
    _fill_in(stage, code, episode, "whoqol-bref", answers, after=after, phase=phase, interviewer="")


def _fill_in(
    stage: Stage, code: str, episode: Episode, instrument: str, answers: dict[str, int], *, after: int, **values: Any
) -> None:
    by = stage.person(code, "rehab")
    said: dict[str, Any] = {
        "taken_on": episode.admitted_on + timedelta(days=after), "setting": "at_clinic", "interviewer": by.full_name,
        "finish": True, **values,
    }  # fmt: skip
    SHEETS.create(
        office=stage.office(code), by=by, client=episode.client, instrument=instrument, answers=answers, **said
    )  # fmt: skip
