"""Pages of coded pots. A sheet is open; its codes and what they showed open to whom the session's result opens."""

from __future__ import annotations

from collections import Counter
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.pages import Column, Pages, Panel
from bersinar.foundation.wire.ids import as_uuid
from bersinar.foundation.wire.refusals import Refusal

from .counts import hand_out_count, why_no_count
from .models import CountHandout, Pot, PotResult, PotSheet, UrineSession
from .pot_forms import CountForm, PotForm, RestForm, SheetForm, as_code
from .pot_labels import print_labels, print_names
from .pots import POT_SHEETS, POTS, may_handle, read_rest_negative
from .results import may_see_results_of

_DOOR = needs(Permission.SCREENING_RESULTS, Permission.SCREENING_WRITE)


def told_of(sheet: PotSheet, user: User) -> dict[str, Any]:
    """What the codes of a sheet showed, for those who may see it; the reading is written down before."""
    if not may_handle(sheet, user):
        return {"may_handle": False}
    note_readings(
        office=sheet.office, by=user, side=Side.TREATMENT.value, purpose="membuka kode pot",
        records=[(PotSheet._meta.label_lower, sheet.pk)],
    )  # fmt: skip
    pots: list[Pot] = list(Pot.objects.visible_to(user).standing().filter(sheet=sheet))
    counts = Counter(pot.result for pot in pots)
    return {
        "may_handle": True, "waiting": _waiting(sheet, user), "blank": counts[""], "negative": counts[PotResult.NEGATIVE],
        "erased": any(pot.erased_at for pot in pots),
        "noted": [pot for pot in pots if pot.result in (PotResult.REACTIVE, PotResult.INVALID) or pot.medicines],
    }  # fmt: skip


def _waiting(sheet: PotSheet, user: User) -> int:
    """How many who were tested have no result by code yet, over all sheets of the session; codes beyond are spare."""
    session = sheet.session
    if session is None or session.tested is None:
        return 0
    told = Pot.objects.visible_to(user).standing().filter(sheet__session=session).exclude(result="").count()
    return max(session.tested - told, 0)


class SheetPages(Pages):
    """A sheet with its codes: found by what a label holds, read one by one, and the rest at once."""

    def urls(self) -> list[URLPattern]:
        parts = (
            ("label", self.labels_view, "labels"), ("daftar", self.names_view, "names"), ("sisanya", self.rest_view, "rest"),
            ("cari", require_POST(self.find_view), "find"),
        )  # fmt: skip
        more = [
            path(f"{self.slug}/<uuid:pk>/{word}/", _DOOR(view), name=f"{self.name}_{name}")
            for word, view, name in parts
        ]
        return [*super().urls(), *more]

    def _handled(self, request: HttpRequest, pk: UUID, purpose: str) -> tuple[User, PotSheet]:
        """A sheet whose codes this user may see; its reading is written down."""
        user = user_of(request)
        sheet: PotSheet = get_object_or_404(
            PotSheet.objects.filter(office_id__in={*user.scope(Permission.SCREENING_RESULTS), *user.scope(Permission.SCREENING_WRITE)}), pk=pk
        )  # fmt: skip
        if not may_handle(sheet, user) or sheet.is_cancelled:
            raise PermissionDenied
        note_readings(
            office=sheet.office, by=user, side=Side.TREATMENT.value, purpose=purpose, records=[(PotSheet._meta.label_lower, sheet.pk)]
        )  # fmt: skip
        return user, sheet

    def _codes(self, user: User, sheet: PotSheet) -> list[str]:
        rows = Pot.objects.visible_to(user).standing().filter(sheet=sheet).exclude(code="")
        return list(rows.order_by("code").values_list("code", flat=True))

    def labels_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, sheet = self._handled(request, pk, "mencetak label")
        return pdf(print_labels(sheet, self._codes(user, sheet)), "label-pot")

    def names_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The empty list for the institution."""
        user, sheet = self._handled(request, pk, "mencetak daftar kode")
        return pdf(print_names(sheet, self._codes(user, sheet)), "daftar-kode")

    def find_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """To the form of one code. Posted, so that no code stands in an address or a history."""
        user, sheet = self._handled(request, pk, "mencari kode")
        code = as_code(request.POST.get("code", ""))
        pot = Pot.objects.visible_to(user).standing().filter(sheet=sheet, code=code).first()
        if pot is None:
            messages.error(request, "Kode itu tidak ada pada lembar ini. Periksa hurufnya.")
            return redirect(self.url("", sheet.pk))
        return redirect(POT.url("change", pot.pk))

    def rest_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """All codes without a result were negative, but for the spare ones."""
        user, sheet = self._handled(request, pk, "mengisi hasil")
        form = RestForm(request.POST if request.method == "POST" else None)
        if form.is_bound and form.is_valid():
            try:
                count = read_rest_negative(
                    sheet, spare=form.cleaned_data["spare"], reason=form.cleaned_data["reason"], by=user
                )
            except Refusal as refusal:
                bring_back(form, refusal)
            else:
                messages.success(request, f"{count} kode dicatat negatif.")
                return redirect(self.url("", sheet.pk))
        context = {"record": sheet, "form": form, "back": self.url("", sheet.pk), **told_of(sheet, user)}
        return render(request, "screening/pots_rest.html", context, status=422 if form.is_bound else 200)


def _named(request: HttpRequest, office: Office) -> dict[str, Any]:
    """The session one comes from."""
    key = as_uuid(request.GET.get("sesi", ""))
    session = UrineSession.objects.standing().filter(office=office, pk=key).first() if key else None
    if session is None:
        return {"planned_on": office.local_day()}
    return {
        "institution": session.institution_id,
        "planned_on": session.held_on,
        "session": session.pk,
        "count": session.tested,
    }


def _session(sheet: PotSheet) -> str:
    return str(sheet.session) if sheet.session else "belum dicatat"


POT_SHEET = SheetPages(
    "screening", "pots", "kode-pot", PotSheet, "lembar kode pot", "Kode pot",
    explains="Kode acak untuk pot tes urine. Daftar kode dan orang diisi dan disimpan instansinya, tidak pernah di sini.",
    empty="Buat lembar kode sebelum tes, cetak labelnya, lalu isi hasilnya menurut kode.",
    columns=(
        Column("Instansi", "institution", "institution__name"), Column("Untuk tes", "planned_on", "planned_on"),
        Column("Kode", "count", "count", number=True), Column("Sesi", _session),
    ),
    form=SheetForm, verbs=POT_SHEETS, order=("-planned_on",), search=("institution__name", "institution__aliases"),
    select=("institution__merged_into", "session__institution"), initial=_named,
    panels=(Panel("Lembar kode", ("institution", "planned_on", "count", ("Sesi tes", _session))),),
    detail_template="screening/pots.html", extras=(told_of,),
)  # fmt: skip


class PotPages(Pages):
    """One code: its page is its form. The two doors are those of a session's result."""

    def urls(self) -> list[URLPattern]:
        return [
            path(f"{self.slug}/<uuid:pk>/", _DOOR(self.detail_view), name=self.name),
            path(f"{self.slug}/<uuid:pk>/ubah/", _DOOR(self.change_view), name=f"{self.name}_change"),
        ]

    def may_write(self, user: User, record: Any) -> bool:
        return may_handle(record.sheet, user) and record.erased_at is None


def _sheet_of(pot: Pot) -> tuple[str, str]:
    return str(pot.sheet), reverse("screening:pots", args=[pot.sheet_id])


def _waited(pot: Pot) -> str:
    return f"{pot.waited} hari" if pot.waited is not None else ""


POT = PotPages(
    "screening", "pot", "pot", Pot, "kode pot", "Kode pot", columns=(), form=PotForm, verbs=POTS, sensitive=True, has_list=False,
    can_create=False, can_cancel=False, select=("sheet__session__institution", "sheet__institution"), parent=_sheet_of,
    panels=(
        Panel("Hasil", ("result", "reactive", "medicines")),
        Panel("Tindak lanjut", (
            "explained_on", "sent_on", "laboratory", "answered_on", "answer_letter", "confirmation", ("Dijawab setelah", _waited), "offered_on",
        )),
    ),
)  # fmt: skip


@_DOOR
def count_for_head(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The closed annex for the head of an institution, as PDF; its number leaves here once."""
    user = user_of(request)
    offices = {*user.scope(Permission.SCREENING_RESULTS), *user.scope(Permission.SCREENING_WRITE)}
    session: UrineSession = get_object_or_404(UrineSession.objects.filter(office_id__in=offices), pk=pk)
    if not may_see_results_of(session, user):
        raise PermissionDenied
    form = CountForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        try:
            return pdf(hand_out_count(session, by=user, **form.cleaned_data), "lampiran")
        except Refusal as refusal:
            bring_back(form, refusal)
    printed = CountHandout.objects.visible_to(user).standing().filter(session=session)
    context = {
        "record": session, "form": form, "fault": why_no_count(session), "printed": list(printed.select_related("recorded_by")),
        "back": reverse("screening:session", args=[session.pk]),
    }  # fmt: skip
    return render(request, "screening/count.html", context, status=422 if form.is_bound else 200)


def pdf(content: bytes, name: str) -> HttpResponse:
    """A printed page to download, under a name that says nothing."""
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
