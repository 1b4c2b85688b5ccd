"""Whatever is created, changed, cancelled, merged and parted, in whatever order: the ledger equals the recount, as it did
at every moment."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid5

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.audit.models import Head
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.merging import MERGE, PART
from bersinar.programmes.activities.models import Activity, Meeting
from bersinar.programmes.community.actions import RECOGNISE, VOLUNTEERS
from bersinar.programmes.community.models import Volunteer
from bersinar.programmes.cooperation.actions import AGREEMENTS, AWARDS, PARTNERS
from bersinar.programmes.screening.actions import SESSIONS
from bersinar.programmes.screening.models import UrineSession
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


# Merging: institutions that are one, people who are one ---------------------------------------------------------------

MERGED_CODES = ["prevention.institutions", "screening.institutions", "empowerment.volunteers"]
YEARS = (2022, 2023)
Stage = tuple[list[UUID], dict[tuple[str, int], Activity]]

merging_steps = st.lists(
    st.tuples(
        st.sampled_from(["hold", "test", "appoint", "change", "cancel", "move", "merge", "merge", "part", "unite", "divide"]),
        st.integers(0, 2), st.integers(0, 2), st.integers(0, 9), st.sampled_from(YEARS),
    ),
    min_size=2, max_size=12,
)  # fmt: skip


@pytest.fixture
def stage(cast: Cast) -> Stage:
    """Three institutions that may be one, and a kegiatan of either type in either year."""
    said: dict[str, Any] = {"office": cast.oki, "by": cast.ani}
    names = (("SMAN A", "education"), ("SMA Negeri A", "private"), ("SMA A", "community"))
    institutions = [
        INSTITUTIONS.create(**said, name=name, kind="school", environment=environment).pk for name, environment in names
    ]
    activities = {
        (type_, year): ACTIVITIES.create(**said, title=f"{type_} {year}", type=type_, year=year)
        for type_ in ("talk_show", "urine_test")
        for year in YEARS
    }
    return institutions, activities


class _Merging:
    """Whatever is recorded of these institutions, and of three namesakes."""

    def __init__(self, cast: Cast, stage: Stage) -> None:
        self.cast = cast
        self.said: dict[str, Any] = {"office": cast.oki, "by": cast.ani}
        self.place = Region.objects.get(pk="16.02")
        self.institutions, self.activities = stage
        self.meetings: list[Any] = []
        self.sessions: list[Any] = []
        self.people: list[Any] = []

    def step(self, what: str, one: int, other: int, which: int, year: int) -> None:
        """Do one step; what the rules refuse is not done, and nothing of it."""
        with suppress(Refusal):
            getattr(self, f"_{what}")(one, other, which, year)

    def _fresh(self, index: int) -> Institution:
        found: Institution = Institution.objects.get(pk=self.institutions[index])
        return found

    def _pick(self, records: list[Any], which: int) -> Any:
        if not records:
            raise Refusal("none", "Belum ada.")
        record = records[which % len(records)]
        record.refresh_from_db()
        return record

    def _hold(self, one: int, other: int, which: int, year: int) -> None:
        self.meetings.append(
            MEETINGS.create(
                **self.said, activity=self.activities["talk_show", year], held_on=date(year, 3, 1 + which),
                region=self.place, environment="education", institutions=[self._fresh(one), self._fresh(other)],
            )
        )  # fmt: skip

    def _test(self, one: int, other: int, which: int, year: int) -> None:
        self.sessions.append(
            SESSIONS.create(
                **self.said, activity_id=self.activities["urine_test", year].pk, held_on=date(year, 4, 1 + which),
                institution=self._fresh(one), region=self.place, tested=10,
            )
        )  # fmt: skip

    def _appoint(self, one: int, other: int, which: int, year: int) -> None:
        self.people.append(
            VOLUNTEERS.create(
                **self.said, name="Warga Rekaan", kind="activist", appointed_on=date(year, 5, 1 + which),
                institution=self._fresh(one),
            )
        )  # fmt: skip

    def _change(self, one: int, other: int, which: int, year: int) -> None:
        meeting = self._pick(self.meetings, which)
        MEETINGS.change(meeting, by=self.cast.ani, based_on=None, institutions=[self._fresh(one)])

    def _cancel(self, one: int, other: int, which: int, year: int) -> None:
        verbs: Any = (MEETINGS, SESSIONS, VOLUNTEERS)[one]
        record = self._pick((self.meetings, self.sessions, self.people)[one], which)
        verbs.cancel(record, by=self.cast.ani, reason="Contoh")

    def _move(self, one: int, other: int, which: int, year: int) -> None:
        environment = ("education", "private", "community")[other]
        INSTITUTIONS.change(self._fresh(one), by=self.cast.ani, based_on=None, environment=environment)

    def _merge(self, one: int, other: int, which: int, year: int) -> None:
        MERGE.change(self._fresh(one), by=self.cast.ani, based_on=None, duplicate=self._fresh(other))

    def _part(self, one: int, other: int, which: int, year: int) -> None:
        PART.change(self._fresh(one), by=self.cast.ani, based_on=None)

    def _unite(self, one: int, other: int, which: int, year: int) -> None:
        person, same = self._pick(self.people, one), self._pick(self.people, other)
        RECOGNISE.change(person, by=self.cast.ani, based_on=None, person_id=same.person_id)

    def _divide(self, one: int, other: int, which: int, year: int) -> None:
        person = self._pick(self.people, one)
        RECOGNISE.change(person, by=self.cast.ani, based_on=None, person_id=uuid5(person.person_id, str(person.pk)))

    def figures(self, as_of: int | None = None) -> dict[tuple[str, int], int]:
        """What the ledger makes of it."""
        coverage = Coverage(self.cast.oki, tree=False, as_of=as_of)
        return {
            (one.indicator.code, year): int(one.text or 0)  # nothing recorded, or nought left
            for year in YEARS
            for one in evaluate(coverage, year, MERGED_CODES)
            if one.scope == "total"
        }

    def counted(self, *, parted: bool = False) -> dict[tuple[str, int], int]:
        """The same by looking at the records, one by one; with `parted`, as if nothing were merged or united."""
        into = {} if parted else dict(Institution.objects.exclude(merged_into=None).values_list("pk", "merged_into"))
        counts: dict[tuple[str, int], int] = {}
        for year in YEARS:
            met = list(Meeting.objects.standing().filter(held_on__year=year))
            tests = UrineSession.objects.standing().filter(held_on__year=year)
            people = Volunteer.objects.standing().filter(appointed_on__year=year)
            seen = (
                {into.get(one.pk, one.pk) for meeting in met for one in meeting.institutions.all()},
                {into.get(one.institution_id, one.institution_id) for one in tests},
                {one.pk if parted else one.person_id for one in people},
            )
            counts |= {(code, year): len(found) for code, found in zip(MERGED_CODES, seen, strict=True)}
        return counts


def _position(cast: Cast) -> int:
    head = Head.objects.filter(office=cast.oki).first()
    return head.ledger_seq if head else 0


@given(merging_steps)
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whoever_is_merged_counts_once_and_parted_as_before(cast: Cast, stage: Stage, played: list[Any]) -> None:
    from django.db import transaction

    try:
        with transaction.atomic():
            play, seen = _Merging(cast, stage), []
            for step in played:
                play.step(*step)
                assert play.figures() == play.counted()
                seen.append((_position(cast), play.figures()))
            assert verify() == []
            for position, figures in seen:
                assert play.figures(as_of=position) == figures
            for index in range(3):
                play.step("part", index, 0, 0, 0)
            for index in range(len(play.people)):
                play.step("divide", index, 0, 0, 0)
            assert play.figures() == play.counted(parted=True)
            assert verify() == []
            raise _RollBack
    except _RollBack:
        pass


class _RollBack(Exception):
    """Ends an example without leaving anything for the next."""
