"""Whatever moves, in whatever order, by however many at once, and whoever dies meanwhile: nothing is ever lost.

For every exhibit: what came in, and what weighing found more or less, is what lies in its containers plus what left
them. To the millionth.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from random import Random
from typing import Any

import pytest
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side, side
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import Packing, confirm, reverse, withdraw
from bersinar.programmes.enforcement.models import Container, Exhibit, Movement, MovementLine, PlannedLine
from bersinar.programmes.enforcement.tests.evidence import START, Store, fresh_container
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.ledger.dying import POINTS
from tests.ledger.test_custody import seized

MILLION = 1_000_000
OUT = ("lab", "court", "science", "training", "handed_over", "returned", "destroyed")
KINDS = (*OUT, "lab_returned", "reweighed", "moved", "divided", "joined", "pack", "reverse", "withdraw")


class Book:
    """A second book, kept by plain sums beside the first: what each container should hold, and what left each exhibit."""

    def __init__(self, store: Store, exhibits: list[Exhibit]) -> None:
        self.store, self.exhibits = store, exhibits
        self.holds: dict[Any, int] = {}
        self.before: dict[Any, dict[Any, int]] = {}
        self.done: list[Movement] = []

    def step(self, kind: str, which: int, other: int, amount: int) -> None:
        """Try one movement. Refused, nothing may have changed; done, the second book follows."""
        with suppress(Refusal), transaction.atomic():
            before = dict(self.holds)
            movement, after = getattr(self, f"_{kind}", self._plain)(kind, which, other, amount)
            self.holds = after
            if movement is not None and kind != "reverse":
                self.before[movement.pk] = before
                self.done.append(movement)

    def _pick(self, which: int) -> Container:
        containers = sorted(self.holds)
        if not containers:
            raise Refusal("none", "Belum ada.")
        return fresh_container(Container(pk=containers[which % len(containers)]))

    def _plain(self, kind: str, which: int, other: int, amount: int) -> tuple[Movement, dict[Any, int]]:
        container = self._pick(which)
        movement = self.store.move(kind, (container, str(Decimal(amount) / MILLION)))
        held = self.holds[container.pk]
        now = {"moved": held, "reweighed": amount, "lab_returned": held + amount}.get(kind, held - amount)
        return movement, {**self.holds, container.pk: now}

    def _pack(self, kind: str, which: int, other: int, amount: int) -> tuple[Movement, dict[Any, int]]:
        exhibit = self.exhibits[which % len(self.exhibits)]
        made = self.store.pack(exhibit, str(Decimal(amount) / MILLION), str(Decimal(amount // 3 + 1) / MILLION))
        new = zip((one.pk for one in made), (amount, amount // 3 + 1), strict=True)
        return made[0].packed_by, {**self.holds, **dict(new)}

    def _divided(self, kind: str, which: int, other: int, amount: int) -> tuple[Movement, dict[Any, int]]:
        container = self._pick(which)
        parts = [Packing("envelope", f"B-{n}", Decimal(one) / MILLION) for n, one in enumerate((amount, 1))]
        movement = self.store.move("divided", (container, None), packings=parts)
        made = Container.objects.filter(packed_by=movement).order_by("seal").values_list("pk", flat=True)
        left = self.holds[container.pk] - amount - 1
        return movement, {**self.holds, container.pk: left, made[0]: amount, made[1]: 1}

    def _joined(self, kind: str, which: int, other: int, amount: int) -> tuple[Movement, dict[Any, int]]:
        pair = [self._pick(which), self._pick(other)]
        movement = self.store.move("joined", *((one, None) for one in pair), packings=[Packing("box", "J")])
        whole = Container.objects.get(packed_by=movement)
        total = sum(self.holds[one.pk] for one in pair)
        return movement, {**self.holds, pair[0].pk: 0, pair[1].pk: 0, whole.pk: total}

    def _reverse(self, kind: str, which: int, other: int, amount: int) -> tuple[Movement, dict[Any, int]]:
        if not self.done:
            raise Refusal("none", "Belum ada.")
        mistaken = self.done[which % len(self.done)]
        paper = self.store.paper()
        back = reverse(mistaken, by=self.store.cast.citra, moved_at=paper.moved_at, why="Contoh")
        self.store.sure(back)
        touched = set(mistaken.lines.values_list("container_id", flat=True))
        was = self.before[mistaken.pk]
        return back, {key: was.get(key, 0) if key in touched else held for key, held in self.holds.items()}

    def _withdraw(self, kind: str, which: int, other: int, amount: int) -> tuple[None, dict[Any, int]]:
        container = self._pick(which)
        movement = self.store.propose("lab", (container, str(Decimal(amount) / MILLION)))
        withdraw(movement, by=self.store.keeper, reason="Contoh")
        return None, self.holds


def balances(exhibits: list[Exhibit]) -> None:
    """The promise itself, asked of the lines alone."""
    for exhibit in exhibits:
        sums: Counter[str] = Counter()
        for line in MovementLine.objects.filter(container__exhibit=exhibit).select_related("movement__reverses"):
            movement = line.movement
            sums[movement.reverses.kind if movement.reverses else movement.kind] += int(line.quantity)
        there = sum(int(one.balance) for one in Container.objects.filter(exhibit=exhibit))
        left = -sum(sums[kind] for kind in (*OUT, "lab_returned"))
        assert sums["seized"] + sums["reweighed"] == there + left
        assert sums["divided"] == sums["joined"] == sums["moved"] == 0
        assert sums["seized"] <= exhibit.amount


def books_agree(exhibits: list[Exhibit]) -> None:
    """The stock that the figures have is what lies in the containers."""
    stock = sum(Fact.objects.filter(kind="enforcement.mass_held").values_list("quantity", flat=True))
    assert stock == sum(int(one.balance) for one in Container.objects.filter(exhibit__in=exhibits))


steps = st.lists(
    st.tuples(
        st.sampled_from(KINDS), st.integers(0, 9), st.integers(0, 9),
        st.one_of(st.integers(1, 5 * MILLION), st.sampled_from([1, 40_000_000, 10 * MILLION])),
    ),
    min_size=4, max_size=24,
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.property
@given(steps)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_nothing_is_lost_in_any_order(cast: Cast, played: list[Any]) -> None:
    with suppress(_RollBack), transaction.atomic():
        set_side(Side.ENFORCEMENT)
        exhibits = [seized(cast, "40"), seized(cast, "12.5")]
        book = Book(Store(cast), exhibits)
        book.step("pack", 0, 0, 10 * MILLION)
        for step in played:
            book.step(*step)
            kept = {one.pk: int(one.balance) for one in Container.objects.filter(seq__gt=0)}
            assert kept == book.holds
            balances(exhibits)
        books_agree(exhibits)
        assert not PlannedLine.objects.filter(is_open=True).exists()
        assert verify() == []
        raise _RollBack


class _RollBack(Exception):
    """Ends an example without leaving anything for the next."""


@pytest.mark.concurrency
def test_many_at_one_container_lose_nothing(committed_db: Clone) -> None:
    """Six propose and confirm at once, of the same three containers: done or refused with a sentence, never halfway."""
    with side(Side.ENFORCEMENT):
        cast = assemble()
        store, exhibit = Store(cast), seized(cast, "60")
        containers = store.pack(exhibit, "20", "20", "20")
        citra, outcomes, later = cast.citra, Counter[str](), START + timedelta(hours=2)

        def work(seed: int) -> list[str]:
            chance, said = Random(seed), []
            try:
                with side(Side.ENFORCEMENT):
                    for _ in range(8):
                        chosen = chance.sample(containers, chance.choice((1, 2)))
                        amount = str(Decimal(chance.randint(1, 9 * MILLION)) / MILLION)
                        kind = chance.choice(("lab", "destroyed", "reweighed", "handed_over"))
                        try:
                            movement = store.propose(
                                kind, *((fresh_container(one), amount) for one in chosen), by=citra, moved_at=later
                            )
                            said.append("proposed")
                            confirm(movement, by=store.keeper, place=store.place)
                            said.append("confirmed")
                        except Refusal as refusal:
                            said.append(refusal.code)
            finally:
                connection.close()
            return said

        with ThreadPoolExecutor(6) as pool:
            for said in pool.map(work, range(6)):
                outcomes.update(said)
        assert outcomes["proposed"] == outcomes["confirmed"] > 5
        balances([exhibit])
        books_agree([exhibit])
        assert verify() == []


@pytest.mark.concurrency
def test_two_keepers_confirm_one_paper_at_once(committed_db: Clone) -> None:
    with side(Side.ENFORCEMENT):
        cast = assemble()
        store, exhibit = Store(cast), seized(cast, "60")
        (container,) = store.pack(exhibit, "20")
        for _ in range(4):
            movement = store.propose("lab", (fresh_container(container), "1"))

            def attempt(_: int, movement: Movement = movement) -> str:
                try:
                    with side(Side.ENFORCEMENT):
                        confirm(movement, by=store.keeper, place=store.place)
                    return "done"
                except Refusal as refusal:
                    return f"{refusal.code} {refusal.status}"
                finally:
                    connection.close()

            with ThreadPoolExecutor(3) as pool:
                assert sorted(pool.map(attempt, range(3))) == ["confirmed_before 409", "confirmed_before 409", "done"]
        assert fresh_container(container).in_words == "16 gram"
        assert verify() == []


@pytest.mark.concurrency
@pytest.mark.parametrize("point", POINTS)
def test_who_dies_while_writing_leaves_nothing_half(committed_db: Clone, point: str) -> None:
    """SIGKILL in the middle of confirming three containers: the movement waits as before, and can be confirmed again."""
    with side(Side.ENFORCEMENT):
        cast = assemble()
        store, exhibit = Store(cast), seized(cast, "60")
        containers = store.pack(exhibit, "20", "20", "20")
        movement = store.propose("destroyed", *((one, "7.000001") for one in containers))
        connection.close()
        died = subprocess.run(
            [sys.executable, "-m", "tests.ledger.dying", point, str(movement.pk), str(store.keeper.pk), str(store.place.pk)],
            env=committed_db.environment, cwd=Path(__file__).parents[2], capture_output=True, text=True, timeout=120,
        )  # fmt: skip
        assert died.returncode == -signal.SIGKILL, died.stderr
        set_side(Side.ENFORCEMENT)
        movement.refresh_from_db()
        assert movement.is_open and not movement.lines.exists()
        assert {fresh_container(one).in_words for one in containers} == {"20 gram"}
        balances([exhibit])
        books_agree([exhibit])
        assert verify() == []
        confirm(movement, by=store.keeper, place=store.place)
        assert {fresh_container(one).in_words for one in containers} == {"12,999999 gram"}
        assert verify() == []
