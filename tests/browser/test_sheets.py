"""A sheet is filled in with the keyboard alone: a digit, Tab, and what is skipped is no stop on the way."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _client_of_oki() -> str:
    from bersinar.foundation.access.wall import side
    from bersinar.programmes.rehab.actions import CLIENTS

    cast = people()
    with side("treatment", cast.budi.pk):
        made = CLIENTS.create(
            office=cast.oki, by=cast.budi, registered_on=date(2023, 1, 2), sex="male", birth_year=1998
        )  # fmt: skip
    return made.code


def test_a_screening_by_keyboard(page: Page) -> None:
    code = _client_of_oki()
    log_in(page, "budi")
    page.goto(f"/rehabilitasi/lembar/baru/?klien={code}&instrumen=assist-3.1")
    page.locator("#id_butir_q1a").focus()
    for letter in "abcdefghij":  # of each substance: ever used? Only of meth is anything more asked
        assert page.evaluate("document.activeElement.id") == f"id_butir_q1{letter}"
        for digit in "3656663" if letter == "e" else "0":
            page.keyboard.type(digit)
            page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "id_butir_q8"
    page.keyboard.type("0")
    page.get_by_role("button", name="Selesai, hitung skor").focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/lembar/*-*/")
    row = page.get_by_role("row", name="Stimulan jenis amfetamin")
    assert "32" in row.inner_text() and "tinggi" in row.inner_text()
