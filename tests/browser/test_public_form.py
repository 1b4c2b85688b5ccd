"""A visitor answers on a phone of 390 pixels, without log-in and without a script."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bersinar.foundation.oneform.models import Box
from bersinar.foundation.oneform.openings import print_slips
from bersinar.programmes.surveys.tests.conftest import link_to, open_to_all, survey_of_this_year
from tests.browser.people import log_in, people
from tests.browser.test_looks import _faults

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def test_a_survey_is_answered_on_a_phone_without_log_in(phone_page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    cast = people()
    survey = survey_of_this_year(cast)
    link = link_to(open_to_all(cast, survey))
    (key,) = print_slips(opening=open_to_all(cast, survey, "slips"), count=1, by=cast.budi)
    transferred: list[int] = []
    phone_page.on("response", lambda answer: transferred.append(int(answer.headers.get("content-length", "0"))))
    for address in (link, f"/isi/lembar/{key}/"):
        phone_page.goto(address)
        phone_page.wait_for_load_state("networkidle")
        faults = _faults(phone_page, Axe())
        phone_page.get_by_role("button", name="Kirim").click()
        phone_page.get_by_role("alert").wait_for()
        faults += _faults(phone_page, Axe())
        for question in phone_page.locator("fieldset.question").all():
            assert all(
                (box["height"] if (box := choice.bounding_box()) else 0) >= 48
                for choice in question.locator("label").all()
            )
            question.locator("label").nth(3).tap()
        phone_page.get_by_label("Pendidikan terakhir").select_option("senior")
        phone_page.get_by_label("Saran atau komentar").fill("Petugasnya sabar.")
        phone_page.get_by_role("button", name="Kirim").click()
        phone_page.get_by_role("heading", name="Terima kasih").wait_for()
        faults += _faults(phone_page, Axe())
        phone_page.goto(address)
        phone_page.get_by_role("heading", name="Formulir ini tidak terbuka").wait_for()
        assert not faults + _faults(phone_page, Axe())
    assert Box.objects.get().waiting == 2
    assert 0 < sum(transferred) < 60 * 1024  # four pages of two visitors together


def test_it_works_where_scripts_do_not(browser: Browser, live_site: str) -> None:
    cast = people()
    link = link_to(open_to_all(cast, survey_of_this_year(cast)))
    with browser.new_context(
        base_url=live_site, java_script_enabled=False, viewport={"width": 390, "height": 844}
    ) as phone:
        page = phone.new_page()
        page.goto(link)
        page.get_by_label("Sangat sopan dan ramah").check()
        page.get_by_role("button", name="Kirim").click()
        page.get_by_role("heading", name="Terima kasih").wait_for()
    assert Box.objects.get().waiting == 1


def test_the_desk_pages_of_a_form_stand_in_nobodys_way(page: Page, phone_page: Page) -> None:
    from axe_playwright_python.sync_playwright import Axe

    cast = people()
    survey = survey_of_this_year(cast)
    open_to_all(cast, survey)
    print_slips(opening=open_to_all(cast, survey, "slips"), count=3, by=cast.budi)
    for opened in (page, phone_page):
        log_in(opened, "budi")
        for address in (f"/survei/survei/{survey.pk}/formulir/", f"/survei/survei/{survey.pk}/formulir/buka/", "/ikm/"):
            opened.goto(address)
            opened.wait_for_load_state("networkidle")
            assert not _faults(opened, Axe()), address
