"""What is printed of a public form: a poster with its QR code, and sheets of slips to cut apart."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Final

import segno

from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.typesetting.page import print_page

from .keys import grouped
from .kinds import Asked
from .models import Opening

_HERE: Final = Path(__file__).parent


def qr(address: str) -> str:
    """The address as a QR code, an SVG of its own. Level M: a code that is a little dirty is still read."""
    out = io.BytesIO()
    segno.make(address, error="m", micro=False).save(out, kind="svg", xmldecl=False, border=2, omitsize=True)
    return out.getvalue().decode("ascii")


def poster(opening: Opening, asked: Asked, address: str) -> bytes:
    """One page A4 for the wall: what it is about, the QR code, the address for those who type."""
    return print_page(
        _HERE / "poster.typ",
        {
            **_told(opening, asked),
            "address": address.split("://", 1)[-1],
            "qr": qr(address),
            "once": opening.once_per_device,
        },
    )


def slips(opening: Opening, asked: Asked, keys: Sequence[tuple[str, str]]) -> bytes:
    """Slips to cut apart, fourteen a page; `keys` are each slip's key and whole address."""
    printed = [{"qr": qr(address), "key": grouped(key)} for key, address in keys]
    base = keys[0][1].split("://", 1)[-1].rsplit("/", 2)[0] + "/"
    return print_page(_HERE / "slips.typ", {**_told(opening, asked), "slips": printed, "address": base})


def _told(opening: Opening, asked: Asked) -> dict[str, object]:
    return {
        "title": asked.title, "about": asked.about, "office": asked.office, "promises": list(asked.promises),
        "until": long_date(opening.ends_on),
    }  # fmt: skip
