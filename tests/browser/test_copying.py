"""What is copied into SIRENA reaches the clipboard; where the browser forbids it, it is marked to be copied by hand."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _episode_of_oki() -> str:
    from bersinar.foundation.access.wall import side
    from bersinar.programmes.rehab.actions import FACILITIES
    from bersinar.programmes.rehab.actions.episodes import Arrival, receive

    cast = people()
    with side("treatment", cast.budi.pk):
        clinic = FACILITIES.create(office=cast.oki, by=cast.budi, name="Klinik Rekaan", kind="clinic", owner="own")
        arrival = Arrival(
            {"sex": "female", "birth_year": 1998, "name": "Siti Rekaan"},
            {
                "entry_path": "voluntary", "pathway": "outpatient", "substance": "methamphetamine", "facility": clinic,
                "admitted_on": date(2023, 2, 1),
            },
        )  # fmt: skip
        return str(receive(office=cast.oki, by=cast.budi, arrivals=[arrival])[0].pk)


def test_the_text_for_sirena_is_copied(page: Page) -> None:
    episode = _episode_of_oki()
    log_in(page, "budi")
    page.goto(f"/rehabilitasi/episode/{episode}/")
    page.get_by_role("button", name="Buka salinan").click()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.get_by_role("button", name="Salin", exact=True).click()
    page.get_by_text("Tersalin.", exact=True).wait_for()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "Nama: Siti Rekaan" in copied
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject() }")
    page.get_by_role("button", name="Salin", exact=True).click()
    page.get_by_text("Tekan Ctrl+C").wait_for()
    assert page.evaluate("document.activeElement.selectionEnd") == len(copied.replace("\r\n", "\n"))
