"""The QR of a letter: a link of this instance with an opaque code. It says nothing about anybody."""

from __future__ import annotations

from io import BytesIO

import segno
from django.conf import settings
from django.urls import reverse


def link_of(code: str) -> str:
    """Where the printed QR leads: to the letter's page, for those who may open it."""
    return f"{settings.SITE}{reverse('letters:scan', args=[code])}"


def png(code: str) -> bytes:
    """The QR for a document."""
    out = BytesIO()
    segno.make(link_of(code), error="m", micro=False).save(out, kind="png", scale=6, border=2)
    return out.getvalue()


def picture(code: str) -> str:
    """The QR for a page, as the address of an image."""
    return str(segno.make(link_of(code), error="m", micro=False).svg_data_uri(scale=4, border=2))
