"""Time-based codes (RFC 6238): the secret, how an app takes it over, and which step a code belongs to. Keeps nothing."""

from __future__ import annotations

import hmac

import pyotp
import segno
from django.utils.safestring import SafeString

STEP = 30
DRIFT = 1  # steps before and after: phones do not go exactly
DIGITS = 6
ISSUER = "Bersinar"


def new_secret() -> str:
    """A fresh secret of 160 bits, in base 32 as apps take it."""
    return pyotp.random_base32()


def matching_step(secret: str, code: str, at: float) -> int | None:
    """The time step whose code this is, within the drift; None where it is none of them."""
    totp, now = pyotp.TOTP(secret), int(at) // STEP
    for step in range(now - DRIFT, now + DRIFT + 1):
        if hmac.compare_digest(totp.generate_otp(step), code):
            return step
    return None


def in_groups(secret: str) -> str:
    """The secret as a person types it over: "ABCD EFGH ..."."""
    return " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))


def qr(secret: str, username: str) -> SafeString:
    """The QR code that an app scans, drawn into the page: no address ever holds the secret."""
    uri = pyotp.TOTP(secret).provisioning_uri(name=username, issuer_name=ISSUER)
    drawn = segno.make(uri, error="m", micro=False)
    return SafeString(drawn.svg_inline(scale=5, border=4, light="#fff", svgclass="qr", lineclass=None))
