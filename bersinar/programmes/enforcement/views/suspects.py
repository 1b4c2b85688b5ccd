"""Pages of suspects, and the door behind which an identity is opened."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.ui.pages import Column, Panel

from ..actions import SUSPECTS
from ..forms.suspects import PurposeForm, SuspectForm
from ..models import Suspect
from .acting import sent
from .base import READ, ChildPages, back_to_case, initial_case


def _opened(suspect: Suspect, user: User) -> dict[str, Any]:
    """The name of an adult is opened with the page; a child stays a code until somebody says what for."""
    if suspect.is_child or suspect.name is None:
        return {"name": ""}
    return {"name": suspect.name.open(by=user, purpose="membuka rekam tersangka")}


def _age_in_words(suspect: Suspect) -> str:
    return label("age_band", suspect.age_band) if suspect.age_band else ""


SUSPECT = ChildPages(
    "enforcement", "suspect", "tersangka", Suspect, "tersangka", "Tersangka",
    columns=(Column("Kode", "code"),), form=SuspectForm, verbs=SUSPECTS,
    has_list=False, select=("case",), parent=back_to_case, initial=initial_case, sensitive=True,
    panels=(
        Panel("Tersangka", (
            "code", "status", "named_on", "role", "sex", "birth_year",
            ("Kelompok umur saat ditetapkan", _age_in_words), "nationality", "articles",
        )),
    ),
    detail_template="enforcement/suspect.html", extras=(_opened, letters_of),
)  # fmt: skip


@needs(READ)
def suspect_open(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Open the identity of one suspect, for a purpose that is written down before anything is shown."""
    suspect = SUSPECT.get(request, pk)
    form = PurposeForm(sent(request))
    context: dict[str, Any] = {"record": suspect, "form": form, "back": SUSPECT.url("", pk)}
    if request.method == "POST" and form.is_valid():
        purpose = form.cleaned_data["purpose"]
        context["opened"] = [
            (title, sealed.open(by=user_of(request), purpose=purpose) if sealed is not None else "")
            for title, sealed in (("Nama atau alias", suspect.name), ("NIK", suspect.nik))
        ]
    return render(request, "enforcement/identity.html", context, status=422 if form.is_bound and form.errors else 200)
