"""Pages of this room: one way in for the operator, three queues."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from .actions import REHAB, SERVICE, TIPS, answer
from .forms import IntakeForm, RehabForm, RehabIntakeForm, ServiceForm, ServiceIntakeForm, TipForm, TipIntakeForm
from .models import ClosedTicket, Informant, RehabTicket, ServiceTicket, Ticket, TipTicket

# --- intake --------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Purpose:
    """A choice of the intake page, made before anything is typed."""

    word: str
    title: str
    explains: str
    parts: tuple[type[IntakeForm], ...]


PURPOSES = (
    Purpose(
        "layanan", "Layanan umum", "Informasi, permohonan sosialisasi atau tes urine, pengaduan layanan.",
        (ServiceIntakeForm,),
    ),
    Purpose(
        "rehabilitasi", "Konsultasi rehabilitasi",
        "Minta tolong untuk diri sendiri atau keluarga. Hanya dibaca klinik.",
        (RehabIntakeForm,),
    ),
    Purpose(
        "laporan", "Laporan masyarakat", "Laporan tentang peredaran. Hanya dibaca seksi pemberantasan.",
        (TipIntakeForm,),
    ),
    Purpose(
        "keduanya", "Minta tolong dan melapor sekaligus", "Satu panggilan, dua kontak yang tidak saling mengenal.",
        (RehabIntakeForm, TipIntakeForm),
    ),
)  # fmt: skip
_BY_WORD = {purpose.word: purpose for purpose in PURPOSES}


@needs(Permission.CARE_TAKE)
def intake(request: HttpRequest) -> HttpResponseBase:
    """What is it about?"""
    return render(request, "carecentre/intake.html", {"purposes": PURPOSES})


@needs(Permission.CARE_TAKE)
def take(request: HttpRequest, word: str) -> HttpResponseBase:
    """Take down a contact. Every part is saved by itself, with its own id; a part sent twice is saved once."""
    user = user_of(request)
    if word not in _BY_WORD:
        raise Http404
    purpose, office = _BY_WORD[word], user.offices_with(Permission.CARE_TAKE)[0]
    sent = request.POST if request.method == "POST" else None
    forms = [part(sent, user=user, office=office) for part in purpose.parts]
    if sent is not None and _all_valid(forms):
        try:
            taken = [_taken(form, user) for form in forms]
        except Refusal:
            pass  # it stands on its form
        else:
            return _answered(user, taken)
    return render(
        request, "carecentre/take.html", {"purpose": purpose, "forms": forms}, status=200 if sent is None else 422
    )


def _all_valid(forms: Sequence[IntakeForm]) -> bool:
    """Every part is judged, so that all their faults show at once."""
    return False not in {form.is_valid() for form in forms}


def _taken(form: IntakeForm, user: User) -> Any:
    try:
        return form.take(office=form.office, by=user)
    except Refusal as refusal:
        form.refuse(refusal)
        raise


def _answered(user: User, taken: Sequence[Any]) -> HttpResponseBase:
    """The open contact's page to who may read it; of the closed ones only thanks."""
    if isinstance(taken[0], ServiceTicket) and user.may(Permission.CARE_SERVICE):
        return redirect("carecentre:service", taken[0].pk)
    return redirect("carecentre:thanks")


@needs(Permission.CARE_TAKE)
def thanks(request: HttpRequest) -> HttpResponseBase:
    return render(request, "carecentre/thanks.html")


# --- queues --------------------------------------------------------------------------------------------------------


_STATES = [("menunggu", "Menunggu jawaban"), ("dijawab", "Sudah dijawab"), ("selesai", "Selesai")]


def _in_state(rows: Any, chosen: str) -> Any:
    if chosen == "selesai":
        return rows.exclude(outcome="")
    return rows.filter(outcome="", first_answered_at__isnull=chosen != "dijawab")


_FILTERS = (
    Filter("keadaan", "Keadaan", lambda user: _STATES, narrow=_in_state),
    Filter("channel", "Lewat", lambda user: choices("contact_channel")),
)
_RECEIVED = Column("Diterima", "received_at", "received_at")
_STATE = Column("Keadaan", lambda ticket: ticket.state)
_FROM = Panel("Kontak", ("received_at", "channel", "caller_kind", "region", "urgency"))
_HANDLED = Panel(
    "Tindak lanjut", (("Keadaan", lambda ticket: ticket.state), "assigned_to", "first_answered_at", "outcome")
)


def _opened(record: ClosedTicket | Informant, names: Sequence[str], user: User) -> list[tuple[str, str]]:
    """Sealed fields in the clear, each reading written down first."""
    shown = []
    for name in names:
        held = getattr(record, name)
        label = str(record._meta.get_field(name).verbose_name).capitalize()  # type: ignore[union-attr]
        shown.append((label, held.open(by=user, purpose="membaca kontak") if held else ""))
    return shown


def _of_rehab(ticket: RehabTicket, user: User) -> dict[str, Any]:
    return {"opened": _opened(ticket, ("caller", "phone", "note", "follow_up"), user)}


def _of_tip(ticket: TipTicket, user: User) -> dict[str, Any]:
    known = Informant.objects.visible_to(user).filter(tip=ticket).exists()
    return {"opened": _opened(ticket, ("note", "follow_up"), user), "informant_known": known, "is_tip": True}


SERVICE_PAGES = Pages(
    "carecentre", "service", "layanan", ServiceTicket, "kontak", "Kontak layanan umum",
    explains="Informasi, permohonan, dan pengaduan layanan.",
    columns=(
        _RECEIVED, Column("Keperluan", "purpose", "purpose"), Column("Lewat", "channel", "channel"),
        Column("Nama", "caller"), Column("Bidang", "section", "section"), _STATE,
    ),
    form=ServiceForm, verbs=SERVICE, search=("caller", "note"), can_create=False,
    filters=(Filter("purpose", "Keperluan", lambda user: choices("contact_purpose")), *_FILTERS),
    order=("-received_at",),
    select=("region",),
    panels=(
        Panel("Kontak", (
            "received_at", "channel", "purpose", "caller_kind", "caller", "phone", "region", "urgency", "note",
        )),
        Panel("Tindak lanjut", (("Keadaan", lambda ticket: ticket.state), "section", "first_answered_at", "outcome")),
    ),
    detail_template="carecentre/ticket.html",
)  # fmt: skip

REHAB_PAGES = Pages(
    "carecentre", "rehab", "rehabilitasi", RehabTicket, "kontak", "Konsultasi rehabilitasi",
    explains="Permintaan tolong yang masuk lewat petugas kontak. Setiap pembukaan dicatat.",
    columns=(
        _RECEIVED, Column("Lewat", "channel", "channel"), Column("Yang menghubungi", "caller_kind"),
        Column("Kegentingan", "urgency", "urgency"), Column("Ditangani oleh", "assigned_to"), _STATE,
    ),
    form=RehabForm, verbs=REHAB, can_create=False, sensitive=True, filters=_FILTERS, order=("-received_at",),
    select=("region", "assigned_to"), panels=(_FROM, _HANDLED), detail_template="carecentre/ticket.html",
    extras=(_of_rehab,),
)  # fmt: skip

TIP_PAGES = Pages(
    "carecentre", "tip", "laporan", TipTicket, "laporan", "Laporan masyarakat",
    explains="Laporan yang masuk lewat petugas kontak. Setiap pembukaan dicatat.",
    columns=(
        _RECEIVED, Column("Lewat", "channel", "channel"), Column("Kegentingan", "urgency", "urgency"),
        Column("Ditangani oleh", "assigned_to"), _STATE,
    ),
    form=TipForm, verbs=TIPS, can_create=False, sensitive=True, filters=_FILTERS, order=("-received_at",),
    select=("region", "assigned_to"), panels=(_FROM, _HANDLED), detail_template="carecentre/ticket.html",
    extras=(_of_tip,),
)  # fmt: skip


def _answer_view(pages: Pages, verbs: Verbs[Any]) -> Any:
    """The button "dijawab sekarang" of a queue."""

    @require_POST
    @needs(pages.model.write_permission)
    def answered(request: HttpRequest, pk: UUID) -> HttpResponseBase:
        ticket: Ticket = pages.get(request, pk)
        try:
            answer(ticket, verbs=verbs, by=user_of(request), reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Jawaban pertama dicatat.")
        return redirect(pages.url("", pk))

    return answered


@needs(Permission.AUDIT_ENFORCEMENT)
def informant(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Who gave a tip: for the section head, and written down before it is shown."""
    user = user_of(request)
    known: Any = get_object_or_404(Informant.objects.visible_to(user).select_related("office"), tip=pk)
    context = {"opened": _opened(known, ("name", "phone"), user), "back": reverse("carecentre:tip", args=[pk])}
    return render(request, "carecentre/informant.html", context)


def urls() -> list[URLPattern]:
    """Every address of this room."""
    queues = ((SERVICE_PAGES, SERVICE), (REHAB_PAGES, REHAB), (TIP_PAGES, TIPS))
    return [
        path("terima/", intake, name="intake"),
        path("terima/selesai/", thanks, name="thanks"),
        path("terima/<slug:word>/", take, name="take"),
        path("laporan/<uuid:pk>/pelapor/", informant, name="informant"),
        *(pattern for pages, _ in queues for pattern in pages.urls()),
        *(
            path(f"{pages.slug}/<uuid:pk>/dijawab/", _answer_view(pages, verbs), name=f"{pages.name}_answer")
            for pages, verbs in queues
        ),
    ]
