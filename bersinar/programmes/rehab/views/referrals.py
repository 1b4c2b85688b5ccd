"""Pages of what goes out: referrals, and the door for sending one without consent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import URLPattern, path

from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code

from ..actions.referrals import REFERRALS, hand_of
from ..forms.referrals import SENT_STEPS, OverrideForm, ReferralForm
from ..models import Referral, Review
from ..ways import REFERRAL_WAY
from .clients import OfClient, named_client
from .hands import MARKS, HandPages
from .sealed import purposes


@dataclass
class ReferralPages(OfClient, HandPages):
    """What goes out; the way back from a new one leads to the client."""


@dataclass
class OverridePages(ReferralPages):
    """Sending without consent: a door of its own, for who may, with a fresh proof."""

    def urls(self) -> list[URLPattern]:
        door = needs(Permission.REHAB_OVERRIDE, fresh=True)(self.create_view)
        return [path(f"{self.slug}/tanpa-persetujuan/", door, name=f"{self.name}_new")]

    def _home_of(self, record: Any) -> str:
        return REFERRAL.url("", record.pk)


def _stage(referral: Referral) -> str:
    return referral.stands_in_words


def _drawn(referral: Referral) -> list[Mark]:
    return REFERRAL_WAY.drawn(referral.stands, {"accepted"})


def _steps(referral: Referral, user: User) -> tuple[Step, ...]:
    return REFERRAL_WAY.open_steps(referral.stands, hand_of(referral))


def _answered(referral: Referral) -> date | None:
    return referral.parcel.answered_on if referral.is_transfer else referral.answered_on


def _why_refused(referral: Referral) -> str:
    code = referral.parcel.refusal if referral.is_transfer else referral.refusal
    return label("referral_refusal", code) if code else ""


def _why_revoked(referral: Referral) -> str:
    return label("referral_revocation", referral.revoked_for) if referral.revoked_for else ""


def _at(rows: Any, chosen: str) -> Any:
    """Referrals at a stage: the sender's own, or what the addressee answered while the sender has not gone on."""
    first = Q(stage=REFERRAL_WAY.first)
    if chosen == REFERRAL_WAY.first:
        return rows.filter(first & (Q(to_office__isnull=True) | Q(parcel__stage=chosen)))
    return rows.filter(Q(stage=chosen) | first & Q(parcel__stage=chosen))


_SENT = {
    "rehab.send_referral": "dikirim", "rehab.revoke_sent_referral": "ditarik", "rehab.finish_sent_referral": "selesai",
    "rehab.accept_sent_referral": "dicatat diterima", "rehab.refuse_sent_referral": "dicatat ditolak",
}  # fmt: skip


def _of_referral(referral: Referral, user: User) -> dict[str, Any]:
    review = Review.objects.filter(referral=referral).first()
    return {**REFERRAL.of_steps(referral, user), "review": review}


def _new(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {**named_client(request, office), "sent_on": office.local_day()}


def _reviews_of(user: User) -> dict[str, Any]:
    rows = Review.objects.visible_to(user).standing().filter(closed_on__isnull=True)
    return {"open_reviews": rows.count(), "may_override": user.may(Permission.REHAB_OVERRIDE)}


REFERRAL = ReferralPages(
    "rehab", "referral", "rujukan", Referral, "rujukan", "Rujukan keluar",
    explains="Klien yang diserahkan ke satuan kerja BNN lain atau ke fasilitas lain. Yang dikirim tidak lebih dari yang "
    "disetujui klien.",
    empty="Rujukan dikirim dari halaman klien, sesudah persetujuannya dicatat.",
    columns=(
        Column("Klien", "client__code", "client__code"), Column("Tujuan", lambda one: one.goal),
        Column("Dikirim", "sent_on", "sent_on"), Column("Kegawatan", "urgency", "urgency"),
        Column("Tahap", _stage, mark=lambda one: MARKS[one.stands]),
    ),
    form=ReferralForm, verbs=REFERRALS, order=("-sent_on",), sensitive=True, search=("client__code",),
    filters=(
        Filter("tahap", "Tahap", lambda user: REFERRAL_WAY.choices(), narrow=_at),
        by_code("urgency", "Kegawatan", "referral_urgency"),
    ),
    select=("client", "to_office", "facility", "parcel", "episode"), initial=_new,
    panels=(
        Panel("Rujukan", (
            ("Tujuan", lambda one: one.goal), "sent_on", "cause", "urgency", "sends", ("Tanpa persetujuan", lambda one: one.is_without_consent),
        )),
        Panel("Jawaban", (
            ("Tahap", _stage), ("Dijawab pada", _answered), ("Alasan ditolak", _why_refused),
            ("Alasan ditarik", _why_revoked), "ended_on",
        )),
    ),
    list_template="rehab/referral_list.html", list_extras=_reviews_of, detail_template="rehab/referral.html",
    says=_SENT, extras=(_of_referral, purposes, letters_of), opens=("plan", "discharge", "ground"), step_forms=SENT_STEPS, steps_of=_steps,
    drawn=_drawn,
)  # fmt: skip

OVERRIDE = OverridePages(
    "rehab", "override", "rujukan", Referral, "rujukan tanpa persetujuan", "Rujukan tanpa persetujuan", columns=(),
    form=OverrideForm, verbs=REFERRALS, panels=(), sensitive=True, has_list=False, initial=_new,
)  # fmt: skip
