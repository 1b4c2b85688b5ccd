"""What officers do with goods and money that they seized."""

from __future__ import annotations

from bersinar.ledger.deeds import Deed

from ..models import SeizedGood
from .cases import case_for
from .verbs import Acts, Values


def _prepare_good(doing: Deed, good: SeizedGood, values: Values) -> Values:
    if good.recorded_at is None:
        case_for(doing, values.get("case"))
    return values


GOODS = Acts(SeizedGood, "enforcement", "seize_good", "change_good", "cancel_good", holds="case", prepare=_prepare_good)
