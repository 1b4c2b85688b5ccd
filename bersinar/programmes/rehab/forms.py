"""Forms of this room."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm

from .models import Aftercare, Client, Episode, Facility, PathwayDecision, Strengthening

_QUIET = {"autocomplete": "off"}
_KEPT = "Tersimpan terkunci. Kosongkan bila tidak berubah; tulis - untuk menghapusnya."


class FacilityForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Fasilitas": ("name", "kind", "owner", "region"),
        "Sertifikat": ("certificate", "certified_until"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "certificate", "certified_until")

    class Meta:
        model = Facility
        fields = ("name", "kind", "owner", "region", "certificate", "certified_until")


class StrengtheningForm(RecordForm):
    class Meta:
        model = Strengthening
        fields = ("facility", "kind", "day", "result")


class ClientCodeField(forms.ModelChoiceField[Client]):
    """A client, by the code that stands on the folder: no list of clients is sent to the page."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Client.objects.none(), to_field_name="code", label="Kode klien",
            widget=forms.TextInput(attrs=_QUIET),
            error_messages={"invalid_choice": "Kode klien ini tidak dikenal. Contoh: K-2022-001."},
        )  # fmt: skip


class SealingForm(RecordForm):
    """A form with sealed fields: they are typed in the clear and never shown again."""

    sealed: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            for name in self.sealed:
                self.fields[name].help_text = _KEPT

    def values(self) -> dict[str, Any]:
        """What was typed. Of a record that stands, a sealed field left empty stays as it is."""
        typed = super().values()
        if not self.instance.recorded_at:
            return typed
        kept = {name: value for name, value in typed.items() if name not in self.sealed or value not in (None, "")}
        return {name: "" if name in self.sealed and value == "-" else value for name, value in kept.items()}


class BirthDateField(DateField):
    """A birth date, or "-" where it is to be removed."""

    def to_python(self, value: Any) -> Any:
        return value if value == "-" else super().to_python(value)


class ClientForm(SealingForm):
    sealed: ClassVar[tuple[str, ...]] = ("name", "nik", "birth_date", "phone", "address")
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Klien": ("registered_on", "sex", "birth_year"),
        "Identitas": ("name", "nik", "birth_date", "phone", "address"),
    }

    name = forms.CharField(label="Nama", required=False, max_length=120, widget=forms.TextInput(attrs=_QUIET))
    nik = forms.CharField(
        label="NIK", required=False, max_length=24, widget=forms.TextInput(attrs={"inputmode": "numeric", **_QUIET}),
        help_text="16 angka. Disimpan terkunci; dipakai untuk mengenali klien yang datang lagi.",
    )  # fmt: skip
    birth_date = BirthDateField(
        label="Tanggal lahir", required=False, help_text="Disimpan terkunci.",
        widget=forms.TextInput(attrs={"placeholder": "HH-BB-TTTT", **_QUIET}),
    )  # fmt: skip
    phone = forms.CharField(
        label="Nomor telepon",
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"inputmode": "tel", **_QUIET}),
    )
    address = forms.CharField(
        label="Alamat", required=False, max_length=300, widget=forms.Textarea(attrs={"rows": 2, **_QUIET})
    )

    class Meta:
        model = Client
        fields = ("registered_on", "sex", "birth_year")


class EpisodeForm(SealingForm):
    """On the way in with a pathway and without a closing; afterwards the other way round."""

    sealed: ClassVar[tuple[str, ...]] = ("note",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penerimaan": ("client", "entry_path", "contacted_on", "admitted_on", "pathway"),
        "Layanan": ("facility", "substance", "note"),
        "Penutupan": ("closed_on", "closing_reason"),
    }

    client = ClientCodeField()
    pathway = PathwayDecision._meta.get_field("pathway").formfield()
    note = forms.CharField(
        label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, **_QUIET}),
        help_text="Disimpan terkunci.",
    )  # fmt: skip

    class Meta:
        model = Episode
        fields = (
            "client",
            "entry_path",
            "contacted_on",
            "admitted_on",
            "facility",
            "substance",
            "closed_on",
            "closing_reason",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in ("client", "pathway") if self.instance.recorded_at else ("closed_on", "closing_reason"):
            del self.fields[name]


class DecisionForm(RecordForm):
    class Meta:
        model = PathwayDecision
        fields = ("episode", "decided_on", "pathway")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["episode"]
            return
        # One episode only, that of the page one came from: a list of all would say who is here.
        field: Any = self.fields["episode"]
        named = self.data.get("episode") if self.is_bound else self.initial.get("episode")
        field.queryset = field.queryset.filter(pk=_as_key(named)).select_related("client")
        field.empty_label = None


def _as_key(named: Any) -> UUID:
    """The id of an episode or of what somebody sent in its place."""
    try:
        return UUID(str(getattr(named, "pk", named)))
    except ValueError:
        return UUID(int=0)


class AftercareForm(RecordForm):
    client = ClientCodeField()

    class Meta:
        model = Aftercare
        fields = ("client", "kind", "started_on", "ended_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["client"]
