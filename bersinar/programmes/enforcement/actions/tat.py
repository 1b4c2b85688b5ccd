"""What officers do with requests for an integrated assessment (TAT). The clock is data: a code of the list `tat_clock`."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import TatAmount, TatRequest
from .exhibits import in_millionths
from .suspects import suspect_for
from .verbs import Acts, Values

USUAL_DAYS = 6  # where an office emptied the code: SE/98/X/KA/PB.06/2022/BNN, as reported


def days_allowed() -> int:
    """Within how many days the result is due."""
    return int(attribute("tat_clock", "answer", "days", USUAL_DAYS))


def _prepare_request(doing: Deed, request: TatRequest, values: Values) -> Values:
    """The day on which it is due follows the day of the request, by the clock of today; it stays when the clock changes."""
    if values.get("suspect") is not None and values["suspect"].pk != request.suspect_id:
        suspect_for(doing, values["suspect"], "suspect")
    asked = values.get("requested_on")
    if asked and (request.recorded_at is None or asked != request.requested_on):
        values["due_on"] = asked + timedelta(days=days_allowed())
    return values


def _not_while_filled(request: TatRequest) -> None:
    held = TatRequest.objects.select_for_update().get(pk=request.pk)
    if held.amounts.filter(cancelled_at__isnull=True).exists():
        raise Refusal("tat_in_use", "Permintaan ini masih punya catatan jumlah. Batalkan itu dahulu.", status=409)


def _prepare_amount(doing: Deed, amount: TatAmount, values: Values) -> Values:
    request = values.get("request")
    if amount.recorded_at is None and (request is None or request.office_id != doing.office.pk or request.is_cancelled):
        words = "Pilih permintaan satuan kerja ini."
        raise Refusal("tat_missing", words, fields={"request": words})
    typed = {"net": values.pop("amount")} if values.get("amount") is not None else {}
    try:
        exact = in_millionths(typed, values.get("unit", amount.unit))
    except Refusal as refusal:
        raise Refusal(refusal.code, refusal.sentence, fields={"amount": refusal.sentence}) from refusal
    return {**values, **({"amount": exact["net"]} if exact else {})}


TAT_REQUESTS = Acts(
    TatRequest, "enforcement", "ask_for_tat", "change_tat_request", "cancel_tat_request", _not_while_filled,
    prepare=_prepare_request,
)  # fmt: skip
TAT_AMOUNTS = Acts(
    TatAmount, "enforcement", "note_tat_amount", "change_tat_amount", "cancel_tat_amount", holds="request",
    prepare=_prepare_amount,
)  # fmt: skip


def limit_of(substance: str, unit: str) -> Decimal | None:
    """The limit for one day's own use (SEMA 4/2010) in this unit, or None where the list has none."""
    said = attribute("tat_limit", substance, unit)
    return Decimal(str(said)) if said else None


def limit_in_words(substance: str, unit: str) -> str:
    """ "batas 2,4 gram"; or that there is none."""
    limit = limit_of(substance, unit)
    if limit is None:
        return f"tidak ada batas dalam {label('unit', unit)}"
    return f"batas {format(limit.normalize(), 'f').replace('.', ',')} {label('unit', unit)}"
