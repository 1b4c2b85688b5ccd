"""Invitations: made for a slip, redeemed once at registration, dropped when their time is over.

Whoever invites has been let in by the room in whose deed this runs, and may stand on the open side: the wall opens for
the rows that are written here, and nothing of them is handed back but the codes for the printer.
"""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

from django.db.models import F

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.keys import grouped, new_key, read
from bersinar.foundation.periods.calendar import first_of_month
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.writing import writing

from ..models import Invitation, InvitationCount, clinic_rule_of
from .about_client import wrong

LETTERS = 12  # of 31: 59 bits, and only staff who are signed in can try


def invite(
    *, office: Office, origin: str, count: int, by: UUID, replacing: bool = False
) -> tuple[list[str], date]:  # fmt: skip
    """New codes as they are printed, and the last day on which they are good.

    A slip that replaces a lost one is not counted a second time.
    """
    today = office.local_day()
    month = first_of_month(today)
    keys = [new_key(LETTERS) for _ in range(count)]
    with writing(), side(Side.TREATMENT, by):
        until = today + timedelta(days=clinic_rule_of(office).invitation_days)
        # In the order of their hashes: how the rows lie must not tell which slip was printed first.
        Invitation.objects.bulk_create(
            Invitation(hash=_hashed(key), office=office, origin=origin, month=month, good_until=until)
            for key in sorted(keys, key=_hashed)
        )
        kept, _ = InvitationCount.objects.select_for_update().get_or_create(office=office, month=month, origin=origin)
        if not replacing:
            InvitationCount.objects.filter(pk=kept.pk).update(issued=F("issued") + count)
    return [grouped(key).upper() for key in keys], until


def redeem(typed: str, office: Office) -> str:
    """Use up a code; where it came from. Refuses one that is unknown, used or over: which of them is never said."""
    rows = Invitation.objects.select_for_update().filter(hash=_hashed(read(typed)), office=office)
    found = rows.first()
    if found is None or found.good_until < office.local_day():
        raise wrong(
            "invitation", "Kode undangan ini tidak berlaku: belum pernah dibuat, sudah dipakai, atau lewat masanya."
        )
    # A replaced slip may come back too: then two came of one that was counted, and the count says one.
    counts = InvitationCount.objects.filter(office=office, month=found.month, origin=found.origin)
    counts.filter(taken__lt=F("issued")).update(taken=F("taken") + 1)
    found.delete()
    return found.origin


def drop_over() -> int:
    """Throw away the codes whose last day has passed in every office; how many. Done once a day."""
    with writing(), side(Side.TREATMENT):
        gone = 0
        for office in Office.objects.filter(pk__in=Invitation.objects.values("office")):
            dropped, _ = Invitation.objects.filter(office=office, good_until__lt=office.local_day()).delete()
            gone += dropped
    return gone


def _hashed(key: str) -> str:
    return blind_index("treatment", "rehab.invitation", read(key))
