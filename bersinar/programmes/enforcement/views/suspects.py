"""Pages of suspects and detentions, the door behind which an identity is opened, and how suspects are named in public."""

from __future__ import annotations

from dataclasses import replace
from time import time
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.letters.panel import letters_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.declared import Shown
from bersinar.foundation.ui.history import history_of
from bersinar.foundation.ui.pages import Column, Panel
from bersinar.foundation.ui.words import label_of, words

from ..actions import DETENTIONS, SUSPECTS
from ..forms.suspects import DetentionForm, PublicTextForm, PurposeForm, SuspectForm
from ..models import Detention, Suspect, standing
from ..public_names import faults, in_public
from .acting import note_opening, sent
from .base import READ, ChildPages, back_to_case, initial_case
from .cases import CASE

OPEN_FOR = 15 * 60  # seconds for which one purpose opens a minor's record
_OPENED = "minors_opened"


def _is_opened(request: HttpRequest, suspect: Suspect) -> bool:
    """Whether this log-in said a moment ago what it opens this minor's record for."""
    said = request.session.get(_OPENED, {})
    return time() - float(said.get(str(suspect.pk), 0)) < OPEN_FOR


def _ask_purpose(request: HttpRequest, suspect: Suspect) -> HttpResponseBase:
    messages.info(request, "Ini rekam anak. Sebutkan dahulu untuk apa Anda membukanya.")
    return redirect(reverse("enforcement:suspect_open", args=[suspect.pk]))


class SuspectPages(ChildPages):
    """A minor's form stands behind the same purpose as the identity: it shows sex, year of birth and background."""

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        suspect = self.get(request, pk)
        if suspect.is_minor and not _is_opened(request, suspect):
            return _ask_purpose(request, suspect)
        return super().change_view(request, pk)


class DetentionPages(ChildPages):
    """Where and how long a minor is held is opened as the minor's record is."""

    belongs_to = ("tersangka", "enforcement:suspect")
    otherwise = "enforcement:case_list"

    def _gate(self, request: HttpRequest, pk: UUID) -> HttpResponseBase | None:
        suspect = self.get(request, pk).suspect
        return _ask_purpose(request, suspect) if suspect.is_minor and not _is_opened(request, suspect) else None

    def detail_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        return self._gate(request, pk) or super().detail_view(request, pk)

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        return self._gate(request, pk) or super().change_view(request, pk)


def _opened(suspect: Suspect, user: User) -> dict[str, Any]:
    """The name of an adult is opened with the page; a minor stays a code until somebody says what for."""
    if suspect.is_minor or suspect.name is None:
        return {"name": ""}
    return {"name": suspect.name.open(by=user, purpose="membuka rekam tersangka")}


def _held(suspect: Suspect) -> list[Detention]:
    return sorted(standing(suspect.detentions.all()), key=lambda one: one.held_from)


def _age_in_words(suspect: Suspect) -> str:
    return label("age_band", suspect.age_band) if suspect.age_band else ""


def _of_suspect(suspect: Suspect, user: User) -> dict[str, Any]:
    """What hangs on a suspect. Of a minor: that there is one. What changed in the record stays closed too."""
    if not suspect.is_minor:
        return {"detentions": _held(suspect), "tat_requests": standing(suspect.tat_requests.all())}
    return {
        "panels": [("Tersangka", [Shown(label_of(Suspect, "code"), suspect.code), Shown("Keadaan", "anak")])],
        "timeline": [replace(happened, changes=[]) for happened in history_of(suspect)],
        "detentions": [], "tat_requests": standing(suspect.tat_requests.all()),
    }  # fmt: skip


_PERSON = (
    "status", "named_on", "role", "sex", "birth_year", ("Kelompok umur saat ditetapkan", _age_in_words), "nationality",
)  # fmt: skip
_BACKGROUND = ("residence", "occupation", "education", "earlier_record", "charges", "articles")

SUSPECT = SuspectPages(
    "enforcement", "suspect", "tersangka", Suspect, "tersangka", "Tersangka",
    columns=(Column("Kode", "code"),), form=SuspectForm, verbs=SUSPECTS,
    has_list=False, select=("case", "residence"), prefetch=("detentions", "tat_requests"), parent=back_to_case,
    initial=initial_case, sensitive=True,
    panels=(Panel("Tersangka", ("code", *_PERSON)), Panel("Latar dan sangkaan", _BACKGROUND)),
    detail_template="enforcement/suspect.html", extras=(_opened, _of_suspect, letters_of),
)  # fmt: skip


def _initial_suspect(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"suspect": request.GET.get("tersangka")}


def _back_to_suspect(detention: Detention) -> tuple[str, str]:
    return detention.suspect.code, SUSPECT.url("", detention.suspect_id)


def _days_in_words(detention: Detention) -> str:
    return "masih berlaku" if detention.days is None else f"{detention.days} hari"


DETENTION = DetentionPages(
    "enforcement", "detention", "penahanan", Detention, "penahanan", "Penahanan",
    columns=(Column("Jenis", "kind"),), form=DetentionForm, verbs=DETENTIONS, has_list=False,
    select=("suspect__case",), parent=_back_to_suspect, initial=_initial_suspect, sensitive=True,
    panels=(
        Panel("Penahanan", ("kind", "held_from", "held_until", ("Lamanya", _days_in_words), "place", "letter_number")),
    ),
)  # fmt: skip


@needs(READ)
def suspect_open(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Open the identity of one suspect, and of a minor the whole record, for a purpose that is written down first."""
    suspect = SUSPECT.get(request, pk)
    form = PurposeForm(sent(request))
    context: dict[str, Any] = {
        "title": f"Identitas {suspect.code}",
        "record": suspect,
        "form": form,
        "back": SUSPECT.url("", pk),
    }
    if request.method == "POST" and form.is_valid():
        user, purpose = user_of(request), form.cleaned_data["purpose"]
        context["opened"] = [
            (title, sealed.open(by=user, purpose=purpose) if sealed is not None else "")
            for title, sealed in (("Nama atau alias", suspect.name), ("NIK", suspect.nik))
        ]
        if suspect.is_minor:
            context["opened"] += _whole(suspect)
            context["detentions"] = _held(suspect)
            context["may_change"] = SUSPECT.may_write(user, suspect) and not suspect.is_cancelled
            request.session[_OPENED] = {**request.session.get(_OPENED, {}), str(suspect.pk): time()}
    return render(request, "enforcement/identity.html", context, status=422 if form.is_bound and form.errors else 200)


def _whole(suspect: Suspect) -> list[tuple[str, str]]:
    """What a minor's page leaves out."""
    rows = (*_PERSON, *_BACKGROUND)
    return [
        (label_of(Suspect, row), words(suspect, row)) if isinstance(row, str) else (row[0], words(suspect, row[1]))
        for row in rows
    ]


@needs(READ)
def case_public(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """How the suspects of a case may be named in public; and a text held against their names, which is not kept."""
    case = CASE.get(request, pk)
    user, purpose = user_of(request), "menyiapkan teks untuk umum"
    note_opening(request, case, purpose)
    suspects = standing(case.suspects.select_related("office"))
    form = PublicTextForm(sent(request))
    context: dict[str, Any] = {"record": case, "form": form, "back": CASE.url("", pk)}
    if request.method == "POST" and form.is_valid():
        context["checked"] = True
        context["faults"] = faults(form.cleaned_data["text"], suspects)
    context["named"] = [(one.code, in_public(one, by=user, purpose=purpose)) for one in suspects]
    status = 422 if form.is_bound and (form.errors or context.get("faults")) else 200
    return render(request, "enforcement/public_text.html", context, status=status)
