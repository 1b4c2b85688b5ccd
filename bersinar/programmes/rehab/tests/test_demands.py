"""A client's data leaves by the register of legal demands alone, and never by one person's word."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.programmes.rehab.actions import DEMANDS
from bersinar.programmes.rehab.actions import demands as steps
from bersinar.programmes.rehab.actions.merging import MERGE, PART
from bersinar.programmes.rehab.models import Client, Demand
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import colleague, register

MARCH = date(2023, 3, 14)
TYPED = {
    "demander": "investigator", "agency": "Polres Rekaan", "letter_number": "B/12/III/2023", "letter_day": "2023-03-10",
    "received_on": "2023-03-14", "legal_basis": "Pasal rekaan", "scope": "Apakah pernah dirawat", "persons": "Siti Rekaan Rahasia",
}  # fmt: skip


@pytest.fixture
def nurse(cast: Cast) -> User:
    """A second person of OKI's clinic, without the head's rights."""
    return colleague(cast)


def demand(cast: Cast, **values: Any) -> Demand:
    said = {**TYPED, "letter_day": date(2023, 3, 10), "received_on": MARCH, **values}
    return DEMANDS.create(office=cast.oki, by=cast.budi, **said)


def decided(cast: Cast, **values: Any) -> Demand:
    said = {
        "decided_on": MARCH,
        "decision": "partly",
        "given": "Pernah dirawat 2022",
        "withheld": "Catatan: rahasia",
        **values,
    }
    return steps.decide(demand(cast), by=cast.budi, based_on=None, **said)


def step(record: Demand, code: str) -> str:
    return reverse("rehab:demand_step", args=[record.pk, code])


def test_the_whole_way_takes_two_people(cast: Cast, nurse: User, client_of_oki: Client) -> None:
    head, second = cast.client(cast.budi), cast.client(nurse)
    send(second, reverse("rehab:demand_new"), **TYPED, clients=client_of_oki.code)
    record = Demand.objects.get()
    page = reverse("rehab:demand", args=[record.pk])
    assert step(record, "decide") not in second.get(page).text
    assert step(record, "decide") in head.get(page).text
    send(
        head,
        step(record, "decide"),
        decided_on="2023-03-15",
        decision="partly",
        given="Pernah dirawat",
        withheld="Catatan",
    )
    assert step(record, "agree") not in head.get(page).text
    refused = send(head, step(record, "agree"), agreed_on="2023-03-15")
    assert "Mintalah orang kedua" in sentences(refused)
    send(second, step(record, "agree"), agreed_on="2023-03-16")
    send(
        second,
        step(record, "answer"),
        answered_on="2023-03-17",
        answer_number="R/001/III/2023",
        handed_to="Kasat Rekaan",
    )
    record.refresh_from_db()
    assert (record.stage, record.decided_by, record.agreed_by) == ("answered", cast.budi, nurse)
    text = second.get(page).text
    assert "Disetujui orang kedua oleh" in text
    assert "Siti Rekaan" not in text and "Pernah dirawat" not in text
    assert record.letter_number in second.get(reverse("rehab:client", args=[client_of_oki.pk])).text


def test_only_the_head_decides(cast: Cast, nurse: User) -> None:
    with pytest.raises(Forbidden):
        steps.decide(demand(cast), by=nurse, based_on=None, decided_on=MARCH, decision="granted", given="Semua")


def test_the_database_too_refuses_one_person_for_two(cast: Cast) -> None:
    record = decided(cast)
    with pytest.raises(IntegrityError), transaction.atomic():
        Demand.objects.filter(pk=record.pk).update(stage="agreed", agreed_by=cast.budi)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"decision": "granted", "given": ""}, "given"),
        ({"decision": "refused", "given": "Semua", "withheld": "x"}, "given"),
        ({"decision": "partly", "given": "Sebagian", "withheld": ""}, "withheld"),
    ],
)
def test_a_decision_says_what_is_given_and_what_is_not(cast: Cast, values: dict[str, str], field: str) -> None:
    record = demand(cast)
    answer = send(cast.client(cast.budi), step(record, "decide"), decided_on="2023-03-15", **values)
    assert answer.status_code == 422
    assert field in answer.context["form"].errors
    record.refresh_from_db()
    assert record.stage == "received"


def test_a_second_person_who_does_not_agree_sends_it_back(cast: Cast, nurse: User) -> None:
    record = decided(cast)
    send(cast.client(nurse), step(record, "object"), reason="dasar hukumnya tidak cukup")
    record.refresh_from_db()
    assert (record.stage, record.decided_by, record.given) == ("received", None, None)
    assert AuditLine.objects.filter(action="rehab.object_demand", reason="dasar hukumnya tidak cukup").exists()


def test_what_is_decided_is_not_rewritten_and_what_is_answered_not_cancelled(cast: Cast, nurse: User) -> None:
    record = decided(cast)
    answer = send(cast.client(cast.budi), reverse("rehab:demand_change", args=[record.pk]), agency="Polres Lain")
    assert "tidak diubah lagi" in sentences(answer)
    record = steps.agree(record, by=nurse, based_on=None, agreed_on=MARCH)
    steps.answer(record, by=nurse, based_on=None, answered_on=MARCH, answer_number="R/1")
    cancelled = cast.client(cast.budi).post(reverse("rehab:demand_cancel", args=[record.pk]), {"reason": "salah"})
    assert "tetap tinggal dalam register" in cancelled.text


def test_an_unknown_code_comes_back_with_everything_typed(cast: Cast, client_of_oki: Client) -> None:
    answer = send(
        cast.client(cast.budi), reverse("rehab:demand_new"), **TYPED, clients=f"{client_of_oki.code}, K-1999-001"
    )
    assert "K-1999-001 tidak dikenal" in sentences(answer)
    assert client_of_oki.code in answer.text and "Polres Rekaan" in answer.text
    assert not Demand.objects.exists()


def test_the_form_keeps_the_clients_when_it_is_opened_again(cast: Cast, client_of_oki: Client) -> None:
    record, other = demand(cast, clients=[client_of_oki]), register(cast)
    url = reverse("rehab:demand_change", args=[record.pk])
    browser = cast.client(cast.budi)
    assert "Siti" not in str(opened(browser, url))
    send(browser, url, clients=f"{client_of_oki.code} {other.code}")
    assert set(record.clients.all()) == {client_of_oki, other}
    assert record.compared("persons") or Demand.objects.get().compared("persons") == TYPED["persons"]


def test_a_demand_follows_a_client_that_is_merged_and_parted(cast: Cast, client_of_oki: Client) -> None:
    kept, double = register(cast), register(cast)
    record = demand(cast, clients=[client_of_oki, double])
    MERGE.change(kept, by=cast.budi, based_on=None, duplicate=double)
    assert set(record.clients.all()) == {client_of_oki, kept}
    double.refresh_from_db()
    PART.change(double, by=cast.budi, based_on=None)
    assert set(record.clients.all()) == {client_of_oki, double}


def test_the_content_opens_for_a_purpose_and_is_written_down(cast: Cast) -> None:
    record = decided(cast)
    answer = cast.client(cast.budi).post(reverse("rehab:demand_open", args=[record.pk]), {"purpose": "letter"})
    assert "Siti Rekaan Rahasia" in answer.text and "Pernah dirawat 2022" in answer.text
    assert Reading.objects.filter(record_kind="rehab.demand", record_id=record.pk, actor=cast.budi.pk).count() >= 4


def test_the_answering_letter_waits_for_the_second_person(cast: Cast, nurse: User) -> None:
    record = decided(cast)
    new = reverse("letters:treatment:new", args=["jawaban-permintaan-data", "rehab.demand", record.pk])
    browser = cast.client(nurse)
    assert "disetujui orang kedua" in browser.get(new, follow=True).text
    steps.agree(record, by=nurse, based_on=None, agreed_on=MARCH)
    assert "Pernah dirawat 2022" in str(opened(browser, new))
    send(browser, new)
    set_side("treatment", nurse.pk)
    letter = TreatmentLetter.objects.get()
    assert (letter.about_id, letter.number is not None) == (record.pk, True)


def test_the_place_for_it_shows_what_waits(cast: Cast) -> None:
    demand(cast)
    text = cast.client(cast.budi).get(reverse("rehab:protection")).text
    assert "1 permintaan hukum yang belum dijawab" in text
    assert cast.client(cast.eko).get(reverse("rehab:protection")).status_code == 403


@pytest.mark.parametrize("person", ["citra", "eko", "kiki", "ani", "joko"])
def test_nobody_outside_treatment_opens_the_register(cast: Cast, person: str) -> None:
    record, browser = demand(cast), cast.client(getattr(cast, person))
    for url in (
        reverse("rehab:demand_list"), reverse("rehab:demand", args=[record.pk]), step(record, "agree"),
        reverse("rehab:demand_export"),
    ):  # fmt: skip
        assert browser.get(url).status_code == 403


def test_another_office_finds_nothing(cast: Cast) -> None:
    record = demand(cast)
    assert cast.client(cast.hadi).get(reverse("rehab:demand", args=[record.pk])).status_code == 404
    said: dict[str, Any] = {**TYPED, "letter_day": MARCH, "received_on": MARCH, "clients": [register(cast)]}
    with pytest.raises(Refusal, match="bukan milik"):
        DEMANDS.create(office=cast.lumajang, by=cast.hadi, **said)


@pytest.mark.skipif("connection.vendor != 'postgresql'", reason="row-level security exists on PostgreSQL only")
def test_the_database_shows_other_sides_nothing(cast: Cast, client_of_oki: Client) -> None:
    demand(cast, clients=[client_of_oki])
    through = Demand.clients.through
    assert Demand.objects.exists() and through.objects.exists()
    set_side("enforcement")
    assert not Demand.objects.exists() and not through.objects.exists()
    assert connection.vendor == "postgresql"
