"""What the room of rehabilitation is given of a request: once, with a reference that leads nowhere, and read out loud."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any
from uuid import uuid4

import pytest

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.programmes.carecentre import handling
from bersinar.programmes.carecentre.actions import take_rehab
from bersinar.programmes.carecentre.models import CareSettings, RehabEntry, RehabTicket
from bersinar.programmes.carecentre.public import take_over, waiting
from tests.cast import Cast

from .conftest import AT, CALL, seen_by


def test_what_waits_stands_in_the_order_of_the_work_and_without_names(cast: Cast, standards: CareSettings) -> None:
    for days, urgency in ((3, "normal"), (1, "emergency"), (2, "normal")):
        said: dict[str, Any] = {**CALL, "received_at": AT - timedelta(days=days), "urgency": urgency}
        take_rehab(office=cast.oki, by=cast.fitri, caller="Ibu Rekaan", **said)
    with seen_by(cast.budi):
        before = Reading.objects.count()
        found = waiting(cast.oki, cast.budi)
        assert [(one.contacted_on.day, one.urgency) for one in found] == [
            (13, "emergency"),
            (11, "normal"),
            (12, "normal"),
        ]
        assert all(one.is_overdue and one.stage == "new" and one.handled_by == "" for one in found)
        assert "Ibu Rekaan" not in str(found)
        assert Reading.objects.count() == before
        handling.close(RehabTicket.objects.get(urgency="emergency"), outcome="declined", by=cast.budi)
        assert len(waiting(cast.oki, cast.budi)) == 2


def test_a_request_is_taken_over_once_and_says_what_may_travel(cast: Cast) -> None:
    take_rehab(
        office=cast.oki, by=cast.fitri, caller="Ibu Rekaan", phone="0812-3456-7890", may_contact=True, contact_channel="whatsapp",
        safe_from=time(8), safe_until=time(12), reach_note="Jangan tinggalkan pesan.", note="Anaknya perlu tolong.", **CALL,
    )  # fmt: skip
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
        taken = take_over(ticket.pk, cast.budi)
        kept = RehabTicket.objects.get()
        entries = list(RehabEntry.objects.values_list("step", "stage"))
    assert (taken.caller, taken.phone, taken.contact_channel) == ("Ibu Rekaan", "0812-3456-7890", "whatsapp")
    assert (taken.channel, taken.contacted_on, taken.caller_kind) == ("phone", date(2023, 3, 14), "family")
    assert taken.office_id == cast.oki.pk
    assert (taken.safe_from, taken.safe_until, taken.reach_note) == (time(8), time(12), "Jangan tinggalkan pesan.")
    assert "Anaknya" not in str(taken)  # what was asked stays with the request
    assert (kept.stage, kept.reference) == ("handed_on", taken.reference)
    assert (taken.reference.version, taken.reference == ticket.pk) == (4, False)
    assert entries == [("hand_on", "handed_on")]
    purposes = Reading.objects.filter(record_id=ticket.pk).values_list("purpose", flat=True)
    assert list(purposes) == ["mendaftarkan di rehabilitasi"] * 3
    with seen_by(cast.budi):
        assert waiting(cast.oki, cast.budi) == []
        with pytest.raises(Refusal, match=r"pada tahap Didaftarkan di rehabilitasi\. Tidak ada langkah lain"):
            take_over(ticket.pk, cast.budi)
    assert Reading.objects.filter(record_id=ticket.pk).count() == 3


def test_nobody_else_takes_a_request_over(cast: Cast, rehab: RehabTicket) -> None:
    for who in (cast.citra, cast.fitri, cast.eko):
        with seen_by(who):
            with pytest.raises(Forbidden):
                waiting(cast.oki, who)
            for unknown in (rehab.pk, uuid4()):
                with pytest.raises(Forbidden):
                    take_over(unknown, who)
    with seen_by(cast.hadi):
        with pytest.raises(Forbidden):
            waiting(cast.oki, cast.hadi)
        for unknown in (rehab.pk, uuid4()):
            with pytest.raises(Refusal, match="tidak ditemukan"):
                take_over(unknown, cast.hadi)
    with seen_by(cast.budi):
        assert RehabTicket.objects.get().stage == "new"
