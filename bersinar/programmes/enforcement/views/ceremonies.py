"""Pages of papers over several cases: choosing the cases, the paper with its containers, confirming, withdrawing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Max
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Pages, Panel
from bersinar.foundation.wire.drafts import drop_draft

from ..actions import confirm_together, withdraw_together
from ..actions.verbs import ByMinutes
from ..custody import CONFIRMED_TOGETHER
from ..forms.base import ReasonForm, UnwrittenForm
from ..forms.movements import TogetherForm
from ..models import Case, Ceremony, Container, Movement, sum_in_words, sums_of
from ..movement_kinds import KINDS, Kind
from .acting import act, as_left, note_opening, sent
from .base import WRITE
from .cases import CASE
from .containers import holds_a_key
from .movements import hand_in_of, hand_in_page, unprepared

KEEP = Permission.STORE_KEEP
MOST_CASES = 40  # on one paper: its form shows every container of them
MOST_OFFERED = 100
_TITLES = {"destroyed": "Pemusnahan beberapa kasus", "handed_over": "Penyerahan beberapa kasus"}


@dataclass(frozen=True)
class OfCase:
    """What a paper says of one case: its movement, the lines, and their sums."""

    movement: Movement
    lines: list[Any]
    sums: list[tuple[str, str, str]]


def _of_ceremony(ceremony: Ceremony, user: User) -> dict[str, Any]:
    """Case by case the lines, then what they come to over all; the witnesses, opened; what this user may do."""
    movements = parts(ceremony)
    is_written = ceremony.confirmed_at is not None
    related = ("container__exhibit", "container__place")
    told = []
    for one in movements:
        lines = list((one.lines if is_written else one.planned).select_related(*related))
        told.append(OfCase(one, lines, _sums(lines)))
    keyed, own = holds_a_key(user, ceremony), ceremony.recorded_by_id == user.pk
    return {
        "parts": told, "sums": _sums([line for one in told for line in one.lines]), "is_written": is_written,
        "witnesses": movements[0].witnessed(by=user, purpose="membuka berita acara") if movements else [],
        "may_confirm": ceremony.is_open and keyed and not own,
        "may_withdraw": ceremony.is_open and keyed, "hand_in": hand_in_of(user, ceremony, movements),
    }  # fmt: skip


def parts(ceremony: Ceremony) -> list[Movement]:
    """Its movements, one for each case, the oldest case first."""
    rows = Movement.objects.filter(ceremony=ceremony).select_related("case", "office")
    return list(rows.order_by("case__lkn_on", "case__number", "pk"))


def _sums(lines: Iterable[Any]) -> list[tuple[str, str, str]]:
    return [sum_in_words(*one) for one in sums_of(lines)]


_HAPPENED = {
    "enforcement.propose_ceremony": "diusulkan",
    CONFIRMED_TOGETHER: "disahkan",
    "enforcement.withdraw_ceremony": "ditarik",
}

CEREMONY = Pages(
    "enforcement", "ceremony", "berita-acara-gabungan", Ceremony, "berita acara gabungan", "Berita acara gabungan",
    explains="Satu berita acara untuk barang bukti beberapa kasus, misalnya pemusnahan bersama. Setiap kasus menyimpan bagiannya sendiri.",
    empty="Mulailah dari halaman berita acara barang bukti.",
    columns=(
        Column("Nomor", "number", "number"), Column("Peristiwa", "kind", "kind"), Column("Waktu", "moved_at", "moved_at"),
        Column("Keadaan", lambda one: one.state_in_words, mark=lambda one: "ok" if one.confirmed_at else "warn"),
    ),
    form=UnwrittenForm, verbs=ByMinutes(), search=("number",), order=("-moved_at",), prefetch=("confirmed_by",),
    panels=(
        Panel("Berita acara gabungan", (
            "number", "kind", "moved_at", "held_at", ("Keadaan", lambda one: one.state_in_words), "destination",
        )),
        Panel("Dua kunci", (("Diusulkan oleh", lambda one: str(one.recorded_by)), "confirmed_by", "confirmed_at")),
    ),
    detail_template="enforcement/ceremony.html", extras=(_of_ceremony, letters_of), says=_HAPPENED,
    can_create=False, can_change=False, can_cancel=False, sensitive=True,
)  # fmt: skip


@needs(WRITE, KEEP)
def ceremony_new(request: HttpRequest, kind: str) -> HttpResponseBase:
    """Choose cases, then propose one paper over their containers."""
    user, of_kind = user_of(request), KINDS.get(kind)
    if of_kind is None or not of_kind.together:
        raise Http404
    office = _office(user)
    cases = _chosen(user, office, request.GET.getlist("kasus"))
    if not cases:
        return _choose(request, office, of_kind)
    CASE.note_opened(user, cases, "membuka formulir")
    key, restored = f"enforcement.ceremony.{kind}", False
    said: dict[str, Any] = {"user": user, "cases": cases, "kind": of_kind}
    if request.method == "POST":
        form = TogetherForm(request.POST, **said)
        if form.is_valid() and (made := form.save()) is not None:
            drop_draft(owner=user, form=key)
            return redirect("enforcement:ceremony", made.pk)
    else:
        form, restored = as_left(TogetherForm, user, key, said)
    context = {
        "form": form, "title": _TITLES[kind], "draft_key": key, "restored": restored, "kind": of_kind,
        "back": request.path, "back_words": "Pilih kasus", "unprepared": unprepared(cases, kind), "several": True,
    }  # fmt: skip
    return render(request, "enforcement/movement_form.html", context, status=422 if request.method == "POST" else 200)


def _office(user: User) -> Office:
    for permission in (WRITE, KEEP):
        if held := user.offices_with(permission):
            return held[0]
    raise PermissionDenied


def _held(user: User, office: Office) -> Any:
    """What lies in the office's store and waits for no paper, as far as this user knows of it."""
    rows = Container.objects.visible_to(user).standing().filter(office=office, balance__gt=0)
    return rows.exclude(planned__is_open=True).order_by()


def _chosen(user: User, office: Office, named: Sequence[str]) -> list[Case]:
    keys = set()
    for one in named[:MOST_CASES]:
        try:
            keys.add(UUID(one))
        except ValueError:
            continue
    held = _held(user, office).filter(exhibit__case__in=keys).values("exhibit__case")
    return list(Case.objects.filter(pk__in=held).select_related("office").order_by("lkn_on", "number", "pk"))


def _choose(request: HttpRequest, office: Office, kind: Kind) -> HttpResponseBase:
    """The cases that have something in the store, the oldest first, with how many containers and since when."""
    user, sought = user_of(request), request.GET.get("q", "").strip()
    rows = _held(user, office)
    if sought:
        rows = rows.filter(exhibit__case__number__icontains=sought)
    found = rows.values("exhibit__case").annotate(count=Count("pk"), last=Max("exhibit__seized_on"))
    counted = {row["exhibit__case"]: row for row in found}
    cases = Case.objects.filter(pk__in=counted).order_by("lkn_on", "number", "pk")[: MOST_OFFERED + 1]
    offered = [(case, counted[case.pk]["count"], counted[case.pk]["last"]) for case in cases[:MOST_OFFERED]]
    missing = set(unprepared([case for case, _, _ in offered], kind.code))
    context = {
        "title": _TITLES[kind.code], "kind": kind, "sought": sought, "most": MOST_CASES,
        "offered": [(case, count, last, str(case) not in missing) for case, count, last in offered],
        "more": len(cases) > MOST_OFFERED, "back": reverse("enforcement:movement_list"),
        "asks_status": kind.code == "destroyed",
    }  # fmt: skip
    return render(request, "enforcement/ceremony_cases.html", context)


def _keyed(request: HttpRequest, pk: UUID) -> Ceremony:
    ceremony: Ceremony = CEREMONY.get(request, pk)
    if not holds_a_key(user_of(request), ceremony):
        raise PermissionDenied
    return ceremony


@needs(WRITE, KEEP)
def ceremony_confirm(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The second person confirms all of it."""
    user, ceremony = user_of(request), _keyed(request, pk)
    note_opening(request, ceremony, "mengesahkan berita acara")

    def do(typed: dict[str, Any]) -> str:
        confirm_together(ceremony, by=user, reason=typed["reason"])
        return CEREMONY.url("", pk)

    count = ceremony.movements.count()
    lead = (
        f"{ceremony.of_kind.label}, {ceremony}, {count} kasus. Diusulkan oleh {ceremony.recorded_by}. "
        "Semua wadahnya bergerak bersama; sesudah disahkan tidak dapat diubah, yang keliru dibalik per kasus."
    )
    return act(
        request, _ClosedMonthForm(sent(request)), do, title="Sahkan berita acara gabungan", verb="Sahkan", back=CEREMONY.url("", pk),
        done="Berita acara sah untuk semua kasusnya.", lead=lead,
    )  # fmt: skip


class _ClosedMonthForm(forms.Form):
    reason = UnwrittenForm.base_fields["reason"]


@needs(WRITE, KEEP)
def ceremony_withdraw(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Withdraw what nobody confirmed."""
    user, ceremony = user_of(request), _keyed(request, pk)
    note_opening(request, ceremony, "menarik berita acara")

    def do(typed: dict[str, Any]) -> str:
        withdraw_together(ceremony, by=user, reason=typed["reason"])
        return CEREMONY.url("", pk)

    return act(
        request, ReasonForm(sent(request)), do, title="Tarik berita acara gabungan", verb="Tarik", back=CEREMONY.url("", pk),
        done="Berita acara ditarik; wadahnya bebas lagi.", lead=f"{label('movement_kind', ceremony.kind)}, {ceremony}",
    )  # fmt: skip


@needs(WRITE)
def ceremony_hand_in(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Write down, in each case, that the minutes were handed in."""
    ceremony = CEREMONY.get(request, pk)
    return hand_in_page(request, CEREMONY, ceremony, parts(ceremony))
