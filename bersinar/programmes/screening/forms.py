"""Forms of this room."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, ClassVar
from uuid import UUID

from django import forms
from django.db.models import Case, When

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.counts import CountsFormField
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.institutions.naming import as_choice
from bersinar.foundation.ui.fields import NumberField
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.wire.ids import as_uuid
from bersinar.programmes.activities.public import activity_choices

from .models import URINE_TEST, ConsentSheets, GuardianConsents, PotSheet, SessionResult, UrineSession

_TYPED_KITS = ("kit_brand", "kit_lot", "kit_expires_on")  # of before there was a stock; shown where a record has them


class SessionForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Sesi": (
            "activity_id",
            "held_on",
            "institution",
            "environment",
            "region",
            "is_raid",
            "with_minors",
            "consents",
            "follows",
            "request_letter",
            "requested_on",
        ),
        "Alat tes": ("panel", *_TYPED_KITS),
        "Jumlah orang": ("invited", "tested", "male", "female", "absent"),
    }
    not_copied: ClassVar[tuple[str, ...]] = (
        "institution",
        "environment",
        "region",
        "with_minors",
        "consents",
        "follows",
        *_TYPED_KITS,
        "request_letter",
        "requested_on",
        "invited",
        "tested",
        "male",
        "female",
        "absent",
        "note",
    )

    sheet = forms.ModelChoiceField(
        PotSheet.objects.all(),
        required=False,
        label="Lembar kode pot",
        help_text="Kode lembar ini dipakai pada tes ini.",
    )

    class Meta:
        model = UrineSession
        fields = (
            "held_on",
            "institution",
            "environment",
            "region",
            "is_raid",
            "with_minors",
            "consents",
            "follows",
            "request_letter",
            "requested_on",
            "panel",
            *_TYPED_KITS,
            "invited",
            "tested",
            "male",
            "female",
            "absent",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offered = activity_choices(self.office, self.user, URINE_TEST)
        institutions: Any = self.fields["institution"]
        institutions.queryset = institutions.queryset.order_by(Case(When(name="", then=1), default=0), "name", "pk")
        institutions.label_from_instance = as_choice
        consents: Any = self.fields["consents"]
        consents.queryset = consents.queryset.select_related("institution")
        self._narrow_to_one("follows", self.initial.get("follows") or self.data.get("follows"))
        if self.instance.recorded_at:
            del self.fields["sheet"]
        else:
            self._narrow_to_one("sheet", self.initial.get("sheet") or self.data.get("sheet"))
        if not any(getattr(self.instance, name) for name in _TYPED_KITS):
            for name in _TYPED_KITS:
                del self.fields[name]
            self.fields["panel"].help_text = "Alat yang dipakai dicatat dari persediaan sesudah sesi ini tersimpan."
        self.fields["activity_id"] = forms.TypedChoiceField(
            label="Kegiatan",
            choices=[("", "Pilih …"), *offered],
            coerce=UUID,
            help_text="" if offered else "Belum ada kegiatan berjenis tes urine. Catat dahulu di menu Kegiatan.",
        )
        if self.instance.recorded_at:
            self.initial["activity_id"] = str(self.instance.activity_id)

    def _narrow_to_one(self, name: str, key: Any) -> None:
        """Offer only what one came from (the first session, a sheet of codes); without it the box is not there."""
        field: Any = self.fields[name]
        found = as_uuid(str(key)) if key else None
        rows = field.queryset.filter(pk=found) if found else field.queryset.none()
        if found is None or not rows.exists():
            del self.fields[name]
        else:
            field.queryset, field.empty_label = rows, "Bukan susulan" if name == "follows" else "Tanpa lembar kode"


class GuardianForm(RecordForm):
    """Sheets of one institution, counted. No box takes a text about a child."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Untuk apa": ("institution", "valid_from", "valid_until", "form", "collected_by"),
        "Jumlah lembar": ("handed_out", "given", "refused", "child_missing"),
        "Yang juga disetujui": ("photo", "told"),
    }
    not_copied: ClassVar[tuple[str, ...]] = (
        "institution", "valid_from", "valid_until", "handed_out", "given", "refused", "child_missing", "photo", "told",
    )  # fmt: skip

    class Meta:
        model = GuardianConsents
        fields = (
            "institution", "valid_from", "valid_until", "form", "collected_by", "handed_out", "given", "refused",
            "child_missing", "photo", "told",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]  # no figure counts sheets, so no closed month asks
        self.fields["given"].help_text = "Satu lembar untuk satu anak dan satu kali tes."
        age = self.office.minor_consents_from
        if age:
            self.fields["child_missing"].label = f"Anak mulai {age} tahun yang belum ikut menyetujui"
        elif self.instance.child_missing is None:
            del self.fields["child_missing"]


class SheetsForm(RecordForm):
    """Signed sheets that came to the clinic, for consents one comes from."""

    class Meta:
        model = ConsentSheets
        fields = ("consents", "received_on", "count", "keep_until")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]
        consents: Any = self.fields["consents"]
        consents.queryset = consents.queryset.select_related("institution")
        if self.instance.recorded_at:
            del self.fields["consents"]


class RaidRuleForm(forms.Form):
    """How the office counts its raids."""

    counts = forms.TypedChoiceField(
        label="Tes urine dalam razia",
        choices=[("1", "dihitung juga sebagai deteksi dini"), ("0", "tidak dihitung sebagai deteksi dini")],
        coerce=lambda value: value == "1",
        widget=forms.RadioSelect,
    )
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Wajib bila ada razia dalam bulan yang sudah ditutup."
    )


class ResultForm(RecordForm):
    """The result of one session, which is known when one comes from there; a box for each parameter of its panel."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Hasil": ("session", "persons_reactive", "by_parameter"),
        "Tindak lanjut": ("explained", "sent", "confirmed", "refuted", "referred"),
    }

    class Meta:
        model = SessionResult
        fields = (
            "session", "persons_reactive", "by_parameter", "explained", "sent", "confirmed", "refuted", "referred",
        )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        field: Any = self.fields["session"]
        if not self.user.may(Permission.SCREENING_RESULTS):
            field.queryset = field.queryset.filter(recorded_by=self.user)
        field.queryset = field.queryset.select_related("institution")
        session = self._session(field.queryset)
        if session is not None:
            field.queryset, field.empty_label = field.queryset.filter(pk=session.pk), None
        else:
            field.queryset = field.queryset.filter(results__isnull=True)
        self.fields["by_parameter"] = CountsFormField(
            _parameters(session),
            label="Reaktif menurut parameter",
            required=False,
            help_text="Seorang dapat reaktif pada beberapa parameter. Kosongkan bila tidak dicatat.",
        )

    def _session(self, rows: Any) -> UrineSession | None:
        key = self.instance.session_id or self.data.get("session") or self.initial.get("session")
        try:
            found: UrineSession | None = rows.filter(pk=key).first() if key else None
        except (ValueError, forms.ValidationError):
            return None
        return found


class SlipsForm(forms.Form):
    """How many slips, and where to come."""

    count = NumberField(label="Jumlah lembar", least=1)
    place = forms.CharField(
        label="Tempat bertemu", max_length=200, widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text="Jalan dan nomor gedung. Tanpa nama kantor: lembar ini dapat terbaca orang lain.",
    )  # fmt: skip
    replaces = forms.BooleanField(
        label="Pengganti lembar yang hilang atau rusak", required=False, help_text="Tidak dihitung sekali lagi."
    )


def _parameters(session: UrineSession | None) -> Callable[[], list[tuple[str, str]]]:
    known = choices("urine_parameter")
    looked_for = session.parameters if session else [code for code, _ in known]
    return lambda: [(code, words) for code, words in known if code in looked_for]
