"""Slips with a code: what is printed for somebody who is invited to a talk.

A slip lies on a kitchen table. It names neither the office nor its purpose: whoever finds it learns a place, a day and
a row of letters that open nothing by themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Final

from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.reaching.messages import refused_words
from bersinar.foundation.typesetting.page import print_page

TEMPLATE: Final = Path(__file__).with_name("slip.typ")
LONGEST: Final = 200


def fault_of_place(place: str) -> str:
    """What is wrong with the words that say where to come, in a sentence; empty where nothing is."""
    if not place.strip():
        return "Isi tempat bertemu, misalnya jalan dan nomor gedung."
    if len(place) > LONGEST:
        return f"Terlalu panjang, paling banyak {LONGEST} huruf."
    if found := refused_words(place):
        return f"Hapus kata “{'”, “'.join(found)}”: lembar ini dapat terbaca orang lain. Tulis jalan dan nomornya saja."
    return ""


def print_slips(codes: Sequence[str], place: str, until: date) -> bytes:
    """The slips as PDF, eight a page, to cut apart. The codes leave here once, for the printer."""
    return print_page(TEMPLATE, {"codes": list(codes), "place": place.strip(), "until": long_date(until)})
