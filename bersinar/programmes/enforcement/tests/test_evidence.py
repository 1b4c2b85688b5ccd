"""The evidence ledger: what came in, what left and what is there always balance, and two people hold the keys."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import uuid4

import pytest

from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import (
    CASES,
    EXHIBITS,
    PLACES,
    Packing,
    Paper,
    confirm,
    propose,
)  # fmt: skip
from bersinar.programmes.enforcement.models import Case, Container, Exhibit, Movement, MovementLine
from bersinar.programmes.enforcement.packing import packed_of
from tests.books import posted
from tests.cast import Cast

from .conftest import seize
from .evidence import START, WITNESSES, Store, fresh_container, person

HELD, DESTROYED = "enforcement.mass_held", "enforcement.mass_destroyed"


def test_what_was_seized_is_packed_and_comes_into_the_store(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    first, second = store.pack(exhibit, "300", "0.0441")
    assert [(one.in_words, one.place, one.holder, one.seq) for one in (first, second)] == [
        ("300 gram", store.place, store.keeper, 1),
        ("0,0441 gram", store.place, store.keeper, 1),
    ]
    packed = packed_of(exhibit)
    assert (packed.inside_in_words, packed.rest_in_words) == ("300,0441 gram", "7,4829 gram")
    movement = Movement.objects.get()
    assert posted(movement, "kind", "quantity", "substance", "aspect") == [
        (HELD, 300_044_100, "methamphetamine", "net")
    ]
    assert (movement.keeper, movement.confirmed_by, movement.recorded_by) == (store.keeper, store.keeper, cast.citra)
    assert verify() == []


def test_a_proposal_moves_nothing(store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300", sure=False)
    assert (container.balance, container.seq, container.state_in_words) == (0, 0, "menunggu pengesahan")
    assert not MovementLine.objects.exists() and not posted(Movement.objects.get())
    assert packed_of(exhibit).waiting_in_words == "300 gram"
    assert verify() == []


@pytest.mark.parametrize(
    ("kind", "left", "said"),
    [
        ("lab", "7,5 gram", [(HELD, -2_500_000)]),
        ("court", "7,5 gram", [(HELD, -2_500_000)]),
        ("science", "7,5 gram", [(HELD, -2_500_000)]),
        ("training", "7,5 gram", [(HELD, -2_500_000)]),
        ("handed_over", "7,5 gram", [(HELD, -2_500_000)]),
        ("returned", "7,5 gram", [(HELD, -2_500_000)]),
        ("destroyed", "7,5 gram", [(DESTROYED, 2_500_000), (HELD, -2_500_000)]),
        ("reweighed", "2,5 gram", [(HELD, -7_500_000)]),
    ],
)
def test_each_kind_leaves_what_it_says(
    store: Store, exhibit: Exhibit, kind: str, left: str, said: list[tuple[str, int]]
) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.move(kind, (container, "2.5"))
    assert fresh_container(container).in_words == left
    assert posted(movement, "kind", "quantity") == said
    assert verify() == []


def test_weighing_again_may_give_more_and_is_a_movement_of_its_own(store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.move("reweighed", (container, "10.25"))
    assert [(line.in_words, line.before_in_words, line.after_in_words) for line in movement.lines.all()] == [
        ("+0,25 gram", "10 gram", "10,25 gram")
    ]
    assert posted(movement, "quantity") == [(250_000,)]


def test_what_comes_back_from_the_laboratory_went_there(store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    store.move("lab", (container, "0.5"))
    store.move("lab_returned", (container, "0.2"))
    with pytest.raises(Refusal, match=r"laboratorium 0,5 gram, sudah kembali 0,2 gram; 0,4 gram melebihi sisanya"):
        store.propose("lab_returned", (fresh_container(container), "0.4"))
    store.move("lab_returned", (container, "0.3"))
    assert fresh_container(container).in_words == "10 gram"


def test_dividing_and_joining_lose_nothing(store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    halves = [Packing("envelope", "B-1", Decimal("3")), Packing("envelope", "B-2", Decimal("2.5"))]
    divided = store.move("divided", (container, None), packings=halves)
    assert posted(divided) == []
    parts = list(Container.objects.filter(packed_by=divided).order_by("seal"))
    assert [one.in_words for one in (fresh_container(container), *parts)] == ["4,5 gram", "3 gram", "2,5 gram"]
    joined = store.move("joined", *((one, None) for one in (container, *parts)), packings=[Packing("box", "B-3")])
    whole = Container.objects.get(packed_by=joined)
    assert [one.in_words for one in (fresh_container(container), whole)] == ["0 gram", "10 gram"]
    assert fresh_container(container).state_in_words == "kosong: wadah digabung"
    assert packed_of(exhibit).inside == 10_000_000
    assert verify() == []


def test_moving_changes_place_and_holder_and_no_amount(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    other, nona = (
        PLACES.create(office=cast.oki, by=store.keeper, code="B-1"),
        person("nona", cast.oki, "evidence_keeper"),
    )
    moved = store.propose("moved", (container, None))
    with pytest.raises(Refusal, match="perlu memilih tempat simpan"):
        confirm(moved, by=nona)
    confirm(moved, by=nona, place=other)
    now = fresh_container(container)
    assert (now.place, now.holder, now.in_words, now.held_since) == (other, nona, "10 gram", moved.moved_at)
    assert verify() == []


def test_the_published_example_adds_up(cast: Cast, store: Store, case: Case) -> None:
    """Seized less laboratory less court is what was destroyed: 253.067,87 g, where the release printed ,88."""
    seized = {
        ("cannabis", "g"): ("222565.35", "3151.13", "1000", "218.414,22 gram"),
        ("cocaine", "g"): ("3089.36", "0.22", "90.56", "2.998,58 gram"),
        ("ecstasy", "tablet"): ("98", "4", None, "94 butir"),
        ("methamphetamine", "g"): ("253611.97", "496.91", "47.19", "253.067,87 gram"),
    }
    containers = {}
    for (substance, unit), (net, *_) in seized.items():
        exhibit = seize(cast, case, substance=substance, unit=unit, net=Decimal(net))
        (containers[substance],) = store.pack(exhibit, net)
    store.move("lab", *((containers[one], said[1]) for (one, _), said in seized.items()))
    store.move("court", *((containers[one], said[2]) for (one, _), said in seized.items() if said[2]))
    rest = {one: fresh_container(container) for one, container in containers.items()}
    assert [one.in_words for one in rest.values()] == [said[3] for said in seized.values()]
    destroyed = store.move("destroyed", *((one, str(Decimal(int(one.balance)) / 1_000_000)) for one in rest.values()))
    assert [line.in_words for line in destroyed.lines.order_by("container__code")] == [
        f"−{one.in_words}" for one in sorted(rest.values(), key=lambda one: one.code)
    ]
    assert {fact.substance: fact.quantity for fact in posted(destroyed) if fact.kind.endswith("_destroyed")} == {
        "cannabis": 218_414_220_000, "cocaine": 2_998_580_000, "ecstasy": 94_000, "methamphetamine": 253_067_870_000,
    }  # fmt: skip
    assert verify() == []


def test_an_exhibit_stays_what_lies_in_its_containers(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    store.pack(exhibit, "300")
    for values, words in (
        ({"net": Decimal("299.5")}, "Sudah dikemas 300 gram, lebih dari 299,5 gram"),
        ({"substance": "cannabis"}, "sudah dikemas: zat, satuan"),
        ({"unit": "ml"}, "sudah dikemas: zat, satuan"),
        ({"net": None, "gross": Decimal(400)}, "sudah dikemas: zat, satuan"),
        ({"seized_on": date(2023, 3, 15)}, "Sudah masuk gudang 14-03-2023, sebelum 15-03-2023"),
    ):
        with pytest.raises(Refusal, match=words):
            EXHIBITS.change(exhibit, by=cast.citra, based_on=None, **values)
    with pytest.raises(Refusal, match="sudah dikemas 300 gram"):
        EXHIBITS.cancel(exhibit, by=cast.citra, reason="Contoh")
    assert EXHIBITS.change(exhibit, by=cast.citra, based_on=None, net=Decimal(300)).amount == 300_000_000
    assert verify() == []


def test_what_was_destroyed_follows_its_case(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.move("destroyed", (container, "1"))
    CASES.change(exhibit.case, by=cast.citra, based_on=None, place=Region.objects.get(pk="16.03"))
    assert ("16.03",) in posted(movement, "place")
    assert verify() == []


def test_a_paper_is_numbered_where_none_is_typed(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    store.pack(exhibit, "1")
    store.pack(exhibit, "1")
    assert sorted(Movement.objects.values_list("number", flat=True)) == [
        "BA-BB/001/III/2023/BNNK-OKI",
        "BA-BB/002/III/2023/BNNK-OKI",
    ]
    with pytest.raises(Refusal, match="sudah dipakai"):
        store.pack(exhibit, "1", number="BA-BB/001/III/2023/BNNK-OKI")


def test_sent_twice_it_is_proposed_and_confirmed_once(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    paper, one, two = Paper(moved_at=START, scale="T", witnesses=WITNESSES), uuid4(), uuid4()
    packing = [Packing("plastic_bag", "S-1", Decimal(1))]
    made = [
        propose(
            exhibit.case, kind="seized", by=cast.citra, paper=paper, packings=packing, exhibit=exhibit, request_id=one
        )
        for _ in range(2)
    ]
    assert made[0].pk == made[1].pk and Movement.objects.count() == 1
    for _ in range(2):
        confirm(made[0], by=store.keeper, place=store.place, request_id=two)
    assert MovementLine.objects.count() == 1
