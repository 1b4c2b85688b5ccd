"""What a neutral letter says, before anybody decides how it looks: written once, printed as DOCX and as PDF.

Texts name fields as an office's own template does: "Dasar: {{ dasar }}".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    text: str
    style: Literal["normal", "centred", "heading"] = "normal"


@dataclass(frozen=True)
class Facts:
    """Labels with what stands behind the colon."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class FilledFacts:
    """As `Facts`, of (label, field): what is empty leaves no line behind."""

    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Points:
    """The lines of a field with `many`, numbered."""

    of: str


@dataclass(frozen=True)
class Rows:
    """The rows of a field with columns, as a table: (title, column) of each, with a running number before them."""

    of: str
    columns: tuple[tuple[str, str], ...]


Block = Text | Facts | FilledFacts | Points | Rows
