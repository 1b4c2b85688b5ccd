"""What forms of this room share: a client by code, fields that are typed in the clear and never shown again."""

from __future__ import annotations

from typing import Any, cast
from uuid import UUID

from django import forms
from django.utils.datastructures import MultiValueDict

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET

from ..models import Client


def long_text(label: str, hint: str = "", *, required: bool = False) -> forms.CharField:
    """A field of several lines that is sealed when it is saved."""
    widget = forms.Textarea(attrs={"rows": 3, **QUIET})
    return forms.CharField(label=label, required=required, max_length=4000, help_text=hint, widget=widget)


class ClientCodeField(forms.ModelChoiceField[Client]):
    """A client, by the code that stands on the folder: no list of clients is sent to the page."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Client.objects.none(), to_field_name="code", label="Kode klien",
            widget=forms.TextInput(attrs=QUIET),
            error_messages={"invalid_choice": "Kode klien ini tidak dikenal. Contoh: K-2022-001."},
        )  # fmt: skip


class CodesWidget(forms.TextInput):
    """Codes on one line, with commas between them."""

    def value_from_datadict(self, data: Any, files: MultiValueDict[str, Any], name: str) -> list[str]:
        sent = data.getlist(name) if hasattr(data, "getlist") else [data.get(name) or ""]
        return [code for line in sent for code in line.replace(",", " ").split()]

    def format_value(self, value: Any) -> str:
        return ", ".join(value) if isinstance(value, list) else str(value or "")


class ClientCodesField(forms.ModelMultipleChoiceField[Client]):
    """Several clients by code: no list of clients is sent to the page."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            queryset=Client.objects.none(), to_field_name="code", widget=CodesWidget(attrs=QUIET),
            error_messages={"invalid_choice": "Kode klien %(value)s tidak dikenal. Contoh: K-2022-001."}, **options,
        )  # fmt: skip


class Uncounted:
    """For forms of records that no figure counts: they fall into no closed month, so no reason is asked for."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del cast(Any, self).fields["reason"]


def offer_only_named(form: RecordForm, name: str, *select: str) -> None:
    """Offer one record only, that of the page one came from: a list of all would say who is here.

    A record that stands keeps the one it has, and its form does not ask.
    """
    if form.instance.recorded_at:
        del form.fields[name]
        return
    field: Any = form.fields[name]
    named = form.data.get(name) if form.is_bound else form.initial.get(name)
    field.queryset = field.queryset.filter(pk=_as_key(named)).select_related(*select)
    field.empty_label = None


def _as_key(named: Any) -> UUID:
    """The id of a record or of what somebody sent in its place."""
    try:
        return UUID(str(getattr(named, "pk", named)))
    except ValueError:
        return UUID(int=0)
