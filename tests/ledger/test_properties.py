"""Whatever is created, changed and cancelled, in whatever order: the ledger equals the recount, as it did at every moment."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.audit.models import Head
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AGREEMENTS, AWARDS, PARTNERS
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.property]

REGIONS = ("16.02", "35.08", "35.09", "35.10")
CODES = [
    "cooperation.agreements",
    "cooperation.agreements_active",
    "cooperation.regions",
    "cooperation.regions_outside",
    "cooperation.awards",
]

days = st.integers(0, 1000).map(lambda n: date(2021, 6, 1) + timedelta(days=n))
steps = st.lists(
    st.tuples(st.sampled_from(["agree", "award", "change", "cancel"]), days, st.integers(0, 400), st.sets(st.sampled_from(REGIONS)), st.integers(0, 9)),
    min_size=1, max_size=8,
)  # fmt: skip


def _values(day: date, lasts: int, regions: set[str]) -> dict[str, Any]:
    until = day + timedelta(days=lasts) if lasts else None
    return {"signed_on": day, "valid_until": until, "regions": list(Region.objects.filter(pk__in=regions))}


def _play(cast: Cast, played: list[Any]) -> list[tuple[int, dict[int, Any]]]:
    """Play steps; after each, where the chain stands and what the figures are."""
    partner = PARTNERS.create(office=cast.oki, by=cast.ani, name="Mitra Contoh", kind="government", regions=[], note="")
    made: list[Any] = []
    seen = []
    for what, day, lasts, regions, which in played:
        if what == "agree":
            fixed: dict[str, Any] = {
                "partner": partner,
                "kind": "mou",
                "title": "Contoh",
                "number": "",
                "section": "general",
                "note": "",
            }
            made.append(AGREEMENTS.create(office=cast.oki, by=cast.ani, **fixed, **_values(day, lasts, regions)))
        elif what == "award":
            AWARDS.create(
                office=cast.oki, by=cast.ani, received_on=day, name="Contoh", giver="Lembaga", level="province"
            )
        elif made:
            one = made[which % len(made)]
            one.refresh_from_db()
            if one.is_cancelled:
                continue
            if what == "change":
                AGREEMENTS.change(one, by=cast.ani, based_on=one.version, **_values(day, lasts, regions))
            else:
                AGREEMENTS.cancel(one, by=cast.ani, reason="Contoh")
        head = Head.objects.filter(office=cast.oki).first()
        seen.append((head.ledger_seq if head else 0, _figures(cast)))
    return seen


def _figures(cast: Cast, as_of: int | None = None) -> dict[int, Any]:
    coverage = Coverage(cast.oki, tree=False, as_of=as_of)
    return {
        year: [(f.indicator.code, f.text, dict(f.by)) for f in evaluate(coverage, year, CODES)]
        for year in (2021, 2022, 2023)
    }


@given(steps)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_ledger_equals_the_recount_and_remembers_every_moment(cast: Cast, played: list[Any]) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            for position, figures in _play(cast, played):
                assert _figures(cast, as_of=position) == figures
            assert verify() == []
            raise _RollBack
    except _RollBack:
        pass


@given(
    st.permutations(
        [("award", date(2022, m, 1), 0, set(), 0) for m in (1, 2, 3)]
        + [("agree", date(2022, 4, m), 30, {"35.09"}, 0) for m in (1, 2)]
    )
)
@settings(max_examples=10, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_the_order_of_posting_never_changes_a_total(cast: Cast, played: list[Any]) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            _, figures = _play(cast, played)[-1]
            totals = {code: value for code, value, by in figures[2022] if not by}
            assert totals == {
                "cooperation.agreements": "2", "cooperation.agreements_active": "0", "cooperation.regions": "0",
                "cooperation.regions_outside": "0", "cooperation.awards": "3",
            }  # fmt: skip
            raise _RollBack
    except _RollBack:
        pass


class _RollBack(Exception):
    """Ends an example without leaving anything for the next."""
