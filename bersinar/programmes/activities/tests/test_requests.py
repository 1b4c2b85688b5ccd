"""Permohonan: a letter comes in, is scheduled or declined, served, answered; and who may be called stays sealed."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.foundation.deadlines.counting import Holidays
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.actions import make
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ACTIVITIES, INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.merging import MERGE
from bersinar.programmes.activities.models import Activity, Request
from bersinar.programmes.activities.requests.actions import REQUESTS, schedule_request, serve
from bersinar.programmes.activities.requests.letters import ACCEPTING, DECLINING
from bersinar.programmes.activities.waiting import answer_due, waiting_of
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import hold, plan


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.ani)


def ask(cast: Cast, institution: Institution, **values: Any) -> Request:
    said = {"received_on": date(2023, 8, 1), "asks": "talk", "topic": "Sosialisasi siswa baru", **values}
    return REQUESTS.create(office=cast.oki, by=cast.ani, institution=institution, **said)


def step(client: Client, request: Request, code: str, **typed: Any) -> Any:
    return send(client, reverse("activities:request_step", args=[request.pk, code]), **typed)


def said(kind: str) -> int:
    return sum(fact.quantity * fact.sign for fact in Fact.objects.filter(kind=f"activities.{kind}"))


def test_a_letter_goes_its_whole_way_and_nothing_is_typed_twice(
    cast: Cast, client: Client, school: Institution
) -> None:
    url = f"{reverse('activities:request_new')}?instansi={school.pk}"
    answer = send(
        client, url, received_on="2023-08-01", letter_number="421/07", letter_on="2023-07-30", asks="talk",
        topic="Sosialisasi siswa baru", wished_on="2023-08-24", expected="120", contact="Bu Rekaan, 0800",
    )  # fmt: skip
    assert answer.status_code == 302, sentences(answer)
    request = Request.objects.get()
    form = opened(client, reverse("activities:request_step", args=[request.pk, "schedule"]))
    assert (form["title"], form["planned_on"]) == ("Sosialisasi siswa baru, SMAN Rekaan", date(2023, 8, 24))
    assert step(client, request, "serve", on="2023-08-24").status_code == 422
    assert step(client, request, "schedule", starts_at="09:00").status_code == 302
    activity = Activity.objects.get()
    assert (activity.planned_on, activity.request_letter) == (date(2023, 8, 24), "Nomor 421/07, 30-07-2023")
    answer = step(client, request, "serve", on="2023-08-24")
    assert "belum dilaksanakan" in sentences(answer)
    known = opened(client, f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}")
    assert known["institutions"] == [school.pk]
    assert (known["environment"], known["held_on"]) == ("education", date(2023, 8, 24))
    hold(cast, activity, institutions=[school])
    assert step(client, request, "serve").status_code == 302
    assert step(client, request, "answer", on="2023-08-28", number="B/012/VIII/2023").status_code == 302
    request.refresh_from_db()
    assert (request.stage, request.served_on, request.answer_number) == (
        "answered",
        date(2023, 8, 24),
        "B/012/VIII/2023",
    )
    assert (said("request_received"), said("request_served")) == (1, 1)
    assert list(verify()) == []


def test_a_request_is_declined_with_a_reason_and_opened_again(cast: Cast, client: Client, school: Institution) -> None:
    request = ask(cast, school)
    page = reverse("activities:request", args=[request.pk])
    assert step(client, request, "decline", on="2023-07-01", why="Penuh.").status_code == 422  # before it came in
    assert step(client, request, "decline", on="2023-08-03", why="").status_code == 422
    assert step(client, request, "decline", on="2023-08-03", why="Jadwal penuh.").status_code == 302
    assert "Jadwal penuh." in client.get(page).text
    assert "tolak-permohonan" in client.get(page).text
    assert step(client, request, "reopen").status_code == 302
    request.refresh_from_db()
    assert (request.stage, request.declined_why) == ("received", "")
    assert list(verify()) == []


def test_what_is_asked_and_what_is_planned_must_fit(cast: Cast, client: Client, school: Institution) -> None:
    request = ask(cast, school, asks="urine_test", topic="Tes urine guru")
    talk = plan(cast)
    with pytest.raises(Refusal) as refused:
        schedule_request(request, by=cast.ani, based_on=None, activity=talk)
    assert "bukan yang diminta" in refused.value.sentence
    assert step(client, request, "schedule", planned_on="").status_code == 422
    assert step(client, request, "schedule", planned_on="2023-09-05").status_code == 302
    assert Activity.objects.get(type="urine_test").year == 2023


def test_a_served_request_holds_its_pelaksanaan(cast: Cast, school: Institution) -> None:
    request, activity = ask(cast, school), plan(cast)
    meeting = hold(cast, activity)
    schedule_request(request, by=cast.ani, based_on=None, activity=activity)
    serve(request, by=cast.ani, based_on=None, on=date(2023, 8, 24))
    with pytest.raises(Refusal) as refused:
        MEETINGS.cancel(meeting, by=cast.ani, reason="Salah.")
    assert "permohonan" in refused.value.sentence
    with pytest.raises(Refusal):
        ACTIVITIES.cancel(activity, by=cast.ani, reason="Salah.")


def test_two_doubles_of_one_institution_asked_as_one(cast: Cast, client: Client, school: Institution) -> None:
    double = INSTITUTIONS.create(office=cast.oki, by=cast.ani, name="SMA Negeri Rekaan", kind="school")
    ask(cast, school)
    ask(cast, double, topic="Narasumber upacara")
    MERGE.change(school, by=cast.ani, based_on=None, duplicate=double)
    standing = list(Fact.objects.filter(kind="activities.request_received"))
    subjects: dict[str, int] = {}
    for fact in standing:
        subjects[fact.subject] = subjects.get(fact.subject, 0) + fact.sign
    assert [count for count in subjects.values() if count > 0] == [2]
    assert "Narasumber upacara" in client.get(reverse("activities:institution", args=[school.pk])).text
    assert list(verify()) == []


def test_who_may_be_called_is_sealed_and_opened_by_its_own_office_only(
    cast: Cast, client: Client, school: Institution
) -> None:
    request = ask(cast, school, contact="Bu Rekaan, 0800")
    url = reverse("activities:request_open", args=[request.pk])
    assert "Bu Rekaan" not in client.get(reverse("activities:request", args=[request.pk])).text
    assert client.get(url).status_code == 302  # a link opens nothing
    assert "Bu Rekaan, 0800" in client.post(url).text
    assert cast.client(cast.joko).post(url).status_code == 403
    assert cast.client(cast.gita).post(url).status_code == 404
    assert send(client, reverse("activities:request_change", args=[request.pk]), topic="Lain").status_code == 302
    assert "Bu Rekaan, 0800" in client.post(url).text  # left empty, it stayed


def test_the_clock_counts_working_days_and_tells_the_home_page(cast: Cast, client: Client, school: Institution) -> None:
    today = cast.oki.local_day()
    late = ask(cast, school, topic="Sudah lama")
    ask(cast, school, received_on=today, topic="Baru masuk")
    assert answer_due(late, Holidays()) == date(2023, 8, 8)  # Tuesday the first; Saturday and Sunday do not count
    assert answer_due(late, Holidays(days=frozenset({date(2023, 8, 3)}))) == date(2023, 8, 9)
    told = {one.words: one.is_late for one in waiting_of(cast.ani, cast.oki)}
    assert told == {"Jawab permohonan: Sudah lama": True, "Jawab permohonan: Baru masuk": False}
    assert list(waiting_of(cast.joko, cast.oki)) == []
    assert "Jawab permohonan: Sudah lama" in client.get("/").text


@pytest.mark.parametrize("part", ["", "_change", "_cancel"])
def test_strangers_find_no_request(cast: Cast, school: Institution, part: str) -> None:
    url = reverse(f"activities:request{part}", args=[ask(cast, school).pk])
    assert cast.client(cast.gita).get(url).status_code == 404
    assert cast.client(cast.fitri).get(url).status_code == 403


def test_a_letter_of_acceptance_knows_the_schedule_and_one_of_refusal_the_reason(
    cast: Cast, client: Client, school: Institution
) -> None:
    request = ask(cast, school, letter_number="421/07", letter_on=date(2023, 7, 30))
    page = reverse("activities:request", args=[request.pk])
    known = ACCEPTING.about[0].fill(request, cast.ani)
    assert ACCEPTING.about[0].unless(request)  # nothing is scheduled yet
    assert step(client, request, "schedule", planned_on="2023-08-24", starts_at="09:00").status_code == 302
    request.refresh_from_db()
    known = ACCEPTING.about[0].fill(request, cast.ani)
    assert known["waktu"] == "Kamis, 24 Agustus 2023, pukul 09.00 WIB"
    assert known["permohonan"] == "nomor 421/07 tanggal 30 Juli 2023"
    made = make(
        ACCEPTING.code, office=cast.oki, by=cast.ani, about=("activities.request", request.pk), on=date(2023, 8, 2),
        fields=dict(known),
    )  # fmt: skip
    assert made.number is not None
    assert made.number.text in client.get(page).text
    assert DECLINING.about[0].unless(request)
