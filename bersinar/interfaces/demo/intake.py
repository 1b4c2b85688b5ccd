"""The way in of two clinics, step by step. Everybody here is invented, and nobody moves a figure of the articles.

Of the year that is told, the last of each clinic's people walks the whole way instead of standing in its register. The
others came in these days and are on their way, or did not go on: who is not admitted is no client of any figure.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.rehab.actions import CONSENTS, INTAKES, Arrival
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.models import Episode, Intake

from .stage import Stage

WALKED = ("bnnk-oki", "bnnk-lubuklinggau")


def walk(stage: Stage, code: str, arrival: Arrival) -> Episode:
    """One person from the first contact to the admission, as the arrival tells of him."""
    office, by = stage.office(code), stage.person(code, "rehab")
    begins = dict(arrival.episode)
    contacted_on, admitted_on = begins.pop("contacted_on"), begins.pop("admitted_on")
    intake = _contact(office, by, contacted_on, begins.pop("entry_path"), str(arrival.client["name"]))
    intake = steps.enrol(intake, by=by, based_on=None, registered_on=admitted_on, **arrival.client)
    _screened(by, intake, admitted_on, "high")
    steps.assess(intake, by=by, based_on=None, assessed_on=admitted_on)
    intake = steps.admit(intake, by=by, based_on=None, admitted_on=admitted_on, **begins)
    assert intake.episode is not None
    return intake.episode


def play(stage: Stage) -> None:
    """In each clinic somebody who only called, somebody registered, screened, assessed; one declined, one did not need it."""
    for code in WALKED:
        office, by = stage.office(code), stage.person(code, "rehab")
        today = office.local_day()
        _contact(office, by, today, "family", "Bu Rekaan")
        registered = _enrolled(office, by, today - timedelta(days=1), "Nala Rekaan", 1994)
        _consent(by, registered, today)
        _screened(by, _enrolled(office, by, today - timedelta(days=3), "Wira Rekaan", 1990), today, "moderate")
        assessed = _enrolled(office, by, today - timedelta(days=6), "Bayu Rekaan", 1987)
        _screened(by, assessed, today - timedelta(days=4), "high")
        steps.assess(assessed, by=by, based_on=None, assessed_on=today - timedelta(days=2))
        _child(office, by, today)
        declined = _enrolled(office, by, today - timedelta(days=20), "Rama Rekaan", 1996)
        steps.decline(declined, by=by, based_on=None, ended_on=today - timedelta(days=18))
        fine = _enrolled(office, by, today - timedelta(days=12), "Tirta Rekaan", 2001)
        _screened(by, fine, today - timedelta(days=11), "low")
        steps.find_not_needed(fine, by=by, based_on=None, ended_on=today - timedelta(days=11))
        gone = _contact(office, by, today - timedelta(days=40), "voluntary", "Mas Rekaan")
        steps.lose(gone, by=by, based_on=None, ended_on=today - timedelta(days=10))


def _contact(office: Office, by: User, day: date, path: str, name: str) -> Intake:
    return INTAKES.create(office=office, by=by, contacted_on=day, entry_path=path, name=name)


def _enrolled(office: Office, by: User, day: date, name: str, born: int) -> Intake:
    intake = _contact(office, by, day, "voluntary", name)
    return steps.enrol(intake, by=by, based_on=None, registered_on=day, name=name, sex="male", birth_year=born)


def _consent(by: User, intake: Intake, day: date, **values: Any) -> None:
    said = {"given_by": "client", "covers": ["treatment", "urine"], "given_on": day, **values}
    CONSENTS.create(office=intake.office, by=by, client=intake.client, **said)


def _screened(by: User, intake: Intake, day: date, result: str) -> None:
    _consent(by, intake, day)
    steps.screen(
        intake, by=by, based_on=None, screened_on=day, screening_tool="assist", screening_result=result
    )  # fmt: skip


def _child(office: Office, by: User, today: date) -> None:
    """A pupil brought by her mother, who agreed to treatment and not to the school's being told."""
    day = today - timedelta(days=2)
    intake = _contact(office, by, day, "family", "Bu Contoh")
    intake = steps.enrol(
        intake, by=by, based_on=None, registered_on=day, name="Kirana Rekaan", sex="female", birth_year=day.year - 15
    )
    _consent(by, intake, day, given_by="guardian", guardian="Ibu Rekaan", relation="mother", covers=["treatment"])
    steps.screen(
        intake, by=by, based_on=None, screened_on=day, screening_tool="assist_y", screening_result="moderate"
    )  # fmt: skip
