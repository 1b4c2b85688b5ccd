"""What officers do with the cases of their own office: open, number, change, cancel."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed

from ..models import Case, CaseEvent, CaseMember, Exhibit, Movement, SeizedGood, Suspect
from ..public_names import faults
from .verbs import Acts, Values

# What a report may print of a case, in an officer's words; and of its partners, whom a note reaches, too.
PRINTED = ("prominent_reason", "first_what", "operation_name")
PRINTED_OF_PARTNER = ("partner_body", "note")


def _prepare_case(doing: Deed, case: Case, values: Values) -> Values:
    """Give the number where none was typed; ask again what a new day or place puts in doubt."""
    values["number"] = str(values.get("number") or "").strip()
    refuse_names(case, values)
    if case.recorded_at is None:
        if not values["number"] and values.get("lkn_on"):
            values["number"] = _fresh_number(doing.office, values["lkn_on"])
        return values
    if not values["number"]:
        del values["number"]  # a number once given stays
    now = Case.objects.select_for_update().get(pk=case.pk)
    _report_stays(now, values)
    if values.get("lkn_on") and not now.number and not values.get("number"):
        values["number"] = _fresh_number(doing.office, values["lkn_on"])
    place, lkn_on = values.get("place", now.place), values.get("lkn_on", now.lkn_on)
    if now.is_first_in_area and (place != now.place or lkn_on != now.lkn_on):
        raise Refusal(
            "first_in_doubt",
            "Kasus ini dipastikan yang pertama di wilayahnya pada tanggal itu. "
            "Cabut kepastiannya dahulu, ubah, lalu pastikan lagi.",
            status=409,
        )
    _children_after(now, values.get("began_on", now.began_on) or lkn_on)
    if place != now.place or lkn_on != now.lkn_on:
        for record in _speaking_of(now):
            if record.happened_on:
                doing.ask_reason(record.happened_on)
    return values


def _report_stays(now: Case, values: Values) -> None:
    """An LKN that was given is not taken back, and stands before the prosecution files that rest on it."""
    if "lkn_on" not in values or now.lkn_on is None:
        return
    if values["lkn_on"] is None:
        words = "LKN sudah terbit. Batalkan kasusnya bila LKN ini tidak pernah ada."
        raise Refusal("lkn_stays", words, fields={"lkn_on": words})
    told = CaseEvent.objects.filter(case=now, cancelled_at__isnull=True, file__isnull=False).select_related("office")
    first = min((event.day for event in told), default=None)
    if first and values["lkn_on"] > first:
        words = f"Paling lambat {first:%d-%m-%Y}, tanggal peristiwa berkas yang pertama."
        raise Refusal("files_before_lkn", words, fields={"lkn_on": words})


def _speaking_of(case: Case) -> list[Any]:
    """What says anew when its case gets an LKN, another day or another place."""
    kinds: tuple[Any, ...] = (Exhibit, SeizedGood, Suspect, CaseEvent)
    return [
        *_destructions(case),
        *(
            record
            for kind in kinds
            for record in kind.objects.filter(case=case, cancelled_at__isnull=True).select_related("case", "office")
        ),
    ]


def refuse_names(case: Case, values: Values, names: Sequence[str] = PRINTED) -> None:
    """No suspect's name stands in what a report may print, and nothing that points at a child."""
    if not any(values.get(name) for name in names):
        return
    suspects = list(case.suspects.filter(cancelled_at__isnull=True).select_related("office"))
    for name in names:
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
    told = CaseEvent.objects.filter(case=case, cancelled_at__isnull=True).select_related("office")
    days = [
        *(event.day for event in told if event.says("in_case")),
        *case.exhibits.filter(cancelled_at__isnull=True).values_list("seized_on", flat=True),
        *case.goods.filter(cancelled_at__isnull=True).values_list("seized_on", flat=True),
        *suspects.values_list("named_on", flat=True),
    ]
    if days and min(days) < first_day:
        words = f"Paling lambat {min(days):%d-%m-%Y}, tanggal tersangka, barang bukti atau peristiwa yang pertama."
        raise Refusal("children_before_case", words, fields={"began_on": words})


def _destructions(case: Case) -> Any:
    """Its movements that say something of a place, with what they say it from."""
    rows = Movement.objects.standing().filter(case=case, kind="destroyed", confirmed_at__isnull=False)
    return rows.select_related("case", "office").prefetch_related("lines__container__exhibit")


def _restate(doing: Deed, case: Case) -> None:
    """What belongs to a case says where it happened, and nothing before its LKN."""
    for record in _speaking_of(case):
        doing.restate(record)


def _not_closed_to(doing: Deed, case: Case) -> None:
    """Nobody closes a case to themself: who opens it is in its team, who closes it as well."""
    if case.is_closed and not case.is_cancelled and not Case.objects.filter(pk=case.pk).visible_to(doing.by).exists():
        doing.add(CaseMember(), {"case": case, "member": doing.by, "task": "member"})


def _settle_case(doing: Deed, case: Case) -> None:
    _restate(doing, case)
    _not_closed_to(doing, case)


def _not_while_filled(case: Case) -> None:
    held = Case.objects.select_for_update().get(pk=case.pk)
    kinds = {
        "tersangka": held.suspects,
        "barang bukti": held.exhibits,
        "barang dan uang": held.goods,
        "mitra": held.invitations,
        "peristiwa": held.events,
        "berkas": held.files,
    }
    left = [name for name, rows in kinds.items() if rows.filter(cancelled_at__isnull=True).exists()]
    if left:
        raise Refusal("case_in_use", f"Kasus ini masih punya {' dan '.join(left)}. Batalkan itu dahulu.", status=409)


@dataclass(frozen=True)
class _Cases(Acts[Case]):
    """Whoever opens a case is the first of its team."""

    def adds(self, doing: Deed, record: Case, values: Values) -> Case:
        made = super().adds(doing, record, values)
        doing.add(CaseMember(), {"case": made, "member": doing.by, "task": "lead"})
        return made


CASES = _Cases(
    Case,
    "enforcement",
    "open_case",
    "change_case",
    "cancel_case",
    _not_while_filled,
    prepare=_prepare_case,
    settle=_settle_case,
)


def _knows(doing: Deed, case: Case) -> bool:
    """Whether the case is in sight; the keeper of the store confirms what moves in closed ones too."""
    keeps = doing.office.pk in doing.by.scope(Permission.STORE_KEEP)
    return keeps or Case.objects.filter(pk=case.pk).visible_to(doing.by).exists()


def case_for(doing: Deed, case: Case | None) -> Case:
    """The standing case of this office that something is added to; locked, so that it cannot be cancelled meanwhile."""
    if case is None or case.office_id != doing.office.pk or not _knows(doing, case):
        raise Refusal("case_missing", "Pilih kasus satuan kerja ini.", fields={"case": "Pilih kasus satuan kerja ini."})
    held: Case = Case.objects.select_for_update().get(pk=case.pk)
    if held.is_cancelled:
        raise Refusal("case_cancelled", "Kasus ini sudah dibatalkan.", status=409)
    return held
