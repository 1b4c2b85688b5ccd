"""What changed in months that were reported already: their figures as they were told, and as they are now.

Of persons on a closed side nothing is said here: one who was added would be known.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bersinar.foundation.offices.models import Office

from ..models import Report, Submission
from .rows import Key, MonthEnds, Row, read_rows, totals_of


@dataclass(frozen=True)
class Change:
    """A figure of an earlier month: what was told, and what it is now, as exact texts."""

    month: int
    code: str
    by: Mapping[str, str]
    unit: str
    was: str
    now: str

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Change:
        """A change that was kept."""
        return cls(**kept)

    def kept(self) -> dict[str, Any]:
        """As it is kept."""
        return asdict(self)


def last_submissions(office: Office, year: int, *, before: int = 13) -> list[Submission]:
    """The last submission of each month of a year that stands handed in, in the order of months."""
    rows = Submission.objects.filter(
        report__office=office, report__year=year, report__month__lt=before, report__cancelled_at__isnull=True,
        report__stage__in=("submitted", "accepted"),
    ).select_related("report")  # fmt: skip
    last: dict[int, Submission] = {}
    for one in rows.order_by("number"):
        last[one.report.month] = one
    return [last[month] for month in sorted(last)]


def told_so_far(office: Office, year: int) -> dict[Key, str]:
    """The running totals that were told last of persons on a closed side, in whichever report of the year."""
    last = Submission.objects.filter(report__office=office, report__year=year).order_by("-at", "-number").first()
    return totals_of(map(Row.of, last.rows)) if last else {}


def changes_before(office: Office, year: int, month: int, *, as_of: int | None = None) -> list[Change]:
    """How the own figures of earlier months differ from what was handed in last, month by month."""
    found: list[Change] = []
    ends: MonthEnds = {}
    for one in last_submissions(office, year, before=month):
        found += changes_of(one, as_of=as_of, ends=ends)
    return found


def changes_of(one: Submission, *, as_of: int | None = None, ends: MonthEnds | None = None) -> list[Change]:
    """How a submission's figures differ from what the books say now, or said at a position of the chain."""
    report = one.report
    kept = {row.key: row for row in map(Row.of, one.rows) if not row.held}
    now = {
        row.key: row
        for row in read_rows(report.office, report.year, report.month, as_of=as_of, ends=ends)
        if not row.held
    }
    found = []
    for key in [*kept, *(key for key in now if key not in kept)]:
        was, then = kept.get(key), now.get(key)
        if (was and then and was.as_declared != then.as_declared) or (was and was.indicator is None):
            continue  # what counts otherwise now is no correction
        told, is_now = _own(was), _own(then)
        if told != is_now:
            found.append(Change(report.month, key[0], dict(key[1]), key[2], told, is_now))
    return found


def _own(row: Row | None) -> str:
    """The month's own figure where it has one; else the one at its end."""
    return "" if row is None else row.month or row.total


def not_recounted() -> Iterator[str]:
    """Submissions that do not come out as they were told when counted again up to their position of the chain."""
    for one in Submission.objects.select_related("report__office").iterator(chunk_size=50):
        report: Report = one.report
        if found := changes_of(one, as_of=one.ledger_seq):
            yield f"{report.office.code} {report}, kiriman ke-{one.number}: {len(found)} angka tidak sama bila dihitung ulang"
