"""The words of a reminder of a session: for whoever agreed to be contacted, sent by a person, never by the system."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.reaching.messages import NEUTRAL, chat_address, reminder

from ..actions.consents import contact_consent
from ..forms.reminders import ReminderForm
from ..models import Session
from ..models.sessions import AHEAD
from .sessions import SESSION

_MISSED = "Kita tidak jadi bertemu {tanggal}. Kapan Anda dapat datang lagi? Balas pesan ini. Terima kasih."
_BY_HAND = frozenset({"letter"})  # no message goes out on these


@needs(Permission.REHAB_WRITE)
def remind(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The words, checked; the number beside them only when asked for, and written down first."""
    user, session = user_of(request), SESSION.get(request, pk)
    client = session.episode.client
    consent = contact_consent(client, session.office.local_day())
    problem = _problem(session) if consent is not None else (
        "Klien ini tidak menyetujui dihubungi, jadi tidak boleh diingatkan. Catat dahulu persetujuannya bila berubah."
    )  # fmt: skip
    words = NEUTRAL if session.stage in AHEAD else _MISSED
    form = ReminderForm(request.POST or None, initial={"text": reminder(words, session.planned_at)})
    context: dict[str, Any] = {
        "record": session, "back": SESSION.url("", pk), "problem": problem, "form": form, "consent": consent,
        "channel": label("contact_back", consent.contact_channel) if consent else "",
        "has_number": bool(consent and client.phone and consent.contact_channel not in _BY_HAND),
    }  # fmt: skip
    if request.method == "POST" and not problem and form.is_valid() and context["has_number"]:
        client.office = session.office
        number = client.phone.open(by=user, purpose="mengingatkan janji")
        context |= {"number": number, "text": form.cleaned_data["text"], "chat": ""}
        if consent and consent.contact_channel == "whatsapp":
            context["chat"] = chat_address(number, form.cleaned_data["text"])
    return render(request, "rehab/reminder.html", context, status=422 if problem or form.errors else 200)


def _problem(session: Session) -> str:
    if session.is_cancelled or session.stage not in (*AHEAD, "absent"):
        return "Sesi ini sudah selesai atau batal; tidak ada yang perlu diingatkan."
    if session.stage in AHEAD and session.planned_at < timezone.now():
        return "Waktu sesi ini sudah lewat. Catat dahulu kehadirannya."
    return ""
