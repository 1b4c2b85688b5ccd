"""Pages about the office's public contact form: open it for a while, print its poster, close it."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.oneform.links import link_of, reaches_phones
from bersinar.foundation.oneform.models import Opening
from bersinar.foundation.oneform.openings import close_form, openings_of
from bersinar.foundation.oneform.printing import poster, qr
from bersinar.foundation.ui.fields import DateField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from .asking import CONTACT, asked, form_of, open_contact_form
from .office_settings import settings_of

_A_YEAR = timedelta(days=365)


class OpeningForm(forms.Form):
    """From when to when the form stands open."""

    begins_on = DateField(label="Dibuka mulai")
    ends_on = DateField(
        label="Sampai dengan", help_text="Poster memuat tanggal ini. Formulir menutup sendiri sesudahnya."
    )


def _office(user: User) -> Office:
    return user.offices_with(Permission.CARE_MANAGE)[0]


def _opening(user: User, pk: UUID) -> Opening:
    """An opening of one's own office, or 404."""
    opening = get_object_or_404(Opening.objects.select_related("office"), pk=pk, kind=CONTACT)
    if opening.office_id not in user.scope(Permission.CARE_MANAGE):
        raise Http404
    return opening


@needs(Permission.CARE_MANAGE)
def form(request: HttpRequest) -> HttpResponseBase:
    """The form's link and code, how many wrote, and the openings of before. What they wrote lies in the queues."""
    office = _office(user_of(request))
    shown = [_shown(request, opening) for opening in openings_of(CONTACT, form_of(office))]
    context: dict[str, Any] = {
        "office": office, "openings": shown, "is_open": any(one["is_open"] for one in shown),
        "has_numbers": bool(settings_of(office).numbers),
        "reaches": all(reaches_phones(one["link"]) for one in shown if one["is_open"]),
    }  # fmt: skip
    return render(request, "carecentre/public_form.html", context)


def _shown(request: HttpRequest, opening: Opening) -> dict[str, Any]:
    is_open, address = opening.closed_at is None, link_of(opening, request)
    return {
        "opening": opening, "state": opening.state(opening.office.local_day()), "is_open": is_open, "link": address,
        "qr": mark_safe(qr(address)) if is_open else "",
    }  # fmt: skip


@needs(Permission.CARE_MANAGE)
def form_new(request: HttpRequest) -> HttpResponseBase:
    """Open the form of one's own office."""
    user = user_of(request)
    office = _office(user)
    today = office.local_day()
    typed = OpeningForm(request.POST or None, initial={"begins_on": today, "ends_on": today + _A_YEAR})
    if request.method == "POST" and typed.is_valid():
        try:
            open_contact_form(office=office, by=user, **typed.cleaned_data)
        except Refusal as refusal:
            if "way" in refusal.fields:  # one link stands open: there is no other way here to choose
                refusal = Refusal(refusal.code, _OPEN_ALREADY, fields={"begins_on": _OPEN_ALREADY}, status=409)
            bring_back(typed, refusal)
        else:
            messages.success(request, "Formulir publik dibuka.")
            return redirect("carecentre:form")
    context = {"office": office, "form": typed}
    return render(request, "carecentre/opening_form.html", context, status=422 if typed.is_bound else 200)


_OPEN_ALREADY = "Formulir kontak masih terbuka. Tutup dahulu yang itu."


@needs(Permission.CARE_MANAGE)
def form_poster(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The poster with the form's code, for the waiting room and the village hall."""
    opening = _opening(user_of(request), pk)
    if opening.closed_at is not None:
        raise Http404
    response = HttpResponse(poster(opening, asked(opening), link_of(opening, request)), content_type="application/pdf")
    response["Content-Disposition"] = f'attachment; filename="poster-kontak-{opening.office.code}.pdf"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@needs(Permission.CARE_MANAGE)
def form_close(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Close the form before its last day."""
    user = user_of(request)
    close_form(opening=_opening(user, pk), by=user)
    messages.success(request, "Formulir publik ditutup.")
    return redirect("carecentre:form")
