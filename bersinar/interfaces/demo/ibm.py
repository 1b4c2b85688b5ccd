"""IBM units and their agents, as far as the articles tell them.

Lubuklinggau and Balikpapan tell of a unit and of no agents, OKI of two units without names or villages. What is not
told is left empty here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from bersinar.foundation.regions.models import Region
from bersinar.programmes.ibm.actions import UNITS, Person, train_agents

from .stage import Stage


@dataclass(frozen=True)
class Unit:
    """A unit, the day on which its agents were trained, and the agents' sexes (none where none are told)."""

    name: str
    village: str
    formed_on: date
    in_bersinar_site: bool = False
    trained_on: date | None = None
    sexes: str = ""


_UNITS = {
    "bnnk-lubuklinggau": (Unit("IBM Karya Bakti", "16.73.05.1006", date(2022, 3, 15)),),
    "bnnk-balikpapan": (Unit("IBM Batam Berseri", "64.71.03.1001", date(2022, 5, 18), in_bersinar_site=True),),
    "bnnk-oki": (
        Unit("", "", date(2023, 2, 14), trained_on=date(2023, 3, 8), sexes="LLLPP"),
        Unit("", "", date(2023, 2, 15), trained_on=date(2023, 3, 9), sexes="LLPPP"),
    ),
    "bnnk-kotawaringin-barat": (
        Unit("IBM Candi Mas", "62.01.01.1011", date(2024, 2, 20), trained_on=date(2024, 4, 23), sexes="LLLPP"),
        Unit("IBM Kelurahan Mendawai", "62.01.02.1003", date(2024, 2, 21), trained_on=date(2024, 4, 24), sexes="LLPPP"),
    ),
}  # fmt: skip


def play(stage: Stage) -> None:
    for code, units in _UNITS.items():
        invented = 0
        for unit in units:
            office, by = stage.office(code), stage.person(code, "rehab")
            village = Region.objects.get(pk=unit.village) if unit.village else None
            formed = UNITS.create(
                office=office, by=by, name=unit.name, village=village, type="unclassified", funding="unknown",
                formed_on=unit.formed_on, in_bersinar_site=unit.in_bersinar_site,
            )  # fmt: skip
            if unit.trained_on is None:
                continue
            people = []
            for sex in unit.sexes:
                invented += 1
                people.append(Person(f"Warga Rekaan {invented}", "male" if sex == "L" else "female"))
            train_agents(
                office=office, by=by, unit=formed, people=people, trained_on=unit.trained_on, training="bimtek"
            )
