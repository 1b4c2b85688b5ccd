"""The medical half of TAT knows a request's number and no person; its letter has four fields and nothing else."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import models
from django.urls import reverse

from bersinar.foundation.letters.kinds import kind_of
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.secrecy.sealed import SealedField
from bersinar.ledger.sources import source_for
from bersinar.programmes.rehab.actions import TATS
from bersinar.programmes.rehab.belonging import paths
from bersinar.programmes.rehab.forms.tat import TatForm
from bersinar.programmes.rehab.models import TatAssessment
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import register

TYPED = {
    "request_number": "TAT/12/III/2023", "request_day": "2023-03-10", "agency": "police", "assessed_on": "2023-03-12",
    "assessors": "dr. Rekaan, dokter umum", "findings": "Pemeriksaan rahasia", "role": "user", "dependence": "moderate",
    "place": "outpatient", "months": "3",
}  # fmt: skip


def assessment(cast: Cast, **values: Any) -> TatAssessment:
    said = {**TYPED, "request_day": date(2023, 3, 10), "assessed_on": date(2023, 3, 12), "months": 3, **values}
    return TATS.create(office=cast.oki, by=cast.budi, **said)


def test_it_knows_no_person() -> None:
    """No relation to a client, an episode or whatever leads to one; no token; no field for a name, NIK, sex or age."""
    relations: list[Any] = [field for field in TatAssessment._meta.get_fields() if field.is_relation]
    related = {field.related_model._meta.label_lower for field in relations}
    assert related == {"offices.office", "access.user"}
    assert TatAssessment not in paths()
    assert source_for(TatAssessment) is None
    names = {field.name for field in TatAssessment._meta.fields}
    assert not names & {
        "name",
        "nik",
        "nik_index",
        "sex",
        "birth_year",
        "birth_date",
        "code",
        "subject_id",
        "token",
        "client",
        "episode",
    }
    assert not {field.name for field in TatAssessment._meta.fields if isinstance(field, models.ForeignKey)} - {
        "office",
        "recorded_by",
    }
    assert set(TatForm.base_fields) & {"name", "nik", "client"} == set()
    assert [field.name for field in TatAssessment._meta.fields if isinstance(field, SealedField)] == ["findings"]


def test_no_client_names_the_request_that_sent_them(cast: Cast) -> None:
    assessment(cast)
    client = register(cast)
    browser = cast.client(cast.budi)
    for page in (reverse("rehab:client", args=[client.pk]), reverse("rehab:client_list")):
        assert "TAT/12" not in browser.get(page).text


def test_it_is_written_down_on_the_page_and_opened_for_a_purpose(cast: Cast) -> None:
    browser = cast.client(cast.budi)
    send(browser, reverse("rehab:tat_new"), **TYPED)
    record = TatAssessment.objects.get()
    page = browser.get(reverse("rehab:tat", args=[record.pk])).text
    assert "Rawat jalan" in page and "Pemeriksaan rahasia" not in page
    shown = browser.post(reverse("rehab:tat_open", args=[record.pk]), {"purpose": "letter"}).text
    assert "Pemeriksaan rahasia" in shown


def test_the_letter_has_the_number_and_four_fields(cast: Cast) -> None:
    kind = kind_of("hasil-asesmen-medis-tat")
    assert kind is not None
    assert [field.name for field in kind.fields] == ["permintaan", "peran", "ketergantungan", "tempat_layanan", "lama"]
    record, browser = assessment(cast), cast.client(cast.budi)
    url = reverse("letters:treatment:new", args=[kind.code, "rehab.tatassessment", record.pk])
    filled = str(opened(browser, url))
    for said in ("TAT/12/III/2023", "Pengguna", "Sedang", "Rawat jalan", "3 bulan"):
        assert said in filled, said
    assert "rahasia" not in filled and "dr. Rekaan" not in filled
    send(browser, url)
    assert TreatmentLetter.objects.get().about_id == record.pk


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"request_number": "1602054507980003"}, "tidak boleh memuat nomor identitas"),
        ({"assessed_on": "2023-03-01"}, "mendahului permintaannya"),
        ({"place": "none"}, "Lama 0 bulan"),
        ({"months": "60"}, "Paling lama 24 bulan"),
    ],
)
def test_what_is_wrong_comes_back(cast: Cast, values: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.budi), reverse("rehab:tat_new"), **{**TYPED, **values})
    assert sentence in sentences(answer)
    assert "Pemeriksaan rahasia" in answer.text  # nothing typed is lost
    assert not TatAssessment.objects.exists()


def test_a_request_is_assessed_once(cast: Cast) -> None:
    assessment(cast)
    answer = send(cast.client(cast.budi), reverse("rehab:tat_new"), **TYPED)
    assert "sudah punya asesmen" in sentences(answer)


@pytest.mark.parametrize("person", ["citra", "indra", "eko", "kiki"])
def test_nobody_outside_treatment_reads_it(cast: Cast, person: str) -> None:
    record, browser = assessment(cast), cast.client(getattr(cast, person))
    for url in (reverse("rehab:tat_list"), reverse("rehab:tat", args=[record.pk]), reverse("rehab:tat_new")):
        assert browser.get(url).status_code == 403
