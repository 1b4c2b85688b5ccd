"""Pages on which one person registered twice is merged, and parted again. Codes only; what is sealed stays so."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.merging import DOUBLE, Compared, MergingPages, PartingPages
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.words import words

from ..actions.merging import MERGE, PART, brought_along, likeness
from ..forms.merging import MergeForm, PartForm
from ..models import Client, with_code
from .clients import CLIENT

_COMPARED = (  # and whether a difference is one to look at
    ("Kode", "code", False),
    ("Jenis kelamin", "sex", True),
    ("Tahun lahir", "birth_year", True),
    ("Terdaftar", "registered_on", False),
)


class ClientMerging(MergingPages):
    """The double is named by its code."""

    home = CLIENT
    merge_template = "rehab/client_merge.html"

    def double(self, user: User, kept: Client, named: str) -> Client:
        rows = Client.objects.visible_to(user).filter(office=kept.office_id)
        found: Client = get_object_or_404(rows.select_related("office", "merged_into"), code=named)
        return found

    def name_of(self, record: Client) -> str:
        return record.code

    def change_view(self, request: HttpRequest, pk: Any) -> HttpResponseBase:
        named = " ".join(request.GET.get(DOUBLE, "").split())
        if named and request.method != "POST":
            kept = self.get(request, pk)
            known = (
                with_code(Client.objects.filter(office=kept.office_id), named).values_list("code", flat=True).first()
            )
            if known != named:  # mistyped: said here, where it can be typed again
                if known:
                    return redirect(f"{request.path}?{DOUBLE}={known}")
                messages.error(request, "Kode klien ini tidak dikenal. Contoh: K-2022-001.")
                return redirect(request.path)
        return super().change_view(request, pk)

    def choosing(self, request: HttpRequest, kept: Client) -> HttpResponseBase:
        return render(request, "rehab/client_double.html", {"record": kept, "back": self.url("", kept.pk)})

    def side_by_side(self, kept: Client, double: Client) -> list[Compared]:
        lines = [Compared(label, words(kept, name), words(double, name), told) for label, name, told in _COMPARED]
        lines += [Compared(label, said, said, is_entry=False) for label, said in likeness(kept, double)]
        return [*lines, Compared("Punya", _brought(kept), _brought(double), is_entry=False)]

    def merged(self, kept: Client, double: Client) -> str:
        return f"{double} digabung ke {kept}. Keduanya dihitung sebagai satu orang."


class ClientParting(PartingPages):
    """A merged client is parted again."""

    home = CLIENT
    part_template = "rehab/client_part.html"


def _brought(client: Client) -> str:
    from . import ALL  # the nouns of this room's pages

    nouns = {pages.model: pages.noun for pages in ALL}
    brought = ((nouns.get(model), many) for model, many in brought_along(client).items())
    return ", ".join(f"{write_number(many)} {noun}" for noun, many in brought if noun) or "belum ada rekam"


def merging_urls() -> list[URLPattern]:
    """Choose and merge a double; part what was merged."""
    merging = ClientMerging.beside("client_merge", MergeForm, MERGE)
    return [*merging.urls(), *ClientParting.beside("client_part", PartForm, PART).urls()]
