"""Pages of movements: the list, the minutes with their lines, proposing, confirming, withdrawing, taking back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.wire.drafts import drop_draft

from ..actions import approve, confirm, hand_in, withdraw
from ..actions import reverse as take_back
from ..actions.verbs import ByMinutes
from ..custody import CONFIRMED
from ..forms.base import ReasonForm, UnwrittenForm
from ..forms.movements import ConfirmForm, HandInForm, MovementForm, ReverseForm
from ..models import Case, CaseEvent, Ceremony, Exhibit, Movement, sum_in_words, sums_of
from ..movement_kinds import KINDS, Way
from ..packing import packed_of
from ..sampling import sample_in_words
from .acting import act, as_left, note_opening, sent
from .base import READ, WRITE
from .cases import CASE
from .containers import holds_a_key, sees_places
from .within import PER_PAGE, movements_of

KEEP, DECIDE = Permission.STORE_KEEP, Permission.STORE_DECIDE


def _of_movement(movement: Movement, user: User) -> dict[str, Any]:
    """Its lines, written or planned; the witnesses, opened; and what this user may do with it."""
    related = ("container__exhibit", "container__place")
    is_written = movement.confirmed_at is not None
    lines = (
        movement.lines.select_related(*related, "place") if is_written else movement.planned.select_related(*related)
    )
    own, keyed = movement.recorded_by_id == user.pk, holds_a_key(user, movement)
    purpose = "membuka berita acara"
    single = movement.ceremony_id is None
    last = is_written and movement.reversed_at is None and movement.reverses_id is None
    return {
        "lines": list(lines), "sums": _sums(lines), "is_written": is_written, "sees_places": sees_places(user, movement),
        "witnesses": movement.witnessed(by=user, purpose=purpose),
        "weigher": movement.weigher.open(by=user, purpose=purpose) if movement.weigher else "",
        "may_confirm": single and movement.is_open and keyed and not own, "may_withdraw": single and movement.is_open and keyed,
        "may_approve": _may_approve(movement, user), "may_reverse": last and keyed,
        "reversed_by": movement.reversals.standing().first() if is_written else None,
        "ceremony": Ceremony.objects.visible_to(user).filter(pk=movement.ceremony_id).first(),
        "hand_in": hand_in_of(user, movement, [movement]),
        "events": list(CaseEvent.objects.visible_to(user).standing().filter(movement=movement)),
    }  # fmt: skip


def hand_in_of(user: User, record: Any, movements: Sequence[Movement]) -> str:
    """The address where it is written down that minutes of a destruction were handed in, while that is still to do."""
    counting = [one for one in movements if one.counts and one.kind == "destroyed"]
    if not counting or record.office_id not in user.scope(WRITE):
        return ""
    since = min(one.moved_at for one in counting)
    done = CaseEvent.objects.standing().filter(kind="destruction_minutes", at__gte=since)
    told = set(done.filter(case__in={one.case_id for one in counting}).values_list("case_id", flat=True))
    if all(one.case_id in told for one in counting):
        return ""
    return reverse(f"enforcement:{record._meta.model_name}_hand_in", args=[record.pk])


def _sums(lines: Any) -> list[tuple[str, str, str]]:
    return [sum_in_words(substance, unit, aspect, abs(amount)) for substance, unit, aspect, amount in sums_of(lines)]


def _may_approve(movement: Movement, user: User) -> bool:
    asked = movement.is_open and movement.kind == "reweighed" and movement.approved_by_id is None
    return asked and movement.recorded_by_id != user.pk and movement.office_id in user.scope(DECIDE)


def _keys(user: User) -> dict[str, Any]:
    """Whether this user may propose at all."""
    return {"may_propose": user.may(WRITE) or user.may(KEEP)}


def _case_of(movement: Movement) -> tuple[str, str]:
    return str(movement.case), reverse("enforcement:case", args=[movement.case_id])


def _mark(movement: Movement) -> str:
    if movement.is_cancelled or movement.reversed_at:
        return "bad"
    return "ok" if movement.confirmed_at else "warn"


_STATES: dict[str, tuple[str, dict[str, Any]]] = {
    "menunggu": ("Menunggu pengesahan", {"confirmed_at__isnull": True, "cancelled_at__isnull": True}),
    "sah": ("Sah", {"confirmed_at__isnull": False, "reversed_at__isnull": True}),
    "dibalik": ("Dibalik", {"reversed_at__isnull": False}),
}


def _narrow(rows: Any, chosen: str) -> Any:
    return rows.filter(**_STATES[chosen][1]) if chosen in _STATES else rows.none()


_HAPPENED = {
    "enforcement.propose_movement": "diusulkan",
    CONFIRMED: "disahkan",
    "enforcement.approve_movement": "disetujui kepala seksi",
    "enforcement.withdraw_movement": "ditarik",
}

MOVEMENT = Pages(
    "enforcement", "movement", "berita-acara", Movement, "berita acara barang bukti", "Berita acara barang bukti",
    explains="Setiap kali barang bukti masuk, keluar, pindah, atau ditimbang ulang: diusulkan satu orang, disahkan orang kedua.",
    empty="Berita acara dibuat dari halaman barang bukti atau wadahnya.",
    columns=(
        Column("Nomor", "number", "number"), Column("Peristiwa", "kind", "kind"), Column("Waktu", "moved_at", "moved_at"),
        Column("Kasus", "case"), Column("Keadaan", lambda one: one.state_in_words, mark=_mark),
    ),
    form=UnwrittenForm, verbs=ByMinutes(), search=("number",),
    filters=(
        Filter("keadaan", "Keadaan", lambda user: [(code, said[0]) for code, said in _STATES.items()], narrow=_narrow),
        Filter("kind", "Peristiwa", lambda user: choices("movement_kind")),
    ),
    order=("-moved_at",), select=("case",),
    prefetch=("confirmed_by", "approved_by", "keeper", "reverses", "place"),
    panels=(
        Panel("Berita acara", (
            "number", "kind", "moved_at", "held_at", ("Keadaan", lambda one: one.state_in_words), "destination", "why", "scale",
            "reverses",
        )),
        Panel("Dua kunci", (
            ("Diusulkan oleh", lambda one: str(one.recorded_by)), "confirmed_by", "confirmed_at", "keeper", "approved_by",
        )),
    ),
    list_template="enforcement/movements.html", list_extras=_keys, detail_template="enforcement/movement.html", extras=(_of_movement, letters_of), parent=_case_of, says=_HAPPENED,
    can_create=False, can_change=False, can_cancel=False, sensitive=True, keeps_files=True,
)  # fmt: skip


@needs(READ)
def case_movements(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """All minutes of evidence of one case, page by page."""
    case = CASE.get(request, pk)
    note_opening(request, case, "membuka berita acara kasus")
    page = Paginator(movements_of(case, user_of(request)), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"record": case, "page": page, "movements_here": page.object_list, "back": CASE.url("", case.pk)}
    return render(request, "enforcement/case_movements.html", context)


@needs(WRITE, KEEP)
def movement_new(request: HttpRequest, pk: UUID, kind: str) -> HttpResponseBase:
    """Propose a movement of one kind in a case: the paper, and the containers that it concerns."""
    user, case = user_of(request), CASE.get(request, pk)
    if not holds_a_key(user, case):
        raise PermissionDenied
    of_kind = KINDS.get(kind)
    if of_kind is None or of_kind.way is Way.BACK or case.is_cancelled:
        raise Http404
    exhibit = _exhibit_named(request, case) if kind == "seized" else None
    note_opening(request, case, "membuka formulir")
    key = f"enforcement.movement.{kind}.{exhibit.pk if exhibit else case.pk}"
    said: dict[str, Any] = {"user": user, "cases": [case], "kind": of_kind, "exhibit": exhibit}
    restored = False
    if request.method == "POST":
        form = MovementForm(request.POST, **said)
        if form.is_valid() and (made := form.save()) is not None:
            drop_draft(owner=user, form=key)
            return redirect("enforcement:movement", made.pk)
    else:
        form, restored = as_left(MovementForm, user, key, said, chosen=request.GET.get("wadah", ""))
    back = reverse("enforcement:exhibit", args=[exhibit.pk]) if exhibit else CASE.url("", case.pk)
    context = {
        "form": form, "title": of_kind.label, "draft_key": key, "restored": restored, "back": back, "kind": of_kind,
        "case": case, "exhibit": exhibit, "packed": packed_of(exhibit) if exhibit else None,
        "samples": _samples(form) if kind == "lab" else [], "unprepared": unprepared([case], kind),
    }  # fmt: skip
    return render(request, "enforcement/movement_form.html", context, status=422 if request.method == "POST" else 200)


def unprepared(cases: Sequence[Case], kind: str) -> list[str]:
    """The cases in which nothing says yet that this evidence may be destroyed: told, not refused."""
    if kind != "destroyed":
        return []
    ready = CaseEvent.objects.standing().filter(case__in=cases, kind__in=("status_set", "plants_found"))
    told = set(ready.values_list("case_id", flat=True))
    return [str(case) for case in cases if case.pk not in told]


def _exhibit_named(request: HttpRequest, case: Case) -> Exhibit:
    """The exhibit that is packed: the address names it, and it is of this case."""
    try:
        key = UUID(request.GET.get("barang-bukti", ""))
    except ValueError as error:
        raise Http404 from error
    rows = Exhibit.objects.visible_to(user_of(request)).standing()
    found: Exhibit = get_object_or_404(rows.select_related("office"), case=case, pk=key)
    return found


def _samples(form: MovementForm) -> list[str]:
    """How much the rule sets aside of each exhibit whose containers are offered."""
    exhibits = {container.exhibit_id: container.exhibit for container in form.containers}
    return [f"{one}. {sample_in_words(one.amount, one.unit)}" for one in exhibits.values() if one.unit != "m2"]


def _keyed(request: HttpRequest, pk: UUID) -> Movement:
    """A movement of one's own office, for who holds one of the keys."""
    movement: Movement = MOVEMENT.get(request, pk)
    if not holds_a_key(user_of(request), movement):
        raise PermissionDenied
    return movement


@needs(WRITE, KEEP)
def movement_confirm(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The second person confirms; a keeper says where things lie."""
    user, movement = user_of(request), _keyed(request, pk)
    note_opening(request, movement, "mengesahkan berita acara")

    def do(typed: dict[str, Any]) -> str:
        confirm(movement, by=user, place=typed.get("place"), reason=typed["reason"])
        return MOVEMENT.url("", pk)

    lead = f"{movement.of_kind.label}, {movement}. Diusulkan oleh {movement.recorded_by}. Sesudah disahkan tidak dapat diubah; yang keliru dibalik."
    form = ConfirmForm(sent(request), movement=movement, user=user)
    return act(
        request, form, do, title="Sahkan berita acara", verb="Sahkan", back=MOVEMENT.url("", pk), done="Berita acara sah.", lead=lead
    )  # fmt: skip


@needs(WRITE, KEEP)
def movement_withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Withdraw what nobody confirmed."""
    user, movement = user_of(request), _keyed(request, pk)
    note_opening(request, movement, "menarik berita acara")

    def do(typed: dict[str, Any]) -> str:
        withdraw(movement, by=user, reason=typed["reason"])
        return MOVEMENT.url("", pk)

    return act(
        request, ReasonForm(sent(request)), do, title="Tarik berita acara", verb="Tarik", back=MOVEMENT.url("", pk),
        done="Berita acara ditarik; wadahnya bebas lagi.", lead=str(movement),
    )  # fmt: skip


@needs(WRITE, KEEP)
def movement_reverse(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Propose to take a mistaken movement back."""
    user, movement = user_of(request), _keyed(request, pk)
    note_opening(request, movement, "membalik berita acara")

    def do(typed: dict[str, Any]) -> str:
        return MOVEMENT.url("", take_back(movement, by=user, **typed).pk)

    lead = f"{movement.of_kind.label}, {movement}. Semua barisnya dikembalikan dengan berita acara baru, yang juga disahkan orang kedua."
    return act(
        request, ReverseForm(sent(request)), do, title="Balik berita acara", verb="Usulkan", back=MOVEMENT.url("", pk),
        done="Usulan tersimpan dan menunggu pengesahan.", lead=lead,
    )  # fmt: skip


@needs(WRITE)
def movement_hand_in(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Write down that the minutes of this destruction were handed in."""
    movement = MOVEMENT.get(request, pk)
    return hand_in_page(request, MOVEMENT, movement, [movement])


def hand_in_page(request: HttpRequest, pages: Pages, record: Any, movements: Sequence[Movement]) -> HttpResponseBase:
    """One form for all cases of a paper: typed once, told in each of them."""
    user = user_of(request)
    if not hand_in_of(user, record, movements):
        raise PermissionDenied
    note_opening(request, record, "mencatat penyampaian berita acara")

    def do(typed: dict[str, Any]) -> str:
        hand_in([one for one in movements if one.counts], by=user, **typed)
        return pages.url("", record.pk)

    cases = ", ".join(str(one.case) for one in movements)
    return act(
        request, HandInForm(sent(request)), do, title="Catat penyampaian berita acara", verb="Simpan", back=pages.url("", record.pk),
        done="Penyampaian tercatat pada setiap kasusnya.", lead=f"Berita acara {record}, kasus {cases}.",
    )  # fmt: skip


@needs(DECIDE)
def movement_approve(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The head of the section agrees to a large difference."""
    movement = MOVEMENT.get(request, pk)
    note_opening(request, movement, "menyetujui selisih timbang")

    def do(typed: dict[str, Any]) -> str:
        approve(movement, by=user_of(request))
        return MOVEMENT.url("", pk)

    return act(
        request, forms.Form(sent(request)), do, title="Setujui selisih timbang", verb="Setujui", back=MOVEMENT.url("", pk),
        done="Selisih disetujui; berita acara masih menunggu pengesahan.", lead=f"{movement}: {movement.why}",
    )  # fmt: skip
