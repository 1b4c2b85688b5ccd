"""What officers do here, in their words."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import Sum

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.naming import hold
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed, deed, once
from bersinar.ledger.records import Verbs
from bersinar.programmes.activities.public import get_activity
from bersinar.programmes.rehab.public import FROM_URINE_TEST, Slips, invite

from .guardians import ask_before_result, ask_guardians, with_consents
from .kits import follow_day, refuse_kits_in_use
from .models import SessionResult, SlipPrint, UrineSession, slips_of
from .pots import POT_SHEETS, refuse_pots_in_use
from .raids import hold_rule
from .results import has_pots, held_session, keep_within_tested, needed, standing_result


class SessionVerbs(Verbs[UrineSession]):
    """A session holds its kegiatan, and says anew what its result says when its own day or place changes."""

    def adds(self, doing: Deed, record: UrineSession, values: dict[str, Any]) -> UrineSession:
        get_activity(values["activity_id"], hold=True)
        if values.get("is_raid"):
            hold_rule(doing)
        sheet = values.pop("sheet", None)
        session = doing.add(record, with_consents(record, _with_held(values)))
        ask_guardians(session)
        ask_first_session(session)
        if sheet is not None:
            POT_SHEETS.changes(doing, sheet, {"session": session}, based_on=None)
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
        ask_first_session(changed)
        result = standing_result(changed, doing.by)
        follow_day(doing, changed)
        if result is not None:
            result.session = changed
            keep_within_tested(result, before, doing.by)
            doing.restate(result)
        return changed

    def cancel(self, record: UrineSession, *, by: User, reason: str) -> UrineSession:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            held = UrineSession.objects.select_for_update().get(pk=record.pk)
            if standing_result(held, by) is not None:
                raise Refusal(
                    "session_in_use",
                    "Sesi ini masih punya hasil. Petugas tesnya membatalkan hasil itu dahulu.",
                    status=409,
                )
            refuse_kits_in_use(held)
            refuse_pots_in_use(held)
            if held.followed_by.filter(cancelled_at__isnull=True).exists():
                raise Refusal(
                    "session_in_use", "Sesi ini punya sesi susulan. Batalkan sesi susulan itu dahulu.", status=409
                )
            return doing.cancel(record)


def ask_first_session(session: UrineSession) -> None:
    """Refuse where more were tested later than were absent, as far as both are known. Asked once it is written."""
    first = session.follows if session.follows_id else session
    assert first is not None
    held: UrineSession = UrineSession.objects.select_for_update().get(pk=first.pk)
    tested = held.followed_by.filter(cancelled_at__isnull=True).aggregate(n=Sum("tested"))["n"] or 0
    if held.absent is not None and tested > held.absent:
        sentence = f"Susulan bersama {write_number(tested)} orang dites, tetapi yang tidak hadir pada sesi pertama "
        sentence += f"{write_number(held.absent)}. Perbaiki salah satu."
        raise Refusal("more_than_absent", sentence, fields={"tested" if session.follows_id else "absent": sentence})


def _with_held(values: dict[str, Any]) -> dict[str, Any]:
    """The values with the institution as it is now, held: a session says which one it counts as."""
    named = values.get("institution")
    return {**values, "institution": hold([named.pk])[named.pk]} if named else values


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
            with deed(action, office=office, by=by, needs=needed(by), reason=reason) as doing:
                held = held_session(session.pk, by)
                if held.office_id != office.pk:
                    raise Forbidden()
                ask_before_result(held)
                _refuse_by_hand(held)
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
            with deed(action, office=record.office, by=by, needs=needed(by), reason=reason) as doing:
                held = held_session(record.session_id, by)
                if values.get("session", held).pk != held.pk:
                    raise Refusal(
                        "result_moved", "Hasil tidak dapat dipindah ke sesi lain. Batalkan, lalu catat di sana."
                    )
                _refuse_by_hand(held)
                return doing.change(record, {**values, "session": held}, based_on=based_on)

        body = {"record": record.pk, **values}
        return once(request_id=request_id, action=action, by=by, body=body, model=SessionResult, make=make)

    def cancel(self, record: SessionResult, *, by: User, reason: str) -> SessionResult:
        """Cancel a result with a reason; the session's result may then be recorded anew."""
        with deed("screening.cancel_result", office=record.office, by=by, needs=needed(by), reason=reason) as doing:
            _refuse_by_hand(held_session(record.session_id, by))
            return doing.cancel(record)


def _refuse_by_hand(session: UrineSession) -> None:
    if has_pots(session):
        raise Refusal(
            "result_by_pots",
            "Hasil sesi ini dihitung dari kode potnya. Isi atau ubah hasilnya menurut kode.",
            status=409,
        )


def hand_out_slips(result: SessionResult, *, count: int, place: str, replaces: bool, by: User) -> Slips:
    """Print slips for the reactive people of a session, one each; a lost one is replaced and not counted again.

    Nothing that is kept tells which slip is of which session. Refuses more slips than people.
    """
    with deed("screening.hand_out_slips", office=result.office, by=by, needs=needed(by)) as doing:
        held_session(result.session_id, by)
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


SESSIONS = SessionVerbs(UrineSession, "screening", "hold_session", "change_session", "cancel_session")
RESULTS = ResultVerbs()
