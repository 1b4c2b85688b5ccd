"""The holders of a queue list, take, assign, answer, appoint and conclude; every step stands in the history."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.carecentre import handling
from bersinar.programmes.carecentre.actions import take_rehab, take_service
from bersinar.programmes.carecentre.handling import REHAB, SERVICE
from bersinar.programmes.carecentre.models import (
    CareSettings,
    RehabEntry,
    RehabTicket,
    ServiceEntry,
    ServiceTicket,
    TipEntry,
    TipTicket,
)
from tests.books import figure, posted
from tests.cast import Cast, join
from tests.filling import opened, send, sentences

from .conftest import AT, CALL, seen_by, step

HOLDERS = [("service", "fitri"), ("rehab", "budi"), ("tip", "citra")]


@pytest.fixture
def tickets(service: ServiceTicket, rehab: RehabTicket, tip: TipTicket) -> dict[str, Any]:
    return {"service": service, "rehab": rehab, "tip": tip}


def verify_open() -> list[str]:
    """On PostgreSQL the application's role sees no closed queue and cannot recount it; the owner verifies there."""
    return verify() if connection.vendor == "sqlite" else []


def again(ticket: Any, user: User) -> Any:
    with seen_by(user):
        return type(ticket).objects.select_related("office", "assigned_to").get(pk=ticket.pk)


def colleague(cast: Cast) -> User:
    """Lina, a counsellor of OKI beside Budi."""
    lina = User(username="lina", full_name="Lina Rekaan", closed_side="treatment")
    lina.set_unusable_password()
    lina.save()
    join(lina, cast.oki, "rehab_officer")
    return User.objects.get(pk=lina.pk)


# --- the way -------------------------------------------------------------------------------------------------------


def test_a_request_goes_its_whole_way_and_every_step_is_told(cast: Cast, rehab: RehabTicket) -> None:
    client, url = cast.client(cast.budi), reverse("carecentre:rehab", args=[rehab.pk])
    client.post(reverse("carecentre:rehab_step", args=[rehab.pk, "take"]))
    assert again(rehab, cast.budi).assigned_to == cast.budi
    step(client, rehab, "attempt", channel="whatsapp", reached="tidak", at="2023-03-14T15:10", note="Tidak diangkat.")
    assert again(rehab, cast.budi).first_answered_at is None
    step(client, rehab, "attempt", channel="phone", reached="ya", at="2023-03-14T16:50", note="Bersedia datang.")
    answered = again(rehab, cast.budi)
    assert (answered.stage, answered.first_answered_at.minute) == ("answered", 0)
    assert posted(rehab, "kind", "quantity", "day") == [
        ("carecentre.rehab_answered", 120_000, date(2023, 3, 1)),
        ("carecentre.rehab_contacted", 1, date(2023, 3, 1)),
    ]
    soon = timezone.localtime(timezone.now() + timedelta(days=2))
    step(client, rehab, "appoint", starts_at=soon.strftime("%Y-%m-%dT%H:%M"), place="Ruang dua")
    assert again(rehab, cast.budi).stage == "appointment"
    step(client, rehab, "close", outcome="assessment", note="Sudah datang.")
    page = client.get(url).text
    for words in (
        "Tidak diangkat.", "Tidak tersambung", "Bersedia datang.", "Ruang dua", "Sudah datang.", "Janji asesmen", f"{soon:%d-%m-%Y %H.%M}",
        '<li class="way-now" aria-current="step">Selesai</li>', "Buka lagi",
    ):  # fmt: skip
        assert words in page
    step(client, rehab, "reopen", why="Menelepon lagi.")
    last = again(rehab, cast.budi)
    assert (last.stage, last.outcome) == ("assigned", "")
    assert last.first_answered_at == answered.first_answered_at
    with seen_by(cast.budi):
        entries = list(RehabEntry.objects.order_by("recorded_at").values_list("step", flat=True))
    assert entries == ["take", "attempt", "answer", "appoint", "close", "reopen"]
    held = {
        str(v) for c in AuditLine.objects.filter(side="treatment").values_list("changes", flat=True) for v in c.values()
    }
    assert held <= {"terkunci", "['terkunci', 'terkunci']"}
    assert verify_open() == []


@pytest.mark.parametrize(("queue", "who"), HOLDERS)
def test_the_button_notes_the_first_answer_once(cast: Cast, tickets: dict[str, Any], queue: str, who: str) -> None:
    ticket, client = tickets[queue], cast.client(getattr(cast, who))
    url = reverse(f"carecentre:{queue}_step", args=[ticket.pk, "answer"])
    answer: Any = client.post(url)
    assert answer.url == reverse(f"carecentre:{queue}", args=[ticket.pk])
    kinds = {kind for (kind,) in posted(ticket, "kind")}
    assert kinds == {f"carecentre.{queue}_contacted", f"carecentre.{queue}_answered"}
    client.post(url)
    assert "Yang dapat dilakukan sekarang" in client.get(reverse(f"carecentre:{queue}_list")).text
    assert len(posted(ticket)) == 2
    others = {"service": cast.budi, "rehab": cast.citra, "tip": cast.budi}
    assert cast.client(others[queue]).post(url).status_code == 403
    assert verify_open() == []


@pytest.mark.parametrize(("queue", "who"), HOLDERS)
def test_a_step_that_is_not_possible_says_what_is(cast: Cast, tickets: dict[str, Any], queue: str, who: str) -> None:
    ticket, user = tickets[queue], getattr(cast, who)
    with (
        seen_by(user),
        pytest.raises(Refusal, match=r"pada tahap Baru\. Yang dapat dilakukan sekarang: Ambil, Tugaskan"),
    ):
        handling.reopen(ticket, why="lupa", by=user)
    client = cast.client(user)
    url = reverse(f"carecentre:{queue}_step", args=[ticket.pk, "reopen"])
    assert client.get(url).status_code == 302
    client.post(url, {"why": "lupa"})
    assert again(ticket, user).stage == "new"
    assert client.get(reverse(f"carecentre:{queue}_step", args=[ticket.pk, "fly"])).status_code == 404
    assert "appoint" not in client.get(reverse(f"carecentre:{queue}", args=[ticket.pk])).text


def test_an_appointment_needs_an_answer_and_a_time_to_come(cast: Cast, service: ServiceTicket) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    handling.take(service, by=cast.fitri)
    with pytest.raises(Refusal, match="Catat dahulu jawaban pertamanya"):
        handling.appoint(again(service, cast.fitri), starts_at=tomorrow, by=cast.fitri)
    handling.answer(again(service, cast.fitri), by=cast.fitri)
    for when, sentence in (
        (timezone.now() - timedelta(minutes=1), "sudah lewat"),
        (tomorrow + timedelta(days=400), "setahun"),
    ):
        with pytest.raises(Refusal, match=sentence):
            handling.appoint(again(service, cast.fitri), starts_at=when, by=cast.fitri)
    handling.appoint(again(service, cast.fitri), starts_at=tomorrow, by=cast.fitri)
    assert again(service, cast.fitri).appointment_at == tomorrow


def test_what_is_typed_wrong_in_a_step_comes_back(cast: Cast, service: ServiceTicket) -> None:
    client = cast.client(cast.fitri)
    for code, typed, sentence in (
        ("close", {"note": "Sudah jelas."}, "tidak boleh kosong"),
        ("hand_on", {"note": "Sudah jelas."}, "tidak boleh kosong"),
        ("attempt", {"channel": "phone", "reached": "", "note": "Sudah jelas."}, "tidak boleh kosong"),
        ("attempt", {"channel": "phone", "reached": "tidak", "at": "2099-01-01T10:00", "note": "Sudah jelas."}, "belum terjadi"),
        ("answer", {"at": "2023-03-14T14:24", "note": "Sudah jelas."}, "mendahului kontaknya"),
        ("assign", {"to": str(cast.citra.pk), "note": "Sudah jelas."}, "Pilihan ini tidak ada pada daftar"),
    ):  # fmt: skip
        answer = step(client, service, code, **typed)
        assert answer.status_code == 422, code
        assert sentence in sentences(answer), code
        assert "Sudah jelas." in answer.text
    assert again(service, cast.fitri).stage == "new"
    assert not ServiceEntry.objects.exists()


def test_a_step_sent_twice_is_taken_once(cast: Cast, service: ServiceTicket) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:service_step", args=[service.pk, "attempt"])
    typed = {**opened(client, url), "channel": "phone", "reached": "tidak"}
    assert [client.post(url, typed).status_code for _ in range(2)] == [302, 302]
    assert ServiceEntry.objects.count() == 1


# --- who -----------------------------------------------------------------------------------------------------------


def test_a_colleague_of_the_queue_is_assigned_and_nobody_else(cast: Cast, rehab: RehabTicket) -> None:
    lina = colleague(cast)
    client = cast.client(cast.budi)
    form = client.get(reverse("carecentre:rehab_step", args=[rehab.pk, "assign"])).context["form"]
    assert set(form.fields["to"].queryset) == {cast.budi, lina}
    with seen_by(cast.budi), pytest.raises(Refusal, match="tidak bertugas pada antrean ini"):
        handling.assign(rehab, to=cast.citra, by=cast.budi)
    step(client, rehab, "assign", to=str(lina.pk), note="Dekat rumahnya.")
    assert again(rehab, lina).assigned_to == lina
    assert "Dekat rumahnya." in cast.client(lina).get(reverse("carecentre:rehab", args=[rehab.pk])).text
    with seen_by(cast.budi), pytest.raises(Refusal, match="sudah ditangani Lina Rekaan"):
        handling.take(again(rehab, cast.budi), by=cast.budi)
    Membership.objects.filter(user=cast.budi).update(ended_at=timezone.now())
    url = reverse("carecentre:rehab_step", args=[rehab.pk, "assign"])
    assert cast.client(cast.budi).get(url).status_code == 403
    with pytest.raises(Forbidden):
        handling.assign(rehab, to=lina, by=cast.budi)


@pytest.mark.parametrize(("act", "stage"), [("answer", "answered"), ("attempt", "assigned"), ("close", "closed")])
def test_who_acts_first_on_what_nobody_has_has_it(cast: Cast, service: ServiceTicket, act: str, stage: str) -> None:
    needs: dict[str, dict[str, Any]] = {
        "answer": {}, "attempt": {"channel": "phone", "reached": False}, "close": {"outcome": "answered"},
    }  # fmt: skip
    getattr(handling, act)(service, by=cast.fitri, **needs[act])
    kept = again(service, cast.fitri)
    assert (kept.assigned_to, kept.stage) == (cast.fitri, stage)


def test_a_queue_stands_in_the_order_of_the_work(cast: Cast, standards: CareSettings) -> None:
    now = timezone.now()
    for hours, urgency in ((30, "normal"), (1, "normal"), (2, "soon"), (1, "emergency"), (40, "normal")):
        at = now - timedelta(hours=hours)
        take_service(office=cast.oki, by=cast.fitri, purpose="info", **{**CALL, "received_at": at, "urgency": urgency})
    done = ServiceTicket.objects.order_by("received_at").first()
    assert done is not None
    handling.close(done, outcome="answered", by=cast.fitri)
    handling.take(ServiceTicket.objects.get(urgency="emergency"), by=cast.fitri)
    client, url = cast.client(cast.fitri), reverse("carecentre:service_list")
    page = client.get(url)
    assert [row.urgency for row, _, _ in page.context["table"]] == ["emergency", "soon", "normal", "normal", "normal"]
    assert page.context["table"][-1][0].pk == done.pk
    late = [
        row
        for row, _, cells in page.context["table"]
        if any(cell.mark == "bad" and "Lewat" in cell.words for cell in cells)
    ]
    assert [row.urgency for row in late] == ["emergency", "soon", "normal"]
    assert [(words, count) for words, count, _ in page.context["standing"]] == [
        ("Belum selesai", 4), ("Belum ada petugas", 3), ("Milik saya", 1), ("Lewat batas jawab", 3),
    ]  # fmt: skip
    for words, count, link in page.context["standing"][1:]:
        assert len(client.get(url + link).context["table"]) == count, words
    assert len(client.get(url, {"keadaan": "closed"}).context["table"]) == 1
    assert len(client.get(url, {"petugas": "bukan-nomor"}).context["table"]) == 0


def test_an_answer_ends_what_is_owed(cast: Cast, standards: CareSettings, service: ServiceTicket) -> None:
    assert service.is_overdue(timezone.now())
    handling.answer(service, by=cast.fitri)
    assert not again(service, cast.fitri).is_overdue(timezone.now())
    page = cast.client(cast.fitri).get(reverse("carecentre:service_list"))
    assert not any(cell.mark == "bad" for _, _, cells in page.context["table"] for cell in cells)


def test_a_closed_contact_is_late_only_when_the_hour_is_over(cast: Cast, standards: CareSettings) -> None:
    received = timezone.now().replace(minute=50)
    take_rehab(
        office=cast.oki, by=cast.fitri, **{**CALL, "received_at": received - timedelta(days=1), "urgency": "soon"}
    )
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
    assert ticket.due_at is not None
    assert ticket.due_at - ticket.received_at == timedelta(hours=1)
    assert not ticket.is_overdue(ticket.due_at + timedelta(minutes=59))
    assert ticket.is_overdue(ticket.due_at + timedelta(minutes=60))


# --- figures -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("queue", "who"), HOLDERS)
def test_an_answer_is_measured_against_the_standard_of_its_urgency(
    cast: Cast, standards: CareSettings, tickets: dict[str, Any], queue: str, who: str
) -> None:
    ticket, user = tickets[queue], getattr(cast, who)
    kind = f"carecentre.{queue}_measured"
    with seen_by(user):
        handling.answer(ticket, at=AT + timedelta(hours=2), by=user)
        assert (kind, 100) in posted(ticket, "kind", "quantity")
    assert figure(cast.oki, f"carecentre.{queue}_kept")[0] == "100.0"
    verbs = handling.queue_of(ticket).verbs
    with seen_by(user):
        verbs.change(ticket, by=user, based_on=None, first_answered_at=AT + timedelta(days=3))
        assert (kind, 0) in posted(ticket, "kind", "quantity")
    assert figure(cast.oki, f"carecentre.{queue}_kept")[0] == "0.0"
    assert verify_open() == []


def test_without_a_standard_nothing_is_measured_and_nothing_is_late(cast: Cast, service: ServiceTicket) -> None:
    assert service.due_at is None
    handling.answer(service, by=cast.fitri)
    assert {kind for (kind,) in posted(service, "kind")} == {
        "carecentre.service_answered",
        "carecentre.service_contacted",
    }
    assert figure(cast.oki, "carecentre.service_kept")[0] is None


def test_another_urgency_is_another_standard_until_somebody_answers(
    cast: Cast, standards: CareSettings, service: ServiceTicket
) -> None:
    assert service.due_at is not None
    SERVICE.change(service, by=cast.fitri, based_on=None, urgency="soon")
    moved = again(service, cast.fitri)
    assert moved.due_at == moved.received_at + timedelta(minutes=60)
    handling.answer(moved, by=cast.fitri)
    SERVICE.change(moved, by=cast.fitri, based_on=None, urgency="normal")
    assert again(service, cast.fitri).due_at == moved.due_at
    SERVICE.change(moved, by=cast.fitri, based_on=None, received_at=AT - timedelta(minutes=5))
    assert again(service, cast.fitri).due_at == moved.due_at - timedelta(minutes=5)


def test_facts_of_the_closed_queues_carry_a_month_a_channel_and_no_more(
    cast: Cast, standards: CareSettings, rehab: RehabTicket, tip: TipTicket
) -> None:
    for ticket, user in ((rehab, cast.budi), (tip, cast.citra)):
        with seen_by(user):
            handling.answer(ticket, at=AT + timedelta(hours=1), by=user)
    facts = Fact.objects.filter(kind__regex=r"^carecentre\.(rehab|tip)")
    assert facts.count() == 6
    for fact in facts:
        assert (fact.day, fact.place, fact.subject) == (date(2023, 3, 1), "", "")
        assert fact.detail == ""
        assert fact.aspect in ("", "phone")


# --- correcting ----------------------------------------------------------------------------------------------------


def test_an_answer_is_timed_to_the_minute_for_services_and_can_be_mended(cast: Cast, service: ServiceTicket) -> None:
    client, url = cast.client(cast.fitri), reverse("carecentre:service_change", args=[service.pk])
    assert "first_answered_at" not in opened(client, url)  # an answer is a step; here it is only mended
    step(client, service, "answer", at="2023-03-14T14:37")
    early = send(client, url, first_answered_at="2023-03-14T14:24")
    assert "mendahului kontaknya" in sentences(early)
    assert "tidak boleh kosong" in sentences(send(client, url, first_answered_at=""))
    assert posted(service, "kind", "quantity", "day") == [
        ("carecentre.service_answered", 12_000, date(2023, 3, 14)),
        ("carecentre.service_contacted", 1, date(2023, 3, 14)),
    ]
    version = again(service, cast.fitri).version
    send(client, url)  # opened and sent again: nothing changes
    assert again(service, cast.fitri).version == version
    send(client, url, first_answered_at="2023-03-14T14:30")
    assert posted(service, "quantity")[0] == (5_000,)
    assert "14-03-2023 14.30" in client.get(reverse("carecentre:service", args=[service.pk])).text
    client.post(reverse("carecentre:service_cancel", args=[service.pk]), {"reason": "ganda"})
    assert posted(service) == []
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        handling.close(again(service, cast.fitri), outcome="answered", by=cast.fitri)
    assert verify_open() == []


def test_a_running_note_is_kept_and_sealed(cast: Cast, rehab: RehabTicket) -> None:
    client, url = cast.client(cast.budi), reverse("carecentre:rehab_change", args=[rehab.pk])
    assert "caller" not in opened(client, url)  # what the operator took down stays as it was
    send(client, url, follow_up="Janji hari Kamis.")
    assert "Janji hari Kamis." in client.get(reverse("carecentre:rehab", args=[rehab.pk])).text
    assert opened(client, url)["follow_up"] == "Janji hari Kamis."


def test_an_answer_does_not_precede_its_contact_by_the_action_either(cast: Cast, service: ServiceTicket) -> None:
    with pytest.raises(Refusal, match="mendahului kontaknya"):
        handling.answer(service, by=cast.fitri, at=AT - timedelta(minutes=1))
    with pytest.raises(Refusal, match="belum terjadi"):
        handling.answer(service, by=cast.fitri, at=timezone.now() + timedelta(hours=1))


def test_a_closed_month_asks_for_a_reason_where_its_figures_change(cast: Cast, service: ServiceTicket) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, url = cast.client(cast.fitri), reverse("carecentre:service_change", args=[service.pk])
    assert "bulannya sudah ditutup" in sentences(send(client, url, purpose="complaint"))
    assert send(client, url, purpose="complaint", reason="salah pilih").status_code == 302
    assert step(client, service, "take").status_code == 302  # handling changes nothing of March
    said = step(client, service, "answer", at="2023-03-20T09:00")
    assert "bulannya sudah ditutup" in sentences(said)
    assert step(client, service, "answer", at="2023-03-20T09:00", reason="dari buku piket").status_code == 302
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


# --- handing on and tips -------------------------------------------------------------------------------------------


def test_a_question_is_handed_on_to_a_section(cast: Cast, service: ServiceTicket) -> None:
    client = cast.client(cast.fitri)
    step(client, service, "hand_on", section="prevention", note="Minta jadwal.")
    kept = again(service, cast.fitri)
    assert (kept.stage, kept.section, kept.outcome) == ("handed_on", "prevention", "forwarded")
    assert "Diteruskan ke bidang" in client.get(reverse("carecentre:service", args=[service.pk])).text
    with pytest.raises(Refusal, match="Buka lagi"):
        handling.close(kept, outcome="answered", by=cast.fitri)


def test_a_tip_is_weighed_and_passed_on_without_its_giver(cast: Cast, tip: TipTicket) -> None:
    client, url = cast.client(cast.citra), reverse("carecentre:tip", args=[tip.pk])
    with seen_by(cast.citra), pytest.raises(Refusal, match="pada tahap Baru"):
        handling.weigh(tip, usefulness="useful", by=cast.citra)
    step(client, tip, "take")
    step(client, tip, "weigh", usefulness="useful")
    step(client, tip, "hand_on", passed_to="Polres Rekaan", note="Lewat surat.")
    kept = again(tip, cast.citra)
    assert (kept.stage, kept.usefulness, kept.outcome) == ("handed_on", "useful", "passed_on")
    page = client.get(url).text
    for words in ("Polres Rekaan", "Berguna", "Lewat surat."):
        assert words in page
    assert "Pelapor Rekaan" not in page
    with seen_by(cast.citra):
        assert "Polres" not in str(TipTicket.objects.values().get())
    for address in ("tip_list", "tip_export"):
        assert "Pelapor Rekaan" not in str(client.get(reverse(f"carecentre:{address}")).content)


def test_a_tip_has_no_appointment_and_a_request_is_not_handed_on_from_here(
    cast: Cast, rehab: RehabTicket, tip: TipTicket
) -> None:
    assert cast.client(cast.citra).get(reverse("carecentre:tip_step", args=[tip.pk, "appoint"])).status_code == 404
    assert cast.client(cast.budi).post(reverse("carecentre:rehab_step", args=[rehab.pk, "hand_on"])).status_code == 404


# --- closed --------------------------------------------------------------------------------------------------------


def test_opening_a_closed_queue_or_contact_is_written_down_first(cast: Cast, rehab: RehabTicket) -> None:
    client = cast.client(cast.budi)
    client.get(reverse("carecentre:rehab_list"))
    assert Reading.objects.filter(record_id=rehab.pk, purpose="membuka daftar", side="treatment").count() == 1
    client.get(reverse("carecentre:rehab", args=[rehab.pk]))
    purposes = list(Reading.objects.filter(record_id=rehab.pk).order_by("seq").values_list("purpose", flat=True))
    assert purposes == ["membuka daftar", "membuka rekam", *["membaca kontak"] * 3]
    assert "Ibu Rekaan" not in client.get(reverse("carecentre:rehab_list")).text


@pytest.mark.parametrize(
    ("queue", "who"),
    [("service", "budi"), ("service", "citra"), ("rehab", "citra"), ("tip", "budi"), ("rehab", "fitri"), ("tip", "fitri"),
     ("rehab", "eko"), ("tip", "eko"), ("tip", "kiki")],
)  # fmt: skip
def test_a_queue_is_closed_to_everybody_else(cast: Cast, tickets: dict[str, Any], queue: str, who: str) -> None:
    client, ticket = cast.client(getattr(cast, who)), tickets[queue]
    for part in ("list", "export"):
        assert client.get(reverse(f"carecentre:{queue}_{part}")).status_code == 403
    for part in ("", "_change", "_cancel", *(() if queue == "tip" else ("_reminder",))):
        assert client.get(reverse(f"carecentre:{queue}{part}", args=[ticket.pk])).status_code == 403
        assert client.post(reverse(f"carecentre:{queue}{part}", args=[ticket.pk])).status_code == 403
    for code in ("take", "answer", "close"):
        assert client.post(reverse(f"carecentre:{queue}_step", args=[ticket.pk, code])).status_code == 403
    assert cast.client(cast.joko).get(reverse(f"carecentre:{queue}", args=[ticket.pk])).status_code == 403


@pytest.mark.parametrize(("queue", "who"), [("rehab", "hadi"), ("tip", "indra")])
def test_the_same_side_of_another_office_knows_of_nothing(
    cast: Cast, tickets: dict[str, Any], queue: str, who: str
) -> None:
    client, pk = cast.client(getattr(cast, who)), tickets[queue].pk
    assert client.get(reverse(f"carecentre:{queue}", args=[pk])).status_code == 404
    assert client.post(reverse(f"carecentre:{queue}_step", args=[pk, "take"])).status_code == 404
    assert client.get(reverse(f"carecentre:{queue}_list")).context["table"] == []


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="the database's wall stands on PostgreSQL only")
def test_the_database_walls_both_queues_and_their_histories(cast: Cast, rehab: RehabTicket, tip: TipTicket) -> None:
    with seen_by(cast.budi):
        handling.take(rehab, by=cast.budi)
        assert (RehabTicket.objects.count(), RehabEntry.objects.count()) == (1, 1)
        assert (TipTicket.objects.count(), TipEntry.objects.count()) == (0, 0)
    with seen_by(cast.citra):
        handling.take(tip, by=cast.citra)
        assert (TipTicket.objects.count(), TipEntry.objects.count()) == (1, 1)
        assert (RehabTicket.objects.count(), RehabEntry.objects.count()) == (0, 0)
    with seen_by(cast.fitri):
        for model in (RehabTicket, TipTicket, RehabEntry, TipEntry):
            assert model.objects.count() == 0


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
    assert queries("carecentre:rehab_list", "budi") == closed <= 17


def test_who_changes_urgency_of_a_cancelled_contact_is_refused(cast: Cast, rehab: RehabTicket) -> None:
    with seen_by(cast.budi):
        REHAB.cancel(rehab, by=cast.budi, reason="salah sambung")
        with pytest.raises(Refusal, match="sudah dibatalkan"):
            REHAB.change(rehab, by=cast.budi, based_on=None, urgency="soon")
