"""Profiles of admissions of two clinics, most of them complete. Every answer is made up.

No article tells of them. They are as many, and spread so, that no category of the year's table shows fewer than five.
"""

from __future__ import annotations

from typing import Any

from bersinar.programmes.rehab.actions import PROFILES
from bersinar.programmes.rehab.models import Episode

from .stage import Stage

# office: how many of the year's admissions have a profile, and how many of these are complete
_OFFICES = {"bnnk-oki": (54, 45), "bnnk-kotawaringin-barat": (28, 23)}
_TESTS = ("tested_this_year", "test_not_offered")


def play(stage: Stage) -> None:
    for code, (profiles, complete) in _OFFICES.items():
        rows: Any = Episode.objects.standing().filter(office=stage.office(code)).select_related("client")
        for number, episode in enumerate(rows.order_by("admitted_on", "client__code")[:profiles]):
            said = _answers(number)
            if number >= complete:  # what is asked last is lacking first
                said = {name: value for name, value in said.items() if name not in ("hiv_test", "hcv_test", "housing")}
            PROFILES.create(office=stage.office(code), by=stage.person(code, "rehab"), episode=episode, **said)


def _answers(number: int) -> dict[str, Any]:
    """Answers that agree with one another, in turns of two, three and four."""
    injected = number % 4 == 0
    other = {"further": ["alcohol"]} if number % 3 == 0 else {"no_further": True}
    needle = {"injecting": "injected_once", "injected_age": 18, "sharing": "never_shared"}
    return {
        "ever_treated": "treated_before" if number % 3 == 1 else "first_time",
        "living_with": "with_partner" if number % 2 else "with_parents",
        "children": "with_children" if number % 2 else "without_children", "housing": "stable_home",
        "education": ("junior_school", "senior_school", "primary_school")[number % 3],
        "labour": ("regular_work", "occasional_work", "no_work")[number % 3], "route": "smoked",
        "days_30": (10, 20)[number % 2], "first_use_age": (14, 17, 18)[number % 3],
        "hiv_test": _TESTS[number % 2], "hcv_test": _TESTS[number % 2], "substitution": "never_substituted",
        **(needle if injected else {"injecting": "never_injected"}), **other,
    }  # fmt: skip
