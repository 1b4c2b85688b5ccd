"""Monthly reports of BNNK OKI to its province, each at another stage, and letters of an office in a year without records.

Questions and answers are invented; the figures are those of the records.
"""

from __future__ import annotations

from datetime import date

from bersinar.figures.models import Report
from bersinar.figures.monthly import actions, remarks
from bersinar.figures.monthly.actions import REPORTS
from bersinar.figures.monthly.declaring import Line, declare
from bersinar.programmes.activities.models import Meeting

from .stage import Stage

OFFICE, PROVINCE, YEAR = "bnnk-oki", "bnnp-sumsel", 2023
_LETTERS = (
    (1, "prevention.people_reached", 120), (2, "prevention.people_reached", 85), (1, "prevention.meetings", 4), (2, "prevention.meetings", 3),
    (2, "screening.tested", 40),
)  # fmt: skip


def play(stage: Stage) -> None:
    """January is accepted, February lies with the province and is asked about, March came back, April is a draft."""
    head, planner = stage.person(OFFICE, "kepala"), stage.person(OFFICE, "perencana")
    reviewer = stage.person(PROVINCE, "penelaah")
    january, february, march, _ = (_begin(stage, month) for month in (1, 2, 3, 4))
    actions.submit(january, by=head, based_on=None)
    actions.accept(january, by=reviewer, based_on=None, decision="Lengkap. Terima kasih.")
    actions.submit(february, by=head, based_on=None)
    figure = remarks.About(indicator="prevention.people_reached")
    asked = remarks.remark(february, by=reviewer, about=figure, text="Apakah peserta dihitung dari daftar hadir?")
    remarks.answer(
        asked, by=planner, based_on=None, answer="Ya, dari daftar hadir yang diunggah pada tiap pelaksanaan."
    )
    actions.submit(march, by=head, based_on=None)
    remarks.remark(march, by=reviewer, about=_about(stage), text="Mohon lampirkan daftar hadir atau berita acaranya.")
    actions.send_back(march, by=reviewer, based_on=None)
    _letters(stage)


def _begin(stage: Stage, month: int) -> Report:
    office, planner = stage.office(OFFICE), stage.person(OFFICE, "perencana")
    return REPORTS.create(office=office, by=planner, year=YEAR, month=month, note="")


def _about(stage: Stage) -> remarks.About:
    """A meeting of March, where there is one; else the whole report."""
    meetings = Meeting.objects.standing().filter(office=stage.office(OFFICE), held_on__year=YEAR, held_on__month=3)
    meeting = meetings.order_by("held_on", "pk").first()
    return remarks.About() if meeting is None else remarks.About("activities.meeting", meeting.pk)


def _letters(stage: Stage) -> None:
    """Lumajang's next year, of which the province has letters only."""
    letter, day = "B/17/III/2023", date(2023, 3, 6)
    lines = [Line("bnnk-lumajang", code, YEAR, month, value, letter, day) for month, code, value in _LETTERS]
    declare(lines, by=stage.person("bnnp-jatim", "penelaah"))
