"""The year's plan: derived states, calling off, the calendar and its file, last year's lines as a draft."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, MEETINGS
from bersinar.programmes.activities.models import Activity
from bersinar.programmes.activities.plan.actions import call_off, moved
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import hold, plan


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.ani)


def step(client: Client, activity: Activity, code: str, **typed: Any) -> Any:
    return send(client, reverse("activities:activity_step", args=[activity.pk, code]), **typed)


def titles(client: Client, state: str) -> list[str]:
    page = client.get(reverse("activities:activity_list"), {"keadaan": state})
    return [str(row) for row, _, _ in page.context["table"]]


def test_a_plan_line_stands_where_its_records_put_it(cast: Cast, client: Client) -> None:
    today = cast.oki.local_day()
    plan(cast, title="Tanpa hari", year=today.year)
    plan(cast, title="Lewat", planned_on=date(2023, 5, 2))
    hold(cast, plan(cast, title="Terlaksana", planned_on=date(2023, 5, 2)))
    plan(cast, title="Dengan peserta", total=20, participants_on=date(2023, 3, 1))
    off = plan(cast, title="Dibatalkan anggaran", planned_on=date(2023, 6, 1))
    assert step(client, off, "call_off", on="2023-05-30", why="Anggaran dialihkan.").status_code == 302
    assert titles(client, "planned") == ["Tanpa hari"]
    assert sorted(titles(client, "held")) == ["Dengan peserta", "Terlaksana"]
    assert titles(client, "overdue") == titles(client, "scheduled") == ["Lewat"]
    assert titles(client, "called_off") == ["Dibatalkan anggaran"]


def test_calling_off_is_another_thing_than_cancelling_and_can_be_taken_back(cast: Cast, client: Client) -> None:
    activity = plan(cast, planned_on=date(2023, 6, 1))
    answer = step(client, activity, "call_off", on="2023-05-30", why="")
    assert answer.status_code == 422
    assert step(client, activity, "call_off", on="2023-05-30", why="Sekolah mundur.").status_code == 302
    activity.refresh_from_db()
    assert not activity.is_cancelled
    assert "Sekolah mundur." in client.get(reverse("activities:activity", args=[activity.pk])).text
    with pytest.raises(Refusal) as refused:
        hold(cast, activity)
    assert "tidak jadi" in str(refused.value.fields)
    assert step(client, activity, "take_up").status_code == 302
    hold(cast, activity)
    answer = step(client, activity, "call_off", on="2023-09-30", why="Terlambat.")
    assert answer.status_code == 422
    assert "Terlaksana" in sentences(answer)
    assert list(verify()) == []


def test_a_day_is_set_in_the_year_of_the_programme(cast: Cast, client: Client) -> None:
    activity = plan(cast)
    answer = step(client, activity, "schedule", planned_on="2024-05-30", venue="Aula")
    assert answer.status_code == 422
    assert "2023" in sentences(answer)
    assert answer.context["form"]["venue"].value() == "Aula"
    answer = step(client, activity, "schedule", planned_on="2023-05-30", planned_until="2023-05-29")
    assert "mendahului" in sentences(answer)
    assert step(client, activity, "schedule", planned_on="2023-05-30", starts_at="09:30").status_code == 302
    activity.refresh_from_db()
    assert (activity.planned_on, activity.starts_at) == (date(2023, 5, 30), time(9, 30))


def test_only_the_own_office_calls_off(cast: Cast) -> None:
    activity = plan(cast)
    url = reverse("activities:activity_step", args=[activity.pk, "call_off"])
    assert [cast.client(one).get(url).status_code for one in (cast.gita, cast.fitri, cast.joko)] == [404, 403, 403]
    with pytest.raises(Refusal):
        call_off(activity, by=cast.gita, based_on=None, on=date(2023, 5, 1), why="Bukan hak saya.")


def test_a_month_shows_plans_and_what_was_held_and_no_other_office(cast: Cast, client: Client) -> None:
    plan(cast, title="Dua hari", planned_on=date(2023, 8, 8), planned_until=date(2023, 8, 9))
    off = plan(cast, title="Tidak jadi saja", planned_on=date(2023, 8, 10))
    call_off(off, by=cast.ani, based_on=None, on=date(2023, 8, 1), why="Anggaran.")
    hold(cast, plan(cast, title="Sudah diadakan"))
    url = reverse("activities:calendar")
    weeks = client.get(url, {"hari": "2023-08-20"}).context["weeks"]
    lines = {day: [(one.title, one.sort) for one in found] for week in weeks for _, day, found, _ in week if found}
    assert lines == {
        date(2023, 8, 8): [("Dua hari", "late")],
        date(2023, 8, 9): [("Dua hari", "late")],
        date(2023, 8, 24): [("Sudah diadakan", "held")],
    }
    week = client.get(url, {"hari": "2023-08-24", "tampilan": "minggu"}).context["weeks"]
    assert [day for _, day, found, _ in week[0] if found] == [date(2023, 8, 24)]
    assert "Dua hari" not in cast.client(cast.gita).get(url, {"hari": "2023-08-20"}).text
    assert cast.client(cast.fitri).get(url).status_code == 403
    assert client.get(url, {"hari": "kapan"}).status_code == 200


def test_the_calendar_file_holds_titles_and_days_and_makes_up_no_hour(cast: Cast, client: Client) -> None:
    soon = cast.oki.local_day() + timedelta(days=3)
    plan(cast, title="Tanpa jam", year=soon.year, planned_on=soon)
    plan(cast, title="Pukul sembilan", year=soon.year, planned_on=soon, starts_at=time(9, 0))
    text = client.get(reverse("activities:calendar_file")).content.decode()
    assert f"DTSTART;VALUE=DATE:{soon:%Y%m%d}" in text
    assert f"DTEND;VALUE=DATE:{soon + timedelta(days=1):%Y%m%d}" in text
    assert f"DTSTART:{soon:%Y%m%d}T020000Z" in text  # nine o'clock in Kayuagung
    assert cast.ani.full_name not in text


def test_the_year_sets_held_against_planned_and_names_why_not(cast: Cast, client: Client) -> None:
    hold(cast, plan(cast, planned_on=date(2023, 8, 1)))
    plan(cast, title="Belum", planned_on=date(2023, 8, 9))
    off = plan(cast, title="Gugur", type="workshop_media", planned_on=date(2023, 9, 9))
    call_off(off, by=cast.ani, based_on=None, on=date(2023, 9, 1), why="Narasumber sakit.")
    page = client.get(reverse("activities:year_plan"), {"tahun": "2023"})
    assert page.context["sums"] == [("Pencegahan", 2, 1), ("Pemberdayaan masyarakat", 0, 0)]
    assert "Narasumber sakit." in page.text


def test_last_years_plan_is_a_draft_of_which_only_what_is_ticked_is_saved(cast: Cast, client: Client) -> None:
    kept = plan(cast, title="Diulang", planned_on=date(2023, 3, 14), total=40, participants_on=date(2023, 3, 14))
    plan(cast, title="Dilepas", planned_on=date(2023, 4, 4))
    there = plan(cast, title="Sudah ada", planned_on=date(2023, 5, 5))
    held = plan(cast, title="Diadakan tanpa rencana hari")
    hold(cast, held, held_on=date(2023, 8, 23))
    ACTIVITIES.create(office=cast.oki, by=cast.ani, title="Sudah ada", type="talk_show", year=2024)
    url = f"{reverse('activities:copy_plan')}?tahun=2024"
    assert f'name="hari_{kept.pk}" value="2024-03-12"' in client.get(url).text
    assert f'name="hari_{held.pk}" value="2024-08-21"' in client.get(url).text
    assert Activity.objects.filter(year=2024).count() == 1
    answer = client.post(url, {f"pilih_{kept.pk}": "on", f"hari_{kept.pk}": "2025-01-01"})
    assert answer.status_code == 422
    typed = {f"pilih_{kept.pk}": "on", f"hari_{kept.pk}": "2024-03-13", f"pilih_{there.pk}": "on"}
    for _ in range(2):
        client.post(url, typed)
    made = Activity.objects.get(year=2024, title="Diulang")
    assert (made.planned_on, made.total, made.type) == (date(2024, 3, 13), None, kept.type)
    assert sorted(Activity.objects.filter(year=2024).values_list("title", flat=True)) == ["Diulang", "Sudah ada"]
    assert cast.client(cast.joko).get(url).status_code == 403
    assert list(verify()) == []


def test_a_copied_day_keeps_its_weekday_within_its_year() -> None:
    assert moved(date(2025, 3, 12), 2026) == date(2026, 3, 11)
    assert moved(date(2025, 1, 1), 2026) == date(2026, 1, 1)  # 52 weeks on is the year before still
    assert moved(None, 2026) is None


def test_a_broadcast_has_a_reach_and_is_asked_for_no_heads(cast: Cast, client: Client) -> None:
    activity = plan(cast, title="Siaran radio", type="media_campaign")
    url = f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}&cara=media"
    form = client.get(url).context["form"]
    assert "total" not in form.fields
    assert "media_reach" in form.fields
    answer = send(
        client, url, held_on="2023-08-01", environment="community", media_reach="12.000", venue="Radio Rekaan"
    )
    assert answer.status_code == 302, sentences(answer)
    meeting = activity.meetings.get()
    assert (meeting.mode, meeting.media_reach, meeting.total) == ("media", 12_000, None)
    with pytest.raises(Refusal) as refused:
        MEETINGS.change(meeting, by=cast.ani, based_on=None, total=50)
    assert "jangkauan" in str(refused.value.fields)
    assert list(verify()) == []
