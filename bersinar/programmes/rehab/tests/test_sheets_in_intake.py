"""An intake takes date, tool and result from a finished sheet, or by hand from paper; never both."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CONSENTS, INTAKES, SHEETS
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.models import Intake
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import register
from .sheets import ASI, ASSIST_HIGH, MARCH, fill_in


@pytest.fixture
def registered(cast: Cast) -> Intake:
    """Somebody who came on 1 March, is registered and agreed to be treated."""
    intake = INTAKES.create(office=cast.oki, by=cast.budi, contacted_on=MARCH, entry_path="voluntary")
    kept = steps.enrol(intake, by=cast.budi, based_on=None, registered_on=MARCH, sex="male", birth_year=1998)
    CONSENTS.create(
        office=cast.oki, by=cast.budi, client=kept.client, given_by="client", covers=["treatment"], given_on=MARCH
    )
    return kept


def step(intake: Intake, code: str) -> str:
    return reverse("rehab:intake_step", args=[intake.pk, code])


def test_screening_and_assessment_are_taken_from_their_sheets(cast: Cast, registered: Intake) -> None:
    assert registered.client
    browser = cast.client(cast.budi)
    screening = fill_in(cast, registered.client, "assist-3.1", ASSIST_HIGH, taken_on=date(2023, 3, 2))
    send(browser, step(registered, "screen"), sheet=str(screening.pk))
    registered.refresh_from_db()
    assert (registered.stage, registered.screened_on) == ("screened", date(2023, 3, 2))
    assert (registered.screening_tool, registered.screening_result) == ("assist", "high")
    assessment = fill_in(cast, registered.client, "asi-wl", ASI, taken_on=date(2023, 3, 3))
    send(browser, step(registered, "assess"), sheet=str(assessment.pk))
    registered.refresh_from_db()
    assert (registered.stage, registered.assessed_on) == ("assessed", date(2023, 3, 3))
    page = browser.get(reverse("rehab:intake", args=[registered.pk])).content.decode()
    assert f"/lembar/{screening.pk}/" in page and f"/lembar/{assessment.pk}/" in page
    assert verify() == []


def test_on_paper_it_is_typed_by_hand_and_what_lacks_is_named(cast: Cast, registered: Intake) -> None:
    browser = cast.client(cast.budi)
    assert "Isi tanggalnya, atau pilih lembarnya" in sentences(send(browser, step(registered, "screen")))
    answer = send(browser, step(registered, "screen"), screened_on="2023-03-02")
    assert "Pilih alat dan hasil skriningnya" in sentences(answer)
    send(browser, step(registered, "screen"), screened_on="2023-03-02", screening_tool="assist", screening_result="low")
    assert "Isi tanggalnya, atau pilih lembarnya" in sentences(send(browser, step(registered, "assess")))
    send(browser, step(registered, "assess"), assessed_on="2023-03-03")
    registered.refresh_from_db()
    assert (registered.stage, registered.screening_sheet, registered.screening_result) == ("assessed", None, "low")


def test_a_sheet_and_a_hand_do_not_say_it_twice(cast: Cast, registered: Intake) -> None:
    assert registered.client
    sheet = fill_in(cast, registered.client, "assist-3.1", ASSIST_HIGH)
    answer = send(
        cast.client(cast.budi), step(registered, "screen"), sheet=str(sheet.pk), screening_tool="assist",
        screening_result="low",
    )  # fmt: skip
    assert "Kosongkan: isinya diambil dari lembar" in answer.context["form"].errors["screening_result"][0]


def test_drafts_cancelled_sheets_and_those_of_others_are_not_taken(cast: Cast, registered: Intake) -> None:
    assert registered.client
    other = fill_in(cast, register(cast), "assist-3.1", ASSIST_HIGH)
    draft = fill_in(cast, registered.client, "assist-3.1", {"q1a": 0}, finish=False)
    cancelled = fill_in(cast, registered.client, "assist-3.1", ASSIST_HIGH)
    SHEETS.cancel(cancelled, by=cast.budi, reason="keliru")
    assessment = fill_in(cast, registered.client, "asi-wl", ASI)
    browser = cast.client(cast.budi)
    offered = browser.get(step(registered, "screen")).context["form"].fields["sheet"].queryset
    assert not offered.exists()
    for sheet in (other, draft, cancelled, assessment):
        with pytest.raises(Refusal, match="klien ini yang sudah selesai"):
            steps.screen(registered, by=cast.budi, based_on=None, sheet=sheet)


def test_a_sheet_before_the_registration_is_refused(cast: Cast, registered: Intake) -> None:
    assert registered.client
    sheet = fill_in(cast, registered.client, "assist-3.1", ASSIST_HIGH, taken_on=date(2023, 2, 28))
    CONSENTS.create(
        office=cast.oki, by=cast.budi, client=registered.client, given_by="client", covers=["treatment"],
        given_on=date(2023, 2, 27),
    )  # fmt: skip
    with pytest.raises(Refusal, match="mendahului tanggal terdaftar"):
        steps.screen(registered, by=cast.budi, based_on=None, sheet=sheet)


def test_a_corrected_sheet_corrects_the_intake_and_is_not_cancelled_from_under_it(
    cast: Cast, registered: Intake
) -> None:
    assert registered.client
    sheet = fill_in(cast, registered.client, "assist-3.1", ASSIST_HIGH)
    steps.screen(registered, by=cast.budi, based_on=None, sheet=sheet)
    answers = {f"q1{letter}": 0 for letter in "abcdefghij"}
    SHEETS.change(
        sheet, by=cast.budi, based_on=None, answers=answers, taken_on=date(2023, 3, 4), reason="lembar tertukar"
    )
    registered.refresh_from_db()
    assert (registered.screening_result, registered.screened_on) == ("low", date(2023, 3, 4))
    with pytest.raises(Refusal, match="Batalkan penerimaannya dahulu"):
        SHEETS.cancel(sheet, by=cast.budi, reason="keliru")
    INTAKES.cancel(registered, by=cast.budi, reason="keliru")
    assert SHEETS.cancel(sheet, by=cast.budi, reason="keliru").is_cancelled
    assert verify() == []
