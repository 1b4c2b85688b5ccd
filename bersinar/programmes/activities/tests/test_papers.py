"""What a pelaksanaan uses and leaves: narasumber and their load, materials by version, minutes, follow-up tasks."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import MEETINGS
from bersinar.programmes.activities.models import Activity, FollowUp, Material, Meeting, Minutes, Speaker, Talk
from bersinar.programmes.activities.papers.actions import FOLLOW_UPS, MATERIALS
from bersinar.programmes.activities.speaking.actions import SPEAKERS, TALKS
from bersinar.programmes.activities.waiting import waiting_of
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import hold, plan


@pytest.fixture
def client(cast: Cast) -> Client:
    return cast.client(cast.ani)


@pytest.fixture
def meeting(cast: Cast, activity: Activity) -> Meeting:
    return hold(cast, activity)


def speaker(cast: Cast, **values: Any) -> Speaker:
    said = {"kind": "staff", "name": "Penyuluh Rekaan", **values}
    return SPEAKERS.create(office=cast.oki, by=cast.ani, **said)


def new(client: Client, kind: str, meeting: Meeting, **typed: Any) -> Any:
    return send(client, f"{reverse(f'activities:{kind}_new')}?meeting={meeting.pk}", **typed)


def test_who_spoke_is_chosen_from_a_list_and_counts_into_the_load(cast: Cast, client: Client, meeting: Meeting) -> None:
    one = speaker(cast)
    speaker(cast, name="Belum berbicara")
    assert new(client, "talk", meeting, speaker=one.pk, topic="Bahaya narkoba", hours="1,5").status_code == 302
    answer = new(client, "talk", meeting, speaker=one.pk)
    assert answer.status_code == 422
    assert "sudah dicatat" in sentences(answer)
    second = hold(cast, meeting.activity, held_on=date(2023, 8, 30))
    TALKS.create(office=cast.oki, by=cast.ani, meeting=second, speaker=one)
    page = client.get(reverse("activities:workload"), {"tahun": "2023"})
    loads = {load.speaker.name: load for load in page.context["loads"]}
    assert loads["Penyuluh Rekaan"].months[7] == (2, Decimal("1.5"))
    assert (loads["Belum berbicara"].talks, page.context["unknown"]) == (0, 1)
    assert "1 kali lamanya tidak dicatat" in page.text
    assert cast.client(cast.gita).get(reverse("activities:workload"), {"tahun": "2023"}).context["loads"] == []


def test_a_private_person_is_called_by_a_word_and_the_name_lies_sealed(cast: Cast, client: Client) -> None:
    url = reverse("activities:speaker_new")
    assert send(client, url, kind="private", name="Penyintas", full_name="Warga Rekaan").status_code == 302
    one = Speaker.objects.get()
    page, opening = (reverse(f"activities:speaker{part}", args=[one.pk]) for part in ("", "_open"))
    assert "Warga Rekaan" not in client.get(page).text
    assert "Warga Rekaan" in client.post(opening).text
    assert cast.client(cast.joko).post(opening).status_code == 403
    answer = send(client, url, kind="staff", name="Ani", full_name="Ani Rekaan")
    assert answer.status_code == 422
    assert "perorangan" in sentences(answer)
    assert send(client, url, kind="agency", name="Dokter Rekaan").status_code == 422  # of which body?


def test_the_old_text_of_speakers_is_kept_and_asked_of_nobody_new(cast: Cast, client: Client, meeting: Meeting) -> None:
    url = reverse("activities:meeting_change", args=[meeting.pk])
    assert "speakers" not in client.get(url).context["form"].fields
    Meeting.objects.filter(pk=meeting.pk).update(speakers="Kepala seksi dan kepala sekolah")
    assert send(client, url, venue="Aula").status_code == 302
    assert "Kepala seksi dan kepala sekolah" in client.get(reverse("activities:meeting", args=[meeting.pk])).text


def test_a_meeting_keeps_the_version_that_was_used(cast: Cast, client: Client, meeting: Meeting) -> None:
    first = MATERIALS.create(office=cast.oki, by=cast.ani, title="Paparan siswa", edition="1")
    MEETINGS.change(meeting, by=cast.ani, based_on=None, materials=[first])
    url = f"{reverse('activities:material_new')}?versi={first.pk}"
    assert send(client, url, edition="1").status_code == 422
    assert send(client, url, edition="2").status_code == 302
    assert list(meeting.materials.all()) == [first]
    assert "Versi 2" in client.get(reverse("activities:material", args=[first.pk])).text
    with pytest.raises(Refusal) as refused:
        MATERIALS.cancel(first, by=cast.ani, reason="Lama.")
    assert "versi baru" in refused.value.sentence
    assert Material.objects.count() == 2


def test_minutes_are_written_once_for_each_meeting(cast: Cast, client: Client, meeting: Meeting) -> None:
    assert new(client, "minutes", meeting, points="Rencana satgas", decisions="Dibentuk Mei").status_code == 302
    answer = new(client, "minutes", meeting, points="Lagi")
    assert answer.status_code == 422
    assert "sudah punya notulen" in sentences(answer)
    assert "Dibentuk Mei" in client.get(reverse("activities:meeting", args=[meeting.pk])).text
    MEETINGS.cancel(meeting, by=cast.ani, reason="Salah tanggal.")
    assert Minutes.objects.standing().count() == 0
    assert list(verify()) == []


def test_a_follow_up_waits_on_the_home_page_until_it_is_done(cast: Cast, client: Client, meeting: Meeting) -> None:
    assert new(client, "follow_up", meeting, what="Kirim materi", due_on="2023-09-01").status_code == 422  # by whom?
    assert (
        new(client, "follow_up", meeting, what="Kirim", officer=str(cast.ani.pk), due_on="2023-08-01").status_code
        == 422
    )
    answer = new(client, "follow_up", meeting, what="Kirim materi", officer=str(cast.ani.pk), due_on="2023-09-01")
    assert answer.status_code == 302, sentences(answer)
    task = FollowUp.objects.get()
    assert "Tindak lanjut: Kirim materi" in client.get("/").text
    url = reverse("activities:follow_up_step", args=[task.pk, "finish"])
    assert send(client, url, on=str(cast.oki.local_day() + timedelta(days=1))).status_code == 422
    assert send(client, url, on="2023-08-30", outcome="Terkirim.").status_code == 302
    assert list(waiting_of(cast.ani, cast.oki)) == []
    assert send(client, reverse("activities:follow_up_step", args=[task.pk, "resume"])).status_code == 302
    assert [one.is_late for one in waiting_of(cast.ani, cast.oki)] == [True]
    assert cast.client(cast.gita).get(url).status_code == 404


def test_the_lists_ask_the_same_few_questions(cast: Cast, client: Client, meeting: Meeting) -> None:
    from .test_pages import queries

    for number in range(3):
        FOLLOW_UPS.create(
            office=cast.oki, by=cast.ani, meeting=meeting, what=f"Hal {number}", who="Desa", due_on=date(2023, 9, 1)
        )
        speaker(cast, name=f"Penyuluh {number}")
    client.get(reverse("activities:follow_up_list"))
    for kind in ("follow_up", "speaker"):
        assert queries(client, reverse(f"activities:{kind}_list")) <= 12
    assert Talk.objects.count() == 0
    plan(cast)


def test_a_photo_of_which_the_place_cannot_be_taken_out_is_not_kept(client: Client, meeting: Meeting) -> None:
    url = reverse("desk:file_add", args=["activities.meeting", meeting.pk])
    cut = SimpleUploadedFile("foto.jpg", b"\xff\xd8\xff\xe1\x40\x00Exif\0\0", "image/jpeg")
    answer = client.post(url, {"label": "Foto kegiatan", "file": cut}, follow=True)
    assert "tidak dapat dihapus" in answer.text
    assert not StoredFile.objects.exists()
