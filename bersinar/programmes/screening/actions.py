"""What officers do here, in their words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.institutions.naming import hold
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs
from bersinar.programmes.activities.public import get_activity
from bersinar.programmes.rehab.public import FROM_URINE_TEST, Slips, invite

from .guardians import ask_before_result, ask_guardians, with_consents
from .models import SessionResult, SlipPrint, UrineSession, slips_of, too_many_reactive
from .raids import hold_rule


def may_see_results_of(session: UrineSession, user: User) -> bool:
    """The treatment side of the session's office, and its testing officer; nobody of the enforcement side."""
    if user.side is Side.ENFORCEMENT:
        return False
    if session.office_id in user.scope(Permission.SCREENING_RESULTS):
        return True
    return session.recorded_by_id == user.pk and session.office_id in user.scope(Permission.SCREENING_WRITE)


def _standing_result(session: UrineSession, by: User) -> SessionResult | None:
    """The result of a session, whoever asks: a session's rules reach into it, and only its rules read it here.

    The wall opens for this one look. What is found leaves this module as a refusal at most, and never as a number to
    one who may not see it.
    """
    with side(Side.TREATMENT, by.pk):
        return SessionResult.objects.standing().filter(session=session).first()


class SessionVerbs(Verbs[UrineSession]):
    """A session holds its kegiatan, and says anew what its result says when its own day or place changes."""

    def adds(self, doing: Deed, record: UrineSession, values: dict[str, Any]) -> UrineSession:
        get_activity(values["activity_id"], hold=True)
        if values.get("is_raid"):
            hold_rule(doing)
        session = doing.add(record, with_consents(record, _with_held(values)))
        ask_guardians(session)
        return session

    def changes(
        self, doing: Deed, record: UrineSession, values: dict[str, Any], *, based_on: int | None
    ) -> UrineSession:
        if "activity_id" in values:
            get_activity(values["activity_id"], hold=True)
        if record.is_raid or values.get("is_raid"):
            hold_rule(doing)
        named = with_consents(record, _with_held(values))
        before = UrineSession.objects.select_for_update().get(pk=record.pk)
        changed = doing.change(record, named, based_on=based_on)
        ask_guardians(changed, before)
        result = _standing_result(changed, doing.by)
        if result is not None:
            result.session = changed
            _keep_within_tested(result, before, doing.by)
            doing.restate(result)
        return changed

    def cancel(self, record: UrineSession, *, by: User, reason: str) -> UrineSession:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            held = UrineSession.objects.select_for_update().get(pk=record.pk)
            if _standing_result(held, by) is not None:
                raise Refusal(
                    "session_in_use",
                    "Sesi ini masih punya hasil. Petugas tesnya membatalkan hasil itu dahulu.",
                    status=409,
                )
            return doing.cancel(record)


def _with_held(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the institution as it is now, held: a session says which one it counts as."""
    named = values.get("institution")
    return {**values, "institution": hold([named.pk])[named.pk]} if named else values


def _keep_within_tested(result: SessionResult, before: UrineSession, by: User) -> None:
    """Fewer tested than reacted cannot be; one who may not see the result must not find it out by trying numbers."""
    tested = result.session.tested
    if (
        tested is not None
        and before.tested is not None
        and tested >= before.tested
        and result.session.panel == before.panel
    ):
        return
    if not may_see_results_of(result.session, by):
        raise Refusal(
            "result_stands",
            "Hasil sesi ini sudah dicatat. Hanya petugas tesnya dapat mengurangi jumlah dites dan mengganti panel.",
            fields={"tested": "Hanya petugas tes sesi ini yang dapat menguranginya."},
            status=409,
        )
    if tested is None:
        raise Refusal(
            "tested_missing",
            "Hasil sesi ini sudah dicatat.",
            fields={"tested": "Wajib diisi karena hasilnya sudah dicatat."},
        )
    if tested < result.persons_reactive:
        sentence = too_many_reactive(result.persons_reactive, tested)
        raise Refusal("too_few_tested", sentence, fields={"tested": sentence})
    if set(result.by_parameter) - set(result.session.parameters):
        raise Refusal(
            "panel_in_use",
            "Panel ini tidak memuat semua parameter hasilnya.",
            fields={"panel": "Hasil sesi ini memuat parameter lain. Ubah hasilnya dahulu."},
        )


class ResultVerbs:
    """Recording, changing and cancelling a result: by the session's testing officer or the treatment side."""

    def create(
        self,
        *,
        office: Office,
        by: User,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> SessionResult:
        """Record a session's result, once. Raises Forbidden for all others, Refusal where the numbers cannot be."""
        action = "screening.record_result"
        session: UrineSession = values["session"]

        def make() -> SessionResult:
            with deed(action, office=office, by=by, needs=_needed(by), reason=reason) as doing:
                held = _held(session.pk, by)
                if held.office_id != office.pk:
                    raise Forbidden()
                ask_before_result(held)
                return doing.add(SessionResult(tester_id=held.recorded_by_id), {**values, "session": held})

        body = {"office": office, **values}
        return once(request_id=request_id, action=action, by=by, body=body, model=SessionResult, make=make)

    def change(
        self,
        record: SessionResult,
        *,
        by: User,
        based_on: int | None,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> SessionResult:
        """Change a result opened at version `based_on`. It stays with its session."""
        action = "screening.change_result"

        def make() -> SessionResult:
            with deed(action, office=record.office, by=by, needs=_needed(by), reason=reason) as doing:
                held = _held(record.session_id, by)
                if values.get("session", held).pk != held.pk:
                    raise Refusal(
                        "result_moved", "Hasil tidak dapat dipindah ke sesi lain. Batalkan, lalu catat di sana."
                    )
                return doing.change(record, {**values, "session": held}, based_on=based_on)

        body = {"record": record.pk, **values}
        return once(request_id=request_id, action=action, by=by, body=body, model=SessionResult, make=make)

    def cancel(self, record: SessionResult, *, by: User, reason: str) -> SessionResult:
        """Cancel a result with a reason; the session's result may then be recorded anew."""
        with deed("screening.cancel_result", office=record.office, by=by, needs=_needed(by), reason=reason) as doing:
            _held(record.session_id, by)
            return doing.cancel(record)


def hand_out_slips(result: SessionResult, *, count: int, place: str, replaces: bool, by: User) -> Slips:
    """Print slips for the reactive people of a session, one each; a lost one is replaced and not counted again.

    Nothing that is kept tells which slip is of which session. Refuses more slips than people.
    """
    with deed("screening.hand_out_slips", office=result.office, by=by, needs=_needed(by)) as doing:
        _held(result.session_id, by)
        kept: SessionResult = SessionResult.objects.select_for_update().get(pk=result.pk)
        if kept.is_cancelled:
            raise Refusal("cancelled", "Hasil ini sudah dibatalkan.", status=409)
        handed_out, _ = slips_of(kept)
        most = handed_out if replaces else kept.persons_reactive - handed_out
        if not 1 <= count <= most:
            raise _too_many_slips(kept, handed_out, most, replaces)
        slips = invite(office=doing.office, origin=FROM_URINE_TEST, count=count, place=place, by=by, replacing=replaces)
        values = {"result": kept, "count": count, "replaces": replaces}
        doing.add(SlipPrint(tester_id=kept.tester_id), values)
        return slips


def _too_many_slips(result: SessionResult, handed_out: int, most: int, replaces: bool) -> Refusal:
    if replaces:
        sentence = f"Baru {handed_out} lembar yang dicetak; pengganti paling banyak {most}." if most else (
            "Belum ada lembar yang dicetak. Kosongkan centang pengganti."
        )  # fmt: skip
    elif most > 0:
        sentence = f"Orang reaktif {result.persons_reactive}, sudah dicetak {handed_out}: isi 1 sampai {most}."
    else:
        sentence = "Semua orang reaktif sudah punya lembar. Centang pengganti bila ada yang hilang."
    return Refusal("too_many_slips", sentence, fields={"count": sentence})


def _needed(by: User) -> Permission:
    return Permission.SCREENING_RESULTS if by.may(Permission.SCREENING_RESULTS) else Permission.SCREENING_WRITE


def _held(session_id: UUID, by: User) -> UrineSession:
    """The session as it is now, locked until the deed is done, for those who may see its result."""
    session: UrineSession = UrineSession.objects.select_for_update().get(pk=session_id)
    if not may_see_results_of(session, by):
        raise Forbidden("Hasil tes hanya dicatat oleh petugas tes sesi itu atau petugas rehabilitasi.")
    return session


SESSIONS = SessionVerbs(UrineSession, "screening", "hold_session", "change_session", "cancel_session")
RESULTS = ResultVerbs()
