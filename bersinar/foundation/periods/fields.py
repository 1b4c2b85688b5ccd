"""Model fields for years: never written with a thousands mark."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.db import models
from django.utils.text import capfirst

EARLIEST = 2010


class YearField(models.PositiveSmallIntegerField[int, int]):
    """The year that a line of a programme, a target or a report belongs to."""

    def formfield(self, **options: Any) -> Any:
        def offered() -> list[tuple[str | int, str]]:
            return [("", "Pilih …"), *((year, str(year)) for year in range(date.today().year + 1, EARLIEST - 1, -1))]

        return forms.TypedChoiceField(
            choices=offered,
            coerce=int,
            empty_value=None,
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
            initial=lambda: date.today().year,
        )

    def words(self, value: int) -> str:
        """ "2023"."""
        return str(value)


class BirthYearField(models.PositiveSmallIntegerField[Any, Any]):
    """The year in which somebody was born: typed with its four digits."""

    def formfield(self, **options: Any) -> Any:
        return forms.IntegerField(
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=not self.blank,
            widget=forms.TextInput(attrs={"inputmode": "numeric", "maxlength": "4", "autocomplete": "off"}),
            error_messages={"invalid": "Isi tahun dengan empat angka, misalnya 1998."},
        )

    def words(self, value: int | None) -> str:
        """ "1998"."""
        return str(value or "")
