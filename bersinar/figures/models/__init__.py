"""What figures and reports keep beside the ledger."""

from .declared import DeclaredFigure
from .making import CheckExplanation, FactorBasis, FactorChoice, FactorSet, ReportFile, ReportKind, SlideMaster
from .monthly import Remark, Report, Submission

__all__ = [
    "CheckExplanation",
    "DeclaredFigure",
    "FactorBasis",
    "FactorChoice",
    "FactorSet",
    "Remark",
    "Report",
    "ReportFile",
    "ReportKind",
    "SlideMaster",
    "Submission",
]
