"""Pages on which something is done: a step of a contact's way, a reminder, an informant, the office's settings."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices, label
from bersinar.foundation.reaching.messages import chat_address, check_reminder, reminder
from bersinar.foundation.ui.history import history_of
from bersinar.foundation.wire.refusals import Refusal

from .actions import set_up
from .forms import CareSettingsForm
from .models import CareSettings, Informant, Visitor
from .office_settings import settings_of
from .step_forms import STEP_FORMS
from .views import QueuePages, open_steps, opened

View = Callable[..., HttpResponseBase]


def step_view(pages: QueuePages) -> View:
    """A step of this queue's contacts: asked for, then taken. What is not possible now is said on the contact's page."""

    @needs(pages.model.write_permission)
    def step(request: HttpRequest, pk: UUID, code: str) -> HttpResponseBase:
        user, ticket = user_of(request), pages.get(request, pk)
        form_class = STEP_FORMS[pages.queue.name].get(code)
        if form_class is None:
            raise Http404
        possible = next((one for one in open_steps(ticket, pages.queue, user) if one.code == code), None)
        if request.method == "POST":
            form = form_class(request.POST, ticket=ticket)
            if form.is_valid() and form.take(user):
                messages.success(request, "Tercatat.")
                return redirect(pages.url("", pk))
            if possible is None or not form.visible_fields():
                messages.error(request, _faults(form))
                return redirect(pages.url("", pk))
        elif possible is None:
            messages.error(request, "Langkah itu tidak dapat dilakukan sekarang. Pilih salah satu langkah di bawah.")
            return redirect(pages.url("", pk))
        else:
            form = form_class(ticket=ticket)
        assert possible is not None
        context = {"form": form, "title": possible.label, "record": ticket, "back": pages.url("", pk)}
        return render(request, "carecentre/step.html", context, status=422 if form.is_bound else 200)

    return step


def _faults(form: Any) -> str:
    return " ".join(str(sentence) for sentences in form.errors.values() for sentence in sentences)


def reminder_view(pages: QueuePages) -> View:
    """The words of a reminder; the number beside them only when asked for, and written down first."""

    @needs(pages.model.write_permission)
    def remind(request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, ticket = user_of(request), pages.get(request, pk)
        problem, text = _reminder_of(ticket)
        context: dict[str, Any] = {
            "record": ticket, "back": pages.url("", pk), "problem": problem, "text": text, "is_safe_now": _is_safe(ticket, timezone.localtime()),
            "channel": label("callback_channel", ticket.contact_channel) if ticket.contact_channel else "",
        }  # fmt: skip
        if request.method == "POST" and not problem and ticket.phone:
            number = ticket.phone.open(by=user, purpose="mengingatkan janji")
            context |= {"number": number, "chat": ""}
            if ticket.contact_channel in ("whatsapp", ""):
                context["chat"] = chat_address(number, text)
        return render(request, "carecentre/reminder.html", context, status=422 if problem else 200)

    return remind


def _reminder_of(ticket: Visitor) -> tuple[str, str]:
    """(why there is none, the words)."""
    if not ticket.may_contact:
        return "Orang ini tidak memberi izin dihubungi kembali, jadi tidak boleh diingatkan.", ""
    if ticket.appointment_at is None or ticket.stage != "appointment":
        return "Belum ada janji. Buat janji dahulu, lalu kembali ke sini.", ""
    words = settings_of(ticket.office).reminder_words
    if fault := check_reminder(words):  # the list of words may have grown since the office wrote them
        return f"Kalimat pengingat perlu diperbaiki di Pengaturan kontak. {fault}", ""
    return "", reminder(words, ticket.appointment_at)


def _is_safe(ticket: Visitor, now: datetime) -> bool:
    """Whether this is an hour in which the person may be written to; the hours may pass midnight."""
    first, last = ticket.safe_from, ticket.safe_until
    if first is None or last is None:
        return True
    return first <= now.time() < last if first < last else now.time() >= first or now.time() < last


@needs(Permission.CARE_INFORMANT)
def informant(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Who gave a tip: for the section head, for a purpose, and written down before it is shown."""
    user = user_of(request)
    known: Any = get_object_or_404(Informant.objects.visible_to(user).select_related("office"), tip=pk)
    purposes = dict(choices("informant_purpose"))
    context: dict[str, Any] = {
        "purposes": purposes.items(),
        "back": reverse("carecentre:tip", args=[pk]),
        "shown": None,
    }
    if request.method == "POST":
        chosen = request.POST.get("purpose", "")
        if chosen not in purposes:
            context["problem"] = "Pilih keperluannya dahulu."
            return render(request, "carecentre/informant.html", context, status=422)
        context["shown"] = [
            *opened(known, ("name", "phone", "reach_note"), user, f"pelapor: {purposes[chosen]}"),
            ("Yang menghubungi", label("caller_kind", known.caller_kind)),
            ("Boleh dihubungi kembali", "Ya" if known.may_contact else "Tidak"),
            ("Cara menghubungi", label("callback_channel", known.contact_channel) if known.contact_channel else ""),
            ("Jam aman", known.safe_hours),
        ]
    return render(request, "carecentre/informant.html", context)


@needs(Permission.CARE_MANAGE)
def settings(request: HttpRequest) -> HttpResponseBase:
    """What the office sets for its care centre."""
    user = user_of(request)
    office = user.offices_with(Permission.CARE_MANAGE)[0]
    kept: CareSettings = settings_of(office)
    form = CareSettingsForm(request.POST or None, instance=kept, user=user, office=office)
    if request.method == "POST" and form.is_valid():
        try:
            set_up(office=office, by=user, based_on=form.cleaned_data.get("version"), **form.values())
        except Refusal as refusal:
            form.refuse(refusal)
        else:
            messages.success(request, "Pengaturan tersimpan.")
            return redirect("carecentre:settings")
    timeline = history_of(kept) if kept.recorded_at else []
    context = {"form": form, "office": office, "timeline": timeline}
    return render(request, "carecentre/settings.html", context, status=422 if form.is_bound else 200)
