"""The form of a group session: what all share, then a line for each client."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import uuid4

from django import forms

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.fields import CodeChoiceField
from bersinar.foundation.codelists.lists import attribute, choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.fields import MomentField, NumberField
from bersinar.foundation.ui.forms import RecordForm, ask_again, bring_back
from bersinar.foundation.ui.sealed import QUIET
from bersinar.foundation.wire.refusals import Refusal

from ..actions.groups import Gathering, Member, hold_group
from ..counsellors import counsellors_of
from ..models import Session

LINES = 20
_LINE = {"placeholder": " ", **QUIET}  # by it the style sheet knows an empty line
_SHARED = ("planned_at", "kind", "mode", "counsellor", "minutes")


@dataclass(frozen=True)
class Line:
    """One client's line: the code, whether the client came, a note of their own."""

    code: forms.BoundField
    came: forms.BoundField
    note: forms.BoundField


def _together() -> list[tuple[str, str]]:
    kinds = [one for one in choices("session_type") if attribute("session_type", one[0], "together")]
    return [("", "Pilih …"), *kinds]


class GroupForm(forms.Form):
    """Ticked lines came, the others did not; of a day that lies ahead no line is ticked."""

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    planned_at = MomentField(label="Hari dan jam")
    kind = forms.ChoiceField(label="Jenis", choices=_together)
    mode = CodeChoiceField(list_name="session_mode", label="Cara", initial="face_to_face")
    counsellor = forms.ModelChoiceField(User.objects.none(), label="Konselor", empty_label="Pilih …")
    minutes = NumberField(label="Lama (menit)", required=False)
    note = forms.CharField(
        label="Catatan bersama", required=False, max_length=6000, widget=forms.Textarea(attrs={"rows": 4, **QUIET}),
        help_text="Masuk ke bagian O pada catatan setiap klien yang datang. Jangan menyebut klien lain.",
    )  # fmt: skip
    reason = RecordForm.base_fields["reason"]

    def __init__(self, *args: Any, user: User, office: Office, codes: list[str], **options: Any) -> None:
        super().__init__(*args, **options)
        self.user, self.office = user, office
        self.fields["request_id"].initial = uuid4()
        counsellor: Any = self.fields["counsellor"]
        counsellor.queryset = counsellors_of(office)
        if counsellor.queryset.filter(pk=user.pk).exists():
            counsellor.initial = user.pk
        for n in range(1, LINES + 1):
            known = codes[n - 1] if n <= len(codes) else ""
            self.fields[f"code_{n}"] = forms.CharField(
                label=f"Kode klien {n}", required=False, max_length=60, initial=known,
                widget=forms.TextInput(attrs=_LINE),
            )  # fmt: skip
            self.fields[f"came_{n}"] = forms.BooleanField(label="Datang", required=False)
            self.fields[f"note_{n}"] = forms.CharField(
                label=f"Catatan klien {n}", required=False, max_length=2000,
                widget=forms.Textarea(attrs={"rows": 1, **_LINE}),
            )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        typed: dict[str, Any] = super().clean() or self.cleaned_data
        for n in range(1, LINES + 1):
            if not typed.get(f"code_{n}") and (typed.get(f"came_{n}") or typed.get(f"note_{n}")):
                self.add_error(f"code_{n}", "Isi kode kliennya, atau kosongkan baris ini.")
        return typed

    def lines(self) -> list[Line]:
        """The lines of the form."""
        return [Line(self[f"code_{n}"], self[f"came_{n}"], self[f"note_{n}"]) for n in range(1, LINES + 1)]

    def shared(self) -> list[forms.BoundField]:
        """What all of the group share."""
        return [self[name] for name in (*_SHARED, "note", "reason")]

    def save(self) -> Session | None:
        """Hold the group. None where it was refused: the sentences then stand at their lines."""
        typed = self.cleaned_data
        members = [
            Member(f"code_{n}", typed[f"code_{n}"].strip(), typed[f"came_{n}"], typed[f"note_{n}"])
            for n in range(1, LINES + 1)
            if typed[f"code_{n}"].strip()
        ]
        gathering = Gathering(**{name: typed[name] for name in _SHARED}, note=typed["note"])
        try:
            return hold_group(
                office=self.office, by=self.user, gathering=gathering, members=members, reason=typed["reason"],
                request_id=typed["request_id"],
            )  # fmt: skip
        except Refusal as refusal:
            bring_back(self, refusal)
            ask_again(self)
            return None
