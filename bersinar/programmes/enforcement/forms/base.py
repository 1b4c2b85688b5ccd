"""What the forms of this room share: a place that may lie elsewhere, a child that stays with its record, the reason of a deed."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Q

from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.foundation.ui.fields import RegionsField
from bersinar.foundation.ui.forms import RecordForm


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


class NamedRegionField(forms.CharField):
    """A kabupaten, kota or province anywhere in Indonesia, typed by its name."""

    def __init__(self, **options: Any) -> None:
        options.setdefault("max_length", 120)
        super().__init__(**options)

    def clean(self, value: Any) -> Region | None:
        typed = str(super().clean(value) or "").strip()
        return region_named(typed) if typed else None

    def prepare_value(self, value: Any) -> Any:
        """A region is shown by its name, as one types it."""
        if isinstance(value, str) and value[:1].isdigit():
            return Region.objects.filter(pk=value).values_list("name", flat=True).first() or value
        return value.name if isinstance(value, Region) else value


def region_named(typed: str) -> Region:
    """The kabupaten, kota or province of this name. Raises ValidationError with the sentence to show."""
    found: Region | None = RegionsField(label="").clean([typed]).first()
    if found is None:
        raise forms.ValidationError(f"Wilayah “{typed}” tidak dikenal. Contoh: Kabupaten Jember, Kota Kediri.")
    return found


class ChildForm(RecordForm):
    """A form of something that belongs to another record, and stays there: `belongs_to` is asked once."""

    belongs_to: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields[self.belongs_to]


class UnwrittenForm(RecordForm):
    """For pages of what no plain form writes."""


class ReasonForm(forms.Form):
    reason = forms.CharField(label="Alasan", max_length=500, widget=forms.TextInput(attrs={"autocomplete": "off"}))
