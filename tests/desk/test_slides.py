"""Slides of a year and of a quarter: ten, with charts that can be edited, each number's trace in the notes, and nothing
on any slide, in any chart or note that a reader of the report may not see.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

import pptx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pptx.util import Emu, Pt

from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.models import ReportFile, SlideMaster
from bersinar.figures.reports.slides import deck
from bersinar.figures.reports.writers import pptx as slides
from bersinar.figures.reports.writers.slide_master import neutral
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from tests.cast import Cast, join
from tests.desk.conftest import admit, hold, open_case, promise

pytestmark = pytest.mark.django_db
QUERY = "?kantor=bnnk-oki&tahun=2023&cakupan=tree"
AFTER = date(2024, 1, 12)


def opened(cast: Cast, quarter: int | None = None, master: bytes | None = None) -> Any:
    document = deck(Coverage(cast.oki), 2023, quarter=quarter, on=AFTER)
    return pptx.Presentation(BytesIO(slides.write(document, master)))


def said(file: Any) -> Iterator[str]:
    """Every text there is: boxes, tables, charts with their workbooks, alternative texts, notes."""
    for slide in file.slides:
        for shape in slide.shapes:
            yield shape._element.xpath("string(.//@descr)")
            if shape.has_text_frame:
                yield shape.text_frame.text
            if shape.has_table:
                yield from (cell.text for row in shape.table.rows for cell in row.cells)
            if shape.has_chart:
                yield from (str(category) for category in shape.chart.plots[0].categories)
                yield from (str(value) for series in shape.chart.plots[0].series for value in series.values)
        if slide.has_notes_slide:
            yield slide.notes_slide.notes_text_frame.text


def whole(file: Any) -> str:
    return "\n".join(said(file))


def charts_of(file: Any) -> dict[str, list[tuple[str, list[float | None]]]]:
    """Title of a slide -> the series of its chart."""
    return {
        slide.shapes.title.text: [(series.name, list(series.values)) for series in shape.chart.plots[0].series]
        for slide in file.slides
        for shape in slide.shapes
        if shape.has_chart
    }


def notes_of(file: Any, title: str) -> str:
    slide = next(one for one in file.slides if one.shapes.title.text == title)
    return str(slide.notes_slide.notes_text_frame.text)


def test_a_year_has_ten_slides_whose_charts_are_the_figures(cast: Cast) -> None:
    promise(cast, "prevention.people_reached", 40)
    hold(cast, 30)
    hold(cast, 12, held_on=date(2022, 5, 3))
    file = opened(cast)
    titles = [slide.shapes.title.text for slide in file.slides]
    assert titles == [
        "Catatan Akhir Tahun 2023", "2023 dalam angka", "Target dan hasil", "Pencegahan", "Pemberdayaan masyarakat", "Rehabilitasi",
        "Pemberantasan", "Kerja sama", "Kendala dan upaya", "Yang belum tercapai",
    ]  # fmt: skip
    assert charts_of(file)["Pencegahan"] == [("2022", [0, 12, 0, 0]), ("2023", [0, 0, 30, 0])]
    assert "30 orang" in whole(file) and "75,00%" in whole(file) and "10 orang" in whole(file)


def test_the_notes_hold_each_numbers_trace(cast: Cast) -> None:
    hold(cast, 30)
    seq = Coverage(cast.oki).positions()["bnnk-oki"]
    line = next(
        one for one in notes_of(opened(cast), "Pencegahan").splitlines() if one.startswith("Orang yang dijangkau")
    )
    assert "30 orang. Kode prevention.people_reached; kantor bnnk-oki; tahun 2023" in line
    assert f"posisi buku {seq}; " in line
    assert "/telusur/prevention.people_reached/?kantor=bnnk-oki&tahun=2023&cakupan=tree" in line
    assert f"bnnk-oki {seq}" in notes_of(opened(cast), "Catatan Akhir Tahun 2023")


def test_letters_are_large_and_stay_in_their_boxes(cast: Cast) -> None:
    promise(cast, "prevention.people_reached", 40)
    hold(cast, 30)
    admit(cast, 9, 8)
    file = opened(cast)
    for slide in file.slides:
        for shape in slide.shapes:
            assert shape.left >= 0 and shape.left + shape.width <= file.slide_width
            assert shape.top >= 0 and shape.top + shape.height <= file.slide_height
            if shape.has_text_frame and not shape.is_placeholder:
                sizes = [run.font.size for p in shape.text_frame.paragraphs for run in p.runs]
                assert all(size >= Pt(14) for size in sizes)
                lines = sum(
                    slides._height([run.text], run.font.size.pt, shape.width)
                    for p in shape.text_frame.paragraphs
                    for run in p.runs
                )
                assert lines <= shape.height * 1.05, shape.text_frame.text


@pytest.mark.parametrize(
    ("months", "charted"),
    [
        ({2: 6, 5: 7, 8: 5, 11: 9}, [6, 7, 5, 9]),
        ({2: 6, 5: 3, 8: 7}, None),
        ({2: 1, 5: 8}, None),
        ({2: 12}, [12, 0, 0, 0]),
    ],
)
def test_clients_by_quarter_stand_only_where_no_quarter_tells_of_few(
    cast: Cast, months: dict[int, int], charted: list[int] | None
) -> None:
    for month, many in months.items():
        admit(cast, many, 0, date(2023, month, 6))
    file = opened(cast)
    assert charts_of(file).get("Rehabilitasi") == ([("2023", charted)] if charted else None)
    assert f"{sum(months.values())} orang" in whole(file)


@pytest.mark.parametrize(("first", "then", "told"), [(6, 7, True), (6, 2, False), (3, 9, False)])
def test_two_quarters_taken_from_each_other_tell_of_nobody(cast: Cast, first: int, then: int, told: bool) -> None:
    """Whoever holds the slides of two quarters learns no number of one to four persons between them."""
    admit(cast, first, 0, date(2023, 2, 6))
    admit(cast, then, 0, date(2023, 5, 6))
    half = whole(opened(cast, 2))
    assert (f"{first + then} orang" in half) is told
    assert ("rehab.clients" in half) is told
    assert "rehab.outpatient" not in half and "Rawat jalan" not in half


def test_no_slide_nor_note_holds_few_clients_nor_their_pathway(cast: Cast) -> None:
    admit(cast, 3, 0)
    promise(cast, "rehab.clients", 20)
    open_case(cast)
    everything = whole(opened(cast))
    assert "rehab.clients" not in everything and "rehab.outpatient" not in everything
    assert "3 orang" not in everything and "15,00%" not in everything
    assert "17 orang" not in everything  # target less result would tell the result
    assert "1 kasus" in everything  # cases are always told


def test_a_quarter_counts_until_its_end_and_beside_the_same_quarters_of_last_year(cast: Cast) -> None:
    hold(cast, 30)
    hold(cast, 11, held_on=date(2023, 3, 2))
    hold(cast, 12, held_on=date(2022, 2, 3))
    file = opened(cast, 2)
    assert file.slides[0].shapes.title.text == "Laporan Triwulan II 2023"
    assert "11 orang" in whole(file) and "30 orang" not in whole(file) and "41 orang" not in whole(file)
    assert charts_of(file)["Pencegahan"] == [("2022", [12, 0]), ("2023", [11, 0])]
    assert "sampai 30 Juni 2023" in notes_of(file, "Pencegahan")


def test_slides_are_asked_for_on_the_page_and_fetched(cast: Cast) -> None:
    hold(cast, 30)
    client = cast.client(cast.ani)
    assert "Buat paparan (PPTX)" in client.get(f"/laporan/{QUERY}").text
    for quarter, name in (("", "catatan-akhir-tahun-bnnk-oki-2023"), ("3", "laporan-triwulan-3-bnnk-oki-2023")):
        assert client.post(f"/laporan/berkas/minta/{QUERY}", {"form": "pptx", "quarter": quarter}).status_code == 302
        answer = client.get(f"/laporan/berkas/{ReportFile.objects.latest('asked_at').pk}/")
        assert answer["Content-Disposition"] == f'attachment; filename="{name}.pptx"'
        assert len(pptx.Presentation(BytesIO(answer.content)).slides) == 10
    assert "Paparan (PPTX), triwulan III" in client.get(f"/laporan/berkas/{QUERY}").text


def test_a_quarter_is_told_by_slides_alone_and_once_it_has_ended(cast: Cast) -> None:
    client = cast.client(cast.ani)
    year = cast.oki.local_day().year + 1
    for data, query in (
        ({"form": "pdf", "quarter": "1"}, QUERY),
        ({"form": "pptx", "quarter": "1"}, QUERY.replace("2023", str(year))),
    ):
        answer = client.post(f"/laporan/berkas/minta/{query}", data, headers={"HX-Request": "true"})
        assert "belum berakhir" in answer.text
    assert client.post(f"/laporan/berkas/minta/{QUERY}", {"form": "pptx", "quarter": "9"}).status_code == 404
    assert not ReportFile.objects.exists()


# The office's own master ----------------------------------------------------------------------------------------------


@pytest.fixture
def keeper(cast: Cast) -> User:
    user = User.objects.create(username="nora", full_name="Nora Rekaan")
    join(user, cast.oki, "administrator")
    return user


def own_master() -> bytes:
    """A master in the old format of screens, with a slide of somebody's on it."""
    file = pptx.Presentation()
    slide = file.slides.add_slide(file.slide_layouts[5])
    slide.shapes.title.text = "Slide lama"
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def upload(cast: Cast, user: User, content: bytes, name: str = "master.pptx") -> Any:
    sent = SimpleUploadedFile(name, content)
    return cast.client(user).post("/satuan-kerja/bnnk-oki/paparan/", {"file": sent})


def test_slides_stand_on_the_offices_own_master_without_its_slides(cast: Cast, keeper: User) -> None:
    hold(cast, 30)
    assert upload(cast, keeper, own_master()).status_code == 302
    assert AuditLine.objects.filter(action="report.add_slide_master", actor=keeper.pk).exists()
    client = cast.client(cast.ani)
    assert "Memakai master sendiri, versi 1" in client.get(f"/laporan/{QUERY}").text
    client.post(f"/laporan/berkas/minta/{QUERY}", {"form": "pptx"})
    file = pptx.Presentation(BytesIO(bytes(ReportFile.objects.get().content or b"")))
    assert (file.slide_width, len(file.slides)) == (9144000, 10) and "Slide lama" not in whole(file)
    assert cast.client(keeper).post("/satuan-kerja/bnnk-oki/paparan/kembali/").status_code == 302
    assert "Memakai master bawaan" in client.get(f"/laporan/{QUERY}").text
    assert SlideMaster.objects.count() == 2


def with_part(name: str, content: bytes = b"x") -> bytes:
    target = BytesIO(own_master())
    with ZipFile(target, "a", ZIP_DEFLATED) as package:
        package.writestr(name, content)
    return target.getvalue()


def without_room() -> bytes:
    """A title in the middle of the slide."""
    file = pptx.Presentation(BytesIO(neutral()))
    for layout in file.slide_layouts:
        layout.placeholders[0].top = Emu(4_000_000)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


@pytest.mark.parametrize(
    ("make", "name", "sentence"),
    [
        (lambda: b"halo", "master.pptx", "bukan paparan PowerPoint"),
        (own_master, "master.docx", "harus berupa paparan PowerPoint"),
        (lambda: with_part("ppt/vbaProject.bin"), "master.pptx", "makro"),
        (lambda: with_part("ppt/embeddings/objek.xlsx"), "master.pptx", "objek tertanam"),
        (lambda: with_part("ppt/media/besar.png", b"0" * 9_000_000), "master.pptx", "membengkak"),
        (without_room, "master.pptx", "terlalu sedikit tempat"),
    ],
)
def test_what_is_no_master_is_refused_by_its_reason(
    cast: Cast, keeper: User, make: Any, name: str, sentence: str
) -> None:
    answer = upload(cast, keeper, make(), name)
    assert answer.status_code == 422 and sentence in answer.text
    assert not SlideMaster.objects.exists()


def test_only_who_keeps_the_office_keeps_its_master(cast: Cast, keeper: User) -> None:
    assert upload(cast, cast.eko, own_master()).status_code == 403
    answer = cast.client(keeper).get("/satuan-kerja/bnnk-lumajang/paparan/")
    assert answer.status_code == 404
    assert cast.client(keeper).get("/satuan-kerja/bnnk-oki/paparan/unduh/").content.startswith(b"PK")
