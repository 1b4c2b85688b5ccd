"""The field of this room that knows how it is said: an indicator of the catalogue."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from bersinar.catalogue.declaring import How, Indicator, Section
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.thousandths import SCALE, ThousandthsField, ThousandthsInput

__all__ = ["SCALE", "IndicatorField", "ThousandthsField", "ThousandthsInput", "indicator_choices", "may_be_promised"]


def may_be_promised(indicator: Indicator) -> bool:
    """Whether a target for it has a meaning: it has one total, and is a count, not an estimate."""
    return indicator.has_total and indicator.how is not How.WEIGHTED


def indicator_choices() -> list[Any]:
    """Indicators that may be promised, by section, after the empty choice: an agreement may leave one unnamed."""
    promised = [one for one in INDICATORS.values() if may_be_promised(one)]
    groups = [
        (label("section", section.value), [(one.code, one.title) for one in promised if one.section is section])
        for section in Section
    ]
    return [("", "Belum bernama"), *groups]


class IndicatorField(models.CharField[str, str]):
    """The code of one indicator of the catalogue that may be promised; empty where the agreement names none."""

    def __init__(self, *args: Any, **options: Any) -> None:
        options.setdefault("max_length", 80)
        options.setdefault("blank", True)
        super().__init__(*args, **options)

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and (value not in INDICATORS or not may_be_promised(INDICATORS[value])):
            raise ValidationError("Indikator ini tidak ada dalam daftar.")

    def formfield(self, **options: Any) -> Any:
        return forms.ChoiceField(
            choices=indicator_choices,
            required=False,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
        )

    def words(self, value: str) -> str:
        return INDICATORS[value].title if value in INDICATORS else value
