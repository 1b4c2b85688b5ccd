"""Forms of this room."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.foundation.ui.fields import NumberField, RegionsField
from bersinar.foundation.ui.forms import RecordForm

from .models import (
    MILLIONTHS,
    PLACES,
    Case,
    Exhibit,
    Invitation,
    Network,
    Participation,
    SharedSeizure,
    Suspect,
    standing,
)

_HIDDEN_FROM_BROWSER = {"autocomplete": "off", "spellcheck": "false"}


def places_near(office: Office, keep: str | None = None) -> Any:
    """The kabupaten/kota of the office's province, the districts of its own, and what the record says already."""
    served = list(office.service_area.values_list("code", flat=True))
    provinces = {code.split(".")[0] for code in served}
    within = Q(level=RegionLevel.REGENCY, parent__in=provinces) | Q(level=RegionLevel.DISTRICT, parent__in=served)
    return Region.objects.filter(within | Q(pk=keep))


class PlacedForm(RecordForm):
    """A form whose `place` may lie outside the office's service area, as a joint case often does."""

    place_elsewhere = forms.CharField(
        label="Wilayah lain",
        required=False,
        max_length=120,
        help_text="Di luar provinsi ini, misalnya Kabupaten Jember. Bila diisi, inilah yang dipakai.",
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        place: Any = self.fields["place"]
        place.queryset, place.required = places_near(self.office, keep=self.instance.place_id), False

    def clean(self) -> dict[str, Any]:
        typed = super().clean() or self.cleaned_data
        elsewhere = typed.pop("place_elsewhere", "")
        if "place" not in self.fields:
            return typed
        if elsewhere:
            try:
                typed["place"] = RegionsField(label="").clean([elsewhere]).get(level=RegionLevel.REGENCY)
            except forms.ValidationError as error:
                self.add_error("place_elsewhere", error)
            except Region.DoesNotExist:
                self.add_error("place_elsewhere", "Tulis kabupaten atau kota.")
        elif not typed.get("place") and "place" not in self.errors:
            self.add_error("place", "Pilih wilayah kejadian, atau tulis wilayah lain.")
        return typed


class ChildForm(RecordForm):
    """A form of something that belongs to another record, and stays there: `belongs_to` is asked once."""

    belongs_to: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields[self.belongs_to]


class NetworkForm(RecordForm):
    countries = forms.MultipleChoiceField(
        label="Negara", required=False, choices=lambda: choices("country"), widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Network
        fields = ("name", "scope", "countries", "disclosed_on", "note")


class CaseForm(PlacedForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kasus": ("number", "lkn_on", "began_on", "place", "place_elsewhere", "summary"),
        "Kasus menonjol": ("prominent", "prominent_reason"),
        "Jaringan dan operasi": ("network", "operation_name"),
    }

    class Meta:
        model = Case
        fields = (
            "number",
            "lkn_on",
            "began_on",
            "place",
            "summary",
            "prominent",
            "prominent_reason",
            "network",
            "operation_name",
        )


class SuspectForm(ChildForm):
    """Name and NIK are typed, never shown again here: left empty, what is sealed stays."""

    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Identitas (terkunci)": ("case", "name", "nik"),
        "Tersangka": ("status", "named_on", "role", "sex", "birth_year", "nationality", "articles"),
    }

    name = forms.CharField(
        label="Nama atau alias", required=False, max_length=160, widget=forms.TextInput(attrs=_HIDDEN_FROM_BROWSER)
    )
    nik = forms.CharField(
        label="NIK",
        required=False,
        max_length=24,
        widget=forms.TextInput(attrs={**_HIDDEN_FROM_BROWSER, "inputmode": "numeric"}),
    )

    class Meta:
        model = Suspect
        fields = ("case", "sex", "birth_year", "status", "named_on", "role", "nationality", "articles")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            for name in ("name", "nik"):
                self.fields[name].help_text = "Kosongkan bila tidak berubah."

    def values(self) -> dict[str, Any]:
        typed = super().values()
        return {name: value for name, value in typed.items() if value or name not in ("name", "nik")}


def _amount(label: str, help_text: str) -> NumberField:
    echo = {"data-echo": "", "data-echo-url": "/baca-angka/", "data-echo-unit": "unit"}
    box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off", **echo})
    return NumberField(places=6, required=False, label=label, help_text=help_text, widget=box)


class SeizureForm(ChildForm):
    """An amount is typed in its unit, and read back while it is typed."""

    net = _amount("Jumlah bersih", "Koma untuk pecahan, titik hanya untuk ribuan: 307,527 atau 4.890.")
    gross = _amount("Berat kotor", "Hanya untuk gram dan ml. Dihitung hanya bila berat bersih tidak ada.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        unit: Any = self.fields["unit"]
        unit.choices = [("", "Pilih …"), *((code, words) for code, words in choices("unit") if code in PLACES)]
        for name in ("net", "gross"):
            kept = getattr(self.instance, name)
            self.fields[name].initial = None if kept is None else Decimal(kept) / MILLIONTHS


class ExhibitForm(SeizureForm):
    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Barang bukti": ("case", "substance", "form", "description", "seized_on"),
        "Jumlah": ("unit", "net", "gross"),
    }

    class Meta:
        model = Exhibit
        fields = ("case", "substance", "form", "description", "seized_on", "unit")


class SharedSeizureForm(SeizureForm):
    belongs_to: ClassVar[str] = "participation"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Barang bukti bersama": ("participation", "substance", "seized_on"),
        "Jumlah": ("unit", "net", "gross"),
    }

    class Meta:
        model = SharedSeizure
        fields = ("participation", "substance", "seized_on", "unit")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "participation" in self.fields:
            offered: Any = self.fields["participation"]
            offered.queryset = offered.queryset.filter(invitation=None)


class InvitationForm(ChildForm):
    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Mitra": ("case", "partner_office", "partner_body"),
        "Yang ditunjukkan": ("shares_suspects", "shares_exhibits", "note"),
    }

    class Meta:
        model = Invitation
        fields = ("case", "partner_office", "partner_body", "shares_suspects", "shares_exhibits", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        partner: Any = self.fields["partner_office"]
        partner.queryset = Office.objects.exclude(pk=self.office.pk)


class ParticipationForm(PlacedForm):
    """A participation in a case of a lead outside the system; of one inside, only note and network are one's own."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kasus bersama": (
            "lead_body",
            "lead_case_number",
            "operation_name",
            "lkn_on",
            "place",
            "place_elsewhere",
            "suspects",
        ),
        "Catatan satuan kerja ini": ("network", "note"),
    }

    class Meta:
        model = Participation
        fields = (
            "lead_body",
            "lead_case_number",
            "operation_name",
            "lkn_on",
            "place",
            "suspects",
            "network",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.follows_lead:
            for name in self.sections["Kasus bersama"]:
                del self.fields[name]


# --- forms of single actions ---------------------------------------------------------------------------------------


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Alasan", max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"}))


class PurposeForm(forms.Form):
    purpose = forms.CharField(
        label="Untuk apa identitas ini dibuka",
        max_length=200,
        help_text="Tersimpan dalam jejak pembacaan bersama nama Anda.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class FirstInAreaForm(forms.Form):
    """What is new, and in which of the substances that this case holds."""

    substance = forms.ChoiceField(label="Zat")
    novelty = CodeChoiceField(list_name="first_novelty", label="Yang pertama")
    what = forms.CharField(
        label="Apa yang baru", max_length=200, help_text="Dapat tercetak di laporan, jadi tanpa nama orang."
    )
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, case: Case, **options: Any) -> None:
        super().__init__(*args, **options)
        held = {exhibit.substance for exhibit in standing(case.exhibits.all())}
        substance: Any = self.fields["substance"]
        substance.choices = [(code, words) for code, words in choices("substance") if code in held]


class AcceptForm(forms.Form):
    network = forms.ModelChoiceField(
        Network.objects.none(),
        label="Jaringan",
        required=False,
        empty_label="Tidak ada",
        help_text="Jaringan satuan kerja ini.",
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=600,
        help_text="Dapat tercetak di laporan, jadi tanpa nama orang.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, office: Office, **options: Any) -> None:
        super().__init__(*args, **options)
        network: Any = self.fields["network"]
        network.queryset = Network.objects.standing().filter(office=office)
