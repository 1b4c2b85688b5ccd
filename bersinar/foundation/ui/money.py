"""Whole rupiah, as a column and as people write it."""

from __future__ import annotations

from typing import Any

from django.db import models

from .fields import NumberField
from .numbers import write_number

MOST_RUPIAH = 10**15


def rupiah(value: int) -> str:
    """ "Rp 12.500.000"; what came back with its sign before: "-Rp 5.000"."""
    return f"{'-' if value < 0 else ''}Rp {write_number(abs(value))}"


class RupiahField(models.BigIntegerField[Any, Any]):
    """Whole rupiah."""

    def formfield(self, **options: Any) -> Any:
        return NumberField(required=not self.blank, label=str(self.verbose_name).capitalize(), help_text=self.help_text)

    def words(self, value: int | None) -> str:
        """ "Rp 12.500.000"."""
        return "" if value is None else rupiah(value)
