"""The page that tells everything of a village, and of an institution: what stands on it, and what never does."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.figures.reports.yearend.whole import year_end
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region, RegionLevel
from bersinar.programmes.activities.actions import ACTIVITIES, MEETINGS
from bersinar.programmes.activities.merging import MERGE
from bersinar.programmes.community.actions import (
    ASSESSMENTS,
    BUDGETS,
    CHECKS,
    OWN_ACTIONS,
    REGULATIONS,
    SITES,
    STAGES,
    VOLUNTEERS,
)
from bersinar.programmes.cooperation.actions import AGREEMENTS, PARTNERS
from bersinar.programmes.ibm.actions import UNITS
from bersinar.programmes.screening.actions import SESSIONS
from tests.cast import Cast
from tests.desk.conftest import promise
from tests.planned import institution, planned

DAY = date(2023, 5, 10)


@pytest.fixture
def village(db: None) -> Region:
    parent = Region.objects.filter(code__startswith="16.02.", level=RegionLevel.DISTRICT).first()
    assert parent is not None
    return Region.objects.create(
        code=f"{parent.code}.2097", name="Desa Rekaan", level=RegionLevel.VILLAGE, parent=parent
    )  # fmt: skip


@pytest.fixture
def works(cast: Cast, village: Region) -> Institution:
    """A company of the village that was visited and tested, with a rule, a volunteer and an agreement."""
    made = institution(cast.oki, cast.ani, name="PT Rekaan", kind="company", staff=60, region=village)
    own: dict[str, Any] = {"office": cast.oki, "by": cast.ani}
    talks = ACTIVITIES.create(**own, title="Sosialisasi di tempat kerja", type="socialisation", year=2023)
    MEETINGS.create(
        **own, activity=talks, held_on=DAY, region=village, environment="private", total=50, institutions=[made]
    )
    tests = planned(cast.oki, cast.ani)
    SESSIONS.create(**own, activity_id=tests.id, held_on=DAY, institution=made, tested=45)
    REGULATIONS.create(
        **own, kind="company_rule", subject="Kerja tanpa narkoba", issuer="PT Rekaan", environment="private",
        issued_on=DAY, institution=made, region=village,
    )  # fmt: skip
    volunteer = VOLUNTEERS.create(
        **own, name="Warga Rekaan 1", kind="activist", environment="private", appointed_on=DAY, institution=made,
        region=village,
    )  # fmt: skip
    OWN_ACTIONS.create(**own, volunteer=volunteer, kind="own_talk", done_on=date(2023, 6, 1), people=20)
    partner = PARTNERS.create(office=cast.oki, by=cast.ani, name="pt rekaan", kind="company")
    AGREEMENTS.create(
        office=cast.oki, by=cast.ani, partner=partner, kind="mou", title="Tempat kerja bersih", signed_on=DAY,
        valid_until=date(2099, 5, 10), section="empowerment",
    )  # fmt: skip
    return made


def test_a_village_tells_its_whole_story(cast: Cast, village: Region, works: Institution) -> None:
    own: dict[str, Any] = {"office": cast.oki, "by": cast.ani}
    site = SITES.create(
        **own, kind="village", name="Rekaan", region=village, formed_on=DAY, next_step="Musyawarah anggaran"
    )
    STAGES.create(**own, site=site, stage="declared", reached_on=DAY, document="SK Rekaan 7")
    CHECKS.create(**own, site=site, item="decree", fulfilled_on=DAY)
    BUDGETS.create(**own, site=site, year=2023, source="village_fund", amount=5_000_000, decided_on=DAY)
    ASSESSMENTS.create(**own, region=village, assessed_on=DAY, method="eight_five", status="alert")
    UNITS.create(office=cast.oki, by=cast.budi, name="Unit Rahasia", village=village, formed_on=DAY)

    page = cast.client(cast.ani).get(f"{reverse('desk:village_story', args=[village.pk])}?tahun=2023")
    told = " ".join(page.text.split())
    for words in (
        "SK Rekaan 7", "Kelengkapan: Surat keputusan", "Rp5.000.000", "Sosialisasi di tempat kerja", "45 orang dites",
        "Kerja tanpa narkoba", "Musyawarah anggaran", "PT Rekaan", "Siaga",
    ):  # fmt: skip
        assert words in told, words
    assert "<dt>Unit IBM</dt><dd>Ada</dd>" in told
    assert "<dt>Penggiat</dt><dd>1 orang, akhir 2023</dd>" in told
    figures = {one.code: one.words for one in page.context["figures"]}
    assert figures["prevention.people_reached"].startswith("50")
    assert figures["screening.tested"].startswith("45")
    assert figures["empowerment.own_people"].startswith("20")
    # 4i: that a unit exists, and no more; tests held, never what they found.
    for words in ("Unit Rahasia", "positif", "reaktif", "klien IBM"):
        assert words not in told.split("<main", 1)[-1], words
    assert not any("positive" in code or code.startswith(("rehab", "ibm")) for code in figures)


def test_a_village_is_told_to_its_own_office_and_above(cast: Cast, village: Region, works: Institution) -> None:
    address = reverse("desk:village_story", args=[village.pk])
    expected = {"ani": 200, "eko": 200, "joko": 200, "gita": 404, "fitri": 403}
    assert {name: cast.client(getattr(cast, name)).get(address).status_code for name in expected} == expected
    assert "Penggiat</a>" not in cast.client(cast.joko).get(address).text.split("<main", 1)[-1]
    assert cast.client(cast.ani).get(reverse("desk:village_story", args=["16.02"])).status_code == 404


def test_no_report_tells_of_an_area_at_risk(cast: Cast, village: Region, works: Institution) -> None:
    ASSESSMENTS.create(
        office=cast.oki, by=cast.ani, region=village, assessed_on=DAY, method="eight_five", status="danger"
    )  # fmt: skip
    promise(cast, "community.areas_at_risk", 1)
    coverage = Coverage(cast.oki)
    (found,) = [one for one in evaluate(coverage, 2023, ["community.areas_at_risk"]) if one.scope == "total"]
    assert found.exact == 1  # the office's own figure has it
    told = repr(year_end(coverage, 2023))
    assert "Kerja tanpa narkoba" in told or "Regulasi P4GN" in told
    assert "kawasan rawan" not in told.lower()
    assert "kawasan yang" not in told.lower()


def test_an_institution_tells_its_whole_story(cast: Cast, works: Institution) -> None:
    told = " ".join(cast.client(cast.ani).get(reverse("desk:institution_story", args=[works.pk])).text.split())
    for words in (
        "45", "75 %", "Sosialisasi di tempat kerja", "Kerja tanpa narkoba", "Warga Rekaan 1", "1 aksi", "Tempat kerja bersih",
        "Kerja sama berakhir",
    ):  # fmt: skip
        assert words in told, words
    for words in ("positif", "reaktif"):
        assert words not in told.split("<main", 1)[-1]
    pupils = institution(cast.oki, cast.ani, name="SMA Rekaan", kind="school", staff=10)
    page = cast.client(cast.ani).get(reverse("desk:institution_story", args=[pupils.pk]))
    assert "Belum pernah dites" in page.text


def test_what_was_merged_tells_the_story_of_what_it_counts_as(cast: Cast, works: Institution) -> None:
    double = institution(cast.oki, cast.ani, name="PT Rekaan Tbk", kind="company")
    MERGE.change(works, by=cast.ani, based_on=None, duplicate=double)
    page = cast.client(cast.ani).get(reverse("desk:institution_story", args=[double.pk]))
    assert "Kerja tanpa narkoba" in page.text


def test_who_may_not_see_an_institution_gets_no_story(cast: Cast, works: Institution) -> None:
    for name, status in (("gita", 404), ("fitri", 403), ("joko", 200)):
        client = cast.client(getattr(cast, name))
        assert client.get(reverse("desk:institution_story", args=[works.pk])).status_code == status
    assert cast.client(cast.fitri).get(reverse("desk:institution_story", args=[uuid4()])).status_code == 403


def test_a_letter_to_its_head_is_made_from_the_story(cast: Cast, works: Institution) -> None:
    client = cast.client(cast.ani)
    page = client.get(reverse("desk:institution_story", args=[works.pk]))
    (title, address), *_ = page.context["letters"].new
    assert title == "Surat Ringkasan P4GN"
    form = client.get(address)
    assert form.status_code == 200
    assert "Sosialisasi di tempat kerja" in form.text
    assert "2023; 1; 45" in form.text
    assert "Warga Rekaan 1" not in form.text.split("<main", 1)[-1]
