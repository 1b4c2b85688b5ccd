"""Closing and reopening months, and asking whether one is closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.rows import ask
from bersinar.foundation.wire.writing import writing

from .calendar import month_name
from .models import MonthClosing


def closed_months(office: Office, year: int) -> set[int]:
    """The months of a year that stand closed."""
    standing = MonthClosing.objects.filter(office=office, year=year, reopened_at__isnull=True)
    return set(standing.values_list("month", flat=True))


def is_closed(office: Office, day: date) -> bool:
    """Whether the month of a day stands closed in this office."""
    return bool(ask(_STANDING, [office.pk, day.year, day.month]))


_STANDING = (
    "SELECT 1 FROM periods_monthclosing WHERE office_id = %s AND year = %s AND month = %s AND reopened_at IS NULL"
)


def _ask(by: User, office: Office) -> None:
    if office.pk not in {held.pk for held in by.offices_with(Permission.PERIODS_CLOSE)}:
        raise Forbidden("Hanya kepala satuan kerja ini yang dapat menutup atau membuka bulan.")


def close_month(*, office: Office, year: int, month: int, by: User) -> MonthClosing:
    """Close a month that has ended. Refuses a month that still runs and one closed already."""
    _ask(by, office)
    today = office.local_day()
    if (year, month) >= (today.year, today.month):
        raise Refusal("month_runs", f"{month_name(year, month)} belum berakhir, jadi belum dapat ditutup.")
    with writing():
        if month in closed_months(office, year):
            raise Refusal("month_closed", f"{month_name(year, month)} sudah ditutup.")
        closing = MonthClosing.objects.create(
            office=office, year=year, month=month, closed_at=timezone.now(), closed_by=by.id
        )
        note(
            office=office,
            by=by,
            line=Line("periods.close_month", "periods.monthclosing", None, changes={"bulan": f"{year}-{month:02}"}),
        )
    return closing


# Why a closed month must not simply be opened again: a sentence that says what to do instead, or None.
Hold = Callable[[Office, int, int], str | None]
_holds: dict[str, Hold] = {}


def register_hold(name: str, hold: Hold) -> None:
    """Let something keep months closed that were closed for it: a report that was handed in."""
    _holds[name] = hold


def reopen_month(*, office: Office, year: int, month: int, reason: str, by: User) -> None:
    """Open a closed month again, with a reason that stays. Refuses where something keeps it closed."""
    _ask(by, office)
    for _, hold in sorted(_holds.items()):
        if sentence := hold(office, year, month):
            raise Refusal("month_held", sentence, status=409)
    _reopen(office, year, month, reason, by)


def give_back(*, office: Office, year: int, month: int, reason: str, by: User) -> None:
    """Open a month again because what it was closed for came back; one that is open already stays open.

    Whoever sends it back has no right over the office's months: the caller has asked the right to send back.
    """
    if month in closed_months(office, year):
        _reopen(office, year, month, reason, by)


def _reopen(office: Office, year: int, month: int, reason: str, by: User) -> None:
    if not reason.strip():
        raise Refusal("reason_missing", "Tuliskan alasan membuka kembali bulan ini.", fields={"reason": "Wajib diisi."})
    with writing():
        closing = MonthClosing.objects.filter(office=office, year=year, month=month, reopened_at__isnull=True).first()
        if closing is None:
            raise Refusal("month_open", f"{month_name(year, month)} tidak sedang ditutup.")
        closing.reopened_at, closing.reopened_by, closing.reopen_reason = timezone.now(), by.id, reason.strip()
        closing.save()
        note(
            office=office, by=by,
            line=Line("periods.reopen_month", "periods.monthclosing", None, changes={"bulan": f"{year}-{month:02}"}, reason=reason.strip()),
        )  # fmt: skip
