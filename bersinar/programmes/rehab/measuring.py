"""What a client's finished sheets say: how risky the use was found, and whether the quality of life rose.

Said by the client, as all of this room's facts are: whether there is a before and an after is seen only from all
sheets and episodes together. Pure; it reads results as they were written down and never scores.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal

from bersinar.catalogue.instruments.assist import ASSIST, HIGH, INJECTING_HIGH, deciding_band
from bersinar.catalogue.instruments.whoqol import DOMAINS
from bersinar.ledger.drafts import Draft

from .models import Client, Episode, Sheet
from .models.sheets import QUALITY_OF_LIFE

SCREENS = ASSIST.code
UNBANDED = "unbanded"
BEFORE, AFTER = "pre", "post"


def risk_of(sheet: Sheet) -> str:
    """The risk that a screening sheet found: its deciding band, high where injecting is; without bands unbanded."""
    if sheet.bands and INJECTING_HIGH in sheet.flags:
        return HIGH
    return deciding_band(sheet.bands) or UNBANDED


def of_sheets(client: Client, episodes: Sequence[Episode], subject: str) -> Iterator[Draft]:
    """Every screening with its risk; for an episode measured before and after, whether each domain rose."""
    sheets = client.final_sheets()
    for sheet in sheets:
        if sheet.instrument == SCREENS:
            yield Draft(
                "rehab.client_screened", _month(sheet.taken_on), place=sheet.place, detail=risk_of(sheet),
                aspect=sheet.setting, subject=subject,
            )  # fmt: skip
    measured = [sheet for sheet in sheets if sheet.instrument == QUALITY_OF_LIFE]
    for episode in episodes if measured else ():
        if pair := before_and_after(episode, episodes, measured):
            yield from _of_pair(*pair, subject)
            if episode.closed_on:
                yield Draft(
                    "rehab.quality_followed", _month(episode.closed_on), place=episode.place, subject=subject
                )  # fmt: skip


def before_and_after(
    episode: Episode, episodes: Sequence[Episode], measured: Sequence[Sheet]
) -> tuple[Sheet, Sheet] | None:
    """The measurement nearest to the admission, and the last one at the end, where an episode has both."""
    own = [sheet for sheet in measured if episode_of(sheet, episodes) is episode]
    before = min(
        (sheet for sheet in own if sheet.phase == BEFORE),
        key=lambda one: abs((one.taken_on - episode.admitted_on).days), default=None,
    )  # fmt: skip
    after = [sheet for sheet in own if sheet.phase == AFTER]
    return (before, after[-1]) if before and after and before.taken_on < after[-1].taken_on else None


def episode_of(sheet: Sheet, episodes: Sequence[Episode]) -> Episode | None:
    """The episode that a measurement belongs to, of all of the client's, oldest first.

    A first measurement may come before the admission: it belongs to the episode that runs on its day or comes next.
    Any other belongs to the last episode that had begun, for an end is measured on the last day or soon after it.
    """
    if sheet.phase == BEFORE:
        return next((one for one in episodes if one.closed_on is None or sheet.taken_on < one.closed_on), None)
    return next((one for one in reversed(episodes) if one.admitted_on <= sheet.taken_on), None)


def _of_pair(before: Sheet, after: Sheet, subject: str) -> Iterator[Draft]:
    """Each domain that has a value in both: measured, and whether the later is above the earlier."""
    month = _month(after.taken_on)
    for domain in DOMAINS:
        values = before.values.get(domain), after.values.get(domain)
        if values[0] is None or values[1] is None:
            continue
        rose = Decimal(values[1]) > Decimal(values[0])
        yield Draft("rehab.quality_measured", month, place=after.place, detail=domain, subject=subject)
        yield Draft("rehab.quality_compared", month, 100 if rose else 0, place=after.place, detail=domain)
        if rose:
            yield Draft("rehab.quality_improved", month, place=after.place, detail=domain, subject=subject)


def _month(day: date) -> date:
    return day.replace(day=1)
