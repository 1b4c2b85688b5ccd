"""Reminders tell nothing to whoever reads over a shoulder, and reach only those who agreed, in their hours."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.codelists.actions import add_code
from bersinar.foundation.reaching.messages import NEUTRAL, chat_address, check_reminder, refused_words
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.programmes.carecentre import handling
from bersinar.programmes.carecentre.actions import set_up, take_rehab, take_service
from bersinar.programmes.carecentre.models import CareSettings, RehabTicket, ServiceTicket
from bersinar.programmes.carecentre.office_settings import settings_of
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import CALL, seen_by

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "text",
    ["Janji di BNN besok", "Janji di BNNK OKI", "b.n.n menunggu", "B N N", "Klinik rehabilitasi", "bebas narkoba", "kecanduan", "putus zat",
     "sabu-sabu", "Konseling pukul 9", "tes HIV", "hasil diagnosis"],
)  # fmt: skip
def test_words_that_tell_too_much_are_refused(text: str) -> None:
    assert refused_words(text)
    assert "pesan dapat terbaca orang lain" in check_reminder(text)


@pytest.mark.parametrize("text", [NEUTRAL, "Sampai bertemu {tanggal} jam {jam}.", "Ibu, jangan lupa lusa ya."])
def test_plain_words_pass(text: str) -> None:
    assert check_reminder(text) == ""


@pytest.mark.parametrize(
    ("text", "sentence"), [("Halo {nama}", "Isian {nama} tidak dikenal"), ("Halo {tanggal", "tidak berpasangan")]
)
def test_a_reminder_fills_in_day_and_hour_alone(text: str, sentence: str) -> None:
    assert sentence in check_reminder(text)


@pytest.mark.parametrize(
    ("phone", "number"),
    [("0812-3456-7890", "6281234567890"), ("+62 812 3456 7890", "6281234567890"), ("0711", ""), ("tidak tahu", ""),
     ("+1 555 123 4567", "")],
)  # fmt: skip
def test_a_chat_opens_for_a_number_that_can_be_one(phone: str, number: str) -> None:
    found = chat_address(phone, "Sampai bertemu & salam")
    assert found == (f"https://wa.me/{number}?text=Sampai%20bertemu%20%26%20salam" if number else "")


def appointed(cast: Cast, ticket: RehabTicket) -> str:
    with seen_by(cast.budi):
        handling.answer(ticket, by=cast.budi)
        handling.appoint(
            RehabTicket.objects.get(pk=ticket.pk), starts_at=timezone.now() + timedelta(days=1), place="Klinik", by=cast.budi
        )  # fmt: skip
    return reverse("carecentre:rehab_reminder", args=[ticket.pk])


def test_a_reminder_is_sent_by_a_person_and_the_number_opened_for_it(cast: Cast, rehab: RehabTicket) -> None:
    client, url = cast.client(cast.budi), appointed(cast, rehab)
    page = client.get(url)
    text = page.context["text"]
    assert text.startswith("Mengingatkan janji kita")
    assert "Klinik" not in text
    assert "0812-3456-7890" not in page.text
    before = Reading.objects.filter(purpose="mengingatkan janji").count()
    shown = client.post(url)
    assert "0812-3456-7890" in shown.text
    assert "https://wa.me/6281234567890?text=Mengingatkan" in shown.text
    assert 'rel="noopener noreferrer"' in shown.text
    assert Reading.objects.filter(purpose="mengingatkan janji").count() == before + 1


def test_outside_the_safe_hours_no_chat_is_opened(cast: Cast) -> None:
    now = timezone.localtime()
    hours = {"safe_from": (now + timedelta(hours=2)).time(), "safe_until": (now + timedelta(hours=3)).time()}
    values: dict[str, Any] = {**CALL, **hours, "phone": "0812-3456-7890", "may_contact": True}
    take_rehab(office=cast.oki, by=cast.fitri, **values)
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
    url = appointed(cast, ticket)
    shown = cast.client(cast.budi).post(url).text
    assert "di luar jam aman" in shown
    assert "wa.me" not in shown


def test_who_asked_for_no_chat_gets_none(cast: Cast) -> None:
    values: dict[str, Any] = {**CALL, "phone": "0812-3456-7890", "may_contact": True, "contact_channel": "phone"}
    take_rehab(office=cast.oki, by=cast.fitri, **values)
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
    shown = cast.client(cast.budi).post(appointed(cast, ticket)).text
    assert "0812-3456-7890" in shown
    assert "wa.me" not in shown


def test_without_consent_or_appointment_there_is_no_reminder(cast: Cast, rehab: RehabTicket) -> None:
    client = cast.client(cast.budi)
    early = client.get(reverse("carecentre:rehab_reminder", args=[rehab.pk]))
    assert early.status_code == 422
    assert "Belum ada janji" in early.text
    with seen_by(cast.budi):
        RehabTicket.objects.filter(pk=rehab.pk).update(may_contact=False)
    url = appointed(cast, rehab)
    refused = client.post(url)
    assert refused.status_code == 422
    assert "tidak memberi izin" in refused.text
    assert "0812" not in refused.text
    assert not Reading.objects.filter(purpose="mengingatkan janji").exists()


def test_a_word_added_to_the_list_stops_what_was_written_before(cast: Cast, rehab: RehabTicket) -> None:
    url = appointed(cast, rehab)
    add_code(list_name="message_word", code="mengingatkan", label="mengingatkan", by=cast.kiki)
    page = cast.client(cast.budi).get(url)
    assert page.status_code == 422
    assert "perlu diperbaiki di Pengaturan kontak" in page.text


def test_an_open_contact_is_reminded_in_the_same_way(cast: Cast) -> None:
    take_service(office=cast.oki, by=cast.fitri, purpose="info", phone="0812-3456-7890", may_contact=True, **CALL)
    ticket = ServiceTicket.objects.get()
    handling.answer(ticket, by=cast.fitri)
    handling.appoint(ServiceTicket.objects.get(), starts_at=timezone.now() + timedelta(days=1), by=cast.fitri)
    url = reverse("carecentre:service_reminder", args=[ticket.pk])
    assert "wa.me/62812" in cast.client(cast.fitri).post(url).text
    assert cast.client(cast.budi).get(url).status_code == 403


# --- settings ------------------------------------------------------------------------------------------------------


def test_the_head_or_the_administrator_sets_the_office_s_own(cast: Cast) -> None:
    url = reverse("carecentre:settings")
    client = cast.client(cast.eko)
    saved = send(
        client, url, answer_minutes_normal="1.440", answer_minutes_emergency="15", emergency_numbers="Ambulans: 0711-000000\n110",
    )  # fmt: skip
    assert saved.status_code == 302
    kept = settings_of(cast.oki)
    assert kept.answer_minutes == {"normal": 1440, "emergency": 15}
    assert kept.numbers == [("Ambulans", "0711-000000"), ("Darurat", "110")]
    send(cast.client(cast.kiki), url, answer_minutes_normal="720")
    assert settings_of(cast.oki).answer_minutes["normal"] == 720
    assert CareSettings.objects.count() == 1
    assert AuditLine.objects.filter(action="carecentre.set_up").count() == 2
    assert settings_of(cast.lumajang).answer_minutes == {}
    for who in (cast.ani, cast.budi, cast.citra, cast.fitri, cast.joko):
        assert cast.client(who).get(url).status_code == 403
        assert cast.client(who).post(url, {}).status_code == 403
    with pytest.raises(Forbidden):
        set_up(office=cast.lumajang, by=cast.eko, based_on=None, answer_minutes={})


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"reminder_words": "Janji di BNN"}, "Hapus kata “BNN”"),
        ({"emergency_numbers": "Ambulans"}, "Tidak ada nomor pada baris “Ambulans”"),
        ({"answer_minutes_normal": "0"}, "Isi 1 sampai 86.400 menit"),
        ({"answer_minutes_normal": "sehari"}, "Biasa"),
    ],
)
def test_settings_typed_wrong_come_back(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.eko), reverse("carecentre:settings"), **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not CareSettings.objects.exists()


def test_two_people_at_the_settings_lose_nothing_unseen(cast: Cast, standards: CareSettings) -> None:
    client, url = cast.client(cast.eko), reverse("carecentre:settings")
    page = client.get(url)
    set_up(
        office=cast.oki, by=cast.kiki, based_on=1, answer_minutes={}, emergency_numbers="119", reminder_words=NEUTRAL
    )
    late = {field.html_name: field.value() for field in page.context["form"] if field.value() is not None}
    assert client.post(url, {**late, "emergency_numbers": "112"}).status_code == 422
    with pytest.raises(Refusal, match="sudah diubah orang lain"):
        set_up(
            office=cast.oki, by=cast.eko, based_on=1, answer_minutes={}, emergency_numbers="112", reminder_words=NEUTRAL
        )
