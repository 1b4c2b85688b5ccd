"""What keepers do with the places of the store, and the head of the section with the limits of weighing."""

from __future__ import annotations

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from ..models import StorePlace, WeighingLimit
from .exhibits import millionths
from .verbs import Acts, Values


def _not_while_used(place: StorePlace) -> None:
    held = place.containers.filter(balance__gt=0).count()
    if held:
        raise Refusal("place_in_use", f"Di tempat ini masih ada {held} wadah. Pindahkan dahulu.", status=409)


def _exact(doing: Deed, limit: WeighingLimit, values: Values) -> Values:
    if values.get("most") is not None:
        values["most"] = millionths(values["most"], values.get("unit", limit.unit), "most")
    return values


PLACES = Verbs(StorePlace, "enforcement", "name_place", "change_place", "cancel_place", _not_while_used)
LIMITS = Acts(WeighingLimit, "enforcement", "set_limit", "change_limit", "cancel_limit", prepare=_exact)
