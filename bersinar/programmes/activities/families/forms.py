"""Forms of a cohort: its plan, its families, who came, what was measured."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, ClassVar

from django import forms

from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.steps import StepForm

from ..forms import only_named
from ..models import FAMILY_INTERVENTION, ORGANISED, Family, FamilyCohort, FamilyMember, FamilyRoll, FamilyTest
from ..models.families import CHILD, HUNDREDTHS, PARENT
from .actions import LEAVING, RETURNING, NewMember

_QUIET = forms.TextInput(attrs={"autocomplete": "off", "maxlength": "120"})
_SEALED = "Boleh kosong. Tersimpan terkunci dan tidak tampil di daftar mana pun."
_KEPT = "Tersimpan terkunci. Kosongkan bila tidak berubah; tulis - untuk menghapusnya."


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


class _Beneath(RecordForm):
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


class FamilyForm(_Beneath):
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


class MemberForm(_Beneath):
    """One more member, or the correction of one. A name that stands is never shown here."""

    beneath = "family"
    name = forms.CharField(label="Nama", required=False, widget=_QUIET, help_text=_SEALED)

    class Meta:
        model = FamilyMember
        fields = ("family", "role", "sex", "birth_year")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["role"]
            self.fields["name"].help_text = _KEPT
            self.initial.pop("name", None)

    def values(self) -> dict[str, Any]:
        values = super().values()
        if not values["name"]:
            del values["name"]
        elif values["name"].strip() == "-":
            values["name"] = ""
        return values


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


class WhoCame(forms.CheckboxSelectMultiple):
    """A large box for every member, family by family."""

    template_name = "activities/who_came.html"


class RollForm(_Beneath):
    """Who came to one meeting. Everybody who is enrolled stands ticked at first: one unticks who stayed away."""

    beneath = "meeting"
    present = forms.ModelMultipleChoiceField(
        FamilyMember.objects.none(), label="Yang hadir", required=False, widget=WhoCame,
        help_text="Semua yang terdaftar sudah dicentang. Hapus centang orang yang tidak datang.",
        error_messages={"invalid_choice": "Ada orang yang bukan anggota kohort ini, atau sudah keluar."},
    )  # fmt: skip

    class Meta:
        model = FamilyRoll
        fields = ("meeting",)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        meeting = self.above
        offered = _offered(meeting) if meeting is not None else []
        field: Any = self.fields["present"]
        field.queryset = FamilyMember.objects.filter(pk__in=[one.pk for one in offered])
        field.choices = [(f"Keluarga {code}", rows) for code, rows in _by_family(offered).items()]
        if not self.is_bound:
            ticked = self.instance.came() if self.instance.recorded_at else offered
            self.initial["present"] = [one.pk for one in ticked]

    def values(self) -> dict[str, Any]:
        values = super().values()
        return {**values, "present": list(values["present"])}


def _offered(meeting: Any) -> list[FamilyMember]:
    """Everybody enrolled who had not left by the day of a meeting."""
    rows = FamilyMember.objects.standing().filter(
        family__cohort__activity=meeting.activity_id,
        family__cohort__cancelled_at__isnull=True,
        family__cancelled_at__isnull=True,
    )
    rows = rows.exclude(family__left_on__lte=meeting.held_on).select_related("family")
    return list(rows.order_by("family__number", "-role", "number"))


def _by_family(members: list[FamilyMember]) -> dict[str, list[tuple[Any, str]]]:
    roles = dict(choices("family_role"))
    grouped: dict[str, list[tuple[Any, str]]] = {}
    for one in members:
        words = f"{roles.get(one.role, one.role)} ({one.code})"
        grouped.setdefault(one.family.code, []).append((one.pk, words))
    return grouped


@dataclass(frozen=True)
class ScoreRow:
    """One member's line of the score form: the code, and a box for every dimension."""

    code: str
    boxes: list[tuple[str, forms.BoundField]]


class TestForm(_Beneath):
    """The scores of everybody, before or after: a line a member, a box a dimension. An empty box is no score."""

    __test__ = False
    beneath = "cohort"

    class Meta:
        model = FamilyTest
        fields = ("cohort", "phase", "taken_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        phase = self.instance.phase or self.data.get("phase") or self.initial.get("phase") or ""
        self.phase_words = dict(choices("family_phase")).get(str(phase), "")
        self.fields["phase"].widget = forms.HiddenInput()
        if self.instance.recorded_at:
            del self.fields["phase"]
        self.members = _measured(self.above) if self.above is not None else []
        for member, dimension, _ in self._cells():
            box = NumberField(
                places=2, least=None, required=False, label=f"{member.code}, {self.dimensions[dimension]}"
            )
            box.widget.attrs |= {"aria-label": box.label}
            self.fields[_cell(member, dimension)] = box
            score = self.instance.of(member).get(dimension) if self.instance.recorded_at else None
            box.initial = Decimal(score) / HUNDREDTHS if score is not None else None
        self.order_fields([name for name in self.fields if name != "reason"] + ["reason"])

    @property
    def dimensions(self) -> dict[str, str]:
        return dict(choices("family_dimension"))

    @property
    def scale(self) -> str:
        """The scale of the cohort's instrument, for the hint above the table."""
        return self.above.scale if self.above is not None else ""

    @property
    def instrument(self) -> str:
        """The instrument and its version, as the code list calls it."""
        return dict(choices("family_instrument")).get(self.above.instrument, "") if self.above is not None else ""

    def _cells(self) -> Iterator[tuple[FamilyMember, str, str]]:
        for member in self.members:
            for dimension in self.dimensions:
                yield member, dimension, _cell(member, dimension)

    def rows(self) -> list[ScoreRow]:
        """The table of the form."""
        return [
            ScoreRow(one.code, [(words, self[_cell(one, code)]) for code, words in self.dimensions.items()])
            for one in self.members
        ]

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        boxes = {name for _, _, name in self._cells()}
        return [(title, [field for field in fields if field.name not in boxes]) for title, fields in super().laid_out()]

    def clean(self) -> dict[str, Any]:
        cleaned, cohort = super().clean(), self.above
        for _, _, name in self._cells():
            score = cleaned.get(name)
            if score is not None and not cohort.scale_least <= score <= cohort.scale_most:
                self.add_error(name, f"Di luar skala {cohort.scale}.")
        return cleaned

    def values(self) -> dict[str, Any]:
        values = super().values()
        scores: dict[str, dict[str, int]] = {}
        for member, dimension, name in self._cells():
            score = values.pop(name)
            if score is not None:
                scores.setdefault(str(member.pk), {})[dimension] = int(score * HUNDREDTHS)
        return {**values, "scores": scores}


def _cell(member: FamilyMember, dimension: str) -> str:
    return f"skor_{member.pk.hex}_{dimension}"


def _measured(cohort: FamilyCohort) -> list[FamilyMember]:
    """Everybody of a cohort, also of families that left: a score taken before stays theirs."""
    rows = FamilyMember.objects.standing().filter(family__cohort=cohort, family__cancelled_at__isnull=True)
    return list(rows.select_related("family").order_by("family__number", "-role", "number"))
