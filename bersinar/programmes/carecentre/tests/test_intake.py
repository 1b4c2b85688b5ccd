"""One way in, three queues: who takes a contact does not see a closed one again, and one call leaves no pair."""

from __future__ import annotations

from datetime import UTC
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.models import Draft, Receipt
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Posting
from bersinar.programmes.carecentre.actions import take_rehab, take_service, take_tip
from bersinar.programmes.carecentre.models import CareSettings, Informant, RehabTicket, ServiceTicket, TipTicket
from tests.books import posted
from tests.cast import Cast, join

from .conftest import CALL, seen_by

SAID: dict[str, dict[str, Any]] = {
    "layanan": {"purpose": "info", "caller_kind": "community", "caller": "Warga Rekaan", "note": "Jam buka?"},
    "rehabilitasi": {
        "caller_kind": "family", "caller": "Ibu Rekaan", "phone": "0812-3456-7890", "may_contact": "on", "contact_channel": "whatsapp",
        "safe_from": "08:00", "safe_until": "12.00", "reach_note": "Jangan tinggalkan pesan suara.", "note": "Anaknya.",
    },
    "laporan": {"caller_kind": "anonymous", "caller": "Pelapor Rekaan", "note": "Rumah di ujung gang."},
}  # fmt: skip
INTAKE = "carecentre:intake"


def filled(client: Client, word: str, **typed: Any) -> dict[str, Any]:
    """The intake page filled in for a purpose; `typed` is named part__field, or field for what a call has in common."""
    chosen = ("rehabilitasi", "laporan") if word == "keduanya" else (word,)
    page = client.get(reverse(INTAKE))
    call, parts = page.context["call"], page.context["parts"]
    shown = {field.html_name: field.value() for form in (call, *parts) for field in form}
    shown["received_at"] = shown["received_at"].strftime("%Y-%m-%dT%H:%M")
    said = {f"{part}-{name}": value for part in chosen for name, value in SAID[part].items()}
    told = {name.replace("__", "-", 1): value for name, value in typed.items()}
    kept = {name: value for name, value in shown.items() if value not in (None, False)}
    return {**kept, "about": word, "channel": "phone", **said, **told}


def send(client: Client, word: str, **typed: Any) -> Any:
    return client.post(reverse(INTAKE), filled(client, word, **typed))


def faults(answer: Any) -> str:
    forms = (answer.context["call"], *answer.context["parts"])
    return " ".join(str(e) for form in forms for errors in form.errors.values() for e in errors)


def test_one_page_asks_first_what_it_is_about(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    page = client.get(reverse(INTAKE)).text
    for word in ("layanan", "rehabilitasi", "laporan", "keduanya"):
        assert f'name="about" value="{word}"' in page
    answer = client.post(reverse(INTAKE), {"channel": "phone", "received_at": "2023-03-14T14:25"})
    assert answer.status_code == 422
    assert "Pilih keperluannya dahulu" in faults(answer)


def test_a_question_about_services_is_open_work_and_sealed(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "layanan", channel="letter")
    ticket = ServiceTicket.objects.get()
    assert answer.url == reverse("carecentre:service", args=[ticket.pk])
    page = client.get(answer.url).text
    assert "Warga Rekaan" in page
    assert "Jam buka?" in page
    assert posted(ticket, "kind", "detail", "aspect") == [("carecentre.service_contacted", "info", "letter")]
    row = str(ServiceTicket.objects.values().get())
    assert "Warga Rekaan" not in row
    assert "Jam buka" not in row
    assert "Jam buka" not in client.get(reverse("carecentre:service_list")).text


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
    for words in ("Ibu Rekaan", "Anaknya.", "08.00–12.00", "Jangan tinggalkan pesan suara.", "WhatsApp"):
        assert words in page


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
    assert "Tidak menyebut diri" not in shown  # not even what kind of person it was
    assert cast.client(cast.citra).get(giver).status_code == 403
    assert cast.client(cast.citra).post(giver, {"purpose": "protect"}).status_code == 403
    assert cast.client(cast.indra).get(giver).status_code == 404


def test_the_section_head_opens_who_reported_for_a_purpose(cast: Cast) -> None:
    head = cast.indra  # of Lumajang
    join(cast.fitri, cast.lumajang, "care_operator")
    take_tip(office=cast.lumajang, by=cast.fitri, note="Gudang kosong.", caller="Pelapor Rekaan 9", **CALL)
    with seen_by(head):
        tip = TipTicket.objects.get()
    client, url = cast.client(head), reverse("carecentre:informant", args=[tip.pk])
    assert "Buka identitas pelapor" in client.get(reverse("carecentre:tip", args=[tip.pk])).text
    assert "Pelapor Rekaan 9" not in client.get(url).text
    before = Reading.objects.count()
    answer = client.post(url, {"purpose": "penasaran"})
    assert answer.status_code == 422
    assert "Pelapor Rekaan 9" not in answer.text
    assert Reading.objects.count() == before
    shown = client.post(url, {"purpose": "protect"}).text
    assert "Pelapor Rekaan 9" in shown
    assert "Keluarga" in shown
    line = Reading.objects.latest("seq")
    assert (line.purpose, line.record_kind, line.side) == (
        "pelapor: Melindungi pelapor", "carecentre.informant", "enforcement",
    )  # fmt: skip


def test_one_call_about_both_makes_two_contacts_that_share_nothing(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "keduanya", danger="overdose")
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
    assert (giver.pk.version, giver.caller_kind) == (4, "anonymous")
    assert not hasattr(tip, "caller_kind")
    # The danger is of the one who asks for help: the tip must not tell of an overdose.
    assert (rehab.danger, rehab.urgency) == ("overdose", "emergency")
    assert (tip.danger, tip.urgency) == ("", "normal")
    # Neither receipts nor audit lines nor postings name the other, the minute, or anything that was said.
    receipts = Receipt.objects.all()
    assert not receipts.filter(record_id__in=[rehab.pk, tip.pk]).exists()
    assert {(one.action, one.at.minute, one.at.second, one.at.microsecond) for one in receipts} == {
        ("carecentre.take", 0, 0, 0)
    }
    lines = {line.record_id: line for line in AuditLine.objects.filter(action__startswith="carecentre.take")}
    assert {lines[rehab.pk].side, lines[tip.pk].side} == {"treatment", "enforcement"}
    for line in lines.values():
        assert line.at.minute == line.at.second == line.at.microsecond == 0
        assert set(line.changes.values()) <= {"terkunci"}
    assert Posting.objects.filter(action__startswith="carecentre.take").count() == 2
    assert all(one.at.minute == 0 for one in Posting.objects.filter(action__startswith="carecentre.take"))
    assert not Draft.objects.exists()


def test_no_address_tells_what_a_call_was_about(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    addresses = {reverse(INTAKE), send(client, "keduanya").url, send(client, "rehabilitasi").url}
    assert addresses == {reverse(INTAKE), reverse("carecentre:thanks")}


def test_a_page_sent_twice_makes_each_contact_once(cast: Cast) -> None:
    client, url = cast.client(cast.fitri), reverse(INTAKE)
    typed = filled(client, "keduanya")
    answers: list[Any] = [client.post(url, typed) for _ in range(2)]
    assert [answer.url for answer in answers] == [reverse("carecentre:thanks")] * 2
    with seen_by(cast.budi):
        assert RehabTicket.objects.count() == 1
    with seen_by(cast.citra):
        assert TipTicket.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"received_at": "2099-01-01T10:00"}, "belum terjadi"),
        ({"channel": ""}, "tidak boleh kosong"),
        ({"received_at": "kemarin"}, "Waktu tidak dikenal"),
        ({"rehabilitasi__safe_from": "pagi"}, "Jam tidak dikenal"),
        ({"rehabilitasi__safe_until": ""}, "Isi kedua jamnya"),
        ({"rehabilitasi__may_contact": ""}, "tanpa izin nomor tidak dicatat"),
        ({"laporan__phone": "0812-0000-0009"}, "tanpa izin nomor tidak dicatat"),
    ],
)
def test_what_is_wrong_is_said_and_can_be_mended(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    client, url = cast.client(cast.fitri), reverse(INTAKE)
    right = filled(client, "keduanya")
    answer = client.post(url, {**right, **{name.replace("__", "-"): value for name, value in typed.items()}})
    assert answer.status_code == 422
    assert sentence in faults(answer)
    assert "Rumah di ujung gang." in answer.text  # nothing typed is lost
    with seen_by(cast.citra):
        assert not TipTicket.objects.exists()
    with seen_by(cast.budi):
        assert not RehabTicket.objects.exists()
    assert client.post(url, right).status_code == 302
    with seen_by(cast.budi):
        assert RehabTicket.objects.count() == 1


def test_what_was_typed_into_a_part_that_is_not_chosen_is_not_lost_unseen(cast: Cast) -> None:
    client = cast.client(cast.fitri)
    answer = send(client, "rehabilitasi", laporan__note="Rumah di ujung gang.")
    assert answer.status_code == 422
    assert "Ada isian pada bagian Laporan" in faults(answer)
    with seen_by(cast.budi):
        assert not RehabTicket.objects.exists()


def test_a_tip_without_a_name_has_no_giver(cast: Cast) -> None:
    take_tip(office=cast.oki, by=cast.fitri, note="Rumah di ujung gang.", **CALL)
    with seen_by(cast.citra):
        assert not Informant.objects.exists()


def test_a_number_is_kept_with_consent_alone(cast: Cast) -> None:
    for take in (take_rehab, take_tip, take_service):
        with pytest.raises(Refusal, match="hanya dicatat bila orangnya boleh dihubungi"):
            take(office=cast.oki, by=cast.fitri, phone="0812-3456-7890", purpose="info", **CALL)
    take_service(office=cast.oki, by=cast.fitri, phone="0812-3456-7890", may_contact=True, purpose="info", **CALL)
    assert ServiceTicket.objects.get().compared("phone") == "0812-3456-7890"


def test_danger_shows_at_once_what_to_say_and_whom_to_call(cast: Cast, standards: CareSettings) -> None:
    page = cast.client(cast.fitri).get(reverse(INTAKE)).text
    assert "Katakan sekarang." in page
    assert "Tanyakan apakah orangnya bernapas" in page
    assert 'Ambulans: <a href="tel:0711-000000">' in page
    send(cast.client(cast.fitri), "rehabilitasi", danger="suicide")
    with seen_by(cast.budi):
        ticket = RehabTicket.objects.get()
    assert (ticket.danger, ticket.urgency) == ("suicide", "emergency")
    assert "Ingin bunuh diri" in cast.client(cast.budi).get(reverse("carecentre:rehab", args=[ticket.pk])).text
    with pytest.raises(Refusal, match="tidak ada dalam daftar"):
        take_rehab(office=cast.oki, by=cast.fitri, danger="bosan", **CALL)


def test_an_office_without_numbers_is_told_that_they_are_missing(cast: Cast) -> None:
    assert "Nomor darurat belum diisi" in cast.client(cast.fitri).get(reverse(INTAKE)).text


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
        assert cast.client(who).get(reverse(INTAKE)).status_code == 403
        assert cast.client(who).post(reverse(INTAKE), {"about": "layanan"}).status_code == 403
    with pytest.raises(Forbidden):
        take_tip(office=cast.lumajang, by=cast.fitri, **CALL)


def test_times_are_typed_in_the_office_s_own_zone(cast: Cast) -> None:
    cast.oki.zone = "Asia/Jayapura"
    cast.oki.save()
    send(cast.client(cast.fitri), "layanan", received_at="2023-03-14T16:25")
    ticket = ServiceTicket.objects.get()
    assert ticket.received_at.astimezone(UTC).isoformat() == "2023-03-14T07:25:00+00:00"
    assert "14-03-2023 16.25" in cast.client(cast.fitri).get(reverse("carecentre:service", args=[ticket.pk])).text
