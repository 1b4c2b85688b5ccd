"""Every main page: without an accessibility fault, without sideways scrolling, on a desk and on a phone."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

# Who opens what: everybody sees the pages of their own work.
PAGES = {
    "ani": (
        "/",
        "/akun/",
        "/kegiatan/kegiatan/",
        "/kegiatan/kegiatan/baru/",
        "/tes-urine/sesi/",
        "/masyarakat/penggiat/pelantikan/",
        "/kerja-sama/kendala/baru/",
        "/angka/?tahun=2023",
    ),
    "budi": (
        "/rehabilitasi/klien/",
        "/rehabilitasi/klien/baru/",
        "/rehabilitasi/penerimaan/",
        "/rehabilitasi/lembar/",
        "/rehabilitasi/lembar/baru/?instrumen=assist-3.1",
        "/rehabilitasi/lembar/baru/?instrumen=asi-wl",
        "/rehabilitasi/redaksi/baru/",
        "/rehabilitasi/rujukan/",
        "/rehabilitasi/rujukan/baru/",
        "/rehabilitasi/rujukan-masuk/",
        "/ibm/unit/",
        "/survei/survei/",
        "/kontak/rehabilitasi/",
    ),
    "citra": ("/pemberantasan/kasus/", "/pemberantasan/kasus/baru/", "/kontak/laporan/"),
    "dewi": ("/perencanaan/perjanjian-kinerja/", "/perencanaan/perjanjian-kinerja/baru/"),
    "eko": (
        "/laporan/?tahun=2023",
        "/telusur/rehab.clients/?tahun=2023",
        "/tutup-bulan/",
        "/jejak-audit/",
        "/kontak/pengaturan/",
    ),
    "fitri": ("/kontak/terima/", "/kontak/layanan/"),
    "kiki": ("/pengguna/", "/satuan-kerja/", "/daftar-kode/"),
}


def _look_at_all(page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    people()
    page.goto("/masuk/")
    faults = _faults(page, Axe())
    for person, urls in PAGES.items():
        page.context.clear_cookies()
        log_in(page, person)
        for url in urls:
            answer = page.goto(url)
            assert answer is not None
            assert answer.status == 200, (person, url, answer.status)
            page.wait_for_load_state("networkidle")
            faults += _faults(page, Axe())
    assert not faults, "\n".join(faults)


def _faults(page: Page, axe: object) -> list[str]:
    found = axe.run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]})  # type: ignore[attr-defined]
    faults = [f"{page.url}: {fault['id']} {fault['nodes'][0]['html'][:120]}" for fault in found.response["violations"]]
    sideways = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return faults + ([f"{page.url}: {sideways} px sideways"] if sideways > 0 else [])


def test_on_a_desk(page: Page) -> None:
    _look_at_all(page)


def test_on_a_phone(phone_page: Page) -> None:
    _look_at_all(phone_page)
