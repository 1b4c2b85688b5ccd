"""Enforcement beyond what the articles count: charges and detention, goods and money, TAT, a child, a network drawn.

No figure of the articles changes by it. Codes, days and routes are plainly chosen; every person is invented.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import (
    CASES,
    DETENTIONS,
    EVENTS,
    EXHIBITS,
    GOODS,
    MEMBERS,
    ROUTES,
    SUSPECTS,
    TAT_AMOUNTS,
    TAT_REQUESTS,
    TIES,
)
from bersinar.programmes.enforcement.models import Network, Suspect

from .stage import Stage

# By role: the articles on which somebody is held.
_CHARGES = {
    "user": ["a112", "a127"], "courier": ["a114", "a115", "a132"], "seller": ["a112", "a114"],
    "dealer": ["a114", "a132"], "supplier": ["a113", "a114"],
}  # fmt: skip


def play(stage: Stage) -> None:
    _in_full(stage)
    _goods(stage)
    _assessed(stage)
    _with_a_child(stage)
    _drawn(stage)


def _suspects(stage: Stage, code: str) -> list[Suspect]:
    rows = Suspect.objects.filter(office=stage.office(code), case__lkn_on__isnull=False).select_related(
        "case", "office"
    )
    return list(rows.order_by("case__lkn_on", "code"))


def _in_full(stage: Stage) -> None:
    """Balikpapan's suspects: where they live, on which articles they are held, and where."""
    by = stage.person("bnnk-balikpapan", "penyidik")
    occupations = ("labourer", "private", "own", "driver", "none")
    for number, suspect in enumerate(_suspects(stage, "bnnk-balikpapan")):
        SUSPECTS.change(
            suspect, by=by, based_on=None, residence=Region.objects.get(pk="64.71"), education="senior",
            occupation=occupations[number % len(occupations)], earlier_record="repeat" if number == 3 else "first",
            charges=_CHARGES[suspect.role],
        )  # fmt: skip
        for held in suspect.detentions.filter(event__isnull=False):  # as the events of the case told them
            DETENTIONS.change(held, by=by, based_on=None, place="Rutan Rekaan")


def _goods(stage: Stage) -> None:
    """What was found beside the drugs: in the demo's most prominent case, and in one of Balikpapan's."""
    for code, goods in {
        "bnnk-lubuklinggau": [("cash", 1, 4_350_000), ("motorcycle", 1, 11_000_000), ("mobile_phone", 2, None)],
        "bnnk-balikpapan": [("weighing_scale", 1, None), ("mobile_phone", 1, 900_000)],
    }.items():
        by, case = stage.person(code, "penyidik"), _suspects(stage, code)[0].case
        for kind, count, worth in goods:
            GOODS.create(
                office=case.office, by=by, case=case, kind=kind, count=count, worth=worth, seized_on=case.lkn_on
            )


def _assessed(stage: Stage) -> None:
    """Requests for TAT at Balikpapan: one's own suspect in time, one from the police late, one that runs."""
    office, by = stage.office("bnnk-balikpapan"), stage.person("bnnk-balikpapan", "penyidik")
    letter: dict[str, Any] = {"role": "user", "dependence": "moderate", "advised": "inpatient", "months": 6}
    TAT_REQUESTS.create(
        office=office, by=by, number="CONTOH/TAT/1/II/2022", requested_on=date(2022, 2, 16), agency="bnn",
        suspect=_suspects(stage, "bnnk-balikpapan")[0], session_on=date(2022, 2, 19), letter_number="CONTOH/R/1/II/2022",
        letter_on=date(2022, 2, 21), follow_up="rehab_and_law", followed_on=date(2022, 3, 1), **letter,
    )  # fmt: skip
    TAT_REQUESTS.create(
        office=office, by=by, number="CONTOH/TAT/2/V/2022", requested_on=date(2022, 5, 9), agency="police",
        agency_name="Polres Rekaan", outside_code="PR-04", session_on=date(2022, 5, 16),
        letter_number="CONTOH/R/2/V/2022", letter_on=date(2022, 5, 18), **{**letter, "advised": "outpatient", "months": 3},
    )  # fmt: skip
    running = TAT_REQUESTS.create(
        office=office, by=by, number="CONTOH/TAT/3", requested_on=office.local_day() - timedelta(days=2),
        agency="prosecutor", agency_name="Kejari Rekaan", outside_code="KR-11",
    )  # fmt: skip
    for substance, unit, amount in (("methamphetamine", "g", "0.62"), ("ecstasy", "tablet", "9")):
        TAT_AMOUNTS.create(
            office=office, by=by, request=running, substance=substance, unit=unit, amount=Decimal(amount)
        )


def _with_a_child(stage: Stage) -> None:
    """A case of Kotawaringin Barat with a child: on every page a code, in public "seorang anak"."""
    office, by = stage.office("bnnk-kotawaringin-barat"), stage.person("bnnk-kotawaringin-barat", "penyidik")
    day = date(2025, 2, 10)
    case = CASES.create(
        office=office, by=by, lkn_on=day, place=Region.objects.get(pk="62.01"),
        summary="T-1 menyuruh T-2 mengantar paket. T-2 didampingi sejak pertama diperiksa.",
    )  # fmt: skip
    said: dict[str, Any] = {"office": office, "by": by, "case": case, "sex": "male", "named_on": day}
    SUSPECTS.create(
        **said, name="Tersangka Rekaan Dewasa", role="seller", birth_year=1988, status="named", charges=["a114"],
        earlier_record="repeat",
    )  # fmt: skip
    child = SUSPECTS.create(
        **said, name="Anak Rekaan", role="courier", birth_year=2009, status="child", charges=["a114"]
    )
    cared = datetime.combine(day, time(15), ZoneInfo(office.zone))
    DETENTIONS.create(office=office, by=by, suspect=child, kind="child_care", at=cared, place="LPKS Rekaan")
    EVENTS.create(
        office=office, by=by, case=case, kind="released", at=cared + timedelta(days=5), suspects=[child],
        document_number="CONTOH/LEPAS/1",
    )  # fmt: skip
    EXHIBITS.create(
        office=office, by=by, case=case, substance="methamphetamine", form="crystal", unit="g", net=Decimal("1.85"),
        seized_on=day,
    )  # fmt: skip


def _drawn(stage: Stage) -> None:
    """The network from Lumajang to Malaysia: five codes, how they are tied, and two ways in."""
    network = Network.objects.get(office=stage.office("bnnk-lumajang"))
    common: dict[str, Any] = {
        "office": network.office, "by": stage.person("bnnk-lumajang", "kasi"), "network": network,
    }  # fmt: skip
    places = {code: Region.objects.get(pk=code) for code in ("61.71", "35.78", "35.08")}
    controller = MEMBERS.create(**common, outside_code="X-01", role="controller", country="MY")
    supplier = MEMBERS.create(**common, outside_code="X-02", role="supplier", country="MY")
    carrier = MEMBERS.create(**common, outside_code="X-03", role="courier", place=places["61.71"])
    keeper = MEMBERS.create(**common, outside_code="X-04", role="dealer", place=places["35.78"])
    seller = MEMBERS.create(**common, outside_code="X-05", role="seller", place=places["35.08"])
    for first, kind, second in (
        (controller, "directs", supplier), (controller, "directs", keeper), (supplier, "supplies", carrier),
        (carrier, "carries", keeper), (keeper, "supplies", seller), (keeper, "pays", controller),
    ):  # fmt: skip
        TIES.create(**common, first=first, kind=kind, second=second)
    ROUTES.create(
        **common, stops=["MY", "61.71", "35.78", "35.08"], means=["sea", "road"], concealment=["goods_load"],
        markings=["tea_pack"],
    )  # fmt: skip
    ROUTES.create(
        **common,
        stops=["MY", "12", "35.08"],
        means=["air", "courier_body"],
        concealment=["luggage"],
        markings=["no_mark"],
    )
