"""Pages of this room."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django import forms as django_forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.refusals import Refusal

from . import actions, forms
from .joint import differences, offered
from .models import (
    WEIGHED,
    Case,
    Exhibit,
    Invitation,
    Network,
    Participation,
    Seizure,
    SharedSeizure,
    Suspect,
    amount_in_words,
    standing,
)

READ, WRITE = Permission.ENFORCEMENT_READ, Permission.ENFORCEMENT_WRITE


class ChildPages(Pages):
    """Pages of what belongs to another record: a query parameter names it for a new one, and leads back there."""

    belongs_to: tuple[str, str] = ("kasus", "enforcement:case")

    def _way_back(self, request: HttpRequest) -> str:
        parameter, page = self.belongs_to
        try:
            return reverse(page, args=[UUID(request.GET.get(parameter, ""))])
        except ValueError:
            return reverse(f"{page}_list")


class SharedPages(ChildPages):
    belongs_to = ("kasus-bersama", "enforcement:participation")


def _by_code(name: str, label_: str, list_name: str) -> Filter:
    return Filter(name, label_, lambda user: choices(list_name))


def _years(model: type[Any], day: str) -> Filter:
    """A filter by the year of a day, offering the years that the user's records have."""

    def offered_to(user: User) -> list[tuple[str, str]]:
        days = model.objects.visible_to(user).order_by().dates(day, "year", order="DESC")
        return [(str(one.year), str(one.year)) for one in days]

    def narrow(rows: Any, chosen: str) -> Any:
        return rows.filter(**{f"{day}__year": int(chosen)}) if chosen.isdigit() else rows.none()

    return Filter("tahun", "Tahun", offered_to, narrow=narrow)


class CasePages(Pages):
    """The list counts suspects in its own query: it shows twenty-five cases and opens none."""

    def rows(self, request: HttpRequest) -> Any:
        standing_ones = Q(suspects__cancelled_at__isnull=True) & ~Q(suspects__status="wanted")
        return super().rows(request).annotate(counted=Count("suspects", filter=standing_ones))


def _sums(seizures: Iterable[Seizure]) -> list[tuple[str, str, str]]:
    """(substance, net or gross, exact amount with its unit): never across units, nor net with gross."""
    sums: Counter[tuple[str, str, str]] = Counter()
    for seizure in seizures:
        sums[seizure.substance, seizure.unit, seizure.aspect] += seizure.amount
    return [
        (
            label("substance", substance),
            label("aspect", aspect) if unit in WEIGHED else "",
            amount_in_words(amount, unit),
        )
        for (substance, unit, aspect), amount in sorted(sums.items())
    ]


# --- cases ---------------------------------------------------------------------------------------------------------


def _of_case(case: Case, user: User) -> dict[str, Any]:
    exhibits = standing(case.exhibits.all())
    return {
        "suspects": standing(case.suspects.all()),
        "exhibits": exhibits,
        "sums": _sums(exhibits),
        "invitations": standing(case.invitations.select_related("partner_office").prefetch_related("participations")),
    }


def _case_actions(case: Case, user: User) -> list[tuple[str, str]]:
    if case.is_first_in_area:
        return [("Cabut kepastian kasus pertama", reverse("enforcement:case_first_withdraw", args=[case.pk]))]
    if standing(case.exhibits.all()):
        return [("Pastikan kasus pertama di wilayah", reverse("enforcement:case_first", args=[case.pk]))]
    return []


def _only_prominent(rows: Any, chosen: str) -> Any:
    return rows.filter(prominent=True)


CASE = CasePages(
    "enforcement", "case", "kasus", Case, "kasus", "Kasus",
    explains="Satu baris untuk setiap laporan kasus narkotika (LKN) yang dipimpin satuan kerja ini.",
    columns=(
        Column("Nomor LKN", "number", "number"), Column("Tanggal", "lkn_on", "lkn_on"),
        Column("Wilayah", "place", "place__name"), Column("Tersangka", lambda case: case.counted, number=True),
        Column("Menonjol", "prominent", "prominent"),
    ),
    form=forms.CaseForm, verbs=actions.CASES, search=("number", "operation_name"),
    filters=(
        _years(Case, "lkn_on"),
        Filter("menonjol", "Menonjol", lambda user: [("ya", "Hanya yang menonjol")], narrow=_only_prominent),
    ),
    order=("-lkn_on", "-number"), select=("place", "network", "first_confirmed_by"),
    panels=(
        Panel("Kasus", ("number", "lkn_on", "began_on", "place", "summary")),
        Panel("Kedudukan", (
            "prominent", "prominent_reason", ("Pertama di wilayah", lambda case: case.first_in_words),
            "first_confirmed_by", "first_confirmed_at", "network", "operation_name",
        )),
    ),
    detail_template="enforcement/case.html", extras=(_of_case,), actions=_case_actions,
    keeps_files=True, sensitive=True,
)  # fmt: skip


def _initial_case(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"case": request.GET.get("kasus")}


def _back_to_case(record: Any) -> tuple[str, str]:
    return str(record.case), reverse("enforcement:case", args=[record.case_id])


# --- suspects ------------------------------------------------------------------------------------------------------


def _opened(suspect: Suspect, user: User) -> dict[str, Any]:
    """The name of an adult is opened with the page; a child stays a code until somebody says what for."""
    if suspect.is_child or suspect.name is None:
        return {"name": ""}
    return {"name": suspect.name.open(by=user, purpose="membuka rekam tersangka")}


def _age_in_words(suspect: Suspect) -> str:
    return label("age_band", suspect.age_band) if suspect.age_band else ""


SUSPECT = ChildPages(
    "enforcement", "suspect", "tersangka", Suspect, "tersangka", "Tersangka",
    columns=(Column("Kode", "code"),), form=forms.SuspectForm, verbs=actions.SUSPECTS,
    has_list=False, select=("case",), parent=_back_to_case, initial=_initial_case, sensitive=True,
    panels=(
        Panel("Tersangka", (
            "code", "status", "named_on", "role", "sex", "birth_year",
            ("Kelompok umur saat ditetapkan", _age_in_words), "nationality", "articles",
        )),
    ),
    detail_template="enforcement/suspect.html", extras=(_opened,),
)  # fmt: skip


# --- exhibits ------------------------------------------------------------------------------------------------------

_AMOUNT: tuple[tuple[str, Callable[[Any], Any]], ...] = (
    ("Jumlah", lambda seizure: seizure.in_words),
    ("Berat kotor", lambda seizure: seizure.gross_in_words),
)

EXHIBIT = ChildPages(
    "enforcement", "exhibit", "barang-bukti", Exhibit, "barang bukti", "Barang bukti",
    columns=(Column("Zat", "substance"),), form=forms.ExhibitForm, verbs=actions.EXHIBITS,
    has_list=False, select=("case",), parent=_back_to_case, initial=_initial_case, sensitive=True,
    panels=(Panel("Barang bukti", ("substance", "form", *_AMOUNT, "seized_on", "description")),),
)  # fmt: skip


# --- networks ------------------------------------------------------------------------------------------------------


def _of_network(network: Network, user: User) -> dict[str, Any]:
    return {"cases": standing(network.cases.all()), "participations": standing(network.participations.all())}


def _countries(network: Network) -> str:
    return network.countries_in_words


NETWORK = Pages(
    "enforcement", "network", "jaringan", Network, "jaringan", "Jaringan",
    explains="Jaringan atau sindikat yang diungkap satuan kerja ini, sendiri atau bersama.",
    columns=(
        Column("Nama", "name", "name"), Column("Jangkauan", "scope", "scope"), Column("Negara", _countries),
        Column("Diungkap", "disclosed_on", "disclosed_on"),
    ),
    form=forms.NetworkForm, verbs=actions.NETWORKS, search=("name",),
    filters=(_years(Network, "disclosed_on"), _by_code("scope", "Jangkauan", "network_scope")),
    order=("-disclosed_on",), prefetch=("cases", "participations__lead_office"), sensitive=True,
    panels=(Panel("Jaringan", ("name", "scope", ("Negara", _countries), "disclosed_on", "note")),),
    detail_template="enforcement/network.html", extras=(_of_network,),
)  # fmt: skip


# --- joint cases ---------------------------------------------------------------------------------------------------


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
    columns=(Column("Mitra", "partner"),), form=forms.InvitationForm, verbs=actions.INVITATIONS,
    has_list=False, select=("case__place", "partner_office"),
    prefetch=("case__suspects", "case__exhibits", "participations__lead_office"),
    parent=_back_to_case, initial=_initial_case, sensitive=True,
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
    return {"seizures": seizures, "sums": _sums(seizures), "differences": differences(participation)}


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
    form=forms.ParticipationForm, verbs=actions.PARTICIPATIONS,
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


def _initial_participation(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"participation": request.GET.get("kasus-bersama")}


def _back_to_participation(seizure: SharedSeizure) -> tuple[str, str]:
    return str(seizure.participation), reverse("enforcement:participation", args=[seizure.participation_id])


SHARED_SEIZURE = SharedPages(
    "enforcement", "shared_seizure", "barang-bukti-bersama", SharedSeizure,
    "barang bukti bersama", "Barang bukti bersama",
    columns=(Column("Zat", "substance"),), form=forms.SharedSeizureForm, verbs=actions.SHARED_SEIZURES,
    has_list=False, select=("participation__lead_office",), parent=_back_to_participation,
    initial=_initial_participation, sensitive=True,
    panels=(Panel("Barang bukti bersama", ("substance", *_AMOUNT, "seized_on")),),
)  # fmt: skip


# --- single actions ------------------------------------------------------------------------------------------------


def _writable(request: HttpRequest, pages: Pages, pk: UUID) -> Any:
    """A standing record that this user may change: 404 outside one's scope, 403 where only reading is allowed."""
    record = pages.get(request, pk)
    if record.office_id not in user_of(request).scope(WRITE):
        raise PermissionDenied
    return record


def _sent(request: HttpRequest) -> Any:
    """What was sent, also where every field was left empty; nothing for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def _note(request: HttpRequest, record: Any, purpose: str) -> None:
    note_readings(
        office=record.office,
        by=user_of(request),
        side=READ.side.value,
        purpose=purpose,
        records=[(record._meta.label_lower, record.pk)],
    )


def _act(
    request: HttpRequest, form: django_forms.Form, do: Callable[[dict[str, Any]], Any], *, title: str, verb: str,
    back: str, done: str,
    **context: Any,
) -> HttpResponseBase:  # fmt: skip
    """The page of one action: form, action, answer. `do` takes what was typed; its refusal comes back to the fields."""
    if request.method == "POST" and form.is_valid():
        try:
            record = do(form.cleaned_data)
        except Refusal as refusal:
            for name, message in refusal.fields.items():
                form.add_error(name if name in form.fields else None, message)
            if not refusal.fields:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(record)
    page = {"form": form, "title": title, "verb": verb, "back": back, **context}
    return render(request, "enforcement/act.html", page, status=422 if form.is_bound else 200)


@needs(WRITE)
def case_first(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Confirm that a case is the first of its kind in the area, with what the records know of the area beside it."""
    case = _writable(request, CASE, pk)
    _note(request, case, "memastikan kasus pertama di wilayah")

    def do(typed: dict[str, Any]) -> str:
        actions.confirm_first_in_area(case, by=user_of(request), **typed)
        return CASE.url("", pk)

    form = forms.FirstInAreaForm(_sent(request), case=case)
    return _act(
        request,
        form,
        do,
        title="Pastikan kasus pertama di wilayah",
        verb="Pastikan",
        back=CASE.url("", pk),
        done="Kepastian tersimpan.",
        lead=actions.history_of_area(case).in_words,
    )


@needs(WRITE)
def case_first_withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take that confirmation back."""
    case = _writable(request, CASE, pk)
    _note(request, case, "mencabut kepastian kasus pertama")

    def do(typed: dict[str, Any]) -> str:
        actions.withdraw_first_in_area(case, by=user_of(request), reason=typed["reason"])
        return CASE.url("", pk)

    return _act(
        request,
        forms.ReasonForm(_sent(request)),
        do,
        title="Cabut kepastian kasus pertama",
        verb="Cabut",
        back=CASE.url("", pk),
        done="Kepastian dicabut.",
        lead=case.first_in_words,
    )


@needs(READ)
def suspect_open(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Open the identity of one suspect, for a purpose that is written down before anything is shown."""
    suspect = SUSPECT.get(request, pk)
    form = forms.PurposeForm(_sent(request))
    context: dict[str, Any] = {"record": suspect, "form": form, "back": SUSPECT.url("", pk)}
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        context["opened"] = [
            (title, sealed.open(by=user_of(request), purpose=purpose) if sealed is not None else "")
            for title, sealed in (("Nama atau alias", suspect.name), ("NIK", suspect.nik))
        ]
    return render(request, "enforcement/identity.html", context, status=422 if form.is_bound and form.errors else 200)


@needs(WRITE)
def invitation_accept(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Accept an invitation: only for the invited office."""
    user = user_of(request)
    invitation = INVITATION.get(request, pk)
    office = get_object_or_404(Office, pk=invitation.partner_office_id)
    if office.pk not in user.scope(WRITE):
        raise PermissionDenied
    _note(request, invitation, "menjawab undangan kasus bersama")

    def do(typed: dict[str, Any]) -> str:
        made = actions.accept(invitation, office=office, by=user, **typed)
        return PARTICIPATION.url("", made.pk)

    form = forms.AcceptForm(_sent(request), office=office)
    return _act(
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
    participation = _writable(request, PARTICIPATION, pk)
    _note(request, participation, "menyegarkan kasus bersama")

    def do(typed: dict[str, Any]) -> str:
        actions.refresh(participation, by=user_of(request), reason=typed["reason"])
        return PARTICIPATION.url("", pk)

    return _act(
        request,
        forms.ReasonForm(_sent(request)),
        do,
        title="Segarkan dari pemimpin",
        verb="Segarkan",
        back=PARTICIPATION.url("", pk),
        done="Angka disegarkan.",
        differences=differences(participation),
    )
