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


def fill(page: Page, /, **fields: str) -> None:
    """Fill a form by the names of its fields, and send it."""
    for name, value in fields.items():
        field = page.locator(f"[name={name}]").first
        if field.evaluate("it => it.tagName") == "SELECT":
            field.select_option(value)
        elif field.get_attribute("type") == "checkbox":
            page.locator(f"[name={name}][value={value}]").check()
        else:
            field.fill(value)
    page.get_by_role("button", name="Simpan").click()
    page.wait_for_load_state()
    assert not page.locator("#kesalahan").count(), page.locator(".has-error").all_inner_texts()


def step(page: Page, word: str, /, **fields: str) -> None:
    """Take a step of the record's way: its link, then its form."""
    page.get_by_role("link", name=word, exact=True).click()
    fill(page, **fields)
