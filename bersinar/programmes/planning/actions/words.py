"""What planners do with the words of a report."""

from __future__ import annotations

from bersinar.ledger.records import Verbs

from ..models import Narrative, PerformanceText, ReportWords

NARRATIVES = Verbs(Narrative, "planning", "write_narrative", "change_narrative", "cancel_narrative")
TEXTS = Verbs(
    PerformanceText, "planning", "write_performance_text", "change_performance_text", "cancel_performance_text"
)
WORDS = Verbs(ReportWords, "planning", "arrange_report", "rearrange_report", "cancel_arrangement")
