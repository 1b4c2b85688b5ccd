"""What this room's records say in the books: posted, corrected, taken back, and always equal to the recount."""

from __future__ import annotations

from datetime import date

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.models import Activity
from tests.books import figure, posted
from tests.cast import Cast

from .conftest import hold, plan

HELD, REACHED = "activities.prevention_meeting_held", "activities.prevention_institution_reached"
PEOPLE, AGES = "activities.prevention_people_reached", "activities.prevention_people_by_age"


def test_held_reached_and_who_came_are_three_things(cast: Cast, activity: Activity, school: Institution) -> None:
    meeting = hold(cast, activity, institutions=[school], total=35, male=15, by_age={"12_17": 30})
    said = posted(meeting, "kind", "quantity", "sex", "age_band", "environment", "place", "detail")
    assert sorted(said) == sorted(
        [
            (HELD, 1, "", "", "education", "16.02.05", "talk_show"),
            (REACHED, 1, "", "", "education", "16.02.05", "talk_show"),
            (PEOPLE, 15, "male", "", "education", "16.02.05", "talk_show"),
            (PEOPLE, 20, "", "", "education", "16.02.05", "talk_show"),
            (AGES, 30, "", "12_17", "education", "16.02.05", "talk_show"),
        ]
    )
    assert verify() == []


def test_one_kegiatan_held_twice_counts_once_and_its_institution_too(
    cast: Cast, activity: Activity, school: Institution
) -> None:
    hold(cast, activity, institutions=[school])
    hold(cast, activity, institutions=[school], held_on=date(2023, 9, 1), environment="family")
    assert figure(cast.oki, "prevention.activities") == ("1", None)
    assert figure(cast.oki, "prevention.meetings") == ("2", None)
    assert figure(cast.oki, "prevention.institutions") == ("1", None)
    assert figure(cast.oki, "prevention.people_reached") == (None, None)


def test_a_head_count_may_stand_at_the_kegiatan(cast: Cast) -> None:
    activity = plan(cast, type="village_guidance", total=30, participants_on=date(2023, 7, 20), environment="community")
    hold(cast, activity)
    assert posted(activity, "kind", "day", "quantity", "environment") == [(PEOPLE, date(2023, 7, 20), 30, "community")]
    ACTIVITIES.change(activity, by=cast.ani, based_on=1, total=28)
    assert figure(cast.oki, "prevention.people_reached") == ("28", None)
    ACTIVITIES.change(activity, by=cast.ani, based_on=2, total=None, participants_on=None)
    assert posted(activity) == []
    assert verify() == []


def test_what_is_not_exact_says_so(cast: Cast, activity: Activity) -> None:
    hold(cast, activity, total=10_000, bound="min")
    assert figure(cast.oki, "prevention.people_reached") == ("10000", "min")
    other = plan(cast, title="Perkiraan")
    meeting = hold(cast, other, total=50, bound="about", count_method="estimate")
    assert (PEOPLE, "estimated", "about") in posted(meeting, "kind", "basis", "bound")


def test_an_open_unknown_makes_the_sum_a_lower_bound_and_silence_does_not(cast: Cast, activity: Activity) -> None:
    hold(cast, activity, total=20)
    silent = hold(cast, plan(cast, title="Diam"))
    assert posted(silent, "kind") == [(HELD,)]
    assert figure(cast.oki, "prevention.people_reached") == ("20", None)
    hold(cast, plan(cast, title="Belum dicatat"), bound="not_recorded")
    assert figure(cast.oki, "prevention.people_reached") == ("20", "min")
    assert verify() == []


def test_an_event_of_another_body_is_attended_and_nothing_more(cast: Cast, school: Institution) -> None:
    for host in ("attended", "invited"):
        activity = plan(cast, host=host, host_name="Badan Rekaan", total=9, participants_on=date(2023, 3, 1))
        meeting = hold(cast, activity, institutions=[school], region=None, media_reach=100)
        assert posted(meeting, "kind", "detail") == [("activities.event_attended", "talk_show")]
        assert posted(activity) == []
    assert figure(cast.oki, "prevention.activities") == (None, None)
    assert figure(cast.oki, "prevention.people_reached") == (None, None)
    assert figure(cast.oki, "prevention.events_attended") == ("2", None)


def test_reach_of_media_is_an_estimate_of_its_own(cast: Cast) -> None:
    meeting = hold(cast, plan(cast, type="media_campaign"), media_reach=250_000, mode="media")
    assert ("activities.media_reached", 250_000, "estimated") in posted(meeting, "kind", "quantity", "basis")
    assert figure(cast.oki, "prevention.people_reached") == (None, None)
    assert figure(cast.oki, "prevention.media_reach") == ("250000", "about")


def test_life_skill_trainees_are_told_once_more_as_such(cast: Cast) -> None:
    meeting = hold(cast, plan(cast, type="life_skill"), male=5, female=10)
    trained = [row for row in posted(meeting, "kind", "sex", "quantity") if row[0] == "activities.lifeskill_trained"]
    assert sorted(trained) == [
        ("activities.lifeskill_trained", "female", 10),
        ("activities.lifeskill_trained", "male", 5),
    ]
    assert (
        figure(cast.oki, "empowerment.lifeskill_participants")
        == figure(cast.oki, "empowerment.people_reached")
        == ("15", None)
    )


def test_a_kegiatan_that_changes_its_type_or_host_says_its_pelaksanaan_anew(cast: Cast, activity: Activity) -> None:
    first, second = hold(cast, activity, total=10), hold(cast, activity, held_on=date(2023, 9, 1), total=20)
    ACTIVITIES.change(activity, by=cast.ani, based_on=1, type="workshop_education")
    for meeting in (first, second):
        assert posted(meeting, "kind", "detail")[0] == ("activities.empowerment_meeting_held", "workshop_education")
    assert figure(cast.oki, "empowerment.people_reached") == ("30", None)
    assert verify() == []
    ACTIVITIES.change(activity, by=cast.ani, based_on=2, host="attended", host_name="Badan Rekaan")
    assert posted(first, "kind") == [("activities.event_attended",)]
    assert figure(cast.oki, "empowerment.activities") == (None, None)
    assert verify() == []


def test_a_corrected_pelaksanaan_keeps_the_old_day_in_the_correction(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    MEETINGS.change(meeting, by=cast.ani, based_on=1, held_on=date(2023, 10, 2))
    correction = Fact.objects.get(sign=-1)
    assert (correction.kind, correction.day, correction.quantity) == (HELD, date(2023, 8, 24), -1)
    assert posted(meeting, "day") == [(date(2023, 10, 2),)]
    MEETINGS.cancel(meeting, by=cast.ani, reason="salah catat")
    assert posted(meeting) == []
    assert verify() == []


def test_an_institution_counts_in_its_own_environment(cast: Cast, activity: Activity, school: Institution) -> None:
    meeting = hold(cast, activity, institutions=[school], environment="community")
    assert (REACHED, "education") in posted(meeting, "kind", "environment")
    region = Region.objects.get(code="16.02.21")
    INSTITUTIONS.change(school, by=cast.ani, based_on=1, environment="government", region=region)
    assert (REACHED, "government", "16.02.21") in posted(meeting, "kind", "environment", "place")
    assert verify() == []


def test_nameless_institutions_are_each_one(cast: Cast, activity: Activity) -> None:
    nameless = [INSTITUTIONS.create(office=cast.oki, by=cast.ani, kind="other", name="") for _ in range(3)]
    hold(cast, activity, institutions=nameless)
    assert figure(cast.oki, "prevention.institutions") == ("3", None)
