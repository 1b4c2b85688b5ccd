"""What slides stand on: the neutral master, or an office's own; and where on a slide there is room.

The neutral one is made here, wide, with large letters, so that no file is carried along. Of an office's own only its
master and layouts are kept: slides that came with it are taken out.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from typing import Any, Final

import pptx
from pptx.dml.color import RGBColor
from pptx.enum.shapes import PP_PLACEHOLDER
from pptx.enum.text import MSO_ANCHOR
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.presentation import Presentation
from pptx.util import Emu, Inches, Pt

from ..charts import PALETTE


def rgb(text: str) -> RGBColor:
    """A colour by its six letters."""
    colour: RGBColor = RGBColor.from_string(text)  # type: ignore[no-untyped-call]
    return colour


ACCENT: Final = rgb("0B4F8A")
WHITE: Final = rgb("FFFFFF")
FONT: Final = "Calibri"
_TITLES: Final = (PP_PLACEHOLDER.TITLE, PP_PLACEHOLDER.CENTER_TITLE)
_OPENING: Final = PP_PLACEHOLDER.CENTER_TITLE
_BODIES: Final = (
    PP_PLACEHOLDER.OBJECT,
    PP_PLACEHOLDER.BODY,
    PP_PLACEHOLDER.PICTURE,
    PP_PLACEHOLDER.TABLE,
    PP_PLACEHOLDER.CHART,
)
_RUNNING: Final = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER, PP_PLACEHOLDER.DATE)
_COLOURS: Final = re.compile(rb"<a:(accent[1-6]|dk2)>.*?</a:\1>", re.DOTALL)
_FONTS: Final = re.compile(rb'(<a:(?:major|minor)Font>\s*<a:latin typeface=")[^"]*(")')


@dataclass(frozen=True)
class Area:
    """Room on a slide, in EMU."""

    left: int
    top: int
    width: int
    height: int


class NoRoom(ValueError):
    """A master that slides cannot be made with; the sentence says what it lacks."""


@dataclass(frozen=True)
class Master:
    """A presentation without slides, the layouts to open and to go on with, and the room under a title."""

    file: Presentation
    opening: Any
    page: Any
    area: Area


def master_of(content: bytes | None) -> Master:
    """The office's own master, or the neutral one. Raises NoRoom where it lacks what slides need."""
    file = pptx.Presentation(BytesIO(content if content is not None else neutral()))
    _without_slides(file)
    layouts = list(file.slide_layouts)
    opening = next((one for one in layouts if _has(one, (_OPENING,))), None)
    page = next((one for one in layouts if _is_title_alone(one)), None)
    page = page or next((one for one in layouts if _has(one, _TITLES) and one is not opening), None)
    if page is None:
        raise NoRoom("Master ini tidak punya tata letak dengan judul. Tambahkan tata letak “Judul Saja”.")
    return Master(file, opening or page, page, _room_under(page, file))


def _without_slides(file: Presentation) -> None:
    """Take out the slides that a master came with; what nothing points to is not written."""
    listed = file.slides._sldIdLst
    for one in list(listed):
        file.part.drop_rel(one.rId)
        listed.remove(one)


def _types(layout: Any) -> list[Any]:
    return [one.placeholder_format.type for one in layout.placeholders]


def _has(layout: Any, wanted: tuple[Any, ...]) -> bool:
    return any(one in wanted for one in _types(layout))


def _is_title_alone(layout: Any) -> bool:
    return _has(layout, _TITLES) and not _has(layout, (*_BODIES, PP_PLACEHOLDER.SUBTITLE, PP_PLACEHOLDER.CENTER_TITLE))


def title_of(layout: Any) -> Any:
    """The title's placeholder of a layout."""
    return next(one for one in layout.placeholders if one.placeholder_format.type in _TITLES)


def running_of(layout: Any) -> list[Any]:
    """The footer and the number of a layout: a slide shows them only where it has its own."""
    shown = (PP_PLACEHOLDER.FOOTER, PP_PLACEHOLDER.SLIDE_NUMBER)
    return [one for one in layout.placeholders if one.placeholder_format.type in shown]


def _room_under(layout: Any, file: Presentation) -> Area:
    """From below the title to the footer. A title that fills the slide leaves none."""
    width, height = int(file.slide_width or 0), int(file.slide_height or 0)
    title = title_of(layout)
    side = max(int(title.left), width // 40)
    top = int(title.top) + int(title.height) + height // 60
    low = [
        int(one.top) for one in layout.placeholders if one.placeholder_format.type in _RUNNING and one.top > height // 2
    ]
    bottom = min([*low, height - height // 20]) - height // 60
    area = Area(side, top, width - 2 * side, bottom - top)
    if area.height < height * 0.5 or area.width < width * 0.6:
        raise NoRoom("Di bawah judul terlalu sedikit tempat. Taruh judul di atas, dan biarkan setengah slide kosong.")
    return area


@lru_cache(maxsize=1)
def neutral() -> bytes:
    """The neutral master: 16:9, dark opening, an accent line under the title, large letters."""
    file = pptx.Presentation()
    file.slide_width, file.slide_height = Inches(13.333), Inches(7.5)
    _theme(file)
    keep = {file.slide_layouts[0].name: _opening, file.slide_layouts[5].name: _page}
    for layout in list(file.slide_layouts):
        if layout.name in keep:
            keep[layout.name](layout)
        else:
            file.slide_layouts.remove(layout)
    _place(file.slide_master, PP_PLACEHOLDER.TITLE, 0.6, 0.35, 12.13, 1.0)
    _place(file.slide_master, PP_PLACEHOLDER.BODY, 0.6, 1.6, 12.13, 5.1)
    target = BytesIO()
    file.save(target)
    return target.getvalue()


def _theme(file: Presentation) -> None:
    part = file.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    colours = {f"accent{at}": PALETTE[at - 1] for at in range(1, 7)} | {"dk2": PALETTE[0]}

    def colour(found: re.Match[bytes]) -> bytes:
        name = found[1].decode()
        return f'<a:{name}><a:srgbClr val="{colours[name][1:].upper()}"/></a:{name}>'.encode()

    part._blob = _FONTS.sub(rb"\g<1>" + FONT.encode() + rb"\g<2>", _COLOURS.sub(colour, part.blob))


def _place(holder: Any, kind: Any, *inches: float) -> Any:
    """Put a placeholder where it belongs; the default ones are made for another slide size."""
    shape = next(one for one in holder.placeholders if one.placeholder_format.type == kind)
    shape.left, shape.top, shape.width, shape.height = (Emu(int(one * 914400)) for one in inches)
    return shape


def _running(layout: Any, colour: RGBColor) -> None:
    footer = _place(layout, PP_PLACEHOLDER.FOOTER, 0.6, 6.95, 10.0, 0.4)
    number = _place(layout, PP_PLACEHOLDER.SLIDE_NUMBER, 11.73, 6.95, 1.0, 0.4)
    _place(layout, PP_PLACEHOLDER.DATE, 10.65, 6.95, 1.0, 0.4)
    for shape in (footer, number):
        for paragraph in shape.text_frame.paragraphs:
            paragraph.font.size, paragraph.font.color.rgb = Pt(12), colour


def _opening(layout: Any) -> None:
    layout.background.fill.solid()
    layout.background.fill.fore_color.rgb = ACCENT
    title = _place(layout, PP_PLACEHOLDER.CENTER_TITLE, 0.9, 1.9, 11.5, 1.9)
    under = _place(layout, PP_PLACEHOLDER.SUBTITLE, 0.9, 4.05, 11.5, 1.9)
    for shape, size, anchor in ((title, 48, MSO_ANCHOR.BOTTOM), (under, 24, MSO_ANCHOR.TOP)):
        shape.text_frame.vertical_anchor = anchor
        _style(shape, size, WHITE, bold=shape is title)
    _running(layout, WHITE)


def _page(layout: Any) -> None:
    title = _place(layout, PP_PLACEHOLDER.TITLE, 0.6, 0.35, 12.13, 0.95)
    title.text_frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    _style(title, 32, ACCENT, bold=True)
    _running(layout, rgb("51606E"))


def _style(shape: Any, size: int, colour: RGBColor, *, bold: bool) -> None:
    """Letters of a layout's placeholder, for every slide that uses it: its list style, not its own words."""
    body = shape.text_frame._txBody
    held = body.find(f"{{{body.nsmap['a']}}}lstStyle")
    for child in list(held):
        held.remove(child)
    level = held.makeelement(f"{{{body.nsmap['a']}}}lvl1pPr", {"algn": "l", "marL": "0", "indent": "0"})
    space = body.nsmap["a"]
    level.append(level.makeelement(f"{{{space}}}buNone", {}))
    letters = level.makeelement(f"{{{space}}}defRPr", {"sz": str(size * 100), "b": str(int(bold))})
    fill = letters.makeelement(f"{{{space}}}solidFill", {})
    fill.append(fill.makeelement(f"{{{space}}}srgbClr", {"val": str(colour)}))
    letters.append(fill)
    level.append(letters)
    held.append(level)
