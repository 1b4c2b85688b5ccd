"""Codes on printed labels: which letters they are made of, and how they are drawn."""

from __future__ import annotations

from io import BytesIO
from typing import Final

import segno

# Printed on labels and read aloud: nothing that looks or sounds like something else.
SPOKEN: Final = "23456789ACDEFGHJKLMNPQRTUVWXYZ"


def drawn(code: str) -> str:
    """The code as a picture (SVG): it holds the code alone, no address, so that a stray label leads nowhere."""
    out = BytesIO()
    segno.make(code, error="q", micro=False).save(out, kind="svg", scale=4, border=2)
    return out.getvalue().decode()
