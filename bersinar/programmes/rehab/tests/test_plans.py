"""Plans: what is aimed at lies sealed; reviews move the day of the next."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import EPISODES, ITEMS, PLANS, SESSIONS
from bersinar.programmes.rehab.actions import plans as steps
from bersinar.programmes.rehab.actions.sessions import come, miss
from bersinar.programmes.rehab.models import Client, Episode, Facility, Plan, PlanItem, PlanReview
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import admit

ADMITTED = date(2023, 3, 1)


@pytest.fixture
def episode(cast: Cast, client_of_oki: Client, clinic: Facility) -> Episode:
    return admit(cast, client_of_oki, clinic, ADMITTED)


def planned(cast: Cast, client: Client, **values: Any) -> Plan:
    said = {"made_on": date(2023, 3, 2), "review_on": date(2023, 4, 2), "session_target": 8, "counsellor": cast.budi}
    return PLANS.create(office=cast.oki, by=cast.budi, client=client, **{**said, **values})


def test_a_plan_from_making_to_review_on_the_pages(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:plan_new')}?klien={client_of_oki.code}"
    assert "Tinjauan jatuh sesudah" in sentences(send(browser, url, made_on="2023-03-02", review_on="2023-03-01"))
    send(browser, url, made_on="2023-03-02", review_on="2023-04-02", session_target="8")
    plan = Plan.objects.get()
    address = f"{reverse('rehab:plan_item_new')}?rencana={plan.pk}"
    assert "Isi tujuannya" in sentences(
        send(browser, address, problem="Masalah Rekaan", responsible="counsellor", target_on="2023-05-01")
    )
    send(
        browser,
        address,
        problem="Masalah Rekaan",
        goal="Tujuan Rekaan",
        responsible="counsellor",
        target_on="2023-05-01",
    )
    send(browser, reverse("rehab:plan_step", args=[plan.pk, "sign"]), signed_on="2023-03-03")
    send(
        browser, reverse("rehab:plan_step", args=[plan.pk, "review"]), reviewed_on="2023-04-03", next_on="2023-05-03",
        note="Tinjauan Rekaan",
    )  # fmt: skip
    plan.refresh_from_db()
    assert (plan.signed_on, plan.review_on) == (date(2023, 3, 3), date(2023, 5, 3))
    page = browser.get(reverse("rehab:plan", args=[plan.pk])).content.decode()
    assert "0 dari 8 sesi" in page
    assert not any(words in page for words in ("Masalah Rekaan", "Tujuan Rekaan", "Tinjauan Rekaan"))
    shown = browser.post(reverse("rehab:plan_open", args=[plan.pk]), {"purpose": "care"}).content.decode()
    assert all(words in shown for words in ("Masalah Rekaan", "Tujuan Rekaan", "Tinjauan Rekaan"))


def test_what_is_aimed_at_is_reached_dropped_and_taken_up_again(
    cast: Cast, client_of_oki: Client, episode: Episode
) -> None:
    plan = planned(cast, client_of_oki)
    item = ITEMS.create(
        office=cast.oki, by=cast.budi, plan=plan, problem="Masalah", goal="Tujuan", responsible="client",
        target_on=date(2023, 4, 1),
    )  # fmt: skip
    item = steps.achieve(item, by=cast.budi, based_on=None, ended_on=date(2023, 3, 20))
    assert (item.stage, item.ended_on) == ("achieved", date(2023, 3, 20))
    with pytest.raises(Refusal, match="tidak dapat dilakukan pada tahap Tercapai"):
        steps.drop(item, by=cast.budi, based_on=None, ended_on=date(2023, 3, 21))
    item = steps.resume(item, by=cast.budi, based_on=None)
    assert (item.stage, item.ended_on) == ("running", None)
    with pytest.raises(Refusal, match="masih punya masalah"):
        PLANS.cancel(plan, by=cast.budi, reason="keliru")


def test_one_plan_an_episode_and_none_outside_of_it(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    with pytest.raises(Refusal, match="mendahului tanggal klien diterima"):
        planned(cast, client_of_oki, made_on=date(2023, 2, 1))
    plan = planned(cast, client_of_oki)
    with pytest.raises(Refusal, match="sudah punya rencana terapi"):
        planned(cast, client_of_oki)
    with pytest.raises(Refusal, match="masih punya rencana terapi"):
        EPISODES.cancel(episode, by=cast.budi, reason="keliru")
    with pytest.raises(Refusal, match="disusun pada 02-03-2023, sebelum tanggal diterima"):
        EPISODES.change(episode, by=cast.budi, based_on=None, admitted_on=date(2023, 3, 5))
    with pytest.raises(Refusal, match="disusun pada 02-03-2023, sesudah tanggal ditutup"):
        EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=ADMITTED, closing_reason="completed")
    with pytest.raises(Refusal, match="mendahului rencana"):
        steps.review(plan, by=cast.budi, based_on=None, reviewed_on=ADMITTED, next_on=date(2023, 5, 1), note="x")
    assert PlanReview.objects.count() == 0


def test_sessions_held_are_counted_against_the_plan(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    plan = planned(cast, client_of_oki)
    sessions = [
        SESSIONS.create(
            office=cast.oki, by=cast.budi, client=client_of_oki, kind="individual", mode="face_to_face",
            counsellor=cast.budi, planned_at=datetime(2023, 3, day, 9, tzinfo=UTC),
        )
        for day in (6, 8, 10)
    ]  # fmt: skip
    come(sessions[0], by=cast.budi, based_on=None)
    miss(sessions[1], by=cast.budi, based_on=None)
    browser = cast.client(cast.budi)
    for name, record in (("plan", plan), ("episode", episode), ("session", sessions[0])):
        assert "1 dari 8 sesi" in browser.get(reverse(f"rehab:{name}", args=[record.pk])).content.decode(), name


def test_other_offices_and_sides_find_nothing(
    cast: Cast, client_of_oki: Client, episode: Episode, treatment_side: Callable[[], None]
) -> None:
    plan = planned(cast, client_of_oki)
    assert cast.client(cast.hadi).get(reverse("rehab:plan", args=[plan.pk])).status_code == 404
    assert cast.client(cast.eko).get(reverse("rehab:plan", args=[plan.pk])).status_code == 403
    treatment_side()
    with pytest.raises(Refusal):
        ITEMS.create(
            office=cast.lumajang, by=cast.hadi, plan=plan, problem="x", goal="y", responsible="client",
            target_on=date(2023, 5, 1),
        )  # fmt: skip
    assert PlanItem.objects.count() == 0
