"""One printed page from a Typst template and its data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst

from .glyphs import FONTS, typeset_all


def print_page(template: Path, data: Mapping[str, Any]) -> bytes:
    """A PDF. What somebody typed goes over as data (`sys.inputs.data`, JSON) and is never read as mark-up."""
    pdf: bytes = typst.compile(
        template, sys_inputs={"data": json.dumps(typeset_all(data))}, font_paths=[FONTS], ignore_system_fonts=True
    )
    return pdf
