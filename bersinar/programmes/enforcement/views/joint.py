"""Pages of a case of several offices: the lead's partners, and the partner's participation with what was seized."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel

from ..actions import INVITATIONS, PARTICIPATIONS, SHARED_SEIZURES, accept, refresh
from ..forms.base import ReasonForm
from ..forms.joint import AcceptForm, InvitationForm, ParticipationForm, SharedSeizureForm
from ..joint import differences, offered
from ..models import Invitation, Participation, SharedSeizure, standing, sums
from .acting import act, note_opening, sent, writable
from .base import READ, WRITE, ChildPages, back_to_case, initial_case
from .exhibits import AMOUNT


def _of_invitation(invitation: Invitation, user: User) -> dict[str, Any]:
    """What both offices see; the partner also gets its way back and its button."""
    accepted = next(iter(standing(invitation.participations.all())), None)
    context: dict[str, Any] = {"offer": offered(invitation), "accepted": accepted}
    if invitation.partner_office_id in user.scope(READ):
        context["back"] = ("Kasus bersama", reverse("enforcement:participation_list"))
        may_accept = (
            invitation.partner_office_id in user.scope(WRITE) and accepted is None and not invitation.is_cancelled
        )
        context |= {"is_partner": True, "may_accept": may_accept}
    return context


INVITATION = ChildPages(
    "enforcement", "invitation", "mitra", Invitation, "mitra kasus", "Mitra kasus",
    columns=(Column("Mitra", "partner"),), form=InvitationForm, verbs=INVITATIONS,
    has_list=False, select=("case__place", "partner_office"),
    prefetch=("case__suspects", "case__exhibits", "participations__lead_office"),
    parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(
        Panel("Mitra", (("Mitra", lambda one: one.partner), ("Pemimpin", lambda one: str(one.office)), "note")),
        Panel("Yang ditunjukkan", ("shares_suspects", "shares_exhibits")),
    ),
    detail_template="enforcement/invitation.html", extras=(_of_invitation,),
)  # fmt: skip


def _incoming(user: User) -> dict[str, Any]:
    """Invitations to this user's office that wait for an answer."""
    answered = Participation.objects.standing().filter(invitation__isnull=False).values("invitation_id")
    waiting = Invitation.objects.standing().filter(partner_office_id__in=user.scope(READ)).exclude(pk__in=answered)
    return {"incoming": list(waiting.select_related("office", "case"))}


def _state(participation: Participation) -> str:
    if not participation.follows_lead:
        return "pemimpin di luar sistem"
    return "berbeda dari pemimpin" if differences(participation) else "sama dengan pemimpin"


def _of_participation(participation: Participation, user: User) -> dict[str, Any]:
    seizures = standing(participation.seizures.all())
    return {"seizures": seizures, "sums": sums(seizures), "differences": differences(participation)}


def _participation_actions(participation: Participation, user: User) -> list[tuple[str, str]]:
    if participation.invitation is None or participation.invitation.is_cancelled or not differences(participation):
        return []
    return [("Segarkan", reverse("enforcement:participation_refresh", args=[participation.pk]))]


PARTICIPATION = Pages(
    "enforcement", "participation", "kasus-bersama", Participation, "keikutsertaan", "Kasus bersama",
    explains="Kasus yang dipimpin pihak lain dan diikuti satuan kerja ini. Dalam jumlah, kasusnya dihitung sekali, "
    "pada pemimpinnya.",
    empty="Undangan dari satuan kerja lain tampil di halaman ini. Bila pemimpinnya di luar sistem, catat sendiri.",
    columns=(
        Column("Pemimpin", lambda one: one.lead), Column("Nomor LKN", "lead_case_number", "lead_case_number"),
        Column("Tanggal", "lkn_on", "lkn_on"), Column("Wilayah", "place"), Column("Angka", _state),
    ),
    form=ParticipationForm, verbs=PARTICIPATIONS,
    search=("lead_body", "lead_case_number", "operation_name"), order=("-lkn_on",),
    select=("lead_office", "place", "network", "invitation__case__place"),
    prefetch=("seizures", "invitation__case__suspects", "invitation__case__exhibits"), sensitive=True,
    panels=(
        Panel("Kasus bersama", (
            ("Pemimpin", lambda one: one.lead), "lead_case_number", "operation_name", "lkn_on", "place", "suspects",
        )),
        Panel("Catatan satuan kerja ini", ("network", "note")),
    ),
    list_template="enforcement/participations.html", list_extras=_incoming,
    detail_template="enforcement/participation.html", extras=(_of_participation,), actions=_participation_actions,
)  # fmt: skip


class SharedPages(ChildPages):
    belongs_to = ("kasus-bersama", "enforcement:participation")


def _initial_participation(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"participation": request.GET.get("kasus-bersama")}


def _back_to_participation(seizure: SharedSeizure) -> tuple[str, str]:
    return str(seizure.participation), reverse("enforcement:participation", args=[seizure.participation_id])


SHARED_SEIZURE = SharedPages(
    "enforcement", "shared_seizure", "barang-bukti-bersama", SharedSeizure,
    "barang bukti bersama", "Barang bukti bersama",
    columns=(Column("Zat", "substance"),), form=SharedSeizureForm, verbs=SHARED_SEIZURES,
    has_list=False, select=("participation__lead_office",), parent=_back_to_participation,
    initial=_initial_participation, sensitive=True,
    panels=(Panel("Barang bukti bersama", ("substance", *AMOUNT, "seized_on")),),
)  # fmt: skip


@needs(WRITE)
def invitation_accept(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Accept an invitation: only for the invited office."""
    user = user_of(request)
    invitation = INVITATION.get(request, pk)
    office = get_object_or_404(Office, pk=invitation.partner_office_id)
    if office.pk not in user.scope(WRITE):
        raise PermissionDenied
    note_opening(request, invitation, "menjawab undangan kasus bersama")

    def do(typed: dict[str, Any]) -> str:
        made = accept(invitation, office=office, by=user, **typed)
        return PARTICIPATION.url("", made.pk)

    form = AcceptForm(sent(request), office=office)
    return act(
        request,
        form,
        do,
        title="Terima undangan kasus bersama",
        verb="Terima",
        back=INVITATION.url("", pk),
        done="Keikutsertaan tersimpan.",
        lead=f"Angka kasus {invitation.office} disalin seperti keadaannya sekarang, dan dibukukan sebagai bersama.",
        offer=offered(invitation),
    )


@needs(WRITE)
def participation_refresh(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take the lead's numbers as they are now."""
    participation = writable(request, PARTICIPATION, pk)
    note_opening(request, participation, "menyegarkan kasus bersama")

    def do(typed: dict[str, Any]) -> str:
        refresh(participation, by=user_of(request), reason=typed["reason"])
        return PARTICIPATION.url("", pk)

    return act(
        request,
        ReasonForm(sent(request)),
        do,
        title="Segarkan dari pemimpin",
        verb="Segarkan",
        back=PARTICIPATION.url("", pk),
        done="Angka disegarkan.",
        differences=differences(participation),
    )
