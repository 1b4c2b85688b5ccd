"""What clients ask about their own data: the log with its deadlines, and the copy of one's own file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path
from django.utils import timezone
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel, by_code
from bersinar.foundation.ui.steps import WayPages
from bersinar.foundation.wire.refusals import Refusal

from ..actions.rights import REQUESTS
from ..dossier import parts_of, printed, readings_of
from ..forms.rights import STEP_FORMS, RightsForm
from ..models import RightsRequest
from ..models.rights import COPIES
from ..protection_ways import REQUEST_WAY
from .clients import named_client
from .sealed import SealedPages, purposes

_STEPS = {
    "rehab.take_request": "permintaan dicatat", "rehab.answer_rightsrequest": "dipenuhi", "rehab.refuse_rightsrequest": "ditolak",
    "rehab.drop_rightsrequest": "ditarik peminta", "rehab.hand_copy": "salinan berkas dibuat",
}  # fmt: skip
_PURPOSE = "salinan berkas untuk klien"


@dataclass
class RightsPages(WayPages, SealedPages):
    """The log of requests, and the door to the copy."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission, fresh=True)(require_POST(self.copy_view))
        return [path(f"{self.slug}/<uuid:pk>/salinan/", door, name=f"{self.name}_copy"), *super().urls()]

    def copy_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """The client's whole file as PDF, in answer to a request whose asker is known."""
        user, record = user_of(request), self.get(request, pk)
        if record.kind not in COPIES or not record.is_open or record.is_cancelled or not record.identity_checked:
            sentence = "Salinan hanya untuk permintaan akses atau salinan yang terbuka dan identitas pemintanya sudah dicocokkan."
            raise Refusal("no_copy", sentence, status=409)
        office, label = record.office, self.model._meta.label_lower
        line = Line("rehab.hand_copy", label, record.pk, self.model.read_permission.side.value, {"bentuk": "PDF"})
        note(office=office, by=user, line=line)
        record.client.office = office
        parts = [*parts_of(record.client, _kinds(), by=user, purpose=_PURPOSE), readings_of(record.client)]
        answer = HttpResponse(printed(record.client, parts), content_type="application/pdf")
        answer["Content-Disposition"] = 'attachment; filename="salinan.pdf"'
        return answer


def _kinds() -> tuple[Pages, ...]:
    from . import ALL  # the list of all pages, which holds these too

    return tuple(ALL)


def _left(request: RightsRequest) -> str:
    """The deadline in words: how long is left, or how late it is."""
    if request.due_at is None:
        return "tanpa batas"
    due = f"{timezone.localtime(request.due_at):%d-%m-%Y %H.%M}"
    if request.is_late:
        return f"{due}, terlambat"
    if not request.is_open:
        return due
    hours = int((request.due_at - timezone.now()).total_seconds() // 3600)
    return f"{due}, sisa {hours} jam"


def _received(request: RightsRequest) -> str:
    return f"{request.received_on:%d-%m-%Y} {request.received_time:%H.%M}"


def _mark(request: RightsRequest) -> str:
    return "bad" if request.is_late else "warn" if request.is_open and request.due_at else ""


def _steps(request: RightsRequest, user: User) -> tuple[Step, ...]:
    return tuple(step for step in REQUEST_WAY.steps if request.stage in step.start)


def _drawn(request: RightsRequest) -> list[Mark]:
    return REQUEST_WAY.drawn(request.stage)


def _way(request: RightsRequest, user: User) -> dict[str, Any]:
    may_copy = request.kind in COPIES and request.is_open and not request.is_cancelled
    return {**RIGHTS.of_way(request, user), "may_copy": may_copy}


def _begun(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {**named_client(request, office), "received_on": office.local_day()}


def _code(request: RightsRequest) -> str:
    return request.client.code


def _is_open(rows: Any, chosen: str) -> Any:
    late = {"answered_at__isnull": True, "due_at__lt": timezone.now()}
    return rows.filter(**late) if chosen == "lewat" else rows.filter(answered_at__isnull=chosen == "ya")


RIGHTS = RightsPages(
    "rehab", "request", "perlindungan/hak-klien", RightsRequest, "permintaan klien", "Permintaan klien atas datanya",
    explains="Akses, salinan, perbaikan, pencabutan persetujuan, dan lainnya menurut UU 27/2022, dengan batas waktunya.",
    empty="Catat permintaannya beserta jam diterima; batas waktu dihitung sendiri.",
    columns=(
        Column("Klien", _code), Column("Yang diminta", "kind", "kind"), Column("Diterima", "received_on", "received_on"),
        Column("Batas", _left, "due_at", mark=_mark), Column("Tahap", "stage", "stage"),
    ),
    form=RightsForm, verbs=REQUESTS, search=("client__code",), order=("answered_at", "due_at", "-received_on"),
    filters=(
        Filter("terbuka", "Belum dijawab", lambda user: (("ya", "Ya"), ("lewat", "Lewat batas"), ("tidak", "Tidak")), narrow=_is_open),
        by_code("kind", "Yang diminta", "rights_kind"),
    ),
    sensitive=True, keeps_files=True, select=("client",), initial=_begun,
    panels=(
        Panel("Permintaan", (("Klien", _code), "kind", ("Diterima", _received), "asked_by", "identity_checked")),
        Panel("Jawaban", ("stage", ("Paling lambat", _left), "answered_at")),
    ),
    detail_template="rehab/request.html", says=_STEPS, extras=(_way, purposes), step_forms=STEP_FORMS, steps_of=_steps, drawn=_drawn,
    opens=("wish", "answer"),
)  # fmt: skip
