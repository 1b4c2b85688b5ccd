"""Act: the satisfaction surveys of the articles, sheet by sheet, so that the index comes from answers.

Beside them stands the survey of the present half-year, with an open form that nobody has answered yet: it changes no
figure. Balikpapan 2022: 1,440 points in 450 answers are 3.20; OKI 2023: 1,773 points in 450 answers are 3.94. Who answered is
not told and not invented.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.programmes.surveys.actions import COLLECTING, SURVEYS
from bersinar.programmes.surveys.asking import open_survey_form

from .stage import Stage

_SHEETS = 50
_STEP = 7  # shares no divisor with 50: stepping by it meets every sheet once

_COMMENTS = (
    "Petugasnya sabar menjelaskan.", "Ruang tunggu agak sempit.", "Jadwalnya jelas.", "Mohon ada kursi tambahan.",
    "Konselor mau mendengarkan.", "Tempatnya bersih.", "Antrean pagi cukup panjang.",
    "Tidak dipungut biaya, terima kasih.", "Kalau bisa ada layanan sore hari.", "Penjelasan awalnya mudah dipahami.",
)  # fmt: skip


def play(stage: Stage) -> None:
    """Two surveys of outpatient care, fifty sheets each, and the two that are open now."""
    few = {4: (8, 9, 7, 14, 10, 15, 16, 9, 12), 2: (1, 1, 2, 0, 1, 0, 0, 2, 3)}
    _survey(stage, "bnnk-balikpapan", 2022, population=51, usual=3, others=few)
    _survey(stage, "bnnk-oki", 2023, population=50, usual=4, others={3: (3, 3, 4, 2, 3, 2, 2, 4, 4)})
    _open_now(stage, "bnnk-balikpapan")
    _open_now(stage, "bnnk-oki")


def _open_now(stage: Stage, code: str) -> None:
    """The survey of the half-year we are in, its form open until the last day."""
    office, by = stage.office(code), stage.person(code, "klinik")
    today = office.local_day()
    first, last = ((1, 1), (6, 30)) if today.month <= 6 else ((7, 1), (12, 31))
    begins, ends = date(today.year, *first), date(today.year, *last)
    survey = SURVEYS.create(
        office=office, by=by, service="outpatient", period_from=begins, period_to=ends, population=60
    )
    open_survey_form(survey=survey, by=by, way="link", begins_on=today, ends_on=ends, most=120)


def _survey(
    stage: Stage, code: str, year: int, *, population: int, usual: int, others: Mapping[int, tuple[int, ...]]
) -> None:
    office, by = stage.office(code), stage.person(code, "klinik")
    survey = SURVEYS.create(
        office=office,
        by=by,
        service="outpatient",
        period_from=date(year, 1, 1),
        period_to=date(year, 12, 31),
        population=population,
    )
    columns = [_column(at, usual, {answer: many[at] for answer, many in others.items()}) for at in range(len(ELEMENTS))]
    sheets = [
        {element: column[sheet] for element, column in zip(ELEMENTS, columns, strict=True)}
        | ({"comment": _COMMENTS[sheet // 5]} if sheet % 5 == 0 else {})
        for sheet in range(_SHEETS)
    ]
    for turn in range(10):
        COLLECTING.create(
            office=office,
            by=by,
            survey=survey,
            filled_on=date(year, turn + 2, 24),
            sheets=sheets[5 * turn : 5 * turn + 5],
        )


def _column(place: int, usual: int, others: dict[int, int]) -> list[int]:
    """Fifty answers to one element: the usual one, and so many of each other, spread over the sheets."""
    answers = [usual] * _SHEETS
    for answer, many in others.items():
        for _ in range(many):
            answers[place] = answer
            place = (place + _STEP) % _SHEETS
    return answers
