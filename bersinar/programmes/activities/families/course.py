"""How a cohort is going: its families by its meetings, its scores, and what comes next. It reads a loaded cohort.

It names nobody, and compares scores only of those who have both.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from uuid import UUID

from django.urls import reverse

from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.stages.ways import Mark, Passed
from bersinar.foundation.ui.numbers import write_number

from ..models import Family, FamilyCohort, FamilyMember, Meeting
from ..models.families import AFTER, BEFORE, HUNDREDTHS
from .facts import completed, last_meeting, pairs_of, tests_of


@dataclass(frozen=True)
class Cell:
    """How much of a family came to one meeting. `mark` is "ok", "warn", "bad", or "" where nothing is known."""

    heading: str
    words: str
    mark: str = ""


@dataclass(frozen=True)
class Row:
    """One family through all meetings."""

    id: UUID
    code: str
    size: int
    cells: list[Cell]
    state: Cell


@dataclass(frozen=True)
class Heading:
    """A meeting as the head of its column: its page where it was held."""

    words: str
    meeting_id: UUID | None = None


@dataclass(frozen=True)
class Change:
    """A dimension's scores: the means before and after of the `n` members who have both."""

    dimension: str
    n: int
    before: Decimal | None
    after: Decimal | None

    @property
    def change(self) -> Decimal | None:
        return None if self.before is None or self.after is None else self.after - self.before


@dataclass(frozen=True)
class Next:
    """What is to be done next, and where; `instead` is what may be done in its place."""

    words: str
    button: str
    url: str
    instead: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Course:
    """All that the page of a cohort tells of it."""

    headings: list[Heading]
    rows: list[Row]
    changes: list[Change]
    way: list[Mark]
    next: Next | None
    enrolled: int
    people: int
    completed: int
    families_completed: int
    left: int
    planned: int
    is_over: bool

    @property
    def share(self) -> str:
        """Members who came to every meeting, in percent of those enrolled; nothing before the last meeting."""
        if not self.is_over or not self.people:
            return ""
        return write_number(Decimal(self.completed * 100) / self.people, 2)


def course_of(cohort: FamilyCohort) -> Course:
    """How a cohort is going."""
    families = sorted((one for one in cohort.families.all() if not one.is_cancelled), key=lambda one: one.number)
    for family in families:
        family.cohort = cohort
    meetings, last = cohort.meetings(), last_meeting(cohort)
    rows = [_row(cohort, family, meetings, last) for family in families]
    people = [one for family in families for one in family.people()]
    faithful = [one for family in families for one in family.people() if last and completed(family, one)]
    following, at = _next(cohort, families, meetings)
    return Course(
        headings=_headings(cohort, meetings), rows=rows, changes=_changes(cohort, people), way=_way(cohort, at), next=following,
        enrolled=len(families), people=len(people), completed=len(faithful),
        families_completed=sum(row.state.words == _DONE for row in rows), left=sum(family.left_on is not None for family in families),
        planned=cohort.planned_families, is_over=last is not None,
    )  # fmt: skip


def _headings(cohort: FamilyCohort, meetings: list[Meeting]) -> list[Heading]:
    held = [Heading(f"{number}. {one.held_on:%d-%m-%Y}", one.pk) for number, one in enumerate(meetings, 1)]
    return [*held, *(Heading(f"{number}. belum") for number in range(len(held) + 1, cohort.planned_meetings + 1))]


_DONE = "tuntas"


def _row(cohort: FamilyCohort, family: Family, meetings: list[Meeting], last: Meeting | None) -> Row:
    people = family.people()
    cells = []
    for heading, meeting in zip(_headings(cohort, meetings), meetings, strict=False):
        roll = meeting.family_roll()
        if roll is None:
            cells.append(Cell(heading.words, "belum dicentang"))
        elif family.left_on and family.left_on <= meeting.held_on:
            cells.append(Cell(heading.words, "sudah keluar"))
        else:
            here = {one.pk for one in roll.came()}
            cells.append(_came(heading.words, people, [one for one in people if one.pk in here]))
    cells += [Cell(one.words, "–") for one in _headings(cohort, meetings)[len(meetings) :]]
    return Row(family.pk, family.code, len(people), cells, _state(cohort, family, people, last))


def _came(heading: str, people: list[FamilyMember], came: list[FamilyMember]) -> Cell:
    if not came:
        return Cell(heading, "tidak hadir", "bad")
    if len(came) == len(people):
        return Cell(heading, "lengkap", "ok")
    roles = {one.role for one in people} - {one.role for one in came}
    words = (
        f"tanpa {label('family_role', roles.pop()).lower()}" if len(roles) == 1 else f"{len(came)} dari {len(people)}"
    )
    return Cell(heading, words, "warn")


def _state(cohort: FamilyCohort, family: Family, people: list[FamilyMember], last: Meeting | None) -> Cell:
    if family.left_on:
        return Cell("Keadaan", f"keluar {family.left_on:%d-%m-%Y}", "bad")
    if last is None:
        return Cell("Keadaan", "berjalan" if cohort.meetings() else "terdaftar")
    always = all(completed(family, one) for one in people)
    return Cell("Keadaan", _DONE, "ok") if always else Cell("Keadaan", "tidak tuntas", "warn")


def _changes(cohort: FamilyCohort, people: list[FamilyMember]) -> list[Change]:
    """Every dimension; nothing before any score was taken."""
    if not any(tests_of(cohort)):
        return []
    pairs = [pairs_of(cohort, one) for one in people]
    changes = []
    for code, words in choices("family_dimension"):
        both = [pair[code] for pair in pairs if code in pair]
        before, after = (_mean([pair[index] for pair in both]) for index in (0, 1))
        changes.append(Change(words, len(both), before, after))
    return changes


def _mean(scores: list[int]) -> Decimal | None:
    if not scores:
        return None
    return (Decimal(sum(scores)) / len(scores) / HUNDREDTHS).quantize(Decimal("0.01"), ROUND_HALF_UP)


# --- the way: enrolment, scores before, meetings, scores after, over -------------------------------------------------

_ENROL, _FIRST, _MEET, _LAST, _OVER = range(5)


def _way(cohort: FamilyCohort, at: int) -> list[Mark]:
    """The stages as they are drawn. Scores that were never taken are not drawn as passed."""
    first, last = tests_of(cohort)
    words = ["Keluarga terdaftar", "Skor sebelum", f"{cohort.planned_meetings} pertemuan", "Skor sesudah", "Selesai"]
    untaken = {place for place, test in ((_FIRST, first), (_LAST, last)) if test is None}
    states = [
        Passed.NOW if place == at else Passed.BEEN if place < at and place not in untaken else Passed.AHEAD
        for place in range(len(words))
    ]
    return [Mark(one, state) for one, state in zip(words, states, strict=True)]


def _next(cohort: FamilyCohort, families: list[Family], meetings: list[Meeting]) -> tuple[Next | None, int]:
    """The next step and where the cohort stands. Scores that were never taken hold no later step up."""
    first, last = tests_of(cohort)
    rolls = [one.family_roll() for one in meetings]
    if not families or (not meetings and len(families) < cohort.planned_families):
        words = f"{len(families)} dari {cohort.planned_families} keluarga terdaftar."
        begin = (f"Mulai dengan {len(families)} keluarga: catat pertemuan 1", _meeting(cohort, meetings))
        enrol = f"Daftarkan keluarga {_next_code(families)}"
        return Next(words, enrol, _new("family", "kohort", cohort.pk), begin if families else ("", "")), _ENROL
    if first is None and not any(rolls):
        words = "Keluarga sudah terdaftar. Isi skor yang diukur sebelum pertemuan pertama."
        meet = ("Tanpa skor: catat pertemuan 1", _meeting(cohort, meetings))
        if meetings:
            meet = ("Tanpa skor: centang yang hadir", _new("family_roll", "pelaksanaan", meetings[0].pk))
        return Next(words, "Isi skor sebelum", _scores(cohort, BEFORE), meet), _FIRST
    for number, (meeting, roll) in enumerate(zip(meetings, rolls, strict=True), 1):
        if roll is None:
            words = f"Pertemuan {number} ({meeting.held_on:%d-%m-%Y}) sudah berlangsung."
            return Next(words, f"Centang yang hadir pada pertemuan {number}", _new("family_roll", "pelaksanaan", meeting.pk)), _MEET  # fmt: skip
    if len(meetings) < cohort.planned_meetings:
        number = len(meetings) + 1
        words = f"{len(meetings)} dari {cohort.planned_meetings} pertemuan tercatat."
        return Next(words, f"Catat pertemuan {number}", _meeting(cohort, meetings)), _MEET
    if last is None and first is not None:
        return Next("Semua pertemuan selesai.", "Isi skor sesudah", _scores(cohort, AFTER)), _LAST
    return None, _OVER


def _meeting(cohort: FamilyCohort, meetings: list[Meeting]) -> str:
    """The form of one more meeting, begun with what the last was like."""
    copied = "&salin=sebelumnya" if meetings else ""
    return f"{reverse('activities:meeting_new')}?kegiatan={cohort.activity_id}{copied}"


def _next_code(families: list[Family]) -> str:
    taken = {one.number for one in families}
    return f"K-{next(number for number in range(1, len(taken) + 2) if number not in taken):02}"


def _new(kind: str, name: str, key: UUID) -> str:
    return f"{reverse(f'activities:{kind}_new')}?{name}={key}"


def scores_left(cohort: FamilyCohort) -> list[tuple[str, str]]:
    """The scores that were not taken yet, each with its form."""
    first, last = tests_of(cohort)
    left = [] if first else [("Isi skor sebelum", _scores(cohort, BEFORE))]
    return left if last else [*left, ("Isi skor sesudah", _scores(cohort, AFTER))]


def _scores(cohort: FamilyCohort, phase: str) -> str:
    return f"{_new('family_test', 'kohort', cohort.pk)}&tahap={phase}"
