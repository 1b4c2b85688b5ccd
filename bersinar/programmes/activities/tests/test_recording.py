"""An officer plans a kegiatan, records each pelaksanaan, and keeps institutions, through the forms of the desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.models import Activity, Meeting
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import hold, plan

NEW_ACTIVITY = {"title": "Sosialisasi rekaan", "type": "socialisation", "year": "2023"}
NEW_MEETING = {"held_on": "2023-08-24", "region": "16.02.05", "environment": "education"}


def meeting_form(activity: Activity) -> str:
    return f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}"


def test_a_kegiatan_is_planned_and_counts_from_its_first_pelaksanaan(cast: Cast) -> None:
    client = cast.client(cast.ani)
    answer = send(client, reverse("activities:activity_new"), **NEW_ACTIVITY)
    activity = Activity.objects.get()
    assert answer.url == reverse("activities:activity", args=[activity.pk])
    assert activity.area == "prevention"
    assert "Belum dilaksanakan" in client.get(answer.url).text
    held = send(client, meeting_form(activity), **NEW_MEETING, total="35", starts_at="09.30")
    assert held.url == answer.url
    page = client.get(answer.url).text
    assert "24-08-2023" in page
    assert "35" in page
    assert "09.30" in client.get(reverse("activities:meeting", args=[Meeting.objects.get().pk])).text
    assert verify() == []


def test_a_pelaksanaan_starts_from_its_kegiatan_and_copies_the_one_before(
    cast: Cast, activity: Activity, school: Institution
) -> None:
    other = plan(cast, title="Kegiatan lain")
    hold(cast, activity, institutions=[school], venue="Aula", total=40)
    hold(cast, other, venue="Tempat lain", held_on=date(2023, 9, 1))
    client = cast.client(cast.ani)
    copied = opened(client, f"{meeting_form(activity)}&salin=sebelumnya")
    assert (str(copied["activity"]), copied["venue"], copied["institutions"]) == (str(activity.pk), "Aula", [school.pk])
    assert not {"total", "held_on"} & set(copied)
    fresh = opened(client, meeting_form(activity))
    assert str(fresh["activity"]) == str(activity.pk)
    assert "venue" not in fresh
    answer = send(client, f"{meeting_form(activity)}&salin=sebelumnya", held_on="2023-08-31")
    assert answer.status_code == 302
    assert [institution.name for institution in Meeting.objects.get(held_on="2023-08-31").institutions.all()] == [
        "SMAN Rekaan"
    ]


def test_a_kegiatan_is_copied_without_its_title_and_people(cast: Cast) -> None:
    plan(cast, title="Yang lama", total=30, participants_on=date(2023, 7, 1), funding="dipa")
    copied = opened(cast.client(cast.ani), f"{reverse('activities:activity_new')}?salin=terakhir")
    assert (copied["type"], copied["funding"]) == ("talk_show", "dipa")
    assert not {"title", "total", "participants_on"} & set(copied)


def test_a_form_sent_twice_makes_one_pelaksanaan(cast: Cast, activity: Activity) -> None:
    client, url = cast.client(cast.ani), meeting_form(activity)
    filled = {**opened(client, url), **NEW_MEETING}
    first, second = client.post(url, filled), client.post(url, filled)
    assert first["Location"] == second["Location"]
    assert Meeting.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"held_on": "2099-01-01"}, "Tanggal belum terjadi."),
        ({"held_on": "2022-12-31"}, "baris program tahun 2023"),
        ({"total": "30", "male": "12", "female": "20"}, "12 + 20 = 32, tetapi jumlah peserta 30"),
        ({"total": "10", "male": "12"}, "12 melebihi jumlah peserta 10"),
        ({"male": "12"}, "Isi jumlah peserta seluruhnya"),
        ({"total": "10", "by_age_12_17": "9", "by_age_18_24": "2"}, "Kelompok umur berjumlah 11, melebihi"),
        ({"by_age_12_17": "1,5", "total": "10"}, "12–17 tahun: Isi dengan bilangan bulat."),
        ({"bound": "min"}, "Isi jumlahnya, atau pilih"),
        ({"bound": "not_recorded", "total": "4"}, "Jumlah sudah diisi"),
        ({"region": ""}, "Pilih wilayah pelaksanaannya"),
        ({"environment": ""}, "tidak boleh kosong"),
        ({"starts_at": "pagi"}, "Jam tidak dikenal"),
        ({"total": "4.5"}, "tidak jelas"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    cast: Cast, activity: Activity, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.ani), meeting_form(activity), **{**NEW_MEETING, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Meeting.objects.exists()


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"host": "attended"}, "Tuliskan siapa yang mengadakan"),
        ({"host_name": "Dinas Rekaan"}, "Kosongkan, karena kegiatan ini diadakan sendiri"),
        ({"total": "30"}, "Isi tanggal jumlah peserta ini"),
        ({"total": "30", "participants_on": "2022-12-01"}, "Di luar tahun program 2023"),
        ({"planned_on": "2024-01-05"}, "Di luar tahun program 2023"),
        ({"type": "urine_test", "total": "30", "participants_on": "2023-03-01"}, "dicatat pada sesinya"),
    ],
)
def test_a_kegiatan_that_cannot_be_is_refused(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.ani), reverse("activities:activity_new"), **{**NEW_ACTIVITY, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Activity.objects.exists()


def test_both_sexes_make_the_total(cast: Cast, activity: Activity) -> None:
    send(cast.client(cast.ani), meeting_form(activity), **NEW_MEETING, male="12", female="20")
    assert Meeting.objects.get().total == 32


def test_people_are_counted_in_one_place_only(cast: Cast, activity: Activity) -> None:
    client = cast.client(cast.ani)
    meeting = hold(cast, activity, total=35)
    answer = send(
        client,
        reverse("activities:activity_change", args=[activity.pk]),
        total="35",
        participants_on="2023-08-24",
    )
    assert "sudah dicatat pada pelaksanaannya" in sentences(answer)
    send(client, reverse("activities:meeting_change", args=[meeting.pk]), total="")
    saved = send(
        client, reverse("activities:activity_change", args=[activity.pk]), total="35", participants_on="2023-08-24"
    )
    assert saved.status_code == 302
    again = send(client, reverse("activities:meeting_change", args=[meeting.pk]), total="35")
    assert "sudah dicatat pada kegiatannya" in sentences(again)
    assert verify() == []


def test_a_urine_test_is_not_held_by_pelaksanaan(cast: Cast) -> None:
    tests = plan(cast, type="urine_test")
    client = cast.client(cast.ani)
    answer = send(client, meeting_form(tests), **NEW_MEETING)
    assert "dicatat dengan sesi tes urine" in sentences(answer)
    page = client.get(reverse("activities:activity", args=[tests.pk])).text
    assert f"{reverse('screening:session_new')}?kegiatan={tests.pk}" in page
    assert reverse("activities:meeting_new") not in page


def test_a_changed_pelaksanaan_keeps_what_was_before(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity, total=35)
    client = cast.client(cast.ani)
    send(client, reverse("activities:meeting_change", args=[meeting.pk]), total="40")
    page = client.get(reverse("activities:meeting", args=[meeting.pk])).text
    assert "Jumlah peserta: 35 → 40" in page


def test_a_pelaksanaan_stays_with_its_kegiatan(cast: Cast, activity: Activity) -> None:
    other, meeting = plan(cast, title="Kegiatan lain"), hold(cast, activity)
    answer = send(cast.client(cast.ani), reverse("activities:meeting_change", args=[meeting.pk]), activity=other.pk)
    assert answer.status_code == 422
    meeting.refresh_from_db()
    assert meeting.activity == activity


def test_who_changes_an_outdated_copy_is_shown_both_values(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity, total=35)
    client, url = cast.client(cast.ani), reverse("activities:meeting_change", args=[meeting.pk])
    old = opened(client, url)
    client.post(url, {**opened(client, url), "total": "40"})
    answer = client.post(url, {**old, "total": "50"})
    assert "tersimpan “40”, isian Anda “50”" in sentences(answer)
    meeting.refresh_from_db()
    assert meeting.total == 40


def test_a_closed_month_asks_for_a_reason(cast: Cast, activity: Activity) -> None:
    close_month(office=cast.oki, year=2023, month=8, by=cast.eko)
    client = cast.client(cast.ani)
    answer = send(client, meeting_form(activity), **NEW_MEETING)
    assert "Wajib diisi karena bulannya sudah ditutup" in sentences(answer)
    assert not Meeting.objects.exists()
    assert send(client, meeting_form(activity), **NEW_MEETING, reason="daftar hadir terlambat").status_code == 302
    assert verify() == []


def test_turning_a_kegiatan_round_asks_for_a_reason_where_its_months_are_closed(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    close_month(office=cast.oki, year=2023, month=8, by=cast.eko)
    client, url = cast.client(cast.ani), reverse("activities:activity_change", args=[activity.pk])
    answer = send(client, url, type="workshop_education")
    assert "Wajib diisi karena bulannya sudah ditutup" in sentences(answer)
    assert posted(meeting, "kind") == [("activities.prevention_meeting_held",)]
    assert send(client, url, type="workshop_education", reason="salah jenis").status_code == 302
    assert posted(meeting, "kind") == [("activities.empowerment_meeting_held",)]
    assert verify() == []


def test_a_kegiatan_with_pelaksanaan_is_not_cancelled(cast: Cast, activity: Activity) -> None:
    meeting = hold(cast, activity)
    client = cast.client(cast.ani)
    url = reverse("activities:activity_cancel", args=[activity.pk])
    refused = client.post(url, {"reason": "tidak jadi"})
    assert "Batalkan pelaksanaannya dahulu" in refused.text
    client.post(reverse("activities:meeting_cancel", args=[meeting.pk]), {"reason": "salah catat"})
    assert client.post(url, {"reason": "tidak jadi"}).status_code == 302
    late = send(client, meeting_form(plan(cast)), **{**NEW_MEETING, "activity": activity.pk})
    assert late.status_code == 422
    assert verify() == []


def test_the_year_of_a_kegiatan_stays_with_its_pelaksanaan(cast: Cast, activity: Activity) -> None:
    hold(cast, activity)
    answer = send(cast.client(cast.ani), reverse("activities:activity_change", args=[activity.pk]), year="2024")
    assert "Ada pelaksanaan di tahun lain" in sentences(answer)


def test_an_institution_may_stay_nameless_and_is_found_by_its_other_names(cast: Cast, school: Institution) -> None:
    client, url = cast.client(cast.ani), reverse("activities:institution_new")
    for number in ("1", "2"):
        assert send(client, url, kind="other", note=f"sasaran {number}").status_code == 302
    listed = reverse("activities:institution_list")
    assert client.get(listed).text.count("Instansi belum dicatat namanya") == 2
    found = client.get(listed, {"q": "smara"}).context["table"]
    assert [str(row) for row, _, _ in found] == ["SMAN Rekaan"]
    double = send(client, url, name="sman rekaan", kind="school")
    assert "Instansi dengan nama ini sudah ada" in sentences(double)
    wrong = send(client, url, name="SD Rekaan", kind="school", npsn="12ab")
    assert "NPSN terdiri atas 8 angka" in sentences(wrong)
    assert Institution.objects.count() == 3


def test_other_names_are_typed_with_commas(cast: Cast, school: Institution) -> None:
    client, url = cast.client(cast.ani), reverse("activities:institution_change", args=[school.pk])
    assert opened(client, url)["aliases"] == "Smara"
    send(client, url, aliases="Smara, SMA 3 , ")
    school.refresh_from_db()
    assert school.aliases == ["Smara", "SMA 3"]


def test_an_institution_that_is_named_is_not_cancelled(cast: Cast, activity: Activity, school: Institution) -> None:
    meeting = hold(cast, activity, institutions=[school])
    client, url = cast.client(cast.ani), reverse("activities:institution_cancel", args=[school.pk])
    assert "masih disebut dalam pelaksanaan" in client.post(url, {"reason": "ganda"}).text
    assert "Talk show rekaan" in client.get(reverse("activities:institution", args=[school.pk])).text
    client.post(reverse("activities:meeting_cancel", args=[meeting.pk]), {"reason": "salah catat"})
    assert client.post(url, {"reason": "ganda"}).status_code == 302


def test_a_partner_institution_is_not_cancelled(cast: Cast, school: Institution) -> None:
    plan(cast, partners=[school])
    url = reverse("activities:institution_cancel", args=[school.pk])
    assert "masih disebut dalam kegiatan" in cast.client(cast.ani).post(url, {"reason": "ganda"}).text
