"""What officers do in a browser, and what the figures say afterwards."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.models import Award, Obstacle
from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.cast import Cast

pytestmark = pytest.mark.browser


def _figures(cast: Cast) -> dict[str, dict[str, Any]]:
    """Every total of 2023 at the office, its province and the nation."""
    return {
        office.code: {f.indicator.code: f.text for f in evaluate(Coverage(office), 2023) if f.scope == "total"}
        for office in (cast.oki, cast.sumsel, cast.bnn, cast.lumajang)
    }


def _fill_award(page: Page, name: str = "Penghargaan Contoh") -> None:
    page.goto("/kerja-sama/penghargaan/baru/")
    page.get_by_label("Diterima pada").fill("2023-05-04")
    page.locator("#id_name").fill(name)
    page.get_by_label("Pemberi").fill("Lembaga Contoh")
    page.get_by_label("Tingkat").select_option("province")


def test_a_record_moves_its_figure_by_one_everywhere_above_and_no_other(page: Page) -> None:
    cast = people()
    before = _figures(cast)
    log_in(page, "ani")
    _fill_award(page)
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("heading", name="Penghargaan Contoh").wait_for()
    after = _figures(cast)
    changed = {
        (office, code) for office in after for code in after[office] if after[office][code] != before[office][code]
    }
    assert changed == {(office, "cooperation.awards") for office in ("bnnk-oki", "bnnp-sumsel", "bnn")}
    assert {after[office]["cooperation.awards"] for office, _ in changed} == {"1"}
    assert verify() == []


def test_the_same_form_sent_again_and_again_makes_one_record(page: Page) -> None:
    people()
    log_in(page, "ani")
    _fill_award(page)
    sent = page.evaluate("() => Object.fromEntries(new FormData(document.querySelector('form[data-draft-url]')))")
    page.evaluate(
        "() => { const form = document.querySelector('form[data-draft-url]'); form.requestSubmit(); form.requestSubmit(); }"
    )
    page.get_by_role("heading", name="Penghargaan Contoh").wait_for()
    for _ in range(2):  # the answer was lost, and somebody sends the same page again
        again = page.request.post("/kerja-sama/penghargaan/baru/", form=sent, headers={"Referer": page.url})
        assert again.url == page.url
    assert Award.objects.count() == 1


def test_a_draft_survives_a_closed_tab(page: Page) -> None:
    people()
    log_in(page, "ani")
    _fill_award(page, "Setengah jadi")
    page.locator("[data-draft-status]", has_text="Draf tersimpan").wait_for()
    page.goto("/")
    page.goto("/kerja-sama/penghargaan/baru/")
    page.get_by_text("Isian yang belum tersimpan dipulihkan").wait_for()
    assert page.locator("#id_name").input_value() == "Setengah jadi"


def test_wrong_input_is_answered_at_its_field_and_nothing_is_lost(page: Page) -> None:
    people()
    log_in(page, "ani")
    _fill_award(page)
    page.get_by_label("Diterima pada").fill("2199-05-04")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_text("Tanggal belum terjadi.").wait_for()
    assert page.locator("#id_name").input_value() == "Penghargaan Contoh"
    assert Award.objects.count() == 0


def test_a_form_can_be_filled_and_sent_by_keyboard_alone(page: Page) -> None:
    people()
    log_in(page, "ani")
    page.goto("/kerja-sama/kendala/baru/")
    page.get_by_label("Dicatat pada").focus()
    page.keyboard.type("04052023")
    while page.evaluate("document.activeElement.id") != "id_section":
        page.keyboard.press("Tab")
    page.keyboard.type("Penc")
    page.keyboard.press("Tab")
    page.keyboard.type("Koor")
    page.keyboard.press("Tab")
    page.keyboard.type("Kendala contoh")
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Kendala contoh").wait_for()
    assert Obstacle.objects.get().category == "coordination"


def test_after_log_out_the_back_key_shows_nothing(page: Page) -> None:
    people()
    log_in(page, "ani")
    page.goto("/kerja-sama/mitra/")
    page.locator(".app-topbar summary").click()
    page.get_by_role("button", name="Keluar").click()
    page.get_by_role("button", name="Masuk").wait_for()
    page.go_back()
    page.get_by_role("button", name="Masuk").wait_for()
    assert "Mitra" not in page.title()


def test_an_activity_is_saved_over_a_thin_line(page: Page) -> None:
    """64 kbit a second and 800 ms of delay: a laptop in Kayuagung on a bad day."""
    people()
    log_in(page, "ani")
    thin = page.context.new_cdp_session(page)
    bytes_a_second = 64_000 // 8
    thin.send("Network.enable")
    thin.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": 800, "downloadThroughput": bytes_a_second, "uploadThroughput": bytes_a_second},
    )
    page.set_default_timeout(90_000)
    page.goto("/kegiatan/kegiatan/baru/")
    page.locator("#id_title").fill("Sosialisasi Contoh")
    page.locator("#id_type").select_option(index=1)
    page.locator("#id_year").select_option("2023")
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("heading", name="Sosialisasi Contoh").wait_for()
