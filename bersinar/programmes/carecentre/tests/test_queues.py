"""The holders of a queue list, assign, answer and conclude; every opening of a closed one is written down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import Membership
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.carecentre.actions import REHAB, SERVICE, take_rehab, take_service
from bersinar.programmes.carecentre.models import RehabTicket, ServiceTicket, TipTicket
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import AT, CALL, seen_by


def test_an_answer_is_timed_to_the_minute_for_services(cast: Cast, service: ServiceTicket) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:service_change", args=[service.pk])
    early = send(client, url, first_answered_at="2023-03-14T14:24")
    assert "mendahului kontaknya" in sentences(early)
    send(client, url, first_answered_at="2023-03-14T14:37", outcome="answered", section="prevention")
    service.refresh_from_db()
    assert service.state == "selesai"
    assert posted(service, "kind", "quantity", "day") == [
        ("carecentre.service_answered", 12_000, date(2023, 3, 14)),
        ("carecentre.service_contacted", 1, date(2023, 3, 14)),
    ]
    send(client, url)  # opened and sent again: nothing changes
    service.refresh_from_db()
    assert service.version == 2
    assert "14-03-2023 14.37" in client.get(reverse("carecentre:service", args=[service.pk])).text
    client.post(reverse("carecentre:service_cancel", args=[service.pk]), {"reason": "ganda"})
    assert posted(service) == []
    assert verify_open() == []


def verify_open() -> list[str]:
    """On PostgreSQL the application's role sees no closed queue and cannot recount it; the owner verifies there."""
    return verify() if connection.vendor == "sqlite" else []


def test_a_closed_contact_is_assigned_answered_and_concluded(cast: Cast, rehab: RehabTicket) -> None:
    client, url = cast.client(cast.budi), reverse("carecentre:rehab_change", args=[rehab.pk])
    assert "caller" not in opened(client, url)  # what the operator took down stays as it was
    send(
        client, url, assigned_to=cast.budi.pk, first_answered_at="2023-03-14T16:50", outcome="assessment",
        follow_up="Janji hari Kamis.",
    )  # fmt: skip
    with seen_by(cast.budi):
        rehab.refresh_from_db()
    assert rehab.first_answered_at is not None
    assert rehab.first_answered_at.minute == 0
    assert posted(rehab, "kind", "quantity", "day") == [
        ("carecentre.rehab_answered", 120_000, date(2023, 3, 1)),
        ("carecentre.rehab_contacted", 1, date(2023, 3, 1)),
    ]
    page = client.get(reverse("carecentre:rehab", args=[rehab.pk])).text
    assert "Janji hari Kamis." in page
    assert "Janji asesmen" in page
    assert opened(client, url)["follow_up"] == "Janji hari Kamis."
    changes = AuditLine.objects.filter(record_id=rehab.pk).values_list("changes", flat=True)
    held = {str(value) for change in changes for value in change.values()}
    assert held == {"terkunci", "['terkunci', 'terkunci']"}
    assert verify_open() == []


def test_who_does_not_hold_the_queue_is_not_assigned(cast: Cast, rehab: RehabTicket) -> None:
    client, url = cast.client(cast.budi), reverse("carecentre:rehab_change", args=[rehab.pk])
    offered = set(client.get(url).context["form"].fields["assigned_to"].queryset)
    assert offered == {cast.budi}
    assert send(client, url, assigned_to=cast.citra.pk).status_code == 422
    with seen_by(cast.budi), pytest.raises(Refusal, match="tidak bertugas pada antrean ini"):
        REHAB.change(rehab, by=cast.budi, based_on=None, assigned_to=cast.citra)
    Membership.objects.filter(user=cast.budi).update(ended_at=timezone.now())
    assert cast.client(cast.budi).get(url).status_code == 403


@pytest.mark.parametrize(("queue", "who"), [("service", "fitri"), ("rehab", "budi"), ("tip", "citra")])
def test_the_button_notes_the_first_answer_once(
    cast: Cast, service: ServiceTicket, rehab: RehabTicket, tip: TipTicket, queue: str, who: str
) -> None:
    ticket = {"service": service, "rehab": rehab, "tip": tip}[queue]
    client, url = cast.client(getattr(cast, who)), reverse(f"carecentre:{queue}_answer", args=[ticket.pk])
    assert client.get(url).status_code == 405
    answer: Any = client.post(url)
    assert answer.url == reverse(f"carecentre:{queue}", args=[ticket.pk])
    kinds = {kind for (kind,) in posted(ticket, "kind")}
    assert kinds == {f"carecentre.{queue}_contacted", f"carecentre.{queue}_answered"}
    client.post(url)
    assert "sudah dicatat dijawab" in client.get(reverse(f"carecentre:{queue}_list")).text
    assert len(posted(ticket)) == 2
    others = {"service": cast.budi, "rehab": cast.citra, "tip": cast.budi}
    assert cast.client(others[queue]).post(url).status_code == 403
    assert verify_open() == []


def test_an_answer_does_not_precede_its_contact_by_the_action_either(cast: Cast, service: ServiceTicket) -> None:
    with pytest.raises(Refusal, match="mendahului kontaknya"):
        SERVICE.change(service, by=cast.fitri, based_on=1, first_answered_at=AT - timedelta(minutes=1))
    with pytest.raises(Refusal, match="belum terjadi"):
        SERVICE.change(service, by=cast.fitri, based_on=1, first_answered_at=timezone.now() + timedelta(hours=1))


def test_opening_a_closed_queue_or_contact_is_written_down_first(cast: Cast, rehab: RehabTicket) -> None:
    client = cast.client(cast.budi)
    client.get(reverse("carecentre:rehab_list"))
    assert Reading.objects.filter(record_id=rehab.pk, purpose="membuka daftar", side="treatment").count() == 1
    client.get(reverse("carecentre:rehab", args=[rehab.pk]))
    purposes = list(Reading.objects.filter(record_id=rehab.pk).order_by("seq").values_list("purpose", flat=True))
    assert purposes == ["membuka daftar", "membuka rekam", *["membaca kontak"] * 3]
    assert "Ibu Rekaan" not in client.get(reverse("carecentre:rehab_list")).text


def test_a_closed_month_asks_for_a_reason(cast: Cast, service: ServiceTicket) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, url = cast.client(cast.fitri), reverse("carecentre:service_change", args=[service.pk])
    assert "bulannya sudah ditutup" in sentences(send(client, url, purpose="complaint"))
    assert send(client, url, purpose="complaint", reason="salah pilih").status_code == 302
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        take_rehab(office=cast.oki, by=cast.fitri, **CALL)
    assert not Fact.objects.filter(kind="carecentre.rehab_contacted").exists()
    take_rehab(office=cast.oki, by=cast.fitri, reason="dari catatan kertas", **CALL)
    assert Fact.objects.filter(kind="carecentre.rehab_contacted", day=date(2023, 3, 1)).count() == 1


def test_a_lost_update_is_refused(cast: Cast, service: ServiceTicket) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:service_change", args=[service.pk])
    late = {**opened(client, url), "received_at": "2023-03-14T14:25", "urgency": "emergency"}
    send(client, url, urgency="soon")
    said = sentences(client.post(url, late))
    assert "Segera" in said
    assert "Darurat" in said


def test_a_queue_is_narrowed_by_state(cast: Cast, service: ServiceTicket) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:service_list")
    assert len(client.get(url, {"keadaan": "menunggu"}).context["table"]) == 1
    client.post(reverse("carecentre:service_answer", args=[service.pk]))
    assert [len(client.get(url, {"keadaan": k}).context["table"]) for k in ("menunggu", "dijawab", "selesai")] == [
        0,
        1,
        0,
    ]


@pytest.mark.parametrize(
    ("queue", "who"), [("service", "budi"), ("rehab", "citra"), ("tip", "budi"), ("rehab", "fitri")]
)
def test_a_queue_is_closed_to_everybody_else(cast: Cast, service: ServiceTicket, queue: str, who: str) -> None:
    client = cast.client(getattr(cast, who))
    for part in ("list", "export"):
        assert client.get(reverse(f"carecentre:{queue}_{part}")).status_code == 403
    for part in ("", "_change", "_cancel"):
        assert client.get(reverse(f"carecentre:{queue}{part}", args=[service.pk])).status_code == 403
    assert cast.client(cast.joko).get(reverse("carecentre:service", args=[service.pk])).status_code == 403


def test_lists_ask_the_same_few_questions_however_long_they_are(
    cast: Cast, service: ServiceTicket, rehab: RehabTicket
) -> None:
    def queries(name: str, who: str) -> int:
        client = cast.client(getattr(cast, who))
        client.get(reverse(name))
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(name)).status_code == 200
        return len(counted)

    short = queries("carecentre:service_list", "fitri")
    closed = queries("carecentre:rehab_list", "budi")
    for _ in range(15):
        take_service(office=cast.oki, by=cast.fitri, purpose="info", **CALL)
        take_rehab(office=cast.oki, by=cast.fitri, **CALL)
    assert queries("carecentre:service_list", "fitri") == short <= 12
    # Sixteen readings are sixteen lines of one statement; its savepoint and lock are counted here too.
    assert queries("carecentre:rehab_list", "budi") == closed <= 16
