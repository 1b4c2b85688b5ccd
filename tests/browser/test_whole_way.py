"""From a call to a discharge, in a browser: what the care centre hears ends as a closed episode, and the year says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection

from bersinar.foundation.access.wall import side
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import FACILITIES
from bersinar.programmes.rehab.models import Client, Episode, Intake, Session
from tests.books import figure
from tests.browser.people import fill, log_in, people, step
from tests.cast import Cast

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
MOVED = (
    "rehab.clients",
    "rehab.episodes",
    "rehab.completed",
    "rehab.sessions",
    "rehab.waiting_days",
    "prevention.people_reached",
)


def _figures(cast: Cast, year: int) -> dict[str, Any]:
    with side("treatment", cast.budi.pk):
        return {code: figure(cast.oki, code, year)[0] for code in MOVED}


def test_a_call_ends_in_a_discharge_and_the_figures_move(page: Page) -> None:
    cast = people()
    with side("treatment", cast.budi.pk):
        clinic = FACILITIES.create(office=cast.oki, by=cast.budi, name="Klinik Rekaan", kind="clinic", owner="own")
    today = cast.oki.local_day()
    before, day = _figures(cast, today.year), f"{today:%Y-%m-%d}"

    log_in(page, "fitri")
    page.goto("/kontak/terima/")
    page.locator("[name=about][value=rehabilitasi]").check()
    page.locator("[name=channel]").select_option("phone")
    page.locator("[name=rehabilitasi-caller_kind]").select_option("family")
    page.locator("[name=rehabilitasi-note]").fill("Anaknya perlu tolong.")
    page.keyboard.press("Control+Enter")
    page.wait_for_url("**/kontak/terima/selesai/")
    page.context.clear_cookies()

    log_in(page, "budi")
    page.goto("/rehabilitasi/penerimaan/")
    page.get_by_role("button", name="Ambil untuk didaftarkan").click()
    page.get_by_role("heading", name="Penerimaan").first.wait_for()
    intake = page.url
    step(page, "Daftarkan", registered_on=day, sex="male", birth_year="1998", name="Orang Rekaan")
    page.get_by_role("link", name="Catat persetujuan").click()
    fill(page, given_by="client", covers="treatment", given_on=day)
    page.goto(intake)
    step(page, "Catat skrining", screened_on=day, screening_tool="assist", screening_result="high")
    step(page, "Catat asesmen", assessed_on=day)
    step(
        page,
        "Terima dalam layanan",
        admitted_on=day,
        pathway="outpatient",
        facility=str(clinic.pk),
        substance="cannabis",
    )
    with side("treatment", cast.budi.pk):
        client, episode = Client.objects.get(), Episode.objects.get()
        assert Intake.objects.get().stage == "admitted"

    page.goto(f"/rehabilitasi/sesi/baru/?klien={client.code}")
    fill(page, planned_at=f"{today:%Y-%m-%d}T00:05", kind="individual")
    with side("treatment", cast.budi.pk):
        page.goto(f"/rehabilitasi/sesi/{Session.objects.get().pk}/")
    step(page, "Datang", minutes="45", subjective="Cerita Rekaan.", plan="Selesai.")
    page.goto(f"/rehabilitasi/episode/{episode.pk}/ubah/")
    fill(page, closed_on=day, closing_reason="completed")
    page.get_by_text("Selesai program").first.wait_for()

    assert set(before.values()) == {None}, "nobody has reported anything yet"
    assert _figures(cast, today.year) == {
        "rehab.clients": "1", "rehab.episodes": "1", "rehab.completed": "1", "rehab.sessions": "1", "rehab.waiting_days": "0.0",
        "prevention.people_reached": None,
    }  # fmt: skip
    with side("treatment", cast.budi.pk):
        assert verify() == []
    connection.close()
