"""Indonesian numbers: one strict parser, one writer.

"307,527" is 307.527 and "4.890" is 4890. What could be either ("0.44", "12.7") is refused with a sentence, never
guessed.
"""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal

_NUMBER = re.compile(r"(\d{1,3}(?:\.\d{3})+|\d+)(?:,(\d+))?", re.ASCII)


class NotANumber(ValueError):
    """Carries the sentence for the person who typed it."""


def parse_number(text: str) -> Decimal:
    """Read a number as Indonesians write it. Raises NotANumber with a sentence."""
    cleaned = text.strip().replace("\u00a0", "")
    found = _NUMBER.fullmatch(cleaned)
    if found and not (found[1].startswith("0.") or (len(found[1]) > 1 and found[1].startswith("0"))):
        return Decimal(found[1].replace(".", "") + ("." + found[2] if found[2] else ""))
    if re.fullmatch(r"\d+\.\d+", cleaned):
        comma = cleaned.replace(".", ",")
        raise NotANumber(f"“{cleaned}” tidak jelas. Pakai koma untuk pecahan: {comma}. Titik hanya untuk ribuan.")
    if cleaned.startswith("-"):
        raise NotANumber("Angka tidak boleh negatif.")
    raise NotANumber(f"“{cleaned}” bukan angka. Contoh yang benar: 307,527 atau 4.890.")


def write_number(value: Decimal | int, decimals: int | None = None) -> str:
    """A number in Indonesian form: 4890.44 -> "4.890,44". With `decimals`, half-up to so many; else as exact as it is."""
    exact = Decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{exact:,f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


_LARGER = {"g": ("kg", 1000), "ml": ("liter", 1000), "m2": ("ha", 10000)}


def echo(value: Decimal, unit: str, word: str = "") -> str:
    """How an amount was read, in words that show a slip: "4.890 g = 4,89 kg". `word` is the unit's own, "butir"."""
    said = f"{write_number(value)} {word or unit}".rstrip()
    if unit in _LARGER and value >= 100:
        larger, per = _LARGER[unit]
        return f"{said} = {write_number(value / per)} {larger}"
    return said
