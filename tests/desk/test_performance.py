"""The performance report: figures as `figures` has them, words as they were written, and what is missing said aloud."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pytest

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.models import ReportFile
from bersinar.figures.reports.document import Chart, Document, Section, Table, heading, outline
from bersinar.figures.reports.performance import gaps, performance
from bersinar.figures.reports.writers import docx as word
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from bersinar.programmes.planning.actions import AGREEMENTS, BUDGET, LINES, SPENDING, STRATEGIES, STRATEGY_LINES, TEXTS
from bersinar.programmes.planning.models import TargetLine
from tests.cast import Cast, join
from tests.desk.conftest import admit, hold, promise

pytestmark = pytest.mark.django_db
QUERY = "?kantor=bnnk-oki&tahun=2023&cakupan=tree"


def report(cast: Cast) -> Document:
    return performance(Coverage(cast.oki), 2023, on=date(2024, 1, 12))


def part(document: Document, title: str) -> Section:
    return next(section for _, section in outline(document.sections) if section.title == title)


def table(document: Document, caption: str) -> Table:
    blocks = (block for _, section in outline(document.sections) for block in section.blocks)
    return next(block for block in blocks if isinstance(block, Table) and block.caption.startswith(caption))


def texts(document: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in document.rows]


def agreed(cast: Cast) -> None:
    """People reached are promised, one line is unnamed, one is worded and not counted here."""
    agreement = AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)
    lines: list[dict[str, Any]] = [
        {"indicator": "prevention.people_reached", "value": 40_000, "goal": "Masyarakat tahan narkoba"},
        {},
        {"wording": "Indeks rekaan", "value": 3_100, "unit": "index", "goal": "Masyarakat tahan narkoba"},
    ]
    for values in lines:
        LINES.create(office=cast.oki, by=cast.dewi, agreement=agreement, **values)


def test_the_report_has_its_four_chapters_in_their_order(cast: Cast) -> None:
    heads = [heading(number, section) for number, section in outline(report(cast).sections) if "." not in number]
    assert heads == [
        "Kata pengantar", "Ikhtisar eksekutif", "Bab I Gambaran umum", "Bab II Perencanaan kinerja",
        "Bab III Akuntabilitas kinerja", "Bab IV Penutup", "Lampiran 1 Perjanjian kinerja", "Lampiran 2 Pengukuran kinerja",
    ]  # fmt: skip


def test_its_figures_are_those_of_figures_over_four_years(cast: Cast) -> None:
    agreed(cast)
    hold(cast, 30)
    hold(cast, 25, held_on=date(2022, 5, 3))
    document = report(cast)
    [now] = [f for f in evaluate(Coverage(cast.oki), 2023, ["prevention.people_reached"]) if f.scope == "total"]
    assert (now.text, str(now.achievement)) == ("30", "75.00")
    rows = texts(table(document, "Orang yang dijangkau pencegahan: 2023"))
    assert [row[0] for row in rows] == ["2020", "2021", "2022", "2023"]
    assert rows[3] == ["2023", "40", "30 orang", "75,00%"]
    assert rows[2][2] == "25 orang" and rows[0][2] == "belum ada catatan"
    chart = next(b for b in part(document, "Orang yang dijangkau pencegahan").blocks if isinstance(b, Chart))
    assert chart.categories == ["2022", "2023"] and [str(value) for value in chart.series[0].values] == ["25", "30"]


def test_open_lines_stay_visible_and_give_no_figure(cast: Cast) -> None:
    agreed(cast)
    document = report(cast)
    rows = texts(table(document, "Capaian kinerja 2023"))
    assert [row[1] for row in rows] == ["Orang yang dijangkau pencegahan", "Indikator ke-2", "Indeks rekaan"]
    assert rows[1][3:] == ["tidak dihitung", "–"] and rows[2][3:] == ["tidak dihitung", "–"]
    said = [sentence for _, sentence in gaps(document)]
    assert "Indikator ini belum bernama: tidak ada angka yang dihitung." in said
    assert any("Indeks rekaan" in section for section, _ in gaps(document))


def test_what_is_missing_is_said_until_it_is_written(cast: Cast) -> None:
    agreed(cast)
    before = [sentence for _, sentence in gaps(report(cast))]
    assert (
        "Belum ditulis: kata pengantar." in before and "Belum ditulis: penyebab keberhasilan atau kegagalan." in before
    )
    assert any("Renstra" in sentence for sentence in before) and any("Pagu" in sentence for sentence in before)
    hold(cast, 30)
    for values in (
        {"place": "preface", "text": "Syukur.\nTerima kasih."},
        {"place": "causes", "indicator": "prevention.people_reached", "text": "Sekolah membuka pintu."},
        {"place": "national", "indicator": "prevention.people_reached", "value": 28_500, "source": "Rekaan 2023"},
        {"place": "bands", "text": "91: Sangat tinggi\n70: Tinggi\n0: Rendah", "source": "Keputusan rekaan"},
    ):
        TEXTS.create(office=cast.oki, by=cast.dewi, year=2023, **values)
    document = report(cast)
    said = [getattr(block, "text", "") for block in part(document, "Orang yang dijangkau pencegahan").blocks]
    assert "Penyebab keberhasilan atau kegagalan. Sekolah membuka pintu." in said
    assert "Lebih tinggi 1,5 orang dari angka nasional (28,5 orang). Sumber: Rekaan 2023." in said
    assert [block.text for block in part(document, "Kata pengantar").blocks] == ["Syukur.", "Terima kasih."]  # type: ignore[union-attr]
    assert texts(table(document, "Capaian kinerja 2023"))[0][5] == "Tinggi"
    assert table(document, "Kategori capaian").note == "Dasar: Keputusan rekaan."
    assert "Belum ditulis: kata pengantar." not in [sentence for _, sentence in gaps(document)]


def test_the_plan_and_the_money_stand_beside_the_result_once_they_are_recorded(cast: Cast) -> None:
    agreed(cast)
    hold(cast, 30)
    promised = TargetLine.objects.get(indicator="prevention.people_reached")
    who: Any = {"office": cast.oki, "by": cast.dewi}
    plan = STRATEGIES.create(**who, since=2020)
    STRATEGY_LINES.create(**who, strategy=plan, indicator="prevention.people_reached", year_4=40_000, year_5=60_000)
    budget = BUDGET.create(
        **who, year=2023, activity="Sosialisasi", fund="dipa", section="prevention", target=promised, amount=10_000_000
    )
    SPENDING.create(**who, line=budget, month=6, amount=5_000_000)
    document = report(cast)
    assert texts(table(document, "Renstra 2020–2024"))[0][2:] == ["–", "–", "–", "40", "60"]
    said = [getattr(block, "text", "") for block in part(document, "Orang yang dijangkau pencegahan").blocks]
    assert "Lebih rendah 30 orang dari target akhir Renstra 2024 (60 orang). Capaian terhadapnya 50,00%." in said
    assert (
        "Pagu Rp 10.000.000, realisasi Rp 5.000.000 (50,00%). Hasil berjalan 25,00 poin persen di depan belanja."
        in said
    )
    money = texts(table(document, "Pagu dan realisasi anggaran 2023"))
    assert money[3] == ["2023", "Rp 10.000.000", "Rp 5.000.000", "50,00 persen"] and money[0][1:3] == ["–", "–"]
    assert not any("Renstra" in sentence or "Pagu" in sentence for _, sentence in gaps(document))


def test_a_superiors_count_is_not_held_against_one_of_its_offices(cast: Cast) -> None:
    agreed(cast)
    hold(cast, 30)
    planner = User.objects.create(username="sari", full_name="Sari Rekaan")
    join(planner, cast.sumsel, "planner")
    who: Any = {"office": cast.sumsel, "by": planner}
    plan = STRATEGIES.create(**who, since=2020)
    STRATEGY_LINES.create(**who, strategy=plan, indicator="prevention.people_reached", year_5=9_000_000)
    document = report(cast)
    said = [getattr(block, "text", "") for block in part(document, "Orang yang dijangkau pencegahan").blocks]
    assert any("mencakup semua satuan kerjanya" in text for text in said)
    assert not any("Lebih rendah" in text for text in said)
    assert table(document, "Renstra 2020–2024").caption.endswith("BNNP Sumsel")


def test_without_categories_none_are_printed(cast: Cast) -> None:
    agreed(cast)
    document = report(cast)
    assert [column.title for column in table(document, "Capaian kinerja 2023").columns][-1] == "Capaian"
    assert any(
        "Kategori capaian tidak dicetak" in getattr(b, "text", "") for b in part(document, "Capaian kinerja").blocks
    )


def test_a_share_of_few_is_not_printed_with_its_target(cast: Cast) -> None:
    promise(cast, "rehab.waiting_days", 14)
    admit(cast, 2, 1)
    [row] = texts(table(report(cast), "Capaian kinerja 2023"))
    assert row[3] in ("tidak dicetak", "belum ada catatan") and row[4] == "–" and "n =" not in row[1]


def test_the_page_offers_preview_words_and_files(cast: Cast) -> None:
    agreed(cast)
    client = cast.client(cast.dewi)
    page = client.get(f"/lkj/{QUERY}").text
    assert "/lkj/naskah/?kantor=bnnk-oki" in page and 'hx-get="/lkj/pratinjau/' in page
    preview = client.get(f"/lkj/pratinjau/{QUERY}").text
    assert "hal belum lengkap" in preview and "Bab III Akuntabilitas kinerja" in preview
    assert client.post(f"/lkj/berkas/minta/{QUERY}", {"form": "docx"}).status_code == 302
    kept = ReportFile.objects.get()
    answer = client.get(f"/laporan/berkas/{kept.pk}/")
    assert answer["Content-Disposition"] == 'attachment; filename="laporan-kinerja-bnnk-oki-2023.docx"'
    assert AuditLine.objects.filter(action="report.download", record_id=kept.pk).exists()
    assert "siap diunduh" in client.get(f"/lkj/berkas/{QUERY}").text
    assert "siap diunduh" not in client.get(f"/laporan/berkas/{QUERY}").text


def test_it_is_not_given_as_slides_nor_to_another_office(cast: Cast) -> None:
    answer = cast.client(cast.dewi).post(f"/lkj/berkas/minta/{QUERY}", {"form": "pptx"}, headers={"HX-Request": "true"})
    assert "tidak dikenal" in answer.text and not ReportFile.objects.exists()
    for url in ("/lkj/", "/lkj/pratinjau/", "/lkj/naskah/"):
        assert cast.client(cast.gita).get(url + QUERY).status_code == 404


def test_the_word_file_begins_each_chapter_on_a_page(cast: Cast) -> None:
    file = docx.Document(BytesIO(word.write(report(cast))))
    chapters = [
        p for p in file.paragraphs if p.text.startswith("Bab ") and p.style is not None and p.style.name == "Heading 1"
    ]
    assert len(chapters) == 4 and all(p.paragraph_format.page_break_before for p in chapters)
