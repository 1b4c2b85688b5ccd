"""What belongs to another record leads back to that one: after saving, after cancelling, and without either."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.programmes.cooperation.actions import OBSTACLES
from bersinar.programmes.cooperation.models import Effort, Obstacle
from bersinar.programmes.planning.actions import AGREEMENTS
from bersinar.programmes.planning.models import Agreement, TargetLine
from tests.cast import Cast
from tests.filling import send


@pytest.fixture
def agreement(cast: Cast) -> Agreement:
    return AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)


def _meet(cast: Cast, by: User) -> Obstacle:
    office = by.home_office
    assert office is not None
    return OBSTACLES.create(
        office=office, by=by, noted_on=date(2023, 3, 10), section="general", category="stigma", text="Kendala"
    )


def _back(client: Client, url: str) -> str:
    return str(client.get(url).context["back"])


def test_a_target_leads_back_to_its_agreement(cast: Cast, agreement: Agreement) -> None:
    client, home = cast.client(cast.dewi), reverse("planning:agreement", args=[agreement.pk])
    new = f"{reverse('planning:line_new')}?perjanjian={agreement.pk}"
    assert _back(client, new) == home
    assert send(client, new, indicator="rehab.ikm", value="3,9").url == home
    line = TargetLine.objects.get()
    assert send(client, reverse("planning:line_change", args=[line.pk]), value="3,8", reason="salah ketik").url == home
    assert client.post(reverse("planning:line_cancel", args=[line.pk]), {"reason": "dobel"})["Location"] == home
    assert "Baris target dibatalkan" in client.get(home).text


def test_a_form_that_came_back_still_leads_there(cast: Cast, agreement: Agreement) -> None:
    new = f"{reverse('planning:line_new')}?perjanjian={agreement.pk}"
    refused = send(cast.client(cast.dewi), new, indicator="rehab.ikm", value="12.7")
    assert refused.status_code == 422
    assert refused.context["back"] == reverse("planning:agreement", args=[agreement.pk])


def test_an_effort_leads_back_to_its_obstacle_though_it_has_a_list(cast: Cast) -> None:
    client, obstacle = cast.client(cast.ani), _meet(cast, cast.ani)
    new, home = f"{reverse('cooperation:effort_new')}?kendala={obstacle.pk}", obstacle_page(obstacle)
    assert _back(client, new) == home
    assert send(client, new, made_on="2023-04-01", text="Upaya").url == home
    effort = Effort.objects.get()
    assert effort.text in client.get(home).text
    assert client.post(reverse("cooperation:effort_cancel", args=[effort.pk]), {"reason": "dobel"})["Location"] == home


def obstacle_page(obstacle: Obstacle) -> str:
    return reverse("cooperation:obstacle", args=[obstacle.pk])


def test_what_names_nothing_or_what_one_may_not_see_leads_to_the_list(cast: Cast) -> None:
    foreign = _meet(cast, cast.gita)
    client, new = cast.client(cast.ani), reverse("cooperation:effort_new")
    for query in ("", f"?kendala={foreign.pk}", f"?kendala={uuid4()}", "?kendala=bukan-nomor"):
        assert _back(client, f"{new}{query}") == reverse("cooperation:effort_list")


def test_a_record_of_its_own_stays_where_it_is(cast: Cast) -> None:
    client, obstacle = cast.client(cast.ani), _meet(cast, cast.ani)
    answer = send(client, reverse("cooperation:obstacle_change", args=[obstacle.pk]), text="Lain")
    assert answer.url == obstacle_page(obstacle)
