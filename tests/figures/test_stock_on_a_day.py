"""What the store held on a day: as the papers of that day left it, however many there are."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from django.db import connection
from django.utils import timezone

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import reverse
from bersinar.programmes.enforcement.models import Case
from bersinar.programmes.enforcement.tests.conftest import opened_case, seize
from bersinar.programmes.enforcement.tests.evidence import Store
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def on_this_side(db: None) -> Iterator[None]:
    with side(Side.ENFORCEMENT):
        yield


@pytest.fixture
def case(cast: Cast) -> Case:
    return opened_case(cast)


@pytest.fixture
def store(cast: Cast) -> Store:
    return Store(cast)


def held(cast: Cast, day: date, as_of: int | None = None) -> dict[tuple[str, str], Decimal | None]:
    coverage = Coverage(cast.oki, tree=False, as_of=as_of, until=day)
    figures = evaluate(coverage, day.year, ["enforcement.held"], joint=False)
    return {(figure.by["substance"], figure.unit): figure.value for figure in figures}


def noon(day: int) -> datetime:
    return datetime(2023, 4, day, 5, 0, tzinfo=UTC)


def test_the_stock_of_a_day_is_what_its_papers_left(cast: Cast, case: Case, store: Store) -> None:
    sabu, pills = (
        seize(cast, case),
        seize(cast, case, substance="ecstasy", form="tablet", unit="tablet", net=Decimal(10)),
    )
    (bag,) = store.pack(sabu, "307.527", moved_at=noon(3))
    store.pack(pills, "10", moved_at=noon(4))
    lab = store.move("lab", (bag, "0.527"), moved_at=noon(6))
    assert held(cast, date(2023, 4, 2)) == {}
    assert held(cast, date(2023, 4, 3)) == {("methamphetamine", "g"): Decimal("307.527")}
    both = {("methamphetamine", "g"): Decimal("307.527"), ("ecstasy", "tablet"): Decimal(10)}
    assert held(cast, date(2023, 4, 5)) == both
    assert held(cast, date(2023, 4, 6)) == {**both, ("methamphetamine", "g"): Decimal(307)}
    assert held(cast, date(2024, 1, 1)) == {**both, ("methamphetamine", "g"): Decimal(307)}
    store.sure(reverse(lab, by=cast.citra, moved_at=timezone.now(), why="Salah timbang"))
    assert held(cast, date(2023, 4, 6)) == both  # what was taken back never happened
    assert verify() == []


def test_the_sums_of_days_say_what_the_facts_say(cast: Cast, case: Case, store: Store) -> None:
    (bag,) = store.pack(seize(cast, case), "307.527", moved_at=noon(3))
    store.move("lab", (bag, "0.527"), moved_at=noon(6))
    position = Coverage(cast.oki).positions()[cast.oki.code]
    for day in (date(2023, 4, 5), date(2023, 4, 6)):
        assert (
            held(cast, day) == held(cast, day, as_of=position) != {}
        )  # as of a position only the facts themselves tell


def test_a_sum_that_was_changed_is_found(cast: Cast, case: Case, store: Store) -> None:
    store.pack(seize(cast, case), "307.527", moved_at=noon(3))
    with connection.cursor() as cursor:
        cursor.execute("UPDATE ledger_daysum SET quantity = quantity + 1")
    assert verify() == [
        f"{cast.oki.code}: jumlah enforcement.mass_held tanggal 2023-04-03 tidak cocok dengan faktanya."
    ]
