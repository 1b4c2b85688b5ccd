"""What a client asks about own data is written down with its deadline, answered, and given as a file of one's own."""

from __future__ import annotations

from datetime import date, time, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone
from pypdf import PdfReader

from bersinar.foundation.access.freshness import PROVED
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import CONSENTS, DEMANDS, EPISODES, REQUESTS
from bersinar.programmes.rehab.actions import rights as steps
from bersinar.programmes.rehab.belonging import paths
from bersinar.programmes.rehab.models import Client, Consent, Facility, PlanReview, RightsRequest, SessionNote
from bersinar.programmes.rehab.views import ALL
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import NIK, admit, register

NAME = "Siti Rekaan Rahasia"


def asked(cast: Cast, client: Client, kind: str = "copy", **values: Any) -> RightsRequest:
    said = {
        "client": client, "kind": kind, "asked_by": "client", "received_on": date(2023, 5, 2), "received_time": time(9, 30),
        "identity_checked": True, **values,
    }  # fmt: skip
    return REQUESTS.create(office=cast.oki, by=cast.budi, **said)


def step(record: RightsRequest, code: str) -> str:
    return reverse("rehab:request_step", args=[record.pk, code])


def text_of(pdf: bytes) -> str:
    return "\n".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages)


def test_the_deadline_runs_from_the_hour_of_receiving(cast: Cast, client_of_oki: Client) -> None:
    browser, now = cast.client(cast.budi), timezone.localtime()
    begun = now - timedelta(hours=70)
    address = f"{reverse('rehab:request_new')}?klien={client_of_oki.code}"
    send(
        browser, address, kind="access", asked_by="client", wish="Semua catatan", received_on=str(begun.date()),
        received_time=f"{begun:%H:%M}", identity_checked="on",
    )  # fmt: skip
    record = RightsRequest.objects.get()
    assert record.due_at is not None
    assert record.due_at - record.received_at == timedelta(hours=72)
    page = browser.get(reverse("rehab:request_list")).text
    assert "sisa 1 jam" in page and "Semua catatan" not in page
    assert asked(cast, client_of_oki, "erasure").due_at is None


def test_what_is_late_stays_late_when_it_is_answered(cast: Cast, client_of_oki: Client) -> None:
    record = asked(cast, client_of_oki)
    browser = cast.client(cast.budi)
    assert "terlambat" in browser.get(reverse("rehab:request_list")).text
    send(browser, step(record, "answer"), answer="Diserahkan")
    record.refresh_from_db()
    assert (record.stage, record.is_late) == ("answered", True)
    with pytest.raises(Refusal, match="tidak diubah lagi"):
        REQUESTS.change(record, by=cast.budi, based_on=None, kind="access")


def test_nobody_gets_anything_whose_identity_is_not_known(cast: Cast, client_of_oki: Client) -> None:
    record = asked(cast, client_of_oki, identity_checked=False)
    browser = cast.client(cast.budi)
    assert "Cocokkan dahulu identitas" in sentences(send(browser, step(record, "answer")))
    assert "identitas pemintanya sudah dicocokkan" in browser.post(reverse("rehab:request_copy", args=[record.pk])).text


def test_a_withdrawal_ends_the_consents_it_names(cast: Cast, client_of_oki: Client) -> None:
    said: dict[str, Any] = {"client": client_of_oki, "given_by": "client", "given_on": date(2023, 3, 1)}
    photo = CONSENTS.create(office=cast.oki, by=cast.budi, covers=["photo"], **said)
    other = CONSENTS.create(office=cast.oki, by=cast.budi, covers=["treatment"], **said)
    record = asked(cast, client_of_oki, "withdrawal")
    browser = cast.client(cast.budi)
    assert "Pilih persetujuan mana" in sentences(send(browser, step(record, "answer")))
    send(browser, step(record, "answer"), withdraws=[str(photo.pk)])
    assert Consent.objects.get(pk=photo.pk).withdrawn_on == cast.oki.local_day()
    assert Consent.objects.get(pk=other.pk).withdrawn_on is None


def test_a_consent_of_somebody_else_is_not_withdrawn(cast: Cast, client_of_oki: Client) -> None:
    theirs = CONSENTS.create(
        office=cast.oki,
        by=cast.budi,
        client=register(cast),
        given_by="client",
        given_on=date(2023, 3, 1),
        covers=["photo"],
    )
    record = asked(cast, client_of_oki, "withdrawal")
    with pytest.raises(Refusal, match="bukan milik klien ini"):
        steps.fulfil(record, by=cast.budi, based_on=None, withdraws=[theirs])


# The copy of one's own file ---------------------------------------------------------------------------------------


@pytest.fixture
def known(cast: Cast, clinic: Facility) -> Client:
    client = register(cast, name=NAME, nik=NIK, birth_date=date(1998, 7, 5), sex="female", phone="081298765432")
    episode = admit(cast, client, clinic, date(2023, 2, 1), note="bicara dengan ibunya")
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 4, 1), closing_reason="completed")
    DEMANDS.create(
        office=cast.oki, by=cast.budi, demander="court", agency="Pengadilan Rekaan", letter_number="B/9", letter_day=date(2023, 3, 1),
        received_on=date(2023, 3, 2), legal_basis="Pasal rekaan", scope="tentang Joko Lain juga", persons="Joko Lain", clients=[client],
    )  # fmt: skip
    return client


def test_the_copy_holds_all_of_ones_own_and_nothing_of_others(cast: Cast, known: Client) -> None:
    register(cast, name="Orang Lain Sama Sekali")
    record = asked(cast, known, wish="Saya ingin tahu")
    before = Reading.objects.count()
    answer = cast.client(cast.budi).post(reverse("rehab:request_copy", args=[record.pk]))
    assert answer["Content-Type"] == "application/pdf"
    assert "salinan.pdf" in answer["Content-Disposition"] and known.code not in answer["Content-Disposition"]
    text = text_of(answer.content)
    for said in (
        NAME,
        NIK,
        "081298765432",
        "bicara dengan ibunya",
        "Selesai program",
        "Pengadilan Rekaan",
        "Saya ingin tahu",
        "B/9",
    ):
        assert said in text, said
    assert "Joko Lain" not in text and "Orang Lain" not in text
    purposes = set(Reading.objects.order_by("id")[before:].values_list("purpose", flat=True))
    assert purposes == {"salinan berkas untuk klien"}
    assert AuditLine.objects.filter(action="rehab.hand_copy", record_id=record.pk).count() == 1


def test_the_copy_asks_for_a_fresh_proof(cast: Cast, known: Client) -> None:
    record, browser = asked(cast, known), cast.client(cast.budi)
    session = browser.session
    session[PROVED] = 0
    session.save()
    answer = browser.post(reverse("rehab:request_copy", args=[record.pk]))
    assert answer.status_code == 403
    assert answer["Content-Type"] != "application/pdf"


@pytest.mark.parametrize("kind", ["correction", "erasure"])
def test_there_is_no_copy_without_a_request_for_one(cast: Cast, known: Client, kind: str) -> None:
    record = asked(cast, known, kind)
    assert cast.client(cast.budi).post(reverse("rehab:request_copy", args=[record.pk])).status_code == 409


def test_every_kind_that_belongs_to_a_client_is_told_to_the_client() -> None:
    """A kind that is added later is in the copy too, or this fails. Parts are told on the pages of their whole."""
    within_their_whole = {SessionNote, PlanReview}
    assert set(paths()) - within_their_whole <= {pages.model for pages in ALL}
    assert len(paths()) >= 9


@pytest.mark.parametrize("person", ["citra", "eko", "kiki", "ani"])
def test_nobody_outside_treatment_opens_it(cast: Cast, known: Client, person: str) -> None:
    record, browser = asked(cast, known), cast.client(getattr(cast, person))
    assert browser.get(reverse("rehab:request", args=[record.pk])).status_code == 403
    assert browser.post(reverse("rehab:request_copy", args=[record.pk])).status_code == 403


def test_another_office_finds_nothing(cast: Cast, known: Client) -> None:
    record = asked(cast, known)
    assert cast.client(cast.hadi).post(reverse("rehab:request_copy", args=[record.pk])).status_code == 404
