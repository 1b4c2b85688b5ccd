"""The way of some cases after their LKN: events with their hour, prosecution files up to P-21, terms kept and one missed.

And one inquiry that began last night, so that the deadline board shows a clock that runs. No article tells any of this;
hours and numbers are chosen plainly, and nothing here changes what the articles count.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.programmes.enforcement.actions import CASES, EVENTS, FILES, SUSPECTS
from bersinar.programmes.enforcement.models import Case

from .stage import Stage


class Step(NamedTuple):
    """An event: what, how many days and at which hour after the LKN, which paper, and whether of the file or the suspects."""

    kind: str
    days: int
    hour: int
    paper: str = ""
    of_file: bool = False
    of_suspects: bool = False


WAY = (
    Step("investigation", 0, 1, "Sprin Sidik"),
    Step("arrest", 0, 2, "Sprin Kap", of_suspects=True),
    Step("seizure", 0, 3, "BA Sita"),
    Step("seizure_notice", 1, 10, "Surat"),
    Step("lab_sent", 2, 9, "Surat"),
    Step("detention", 2, 20, "Sprin Han", of_suspects=True),
    Step("spdp", 5, 11, "SPDP"),
    Step("status_set", 6, 14, "Penetapan"),
    Step("destroyed", 12, 9, "BA Musnah"),
    Step("destruction_minutes", 12, 15, "Surat"),
    Step("stage_one", 16, 10, "Surat", of_file=True),
    Step("p21", 19, 13, "P-21", of_file=True),
    Step("stage_two", 20, 10, "BA", of_file=True),
)
LONGER = Step("detention_extended", 15, 9, "Surat", of_suspects=True)
LATE_LAB = 4  # days: the second case sent its samples a day too late, and the share of terms kept says so
SLOW = {1: 12, 3: 30}  # further days until P-21, by place in the list
UNFINISHED = 4  # this one stands at the prosecutor's: stage I and no further


def play(stage: Stage, cases: Sequence[Case]) -> None:
    """Give these cases their way, and one office an inquiry of last night."""
    for place, case in enumerate(cases):
        _way(case, stage.person(case.office.code, "penyidik"), place)
    _last_night(stage)


def _way(case: Case, by: User, place: int) -> None:
    zone, suspects = ZoneInfo(case.office.zone), list(case.suspects.all())
    file = FILES.create(
        office=case.office, by=by, case=case, suspects=suspects, number=f"BP/{place + 1:02}/{case.reported_on:%m/%Y}"
    )
    extra = SLOW.get(place, 0)
    steps = sorted((*WAY, LONGER) if extra else WAY, key=lambda one: (one.days, one.hour))
    for number, step in enumerate(steps, start=1):
        if place == UNFINISHED and step.kind in ("p21", "stage_two"):
            continue
        days = LATE_LAB if place == 1 and step.kind == "lab_sent" else step.days
        days += extra if step.of_file and step.kind != "stage_one" else 0
        at = datetime.combine(case.reported_on + timedelta(days=days), time(step.hour), zone)
        EVENTS.create(
            office=case.office, by=by, case=case, kind=step.kind, at=at,
            document_number=f"{step.paper}/{number:02}/{at:%m/%Y}", file=file if step.of_file else None,
            suspects=suspects if step.of_suspects else [],
        )  # fmt: skip


def _last_night(stage: Stage) -> None:
    """An arrest of last night: no LKN yet, so it is its team's alone and counts nowhere; three times 24 hours run."""
    office, by = stage.office("bnnk-balikpapan"), stage.person("bnnk-balikpapan", "penyidik")
    place = Case.objects.filter(office=office).earliest("lkn_on").place
    case = CASES.create(
        office=office, by=by, place=place, summary="Penyelidikan atas laporan warga. LKN sedang disusun."
    )
    now = timezone.now().replace(minute=0, second=0, microsecond=0)
    day = office.local_day(now)
    suspect = SUSPECTS.create(
        office=office, by=by, case=case, name="Terduga Rekaan 01", role="courier", sex="male", birth_year=1994,
        status="named", named_on=day - timedelta(days=1),
    )  # fmt: skip
    at = now - timedelta(hours=30)
    EVENTS.create(office=office, by=by, case=case, kind="information", at=at - timedelta(days=3))
    EVENTS.create(
        office=office, by=by, case=case, kind="inquiry", at=at - timedelta(days=2), document_number="Sprin Lidik/01"
    )
    EVENTS.create(
        office=office, by=by, case=case, kind="arrest", at=at, suspects=[suspect], document_number="Sprin Kap/01"
    )
