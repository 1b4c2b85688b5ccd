"""The clinic's counter in a browser: a certificate that anybody can check, and a demand that takes two people."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Head
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS
from bersinar.programmes.rehab.models import Demand
from bersinar.programmes.skhpn.actions import TARIFFS
from bersinar.programmes.skhpn.models import Visit
from tests.books import figure
from tests.browser.people import PASSWORD, fill, log_in, people, step
from tests.cast import Cast, join

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def _counter() -> tuple[Cast, str]:
    """A tariff, somebody who signs, and today."""
    cast = people()
    today = cast.oki.local_day()
    with side("treatment", cast.budi.pk):
        TARIFFS.create(
            office=cast.oki, by=cast.budi, amount=290_000, in_force_from=today - timedelta(days=400), ground="Aturan rekaan",
        )  # fmt: skip
        Head.objects.create(
            office=cast.oki, name="Eko Rekaan", rank="AKBP", position="Kepala BNN Kabupaten OKI",
            since=today - timedelta(days=400),
        )  # fmt: skip
    return cast, f"{today:%Y-%m-%d}"


def _tested(page: Page, day: str, result: str) -> str:
    """From a number in the queue to the result; the address of the visit."""
    page.goto("/skhpn/kunjungan/baru/")
    fill(page, visited_on=day, purpose="work")
    visit = page.url
    step(page, "Periksa identitas", document="ktp", name="Wulan Rekaan Utami", nik="1602054507980003", birth_date="1998-07-05", sex="female")  # fmt: skip
    step(page, "Catat biaya", receipt="B-1")
    step(page, "Catat skrining", screening_result="no_concern")
    page.get_by_role("link", name="Catat hasil tes", exact=True).click()
    page.locator(f"[name=is_reactive][value='{result}']").check()
    if result == "1":
        page.locator("[name=reactive][value=met]").check()
    fill(page, tested_on=day, panel="six")
    return visit


def test_a_certificate_is_issued_and_anybody_can_check_it_on_a_phone(page: Page, phone_page: Page) -> None:
    cast, day = _counter()
    log_in(page, "budi")
    _tested(page, day, "0")
    page.locator("#surat").get_by_role("link", name="Buat").click()
    page.get_by_role("button", name="Simpan").click()
    page.get_by_role("button", name="Finalkan").click()
    page.get_by_text("bertanda tangan").first.wait_for()
    with side("treatment", cast.budi.pk):
        assert Visit.objects.get().stage == "issued"
        code = TreatmentLetter.objects.get().check_code

    phone_page.goto("/skhpn/periksa/")
    phone_page.get_by_label("Kode surat").fill(code)
    phone_page.get_by_role("button", name="Periksa").click()
    said = phone_page.get_by_role("status").inner_text()
    assert "Terbit" in said and "W" in said
    assert "Wulan" not in phone_page.content() and phone_page.context.cookies() == []
    with side("treatment", cast.budi.pk):
        assert (figure(cast.oki, "skhpn.issued", int(day[:4]))[0], verify()) == ("1", [])
    connection.close()


def test_who_reacted_gets_a_slip_and_no_letter(page: Page) -> None:
    _, day = _counter()
    log_in(page, "budi")
    _tested(page, day, "1")
    assert not page.get_by_role("link", name="Buat surat").count()
    page.get_by_role("link", name="Cetak undangan berbincang").click()
    page.get_by_label("Tempat bertemu").fill("Jalan Rekaan Nomor 5")
    with page.expect_download() as slip:
        page.get_by_role("button", name="Cetak").click()
    assert slip.value.suggested_filename == "lembar.pdf"
    connection.close()


def test_a_demand_for_a_clients_data_takes_two_people(page: Page) -> None:
    cast, day = _counter()
    with side("treatment", cast.budi.pk):
        client = CLIENTS.create(office=cast.oki, by=cast.budi, registered_on=cast.oki.local_day(), sex="male", birth_year=1998)  # fmt: skip
    nurse = User(username="mira", full_name="Mira Rekaan", closed_side="treatment")
    nurse.set_password(PASSWORD)
    nurse.save()
    join(nurse, cast.oki, "rehab_officer")

    log_in(page, "budi")
    page.goto("/rehabilitasi/perlindungan/permintaan-hukum/baru/")
    fill(
        page, demander="investigator", agency="Polres Rekaan", letter_number="B/12", letter_day=day, received_on=day,
        legal_basis="Pasal rekaan", scope="Apakah pernah dirawat", persons="Orang Rekaan", clients=client.code,
    )  # fmt: skip
    demand = page.url
    step(page, "Putuskan", decided_on=day, decision="refused", withheld="Tidak berdasar hukum")
    assert not page.get_by_role("link", name="Setujui keputusan").count(), "one person does not decide alone"
    page.context.clear_cookies()

    log_in(page, nurse.username)
    page.goto(demand)
    step(page, "Setujui keputusan", agreed_on=day)
    step(page, "Catat jawaban yang diserahkan", answered_on=day, answer_number="R/1", handed_to="Kasat Rekaan")
    page.goto(f"/rehabilitasi/klien/{client.pk}/")
    page.get_by_text("Polres Rekaan").wait_for()
    assert "Apakah pernah dirawat" not in page.content()
    with side("treatment", cast.budi.pk):
        record = Demand.objects.get()
        assert (record.stage, record.decided_by, record.agreed_by) == ("answered", cast.budi, nurse)
    connection.close()
