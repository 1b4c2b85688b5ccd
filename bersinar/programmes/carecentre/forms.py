"""Forms of those who hold a queue: correcting a contact, setting the office's standards."""

from __future__ import annotations

from typing import Any, ClassVar

from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.ui.fields import MomentField
from bersinar.foundation.ui.forms import RecordForm

from .fields import HOUR_ONLY, text_field
from .models import CareSettings, RehabTicket, ServiceTicket, Ticket, TipTicket


class HandleForm(RecordForm):
    """Corrects a contact. What was said stays as it was taken down; answer and outcome are steps, here only mended."""

    follow_up = text_field("Catatan tindak lanjut", 4000, rows=5)

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        ticket: Ticket = self.instance
        self._mends("first_answered_at", ticket.first_answered_at is not None)
        self._mends("outcome", bool(ticket.outcome))
        if ticket.follow_up:
            self.fields["follow_up"].initial = ticket.follow_up.open(by=self.user, purpose="mengubah catatan kontak")

    def _mends(self, name: str, is_said: bool) -> None:
        if is_said:
            self.fields[name].required = True
        else:
            del self.fields[name]


class ServiceForm(HandleForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kontak": ("received_at", "channel", "purpose", "caller_kind", "region", "urgency"),
        "Tindak lanjut": ("first_answered_at", "outcome", "follow_up"),
    }

    received_at = MomentField(label="Diterima pada")
    first_answered_at = MomentField(label="Pertama dijawab pada", required=False)

    class Meta:
        model = ServiceTicket
        fields = (
            "received_at", "channel", "purpose", "caller_kind", "region", "urgency", "first_answered_at", "outcome",
        )  # fmt: skip


class ClosedForm(HandleForm):
    first_answered_at = MomentField(label="Pertama dijawab pada", required=False, help_text=HOUR_ONLY)


class RehabForm(ClosedForm):
    class Meta:
        model = RehabTicket
        fields = ("urgency", "first_answered_at", "outcome")


class TipForm(ClosedForm):
    class Meta:
        model = TipTicket
        fields = ("urgency", "first_answered_at", "outcome")


class CareSettingsForm(RecordForm):
    class Meta:
        model = CareSettings
        fields = ("answer_minutes", "emergency_numbers", "reminder_words")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        del self.fields["reason"]


def holders_of(ticket: Ticket) -> Any:
    """Who works on this contact's queue in its office."""
    roles = [role.code for role in ROLES.values() if ticket.write_permission in role.permissions]
    standing = Membership.objects.filter(office=ticket.office_id, role__in=roles, ended_at__isnull=True)
    if ticket.write_permission.side.is_closed:
        standing = standing.filter(approved_at__isnull=False)
    return User.objects.filter(is_active=True, pk__in=standing.values("user"))
