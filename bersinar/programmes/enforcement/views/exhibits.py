"""Pages of exhibits; and how amounts are shown and added up, here and in a joint case."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.pages import Column, Panel

from ..actions import EXHIBITS
from ..forms.exhibits import ExhibitForm
from ..models import WEIGHED, Exhibit, Seizure, amount_in_words
from .base import ChildPages, back_to_case, initial_case


def sums(seizures: Iterable[Seizure]) -> list[tuple[str, str, str]]:
    """(substance, net or gross, exact amount with its unit): never across units, nor net with gross."""
    added: Counter[tuple[str, str, str]] = Counter()
    for seizure in seizures:
        added[seizure.substance, seizure.unit, seizure.aspect] += seizure.amount
    return [
        (
            label("substance", substance),
            label("aspect", aspect) if unit in WEIGHED else "",
            amount_in_words(amount, unit),
        )
        for (substance, unit, aspect), amount in sorted(added.items())
    ]


AMOUNT: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("Jumlah", lambda seizure: seizure.in_words),
    ("Berat kotor", lambda seizure: seizure.gross_in_words),
)

EXHIBIT = ChildPages(
    "enforcement", "exhibit", "barang-bukti", Exhibit, "barang bukti", "Barang bukti",
    columns=(Column("Zat", "substance"),), form=ExhibitForm, verbs=EXHIBITS,
    has_list=False, select=("case",), parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(Panel("Barang bukti", ("substance", "form", *AMOUNT, "seized_on", "description")),),
)  # fmt: skip
