"""Counting the store: shelf against book, signed by two people; each difference gets a new weighing or an explanation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import deed, once

from ..models import Container, Movement, StockTake, StockTakeLine, StorePlace
from .exhibits import millionths


@dataclass(frozen=True)
class Counted:
    """A container that was looked for. Without `amount` it holds what the book says."""

    container: Container
    is_there: bool = True
    amount: Decimal | None = None
    field: str = "amount"


def booked(place: StorePlace) -> list[Container]:
    """What lies at a place by the book."""
    return list(booked_rows(place))


def booked_rows(place: StorePlace) -> Any:
    """The same as a query, for pages that show a part of it."""
    rows = Container.objects.standing().filter(office=place.office_id, place=place, balance__gt=0)
    return rows.select_related("exhibit").order_by("code")


def count(
    place: StorePlace, *, by: User, counted_on: date, counted: Sequence[Counted], strays: Sequence[str] = (), note: str = "",
    reason: str = "", request_id: UUID | None = None,
) -> StockTake:  # fmt: skip
    """Write down a count of one place. Every container that the book has there is said of; `strays` were there besides."""

    def make() -> StockTake:
        with deed(
            "enforcement.take_stock", office=place.office, by=by, needs=Permission.STORE_KEEP, reason=reason
        ) as doing:
            here = {container.pk: container for container in booked(place)}
            said = {one.container.pk: one for one in counted}
            if set(here) != set(said):
                raise Refusal(
                    "store_moved",
                    "Isi tempat ini berubah sejak halaman dibuka. Muat ulang, lalu hitung lagi.",
                    status=409,
                )
            take = doing.add(StockTake(), {"place": place, "counted_on": counted_on, "note": note.strip()})
            rows = [
                {"take": take, "container": container, "book": container.balance, "shelf": _shelf(container, said[key])}
                for key, container in here.items()
            ]
            for container in _strays(place, strays):
                rows.append(
                    {
                        "take": take,
                        "container": container,
                        "book": container.balance,
                        "shelf": container.balance,
                        "is_expected": False,
                    }
                )
            doing.add_all(StockTakeLine, rows)
            return take

    body = {"place": place.pk, "counted_on": counted_on, "said": str((counted, strays, note))}
    return once(request_id=request_id, action="enforcement.take_stock", by=by, body=body, model=StockTake, make=make)


def sign(take: StockTake, *, by: User) -> StockTake:
    """The second person signs what was counted."""
    with deed("enforcement.sign_stock_take", office=take.office, by=by, needs=Permission.STORE_PLACES) as doing:
        kept: StockTake = StockTake.objects.select_for_update(of=("self",)).get(pk=take.pk)
        if kept.recorded_by_id == by.pk:
            raise Refusal("own_count", "Yang menghitung tidak dapat menjadi saksinya sendiri.", status=409)
        if kept.is_signed:
            raise Refusal("signed_before", f"Sudah disaksikan oleh {kept.signed_by}.", status=409)
        return doing.change(kept, {"signed_by": by, "signed_at": doing.at}, based_on=None)


def settle(
    line: StockTakeLine,
    *,
    by: User,
    explanation: str = "",
    movement: Movement | None = None,
    based_on: int | None = None,
) -> StockTakeLine:
    """Answer a difference: by the minutes of a new weighing, or by an explanation."""
    with deed("enforcement.settle_difference", office=line.office, by=by, needs=Permission.STORE_PLACES) as doing:
        if line.is_as_booked:
            raise Refusal("nothing_differs", "Wadah ini sesuai dengan buku.", status=409)
        if movement is None and not explanation.strip():
            words = "Pilih berita acara timbang ulang, atau tulis penjelasannya."
            raise Refusal("answer_missing", words, fields={"explanation": words})
        if movement is not None and movement not in answers(line):
            words = "Pilih berita acara timbang ulang wadah ini yang sudah sah, sejak hari penghitungan."
            raise Refusal("answer_wrong", words, fields={"movement": words})
        return doing.change(line, {"explanation": explanation.strip(), "movement": movement}, based_on=based_on)


def answers(line: StockTakeLine) -> list[Movement]:
    """The confirmed weighings of this container since it was counted."""
    rows = Movement.objects.standing().filter(
        kind="reweighed", confirmed_at__isnull=False, reversed_at__isnull=True, lines__container=line.container_id
    )
    return [one for one in rows.select_related("office") if one.happened_on >= line.take.counted_on]


def _shelf(container: Container, said: Counted) -> int | None:
    if not said.is_there:
        return None
    if said.amount is None:
        return int(container.balance)
    amount = millionths(said.amount, container.exhibit.unit, said.field)
    if amount < 0:
        raise Refusal("below_nought", "Isi nol atau lebih.", fields={said.field: "Isi nol atau lebih."})
    return amount


def _strays(place: StorePlace, codes: Sequence[str]) -> list[Container]:
    """Containers by code that the book has elsewhere."""
    found = []
    for code in dict.fromkeys(one.strip().upper() for one in codes if one.strip()):
        container = (
            Container.objects.filter(office=place.office_id, code=code).exclude(place=place, balance__gt=0).first()
        )
        if container is None:
            words = f"Wadah {code} tidak dikenal di gudang satuan kerja ini, atau memang tercatat di tempat ini."
            raise Refusal("stray_unknown", words, fields={"strays": words})
        found.append(container)
    return found
