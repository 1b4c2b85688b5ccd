"""Pages of consents and reporting cards: no lists of their own; the way back leads to the client."""

from __future__ import annotations

from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Pages, Panel

from ..actions import CARDS, CONSENTS
from ..forms.consents import CardForm, ConsentForm
from ..models import Consent, ReportingCard
from .clients import OfClient, named_client, of_client
from .sealed import SealedPages, purposes


class ConsentPages(OfClient, SealedPages):
    """Pages of consents."""


class CardPages(OfClient, Pages):
    """Pages of reporting cards."""


CONSENT = ConsentPages(
    "rehab", "consent", "persetujuan", Consent, "persetujuan", "Persetujuan", columns=(), form=ConsentForm,
    verbs=CONSENTS, select=("client",), sensitive=True, has_list=False, keeps_files=True,
    panels=(
        Panel("Persetujuan", ("covers", "may_send", "given_on", "withdrawn_on")),
        Panel("Yang menyetujui", ("given_by", "relation")),
        Panel("Cara menghubungi", ("contact_channel", "safe_hours")),
    ),
    parent=of_client, initial=named_client, detail_template="rehab/consent.html", extras=(purposes, letters_of),
    opens=("guardian",),
)  # fmt: skip

CARD = CardPages(
    "rehab", "card", "kartu-lapor", ReportingCard, "kartu lapor diri", "Kartu lapor diri", columns=(), form=CardForm,
    verbs=CARDS, select=("client",), sensitive=True, has_list=False, keeps_files=True,
    panels=(Panel("Kartu lapor diri", ("number", "issued_on", "period")),), parent=of_client, initial=named_client,
    detail_template="rehab/card.html", extras=(letters_of,),
)  # fmt: skip
