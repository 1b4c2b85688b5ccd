"""A chat report that is pasted becomes a form that is filled in: nothing unseen is saved, no name and no result is taken."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bersinar.foundation.institutions.models import Institution
from bersinar.interfaces.exchange.chat_reports import Known, Report, read_report
from bersinar.programmes.activities.actions import ACTIVITIES
from bersinar.programmes.activities.models import Activity, Meeting
from bersinar.programmes.screening.models import UrineSession
from tests.cast import Cast
from tests.filling import send, sentences

TODAY = date(2023, 9, 1)
KNOWN = Known({"16.02.05": "Kayu Agung", "16.02.09.2001": "Mulyaguna"}, {"a": "SMAN 1 Rekaan"})

WITH_LABELS = """Yth. Kepala BNNK OKI
Mohon izin melaporkan kegiatan Seksi P2M

*Hari/Tanggal* : Selasa, 14 Maret 2023
*Waktu* : 09.00 WIB s.d. selesai
*Tempat* : Aula SMAN 1 Rekaan, Kec. Kayuagung
*Kegiatan* : Sosialisasi bahaya narkoba bagi pelajar
*Narasumber* : Pemateri Rekaan
*Peserta* : 45 orang (20 laki-laki, 25 perempuan)

Demikian dilaporkan, terima kasih."""

AS_A_SENTENCE = (
    "Selamat siang, izin melaporkan pada hari ini Kamis 24/8/23 pukul 10.30 wib bertempat di Balai Desa Mulyaguna telah "
    "dilaksanakan tes urine bagi perangkat desa yang diikuti kurang lebih 1.250 orang. L: 700, P: 550. Hasil 3 positif."
)


def told(report: Report) -> dict[str, str]:
    return {one.name: one.value for one in report.found}


def test_a_report_with_labels_is_read_field_by_field_with_its_words() -> None:
    report = read_report(WITH_LABELS, today=TODAY, known=KNOWN)
    assert told(report) == {
        "title": "Sosialisasi bahaya narkoba bagi pelajar", "type": "socialisation", "held_on": "2023-03-14",
        "starts_at": "09:00", "venue": "Aula SMAN 1 Rekaan, Kec. Kayuagung", "total": "45", "male": "20", "female": "25",
        "region": "16.02.05", "institutions": "a", "environment": "education",
    }  # fmt: skip
    assert all(one.quote and one.quote in WITH_LABELS for one in report.found)
    assert "Demikian dilaporkan, terima kasih." in report.unread
    assert not any("Pemateri" in one.value for one in report.found)


def test_a_report_in_one_sentence_is_read_too_and_no_result_of_a_test() -> None:
    report = read_report(AS_A_SENTENCE, today=TODAY, known=KNOWN)
    read = told(report)
    assert report.is_test
    assert (read["held_on"], read["starts_at"], read["total"], read["bound"]) == (
        "2023-08-24",
        "10:30",
        "1250",
        "about",
    )
    assert (read["male"], read["female"], read["region"]) == ("700", "550", "16.02.09.2001")
    assert not {"positive", "persons_reactive"} & set(read)


@pytest.mark.parametrize(
    ("line", "name", "value"),
    [
        ("Tanggal: 3-1-2023", "held_on", "2023-01-03"),
        ("Hari, tgl : Jumat 06 Januari 2023", "held_on", "2023-01-06"),
        ("Tgl: 5 Desember", "held_on", "2022-12-05"),  # a day without a year is never one ahead
        ("Jumlah peserta: 30", "total", "30"),
        ("Peserta: ± 120 siswa", "bound", "about"),
        ("Peserta: L = 12, P = 18", "total", "30"),
        ("Waktu : pukul 13:15 WITA", "starts_at", "13:15"),
        ("Lokasi: Balai Kelurahan Rekaan", "venue", "Balai Kelurahan Rekaan"),
    ],
)
def test_the_ways_in_which_officers_write(line: str, name: str, value: str) -> None:
    assert told(read_report(line, today=TODAY))[name] == value


def test_numbers_that_do_not_fit_are_pointed_at() -> None:
    report = read_report("Peserta: 40 orang, 20 laki-laki, 25 perempuan", today=TODAY)
    (total,) = [one for one in report.found if one.name == "total"]
    assert total.doubt == "Laki-laki dan perempuan bersama 45. Periksa salah satunya."


@given(st.text(max_size=400))
def test_no_text_breaks_the_reader_and_every_value_stands_in_it(text: str) -> None:
    report = read_report(text, today=TODAY, known=KNOWN)
    whole = " ".join(line.strip() for line in text.splitlines() if line.strip())
    for one in report.found:
        assert one.value
        assert all(part.strip() in whole for part in one.quote.split(", ")) or one.quote in whole


@given(st.dates(date(2022, 1, 1), TODAY), st.integers(1, 99_999))
def test_a_day_and_a_number_come_back_as_they_were(day: date, people: int) -> None:
    written = f"{people:,}".replace(",", ".")
    read = told(read_report(f"Tanggal: {day:%d/%m/%Y}\nPeserta: {written} orang", today=TODAY))
    assert (read["held_on"], read["total"]) == (day.isoformat(), str(people))


# --- the page --------------------------------------------------------------------------------------------------------


@pytest.fixture
def planned(cast: Cast) -> Activity:
    Institution.objects.create(
        office=cast.oki, recorded_by=cast.ani, recorded_at="2023-01-01T00:00Z", kind="school", name="SMAN 1 Rekaan"
    )
    said: dict[str, Any] = {"title": "Sosialisasi narkoba pelajar", "type": "socialisation", "year": 2023}
    return ACTIVITIES.create(office=cast.oki, by=cast.ani, **said)


def test_an_officer_pastes_looks_and_saves_in_the_form_itself(cast: Cast, planned: Activity) -> None:
    client, url = cast.client(cast.ani), reverse("desk:paste")
    page = client.post(url, {"text": WITH_LABELS})
    assert "<q>14 Maret 2023</q>" in page.text
    assert not Meeting.objects.exists()
    chosen = page.context["chosen"].initial
    assert chosen["activity"] == str(planned.pk)
    on: Any = client.post(url, {**chosen})
    assert on.url == f"{reverse('activities:meeting_new')}?kegiatan={planned.pk}"
    form = client.get(on.url)
    assert not Meeting.objects.exists()
    assert 'value="2023-03-14"' in form.text
    assert send(client, on.url).status_code == 302
    meeting = Meeting.objects.get()
    assert (meeting.held_on, meeting.total, meeting.male, meeting.female) == (date(2023, 3, 14), 45, 20, 25)
    assert (meeting.venue, meeting.region_id, meeting.environment) == (
        "Aula SMAN 1 Rekaan, Kec. Kayuagung",
        "16.02.05",
        "education",
    )
    assert [one.name for one in meeting.institutions.all()] == ["SMAN 1 Rekaan"]
    assert meeting.speakers == ""


def test_a_new_kegiatan_is_made_with_the_name_that_the_officer_left(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("desk:paste")
    said = {**client.post(url, {"text": WITH_LABELS}).context["chosen"].initial, "title": "Sosialisasi pelajar"}
    assert said["activity"] == "baru"
    refused = client.post(url, {**said, "title": ""})
    assert refused.status_code == 422
    assert not Activity.objects.exists()
    client.post(url, said)
    made = Activity.objects.get()
    assert (made.title, made.type, made.year) == ("Sosialisasi pelajar", "socialisation", 2023)


def test_a_pasted_test_leads_to_the_form_of_a_session_without_results(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("desk:paste")
    said = client.post(url, {"text": AS_A_SENTENCE}).context["chosen"].initial
    on: Any = client.post(url, said)
    assert on.url.startswith(reverse("screening:session_new"))
    form = client.get(on.url).text
    assert 'value="1.250"' in form or 'value="1250"' in form
    assert "3 positif" not in form
    assert not UrineSession.objects.exists()


def test_what_cannot_be_read_says_so(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("desk:paste")
    assert "Tempel dahulu teks laporannya." in sentences(client.post(url, {"text": " "}))
    assert "Tidak ada yang dapat dibaca." in client.post(url, {"text": "Selamat pagi semua"}).text
    future = (cast.oki.local_day() + timedelta(days=400)).strftime("%d/%m/%Y")
    assert "Tanggalnya belum terjadi." in client.post(url, {"text": f"Tanggal: {future}"}).text


def test_who_records_no_kegiatan_pastes_nothing(cast: Cast) -> None:
    for user in (cast.eko, cast.budi, cast.fitri):
        assert cast.client(user).get(reverse("desk:paste")).status_code == 403
