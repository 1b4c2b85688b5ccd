"""Pages of the desk: the queue, one visit with its steps, the invitation, rule and tariffs, the screen for who waits."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import URLPattern, path
from django.utils import timezone

from bersinar.catalogue.instruments import in_version
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.rules import rule_page
from bersinar.foundation.ui.sealed import SealedPages, purposes
from bersinar.foundation.ui.steps import WayPages
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.public import fault_of_place

from .actions import TARIFFS, VISITS, invite_to_talk, set_rule
from .forms import STEP_FORMS, DeskRuleForm, InviteForm, TariffForm, VisitForm
from .models import IDENTITY, Tariff, Visit, rule_of
from .ways import INVITED, TESTED, VISIT_WAY, WAITING


@dataclass
class VisitPages(WayPages, SealedPages):
    """The queue, and one visit."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.invite_view)
        return [path(f"{self.slug}/<uuid:pk>/undangan/", door, name=f"{self.name}_invite"), *super().urls()]

    def invite_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The slip for whoever reacted, as PDF. Its code leaves here once: who loses it gets another."""
        user, visit = user_of(request), self.get(request, pk)
        if not self.may_write(user, visit):
            raise PermissionDenied
        self.note_opened(user, [visit], "membuka formulir")
        back = self.url("", visit.pk)
        address = "" if fault_of_place(visit.office.address) else visit.office.address
        form = InviteForm(request.POST or None, initial={"version": visit.version, "place": address})
        if form.is_bound and form.is_valid():
            typed = form.cleaned_data
            try:
                slips = invite_to_talk(visit, place=typed["place"], by=user, based_on=typed["version"])
            except Refusal as refusal:
                bring_back(form, refusal)
            else:
                return pdf(slips.printed(), "lembar.pdf")
        context = {"record": visit, "form": form, "back": back, "again": visit.stage == INVITED}
        return render(request, "skhpn/invite.html", context, status=422 if form.is_bound else 200)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A PDF to save. Its name says nothing."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _fee(visit: Visit) -> str:
    return "" if visit.fee is None else f"Rp {write_number(visit.fee)}"


def _result(visit: Visit) -> str:
    if visit.tested_on is None or visit.is_erased:
        return ""
    return "Reaktif" if visit.is_reactive else "Nonreaktif"


def _scores(visit: Visit) -> str:
    """What the short screening came to, in the words of its instrument."""
    if not visit.instrument:
        return ""
    rule = in_version(visit.instrument, visit.instrument_version)
    told = []
    for scale in rule.scales:
        band = rule.words.get(visit.bands.get(scale.code, ""), "")
        value = str(visit.values.get(scale.code, "–")).replace(".", ",")
        told.append(f"{scale.title} {value}{f' ({band.lower()})' if band else ''}")
    return f"{rule.title}: {'; '.join(told)}"


def _steps(visit: Visit, user: User) -> tuple[Step, ...]:
    return VISIT_WAY.open_steps(visit.stage, visit)


def _drawn(visit: Visit) -> list[Mark]:
    order = [stage.code for stage in VISIT_WAY.stages]
    last = order.index(visit.stage if visit.stage in order[:6] else TESTED if visit.tested_on else WAITING)
    return VISIT_WAY.drawn(visit.stage, set(order[:last]) | ({TESTED} if visit.tested_on else set()))


def _way(visit: Visit, user: User) -> dict[str, Any]:
    can_invite = any(step.code == "invite" for step in _steps(visit, user)) and not visit.is_erased
    return {**({} if visit.is_erased else VISIT.of_way(visit, user)), "can_invite": can_invite}


def _today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"visited_on": office.local_day()}


def _is_open(rows: Any, chosen: str) -> Any:
    return rows.exclude(stage__in=VISIT_WAY.ends) if chosen == "ya" else rows.filter(stage__in=VISIT_WAY.ends)


VISIT = VisitPages(
    "skhpn", "visit", "kunjungan", Visit, "kunjungan", "Layanan SKHPN",
    explains="Antrean surat keterangan hasil pemeriksaan narkotika. Daftar ini hanya memuat nomor.",
    empty="Ambil nomor untuk pemohon yang datang.",
    columns=(
        Column("Tanggal", "visited_on", "visited_on"), Column("Nomor", "number", "number", number=True),
        Column("Keperluan", "purpose", "purpose"), Column("Tahap", "stage", "stage"),
    ),
    form=VisitForm, verbs=VISITS, order=("-visited_on", "number"), sensitive=True, initial=_today,
    says={"skhpn.erase_identity": "identitas dihapus menurut aturan penyimpanan"},
    filters=(
        Filter("stage", "Tahap", lambda user: VISIT_WAY.choices()),
        Filter("terbuka", "Belum selesai", lambda user: (("ya", "Ya"), ("tidak", "Tidak")), narrow=_is_open),
        Filter("purpose", "Keperluan", lambda user: choices("skhpn_purpose")),
    ),
    panels=(
        Panel("Kunjungan", ("visited_on", "number", "purpose", "stage", "initials", "document")),
        Panel("Biaya", (("Biaya", _fee), "receipt", "exemption")),
        Panel("Skrining dan tes", (
            "screening_result", ("Skor", _scores), "tested_on", "panel", ("Hasil", _result), "reactive", "issued_on",
        )),
    ),
    list_template="skhpn/visits.html", list_extras=lambda user: {"may_rule": user.may(Permission.SKHPN_RULES_WRITE)},
    detail_template="skhpn/visit.html", extras=(_way, purposes, letters_of), opens=IDENTITY, step_forms=STEP_FORMS,
    steps_of=_steps, drawn=_drawn,
)  # fmt: skip


def _amount(tariff: Tariff) -> str:
    return f"Rp {write_number(tariff.amount)}"


TARIFF = Pages(
    "skhpn", "tariff", "tarif", Tariff, "tarif", "Tarif SKHPN",
    explains="Tarif PNBP menurut hari mulai berlakunya. Yang dipakai adalah tarif pada hari kunjungan.",
    columns=(
        Column("Berlaku mulai", "in_force_from", "in_force_from"), Column("Tarif", _amount, "amount", number=True),
        Column("Dasar", "ground"),
    ),
    form=TariffForm, verbs=TARIFFS, order=("-in_force_from",),
    panels=(Panel("Tarif", ("in_force_from", ("Tarif", _amount), "ground")),),
)  # fmt: skip


@needs(Permission.SKHPN_RULES_WRITE)
def rule(request: HttpRequest) -> HttpResponseBase:
    """How the office keeps its desk: how long letters hold, how long identities are kept, which screening."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.SKHPN_RULES_WRITE)
    form = DeskRuleForm(request.POST or None, instance=rule_of(office))
    lead = (
        f"Berlaku untuk {office}. Masa berlaku yang baru dipakai untuk surat berikutnya; masa simpan yang baru berlaku "
        "untuk semua identitas yang masih ada."
    )
    back = VISIT.noun_plural, VISIT.url("list")
    return rule_page(request, form, partial(set_rule, office=office, by=user), lead=lead, back=back)


@needs(Permission.SKHPN_READ)
def waiting(request: HttpRequest) -> HttpResponseBase:
    """The screen of the waiting room: numbers, and nothing else."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.SKHPN_READ)
    today = Visit.objects.visible_to(user).standing().filter(office=office, visited_on=office.local_day())
    rows = list(today.exclude(stage__in=VISIT_WAY.ends).order_by("number").values_list("number", "stage"))
    context = {
        "waiting": [number for number, stage in rows if stage == WAITING],
        "served": [number for number, stage in rows if stage != WAITING], "at": timezone.now(),
    }  # fmt: skip
    return render(request, "skhpn/waiting.html", context)
