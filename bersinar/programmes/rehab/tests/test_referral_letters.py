"""The referral letter: from a referral that was sent, with what the client agreed to and nothing more."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from pypdf import PdfReader

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.filling import lines_of
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Head
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import CONSENTS, FACILITIES
from bersinar.programmes.rehab.actions import referrals as steps
from bersinar.programmes.rehab.models import Client, Consent, Referral
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import NIK, SECRETS, register
from .handing import CAME, SENT, agree, refer, url

LETTERS = "/surat/rehabilitasi/"
OFFER = "Buat surat rujukan"


def new(referral: Referral) -> str:
    return f"{LETTERS}baru/surat-rujukan/rehab.referral/{referral.pk}/"


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


@pytest.fixture
def head(cast: Cast) -> Head:
    return Head.objects.create(
        office=cast.oki, name="Kepala Rekaan", rank="AKBP", position="Kepala BNN Kabupaten OKI", since=SENT
    )


def test_from_the_referral_to_the_letter(
    cast: Cast, served: Client, head: Head, treatment_side: Callable[[], None]
) -> None:
    referral, budi = refer(cast, served), cast.client(cast.budi)
    page = budi.get(url("referral", referral.pk)).text
    assert OFFER in page and new(referral) in page
    shown = opened(budi, new(referral))
    assert (shown["f_kepada"], shown["f_nama"], shown["f_nik"]) == ("Kepala BNNK Lumajang", SECRETS["name"], NIK)
    assert (shown["f_telepon"], shown["f_alasan"], shown["f_rencana"]) == (
        SECRETS["phone"], "Pindah tempat tinggal", "",
    )  # fmt: skip
    answer = send(budi, new(referral), day="02-05-2023")
    treatment_side()
    letter = TreatmentLetter.objects.get()
    assert answer["Location"] == f"{LETTERS}{letter.pk}/"
    assert letter.number and letter.number.text == "RJK/001/V/2023/BNNK-OKI"
    lines = lines_of(budi.get(f"{LETTERS}{letter.pk}/docx/").content)
    pdf = text_of(budi.get(f"{LETTERS}{letter.pk}/pdf/").content)
    for said in (SECRETS["name"], NIK, SECRETS["address"], "dengan persetujuan klien"):
        assert any(said in line for line in lines) and said in pdf, said
    for unsaid in ("Rencana terapi", "Skrining dan asesmen", served.code):
        assert not any(unsaid in line for line in lines) and unsaid not in pdf, unsaid
    treatment_side()
    read = Reading.objects.filter(record_kind="rehab.client", purpose="Membuat surat atau rujukan")
    assert {(one.actor, one.record_id) for one in read} == {(cast.budi.pk, served.pk)}
    told = str(list(AuditLine.objects.values_list("changes", "reason")))
    assert not [word for word in SECRETS.values() if word in told]
    assert finalise(letter, by=cast.budi, based_on=letter.version).state == "final"


def test_what_is_not_sent_or_not_agreed_to_does_not_stand_in_it(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    referral, budi = refer(cast, served, sends=["contact"]), cast.client(cast.budi)
    shown = opened(budi, new(referral))
    assert (shown.get("f_nama", ""), shown["f_telepon"]) == ("", SECRETS["phone"])
    refused = send(budi, new(referral), f_nama=SECRETS["name"], f_rencana="Konseling")
    assert refused.status_code == 422
    assert "tidak disetujui klien" in sentences(refused)
    assert SECRETS["name"] in refused.text  # nothing typed is lost
    treatment_side()
    assert not TreatmentLetter.objects.exists()
    assert send(budi, new(referral)).status_code == 302
    treatment_side()
    lines = " ".join(lines_of(budi.get(f"{LETTERS}{TreatmentLetter.objects.get().pk}/docx/").content))
    assert SECRETS["phone"] in lines
    assert not [word for word in (SECRETS["name"], NIK, "Nama", "NIK") if word in lines]


def test_a_withdrawn_consent_stops_the_letter_at_every_step(
    cast: Cast, served: Client, head: Head, treatment_side: Callable[[], None]
) -> None:
    referral, budi = refer(cast, served), cast.client(cast.budi)
    send(budi, new(referral), day="02-05-2023")
    treatment_side()
    letter, consent = TreatmentLetter.objects.get(), Consent.objects.get()
    typed = opened(budi, f"{LETTERS}{letter.pk}/ubah/")
    treatment_side()
    narrower = CONSENTS.change(consent, by=cast.budi, based_on=None, may_send=["contact"])
    with pytest.raises(Refusal, match="tidak disetujui klien"):
        finalise(letter, by=cast.budi, based_on=letter.version)
    for file in ("docx", "pdf"):
        assert "tidak disetujui klien" in budi.get(f"{LETTERS}{letter.pk}/{file}/").text
    treatment_side()
    CONSENTS.change(narrower, by=cast.budi, based_on=None, withdrawn_on=cast.oki.local_day())
    with pytest.raises(Refusal, match="mencabut persetujuannya"):
        finalise(letter, by=cast.budi, based_on=letter.version)
    before = Reading.objects.count()
    for file in ("docx", "pdf"):
        answer = budi.get(f"{LETTERS}{letter.pk}/{file}/")
        assert answer.status_code == 409 and "mencabut persetujuannya" in answer.text
    assert "mencabut persetujuannya" in budi.get(f"{LETTERS}{letter.pk}/ubah/", follow=True).text
    treatment_side()
    assert set(
        Reading.objects.order_by("-pk").values_list("purpose", flat=True)[: Reading.objects.count() - before]
    ) == {"membuka surat"}
    changed = budi.post(f"{LETTERS}{letter.pk}/ubah/", {**typed, "f_perihal": "Rujukan kedua"})
    assert "mencabut persetujuannya" in sentences(changed)
    treatment_side()
    before = Reading.objects.filter(record_kind="rehab.client").count()
    assert budi.get(new(referral)).status_code == 302
    treatment_side()
    assert Reading.objects.filter(record_kind="rehab.client").count() == before  # refused before anything is opened
    assert OFFER not in budi.get(url("referral", referral.pk)).text


def test_what_was_taken_back_or_is_done_gets_no_letter(cast: Cast, served: Client) -> None:
    hospital = FACILITIES.create(office=cast.oki, by=cast.budi, name="RS Rekaan", kind="hospital", owner="government")
    budi = cast.client(cast.budi)
    sent: dict[str, Any] = {"to_office": None, "facility": hospital}
    referral = refer(cast, served, **sent)
    assert opened(budi, new(referral))["f_kepada"] == "Pimpinan RS Rekaan"
    steps.note_accepted(referral, by=cast.budi, based_on=None, answered_on=CAME)
    assert OFFER in budi.get(url("referral", referral.pk)).text
    steps.finish(referral, by=cast.budi, based_on=None, ended_on=CAME)
    back = refer(cast, served, **sent)
    steps.revoke(back, by=cast.budi, based_on=None, ended_on=CAME, revoked_for="mistake")
    for gone in (referral, back):
        assert OFFER not in budi.get(url("referral", gone.pk)).text
        assert "Surat rujukan hanya untuk" in budi.get(new(gone), follow=True).text


@pytest.mark.parametrize(
    ("person", "status"), [("citra", 403), ("kiki", 403), ("eko", 403), ("ani", 403), ("hadi", 404)]
)
def test_nobody_but_the_senders_clinic_makes_one(cast: Cast, served: Client, person: str, status: int) -> None:
    referral, browser = refer(cast, served), cast.client(getattr(cast, person))
    unknown = f"{LETTERS}baru/surat-rujukan/rehab.referral/{uuid4()}/"
    for address in (new(referral), unknown):
        assert browser.get(address).status_code == browser.post(address).status_code == status


def test_it_says_on_what_ground_it_tells(cast: Cast) -> None:
    budi, child = cast.client(cast.budi), register(cast, birth_year=2010)
    agree(cast, child, ["identity"], given_by="guardian", guardian="Ibu Rekaan", relation="mother")
    of_child = refer(cast, child, sends=["identity"])
    assert opened(budi, new(of_child))["f_dasar"] == "dengan persetujuan orang tua atau wali klien"
    unasked = refer(cast, register(cast, name="Tono Rekaan"), sends=["identity"], ground="Overdosis, tidak sadar")
    shown = opened(budi, new(unasked))
    assert (shown["f_nama"], shown["f_dasar"]) == (
        "Tono Rekaan", "tanpa persetujuan klien karena keadaan yang mendesak",
    )  # fmt: skip
    assert "Overdosis" not in str(shown)
