"""Labels to print, and finding a container by its label."""

from __future__ import annotations

import re
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.access.doors import needs, user_of

from ..labels import print_labels
from ..models import Container
from .acting import note_opening
from .base import READ
from .containers import CONTAINER
from .exhibits import EXHIBIT


@needs(READ)
def container_label(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The label of one container."""
    container = CONTAINER.get(request, pk)
    note_opening(request, container, "mencetak label")
    return _pdf([container])


@needs(READ)
def exhibit_labels(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The labels of all containers of an exhibit that are not cancelled."""
    exhibit = EXHIBIT.get(request, pk)
    note_opening(request, exhibit, "mencetak label")
    rows: Any = Container.objects.visible_to(user_of(request)).standing().filter(exhibit=exhibit)
    return _pdf(list(rows.select_related("exhibit__case").order_by("seal", "code")))


def _pdf(containers: list[Container]) -> HttpResponse:
    answer = HttpResponse(print_labels(containers), content_type="application/pdf")
    answer["Content-Disposition"] = 'attachment; filename="label-wadah.pdf"'
    return answer


@needs(READ)
def container_scan(request: HttpRequest) -> HttpResponseBase:
    """Find a container by what its label holds. Posted, so that no code stands in an address or a history."""
    typed = request.POST.get("code", "").strip() if request.method == "POST" else ""
    fault = ""
    if request.method == "POST":
        rows: Any = Container.objects.visible_to(user_of(request))
        found = rows.filter(code=_written(typed)).first()
        if found is not None:
            return redirect(CONTAINER.url("", found.pk))
        fault = (
            "Tidak ada wadah dengan kode ini di satuan kerja Anda. Periksa hurufnya." if typed else "Isi kode wadah."
        )
    context = {"back": CONTAINER.url("list"), "fault": fault, "typed": typed}
    return render(request, "enforcement/scan.html", context, status=422 if fault else 200)


def _written(typed: str) -> str:
    """A code as it is kept: "7k4p 9tqa" is 7K4P-9TQA."""
    letters = re.sub(r"[^0-9A-Z]", "", typed.upper())
    return f"{letters[:4]}-{letters[4:]}"
