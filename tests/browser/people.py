"""People of the cast who can log in at a keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.cast import Cast, assemble

if TYPE_CHECKING:
    from playwright.sync_api import Page

PASSWORD = "sandi-rekaan-panjang"


def people() -> Cast:
    """The cast, each with the same password."""
    cast = assemble()
    for user in cast.people.values():
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return cast


def log_in(page: Page, username: str) -> None:
    """Log in as one of them."""
    page.goto("/masuk/")
    page.get_by_label("Nama pengguna").fill(username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk").click()
    page.wait_for_url("/")
