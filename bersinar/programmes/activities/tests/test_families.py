"""A cohort of families through the doors an officer uses: enrolled, ticked, measured, and counted once."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, ATTENDANCE, MEETINGS
from bersinar.programmes.activities.attendance import Person
from bersinar.programmes.activities.families.actions import COHORTS, FAMILIES, LEAVING, ROLLS, NewMember
from bersinar.programmes.activities.models import (
    Activity,
    Family,
    FamilyCohort,
    FamilyMember,
    FamilyRoll,
    FamilyTest,
    Meeting,
)
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import hold, plan

FIRST = date(2023, 3, 9)
PEOPLE = "activities.prevention_people_reached"


@pytest.fixture
def cohort(cast: Cast) -> FamilyCohort:
    return begin(cast)


def begin(cast: Cast, **values: Any) -> FamilyCohort:
    """A cohort of BNNK OKI: four meetings planned, two families enough for a test."""
    activity = plan(cast, title="Intervensi rekaan", type="family_intervention")
    said = {"region": Region.objects.get(code="16.02.05"), "planned_families": 2, **values}
    return COHORTS.create(office=cast.oki, by=cast.ani, activity=activity, **said)


def enrol(cast: Cast, cohort: FamilyCohort, many: int = 2, day: date = FIRST) -> list[FamilyMember]:
    """Families of a mother and a son each; all their members, parents first."""
    for _ in range(many):
        members = [NewMember("parent", "female", 1985, "Ibu Rekaan"), NewMember("child", "male", 2009)]
        FAMILIES.create(office=cast.oki, by=cast.ani, cohort=cohort, enrolled_on=day, members=members)
    return list(FamilyMember.objects.filter(family__cohort=cohort).order_by("family__number", "-role"))


def meet(cast: Cast, cohort: FamilyCohort, week: int, **values: Any) -> Meeting:
    return hold(cast, cohort.activity, held_on=FIRST + timedelta(weeks=week), environment="family", **values)


def tick(cast: Cast, meeting: Meeting, present: list[FamilyMember]) -> FamilyRoll:
    return ROLLS.create(office=cast.oki, by=cast.ani, meeting=meeting, present=present)


def new(kind: str, **named: Any) -> str:
    query = "&".join(f"{name}={getattr(value, 'pk', value)}" for name, value in named.items())
    return f"{reverse(f'activities:{kind}_new')}?{query}"


def home(cohort: FamilyCohort) -> str:
    return reverse("activities:cohort", args=[cohort.pk])


def boxes(client: Client, url: str) -> list[str]:
    return [name for name in opened(client, url) if name.startswith("skor_")] or [
        name for name in client.get(url).context["form"].fields if name.startswith("skor_")
    ]


def test_a_cohort_goes_its_whole_way_by_the_button_of_its_page(cast: Cast) -> None:
    client = cast.client(cast.ani)
    activity = plan(cast, title="Intervensi rekaan", type="family_intervention")
    assert "Buat kohort keluarga" in client.get(reverse("activities:activity", args=[activity.pk])).text
    made = send(
        client, new("cohort", kegiatan=activity), region="16.02.05", planned_families="1", planned_meetings="2",
        scale_least="1", scale_most="5",
    )  # fmt: skip
    page = made.url

    def button() -> str:
        following = client.get(page).context["course"].next
        return following.url if following else ""

    mother = {"parent_sex": "female", "parent_birth_year": "1985", "parent_name": "Ibu Rekaan"}
    assert send(client, button(), enrolled_on="2023-03-01", **mother, child_sex="male").url == page
    for phase, typed in (("before", "2"), ("after", "3,5")):
        url = button()
        assert f"tahap={phase}" in url
        filled = {name: typed for name in client.get(url).context["form"].fields if name.startswith("skor_")}
        assert len(filled) == 6
        assert send(client, url, taken_on="2023-03-02" if phase == "before" else "2023-03-20", **filled).url == page
        for week in (0, 1) if phase == "before" else ():
            held = (FIRST + timedelta(weeks=week)).isoformat()
            said = {"held_on": held, "region": "16.02.05", "environment": "family"}
            assert send(client, button(), **said).status_code == 302
            assert send(client, button()).url == page  # everybody stands ticked
    text = client.get(page).text
    assert "Semua pertemuan dan hadirnya sudah dicatat" in text
    assert "2 dari 2 orang (100,00 %)" in text
    assert "+1,5" in text
    assert "Ibu Rekaan" not in text
    assert figure(cast.oki, "prevention.family_belief_before") == ("25.00", None)  # 2 on a scale from 1 to 5
    assert figure(cast.oki, "prevention.family_belief_changed") == ("37.50", None)
    assert figure(cast.oki, "prevention.people_reached") == ("2", None)
    assert verify() == []


def test_four_meetings_of_twenty_people_reach_twenty(cast: Cast) -> None:
    cohort = begin(cast, planned_families=10)
    people = enrol(cast, cohort, 10)
    for week in range(4):
        tick(cast, meet(cast, cohort, week), people)
    assert figure(cast.oki, "prevention.meetings") == ("4", None)
    assert figure(cast.oki, "prevention.people_reached") == ("20", None)
    assert figure(cast.oki, "prevention.people_by_age") == ("20", None)
    assert figure(cast.oki, "prevention.family_cohorts") == ("1", None)
    assert figure(cast.oki, "prevention.families_completed") == ("10", None)
    assert figure(cast.oki, "prevention.family_completion") == ("100.00", None)
    row = cast.client(cast.ani).get(reverse("activities:activity_list")).text
    assert 'data-label="Peserta" class="num">20<' in row
    assert verify() == []


def test_the_ticks_are_the_head_count_by_sex_and_age_of_that_day(cast: Cast, cohort: FamilyCohort) -> None:
    people = enrol(cast, cohort)
    meeting = meet(cast, cohort, 0)
    tick(cast, meeting, people[:3])
    told = posted(meeting, "kind", "sex", "age_band", "quantity")
    assert (PEOPLE, "female", "", 2) in told
    assert (PEOPLE, "male", "", 1) in told
    assert ("activities.prevention_people_by_age", "", "12_17", 1) in told  # born 2009, in 2023
    second = meet(cast, cohort, 1)
    tick(cast, second, people)
    assert [row[3] for row in posted(second, "kind", "sex", "age_band", "quantity") if row[0] == PEOPLE] == [1]
    page = cast.client(cast.ani).get(reverse("activities:meeting", args=[second.pk])).text
    assert "Hadir 4 orang (L 2, P 2)" in page


def test_no_family_joins_after_the_first_meeting(cast: Cast, cohort: FamilyCohort) -> None:
    people, client = enrol(cast, cohort), cast.client(cast.ani)
    meeting = meet(cast, cohort, 0)
    said = {"parent_sex": "female", "child_sex": "male"}
    late = send(client, new("family", kohort=cohort), enrolled_on="2023-03-10", **said)
    assert late.status_code == 422
    assert "tidak ada keluarga yang ditambah atau diganti" in sentences(late)
    assert send(client, new("family", kohort=cohort), enrolled_on="2023-03-09", **said).status_code == 302
    roll = tick(cast, meeting, people)
    again = send(client, new("family", kohort=cohort), enrolled_on="2023-03-09", **said)
    assert "hadirnya sudah dicatat" in sentences(again)
    assert Family.objects.count() == 3
    # What was overlooked can be mended: the roll is taken back, then ticked anew.
    client.post(reverse("activities:family_roll_cancel", args=[roll.pk]), {"reason": "satu keluarga terlewat"})
    assert send(client, new("family", kohort=cohort), enrolled_on="2023-03-09", **said).status_code == 302
    assert verify() == []


def test_more_than_the_planned_meetings_are_refused_and_four_is_the_most(cast: Cast) -> None:
    cohort, client = begin(cast, planned_meetings=1), cast.client(cast.ani)
    meeting = meet(cast, cohort, 0)
    with pytest.raises(Refusal, match="direncanakan 1 pertemuan"):
        meet(cast, cohort, 1)
    change = reverse("activities:cohort_change", args=[cohort.pk])
    assert "Antara 1 dan 4" in sentences(send(client, change, planned_meetings="5"))
    assert send(client, change, planned_meetings="2").status_code == 302
    meet(cast, cohort, 1)
    assert "direncanakan 1 pertemuan" in sentences(send(client, change, planned_meetings="1"))
    with pytest.raises(Refusal, match="didaftarkan"):
        enrol(cast, cohort, 1, day=FIRST + timedelta(days=1))
    assert Meeting.objects.standing().filter(activity=meeting.activity).count() == 2


def test_a_family_leaves_with_a_reason_and_the_leaving_can_be_taken_back(cast: Cast, cohort: FamilyCohort) -> None:
    people, client = enrol(cast, cohort), cast.client(cast.ani)
    tick(cast, meet(cast, cohort, 0), people)
    family = people[0].family
    leave = reverse("activities:family_step", args=[family.pk, "keluar"])
    assert sentences(send(client, leave, left_on="2023-03-12"))  # without its reason
    too_soon = send(client, leave, left_on="2023-03-09", left_reason="moved")
    assert "Keluarga K-01 hadir pada 09-03-2023" in sentences(too_soon)
    assert send(client, leave, left_on="2023-03-12", left_reason="moved").status_code == 302
    assert figure(cast.oki, "prevention.families_left") == ("1", None)
    offered = client.get(new("family_roll", pelaksanaan=meet(cast, cohort, 1))).context["form"].fields["present"]
    assert {one.family.code for one in offered.queryset} == {"K-02"}
    assert "keluar 12-03-2023" in client.get(home(cohort)).text
    back = reverse("activities:family_step", args=[family.pk, "kembali"])
    assert send(client, back).status_code == 302
    assert figure(cast.oki, "prevention.families_left") == (None, None)
    assert "tidak jadi keluar" in client.get(reverse("activities:family", args=[family.pk])).text.lower()
    assert verify() == []


def test_who_missed_a_meeting_did_not_complete_and_who_left_counts_as_enrolled(cast: Cast) -> None:
    cohort = begin(cast, planned_families=3, planned_meetings=2)
    people = enrol(cast, cohort, 3)
    tick(cast, meet(cast, cohort, 0), people)
    assert figure(cast.oki, "prevention.family_completion") == (None, None)  # not over yet
    said: dict[str, Any] = {"left_on": FIRST + timedelta(days=3), "left_reason": "moved"}
    LEAVING.change(people[4].family, by=cast.ani, based_on=None, **said)
    roll = tick(cast, meet(cast, cohort, 1), people[:3])  # the second family's child stayed away
    assert figure(cast.oki, "prevention.families_completed") == ("1", None)
    assert figure(cast.oki, "prevention.family_completion") == ("50.00", None)  # three of six
    late = people[2].family
    with pytest.raises(Refusal, match="Semua pertemuan sudah selesai"):
        LEAVING.change(late, by=cast.ani, based_on=None, left_on=FIRST + timedelta(weeks=3), left_reason="moved")
    ROLLS.change(roll, by=cast.ani, based_on=roll.version, present=people[:4])
    assert figure(cast.oki, "prevention.families_completed") == ("2", None)
    text = cast.client(cast.ani).get(home(cohort)).text
    assert "4 dari 6 orang (66,67 %)" in text
    assert verify() == []


def test_ticks_list_and_head_count_never_count_twice(cast: Cast, cohort: FamilyCohort) -> None:
    people, client = enrol(cast, cohort), cast.client(cast.ani)
    counted = meet(cast, cohort, 0, total=30)
    refused = send(client, new("family_roll", pelaksanaan=counted))
    assert "Hadir keluarga memuat 4 orang, tetapi jumlah peserta 30" in sentences(refused)
    assert not FamilyRoll.objects.exists()
    MEETINGS.change(counted, by=cast.ani, based_on=1, total=None)
    tick(cast, counted, people)
    change = reverse("activities:meeting_change", args=[counted.pk])
    assert "Hadir keluarga memuat 4 orang" in sentences(send(client, change, total="5"))
    listing = reverse("activities:attendance_fill", args=[counted.pk])
    assert "Pakai salah satu" in sentences(send(client, listing, people="Warga Rekaan; L; 30"))
    listed = meet(cast, cohort, 1)
    ATTENDANCE.change(listed, by=cast.ani, based_on=None, people=[Person(1, "Warga Rekaan", "male")])
    assert "Pakai salah satu" in sentences(send(client, new("family_roll", pelaksanaan=listed)))
    total: dict[str, Any] = {"total": 4, "participants_on": FIRST}
    with pytest.raises(Refusal, match="sudah dicatat pada pelaksanaannya"):
        ACTIVITIES.change(cohort.activity, by=cast.ani, based_on=None, **total)
    assert figure(cast.oki, "prevention.people_reached") == ("5", None)
    assert verify() == []


def test_scores_outside_the_scale_come_back_with_everything_else_still_there(cast: Cast) -> None:
    cohort = begin(cast, scale_least=Decimal(1), scale_most=Decimal(4))
    enrol(cast, cohort, 1)
    client, url = cast.client(cast.ani), f"{new('family_test', kohort=cohort)}&tahap=before"
    first, second, *rest = boxes(client, url)
    refused = send(client, url, taken_on="2023-03-02", **{first: "4,5", second: "3"})
    assert refused.status_code == 422
    assert "Di luar skala 1–4." in sentences(refused)
    assert refused.context["form"][second].value() == "3"
    assert "paling sedikit satu skor" in sentences(send(client, url, taken_on="2023-03-02"))
    assert not FamilyTest.objects.exists()
    assert send(client, url, taken_on="2023-03-02", **{first: "4", second: "3"}).status_code == 302
    # Nobody has both yet: nothing is compared, and the instrument stays as it was.
    assert figure(cast.oki, "prevention.family_belief_before") == (None, None)
    change = reverse("activities:cohort_change", args=[cohort.pk])
    assert "sudah punya skor" in sentences(send(client, change, scale_most="5"))
    after = f"{new('family_test', kohort=cohort)}&tahap=after"
    early = send(client, after, taken_on="2023-03-01", **{first: "2"})
    assert "tidak dapat lebih awal" in sentences(early)
    assert send(client, after, taken_on="2023-03-30", **{first: "2", rest[0]: "4"}).status_code == 302
    assert figure(cast.oki, "prevention.family_belief_changed") == ("-66.67", None)
    assert figure(cast.oki, "prevention.family_organisation_changed") == (None, None)
    course = client.get(home(cohort)).context["course"]
    assert (course.changes[0].n, course.changes[0].change) == (1, Decimal("-2.00"))
    test = FamilyTest.objects.get(phase="after")
    assert send(client, reverse("activities:family_test_change", args=[test.pk]), **{first: ""}).status_code == 302
    assert figure(cast.oki, "prevention.family_belief_changed") == (None, None)
    assert verify() == []


def test_names_are_opened_on_one_page_by_those_who_write_and_the_reading_is_written_down(
    cast: Cast, cohort: FamilyCohort
) -> None:
    people, names = enrol(cast, cohort), reverse("activities:cohort_names", args=[cohort.pk])
    tick(cast, meet(cast, cohort, 0), people)
    client = cast.client(cast.ani)
    pages = [
        home(cohort), reverse("activities:family", args=[people[0].family_id]), reverse("activities:cohort_list"),
        reverse("activities:family_member", args=[people[0].pk]), reverse("activities:family_member_change", args=[people[0].pk]),
        reverse("activities:cohort_export"),
    ]  # fmt: skip
    for page in pages:
        answer = client.get(page)
        assert answer.status_code == 200
        assert b"Ibu Rekaan" not in answer.content, page
    assert not Reading.objects.exists()
    assert client.get(names).text.count("Ibu Rekaan") == 2
    assert {str(one.record_id) for one in Reading.objects.all()} == {str(people[0].pk), str(people[2].pk)}
    assert not AuditLine.objects.filter(changes__icontains="Ibu Rekaan").exists()
    assert cast.client(cast.joko).get(names).status_code == 403
    assert cast.client(cast.gita).get(names).status_code == 404
    assert Reading.objects.count() == 2


def test_a_name_is_corrected_without_being_shown(cast: Cast, cohort: FamilyCohort) -> None:
    mother = enrol(cast, cohort, 1)[0]
    client, url = cast.client(cast.ani), reverse("activities:family_member_change", args=[mother.pk])
    assert send(client, url, sex="male").status_code == 302
    assert FamilyMember.objects.get(pk=mother.pk).compared("name") == "Ibu Rekaan"
    assert "sesudah tahun lahir orang tuanya" in sentences(send(client, url, birth_year="2009"))
    more = new("family_member", keluarga=mother.family)
    assert send(client, more, role="child", sex="female", birth_year="2011").status_code == 302
    assert FamilyMember.objects.get(role="child", number=2).code == "K-01/A2"
    assert send(client, url, name="-").status_code == 302
    assert FamilyMember.objects.get(pk=mother.pk).compared("name") == ""


@pytest.mark.parametrize("kind", ["cohort", "family", "family_member", "family_roll", "family_test"])
def test_without_the_right_every_id_is_403_and_outside_the_office_404(
    cast: Cast, cohort: FamilyCohort, kind: str
) -> None:
    people = enrol(cast, cohort)
    records = {"cohort": cohort, "family": people[0].family, "family_member": people[0], "family_roll": tick(cast, meet(cast, cohort, 0), people)}  # fmt: skip
    key = getattr(records.get(kind), "pk", uuid4())
    for part in ("", "_change", "_cancel"):
        for pk in (key, uuid4()):
            url = reverse(f"activities:{kind}{part}", args=[pk])
            assert cast.client(cast.fitri).get(url).status_code == 403
            assert cast.client(cast.gita).get(url).status_code == 404
    if kind in records:
        reader = cast.client(cast.joko)
        assert reader.get(reverse(f"activities:{kind}", args=[key])).status_code == 200
        assert reader.get(reverse(f"activities:{kind}_change", args=[key])).status_code == 403


def test_only_days_that_speak_differently_ask_for_a_reason(cast: Cast) -> None:
    cohort = begin(cast, planned_meetings=2)
    people = enrol(cast, cohort, 1)
    first = tick(cast, meet(cast, cohort, 0), people)
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    later = hold(cast, cohort.activity, held_on=date(2023, 4, 6), environment="family")
    tick(cast, later, people)  # April is open, March says nothing new
    assert figure(cast.oki, "prevention.families_completed") == ("1", None)
    client, url = cast.client(cast.ani), reverse("activities:family_roll_change", args=[first.pk])
    asked = send(client, url, present=[str(people[0].pk)])
    assert "Maret 2023 sudah ditutup" in sentences(asked) or "bulannya sudah ditutup" in sentences(asked)
    assert send(client, url, present=[str(people[0].pk)], reason="salah centang").status_code == 302
    assert figure(cast.oki, "prevention.families_completed") == (None, None)
    assert figure(cast.oki, "prevention.people_reached") == ("2", None)  # the child first came in April
    assert verify() == []


def test_what_is_used_is_not_turned_round_and_a_cancelled_cohort_takes_its_records_along(
    cast: Cast, cohort: FamilyCohort
) -> None:
    people = enrol(cast, cohort)
    meeting = meet(cast, cohort, 0)
    tick(cast, meeting, people)
    with pytest.raises(Refusal, match="punya kohort keluarga"):
        ACTIVITIES.change(cohort.activity, by=cast.ani, based_on=None, type="talk_show")
    with pytest.raises(Refusal, match="punya kohort keluarga"):
        ACTIVITIES.cancel(cohort.activity, by=cast.ani, reason="salah")
    with pytest.raises(Refusal, match="sudah punya kohort"):
        COHORTS.create(office=cast.oki, by=cast.ani, activity=cohort.activity, region=cohort.region)
    with pytest.raises(Refusal, match="hanya pada kegiatan intervensi"):
        COHORTS.create(office=cast.oki, by=cast.ani, activity=plan(cast), region=cohort.region)
    client = cast.client(cast.ani)
    client.post(reverse("activities:cohort_cancel", args=[cohort.pk]), {"reason": "salah kegiatan"})
    assert not Family.objects.standing().exists()
    assert not FamilyRoll.objects.standing().exists()
    assert figure(cast.oki, "prevention.people_reached") == (None, None)
    assert figure(cast.oki, "prevention.families_enrolled") == (None, None)
    assert posted(meeting, "kind") == [("activities.prevention_meeting_held",)]
    assert verify() == []


def test_a_cancelled_meeting_takes_its_ticks_along(cast: Cast, cohort: FamilyCohort) -> None:
    people = enrol(cast, cohort)
    first, second = meet(cast, cohort, 0), meet(cast, cohort, 1)
    tick(cast, first, people)
    tick(cast, second, people)
    MEETINGS.cancel(first, by=cast.ani, reason="salah catat")
    assert figure(cast.oki, "prevention.people_reached") == ("4", None)  # now they first came to the second
    assert figure(cast.oki, "prevention.family_cohorts") == ("1", None)
    assert verify() == []


def test_nine_families_are_a_cohort_and_the_page_says_so(cast: Cast) -> None:
    cohort = begin(cast, planned_families=10)
    enrol(cast, cohort, 9)
    client = cast.client(cast.ani)
    text = client.get(home(cohort)).text
    assert "9 keluarga terdaftar, direncanakan 10" in text
    assert "Daftarkan keluarga K-10" in text
    assert "Mulai dengan 9 keluarga" in text
    meet(cast, cohort, 0)
    text = client.get(home(cohort)).text
    assert "Daftarkan keluarga" not in text  # the first meeting was held: scores, then who came
    assert "Isi skor sebelum" in text


def test_two_at_one_meeting_lose_no_tick_unseen(cast: Cast, cohort: FamilyCohort) -> None:
    people = enrol(cast, cohort)
    roll = tick(cast, meet(cast, cohort, 0), people)
    client, url = cast.client(cast.ani), reverse("activities:family_roll_change", args=[roll.pk])
    first, second = opened(client, url), opened(client, url)
    everybody = [str(one.pk) for one in people]
    assert client.post(url, {**first, "present": everybody[:2]}).status_code == 302
    late = client.post(url, {**second, "present": everybody[:3]})
    assert late.status_code == 422
    assert "Anggota K-01/O" in sentences(late)  # both values are shown
    assert [one.pk for one in FamilyRoll.objects.get().came()] == [one.pk for one in people[:2]]


@pytest.mark.property
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(came=st.lists(st.sets(st.integers(0, 5)), min_size=2, max_size=2), leaves=st.booleans())
def test_completion_and_reach_are_what_a_count_by_hand_gives(cast: Cast, came: list[set[int]], leaves: bool) -> None:
    before = figure(cast.oki, "prevention.people_reached")[0] or "0"
    done_before = int(figure(cast.oki, "prevention.family_members_completed")[0] or 0)
    families_before = int(figure(cast.oki, "prevention.families_completed")[0] or 0)
    cohort = begin(cast, planned_families=3, planned_meetings=2)
    people = enrol(cast, cohort, 3)
    gone = {4, 5} if leaves else set()
    tick(cast, meet(cast, cohort, 0), [people[one] for one in came[0]])
    if leaves:
        said: dict[str, Any] = {"left_on": FIRST + timedelta(days=1), "left_reason": "moved"}
        LEAVING.change(people[4].family, by=cast.ani, based_on=None, **said)
    second = came[1] - gone
    tick(cast, meet(cast, cohort, 1), [people[one] for one in second])
    always = (came[0] & second) - gone
    whole = [family for family in range(3) if {2 * family, 2 * family + 1} <= always]
    assert int(figure(cast.oki, "prevention.people_reached")[0] or 0) - int(before) == len(came[0] | second)
    assert int(figure(cast.oki, "prevention.family_members_completed")[0] or 0) - done_before == len(always)
    assert int(figure(cast.oki, "prevention.families_completed")[0] or 0) - families_before == len(whole)
    course = cast.client(cast.ani).get(home(cohort)).context["course"]
    assert (course.completed, course.families_completed) == (len(always), len(whole))
    assert verify() == []


def test_a_cohort_page_asks_the_same_few_questions_however_many_families(cast: Cast) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client = cast.client(cast.ani)

    def asked(cohort: FamilyCohort) -> int:
        client.get(home(cohort))
        with CaptureQueriesContext(connection) as counted:
            answer = client.get(home(cohort))
        assert len(answer.content) <= 40_000
        return len(counted)

    small, large = begin(cast), begin(cast, planned_families=10)
    for cohort, many in ((small, 1), (large, 10)):
        people = enrol(cast, cohort, many)
        for week in range(4):
            tick(cast, meet(cast, cohort, week), people)
    assert asked(large) == asked(small)


def test_an_activity_can_only_be_read_as_a_cohort_where_it_is_one(cast: Cast, activity: Activity) -> None:
    text = cast.client(cast.ani).get(reverse("activities:activity", args=[activity.pk])).text
    assert "kohort" not in text.split('id="isi"')[1].lower()
    lost = cast.client(cast.ani).post(reverse("activities:family_new"), {"enrolled_on": "2023-03-01"})
    assert "dari halaman kohortnya" in sentences(lost)
