"""What planners do with the budget: lines, numbered revisions of a ceiling, and what each line spent in a month."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.money import rupiah
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from ..models import BudgetLine, BudgetRevision, Spending


def _held(line: BudgetLine) -> BudgetLine:
    """The line as it stands, held until the deed is done."""
    kept: BudgetLine = (
        BudgetLine.objects.select_for_update(of=("self",)).select_related("office", "target__agreement").get(pk=line.pk)
    )
    return kept


class BudgetVerbs(Verbs[BudgetLine]):
    """Once revised or spent from, a line keeps its year, its source of funds and the ceiling that it began with."""

    def changes(self, doing: Deed, record: BudgetLine, values: dict[str, Any], *, based_on: int | None) -> BudgetLine:
        kept = _held(record)
        used = bool(kept.standing_revisions or kept.standing_spendings)
        fixed = [
            name for name in ("year", "fund", "amount") if values.get(name, getattr(kept, name)) != getattr(kept, name)
        ]
        if used and fixed:
            sentence = "Baris ini sudah direvisi atau dibelanjakan. Pagu berubah lewat revisi anggaran."
            raise Refusal("in_use", sentence, fields={fixed[0]: sentence})
        return doing.change(record, values, based_on=based_on)


def _not_when_used(line: BudgetLine) -> None:
    kept = _held(line)
    if kept.standing_revisions or kept.standing_spendings:
        raise Refusal("in_use", "Baris ini punya revisi atau realisasi. Batalkan itu dahulu.", status=409)


class RevisingVerbs(Verbs[BudgetRevision]):
    """Revisions follow one another: only the last may change, and none goes below what is spent."""

    def adds(self, doing: Deed, record: BudgetRevision, values: dict[str, Any]) -> BudgetRevision:
        line = _own(doing, values["line"])
        revisions = line.standing_revisions
        record.number = (revisions[-1].number if revisions else 0) + 1
        record.before = line.ceiling
        if revisions and values.get("decided_on") and values["decided_on"] < revisions[-1].decided_on:
            sentence = f"Mendahului revisi {revisions[-1].number} ({revisions[-1].decided_on:%d-%m-%Y})."
            raise Refusal("invalid", sentence, fields={"decided_on": sentence})
        _refuse_below(line, values.get("amount"))
        return doing.add(record, {**values, "line": line})

    def changes(
        self, doing: Deed, record: BudgetRevision, values: dict[str, Any], *, based_on: int | None
    ) -> BudgetRevision:
        _only_last(record)
        _refuse_below(record.line, values.get("amount"))
        return doing.change(record, {name: v for name, v in values.items() if name != "line"}, based_on=based_on)


def _own(doing: Deed, line: BudgetLine) -> BudgetLine:
    kept = _held(line)
    if kept.office_id != doing.office.pk or kept.is_cancelled:
        raise Refusal("invalid", "Baris anggaran ini milik satuan kerja lain atau sudah dibatalkan.", status=409)
    return kept


def _only_last(revision: BudgetRevision) -> None:
    last = _held(revision.line).standing_revisions[-1:]
    if last and last[0].pk != revision.pk:
        raise Refusal(
            "not_last", f"Sudah ada revisi {last[0].number}. Hanya revisi terakhir yang dapat diubah.", status=409
        )


def _last_and_enough(revision: BudgetRevision) -> None:
    _only_last(revision)
    _refuse_below(revision.line, revision.before)


def _refuse_below(line: BudgetLine, amount: int | None) -> None:
    if amount is not None and amount < line.spent:
        sentence = f"Sudah dibelanjakan {rupiah(line.spent)}. Pagu tidak dapat lebih kecil."
        raise Refusal("below_spent", sentence, fields={"amount": sentence})


class SpendingVerbs(Verbs[Spending]):
    """What was spent stays within the ceiling, and never comes to less than nothing."""

    def adds(self, doing: Deed, record: Spending, values: dict[str, Any]) -> Spending:
        line = _own(doing, values["line"])
        made = doing.add(record, {**values, "line": line})
        refuse_overspent(line)
        return made

    def changes(self, doing: Deed, record: Spending, values: dict[str, Any], *, based_on: int | None) -> Spending:
        line = _held(record.line)
        kept = doing.change(record, {name: v for name, v in values.items() if name != "line"}, based_on=based_on)
        refuse_overspent(line)
        return kept


def refuse_overspent(line: BudgetLine) -> None:
    """Refuse what is more than the ceiling, and a sum that would fall below nothing at the end of any month."""
    told = sorted(Spending.objects.standing().filter(line=line).values_list("month", "amount"))
    total = 0
    for _, amount in told:
        total += amount
        if total < 0:
            sentence = f"{line}: yang dikembalikan lebih besar daripada yang sudah dibelanjakan."
            raise Refusal("below_nothing", sentence, fields={"amount": sentence})
    if total > line.ceiling:
        sentence = (
            f"{line}: realisasi {rupiah(total)} melebihi pagu {rupiah(line.ceiling)}. Catat revisi pagunya dahulu."
        )
        raise Refusal("over_ceiling", sentence, fields={"amount": sentence})


BUDGET = BudgetVerbs(
    BudgetLine, "planning", "add_budget_line", "change_budget_line", "cancel_budget_line", _not_when_used
)
REVISING = RevisingVerbs(
    BudgetRevision, "planning", "revise_budget", "change_budget_revision", "cancel_budget_revision", _last_and_enough,
)  # fmt: skip
SPENDING = SpendingVerbs(Spending, "planning", "note_spending", "change_spending", "cancel_spending")


def spend_month(
    *, office: Office, by: User, month: int, amounts: Mapping[BudgetLine, tuple[int, str]], reason: str = ""
) -> int:
    """Note what several lines spent in one month, at once or not at all; how many were new or changed."""
    done = 0
    with deed("planning.note_spending", office=office, by=by, needs=Permission.PLANNING_WRITE, reason=reason) as doing:
        known = {
            one.line_id: one
            for one in Spending.objects.standing().filter(line__in=list(amounts), month=month).select_related("line")
        }
        for line, (amount, returned) in amounts.items():
            kept, values = known.get(line.pk), {"amount": amount, "returned": returned}
            if kept is None:
                SPENDING.adds(doing, Spending(), {"line": line, "month": month, **values})
            elif (kept.amount, kept.returned) != (amount, returned):
                SPENDING.changes(doing, kept, values, based_on=None)
            else:
                continue
            done += 1
    return done


def load_lines(*, office: Office, by: User, year: int, rows: Sequence[Mapping[str, Any]]) -> list[BudgetLine]:
    """Take in the budget of a year at once or not at all, with what was `spent` by month where a row tells it.

    A Refusal names the row that it is about.
    """
    made = []
    with deed("planning.load_budget", office=office, by=by, needs=Permission.PLANNING_WRITE) as doing:
        for number, row in enumerate(rows, start=2):
            try:
                values = {name: value for name, value in row.items() if name != "spent"}
                line = BUDGET.adds(doing, BudgetLine(), {"year": year, **values})
                for month, amount in row.get("spent", {}).items():
                    SPENDING.adds(doing, Spending(), {"line": line, "month": month, "amount": amount})
                made.append(line)
            except Refusal as refusal:
                sentence = f"Baris {number}: {refusal.sentence}"
                raise Refusal(refusal.code, sentence, fields={"text": sentence}, status=refusal.status) from refusal
    return made
