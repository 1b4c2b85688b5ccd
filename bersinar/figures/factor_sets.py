"""Shipped factor sets. None of them is official: sources differ, so each names its own, and an office has to choose."""

from __future__ import annotations

from typing import Any

from .models import FactorBasis, FactorSet

_SEIZED, _DESTROYED = FactorBasis.SEIZED, FactorBasis.DESTROYED

# name: (where it was said, of which amounts, {(substance, unit): persons per unit})
SHIPPED: dict[str, tuple[str, FactorBasis, dict[tuple[str, str], str]]] = {
    "Sabu 2 orang per gram": (
        "Pernyataan pers satuan kerja, akhir 2022",
        _SEIZED,
        {("methamphetamine", "g"): "2"},
    ),
    "Sabu 2, ganja 0,5, ekstasi 1": (
        "Pernyataan pers BNN RI, Oktober 2023",
        _SEIZED,
        {("methamphetamine", "g"): "2", ("cannabis", "g"): "0.5", ("ecstasy", "capsule"): "1"},
    ),
    "Sabu 2, ganja 0,5, ekstasi 1, dari yang dimusnahkan": (
        "Pernyataan pers BNN RI, November 2023",
        _DESTROYED,
        {("methamphetamine", "g"): "2", ("cannabis", "g"): "0.5", ("ecstasy", "capsule"): "1"},
    ),
    "Sabu 4, ganja sepertiga, ekstasi 1": (
        "Pernyataan pers Bareskrim Polri, Januari 2022",
        _SEIZED,
        {("methamphetamine", "g"): "4", ("cannabis", "g"): "1/3", ("ecstasy", "tablet"): "1"},
    ),
}


def load_factor_sets(**_: Any) -> None:
    """Add the shipped sets that are not there yet. Runs after migrating."""
    for name, (source, basis, factors) in SHIPPED.items():
        rows = [
            {"substance": substance, "unit": unit, "factor": factor} for (substance, unit), factor in factors.items()
        ]
        FactorSet.objects.get_or_create(name=name, defaults={"source": source, "basis": basis, "factors": rows})
