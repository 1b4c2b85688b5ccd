"""What is printed of a sheet of codes: labels for the pots, and the empty list that the institution fills in and keeps."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.typesetting.labels import drawn
from bersinar.foundation.typesetting.page import print_page

from .models import PotSheet

LABELS: Final = Path(__file__).with_name("pots.typ")
NAMES: Final = Path(__file__).with_name("potlist.typ")


def print_labels(sheet: PotSheet, codes: Sequence[str]) -> bytes:
    """The labels as PDF, 24 a page on label paper. No institution stands on a pot: it travels."""
    day = long_date(sheet.planned_on)
    return print_page(LABELS, {"labels": [{"qr": drawn(code), "code": code, "day": day} for code in codes]})


def print_names(sheet: PotSheet, codes: Sequence[str]) -> bytes:
    """The list of codes with empty places for names, which no system ever takes in."""
    title = f"{sheet.institution}, {long_date(sheet.planned_on)}"
    return print_page(NAMES, {"title": title, "codes": list(codes)})
