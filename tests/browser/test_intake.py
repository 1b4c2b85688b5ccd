"""A call is taken with the keyboard alone, and only what its purpose asks for is on the page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.db import connection

from bersinar.foundation.access.wall import side
from bersinar.programmes.carecentre.models import RehabTicket, TipTicket
from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _tab_to(page: Page, name: str) -> None:
    """Go on with Tab until the field of this name has the focus."""
    for _ in range(60):
        if page.evaluate("document.activeElement.name") == name:
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"the keyboard does not reach {name}")


def test_a_call_about_both_is_taken_without_a_mouse(page: Page) -> None:
    cast = people()
    log_in(page, "fitri")
    page.goto("/kontak/terima/")
    help_part, tip_part = page.locator(".call-part-rehabilitasi"), page.locator(".call-part-laporan")
    assert not help_part.is_visible() and not tip_part.is_visible()
    assert page.evaluate("document.activeElement.name") == "about"
    page.keyboard.press("ArrowUp")  # from the first choice to the last: about both
    assert help_part.is_visible() and tip_part.is_visible()
    assert not page.locator(".call-part-layanan").is_visible()
    _tab_to(page, "danger")
    assert page.get_by_text("Katakan sekarang").filter(visible=True).count() == 0
    page.keyboard.press("ArrowDown")
    assert page.get_by_text("Katakan sekarang").filter(visible=True).count() == 1
    assert page.get_by_text("Tanyakan apakah orangnya bernapas").is_visible()
    _tab_to(page, "channel")
    page.keyboard.type("Tele")
    _tab_to(page, "rehabilitasi-note")
    page.keyboard.type("Anaknya perlu tolong.")
    _tab_to(page, "rehabilitasi-caller_kind")
    page.keyboard.type("Kel")
    _tab_to(page, "laporan-note")
    page.keyboard.type("Rumah di ujung gang.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/kontak/terima/selesai/")
    assert page.evaluate("document.activeElement.textContent") == "Terima kontak lain"
    for which, model, said in (
        ("treatment", RehabTicket, "Anaknya perlu tolong."),
        ("enforcement", TipTicket, "Rumah di ujung gang."),
    ):
        with side(which, cast.fitri.pk):
            assert model.objects.get().compared("note") == said
    connection.close()
