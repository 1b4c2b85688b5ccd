"""Forms of an event, of a prosecution file and of a team member: each within the case that it belongs to."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django import forms

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.ui.fields import MomentField

from ..models import CaseEvent, CaseFile, CaseMember, Suspect
from ..timing import BY_REQUEST
from .base import ChildForm

_READERS = [role.code for role in ROLES.values() if Permission.ENFORCEMENT_READ in role.permissions]


class SuspectsField(forms.ModelMultipleChoiceField[Suspect]):
    """Boxes of the suspects of one case, by their codes."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, suspect: Any) -> str:
        return str(suspect.code)


class WithinCaseForm(ChildForm):
    """A form whose suspects and file are those of its case, once the case is known."""

    belongs_to: ClassVar[str] = "case"

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        case = self._case()
        for name in ("suspects", "file"):
            if field := self.fields.get(name):
                rows: Any = field
                rows.queryset = rows.queryset.filter(case_id=case) if case else rows.queryset.none()
                if not case:
                    field.help_text = "Simpan atau pilih kasusnya dahulu."

    def _case(self) -> UUID | None:
        """The case that stands fixed, was sent, or is named by the address."""
        if self.instance.recorded_at:
            return self.instance.case_id  # type: ignore[no-any-return]
        try:
            return UUID(str(self["case"].value()))
        except ValueError:
            return None


class EventForm(WithinCaseForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Peristiwa": ("case", "kind", "at", "document_number", "is_remote"),
        "Yang disangkut": ("suspects", "file", "note"),
    }

    at = MomentField(label="Hari dan jam", help_text="Menurut jam satuan kerja. Tenggat dihitung dari menit ini.")
    suspects = SuspectsField(
        queryset=Suspect.objects.all(), required=False, label="Tersangka",
        help_text="Kosongkan bila menyangkut seluruh perkara.",
    )  # fmt: skip

    class Meta:
        model = CaseEvent
        fields = ("case", "kind", "document_number", "file", "is_remote", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [one for one in kind.choices if one[0] not in BY_REQUEST or one[0] == self.instance.kind]
        if not self.instance.recorded_at:
            return
        if self.instance.movement_id is not None:
            for name in ("kind", "at", "document_number"):  # the minutes say it
                del self.fields[name]
        else:
            self.fields["at"].initial = self.instance.at
        self.fields["suspects"].initial = list(self.instance.suspects.all())


class FileForm(WithinCaseForm):
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"Berkas perkara": ("case", "number", "suspects", "note")}

    suspects = SuspectsField(queryset=Suspect.objects.all(), label="Tersangka dalam berkas ini")

    class Meta:
        model = CaseFile
        fields = ("case", "number", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            self.fields["suspects"].initial = list(self.instance.suspects.all())


class TeamForm(ChildForm):
    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {"Anggota tim": ("case", "member", "task")}

    class Meta:
        model = CaseMember
        fields = ("case", "member", "task")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["member"]
            return
        member: Any = self.fields["member"]
        held = {"memberships__office": self.office, "memberships__role__in": _READERS, "memberships__ended_at": None}
        member.queryset = User.objects.filter(**held).distinct().order_by("full_name")
