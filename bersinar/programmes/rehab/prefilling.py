"""What is known already when the profile of an admission is filled in: from sheets, earlier episodes and profiles.

It is offered on the form with its source, and saved only with the officer's eye on it. A sheet's opening is written
down first. Nothing is guessed: what a sheet leaves open (since when somebody injects, how old somebody was) is asked.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from bersinar.catalogue.instruments.asi import INJECTED, SEVERAL, SUBSTANCES
from bersinar.foundation.access.models import User

from .actions.sheets import ASSESSES, SCREENS
from .models import Episode, Profile, Sheet
from .models.profiles import MOST_FURTHER, NEVER_INJECTED

PURPOSE = "mengisi profil saat masuk"
WITHIN = 30  # days around the admission: what a sheet says of the last thirty days is true of its own day alone
NEVER = 0  # ASSIST question 8

# The assessment's substances as ours, the likeliest first. General knowledge; the officer looks at what is offered.
OURS: Mapping[str, tuple[str, ...]] = MappingProxyType({
    "alcohol": ("alcohol",), "heroin": ("heroin",), "methadone": ("other",), "other_opioids": ("hard_medicine", "other"),
    "barbiturates": ("psychotropic",), "sedatives": ("psychotropic",), "cocaine": ("cocaine",),
    "amphetamines": ("methamphetamine", "ecstasy"), "cannabis": ("cannabis", "hashish", "cannabis_liquid"),
    "hallucinogens": ("other",), "inhalants": ("inhalant",), "other": ("other", "hard_medicine", "synthetic_cannabinoid"),
})  # fmt: skip
ROUTES: Mapping[int, str] = MappingProxyType({
    1: "eaten", 2: "sniffed", 3: "smoked", **dict.fromkeys(INJECTED, "by_needle"),
})  # fmt: skip


@dataclass
class Known:
    """Answers that stand elsewhere, and where they were found, in words."""

    answers: dict[str, Any] = field(default_factory=dict)
    sources: list[str] = field(default_factory=list)

    def take(self, found: Mapping[str, Any], source: str) -> None:
        """Keep what is not known yet."""
        new = {name: value for name, value in found.items() if name not in self.answers and value not in (None, "", [])}
        if new:
            self.answers |= new
            self.sources.append(source)


def known_of(episode: Episode, *, by: User) -> Known:
    """What is known of this admission, the nearest source first."""
    known = Known()
    sheets = episode.client.final_sheets()
    if sheet := _nearest(episode, sheets, ASSESSES):
        known.take(from_assessment(episode.substance, _opened(sheet, by)), f"lembar asesmen {sheet.taken_on:%d-%m-%Y}")
    if sheet := _nearest(episode, sheets, SCREENS):
        known.take(_from_screening(_opened(sheet, by)), f"lembar ASSIST {sheet.taken_on:%d-%m-%Y}")
    earlier = [one for one in episode.client.standing_episodes() if one.admitted_on < episode.admitted_on]
    if earlier:
        known.take({"ever_treated": "treated_before"}, "episode sebelumnya")
    former = [profile for one in earlier if (profile := one.standing_profile())]
    if former:
        known.take(_lasting(former[-1], episode), f"profil {former[-1].episode.admitted_on:%d-%m-%Y}")
    return known


def from_assessment(main: str, answers: Mapping[str, int]) -> dict[str, Any]:
    """Route and days of the main substance, others of the last thirty days, and whether anything was injected in them."""
    days = {one: answers.get(f"use_{one}_days", -1) for one in SUBSTANCES if one != SEVERAL}
    row = _row_of(main, answers)
    others = sorted((one for one in days if one != row and days[one] > 0), key=lambda one: -days[one])
    further = dict.fromkeys(OURS[one][0] for one in others)
    injects = any(days[one] > 0 and answers.get(f"use_{one}_route") in INJECTED for one in days)
    return {
        "route": ROUTES.get(answers.get(f"use_{row}_route", 0), ""),
        "days_30": days[row] if days.get(row, -1) >= 0 else None,
        "further": [code for code in further if code != main][:MOST_FURTHER],
        "injecting": "injecting_now" if injects else "",
    }


def _row_of(main: str, answers: Mapping[str, int]) -> str:
    """The assessment's row that speaks of the main substance: the one it calls so, else the first that fits and is used."""
    fitting = [one for one in OURS if main in OURS[one]]
    primary = answers.get("primary", 0)
    if 0 < primary <= len(SUBSTANCES) and SUBSTANCES[primary - 1] in fitting:
        return SUBSTANCES[primary - 1]
    used = [one for one in fitting if answers.get(f"use_{one}_days", 0) > 0 or answers.get(f"use_{one}_years", 0) > 0]
    return (used or [""])[0]


def _from_screening(answers: Mapping[str, int]) -> dict[str, Any]:
    """ASSIST tells for certain only that somebody never injected."""
    return {"injecting": NEVER_INJECTED} if answers.get("q8") == NEVER else {}


def _lasting(former: Profile, episode: Episode) -> dict[str, Any]:
    """What an earlier profile says that does not change."""
    same = former.episode.substance == episode.substance
    return {"education": former.education, "first_use_age": former.first_use_age if same else None}


def _nearest(episode: Episode, sheets: Sequence[Sheet], instrument: str) -> Sheet | None:
    near = [(abs((one.taken_on - episode.admitted_on).days), one) for one in sheets if one.instrument == instrument]
    return min((pair for pair in near if pair[0] <= WITHIN), key=lambda pair: pair[0], default=(0, None))[1]


def _opened(sheet: Sheet, by: User) -> dict[str, int]:
    answers: dict[str, int] = json.loads(sheet.answers.open(by=by, purpose=PURPOSE))
    return answers
