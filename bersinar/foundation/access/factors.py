"""The second factor: enrolled with an app, asked at log-in, replaced and removed. No code works twice.

The audit says what happened and never holds a secret, a code, or what was typed.
"""

from __future__ import annotations

import re
import secrets
import time
from datetime import timedelta
from enum import StrEnum

from django.http import HttpRequest
from django.utils import timezone

from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.secrecy.sealed import decrypt, unwrap
from bersinar.foundation.secrecy.tokens import blind_index
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing

from .demand import demand_is_on
from .models import User
from .proofs import Factor, FactorRemoval, RecoveryCode
from .sessions import end_sessions
from .totp import DIGITS, matching_step, new_secret

TRIES = 5
LOCKED_FOR = timedelta(minutes=15)
BEGUN_FOR = timedelta(hours=1)
CODES = 10
_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is mistaken for another when copied by hand
_HALF = 6

WRONG = "Kode salah atau sudah dipakai. Tunggu kode berikutnya di aplikasi, lalu ketik lagi."
LOCKED = "Terlalu banyak kode salah. Coba lagi 15 menit lagi."


class Taken(StrEnum):
    """What kind of code was taken."""

    APP = "app"
    RECOVERY = "recovery"


def standing(user: User) -> Factor | None:
    """The user's confirmed factor."""
    return Factor.objects.filter(user=user, confirmed_at__isnull=False).first()


def secret_of(factor: Factor) -> str:
    """The factor's secret in the clear: for comparing codes, and for the one page on which it is enrolled."""
    key = unwrap(factor.side, str(factor.pk), factor.data_key)
    return decrypt(key, factor.secret.ciphertext, factor.binding("secret")).decode()


def codes_left(factor: Factor) -> int:
    """How many recovery codes are still unused."""
    return factor.recovery_codes.filter(used_at__isnull=True).count()


# --- enrolling -------------------------------------------------------------------------------------------------------


def begin(user: User) -> Factor:
    """An enrolment, begun or gone on with: the page may be loaded again without a new secret."""
    with writing():
        User.objects.select_for_update().get(pk=user.pk)
        begun = Factor.objects.filter(user=user, confirmed_at__isnull=True).first()
        if begun is not None and begun.made_at > timezone.now() - BEGUN_FOR:
            return begun
        Factor.objects.filter(user=user, confirmed_at__isnull=True).delete()
        factor = Factor(user=user, made_at=timezone.now())
        factor.seal(secret=new_secret())
        factor.save(force_insert=True)
    return factor


def confirm(*, user: User, code: str, request: HttpRequest) -> list[str]:
    """Take an enrolment into use with one code of the app; gives the recovery codes, this once. Others log out."""
    with writing():
        kept = User.objects.select_for_update().get(pk=user.pk)
        begun = Factor.objects.filter(user=kept, confirmed_at__isnull=True).first()
        step = matching_step(secret_of(begun), _digits(code), time.time()) if begun else None
        if begun is None or step is None:
            raise Refusal("code_wrong", _MISSED, fields={"code": _MISSED})
        replaced = Factor.objects.filter(user=kept, confirmed_at__isnull=False).delete()[0]
        begun.confirmed_at, begun.last_step = timezone.now(), step
        begun.save(update_fields=["confirmed_at", "last_step"])
        User.objects.filter(pk=kept.pk).update(has_factor=True)
        codes = _new_codes(begun)
        _not_lost(kept)
        end_sessions(kept, but=request)
        write_down(user, "access.replace_factor" if replaced else "access.enrol_factor")
    user.has_factor = True
    return codes


def _not_lost(user: User) -> None:
    """Whoever has proved to hold the factor has not lost it: a proposal to take it away falls."""
    waiting = FactorRemoval.objects.filter(user=user, decided_at__isnull=True)
    waiting.update(decided_by=user.pk, decided_at=timezone.now())


_MISSED = "Kode tidak cocok. Periksa jam telepon, tunggu kode berikutnya, lalu ketik lagi."


def _digits(typed: str) -> str:
    return re.sub(r"\s", "", typed)


def _new_codes(factor: Factor) -> list[str]:
    codes = ["".join(secrets.choice(_LETTERS) for _ in range(2 * _HALF)) for _ in range(CODES)]
    factor.recovery_codes.all().delete()
    RecoveryCode.objects.bulk_create(RecoveryCode(factor=factor, hash=_hash(factor, code)) for code in codes)
    return [f"{code[:_HALF]}-{code[_HALF:]}" for code in codes]


def _hash(factor: Factor, code: str) -> str:
    """59 random bits under a key that is not in the database: a slow hash would add nothing."""
    return blind_index("open", f"recovery:{factor.pk}", code)


def renew_codes(user: User) -> list[str]:
    """Ten new recovery codes; the old ones no longer work."""
    with writing():
        factor = Factor.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
        if factor is None:
            raise Refusal("no_factor", "Pasang verifikasi dua langkah dahulu.", status=409)
        codes = _new_codes(factor)
        write_down(user, "access.renew_recovery_codes")
    return codes


# --- asking ----------------------------------------------------------------------------------------------------------


def check(user: User, typed: str) -> Taken:
    """Take a code of the app, or a recovery code. Refuses a wrong one, one already taken, and too many tries."""
    with writing():
        factor = Factor.objects.select_for_update().filter(user=user, confirmed_at__isnull=False).first()
        outcome = _take(factor, typed, user) if factor else WRONG
    if isinstance(outcome, Taken):
        return outcome
    raise Refusal("code_wrong", outcome, fields={"code": outcome}, status=429 if outcome == LOCKED else 422)


def _take(factor: Factor, typed: str, user: User) -> Taken | str:
    """Under the factor's lock: what was taken, or the sentence that says why nothing was. Wrong tries are kept."""
    now = timezone.now()
    if factor.is_locked(now):
        return LOCKED
    taken = _matched(factor, _digits(typed))
    if taken is None:
        factor.failures += 1
        if factor.failures >= TRIES:
            factor.failures, factor.locked_until = 0, now + LOCKED_FOR
            write_down(user, "access.lock_factor")
        factor.save(update_fields=["failures", "locked_until"])
        return LOCKED if factor.is_locked(now) else WRONG
    factor.failures = 0
    factor.save(update_fields=["failures", "last_step"])
    if taken is Taken.RECOVERY:
        write_down(user, "access.use_recovery_code")
    return taken


def _matched(factor: Factor, code: str) -> Taken | None:
    if re.fullmatch(rf"[0-9]{{{DIGITS}}}", code):
        step = matching_step(secret_of(factor), code, time.time())
        if step is None or step <= factor.last_step:
            return None
        factor.last_step = step
        return Taken.APP
    bare = re.sub(r"[^0-9a-z]", "", code.lower())
    used = factor.recovery_codes.filter(hash=_hash(factor, bare), used_at__isnull=True).update(used_at=timezone.now())
    return Taken.RECOVERY if used else None


# --- taking away -----------------------------------------------------------------------------------------------------


def remove_own(user: User) -> None:
    """Give up one's own factor. The page has asked for a fresh proof; a role that asks for a factor keeps it."""
    if user.asks_factor and demand_is_on():
        raise Refusal(
            "factor_demanded", "Peran Anda memerlukan verifikasi dua langkah. Ganti, jangan lepas.", status=409
        )
    with writing():
        _not_lost(user)
        take_away(user)
        write_down(user, "access.remove_factor")
    user.has_factor = False


def take_away(user: User) -> None:
    """Remove the factor with its codes, within the caller's transaction. The caller has seen who agreed."""
    Factor.objects.filter(user=user).delete()
    User.objects.filter(pk=user.pk).update(has_factor=False)


def write_down(user: User, action: str) -> None:
    """One audit line about the user's own factor. An account without any role belongs to no office's chain."""
    if user.home_office is not None:
        note(office=user.home_office, by=user, line=Line(action, "access.user", user.pk))
