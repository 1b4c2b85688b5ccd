"""What officers do with the cases of their own office: open, number, change, cancel."""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Case, Exhibit, Movement, SeizedGood
from ..public_names import faults
from .verbs import Acts, Values

PRINTED = ("prominent_reason", "first_what")  # what a report may print of a case, in an officer's words


def _prepare_case(doing: Deed, case: Case, values: Values) -> Values:
    """Give the number where none was typed; ask again what a new day or place puts in doubt."""
    values["number"] = str(values.get("number") or "").strip()
    if case.recorded_at is None:
        if not values["number"] and values.get("lkn_on"):
            values["number"] = _fresh_number(doing.office, values["lkn_on"])
        return values
    if not values["number"]:
        del values["number"]  # a number once given stays
    refuse_names(case, values)
    now = Case.objects.select_for_update().get(pk=case.pk)
    place, lkn_on = values.get("place", now.place), values.get("lkn_on", now.lkn_on)
    if now.is_first_in_area and (place != now.place or lkn_on != now.lkn_on):
        raise Refusal(
            "first_in_doubt",
            "Kasus ini dipastikan yang pertama di wilayahnya pada tanggal itu. "
            "Cabut kepastiannya dahulu, ubah, lalu pastikan lagi.",
            status=409,
        )
    _children_after(now, values.get("began_on", now.began_on) or lkn_on)
    if place != now.place:
        for seized in (*now.exhibits.filter(cancelled_at__isnull=True), *now.goods.filter(cancelled_at__isnull=True)):
            doing.ask_reason(seized.seized_on)
        for movement in _destructions(now):
            doing.ask_reason(movement.happened_on)
    return values


def refuse_names(case: Case, values: Values) -> None:
    """No suspect's name stands in what a report may print, and nothing that points at a child."""
    suspects = list(case.suspects.filter(cancelled_at__isnull=True).select_related("office"))
    for name in PRINTED:
        if (text := str(values.get(name) or "")) and (found := faults(text, suspects)):
            words = " ".join(found)
            raise Refusal(
                "name_in_public", words, fields={name.removeprefix("first_") if name == "first_what" else name: words}
            )


def _fresh_number(office: Office, day: date) -> str:
    """The next LKN number; one that somebody typed by hand is passed over."""
    while True:
        number = next_number(office=office, kind="lkn", day=day)
        if not Case.objects.filter(office=office, number=number).exists():
            return number


def _children_after(case: Case, first_day: date | None) -> None:
    """No arrest and no seizure lies before the case begins."""
    if first_day is None:
        return
    suspects = case.suspects.filter(cancelled_at__isnull=True, named_on__isnull=False)
    days = [
        *case.exhibits.filter(cancelled_at__isnull=True).values_list("seized_on", flat=True),
        *case.goods.filter(cancelled_at__isnull=True).values_list("seized_on", flat=True),
        *suspects.values_list("named_on", flat=True),
    ]
    if days and min(days) < first_day:
        words = f"Paling lambat {min(days):%d-%m-%Y}, tanggal tersangka atau barang bukti yang pertama."
        raise Refusal("children_before_case", words, fields={"began_on": words})


def _destructions(case: Case) -> Any:
    """Its movements that say something of a place, with what they say it from."""
    rows = Movement.objects.standing().filter(case=case, kind="destroyed", confirmed_at__isnull=False)
    return rows.select_related("case", "office").prefetch_related("lines__container__exhibit")


def _restate_held(doing: Deed, case: Case) -> None:
    """Exhibits, goods and money say where their case happened, and so does what was destroyed."""
    for good in SeizedGood.objects.filter(case=case, cancelled_at__isnull=True).select_related("case"):
        doing.restate(good)
    for movement in _destructions(case):
        doing.restate(movement)
    for exhibit in Exhibit.objects.filter(case=case, cancelled_at__isnull=True).select_related("case"):
        doing.restate(exhibit)


def _not_while_filled(case: Case) -> None:
    held = Case.objects.select_for_update().get(pk=case.pk)
    kinds = {
        "tersangka": held.suspects,
        "barang bukti": held.exhibits,
        "barang dan uang": held.goods,
        "mitra": held.invitations,
    }
    left = [name for name, rows in kinds.items() if rows.filter(cancelled_at__isnull=True).exists()]
    if left:
        raise Refusal("case_in_use", f"Kasus ini masih punya {' dan '.join(left)}. Batalkan itu dahulu.", status=409)


CASES = Acts(
    Case,
    "enforcement",
    "open_case",
    "change_case",
    "cancel_case",
    _not_while_filled,
    prepare=_prepare_case,
    settle=_restate_held,
)


def case_for(doing: Deed, case: Case | None) -> Case:
    """The standing case of this office that something is added to; locked, so that it cannot be cancelled meanwhile."""
    if case is None or case.office_id != doing.office.pk:
        raise Refusal("case_missing", "Pilih kasus satuan kerja ini.", fields={"case": "Pilih kasus satuan kerja ini."})
    held: Case = Case.objects.select_for_update().get(pk=case.pk)
    if held.is_cancelled:
        raise Refusal("case_cancelled", "Kasus ini sudah dibatalkan.", status=409)
    return held
