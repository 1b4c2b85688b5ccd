"""Which characters can be printed at all.

PDF/UA and PDF/A forbid a character without a glyph, and Typst then writes no file: one pasted emoji in a note would
take the whole report away. So Typst is asked beforehand, and what no font has is replaced in sight.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final
from unicodedata import category, normalize

import typst

FONTS: Final = Path(__file__).parent / "fonts"
SETTING: Final[dict[str, Any]] = {
    "pdf_standards": ["ua-1", "a-2a"],
    "font_paths": [FONTS],
    "ignore_system_fonts": True,
}
MISSING: Final = "\N{WHITE SQUARE}"
PROBE: Final = b"""
#set document(title: "Huruf")
#set text(lang: "id", font: ("Inter", "Libertinus Serif"))
#sys.inputs.text
"""


def typeset(text: str) -> str:
    """The text with every character that can be printed; a plain form or a square stands for the others."""
    return text if text.isascii() and text.isprintable() else "".join(map(_glyph, text))


def typeset_all(value: Any) -> Any:
    """The same data, texts within it with only characters that can be printed."""
    if isinstance(value, str):
        return typeset(value)
    if isinstance(value, Mapping):
        return {name: typeset_all(each) for name, each in value.items()}
    return [typeset_all(each) for each in value] if isinstance(value, list) else value


@cache
def _glyph(character: str) -> str:
    """The character, its plain form (a full-width letter is a letter), or a square; nothing if unseen."""
    if character in "\t\n" or (character.isascii() and character.isprintable()):
        return character
    if category(character) in ("Cc", "Cf", "Cs"):
        return ""
    plain = normalize("NFKC", character)
    return next((form for form in (character, plain) if _printed(form)), MISSING)


def _printed(text: str) -> bool:
    """Whether Typst finds a glyph for all of it; some milliseconds, once per character and process."""
    try:
        typst.compile(PROBE, sys_inputs={"text": text}, timestamp=0, **SETTING)
    except typst.TypstError:
        return False
    return True
