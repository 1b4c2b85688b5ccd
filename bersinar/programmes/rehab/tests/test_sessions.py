"""Sessions: planned, attended, missed, counted; their notes are amended and never edited."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.secrecy.sealed import CannotOpen
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import EPISODES, SESSIONS
from bersinar.programmes.rehab.actions import sessions as steps
from bersinar.programmes.rehab.models import Client, Episode, Facility, Session, SessionNote
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import admit, register

WIB = ZoneInfo("Asia/Jakarta")
ADMITTED = date(2023, 3, 1)


def at(day: int, hour: int = 9, month: int = 3) -> datetime:
    return datetime(2023, month, day, hour, tzinfo=WIB)


@pytest.fixture
def episode(cast: Cast, client_of_oki: Client, clinic: Facility) -> Episode:
    return admit(cast, client_of_oki, clinic, ADMITTED)


def planned(cast: Cast, client: Client, when: datetime, **values: Any) -> Session:
    said = {"kind": "individual", "mode": "face_to_face", "counsellor": cast.budi, **values}
    return SESSIONS.create(office=cast.oki, by=cast.budi, client=client, planned_at=when, **said)


def step(session: Session, code: str) -> str:
    return reverse("rehab:session_step", args=[session.pk, code])


def test_a_session_from_planning_to_note_on_the_pages(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:session_new')}?klien={client_of_oki.code}"
    assert opened(browser, url)["counsellor"] == cast.budi.pk
    send(browser, url, planned_at="2023-03-06T09:30", kind="individual", topic="Keluarga Rekaan")
    session = Session.objects.get()
    assert (session.number, session.episode, session.stage) == (1, episode, "planned")
    assert session.planned_at.astimezone(WIB) == at(6).replace(minute=30)  # typed in the office's own time
    send(
        browser, step(session, "come"), minutes="45", subjective="Cerita Rekaan", plan="Bertemu lagi",
        next_at="2023-03-13T09:30",
    )  # fmt: skip
    session.refresh_from_db()
    assert (session.stage, session.minutes, session.noted) == ("came", 45, 1)
    following = Session.objects.get(number=2)
    assert (following.stage, following.kind) == ("planned", "individual")
    page = browser.get(reverse("rehab:session", args=[session.pk])).content.decode()
    assert "Cerita Rekaan" not in page
    assert "Keluarga Rekaan" not in page
    shown = browser.post(reverse("rehab:session_open", args=[session.pk]), {"purpose": "care"}).content.decode()
    assert "Cerita Rekaan" in shown
    assert "Keluarga Rekaan" in shown
    assert posted(session, "kind", "day", "detail", "aspect") == [
        ("rehab.session_held", date(2023, 3, 1), "individual", "face_to_face")
    ]
    assert verify() == []


def test_what_is_typed_wrong_comes_back(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:session_new')}?klien={client_of_oki.code}"
    answer = send(browser, url, planned_at="2023-02-06T09:30", kind="individual", topic="Topik Rekaan")
    assert answer.status_code == 422
    assert "mendahului tanggal klien diterima (01-03-2023)" in sentences(answer)
    assert answer.context["form"]["topic"].value() == "Topik Rekaan"
    assert Session.objects.count() == 0


def test_no_session_after_closing(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    admit(cast, client_of_oki, clinic, ADMITTED, closed_on=date(2023, 4, 3), closing_reason="completed")
    with pytest.raises(Refusal, match="sudah ditutup pada 03-04-2023"):
        planned(cast, client_of_oki, at(10, month=4))
    session = planned(cast, client_of_oki, at(3, month=4))
    with pytest.raises(Refusal, match="ditutup pada 03-04-2023"):
        SESSIONS.change(session, by=cast.budi, based_on=1, planned_at=at(4, month=4))


def test_a_session_after_closing_comes_back_with_all_that_was_typed(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    admit(cast, client_of_oki, clinic, ADMITTED, closed_on=date(2023, 4, 3), closing_reason="completed")
    browser, url = cast.client(cast.budi), f"{reverse('rehab:session_new')}?klien={client_of_oki.code}"
    answer = send(browser, url, planned_at="2023-04-10T09:30", kind="family", topic="Topik Rekaan")
    assert answer.status_code == 422
    assert "Episode klien ini sudah ditutup pada 03-04-2023; tanggalnya sesudah itu." in sentences(answer)
    form = answer.context["form"]
    typed = [form[name].value() for name in ("client", "planned_at", "kind", "topic")]
    assert typed == [client_of_oki.code, "2023-04-10T09:30", "family", "Topik Rekaan"]
    last = planned(cast, client_of_oki, at(3, month=4))
    answer = send(browser, step(last, "come"), subjective="Cerita Rekaan", next_at="2023-04-10T09:30")
    assert "sudah ditutup pada 03-04-2023" in sentences(answer)
    assert answer.context["form"]["subjective"].value() == "Cerita Rekaan"
    last.refresh_from_db()
    assert (last.stage, last.noted, Session.objects.count()) == ("planned", 0, 1)


def test_who_waits_is_not_moved_to_another_day(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = steps.arrive(planned(cast, client_of_oki, timezone.now()), by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="tidak dapat dipindah ke hari yang belum tiba"):
        SESSIONS.change(session, by=cast.budi, based_on=None, planned_at=timezone.now() + timedelta(days=2))
    session = steps.undo(session, by=cast.budi, based_on=None)
    moved = SESSIONS.change(session, by=cast.budi, based_on=None, planned_at=timezone.now() + timedelta(days=2))
    assert (moved.stage, moved.queue_number) == ("planned", None)


def test_nobody_attends_before_the_day(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    tomorrow = timezone.now() + timedelta(days=1)
    session = planned(cast, client_of_oki, tomorrow)
    with pytest.raises(Refusal, match="kehadiran dicatat pada harinya"):
        steps.come(session, by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="tunggu sampai lewat"):
        steps.miss(session, by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="lebih dari setahun lagi"):
        planned(cast, client_of_oki, timezone.now() + timedelta(days=400))
    assert posted(session) == []


def test_only_who_records_treatment_here_is_counsellor(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    for stranger in (cast.hadi, cast.citra, cast.ani):
        with pytest.raises(Refusal, match="petugas rehabilitasi satuan kerja ini"):
            planned(cast, client_of_oki, at(6), counsellor=stranger)


def test_a_client_is_not_in_two_sessions_at_once(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = planned(cast, client_of_oki, at(6))
    with pytest.raises(Refusal, match="sudah punya sesi pada waktu itu"):
        planned(cast, client_of_oki, at(6))
    steps.call_off(session, by=cast.budi, based_on=None, off_reason="counsellor_away")
    assert planned(cast, client_of_oki, at(6)).number == 2


def test_figures_of_sessions(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    sessions = [planned(cast, client_of_oki, at(day)) for day in (6, 8, 10, 13)]
    steps.come(sessions[0], by=cast.budi, based_on=None)
    steps.come_late(sessions[1], by=cast.budi, based_on=None)
    steps.miss(sessions[2], by=cast.budi, based_on=None)
    steps.call_off(sessions[3], by=cast.budi, based_on=None, off_reason="client_asked")
    assert figure(cast.oki, "rehab.sessions") == ("2", None)
    assert figure(cast.oki, "rehab.sessions_missed") == ("1", None)
    assert figure(cast.oki, "rehab.attendance") == ("66.67", None)
    assert verify() == []
    steps.undo(sessions[2], by=cast.budi, based_on=None)
    assert figure(cast.oki, "rehab.attendance") == ("100.00", None)
    SESSIONS.cancel(sessions[0], by=cast.budi, reason="salah klien")
    assert figure(cast.oki, "rehab.sessions") == ("1", None)
    assert verify() == []


def test_a_corrected_kind_corrects_the_figures(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = steps.come(planned(cast, client_of_oki, at(6)), by=cast.budi, based_on=None)
    SESSIONS.change(session, by=cast.budi, based_on=session.version, kind="family", mode="home_visit")
    assert posted(session, "detail", "aspect") == [("family", "home_visit")]
    assert verify() == []


def test_a_closed_month_asks_why(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = planned(cast, client_of_oki, at(6))
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    browser = cast.client(cast.budi)
    assert "bulannya sudah ditutup" in sentences(send(browser, step(session, "come")))
    send(browser, step(session, "come"), reason="daftar hadir baru ditemukan")
    session.refresh_from_db()
    assert session.stage == "came"


def test_a_step_on_an_old_page_is_refused(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = planned(cast, client_of_oki, at(6))
    steps.come(session, by=cast.budi, based_on=1)
    with pytest.raises(LostUpdate):
        steps.miss(session, by=cast.budi, based_on=1)


# --- notes ---------------------------------------------------------------------------------------------------------


def noted(cast: Cast, client: Client) -> Session:
    return steps.come(planned(cast, client, at(6)), by=cast.budi, based_on=None, subjective="Kata pertama")


def test_a_note_is_amended_and_both_stay(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = noted(cast, client_of_oki)
    browser = cast.client(cast.budi)
    form = opened(browser, step(session, "amend_note"))
    assert form["subjective"] == "Kata pertama"
    assert Reading.objects.filter(purpose="memperbaiki catatan", record_kind="rehab.sessionnote").count() == 1
    send(browser, step(session, "amend_note"), subjective="Kata kedua")
    first, second = SessionNote.objects.order_by("recorded_at")
    assert second.amends == first
    shown = browser.post(reverse("rehab:session_open", args=[session.pk]), {"purpose": "care"}).content.decode()
    assert "Kata pertama" in shown
    assert "Kata kedua" in shown
    assert "Kata" not in str(list(AuditLine.objects.values_list("changes", flat=True)))


def test_two_who_amend_at_once_lose_nothing(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = noted(cast, client_of_oki)
    steps.amend_note(session, by=cast.budi, based_on=session.version, subjective="Kata kedua")
    with pytest.raises(LostUpdate):
        steps.amend_note(session, by=cast.budi, based_on=session.version, subjective="Kata ketiga")
    with pytest.raises(Refusal, match="sudah punya catatan"):
        steps.write_note(session, by=cast.budi, based_on=None, subjective="Kata lain")
    with pytest.raises(Refusal, match="sudah punya catatan"):
        steps.undo(session, by=cast.budi, based_on=None)


def test_an_empty_note_is_refused(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = steps.come(planned(cast, client_of_oki, at(6)), by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="sedikitnya satu bagian"):
        steps.write_note(session, by=cast.budi, based_on=None, subjective=" ")
    assert session.noted == 0


def test_the_database_lets_nobody_change_a_note(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    noted(cast, client_of_oki)
    note = SessionNote.objects.get()
    for change in (lambda: SessionNote.objects.update(version=2), note.delete):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert SessionNote.objects.get().version == 1


def test_destroying_the_key_destroys_the_notes(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = noted(cast, client_of_oki)
    Session.objects.filter(pk=session.pk).update(data_key=None)
    note = SessionNote.objects.get()
    with pytest.raises(CannotOpen):
        note.subjective.open(by=cast.budi, purpose="mencoba")
    page = cast.client(cast.budi).get(reverse("rehab:session", args=[session.pk])).content.decode()
    assert "sudah dimusnahkan" in page
    door = reverse("rehab:session_open", args=[session.pk])
    assert "sudah dimusnahkan" in cast.client(cast.budi).post(door, {"purpose": "care"}).content.decode()
    session.refresh_from_db()
    with pytest.raises(Refusal, match="sudah dimusnahkan"):
        steps.amend_note(session, by=cast.budi, based_on=None, subjective="Kata baru")
    with pytest.raises(Refusal, match="sudah dimusnahkan"):
        SESSIONS.change(session, by=cast.budi, based_on=None, topic="Topik baru")


# --- episodes, doors -----------------------------------------------------------------------------------------------


def test_closing_an_episode_calls_off_what_lay_ahead(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    held = steps.come(planned(cast, client_of_oki, at(6)), by=cast.budi, based_on=None)
    ahead = planned(cast, client_of_oki, at(20))
    with pytest.raises(Refusal, match="sesi yang dicatat pada 06-03-2023, sesudah tanggal ditutup"):
        EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 3, 4), closing_reason="completed")
    with pytest.raises(Refusal, match="sebelum tanggal diterima"):
        EPISODES.change(episode, by=cast.budi, based_on=None, admitted_on=date(2023, 3, 7))
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 3, 15), closing_reason="completed")
    ahead.refresh_from_db()
    held.refresh_from_db()
    assert (ahead.stage, ahead.off_reason, held.stage) == ("called_off", "episode_closed", "came")
    with pytest.raises(Refusal, match="masih punya sesi"):
        EPISODES.cancel(episode, by=cast.budi, reason="salah klien")
    assert verify() == []


@pytest.mark.parametrize("person", ["citra", "eko", "kiki", "dewi", "ani"])
def test_nobody_outside_treatment_opens_it(cast: Cast, client_of_oki: Client, episode: Episode, person: str) -> None:
    session = planned(cast, client_of_oki, at(6))
    browser = cast.client(getattr(cast, person))
    for name in ("session", "session_open", "session_reminder"):
        assert browser.get(reverse(f"rehab:{name}", args=[session.pk])).status_code == 403
    assert browser.post(step(session, "come"), {}).status_code == 403


def test_the_clinic_of_another_office_finds_nothing(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    session = planned(cast, client_of_oki, at(6))
    browser = cast.client(cast.hadi)
    assert browser.get(reverse("rehab:session", args=[session.pk])).status_code == 404
    assert browser.get(reverse("rehab:session_reminder", args=[session.pk])).status_code == 404
    assert browser.post(step(session, "come"), {}).status_code == 404
    assert client_of_oki.code not in browser.get(reverse("rehab:session_list")).content.decode()


def test_the_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, clinic: Facility) -> None:
    browser, url = cast.client(cast.budi), reverse("rehab:session_list")

    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(url)
        assert len(answer.content) < 40_000
        return len(asked)

    queries()  # code lists are read once a process
    counts = []
    for many in (1, 12):
        client = register(cast)
        admit(cast, client, clinic, ADMITTED)
        for day in range(6, 6 + many):
            planned(cast, client, at(day))
        counts.append(queries())
    assert counts[0] == counts[1] <= 12
