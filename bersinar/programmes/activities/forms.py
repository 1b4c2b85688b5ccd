"""Forms of this room."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms
from django.db.models import Case, Q, Value, When

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.institutions.naming import as_choice
from bersinar.foundation.regions.models import RegionLevel
from bersinar.foundation.ui.forms import RecordForm

from .attendance import Person, UnclearList, read_attendance
from .models import MEDIA, Activity, Meeting

NAMELESS = Case(When(name="", then=Value(1)), default=Value(0))
_HEADS = ("total", "male", "female", "bound", "count_method")


class Boxes(forms.CheckboxSelectMultiple):
    """Records to tick, in a part of the page that scrolls by itself. `none` says what to do where there are none."""

    template_name = "activities/boxes.html"
    none: ClassVar[str]

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        return {**super().get_context(name, value, attrs), "none": self.none}


class InstitutionBoxes(Boxes):
    """Institutions to tick, by name; those without one come last."""

    none = "Belum ada instansi. Catat dahulu di menu Instansi."


class MaterialBoxes(Boxes):
    """Materials to tick, each version by itself."""

    none = "Belum ada materi. Catat dahulu di menu Materi."


def offer_by_name(field: Any) -> None:
    field.queryset = field.queryset.order_by(NAMELESS, "name", "pk")
    field.label_from_instance = as_choice


class ClockField(forms.TimeField):
    """An hour of the day, typed with a dot or a colon."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            input_formats=["%H:%M", "%H.%M", "%H:%M:%S"],
            widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"}),
            error_messages={"invalid": "Jam tidak dikenal. Contoh: 09.00."},
            **options,
        )


class ActivityForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kegiatan": ("title", "type", "year", "funding", "request_letter", "partners"),
        "Jadwal": ("planned_on", "planned_until", "starts_at", "venue"),
        "Penyelenggara": ("host", "host_name"),
        "Jumlah peserta seluruhnya, bila tidak diketahui per pelaksanaan": (
            *_HEADS,
            "participants_on",
            "region",
            "environment",
            "by_age",
        ),
    }
    not_copied: ClassVar[tuple[str, ...]] = (
        "title",
        "request_letter",
        "planned_on",
        "planned_until",
        "participants_on",
        "by_age",
        *_HEADS,
    )

    starts_at = ClockField(label="Mulai pukul", required=False)

    class Meta:
        model = Activity
        widgets: ClassVar[dict[str, Any]] = {"partners": InstitutionBoxes}
        fields = (
            "title",
            "type",
            "year",
            "planned_on",
            "planned_until",
            "starts_at",
            "venue",
            "funding",
            "request_letter",
            "partners",
            "host",
            "host_name",
            *_HEADS,
            "participants_on",
            "region",
            "environment",
            "by_age",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_by_name(self.fields["partners"])
        region: Any = self.fields[
            "region"
        ]  # a sum over places: kecamatan say enough, and villages would weigh the page
        region.queryset = region.queryset.filter(Q(level__lte=RegionLevel.DISTRICT) | Q(pk=self.instance.region_id))


class MeetingForm(RecordForm):
    """A pelaksanaan. Which kegiatan it belongs to is known when one comes from there, and is then not asked again.

    Of a broadcast or a post nobody is asked how many people came: it has a reach, and no heads.
    """

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Pelaksanaan": ("activity", "held_on", "starts_at", "mode", "venue", "region", "environment"),
        "Sasaran": ("institutions", "materials", "speakers"),
        "Peserta": (*_HEADS, "by_age", "media_reach"),
    }
    not_copied: ClassVar[tuple[str, ...]] = ("held_on", "by_age", "media_reach", "note", *_HEADS)

    starts_at = ClockField(label="Mulai pukul", required=False)

    class Meta:
        model = Meeting
        widgets: ClassVar[dict[str, Any]] = {"institutions": InstitutionBoxes, "materials": MaterialBoxes}
        fields = (
            "activity",
            "held_on",
            "starts_at",
            "mode",
            "venue",
            "region",
            "environment",
            "institutions",
            "materials",
            "speakers",
            *_HEADS,
            "by_age",
            "media_reach",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_by_name(self.fields["institutions"])
        field: Any = self.fields["activity"]
        known = self.instance.activity_id or self.data.get("activity") or self.initial.get("activity")
        chosen = only_named(field.queryset, known)
        if chosen is not None:
            field.queryset, field.empty_label = chosen, None
        self.is_media = self._mode() == MEDIA
        if not self.instance.speakers:
            del self.fields["speakers"]  # only what was written before narasumber were rows is still changed here
        if self.is_media:
            self._ask_for_reach()
        elif self.instance.media_reach is None and self.instance.recorded_at is None:
            del self.fields["media_reach"]

    def _mode(self) -> str:
        said = self.data.get("mode") if self.is_bound else self.initial.get("mode") or self.instance.mode
        return str(said or "")

    def _ask_for_reach(self) -> None:
        for name in (*_HEADS, "by_age", "institutions"):
            if name in self.fields and not self._holds(name):
                del self.fields[name]
        self.fields["mode"].widget, self.fields["mode"].initial = forms.HiddenInput(), MEDIA
        self.fields["venue"].label = "Saluran"
        self.fields["venue"].help_text = "Nama radio, televisi, media daring, atau akun."
        self.fields["media_reach"].required = False

    def _holds(self, name: str) -> bool:
        """Whether the record has something there: it stays in the form, so that it can be taken away knowingly."""
        if not self.instance.recorded_at:
            return False
        value = getattr(self.instance, name)
        return bool(value.exists() if hasattr(value, "exists") else value not in (None, "", {}, "exact"))


def only_named(rows: Any, key: Any) -> Any:
    """Only the row of a key that came from an address or a form, if it names one of these."""
    try:
        narrowed = rows.filter(pk=key) if key else rows.none()
        return narrowed if narrowed.exists() else None
    except (ValueError, forms.ValidationError):
        return None


class AttendanceForm(RecordForm):
    """Everybody who came to one pelaksanaan, a line each."""

    people = forms.CharField(
        label="Peserta",
        widget=forms.Textarea(attrs={"rows": 14, "autocomplete": "off", "spellcheck": "false"}),
        help_text="Satu orang satu baris: nama; L atau P; umur. Jenis kelamin dan umur boleh kosong. "
        "Contoh: Warga Rekaan; P; 34. Nomor urut di depan nama diabaikan; nomor telepon dan NIK tidak ditulis.",
    )
    institution = forms.ModelChoiceField(
        Institution.objects.none(),
        label="Instansi",
        required=False,
        help_text="Hanya bila semua yang ditulis di sini dari instansi yang sama.",
    )

    class Meta:
        model = Meeting
        fields: tuple[str, ...] = ()

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_by_name(self.fields["institution"])

    def clean_people(self) -> list[Person]:
        try:
            return read_attendance(self.cleaned_data["people"])
        except UnclearList as unclear:
            raise forms.ValidationError(unclear.sentences) from unclear


class InstitutionForm(RecordForm):
    not_copied: ClassVar[tuple[str, ...]] = ("name", "aliases", "npsn", "staff", "note")

    aliases = forms.CharField(
        label="Nama lain",
        required=False,
        max_length=300,
        help_text="Singkatan atau ejaan lain, dipisahkan dengan koma.",
    )

    class Meta:
        model = Institution
        fields = ("name", "aliases", "kind", "environment", "region", "npsn", "staff", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if isinstance(self.initial.get("aliases"), list):
            self.initial["aliases"] = ", ".join(self.initial["aliases"])

    def clean_aliases(self) -> list[str]:
        return [part.strip() for part in self.cleaned_data["aliases"].split(",") if part.strip()]


class MergeForm(RecordForm):
    """Confirms that two records are one institution; which two is known from the address."""

    class Meta:
        model = Institution
        fields: tuple[str, ...] = ()


class PartForm(MergeForm):
    """Confirms that a merged record is an institution of its own after all."""
