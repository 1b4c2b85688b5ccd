"""Pages of goods and money seized, and the door behind which what identifies them is opened."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Panel

from ..actions import GOODS
from ..forms.goods import GoodForm
from ..forms.suspects import PurposeForm
from ..models import SeizedGood
from .acting import sent
from .base import READ, ChildPages, back_to_case, initial_case


def worth_of(goods: Iterable[SeizedGood]) -> list[tuple[str, str]]:
    """Money apart from goods; of goods what was valued, and how many kinds nobody valued."""
    held = list(goods)
    money = sum(good.worth or 0 for good in held if good.is_money)
    things = [good for good in held if not good.is_money]
    valued, unvalued = sum(good.worth or 0 for good in things), sum(1 for good in things if good.worth is None)
    told = [("Uang disita", f"Rp {write_number(money)}")] if money else []
    if valued:
        rest = f", {write_number(unvalued)} catatan belum ditaksir" if unvalued else ""
        told.append(("Taksiran nilai barang", f"Rp {write_number(valued)}{rest}"))
    return told


def _marked(good: SeizedGood, user: User) -> dict[str, Any]:
    return {"has_identifier": good.identifier is not None}


GOOD = ChildPages(
    "enforcement", "good", "barang-dan-uang", SeizedGood, "barang atau uang sitaan", "Barang dan uang sitaan",
    columns=(Column("Jenis", "kind"),), form=GoodForm, verbs=GOODS, has_list=False, select=("case",),
    parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(Panel("Barang atau uang", ("kind", "count", "worth", "seized_on", "description")),),
    detail_template="enforcement/good.html", extras=(_marked,),
)  # fmt: skip


@needs(READ)
def good_open(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Open what identifies goods or an account, for a purpose that is written down before anything is shown."""
    good, form = GOOD.get(request, pk), PurposeForm(sent(request))
    context: dict[str, Any] = {"title": "Penanda barang", "record": good, "form": form, "back": GOOD.url("", pk)}
    if request.method == "POST" and form.is_valid():
        sealed, purpose = good.identifier, form.cleaned_data["purpose"]
        told = sealed.open(by=user_of(request), purpose=purpose) if sealed is not None else ""
        context["opened"] = [("Nomor rekening, polisi, IMEI, atau seri", told)]
    return render(request, "enforcement/identity.html", context, status=422 if form.is_bound and form.errors else 200)
