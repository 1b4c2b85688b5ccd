"""The intake page's forms: what a call has in common, and the parts that are saved each by itself.

They are never kept as drafts: what is typed here is somebody else's to read.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import choices, codes
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.fields import MomentField
from bersinar.foundation.ui.forms import RecordForm

from . import actions
from .fields import hour_field, text_field
from .models import RehabTicket, ServiceTicket, TipTicket
from .moments import to_minute

_REACH = ("may_contact", "phone", "contact_channel", "safe_from", "safe_until", "reach_note")


class PartForm(RecordForm):
    """One part of a call. `part` tells its fields from those of the other part of the same call."""

    part: ClassVar[str]
    heading: ClassVar[str]

    safe_from = hour_field("Jam aman mulai")
    safe_until = hour_field("Jam aman sampai")
    phone = text_field("Nomor", 40, help_text="Hanya bila boleh dihubungi kembali.")
    reach_note = text_field("Yang perlu dijaga", 200, help_text="Misalnya: jangan tinggalkan pesan suara.")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix=self.part, **options)
        del self.fields["reason"]  # one for the whole call

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("phone") and not said.get("may_contact"):
            self.add_error("may_contact", "Centang izinnya, atau kosongkan nomor: tanpa izin nomor tidak dicatat.")
        if (said.get("safe_from") is None) != (said.get("safe_until") is None):
            self.add_error("safe_until", "Isi kedua jamnya, atau kosongkan keduanya.")
        return said

    @property
    def has_text(self) -> bool:
        """Whether somebody typed something into this part."""
        return any((self.data.get(self.add_prefix(name)) or "").strip() for name in ("caller", "phone", "note"))

    def told(self) -> list[forms.BoundField]:
        """The fields of what was said; those of how to reach the person stand apart."""
        return [field for field in self.visible_fields() if field.name not in _REACH]

    def reach(self) -> list[forms.BoundField]:
        """How the person wants to be reached."""
        return [self[name] for name in _REACH]

    def take(self, call: dict[str, Any], *, office: Office, by: User) -> Any:
        """Save this part as a contact of its own."""
        raise NotImplementedError

    def _sent(self, call: dict[str, Any]) -> dict[str, Any]:
        return {**self.values(), **call, "request_id": self.sent_id}


_COMMON = ("caller_kind", "may_contact", "contact_channel", "safe_from", "safe_until", "region", "urgency")


class ServicePart(PartForm):
    part: ClassVar[str] = "layanan"
    heading: ClassVar[str] = "Layanan umum"

    caller = text_field("Nama atau samaran")
    note = text_field("Yang ditanyakan", 2000, rows=4)
    field_order = ("purpose", "note", "caller", "caller_kind", "region", "urgency")

    class Meta:
        model = ServiceTicket
        fields = ("purpose", *_COMMON)

    def take(self, call: dict[str, Any], *, office: Office, by: User) -> ServiceTicket:
        return actions.take_service(office=office, by=by, **self._sent(call))


class RehabPart(PartForm):
    part: ClassVar[str] = "rehabilitasi"
    heading: ClassVar[str] = "Minta tolong"

    caller = text_field("Nama atau samaran", help_text="Nama panggilan cukup.")
    note = text_field("Yang ditanyakan", 2000, rows=4)
    field_order = ("note", "caller", "caller_kind", "region", "urgency")

    class Meta:
        model = RehabTicket
        fields = _COMMON

    def take(self, call: dict[str, Any], *, office: Office, by: User) -> None:
        actions.take_rehab(office=office, by=by, **self._sent(call))


class TipPart(PartForm):
    part: ClassVar[str] = "laporan"
    heading: ClassVar[str] = "Laporan"

    note = text_field("Isi laporan", 4000, rows=5, help_text="Tanpa nama pelapor di sini.")
    caller = text_field(
        "Nama atau samaran pelapor",
        help_text="Boleh kosong. Disimpan terpisah dari laporan; hanya kepala seksi yang dapat membukanya.",
    )
    caller_kind = CodeChoiceField(list_name="caller_kind", label="Yang menghubungi", required=False)
    may_contact = forms.BooleanField(label="Boleh dihubungi kembali", required=False)
    contact_channel = CodeChoiceField(list_name="callback_channel", label="Cara menghubungi", required=False)
    field_order = ("note", "region", "urgency", "caller", "caller_kind")

    class Meta:
        model = TipTicket
        fields = ("region", "urgency")

    def take(self, call: dict[str, Any], *, office: Office, by: User) -> None:
        actions.take_tip(office=office, by=by, **self._sent(call))


@dataclass(frozen=True)
class Purpose:
    """What a call is about: chosen first, it decides who may read."""

    word: str
    title: str
    explains: str
    parts: tuple[type[PartForm], ...]


PURPOSES = (
    Purpose("layanan", "Layanan umum", "Informasi, permohonan sosialisasi atau tes urine, pengaduan layanan.", (ServicePart,)),
    Purpose("rehabilitasi", "Minta tolong", "Untuk diri sendiri atau keluarga. Hanya dibaca klinik.", (RehabPart,)),
    Purpose("laporan", "Melapor", "Tentang peredaran. Hanya dibaca seksi pemberantasan.", (TipPart,)),
    Purpose("keduanya", "Minta tolong dan melapor", "Dua kontak yang tidak saling mengenal.", (RehabPart, TipPart)),
)  # fmt: skip
BY_WORD = {purpose.word: purpose for purpose in PURPOSES}
PARTS = (ServicePart, RehabPart, TipPart)


class CallForm(forms.Form):
    """What a call has in common, whatever it is about."""

    about = forms.ChoiceField(
        label="Keperluan", choices=[(one.word, one.title) for one in PURPOSES], widget=forms.RadioSelect,
        error_messages={"required": "Pilih keperluannya dahulu: pilihan ini menentukan siapa yang dapat membaca."},
    )  # fmt: skip
    danger = forms.ChoiceField(label="Ada bahaya sekarang?", required=False, widget=forms.RadioSelect)
    channel = CodeChoiceField(list_name="contact_channel", label="Lewat")
    received_at = MomentField(
        label="Diterima pada", initial=lambda: to_minute(timezone.now()),
        help_text="Untuk minta tolong dan laporan hanya jamnya yang disimpan.",
    )  # fmt: skip
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )  # fmt: skip

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        dangers: Any = self.fields["danger"]
        dangers.choices = [("", "Tidak ada"), *choices("contact_danger")]
        self.fields["about"].widget.attrs["autofocus"] = True

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if (at := said.get("received_at")) and at > timezone.now():
            self.add_error("received_at", "Waktu ini belum terjadi.")
        return said

    @property
    def chosen(self) -> Purpose | None:
        """What the call is about, where that was said."""
        return BY_WORD.get(self.data.get("about", ""))

    def dangers(self) -> list[tuple[Any, str]]:
        """Each danger's choice with what to say at once."""
        said = {code.code: code.meaning for code in codes("contact_danger").values()}
        bound: Any = self["danger"]
        return [(choice, said.get(str(choice.data["value"]), "")) for choice in bound.subwidgets]

    def abouts(self) -> list[tuple[Any, str]]:
        """Each purpose's choice with its explanation."""
        bound: Any = self["about"]
        return [(choice, BY_WORD[str(choice.data["value"])].explains) for choice in bound.subwidgets]

    def call_of(self, part: type[PartForm]) -> dict[str, Any]:
        """What this call says to one of its parts. In a call about both the danger is the one's who asks for help."""
        said = {name: self.cleaned_data[name] for name in ("channel", "received_at", "reason")}
        assert self.chosen is not None
        is_theirs = part is self.chosen.parts[0]
        return {**said, "danger": self.cleaned_data["danger"] if is_theirs else ""}
