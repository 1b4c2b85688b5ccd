"""The stock of kits: what comes in, what sessions take, what is written off. No lot gives more than it has.

Whoever takes from a lot holds its row, so that two sessions at once do not take the same kits.
"""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed
from bersinar.ledger.records import Verbs

from .models import KitLoss, KitLot, KitUse, ServiceRule, UrineSession
from .results import keep_within_kits


class LotVerbs(Verbs[KitLot]):
    """Take kits in, and correct what came in; never to less than has left."""

    def changes(self, doing: Deed, record: KitLot, values: dict[str, Any], *, based_on: int | None) -> KitLot:
        KitLot.objects.select_for_update().get(pk=record.pk)  # before its uses are read: nobody takes meanwhile
        uses = list(record.uses.filter(cancelled_at__isnull=True).select_related("session__institution", "lot"))
        before = {use.session_id: set(use.session.parameters) for use in uses}
        changed = doing.change(record, values, based_on=based_on)
        _refuse_shortage(changed, "received")
        for use in uses:
            use.lot = changed
            if fault := use.fault_of_day():
                sentence = f"{use.session}: {fault.rsplit('. ', 1)[0]}."
                raise Refusal("lot_in_use", sentence, fields={"expires_on": sentence}, status=409)
            keep_within_kits(use.session, before[use.session_id], doing.by)
            doing.restate(use)
        for loss in changed.losses.filter(cancelled_at__isnull=True):
            loss.lot = changed
            doing.restate(loss)
        return changed


def _not_in_use(lot: KitLot) -> None:
    standing = {"cancelled_at__isnull": True}
    if lot.uses.filter(**standing).exists() or lot.losses.filter(**standing).exists():
        raise Refusal(
            "lot_in_use", "Alat dari lot ini sudah dipakai atau dikeluarkan. Batalkan dahulu catatan itu.", status=409
        )


class UseVerbs(Verbs[KitUse]):
    """A session takes kits of one lot. The session and the lot are held, in this order."""

    def adds(self, doing: Deed, record: KitUse, values: dict[str, Any]) -> KitUse:
        session = _held_session(values["session"], doing.office)
        before = set(session.parameters)
        lots = _held_lots(doing.office, [values["lot"].pk])
        made = doing.add(record, {**values, "session": session, "lot": lots[values["lot"].pk]})
        _refuse_shortage(made.lot, "used")
        keep_within_kits(session, before, doing.by)
        return made

    def changes(self, doing: Deed, record: KitUse, values: dict[str, Any], *, based_on: int | None) -> KitUse:
        session = _held_session(record.session, doing.office)
        before, chosen = set(session.parameters), values.get("lot", record.lot).pk
        lots = _held_lots(doing.office, [record.lot_id, chosen])
        changed = doing.change(record, {**values, "session": session, "lot": lots[chosen]}, based_on=based_on)
        _refuse_shortage(changed.lot, "used")
        keep_within_kits(session, before, doing.by)
        return changed

    def cancel(self, record: KitUse, *, by: User, reason: str) -> KitUse:
        action = f"{self.room}.{self.cancelled}"
        with deed(action, office=record.office, by=by, needs=record.write_permission, reason=reason) as doing:
            session = _held_session(record.session, doing.office)
            before = set(session.parameters)
            cancelled = doing.cancel(record)
            keep_within_kits(session, before, by)
            return cancelled


class LossVerbs(Verbs[KitLoss]):
    """Write kits off. The lot is held by `holds`."""

    def adds(self, doing: Deed, record: KitLoss, values: dict[str, Any]) -> KitLoss:
        if values["lot"].office_id != doing.office.pk or values["lot"].is_cancelled:
            raise Refusal("lot_unknown", "Pilih lot alat tes satuan kerja ini.")
        made = doing.add(record, values)
        _refuse_shortage(made.lot, "count")
        return made

    def changes(self, doing: Deed, record: KitLoss, values: dict[str, Any], *, based_on: int | None) -> KitLoss:
        changed = doing.change(record, values, based_on=based_on)
        _refuse_shortage(changed.lot, "count")
        return changed


def follow_day(doing: Deed, session: UrineSession) -> None:
    """A session that moves to another day takes its kits along, where those lots were there and held good."""
    for use in session.kit_uses.filter(cancelled_at__isnull=True).select_related("lot"):
        use.session = session
        if fault := use.fault_of_day():
            sentence = f"{use.lot}: {fault}"
            raise Refusal("kit_not_then", sentence, fields={"held_on": sentence})
        doing.restate(use)


def refuse_kits_in_use(session: UrineSession) -> None:
    """A session whose kits are taken from the stock gives them back before it is cancelled."""
    if session.kit_uses.filter(cancelled_at__isnull=True).exists():
        raise Refusal(
            "session_in_use",
            "Sesi ini masih memakai alat dari persediaan. Batalkan dahulu catatan alatnya.",
            status=409,
        )


def set_service_rule(*, office: Office, by: User, based_on: int | None = None, **values: Any) -> ServiceRule:
    """Say how the office serves institutions: whether a head may be told a count, how long results by code are kept."""
    with deed("screening.set_rule", office=office, by=by, needs=Permission.SCREENING_RULES_WRITE) as doing:
        return doing.settle(ServiceRule, values, based_on=based_on)


def _held_session(session: UrineSession, office: Office) -> UrineSession:
    held: UrineSession = UrineSession.objects.select_for_update().get(pk=session.pk)
    if held.office_id != office.pk or held.is_cancelled:
        raise Refusal("session_unknown", "Sesi ini sudah dibatalkan, atau milik satuan kerja lain.", status=409)
    return held


def _held_lots(office: Office, keys: list[Any]) -> dict[Any, KitLot]:
    held = {lot.pk: lot for lot in KitLot.objects.select_for_update().filter(pk__in=set(keys)).order_by("pk")}
    if any(lot.office_id != office.pk or lot.is_cancelled for lot in held.values()):
        sentence = "Pilih lot alat tes satuan kerja ini."
        raise Refusal("lot_unknown", sentence, fields={"lot": sentence})
    return held


def _refuse_shortage(lot: KitLot, field: str) -> None:
    """Refuse where more has left a lot than came in. Asked once it is written."""
    if lot.left >= 0:
        return
    gone = lot.used + lot.lost
    sentence = f"{lot}: diterima {write_number(lot.received)}, tetapi dipakai dan dikeluarkan {write_number(gone)}. "
    sentence += "Periksa jumlahnya, atau ambil sisanya dari lot lain."
    raise Refusal("lot_empty", sentence, fields={field: sentence})


LOTS = LotVerbs(KitLot, "screening", "receive_kits", "change_kits", "cancel_kits", _not_in_use)
USES = UseVerbs(KitUse, "screening", "use_kits", "change_kit_use", "cancel_kit_use")
LOSSES = LossVerbs(KitLoss, "screening", "write_off_kits", "change_write_off", "cancel_write_off", holds="lot")
