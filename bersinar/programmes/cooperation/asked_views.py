"""Pages of what others ask: letters for data, and the register of requests for public information with its clocks."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Panel, by_code
from bersinar.foundation.ui.sealed import SealedPages, purposes
from bersinar.foundation.ui.steps import WayPages

from .answering import DATA_REQUESTS, INFORMATION
from .forms import DataRequestForm, InformationRequestForm
from .models import DataRequest, InformationRequest
from .step_forms import DATA_STEPS, INFORMATION_STEPS
from .ways import DATA_WAY, INFORMATION_WAY

SOON = timedelta(days=3)  # how long before its end a term is called to mind
_LATE, _NEAR = "lewat", "segera"
_CLOCKS = [(_LATE, "Lewat batas"), (_NEAR, "Dalam tiga hari")]


def owed(rows: Any, today: date, *, late: bool) -> Any:
    """Of requests for information, those whose answer or settlement is late, or falls due within days."""
    answer, settlement = Q(stage__in=("received", "extended")), Q(stage="objected")
    days: dict[str, Any] = {"lt": today} if late else {"range": (today, today + SOON)}
    ((how, value),) = days.items()
    return rows.filter(answer & Q(**{f"due_on__{how}": value}) | settlement & Q(**{f"objection_due_on__{how}": value}))


def mark_of(request: DataRequest | InformationRequest) -> str:
    """How a term is marked: kept, soon, late."""
    today = request.office.local_day()
    due = request.next_due
    if due is None:
        return ""
    return "bad" if due < today else "warn" if due <= today + SOON else ""


def _by_clock(rows: Any, chosen: str) -> Any:
    return owed(rows, timezone.localdate(), late=chosen == _LATE)


def _is_open(way: Any) -> Any:
    def narrow(rows: Any, chosen: str) -> Any:
        return rows.exclude(stage__in=way.ends) if chosen == "ya" else rows.filter(stage__in=way.ends)

    return narrow


def _open_filter(way: Any) -> Filter:
    return Filter("terbuka", "Belum dijawab", lambda user: (("ya", "Ya"), ("tidak", "Tidak")), narrow=_is_open(way))


def _today(name: str) -> Any:
    def initial(request: HttpRequest, office: Office) -> dict[str, Any]:
        return {name: office.local_day(), "partner": request.GET.get("mitra")}

    return initial


# --- data between agencies -----------------------------------------------------------------------------------------


def _data_steps(request: DataRequest, user: User) -> tuple[Step, ...]:
    return DATA_WAY.open_steps(request.stage, request)


def _data_drawn(request: DataRequest) -> list[Mark]:
    return DATA_WAY.drawn(request.stage)


def _of_data_way(request: DataRequest, user: User) -> dict[str, Any]:
    return DATA.of_way(request, user)


DATA = WayPages(
    "cooperation", "data_request", "permintaan-data", DataRequest, "permintaan data", "Permintaan data",
    explains="Surat permintaan data dari dan kepada lembaga lain, dan apa yang akhirnya dibagikan.",
    empty="Catat surat permintaan data yang masuk atau yang dikirim.",
    columns=(
        Column("Data", "asked"), Column("Mitra", "partner"), Column("Arah", "direction", "direction"),
        Column("Tanggal surat", "asked_on", "asked_on"), Column("Paling lambat", "due_on", "due_on", mark=mark_of),
        Column("Tahap", "stage", "stage"),
    ),
    form=DataRequestForm, verbs=DATA_REQUESTS, search=("asked", "partner__name", "letter"),
    filters=(
        _open_filter(DATA_WAY), by_code("direction", "Arah", "data_direction"), by_code("sort", "Jenis", "data_sort"),
    ),
    order=("-asked_on",), select=("partner", "agreement"), keeps_files=True, initial=_today("asked_on"),
    panels=(
        Panel("Surat", ("direction", "partner", "agreement", "letter", "asked_on", "due_on")),
        Panel("Data", ("sort", "asked", "purpose", "ground")),
        Panel("Jawaban", ("allowed_on", "ended_on", "shared", "carrier", "refusal")),
    ),
    detail_template="cooperation/asked.html", extras=(_of_data_way,), step_forms=DATA_STEPS, steps_of=_data_steps,
    drawn=_data_drawn,
)  # fmt: skip


# --- public information --------------------------------------------------------------------------------------------


@dataclass
class InformationPages(WayPages, SealedPages):
    """The register, and one request. The list names nobody."""


def _information_steps(request: InformationRequest, user: User) -> tuple[Step, ...]:
    return INFORMATION_WAY.open_steps(request.stage, request)


def _information_drawn(request: InformationRequest) -> list[Mark]:
    been = {"received"} | ({"extended"} if request.extended_on else set())
    been |= {"answered"} if request.answered_on else set()
    return INFORMATION_WAY.drawn(request.stage, been | ({"objected"} if request.objected_on else set()))


def _of_information_way(request: InformationRequest, user: User) -> dict[str, Any]:
    return INFORMATION_REQUEST.of_way(request, user)


INFORMATION_REQUEST = InformationPages(
    "cooperation", "information_request", "permohonan-informasi", InformationRequest, "permohonan informasi",
    "Permohonan informasi",
    explains="Register permohonan informasi publik (UU 14/2008) dengan batas waktunya. Nama pemohon tersimpan terkunci.",
    empty="Catat permohonan yang datang lewat surat, surel, atau meja layanan.",
    columns=(
        Column("Nomor", "number", "number"), Column("Informasi", "topic"), Column("Diterima", "received_on", "received_on"),
        Column("Paling lambat", "next_due", "due_on", mark=mark_of), Column("Tahap", "stage", "stage"),
        Column("Keputusan", "decision", "decision"),
    ),
    form=InformationRequestForm, verbs=INFORMATION, search=("topic", "number"),
    filters=(
        _open_filter(INFORMATION_WAY), Filter("batas", "Batas waktu", lambda user: _CLOCKS, narrow=_by_clock),
        Filter("stage", "Tahap", lambda user: INFORMATION_WAY.choices()),
        by_code("decision", "Keputusan", "information_decision"),
    ),
    order=("-received_on", "-number"), keeps_files=True, initial=_today("received_on"),
    panels=(
        Panel("Permohonan", ("number", "received_on", "channel", "topic", "purpose", "applicant_kind", "due_on")),
        Panel("Jawaban", (
            "answered_on", "decision", "info_class", "ground", "answer", "working_days", "extended_on", "extension",
        )),
        Panel("Keberatan", ("objected_on", "objection", "objection_due_on", "settled_on", "settlement")),
    ),
    detail_template="cooperation/asked.html", extras=(_of_information_way, purposes, letters_of),
    opens=("applicant", "contact"), opened_by=Permission.COOPERATION_WRITE, step_forms=INFORMATION_STEPS, steps_of=_information_steps, drawn=_information_drawn,
)  # fmt: skip
