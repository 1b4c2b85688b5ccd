"""The papers of a case: filled from what the case knows, with sums that add up, and closed to the other side."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import Reading
from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.filling import lines_of
from bersinar.foundation.letters.kinds import all_kinds
from bersinar.foundation.letters.models import EnforcementLetter
from bersinar.foundation.offices.models import Head
from bersinar.programmes.enforcement import letters
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import name_suspect, seize

LETTERS = "/surat/pemberantasan/"
TYPED = {
    "f_waktu": "Selasa, 14 Maret 2023, pukul 02.00 WIB",
    "f_saksi": "Saksi Rekaan; Ketua RT\nSaksi Lain Rekaan; Warga",
    "f_saksi_tanda": "Saksi Rekaan",
    "f_turut": "Yang Menguasai Rekaan",
}


def new(kind: str, record: Any) -> str:
    return f"{LETTERS}baru/{kind}/{record._meta.label_lower}/{record.pk}/"


def made(cast: Cast, kind: str, record: Any, **typed: str) -> EnforcementLetter:
    """The letter as its page makes it, with what is filled in and what is typed beside."""
    answer = send(cast.client(cast.citra), new(kind, record), day="15-03-2023", **typed)
    assert answer.status_code == 302, sentences(answer)
    return EnforcementLetter.objects.get(kind=kind)


def told(cast: Cast, letter: EnforcementLetter) -> tuple[str, str]:
    """The text of the letter's DOCX and of its PDF."""
    citra = cast.client(cast.citra)
    pdf = PdfReader(BytesIO(citra.get(f"{LETTERS}{letter.pk}/pdf/").content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    return " ".join(lines_of(citra.get(f"{LETTERS}{letter.pk}/docx/").content)), text


def test_every_paper_of_a_case_can_be_made_from_what_the_case_knows(cast: Cast, case: Case) -> None:
    seize(cast, case)
    suspect = name_suspect(cast, case)
    citra = cast.client(cast.citra)
    records = {"enforcement.case": case, "enforcement.suspect": suspect}
    kinds = [kind for kind in letters.ALL if kind.about[0].record_kind in records]
    assert len(kinds) == 20
    for kind in kinds:
        record = records[kind.about[0].record_kind]
        shown = opened(citra, new(kind.code, record))
        assert shown["f_lkn"] == case.number, kind.code
        if record is suspect:
            assert shown["f_nama"] == "Tersangka Rekaan"
    assert set(letters.ALL) <= set(all_kinds(Side.ENFORCEMENT))


def test_the_seizure_minutes_list_what_was_seized_and_its_sums_in_both_files(cast: Cast, case: Case) -> None:
    for net in ("0.44", "4889.56"):
        seize(cast, case, net=Decimal(net))
    seize(cast, case, substance="ecstasy", form="tablet", unit="tablet", net=Decimal(10))
    letter = made(cast, "ba-sita", case, **TYPED)
    for text in told(cast, letter):
        assert "4.889,56 gram" in text and "0,44 gram" in text
        assert "4.890 gram (bersih)" in text and "10 butir" in text
        assert "Saksi Lain Rekaan" in text and case.number in text


def test_minutes_of_a_seizure_need_something_seized(cast: Cast, case: Case) -> None:
    refused = cast.client(cast.citra).get(new("ba-sita", case), follow=True)
    assert "Catat dahulu barang buktinya" in refused.text
    assert (
        "Buat berita acara penyitaan"
        not in cast.client(cast.citra).get(reverse("enforcement:case", args=[case.pk])).text
    )


def test_an_order_that_is_final_is_a_ground_of_the_next_paper(cast: Cast, case: Case) -> None:
    Head.objects.create(
        office=cast.oki, name="Kepala Rekaan", rank="AKBP", position="Kepala BNNK", since=date(2023, 1, 1)
    )
    order = made(cast, "sprin-sidik", case)
    finalise(order, by=cast.citra, based_on=order.version)
    set_side(Side.ENFORCEMENT)
    order.refresh_from_db()
    suspect = name_suspect(cast, case)
    grounds = opened(cast.client(cast.citra), new("spdp", suspect))["f_dasar"]
    assert order.number is not None and order.number.text in grounds and case.number in grounds


def test_a_name_in_a_paper_is_a_reading_that_is_written_down(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    opened(cast.client(cast.citra), new("spdp", suspect))
    assert Reading.objects.filter(record_id=suspect.pk, purpose="membuat surat perkara", actor=cast.citra.pk).exists()


@pytest.mark.parametrize("who", ["budi", "ani"])
def test_nobody_else_makes_or_reads_a_paper_of_a_case(cast: Cast, case: Case, who: str) -> None:
    letter = made(cast, "sprin-lidik", case)
    stranger = cast.client(getattr(cast, who))
    assert stranger.get(new("sprin-lidik", case)).status_code == 403
    assert stranger.get(f"{LETTERS}{letter.pk}/").status_code == 403
