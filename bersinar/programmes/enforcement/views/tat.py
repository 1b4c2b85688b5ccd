"""Pages of TAT requests: the clock, what was found held against SEMA 4/2010, and the letter's four fields."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code

from ..actions import TAT_AMOUNTS, TAT_REQUESTS, limit_in_words, limit_of
from ..forms.tat import TatAmountForm, TatForm
from ..models import MILLIONTHS, TatAmount, TatRequest, amount_in_words, standing
from ..timing import Law
from .base import ChildPages, years


@dataclass(frozen=True)
class Weighed:
    """So much of one substance, and how it stands to the limit for one day's own use."""

    substance: str
    amount: str
    limit: str
    verdict: str
    mark: str


def weighed(found: Iterable[tuple[str, str, int]]) -> list[Weighed]:
    """Sums by substance and unit against the limits. At the limit is not above it; what has none is only said."""
    added: Counter[tuple[str, str]] = Counter()
    for substance, unit, amount in found:
        added[substance, unit] += amount
    rows = []
    for (substance, unit), amount in sorted(added.items()):
        limit = limit_of(substance, unit)
        above = limit is not None and Decimal(amount) / MILLIONTHS > limit
        verdict, mark = (
            ("tidak dinilai", "")
            if limit is None
            else ("di atas batas", "warn")
            if above
            else ("tidak melebihi batas", "ok")
        )
        told = amount_in_words(amount, unit), limit_in_words(substance, unit)
        rows.append(Weighed(label("substance", substance), *told, verdict, mark))
    return rows


def _of_request(request: TatRequest, user: User) -> dict[str, Any]:
    """The amounts that were typed; for a suspect of ours without any, those of the case's exhibits."""
    amounts = standing(request.amounts.all())
    found, from_case = [(one.substance, one.unit, one.amount) for one in amounts], False
    if not found and request.suspect is not None:
        exhibits = standing(request.suspect.case.exhibits.all())
        found, from_case = [(one.substance, one.unit, one.amount) for one in exhibits], bool(exhibits)
    today = request.office.local_day()
    return {
        "amounts": amounts, "weighed": weighed(found), "from_case": from_case, "clock": request.clock_in_words(today),
        "clock_mark": _mark(request), "law": _law(request),
    }  # fmt: skip


def _law(request: TatRequest) -> str:
    """On what the term rests: as it was measured, or by the rule of today."""
    if request.measured:
        return str(request.measured[0]["law"])
    clock = Law.read().clock_of_request(request)
    return clock.law if clock is not None else ""


def _clock(request: TatRequest) -> str:
    return request.clock_in_words(request.office.local_day())


def _mark(request: TatRequest) -> str:
    if request.in_time is not None:
        return "ok" if request.in_time else "warn"
    if request.due_on is None:
        return ""
    left = (request.due_on - request.office.local_day()).days
    return "bad" if left < 0 else "warn" if left <= 1 else ""


def _for_whom(request: TatRequest) -> str:
    return request.for_whom


def _requester(request: TatRequest) -> str:
    said = label("tat_agency", request.agency)
    return f"{said}, {request.agency_name}" if request.agency_name else said


_STATES: dict[str, tuple[str, Callable[[Any], Any]]] = {
    "lewat": ("Lewat batas", lambda rows: rows.filter(next_due__lt=timezone.now())),
    "berjalan": ("Belum selesai", lambda rows: rows.filter(letter_on__isnull=True)),
    "selesai": ("Selesai", lambda rows: rows.filter(letter_on__isnull=False)),
    "terlambat": ("Selesai terlambat", lambda rows: rows.filter(measured__0__kept=False)),
}


def _by_state(rows: Any, chosen: str) -> Any:
    return _STATES[chosen][1](rows) if chosen in _STATES else rows.none()


def _of_suspect(request: HttpRequest, office: Office) -> dict[str, Any]:
    """A request that begins at a suspect names it."""
    named = request.GET.get("tersangka")
    return {"suspect": named, "agency": "bnn"} if named else {}


TAT = Pages(
    "enforcement", "tat", "permintaan-tat", TatRequest, "permintaan TAT", "Permintaan TAT",
    explains="Permintaan asesmen terpadu, dengan batas waktunya. Dari rehabilitasi hanya surat rekomendasi yang sampai ke sini.",
    columns=(
        Column("Nomor", "number", "number"), Column("Diminta", "requested_on", "requested_on"),
        Column("Yang meminta", _requester, "agency"), Column("Tersangka", _for_whom),
        Column("Batas", "due_on", "due_on"), Column("Waktu", _clock, mark=_mark),
    ),
    form=TatForm, verbs=TAT_REQUESTS, search=("number", "letter_number", "outside_code"),
    filters=(
        Filter("keadaan", "Keadaan", lambda user: [(key, words) for key, (words, _) in _STATES.items()], narrow=_by_state),
        by_code("agency", "Yang meminta", "tat_agency"), years(TatRequest, "requested_on"),
    ),
    order=("-requested_on", "-recorded_at"), select=("office", "suspect__case"), prefetch=("amounts",), sensitive=True,
    keeps_files=True, initial=_of_suspect,
    panels=(
        Panel("Permintaan dan tim", (
            "number", "requested_on", ("Yang meminta", _requester), ("Tersangka", _for_whom), "due_on", "medical_team",
            "legal_team", "session_on",
        )),
        Panel("Surat rekomendasi dan tindak lanjut", (
            "letter_number", "letter_on", "role", "dependence", "advised", "months", "follow_up", "followed_on",
        )),
    ),
    detail_template="enforcement/tat.html", extras=(_of_request,),
)  # fmt: skip


class AmountPages(ChildPages):
    """What was found belongs to its request."""

    belongs_to = ("permintaan", "enforcement:tat")


def _initial_request(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"request": request.GET.get("permintaan")}


def _back_to_request(amount: TatAmount) -> tuple[str, str]:
    return str(amount.request), TAT.url("", amount.request_id)


TAT_AMOUNT = AmountPages(
    "enforcement", "tat_amount", "jumlah-tat", TatAmount, "jumlah yang ditemukan", "Jumlah yang ditemukan",
    columns=(Column("Zat", "substance"),), form=TatAmountForm, verbs=TAT_AMOUNTS, has_list=False, select=("request",),
    parent=_back_to_request, initial=_initial_request, sensitive=True,
    panels=(Panel("Jumlah yang ditemukan", ("substance", ("Jumlah", str))),),
)  # fmt: skip
