"""From the seizure to the printed minutes of a destruction, on a phone, by the two people that it takes."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pypdf import PdfReader

from bersinar.foundation.access.wall import side
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES
from bersinar.programmes.enforcement.models import Container
from bersinar.programmes.enforcement.tests.evidence import Store

from .people import PASSWORD, log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
CASE = "/pemberantasan/kasus/"


def test_what_was_seized_is_packed_kept_and_destroyed_by_two(phone_page: Page) -> None:
    page = phone_page
    with side("enforcement"):
        cast = people()
        store = Store(cast)
        store.keeper.set_password(PASSWORD)
        store.keeper.save()
        case = CASES.create(
            office=cast.oki, by=cast.citra, lkn_on=date(2023, 3, 14), place=Region.objects.get(pk="16.02")
        )
    log_in(page, "citra")
    page.goto(f"{CASE}{case.pk}/")
    page.get_by_role("link", name="Catat barang bukti").click()
    page.get_by_label("Zat", exact=True).select_option("methamphetamine")
    page.get_by_label("Bentuk").select_option("crystal")
    page.get_by_label("Satuan").select_option("g")
    page.get_by_label("Jumlah bersih").fill("4.890,44")
    page.get_by_text("Terbaca: 4.890,44 g = 4,89044 kg").wait_for()
    page.get_by_label("Disita pada").fill("2023-03-14")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("link", name="Sabu").first.click()
    page.get_by_text("Usulkan berita acara").click()
    page.get_by_role("link", name="Masuk gudang").click()
    page.get_by_label("Hari dan jam").fill("2023-03-14T10:00")
    page.get_by_label("Timbangan").fill("Timbangan 1")
    page.get_by_label("Jenis wadah").first.select_option("plastic_bag")
    page.locator("[name=amount_1]").fill("4.890,44")
    _witnesses(page)
    page.get_by_role("button", name="Usulkan").click()
    _confirmed_by_keeper(page, place="A-03")

    with side("enforcement"):
        box = Container.objects.get()
    page.goto(f"/pemberantasan/wadah/{box.pk}/")
    page.get_by_text("Usulkan berita acara").click()
    page.get_by_role("link", name="Dimusnahkan").click()
    page.get_by_label("Hari dan jam").fill("2023-03-20T09:00")
    assert page.get_by_label(f"Jumlah dari wadah {box.code}").input_value() == "4.890,44"
    _witnesses(page)
    page.get_by_role("button", name="Usulkan").click()
    _confirmed_by_keeper(page)

    page.get_by_role("link", name="Buat berita acara pemusnahan").click()
    page.get_by_label("Kejaksaan").fill("Jaksa Rekaan")
    page.get_by_role("button", name="Simpan").click()
    with page.expect_download() as fetched:
        page.get_by_role("link", name="PDF").first.click()
    text = " ".join(one.extract_text() for one in PdfReader(BytesIO(Path(fetched.value.path()).read_bytes())).pages)
    assert "keluar 4.890,44 gram, sisa 0 gram" in " ".join(text.split())
    page.goto(f"{CASE}{case.pk}/")
    assert page.get_by_text("Barang bukti dimusnahkan").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    with side("enforcement"):
        assert verify() == []


def _witnesses(page: Page) -> None:
    for number in (1, 2):
        page.get_by_label(f"Nama saksi {number}").fill(f"Saksi Rekaan {number}")


def _confirmed_by_keeper(page: Page, place: str = "") -> None:
    """The other person confirms on the same phone; then the first is back at the minutes."""
    minutes = page.url
    _change_person(page, "lala")
    page.goto(minutes)
    page.get_by_role("link", name="Sahkan").click()
    if place:
        page.get_by_label("Tempat simpan").select_option(label=place)
    page.get_by_role("button", name="Sahkan").click()
    page.get_by_text("Berita acara sah.").wait_for()
    _change_person(page, "citra")
    page.goto(minutes)


def _change_person(page: Page, username: str) -> None:
    page.context.clear_cookies()
    log_in(page, username)
