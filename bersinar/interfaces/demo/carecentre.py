"""Act: the call and care centre that Lumajang's article names without a number. Few contacts, all invented."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bersinar.foundation.access.wall import side
from bersinar.programmes.carecentre.actions import REHAB, SERVICE, take_rehab, take_service
from bersinar.programmes.carecentre.models import RehabTicket

from .stage import Stage

_CODE = "bnnk-lumajang"


def play(stage: Stage) -> None:
    """One question about services, two requests for help; all answered."""
    office, operator = stage.office(_CODE), stage.person(_CODE, "kontak")
    asked_at = datetime(2022, 4, 12, 2, 10, tzinfo=UTC)
    question = take_service(
        office=office, by=operator, received_at=asked_at, channel="phone", purpose="info", caller_kind="community",
        caller="Warga Rekaan 1", note="Menanyakan jam layanan dan syarat datang.",
    )  # fmt: skip
    SERVICE.change(
        question, by=operator, based_on=None, first_answered_at=asked_at + timedelta(minutes=4), outcome="answered"
    )
    for number, (month, kind) in enumerate(((5, "family"), (9, "self")), start=1):
        take_rehab(
            office=office, by=operator, received_at=datetime(2022, month, 18, 3, tzinfo=UTC), channel="whatsapp",
            caller_kind=kind, caller=f"Penelepon Rekaan {number}", note="Menanyakan cara memulai rawat jalan.",
        )  # fmt: skip
    counsellor = stage.person(_CODE, "rehab")
    with side(counsellor.side, counsellor.id):
        for ticket in RehabTicket.objects.visible_to(counsellor).order_by("received_at"):
            assert isinstance(ticket, RehabTicket)
            REHAB.change(
                ticket, by=counsellor, based_on=None, assigned_to=counsellor,
                first_answered_at=ticket.received_at + timedelta(hours=1), outcome="advised",
            )  # fmt: skip
