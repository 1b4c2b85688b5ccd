"""Reading what an office writes of a version of its own: dimensions, bands and items, one a line. Pure.

What is unclear is refused with its line; nothing is guessed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.utils.text import slugify

from bersinar.catalogue.declaring import Band
from bersinar.catalogue.indices import Dimension
from bersinar.foundation.ui.numbers import NotANumber, parse_number

T = TypeVar("T")
MOST_DIMENSIONS, _MOST_BANDS, _MOST_ITEMS = 20, 10, 120
_YES = {"terbalik", "ya", "balik"}


@dataclass(frozen=True)
class Item:
    """One question of an instrument: the dimension it belongs to, and whether a high answer is a low score."""

    words: str
    dimension: str
    turned: bool


def read_dimensions(text: str) -> tuple[Dimension, ...]:
    """ "Hukum" or "Hukum; 2" where it weighs twice. Raises ValidationError."""
    found = _read(text, _dimension, MOST_DIMENSIONS, "dimensi")
    _refuse_doubles([one.title for one in found])
    return tuple(found)


def read_bands(text: str) -> tuple[Band, ...]:
    """ "2,5; tanggap": from which value on, and the word. From the lowest up. Raises ValidationError."""
    found = _read(text, _band, _MOST_BANDS, "kategori")
    _refuse_doubles([one.label for one in found])
    least = [Decimal(one.least) for one in found]
    if least != sorted(set(least)):
        raise ValidationError("Urutkan kategori dari batas terendah; tiap batas hanya sekali.")
    return tuple(found)


def read_items(text: str, dimensions: tuple[Dimension, ...]) -> tuple[Item, ...]:
    """ "Hukum; Aturan desa dijalankan" with "; terbalik" where a high answer is a low score. Raises ValidationError."""
    named = {one.title.casefold(): one.code for one in dimensions}
    found = _read(text, lambda parts: _item(parts, named), _MOST_ITEMS, "butir")
    empty = [one.title for one in dimensions if found and one.code not in {item.dimension for item in found}]
    if empty:
        raise ValidationError(f"Belum ada butir untuk {', '.join(empty)}.")
    return tuple(found)


def _read(text: str, read: Callable[[list[str]], T], most: int, what: str) -> list[T]:
    found: list[T] = []
    faults: list[str] = []
    for number, line in _lines(text):
        try:
            found.append(read([part.strip() for part in line.split(";")]))
        except ValueError as fault:
            faults.append(f"Baris {number}: {fault}")
    if len(found) > most:
        faults.append(f"Paling banyak {most} {what}; ini {len(found)}.")
    if faults:
        raise ValidationError(" ".join(faults))
    return found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    return ((number, line) for number, line in enumerate(text.splitlines(), start=1) if line.strip())


def _dimension(parts: list[str]) -> Dimension:
    title, weight = parts[0], parts[1] if len(parts) > 1 else "1"
    if not slugify(title) or len(parts) > 2:
        raise ValueError("tulis nama dimensinya, lalu bila perlu titik koma dan bobotnya.")
    if not weight.isdecimal() or not 1 <= int(weight) <= 100:
        raise ValueError(f"bobot “{weight}” bukan bilangan bulat 1 sampai 100.")
    return Dimension(slugify(title)[:40], title, int(weight))


def _band(parts: list[str]) -> Band:
    if len(parts) != 2 or not parts[1]:
        raise ValueError("tulis batas bawahnya, titik koma, lalu sebutannya.")
    try:
        return Band(str(parse_number(parts[0])), parts[1])
    except NotANumber as error:
        raise ValueError(f"batas bawah “{parts[0]}” bukan angka.") from error


def _item(parts: list[str], dimensions: dict[str, str]) -> Item:
    if len(parts) not in (2, 3) or not parts[1]:
        raise ValueError("tulis dimensinya, titik koma, lalu butirnya.")
    if parts[0].casefold() not in dimensions:
        raise ValueError(f"dimensi “{parts[0]}” tidak ada dalam daftar dimensi di atas.")
    if len(parts) == 3 and parts[2].casefold() not in _YES:
        raise ValueError("di belakang butir hanya boleh kata terbalik.")
    return Item(parts[1], dimensions[parts[0].casefold()], len(parts) == 3)


def _refuse_doubles(titles: list[str]) -> None:
    slugs = [slugify(title)[:40] for title in titles]
    doubled = sorted({title for title in titles if slugs.count(slugify(title)[:40]) > 1})
    if doubled:
        raise ValidationError(f"Disebut dua kali: {', '.join(doubled)}.")
