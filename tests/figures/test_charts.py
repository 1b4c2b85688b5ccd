"""What a drawn chart promises: it opens anywhere, can be read aloud, and speaks Indonesian."""

from __future__ import annotations

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from bersinar.figures.reports import charts
from bersinar.figures.reports.document import Chart, Series
from bersinar.foundation.typesetting.glyphs import FONTS

SVG = f"{{{charts.SVG_NAMESPACE}}}"
MONTHS = ["Januari", "Februari", "Maret"]


def chart(
    kind: str = "column",
    values: tuple[int | None, ...] = (2500, None, 4890),
    **changes: object,
) -> Chart:
    given = {
        "caption": "Orang yang dijangkau",
        "kind": kind,
        "categories": MONTHS,
        "series": [Series("Capaian", [None if v is None else Decimal(v) for v in values])],
        "description": "Tertinggi pada Maret.",
        "unit": "orang",
    }
    return Chart(**{**given, **changes})  # type: ignore[arg-type]


def texts(drawn: str) -> list[str]:
    return ["".join(element.itertext()) for element in ElementTree.fromstring(drawn).iter(f"{SVG}text")]


def bars(drawn: str) -> list[ElementTree.Element]:
    groups = [g for g in ElementTree.fromstring(drawn).iter(f"{SVG}g") if "mark-rect role-mark" in g.get("class", "")]
    return [bar for group in groups for bar in group.iter(f"{SVG}path")]


@pytest.mark.parametrize("kind", ["column", "bar", "stacked"])
@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_every_kind_opens_as_xml_at_the_width_asked_for(kind: str, width: int) -> None:
    root = ElementTree.fromstring(charts.svg(chart(kind), width=width))
    assert root.tag == f"{SVG}svg"
    assert root.get("width") == str(width)


def test_a_screen_reader_finds_one_image_with_title_and_description() -> None:
    root = ElementTree.fromstring(charts.svg(chart(), width=charts.WIDE))
    assert root.get("role") == "img"
    assert root.findtext(f"{SVG}title") == "Orang yang dijangkau"
    assert root.findtext(f"{SVG}desc") == "Tertinggi pada Maret."
    assert [element.get("role") for element in root.iter() if element.get("role")] == ["img"]


@pytest.mark.parametrize("kind", ["column", "bar", "stacked"])
def test_categories_stand_on_the_axis_in_the_order_given(kind: str) -> None:
    shown = texts(charts.svg(chart(kind), width=charts.WIDE))
    assert [text for text in shown if text in MONTHS] == MONTHS


def test_numbers_on_the_axis_are_written_as_in_indonesia() -> None:
    assert "4.000" in texts(charts.svg(chart(), width=charts.WIDE))
    fractions = chart(series=[Series("Indeks", [Decimal("0.5"), Decimal("1.5"), Decimal("2.5")])])
    assert "1,5" in texts(charts.svg(fractions, width=charts.WIDE))


def test_a_missing_value_is_a_gap_not_a_zero() -> None:
    assert len(bars(charts.svg(chart(), width=charts.WIDE))) == 2
    assert len(bars(charts.svg(chart(values=(2500, 0, 4890)), width=charts.WIDE))) == 3


def test_two_categories_of_one_name_stay_two_bars() -> None:
    twice = chart(categories=["Kumai", "Kumai", "Candi"], values=(1, 2, 3))
    assert len(bars(charts.svg(twice, width=charts.WIDE))) == 3


def test_several_series_are_named_in_a_legend() -> None:
    both = chart(
        "bar",
        series=[Series(name, [Decimal(n) for n in (1, 2, 3)]) for name in ("Target", "Capaian")],
    )
    assert {"Target", "Capaian"} <= set(texts(charts.svg(both, width=charts.NARROW)))


@pytest.mark.parametrize("width", [charts.WIDE, charts.NARROW])
def test_text_is_never_smaller_than_11_pixels(width: int) -> None:
    root = ElementTree.fromstring(charts.svg(chart("bar"), width=width))
    sizes = [float(text.get("font-size", "0px").removesuffix("px")) for text in root.iter(f"{SVG}text")]
    assert min(sizes) >= 11


def test_names_are_text_never_markup_or_code() -> None:
    names = ["</g><script>", 'a"];[x', "R&D \\ 'satu' \x00 <b>"]
    drawn = charts.svg(chart(categories=names, caption="<&>\x0b"), width=charts.WIDE)
    assert "<script" not in drawn
    assert names[0] in texts(drawn)
    assert names[1] in texts(drawn)
    assert ElementTree.fromstring(drawn).findtext(f"{SVG}title") == "<&>"


@pytest.mark.parametrize("kind", ["column", "bar", "stacked"])
def test_the_content_security_policy_has_nothing_to_refuse(kind: str) -> None:
    drawn = charts.svg(chart(kind), width=charts.WIDE)
    assert "<style" not in drawn
    assert "style=" not in drawn
    assert "<script" not in drawn
    assert " id=" not in drawn  # two drawings of one chart stand on one page


def test_a_chart_without_any_value_is_still_drawn() -> None:
    assert "Maret" in texts(charts.svg(chart(values=(None, None, None)), width=charts.WIDE))
    assert charts.svg(chart(categories=[], series=[]), width=charts.NARROW).startswith("<svg")


def test_png_decodes_at_twice_the_width_and_has_text() -> None:
    drawn = charts.png(chart(), width=charts.WIDE)
    assert drawn.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(drawn[16:20], "big") == 2 * charts.WIDE
    assert drawn.rstrip().endswith(b"IEND\xaeB`\x82")
    unlike = charts.png(chart(categories=["Mei", "Juni", "Juli"]), width=charts.WIDE)
    assert drawn != unlike  # the labels are drawn: without the font both would be the same picture


def test_the_fonts_are_there_with_their_licence() -> None:
    assert {path.name for path in FONTS.iterdir()} >= {
        "Inter-Regular.ttf",
        "Inter-SemiBold.ttf",
        "OFL.txt",
    }
