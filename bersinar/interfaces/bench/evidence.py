"""How long a store of evidence takes with very many containers and movements, all in one office: the worst there can be."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from .measuring import median, say, timed
from .pouring import chunks, pour
from .using import Asking, Desk, use

OFFICE = "bnnk-bench-100"  # none of those that save records meanwhile
KEEPER, INVESTIGATOR = f"{OFFICE}.gudang", f"{OFFICE}.penyidik"
LINES = 10  # for each container: seized, eight times to the laboratory and back, and at last destroyed or to court
PER_CASE = 10
PLACES = 20
_FIRST_DAY, _DAYS = date(2021, 1, 1), 1095
_WAYS = ("lab", "lab_returned") * 4
# Substance, unit, the kind of fact that tells of it, and the smallest amount moved, in millionths.
_SEIZED = (
    ("methamphetamine", "g", "enforcement.mass_held", 1_000),
    ("cannabis", "g", "enforcement.mass_held", 100_000),
    ("heroin", "g", "enforcement.mass_held", 1_000),
    ("ecstasy", "tablet", "enforcement.pieces_held", 1_000_000),
)


def build_evidence(count: int) -> None:
    """Exhibits in one container each and their movements, confirmed and chained, with what they say in the ledger."""
    from django.db import connection

    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.foundation.offices.models import Office

    office = Office.objects.get(code=OFFICE)
    with side(Side.ENFORCEMENT), timed(f"{count:,} exhibits, {count:,} containers, {count * LINES:,} movements"):
        _Filling.begin(office).fill(count)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")


@dataclass
class _Filling:
    """What the rows are made after: a pattern of each kind, and where the office's ledger stands."""

    place: Any  # where the cases happened
    store: list[Any]
    made: dict[str, Any]
    movement: Any
    line: Any
    fact: Any
    chance: random.Random

    @classmethod
    def begin(cls, office: Any) -> _Filling:
        from django.db.models import Max
        from django.utils import timezone

        from bersinar.foundation.regions.models import Region
        from bersinar.ledger.models import Fact
        from bersinar.programmes.enforcement.models import Movement, MovementLine, StorePlace

        now = timezone.now()
        investigator, keeper = (
            _member(office, INVESTIGATOR, "investigator", now),
            _member(office, KEEPER, "evidence_keeper", now),
        )
        made = {"office": office, "recorded_by": investigator, "recorded_at": now}
        store = [
            StorePlace.objects.create(code=f"A-{n:02}", **{**made, "recorded_by": keeper}) for n in range(1, PLACES + 1)
        ]
        signed = {"confirmed_by": keeper, "confirmed_at": now, "keeper": keeper}
        last = Fact.objects.filter(office=office).aggregate(last=Max("seq"))["last"] or 0
        return cls(
            Region.objects.get(pk="16.02"), store, made, Movement(scale="Timbangan Uji", **signed, **made), MovementLine(holder=keeper),
            Fact(office=office, seq=last, line=0, sign=1, source_kind="enforcement.movement"),
            random.Random(20231231),  # noqa: S311  made-up data, the same every time
        )  # fmt: skip

    def fill(self, count: int) -> None:
        from bersinar.programmes.enforcement.models import Case, Container, Exhibit

        keeper, form = self.line.holder, {"form": "", "case": Case(), "substance": "", "unit": ""}
        for numbers in chunks(range(count), 2000):
            cases = [_case(number) for number in numbers[::PER_CASE]]
            pour(Case(place=self.place, lkn_on=_FIRST_DAY, **self.made), cases)
            exhibits = [self._exhibit(number, cases[n // PER_CASE]) for n, number in enumerate(numbers)]
            pour(Exhibit(**form, seized_on=_FIRST_DAY, **self.made), [row for row, _ in exhibits])
            containers: list[dict[str, Any]] = []
            told: tuple[list[dict[str, Any]], ...] = ([], [], [])
            for number, (exhibit, seized) in zip(numbers, exhibits, strict=True):
                containers.append(self._custody(number, exhibit, seized, told))
            movements, lines, facts = told
            pour(self.movement, movements)
            # Movements before containers, which name what they were packed by.
            pour(Container(kind="plastic_bag", holder=keeper, held_since=self.movement.confirmed_at, seq=LINES, **self.made), containers)  # fmt: skip
            pour(self.line, lines)
            pour(self.fact, facts)

    def _exhibit(self, number: int, case: dict[str, Any]) -> tuple[dict[str, Any], tuple[str, str, str, int]]:
        from bersinar.foundation.wire.ids import uuid7

        seized = _SEIZED[number % len(_SEIZED)]
        net = self.chance.randrange(20, 2_000) * seized[3]
        row = {"id": uuid7(), "case_id": case["id"], "substance": seized[0], "unit": seized[1], "net": net}
        return {**row, "seized_on": case["lkn_on"]}, seized

    def _custody(
        self, number: int, exhibit: dict[str, Any], seized: tuple[str, str, str, int], told: tuple[list[dict[str, Any]], ...]
    ) -> dict[str, Any]:  # fmt: skip
        """One container's way: each of its lines with its movement, and what that says. Gives the container."""
        from bersinar.foundation.audit.models import GENESIS
        from bersinar.foundation.wire.ids import uuid7
        from bersinar.programmes.enforcement.custody import digest_of, hung_on

        movements, lines, facts = told
        movement, line = self.movement, self.line
        substance, unit, kind, step = seized
        line.container_id, line.place_id = uuid7(), self.store[number % PLACES].pk
        prev, balance, day, packed = GENESIS, 0, exhibit["seized_on"], None
        for seq, (way, amount) in enumerate(_amounts(exhibit["net"], step, ends=number % 2 == 0), 1):
            balance += amount
            movement.pk, movement.kind, movement.number = uuid7(), way, f"BA/{number:06}/{seq}"
            movement.moved_at = datetime(day.year, day.month, day.day, 3, seq, tzinfo=UTC)
            line.movement_id, line.seq, line.quantity, line.balance = movement.pk, seq, amount, balance
            hung = hung_on(prev, line, movement)
            movements.append({
                "id": movement.pk, "case_id": exhibit["case_id"], "kind": way, "number": movement.number,
                "moved_at": movement.moved_at, "place_id": line.place_id, "digest": digest_of([hung]),
            })  # fmt: skip
            lines.append({
                "movement_id": movement.pk, "container_id": line.container_id, "seq": seq, "quantity": amount, "balance": balance,
                "place_id": line.place_id, "prev_hash": prev, "hash": hung,
            })  # fmt: skip
            self.fact.seq += 1
            facts.append({
                "seq": self.fact.seq, "day": day, "kind": kind, "quantity": amount if unit == "g" else amount // 1_000,
                "substance": substance, "aspect": "net", "detail": "" if unit == "g" else unit, "source_id": movement.pk,
            })  # fmt: skip
            packed = packed or movement.pk
            prev, day = hung, day + timedelta(days=self.chance.randrange(1, 40))
        return {
            "id": line.container_id, "exhibit_id": exhibit["id"], "packed_by_id": packed, "code": _code(number),
            "seal": f"S-{number:06}", "balance": balance, "place_id": line.place_id, "last_kind": movement.kind,
        }  # fmt: skip


def _member(office: Any, name: str, role: str, now: datetime) -> Any:
    from bersinar.foundation.access.models import Membership, User

    user = User(username=name, full_name=f"Petugas Uji {role}", closed_side="enforcement")
    user.set_unusable_password()
    user.save()
    Membership.objects.create(user=user, office=office, role=role, granted_at=now, approved_at=now)
    return user


def _case(number: int) -> dict[str, Any]:
    from bersinar.foundation.wire.ids import uuid7

    day = _FIRST_DAY + timedelta(days=number * 7 % (_DAYS - 365))
    return {"id": uuid7(), "number": f"LKN/{number:06}/2021", "lkn_on": day}


def _amounts(net: int, step: int, *, ends: bool) -> list[tuple[str, int]]:
    """(kind, amount) of each movement: half of a sample comes back; in the end all is destroyed, or a part goes to court."""
    sample = max(2 * step, net // 20 // (2 * step) * 2 * step)
    way = [("seized", net), *((kind, -sample if kind == "lab" else sample // 2) for kind in _WAYS)]
    left = sum(amount for _, amount in way)
    return [*way, ("destroyed", -left) if ends else ("court", -min(left, sample))]


def _code(number: int) -> str:
    return f"{number // 10_000:04}-{number % 10_000:04}"


def stock(count: int) -> None:
    """What the store held on a day, by substance and unit: as of its first and last days, and in the middle."""
    from bersinar.figures.indicators.evaluate import Coverage, evaluate
    from bersinar.foundation.offices.models import Office

    office = Office.objects.get(code=OFFICE)
    for day in (_FIRST_DAY + timedelta(days=30), _FIRST_DAY + timedelta(days=550), date(2023, 12, 31)):
        asked = partial(evaluate, Coverage(office, tree=False, until=day), day.year, ["enforcement.held"], joint=False)
        say(f"stock of evidence on {day}, {count * LINES:,} movements", median(asked))


def evidence_pages(count: int, seconds: float) -> None:
    """A list page of containers and of movements, and opening one of each: for four users at once.

    The keeper knows all of the store; of an investigator every list asks first which cases are closed to them.
    """
    for who, user in (("keeper", KEEPER), ("investigator", INVESTIGATOR)):
        label = f"a store with {count:,} containers and {count * LINES:,} movements, {who}"
        use(Desk(label, user, count, _asked), seconds)


def _asked(browser: Any, count: int) -> Asking:
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import side
    from bersinar.programmes.enforcement.models import Container

    containers, movements = "/pemberantasan/wadah/", "/pemberantasan/berita-acara/"
    with side(Side.ENFORCEMENT):
        keys: list[tuple[UUID, UUID]] = list(
            Container.objects.filter(office__code=OFFICE).order_by("code").values_list("pk", "packed_by_id")
        )
    return {
        "containers, the first page": lambda n: browser.get(containers),
        "containers, one of 200 pages": lambda n: browser.get(containers, {"hal": n % 200 + 1}),
        "open a container": lambda n: browser.get(f"{containers}{keys[n][0]}/"),
        "movements, the first page": lambda n: browser.get(movements),
        "movements, one of 200 pages": lambda n: browser.get(movements, {"hal": n % 200 + 1}),
        "open a movement": lambda n: browser.get(f"{movements}{keys[n][1]}/"),
    }
