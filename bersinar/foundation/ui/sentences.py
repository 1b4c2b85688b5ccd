"""What forms say where a field says nothing of its own: Django's sentences, in an officer's words.

A field or a model with a sentence of its own keeps it.
"""

from __future__ import annotations

from typing import Any

from django import forms
from django.core import validators
from django.db import models

EMPTY = "Isian ini tidak boleh kosong."
_UNKNOWN = "Pilihan ini tidak ada pada daftar. Pilih salah satu."

_OF_FORMS: dict[type[forms.Field], dict[str, str]] = {
    forms.Field: {"required": EMPTY},
    forms.ChoiceField: {"invalid_choice": _UNKNOWN},
    forms.MultipleChoiceField: {"invalid_choice": _UNKNOWN, "invalid_list": "Pilih dari daftar."},
    forms.ModelChoiceField: {"invalid_choice": _UNKNOWN},
    forms.ModelMultipleChoiceField: {
        "invalid_choice": _UNKNOWN, "invalid_list": "Pilih dari daftar.", "invalid_pk_value": _UNKNOWN,
    },
    forms.DateField: {"invalid": "Tanggal tidak dikenal. Contoh: 30-12-2022."},
    forms.TimeField: {"invalid": "Jam tidak dikenal. Contoh: 08.00."},
    forms.DateTimeField: {"invalid": "Hari dan jam tidak dikenal. Contoh: 30-12-2022 08.00."},
    forms.IntegerField: {"invalid": "Isi dengan bilangan bulat."},
    forms.DecimalField: {"invalid": "Isi dengan angka."},
    forms.FileField: {
        "invalid": "Pilih dahulu berkasnya.", "missing": "Pilih dahulu berkasnya.",
        "empty": "Berkas ini kosong. Pilih berkas lain.",
    },
}  # fmt: skip
_OF_MODELS = {
    "invalid_choice": _UNKNOWN,
    "null": EMPTY,
    "blank": EMPTY,
    "unique": "%(field_label)s ini sudah dipakai rekam lain.",
}
_OF_LIMITS: dict[type[validators.BaseValidator], str] = {
    validators.MaxLengthValidator: "Paling banyak %(limit_value)d huruf; sekarang %(show_value)d.",
    validators.MinLengthValidator: "Paling sedikit %(limit_value)d huruf; sekarang %(show_value)d.",
    validators.MaxValueValidator: "Paling besar %(limit_value)s.",
    validators.MinValueValidator: "Paling kecil %(limit_value)s.",
}


def speak_plainly() -> None:
    """Put these sentences in place of Django's; once, when the program starts."""
    for field, said in _OF_FORMS.items():
        field.default_error_messages = {**field.__dict__.get("default_error_messages", {}), **said}
    of_models: Any = models.Field
    of_models.default_error_messages = {**of_models.default_error_messages, **_OF_MODELS}
    for limit, sentence in _OF_LIMITS.items():
        limit.message = sentence
