"""What planners do with the strategic plan."""

from __future__ import annotations

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from ..models import Strategy, StrategyLine


def _not_with_lines(strategy: Strategy) -> None:
    if strategy.lines.filter(cancelled_at__isnull=True).exists():
        raise Refusal("strategy_in_use", "Renstra ini masih punya indikator. Batalkan barisnya dahulu.", status=409)


STRATEGIES = Verbs(Strategy, "planning", "write_strategy", "change_strategy", "cancel_strategy", _not_with_lines)
STRATEGY_LINES = Verbs(
    StrategyLine, "planning", "add_strategy_line", "change_strategy_line", "cancel_strategy_line", holds="strategy"
)
