"""What monthly reports ask of a user: to make, to send, to answer, to review. Offices and numbers only, nobody's name."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Q
from django.urls import reverse

from bersinar.figures.models import Report
from bersinar.figures.monthly.actions import may_review, may_submit
from bersinar.figures.monthly.deadlines import due_on, previous_month
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.waiting import Task

from .monthly import MONTHLY

_MOST, _ICON = 5, "file-text"


def of_the_office(user: User, office: Office) -> Iterator[Task]:
    """What the office itself owes. An office that never made a report is not asked: its superior asks it."""
    if office.parent_id is None or office.pk not in {held.pk for held in user.offices_with(Permission.REPORT_WRITE)}:
        return
    today = office.local_day()
    year, month = previous_month(today)
    known = list(Report.objects.standing().filter(office=office).order_by("-year", "-month")[:24])
    for one in known:
        if one.stage == "returned":
            words = f"Jawab catatan penelaah dan kirim lagi: {one}"
            yield Task(words, MONTHLY.url("", one.pk), _ICON, is_late=True)
    last = next((one for one in known if (one.year, one.month) == (year, month)), None)
    due = due_on(year, month)
    if known and last is None:
        url = f"{MONTHLY.url('new')}?bulan={month}&tahun={year}"
        yield Task(f"Buat laporan bulanan {month_name(year, month)}", url, _ICON, due, due < today)
    elif last is not None and last.stage == "draft":
        verb = "Kirim" if may_submit(user, office) else "Lengkapi"
        words, url = f"{verb} laporan bulanan {month_name(year, month)}", MONTHLY.url("", last.pk)
        yield Task(words, url, _ICON, due, due < today)


def of_the_reviewer(user: User) -> Iterator[Task]:
    """What lies with the reviewer, and how many are late once anybody beneath hands in at all. One query."""
    if not user.may(Permission.REPORT_REVIEW):
        return
    home = user.offices_with(Permission.REPORT_REVIEW)[0]
    year, month = previous_month(home.local_day())
    wanted = Q(stage="submitted") | Q(stage="accepted", year__gte=year - 1)
    known = list(
        Report.objects.visible_to(user).standing().filter(wanted).select_related("office").order_by("submitted_on")
    )
    mine = [one for one in known if one.stage == "submitted" and may_review(user, one.office)]
    for one in mine[:_MOST]:
        words = f"Telaah {str(one)[:1].lower()}{str(one)[1:]} dari {one.office}"
        yield Task(words, MONTHLY.url("", one.pk), _ICON)
    if len(mine) > _MOST:
        words = f"{write_number(len(mine) - _MOST)} laporan bulanan lain menunggu telaah"
        yield Task(words, f"{MONTHLY.url('list')}?tahap=submitted", _ICON)
    if known and due_on(year, month) < home.local_day():
        handed_in = {one.office_id for one in known if (one.year, one.month) == (year, month)}
        beneath = [one for one in user.offices_in(Permission.REPORT_REVIEW) if may_review(user, one)]
        if late := sum(one.pk not in handed_in for one in beneath):
            url = f"{reverse('desk:monthly_overview')}?kantor={home.code}&tahun={year}&bulan={month}"
            words = f"{write_number(late)} kantor belum mengirim laporan bulanan {month_name(year, month)}"
            yield Task(words, url, _ICON, is_late=True)
