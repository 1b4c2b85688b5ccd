"""Narratives, the motto, and the grouping of the report."""

from __future__ import annotations

import json

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.sources import narrated
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import NARRATIVES, WORDS
from bersinar.programmes.planning.models import Narrative, ReportWords
from tests.cast import Cast
from tests.filling import send, sentences

OWN = "Pemberantasan\nP2M: Pencegahan, pemberdayaan masyarakat\n\nRehabilitasi"


def told(cast: Cast, topic: str, year: int = 2023) -> list[tuple[str, str]]:
    return [(line.section, line.text) for line in narrated(cast.oki, year) if line.topic == topic]


def test_a_section_says_its_year_once(cast: Cast) -> None:
    client, url = cast.client(cast.dewi), reverse("planning:narrative_new")
    typed = {"year": "2023", "section": "prevention", "text": "Ketahanan keluarga menjadi perhatian."}
    assert send(client, url, **typed).status_code == 302
    assert "sudah ada. Ubah yang ada" in sentences(send(client, url, **typed))
    assert send(client, url, **{**typed, "section": "general"}).status_code == 302
    assert told(cast, "narrative") == [("general", typed["text"]), ("prevention", typed["text"])]
    assert told(cast, "narrative", 2022) == []
    assert not Fact.objects.exists()
    assert verify() == []


def test_a_narrative_is_changed_and_cancelled(cast: Cast) -> None:
    narrative = NARRATIVES.create(office=cast.oki, by=cast.dewi, year=2023, section="general", text="Awal")
    client = cast.client(cast.dewi)
    send(client, reverse("planning:narrative_change", args=[narrative.pk]), text="Akhir")
    assert told(cast, "narrative") == [("general", "Akhir")]
    client.post(reverse("planning:narrative_cancel", args=[narrative.pk]), {"reason": "tidak dipakai"})
    assert told(cast, "narrative") == []


def test_the_motto_and_the_grouping_reach_the_report(cast: Cast) -> None:
    send(
        cast.client(cast.dewi), reverse("planning:words_new"), year="2023", tagline="War on Drugs", grouping="strategy"
    )
    assert told(cast, "tagline") == [("general", "War on Drugs")]
    assert told(cast, "grouping") == [("general", "strategy")]


def test_an_own_list_reaches_the_report_as_data(cast: Cast) -> None:
    words = WORDS.create(office=cast.oki, by=cast.dewi, year=2023, grouping="own", own_list=OWN)
    [(_, said)] = told(cast, "grouping")
    assert json.loads(said) == [
        {"title": "Pemberantasan", "sections": ["enforcement"]},
        {"title": "P2M", "sections": ["prevention", "empowerment"]},
        {"title": "Rehabilitasi", "sections": ["rehabilitation"]},
    ]
    page = cast.client(cast.dewi).get(reverse("planning:words", args=[words.pk])).text
    assert "P2M: Pencegahan, Pemberdayaan masyarakat" in page


@pytest.mark.parametrize(
    ("own_list", "sentence"),
    [
        ("", "Tuliskan daftarnya"),
        ("Penindakan", "Baris 1: bidang “Penindakan” tidak dikenal. Pilihannya: Pemberantasan"),
        ("A: Pencegahan\nB: Rehabilitasi, Pencegahan", "Baris 2: bidang Pencegahan sudah disebut pada baris 1"),
        (": Pencegahan", "Baris 1: tuliskan judul"),
        ("A: Pencegahan,", "Baris 1: bidang “” tidak dikenal"),
    ],
)
def test_an_own_list_that_cannot_be_read_is_refused_by_its_line(cast: Cast, own_list: str, sentence: str) -> None:
    answer = send(cast.client(cast.dewi), reverse("planning:words_new"), year="2023", grouping="own", own_list=own_list)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not ReportWords.objects.exists()


def test_one_make_up_a_year(cast: Cast) -> None:
    WORDS.create(office=cast.oki, by=cast.dewi, year=2023, grouping="section")
    with pytest.raises(Refusal, match="sudah ada"):
        WORDS.create(office=cast.oki, by=cast.dewi, year=2023, grouping="strategy")
    WORDS.create(office=cast.oki, by=cast.dewi, year=2024, grouping="strategy")


def test_a_closed_year_still_gets_its_words(cast: Cast) -> None:
    from bersinar.foundation.periods.actions import close_month

    close_month(office=cast.oki, year=2023, month=12, by=cast.eko)
    NARRATIVES.create(office=cast.oki, by=cast.dewi, year=2023, section="general", text="Ditulis sesudah tutup tahun.")
    assert Narrative.objects.count() == 1
