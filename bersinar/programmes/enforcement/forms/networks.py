"""The form of a network."""

from __future__ import annotations

from django import forms

from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.forms import RecordForm

from ..models import Network


class NetworkForm(RecordForm):
    countries = forms.MultipleChoiceField(
        label="Negara", required=False, choices=lambda: choices("country"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Network
        fields = ("name", "scope", "countries", "disclosed_on", "note")
