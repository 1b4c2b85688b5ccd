"""Events and prosecution files through their forms: the hour is kept, the order is asked for, P-21 is counted."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.deadlines.models import DeadlineRule
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, EVENTS, FILES, SUSPECTS
from bersinar.programmes.enforcement.models import Case, CaseEvent, CaseFile, Suspect
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import name_suspect, opened_case


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def moment(day: int, month: int, hour: int = 9, minute: int = 0, year: int = 2023) -> datetime:
    """An hour in Kayuagung, which keeps Jakarta's time."""
    return datetime(year, month, day, hour, minute, tzinfo=UTC) - timedelta(hours=7)


def happen(cast: Cast, case: Case, kind: str, at: datetime, **said: Any) -> CaseEvent:
    return EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind=kind, at=at, **said)


@pytest.fixture
def file(cast: Cast, case: Case) -> CaseFile:
    """A file with one suspect, sent to the prosecutor on 3 April 2023."""
    made = FILES.create(office=cast.oki, by=cast.citra, case=case, suspects=[name_suspect(cast, case)])
    happen(cast, case, "investigation", moment(15, 3))
    happen(cast, case, "spdp", moment(20, 3))
    happen(cast, case, "stage_one", moment(3, 4), file=made)
    return made


def test_an_event_is_typed_in_the_hour_of_the_office_and_stands_on_the_timeline(cast: Cast, case: Case) -> None:
    suspect, client = name_suspect(cast, case), cast.client(cast.citra)
    new = f"{url('event_new')}?kasus={case.pk}"
    answer = send(
        client, new, kind="arrest", at="2023-03-14T02:00", suspects=[suspect.pk], document_number="Sprin/1/III/2023"
    )
    event = CaseEvent.objects.get()
    assert answer.url == url("case", case.pk)
    assert event.at == datetime(2023, 3, 13, 19, 0, tzinfo=UTC)
    assert event.document == "sprin_kap"
    page = client.get(url("case", case.pk)).text
    assert "14-03-2023 02.00" in page
    assert "Sprin/1/III/2023" in page
    assert "17-03-2023 02.00" in page  # three times 24 hours
    shown = opened(client, url("event_change", event.pk))
    send(client, url("event_change", event.pk), note="T-1 dibawa ke kantor.")
    event.refresh_from_db()
    assert (event.note, event.at) == ("T-1 dibawa ke kantor.", datetime(2023, 3, 13, 19, 0, tzinfo=UTC))
    assert shown["suspects"] == [suspect.pk]
    assert list(event.suspects.all()) == [suspect]
    assert verify() == []


def test_an_event_keeps_its_papers(cast: Cast, case: Case) -> None:
    event, client = happen(cast, case, "seizure", moment(14, 3)), cast.client(cast.citra)
    page = client.get(url("event", event.pk)).text
    assert "berkas/enforcement.caseevent/" in page
    sent = SimpleUploadedFile("rahasia.pdf", b"%PDF-1.7 rekaan", content_type="application/pdf")
    client.post(f"/berkas/enforcement.caseevent/{event.pk}/tambah/", {"file": sent, "label": "Berita acara"})
    assert "Berita acara" in client.get(url("event", event.pk)).text
    assert client.get(url("case", case.pk)).context["steps"][-1].papers == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"kind": "arrest", "at": "2099-01-01T02:00"}, "Waktu ini belum terjadi."),
        ({"kind": "arrest", "at": "2023-03-13T23:59"}, "Mendahului tanggal kejadian kasusnya (14-03-2023)."),
        ({"kind": "arrest", "at": "2023-03-14T02:00", "suspects": []}, "Penangkapan: pilih tersangkanya."),
        ({"kind": "p21", "at": "2023-04-20T10:00"}, "Pilih berkas perkaranya."),
        ({"kind": "minutes_copied", "at": "2023-03-15T10:00"}, "memerlukan “Pemeriksaan tersangka” yang tercatat"),
        ({"kind": "arrest", "at": "kemarin"}, "Waktu tidak dikenal."),
    ],
)
def test_what_is_wrong_with_an_event_is_said_and_nothing_is_saved(
    cast: Cast, case: Case, typed: dict[str, Any], sentence: str
) -> None:
    suspect = name_suspect(cast, case)
    new = f"{url('event_new')}?kasus={case.pk}"
    answer = send(cast.client(cast.citra), new, **{"suspects": [suspect.pk], "note": "tetap ada", **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert "tetap ada" in answer.text
    assert not CaseEvent.objects.exists()


def test_p21_before_stage_one_is_refused_with_both_dates(cast: Cast, case: Case, file: CaseFile) -> None:
    client, new = cast.client(cast.citra), f"{url('event_new')}?kasus={case.pk}"
    early = send(client, new, kind="p21", at="2023-04-02T10:00", file=file.pk)
    said = "P-21, berkas lengkap (02-04-2023 10.00) mendahului Tahap I, berkas dikirim (03-04-2023 09.00)."
    assert said in sentences(early)
    assert send(client, new, kind="p21", at="2023-04-20T10:00", file=file.pk).status_code == 302
    again = send(client, new, kind="p21", at="2023-04-21T10:00", file=file.pk)
    assert "sudah tercatat untuk berkas ini pada 20-04-2023 10.00" in sentences(again)
    # What P-21 rests on is neither moved behind it nor taken away.
    stage_one = CaseEvent.objects.get(kind="stage_one")
    moved = send(client, url("event_change", stage_one.pk), at="2023-04-21T09:00")
    assert "mendahului" in sentences(moved)
    gone = client.post(url("event_cancel", stage_one.pk), {"reason": "salah"})
    assert "memerlukan “Tahap I, berkas dikirim”" in gone.text
    assert CaseEvent.objects.standing().filter(kind__in=("stage_one", "p21")).count() == 2
    assert verify() == []


def test_one_case_has_many_files_and_each_goes_its_own_way(cast: Cast, case: Case, file: CaseFile) -> None:
    second = name_suspect(cast, case)
    client, new = cast.client(cast.citra), f"{url('casefile_new')}?kasus={case.pk}"
    send(client, new, suspects=[second.pk])
    other = CaseFile.objects.exclude(pk=file.pk).get()
    assert [one.number[:6] for one in (file, other)] == ["BP/001", "BP/002"]
    # The first file's stage I says nothing of the second.
    answer = send(client, f"{url('event_new')}?kasus={case.pk}", kind="p21", at="2023-04-20T10:00", file=other.pk)
    assert "memerlukan “Tahap I, berkas dikirim”" in sentences(answer)
    page = client.get(url("case", case.pk)).text
    assert "Tahap I, berkas dikirim, 03-04-2023" in page
    assert "belum dikirim" in page


@pytest.mark.parametrize("typed", [{"suspects": []}, {"number": "BP/001/XI/2026/BNNK-OKI"}])
def test_a_file_without_suspects_or_with_a_number_used_is_refused(
    cast: Cast, case: Case, file: CaseFile, typed: dict[str, Any]
) -> None:
    typed = {**typed, **({"number": file.number} if "number" in typed else {})}
    sent = {"suspects": [file.suspects.get().pk], **typed}
    answer = send(cast.client(cast.citra), f"{url('casefile_new')}?kasus={case.pk}", **sent)
    assert answer.status_code == 422
    assert CaseFile.objects.count() == 1


def test_suspects_and_files_of_another_case_are_refused(cast: Cast, case: Case, file: CaseFile) -> None:
    elsewhere = opened_case(cast)
    stranger = name_suspect(cast, elsewhere)
    with pytest.raises(Refusal, match="Pilih tersangka kasus ini"):
        happen(cast, case, "arrest", moment(14, 3), suspects=[stranger])
    with pytest.raises(Refusal, match="Pilih berkas kasus ini"):
        happen(cast, elsewhere, "stage_one", moment(4, 4), file=file)
    with pytest.raises(Refusal, match="Pilih tersangka kasus ini"):
        FILES.create(office=cast.oki, by=cast.citra, case=case, suspects=[stranger])


def test_whom_a_file_or_an_event_names_is_not_taken_away(cast: Cast, case: Case, file: CaseFile) -> None:
    with pytest.raises(Refusal, match="masih punya berkas"):
        SUSPECTS.cancel(Suspect.objects.get(), by=cast.citra, reason="salah")
    with pytest.raises(Refusal, match="masih punya peristiwa"):
        FILES.cancel(file, by=cast.citra, reason="salah")
    with pytest.raises(Refusal, match="peristiwa dan berkas"):
        CASES.cancel(case, by=cast.citra, reason="salah")


def test_p21_is_counted_on_its_own_day_with_the_days_it_took(cast: Cast, case: Case, file: CaseFile) -> None:
    event = happen(cast, case, "p21", moment(3, 1, 0, 30, 2024), file=file)  # half past midnight: the day begins here
    assert posted(event, "kind", "day", "quantity", "detail") == [
        ("enforcement.file_completed", date(2024, 1, 3), 1, ""),
        ("enforcement.file_took", date(2024, 1, 3), 295, ""),
    ]
    assert figure(cast.oki, "enforcement.files_completed", 2024)[0] == "1"
    assert figure(cast.oki, "enforcement.days_to_p21", 2024)[0] == "295.0"
    CASES.change(case, by=cast.citra, based_on=None, lkn_on=date(2023, 3, 13))
    assert [quantity for kind, quantity in posted(event, "kind", "quantity") if kind.endswith("took")] == [296]
    EVENTS.cancel(event, by=cast.citra, reason="salah catat")
    assert posted(event) == []
    assert verify() == []


def test_a_term_is_measured_by_the_event_that_ends_it(cast: Cast, case: Case, file: CaseFile) -> None:
    suspect = Suspect.objects.get()
    arrested = happen(cast, case, "arrest", moment(14, 3, 2), suspects=[suspect])
    case.refresh_from_db()
    assert case.next_due == moment(17, 3, 2)
    held = happen(cast, case, "detention", moment(17, 3, 2, 1), suspects=[suspect])
    measured = ("kind", "quantity", "detail")
    assert posted(held, *measured) == [("enforcement.deadline_measured", 0, "arrest")]
    EVENTS.change(arrested, by=cast.citra, based_on=None, at=moment(14, 3, 2, 1))  # a minute later: kept
    assert posted(held, *measured) == [("enforcement.deadline_measured", 100, "arrest")]
    spdp = CaseEvent.objects.get(kind="spdp")
    assert posted(spdp, *measured) == [("enforcement.deadline_measured", 100, "spdp")]
    assert figure(cast.oki, "enforcement.deadlines_kept", 2023)[0] == "100.0"
    EVENTS.cancel(held, by=cast.citra, reason="salah catat")
    assert posted(held) == []
    assert verify() == []


def test_a_child_has_the_child_s_term_and_a_change_of_age_changes_it(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    happen(cast, case, "arrest", moment(14, 3, 2), suspects=[suspect])
    held = happen(cast, case, "detention", moment(15, 3, 8), suspects=[suspect])
    assert posted(held, "quantity") == [(100,)]
    SUSPECTS.change(suspect, by=cast.citra, based_on=None, status="child", birth_year=2007)
    assert posted(held, "quantity") == [(0,)]
    assert verify() == []


def test_a_rule_changed_later_changes_nothing_that_was_measured(cast: Cast, case: Case, file: CaseFile) -> None:
    spdp = CaseEvent.objects.get(kind="spdp")
    DeadlineRule.objects.filter(key="spdp").update(amount=1)
    happen(cast, case, "information", moment(21, 3))  # looks at the case anew
    assert posted(spdp, "quantity") == [(100,)]
    spdp.refresh_from_db()
    EVENTS.change(spdp, by=cast.citra, based_on=None, at=moment(19, 3))  # measured anew, for it ends at another moment
    assert posted(spdp, "quantity") == [(0,)]
    assert verify() == []


def test_a_closed_month_asks_for_a_reason_also_where_a_measured_term_would_change(
    cast: Cast, case: Case, file: CaseFile
) -> None:
    investigation = CaseEvent.objects.get(kind="investigation")
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, change = cast.client(cast.citra), url("event_change", investigation.pk)
    assert "bulannya sudah ditutup" in sentences(send(client, change, at="2023-03-12T09:00"))
    assert send(client, change, at="2023-03-12T09:00", reason="salah catat").status_code == 302
    assert posted(CaseEvent.objects.get(kind="spdp"), "quantity") == [(0,)]  # due on the 19th, sent on the 20th
    assert verify() == []


def test_an_event_sent_twice_is_recorded_once(cast: Cast, case: Case) -> None:
    client, new = cast.client(cast.citra), f"{url('event_new')}?kasus={case.pk}"
    filled = {**opened(client, new), "kind": "information", "at": "2023-03-10T09:00"}
    assert [client.post(new, filled).status_code for _ in range(2)] == [302, 302]
    assert CaseEvent.objects.count() == 1


def test_two_people_at_one_event_lose_nothing_unseen(cast: Cast, case: Case) -> None:
    event = happen(cast, case, "information", moment(10, 3))
    change = url("event_change", event.pk)
    one, two = cast.client(cast.citra), cast.client(cast.citra)
    of_one = opened(one, change)
    send(two, change, note="Dari meja sebelah")
    assert "Dari meja sebelah" in sentences(one.post(change, {**of_one, "note": "Dari meja ini"}))


def test_another_office_finds_neither_event_nor_file(cast: Cast, case: Case, file: CaseFile) -> None:
    event, client = CaseEvent.objects.first(), cast.client(cast.indra)
    assert event is not None
    for name, pk in (("event", event.pk), ("casefile", file.pk), ("teammate", case.members.get().pk)):
        for part in ("", "_change", "_cancel"):
            assert client.get(url(f"{name}{part}", pk)).status_code == 404
    assert client.get(url("deadlines")).context["count"] == 0


def test_the_case_gets_its_lkn_before_the_files_that_rest_on_it(cast: Cast, case: Case, file: CaseFile) -> None:
    change = url("case_change", case.pk)
    answer = send(cast.client(cast.citra), change, lkn_on="2023-04-04")
    assert "Paling lambat" in sentences(answer)
    assert "LKN sudah terbit" in sentences(send(cast.client(cast.citra), change, lkn_on=""))
    assert timezone.now() > moment(3, 4)


def test_the_board_and_the_calendar_hold_number_and_deadline_only(cast: Cast) -> None:
    now = timezone.now()
    case = opened_case(cast, lkn_on=cast.oki.local_day(now - timedelta(days=4)), summary="Cerita perkara")
    suspect = name_suspect(cast, case, name="Nama Rekaan Rahasia")
    happen(cast, case, "investigation", now - timedelta(days=2))
    happen(cast, case, "seizure", now - timedelta(days=4))
    happen(cast, case, "arrest", now - timedelta(hours=71), suspects=[suspect])
    client = cast.client(cast.citra)
    parts = client.get(url("deadlines")).context["board"]
    told = {title: [one.clock.key for one, _ in rows] for title, rows, _ in parts if rows}
    assert told["Lewat batas"] == ["lab", "seizure_notice"]
    assert [key for title, keys in told.items() if title != "Lewat batas" for key in keys] == ["arrest", "spdp"]
    home = client.get("/").text
    assert f"{case.number}: Pengiriman sampel ke laboratorium, lewat" in home
    assert f"{case.number}: Penangkapan sampai penahanan atau pelepasan, sampai" in home
    calendar = client.get(url("deadlines_calendar"))
    lines = calendar.text.replace("\r\n ", "").split("\r\n")
    assert calendar["Content-Type"].startswith("text/calendar")
    assert [line for line in lines if line.startswith("SUMMARY")] == [
        f"SUMMARY:{case.number}: Penangkapan sampai penahanan atau pelepasan",
        f"SUMMARY:{case.number}: Pengiriman SPDP",
    ]
    assert "DTEND:" + (now + timedelta(hours=1)).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ") in lines
    assert all(len(line.encode()) <= 75 for line in calendar.text.split("\r\n"))
    for page in (home, calendar.text, client.get(url("deadlines")).text):
        assert "Rahasia" not in page
        assert "Cerita" not in page
    assert "Sabu" not in calendar.text
