"""One person registered twice: merged, the person counts once and has one history; parted, all is as before."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS, CONSENTS, EPISODES
from bersinar.programmes.rehab.actions.merging import MERGE, PART
from bersinar.programmes.rehab.models import Client, Facility
from tests.books import figure
from tests.cast import Cast

from .conftest import NIK, admit, register

CLOSED = {"closed_on": date(2023, 4, 3), "closing_reason": "completed"}


@pytest.fixture
def twice(cast: Cast, clinic: Facility) -> tuple[Client, Client]:
    """One person, in February under one code and in September under another."""
    kept, double = register(cast, nik=NIK, name="Moh. Rekaan"), register(cast, name="Mohamad Contoh")
    admit(cast, kept, clinic, date(2023, 2, 1), **CLOSED)
    admit(cast, double, clinic, date(2023, 9, 5))
    return kept, double


def merge(cast: Cast, kept: Client, double: Client, reason: str = "") -> Client:
    return MERGE.change(kept, by=cast.budi, based_on=None, reason=reason, duplicate=double)


def part(cast: Cast, double: Client) -> Client:
    return PART.change(Client.objects.get(pk=double.pk), by=cast.budi, based_on=None)


def counted(cast: Cast) -> list[Any]:
    return [figure(cast.oki, code)[0] for code in ("rehab.clients", "rehab.episodes")]


def address(kept: Client, double: Client) -> str:
    return f"{reverse('rehab:client_merge', args=[kept.pk])}?ganda={double.code}"


def test_merged_the_person_counts_once_and_parted_everything_is_as_before(
    cast: Cast, twice: tuple[Client, Client]
) -> None:
    kept, double = twice
    before = counted(cast)
    assert before[0] == "2"
    merge(cast, kept, double)
    assert counted(cast) == ["1", before[1]]
    assert [one.admitted_on for one in kept.standing_episodes()] == [date(2023, 2, 1), date(2023, 9, 5)]
    assert verify() == []
    part(cast, double)
    assert counted(cast) == before
    assert len(kept.standing_episodes()) == len(double.standing_episodes()) == 1
    assert verify() == []


def test_what_came_after_the_merge_stays_with_the_kept_one(cast: Cast, twice: tuple[Client, Client]) -> None:
    kept, double = twice
    merge(cast, kept, double)
    said: dict[str, Any] = {
        "client": kept, "given_by": "client", "covers": ["treatment"], "given_on": date(2023, 9, 6),
    }  # fmt: skip
    consent = CONSENTS.create(office=cast.oki, by=cast.budi, **said)
    part(cast, double)
    consent.refresh_from_db()
    assert consent.client_id == kept.pk
    assert [one.admitted_on for one in Client.objects.get(pk=double.pk).standing_episodes()] == [date(2023, 9, 5)]


def test_a_merged_code_takes_no_new_records_and_leads_to_the_kept_one(
    cast: Cast, twice: tuple[Client, Client], clinic: Facility
) -> None:
    kept, double = twice
    merge(cast, kept, double)
    with pytest.raises(Refusal, match=f"sudah digabung ke {kept.code}"):
        admit(cast, double, clinic, date(2023, 11, 1))
    browser = cast.client(cast.budi)
    for text in (double.code, "Contoh"):
        answer = browser.post(reverse("rehab:client_find"), {"who": text})
        assert answer["Location"] == reverse("rehab:client", args=[kept.pk])
    page = browser.get(reverse("rehab:client", args=[double.pk])).text
    assert f'Digabung ke <a href="{reverse("rehab:client", args=[kept.pk])}">{kept.code}</a>' in page
    assert "Pisahkan lagi" in page and "Terima dalam layanan" not in page
    assert double.code in browser.get(reverse("rehab:client", args=[kept.pk])).text


def test_a_closed_month_asks_why(cast: Cast, twice: tuple[Client, Client]) -> None:
    kept, double = twice
    close_month(office=cast.oki, year=2023, month=9, by=cast.eko)
    with pytest.raises(Refusal, match="September 2023 sudah ditutup"):
        merge(cast, kept, double)
    assert Client.objects.get(pk=double.pk).merged_into is None
    merge(cast, kept, double, reason="Terdaftar dua kali")
    assert verify() == []


def test_every_move_stands_in_the_audit(cast: Cast, twice: tuple[Client, Client]) -> None:
    kept, double = twice
    episode = double.standing_episodes()[0]
    merge(cast, kept, double)
    lines = AuditLine.objects.filter(action="rehab.merge_clients")
    assert set(lines.values_list("record_id", flat=True)) == {episode.pk, double.pk}
    assert lines.get(record_id=episode.pk).changes["client"] == [str(double.pk), str(kept.pk)]


@pytest.mark.parametrize(
    ("kept_is", "double_is", "sentence"),
    [
        ({"nik": NIK}, {"nik": "1602054507980004"}, "NIK keduanya berbeda"),
        ({}, {"sex": "female"}, "Jenis kelamin atau tahun lahirnya berbeda"),
        ({}, {"birth_year": 1999}, "Jenis kelamin atau tahun lahirnya berbeda"),
        ({}, {"nik": NIK}, "supaya orangnya tetap ditemukan dengan NIK"),
    ],
)
def test_two_persons_are_not_merged(
    cast: Cast, kept_is: dict[str, Any], double_is: dict[str, Any], sentence: str
) -> None:
    kept, double = register(cast, **kept_is), register(cast, **double_is)
    with pytest.raises(Refusal) as refused:
        merge(cast, kept, double)
    assert sentence in refused.value.sentence


def test_two_open_episodes_and_chains_are_refused_with_the_way_out(cast: Cast, clinic: Facility) -> None:
    one, two, three = (register(cast) for _ in range(3))
    admit(cast, one, clinic, date(2023, 2, 1))
    admit(cast, two, clinic, date(2023, 3, 1))
    with pytest.raises(Refusal, match="Masa layanan keduanya bertumpuk"):
        merge(cast, one, two)
    merge(cast, two, three)
    with pytest.raises(Refusal, match=f"Ke {two} sudah digabung {three}"):
        merge(cast, one, two)
    with pytest.raises(Refusal, match=f"{three} sudah digabung ke {two}"):
        merge(cast, one, three)
    with pytest.raises(Refusal, match="dua klien yang berbeda"):
        merge(cast, one, one)
    with pytest.raises(Refusal, match="tidak sedang digabung"):
        part(cast, one)


def test_both_are_looked_at_side_by_side_before_anything_changes(cast: Cast, twice: tuple[Client, Client]) -> None:
    kept, double = twice
    browser = cast.client(cast.budi)
    chosen = browser.get(reverse("rehab:client_merge", args=[kept.pk]))
    assert "Kode klien gandanya" in chosen.text
    assert "tidak dikenal" in browser.get(f"{chosen.request['PATH_INFO']}?ganda=K-1999-9", follow=True).text
    page = browser.get(address(kept, double))
    assert "hanya satu yang ber-NIK" in page.text and "1 kata sama" in page.text and "1 episode" in page.text
    assert "Rekaan" not in page.content.decode().split("<main", 1)[1] and NIK not in page.text
    assert Reading.objects.filter(purpose="membandingkan rekam").count() == 2
    assert Client.objects.get(pk=double.pk).merged_into is None
    answer = browser.post(address(kept, double), {"version": kept.version})
    assert answer["Location"] == reverse("rehab:client", args=[kept.pk])
    assert Client.objects.get(pk=double.pk).merged_into == kept
    answer = browser.post(reverse("rehab:client_part", args=[double.pk]), {})
    assert answer["Location"] == reverse("rehab:client", args=[double.pk])
    assert Client.objects.get(pk=double.pk).merged_into is None


def test_others_merge_nobody(cast: Cast, twice: tuple[Client, Client]) -> None:
    for person in ("citra", "ani", "eko", "kiki"):
        assert cast.client(getattr(cast, person)).get(address(*twice)).status_code == 403
    assert cast.client(cast.hadi).get(address(*twice)).status_code == 404
    theirs = CLIENTS.create(
        office=cast.lumajang, by=cast.hadi, registered_on=date(2023, 1, 2), sex="male", birth_year=1998
    )
    assert (
        cast.client(cast.budi).get(address(twice[0], theirs), follow=True).status_code == 200
    )  # its code is not known here
    with pytest.raises(Refusal):
        merge(cast, twice[0], theirs)


class _RollBack(Exception):
    """Ends an example."""


deeds = st.lists(
    st.tuples(st.sampled_from(["admit", "close", "merge", "part", "cancel"]), st.integers(0, 3), st.integers(0, 3), st.integers(0, 700)),
    min_size=3, max_size=12,
)  # fmt: skip


@pytest.mark.property
@given(deeds)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_in_whatever_order_the_ledger_equals_the_recount(cast: Cast, clinic: Facility, played: list[Any]) -> None:
    with suppress(_RollBack), transaction.atomic():
        people = [register(cast) for _ in range(4)]
        for what, which, other, days in played:
            day = date(2022, 1, 1) + timedelta(days=days)
            client = Client.objects.get(pk=people[which].pk)
            episodes = client.standing_episodes()
            with suppress(Refusal):
                if what == "admit":
                    admit(
                        cast,
                        client,
                        clinic,
                        day,
                        closed_on=day + timedelta(days=other * 20 + 1),
                        closing_reason="completed",
                    )
                elif what == "merge":
                    merge(cast, client, people[other])
                elif what == "part":
                    part(cast, client)
                elif what == "close" and episodes:
                    EPISODES.change(
                        episodes[0], by=cast.budi, based_on=None, closed_on=day, closing_reason="dropped_out"
                    )
                elif what == "cancel" and episodes:
                    EPISODES.cancel(episodes[0], by=cast.budi, reason="Contoh")
        assert verify() == []
        raise _RollBack
