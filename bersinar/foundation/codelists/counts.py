"""A model field that holds a whole number for some codes of a list: people by age band, results by parameter.

What is not known is left out; it is never zero. The field knows no rule that joins the numbers with others: these are
the record's own.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from bersinar.foundation.ui.fields import NumberField
from bersinar.foundation.ui.numbers import write_number

from .lists import choices, codes, label

Labelled = Sequence[tuple[str, str]]


class CountsField(models.JSONField):
    """Whole numbers by the codes of the list `list_name`."""

    def __init__(self, *args: Any, list_name: str = "", **options: Any) -> None:
        options.setdefault("default", dict)
        options.setdefault("blank", True)
        super().__init__(*args, **options)
        self.list_name = list_name

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "list_name": self.list_name}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        known = codes(self.list_name)
        for code, count in value.items():
            if code not in known or not isinstance(count, int) or count < 0:
                raise ValidationError("Isi dengan bilangan bulat untuk pilihan yang ada dalam daftar.")

    def formfield(self, **options: Any) -> Any:
        return CountsFormField(
            lambda: choices(self.list_name),
            label=capfirst(self.verbose_name),
            help_text=self.help_text,
            required=False,
        )

    def words(self, value: Mapping[str, int]) -> str:
        """ "12–17 tahun: 20; 18–24 tahun: 5"."""
        return "; ".join(
            f"{label(self.list_name, code)}: {write_number(count)}" for code, count in (value or {}).items()
        )


class CountsWidget(forms.Widget):
    """One small box for every code, each with its own label."""

    template_name = "ui/counts.html"
    use_fieldset = True

    def __init__(self, offered: Callable[[], Labelled]) -> None:
        super().__init__()
        self.offered = offered

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        said = {code: write_number(count) if isinstance(count, int) else count for code, count in (value or {}).items()}
        context = super().get_context(name, None, attrs)
        return {**context, "boxes": [(f"{name}_{code}", words, said.get(code, "")) for code, words in self.offered()]}

    def value_from_datadict(self, data: Any, files: Any, name: str) -> dict[str, str]:
        return {code: str(data.get(f"{name}_{code}") or "").strip() for code, _ in self.offered()}

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return all(f"{name}_{code}" not in data for code, _ in self.offered())


class CountsFormField(forms.Field):
    """Numbers as people type them; an empty box is not a zero."""

    def __init__(self, offered: Callable[[], Labelled], **options: Any) -> None:
        super().__init__(widget=CountsWidget(offered), **options)
        self.offered = offered

    def clean(self, value: Any) -> dict[str, int]:
        kept, problems = {}, []
        for code, words in self.offered():
            try:
                number = NumberField(required=False).clean((value or {}).get(code))
            except ValidationError as error:
                problems.append(f"{words}: {' '.join(error.messages)}")
            else:
                if number is not None:
                    kept[code] = number
        if problems:
            raise ValidationError(problems)
        return kept
