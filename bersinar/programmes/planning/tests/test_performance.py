"""The words of the performance report: written once a place, begun from last year's, never a figure that is counted."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bersinar.ledger.models import Fact
from bersinar.ledger.sources import narrated
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import TEXTS
from bersinar.programmes.planning.models import Agreement, PerformanceText
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import promise

pytestmark = pytest.mark.django_db


def place(code: str, indicator: str = "", **more: str) -> str:
    named = {"tahun": "2023", "tempat": code, **({"indikator": indicator} if indicator else {}), **more}
    return f"{reverse('planning:text_new')}?{'&'.join(f'{key}={value}' for key, value in named.items())}"


def told(cast: Cast, topic: str = "performance") -> list[tuple[str, str, str]]:
    return [(line.section, line.figure, line.text) for line in narrated(cast.oki, 2023) if line.topic == topic]


def test_a_place_is_written_once_a_year_and_reaches_the_report(cast: Cast) -> None:
    client = cast.client(cast.dewi)
    assert send(client, place("preface"), text="Puji syukur.").status_code == 302
    assert told(cast) == [("preface", "", "Puji syukur.")]
    again = send(client, place("preface"), text="Sekali lagi.")
    assert "baru saja ditulis orang lain" in sentences(again) and "Sekali lagi." in again.text
    assert not Fact.objects.exists() and verify() == []


def test_a_text_is_changed_and_cancelled(cast: Cast) -> None:
    text = TEXTS.create(office=cast.oki, by=cast.dewi, year=2023, place="issues", text="Awal")
    client = cast.client(cast.dewi)
    assert send(client, reverse("planning:text_change", args=[text.pk]), text="Akhir").status_code == 302
    assert told(cast) == [("issues", "", "Akhir")]
    client.post(reverse("planning:text_cancel", args=[text.pk]), {"reason": "tidak dipakai"})
    assert told(cast) == []


@pytest.mark.parametrize(
    ("code", "indicator", "typed", "sentence"),
    [
        ("preface", "", {"text": "  "}, "Tulis naskahnya"),
        ("causes", "", {"text": "Karena."}, "Pilih indikatornya"),
        ("preface", "rehab.clients", {"text": "Kata."}, "bukan tentang satu indikator"),
        ("national", "rehab.ikm", {"value": "3,31"}, "Sebutkan sumber angka ini"),
        ("national", "rehab.ikm", {"source": "Lakip 2022"}, "Isi angka nasionalnya"),
        ("bands", "", {"text": "91 Sangat tinggi"}, "Baris 1: tulis batas bawahnya"),
        ("bands", "", {"text": "tinggi: 91"}, "bukan bilangan"),
        ("bands", "", {"text": "91: Sangat tinggi"}, "Tambahkan satu baris yang dimulai dari 0"),
        ("staff", "", {"text": "NIK 1602051234567890"}, "tidak memuat nomor identitas"),
    ],
)
def test_what_is_typed_wrong_comes_back_with_its_sentence(
    cast: Cast, code: str, indicator: str, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.dewi), place(code, indicator), **typed)
    assert answer.status_code == 422 and sentence in sentences(answer)
    assert not PerformanceText.objects.exists()


def test_a_national_figure_is_kept_with_its_source(cast: Cast) -> None:
    answer = send(cast.client(cast.dewi), place("national", "rehab.ikm"), value="3,49", source="Laporan Kinerja 2022")
    assert answer.status_code == 302
    assert told(cast, "national_figure") == [
        ("national", "rehab.ikm", '{"value": "3.49", "source": "Laporan Kinerja 2022"}')
    ]


def test_last_years_words_are_offered_as_a_start(cast: Cast) -> None:
    TEXTS.create(office=cast.oki, by=cast.dewi, year=2022, place="tasks", text="Tugas kami tetap.")
    client = cast.client(cast.dewi)
    page = client.get(reverse("desk:performance_texts") + "?kantor=bnnk-oki&tahun=2023").text
    assert "Mulai dari naskah 2022" in page and "dari=2022" in page
    assert "Tugas kami tetap." in client.get(place("tasks", dari="2022")).text
    assert "Tugas kami tetap." not in client.get(place("tasks")).text


def test_every_empty_place_stands_on_the_page_and_the_unnamed_line_too(cast: Cast, agreement: Agreement) -> None:
    promise(cast, agreement, "rehab.clients", 20_000)
    promise(cast, agreement)
    page = cast.client(cast.dewi).get(reverse("desk:performance_texts") + "?kantor=bnnk-oki&tahun=2023").text
    for words in (
        "Kata pengantar",
        "Isu strategis",
        "Penyebab keberhasilan",
        "Simpulan",
        "Indikator ini belum bernama",
    ):
        assert words in page
    assert "0 dari 14 naskah tertulis" in page


def test_who_reads_writes_nothing_and_another_office_sees_nothing(cast: Cast) -> None:
    text = TEXTS.create(office=cast.oki, by=cast.dewi, year=2023, place="issues", text="Isu.")
    reader = cast.client(cast.ani)
    page = reader.get(reverse("desk:performance_texts") + "?kantor=bnnk-oki&tahun=2023").text
    assert "Isu." in page and "/naskah-lkj/baru/" not in page
    assert reader.get(place("preface")).status_code == 403
    assert cast.client(cast.gita).get(reverse("planning:text", args=[text.pk])).status_code == 404
    assert (
        cast.client(cast.gita).get(reverse("desk:performance_texts") + "?kantor=bnnk-oki&tahun=2023").status_code == 404
    )
