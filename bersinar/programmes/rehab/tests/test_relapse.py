"""Who once completed the programme and comes again is asked about a relapse; nobody is refused for the answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.urls import reverse

from bersinar.programmes.rehab.models import Client, Episode, Facility
from tests.cast import Cast
from tests.filling import send

from .conftest import admit, register

QUESTION = "pernah selesai program (05-02-2023)"


@pytest.fixture
def completed(cast: Cast, clinic: Facility) -> Client:
    client = register(cast)
    admit(cast, client, clinic, date(2023, 1, 5), closed_on=date(2023, 2, 5), closing_reason="completed")
    return client


def test_the_admission_form_asks_and_goes_on(
    cast: Cast, completed: Client, clinic: Facility, treatment_side: Callable[[], None]
) -> None:
    browser, url = cast.client(cast.budi), reverse("rehab:episode_new")
    assert QUESTION in browser.get(f"{url}?klien={completed.code}").text
    typed = {
        "entry_path": "voluntary", "admitted_on": "2023-06-05", "pathway": "outpatient", "facility": str(clinic.pk),
        "substance": "methamphetamine",
    }  # fmt: skip
    answer = send(browser, f"{url}?klien={completed.code}", **typed)
    assert answer.status_code == 302
    treatment_side()
    second = Episode.objects.get(admitted_on=date(2023, 6, 5))
    assert not second.is_relapse
    page = browser.get(reverse("rehab:client", args=[completed.pk])).text
    assert QUESTION in page  # said once more, for who typed the code without having seen the form
    change = reverse("rehab:episode_change", args=[second.pk])
    assert QUESTION in browser.get(change).text
    send(browser, change, is_relapse="on")
    assert QUESTION not in browser.get(change).text


def test_nobody_else_is_asked(cast: Cast, clinic: Facility) -> None:
    left = register(cast)
    admit(cast, left, clinic, date(2023, 1, 5), closed_on=date(2023, 2, 5), closing_reason="dropped_out")
    browser = cast.client(cast.budi)
    for code in (left.code, register(cast).code, "K-9", ""):
        assert (
            "Klien ini pernah selesai program" not in browser.get(f"{reverse('rehab:episode_new')}?klien={code}").text
        )


def test_another_offices_client_is_not_told_of(cast: Cast, completed: Client) -> None:
    page = cast.client(cast.hadi).get(f"{reverse('rehab:episode_new')}?klien={completed.code}").text
    assert "Klien ini pernah selesai program" not in page
