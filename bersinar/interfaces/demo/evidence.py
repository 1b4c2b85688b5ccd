"""The evidence of two offices: packed, sampled, destroyed in part, counted; one paper waits for its second person.

What was seized is the articles'. Containers, days of movements and witnesses are not told there and are invented plainly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.enforcement.actions import (
    PLACES,
    Counted,
    Packing,
    Paper,
    Taking,
    confirm,
    confirm_together,
    count,
    hand_in,
    propose,
    propose_together,
    settle,
    sign,
)  # fmt: skip
from bersinar.programmes.enforcement.actions.stocktakes import booked
from bersinar.programmes.enforcement.models import (
    MILLIONTHS,
    Case,
    Container,
    Exhibit,
    Movement,
    StockTake,
    StorePlace,
    Witness,
)  # fmt: skip
from bersinar.programmes.enforcement.sampling import sample_of_amount

from .stage import Stage

_WITNESSES = (
    Witness("Saksi Rekaan Pertama", "Jaksa", "Kejaksaan Negeri"),
    Witness("Saksi Rekaan Kedua", "Petugas", "Dinas Kesehatan"),
    Witness("Saksi Rekaan Ketiga", "Petugas", "BPOM"),
)


@dataclass
class _Store:
    """One office's store: who keeps it, who investigates, where things lie."""

    office: Office
    keeper: User
    investigator: User
    place: StorePlace

    def paper(self, case: Case, days: int, hour: int, **said: Any) -> Paper:
        """Minutes of some days after the case, at an hour of the office's morning."""
        at = datetime.combine(case.reported_on + timedelta(days=days), time(hour), tzinfo=UTC)
        told = {"scale": "Timbangan digital 01", "held_at": f"Kantor {self.office}", "witnesses": _WITNESSES, **said}
        return Paper(moved_at=at, **told)

    def move(self, case: Case, kind: str, days: int, hour: int, **said: Any) -> Movement:
        """Propose as investigator, confirm as keeper."""
        given = {name: said.pop(name) for name in ("takings", "packings", "exhibit") if name in said}
        paper = self.paper(case, days, hour, **said)
        made = propose(case, kind=kind, by=self.investigator, paper=paper, **given)
        return confirm(made, by=self.keeper, place=self.place)

    def pack(self, exhibit: Exhibit, parts: int) -> list[Container]:
        """All of an exhibit in so many containers, on the day of the seizure; what cannot be shared goes into the last."""
        share, units = exhibit.amount // parts // MILLIONTHS * MILLIONTHS, exhibit.unit == "g"
        amounts = [share] * (parts - 1) + [exhibit.amount - share * (parts - 1)]
        packings = [
            Packing("plastic_bag", f"SGL-{exhibit.case.lkn_on:%m%d}-{n}", _typed(amount), _typed(amount + 1_200_000) if units else None)
            for n, amount in enumerate(amounts, 1)
        ]  # fmt: skip
        self.move(exhibit.case, "seized", 0, 5, packings=packings, exhibit=exhibit)
        return list(Container.objects.filter(exhibit=exhibit).order_by("seal"))

    def whole(self, containers: Sequence[Container]) -> list[Taking]:
        """All that is in these containers now."""
        fresh = Container.objects.filter(pk__in=[one.pk for one in containers], balance__gt=0)
        return [Taking(one, _typed(int(one.balance))) for one in fresh.select_related("exhibit__case")]


def _typed(amount: int) -> Decimal:
    return Decimal(amount) / MILLIONTHS


def play(stage: Stage) -> None:
    """Lubuklinggau destroys what it seized in April; Balikpapan holds its own, with one paper still waiting."""
    lubuklinggau = _store(stage, "bnnk-lubuklinggau", "A-01")
    sabu, ecstasy = (_exhibits(lubuklinggau.office, substance)[0] for substance in ("methamphetamine", "ecstasy"))
    bags = lubuklinggau.pack(sabu, 2)
    sample = _typed(sample_of_amount(sabu.amount, "g").size * 1_000)
    lubuklinggau.move(sabu.case, "lab", 2, 2, destination="Laboratorium narkotika", takings=[Taking(bags[0], sample)])
    lubuklinggau.move(sabu.case, "court", 2, 4, destination="Kejaksaan Negeri", takings=[Taking(bags[0], Decimal(1))])
    lubuklinggau.move(sabu.case, "destroyed", 12, 2, takings=lubuklinggau.whole(bags))
    tablets = lubuklinggau.pack(ecstasy, 1)
    lubuklinggau.move(
        ecstasy.case, "lab", 4, 2, destination="Laboratorium narkotika", takings=[Taking(tablets[0], Decimal(5))]
    )
    lubuklinggau.move(ecstasy.case, "lab_returned", 9, 2, takings=[Taking(tablets[0], Decimal(2))], destination="")

    balikpapan = _store(stage, "bnnk-balikpapan", "B-02")
    packed = {exhibit.pk: balikpapan.pack(exhibit, 2 if exhibit.unit == "g" and exhibit.amount > MILLIONTHS * 1_000 else 1) for exhibit in _exhibits(balikpapan.office)}  # fmt: skip
    _together(
        balikpapan,
        [one for exhibit in _exhibits(balikpapan.office, "synthetic_cannabinoid") for one in packed[exhibit.pk]],
    )
    first, second = _exhibits(balikpapan.office, "cannabis")
    takings = [Taking(packed[first.pk][0], Decimal("1619.4"))]
    balikpapan.move(first.case, "reweighed", 30, 3, why="Kadar air berkurang", takings=takings)
    _count(balikpapan, stage.person("bnnk-balikpapan", "kasi"))
    waiting = balikpapan.paper(second.case, 40, 3)
    propose(
        second.case,
        kind="destroyed",
        by=balikpapan.investigator,
        paper=waiting,
        takings=balikpapan.whole(packed[second.pk]),
    )


def _together(store: _Store, containers: Sequence[Container]) -> None:
    """One ceremony for two cases: proposed, confirmed, and its minutes handed in the same day."""
    last = max((one.exhibit.case for one in containers), key=lambda one: one.reported_on)
    paper = store.paper(last, 16, 2, held_at="Halaman kantor")
    ceremony = propose_together(
        store.office, kind="destroyed", by=store.investigator, paper=paper, takings=store.whole(containers)
    )
    confirm_together(ceremony, by=store.keeper)
    parts = list(ceremony.movements.select_related("office"))
    hand_in(parts, by=store.investigator, at=paper.moved_at + timedelta(hours=5), number="CONTOH/B-MUSNAH/1")


def _store(stage: Stage, code: str, place: str) -> _Store:
    office, keeper = stage.office(code), stage.person(code, "gudang")
    shelf = PLACES.create(office=office, by=keeper, code=place, note="Lemari besi")
    return _Store(office, keeper, stage.person(code, "penyidik"), shelf)


def _exhibits(office: Office, substance: str = "") -> list[Exhibit]:
    rows = Exhibit.objects.standing().filter(office=office).select_related("case", "office").order_by("seized_on", "pk")
    return list(rows.filter(substance=substance) if substance else rows)


def _count(store: _Store, witness: User) -> StockTake:
    """A count that finds all but one as booked; the difference is explained."""
    held = booked(store.place)
    counted = [Counted(one, amount=_typed(int(one.balance) - 10_000) if n == 0 else None) for n, one in enumerate(held)]
    day = max(one.exhibit.seized_on for one in held) + timedelta(days=7)
    take = count(store.place, by=store.keeper, counted_on=day, counted=counted)
    sign(take, by=witness)
    for line in take.lines.select_related("take", "office", "container__exhibit"):
        if not line.is_as_booked:
            settle(line, by=witness, explanation="Timbangan belum disetel; ditimbang lagi dan sama dengan buku.")
    return take
