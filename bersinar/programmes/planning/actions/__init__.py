"""What is done in this room, by matter."""

from .agreements import AGREEMENTS, LINES
from .budget import BUDGET, REVISING, SPENDING, load_lines, spend_month
from .cascade import PROPOSALS, answer, propose
from .remedies import PLANS, STEPS, close, do_step
from .revisions import REVISION_LINES, REVISIONS
from .signing import agree, enact, hand_of, sign, withdraw
from .strategy import STRATEGIES, STRATEGY_LINES
from .words import NARRATIVES, TEXTS, WORDS

__all__ = [
    "AGREEMENTS", "BUDGET", "LINES", "NARRATIVES", "PLANS", "PROPOSALS", "REVISING", "REVISIONS", "REVISION_LINES", "SPENDING",
    "STEPS", "STRATEGIES", "STRATEGY_LINES", "TEXTS", "WORDS", "agree", "answer", "close", "do_step", "enact", "hand_of", "load_lines",
    "propose", "sign", "spend_month", "withdraw",
]  # fmt: skip
