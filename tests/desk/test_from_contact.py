"""A request for help at the care centre begins an intake: once, with what may travel, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.programmes.carecentre.actions import take_rehab
from bersinar.programmes.carecentre.public import waiting
from bersinar.programmes.rehab.models import Intake
from tests.cast import Cast

Look = Callable[[], None]
CALL: dict[str, Any] = {
    "received_at": datetime(2023, 3, 14, 7, 25, tzinfo=UTC), "channel": "phone", "caller_kind": "family", "urgency": "normal",
}  # fmt: skip


@pytest.fixture
def called(cast: Cast, treatment_side: Look) -> Any:
    """A mother called for her son, and may be called back."""
    take_rehab(
        office=cast.oki, by=cast.fitri, caller="Ibu Rekaan", phone="0812-3456-7890", may_contact=True, contact_channel="whatsapp",
        note="Anaknya perlu tolong.", **CALL,
    )  # fmt: skip
    treatment_side()
    return waiting(cast.oki, cast.budi)[0].ticket_id


def take(cast: Cast, ticket: Any, by: str = "budi", **sent: Any) -> Any:
    return cast.client(getattr(cast, by)).post(reverse("rehab:intake_take", args=[ticket]), sent)


def test_a_request_waits_on_the_list_and_begins_an_intake(cast: Cast, called: Any, treatment_side: Look) -> None:
    page = cast.client(cast.budi).get(reverse("rehab:intake_list")).text
    assert "Menunggu dari layanan kontak" in page and "Ambil untuk didaftarkan" in page and "Ibu Rekaan" not in page
    answer = take(cast, called)
    treatment_side()
    intake = Intake.objects.get()
    assert answer["Location"] == reverse("rehab:intake", args=[intake.pk])
    assert (intake.entry_path, intake.stage) == ("care_centre", "contact")
    assert (intake.compared("name"), intake.compared("phone")) == ("Ibu Rekaan", "0812-3456-7890")
    assert waiting(cast.oki, cast.budi) == []
    assert Reading.objects.filter(record_id=called, purpose="mendaftarkan di rehabilitasi").exists()
    assert "Menunggu dari layanan kontak" not in cast.client(cast.budi).get(reverse("rehab:intake_list")).text


def test_sent_twice_it_is_one_intake_and_taken_twice_it_is_refused(
    cast: Cast, called: Any, treatment_side: Look
) -> None:
    sent = uuid4()
    first, again = (take(cast, called, request_id=str(sent)) for _ in range(2))
    assert first["Location"] == again["Location"]
    other = cast.client(cast.budi).post(reverse("rehab:intake_take", args=[called]), {}, follow=True)
    assert "pada tahap Didaftarkan di rehabilitasi" in other.text
    treatment_side()
    assert Intake.objects.count() == 1


def test_nobody_else_takes_a_request(cast: Cast, called: Any, treatment_side: Look) -> None:
    for person in ("citra", "fitri", "eko", "ani"):
        assert take(cast, called, by=person).status_code == 403
        assert take(cast, uuid4(), by=person).status_code == 403
    assert take(cast, called, by="hadi").status_code == 404
    assert take(cast, uuid4()).status_code == 404
    treatment_side()
    assert not Intake.objects.exists()
