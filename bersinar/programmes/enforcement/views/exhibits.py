"""Pages of exhibits; and how amounts are shown, here and in a joint case."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from bersinar.foundation.ui.pages import Column, Panel

from ..actions import EXHIBITS
from ..forms.exhibits import ExhibitForm
from ..models import Exhibit
from .base import ChildPages, back_to_case, initial_case
from .containers import of_exhibit

AMOUNT: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("Jumlah", lambda seizure: seizure.in_words),
    ("Berat kotor", lambda seizure: seizure.gross_in_words),
)

EXHIBIT = ChildPages(
    "enforcement", "exhibit", "barang-bukti", Exhibit, "barang bukti", "Barang bukti",
    columns=(Column("Zat", "substance"),), form=ExhibitForm, verbs=EXHIBITS,
    has_list=False, select=("case",), parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(Panel("Barang bukti", ("substance", "form", *AMOUNT, "seized_on", "description")),),
    detail_template="enforcement/exhibit.html", extras=(of_exhibit,),
)  # fmt: skip
