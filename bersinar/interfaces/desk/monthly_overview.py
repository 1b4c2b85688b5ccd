"""Who handed in what: offices by months, in words; and a reminder to copy that names offices and nobody else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.figures.models import Report
from bersinar.figures.monthly.actions import may_review
from bersinar.figures.monthly.deadlines import due_on
from bersinar.figures.monthly.ways import MONTHLY_WAY
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import MONTHS, MONTHS_SHORT, long_date, month_bounds, month_name

from .choosing import Choice, choose
from .monthly import MONTHLY

_MARKS = {"accepted": "ok", "submitted": "info", "returned": "warn", "draft": ""}


@dataclass(frozen=True)
class Cell:
    """One office and month, in words; `missing` where a report is awaited and none was handed in."""

    month: str
    words: str
    mark: str
    url: str = ""
    missing: bool = False


@dataclass(frozen=True)
class Row:
    office: Office
    cells: Sequence[Cell]

    @property
    def handed_in(self) -> int:
        """How many months lie with the superior office or were accepted."""
        return sum(cell.words in _HANDED_IN for cell in self.cells)


_HANDED_IN = {MONTHLY_WAY.stage(code).label for code in ("submitted", "accepted")}


@dataclass(frozen=True)
class Missing:
    """Who has not handed in one month, and the words to remind them by."""

    month: int
    asked: int
    offices: Sequence[str]
    reminder: str

    @property
    def name(self) -> str:
        return MONTHS[self.month - 1]

    @property
    def sentence(self) -> str:
        """ "3 dari 5 kantor sudah mengirim; belum: ..."."""
        rest = f"; belum: {', '.join(self.offices)}" if self.offices else ""
        return f"{self.asked - len(self.offices)} dari {self.asked} kantor sudah mengirim{rest}."


@needs(Permission.FIGURES_READ)
def overview(request: HttpRequest) -> HttpResponseBase:
    """The monthly reports of an office and those beneath it, by month."""
    user, choice = user_of(request), choose(request)
    writes = {held.pk for held in user.offices_with(Permission.REPORT_WRITE)}
    # Headquarters hands in to nobody.
    offices = [one for one in choice.offices if one.pk in choice.coverage.offices and one.parent_id is not None]
    reports = Report.objects.visible_to(user).standing().filter(office__in=offices, year=choice.year)
    known = {(one.office_id, one.month): one for one in reports}
    rows = [
        Row(
            office, [_cell(office, choice.year, month, known.get((office.pk, month)), writes) for month in range(1, 13)]
        )
        for office in offices
    ]
    reviewed = [row for row in rows if may_review(user, row.office)]
    month = _month(request, choice)
    context = {
        "choice": choice, "rows": rows, "months": MONTHS_SHORT, "named_months": list(enumerate(MONTHS, 1)),
        "missing": _missing(reviewed, choice, month) if reviewed and month else None, "month": month,
        "waiting": [row for row in reviewed if any(cell.words == MONTHLY_WAY.stage("submitted").label for cell in row.cells)],
        "list_url": MONTHLY.url("list"),
    }  # fmt: skip
    return render(request, "desk/monthly_overview.html", context)


def _cell(office: Office, year: int, month: int, report: Report | None, writes: set[int]) -> Cell:
    name, today, due = month_name(year, month), office.local_day(), due_on(year, month)
    if report is not None:
        label = MONTHLY_WAY.stage(report.stage).label
        missing = not report.is_handed_in
        words = f"{label}, lewat batas" if missing and due < today else label
        return Cell(name, words, _MARKS[report.stage], MONTHLY.url("", report.pk), missing)
    if month_bounds(year, month)[1] >= today:
        return Cell(name, "\N{EN DASH}", "")
    url = f"{MONTHLY.url('new')}?{urlencode({'bulan': month, 'tahun': year})}" if office.pk in writes else ""
    return Cell(name, "Ditunggu", "", url, True) if today <= due else Cell(name, "Belum ada", "", url, True)


def _month(request: HttpRequest, choice: Choice) -> int:
    """The month that is asked about: the one named, else the last of the year that has ended; 0 where none has."""
    said = request.GET.get("bulan", "")
    if said:
        if said not in {str(number) for number in range(1, 13)}:
            raise Http404
        return int(said)
    today = choice.office.local_day()
    return max((month for month in range(1, 13) if month_bounds(choice.year, month)[1] < today), default=0)


def _missing(rows: Sequence[Row], choice: Choice, month: int) -> Missing:
    names = [row.office.short_name for row in rows if row.cells[month - 1].missing]
    return Missing(month, len(rows), names, _reminder(names, choice, month) if names else "")


def _reminder(names: Sequence[str], choice: Choice, month: int) -> str:
    """Words for a messenger: offices, month and day, and nobody's name."""
    due, said = due_on(choice.year, month), month_name(choice.year, month)
    when = "sudah lewat" if due < _today(choice) else "segera tiba"
    return (
        f"Yth. rekan {', '.join(names)}\n\nLaporan bulanan {said} belum kami terima; batasnya {long_date(due)} {when}. "
        f"Mohon dikirim lewat Bersinar, menu Laporan bulanan, {said}. Bila ada kendala, tuliskan pada pengantar laporan.\n\n"
        f"Terima kasih.\n{choice.office.short_name}"
    )


def _today(choice: Choice) -> date:
    return choice.office.local_day()
