"""The QR of a letter: a link of this instance with an opaque code. It says nothing about anybody.

It leads to the letter's page, for attaching the signed sheet; or, for a kind that the public may check, to that page.
"""

from __future__ import annotations

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse


def link_of(code: str) -> str:
    """Where the printed QR leads: to the letter's page, for those who may open it."""
    return f"{settings.SITE}{reverse('letters:scan', args=[code])}"


def check_link(page: str, code: str) -> str:
    """Where whoever holds a letter may ask whether it was issued."""
    return f"{settings.SITE}{reverse(page, args=[code])}"


def png(link: str) -> bytes:
    """The QR for a document."""
    out = BytesIO()
    segno.make(link, error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def picture(link: str) -> str:
    """The QR for a page, as the address of an image."""
    return str(segno.make(link, error="m", micro=False).svg_data_uri(scale=4, border=2))
