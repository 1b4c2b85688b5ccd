"""A computer that several share: after log-out the Back key shows nothing, and a PIN lets the next one in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyotp
import pytest
from playwright.sync_api import expect

from bersinar.foundation.access.proofs import Factor
from tests.browser.people import log_in, people

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _leave(page: Page, button: str) -> None:
    page.locator("details.menu summary").click()
    page.get_by_role("button", name=button).click()


def test_back_after_log_out_shows_nothing_and_a_pin_lets_back_in(page: Page) -> None:
    people()
    log_in(page, "budi")
    page.goto("/akun/perangkat/")
    page.get_by_label("PIN", exact=True).fill("482913")
    page.get_by_label("PIN sekali lagi").fill("482913")
    page.get_by_role("button", name="Pasang PIN").click()
    expect(page.get_by_text("Berlaku hari ini, di peramban ini saja.")).to_be_visible()
    page.goto("/rehabilitasi/klien/")
    assert page.title() == "Daftar · Bersinar"
    expect(page.get_by_role("heading", name="Klien", exact=True)).to_be_visible()

    _leave(page, "Ganti pengguna")
    page.wait_for_url("/ganti-pengguna/")
    for _ in range(2):
        page.go_back()
        expect(page.get_by_label("Nama pengguna")).to_be_visible()
        expect(page.get_by_text("Budi Rekaan")).to_have_count(0)

    page.goto("/ganti-pengguna/")
    page.get_by_label("B.R.").check()
    page.get_by_label("PIN").fill("482913")
    page.get_by_role("button", name="Masuk dengan PIN").click()
    page.wait_for_url("/")
    page.goto("/rehabilitasi/klien/ekspor/")
    expect(page.get_by_role("heading", name="Pastikan ini Anda")).to_be_visible()


def test_enrolled_on_the_phone_one_logs_in_with_password_and_code(page: Page) -> None:
    people()
    log_in(page, "budi")
    page.goto("/akun/verifikasi/pasang/")
    key = page.locator(".factor-key").inner_text().replace(" ", "")
    page.get_by_label("Kode 6 angka").fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Pasang").click()
    codes = page.locator(".recovery-codes code").all_inner_texts()
    assert len(codes) == 10
    _leave(page, "Keluar")
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill("budi")
    page.get_by_label("Kata sandi").fill("sandi-rekaan-panjang")
    page.get_by_role("button", name="Masuk").click()
    Factor.objects.update(last_step=0)  # the code of the enrolment lies behind
    page.get_by_label("Kode", exact=True).fill(pyotp.TOTP(key).now())
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("/")
    expect(page.locator("details.menu summary")).to_contain_text("Budi Rekaan")
