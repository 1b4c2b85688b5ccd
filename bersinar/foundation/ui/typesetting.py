"""Printed pages by Typst: the fonts, and one page from a template and its data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

FONTS: Final = Path(__file__).parent / "fonts"


def typeset(template: Path, data: Mapping[str, Any]) -> bytes:
    """A PDF. What somebody typed goes over as data (`sys.inputs.data`, JSON) and is never read as mark-up."""
    pdf: bytes = typst.compile(
        template, sys_inputs={"data": json.dumps(data)}, font_paths=[FONTS], ignore_system_fonts=True
    )
    return pdf
