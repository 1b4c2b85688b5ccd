"""Coded pots: make a sheet of codes, tie it to its session, say what each code showed and what followed.

The session's result is added up from its codes. Nobody here learns whose code it is, and nothing here asks.
"""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.institutions.naming import hold
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from .models import Pot, PotResult, PotSheet, UrineSession, pot_code
from .results import held_session, may_see_results_of, needed, settle_from_pots, standing_result

MADE = "screening.make_pots"


def may_handle(sheet: PotSheet, user: User) -> bool:
    """Who may open and print the codes: of a session, who sees its result; before, who made the sheet, and the clinic."""
    if sheet.session is not None:
        return may_see_results_of(sheet.session, user)
    if user.side is Side.ENFORCEMENT:
        return False
    if sheet.office_id in user.scope(Permission.SCREENING_RESULTS):
        return True
    return sheet.recorded_by_id == user.pk and sheet.office_id in user.scope(Permission.SCREENING_WRITE)


class SheetVerbs(Verbs[PotSheet]):
    """Make a sheet with its codes, tie it to a session, withdraw it."""

    def adds(self, doing: Deed, record: PotSheet, values: dict[str, Any]) -> PotSheet:
        sheet = doing.add(record, {**_with_held(values), "session": None})
        _draw(doing, sheet)
        if session := values.get("session"):
            return self._tied(doing, doing.change(sheet, {"session": session}, based_on=None), None)
        return sheet

    def changes(self, doing: Deed, record: PotSheet, values: dict[str, Any], *, based_on: int | None) -> PotSheet:
        before: PotSheet = PotSheet.objects.select_for_update(of=("self",)).get(pk=record.pk)
        if values.get("count", before.count) != before.count:
            sentence = f"Kodenya sudah dibuat {write_number(before.count)}. Untuk tambahan, buat lembar lain."
            raise Refusal("pots_made", sentence, fields={"count": sentence})
        changed = doing.change(record, _with_held(values), based_on=based_on)
        if changed.session_id == before.session_id:
            return changed
        return self._tied(doing, changed, before.session)

    def _tied(self, doing: Deed, sheet: PotSheet, before: UrineSession | None) -> PotSheet:
        """The codes of a session open to whom its result opens."""
        if before is not None and _any_told(sheet, doing.by):
            sentence = "Kode lembar ini sudah punya hasil. Kosongkan dahulu, atau batalkan lembarnya."
            raise Refusal("pots_told", sentence, fields={"session": sentence}, status=409)
        session = sheet.session
        if session is not None and standing_result(session, doing.by) is not None and not _tied_before(sheet):
            sentence = "Hasil sesi ini sudah dicatat tanpa kode. Petugas tesnya membatalkan hasil itu dahulu."
            raise Refusal("result_stands", sentence, fields={"session": sentence}, status=409)
        tester = session.recorded_by_id if session else sheet.recorded_by_id
        with side(Side.TREATMENT, doing.by.pk):
            Pot.objects.filter(sheet=sheet).update(tester_id=tester)
        return sheet

    def cancel(self, record: PotSheet, *, by: User, reason: str) -> PotSheet:
        """Withdraw a sheet with its codes. The session's result is said anew without them."""
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            sheet: PotSheet = PotSheet.objects.select_for_update(of=("self",)).get(pk=record.pk)
            told = _any_told(sheet, by)
            if told and not may_handle(sheet, by):
                sentence = "Kode lembar ini sudah punya hasil. Hanya petugas tes sesi itu yang dapat membatalkannya."
                raise Refusal("pots_told", sentence, status=409)
            with side(Side.TREATMENT, by.pk):
                Pot.objects.filter(sheet=sheet).update(cancelled_at=doing.at, cancel_reason=doing.reason)
                if told and sheet.session is not None:
                    _say_without(doing, held_session(sheet.session.pk, by))
                return doing.cancel(sheet)


def _say_without(doing: Deed, session: UrineSession) -> None:
    result = standing_result(session, doing.by)
    if Pot.objects.standing().filter(sheet__session=session).exclude(result="").exists():
        settle_from_pots(doing, session)
    elif result is not None:
        doing.cancel(result)


def _with_held(values: dict[str, Any]) -> dict[str, Any]:
    named = values.get("institution")
    return {**values, "institution": hold([named.pk])[named.pk]} if named else values


def _draw(doing: Deed, sheet: PotSheet) -> None:
    """Codes by chance, none of which the office has had; written at once, the sheet's audit line says how many."""
    with side(Side.TREATMENT, doing.by.pk):
        known = set(Pot.objects.filter(office=sheet.office).exclude(code="").values_list("code", flat=True))
        drawn: set[str] = set()
        while len(drawn) < sheet.count:
            drawn |= {pot_code()} - known
        rows = [
            Pot(
                sheet=sheet, office=sheet.office, code=code, tester_id=sheet.recorded_by_id, recorded_at=doing.at,
                recorded_by=doing.by,
            )
            for code in drawn
        ]  # fmt: skip
        Pot.objects.bulk_create(rows)


def _any_told(sheet: PotSheet, by: User) -> bool:
    with side(Side.TREATMENT, by.pk):
        return Pot.objects.standing().filter(sheet=sheet).exclude(result="").exists()


def _tied_before(sheet: PotSheet) -> bool:
    """Whether another sheet belongs to the session already, so that its result comes from codes."""
    others = PotSheet.objects.standing().filter(session_id=sheet.session_id)
    return others.exclude(pk=sheet.pk).exists()


def refuse_pots_in_use(session: UrineSession) -> None:
    """A session with codes lets go of them before it is cancelled."""
    if session.pot_sheets.filter(cancelled_at__isnull=True).exists():
        raise Refusal("session_in_use", "Sesi ini punya lembar kode pot. Batalkan lembarnya dahulu.", status=409)


class PotVerbs:
    """Saying what a code showed, and what followed. Codes come with their sheet and go with it."""

    def create(self, **values: Any) -> Pot:
        """Never: `SheetVerbs` makes them."""
        raise Forbidden()

    def change(
        self, record: Pot, *, by: User, based_on: int | None, reason: str = "", request_id: Any = None, **values: Any
    ) -> Pot:
        """Change one code and say the session's result anew. Raises Forbidden for all but its testers."""
        with deed("screening.read_pot", office=record.office, by=by, needs=needed(by), reason=reason) as doing:
            session = _session_of(record.sheet, by)
            kept: Pot = doing.change(record, values, based_on=based_on)
            settle_from_pots(doing, session)
            return kept

    def cancel(self, record: Pot, *, by: User, reason: str) -> Pot:
        """Never: a code without a result is a spare one."""
        raise Forbidden()


def read_rest_negative(sheet: PotSheet, *, spare: Collection[str], by: User, reason: str = "") -> int:
    """Say that every code of a sheet without a result was negative, but for the spare ones; how many that were.

    Refuses where the numbers do not meet: each person who was tested has one code, and no spare code has a person.
    """
    with deed("screening.read_rest", office=sheet.office, by=by, needs=needed(by), reason=reason) as doing:
        session = _session_of(sheet, by)
        rows = Pot.objects.standing().filter(sheet__session=session, erased_at__isnull=True)
        told = rows.exclude(result="").count()
        blank = rows.filter(sheet=sheet, result="").select_for_update()
        mine = {pot.code: pot for pot in blank}
        if unknown := sorted(set(spare) - set(mine)):
            sentence = f"Bukan kode kosong pada lembar ini: {', '.join(unknown)}."
            raise Refusal("spare_unknown", sentence, fields={"spare": sentence})
        rest = [pot for code, pot in mine.items() if code not in spare]
        if session.tested is None or told + len(rest) > session.tested:
            raise _too_many(session, told, len(rest))
        Pot.objects.filter(pk__in=[pot.pk for pot in rest]).update(result=PotResult.NEGATIVE)
        doing.change(sheet, {"rest_read_at": doing.at}, based_on=None)
        settle_from_pots(doing, session)
        return len(rest)


def _too_many(session: UrineSession, told: int, rest: int) -> Refusal:
    if session.tested is None:
        return Refusal("tested_missing", "Isi dahulu jumlah yang dites pada sesinya.", status=409)
    over = told + rest - session.tested
    sentence = f"Dites {write_number(session.tested)}, sudah diisi {write_number(told)}, dan masih kosong "
    sentence += f"{write_number(rest)}. Tuliskan {write_number(over)} kode yang tidak terpakai."
    return Refusal("spares_missing", sentence, fields={"spare": sentence})


def _session_of(sheet: PotSheet, by: User) -> UrineSession:
    if sheet.is_cancelled:
        raise Refusal("cancelled", "Lembar kode ini sudah dibatalkan.", status=409)
    if sheet.session_id is None:
        if not may_handle(sheet, by):
            raise Forbidden()
        raise Refusal("session_missing", "Pasangkan dahulu lembar kode ini dengan sesi tesnya.", status=409)
    return held_session(sheet.session_id, by)


def erase(pot_ids: Collection[Any]) -> None:
    """Throw away what codes showed. The sums of the session's result stay."""
    Pot.objects.filter(pk__in=pot_ids).update(
        code="", result="", reactive=[], medicines=[], explained_on=None, sent_on=None, laboratory="", answered_on=None,
        answer_letter="", confirmation="", offered_on=None, erased_at=timezone.now(),
    )  # fmt: skip


POT_SHEETS = SheetVerbs(PotSheet, "screening", "make_pots", "change_pots", "cancel_pots")
POTS = PotVerbs()
