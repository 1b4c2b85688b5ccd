"""An incident has a clock, and whom it touched is read from the audit, not remembered."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from bersinar.programmes.rehab.actions import INCIDENTS
from bersinar.programmes.rehab.models import Client, Facility, Incident
from bersinar.programmes.rehab.touched import touched_by
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import admit, colleague, register


def incident(cast: Cast, **values: Any) -> Incident:
    now = timezone.now()
    said = {
        "kind": "misuse", "found_at": now, "began_at": now - timedelta(hours=1), "ended_at": now, "data_kinds": ["identity"],
        "story": "Sandi terlihat orang lain", **values,
    }  # fmt: skip
    return INCIDENTS.create(office=cast.oki, by=cast.budi, **said)


def step(record: Incident, code: str) -> str:
    return reverse("rehab:incident_step", args=[record.pk, code])


def typed(at: datetime) -> str:
    return f"{timezone.localtime(at):%Y-%m-%dT%H:%M}"


def test_whom_it_touched_is_read_from_the_audit(cast: Cast, clinic: Facility) -> None:
    nurse = colleague(cast)
    seen, noted, other = (register(cast) for _ in range(3))
    episode = admit(cast, noted, clinic, date(2023, 2, 1), note="rahasia")
    begin = timezone.now()
    browser = cast.client(nurse)
    browser.get(reverse("rehab:client", args=[seen.pk]))
    browser.post(reverse("rehab:client_open", args=[seen.pk]), {"purpose": "match"})
    browser.post(reverse("rehab:episode_open", args=[episode.pk]), {"purpose": "match"})
    browser.get(reverse("rehab:wording_list"))
    end = timezone.now()
    cast.client(cast.budi).get(reverse("rehab:client", args=[other.pk]))
    record = incident(cast, began_at=begin, ended_at=end, found_at=end, actor=nurse)
    found = touched_by(record)
    assert {client for client, _ in found.clients} == {seen, noted}
    assert found.clients[0][0] == seen
    page = cast.client(cast.budi).get(reverse("rehab:incident", args=[record.pk])).text
    assert seen.code in page and noted.code in page and other.code not in page
    everybody = incident(cast, began_at=begin, ended_at=timezone.now(), found_at=timezone.now())
    assert other in {client for client, _ in touched_by(everybody).clients}


def test_the_clock_runs_three_days_and_stops_when_all_are_told(cast: Cast) -> None:
    browser, now = cast.client(cast.budi), timezone.now()
    send(
        browser, reverse("rehab:incident_new"), kind="lost_device", found_at=typed(now - timedelta(hours=70)),
        began_at=typed(now - timedelta(hours=90)), ended_at=typed(now - timedelta(hours=80)), data_kinds=["identity", "notes"],
        story="Laptop hilang di jalan",
    )  # fmt: skip
    record = Incident.objects.get()
    page = browser.get(reverse("rehab:incident_list")).text
    assert "sisa 1 jam" in page and "Laptop" not in page
    assert "1 insiden data yang belum diberitahukan" in browser.get(reverse("desk:home")).text
    refused = send(browser, step(record, "close"), measures="Disk terkunci")
    assert "Catat dahulu pemberitahuan" in sentences(refused)
    send(browser, step(record, "tell_authority"), authority_letter="B/1/2026")
    send(browser, step(record, "tell_persons"), persons_told="Surat kepada 3 klien")
    send(browser, step(record, "close"), measures="Disk terkunci")
    record.refresh_from_db()
    assert (record.stage, record.is_told, record.is_late) == ("closed", True, False)
    assert "dipenuhi" in browser.get(reverse("rehab:incident", args=[record.pk])).text


def test_what_is_told_too_late_stays_late(cast: Cast) -> None:
    now = timezone.now()
    record = incident(
        cast, found_at=now - timedelta(hours=80), began_at=now - timedelta(hours=90), ended_at=now - timedelta(hours=85)
    )
    assert record.is_late
    browser = cast.client(cast.budi)
    send(browser, step(record, "tell_authority"), authority_letter="B/1")
    send(browser, step(record, "tell_persons"), persons_told="Telepon")
    record.refresh_from_db()
    assert (record.is_told, record.is_late) == (True, True)


def test_impossible_times_come_back_with_a_sentence(cast: Cast) -> None:
    now = timezone.now()
    answer = send(
        cast.client(cast.budi), reverse("rehab:incident_new"), kind="misuse", found_at=typed(now - timedelta(hours=5)),
        began_at=typed(now - timedelta(hours=2)), ended_at=typed(now - timedelta(hours=3)), data_kinds=["identity"], story="x y",
    )  # fmt: skip
    assert "Akhir kejadian mendahului awalnya" in sentences(answer)
    assert "x y" in answer.text
    assert not Incident.objects.exists()


@pytest.mark.parametrize("person", ["citra", "eko", "kiki"])
def test_nobody_outside_treatment_opens_it(cast: Cast, person: str, client_of_oki: Client) -> None:
    record = incident(cast)
    assert cast.client(getattr(cast, person)).get(reverse("rehab:incident", args=[record.pk])).status_code == 403
    assert cast.client(cast.hadi).get(reverse("rehab:incident", args=[record.pk])).status_code == 404
