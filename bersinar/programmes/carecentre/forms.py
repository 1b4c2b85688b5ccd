"""Forms of this room. Those of the closed queues are never kept as drafts before they are saved."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any, ClassVar

from django import forms
from django.utils import timezone

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import RecordForm

from . import actions
from .models import ClosedTicket, RehabTicket, ServiceTicket, TipTicket, to_hour, to_minute

_HOUR_ONLY = "Cukup jamnya. Menit tidak disimpan, agar dua laporan dari satu panggilan tidak dapat dipasangkan."


class MomentField(forms.DateTimeField):
    """A day with its time, typed in the time zone of the page and kept in UTC."""

    def __init__(self, **options: Any) -> None:
        super().__init__(
            widget=forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"}),
            input_formats=["%Y-%m-%dT%H:%M", "%d-%m-%Y %H.%M", "%d-%m-%Y %H:%M"],
            error_messages={"invalid": "Waktu tidak dikenal. Contoh: 30-12-2022 14.05."},
            **options,
        )

    def to_python(self, value: Any) -> datetime | None:
        read: datetime | None = super().to_python(value)
        return read.astimezone(UTC) if read else None


def _text(label: str, most: int = 120, *, rows: int = 0, **options: Any) -> forms.CharField:
    widget: forms.Widget = forms.Textarea(attrs={"rows": rows}) if rows else forms.TextInput()
    widget.attrs["autocomplete"] = "off"
    return forms.CharField(label=label, required=False, max_length=most, widget=widget, **options)


class IntakeForm(RecordForm):
    """One part of the intake page. `part` tells its fields from those of the other part of the same call."""

    part: ClassVar[str]
    heading: ClassVar[str]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, prefix=self.part, **options)

    def take(self, *, office: Office, by: User) -> Any:
        """Save this part as a contact of its own."""
        raise NotImplementedError

    def _sent(self) -> dict[str, Any]:
        return {**self.values(), "reason": self.cleaned_data["reason"], "request_id": self.sent_id}


class ServiceIntakeForm(IntakeForm):
    part: ClassVar[str] = "layanan"
    heading: ClassVar[str] = "Layanan umum"

    received_at = MomentField(label="Diterima pada", initial=lambda: to_minute(timezone.now()))

    class Meta:
        model = ServiceTicket
        fields = ("received_at", "channel", "purpose", "caller_kind", "caller", "phone", "region", "urgency", "note")

    def take(self, *, office: Office, by: User) -> ServiceTicket:
        return actions.take_service(office=office, by=by, **self._sent())


class RehabIntakeForm(IntakeForm):
    part: ClassVar[str] = "rehabilitasi"
    heading: ClassVar[str] = "Konsultasi rehabilitasi"

    received_at = MomentField(label="Diterima pada", initial=lambda: to_hour(timezone.now()), help_text=_HOUR_ONLY)
    caller = _text("Nama", help_text="Nama panggilan cukup.")
    phone = _text("Nomor yang dapat dihubungi", 40)
    note = _text("Isi", 2000, rows=4)

    class Meta:
        model = RehabTicket
        fields = ("received_at", "channel", "caller_kind", "region", "urgency")

    def take(self, *, office: Office, by: User) -> None:
        actions.take_rehab(office=office, by=by, **self._sent())


class TipIntakeForm(IntakeForm):
    part: ClassVar[str] = "laporan"
    heading: ClassVar[str] = "Laporan masyarakat"

    received_at = MomentField(label="Diterima pada", initial=lambda: to_hour(timezone.now()), help_text=_HOUR_ONLY)
    note = _text("Isi laporan", 4000, rows=5, help_text="Tanpa nama pelapor di sini.")
    caller = _text(
        "Nama pelapor",
        help_text="Boleh kosong. Disimpan terpisah dari laporan; hanya kepala seksi yang dapat membukanya.",
    )
    phone = _text("Nomor pelapor", 40)

    class Meta:
        model = TipTicket
        fields = ("received_at", "channel", "caller_kind", "region", "urgency")

    def take(self, *, office: Office, by: User) -> None:
        actions.take_tip(office=office, by=by, **self._sent())


class ServiceForm(RecordForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Tindak lanjut": ("section", "first_answered_at", "outcome"),
        "Kontak": ("received_at", "channel", "purpose", "caller_kind", "caller", "phone", "region", "urgency", "note"),
    }

    received_at = MomentField(label="Diterima pada")
    first_answered_at = MomentField(label="Pertama dijawab pada", required=False)

    class Meta:
        model = ServiceTicket
        fields = (
            "received_at", "channel", "purpose", "caller_kind", "caller", "phone", "region", "urgency", "note",
            "section", "first_answered_at", "outcome",
        )  # fmt: skip


class HandleForm(RecordForm):
    """What the holders of a closed queue note. What the operator took down stays as it was taken down."""

    first_answered_at = MomentField(label="Pertama dijawab pada", required=False, help_text=_HOUR_ONLY)
    follow_up = _text("Catatan tindak lanjut", 4000, rows=5)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ticket: ClosedTicket = self.instance
        field: Any = self.fields["assigned_to"]
        field.queryset = holders_of(ticket)
        if ticket.follow_up:
            self.fields["follow_up"].initial = ticket.follow_up.open(by=self.user, purpose="mengubah catatan kontak")


class RehabForm(HandleForm):
    class Meta:
        model = RehabTicket
        fields = ("assigned_to", "urgency", "first_answered_at", "outcome")


class TipForm(HandleForm):
    class Meta:
        model = TipTicket
        fields = ("assigned_to", "urgency", "first_answered_at", "outcome")


def holders_of(ticket: ClosedTicket) -> Any:
    """Who works on this contact's queue in its office."""
    roles = [role.code for role in ROLES.values() if ticket.write_permission in role.permissions]
    standing = Membership.objects.filter(
        office=ticket.office_id, role__in=roles, ended_at__isnull=True, approved_at__isnull=False
    )
    return User.objects.filter(is_active=True, pk__in=standing.values("user"))
