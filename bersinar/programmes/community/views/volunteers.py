"""Volunteers: their roles, trainings and own actions, and the link by which they tell of them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.links import link_of as address_of
from bersinar.foundation.oneform.links import reaches_phones
from bersinar.foundation.oneform.models import Opening
from bersinar.foundation.oneform.openings import close_form
from bersinar.foundation.oneform.printing import qr
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code
from bersinar.foundation.wire.refusals import Refusal

from .. import actions
from ..forms import volunteers as forms
from ..models import OwnAction, Training, Volunteer
from ..reporting import ACTION, link_of, open_link
from .shown import ENDED, STANDING, FormBeside, beside, end_of, ending_path, state, where_named

_WRITE = Permission.COMMUNITY_WRITE


class InaugurationPages(FormBeside):
    def url(self, part: str, *args: Any) -> str:
        return super().url(part)  # many were made: back to the list


def _of_person(request: HttpRequest, office: Office) -> dict[str, Any]:
    """Another role of somebody on the list: name and sex are taken over."""
    try:
        pk = UUID(request.GET.get("orang", ""))
    except ValueError:
        return where_named(request, office)
    person = Volunteer.objects.visible_to(user_of(request)).standing().filter(office=office, pk=pk).first()
    return (
        {"same_as": person, "name": person.name, "sex": person.sex}
        if isinstance(person, Volunteer)
        else where_named(request, office)
    )


def _roles_of(volunteer: Volunteer, user: User) -> dict[str, Any]:
    same_office = Volunteer.objects.visible_to(user).standing().filter(office=volunteer.office_id)
    others: list[Any] = list(forms.namesakes(same_office, volunteer))
    return {
        "other_roles": [one for one in others if one.person_id == volunteer.person_id],
        "namesakes": [one for one in others if one.person_id != volunteer.person_id],
    }


def _done_by(volunteer: Volunteer, user: User) -> dict[str, Any]:
    """Trainings and own actions of the person, whatever the role they were written down for."""
    roles = Volunteer.objects.visible_to(user).standing().filter(person_id=volunteer.person_id)
    opening = link_of(volunteer) if VOLUNTEER.may_write(user, volunteer) else None
    return {
        "trainings": Training.objects.visible_to(user).standing().filter(volunteer__in=roles),
        "own_actions": OwnAction.objects.visible_to(user).standing().filter(volunteer__in=roles)[:20],
        "opening": opening,
    }


def _of_volunteer(request: HttpRequest, office: Office) -> dict[str, Any]:
    named = request.GET.get("penggiat")
    return {"volunteer": named} if named else {}


def _home(one: Any) -> tuple[str, str]:
    return "Penggiat", reverse("community:volunteer", args=[one.volunteer_id])


VOLUNTEER = Pages(
    "community", "volunteer", "penggiat", Volunteer, "penggiat", "Penggiat",
    explains="Penggiat, relawan, duta, dan anggota satgas. Orang yang punya beberapa tugas dihitung sekali.",
    columns=(
        Column("Nama", "name", "name"), Column("Sebagai", "kind", "kind"),
        Column("Lingkungan", "environment", "environment"), Column("Instansi", "institution"),
        Column("Dilantik", "appointed_on", "appointed_on"), Column("Keadaan", state),
    ),
    form=forms.VolunteerForm, verbs=actions.VOLUNTEERS, search=("name", "institution__name", "decree_number"),
    filters=(
        by_code("kind", "Sebagai", "volunteer_kind"), by_code("environment", "Lingkungan", "environment"), STANDING,
    ),
    order=("-appointed_on", "name"), select=("institution", "region"), initial=_of_person,
    panels=(
        Panel("Orang", ("name", "sex")), Panel("Tugas", ("kind", "environment", "institution", "region")),
        Panel("Pelantikan", ("appointed_on", "decree_number", "decree_on")), ENDED,
    ),
    list_template="community/volunteers.html", detail_template="community/volunteer.html", extras=(_roles_of, _done_by),
    actions=end_of("volunteer"), personal=True, keeps_files=True,
)  # fmt: skip

TRAINING = Pages(
    "community", "training", "pelatihan-penggiat", Training, "pelatihan", "Pelatihan penggiat", columns=(),
    has_list=False, form=forms.TrainingForm, verbs=actions.TRAININGS, select=("volunteer",), keeps_files=True,
    initial=_of_volunteer, parent=_home, panels=(Panel("Pelatihan", ("trained_on", "topic", "hours")),),
)  # fmt: skip

_WAITING = Filter(
    "periksa", "Keadaan", lambda user: [("menunggu", "Menunggu diperiksa"), ("dihitung", "Dihitung")],
    narrow=lambda rows, chosen: rows.filter(checked=chosen != "menunggu"),
)  # fmt: skip


def _check(action: OwnAction, user: User) -> list[tuple[str, str]]:
    return [] if action.checked else [("Periksa dan hitung", reverse("community:own_action_check", args=[action.pk]))]


OWN_ACTION = Pages(
    "community", "own_action", "aksi-mandiri", OwnAction, "aksi mandiri", "Aksi mandiri penggiat",
    explains="Yang dilakukan penggiat tanpa petugas kantor. Orangnya tidak ditambahkan pada yang dijangkau kantor.",
    columns=(
        Column("Aksi", "kind", "kind"), Column("Tanggal", "done_on", "done_on"), Column("Penggiat", "volunteer"),
        Column("Tempat", "place"), Column("Orang", "people", "people", number=True),
        Column("Keadaan", lambda action: action.state, mark=lambda action: "" if action.checked else "warn"),
    ),
    form=forms.OwnActionForm, verbs=actions.OWN_ACTIONS, search=("volunteer__name", "place", "note"),
    filters=(by_code("kind", "Aksi", "own_action_kind"), _WAITING), order=("checked", "-done_on"),
    select=("volunteer", "region"), initial=_of_volunteer, actions=_check, personal=True,
    panels=(
        Panel("Aksi", ("volunteer", "kind", "done_on", "place", "region", "people", "note")),
        Panel("Pemeriksaan", ("by_form", ("Keadaan", lambda action: action.state))),
    ),
    says={"community.report_action": "dilaporkan", "community.check_action": "diperiksa dan dihitung"},
)  # fmt: skip


def _named(request: HttpRequest, pk: UUID) -> Volunteer:
    volunteer: Volunteer = get_object_or_404(Volunteer.objects.visible_to(user_of(request)), pk=pk)
    if volunteer.office_id not in user_of(request).scope(_WRITE):
        raise Http404
    return volunteer


@needs(_WRITE)
def link(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A volunteer's own link: opened until a day, shown with its QR code to hand over."""
    volunteer = _named(request, pk)
    typed = forms.LinkForm(request.POST or None)
    if request.method == "POST" and typed.is_valid():
        try:
            open_link(volunteer=volunteer, by=user_of(request), **typed.cleaned_data)
        except Refusal as refusal:
            bring_back(typed, refusal)
        else:
            messages.success(request, "Tautan dibuka. Serahkan kepada penggiatnya.")
            return redirect(request.path)
    opening = link_of(volunteer)
    address = address_of(opening, request) if opening else ""
    context = {
        "volunteer": volunteer, "form": typed, "opening": opening, "address": address,
        "qr": mark_safe(qr(address)) if address else "", "reaches": not address or reaches_phones(address),
        "state": opening.state(volunteer.office.local_day()) if opening else "",
    }  # fmt: skip
    return render(request, "community/link.html", context, status=422 if typed.is_bound else 200)


@require_POST
@needs(_WRITE)
def link_close(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Close a volunteer's link before its last day."""
    opening = get_object_or_404(Opening.objects.select_related("office"), pk=pk, kind=ACTION)
    volunteer = _named(request, opening.ref)
    close_form(opening=opening, by=user_of(request))
    messages.success(request, "Tautan ditutup.")
    return redirect(reverse("community:volunteer_link", args=[volunteer.pk]))


def volunteer_urls() -> list[URLPattern]:
    """The addresses of volunteers: many appointed at once, ended, recognised, taught, active, and their links."""
    many = beside(InaugurationPages, VOLUNTEER, "appoint", "pelantikan", forms.InaugurationForm, actions.INAUGURATION)
    return [
        *VOLUNTEER.urls(), *TRAINING.urls(), *OWN_ACTION.urls(),
        path(f"{many.slug}/pelantikan/", needs(_WRITE)(many.create_view), name=many.name),
        ending_path(VOLUNTEER, "masa tugas", forms.EndServiceForm, actions.END_SERVICE),
        ending_path(VOLUNTEER, "orang yang sama", forms.RecogniseForm, actions.RECOGNISE, "orang", "person"),
        ending_path(OWN_ACTION, "aksi yang dilaporkan", forms.CheckActionForm, actions.CHECK_ACTION, "periksa", "check"),
        path(f"{VOLUNTEER.slug}/<uuid:pk>/tautan/", link, name="volunteer_link"),
        path("tautan-penggiat/<uuid:pk>/tutup/", link_close, name="link_close"),
    ]  # fmt: skip
