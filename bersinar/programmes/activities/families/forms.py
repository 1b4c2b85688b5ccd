"""Forms of a cohort: its plan, its families and their members, and who left."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import SealingForm
from bersinar.foundation.ui.steps import StepForm

from ..forms import only_named
from ..models import FAMILY_INTERVENTION, ORGANISED, Family, FamilyCohort, FamilyMember
from ..models.families import CHILD, PARENT
from .actions import LEAVING, RETURNING, NewMember

_QUIET = forms.TextInput(attrs={"autocomplete": "off", "maxlength": "120"})
_SEALED = "Boleh kosong. Tersimpan terkunci dan tidak tampil di daftar mana pun."


class CohortForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kohort": ("activity", "region", "planned_families", "planned_meetings", "facilitators"),
        "Skor sebelum dan sesudah": ("instrument", "scale_least", "scale_most"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("activity", "region", "note")

    scale_least = NumberField(label="Skor terendah", places=2, initial=Decimal(0))
    scale_most = NumberField(label="Skor tertinggi", places=2, initial=Decimal(100))

    class Meta:
        model = FamilyCohort
        fields = (
            "activity", "region", "planned_families", "planned_meetings", "facilitators",
            "instrument", "scale_least", "scale_most", "note",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["activity"]
        if self.instance.recorded_at:
            del self.fields["activity"]
            return
        field.queryset = field.queryset.filter(type=FAMILY_INTERVENTION, host=ORGANISED).exclude(
            family_cohorts__in=FamilyCohort.objects.standing()
        )
        chosen = only_named(field.queryset, self.data.get("activity") or self.initial.get("activity"))
        if chosen is not None:
            field.queryset, field.empty_label = chosen, None

    def values(self) -> dict[str, Any]:
        values = super().values()
        return values if "activity" in values else {**values, "activity": self.instance.activity}


class Beneath(RecordForm):
    """A form of a record that belongs to one other, known from the page one came from and not asked again."""

    beneath: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields[self.beneath]
            return
        field: Any = self.fields[self.beneath]
        field.queryset = field.queryset.filter(pk=getattr(self.above, "pk", None))
        field.widget = forms.HiddenInput()

    @property
    def above(self) -> Any:
        """What the record belongs to; None where the address or the form named nothing that there is."""
        if self.instance.recorded_at:
            return getattr(self.instance, self.beneath)
        field: Any = self.fields[self.beneath]
        named = self.data.get(self.beneath) or self.initial.get(self.beneath)
        found = only_named(field.queryset, named)
        return found.get() if found is not None else None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.above is None:
            self.add_error(None, "Formulir ini dibuka dari halaman kohortnya. Buka kohort itu, lalu pilih lagi.")
        return cleaned


def _birth_year(label: str) -> forms.Field:
    """The form field of a year of birth, under a label of its own."""
    field: forms.Field = FamilyMember._meta.get_field("birth_year").formfield()
    field.label = label
    return field


class FamilyForm(Beneath):
    """Enrol a family: the day, one parent, one child. Of a family that stands only the day is corrected here."""

    beneath = "cohort"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Keluarga": ("cohort", "enrolled_on"),
        "Orang tua": ("parent_sex", "parent_birth_year", "parent_name"),
        "Anak": ("child_sex", "child_birth_year", "child_name"),
    }

    parent_sex = CodeChoiceField(list_name="sex", label="Jenis kelamin orang tua")
    parent_birth_year = _birth_year("Tahun lahir orang tua")
    parent_name = forms.CharField(label="Nama orang tua", required=False, widget=_QUIET, help_text=_SEALED)
    child_sex = CodeChoiceField(list_name="sex", label="Jenis kelamin anak")
    child_birth_year = _birth_year("Tahun lahir anak")
    child_name = forms.CharField(label="Nama anak", required=False, widget=_QUIET, help_text=_SEALED)

    class Meta:
        model = Family
        fields = ("cohort", "enrolled_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for role in (PARENT, CHILD):
            for part in ("sex", "birth_year", "name"):
                if self.instance.recorded_at:
                    del self.fields[f"{role}_{part}"]

    def values(self) -> dict[str, Any]:
        values = super().values()
        if self.instance.recorded_at:
            return values
        parts = {role: {part: values.pop(f"{role}_{part}") for part in ("sex", "birth_year", "name")} for role in (PARENT, CHILD)}  # fmt: skip
        return {**values, "members": [NewMember(role, **said) for role, said in parts.items()]}


class MemberForm(Beneath, SealingForm):
    """One more member, or the correction of one. A name that stands is never shown here."""

    beneath = "family"
    sealed: ClassVar[tuple[str, ...]] = ("name",)
    name = forms.CharField(label="Nama", required=False, widget=_QUIET, help_text=_SEALED)

    class Meta:
        model = FamilyMember
        fields = ("family", "role", "sex", "birth_year")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["role"]


class LeaveForm(StepForm):
    """When a family left, and why."""

    days: ClassVar[tuple[str, ...]] = ("left_on",)

    left_on = DateField(label="Tanggal keluar")
    left_reason = CodeChoiceField(list_name="family_left_reason", label="Alasan keluar")
    reason = RecordForm.base_fields["reason"]

    @staticmethod
    def act(record: Family, **said: Any) -> Family:
        """Tell that a family left."""
        return LEAVING.change(record, **said)


class ReturnForm(StepForm):
    """Take back that a family left."""

    reason = RecordForm.base_fields["reason"]

    @staticmethod
    def act(record: Family, **said: Any) -> Family:
        """Take back that a family left."""
        return RETURNING.change(record, **said, left_on=None, left_reason="")
