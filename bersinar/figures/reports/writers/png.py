"""A one-page report as a picture, for a message or a screen in the hall: as long as its content, no longer."""

from __future__ import annotations

import json
from typing import Final

import typst

from bersinar.foundation.typesetting.glyphs import FONTS, typeset_all

from ..document import Document
from .pdf import SHEET, as_read

PIXELS_PER_INCH: Final = 144


def write(document: Document) -> bytes:
    """The one page of a sheet as PNG. Pages after the first are left out: a sheet has one."""
    drawn = typst.compile(
        SHEET, format="png", ppi=PIXELS_PER_INCH, font_paths=[FONTS], ignore_system_fonts=True,
        sys_inputs={"report": json.dumps(typeset_all(as_read(document))), "picture": "true"},
    )  # fmt: skip
    pages: list[bytes] = drawn if isinstance(drawn, list) else [drawn]
    return pages[0]
