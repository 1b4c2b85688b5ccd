"""The letters of treatment, through the pages: filled from what is known, and saying nothing that must not be said."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import docx
import pytest
from django.urls import reverse
from pypdf import PdfReader

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.filling import lines_of
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Head
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import CARDS, CONSENTS, EPISODES, SESSIONS
from bersinar.programmes.rehab.actions import sessions as taking
from bersinar.programmes.rehab.models import Client, Facility
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import SECRETS, admit, register

LETTERS = "/surat/rehabilitasi/"
Look = Callable[[], None]


def new(kind: str, record: Any) -> str:
    return f"{LETTERS}baru/{kind}/{record._meta.label_lower}/{record.pk}/"


def page_of(record: Any, name: str) -> str:
    return reverse(f"rehab:{name}", args=[record.pk])


def made(cast: Cast, kind: str, record: Any, look: Look, **typed: str) -> TreatmentLetter:
    """The letter as the pages make it, with what they fill in and what is typed beside."""
    answer = send(cast.client(cast.budi), new(kind, record), day="02-05-2023", **typed)
    assert answer.status_code == 302, sentences(answer)
    look()
    return TreatmentLetter.objects.get(kind=kind)


def told(cast: Cast, letter: TreatmentLetter) -> tuple[list[str], str]:
    """The letter's lines in its DOCX, and the text of its PDF."""
    budi = cast.client(cast.budi)
    pdf = PdfReader(BytesIO(budi.get(f"{LETTERS}{letter.pk}/pdf/").content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    return lines_of(budi.get(f"{LETTERS}{letter.pk}/docx/").content), text


def says(cast: Cast, letter: TreatmentLetter, *words: str) -> None:
    lines, text = told(cast, letter)
    for word in words:
        assert word in text and any(word in line for line in lines), word


@pytest.fixture
def secret(cast: Cast) -> Client:
    return register(cast, **{**SECRETS, "sex": "female"})


def test_a_consent_is_signed_by_whoever_agrees_and_needs_no_head(
    cast: Cast, secret: Client, treatment_side: Look
) -> None:
    said: dict[str, Any] = {
        "client": secret,
        "given_by": "client",
        "covers": ["treatment", "urine"],
        "given_on": date(2023, 5, 2),
    }
    consent = CONSENTS.create(office=cast.oki, by=cast.budi, **said)
    assert "Buat lembar persetujuan layanan" in cast.client(cast.budi).get(page_of(consent, "consent")).text
    letter = made(cast, "lembar-persetujuan", consent, treatment_side)
    says(cast, letter, SECRETS["name"], "Yang menyetujui", "Petugas", "Budi Rekaan", "dapat dicabut kapan saja")
    assert "belum ada penanda tangan" not in told(cast, letter)[1]
    assert finalise(letter, by=cast.budi, based_on=letter.version).state == "final"
    CONSENTS.change(consent, by=cast.budi, based_on=None, withdrawn_on=date(2023, 5, 9))
    refused = cast.client(cast.budi).get(new("lembar-persetujuan", consent), follow=True)
    assert "sudah dicabut" in refused.text


def test_the_draft_of_a_withdrawn_consent_is_handed_out_no_more(
    cast: Cast, secret: Client, treatment_side: Look
) -> None:
    said: dict[str, Any] = {
        "client": secret,
        "given_by": "client",
        "covers": ["treatment"],
        "given_on": date(2023, 5, 2),
    }
    consent = CONSENTS.create(office=cast.oki, by=cast.budi, **said)
    letter, budi = made(cast, "lembar-persetujuan", consent, treatment_side), cast.client(cast.budi)
    assert budi.get(f"{LETTERS}{letter.pk}/docx/").content.startswith(b"PK")
    treatment_side()
    CONSENTS.change(consent, by=cast.budi, based_on=None, withdrawn_on=date(2023, 6, 2))
    for file in ("docx", "pdf"):
        refused = budi.get(f"{LETTERS}{letter.pk}/{file}/")
        assert refused.status_code == 409 and "sudah dicabut" in refused.text


def test_a_minors_sheet_is_signed_by_the_guardian(cast: Cast, treatment_side: Look) -> None:
    child = register(cast, name="Anak Rekaan", birth_year=2010)
    said: dict[str, Any] = {
        "given_by": "guardian",
        "guardian": "Ibu Rekaan",
        "relation": "mother",
        "covers": ["treatment"],
    }
    consent = CONSENTS.create(office=cast.oki, by=cast.budi, client=child, given_on=date(2023, 5, 2), **said)
    shown = opened(cast.client(cast.budi), new("lembar-persetujuan", consent))
    assert (shown["f_penyetuju"], shown["f_nama"]) == ("Ibu Rekaan", "Anak Rekaan")


def test_the_card_bears_its_own_number(cast: Cast, secret: Client, clinic: Facility, treatment_side: Look) -> None:
    Head.objects.create(
        office=cast.oki, name="Kepala Rekaan", rank="AKBP", position="Kepala BNNK", since=date(2023, 1, 1)
    )
    admit(cast, secret, clinic, date(2023, 5, 1))
    card = CARDS.create(office=cast.oki, by=cast.budi, client=secret, issued_on=date(2023, 5, 2), period=1)
    letter = made(cast, "kartu-lapor-diri", card, treatment_side)
    assert letter.number is None
    says(cast, letter, card.number, SECRETS["name"], "Kepala Rekaan")


def test_a_discharge_summary_tells_the_episode_once_it_is_closed(
    cast: Cast, secret: Client, clinic: Facility, treatment_side: Look
) -> None:
    episode = admit(cast, secret, clinic, date(2023, 2, 1))
    for day in (8, 15):
        session = SESSIONS.create(
            office=cast.oki, by=cast.budi, client=secret, planned_at=datetime(2023, 2, day, 3, tzinfo=UTC), kind="individual",
            mode="face_to_face", counsellor=cast.budi,
        )  # fmt: skip
        taking.come(session, by=cast.budi, based_on=None, minutes=60)
    early = cast.client(cast.budi).get(new("ringkasan-pulang", episode), follow=True)
    assert "sesudah episode ditutup" in early.text
    assert "Buat ringkasan pulang" not in cast.client(cast.budi).get(page_of(episode, "episode")).text
    treatment_side()
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 4, 3), closing_reason="completed")
    letter = made(cast, "ringkasan-pulang", episode, treatment_side, f_keadaan="Baik.", f_saran="Bina lanjut.")
    says(
        cast,
        letter,
        "2 konseling individu",
        "1 Februari 2023",
        "3 April 2023",
        "Rawat jalan",
        "Bina lanjut.",
        secret.code,
    )
    read = Reading.objects.filter(record_kind="rehab.client", record_id=secret.pk, purpose="Membuat surat atau rujukan")
    assert read.exists()


def test_the_plain_summary_names_no_office_and_no_kind_of_service(
    cast: Cast, secret: Client, clinic: Facility, treatment_side: Look
) -> None:
    admit(cast, secret, clinic, date(2023, 2, 1))
    letter = made(cast, "ringkasan-klien", secret, treatment_side, f_isi="Datang delapan kali.")
    lines, text = told(cast, letter)
    file = cast.client(cast.budi).get(f"{LETTERS}{letter.pk}/docx/")
    kept = docx.Document(BytesIO(file.content)).core_properties
    everything = " ".join(
        (*lines, text, kept.author, kept.title, kept.last_modified_by, file["Content-Disposition"])
    ).casefold()
    assert SECRETS["name"] in text and "Datang delapan kali." in text
    for word in ("bnn", "narkotika", "narkoba", "rehab", "rawat", "klinik", "oki", secret.code.casefold(), "kepala"):
        assert word not in everything, word
    assert not docx.Document(BytesIO(file.content)).inline_shapes, "no code to scan"
    treatment_side()
    assert finalise(TreatmentLetter.objects.get(), by=cast.budi, based_on=letter.version).signatory == ""


def test_others_make_and_see_none_of_them(cast: Cast, secret: Client, treatment_side: Look) -> None:
    letter = made(cast, "ringkasan-klien", secret, treatment_side, f_isi="Datang.")
    for person in ("citra", "ani", "eko", "kiki"):
        browser = cast.client(getattr(cast, person))
        assert browser.get(new("ringkasan-klien", secret)).status_code == 403
        assert browser.get(f"{LETTERS}{letter.pk}/pdf/").status_code == 403
    assert cast.client(cast.hadi).get(f"{LETTERS}{letter.pk}/pdf/").status_code == 404
    treatment_side()
    with pytest.raises(Refusal):
        finalise(letter, by=cast.hadi, based_on=letter.version)
