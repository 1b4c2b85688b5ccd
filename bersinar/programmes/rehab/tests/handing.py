"""Handing a client on, for the tests of this room: consents, referrals from BNNK OKI to BNNK Lumajang, answers."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.programmes.rehab.actions import CONSENTS, REFERRALS
from bersinar.programmes.rehab.actions import parcels as box
from bersinar.programmes.rehab.models import Client, Consent, Parcel, Referral
from tests.cast import Cast, join

ALL_PARTS = ["identity", "contact", "assessment", "plan", "discharge"]
SENT, CAME = date(2023, 5, 2), date(2023, 5, 4)


def url(name: str, *args: object) -> str:
    return reverse(f"rehab:{name}", args=args)


def agree(cast: Cast, client: Client, parts: list[str], **values: Any) -> Consent:
    said = {"given_by": "client", "covers": ["treatment", "referral"], "given_on": date(2023, 3, 1), **values}
    return CONSENTS.create(office=cast.oki, by=cast.budi, client=client, may_send=parts, **said)


def refer(cast: Cast, client: Client, **values: Any) -> Referral:
    said: dict[str, Any] = {
        "to_office": cast.lumajang, "cause": "moved", "urgency": "routine", "sends": ["identity", "contact"], "sent_on": SENT,
        **values,
    }  # fmt: skip
    return REFERRALS.create(office=cast.oki, by=cast.budi, client=client, **said)


def another(cast: Cast, name: str, office: Any, role: str) -> User:
    user = User(username=name, full_name=f"{name.capitalize()} Rekaan", closed_side="treatment")
    user.set_unusable_password()
    user.save()
    join(user, office, role)
    return User.objects.get(pk=user.pk)


def accept(cast: Cast, referral: Referral, **values: Any) -> Parcel:
    return box.accept(referral.parcel, by=cast.hadi, **{"based_on": None, "answered_on": CAME, **values})
