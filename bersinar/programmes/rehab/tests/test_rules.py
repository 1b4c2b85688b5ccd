"""What cannot be, is refused with a sentence, and nothing is saved."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import AFTERCARES, CLIENTS, DECISIONS, EPISODES, read_nik
from bersinar.programmes.rehab.models import Aftercare, Client, Episode, Facility, PathwayDecision
from tests.cast import Cast

from .conftest import NIK, admit, register

FEBRUARY = date(2023, 2, 1)


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"contacted_on": date(2023, 2, 2)}, "contacted_on", "Kontak pertama sesudah tanggal diterima"),
        ({"admitted_on": date(1997, 5, 1)}, "admitted_on", "mendahului tahun lahir"),
        ({"closed_on": date(2023, 1, 31), "closing_reason": "completed"}, "closed_on", "mendahului tanggal diterima"),
        ({"closed_on": date(2023, 3, 1)}, "closing_reason", "Pilih alasan penutupan"),
        ({"closing_reason": "completed"}, "closed_on", "Isi tanggal ditutup"),
        ({"pathway": ""}, "pathway", "Pilih jalur"),
        ({"pathway": "sauna"}, "pathway", "tidak ada dalam daftar"),
        ({"substance": "gula"}, "substance", "tidak ada dalam daftar"),
    ],
)
def test_an_impossible_episode_is_refused(
    cast: Cast, client_of_oki: Client, clinic: Facility, said: dict[str, Any], field: str, sentence: str
) -> None:
    on = said.pop("admitted_on", FEBRUARY)
    with pytest.raises(Refusal) as refused:
        admit(cast, client_of_oki, clinic, on, **said)
    assert sentence in refused.value.fields[field]
    assert not Episode.objects.exists()
    assert not PathwayDecision.objects.exists()
    assert not Fact.objects.exists()


def test_nobody_is_admitted_tomorrow(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    with pytest.raises(Refusal, match="belum terjadi"):
        admit(cast, client_of_oki, clinic, cast.oki.local_day() + timedelta(days=1))
    assert not Episode.objects.exists()


def test_a_second_open_episode_is_refused(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    first = admit(cast, client_of_oki, clinic, FEBRUARY)
    with pytest.raises(Refusal, match="masih punya episode yang terbuka sejak 01-02-2023"):
        admit(cast, client_of_oki, clinic, date(2023, 6, 1))
    EPISODES.change(first, by=cast.budi, based_on=1, closed_on=date(2023, 6, 1), closing_reason="transferred")
    admit(cast, client_of_oki, clinic, date(2023, 6, 1))  # closed and admitted anew on one day
    assert Episode.objects.count() == 2
    with pytest.raises(Refusal, match="masih punya episode yang terbuka"):
        EPISODES.change(first, by=cast.budi, based_on=2, closed_on=None, closing_reason="")
    with pytest.raises(Refusal, match="masih punya episode yang terbuka"):
        EPISODES.change(first, by=cast.budi, based_on=2, closed_on=date(2023, 7, 1))
    assert verify() == []


def test_an_episode_within_another_is_refused(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    admit(cast, client_of_oki, clinic, FEBRUARY, closed_on=date(2023, 6, 1), closing_reason="completed")
    with pytest.raises(Refusal, match="bertumpuk dengan episode yang diterima 01-02-2023"):
        admit(cast, client_of_oki, clinic, date(2023, 3, 1), closed_on=date(2023, 4, 1), closing_reason="completed")
    assert Episode.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (date(2023, 1, 31), "mendahului tanggal diterima"),
        (date(2023, 6, 2), "sesudah episode ditutup"),
        (FEBRUARY, "sudah ada keputusan jalur"),
    ],
)
def test_an_impossible_decision_is_refused(
    cast: Cast, client_of_oki: Client, clinic: Facility, on: date, sentence: str
) -> None:
    closed: dict[str, Any] = {"closed_on": date(2023, 6, 1), "closing_reason": "completed"}
    episode = admit(cast, client_of_oki, clinic, FEBRUARY, **closed)
    with pytest.raises(Refusal, match=sentence):
        DECISIONS.create(office=cast.oki, by=cast.budi, episode=episode, decided_on=on, pathway="inpatient")
    assert PathwayDecision.objects.count() == 1


def test_the_first_decision_stays_with_the_admission(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    episode = admit(cast, client_of_oki, clinic, FEBRUARY)
    first = episode.standing_decisions()[0]
    with pytest.raises(Refusal, match="berlaku sejak hari diterima"):
        DECISIONS.change(first, by=cast.budi, based_on=1, decided_on=date(2023, 3, 1))
    with pytest.raises(Refusal, match="tidak dapat dibatalkan"):
        DECISIONS.cancel(first, by=cast.budi, reason="salah")
    said: dict[str, Any] = {"episode": episode, "decided_on": date(2023, 5, 1), "pathway": "inpatient"}
    DECISIONS.create(office=cast.oki, by=cast.budi, **said)
    with pytest.raises(Refusal, match="pada atau sebelum tanggal itu"):
        EPISODES.change(episode, by=cast.budi, based_on=1, admitted_on=date(2023, 5, 2))
    closed: dict[str, Any] = {"closed_on": date(2023, 4, 30), "closing_reason": "completed"}
    with pytest.raises(Refusal, match="sesudah tanggal itu"):
        EPISODES.change(episode, by=cast.budi, based_on=1, **closed)
    assert verify() == []


def test_an_impossible_aftercare_is_refused(cast: Cast, client_of_oki: Client) -> None:
    said: dict[str, Any] = {"office": cast.oki, "by": cast.budi, "client": client_of_oki, "kind": "follow_up"}
    with pytest.raises(Refusal, match="mendahului tanggal mulai"):
        AFTERCARES.create(**said, started_on=FEBRUARY, ended_on=date(2023, 1, 1))
    with pytest.raises(Refusal, match="mendahului tahun lahir"):
        AFTERCARES.create(**said, started_on=date(1990, 1, 1))
    assert not Aftercare.objects.exists()


def test_a_client_still_served_is_not_cancelled_nor_born_later(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, FEBRUARY)
    with pytest.raises(Refusal, match="Batalkan itu dahulu"):
        CLIENTS.cancel(client_of_oki, by=cast.budi, reason="salah")
    with pytest.raises(Refusal, match="sebelum tahun lahir"):
        CLIENTS.change(client_of_oki, by=cast.budi, based_on=1, birth_year=2024)
    client_of_oki.refresh_from_db()
    assert (client_of_oki.is_cancelled, client_of_oki.birth_year) == (False, 1998)


def test_a_cancelled_client_and_one_of_another_office_are_not_admitted(cast: Cast, clinic: Facility) -> None:
    gone = register(cast)
    CLIENTS.cancel(gone, by=cast.budi, reason="salah orang")
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        admit(cast, gone, clinic, FEBRUARY)
    theirs = CLIENTS.create(office=cast.lumajang, by=cast.hadi, sex="male", birth_year=1990)
    with pytest.raises(Refusal, match="tidak terdaftar di satuan kerja ini"):
        admit(cast, theirs, clinic, FEBRUARY)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("160205450798000", "16 angka"),
        ("16020545079800035", "16 angka"),
        ("enam belas angka", "16 angka"),
        ("1602053213980003", "tidak mungkin ada"),  # the thirteenth month
        ("1602057502980003", "tidak mungkin ada"),  # 35 February
        ("0002054507980003", "tidak mungkin ada"),
        ("1602054507980000", "tidak mungkin ada"),
    ],
)
def test_what_cannot_be_a_nik_is_refused(cast: Cast, typed: str, sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        register(cast, nik=typed)
    assert sentence in refused.value.fields["nik"]
    assert typed not in refused.value.sentence
    assert not Client.objects.exists()


def test_a_nik_is_read_as_people_write_it() -> None:
    assert read_nik("16.02.05.450798 0003") == read_nik(NIK) == NIK


def test_the_same_nik_twice_in_an_office_is_refused(cast: Cast) -> None:
    first = register(cast, nik=NIK)
    with pytest.raises(Refusal, match="NIK ini sudah terdaftar"):
        register(cast, nik=f"{NIK[:6]} {NIK[6:]}")
    second = register(cast)
    with pytest.raises(Refusal, match="NIK ini sudah terdaftar"):
        CLIENTS.change(second, by=cast.budi, based_on=1, nik=NIK)
    CLIENTS.create(office=cast.lumajang, by=cast.hadi, sex="female", birth_year=1998, nik=NIK)  # another office's own
    CLIENTS.cancel(first, by=cast.budi, reason="salah orang")
    CLIENTS.change(second, by=cast.budi, based_on=1, nik=NIK)  # free again


def test_birth_date_and_birth_year_agree(cast: Cast) -> None:
    with pytest.raises(Refusal, match="tidak sama dengan tahun pada tanggal lahir"):
        register(cast, birth_date=date(1997, 7, 5))
    assert register(cast, birth_date=date(1998, 7, 5)).birth_year == 1998


@pytest.fixture
def february_closed(cast: Cast) -> None:
    close_month(office=cast.oki, year=2023, month=2, by=cast.eko)


def test_what_changes_a_closed_month_asks_for_a_reason(
    cast: Cast, client_of_oki: Client, clinic: Facility, february_closed: None
) -> None:
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        admit(cast, client_of_oki, clinic, FEBRUARY)
    assert not Fact.objects.exists()
    episode = admit(cast, client_of_oki, clinic, FEBRUARY, reason="terlambat dicatat")
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        CLIENTS.change(client_of_oki, by=cast.budi, based_on=1, sex="female")
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        EPISODES.change(episode, by=cast.budi, based_on=1, substance="cannabis")
    first = episode.standing_decisions()[0]
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        DECISIONS.change(first, by=cast.budi, based_on=1, pathway="brief")
    assert verify() == []


def test_what_happens_now_asks_for_none_although_the_admission_is_long_closed(
    cast: Cast, client_of_oki: Client, clinic: Facility, february_closed: None
) -> None:
    episode = admit(cast, client_of_oki, clinic, FEBRUARY, reason="terlambat dicatat")
    CLIENTS.change(client_of_oki, by=cast.budi, based_on=1, phone="0812 0000 0000")
    said: dict[str, Any] = {"episode": episode, "decided_on": date(2023, 5, 1), "pathway": "inpatient"}
    DECISIONS.create(office=cast.oki, by=cast.budi, **said)
    closed: dict[str, Any] = {"closed_on": date(2023, 9, 1), "closing_reason": "completed"}
    EPISODES.change(episode, by=cast.budi, based_on=1, **closed)
    assert verify() == []
