"""Whether the quality of life rose: before and after of one episode, told as sums, recounted to the unit."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import EPISODES, SHEETS
from bersinar.programmes.rehab.models import Client, Facility, Sheet
from tests.books import figure, posted
from tests.cast import Cast

from .conftest import admit, register
from .sheets import fill_in, quality

JANUARY, APRIL = date(2023, 1, 5), date(2023, 4, 5)


def measure(cast: Cast, client: Client, value: int, phase: str, on: date, **values: Any) -> Sheet:
    return fill_in(cast, client, "whoqol-bref", quality(value), phase=phase, taken_on=on, **values)


def told(client: Client) -> list[tuple[Any, ...]]:
    return [(one.kind, one.day, one.detail, one.quantity) for one in posted(client) if "quality" in one.kind]


def test_a_measurement_says_when_it_was_taken(cast: Cast, client_of_oki: Client) -> None:
    with pytest.raises(Refusal, match="Pilih tahap pengukurannya"):
        measure(cast, client_of_oki, 3, "", JANUARY)


def test_each_domain_is_compared(cast: Cast, clinic: Facility, client_of_oki: Client) -> None:
    measure(cast, client_of_oki, 2, "pre", date(2023, 1, 3))  # before the admission: of the episode that comes next
    admit(cast, client_of_oki, clinic, JANUARY, closed_on=APRIL, closing_reason="completed")
    assert told(client_of_oki) == []
    after = quality(4) | {"q20": 2, "q21": 2, "q22": 2}  # the social domain stays as it was
    fill_in(cast, client_of_oki, "whoqol-bref", after, phase="post", taken_on=date(2023, 4, 6))
    april = date(2023, 4, 1)
    compared = {
        detail: quantity for kind, day, detail, quantity in told(client_of_oki) if kind == "rehab.quality_compared"
    }
    assert compared == {"physical": 100, "psychological": 100, "social": 0, "environment": 100}
    assert ("rehab.quality_followed", april, "", 1) in told(client_of_oki)
    assert figure(cast.oki, "rehab.qol_physical") == ("100.00", None)
    assert figure(cast.oki, "rehab.qol_social") == ("0.00", None)
    assert figure(cast.oki, "rehab.qol_improved") == figure(cast.oki, "rehab.qol_measured") == ("1", None)
    assert figure(cast.oki, "rehab.qol_completion") == ("100.00", None)
    assert verify() == []


def test_the_rate_is_over_those_with_both(cast: Cast, clinic: Facility) -> None:
    for before, after in ((2, 4), (3, 3), (4, 2), (2, None)):
        client = register(cast)
        admit(cast, client, clinic, JANUARY, closed_on=APRIL, closing_reason="completed")
        measure(cast, client, before, "pre", JANUARY)
        if after:
            measure(cast, client, after, "post", APRIL)
    assert figure(cast.oki, "rehab.qol_physical") == ("33.33", None)
    assert figure(cast.oki, "rehab.qol_measured") == ("3", None)
    assert figure(cast.oki, "rehab.qol_completion") == ("75.00", None)
    assert verify() == []


def test_two_episodes_are_two_comparisons(cast: Cast, clinic: Facility, client_of_oki: Client) -> None:
    admit(cast, client_of_oki, clinic, JANUARY, closed_on=date(2023, 2, 5), closing_reason="completed")
    admit(cast, client_of_oki, clinic, date(2023, 5, 5), is_relapse=True)
    measure(cast, client_of_oki, 3, "pre", JANUARY)
    measure(cast, client_of_oki, 4, "mid", date(2023, 1, 20))
    measure(cast, client_of_oki, 4, "post", date(2023, 2, 6))
    measure(cast, client_of_oki, 2, "pre", date(2023, 5, 4))
    compared = [row for row in told(client_of_oki) if row[0] == "rehab.quality_compared"]
    assert len(compared) == 4  # the second episode has no end yet
    measure(cast, client_of_oki, 1, "post", date(2023, 6, 1))
    assert figure(cast.oki, "rehab.qol_physical") == ("50.00", None)
    assert figure(cast.oki, "rehab.qol_measured") == ("1", None)
    assert verify() == []


def test_what_is_corrected_or_cancelled_is_said_anew(cast: Cast, clinic: Facility, client_of_oki: Client) -> None:
    episode = admit(cast, client_of_oki, clinic, JANUARY, closed_on=APRIL, closing_reason="completed")
    measure(cast, client_of_oki, 2, "pre", JANUARY)
    after = measure(cast, client_of_oki, 4, "post", APRIL)
    SHEETS.change(after, by=cast.budi, based_on=None, answers=quality(1), reason="lembar tertukar")
    assert figure(cast.oki, "rehab.qol_physical") == ("0.00", None)
    assert verify() == []
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=None, closing_reason="")
    assert figure(cast.oki, "rehab.qol_followed") == (None, None)
    SHEETS.cancel(after, by=cast.budi, reason="klien keliru")
    assert told(client_of_oki) == []
    assert verify() == []


def test_a_domain_without_a_value_is_not_compared(cast: Cast, clinic: Facility, client_of_oki: Client) -> None:
    admit(cast, client_of_oki, clinic, JANUARY)
    measure(cast, client_of_oki, 2, "pre", JANUARY)
    gaps = {code: value for code, value in quality(4).items() if code not in ("q20", "q21")}
    fill_in(cast, client_of_oki, "whoqol-bref", gaps, phase="post", taken_on=APRIL)
    details = {detail for kind, day, detail, quantity in told(client_of_oki)}
    assert details == {"physical", "psychological", "environment"}
    assert verify() == []


def test_facts_of_sheets_are_coarse(cast: Cast, clinic: Facility, client_of_oki: Client) -> None:
    admit(cast, client_of_oki, clinic, JANUARY)
    measure(cast, client_of_oki, 2, "pre", date(2023, 1, 9))
    measure(cast, client_of_oki, 3, "post", date(2023, 3, 9))
    for draft in posted(client_of_oki):
        if "quality" in draft.kind:
            assert (draft.day, draft.place, draft.sex, draft.age_band) == (date(2023, 3, 1), "16.02", "", "")
