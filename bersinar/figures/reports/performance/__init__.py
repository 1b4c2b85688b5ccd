"""The performance report (LKj): what was promised, what was reached, against which years, and why.

Figures come from the ledger, words from people; where one of them is missing, the report says so at its place. Nothing
here depends on who asks for it.
"""

from .whole import gaps, performance

__all__ = ["gaps", "performance"]
