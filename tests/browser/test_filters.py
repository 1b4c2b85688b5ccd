"""The filters of a list: folded on a phone until they are wanted, never folded on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

LIST = "/kerja-sama/kendala/"


def _open(page: Page, url: str) -> None:
    people()
    log_in(page, "ani")
    page.goto(url)


def test_on_a_phone_the_filters_unfold_by_key_and_narrow_the_list(phone_page: Page) -> None:
    _open(phone_page, LIST)
    fold = phone_page.get_by_text("Saringan", exact=True)
    choice = phone_page.get_by_label("Golongan")
    assert not choice.is_visible()
    assert phone_page.get_by_label("Cari").is_visible()
    phone_page.get_by_label("Cari").focus()
    phone_page.keyboard.press("Tab")
    phone_page.keyboard.press("Enter")
    assert choice.is_visible()
    choice.select_option(index=1)
    phone_page.get_by_role("button", name="Terapkan").click()
    phone_page.wait_for_url("**category=**")
    assert phone_page.get_by_label("Golongan").is_visible()  # what narrows the list is not hidden
    fold.click()
    assert not phone_page.get_by_label("Golongan").is_visible()


def test_on_a_desk_nothing_is_folded(page: Page) -> None:
    _open(page, LIST)
    assert page.get_by_label("Golongan").is_visible()
    assert not page.get_by_text("Saringan", exact=True).is_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    assert page.get_by_text("Saringan", exact=True).is_visible()
