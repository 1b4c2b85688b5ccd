"""The page of an office's rule: one record for the office, neutral until somebody says otherwise, with its history."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.wire.refusals import Refusal

from .fields import NumberField
from .forms import bring_back
from .history import history_of


class RuleForm(forms.ModelForm[Any]):
    """An office's rule. The action validates; numbers are typed as everywhere."""

    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name, field in self.fields.items():
            if isinstance(field, forms.IntegerField) and name != "version":
                self.fields[name] = NumberField(label=field.label, help_text=field.help_text, least=1)
        self.fields["version"].initial = self.instance.version if self.instance.recorded_at else None

    def _post_clean(self) -> None:
        """Nothing: the model's rules are the action's to apply."""


def rule_page(
    request: HttpRequest, form: RuleForm, save: Callable[..., Any], *, lead: str, back: tuple[str, str]
) -> HttpResponseBase:
    """Show the rule, or save it and come back to it. `back` is the title and the address of where one came from."""
    stands = form.instance if form.instance.recorded_at else None
    if form.is_bound and form.is_valid():
        typed = dict(form.cleaned_data)
        try:
            save(based_on=typed.pop("version"), **typed)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, "Aturan tersimpan.")
            return redirect(request.path)
    title = str(form.instance)
    context = {
        "form": form,
        "title": title,
        "lead": lead,
        "back": back,
        "timeline": history_of(stands) if stands else [],
    }
    return render(request, "ui/rule.html", context, status=422 if form.is_bound else 200)
