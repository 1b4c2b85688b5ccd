"""The attendance list of a pelaksanaan: who came is counted from it, and only those who write it read its names."""

from __future__ import annotations

import json
from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.deeds import deed
from bersinar.ledger.models import Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import ATTENDANCE, ATTENDEES, MEETINGS
from bersinar.programmes.activities.attendance import Person, UnclearList, read_attendance
from bersinar.programmes.activities.models import Activity, Attendee, Meeting
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import hold

PEOPLE, AGES = "activities.prevention_people_reached", "activities.prevention_people_by_age"
LIST = (
    "1. Warga Rekaan Satu; L; 34\nWarga Rekaan Dua;P;17\n\nWarga Rekaan Tiga, S.Pd.\tp\nWarga Rekaan Empat; ; 30 th\n"
)


def fill_url(meeting: Meeting) -> str:
    return reverse("activities:attendance_fill", args=[meeting.pk])


def people_of(meeting: Meeting) -> list[tuple[str, str, str, int]]:
    rows = posted(meeting, "kind", "sex", "age_band", "quantity")
    return sorted(row for row in rows if row[0] in (PEOPLE, AGES))


def fill(cast: Cast, meeting: Meeting, *names: str) -> None:
    people = [Person(number, name, "male") for number, name in enumerate(names, start=1)]
    ATTENDANCE.change(meeting, by=cast.ani, based_on=None, people=people)


def test_the_list_gives_the_figure(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    client = cast.client(cast.ani)
    answer = send(client, fill_url(meeting), people=LIST)
    assert answer.url == reverse("activities:meeting", args=[meeting.pk])
    assert "Daftar hadir: 4 orang (L 1, P 2, belum dicatat 1)" in client.get(answer.url).text
    assert people_of(meeting) == sorted(
        [
            (PEOPLE, "male", "", 1),
            (PEOPLE, "female", "", 2),
            (PEOPLE, "", "", 1),
            (AGES, "", "25_59", 2),
            (AGES, "", "12_17", 1),
        ]
    )
    assert {row[1:] for row in posted(meeting, "kind", "basis", "bound")} == {("recorded", "exact")}
    assert figure(cast.oki, "prevention.people_reached") == ("4", None)
    assert verify() == []


def test_a_list_sent_twice_is_written_once(cast: Cast, activity: Activity) -> None:
    client, url = cast.client(cast.ani), fill_url(hold(cast, activity))
    filled = {**opened(client, url), "people": LIST}
    assert client.post(url, filled)["Location"] == client.post(url, filled)["Location"]
    assert Attendee.objects.count() == 4


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("Warga Rekaan Lima; X; 20", "Baris 2: jenis kelamin ditulis L atau P"),
        ("Warga Rekaan Lima; 20", "Baris 2: jenis kelamin ditulis L atau P"),
        ("Warga Rekaan Lima; L; dewasa", "Baris 2: umur ditulis dengan angka"),
        ("Warga Rekaan Lima; L; 151", "Baris 2: umur ditulis dengan angka"),
        ("Warga Rekaan Lima, P", "Baris 2: pisahkan dengan titik koma"),
        ("Warga Rekaan Lima; L; 20; guru", "Baris 2: terlalu banyak bagian"),
        ("Warga Rekaan Lima 0812-3456-7890; L", "Baris 2: ada nomor identitas atau telepon"),
        ("; L; 20", "Baris 2: tidak ada nama"),
        ("warga  rekaan satu; P", "Baris 2: nama sama dengan baris 1"),
        ("x" * 121, "Baris 2: nama terlalu panjang"),
    ],
)
def test_one_wrong_line_saves_nothing(cast: Cast, activity: Activity, line: str, sentence: str) -> None:
    meeting = hold(cast, activity)
    answer = send(cast.client(cast.ani), fill_url(meeting), people=f"Warga Rekaan Satu; L; 34\n{line}\n")
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert "Rekaan" not in sentences(answer)
    assert not Attendee.objects.exists()
    assert people_of(meeting) == []


def test_an_empty_or_endless_list_is_refused(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    assert send(cast.client(cast.ani), fill_url(meeting), people=" \n").status_code == 422
    with pytest.raises(Refusal, match="paling sedikit satu nama"):
        fill(cast, meeting)
    with pytest.raises(UnclearList, match="Paling banyak 500 orang"):
        read_attendance("\n".join(f"Warga Rekaan {number}" for number in range(501)))


def test_who_is_on_the_list_is_not_put_there_again(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    send(client, fill_url(meeting), people=LIST)
    again = send(client, fill_url(meeting), people="Warga Rekaan Lima\nWARGA REKAAN DUA; P")
    assert "Baris 2: nama ini sudah ada dalam daftar hadir" in sentences(again)
    assert send(client, fill_url(meeting), people="Warga Rekaan Lima").status_code == 302
    assert list(Attendee.objects.values_list("number", flat=True)) == [1, 2, 3, 4, 5]
    assert figure(cast.oki, "prevention.people_reached") == ("5", None)
    assert verify() == []


def test_a_head_count_that_differs_is_refused_with_both_numbers(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity, total=35), cast.client(cast.ani)
    refused = send(client, fill_url(meeting), people=LIST)
    assert "Daftar hadir memuat 4 orang, tetapi jumlah peserta 35" in refused.text
    assert not Attendee.objects.exists()
    change = reverse("activities:meeting_change", args=[meeting.pk])
    assert send(client, change, total="4").status_code == 302
    assert send(client, fill_url(meeting), people=LIST).status_code == 302
    assert figure(cast.oki, "prevention.people_reached") == ("4", None)
    assert "Daftar hadir memuat 4 orang, tetapi jumlah peserta 5" in sentences(send(client, change, total="5"))
    more = send(client, change, male="0", female="4")
    assert "Daftar hadir memuat 1 laki-laki, tetapi pada pelaksanaan tercatat 0" in sentences(more)
    assert "lebih banyak orang pada 25–59 tahun" in sentences(send(client, change, by_age_25_59="1"))
    assert "belum dicatat" in sentences(send(client, change, total="", bound="not_recorded"))
    assert send(client, change, total="").status_code == 302
    assert figure(cast.oki, "prevention.people_reached") == ("4", None)
    assert verify() == []


def test_people_counted_at_the_kegiatan_have_no_list(cast: Cast, activity: Activity) -> None:
    client, change = cast.client(cast.ani), reverse("activities:activity_change", args=[activity.pk])
    meeting = hold(cast, activity)
    counted = {"total": "4", "participants_on": "2023-08-24"}
    assert send(client, change, **counted).status_code == 302
    assert "sudah dicatat pada kegiatannya" in send(client, fill_url(meeting), people=LIST).text
    assert not Attendee.objects.exists()
    assert send(client, change, total="", participants_on="").status_code == 302
    assert send(client, fill_url(meeting), people=LIST).status_code == 302
    assert "sudah dicatat pada pelaksanaannya" in sentences(send(client, change, **counted))
    assert verify() == []


def test_one_is_taken_off_with_a_reason(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    fill(cast, meeting, "Warga Rekaan Satu", "Warga Rekaan Dua")
    first, second = Attendee.objects.order_by("number")
    url = reverse("activities:attendee_cancel", args=[first.pk])
    assert "Peserta nomor 1" in client.get(url).text
    assert "Tuliskan alasan" in client.post(url, {"reason": ""}).text
    assert people_of(meeting) == [(PEOPLE, "male", "", 2)]
    answer = client.post(url, {"reason": "tidak hadir"})
    assert answer["Location"] == reverse("activities:attendance", args=[meeting.pk])
    assert people_of(meeting) == [(PEOPLE, "male", "", 1)]
    page = client.get(answer["Location"]).text
    assert "Warga Rekaan Dua" in page
    assert "Warga Rekaan Satu" not in page
    ATTENDEES.cancel(second, by=cast.ani, reason="tidak hadir")
    assert people_of(meeting) == []
    assert verify() == []


def test_a_head_count_that_stands_keeps_everybody_on_the_list(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity, total=2)
    fill(cast, meeting, "Warga Rekaan Satu", "Warga Rekaan Dua")
    url = reverse("activities:attendee_cancel", args=[Attendee.objects.all()[0].pk])
    refused = cast.client(cast.ani).post(url, {"reason": "tidak hadir"})
    assert "Daftar hadir memuat 1 orang, tetapi jumlah peserta 2" in refused.text
    assert Attendee.objects.standing().count() == 2
    assert verify() == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    close_month(office=cast.oki, year=2023, month=8, by=cast.eko)
    assert "Wajib diisi karena bulannya sudah ditutup" in sentences(send(client, fill_url(meeting), people=LIST))
    assert not Attendee.objects.exists()
    assert send(client, fill_url(meeting), people=LIST, reason="daftar hadir terlambat").status_code == 302
    assert verify() == []


def test_a_list_goes_with_its_pelaksanaan(cast: Cast, activity: Activity, school: Institution) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    send(client, fill_url(meeting), people=LIST, institution=school.pk)
    assert set(Attendee.objects.values_list("institution", flat=True)) == {school.pk}
    cancel = reverse("activities:institution_cancel", args=[school.pk])
    assert "masih disebut dalam peserta" in client.post(cancel, {"reason": "ganda"}).text
    send(client, reverse("activities:institution_change", args=[school.pk]), environment="community")
    MEETINGS.cancel(meeting, by=cast.ani, reason="salah catat")
    assert posted(meeting) == []
    assert not Attendee.objects.standing().exists()
    assert "sudah dibatalkan" in send(client, fill_url(meeting), people="Warga Rekaan").text
    assert client.post(cancel, {"reason": "ganda"}).status_code == 302
    assert verify() == []


def test_a_kegiatan_turned_round_says_its_list_anew(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    fill(cast, meeting, "Warga Rekaan Satu", "Warga Rekaan Dua")
    change = reverse("activities:activity_change", args=[activity.pk])
    assert send(client, change, type="life_skill").status_code == 302
    assert figure(cast.oki, "empowerment.lifeskill_participants") == ("2", None)
    assert send(client, change, host="attended", host_name="Badan Rekaan").status_code == 302
    assert posted(meeting, "kind") == [("activities.event_attended",)]
    assert verify() == []


def test_those_without_the_right_do_not_reach_the_list(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    fill(cast, meeting, "Warga Rekaan Satu")
    attendee = Attendee.objects.get()
    doors = [("attendance", meeting.pk), ("attendance_fill", meeting.pk), ("attendee_cancel", attendee.pk)]
    for name, key in doors:
        for asked in (key, uuid4()):
            url = reverse(f"activities:{name}", args=[asked])
            for reader in (cast.fitri, cast.joko, cast.eko):
                assert cast.client(reader).get(url).status_code == 403
            assert cast.client(cast.gita).get(url).status_code == 404
            assert cast.client(cast.gita).post(url, {"people": "X", "reason": "x"}).status_code in (404, 405)
    for reader in (cast.joko, cast.eko):
        page = cast.client(reader).get(reverse("activities:meeting", args=[meeting.pk])).text
        assert "Daftar hadir: 1 orang (L 1, P 0)" in page
        assert reverse("activities:attendance", args=[meeting.pk]) not in page
    assert not Reading.objects.exists()
    assert Attendee.objects.standing().exists()


def test_names_are_read_on_their_page_only_and_each_reading_is_written(cast: Cast, activity: Activity) -> None:
    meeting, client = hold(cast, activity), cast.client(cast.ani)
    send(client, fill_url(meeting), people=LIST)
    for url in (
        reverse("activities:meeting", args=[meeting.pk]),
        reverse("activities:activity", args=[activity.pk]),
        reverse("activities:activity_list"),
        reverse("activities:attendee_cancel", args=[Attendee.objects.all()[0].pk]),
        fill_url(meeting),
    ):
        assert not [one for one in ("Satu", "Dua", "Tiga", "Empat") if f"Rekaan {one}" in client.get(url).text], url
    assert not Reading.objects.exists()
    page = client.get(reverse("activities:attendance", args=[meeting.pk])).text
    for name in ("Warga Rekaan Satu", "Warga Rekaan Tiga, S.Pd."):
        assert name in page
    read = Reading.objects.filter(purpose="daftar hadir", actor=cast.ani.pk)
    assert set(read.values_list("record_id", flat=True)) == set(Attendee.objects.values_list("pk", flat=True))
    assert verify() == []


def test_names_lie_sealed_and_the_audit_only_names_the_field(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    fill(cast, meeting, "Warga Rekaan Satu")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM activities_attendee")
        row = b" ".join(bytes(v) if isinstance(v, (bytes, memoryview)) else str(v).encode() for v in cursor.fetchone())
    assert b"Rekaan" not in row
    attendee = Attendee.objects.get()
    assert "Rekaan" not in f"{attendee.name} {attendee.name!r}"
    line = AuditLine.objects.get(record_id=attendee.pk)
    assert (line.action, line.changes["name"]) == ("activities.fill_attendance", "terkunci")
    assert "Warga Rekaan" not in json.dumps(list(AuditLine.objects.values_list("changes", flat=True)))


def test_lists_count_the_people_of_attendance_lists(cast: Cast, activity: Activity) -> None:
    fill(cast, hold(cast, activity), "Warga Rekaan Satu", "Warga Rekaan Dua")
    hold(cast, activity, held_on=date(2023, 9, 1), total=10)
    counted = hold(cast, activity, held_on=date(2023, 9, 2), total=1)
    fill(cast, counted, "Warga Rekaan Satu")
    client = cast.client(cast.ani)
    [(row, _, _)] = client.get(reverse("activities:activity_list")).context["table"]
    assert row.people == 13
    url = reverse("activities:activity", args=[activity.pk])
    assert [people for _, people in client.get(url).context["meetings"]] == ["2", "10", "1"]
    with CaptureQueriesContext(connection) as few:
        client.get(url)
    fill(cast, hold(cast, activity, held_on=date(2023, 9, 3)), "Warga Rekaan Satu", "Warga Rekaan Dua")
    with CaptureQueriesContext(connection) as more:
        client.get(url)
    assert len(few) == len(more)


def test_two_hundred_people_are_one_deed_and_few_queries(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    client, url = cast.client(cast.ani), fill_url(meeting)
    filled = {**opened(client, url), "people": "\n".join(f"Warga Rekaan {n}; L; 20" for n in range(200))}
    before = Posting.objects.count()
    with CaptureQueriesContext(connection) as writing:
        assert client.post(url, filled).status_code == 302
    assert len(writing) < 60
    assert Posting.objects.count() == before + 1
    assert people_of(meeting) == [(AGES, "", "18_24", 200), (PEOPLE, "male", "", 200)]
    with CaptureQueriesContext(connection) as reading:
        assert "Warga Rekaan 0" in client.get(reverse("activities:attendance", args=[meeting.pk])).text
    assert len(reading) < 25
    assert Reading.objects.count() == 100  # a page of the list
    assert verify() == []


def test_many_records_at_once_are_checked_like_one(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    person = {"meeting": meeting, "name": "Warga Rekaan", "sex": ""}
    with (
        pytest.raises(Refusal, match="tidak ada dalam daftar"),
        deed("activities.fill_attendance", office=cast.oki, by=cast.ani, needs=Permission.ACTIVITIES_WRITE) as doing,
    ):
        doing.add_all(Attendee, [{**person, "number": 1}, {**person, "number": 2, "age_band": "ancient"}])
    assert not Attendee.objects.exists()
