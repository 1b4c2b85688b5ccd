"""Areas at risk: suggested by rule, decided by a person, followed through the years, and told to officers only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.catalogue.declaring import Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.codelists.lists import codes
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.community.actions import ASSESSMENTS
from bersinar.programmes.community.models import AreaAssessment, AreaRule
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import send, sentences


def ticked(main: int, supporting: int) -> dict[str, Any]:
    return {"main": list(codes("area_main"))[:main], "supporting": list(codes("area_supporting"))[:supporting]}


def assess(cast: Cast, village: Region, day: date, status: str, **more: Any) -> AreaAssessment:
    said = {"method": "eight_five", **ticked(2, 1), **more}
    return ASSESSMENTS.create(
        office=cast.oki, by=cast.ani, region=village, assessed_on=day, status=status, **said
    )  # fmt: skip


def test_bahaya_is_suggested_from_five_and_four_and_a_person_decides(cast: Cast, village: Region) -> None:
    client, new = cast.client(cast.ani), reverse("community:area_new")
    said = {"region": village.pk, "assessed_on": "2023-03-01", **ticked(5, 4), "status": "watch"}
    answer = send(client, new, **said)
    assert answer.status_code == 422
    assert "Menurut aturan statusnya bahaya" in sentences(answer)
    assert send(client, new, **said, why="Dua kasus terjadi di luar desa").status_code == 302
    found = AreaAssessment.objects.get()
    assert (found.suggested, found.status) == ("danger", "watch")
    page = client.get(reverse("community:area", args=[found.pk])).text
    assert "Dua kasus terjadi di luar desa" in page
    assert "Untuk petugas saja" in page


def test_without_a_loaded_rule_nothing_but_bahaya_is_suggested(cast: Cast, village: Region) -> None:
    assert assess(cast, village, date(2023, 3, 1), "alert", **ticked(4, 5)).suggested == ""
    client, address = cast.client(cast.ani), reverse("community:area_rule")
    half = send(client, address, source="Pedoman rekaan 1", watch_main="3")
    assert half.status_code == 422
    assert "Isi kedua angkanya" in sentences(half)
    assert not AreaRule.objects.exists()
    filled = {"watch_main": "3", "watch_supporting": "2", "alert_main": "1", "alert_supporting": "1"}
    assert send(client, address, source="Pedoman rekaan 1", **filled).status_code == 302
    suggested = [
        assess(cast, village, date(2023, month, 1), status, **ticked(main, supporting)).suggested
        for month, main, supporting, status in ((4, 4, 5, "watch"), (5, 2, 1, "alert"), (6, 0, 1, "safe"))
    ]
    assert suggested == ["watch", "alert", "safe"]
    assert AreaAssessment.objects.get(assessed_on=date(2023, 3, 1)).suggested == ""


def test_a_village_recovers_and_the_books_follow_whatever_comes_late(cast: Cast, village: Region) -> None:
    first = assess(cast, village, date(2021, 3, 1), "danger")
    last = assess(cast, village, date(2023, 3, 1), "alert")
    assert figure(cast.oki, "community.areas_at_risk", 2022) == ("1", None)
    assert figure(cast.oki, "community.areas_at_risk", 2023) == ("0", None)
    assert figure(cast.oki, "community.areas_recovered", 2023) == ("1", None)
    assert last.status_before == "danger"

    middle = assess(cast, village, date(2022, 3, 1), "safe")
    last.refresh_from_db()
    assert (middle.status_before, last.status_before) == ("danger", "safe")
    assert figure(cast.oki, "community.areas_recovered", 2023)[0] in (None, "0")
    assert figure(cast.oki, "community.areas_worsened", 2023) == ("1", None)

    ASSESSMENTS.cancel(middle, by=cast.ani, reason="desa lain")
    last.refresh_from_db()
    assert last.status_before == "danger"
    assert figure(cast.oki, "community.areas_recovered", 2023) == ("1", None)
    ASSESSMENTS.change(first, by=cast.ani, based_on=None, status="watch")
    assert ("community.area_left", "watch", -1) in posted(last, "kind", "detail", "quantity")
    assert verify() == []


def test_only_a_village_is_assessed_and_once_a_day(cast: Cast, village: Region) -> None:
    assess(cast, village, date(2023, 3, 1), "alert")
    with pytest.raises(Refusal, match="sudah dinilai"):
        assess(cast, village, date(2023, 3, 1), "safe")
    with pytest.raises(Refusal) as refused:
        assess(cast, Region.objects.get(pk="16.02"), date(2023, 3, 1), "alert")
    assert "Pilih satu desa" in refused.value.fields["region"]


def test_the_status_of_an_area_is_never_published(cast: Cast, village: Region) -> None:
    assess(cast, village, date(2023, 3, 1), "danger", **ticked(5, 4))
    told = [one for one in INDICATORS.values() if any(code.startswith("community.area_") for code in one.counts)]
    assert len(told) == 4
    assert {one.publication for one in told} == {Publication.CLOSED}
    assert Client().get(reverse("community:area_list")).status_code == 302
    assert cast.client(cast.gita).get(reverse("community:area_list")).text.count(village.name) == 0
    assert cast.client(cast.fitri).get(reverse("community:area_list")).status_code == 403
