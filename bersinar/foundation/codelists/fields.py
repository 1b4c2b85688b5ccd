"""Model fields that hold a code, or several, of one list: their form is a choice, their words are the list's labels."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.text import capfirst

from .lists import choices, codes, label


class CodeField(models.CharField[str, str]):
    """One code of the list `list_name`. Old records keep codes that have ended; new ones choose among the valid."""

    def __init__(self, *args: Any, list_name: str = "", **options: Any) -> None:
        options.setdefault("max_length", 60)
        super().__init__(*args, **options)
        self.list_name = list_name

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "list_name": self.list_name}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if value and value not in codes(self.list_name):
            raise ValidationError("Pilihan ini tidak ada dalam daftar.")

    def formfield(self, **options: Any) -> Any:
        return CodeChoiceField(
            list_name=self.list_name, label=options.get("label", capfirst(self.verbose_name)), required=not self.blank,
            help_text=options.get("help_text", self.help_text), initial=self.default if self.has_default() else None,
        )  # fmt: skip

    def words(self, value: str) -> str:
        """The label of a stored code."""
        return label(self.list_name, value) if value else ""


class CodeChoiceField(forms.ChoiceField):
    """A choice among the codes of a list that are valid today."""

    def __init__(self, *, list_name: str, **options: Any) -> None:
        super().__init__(choices=lambda: [("", "Pilih …"), *choices(list_name)], **options)


class CodesField(models.JSONField):
    """Several codes of one list: its form is a row of boxes, its words are the list's labels."""

    def __init__(self, *args: Any, list_name: str = "", **options: Any) -> None:
        options.setdefault("default", list)
        options.setdefault("blank", True)
        super().__init__(*args, **options)
        self.list_name = list_name

    def deconstruct(self) -> Any:
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "list_name": self.list_name}

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or not set(value) <= set(codes(self.list_name)):
            raise ValidationError("Ada pilihan yang tidak ada dalam daftar.")

    def formfield(self, **options: Any) -> Any:
        return forms.MultipleChoiceField(
            choices=lambda: choices(self.list_name), widget=forms.CheckboxSelectMultiple, required=not self.blank,
            label=options.get("label", capfirst(self.verbose_name)),
            help_text=options.get("help_text", self.help_text),
        )  # fmt: skip

    def words(self, value: list[str]) -> str:
        """The labels of stored codes."""
        return ", ".join(label(self.list_name, code) for code in value or ())
