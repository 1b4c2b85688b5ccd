"""One way in, three queues: who takes a contact does not see a closed one again, and one call leaves no pair."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.models import Draft, Receipt
from bersinar.foundation.wire.refusals import Forbidden
from bersinar.ledger.models import Posting
from bersinar.programmes.carecentre.actions import take_rehab, take_tip
from bersinar.programmes.carecentre.models import Informant, RehabTicket, ServiceTicket, TipTicket
from tests.books import posted
from tests.cast import Cast, join

from .conftest import CALL, seen_by

SAID = {
    "layanan": {"channel": "phone", "purpose": "info", "caller_kind": "community", "caller": "Warga Rekaan"},
    "rehabilitasi": {
        "channel": "phone", "caller_kind": "family", "caller": "Ibu Rekaan", "phone": "0800-1", "note": "Anaknya.",
    },
    "laporan": {
        "channel": "phone", "caller_kind": "anonymous", "caller": "Pelapor Rekaan", "note": "Rumah di ujung gang.",
    },
}  # fmt: skip


def filled(client: Client, word: str, **typed: Any) -> dict[str, Any]:
    """The intake page of a purpose, filled in; `typed` is named part__field."""
    parts = ("rehabilitasi", "laporan") if word == "keduanya" else (word,)
    page = client.get(reverse("carecentre:take", args=[word]))
    shown = {field.html_name: field.value() for form in page.context["forms"] for field in form}
    said = {f"{part}-{name}": value for part in parts for name, value in SAID[part].items()}
    told = {name.replace("__", "-", 1): value for name, value in typed.items()}
    times = {name: value.strftime("%Y-%m-%dT%H:%M") for name, value in shown.items() if name.endswith("received_at")}
    return {**{name: value for name, value in shown.items() if value is not None}, **times, **said, **told}


def send(client: Client, word: str, **typed: Any) -> Any:
    return client.post(reverse("carecentre:take", args=[word]), filled(client, word, **typed))


def _leads_to(answer: Any) -> str:
    return str(answer.url)


def test_the_operator_first_says_what_it_is_about(cast: Cast) -> None:
    page = cast.client(cast.fitri).get(reverse("carecentre:intake")).text
    for word in ("layanan", "rehabilitasi", "laporan", "keduanya"):
        assert reverse("carecentre:take", args=[word]) in page
    assert cast.client(cast.fitri).get(reverse("carecentre:take", args=["lain"])).status_code == 404


def test_a_question_about_services_is_open_work(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "layanan")
    ticket = ServiceTicket.objects.get()
    assert answer.url == reverse("carecentre:service", args=[ticket.pk])
    assert "Warga Rekaan" in client.get(answer.url).text
    assert posted(ticket, "kind", "detail", "aspect") == [("carecentre.service_contacted", "info", "phone")]


def test_a_request_for_help_goes_to_the_clinic_alone(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "rehabilitasi")
    assert answer.url == reverse("carecentre:thanks")
    thanks = client.get(answer.url).text
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
    assert str(ticket.pk) not in thanks
    assert "Ibu Rekaan" not in thanks
    assert not TipTicket.objects.exists()
    assert not ServiceTicket.objects.exists()
    for who, status in ((cast.fitri, 403), (cast.citra, 403), (cast.eko, 403), (cast.hadi, 404), (cast.budi, 200)):
        assert cast.client(who).get(reverse("carecentre:rehab", args=[ticket.pk])).status_code == status
    page = cast.client(cast.budi).get(reverse("carecentre:rehab", args=[ticket.pk])).text
    assert "Ibu Rekaan" in page
    assert "Anaknya." in page


def test_a_tip_goes_to_enforcement_alone_and_its_giver_to_the_section_head(cast: Cast) -> None:
    answer = send(cast.client(cast.fitri), "laporan")
    assert answer.url == reverse("carecentre:thanks")
    with seen_by(cast.citra):
        tip = TipTicket.objects.get()
    assert not RehabTicket.objects.exists()
    page, giver = reverse("carecentre:tip", args=[tip.pk]), reverse("carecentre:informant", args=[tip.pk])
    for who, status in ((cast.fitri, 403), (cast.budi, 403), (cast.eko, 403), (cast.indra, 404), (cast.citra, 200)):
        assert cast.client(who).get(page).status_code == status
    shown = cast.client(cast.citra).get(page).text
    assert "Rumah di ujung gang." in shown
    assert "Pelapor Rekaan" not in shown
    assert cast.client(cast.citra).get(giver).status_code == 403
    assert cast.client(cast.indra).get(giver).status_code == 404


def test_the_section_head_opens_the_identity_of_who_reported(cast: Cast) -> None:
    head = cast.indra  # of Lumajang
    take_tip_there = {**CALL, "note": "Gudang kosong.", "caller": "Pelapor Rekaan 9"}
    _make_operator_of_lumajang(cast)
    take_tip(office=cast.lumajang, by=cast.fitri, **take_tip_there)
    with seen_by(head):
        tip = TipTicket.objects.get()
    client = cast.client(head)
    assert "Buka identitas pelapor" in client.get(reverse("carecentre:tip", args=[tip.pk])).text
    before = Reading.objects.count()
    assert "Pelapor Rekaan 9" in client.get(reverse("carecentre:informant", args=[tip.pk])).text
    assert Reading.objects.count() == before + 1  # no line, no page


def _make_operator_of_lumajang(cast: Cast) -> None:
    join(cast.fitri, cast.lumajang, "care_operator")


def test_one_call_about_both_makes_two_contacts_that_share_nothing(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "keduanya")
    assert answer.url == reverse("carecentre:thanks")
    with seen_by(cast.budi):
        rehab = RehabTicket.objects.get()
    with seen_by(cast.citra):
        tip = TipTicket.objects.get()
        giver = Informant.objects.get()
    for ticket in (rehab, tip):
        assert ticket.pk.version == 4  # by chance: an id that holds the time would pair them
        assert (ticket.received_at.minute, ticket.received_at.second) == (0, 0)
        assert (ticket.recorded_at.minute, ticket.recorded_at.microsecond) == (0, 0)
    assert giver.recorded_at.minute == 0
    # Neither receipts nor audit lines nor postings name the other, the minute, or anything that was said.
    assert not Receipt.objects.filter(record_id__in=[rehab.pk, tip.pk]).exists()
    assert set(Receipt.objects.values_list("action", flat=True)) == {"carecentre.take"}
    lines = {line.record_id: line for line in AuditLine.objects.filter(action__startswith="carecentre.take")}
    assert {lines[rehab.pk].side, lines[tip.pk].side} == {"treatment", "enforcement"}
    for line in lines.values():
        assert line.at.minute == line.at.second == line.at.microsecond == 0
        assert set(line.changes.values()) <= {"terkunci"}
    assert Posting.objects.filter(action__startswith="carecentre.take").count() == 2
    assert all(one.at.minute == 0 for one in Posting.objects.filter(action__startswith="carecentre.take"))
    assert not Draft.objects.exists()


def test_a_page_sent_twice_makes_each_contact_once(cast: Cast) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:take", args=["keduanya"])
    typed = filled(client, "keduanya")
    assert [_leads_to(client.post(url, typed)) for _ in range(2)] == [reverse("carecentre:thanks")] * 2
    with seen_by(cast.budi):
        assert RehabTicket.objects.count() == 1
    with seen_by(cast.citra):
        assert TipTicket.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"laporan__received_at": "2099-01-01T10:00"}, "belum terjadi"),
        ({"laporan__channel": ""}, "Bidang ini"),
        ({"rehabilitasi__received_at": "kemarin"}, "Waktu tidak dikenal"),
    ],
)
def test_what_is_wrong_is_said_and_can_be_mended(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:take", args=["keduanya"])
    right = filled(client, "keduanya")
    answer = client.post(url, {**right, **{name.replace("__", "-"): value for name, value in typed.items()}})
    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Rumah di ujung gang." in answer.text  # nothing typed is lost
    with seen_by(cast.citra):
        assert not TipTicket.objects.exists()
    assert client.post(url, right).status_code == 302
    with seen_by(cast.budi):
        assert RehabTicket.objects.count() == 1  # also where its part was saved the first time


def test_a_tip_without_a_name_has_no_giver(cast: Cast) -> None:
    take_tip(office=cast.oki, by=cast.fitri, note="Rumah di ujung gang.", **CALL)
    with seen_by(cast.citra):
        assert not Informant.objects.exists()


def test_the_database_holds_nothing_readable(cast: Cast, rehab: RehabTicket, tip: TipTicket) -> None:
    with seen_by(cast.budi):
        row = str(RehabTicket.objects.values().get())
    assert "Ibu Rekaan" not in row
    assert "Anaknya" not in row
    with seen_by(cast.citra):
        row = str(TipTicket.objects.values().get()) + str(Informant.objects.values().get())
    assert "ujung gang" not in row
    assert "Pelapor Rekaan" not in row


def test_only_an_operator_takes_contacts_and_only_for_the_own_office(cast: Cast) -> None:
    for who in (cast.ani, cast.budi, cast.citra, cast.eko):
        with pytest.raises(Forbidden):
            take_rehab(office=cast.oki, by=who, **CALL)
        assert cast.client(who).get(reverse("carecentre:intake")).status_code == 403
        assert cast.client(who).get(reverse("carecentre:take", args=["layanan"])).status_code == 403
    with pytest.raises(Forbidden):
        take_tip(office=cast.lumajang, by=cast.fitri, **CALL)


def test_times_are_typed_in_the_office_s_own_zone(cast: Cast) -> None:
    cast.oki.zone = "Asia/Jayapura"
    cast.oki.save()
    send(cast.client(cast.fitri), "layanan", layanan__received_at="2023-03-14T16:25")
    ticket = ServiceTicket.objects.get()
    assert ticket.received_at.astimezone(UTC).isoformat() == "2023-03-14T07:25:00+00:00"
    assert "14-03-2023 16.25" in cast.client(cast.fitri).get(reverse("carecentre:service", args=[ticket.pk])).text
