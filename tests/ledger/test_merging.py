"""What a merge of institutions does beyond its own room: test sessions, reports, other offices, other records."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from bersinar.catalogue.kinds import KINDS
from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.reports.checks import named_and_counted
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.naming import namers
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Posting
from bersinar.ledger.sources import source_for
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import MEETINGS
from bersinar.programmes.activities.merging import MERGE, PART
from bersinar.programmes.activities.models import Activity
from bersinar.programmes.community.actions import VOLUNTEERS
from bersinar.programmes.screening.actions import SESSIONS
from bersinar.programmes.screening.models import UrineSession
from tests.books import figure, posted
from tests.cast import Cast
from tests.planned import institution, planned

pytestmark = pytest.mark.django_db


@pytest.fixture
def school(cast: Cast) -> Institution:
    return institution(cast.oki, cast.ani, name="SMAN Rekaan", region=Region.objects.get(pk="16.02.05"))


@pytest.fixture
def double(cast: Cast) -> Institution:
    return institution(cast.oki, cast.ani, name="SMA Negeri Rekaan", region=Region.objects.get(pk="16.02.05"))


def hold(cast: Cast, at: Institution, day: int = 10, **values: Any) -> UrineSession:
    """A test session of forty in May 2023."""
    known = Activity.objects.filter(type="urine_test", office=cast.oki).values_list("pk", flat=True).first()
    activity_id = known or planned(cast.oki, cast.ani).id
    said = {"held_on": date(2023, 5, day), "tested": 40, "environment": "education", **values}
    return SESSIONS.create(office=cast.oki, by=cast.ani, activity_id=activity_id, institution=at, **said)


def merge(cast: Cast, kept: Institution, double: Institution, **said: Any) -> None:
    MERGE.change(kept, by=cast.ani, based_on=None, duplicate=double, **said)


def test_sessions_of_both_are_of_one_institution(cast: Cast, school: Institution, double: Institution) -> None:
    hold(cast, school)
    second = hold(cast, double, day=11)
    before = posted(second)
    assert figure(cast.oki, "screening.institutions")[0] == "2"
    merge(cast, school, double)
    assert figure(cast.oki, "screening.institutions")[0] == "1"
    assert figure(cast.oki, "screening.tested")[0] == "80"
    SESSIONS.change(second, by=cast.ani, based_on=None, tested=41)
    assert figure(cast.oki, "screening.institutions")[0] == "1"
    assert verify() == []
    SESSIONS.change(second, by=cast.ani, based_on=None, tested=40)
    PART.change(double, by=cast.ani, based_on=None)
    assert posted(second) == before
    assert verify() == []


def test_a_session_does_not_newly_name_a_merged_one(cast: Cast, school: Institution, double: Institution) -> None:
    merge(cast, school, double)
    with pytest.raises(Refusal, match="sudah digabung ke SMAN Rekaan"):
        hold(cast, double)
    session = hold(cast, school)
    with pytest.raises(Refusal, match="sudah digabung ke SMAN Rekaan"):
        SESSIONS.change(session, by=cast.ani, based_on=None, institution=double)


def test_what_posts_nothing_of_its_institution_is_left_alone(
    cast: Cast, school: Institution, double: Institution
) -> None:
    volunteer = VOLUNTEERS.create(
        office=cast.oki, by=cast.ani, name="Warga Rekaan", kind="activist", institution=double,
        appointed_on=date(2023, 3, 1),
    )  # fmt: skip
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    postings = Posting.objects.count()
    merge(cast, school, double)  # no reason is asked: nothing of March changes
    assert Posting.objects.count() == postings
    changed = VOLUNTEERS.change(volunteer, by=cast.ani, based_on=None, name="Warga Rekaan A", reason="ejaan")
    assert changed.institution == double
    double.refresh_from_db()
    with pytest.raises(Refusal, match="sudah digabung"):
        VOLUNTEERS.create(
            office=cast.oki, by=cast.ani, name="Warga Rekaan B", kind="activist", institution=double,
            appointed_on=date(2023, 4, 1),
        )  # fmt: skip
    assert verify() == []


def test_an_office_posts_its_own_merge_to_its_own_chain(cast: Cast, school: Institution, double: Institution) -> None:
    namesake = institution(cast.lumajang, cast.gita, name="SMA Negeri Rekaan")
    activity = planned(cast.lumajang, cast.gita, type="talk_show")
    MEETINGS.create(
        office=cast.lumajang, by=cast.gita, activity=Activity.objects.get(pk=activity.id), held_on=date(2023, 5, 9),
        environment="education", institutions=[namesake], region=Region.objects.get(pk="35.08"),
    )  # fmt: skip
    hold(cast, double)
    there = Posting.objects.filter(office=cast.lumajang).count()
    merge(cast, school, double)
    assert Posting.objects.filter(office=cast.lumajang).count() == there
    assert Posting.objects.get(action="activities.merge_institution").office == cast.oki
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        hold(cast, namesake)
    assert figure(cast.lumajang, "prevention.institutions")[0] == "1"
    assert verify() == []


def test_a_name_that_was_found_later_is_counted_as_named(cast: Cast, school: Institution) -> None:
    """ "Sembilan instansi, enam dengan nama": merged into a named one, a nameless record is told with its name."""
    nameless = institution(cast.oki, cast.ani, name="", note="sasaran 1", region=Region.objects.get(pk="16.02"))
    hold(cast, nameless)
    kind = "screening.institution_tested"
    assert named_and_counted(Coverage(cast.oki), 2023, kind) == (0, 1)
    merge(cast, school, nameless)
    assert named_and_counted(Coverage(cast.oki), 2023, kind) == (1, 1)


def test_whatever_says_facts_of_an_institution_can_be_read_by_who_merges() -> None:
    """A merge says anew what others say: rows behind the wall of a closed side it would miss without a word."""
    sources = [source for model, _ in namers(Institution) if (source := source_for(model)) is not None]
    assert {source.kind for source in sources} >= {"activities.meeting", "screening.session"}
    assert not [source.kind for source in sources if source.model.read_permission.side.is_closed]  # type: ignore[attr-defined]
    assert {kind.side for kind in KINDS.values() if kind.subject == "institutions"} == {"open"}


def test_a_long_history_is_said_anew_in_few_questions(cast: Cast, school: Institution, double: Institution) -> None:
    for day in range(1, 4):
        hold(cast, double, day=day)

    def questions() -> int:
        with CaptureQueriesContext(connection) as counted:
            merge(cast, school, double)
        PART.change(double, by=cast.ani, based_on=None)
        return len(counted)

    short = questions()
    for day in range(4, 24):
        hold(cast, double, day=day)
    assert questions() <= short + 1  # the postings are written in parts
