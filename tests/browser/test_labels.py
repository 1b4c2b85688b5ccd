"""A keeper photographs a label with a phone, and the container opens."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
import segno

from bersinar.foundation.access.wall import side
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS
from bersinar.programmes.enforcement.tests.evidence import Store

from .people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_photo_of_a_label_opens_its_container(phone_page: Page) -> None:
    with side("enforcement"):
        cast = people()
        store = Store(cast)
        case = CASES.create(
            office=cast.oki, by=cast.citra, lkn_on=date(2023, 3, 14), place=Region.objects.get(pk="16.02")
        )
        said: dict[str, Any] = {
            "substance": "methamphetamine",
            "form": "crystal",
            "unit": "g",
            "seized_on": case.lkn_on,
        }
        exhibit = EXHIBITS.create(office=cast.oki, by=cast.citra, case=case, net=Decimal("0.44"), **said)
        box = store.pack(exhibit, "0.44")[0]
    log_in(phone_page, "citra")
    phone_page.goto("/pemberantasan/wadah/pindai/")
    phone_page.locator("input[type=file]").set_input_files(
        {"name": "tanpa.png", "mimeType": "image/png", "buffer": _picture("bukan label")}
    )
    phone_page.get_by_text("Tidak ada wadah dengan kode ini").wait_for()
    phone_page.locator("input[type=file]").set_input_files(
        {"name": "foto.png", "mimeType": "image/png", "buffer": _picture(box.code)}
    )
    phone_page.wait_for_url(f"**/wadah/{box.pk}/")
    assert phone_page.get_by_text("Rantai penguasaan").is_visible()


def _picture(code: str) -> bytes:
    out = BytesIO()
    segno.make(code, error="q", micro=False).save(out, kind="png", scale=8, border=4)
    return out.getvalue()
