"""What officers do with requests for an integrated assessment (TAT). The term is a rule of law, kept with all others."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from bersinar.foundation.codelists.lists import attribute, label
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Case, TatAmount, TatRequest
from ..timing import Law
from .events import reckon, reckon_request
from .exhibits import in_millionths
from .suspects import suspect_for
from .verbs import Acts, Values


def _prepare_request(doing: Deed, request: TatRequest, values: Values) -> Values:
    if values.get("suspect") is not None and values["suspect"].pk != request.suspect_id:
        suspect_for(doing, values["suspect"], "suspect")
    return values


@dataclass(frozen=True)
class _Requests(Acts[TatRequest]):
    """A request keeps what the rule says of it; the clocks of its suspect's case no longer look at it, or look again."""

    def adds(self, doing: Deed, record: TatRequest, values: Values) -> TatRequest:
        made = super().adds(doing, record, values)
        _reckon_cases(doing, made)
        return made

    def changes(self, doing: Deed, record: TatRequest, values: Values, *, based_on: int | None) -> TatRequest:
        before = TatRequest.objects.select_related("suspect").get(pk=record.pk)
        kept = super().changes(doing, record, values, based_on=based_on)
        _reckon_cases(doing, before, kept)
        return kept


def _reckon_cases(doing: Deed, *requests: TatRequest) -> None:
    for key in sorted({one.suspect.case_id for one in requests if one.suspect is not None}):
        reckon(doing, Case.objects.select_for_update().get(pk=key))


def _follow_request(doing: Deed, request: TatRequest) -> None:
    reckon_request(doing, request, Law.read())


def _settle_request(doing: Deed, request: TatRequest) -> None:
    if request.is_cancelled:
        _reckon_cases(doing, request)


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


TAT_REQUESTS = _Requests(
    TatRequest, "enforcement", "ask_for_tat", "change_tat_request", "cancel_tat_request", _not_while_filled,
    prepare=_prepare_request, settle=_settle_request, follow=_follow_request,
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
