"""Whatever stands in the ledger: the figures are what counting its facts by hand gives, to the unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.catalogue.indicators import WEIGHED_BY
from bersinar.catalogue.kinds import DIMENSIONS, KINDS, Family
from bersinar.figures.indicators.disclosure import NOBODY
from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.indicators.explain import explain
from bersinar.figures.models import FactorChoice, FactorSet
from bersinar.foundation.offices.models import Office
from bersinar.ledger.drafts import DRAFT_COLUMNS, Draft
from bersinar.ledger.models import Basis, Bound, Fact
from tests.cast import Cast

from .naive import Factors, Standing, counted_by_hand

pytestmark = [pytest.mark.django_db, pytest.mark.property]


@dataclass(frozen=True)
class Line:
    """A line of the ledger: a draft posted by one of three offices, or (`takes_back`) the correction of an earlier line."""

    office: int
    draft: Draft
    takes_back: int | None = None


# --- what may stand in a ledger --------------------------------------------------------------------------------------

_GOING_OUT = ("_ended", "_left", "_uncovered")
_VALUES: dict[str, tuple[str, ...]] = {
    "place": ("", "16.02", "35.08"), "sex": ("", "male", "female"), "age_band": ("", "19-24"), "environment": ("", "education", "government"),
    "substance": ("", "methamphetamine", "cannabis", "ecstasy"),
    "aspect": ("", "gross", "voluntary", "tat", "outpatient", "skhpn"),
    "detail": ("", "village", "school", "international", "outpatient", "completed", "u1", "u2", "tablet", "outside"),
}  # fmt: skip
_KINDS = sorted(code for code, kind in KINDS.items() if kind.family is Family.EVENT)
# Few enough to meet: counted by several figures, taken in and out, with and without subjects, in several units.
_OFTEN = [
    "activities.empowerment_meeting_held", "screening.session_held", "rehab.client_admitted", "community.volunteer_engaged",
    "community.volunteer_left", "enforcement.suspect_named", "enforcement.mass_seized", "surveys.element_answered",
    "rehab.care_entered", "rehab.care_left",
]  # fmt: skip

# The edges of the year that is counted, and a few days within.
_DAYS = [
    date(2021, 5, 1), date(2021, 12, 31), date(2022, 1, 1), date(2022, 1, 31), date(2022, 2, 1), date(2022, 6, 15), date(2022, 12, 31),
    date(2023, 1, 1),
]  # fmt: skip
_CLOSED = ["enforcement.suspect_named", "enforcement.network_disclosed"]


@st.composite
def drafts(draw: Any, codes: st.SearchStrategy[str]) -> Draft:
    kind = KINDS[draw(codes)]
    day = draw(st.sampled_from(_DAYS))
    values = {
        dimension: draw(st.sampled_from(_VALUES[dimension])) for dimension in DIMENSIONS if dimension in kind.dims
    }
    if kind.subject:
        values["subject"] = draw(st.sampled_from("abcd")) * 32
        quantity = -1 if kind.code.endswith(_GOING_OUT) else 1
    else:
        quantity = draw(st.integers(0, 5_000)) * (-1 if kind.code.endswith(_GOING_OUT) else 1)
    return Draft(
        kind.code, day.replace(day=1) if kind.side == "treatment" else day, quantity, draw(st.sampled_from(("own", "own", "joint"))),
        basis=draw(st.sampled_from(Basis.values)), bound=draw(st.sampled_from(["exact", *Bound.values])), **values,
    )  # fmt: skip


@st.composite
def ledgers(draw: Any, codes: st.SearchStrategy[str]) -> list[Line]:
    """Lines in the order of posting; some take an earlier one back, which no other line takes back again."""
    lines: list[Line] = []
    posted = draw(st.lists(st.tuples(st.integers(0, 2), drafts(codes), st.integers(0, 3)), max_size=30))
    for office, draft, mistaken in posted:
        lines.append(Line(office, draft))
        taken = {line.takes_back for line in lines}
        left = [place for place, line in enumerate(lines) if line.takes_back is None and place not in taken]
        if not mistaken and left:
            place = draw(st.sampled_from(left))
            lines.append(Line(lines[place].office, lines[place].draft, place))
    return lines


crossings = st.sampled_from(
    [(), (), ("month",), ("office",), ("place",), ("sex",), ("environment", "sex"), ("detail", "month"), ("unit", "aspect"), ("sex", "sex")]
)  # fmt: skip


# --- posting them, and counting them by hand -------------------------------------------------------------------------


def _fact(line: Line, office: Office, place: int) -> Fact:
    sign = 1 if line.takes_back is None else -1
    values = {column: getattr(line.draft, column) for column in DRAFT_COLUMNS} | {
        "quantity": line.draft.quantity * sign
    }
    corrects = "" if line.takes_back is None else f"{line.takes_back + 1}.0"
    return Fact(
        office=office, seq=place + 1, line=0, sign=sign, corrects=corrects, source_kind="test.record", source_id=uuid4(), **values
    )  # fmt: skip


@contextmanager
def posted(lines: Sequence[Line], offices: Sequence[Office]) -> Iterator[Factors]:
    """The lines in the ledger, each a posting of its own, and a factor set chosen; gone afterwards."""
    factors = FactorSet.objects.get(name="Sabu 4, ganja sepertiga, ekstasi 1")
    with transaction.atomic():
        Fact.objects.bulk_create(_fact(line, offices[line.office], place) for place, line in enumerate(lines))
        for office in Office.objects.all():
            FactorChoice.objects.create(
                office=office, year=2022, factor_set=factors, chosen_at=timezone.now(), chosen_by=uuid4()
            )
        yield {
            (kind, row["substance"], row["unit"]): Fraction(row["factor"])
            for row in factors.factors
            for kind in WEIGHED_BY[factors.basis]
        }
        transaction.set_rollback(True)


def standing(lines: Sequence[Line], offices: Sequence[Office], coverage: Coverage) -> list[Standing]:
    seen = lines if coverage.as_of is None else lines[: coverage.as_of]
    taken = {line.takes_back for line in seen}
    return [
        Standing(offices[line.office].pk, line.draft)
        for place, line in enumerate(seen)
        if line.takes_back is None and place not in taken and offices[line.office].pk in coverage.offices
    ]


def told(coverage: Coverage, by: Sequence[str]) -> dict[Any, Any]:
    figures = evaluate(coverage, 2022, by=by)
    return {
        (f.indicator.code, f.scope, frozenset(f.by.items()), f.unit): (f.exact, f.basis, f.bound, f.n) for f in figures
    }


@given(ledgers(st.sampled_from(_OFTEN) | st.sampled_from(_KINDS)), crossings, st.fractions(0, 1))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_figures_are_what_counting_by_hand_gives(
    cast: Cast, lines: list[Line], by: tuple[str, ...], part: Fraction
) -> None:
    offices, position = (cast.oki, cast.lumajang, cast.sumsel), int(part * len(lines))
    with posted(lines, offices) as factors:
        for coverage in (
            Coverage(cast.bnn), Coverage(cast.sumsel), Coverage(cast.sumsel, tree=False), Coverage(cast.oki, tree=False, as_of=position),
        ):  # fmt: skip
            by_hand = counted_by_hand(standing(lines, offices, coverage), 2022, by, factors)
            assert told(coverage, by) == by_hand, coverage.name


@given(ledgers(st.sampled_from(_CLOSED)))
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_a_person_stands_in_the_month_of_the_first_fact_that_stands(cast: Cast, lines: list[Line]) -> None:
    offices, coverage = (cast.oki, cast.lumajang, cast.sumsel), Coverage(cast.bnn)
    with posted(lines, offices):
        for one in explain(coverage, 2022, [f"enforcement.{name}" for name in ("suspects", "networks")], viewer=NOBODY):
            first: dict[str, date] = {}
            for draft in sorted(
                (fact.draft for fact in standing(lines, offices, coverage)), key=lambda draft: draft.day
            ):
                share = "joint" if one.figure.scope == "joint" else "own"
                if (draft.kind, draft.share, draft.day.year) == (one.indicator.counts[0], share, 2022):
                    first.setdefault(draft.subject, draft.day.replace(day=1))
            assert {line.day: line.quantity for line in one.lines} == Counter(first.values())
