"""Group sessions: one form for all who were there, or are expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import Deed, deed, once

from ..models import Client, Session
from ..models.sessions import AHEAD
from .about_client import wrong
from .sessions import add_note, lock_day, plan_session, take_in


@dataclass(frozen=True)
class Member:
    """One line of the form: the field it stands in, the client's code, whether the client came, a note of their own."""

    field: str
    code: str
    came: bool = True
    note: str = ""


@dataclass(frozen=True)
class Gathering:
    """What all of a group share."""

    planned_at: datetime
    kind: str
    mode: str
    counsellor: User
    minutes: int | None = None
    note: str = ""


def hold_group(
    *, office: Office, by: User, gathering: Gathering, members: Sequence[Member], reason: str = "",
    request_id: UUID | None = None,
) -> Session:  # fmt: skip
    """One session for each client of a group, all of them or none; the first of them is answered with.

    What lies ahead is planned. Of what has been, those who were there came, the others did not; a session of that kind
    that was planned for a client on that day is the one taken. The common note and the client's own become one note:
    what was observed, and what is thought of it.
    """
    action, group = "rehab.hold_group", uuid7()

    def make() -> Session:
        with deed(action, office=office, by=by, needs=Permission.REHAB_WRITE, reason=reason) as doing:
            ahead = _lies_ahead(doing, gathering, members)
            clients = _clients(members, office)
            lock_day(office, office.local_day(gathering.planned_at))
            made = [_member(doing, one, clients[one.code], gathering, group, ahead=ahead) for one in members]
            return made[0]

    if not members:
        raise wrong("code_1", "Isi sedikitnya satu kode klien.")
    body = {"gathering": repr(gathering), "members": [repr(one) for one in members]}
    return once(request_id=request_id, action=action, by=by, body=body, model=Session, make=make)


def _lies_ahead(doing: Deed, gathering: Gathering, members: Sequence[Member]) -> bool:
    """Whether the group is only planned: its time is yet to come, and nobody came early. Refuses what cannot be known yet."""
    if gathering.planned_at <= doing.at:
        return False
    came = any(one.came for one in members)
    is_today = doing.office.local_day(gathering.planned_at) == doing.office.local_day(doing.at)
    if is_today and came:
        return False
    if came or gathering.note or any(one.note for one in members):
        raise wrong("planned_at", "Sesi ini belum terjadi: kosongkan centang kehadiran dan catatan.")
    return True


def _clients(members: Sequence[Member], office: Office) -> dict[str, Client]:
    """The clients by code, locked in one order. Refuses unknown, merged and repeated codes, each at its line."""
    codes = [one.code for one in members]
    rows: Any = Client.objects.select_for_update(of=("self",)).select_related("merged_into")
    rows = rows.filter(office=office, code__in=codes, cancelled_at__isnull=True)
    found: dict[str, Client] = {client.code: client for client in rows.order_by("pk")}
    faults = {}
    for place, one in enumerate(members):
        if one.code not in found:
            faults[one.field] = f"Kode {one.code} tidak dikenal. Contoh: K-2022-001."
        elif (into := found[one.code].merged_into) is not None:
            faults[one.field] = f"Klien ini sudah digabung ke {into}. Tulis kode itu."
        elif one.code in codes[:place]:
            faults[one.field] = f"Kode {one.code} sudah ada di baris lain."
    if faults:
        raise Refusal("invalid", " ".join(faults.values()), fields=faults)
    for client in found.values():
        client.office = office
    return found


def _member(
    doing: Deed, member: Member, client: Client, gathering: Gathering, group: UUID, *, ahead: bool
) -> Session:  # fmt: skip
    values = {name: getattr(gathering, name) for name in ("planned_at", "kind", "mode", "counsellor")}
    try:
        session = None if ahead else _planned(client, gathering)
        if session is None:
            session = plan_session(doing, client, Session(group=group), values)
        if ahead:
            return session
        if not member.came:
            return take_in(doing, session, "miss", {"group": group})
        noted = add_note(doing, session, {"objective": gathering.note, "assessment": member.note}, None)
        return take_in(doing, session, "come", {"group": group, "minutes": gathering.minutes, "noted": int(noted)})
    except Refusal as refusal:
        if set(refusal.fields) & {"counsellor", "minutes", "kind", "mode"} or refusal.code == "month_closed":
            raise
        sentence = f"{member.code}: {refusal.fields.get('planned_at', refusal.sentence)}"
        raise wrong(member.field, sentence) from refusal


def _planned(client: Client, gathering: Gathering) -> Session | None:
    """The session of this kind that was planned for a client on the day of the gathering."""
    day = client.office.local_day(gathering.planned_at)
    rows: Any = Session.objects.select_for_update(of=("self",)).select_related("office", "episode__client")
    rows = rows.filter(
        episode__client=client, kind=gathering.kind, stage__in=AHEAD, cancelled_at__isnull=True
    ).order_by("planned_at")
    return next((one for one in rows if one.day == day), None)
