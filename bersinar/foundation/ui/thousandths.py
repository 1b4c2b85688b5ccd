"""Amounts with up to three decimals, kept exactly as whole numbers of thousandths: 3,9 is 3900."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.utils.text import capfirst

from .fields import NumberField
from .numbers import write_number

SCALE = 1000


def write_thousandths(value: int | None, decimals: int | None = None) -> str:
    """ "3,9"; with `decimals` "3,90". Nothing for nothing."""
    return "" if value is None else write_number(Decimal(value) / SCALE, decimals)


class ThousandthsField(models.BigIntegerField[int | None, int | None]):
    """An amount with up to three decimals, kept exactly as a whole number of thousandths: 3,9 is 3900."""

    def formfield(self, **options: Any) -> Any:
        return ThousandthsInput(required=not self.blank, label=capfirst(self.verbose_name), help_text=self.help_text)

    def words(self, value: int | None) -> str:
        return write_thousandths(value)


class ThousandthsInput(NumberField):
    """Typed as people write it, "3,9"; given on in thousandths."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"places": 3, **options})

    def to_python(self, value: Any) -> Any:
        number = super().to_python(value)
        return None if number is None else int(number * SCALE)

    def prepare_value(self, value: Any) -> Any:
        return write_thousandths(value) if isinstance(value, int) else value
