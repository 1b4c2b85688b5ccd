"""No child is tested without a guardian's word: what a session may draw on, and what is refused without it.

One sheet speaks of one child and one test, so all sessions that draw on the same sheets together test no more children
than there are sheets. Nothing here knows a child; which of them reacted is the guardian's and the counsellor's.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Sum

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.institutions.naming import hold
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed
from bersinar.ledger.records import Verbs

from .models import ConsentSheets, GuardianConsents, UrineSession, is_of_minors

_SETTLES = ("institution_id", "held_on", "tested", "with_minors", "consents_id")


class GuardianVerbs(Verbs[GuardianConsents]):
    """Take down how many guardians agreed; correct it, also downwards where one withdraws."""

    def adds(self, doing: Deed, record: GuardianConsents, values: dict[str, Any]) -> GuardianConsents:
        return doing.add(record, _with_held(values))

    def changes(
        self, doing: Deed, record: GuardianConsents, values: dict[str, Any], *, based_on: int | None
    ) -> GuardianConsents:
        changed = doing.change(record, _with_held(values), based_on=based_on)
        sessions = changed.sessions.filter(cancelled_at__isnull=True).select_related("institution__merged_into")
        if any(not changed.holds(session.institution, session.held_on) for session in sessions):
            sentence = "Ada sesi yang memakai persetujuan ini di instansi lain atau di luar masa berlaku itu."
            raise Refusal("sessions_outside", sentence, fields={"valid_from": sentence}, status=409)
        if (used := _tested_on(changed)) > changed.usable:
            sentence = f"Sudah {write_number(used)} anak dites dengan lembar ini, tetapi yang dapat dipakai tinggal "
            sentence += f"{write_number(changed.usable)}. Kurangi dahulu jumlah dites pada sesinya."
            raise Refusal("sheets_in_use", sentence, fields={"given": sentence}, status=409)
        return changed


def _with_held(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the institution as it is now, held."""
    named = values.get("institution")
    return {**values, "institution": hold([named.pk])[named.pk]} if named else values


def _not_in_use(consents: GuardianConsents) -> None:
    if consents.sessions.filter(cancelled_at__isnull=True).exists():
        raise Refusal("consents_in_use", "Masih ada sesi tes yang memakai persetujuan ini.", status=409)
    with side(Side.TREATMENT):  # the wall opens for this one question, whose answer names nobody
        kept = ConsentSheets.objects.standing().filter(consents=consents).exists()
    if kept:
        raise Refusal(
            "sheets_kept", "Klinik menyimpan lembar persetujuan ini. Minta klinik membatalkannya dahulu.", status=409
        )


class SheetVerbs(Verbs[ConsentSheets]):
    """Take over signed sheets, never more than guardians agreed."""

    def adds(self, doing: Deed, record: ConsentSheets, values: dict[str, Any]) -> ConsentSheets:
        return _within_given(doing, doing.add(record, values))

    def changes(
        self, doing: Deed, record: ConsentSheets, values: dict[str, Any], *, based_on: int | None
    ) -> ConsentSheets:
        return _within_given(doing, doing.change(record, values, based_on=based_on))


def _within_given(doing: Deed, sheets: ConsentSheets) -> ConsentSheets:
    if sheets.consents.office_id != doing.office.pk or sheets.consents.is_cancelled:
        raise Refusal("consents_unknown", "Pilih persetujuan wali satuan kerja ini.")
    standing = ConsentSheets.objects.standing().filter(consents=sheets.consents)
    taken = standing.aggregate(n=Sum("count"))["n"] or 0
    if taken > sheets.consents.given:
        sentence = f"Bersama yang sudah diterima {write_number(taken)} lembar, melebihi "
        sentence += f"{write_number(sheets.consents.given)} yang setuju."
        raise Refusal("too_many_sheets", sentence, fields={"count": sentence})
    return sheets


def with_consents(record: UrineSession, values: dict[str, Any]) -> dict[str, Any]:
    """The values of a session with the sheets that hold there on that day, where nobody chose and there is one choice."""
    chosen = values.get("consents", record.consents)
    if chosen is not None:
        return values
    institution = values.get("institution") or (record.institution if record.institution_id else None)
    day = values.get("held_on") or record.held_on
    if institution is None or day is None:
        return values
    if not (values.get("with_minors", record.with_minors) or is_of_minors(institution)):
        return values
    kept = GuardianConsents.objects.standing().filter(office_id=institution.office_id)
    rows = kept.filter(valid_from__lte=day, valid_until__gte=day).select_related("institution")
    found = [one for one in rows if one.holds(institution, day)]
    return {**values, "consents": found[0]} if len(found) == 1 else values


def ask_guardians(session: UrineSession, before: UrineSession | None = None) -> None:
    """Refuse a session of children that tested more of them than guardians agreed to. Asked once it is written.

    What was recorded before there was this rule may be corrected elsewhere, and is not asked anew.
    """
    if session.tested is None or not session.asks_guardians:
        return
    if before is not None and all(getattr(before, name) == getattr(session, name) for name in _SETTLES):
        return
    if session.consents_id is None:
        raise _missing("consents", session)
    held = GuardianConsents.objects.select_for_update(of=("self",)).get(pk=session.consents_id)
    used = _tested_on(held)
    if used > held.usable:
        others = used - session.tested
        sentence = f"Dites {write_number(session.tested)}, tetapi persetujuan wali yang dapat dipakai "
        sentence += f"{write_number(max(held.usable - others, 0))}"
        if others:
            sentence += f" ({write_number(held.usable)}, dipakai sesi lain {write_number(others)})"
        sentence += (
            ". Satu lembar untuk satu anak dan satu tes. Lembar yang menyusul dicatat dahulu pada persetujuannya."
        )
        raise Refusal("beyond_consents", sentence, fields={"tested": sentence})


def ask_before_result(session: UrineSession) -> None:
    """Refuse a result of children whose guardians' consents are not recorded."""
    if session.asks_guardians and session.consents_id is None:
        raise _missing("session", session)


def _missing(field: str, session: UrineSession) -> Refusal:
    sentence = "Yang dites anak: tanpa persetujuan wali jumlah dan hasilnya tidak dicatat. "
    sentence += "Catat dahulu lembarnya di Tes urine, Persetujuan wali, lalu pilih pada sesinya."
    return Refusal("guardians_missing", sentence, fields={field: sentence}, status=409)


def _tested_on(consents: GuardianConsents) -> int:
    """How many children were tested so far with these sheets."""
    rows = UrineSession.objects.standing().filter(consents=consents)
    return rows.aggregate(n=Sum("tested"))["n"] or 0


def left_of(consents: GuardianConsents) -> int:
    """How many of these sheets no session has used yet."""
    return consents.usable - _tested_on(consents)


GUARDIANS = GuardianVerbs(
    GuardianConsents, "screening", "take_consents", "change_consents", "cancel_consents", _not_in_use
)
SHEETS = SheetVerbs(ConsentSheets, "screening", "receive_sheets", "change_sheets", "cancel_sheets", holds="consents")
