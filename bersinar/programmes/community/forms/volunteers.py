"""Forms about volunteers: appointed, recognised, taught, active."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import uuid5

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q

from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import RecordForm

from ..models import OwnAction, Training, Volunteer
from ..roll import UnclearRoll, read_roll


class VolunteerForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Orang": ("name", "sex"),
        "Tugas": ("kind", "environment", "institution", "region"),
        "Pelantikan": ("appointed_on", "decree_number", "decree_on"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("name", "sex")

    # Another role of a person who is on the list already: set by the link on that person's page.
    same_as = forms.ModelChoiceField(Volunteer.objects.none(), required=False, widget=forms.HiddenInput)

    class Meta:
        model = Volunteer
        fields = (
            "name", "sex", "kind", "environment", "institution", "region", "appointed_on", "decree_number", "decree_on",
        )  # fmt: skip

    def values(self) -> dict[str, Any]:
        values = super().values()
        same: Volunteer | None = values.pop("same_as")
        return values | ({"person_id": same.person_id} if same else {})


class InaugurationForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Yang dilantik": ("people",),
        "Sama untuk semua": ("kind", "environment", "institution", "region"),
        "Pelantikan": ("appointed_on", "decree_number", "decree_on"),
    }

    people = forms.CharField(
        label="Nama",
        widget=forms.Textarea(attrs={"rows": 12, "autocomplete": "off"}),
        help_text="Satu nama per baris. Tambahkan „, L” atau „, P” bila diketahui. Nomor urut di depan nama diabaikan.",
    )

    class Meta:
        model = Volunteer
        fields = ("kind", "environment", "institution", "region", "appointed_on", "decree_number", "decree_on")

    def clean_people(self) -> list[tuple[str, str]]:
        try:
            return read_roll(self.cleaned_data["people"])
        except UnclearRoll as unclear:
            raise ValidationError(unclear.sentences) from unclear


class RecogniseForm(RecordForm):
    """Says whether two records are one person. Only namesakes are offered, and who is united already."""

    same_as = forms.ModelChoiceField(
        Volunteer.objects.none(), label="Orang ini sama dengan", required=False, widget=forms.RadioSelect,
        help_text="Orang yang sama dihitung sekali walaupun punya beberapa tugas.",
    )  # fmt: skip

    class Meta:
        model = Volunteer
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["same_as"]
        field.empty_label = "Tidak sama dengan siapa pun dalam daftar"
        field.queryset = namesakes(field.queryset, self.instance)
        field.label_from_instance = _told_apart
        field.initial = field.queryset.filter(person_id=self.instance.person_id).first()

    def values(self) -> dict[str, Any]:
        same: Volunteer | None = super().values()["same_as"]
        if same is not None:
            return {"person_id": same.person_id}
        united = Volunteer.objects.filter(person_id=self.instance.person_id).exclude(pk=self.instance.pk).exists()
        # Made from the two ids, not by chance: sent again, the form says the same again.
        own = uuid5(self.instance.person_id, str(self.instance.pk)) if united else self.instance.person_id
        return {"person_id": own}


def namesakes(rows: Any, volunteer: Volunteer) -> Any:
    """Other records that bear this name or are this person."""
    return rows.exclude(pk=volunteer.pk).filter(Q(name__iexact=volunteer.name) | Q(person_id=volunteer.person_id))


def _told_apart(volunteer: Volunteer) -> str:
    kind: Any = Volunteer._meta.get_field("kind")
    return f"{volunteer.name}, {kind.words(volunteer.kind).lower()}, dilantik {volunteer.appointed_on:%d-%m-%Y}"


class TrainingForm(RecordForm):
    class Meta:
        model = Training
        fields = ("volunteer", "trained_on", "topic", "hours")


class OwnActionForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("volunteer", "people", "note")

    class Meta:
        model = OwnAction
        fields = ("volunteer", "kind", "done_on", "place", "region", "people", "note")


class CheckActionForm(RecordForm):
    """What a volunteer told, before an officer: saved, with or without corrections, it counts."""

    class Meta:
        model = OwnAction
        fields = ("kind", "done_on", "place", "region", "people", "note")


class LinkForm(forms.Form):
    """Until when a volunteer's own link is good."""

    ends_on = DateField(label="Berlaku sampai dengan", help_text="Paling lama satu tahun.")


class EndServiceForm(RecordForm):
    class Meta:
        model = Volunteer
        fields = ("ended_on", "ended_reason")
