"""A form speaks in an officer's words, also where its fields say nothing of their own."""

from __future__ import annotations

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxLengthValidator, MinValueValidator
from django.db import models

from bersinar.foundation.codelists.models import Code


class Asked(forms.Form):
    name = forms.CharField(max_length=5)
    kind = forms.ChoiceField(choices=[("a", "A")])
    kinds = forms.MultipleChoiceField(choices=[("a", "A")])
    code = forms.ModelChoiceField(Code.objects.none())
    day = forms.DateField()
    hour = forms.TimeField()
    count = forms.IntegerField(min_value=1)
    amount = forms.DecimalField()
    file = forms.FileField()


def sentences(form: forms.Form) -> dict[str, str]:
    return {name: " ".join(map(str, errors)) for name, errors in form.errors.items()}


def test_what_is_left_empty_is_said_alike_everywhere() -> None:
    assert set(sentences(Asked({})).values()) == {"Isian ini tidak boleh kosong."}


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("name", "terlalu", "Paling banyak 5 huruf; sekarang 7."),
        ("kind", "z", "Pilihan ini tidak ada pada daftar. Pilih salah satu."),
        ("kinds", ["z"], "Pilihan ini tidak ada pada daftar. Pilih salah satu."),
        ("code", "z", "Pilihan ini tidak ada pada daftar. Pilih salah satu."),
        ("day", "besok", "Tanggal tidak dikenal. Contoh: 30-12-2022."),
        ("hour", "pagi", "Jam tidak dikenal. Contoh: 08.00."),
        ("count", "banyak", "Isi dengan bilangan bulat."),
        ("count", "0", "Paling kecil 1."),
        ("amount", "banyak", "Isi dengan angka."),
    ],
)
def test_what_is_wrong_is_said_with_what_to_do(name: str, typed: object, sentence: str) -> None:
    assert sentences(Asked({name: typed}))[name] == sentence


def test_models_say_the_same() -> None:
    with pytest.raises(ValidationError, match="Isian ini tidak boleh kosong"):
        models.CharField(max_length=5).clean("", None)
    with pytest.raises(ValidationError, match="Pilihan ini tidak ada pada daftar"):
        models.CharField(max_length=5, choices=[("a", "A")]).clean("z", None)
    with pytest.raises(ValidationError, match="Paling banyak 2 huruf; sekarang 3"):
        MaxLengthValidator(2)("abc")
    with pytest.raises(ValidationError, match="Paling kecil 2"):
        MinValueValidator(2)(1)
