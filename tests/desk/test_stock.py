"""The store's content on any day, on a page: for the section, and for nobody else."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest
from django.urls import reverse

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.programmes.enforcement.tests.conftest import opened_case, seize
from bersinar.programmes.enforcement.tests.evidence import Store
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def store(cast: Cast) -> Store:
    """307,527 g of sabu and ten tablets of BNNK OKI, in on 3 April 2023; 0,527 g out on the sixth."""
    with side(Side.ENFORCEMENT):
        store, case = Store(cast), opened_case(cast)
        (bag,) = store.pack(seize(cast, case), "307.527", moved_at=noon(3))
        pills = seize(cast, case, substance="ecstasy", form="tablet", unit="tablet", net=Decimal(10))
        store.pack(pills, "10", moved_at=noon(3))
        store.move("lab", (bag, "0.527"), moved_at=noon(6))
    return store


def noon(day: int) -> datetime:
    return datetime(2023, 4, day, 5, 0, tzinfo=UTC)


def told(cast: Cast, day: str) -> str:
    return cast.client(cast.citra).get(reverse("desk:stock"), {"tanggal": day}).text


def test_a_day_is_told_as_its_papers_left_it_each_unit_apart(cast: Cast, store: Store) -> None:
    assert "Gudang kosong pada hari itu" in told(cast, "2023-04-02")
    before, after = told(cast, "2023-04-05"), told(cast, "2023-04-06")
    assert "307,527 gram" in before and "10 butir" in before and "bersih" in before
    assert "307 gram" in after and "307,527" not in after
    assert "307 gram" in cast.client(cast.citra).get(reverse("desk:stock")).text  # today, where no day is asked for


def test_a_day_that_has_not_come_and_no_day_at_all_are_refused_with_a_sentence(cast: Cast, store: Store) -> None:
    client = cast.client(cast.citra)
    tomorrow = cast.oki.local_day() + timedelta(days=1)
    for typed, said in ((tomorrow.isoformat(), "belum tiba"), ("kemarin", "Tulis tanggal"), ("", "Isi tanggalnya")):
        answer = client.get(reverse("desk:stock"), {"tanggal": typed})
        assert answer.status_code == 422 and said in answer.text


def test_the_keeper_reads_it_another_office_sees_its_own_and_the_rest_nothing(cast: Cast, store: Store) -> None:
    page = reverse("desk:stock")
    assert "307 gram" in cast.client(store.keeper).get(page).text
    assert "Gudang kosong" in cast.client(cast.indra).get(page).text
    for stranger in (cast.budi, cast.ani, cast.eko):
        assert cast.client(stranger).get(page).status_code == 403
