"""How a facility stands against its standard: scores, result and follow-up; certificates with their dates; kegiatan."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import FACILITIES, SELF_ASSESSMENTS
from bersinar.programmes.rehab.models import Facility, SelfAssessment, Strengthening
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.planned import planned

NEW = "rehab:self_assessment_new"
SAID = {"assessed_on": "2023-08-18", "assessed_by": "Tim mutu", "most": "50", "scores_whole": "31", "result": "partly"}


def test_a_self_assessment_is_recorded_changed_and_cancelled_by_the_form(cast: Cast, clinic: Facility) -> None:
    browser, new = cast.client(cast.budi), f"{reverse(NEW)}?fasilitas={clinic.pk}"
    assert str(opened(browser, new)["facility"]) == str(clinic.pk)
    send(browser, new, **SAID)
    record = SelfAssessment.objects.get()
    assert (record.scores, record.share) == ({"whole": 31}, "62,0 persen (n = 1 bagian)")
    page = browser.get(reverse("rehab:facility", args=[clinic.pk])).text
    assert "Sebagian terpenuhi, 62,0 persen (n = 1 bagian)" in page
    change = reverse("rehab:self_assessment_change", args=[record.pk])
    send(browser, change, scores_whole="31", follow_up="Lengkapi alur", follow_up_by="2023-12-01")
    record.refresh_from_db()
    assert record.follow_up_by == date(2023, 12, 1)
    with pytest.raises(Refusal, match="masih punya penilaian mandiri"):
        FACILITIES.cancel(clinic, by=cast.budi, reason="tutup")
    browser.post(reverse("rehab:self_assessment_cancel", args=[record.pk]), {"reason": "salah"})
    assert "Belum ada penilaian" in browser.get(reverse("rehab:facility", args=[clinic.pk])).text
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"scores_whole": ""}, "paling sedikit satu bagian"),
        ({"scores_whole": "51"}, "paling banyak 50"),
        ({"assessed_on": "2099-01-01"}, "belum terjadi"),
        ({"follow_up_by": "2023-12-01"}, "Tuliskan tindak lanjutnya"),
        ({"follow_up": "x", "follow_up_by": "2023-08-01"}, "Mendahului tanggal penilaian"),
    ],
)
def test_what_cannot_be_comes_back(cast: Cast, clinic: Facility, typed: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.budi), f"{reverse(NEW)}?fasilitas={clinic.pk}", **{**SAID, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert answer.context["form"]["assessed_by"].value() == "Tim mutu"
    assert not SelfAssessment.objects.exists()


def test_it_is_read_openly_and_written_by_those_who_treat(cast: Cast, clinic: Facility) -> None:
    record = SELF_ASSESSMENTS.create(
        office=cast.oki, by=cast.budi, facility=clinic, assessed_on=date(2023, 8, 18), assessed_by="Tim", scores={"whole": 80},
        result="ready",
    )  # fmt: skip
    page = reverse("rehab:self_assessment", args=[record.pk])
    assert cast.client(cast.joko).get(page).status_code == 200
    assert cast.client(cast.gita).get(page).status_code == 404
    for person in ("ani", "eko", "citra"):
        assert cast.client(getattr(cast, person)).get(reverse(NEW)).status_code == 403
    for person in ("fitri", "kiki"):
        assert cast.client(getattr(cast, person)).get(page).status_code == 403


def test_certificate_days_agree_and_what_ends_is_a_task(cast: Cast, clinic: Facility) -> None:
    browser, change = cast.client(cast.budi), reverse("rehab:facility_change", args=[clinic.pk])
    turned = send(browser, change, certificate="S-1", certified_on="2023-05-01", certified_until="2023-04-01")
    assert "berakhir sebelum sertifikat terbit" in sentences(turned)
    today = cast.oki.local_day()
    send(browser, change, certificate="S-1", certified_on="2023-05-01", certified_until=str(today + timedelta(days=91)))
    assert "Sertifikat SNI 8807" not in browser.get("/").text
    send(browser, change, certified_until=str(today + timedelta(days=30)))
    assert "Sertifikat SNI 8807 berakhir: Klinik Rekaan" in browser.get("/").text
    assert "berakhir dalam 90 hari" in browser.get(reverse("rehab:facility", args=[clinic.pk])).text
    assert "Sertifikat SNI 8807" not in cast.client(cast.ani).get("/").text
    send(browser, change, certified_until=str(today - timedelta(days=1)))
    assert "Sertifikat SNI 8807 sudah berakhir: Klinik Rekaan" in browser.get("/").text
    rows = [
        len(browser.get(f"{reverse('rehab:facility_list')}?sertifikat={chosen}").context["page"].object_list)
        for chosen in ("berlaku", "segera", "berakhir", "tanpa")
    ]
    assert rows == [0, 0, 1, 0]


def test_a_follow_up_is_a_task_until_it_is_done(cast: Cast, clinic: Facility) -> None:
    day = cast.oki.local_day()
    said: dict[str, Any] = {
        "assessed_on": day - timedelta(days=9), "assessed_by": "Tim", "scores": {"whole": 8}, "result": "not_yet",
        "follow_up": "Lengkapi", "follow_up_by": day - timedelta(days=1),
    }  # fmt: skip
    record = SELF_ASSESSMENTS.create(office=cast.oki, by=cast.budi, facility=clinic, **said)
    browser = cast.client(cast.budi)
    assert "Tindak lanjut penilaian mandiri: Klinik Rekaan" in browser.get("/").text
    SELF_ASSESSMENTS.change(record, by=cast.budi, based_on=None, followed_up_on=day)
    assert "Tindak lanjut penilaian mandiri" not in browser.get("/").text


def test_a_strengthening_may_belong_to_a_kegiatan_of_its_year(cast: Cast, clinic: Facility) -> None:
    activity = planned(cast.oki, cast.ani)
    browser, new = cast.client(cast.budi), f"{reverse('rehab:strengthening_new')}?fasilitas={clinic.pk}"
    said = {"kind": "bimtek", "activity_id": str(activity.id)}
    wrong = send(browser, new, **said, day="2022-08-18")
    assert "baris program tahun 2023" in sentences(wrong)
    send(browser, new, **said, day="2023-08-18")
    record = Strengthening.objects.get()
    assert record.activity_id == activity.id
    page = browser.get(reverse("rehab:strengthening", args=[record.pk])).text
    assert activity.title in page and activity.url in page
    assert posted(record, "kind") == [("rehab.facility_strengthened",)]
    send(browser, reverse("rehab:strengthening_change", args=[record.pk]), activity_id="")
    record.refresh_from_db()
    assert record.activity_id is None
    assert verify() == []
