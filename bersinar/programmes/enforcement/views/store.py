"""Pages of the store, for the keeper and the head of the section: places with what lies there, limits, counting."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import BooleanField, Count, ExpressionWrapper, Q, Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.pages import Column, Pages, Panel
from bersinar.foundation.wire.drafts import as_query, drop_draft, read_draft

from ..actions import LIMITS, PLACES, settle, sign
from ..actions.stocktakes import booked_rows
from ..actions.verbs import ByMinutes
from ..forms.base import UnwrittenForm
from ..forms.store import CountForm, LimitForm, PlaceForm, SettleForm
from ..models import Container, StockTake, StockTakeLine, StorePlace, WeighingLimit, sum_in_words
from .acting import act, note_opening, sent
from .within import FEW, PER_PAGE

KEEP, SEE = Permission.STORE_KEEP, Permission.STORE_PLACES


def sums_held(containers: Any) -> list[tuple[str, str, str]]:
    """(substance, net or gross, amount) of containers, added up by the database: never across units."""
    held = containers.filter(balance__gt=0, cancelled_at__isnull=True).order_by()
    gross = ExpressionWrapper(Q(exhibit__net__isnull=True), output_field=BooleanField())
    rows = held.values_list("exhibit__substance", "exhibit__unit", gross).annotate(sum=Sum("balance"))
    return [
        sum_in_words(substance, unit, "gross" if gross else "net", int(amount))
        for substance, unit, gross, amount in sorted(rows, key=lambda row: tuple(map(str, row[:3])))
    ]


class PlacePages(Pages):
    """The list counts what lies at each place in its own query."""

    def told(self, user: User) -> Any:
        return super().told(user).annotate(held=Count("containers", filter=Q(containers__balance__gt=0)))


def _in_store(user: User) -> dict[str, Any]:
    """What the whole store holds."""
    return {"sums": sums_held(Container.objects.visible_to(user).filter(office_id__in=user.scope(SEE)))}


def _of_place(place: StorePlace, user: User) -> dict[str, Any]:
    return {
        "containers": list(booked_rows(place)[:FEW]),
        "count": booked_rows(place).count(),
        "sums": sums_held(Container.objects.filter(place=place)),
        "takes": list(place.stock_takes.standing().select_related("office")[:5]),
        "may_count": place.office_id in user.scope(KEEP) and not place.is_cancelled,
    }


PLACE = PlacePages(
    "enforcement", "place", "tempat", StorePlace, "tempat simpan", "Gudang barang bukti",
    explains="Tempat simpan dan isinya. Kode tempat hanya terlihat oleh petugas penyimpan dan kepala seksi.",
    columns=(
        Column("Kode tempat", "code", "code"), Column("Keterangan", "note"), Column("Wadah", lambda one: one.held, number=True),
    ),
    form=PlaceForm, verbs=PLACES, order=("code",), search=("code", "note"), sensitive=True,
    panels=(Panel("Tempat simpan", ("code", "note")),),
    detail_template="enforcement/place.html", list_template="enforcement/places.html", list_extras=_in_store, extras=(_of_place,),
)  # fmt: skip

LIMIT = Pages(
    "enforcement", "limit", "batas-timbang", WeighingLimit, "batas selisih timbang", "Batas selisih timbang",
    explains="Selisih timbang ulang yang lebih besar menunggu persetujuan kepala seksi. Tanpa batas, dua orang sudah cukup.",
    columns=(Column("Zat", "substance", "substance"), Column("Batas", lambda one: one.in_words, number=True)),
    form=LimitForm, verbs=LIMITS, order=("substance",),
    panels=(Panel("Batas selisih timbang", ("substance", ("Batas", lambda one: one.in_words))),),
)  # fmt: skip


@needs(SEE)
def place_contents(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """All that lies at one place of the store, page by page."""
    place = PLACE.get(request, pk)
    note_opening(request, place, "membuka isi tempat simpan")
    page = Paginator(booked_rows(place), PER_PAGE).get_page(request.GET.get("hal"))
    context = {"record": place, "page": page, "containers": page.object_list, "back": PLACE.url("", pk)}
    return render(request, "enforcement/place_contents.html", context)


# --- counting ----------------------------------------------------------------------------------------------------------


def _of_take(take: StockTake, user: User) -> dict[str, Any]:
    lines = list(take.lines.select_related("container__exhibit", "movement"))
    return {
        "lines": lines,
        "differing": sum(not line.is_as_booked for line in lines),
        "unsettled": sum(not line.is_settled for line in lines),
        "may_sign": not take.is_signed and take.recorded_by_id != user.pk and take.office_id in user.scope(SEE),
        "may_settle": take.office_id in user.scope(SEE),
    }


def _signed(take: StockTake) -> str:
    return "disaksikan" if take.is_signed else "menunggu saksi"


STOCK_TAKE = Pages(
    "enforcement", "stock_take", "stok-opname", StockTake, "stok opname", "Stok opname",
    explains="Isi rak dibandingkan dengan buku, dihitung petugas penyimpan dan disaksikan orang kedua.",
    empty="Hitung isi gudang dari halaman tempat simpannya.",
    columns=(
        Column("Tanggal", "counted_on", "counted_on"), Column("Tempat", "place", "place__code"),
        Column("Dihitung oleh", "recorded_by"), Column("Keadaan", _signed, mark=lambda one: "ok" if one.is_signed else "warn"),
    ),
    form=UnwrittenForm, verbs=ByMinutes(), order=("-counted_on",), select=("place",), prefetch=("signed_by", "recorded_by"),
    panels=(
        Panel("Stok opname", ("place", "counted_on", "note")),
        Panel("Dua orang", (("Dihitung oleh", lambda one: str(one.recorded_by)), "signed_by", "signed_at")),
    ),
    detail_template="enforcement/stock_take.html", extras=(_of_take,),
    says={"enforcement.take_stock": "dihitung", "enforcement.sign_stock_take": "disaksikan"},
    can_create=False, can_change=False, can_cancel=False, sensitive=True,
)  # fmt: skip


@needs(KEEP)
def stock_take_new(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Count one place: what lies there by the book, ticked off one by one."""
    user, place = user_of(request), PLACE.get(request, pk)
    if place.office_id not in user.scope(KEEP) or place.is_cancelled:
        raise PermissionDenied
    note_opening(request, place, "menghitung isi gudang")
    key, draft = f"enforcement.stock_take.new.{place.pk}", None
    if request.method == "POST":
        form = CountForm(request.POST, place=place, user=user)
        if form.is_valid() and (made := form.save()) is not None:
            drop_draft(owner=user, form=key)
            return redirect("enforcement:stock_take", made.pk)
    else:
        draft = read_draft(owner=user, form=key)
        form = CountForm(as_query(draft), place=place, user=user) if draft else CountForm(place=place, user=user)
        if draft:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
    context = {
        "form": form, "title": f"Hitung {place}", "draft_key": key, "restored": bool(draft), "back": PLACE.url("", place.pk)
    }  # fmt: skip
    return render(request, "enforcement/count_form.html", context, status=422 if request.method == "POST" else 200)


@needs(SEE)
def stock_take_sign(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The second person signs a count."""
    take = STOCK_TAKE.get(request, pk)
    note_opening(request, take, "menyaksikan stok opname")

    def do(typed: dict[str, Any]) -> str:
        sign(take, by=user_of(request))
        return STOCK_TAKE.url("", pk)

    return act(
        request, forms.Form(sent(request)), do, title="Saksikan stok opname", verb="Saksikan", back=STOCK_TAKE.url("", pk),
        done="Stok opname disaksikan.", lead=f"Dihitung oleh {take.recorded_by}. Dengan ini Anda menyatakan ikut menghitung.",
    )  # fmt: skip


@needs(SEE)
def stock_take_settle(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Answer one difference of a count."""
    rows = StockTakeLine.objects.visible_to(user_of(request)).select_related("take", "office", "container__exhibit")
    line = get_object_or_404(rows, pk=pk)
    note_opening(request, line.take, "menjelaskan selisih")
    back = STOCK_TAKE.url("", line.take_id)

    def do(typed: dict[str, Any]) -> str:
        settle(line, by=user_of(request), **typed)
        return back

    lead = f"{line.container}: menurut buku {line.book_in_words}, di rak {line.shelf_in_words}."
    return act(
        request, SettleForm(sent(request), line=line), do, title="Jawab selisih", verb="Simpan", back=back, done="Jawaban tersimpan.",
        lead=lead,
    )  # fmt: skip
