"""The public pages. They read no session, set no session, and answer whoever comes the same.

There is no CSRF token: the key in the form is one already. It is bound to this form, used once, and carries nobody's
rights; whoever made a stranger's browser send it could have sent it alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from .answering import Invitation, NotOpen, answer, by_link, by_slip, invitation
from .forms import AnswerForm
from .keys import fresh
from .kinds import kind_of
from .models import Opening, Way
from .pace import keeps_pace

MOST_BYTES = 16 * 1024
DEVICE = "sudah-mengisi"  # the mark on the device: it says "yes" and nothing else, and only this form's pages read it
KEY = "kunci"

View = Callable[..., HttpResponse]


def public(view: View) -> View:
    """A page for strangers: small posts only, nothing cached, nothing passed on, one neutral answer where it is over."""

    @csrf_exempt
    @require_http_methods(["GET", "HEAD", "POST"])
    @wraps(view)
    def shown(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        sent = request.META.get("CONTENT_LENGTH") or "0"
        if request.method == "POST" and not (sent.isdigit() and int(sent) <= MOST_BYTES):
            response = _page("too_large", status=413)
        else:
            try:
                response = view(request, *args, **kwargs)
            except NotOpen:
                response = _page("not_open", status=404)
        response["Cache-Control"] = "no-store"
        response["Referrer-Policy"] = "no-referrer"  # a slip's address is its key
        response["X-Robots-Tag"] = "noindex"
        return response

    return shown


@public
def link(request: HttpRequest, address: str) -> HttpResponse:
    """The form behind a shared link: a fresh key with every opening of the page."""
    opening = by_link(address)
    if opening.once_per_device and DEVICE in request.COOKIES:
        raise NotOpen
    key = request.POST.get(KEY, "") if request.method == "POST" else fresh(opening)
    return _form(request, invitation(opening, key))


@public
def slip(request: HttpRequest, key: str) -> HttpResponse:
    """The form behind a printed slip."""
    return _form(request, invitation(by_slip(key), key))


@public
def thanks(request: HttpRequest) -> HttpResponse:
    """After sending: nothing here tells what was sent."""
    return _page("thanks")


def _form(request: HttpRequest, invited: Invitation) -> HttpResponse:
    kind = kind_of(invited.opening)
    if request.method != "POST":
        return _shown(invited, kind.form())
    form = kind.form(request.POST)
    if not keeps_pace(invited.opening, kind.per_minute):
        form.add_error(
            None, "Sedang banyak yang mengirim. Isian Anda masih ada: tunggu satu menit, lalu tekan Kirim lagi."
        )
        return _shown(invited, form, status=429)
    if form.is_valid():
        try:
            answer(invited, form.cleaned_data)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            return _sent(invited.opening)
    return _shown(invited, form, status=422)


def _shown(invited: Invitation, form: AnswerForm, status: int = 200) -> HttpResponse:
    return _page("form", {"asked": invited.asked, "form": form, "key_name": KEY, "key": invited.key}, status)


def _sent(opening: Opening) -> HttpResponse:
    response = redirect(reverse("oneform:thanks"))
    response.status_code = 303
    if opening.way == Way.LINK and opening.once_per_device:
        left = (opening.ends_on - opening.office.local_day()).days + 1
        response.set_cookie(
            DEVICE, "ya", max_age=left * 86400, path=reverse("oneform:link", args=[opening.key]), httponly=True,
            samesite="Lax", secure=settings.HTTPS,
        )  # fmt: skip
    return response


def _page(name: str, context: dict[str, Any] | None = None, status: int = 200) -> HttpResponse:
    # Without the request: no context processor asks who is signed in, and no cookie is set.
    return HttpResponse(render_to_string(f"oneform/{name}.html", context), status=status)
