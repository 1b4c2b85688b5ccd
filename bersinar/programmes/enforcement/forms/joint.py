"""Forms of a case of several offices: the lead's invitation, the partner's answer, its participation and what was seized."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.offices.models import Office

from ..models import Invitation, Network, Participation, SharedSeizure
from .base import ChildForm, PlacedForm
from .exhibits import SeizureForm


class InvitationForm(ChildForm):
    belongs_to: ClassVar[str] = "case"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Mitra": ("case", "partner_office", "partner_body"),
        "Yang ditunjukkan": ("shares_suspects", "shares_exhibits", "note"),
    }

    class Meta:
        model = Invitation
        fields = ("case", "partner_office", "partner_body", "shares_suspects", "shares_exhibits", "note")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        partner: Any = self.fields["partner_office"]
        partner.queryset = Office.objects.exclude(pk=self.office.pk)


class AcceptForm(forms.Form):
    network = forms.ModelChoiceField(
        Network.objects.none(),
        label="Jaringan",
        required=False,
        empty_label="Tidak ada",
        help_text="Jaringan satuan kerja ini.",
    )
    note = forms.CharField(
        label="Catatan",
        required=False,
        max_length=600,
        help_text="Dapat tercetak di laporan, jadi tanpa nama orang.",
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    reason = forms.CharField(
        label="Alasan", required=False, max_length=500, help_text="Hanya perlu bila bulannya sudah ditutup."
    )

    def __init__(self, *args: Any, office: Office, **options: Any) -> None:
        super().__init__(*args, **options)
        network: Any = self.fields["network"]
        network.queryset = Network.objects.standing().filter(office=office)


class ParticipationForm(PlacedForm):
    """A participation in a case of a lead outside the system; of one inside, only note and network are one's own."""

    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Kasus bersama": (
            "lead_body",
            "lead_case_number",
            "operation_name",
            "lkn_on",
            "place",
            "place_elsewhere",
            "suspects",
        ),
        "Catatan satuan kerja ini": ("network", "note"),
    }

    class Meta:
        model = Participation
        fields = (
            "lead_body",
            "lead_case_number",
            "operation_name",
            "lkn_on",
            "place",
            "suspects",
            "network",
            "note",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.follows_lead:
            for name in self.sections["Kasus bersama"]:
                del self.fields[name]


class SharedSeizureForm(SeizureForm):
    belongs_to: ClassVar[str] = "participation"
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Barang bukti bersama": ("participation", "substance", "seized_on"),
        "Jumlah": ("unit", "net", "gross"),
    }

    class Meta:
        model = SharedSeizure
        fields = ("participation", "substance", "seized_on", "unit")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if "participation" in self.fields:
            offered: Any = self.fields["participation"]
            offered.queryset = offered.queryset.filter(invitation=None)
