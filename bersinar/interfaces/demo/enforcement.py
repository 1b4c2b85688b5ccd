"""Enforcement: the cases, suspects and seizures that the articles tell, and one joint case on two chains.

Numbers are those of the articles. Days, roles, sexes and years of birth are not told there and are chosen plainly;
every person is invented. Where an article names no seizure, none is recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, NamedTuple

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import (
    CASES,
    EXHIBITS,
    INVITATIONS,
    NETWORKS,
    SUSPECTS,
    accept,
    confirm_first_in_area,
)
from bersinar.programmes.enforcement.models import Case

from . import casefiles
from .stage import Stage


class Held(NamedTuple):
    """A suspect: role, sex, year of birth."""

    role: str
    sex: str
    born: int


class Seized(NamedTuple):
    """A seizure: substance, unit, net amount, form."""

    substance: str
    unit: str
    net: str
    form: str


class Told(NamedTuple):
    """A case as the demo tells it."""

    day: date
    place: str
    summary: str
    suspects: Sequence[Held] = ()
    seized: Sequence[Seized] = ()
    prominent: str = ""


LUBUKLINGGAU = (
    Told(
        date(2022, 4, 12),
        "16.73.05",
        "Pengiriman sabu terungkap dari laporan warga. T-1 ditangkap di tempat.",
        [Held("courier", "male", 1989)],
        [Seized("methamphetamine", "g", "307.527", "crystal")],
        "Jumlah sabunya terbesar sepanjang tahun ini.",
    ),
    Told(
        date(2022, 9, 6),
        "16.73.02",
        "Penjualan ekstasi di tempat hiburan. T-1 ditangkap bersama barang bukti.",
        [Held("seller", "male", 1995)],
        [Seized("ecstasy", "tablet", "10", "tablet")],
        "Peredaran menyasar pengunjung usia muda.",
    ),
)

BALIKPAPAN = (
    Told(
        date(2022, 2, 15),
        "64.71.04",
        "Sabu dalam kemasan kecil ditemukan saat penggeledahan.",
        [Held("user", "male", 1992)],
        [Seized("methamphetamine", "g", "0.44", "crystal")],
    ),
    Told(
        date(2022, 4, 21),
        "64.71.03",
        "Paket ganja kering dikirim melalui jasa titipan.",
        [Held("courier", "male", 1987), Held("dealer", "male", 1981)],
        [Seized("cannabis", "g", "3240", "dried")],
    ),
    Told(
        date(2022, 6, 9),
        "64.71.05",
        "Tembakau sintetis ditawarkan lewat media sosial.",
        [Held("seller", "male", 2000), Held("seller", "female", 1999)],
        [Seized("synthetic_cannabinoid", "g", "7.46", "tobacco")],
    ),
    Told(
        date(2022, 8, 18),
        "64.71.01",
        "Ganja kering disimpan di rumah kontrakan.",
        [Held("seller", "male", 1990), Held("courier", "male", 1998)],
        [Seized("cannabis", "g", "1650", "dried")],
    ),
    Told(
        date(2022, 10, 4),
        "64.71.06",
        "Tembakau sintetis ditemukan dalam pengembangan perkara lain.",
        [Held("seller", "male", 1997)],
        [Seized("synthetic_cannabinoid", "g", "4.5", "tobacco")],
    ),
    Told(
        date(2022, 11, 24),
        "64.71.05",
        "Cairan rokok elektrik ternyata mengandung ganja.",
        [Held("seller", "male", 1996), Held("supplier", "male", 1993)],
        [Seized("cannabis_liquid", "ml", "12.7", "liquid")],
    ),
)

OKI = (
    Told(date(2023, 3, 14), "16.02", "Penangkapan setelah penyelidikan bersama warga.", [Held("seller", "male", 1991)]),
    Told(date(2023, 7, 5), "16.02", "Penangkapan di jalan lintas.", [Held("courier", "male", 1994)]),
    Told(date(2023, 10, 19), "16.02", "Penangkapan di rumah tinggal.", [Held("seller", "male", 1986)]),
)


def play(stage: Stage) -> None:
    """Every figure of the enforcement sections of the five articles."""
    caught = _record(stage, "bnnk-lubuklinggau", LUBUKLINGGAU)
    *others, liquid = _record(stage, "bnnk-balikpapan", BALIKPAPAN)
    confirm_first_in_area(
        liquid,
        substance="cannabis_liquid",
        novelty="substance",
        what="ganja dalam cairan rokok elektrik",
        by=stage.person("bnnk-balikpapan", "kasi"),
    )
    first, *_ = _record(stage, "bnnk-oki", OKI)
    _joint_case(stage)
    casefiles.play(stage, [*caught, others[1], others[3], first])


def _record(stage: Stage, code: str, told: Sequence[Told]) -> list[Case]:
    """The cases of one office, its suspects numbered through."""
    office, by = stage.office(code), stage.person(code, "penyidik")
    cases, number = [], 0
    for one in told:
        case = _case(office, by, one)
        for held in one.suspects:
            number += 1
            SUSPECTS.create(
                office=office, by=by, case=case, name=f"Tersangka Rekaan {number:02}", role=held.role, sex=held.sex,
                birth_year=held.born, status="named", named_on=one.day,
            )  # fmt: skip
        cases.append(case)
    return cases


def _case(office: Office, by: User, told: Told, **more: Any) -> Case:
    case = CASES.create(
        office=office, by=by, lkn_on=told.day, place=Region.objects.get(pk=told.place), summary=told.summary,
        prominent=bool(told.prominent), prominent_reason=told.prominent, **more,
    )  # fmt: skip
    for seized in told.seized:
        EXHIBITS.create(
            office=office, by=by, case=case, substance=seized.substance, form=seized.form, unit=seized.unit,
            net=Decimal(seized.net), seized_on=told.day,
        )  # fmt: skip
    return case


def _joint_case(stage: Stage) -> None:
    """Led by the body that the article names, BNNP Jawa Tengah; Lumajang takes part. It counts once in the nation."""
    lead, partner = stage.office("bnnp-jateng"), stage.office("bnnk-lumajang")
    by, answering = stage.person("bnnp-jateng", "kasi"), stage.person("bnnk-lumajang", "kasi")
    told = Told(
        date(2022, 8, 23),
        "35.08",
        "Pengungkapan bersama di wilayah Lumajang.",
        seized=[Seized("methamphetamine", "g", "3000", "crystal")],
    )
    case = _case(lead, by, told)
    # The article names no suspects: not shown is not the same as none.
    invitation = INVITATIONS.create(office=lead, by=by, case=case, partner_office=partner, shares_suspects=False)
    network = NETWORKS.create(
        office=partner, by=answering, name="Lumajang–Malaysia", scope="international", countries=["ID", "MY"],
        disclosed_on=told.day,
    )  # fmt: skip
    accept(
        invitation,
        office=partner,
        by=answering,
        network=network,
        note="Lumajang berada di Jawa Timur; pemimpinnya dicatat seperti disebut dalam berita.",
    )
