"""A client counts once a year, with one pathway, in the month of the first admission; all else stands beside."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import AFTERCARES, CLIENTS, DECISIONS, EPISODES, Arrival, receive
from bersinar.programmes.rehab.models import Client, Episode, Facility
from tests.books import posted
from tests.cast import Cast

from .conftest import admit, register


def said_of(client: Client, kind: str, *columns: str) -> list[tuple[object, ...]]:
    """What a client says of one kind."""
    return [tuple(getattr(one, column) for column in columns) for one in posted(client) if one.kind == f"rehab.{kind}"]


def test_an_admission_says_who_when_and_how_by_month_and_kabupaten(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 3, 17), entry_path="family")
    kinds = {one.kind for one in posted(client_of_oki)}
    assert kinds == {"rehab.client_admitted", "rehab.episode_opened", "rehab.care_entered"}
    admitted = said_of(
        client_of_oki, "client_admitted", "day", "place", "sex", "age_band", "substance", "detail", "aspect"
    )
    assert admitted == [(date(2023, 3, 1), "16.02", "male", "25_59", "methamphetamine", "outpatient", "family")]
    assert said_of(client_of_oki, "episode_opened", "detail", "aspect") == [("own", "family")]
    assert verify() == []


def test_the_same_client_twice_in_a_year_counts_once(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 2, 1), closed_on=date(2023, 4, 3), closing_reason="completed")
    admit(cast, client_of_oki, clinic, date(2023, 9, 5), substance="cannabis")
    admitted = said_of(client_of_oki, "client_admitted", "day", "substance")
    assert admitted == [(date(2023, 2, 1), "methamphetamine")]
    assert len(said_of(client_of_oki, "episode_opened", "day")) == 2
    assert verify() == []


def test_an_earlier_admission_recorded_later_becomes_the_years_first(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 9, 5))
    admit(cast, client_of_oki, clinic, date(2023, 2, 1), closed_on=date(2023, 4, 3), closing_reason="completed")
    assert said_of(client_of_oki, "client_admitted", "day") == [(date(2023, 2, 1),)]
    assert verify() == []


def test_whoever_moves_mid_year_is_still_one_client_with_one_pathway(cast: Cast, clinic: Facility) -> None:
    clients = [register(cast) for _ in range(5)]
    episodes = [admit(cast, one, clinic, date(2023, 2, 7)) for one in clients]
    for episode in episodes[:2]:
        DECISIONS.create(
            office=cast.oki, by=cast.budi, episode=episode, decided_on=date(2023, 5, 9), pathway="inpatient"
        )
    pathways = [row for one in clients for row in said_of(one, "client_admitted", "detail", "day")]
    assert len(pathways) == len(clients)  # outpatients and inpatients together are the clients
    assert sorted(pathways) == [("inpatient", date(2023, 2, 1))] * 2 + [("outpatient", date(2023, 2, 1))] * 3
    moves = said_of(clients[0], "pathway_changed", "detail", "day")
    assert moves == [("outpatient_inpatient", date(2023, 5, 1))]
    assert verify() == []


def test_a_move_next_year_leaves_the_year_of_admission_as_it_was(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2022, 12, 5))
    DECISIONS.create(office=cast.oki, by=cast.budi, episode=episode, decided_on=date(2023, 2, 1), pathway="inpatient")
    # Carried over: in care when 2023 began, and admitted in 2022 only.
    assert said_of(client_of_oki, "client_admitted", "day", "detail") == [(date(2022, 12, 1), "outpatient")]
    assert said_of(client_of_oki, "care_entered", "day", "quantity") == [(date(2022, 12, 1), 1)]
    assert said_of(client_of_oki, "care_left", "day") == []
    assert verify() == []


def test_closing_takes_the_client_out_of_care(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2022, 12, 5))
    EPISODES.change(episode, by=cast.budi, based_on=1, closed_on=date(2023, 3, 9), closing_reason="completed")
    assert said_of(client_of_oki, "episode_closed", "day", "detail") == [(date(2023, 3, 1), "completed")]
    assert said_of(client_of_oki, "care_left", "day", "quantity") == [(date(2023, 3, 1), -1)]
    assert verify() == []


@pytest.mark.parametrize("reason", ["legal_process", "died", "other"])
def test_law_and_death_leave_this_side_as_other(
    cast: Cast, client_of_oki: Client, clinic: Facility, reason: str
) -> None:
    closed: dict[str, Any] = {"closed_on": date(2023, 4, 3), "closing_reason": reason}
    admit(cast, client_of_oki, clinic, date(2023, 2, 1), **closed)
    assert said_of(client_of_oki, "episode_closed", "detail") == [("other",)]


def test_aftercare_counts_once_a_year_and_makes_nobody_a_client(cast: Cast, client_of_oki: Client) -> None:
    for month in (2, 6):
        AFTERCARES.create(
            office=cast.oki, by=cast.budi, client=client_of_oki, kind="follow_up", started_on=date(2023, month, 11)
        )
    assert said_of(client_of_oki, "aftercare_given", "day", "sex", "age_band") == [(date(2023, 2, 1), "male", "25_59")]
    assert said_of(client_of_oki, "client_admitted", "day") == []
    assert verify() == []


def test_aftercare_is_changed_and_taken_back(cast: Cast, client_of_oki: Client) -> None:
    said: dict[str, Any] = {"client": client_of_oki, "kind": "follow_up", "started_on": date(2023, 2, 11)}
    aftercare = AFTERCARES.create(office=cast.oki, by=cast.budi, **said)
    AFTERCARES.change(aftercare, by=cast.budi, based_on=1, started_on=date(2023, 7, 1))
    assert said_of(client_of_oki, "aftercare_given", "day") == [(date(2023, 7, 1),)]
    assert verify() == []
    AFTERCARES.cancel(aftercare, by=cast.budi, reason="salah orang")
    assert posted(client_of_oki) == []
    assert verify() == []


def test_a_corrected_sex_or_birth_year_corrects_every_figure(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    CLIENTS.change(client_of_oki, by=cast.budi, based_on=1, sex="female", birth_year=2005)
    assert said_of(client_of_oki, "client_admitted", "sex", "age_band") == [("female", "18_24")]
    assert verify() == []


def test_a_corrected_admission_takes_its_first_decision_along(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2023, 1, 4))
    EPISODES.change(episode, by=cast.budi, based_on=1, admitted_on=date(2022, 12, 29))
    assert said_of(client_of_oki, "client_admitted", "day", "detail") == [(date(2022, 12, 1), "outpatient")]
    assert [one.decided_on for one in episode.standing_decisions()] == [date(2022, 12, 29)]
    assert verify() == []


def test_a_corrected_or_cancelled_decision_is_counted_anew(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    said: dict[str, Any] = {"episode": episode, "decided_on": date(2023, 5, 9), "pathway": "inpatient"}
    decision = DECISIONS.create(office=cast.oki, by=cast.budi, **said)
    DECISIONS.change(decision, by=cast.budi, based_on=1, pathway="brief")
    assert said_of(client_of_oki, "client_admitted", "detail") == [("brief",)]
    assert verify() == []
    DECISIONS.cancel(decision, by=cast.budi, reason="belum diputuskan")
    assert said_of(client_of_oki, "client_admitted", "detail") == [("outpatient",)]
    assert said_of(client_of_oki, "pathway_changed", "detail") == []
    assert verify() == []


def test_a_cancelled_episode_takes_its_decisions_along_and_says_nothing(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    EPISODES.cancel(episode, by=cast.budi, reason="salah klien")
    assert posted(client_of_oki) == []
    assert not Episode.objects.get().standing_decisions()
    assert verify() == []
    CLIENTS.cancel(client_of_oki, by=cast.budi, reason="salah orang")
    assert verify() == []


def test_a_month_of_the_paper_register_is_received_at_once(cast: Cast, clinic: Facility) -> None:
    def arrival(number: int, **said: object) -> Arrival:
        who = {"name": f"Rekaan {chr(97 + number) * 2}", "sex": "female", "birth_year": 1990}
        came = {"entry_path": "voluntary", "substance": "cannabis", "facility": clinic, "pathway": "outpatient"}
        return Arrival(who, {**came, "admitted_on": date(2023, 2, number), **said})

    episodes = receive(office=cast.oki, by=cast.budi, arrivals=[arrival(number) for number in range(1, 8)])
    assert [episode.client.code for episode in episodes] == [f"K-2023-{number:03}" for number in range(1, 8)]
    assert all(len(posted(episode.client)) == 3 for episode in episodes)
    assert verify() == []
    with pytest.raises(Refusal, match="jalur layanan"):
        receive(office=cast.oki, by=cast.budi, arrivals=[arrival(8), arrival(9, pathway="")])
    assert Client.objects.count() == 7  # all or none


def test_the_place_stays_what_it_was_when_an_offices_area_changes(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    cast.oki.service_area.clear()
    assert verify() == []


def test_minors_and_elders_have_bands_of_their_own(cast: Cast, clinic: Facility) -> None:
    for born, band in ((2008, "12_17"), (2005, "18_24"), (1999, "18_24"), (1998, "25_59"), (1960, "60_plus")):
        client = register(cast, birth_year=born)
        admit(cast, client, clinic, date(2023, 6, 1))
        assert said_of(client, "client_admitted", "age_band") == [(band,)]
