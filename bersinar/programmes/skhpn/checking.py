"""The public page on which anybody asks whether a letter was issued. It answers with one of three words and initials.

No log-in, no cookie, no trace of who asked. A code is 130 bits of chance: whoever has one has seen the letter.
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone

from bersinar.foundation.oneform.keys import read
from bersinar.foundation.oneform.pace import has_room
from bersinar.foundation.oneform.views import public

from .forms import CodeForm
from .models import PublicCheck

PER_MINUTE = 60

ISSUED, OVER, UNKNOWN = "terbit", "kedaluwarsa", "tidak dikenal"


@public
def check(request: HttpRequest) -> HttpResponse:
    """The page for those who type the code."""
    form = CodeForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        return _answered(form.cleaned_data["kode"])
    return _page({"form": form}, 422 if form.is_bound else 200)


@public
def check_code(request: HttpRequest, code: str) -> HttpResponse:
    """Where the printed QR leads."""
    return _answered(code)


def _answered(code: str) -> HttpResponse:
    if not has_room("skhpn.check", PER_MINUTE):
        form = CodeForm(initial={"kode": code[:60]})
        return _page({"form": form, "busy": True}, 429)
    return _page({"form": CodeForm(), **answer(code)})


def answer(code: str) -> dict[str, Any]:
    """What is said of a code: the word, and the initials where there is a letter."""
    found = PublicCheck.objects.filter(hash=PublicCheck.hashed(read(code))).first()
    if found is None:
        return {"said": UNKNOWN, "initials": ""}
    said = OVER if found.valid_until < timezone.localdate() else ISSUED
    return {"said": said, "initials": found.initials}


def _page(context: dict[str, Any], status: int = 200) -> HttpResponse:
    # Without the request: no context processor asks who is signed in, and no cookie is set.
    return HttpResponse(render_to_string("skhpn/check.html", context), status=status)
