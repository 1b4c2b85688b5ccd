"""Terms of law and holidays as whoever keeps the lists maintains them; enforcement officers read along."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.deadlines.actions import drop_holiday, keep_holiday, keep_rule, load_holidays
from bersinar.foundation.deadlines.models import DeadlineRule, Holiday, years_not_loaded
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal


class _Kept(forms.ModelForm[Any]):
    """The action validates; what it refuses comes back to the fields."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["version"].initial = self.instance.version if self.instance.pk else None

    def _post_clean(self) -> None:
        """Nothing: the model's rules are the action's to apply."""


class RuleForm(_Kept):
    amount = NumberField(label="Lama", least=1)
    extra = NumberField(label="Tambahan lama", least=1, required=False)
    valid_from = DateField(label="Berlaku sejak", required=False)
    valid_until = DateField(
        label="Berlaku sampai",
        required=False,
        help_text="Bila hukumnya berubah, akhiri aturan ini dan catat yang baru; tenggat lama tetap mengikuti yang lama.",
    )

    class Meta:
        model = DeadlineRule
        fields = (
            "key", "regime", "law", "ground", "from_event", "to_events", "amount", "unit", "first_day_counts",
            "extended_by", "extra", "applies", "per", "dropped_by", "valid_from", "valid_until",
        )  # fmt: skip


class HolidayForm(_Kept):
    day = DateField(label="Tanggal")

    class Meta:
        model = Holiday
        fields = ("day", "name", "yearly")


class HolidaysForm(forms.Form):
    """A year's list, pasted or as a file."""

    text = forms.CharField(
        label="Daftar hari libur", required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 12}),
        help_text="Satu hari libur satu baris: 21-03-2026; Hari Raya Idulfitri. Yang sudah tercatat dilewati.",
    )  # fmt: skip
    file = forms.FileField(
        label="Atau berkas teks", required=False, help_text="TXT atau CSV dengan baris yang sama, paling banyak 100 kB.",
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.csv"}),
    )  # fmt: skip

    def listed(self) -> str:
        """What was typed and what the file says. Raises Refusal where the file is none of text."""
        upload, typed = self.cleaned_data["file"], str(self.cleaned_data["text"])
        if upload is None:
            return typed
        try:
            if upload.size > _MOST_BYTES:
                raise ValueError(upload.size)
            return (
                f"{typed}\n{upload.read().decode('utf-8-sig')}"
                if typed.strip()
                else str(upload.read().decode("utf-8-sig"))
            )
        except ValueError as error:
            sentence = "Berkas ini bukan teks, atau lebih besar dari 100 kB."
            raise Refusal("invalid", sentence, fields={"file": sentence}) from error


_MOST_BYTES = 100_000


@needs(P.CODES_MANAGE, P.ENFORCEMENT_READ)
def rules(request: HttpRequest) -> HttpResponseBase:
    """All rules, by what they are about, and the holidays."""
    today = timezone.localdate()
    kept = sorted(DeadlineRule.objects.all(), key=lambda one: (label("deadline", one.key), str(one.valid_from), one.pk))
    context = {
        "rules": [(one, one.valid_until is not None and one.valid_until < today) for one in kept],
        "holidays": list(Holiday.objects.all()), "may_write": user_of(request).may(P.CODES_MANAGE),
        "not_loaded": years_not_loaded(today),
    }  # fmt: skip
    return render(request, "desk/deadline_rules.html", context)


@needs(P.CODES_MANAGE)
def rule(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Add a rule, or change one."""
    held = get_object_or_404(DeadlineRule, pk=pk) if pk else DeadlineRule()
    form = RuleForm(request.POST or None, instance=held)
    return _keep(request, form, keep_rule, "rule", held, "Aturan tenggat baru")


@needs(P.CODES_MANAGE)
def holiday(request: HttpRequest, pk: int | None = None) -> HttpResponseBase:
    """Add a holiday, or change one."""
    held = get_object_or_404(Holiday, pk=pk) if pk else Holiday()
    form = HolidayForm(request.POST or None, instance=held)
    return _keep(request, form, keep_holiday, "holiday", held, "Hari libur baru")


@needs(P.CODES_MANAGE)
def holidays_load(request: HttpRequest) -> HttpResponseBase:
    """Take in a year's list of holidays at once."""
    form = HolidaysForm(request.POST or None, request.FILES or None)
    if form.is_bound and form.is_valid():
        try:
            new, known = load_holidays(text=form.listed(), by=user_of(request))
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            passed = f" {known} sudah tercatat dan dilewati." if known else ""
            messages.success(request, f"{new} hari libur ditambahkan.{passed}")
            return redirect("desk:deadline_rules")
    context = {"form": form, "title": "Muat hari libur", "drop": None, "with_file": True}
    return render(request, "desk/deadline_form.html", context, status=422 if form.is_bound else 200)


def _keep(request: HttpRequest, form: _Kept, do: Any, name: str, held: Any, new: str) -> HttpResponseBase:
    if form.is_bound and form.is_valid():
        typed = dict(form.cleaned_data)
        based_on = typed.pop("version")
        try:
            do(**{name: held}, values=typed, based_on=based_on, by=user_of(request))
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Tersimpan.")
            return redirect("desk:deadline_rules")
    title = str(held) if held.pk else new
    drop = held if name == "holiday" and held.pk else None
    context = {"form": form, "title": title, "drop": drop}
    return render(request, "desk/deadline_form.html", context, status=422 if form.is_bound else 200)


@require_POST
@needs(P.CODES_MANAGE)
def holiday_drop(request: HttpRequest, pk: int) -> HttpResponseBase:
    """Take a holiday away."""
    drop_holiday(holiday=get_object_or_404(Holiday, pk=pk), by=user_of(request))
    messages.success(request, "Hari libur dihapus.")
    return redirect("desk:deadline_rules")
