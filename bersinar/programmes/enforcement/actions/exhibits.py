"""What officers do with exhibits: seize, change and cancel them, in exact amounts."""

from __future__ import annotations

from decimal import Decimal

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import MILLIONTHS, PLACES, Case, Exhibit
from .cases import case_for
from .verbs import Acts, Values

MOST = 10**9  # of any unit: a thousand tonnes, and its millionths still fit a 64-bit integer


def in_millionths(values: Values, unit: str) -> Values:
    """Amounts come in the unit as typed; they are kept as exact integers. Finer than the unit carries is refused."""
    for name in ("net", "gross"):
        typed = values.get(name)
        if typed is None:
            continue
        amount, places = Decimal(typed), PLACES.get(unit, 6)
        if amount != round(amount, places):
            words = f"Paling banyak {places} angka di belakang koma untuk {label('unit', unit)}."
            raise Refusal("amount_too_fine", words, fields={name: words})
        if abs(amount) > MOST:
            raise Refusal("amount_too_large", "Angka terlalu besar.", fields={name: "Angka terlalu besar."})
        values[name] = int(amount * MILLIONTHS)
    return values


def _prepare_exhibit(doing: Deed, exhibit: Exhibit, values: Values) -> Values:
    if exhibit.recorded_at is None:
        case_for(doing, values.get("case"))
    elif any(values.get(name, getattr(exhibit, name)) != getattr(exhibit, name) for name in ("substance", "form")):
        _not_while_basis(exhibit)
    return in_millionths(values, values.get("unit", exhibit.unit))


def _not_while_basis(exhibit: Exhibit) -> None:
    """The last exhibit on which "first in the area" rests stays as it is."""
    case = Case.objects.select_for_update().get(pk=exhibit.case_id)
    if case.first_substance != exhibit.substance:
        return
    others = case.exhibits.filter(cancelled_at__isnull=True, substance=exhibit.substance).exclude(pk=exhibit.pk)
    if not others.exists():
        raise Refusal(
            "first_rests_here",
            "Kepastian kasus pertama di wilayah bertumpu pada barang bukti ini. Cabut kepastiannya dahulu.",
            status=409,
        )


EXHIBITS = Acts(
    Exhibit,
    "enforcement",
    "seize_exhibit",
    "change_exhibit",
    "cancel_exhibit",
    _not_while_basis,
    holds="case",
    prepare=_prepare_exhibit,
)
