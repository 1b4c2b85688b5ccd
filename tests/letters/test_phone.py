"""The signed sheet comes back from a phone: the printed QR is scanned, its link opens, the photograph is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bersinar.foundation.letters.actions import finalise, scans_of
from bersinar.foundation.letters.models import OpenLetter
from tests.browser.people import PASSWORD, people
from tests.letters.conftest import assignment, held
from tests.letters.pictures import jpeg, png

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def test_a_scanned_code_leads_through_the_log_in_to_the_upload(phone_page: Page) -> None:
    cast = people()
    letter = finalise(assignment(cast, held(cast)), by=cast.ani, based_on=1)
    phone_page.goto(f"/surat/q/{letter.code}/")
    phone_page.get_by_label("Nama pengguna").fill("ani")
    phone_page.get_by_label("Kata sandi").fill(PASSWORD)
    phone_page.get_by_role("button", name="Masuk").click()
    phone_page.wait_for_url(f"**/surat/{letter.pk}/#pindaian")
    phone_page.get_by_text("Unggah dari HP").click()
    assert phone_page.get_by_alt_text("Kode QR halaman surat ini").evaluate("image => image.naturalWidth") > 100
    sheets = [
        {"name": "IMG_1.jpg", "mimeType": "image/jpeg", "buffer": jpeg()},
        {"name": "IMG_2.png", "mimeType": "image/png", "buffer": png()},
    ]
    phone_page.get_by_label("Pindaian atau foto").set_input_files(sheets)  # type: ignore[arg-type]
    phone_page.get_by_role("button", name="Lampirkan").click()
    phone_page.get_by_text("Pindaian 2").wait_for()
    assert phone_page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    kept = OpenLetter.objects.get()
    assert kept.state == "signed"
    assert [one.extension for one in scans_of(kept)] == ["jpg", "png"]
