"""In a browser: pages with a year in them stand in nobody's way, and the report's files arrive as they are made."""

from __future__ import annotations

from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.people import log_in, people
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, promise

pytestmark = pytest.mark.browser

PAGES = {
    "ani": ("/?tahun=2023", "/angka/?tahun=2023", "/telusur/prevention.people_reached/?tahun=2023", "/akun/"),
    "eko": ("/?tahun=2023", "/laporan/?tahun=2023", "/tutup-bulan/?tahun=2023", "/jejak-audit/", "/telusur/rehab.clients/?tahun=2023"),
    "budi": ("/telusur/rehab.clients/?tahun=2023", "/jejak-audit/?tab=pembacaan"),
    "kiki": (
        "/pengguna/", "/pengguna/baru/", "/satuan-kerja/", "/satuan-kerja/bnnk-oki/", "/satuan-kerja/bnnk-oki/ubah/",
        "/satuan-kerja/bnnk-oki/kepala/baru/", "/daftar-kode/", "/daftar-kode/substance/", "/daftar-kode/substance/kode/cannabis/",
    ),
}  # fmt: skip


@pytest.fixture
def filled(live_site: str) -> Cast:
    """A year of BNNK OKI, and people who can log in."""
    cast = people()
    hold(cast, 30)
    promise(cast, "prevention.people_reached", 20)
    admit(cast, 20, 7)
    open_case(cast)
    return cast


def violations(page: Page) -> list[Any]:
    found = Axe().run(page).response["violations"]
    return [(one["id"], [node["html"][:200] for node in one["nodes"]]) for one in found]


@pytest.mark.parametrize("person", PAGES)
def test_pages_stand_in_nobodys_way(filled: Cast, page: Page, phone_page: Page, person: str) -> None:
    for opened in (page, phone_page):
        log_in(opened, person)
        for address in PAGES[person]:
            opened.goto(address)
            opened.wait_for_load_state("networkidle")
            assert violations(opened) == [], address
            width = opened.evaluate("document.documentElement.scrollWidth")
            assert width <= opened.evaluate("window.innerWidth"), address


def test_a_report_is_asked_for_waited_for_and_fetched(filled: Cast, page: Page) -> None:
    log_in(page, "eko")
    page.goto("/laporan/?tahun=2023")
    expect(page.locator("article.report")).to_be_visible(timeout=30_000)
    page.get_by_label("Bentuk berkas").select_option("txt")
    page.get_by_role("button", name="Buat berkas").click()
    link = page.get_by_role("link", name="Teks untuk pesan (TXT)")
    expect(link).to_be_visible(timeout=30_000)
    with page.expect_download() as coming:
        link.click()
    assert "30 orang" in coming.value.path().read_text(encoding="utf-8")


def test_what_was_typed_survives_the_log_out(filled: Cast, page: Page) -> None:
    log_in(page, "ani")
    page.goto("/kegiatan/kegiatan/baru/")
    page.locator("[name=title]").fill("Rakor yang lama diketik")
    expect(page.locator("[data-draft-status]")).to_contain_text("Draf tersimpan", timeout=15_000)
    page.context.clear_cookies()
    log_in(page, "ani")
    page.goto("/")
    page.get_by_role("link", name="Lanjutkan isian kegiatan baru").click()
    expect(page.locator("[name=title]")).to_have_value("Rakor yang lama diketik")
