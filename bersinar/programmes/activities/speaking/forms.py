"""Forms of narasumber."""

from __future__ import annotations

from typing import Any

from django import forms

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.fields import NumberField
from bersinar.foundation.ui.forms import RecordForm

from ..models import Speaker, Talk


def officers_of(office: Any) -> Any:
    """The people who have an account in an office, by name."""
    return (
        User.objects.filter(memberships__office=office, memberships__ended_at__isnull=True, is_active=True)
        .distinct()
        .order_by("full_name")
    )


class SpeakerForm(RecordForm):
    not_copied = ("name", "user", "full_name")

    full_name = forms.CharField(
        label="Nama lengkap (terkunci)", required=False, max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Hanya untuk perorangan. Setiap pembukaan dicatat.",
    )  # fmt: skip

    class Meta:
        model = Speaker
        fields = ("kind", "name", "body", "user")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        account: Any = self.fields["user"]
        account.queryset = officers_of(self.office)
        account.empty_label = "Tanpa akun"
        if self.instance.full_name:
            self.fields["full_name"].help_text = "Sudah tersimpan terkunci. Kosongkan bila tidak berubah."

    def values(self) -> dict[str, Any]:
        values = super().values()
        if not values["full_name"]:
            del values["full_name"]
        return values


class TalkForm(RecordForm):
    hours = NumberField(
        label="Lama (jam)", places=1, required=False, help_text="Misalnya 1,5. Kosongkan bila tidak diketahui."
    )

    class Meta:
        model = Talk
        fields = ("meeting", "speaker", "topic", "hours")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        only_named(self, "meeting")


def only_named(form: RecordForm, name: str) -> None:
    """Offer only the parent that the address or the record names: nobody looks through a year's pelaksanaan."""
    field: Any = form.fields[name]
    known = getattr(form.instance, f"{name}_id") or form.data.get(name) or form.initial.get(name)
    try:
        field.queryset = field.queryset.filter(pk=known) if known else field.queryset.none()
    except (ValueError, forms.ValidationError):
        field.queryset = field.queryset.none()
    field.empty_label = None
    if known:
        field.widget = forms.HiddenInput()
