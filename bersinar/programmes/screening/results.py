"""Who may see the results of a session, and the rules by which a session and its result hold each other.

A session's rules reach into its result, and only here: what is found leaves as a refusal at most, and never as a
number to one who may not see it.
"""

from __future__ import annotations

from collections import Counter
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.deeds import Deed

from .guardians import ask_before_result
from .models import Confirmation, Pot, PotResult, SessionResult, UrineSession, too_many_reactive


def may_see_results_of(session: UrineSession, user: User) -> bool:
    """The treatment side of the session's office, and its testing officer; nobody of the enforcement side."""
    if user.side is Side.ENFORCEMENT:
        return False
    if session.office_id in user.scope(Permission.SCREENING_RESULTS):
        return True
    return session.recorded_by_id == user.pk and session.office_id in user.scope(Permission.SCREENING_WRITE)


def needed(by: User) -> Permission:
    """By which right somebody writes a result: the treatment side's, or that of those who test."""
    return Permission.SCREENING_RESULTS if by.may(Permission.SCREENING_RESULTS) else Permission.SCREENING_WRITE


def held_session(session_id: UUID, by: User) -> UrineSession:
    """The session as it is now, locked until the deed is done, for those who may see its result."""
    session: UrineSession = UrineSession.objects.select_for_update().get(pk=session_id)
    if not may_see_results_of(session, by):
        raise Forbidden("Hasil tes hanya dicatat oleh petugas tes sesi itu atau petugas rehabilitasi.")
    return session


def standing_result(session: UrineSession, by: User) -> SessionResult | None:
    """The result of a session, whoever asks. The wall opens for this one look."""
    with side(Side.TREATMENT, by.pk):
        return SessionResult.objects.standing().filter(session=session).first()


def keep_within_tested(result: SessionResult, before: UrineSession, by: User) -> None:
    """Fewer tested than reacted cannot be; one who may not see the result must not find it out by trying numbers."""
    tested = result.session.tested
    same_panel = result.session.panel == before.panel
    if tested is not None and before.tested is not None and tested >= before.tested and same_panel:
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


def keep_within_kits(session: UrineSession, before: set[str], by: User) -> None:
    """Kits that look for less cannot have found what is recorded; asked of all kits of a session, once written."""
    now = set(session.parameters)
    if before <= now:
        return
    with side(Side.TREATMENT, by.pk):
        pots = Pot.objects.standing().filter(sheet__session=session, result=PotResult.REACTIVE)
        found = {code for reactive in pots.values_list("reactive", flat=True) for code in reactive}
        result = SessionResult.objects.standing().filter(session=session).first()
    if result is None and not found:
        return
    if not may_see_results_of(session, by):
        sentence = (
            "Hasil sesi ini sudah dicatat. Hanya petugas tesnya dapat mengganti alat dengan panel yang lebih kecil."
        )
        raise Refusal("result_stands", sentence, status=409)
    if (found | set(result.by_parameter if result else ())) - now:
        sentence = "Hasil sesi ini memuat parameter yang tidak dicari alat ini. Ubah hasilnya dahulu."
        raise Refusal("panel_in_use", sentence, fields={"lot": sentence})


# --- a result out of its pots ------------------------------------------------------------------------------------------


def has_pots(session: UrineSession) -> bool:
    """Whether the result of a session is added up from its pots, as long as these are kept."""
    return Pot.objects.standing().filter(sheet__session=session, erased_at__isnull=True).exists()


def settle_from_pots(doing: Deed, session: UrineSession) -> SessionResult | None:
    """Say the session's result anew from its pots: once everybody who was tested has one with a result.

    Before that nothing is said: a nought of the first pot would not be a nought of the session.
    """
    if session.tested is None:
        raise Refusal("tested_missing", "Isi dahulu jumlah yang dites pada sesinya.", status=409)
    pots = [one for one in Pot.objects.standing().filter(sheet__session=session) if one.result]
    if len(pots) > session.tested:
        sentence = (
            f"Sudah {write_number(len(pots))} kode punya hasil, tetapi yang dites {write_number(session.tested)}. "
        )
        sentence += "Kosongkan hasil kode cadangan, atau ubah jumlah dites pada sesinya."
        raise Refusal("too_many_pots", sentence, fields={"result": sentence})
    found: SessionResult | None = SessionResult.objects.standing().filter(session=session).first()
    if found is None and len(pots) < session.tested:
        return None
    ask_before_result(session)
    values = {"session": session, **_added_up(pots)}
    if found is None:
        return doing.add(SessionResult(tester_id=session.recorded_by_id), values)
    return doing.change(found, values, based_on=None)


def _added_up(pots: list[Pot]) -> dict[str, object]:
    """The numbers of a result. Whom a prescription explains is counted there, whatever the laboratory found."""
    reactive = [one for one in pots if one.result == PotResult.REACTIVE]
    unexplained = [one for one in reactive if not one.explained_on]
    return {
        "persons_reactive": len(reactive),
        "by_parameter": dict(sorted(Counter(code for one in reactive for code in one.reactive).items())),
        "sent": sum(one.sent_on is not None for one in reactive),
        "confirmed": sum(one.confirmation == Confirmation.POSITIVE for one in unexplained),
        "refuted": sum(one.confirmation == Confirmation.NEGATIVE for one in unexplained),
        "explained": len(reactive) - len(unexplained),
        "referred": sum(one.offered_on is not None for one in reactive),
    }
