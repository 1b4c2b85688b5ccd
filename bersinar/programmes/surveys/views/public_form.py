"""Pages about a survey's public form: how many answers there are and have to be, opening, printing, closing."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.oneform.links import link_of, reaches_phones, slip_link
from bersinar.foundation.oneform.models import Opening, Way
from bersinar.foundation.oneform.openings import AT_ONCE, close_form, openings_of, print_slips, void_slips
from bersinar.foundation.oneform.printing import poster, qr, slips
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from ..asking import asked, open_survey_form
from ..models import ANSWER, Survey
from ..progress import progress

_READ, _WRITE = Survey.read_permission, Survey.write_permission


class OpeningForm(forms.Form):
    """How a survey's form is put before the public."""

    way = forms.ChoiceField(
        label="Cara", choices=Way, widget=forms.RadioSelect, initial=Way.LINK,
        help_text="Tautan: satu poster di dinding, atau alamat yang dikirim. Lembar: satu kode QR untuk satu orang.",
    )  # fmt: skip
    begins_on = DateField(label="Dibuka mulai")
    ends_on = DateField(label="Sampai dengan")
    most = NumberField(label="Paling banyak jawaban", least=1, help_text="Setelah sebanyak ini formulir menutup.")
    once_per_device = forms.BooleanField(
        label="Satu HP satu jawaban", required=False, initial=True,
        help_text="Hanya untuk tautan. Lepas bila pengunjung bergantian memakai satu HP atau tablet di loket.",
    )  # fmt: skip


class SlipsForm(forms.Form):
    """How many slips are printed."""

    count = NumberField(
        label="Jumlah lembar", least=1, initial=28, help_text=f"Empat belas sehalaman, paling banyak {AT_ONCE}."
    )


def _survey(user: User, pk: UUID) -> Survey:
    survey: Survey = get_object_or_404(Survey.objects.visible_to(user).select_related("office"), pk=pk)
    return survey


def _opening(user: User, pk: UUID) -> Opening:
    """An opening of a survey of one's own office, or 404."""
    opening = get_object_or_404(Opening.objects.select_related("office"), pk=pk, kind=ANSWER)
    if opening.office_id not in user.scope(_WRITE):
        raise Http404
    return opening


def _address(survey_id: UUID) -> str:
    return reverse("surveys:survey_form", args=[survey_id])


@needs(_READ)
def form(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Answers so far against those needed, and every opening with its link."""
    return _form_page(request, _survey(user_of(request), pk))


def _form_page(request: HttpRequest, survey: Survey, printing: tuple[Opening, SlipsForm] | None = None) -> HttpResponse:
    user = user_of(request)
    shown = [_shown(request, opening, printing) for opening in openings_of(ANSWER, survey.pk)]
    context = {
        "survey": survey, "progress": progress(survey), "openings": shown,
        "may_write": survey.office_id in user.scope(_WRITE) and not survey.is_cancelled,
        "reaches": all(reaches_phones(one["link"]) for one in shown if one["is_open"]),
    }  # fmt: skip
    return render(request, "surveys/public_form.html", context, status=422 if printing else 200)


def _shown(request: HttpRequest, opening: Opening, printing: tuple[Opening, SlipsForm] | None) -> dict[str, Any]:
    is_link, is_open = opening.way == Way.LINK, opening.closed_at is None
    address = link_of(opening, request)
    return {
        "opening": opening, "state": opening.state(opening.office.local_day()), "is_open": is_open, "is_link": is_link,
        "link": address, "qr": mark_safe(qr(address)) if is_link and is_open else "", "unused": opening.slips.count(),
        "form": printing[1] if printing and printing[0].pk == opening.pk else SlipsForm(auto_id=f"id_{opening.key}_%s"),
    }  # fmt: skip


@needs(_WRITE)
def form_new(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Open a form for a survey of one's own office."""
    user = user_of(request)
    survey = _survey(user, pk)
    if survey.office_id not in user.scope(_WRITE):
        raise Http404
    today = survey.office.local_day()
    begins = min(max(today, survey.period_from), survey.period_to)
    initial = {"begins_on": begins, "ends_on": survey.period_to, "most": max(survey.population, 10)}
    typed = OpeningForm(request.POST or None, initial=initial)
    if request.method == "POST" and typed.is_valid():
        try:
            open_survey_form(survey=survey, by=user, **typed.cleaned_data)
        except Refusal as refusal:
            bring_back(typed, refusal)
        else:
            messages.success(request, "Formulir publik dibuka.")
            return redirect(_address(survey.pk))
    status = 422 if typed.is_bound else 200
    return render(request, "surveys/opening_form.html", {"survey": survey, "form": typed}, status=status)


@needs(_WRITE)
def form_poster(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The poster of a shared link."""
    opening = _opening(user_of(request), pk)
    told = asked(opening)
    if opening.way != Way.LINK or opening.closed_at is not None or told is None:
        raise Http404
    return _pdf(poster(opening, told, link_of(opening, request)), f"poster-survei-{opening.office.code}.pdf")


@require_POST
@needs(_WRITE)
def form_slips(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """New slips to print. They cannot be printed again: nobody keeps their keys."""
    user = user_of(request)
    opening = _opening(user, pk)
    typed = SlipsForm(request.POST, auto_id=f"id_{opening.key}_%s")
    told = asked(opening)
    if told is None:
        raise Http404
    if typed.is_valid():
        try:
            keys = print_slips(opening=opening, count=typed.cleaned_data["count"], by=user)
        except Refusal as refusal:
            bring_back(typed, refusal)
        else:
            printed = slips(opening, told, [(key, slip_link(key, request)) for key in keys])
            return _pdf(printed, f"lembar-survei-{opening.office.code}.pdf")
    return _form_page(request, _survey(user, opening.ref), (opening, typed))


@require_POST
@needs(_WRITE)
def form_void(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Throw away the slips that are not used yet."""
    opening = _opening(user_of(request), pk)
    gone = void_slips(opening=opening, by=user_of(request))
    messages.success(request, f"{gone} lembar yang belum dipakai tidak berlaku lagi.")
    return redirect(_address(opening.ref))


@require_POST
@needs(_WRITE)
def form_close(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Close a form before its last day."""
    opening = _opening(user_of(request), pk)
    close_form(opening=opening, by=user_of(request))
    messages.success(request, "Formulir publik ditutup.")
    return redirect(_address(opening.ref))


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def form_urls() -> list[URLPattern]:
    """The addresses of these pages."""
    return [
        path("survei/<uuid:pk>/formulir/", form, name="survey_form"),
        path("survei/<uuid:pk>/formulir/buka/", form_new, name="form_new"),
        path("formulir/<uuid:pk>/poster/", form_poster, name="form_poster"),
        path("formulir/<uuid:pk>/lembar/", form_slips, name="form_slips"),
        path("formulir/<uuid:pk>/buang-lembar/", form_void, name="form_void"),
        path("formulir/<uuid:pk>/tutup/", form_close, name="form_close"),
    ]
