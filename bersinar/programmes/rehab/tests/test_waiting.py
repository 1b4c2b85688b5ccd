"""The clinic's day, week and waiting room; groups; reminders: codes and numbers, never a telling word."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any
from uuid import uuid4
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.offices.models import Office
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab import waiting
from bersinar.programmes.rehab.actions import CONSENTS, PLANS, SESSIONS, SHEETS
from bersinar.programmes.rehab.actions import sessions as steps
from bersinar.programmes.rehab.actions.merging import MERGE
from bersinar.programmes.rehab.models import Client, Episode, Facility, Session, SessionNote, Sheet
from tests.books import figure
from tests.cast import Cast, join
from tests.filling import send, sentences

from .conftest import admit, register
from .sheets import ASI, fill_in

WIB = ZoneInfo("Asia/Jakarta")
ADMITTED = date(2023, 3, 1)


@pytest.fixture
def episode(cast: Cast, client_of_oki: Client, clinic: Facility) -> Episode:
    return admit(cast, client_of_oki, clinic, ADMITTED)


def planned(cast: Cast, client: Client, when: datetime, **values: Any) -> Session:
    said = {"kind": "individual", "mode": "face_to_face", "counsellor": cast.budi, **values}
    return SESSIONS.create(office=cast.oki, by=cast.budi, client=client, planned_at=when, **said)


def ago(**span: int) -> datetime:
    return timezone.now().replace(microsecond=0) - timedelta(**span)


def noon() -> datetime:
    """Today at noon in the office."""
    return datetime.now(WIB).replace(hour=12, minute=0, second=0, microsecond=0)


# --- today ---------------------------------------------------------------------------------------------------------


def shown(cast: Cast, query: str = "") -> Any:
    return cast.client(cast.budi).get(reverse("rehab:today") + query).context


def test_today_tells_what_waits(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    today = planned(cast, client_of_oki, noon())
    late = planned(cast, client_of_oki, ago(days=2))
    page = shown(cast)
    assert page["sessions"].rows == [today]
    assert page["late"].rows == [late]
    assert page["unplanned"].rows == [episode]
    now = waiting.standing_of(cast.budi, timezone.now())
    assert (now.overdue, now.unplanned) == (1, 1)
    assert waiting.standing_of(cast.ani, timezone.now()) == waiting.Standing()
    readings = Reading.objects.filter(purpose="membuka hari ini")
    assert {row.record_id for row in readings} == {today.pk, late.pk, episode.pk}


def test_who_did_not_come_is_called_once(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    missed = steps.miss(planned(cast, client_of_oki, ago(days=3)), by=cast.budi, based_on=None)
    assert shown(cast)["to_call"].rows == [missed]
    send(
        cast.client(cast.budi), reverse("rehab:session_step", args=[missed.pk, "follow_up"]), call_result="unreachable"
    )
    assert shown(cast)["to_call"].rows == []
    again = steps.miss(planned(cast, client_of_oki, ago(days=1)), by=cast.budi, based_on=None)
    assert shown(cast)["to_call"].rows == [again]
    planned(cast, client_of_oki, timezone.now() + timedelta(days=4))
    assert shown(cast)["to_call"].rows == []  # a new session stands


def test_an_overdue_review_is_an_alert_and_rooms_modules_add_theirs(
    cast: Cast, client_of_oki: Client, episode: Episode, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: dict[str, Any] = {"client": client_of_oki, "made_on": date(2023, 3, 2), "counsellor": cast.budi}
    plan = PLANS.create(office=cast.oki, by=cast.budi, review_on=date(2023, 4, 2), **said)
    assert [alert.code for alert in shown(cast)["alerts"].rows] == [client_of_oki.code]

    def found(office: Office, today: date) -> Iterator[waiting.Alert]:
        yield waiting.Alert("K-1", "Perlu dilihat hari ini", today, "/", ("rehab.client", client_of_oki.pk))

    monkeypatch.setattr(waiting, "_finders", [])
    waiting.register_alerts(found)
    waiting.register_alerts(found)
    assert [alert.words for alert in shown(cast)["alerts"].rows][:1] == ["Perlu dilihat hari ini"]
    assert len(shown(cast)["alerts"].rows) == 2
    PLANS.change(plan, by=cast.budi, based_on=None, review_on=cast.oki.local_day() + timedelta(days=3))
    page = shown(cast)
    assert (len(page["alerts"].rows), page["reviews"].rows) == (1, [plan])


def attempt(cast: Cast, client: Client, days: int, said: int = 1, **values: Any) -> Sheet:
    day = cast.oki.local_day() - timedelta(days=days)
    return fill_in(cast, client, "asi-wl", {**ASI, "suicide_30": said}, taken_on=day, **values)


def test_an_attempt_stands_above_every_other_alert(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    said: dict[str, Any] = {"client": client_of_oki, "made_on": date(2023, 3, 2), "counsellor": cast.budi}
    yesterday = cast.oki.local_day() - timedelta(days=1)
    PLANS.create(office=cast.oki, by=cast.budi, review_on=yesterday, **said)
    sheet = attempt(cast, client_of_oki, days=10)
    page = cast.client(cast.budi).get(reverse("rehab:today"))
    first, second = page.context["alerts"].rows
    assert (first.code, first.url, first.is_urgent) == (
        client_of_oki.code, reverse("rehab:sheet", args=[sheet.pk]), True,
    )  # fmt: skip
    assert not second.is_urgent
    assert "Percobaan bunuh diri dalam 30 hari terakhir: rujuk segera" in page.content.decode()
    assert Reading.objects.filter(purpose="membuka hari ini", record_id=sheet.pk).count() == 1
    assert waiting.standing_of(cast.budi, timezone.now()).alerts == 2
    assert "bunuh diri" not in cast.client(cast.hadi).get(reverse("rehab:today")).content.decode()
    assert "bunuh diri" not in cast.client(cast.budi).get(reverse("desk:home")).content.decode()


def test_an_attempt_is_told_of_until_it_is_past(cast: Cast, client_of_oki: Client) -> None:
    attempt(cast, client_of_oki, days=31)
    assert shown(cast)["alerts"].rows == []
    attempt(cast, client_of_oki, days=20, finish=False)  # a draft says nothing yet
    assert shown(cast)["alerts"].rows == []
    told = attempt(cast, client_of_oki, days=12)
    assert [alert.record[1] for alert in shown(cast)["alerts"].rows] == [told.pk]
    later = attempt(cast, client_of_oki, days=3, said=0)
    assert shown(cast)["alerts"].rows == []
    SHEETS.cancel(later, by=cast.budi, reason="salah klien")
    assert [alert.record[1] for alert in shown(cast)["alerts"].rows] == [told.pk]


def test_mine_and_everybodys(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    other = User.objects.create(username="lina", full_name="Lina Rekaan", closed_side="treatment")
    join(other, cast.oki, "rehab_officer")
    session = planned(cast, client_of_oki, noon(), counsellor=other)
    assert shown(cast)["sessions"].rows == []
    assert shown(cast, "?punya=semua")["sessions"].rows == [session]


def test_home_tells_treatment_in_numbers(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    planned(cast, client_of_oki, ago(days=2))
    page = cast.client(cast.budi).get(reverse("desk:home")).content.decode()
    assert "Catat kehadiran 1 sesi yang lewat" in page
    assert client_of_oki.code not in page
    assert "Catat kehadiran" not in cast.client(cast.eko).get(reverse("desk:home")).content.decode()


def test_pages_ask_the_same_for_few_and_many(cast: Cast, clinic: Facility) -> None:
    browser = cast.client(cast.budi)
    browser.get(reverse("rehab:today"))  # code lists are read once a process
    counts = []
    for _ in range(2):
        for place in range(3):
            client = register(cast)
            admit(cast, client, clinic, ADMITTED)
            planned(cast, client, noon() + timedelta(minutes=place))
        with CaptureQueriesContext(connection) as asked:
            browser.get(reverse("rehab:today"))
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 16


# --- calendar, waiting room ------------------------------------------------------------------------------------------


def test_the_week_and_the_file_hold_codes_only(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    when = noon() + timedelta(days=2)
    planned(cast, client_of_oki, when, topic="Topik Rekaan")
    browser = cast.client(cast.budi)
    week = browser.get(reverse("rehab:week"), {"minggu": when.date().isoformat()}).content.decode()
    assert "12.00" in week
    assert client_of_oki.code in week
    assert client_of_oki.code not in browser.get(reverse("rehab:week"), {"minggu": "2023-03-06"}).content.decode()
    answer = browser.get(reverse("rehab:calendar_file"))
    text = answer.content.decode()
    assert answer["Content-Disposition"] == 'attachment; filename="jadwal.ics"'
    assert f"SUMMARY:{client_of_oki.code}\r\n" in text
    assert f"DTSTART:{when.astimezone(ZoneInfo('UTC')):%Y%m%dT%H%M%SZ}\r\n" in text
    telling = ("bnn", "klinik", "rehab", "konsel", "terapi", "sesi", "bersinar", "topik", "oki")
    assert not [word for word in telling if word in text.lower()]
    assert AuditLine.objects.filter(action="rehab.export_calendar").count() == 1


def test_the_waiting_room_sees_numbers(cast: Cast, clinic: Facility) -> None:
    sessions = []
    for place in range(2):
        client = register(cast)
        admit(cast, client, clinic, ADMITTED)
        sessions.append(planned(cast, client, noon() + timedelta(minutes=place)))
    for session in reversed(sessions):
        steps.arrive(session, by=cast.budi, based_on=None)
    steps.come(Session.objects.get(pk=sessions[1].pk), by=cast.budi, based_on=None)
    answer = cast.client(cast.budi).get(reverse("rehab:screen"))
    assert (answer.context["waiting"], answer.context["called"]) == ([2], [1])
    assert "K-2023" not in answer.content.decode()


# --- groups --------------------------------------------------------------------------------------------------------


def group(cast: Cast, **typed: Any) -> Any:
    said = {
        "request_id": str(uuid4()), "planned_at": "2023-03-08T10:00", "kind": "group", "mode": "face_to_face",
        "counsellor": str(cast.budi.pk), **typed,
    }  # fmt: skip
    return cast.client(cast.budi).post(reverse("rehab:group_new"), said)


def two(cast: Cast, clinic: Facility) -> list[Client]:
    clients = [register(cast), register(cast)]
    for client in clients:
        admit(cast, client, clinic, ADMITTED)
    return clients


def test_a_group_in_one_form(cast: Cast, clinic: Facility) -> None:
    one, other = two(cast, clinic)
    waits = planned(cast, other, datetime(2023, 3, 8, 9, tzinfo=WIB), kind="group")
    typed = {
        "code_1": one.code, "came_1": "on", "note_1": "Untuk yang satu", "code_2": other.code, "came_2": "on",
        "note": "Jalannya kelompok", "minutes": "60", "request_id": str(uuid4()),
    }  # fmt: skip
    for _ in range(2):  # sent twice, held once
        assert group(cast, **typed).status_code == 302
    sessions = list(Session.objects.order_by("episode__client__code"))
    assert [(one.stage, one.minutes, one.noted) for one in sessions] == [("came", 60, 1)] * 2
    assert sessions[1].pk == waits.pk  # what was planned for that day is the session held
    assert sessions[0].group == sessions[1].group is not None
    notes = [(note.compared("objective"), note.compared("assessment")) for note in SessionNote.objects.order_by("pk")]
    assert notes == [("Jalannya kelompok", "Untuk yang satu"), ("Jalannya kelompok", "")]
    assert figure(cast.oki, "rehab.sessions") == ("2", None)
    assert verify() == []


def test_who_is_not_ticked_did_not_come(cast: Cast, clinic: Facility) -> None:
    one, other = two(cast, clinic)
    group(cast, code_1=one.code, came_1="on", code_2=other.code)
    assert list(Session.objects.order_by("episode__client__code").values_list("stage", flat=True)) == ["came", "absent"]


def test_a_group_is_held_whole_or_not_at_all(cast: Cast, clinic: Facility) -> None:
    one, other = two(cast, clinic)
    answer = group(cast, code_1=one.code, came_1="on", code_2="K-9", came_2="on", note="Catatan Rekaan")
    assert answer.status_code == 422
    assert "Kode K-9 tidak dikenal" in sentences(answer)
    assert answer.context["form"]["note"].value() == "Catatan Rekaan"
    assert "sudah ada di baris lain" in sentences(group(cast, code_1=one.code, code_2=one.code))
    assert "Isi kode kliennya" in sentences(group(cast, code_1=one.code, note_2="tanpa kode"))
    double = register(cast)
    MERGE.change(one, by=cast.budi, based_on=None, duplicate=double, reason="orang yang sama")
    assert f"sudah digabung ke {one.code}" in sentences(group(cast, code_1=double.code, came_1="on"))
    before = group(cast, code_1=one.code, code_2=other.code, planned_at="2023-02-08T10:00")
    assert f"{one.code}: Tanggalnya mendahului tanggal klien diterima" in sentences(before)
    assert Session.objects.count() == 0


def test_a_group_that_lies_ahead_is_planned(cast: Cast, clinic: Facility) -> None:
    one, other = two(cast, clinic)
    ahead = f"{noon() + timedelta(days=3):%Y-%m-%dT%H:%M}"
    refused = group(cast, code_1=one.code, came_1="on", planned_at=ahead)
    assert "belum terjadi" in sentences(refused)
    group(cast, code_1=one.code, code_2=other.code, planned_at=ahead)
    assert set(Session.objects.values_list("stage", flat=True)) == {"planned"}
    again = reverse("rehab:group_new") + f"?seperti={Session.objects.all()[0].group}"
    form = cast.client(cast.budi).get(again).context["form"]
    assert [form[f"code_{n}"].value() for n in (1, 2, 3)] == [one.code, other.code, ""]


def test_a_group_of_later_today_is_planned_too(cast: Cast, clinic: Facility, monkeypatch: pytest.MonkeyPatch) -> None:
    one, other = two(cast, clinic)
    morning = noon().replace(hour=8) + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: morning)
    later = f"{morning + timedelta(hours=2):%Y-%m-%dT%H:%M}"
    assert "belum terjadi" in sentences(group(cast, code_1=one.code, note="Catatan Rekaan", planned_at=later))
    group(cast, code_1=one.code, code_2=other.code, planned_at=later)
    assert set(Session.objects.values_list("stage", flat=True)) == {"planned"}
    assert "tunggu sampai lewat" in sentences(
        group(cast, code_1=one.code, came_1="on", code_2=other.code, planned_at=later)
    )


# --- reminders -----------------------------------------------------------------------------------------------------


def remind(cast: Cast, session: Session, **typed: Any) -> Any:
    browser, url = cast.client(cast.budi), reverse("rehab:session_reminder", args=[session.pk])
    return browser.post(url, typed) if typed else browser.get(url)


@pytest.fixture
def reminded(cast: Cast, clinic: Facility) -> Session:
    client = register(cast, phone="0812-3456-7890")
    admit(cast, client, clinic, ADMITTED)
    return planned(cast, client, noon() + timedelta(days=2))


def consent(cast: Cast, session: Session, **values: Any) -> Any:
    said = {
        "client": session.episode.client, "given_by": "client", "covers": ["treatment", "contact"], "given_on": ADMITTED,
        "contact_channel": "whatsapp", "safe_hours": "13.00-15.00", **values,
    }  # fmt: skip
    return CONSENTS.create(office=cast.oki, by=cast.budi, **said)


def test_nobody_is_reminded_without_consent(cast: Cast, reminded: Session) -> None:
    assert "tidak menyetujui dihubungi" in remind(cast, reminded).content.decode()
    given = consent(cast, reminded, covers=["treatment"], contact_channel="")
    assert "tidak menyetujui dihubungi" in remind(cast, reminded, text="Halo").content.decode()
    CONSENTS.cancel(given, by=cast.budi, reason="keliru")
    consent(cast, reminded, withdrawn_on=date(2023, 5, 1))
    answer = remind(cast, reminded, text="Halo")
    assert "tidak menyetujui dihubungi" in answer.content.decode()
    assert "3456" not in answer.content.decode()


def test_a_reminder_tells_nothing_and_the_number_opens_by_asking(cast: Cast, reminded: Session) -> None:
    consent(cast, reminded)
    page = remind(cast, reminded)
    text = page.context["form"]["text"].value()
    assert "pukul 12.00" in text
    assert "13.00-15.00" in page.content.decode()
    assert "3456" not in page.content.decode()
    refused = remind(cast, reminded, text="Jangan lupa konseling di BNN")
    assert "Hapus kata “BNN”, “konsel”" in sentences(refused)
    assert "3456" not in refused.content.decode()
    answer = remind(cast, reminded, text=text)
    assert answer.context["chat"].startswith("https://wa.me/6281234567890?text=Mengingatkan")
    assert Reading.objects.filter(purpose="mengingatkan janji", record_kind="rehab.client").count() == 1


def test_a_channel_without_a_link_gives_none(cast: Cast, reminded: Session) -> None:
    consent(cast, reminded, contact_channel="sms")
    assert remind(cast, reminded, text="Sampai bertemu")["Content-Type"].startswith("text/html")
    assert remind(cast, reminded, text="Sampai bertemu").context["chat"] == ""


def test_of_a_minor_only_a_guardian_lets_remind(cast: Cast, clinic: Facility) -> None:
    client = register(cast, phone="0812-3456-7890", birth_year=cast.oki.local_day().year - 14)
    admit(cast, client, clinic, ADMITTED)
    session = planned(cast, client, noon() + timedelta(days=2))
    consent(cast, session)
    assert "tidak menyetujui dihubungi" in remind(cast, session).content.decode()
    consent(cast, session, given_by="guardian", relation="mother", guardian="Ibu Rekaan")
    assert remind(cast, session).status_code == 200
