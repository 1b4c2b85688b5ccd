"""Act: Bersinar sites and volunteers of the articles.

What the articles leave open stays open: sites without a name, volunteers without sex, schools without a number. Days
within the year are the demo's own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.community.actions import CHECKS, INAUGURATION, SITES, STAGES
from bersinar.programmes.community.models import BersinarSite

from .stage import Stage

_DAY_UNKNOWN = "Sumbernya menyebut tahun, tidak menyebut tanggal."


def play(stage: Stage) -> None:
    """Three villages, six kelurahan, some schools; 80 volunteers in Balikpapan, 20 and 20 in OKI."""
    _lumajang(stage)
    _balikpapan(stage)
    _oki(stage)
    _kotawaringin_barat(stage)


def _lumajang(stage: Stage) -> None:
    for month in (3, 6, 9):
        _site(stage, "bnnk-lumajang", "village", "35.08", date(2022, month, 10))


def _balikpapan(stage: Stage) -> None:
    code = "bnnk-balikpapan"
    for month, region, name in (
        (2, "64.71.03.1001", "Batu Ampar"), (3, "64.71", ""), (5, "64.71", ""),
        (6, "64.71", ""), (8, "64.71", ""), (10, "64.71", ""),
    ):  # fmt: skip
        site = _site(stage, code, "kelurahan", region, date(2022, month, 14), name)
        STAGES.create(
            office=stage.office(code), by=stage.person(code, "p2m"), site=site, stage="declared",
            reached_on=site.formed_on,
        )  # fmt: skip
    for number, month in enumerate((4, 7)):
        _inaugurate(stage, code, "64.71", date(2022, month, 20), first=40 * number + 1, many=40)


def _oki(stage: Stage) -> None:
    _inaugurate(stage, "bnnk-oki", "16.02", date(2023, 5, 23), first=1, many=20, environment="government")
    _inaugurate(stage, "bnnk-oki", "16.02", date(2023, 8, 22), first=21, many=20, environment="education")


def _kotawaringin_barat(stage: Stage) -> None:
    code = "bnnk-kotawaringin-barat"
    site = _site(stage, code, "school", "62.01", date(2024, 7, 15), count_unknown=True)
    for item in ("task_force", "regulation"):
        CHECKS.create(office=stage.office(code), by=stage.person(code, "p2m"), site=site, item=item)


def _site(
    stage: Stage, code: str, kind: str, region: str, formed_on: date, name: str = "", **more: Any
) -> BersinarSite:
    return SITES.create(
        office=stage.office(code), by=stage.person(code, "p2m"), kind=kind, name=name,
        region=Region.objects.get(pk=region), formed_on=formed_on, note=_DAY_UNKNOWN, **more,
    )  # fmt: skip


def _inaugurate(
    stage: Stage, code: str, region: str, on: date, *, first: int, many: int, environment: str = ""
) -> None:  # fmt: skip
    office: Office = stage.office(code)
    INAUGURATION.create(
        office=office, by=stage.person(code, "p2m"),
        people=[(f"Penggiat Rekaan {first + n:02}", "") for n in range(many)],
        kind="activist", environment=environment, region=Region.objects.get(pk=region), appointed_on=on,
    )  # fmt: skip
