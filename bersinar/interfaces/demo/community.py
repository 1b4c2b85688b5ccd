"""Act: Bersinar sites and volunteers of the articles.

What the articles leave open stays open: sites without a name, volunteers without sex, schools without a number. Days
within the year are the demo's own.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.community.actions import (
    ASSESSMENTS,
    BUDGETS,
    CHECKS,
    INAUGURATION,
    OWN_ACTIONS,
    POLICIES,
    SITES,
    STAGES,
    TRAININGS,
)
from bersinar.programmes.community.models import BersinarSite, Volunteer

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
    _batu_ampar(stage, code)
    for number, month in enumerate((4, 7)):
        _inaugurate(stage, code, "64.71", date(2022, month, 20), first=40 * number + 1, many=40)


def _batu_ampar(stage: Stage, code: str) -> None:
    """One kelurahan's whole story, made up: checklist, money, the work towards a rule, and how its status moved."""
    own: dict[str, Any] = {"office": stage.office(code), "by": stage.person(code, "p2m")}
    site = BersinarSite.objects.get(office=own["office"], name="Batu Ampar")
    SITES.change(
        site, by=own["by"], based_on=None, next_step="Usulkan anggaran tahun berikut pada musyawarah kelurahan",
        next_due=date(2023, 1, 31),
    )  # fmt: skip
    STAGES.create(**own, site=site, stage="decreed", reached_on=date(2022, 3, 21), document="SK Rekaan 14/2022")
    STAGES.create(**own, site=site, stage="trained", reached_on=date(2022, 5, 12))
    for item, day, proof in (
        ("decree", date(2022, 3, 21), "SK Rekaan 14/2022"), ("volunteers", date(2022, 4, 20), "Daftar pelantikan"),
        ("budget", date(2022, 4, 4), ""), ("routine", date(2022, 6, 9), "Jadwal ronda dan penyuluhan"),
        ("signs", date(2022, 2, 14), "Papan nama di gerbang kelurahan"),
    ):  # fmt: skip
        CHECKS.create(**own, site=site, item=item, fulfilled_on=day, proof=proof)
    BUDGETS.create(
        **own, site=site, year=2022, source="local_budget", amount=18_500_000, decided_on=date(2022, 4, 4),
        document="DPA kelurahan (rekaan)",
    )  # fmt: skip
    BUDGETS.create(
        **own, site=site, year=2022, source="company_fund", amount=7_500_000, decided_on=date(2022, 8, 1),
        document="Berita acara hibah (rekaan)",
    )  # fmt: skip
    POLICIES.create(
        **own, kind="rule_drafting", subject="Peraturan wali kota tentang fasilitasi P4GN (rekaan)", region=site.region,
        environment="government", begun_on=date(2022, 2, 21), next_step="Harmonisasi dengan bagian hukum",
        next_due=date(2023, 2, 15),
    )  # fmt: skip
    for day, status, main, supporting in (
        (date(2021, 11, 8), "danger", ["drug_cases", "dealers", "users", "evidence_found", "couriers"],
         ["entertainment", "boarding", "poverty", "low_interaction"]),
        (date(2022, 11, 14), "watch", ["drug_cases", "users", "couriers"], ["boarding", "poverty"]),
    ):  # fmt: skip
        ASSESSMENTS.create(
            **own, region=site.region, assessed_on=day, method="eight_five", main=main, supporting=supporting,
            status=status, asked=12, answered=9,
        )  # fmt: skip


def _oki(stage: Stage) -> None:
    code = "bnnk-oki"
    _inaugurate(stage, code, "16.02", date(2023, 5, 23), first=1, many=20, environment="government")
    _inaugurate(stage, code, "16.02", date(2023, 8, 22), first=21, many=20, environment="education")
    own: dict[str, Any] = {"office": stage.office(code), "by": stage.person(code, "p2m")}
    for number, kind, day, place, people in (
        (1, "own_talk", date(2023, 6, 14), "Balai desa", 35), (1, "own_talk", date(2023, 9, 20), "Masjid desa", 40),
        (2, "own_rule", date(2023, 7, 3), "Kantor kecamatan", None), (21, "own_talk", date(2023, 10, 5), "Aula sekolah", None),
    ):  # fmt: skip
        volunteer = Volunteer.objects.get(office=own["office"], name=f"Penggiat Rekaan {number:02}")
        OWN_ACTIONS.create(**own, volunteer=volunteer, kind=kind, done_on=day, place=place, people=people)
    for number in (1, 2):
        volunteer = Volunteer.objects.get(office=own["office"], name=f"Penggiat Rekaan {number:02}")
        TRAININGS.create(
            **own, volunteer=volunteer, trained_on=date(2023, 5, 24), topic="Teknik penyuluhan sebaya (rekaan)", hours=8
        )


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
