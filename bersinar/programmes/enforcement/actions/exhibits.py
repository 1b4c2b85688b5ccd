"""What officers do with exhibits: seize, change and cancel them, in exact amounts."""

from __future__ import annotations

from decimal import Decimal

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import MILLIONTHS, PLACES, Case, Exhibit, amount_in_words
from ..packing import packed_of
from .cases import case_for
from .verbs import Acts, Values

MOST = 10**9  # of any unit: a thousand tonnes, and its millionths still fit a 64-bit integer


def in_millionths(values: Values, unit: str) -> Values:
    """Amounts come in the unit as typed; they are kept as exact integers. Finer than the unit carries is refused."""
    for name in ("net", "gross"):
        if values.get(name) is not None:
            values[name] = millionths(values[name], unit, name)
    return values


def millionths(typed: Decimal | int, unit: str, field: str) -> int:
    """An amount as typed in its unit, as an exact integer. Finer than the unit carries is refused at `field`."""
    amount, places = Decimal(typed), PLACES.get(unit, 6)
    if amount != round(amount, places):
        words = f"Paling banyak {places} angka di belakang koma untuk {label('unit', unit)}."
        raise Refusal("amount_too_fine", words, fields={field: words})
    if abs(amount) > MOST:
        raise Refusal("amount_too_large", "Angka terlalu besar.", fields={field: "Angka terlalu besar."})
    return int(amount * MILLIONTHS)


def _prepare_exhibit(doing: Deed, exhibit: Exhibit, values: Values) -> Values:
    if exhibit.recorded_at is None:
        case_for(doing, values.get("case"))
    elif any(values.get(name, getattr(exhibit, name)) != getattr(exhibit, name) for name in ("substance", "form")):
        _not_while_basis(exhibit)
    exact = in_millionths(values, values.get("unit", exhibit.unit))
    if exhibit.recorded_at is not None:
        _as_packed(exhibit, exact)
    return exact


_SAID_OF_PACKED = ("substance", "unit", "net", "gross", "seized_on")


def _as_packed(exhibit: Exhibit, values: Values) -> None:
    """What lies in containers stays what it is: of the same substance and unit, and no more than was seized."""
    packed = packed_of(exhibit)
    if not packed.any:
        return
    after = Exhibit(**{name: values.get(name, getattr(exhibit, name)) for name in _SAID_OF_PACKED})
    if (after.substance, after.unit, after.aspect) != (exhibit.substance, exhibit.unit, exhibit.aspect):
        raise Refusal(
            "packed", "Barang bukti ini sudah dikemas: zat, satuan, dan bersih atau kotornya tidak dapat diganti.", status=409
        )  # fmt: skip
    if after.amount < packed.any:
        words = f"Sudah dikemas {amount_in_words(packed.any, exhibit.unit)}, lebih dari {after.in_words}."
        raise Refusal("packed_more", words, fields={after.aspect: words})
    first = packed.first_day
    if first and after.seized_on > first:
        words = f"Sudah masuk gudang {first:%d-%m-%Y}, sebelum {after.seized_on:%d-%m-%Y}."
        raise Refusal("packed_before", words, fields={"seized_on": words})


def _may_cancel(exhibit: Exhibit) -> None:
    _not_while_basis(exhibit)
    if (packed := packed_of(exhibit)).any:
        words = f"Barang bukti ini sudah dikemas {amount_in_words(packed.any, exhibit.unit)}. Tarik atau balik berita acaranya dahulu."
        raise Refusal("packed", words, status=409)


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
    _may_cancel,
    holds="case",
    prepare=_prepare_exhibit,
)
