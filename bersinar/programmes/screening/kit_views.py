"""Pages of the stock of kits: lots with what is left, what a session used, what was written off, the office's rule."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from typing import Any

from django.db.models import Sum
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.rules import rule_page
from bersinar.foundation.wire.ids import as_uuid

from .kit_forms import LossForm, LotForm, ServiceRuleForm, UseForm
from .kits import LOSSES, LOTS, USES, set_service_rule
from .models import KitLoss, KitLot, KitUse, rule_of

SOON = timedelta(days=90)  # a lot that expires within this time is marked
LOOKED_BACK = timedelta(days=180)  # over which the pace of use is told


@dataclass(frozen=True)
class Supply:
    """What an office still has of one panel, and how long that lasts at the pace of the last months."""

    panel: str
    left: int
    expiring: int
    used: int
    lasts: str


def _supply(user: User) -> dict[str, Any]:
    """The stock by panel of the user's own office; for who reads many offices the list says it by lot."""
    offices = user.offices_with(Permission.SCREENING_WRITE)
    if not offices:
        return {}
    office = offices[0]
    today = office.local_day()
    lots: list[KitLot] = list(KitLot.objects.standing().filter(office=office).prefetch_related("uses", "losses"))
    recent = KitUse.objects.standing().filter(
        office=office, session__held_on__gt=today - LOOKED_BACK, session__held_on__lte=today
    )
    pace = dict(recent.order_by().values_list("lot__panel").annotate(n=Sum("used")))
    supplies = []
    for panel in dict.fromkeys(lot.panel for lot in lots):
        good = [lot for lot in lots if lot.panel == panel and not lot.is_expired(today)]
        left = sum(lot.left for lot in good)
        expiring = sum(lot.left for lot in good if lot.expires_on <= today + SOON)
        used = pace.get(panel, 0)
        supplies.append(Supply(label("urine_panel", panel), left, expiring, used, _lasts(left, used)))
    spoiled = sum(lot.left for lot in lots if lot.is_expired(today))
    return {"supplies": supplies, "spoiled": spoiled, "may_rule": user.may(Permission.SCREENING_RULES_WRITE)}


def _lasts(left: int, used: int) -> str:
    """In words: how long a stock lasts at the pace of the days looked back at."""
    if not left:
        return "habis"
    if not used:
        return "belum dapat diperkirakan"
    days = left * LOOKED_BACK.days // used
    if days < 14:
        return f"habis dalam {days} hari" if days else "habis hari ini"
    if days < 60:
        return f"habis dalam {days // 7} minggu"
    return f"habis dalam {write_number(days // 30)} bulan" if days < 1095 else "cukup untuk lebih dari 3 tahun"


def _today(lot: KitLot) -> date:
    return lot.office.local_day()


def _state(lot: KitLot) -> str:
    today = _today(lot)
    if lot.is_expired(today):
        return f"Kedaluwarsa {lot.expires_on:%d-%m-%Y}"
    days = (lot.expires_on - today).days
    return f"{lot.expires_on:%d-%m-%Y}" + (f", {days} hari lagi" if lot.expires_on <= today + SOON else "")


def _mark(lot: KitLot) -> str:
    if not lot.left:
        return ""
    today = _today(lot)
    return "bad" if lot.is_expired(today) else "warn" if lot.expires_on <= today + SOON else ""


def _moved(lot: KitLot, user: User) -> dict[str, Any]:
    """What left a lot: by session and by reason, newest first."""
    return {
        "uses": lot.uses.filter(cancelled_at__isnull=True).select_related("session__institution").order_by("-session__held_on"),
        "losses": lot.losses.filter(cancelled_at__isnull=True).order_by("-lost_on"),
        "expired": lot.is_expired(_today(lot)),
    }  # fmt: skip


def _received_today(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"received_on": office.local_day()}


LOT = Pages(
    "screening", "lot", "alat-tes", KitLot, "lot alat tes", "Alat tes",
    explains="Persediaan alat tes menurut lot: yang diterima, dipakai sesi tes, dikeluarkan, dan sisanya.",
    empty="Catat dahulu alat yang diterima. Sesi tes lalu mengambil dari lot ini, dan sisanya terhitung sendiri.",
    columns=(
        Column("Alat", lambda lot: str(lot), "brand"), Column("Panel", "panel", "panel"),
        Column("Diterima", "received", "received", number=True), Column("Dipakai", lambda lot: lot.used, number=True),
        Column("Dikeluarkan", lambda lot: lot.lost, number=True), Column("Sisa", lambda lot: lot.left, number=True),
        Column("Kedaluwarsa", _state, "expires_on", mark=_mark),
    ),
    form=LotForm, verbs=LOTS, search=("brand", "lot", "source"), order=("-expires_on",), prefetch=("uses", "losses"),
    filters=(Filter("panel", "Panel", lambda user: choices("urine_panel")),),
    list_template="screening/lots.html", list_extras=_supply, initial=_received_today,
    panels=(
        Panel("Alat", ("brand", "lot", "panel", "cut_off", ("Kedaluwarsa", _state))),
        Panel("Penerimaan", ("received_on", "source", "note")),
        Panel("Persediaan", ("received", ("Dipakai", lambda lot: lot.used), ("Dikeluarkan", lambda lot: lot.lost), ("Sisa", lambda lot: lot.left))),
    ),
    detail_template="screening/lot.html", extras=(_moved,),
)  # fmt: skip


def _of_session(use: KitUse) -> tuple[str, str]:
    return str(use.session), reverse("screening:session", args=[use.session_id])


def _named_session(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"session": request.GET.get("sesi", "")}


USE = Pages(
    "screening", "use", "pemakaian-alat", KitUse, "pemakaian alat tes", "Pemakaian alat tes",
    columns=(), form=UseForm, verbs=USES, select=("session__institution", "lot"), has_list=False,
    panels=(Panel("Pemakaian", ("lot", "used", "failed")),), parent=_of_session, initial=_named_session,
)  # fmt: skip


def _of_lot(loss: KitLoss) -> tuple[str, str]:
    return str(loss.lot), reverse("screening:lot", args=[loss.lot_id])


def _named_lot(request: HttpRequest, office: Office) -> dict[str, Any]:
    today, key = office.local_day(), as_uuid(request.GET.get("lot", ""))
    lot: KitLot | None = KitLot.objects.standing().filter(office=office, pk=key).first() if key else None
    named: dict[str, Any] = {"lot": lot.pk if lot else "", "lost_on": today}
    return named | {"count": lot.left, "cause": "expired"} if lot and lot.is_expired(today) and lot.left else named


LOSS = Pages(
    "screening", "loss", "pengeluaran-alat", KitLoss, "pengeluaran alat tes", "Pengeluaran alat tes",
    columns=(), form=LossForm, verbs=LOSSES, select=("lot",), has_list=False,
    panels=(Panel("Pengeluaran", ("lost_on", "count", "cause", "detail")),), parent=_of_lot, initial=_named_lot,
)  # fmt: skip


@needs(Permission.SCREENING_RULES_WRITE)
def service_rule(request: HttpRequest) -> HttpResponseBase:
    """How the office serves institutions: what a head may be told, and how long results by code are kept."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.SCREENING_RULES_WRITE)
    form = ServiceRuleForm(request.POST or None, instance=rule_of(office))
    lead = f"Berlaku untuk {office}. Surat hasil kepada instansi selalu hanya memuat jumlah yang dites dan yang tidak hadir."
    return rule_page(
        request,
        form,
        partial(set_service_rule, office=office, by=user),
        lead=lead,
        back=("Tes urine", reverse("screening:session_list")),
    )
