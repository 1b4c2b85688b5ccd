"""What is done with a monthly report: making and handing it in by the office, returning and accepting it from above."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import Head
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.actions import close_month, closed_months, give_back
from bersinar.foundation.periods.calendar import month_name
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs
from bersinar.ledger.sources import narrated
from bersinar.ledger.stepping import take_step

from ..models import Report, Submission
from .changes import changes_before, told_so_far
from .rows import read_rows
from .ways import MONTHLY_WAY, Reviewed

TOLD_OF = ("obstacle", "effort")  # what records say in words that a month tells too


def may_review(user: User, office: Office) -> bool:
    """Whether a user may review this office's reports: from above it, and never who works there too."""
    above = any(
        office.path.startswith(held.path) and held.pk != office.pk
        for held in user.offices_with(Permission.REPORT_REVIEW)
    )
    return above and office.pk not in {one.office_id for one in user.standing_memberships}


def may_submit(user: User, office: Office) -> bool:
    """Whether a user signs for this very office."""
    return office.pk in {held.pk for held in user.offices_with(Permission.REPORT_SIGN)}


def reviewed(report: Report) -> Reviewed:
    """How many remarks stand in the way of a report's steps."""
    stages = list(report.remarks.filter(cancelled_at__isnull=True).values_list("stage", flat=True))
    return Reviewed(sum(stage != "settled" for stage in stages), sum(stage == "open" for stage in stages))


class ReportVerbs(Verbs[Report]):
    """Begin, word and drop a monthly report. What lies with the superior office is not changed here."""

    def changes(self, doing: Deed, record: Report, values: dict[str, Any], *, based_on: int | None) -> Report:
        _in_the_office(record)
        if (record.year, record.month) != (
            values.get("year", record.year),
            values.get("month", record.month),
        ) and record.submissions.exists():
            raise Refusal("report_sent", "Laporan ini pernah dikirim; bulannya tidak dapat diganti.", status=409)
        return super().changes(doing, record, values, based_on=based_on)


def _in_the_office(report: Report) -> None:
    if report.is_handed_in:
        raise Refusal("report_sent", "Laporan ini sudah dikirim. Tarik kembali dahulu.", status=409)


def _never_sent(report: Report) -> None:
    if report.submissions.exists():
        raise Refusal("report_sent", "Laporan yang pernah dikirim tidak dibatalkan.", status=409)


REPORTS = ReportVerbs(Report, "figures", "begin_report", "word_report", "drop_report", _never_sent)


# --- the office ----------------------------------------------------------------------------------------------------


def submit(report: Report, *, by: User, based_on: int | None, request_id: UUID | None = None) -> Report:
    """Hand the report in: what it says is frozen with the chain's position, and its month is closed."""
    if not may_submit(by, report.office):
        raise Forbidden("Hanya kepala satuan kerja ini yang dapat mengirim laporannya.")

    def freeze(doing: Deed, kept: Report) -> Mapping[str, Any]:
        _freeze(kept, doing)
        return {"submitted_on": kept.office.local_day(), "decided_on": None, "decision": ""}

    with writing():
        kept = _take(report, "submit", by, based_on, act=freeze, needs=Permission.REPORT_SIGN, request_id=request_id)
        if kept.month not in closed_months(kept.office, kept.year):
            close_month(office=kept.office, year=kept.year, month=kept.month, by=by)
    return kept


def _freeze(report: Report, doing: Deed) -> None:
    """Keep what the report says now. `seq` order is commit order: all up to the head that is read here is there."""
    office = report.office
    seq, digest = Head.objects.values_list("ledger_seq", "ledger_hash").get(office=office)
    rows = read_rows(office, report.year, report.month, as_of=seq, told_before=told_so_far(office, report.year))
    Submission.objects.create(
        report=report, number=report.submissions.count() + 1, at=doing.at, by=doing.by.pk, ledger_seq=seq,
        ledger_hash=digest, note=report.note, rows=[row.kept() for row in rows],
        changes=[one.kept() for one in changes_before(office, report.year, report.month, as_of=seq)],
        lines=lines_of(office, report.year),
    )  # fmt: skip


def lines_of(office: Office, year: int) -> list[list[str]]:
    """Obstacles and efforts of the year in words, as everybody may read them: (topic, text, what pairs them)."""
    with side(""):
        return [[one.topic, one.text, one.pair] for one in narrated(office, year) if one.topic in TOLD_OF]


def withdraw(report: Report, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None) -> Report:
    """Take back what was handed in and nobody has decided on. Its month is opened again."""
    if not may_submit(by, report.office):
        raise Forbidden("Hanya kepala satuan kerja ini yang dapat menarik laporannya.")
    return _back("withdraw", report, by, based_on, reason, Permission.REPORT_SIGN, {"submitted_on": None}, request_id)


# --- from above ----------------------------------------------------------------------------------------------------


def accept(
    report: Report, *, by: User, based_on: int | None, decision: str = "", request_id: UUID | None = None
) -> Report:
    """Accept a report of an office beneath. Its month stays closed."""
    _ask_reviewer(by, report)
    said = {"decided_on": timezone.localdate(), "decision": decision}
    return _take(report, "accept", by, based_on, said=said, needs=Permission.REPORT_REVIEW, request_id=request_id)


def send_back(
    report: Report, *, by: User, based_on: int | None, decision: str = "", request_id: UUID | None = None
) -> Report:
    """Return a report with its remarks. Its month is opened again, so that what they speak of can be mended."""
    _ask_reviewer(by, report)
    said = {"decided_on": timezone.localdate(), "decision": decision}
    reason = "laporan bulanan dikembalikan penelaah"
    return _back("return", report, by, based_on, reason, Permission.REPORT_REVIEW, said, request_id)


def reopen(report: Report, *, by: User, based_on: int | None, reason: str, request_id: UUID | None = None) -> Report:
    """Open an accepted report again, as an exception with its reason: the office mends it and hands it in once more."""
    _ask_reviewer(by, report)
    said = {"decided_on": timezone.localdate(), "decision": f"Dibuka kembali: {reason}"[:600]}
    return _back("reopen", report, by, based_on, reason, Permission.REPORT_REVIEW, said, request_id)


def _ask_reviewer(by: User, report: Report) -> None:
    if not may_review(by, report.office):
        raise Forbidden("Laporan ditelaah dari satuan kerja di atasnya, tidak pernah oleh kantor itu sendiri.")


def _back(
    code: str, report: Report, by: User, based_on: int | None, reason: str, needs: Permission, said: Mapping[str, Any],
    request_id: UUID | None,
) -> Report:  # fmt: skip
    """A step after which the office has its report, and its month, again."""
    if not reason.strip():
        raise Refusal("reason_missing", "Tuliskan alasannya.", fields={"reason": "Wajib diisi."})
    with writing():
        kept = _take(report, code, by, based_on, said=said, needs=needs, reason=reason, request_id=request_id)
        give_back(office=kept.office, year=kept.year, month=kept.month, reason=reason.strip(), by=by)
    return kept


def _take(
    report: Report, code: str, by: User, based_on: int | None, *, said: Mapping[str, Any] | None = None, act: Any = None,
    needs: Permission, reason: str = "", request_id: UUID | None,
) -> Report:  # fmt: skip
    return take_step(
        report, MONTHLY_WAY, code, by=by, based_on=based_on, said=said or {}, act=act,
        about=lambda kept, user: reviewed(kept), needs=needs, reason=reason, request_id=request_id,
    )  # fmt: skip


def held_by_report(office: Office, year: int, month: int) -> str | None:
    """Why a month of a report that was handed in is not simply opened again."""
    handed_in = Report.objects.standing().filter(
        office=office, year=year, month=month, stage__in=("submitted", "accepted")
    )
    report = handed_in.first()
    if report is None:
        return None
    how = (
        "Tarik dahulu laporannya." if report.stage == "submitted" else "Minta satuan kerja di atas membukanya kembali."
    )
    return f"Laporan {month_name(year, month)} sudah {MONTHLY_WAY.stage(report.stage).label.lower()}. {how}"
