"""A label is printed, stuck on, scanned: and leads to its container, for those who may see it."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bersinar.foundation.audit.models import Reading
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast

from .conftest import seize
from .evidence import Store

SCAN = "/pemberantasan/wadah/pindai/"


@pytest.fixture
def store(cast: Cast) -> Store:
    return Store(cast)


def test_each_container_of_an_exhibit_has_its_label_with_code_and_seal(cast: Cast, case: Case, store: Store) -> None:
    exhibit = seize(cast, case)
    boxes = store.pack(exhibit, "300", "7.527")
    answer = cast.client(cast.citra).get(reverse("enforcement:exhibit_labels", args=[exhibit.pk]))
    text = " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)
    for box in boxes:
        assert box.code in text and box.seal in text
    assert case.number in text and store.place.code not in text
    assert Reading.objects.filter(record_id=exhibit.pk, purpose="mencetak label").exists()


def test_a_typed_or_scanned_code_leads_to_its_container_however_it_is_written(
    cast: Cast, case: Case, store: Store
) -> None:
    box = store.pack(seize(cast, case), "1")[0]
    citra = cast.client(cast.citra)
    for typed in (box.code, box.code.lower().replace("-", " "), f" {box.code} "):
        answer = citra.post(SCAN, {"code": typed})
        assert answer.status_code == 302 and answer["Location"].endswith(f"/wadah/{box.pk}/")


@pytest.mark.parametrize("typed", ["", "AAAA-AAAA", "bukan kode"])
def test_what_is_no_code_of_this_office_is_told_and_kept_in_the_field(cast: Cast, typed: str) -> None:
    answer = cast.client(cast.citra).post(SCAN, {"code": typed})
    assert answer.status_code == 422
    assert "kode" in answer.text and f'value="{typed}"' in answer.text


def test_the_code_of_another_office_is_no_code_here_and_treatment_does_not_ask(
    cast: Cast, case: Case, store: Store
) -> None:
    box = store.pack(seize(cast, case), "1")[0]
    assert cast.client(cast.indra).post(SCAN, {"code": box.code}).status_code == 422
    assert cast.client(cast.budi).get(SCAN).status_code == 403
    assert cast.client(cast.budi).get(reverse("enforcement:container_label", args=[box.pk])).status_code == 403
