"""Who will not call writes: from a phone, without log-in, to the one queue that the matter belongs to."""

from __future__ import annotations

import re
import time
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.oneform.models import Opening
from bersinar.foundation.wire.models import Receipt
from bersinar.foundation.wire.refusals import Forbidden
from bersinar.ledger.verify import verify
from bersinar.programmes.carecentre.actions import take_rehab
from bersinar.programmes.carecentre.asking import open_contact_form
from bersinar.programmes.carecentre.models import CareSettings, Informant, RehabTicket, ServiceTicket, TipTicket
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import CALL, seen_by

REACHED: dict[str, Any] = {
    "caller": "Ibu Rekaan", "phone": "0812-3456-7890", "contact_channel": "whatsapp", "safe_from": "08:00",
    "safe_until": "12:00", "reach_note": "Jangan tinggalkan pesan suara.",
}  # fmt: skip


@pytest.fixture
def opening(cast: Cast) -> Opening:
    today = cast.oki.local_day()
    return open_contact_form(office=cast.oki, by=cast.eko, begins_on=today, ends_on=today + timedelta(days=30))


def write(opening: Opening, *, on: Client | None = None, **typed: Any) -> Any:
    """What somebody does: open the address on a phone, write, send."""
    phone, link = on or Client(), reverse("oneform:link", args=[opening.key])
    key = re.search(r'name="kunci" value="([^"]+)"', phone.get(link).text)
    return phone.post(link, {"kunci": key[1] if key else "", **typed})


def test_a_request_for_help_reaches_the_clinic_and_nobody_else(cast: Cast, opening: Opening) -> None:
    sent = write(opening, about="bantuan", note="Anak saya perlu tolong.", caller_kind="family", **REACHED)
    assert (sent.status_code, sent["Location"]) == (303, reverse("oneform:thanks"))
    assert not sent.cookies  # nothing stays on the phone
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
        assert (ticket.channel, ticket.caller_kind, ticket.may_contact) == ("web", "family", True)
        assert ticket.received_at.minute == 0
        assert posted(ticket, "kind", "aspect") == [("carecentre.rehab_contacted", "web")]
        row = str(RehabTicket.objects.values().get())
    assert "Ibu Rekaan" not in row and "0812" not in row and "perlu tolong" not in row
    page = cast.client(cast.budi).get(reverse("carecentre:rehab", args=[ticket.pk])).text
    assert "Anak saya perlu tolong." in page and "0812-3456-7890" in page and "Situs web" in page
    for other in (cast.citra, cast.fitri, cast.eko):
        assert cast.client(other).get(reverse("carecentre:rehab", args=[ticket.pk])).status_code == 403
    with seen_by(cast.budi):
        assert verify() == []


def test_a_tip_reaches_enforcement_with_its_giver_apart(cast: Cast, opening: Opening) -> None:
    assert write(opening, about="laporan", note="Rumah di ujung gang.").status_code == 303
    assert write(opening, about="laporan", note="Warung itu.", caller="Pelapor Rekaan").status_code == 303
    with seen_by(cast.citra):
        assert sorted(ticket.channel for ticket in TipTicket.objects.all()) == ["web", "web"]
        assert Informant.objects.count() == 1  # who says nothing of himself leaves no record of a giver
    with seen_by(cast.budi):
        assert not RehabTicket.objects.exists()


def test_a_question_is_open_work(cast: Cast, opening: Opening) -> None:
    assert write(opening, about="layanan-urine_test", note="Untuk sekolah kami.").status_code == 303
    ticket = ServiceTicket.objects.get()
    assert (ticket.purpose, ticket.channel, ticket.caller_kind, ticket.may_contact) == (
        "urine_test", "web", "anonymous", False,
    )  # fmt: skip
    assert "Untuk sekolah kami." in cast.client(cast.fitri).get(reverse("carecentre:service", args=[ticket.pk])).text


def test_two_matters_are_two_contacts_that_nothing_joins(cast: Cast, opening: Opening) -> None:
    phone = Client()
    write(opening, on=phone, about="bantuan", note="Anak saya.")
    write(opening, on=phone, about="laporan", note="Penjualnya.")
    with seen_by(cast.budi):
        helped: dict[str, Any] = dict(RehabTicket.objects.values().get())
    with seen_by(cast.citra):
        tip: dict[str, Any] = dict(TipTicket.objects.values().get())
    shared = {name for name in helped if name in tip and helped[name] and helped[name] == tip[name]}
    # What every contact of that hour and office has, and nothing else.
    assert shared <= {
        "office_id", "channel", "received_at", "recorded_at", "recorded_by_id", "urgency", "version", "due_at", "stage",
    }  # fmt: skip
    assert {receipt.at.minute for receipt in Receipt.objects.all()} <= {0}


def test_nothing_typed_is_lost_and_what_is_wrong_is_said(opening: Opening) -> None:
    bare = write(opening, about="", note="Ingin bertanya.", caller="Samaran Rekaan")
    assert bare.status_code == 422
    assert "Pilih dahulu keperluannya" in bare.text
    assert "Ingin bertanya." in bare.text and "Samaran Rekaan" in bare.text
    silent = write(opening, about="bantuan", note=" ", safe_from="08:00")
    assert "Tuliskan dahulu yang ingin Anda sampaikan." in silent.text
    assert "Isi nomornya agar dapat dihubungi" in silent.text
    assert "Isi kedua jamnya, atau kosongkan keduanya." in silent.text
    long = write(opening, about="bantuan", note="x" * 2001)
    assert "Paling banyak 2.000 huruf" in long.text
    assert "x" * 2001 in long.text
    assert not RehabTicket.objects.exists()


def test_too_many_in_a_minute_wait_and_lose_nothing(opening: Opening, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "time", lambda: 1_000_000.0)  # one minute, however slow the machine is
    sent = [write(opening, about="layanan-info", note=f"Pertanyaan {number}.") for number in range(13)]
    assert [one.status_code for one in sent] == [303] * 12 + [429]
    assert "tunggu satu menit" in sent[-1].text and "Pertanyaan 12." in sent[-1].text


def test_danger_is_spoken_of_first_with_the_offices_numbers(opening: Opening, standards: CareSettings) -> None:
    page = Client().get(reverse("oneform:link", args=[opening.key])).text
    assert page.index("Ambulans 0711-000000") < page.index("Keperluan Anda")


def test_it_is_audited_under_a_name_that_is_nobodys(cast: Cast, opening: Opening) -> None:
    write(opening, about="layanan-info", note="Jam buka?", caller="Warga Rekaan")
    machine = User.objects.get(username="formulir-publik.bnnk-oki")
    line = AuditLine.objects.get(action="carecentre.take_service")
    assert line.actor == machine.pk
    assert "Warga Rekaan" not in str(line.changes) and "Jam buka" not in str(line.changes)


def test_who_manages_the_care_centre_opens_prints_and_closes(cast: Cast) -> None:
    head = cast.client(cast.eko)
    today = cast.oki.local_day()
    backwards = send(
        head, reverse("carecentre:form_new"), begins_on=f"{today:%Y-%m-%d}", ends_on=f"{today - timedelta(days=1):%Y-%m-%d}"
    )  # fmt: skip
    assert "Formulir ditutup sebelum dibuka." in sentences(backwards)
    assert send(head, reverse("carecentre:form_new")).status_code == 302
    opening = Opening.objects.get()
    assert opening.key in head.get(reverse("carecentre:form")).text
    again = send(head, reverse("carecentre:form_new"))
    assert "Formulir kontak masih terbuka" in sentences(again)
    printed = head.get(reverse("carecentre:form_poster", args=[opening.pk]))
    assert printed.content.startswith(b"%PDF")
    assert head.post(reverse("carecentre:form_close", args=[opening.pk])).status_code == 302
    assert Client().get(reverse("oneform:link", args=[opening.key])).status_code == 404
    assert head.get(reverse("carecentre:form_poster", args=[opening.pk])).status_code == 404


def test_others_open_none(cast: Cast, opening: Opening) -> None:
    today = cast.oki.local_day()
    for other in (cast.budi, cast.citra, cast.fitri):
        assert cast.client(other).get(reverse("carecentre:form")).status_code == 403
        with pytest.raises(Forbidden):
            open_contact_form(office=cast.lumajang, by=other, begins_on=today, ends_on=today)
    with pytest.raises(Forbidden):
        open_contact_form(office=cast.lumajang, by=cast.eko, begins_on=today, ends_on=today)


def test_an_account_of_a_person_is_asked_for_the_right_all_the_same(cast: Cast) -> None:
    closed = User.objects.create(username="dulu", full_name="Dulu Rekaan", is_active=False, password="pbkdf2$ada")
    with pytest.raises(Forbidden):
        take_rehab(office=cast.oki, by=closed, note="Tidak ada.", **CALL)
