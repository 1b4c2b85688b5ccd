"""Forms of episodes, pathway decisions and aftercare."""

from __future__ import annotations

from typing import Any, ClassVar

from django import forms

from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.sealed import QUIET, SealingForm

from ..models import Aftercare, Client, Episode, PathwayDecision
from .relapse import relapse_question
from .sealing import ClientCodeField, offer_only_named


class EpisodeForm(SealingForm):
    """On the way in with a pathway and without a closing; afterwards the other way round."""

    sealed: ClassVar[tuple[str, ...]] = ("note",)
    sections: ClassVar[dict[str, tuple[str, ...]]] = {
        "Penerimaan": ("client", "entry_path", "contacted_on", "admitted_on", "pathway"),
        "Layanan": ("facility", "substance", "is_relapse", "note"),
        "Penutupan": ("closed_on", "closing_reason"),
        "SIRENA": ("sirena_id", "sirena_on"),
    }

    client = ClientCodeField()
    pathway = PathwayDecision._meta.get_field("pathway").formfield()
    note = forms.CharField(
        label="Catatan", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3, **QUIET}),
        help_text="Disimpan terkunci.",
    )  # fmt: skip

    class Meta:
        model = Episode
        fields = (
            "client",
            "entry_path",
            "contacted_on",
            "admitted_on",
            "facility",
            "substance",
            "closed_on",
            "closing_reason",
            "is_relapse",
            "sirena_id",
            "sirena_on",
        )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for name in (
            ("client", "pathway")
            if self.instance.recorded_at
            else ("closed_on", "closing_reason", "sirena_id", "sirena_on")
        ):
            del self.fields[name]

    @property
    def question(self) -> str:
        """Asked of a client who once completed the programme, while the box is not ticked."""
        ticked = self["is_relapse"].value()
        if self.instance.recorded_at:
            before = self.instance.admitted_on
            return relapse_question(self.instance.client, ticked=ticked, before=before)
        field: Any = self.fields["client"]
        client: Client | None = field.queryset.filter(code=str(self["client"].value() or "").strip()).first()
        return relapse_question(client, ticked=ticked)


class DecisionForm(RecordForm):
    class Meta:
        model = PathwayDecision
        fields = ("episode", "decided_on", "pathway")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        offer_only_named(self, "episode", "client")


class AftercareForm(RecordForm):
    client = ClientCodeField()

    class Meta:
        model = Aftercare
        fields = ("client", "kind", "started_on", "ended_on", "partner", "outcome", "outcome_on")

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.recorded_at:
            del self.fields["client"]
