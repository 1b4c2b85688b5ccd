"""What is typed into SIRENA stands in one text to copy: opened knowingly, written down, kept nowhere."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.programmes.rehab.actions import EPISODES
from bersinar.programmes.rehab.models import Facility
from tests.cast import Cast

from .conftest import NIK, admit, register


def test_the_text_holds_person_and_service_and_each_opening_is_written_down(cast: Cast, clinic: Facility) -> None:
    client = register(cast, name="Siti Rekaan", nik=NIK, sex="female")
    episode = admit(cast, client, clinic, date(2023, 2, 1))
    browser, door = cast.client(cast.budi), reverse("rehab:episode_sirena", args=[episode.pk])
    assert NIK not in browser.get(door, follow=True).text  # an address alone opens nothing
    assert not Reading.objects.filter(purpose="Menyalin ke SIRENA").exists()
    answer = browser.post(door)
    for line in (f"Kode klien: {client.code}", "Nama: Siti Rekaan", f"NIK: {NIK}", "Alamat: -", "Diterima pada: 01-02-2023",
                 "Jalur layanan: Rawat jalan", "Fasilitas: Klinik Rekaan"):  # fmt: skip
        assert line in answer.text
    assert answer["Cache-Control"] == "no-store"
    readings = Reading.objects.filter(purpose="Menyalin ke SIRENA")
    assert {(one.actor, one.record_id) for one in readings} == {(cast.budi.pk, client.pk)}


def test_a_cancelled_episode_is_not_copied(cast: Cast, clinic: Facility) -> None:
    episode = EPISODES.cancel(
        admit(cast, register(cast, nik=NIK), clinic, date(2023, 2, 1)), by=cast.budi, reason="keliru"
    )
    browser, door = cast.client(cast.budi), reverse("rehab:episode_sirena", args=[episode.pk])
    assert door not in browser.get(reverse("rehab:episode", args=[episode.pk])).text
    assert NIK not in browser.post(door, follow=True).text


@pytest.mark.parametrize(("person", "status"), [("citra", 403), ("kiki", 403), ("eko", 403), ("hadi", 404)])
def test_nobody_else_copies(cast: Cast, clinic: Facility, person: str, status: int) -> None:
    episode = admit(cast, register(cast, nik=NIK), clinic, date(2023, 2, 1))
    answer = cast.client(getattr(cast, person)).post(reverse("rehab:episode_sirena", args=[episode.pk]))
    assert answer.status_code == status


def test_the_page_of_the_client_says_what_stands_in_sirena_and_gives_the_text(cast: Cast, clinic: Facility) -> None:
    client = register(cast, nik=NIK)
    episode = admit(cast, client, clinic, date(2023, 2, 1))
    browser, page = cast.client(cast.budi), reverse("rehab:client", args=[client.pk])
    door = reverse("rehab:episode_sirena", args=[episode.pk])
    before = browser.get(page).text
    assert "SIRENA belum" in before and door in before
    EPISODES.change(episode, by=cast.budi, based_on=None, sirena_id="S-77", sirena_on=date(2023, 2, 3))
    after = browser.get(page).text
    assert "SIRENA sudah: nomor S-77, 03-02-2023" in after and door not in after
