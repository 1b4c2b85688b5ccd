"""Accounts: who may log in, in which role. A closed role waits here for the second person."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Page, Paginator
from django.db.models import Prefetch, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from bersinar.foundation.access import demand
from bersinar.foundation.access.actions import approve, end_membership, grant, make_user, reset_password, set_active
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import Membership, User
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.sides import Side
from bersinar.foundation.offices.models import Office, Section
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.searching import LAPSED, keep_words, kept_words
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing

from .user_proofs import proofs_of
from .users_scope import account_in_scope, offices_in_scope

PER_PAGE = 50
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when read aloud or copied by hand


def first_password() -> str:
    """A password to be given once and changed at the first log-in: "k7mp-x4qd-9wre-hj2n", 79 bits."""
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


# --- forms -----------------------------------------------------------------------------------------------------------


class RoleForm(forms.Form):
    """A role in an office, and in a section where the office has them."""

    office = forms.ModelChoiceField(Office.objects.none(), label="Satuan kerja", empty_label=None)
    role = forms.ChoiceField(
        label="Peran", choices=lambda: [("", "Pilih …"), *((role.code, role.name) for role in ROLES.values())]
    )
    section = forms.ModelChoiceField(Section.objects.none(), label="Seksi", required=False, empty_label="Tanpa seksi")

    def __init__(self, *args: Any, by: User, **options: Any) -> None:
        super().__init__(*args, **options)
        scope = by.scope(P.USERS_MANAGE)
        offices: Any = self.fields["office"]
        offices.queryset = Office.objects.filter(pk__in=scope)
        sections: Any = self.fields["section"]
        sections.queryset = Section.objects.filter(office_id__in=scope).select_related("office")
        if len(scope) > 1:
            sections.label_from_instance = lambda section: f"{section.name}, {section.office}"

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        section, office = cleaned.get("section"), cleaned.get("office")
        if section is not None and office is not None and section.office_id != office.pk:
            self.add_error("section", ValidationError("Pilih seksi dari satuan kerja itu."))
        return cleaned


class AccountForm(RoleForm):
    """A new account with its first role."""

    full_name = forms.CharField(label="Nama lengkap", max_length=120)
    username = forms.RegexField(
        r"^[a-z0-9.-]+\Z", label="Nama pengguna", max_length=60, help_text="Huruf kecil, angka, titik, dan tanda hubung. Dipakai untuk masuk.",
        error_messages={"invalid": "Pakai huruf kecil, angka, titik, atau tanda hubung saja."},
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "none"}),
    )  # fmt: skip
    field_order = ("full_name", "username", "office", "role", "section")


# --- pages -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Held:
    """A membership with what this reader may do about it."""

    membership: Membership
    state: str
    proposer: str
    may_approve: bool
    may_end: bool


@needs(P.USERS_MANAGE, P.USERS_APPROVE)
def users(request: HttpRequest) -> HttpResponseBase:
    """The accounts of the offices in scope."""
    if request.method == "POST":
        return keep_words(request, Side.OPEN.value)
    by = user_of(request)
    scope = offices_in_scope(by)
    rows = User.objects.filter(memberships__office_id__in=scope).distinct()
    if (words := kept_words(request, Side.OPEN.value)) is None:
        messages.warning(request, LAPSED)
        return redirect("desk:users")
    for word in words.split():
        rows = rows.filter(Q(full_name__icontains=word) | Q(username__icontains=word))
    state = request.GET.get("keadaan", "")
    waiting = Membership.objects.filter(
        approved_at__isnull=True, ended_at__isnull=True, role__in=_closed_roles(), office_id__in=scope
    )
    if state == "menunggu":
        rows = rows.filter(pk__in=waiting.values("user_id"))
    elif state in ("aktif", "tutup"):
        rows = rows.filter(is_active=state == "aktif")
    if office := request.GET.get("kantor"):
        rows = rows.filter(memberships__office__code=office, memberships__ended_at__isnull=True)
    held = Membership.objects.filter(ended_at__isnull=True, office_id__in=scope).select_related("office")
    page: Page[Any] = Paginator(
        rows.prefetch_related(Prefetch("memberships", held, to_attr="held")), PER_PAGE
    ).get_page(request.GET.get("hal"))
    query = request.GET.copy()
    query.pop("hal", None)
    context = {
        "page": page, "sought": words, "query": query.urlencode(), "may_manage": by.may(P.USERS_MANAGE), "narrowed": bool(words or state or office),
        "offices": list(Office.objects.filter(pk__in=scope)) if len(scope) > 1 else [],
        "states": [("aktif", "Aktif"), ("tutup", "Ditutup"), ("menunggu", "Menunggu persetujuan")], "waiting": set(waiting.values_list("user_id", flat=True)),
        "may_switch_demand": demand.may_switch(by), "demand_is_on": demand.demand_is_on(),
    }  # fmt: skip
    return render(request, "desk/users.html", context)


def _closed_roles() -> list[str]:
    return [role.code for role in ROLES.values() if role.needs_approval]


@needs(P.USERS_MANAGE)
def new(request: HttpRequest) -> HttpResponseBase:
    """A new account. Its first password is shown once, on this page."""
    by = user_of(request)
    form = AccountForm(request.POST or None, by=by)
    if request.method == "POST" and form.is_valid():
        typed, password = form.cleaned_data, first_password()
        try:
            with writing():
                made = make_user(
                    username=typed["username"],
                    full_name=typed["full_name"],
                    password=password,
                    office=typed["office"],
                    by=by,
                )
                grant(user=made, office=typed["office"], role=typed["role"], section=typed["section"], by=by)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            return _password_page(request, made, password, "Akun dibuat")
    return render(
        request,
        "desk/user_new.html",
        {"form": form, "roles": list(ROLES.values())},
        status=422 if form.is_bound else 200,
    )


def _password_page(request: HttpRequest, account: User, password: str, title: str) -> HttpResponse:
    return render(request, "desk/user_password.html", {"account": account, "password": password, "title": title})


@needs(P.USERS_MANAGE, P.USERS_APPROVE)
def user(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """One account: roles held, proposed and ended; what this reader may do."""
    by = user_of(request)
    return _user_page(request, by, account_in_scope(by, pk))


def _user_page(request: HttpRequest, by: User, account: User, form: RoleForm | None = None) -> HttpResponse:
    scope, manages = offices_in_scope(by), by.may(P.USERS_MANAGE)
    memberships = list(
        account.memberships.filter(office_id__in=scope)
        .select_related("office", "section")
        .order_by("ended_at", "granted_at")
    )
    names = dict(
        User.objects.filter(pk__in={m.granted_by for m in memberships if m.granted_by}).values_list("pk", "full_name")
    )
    held = [_held(one, by, account, names.get(one.granted_by, "") if one.granted_by else "") for one in memberships]
    context = {
        "account": account, "held": [one for one in held if one.state != "ended"], "ended": [one for one in held if one.state == "ended"],
        "may_manage": manages, "form": form or RoleForm(by=by), "is_self": account.pk == by.pk, "roles": list(ROLES.values()),
        **proofs_of(account, by),
    }  # fmt: skip
    return render(request, "desk/user.html", context, status=422 if form is not None else 200)


def _held(one: Membership, by: User, account: User, proposer: str) -> Held:
    waits = one.described.needs_approval and one.approved_at is None
    state = "ended" if one.ended_at else "waits" if waits else "stands"
    may_approve = (
        waits
        and state != "ended"
        and one.office_id in by.scope(P.USERS_APPROVE)
        and by.pk not in (one.granted_by, account.pk)
    )
    return Held(one, state, proposer, may_approve, state != "ended" and account.pk != by.pk)


@require_POST
@needs(P.USERS_MANAGE)
def grant_role(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Give a role; a closed one is only proposed."""
    by = user_of(request)
    account = account_in_scope(by, pk)
    form = RoleForm(request.POST, by=by)
    if form.is_valid():
        typed = form.cleaned_data
        try:
            membership = grant(
                user=account, office=typed["office"], role=typed["role"], section=typed["section"], by=by
            )
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            waits = membership.described.needs_approval
            messages.success(
                request, "Peran diusulkan; berlaku setelah disetujui orang lain." if waits else "Peran diberikan."
            )
            return redirect("desk:user", pk)
    return _user_page(request, by, account, form)


@require_POST
@needs(P.USERS_MANAGE, P.USERS_APPROVE)
def membership(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Approve a role that somebody else proposed, or end one."""
    by = user_of(request)
    one = get_object_or_404(
        Membership.objects.select_related("office", "user").filter(office_id__in=offices_in_scope(by)), pk=pk
    )
    act = request.POST.get("act")
    try:
        if act == "approve":
            approve(membership=one, by=by)
            messages.success(request, f"Peran {one.described.name} disetujui.")
        elif act == "end":
            end_membership(membership=one, by=by)
            messages.success(request, f"Peran {one.described.name} diakhiri.")
        else:
            raise Http404
    except Refusal as refusal:
        if refusal.status == 403:
            raise PermissionDenied from refusal
        messages.error(request, refusal.sentence)
    return redirect("desk:user", one.user_id)


@require_POST
@needs(P.USERS_MANAGE)
def state(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Close an account, or open it again."""
    by = user_of(request)
    account = account_in_scope(by, pk)
    active = request.POST.get("act") == "open"
    try:
        set_active(user=account, active=active, office=_managed_office(by, account), by=by)
    except Refusal as refusal:
        messages.error(request, refusal.sentence)
    else:
        messages.success(request, "Akun dibuka kembali." if active else "Akun ditutup. Rekam yang dibuatnya tetap ada.")
    return redirect("desk:user", pk)


@require_POST
@needs(P.USERS_MANAGE, fresh=True)
def password(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A new first password, shown once."""
    by = user_of(request)
    account = account_in_scope(by, pk)
    if account.pk == by.pk:
        messages.error(request, "Kata sandi sendiri diganti di halaman akun.")
        return redirect("desk:account")
    given = first_password()
    reset_password(user=account, password=given, office=_managed_office(by, account), by=by)
    return _password_page(request, account, given, "Kata sandi baru")


def _managed_office(by: User, account: User) -> Office:
    """An office in which this administrator manages the account."""
    scope = by.scope(P.USERS_MANAGE)
    one = account.memberships.select_related("office").filter(office_id__in=scope).first()
    if one is None:
        raise PermissionDenied
    return one.office
