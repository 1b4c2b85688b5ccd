"""What this room's records say: targets of years and quarters, and the budget. Words of a report are not counted."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from bersinar.foundation.periods.calendar import month_bounds
from bersinar.ledger.drafts import Draft

from .models import BudgetLine, BudgetRevision, Narrative, PerformanceText, ReportWords, Spending, TargetLine


def of_target_line(line: TargetLine) -> Iterator[Draft]:
    """The target of a named indicator, dated the last day of what it speaks of. An open line says nothing."""
    if line.value is None or not line.indicator:
        return
    year = line.agreement.year
    yield Draft("planning.target_set", date(year, 12, 31), line.value, detail=line.indicator)
    for number, value in enumerate(line.quarters, start=1):
        if value is not None:
            last = month_bounds(year, 3 * number)[1]
            yield Draft("planning.quarter_target_set", last, value, detail=line.indicator)


def of_budget_line(line: BudgetLine) -> Iterator[Draft]:
    """The ceiling that the year began with."""
    yield Draft("planning.budget_set", line.happened_on, line.amount, detail=line.fund)


def of_budget_revision(revision: BudgetRevision) -> Iterator[Draft]:
    """What the ceiling became more or less, so that the sum is what it is now."""
    if revision.amount != revision.before:
        yield Draft(
            "planning.budget_set", revision.decided_on, revision.amount - revision.before, detail=revision.line.fund
        )


def of_spending(spending: Spending) -> Iterator[Draft]:
    """What was spent in the month, dated its last day; less than nothing where money came back."""
    if spending.amount:
        yield Draft("planning.budget_spent", spending.happened_on, spending.amount, detail=spending.line.fund)


def of_words(record: Narrative | ReportWords | PerformanceText) -> Iterator[Draft]:
    """Nothing: words are printed, never counted."""
    yield from ()
