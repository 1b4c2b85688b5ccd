"""Over several offices a linked person counts once; one office never changes; what is told of it adds up."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.cells import counts_persons
from bersinar.figures.indicators.disclosure import NOBODY, Viewer
from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.indicators.explain import explain
from bersinar.figures.indicators.printing import figures_table
from bersinar.foundation.audit.actions import OPERATOR
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.linkage import LinkageRefused
from bersinar.foundation.secrecy.sifting import Links
from bersinar.ledger.drafts import Draft
from bersinar.ledger.linking import standing_sifting, take
from bersinar.ledger.models import Link, Posting, Sifting
from bersinar.ledger.verify import verify
from tests.cast import Cast

from .naive import counted_by_hand
from .test_evaluating import Line, ledgers, posted, standing, told

pytestmark = pytest.mark.django_db
AT = datetime(2023, 3, 3, 4, 5, 6, tzinfo=UTC)
OF_PERSONS = sorted(code for code, one in INDICATORS.items() if counts_persons(one))


def found(pairs: Mapping[str, str], *offices: str, at: datetime = AT) -> Links:
    days = {code: date(2023, 3, 1) + timedelta(days=n) for n, code in enumerate(offices)}
    return Links("0" * 16, at, days, pairs)


@contextmanager
def linked(cast: Cast, lines: Sequence[Line], pairs: Mapping[str, str], *offices: str) -> Iterator[list[Office]]:
    """The lines in the ledger and the links taken; gone afterwards."""
    where = [cast.oki, cast.lumajang, cast.sumsel]
    with transaction.atomic(), posted(lines, where):
        take(found(pairs, *offices), office=cast.bnn, by=OPERATOR)
        yield where
        transaction.set_rollback(True)


def admitted(office: int, who: str, month: int = 2, sex: str = "male") -> Line:
    draft = Draft("rehab.client_admitted", date(2022, month, 1), sex=sex, detail="outpatient", subject=who * 32)
    return Line(office, draft)


ONE_AT_TWO = [admitted(0, "a", 5), admitted(1, "b", 3), admitted(1, "c")]
A_IS_B = {"b" * 32: "a" * 32}


def clients(coverage: Coverage, **options: Any) -> dict[tuple[str, ...], int]:
    figures = evaluate(coverage, 2022, ["rehab.clients"], **options)
    return {tuple(f.by.values()): int(f.exact) for f in figures if f.exact is not None}


# --- counting --------------------------------------------------------------------------------------------------------

_tokens = st.sampled_from("abcd")
_KINDS = ["rehab.client_admitted", "rehab.care_entered", "rehab.care_left", "rehab.aftercare_given"]


@pytest.mark.property
@given(
    ledgers(st.sampled_from(_KINDS)),
    st.lists(_tokens, min_size=4, max_size=4),
    st.sampled_from([(), ("sex",), ("office",), ("month",), ("office", "sex")]),
)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_persons_are_what_counting_by_hand_gives(
    cast: Cast, lines: list[Line], person_of: list[str], by: tuple[str, ...]
) -> None:
    """Four tokens belong to as many persons as it pleases; of each person's tokens one is chosen to count."""
    chosen = {
        person: min(one for one, who in zip("abcd", person_of, strict=True) if who == person) for person in person_of
    }
    pairs = {one * 32: chosen[who] * 32 for one, who in zip("abcd", person_of, strict=True) if chosen[who] != one}
    with linked(cast, lines, pairs, "bnnk-oki") as offices:
        factors: dict[Any, Any] = {}
        for coverage in (Coverage(cast.bnn), Coverage(cast.sumsel)):
            apart = standing(lines, offices, coverage)
            united = [
                replace(one, draft=replace(one.draft, subject=pairs.get(one.draft.subject, one.draft.subject)))
                for one in apart
            ]
            by_hand = counted_by_hand(united, 2022, by, factors)
            if "office" in by:  # each office by itself: there nobody is united
                parts = counted_by_hand(apart, 2022, by, factors)
                by_hand = {key: (parts if key[1] == "part" else by_hand)[key] for key in by_hand}
            assert told(coverage, by) == by_hand, coverage.name
        for office in offices:
            alone = Coverage(office, tree=False)
            assert told(alone, by) == counted_by_hand(standing(lines, offices, alone), 2022, by, factors)


@pytest.mark.property
@given(ledgers(st.sampled_from(_KINDS)), st.booleans())
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
def test_what_is_explained_gives_the_figure(cast: Cast, lines: list[Line], all_one: bool) -> None:
    pairs = dict.fromkeys(("b" * 32, "c" * 32), "a" * 32) if all_one else A_IS_B
    with linked(cast, lines, pairs):
        operator = Viewer.operator("treatment")
        for one in explain(Coverage(cast.bnn), 2022, ["rehab.clients", "rehab.in_care"], viewer=operator):
            held: dict[str, int] = {}
            for line in one.lines:
                amount = line.sign if one.indicator.code == "rehab.clients" else int(line.quantity)
                held[line.dims["subject"]] = held.get(line.dims["subject"], 0) + amount
            assert sum(amount > 0 for amount in held.values()) == (one.figure.exact or 0)
        for one in explain(Coverage(cast.bnn), 2022, ["rehab.clients", "rehab.in_care"], viewer=NOBODY):
            if one.lines:
                assert sum(line.quantity for line in one.lines) == one.figure.exact


def test_linked_the_person_counts_once_in_the_nation_and_once_in_each_office(cast: Cast) -> None:
    with linked(cast, ONE_AT_TWO, {}):
        assert clients(Coverage(cast.bnn))[()] == 3
    with linked(cast, ONE_AT_TWO, A_IS_B):
        assert clients(Coverage(cast.bnn))[()] == 2
        by_office = clients(Coverage(cast.bnn), by=["office"])
        assert by_office == {(): 2, (str(cast.oki.pk),): 1, (str(cast.lumajang.pk),): 2}
        assert clients(Coverage(cast.lumajang))[()] == clients(Coverage(cast.jatim))[()] == 2


def test_a_person_in_the_sums_by_month_stands_in_the_month_of_the_first_admission_anywhere(cast: Cast) -> None:
    many = [admitted(0, one, 6) for one in "def012345"]
    with linked(cast, [*ONE_AT_TWO, *many], A_IS_B):
        (one,) = explain(Coverage(cast.bnn), 2022, ["rehab.clients"], viewer=NOBODY)
        assert one.figure.exact == sum(line.quantity for line in one.lines) == 11


# --- taking ----------------------------------------------------------------------------------------------------------


def test_taking_twice_does_nothing_and_an_older_sifting_is_refused(cast: Cast) -> None:
    first, second = found(A_IS_B, "bnnk-oki"), found({}, "bnnk-oki", at=AT + timedelta(days=1))
    assert take(first, office=cast.bnn, by=OPERATOR)
    before = AuditLine.objects.count(), Posting.objects.count(), Link.objects.count()
    assert not take(first, office=cast.bnn, by=OPERATOR)
    assert (AuditLine.objects.count(), Posting.objects.count(), Link.objects.count()) == before
    assert take(second, office=cast.bnn, by=OPERATOR)
    assert not take(first, office=cast.bnn, by=OPERATOR)
    with pytest.raises(LinkageRefused, match="lebih lama"):
        take(found(A_IS_B, at=AT + timedelta(hours=1)), office=cast.bnn, by=OPERATOR)
    sifting = standing_sifting()
    assert sifting is not None and sifting.pairs == 0
    assert verify() == []


def test_a_later_sifting_takes_a_wrong_link_back(cast: Cast) -> None:
    with linked(cast, ONE_AT_TWO, A_IS_B):
        take(found({}, at=AT + timedelta(days=1)), office=cast.bnn, by=OPERATOR)
        assert clients(Coverage(cast.bnn))[()] == 3


def test_links_have_a_place_in_the_order_and_stay_as_they_were_taken(cast: Cast) -> None:
    take(found(A_IS_B, "bnnk-oki"), office=cast.bnn, by=OPERATOR)
    sifting = Sifting.objects.get()
    posting = Posting.objects.get(office=cast.bnn, seq=sifting.seq)
    assert (posting.action, posting.facts) == ("ledger.take_links", 0)
    line = AuditLine.objects.get(action="ledger.take_links")
    assert line.changes == {"berkas": sifting.digest, "satuan kerja": 1, "tautan": 1}
    for change in (lambda: Link.objects.all().update(canonical="c" * 32), lambda: Link.objects.all().delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    Link.objects.create(sifting=sifting, token="d" * 32, canonical="a" * 32)
    assert verify() == [f"bnn: tautan antar-kantor pada posisi {sifting.seq} bukan yang diambil."]


def test_one_office_and_an_earlier_position_do_not_look_at_links(cast: Cast) -> None:
    with (
        linked(cast, ONE_AT_TWO, A_IS_B),
        CaptureQueriesContext(
            connection,
        ) as asked,
    ):
        clients(Coverage(cast.oki))
        clients(Coverage(cast.lumajang, tree=False, as_of=9))
        assert not [
            one for one in asked.captured_queries if "ledger_link" in one["sql"] or "ledger_sifting" in one["sql"]
        ]


def test_without_links_the_nation_counts_without_joining_them(cast: Cast) -> None:
    with linked(cast, ONE_AT_TWO, {}), CaptureQueriesContext(connection) as asked:
        clients(Coverage(cast.bnn))
        assert not [one for one in asked.captured_queries if "ledger_link" in one["sql"]]


# --- saying ----------------------------------------------------------------------------------------------------------


def test_a_sum_says_that_it_is_not_sifted_until_every_office_in_it_is(cast: Cast) -> None:
    nation = Coverage(cast.bnn)
    with posted(ONE_AT_TWO, [cast.oki, cast.lumajang, cast.sumsel]):
        assert (said := nation.sifted(2022)) and said.words == "belum disaring antar-kantor"
        assert Coverage(cast.oki).sifted(2022) is None
        assert nation.sifted(2021) is None  # nobody was in treatment then
        assert "Klien rehabilitasi; " in (table := figures_table(nation, 2022, evaluate(nation, 2022)))
        assert "belum disaring antar-kantor. Orang yang terdaftar di dua satuan kerja" in table
        assert "disaring" not in figures_table(Coverage(cast.oki), 2022, evaluate(Coverage(cast.oki), 2022))
    with linked(cast, ONE_AT_TWO, A_IS_B, "bnnk-lumajang"):
        said = Coverage(cast.bnn).sifted(2022)
        assert said and "belum disaring antar-kantor" in said.sentence and "Belum ikut: BNNK OKI." in said.sentence
    with linked(cast, ONE_AT_TWO, A_IS_B, "bnnk-lumajang", "bnnk-oki"):
        said = Coverage(cast.bnn).sifted(2022)
        assert said and said.words == "disaring antar-kantor per 1 Maret 2023"  # as old as the oldest shipment


def test_every_figure_of_persons_in_treatment_is_known_as_one() -> None:
    assert "rehab.clients" in OF_PERSONS and "rehab.in_care" in OF_PERSONS and "rehab.aftercare" in OF_PERSONS
    assert not {"rehab.episodes", "screening.tested", "enforcement.suspects", "ibm.agents"} & set(OF_PERSONS)
