"""Search words of a list whose records name persons: posted, kept in the session, never part of an address.

The address holds a sign instead, which means nothing outside this session. So whatever repeats an address (history,
logs, the log-in, the proof on the way to an export) repeats the sign, and paging, sorting and the export still work.
"""

from __future__ import annotations

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from bersinar.foundation.secrecy.sealed import CannotOpen, decrypt_by_side, encrypt_by_side

SIGN = "cari"  # the query parameter that stands for the words
LAPSED = "Kata cari tadi sudah tidak disimpan. Ketik lagi di kotak Cari."
_KEPT = "searches"
_MOST = 12  # searches kept for one session; the oldest goes first
_LONGEST = 200


def keep_words(request: HttpRequest, side: str) -> HttpResponse:
    """Keep the posted words, and lead to the list under their sign, narrowed as it was sent."""
    query, words = request.POST.copy(), " ".join(request.POST.get("q", "").split())[:_LONGEST]
    for name in ("q", "csrfmiddlewaretoken", "draft_key", SIGN, "hal"):
        query.pop(name, None)
    if words:
        query[SIGN] = sign = secrets.token_urlsafe(9)
        sealed = encrypt_by_side(side or "open", words.encode(), _bound_to(sign))
        kept = [*request.session.get(_KEPT, {}).items(), (sign, sealed.hex())]
        request.session[_KEPT] = dict(kept[-_MOST:])
    for name in [name for name, value in query.items() if not value]:
        del query[name]
    return redirect(f"{request.path}?{query.urlencode()}" if query else request.path)


def kept_words(request: HttpRequest, side: str) -> str | None:
    """The words behind the sign in the address, "" where none stands there; None where they are kept no longer."""
    sign = request.GET.get(SIGN, "")
    if not sign:
        return ""
    sealed = request.session.get(_KEPT, {}).get(sign)
    try:
        return decrypt_by_side(side or "open", bytes.fromhex(sealed), _bound_to(sign)).decode() if sealed else None
    except CannotOpen:  # the side's key was rotated meanwhile
        return None


def _bound_to(sign: str) -> str:
    return f"search:{sign}"
