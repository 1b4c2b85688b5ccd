"""PINs: a quick way back in on a shared computer, for whoever logged in there fully on the same day.

A PIN is bound to one browser by a random cookie and holds for the office's day; five wrong tries and it is gone. It
opens the user's pages and is never a proof for what asks for one anew (see freshness). The hash cannot be tried
without the instance's keys and that browser's cookie.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from datetime import date

from django.contrib.auth.hashers import check_password, make_password
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing

from .models import User
from .proofs import Pin

COOKIE = "bersinar_browser"
TRIES = 5
DIGITS = 6
_TOKEN = re.compile(r"[0-9a-f]{64}")
WRONG = "PIN salah, atau sudah tidak berlaku. Coba lagi, atau masuk dengan kata sandi."


def _token(request: HttpRequest) -> str:
    token = request.COOKIES.get(COOKIE, "")
    return token if _TOKEN.fullmatch(token) else ""


def browser_of(request: HttpRequest) -> str:
    """What this browser is kept under; "" where it has no cookie."""
    token = _token(request)
    return hashlib.sha256(token.encode()).hexdigest() if token else ""


def _peppered(user: User, token: str, pin: str) -> str:
    return blind_index("open", f"pin:{user.pk}", f"{token}:{pin}")


def _today(user: User) -> date | None:
    return user.home_office.local_day() if user.home_office else None


def pin_of(user: User, request: HttpRequest) -> Pin | None:
    """The user's PIN in this browser, where it holds today."""
    pin = Pin.objects.filter(user=user, browser=browser_of(request)).first() if browser_of(request) else None
    return pin if pin is not None and pin.day == _today(user) else None


def pins_here(request: HttpRequest) -> list[Pin]:
    """The PINs that hold in this browser today, by name."""
    if not browser_of(request):
        return []
    kept = Pin.objects.filter(browser=browser_of(request), user__is_active=True).select_related("user")
    return [pin for pin in kept.order_by("user__full_name") if pin.day == _today(pin.user)]


def shown_as(pin: Pin) -> str:
    """How the user stands in the list: what was chosen, and nothing more."""
    if pin.shown == Pin.Shown.NAME:
        return pin.user.full_name
    if pin.shown == Pin.Shown.INITIALS:
        return "".join(f"{word[0].upper()}." for word in pin.user.full_name.split() if word)
    return ""


def set_pin(*, user: User, pin: str, shown: str, request: HttpRequest, response: HttpResponseBase) -> None:
    """Keep a PIN for today in this browser. The caller has seen to it that the user logged in fully today, here."""
    day, office = _today(user), user.home_office
    if day is None or office is None:
        raise Refusal("no_office", "Akun tanpa peran tidak dapat memakai PIN.", status=409)
    _refuse_weak(pin)
    token = _token(request) or secrets.token_hex(32)
    browser = hashlib.sha256(token.encode()).hexdigest()
    hashed = make_password(_peppered(user, token, pin))
    with writing():
        Pin.objects.update_or_create(
            user=user, browser=browser, defaults={"day": day, "hash": hashed, "tries": 0, "shown": shown}
        )
        note(office=office, by=user, line=Line("access.set_pin", "access.user", user.pk))
    response.set_cookie(
        COOKIE, token, max_age=24 * 3600, httponly=True, samesite="Lax", secure=request.is_secure()
    )  # fmt: skip


def _refuse_weak(pin: str) -> None:
    if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", pin):
        sentence = f"PIN terdiri atas {DIGITS} angka."
    elif len(set(pin)) == 1 or pin in "01234567890" or pin in "09876543210":
        sentence = "PIN ini terlalu mudah ditebak. Jangan angka yang sama semua atau berurutan."
    else:
        return
    raise Refusal("pin_weak", sentence, fields={"pin": sentence})


def check_pin(*, pin_id: str, username: str, typed: str, request: HttpRequest) -> User:
    """Who this PIN lets back in. A wrong one is counted; at the fifth it is thrown away and written down."""
    found = next((one for one in pins_here(request) if _is_meant(one, pin_id, username)), None)
    tries = _count_try(found) if found else 0
    # The slow hash runs outside the transaction: meanwhile nobody else would be able to save anything.
    if found is None or not tries or not check_password(_peppered(found.user, _token(request), typed), found.hash):
        if found is not None and tries >= TRIES:
            _lose(found)
        raise Refusal("pin_wrong", WRONG, fields={"pin": WRONG})
    with writing():
        Pin.objects.filter(pk=found.pk).update(tries=0)
        _note(found.user, "access.pin_log_in")
    return found.user


def _count_try(pin: Pin) -> int:
    """Count a try before it is looked at, so that many at once are no more than five. 0 where none is left."""
    with writing():
        kept = Pin.objects.select_for_update().filter(pk=pin.pk, hash=pin.hash, tries__lt=TRIES).first()
        if kept is None:
            return 0
        kept.tries += 1
        kept.save(update_fields=["tries"])
    return kept.tries


def _lose(pin: Pin) -> None:
    with writing():
        if Pin.objects.filter(pk=pin.pk).delete()[0]:
            _note(pin.user, "access.lose_pin")


def _is_meant(pin: Pin, pin_id: str, username: str) -> bool:
    """Whoever is listed is chosen; whoever is hidden types the user name."""
    if pin.shown == Pin.Shown.HIDDEN:
        return bool(username) and pin.user.username == username.strip().lower()
    return str(pin.pk) == pin_id


def _note(user: User, action: str) -> None:
    if user.home_office is not None:
        note(office=user.home_office, by=user, line=Line(action, "access.user", user.pk))


def drop_pin(*, user: User, request: HttpRequest) -> None:
    """Give up the PIN in this browser."""
    if Pin.objects.filter(user=user, browser=browser_of(request)).delete()[0]:
        _note(user, "access.drop_pin")


def drop_pins(user: User, *, but: str = "") -> None:
    """Throw away a user's PINs, except that of one browser."""
    Pin.objects.filter(user=user).exclude(browser=but).delete()


def drop_old_pins(before: date) -> None:
    """Throw away what held on an earlier day."""
    Pin.objects.filter(day__lt=before).delete()
