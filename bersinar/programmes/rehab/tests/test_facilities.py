"""Facilities and their strengthening: open records; what a facility says of itself reaches the figures behind it."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import FACILITIES, STRENGTHENINGS
from bersinar.programmes.rehab.models import Client, Facility, Strengthening
from bersinar.programmes.rehab.narrating import strengthenings
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import admit

DAY = date(2023, 8, 18)


@pytest.fixture
def strengthened(cast: Cast, clinic: Facility) -> Strengthening:
    return STRENGTHENINGS.create(office=cast.oki, by=cast.budi, facility=clinic, kind="bimtek", day=DAY)


def test_a_strengthening_is_recorded_changed_and_cancelled_by_the_form(cast: Cast, clinic: Facility) -> None:
    browser = cast.client(cast.budi)
    send(browser, reverse("rehab:facility_change", args=[clinic.pk]), owner="government", region="16.02")
    new = f"{reverse('rehab:strengthening_new')}?fasilitas={clinic.pk}"
    assert str(opened(browser, new)["facility"]) == str(clinic.pk)
    send(browser, new, kind="bimtek", day="18-08-2023")
    record = Strengthening.objects.get()
    assert posted(record, "day", "place", "detail", "aspect") == [(DAY, "16.02", "government", "bimtek")]
    send(browser, reverse("rehab:strengthening_change", args=[record.pk]), kind="supervision")
    assert posted(record, "aspect") == [("supervision",)]
    assert verify() == []
    browser.post(reverse("rehab:strengthening_cancel", args=[record.pk]), {"reason": "batal"})
    assert posted(record) == []
    assert verify() == []
    assert "Belum ada penguatan" in browser.get(reverse("rehab:facility", args=[clinic.pk])).text


def test_wrong_input_is_refused(cast: Cast, clinic: Facility) -> None:
    browser, new = cast.client(cast.budi), reverse("rehab:strengthening_new")
    later = send(browser, new, facility=clinic.pk, kind="bimtek", day="2099-01-01")
    assert "belum terjadi" in sentences(later)
    twice = send(browser, reverse("rehab:facility_new"), name="Klinik Rekaan", kind="clinic", owner="own")
    assert "Fasilitas dengan nama ini sudah ada" in sentences(twice)
    uncertified = send(
        browser, reverse("rehab:facility_new"), name="B", kind="clinic", owner="own", certified_until="2026-01-01"
    )
    assert "nomor sertifikatnya" in sentences(uncertified)
    assert (Facility.objects.count(), Strengthening.objects.count()) == (1, 0)


def test_a_corrected_owner_corrects_strengthenings_and_episodes(
    cast: Cast, clinic: Facility, strengthened: Strengthening, client_of_oki: Client
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    FACILITIES.change(clinic, by=cast.budi, based_on=1, owner="community")
    assert posted(strengthened, "detail") == [("community",)]
    assert [one.detail for one in posted(client_of_oki) if one.kind == "rehab.episode_opened"] == ["community"]
    assert verify() == []


def test_a_corrected_owner_asks_for_the_reason_of_closed_months(
    cast: Cast, clinic: Facility, client_of_oki: Client
) -> None:
    admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    close_month(office=cast.oki, year=2023, month=2, by=cast.eko)
    with pytest.raises(Refusal, match="Februari 2023 sudah ditutup"):
        FACILITIES.change(clinic, by=cast.budi, based_on=1, owner="community")
    FACILITIES.change(clinic, by=cast.budi, based_on=1, name="Klinik Baru")
    FACILITIES.change(clinic, by=cast.budi, based_on=2, owner="community", reason="salah catat")
    assert verify() == []


def test_a_facility_in_use_is_not_cancelled(
    cast: Cast, clinic: Facility, strengthened: Strengthening, client_of_oki: Client
) -> None:
    with pytest.raises(Refusal, match="masih punya catatan penguatan"):
        FACILITIES.cancel(clinic, by=cast.budi, reason="tutup")
    STRENGTHENINGS.cancel(strengthened, by=cast.budi, reason="salah")
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    with pytest.raises(Refusal, match="masih dipakai dalam episode"):
        FACILITIES.cancel(clinic, by=cast.budi, reason="tutup")
    assert episode.facility == clinic


def test_a_facility_of_another_office_takes_no_client(cast: Cast, client_of_oki: Client) -> None:
    theirs = FACILITIES.create(office=cast.lumajang, by=cast.hadi, name="Klinik", kind="clinic", owner="own")
    with pytest.raises(Refusal, match="masih tercatat di satuan kerja ini"):
        admit(cast, client_of_oki, theirs, date(2023, 2, 1))


def test_facilities_are_read_openly_and_written_by_those_who_treat(
    cast: Cast, clinic: Facility, strengthened: Strengthening
) -> None:
    page = reverse("rehab:facility", args=[clinic.pk])
    assert cast.client(cast.joko).get(page).status_code == 200  # the superior office reads its subtree
    assert cast.client(cast.citra).get(page).status_code == 200  # no person stands in it
    assert cast.client(cast.gita).get(page).status_code == 404
    for name in ("fitri", "kiki"):
        for key in (clinic.pk, uuid4()):
            assert cast.client(getattr(cast, name)).get(reverse("rehab:facility", args=[key])).status_code == 403
    for name in ("ani", "eko", "citra"):
        assert cast.client(getattr(cast, name)).get(reverse("rehab:facility_new")).status_code == 403


def test_strengthenings_contribute_a_line_to_the_years_words(cast: Cast, strengthened: Strengthening) -> None:
    assert [line.text for line in strengthenings(cast.oki, 2023)] == ["Bimbingan teknis: Klinik Rekaan"]
    assert list(strengthenings(cast.oki, 2022)) == []
