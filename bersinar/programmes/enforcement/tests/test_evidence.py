"""The evidence ledger: what came in, what left and what is there always balance, and two people hold the keys."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any
from uuid import uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import (
    CASES,
    EXHIBITS,
    LIMITS,
    PLACES,
    Packing,
    Paper,
    Taking,
    approve,
    confirm,
    propose,
    reverse,
    withdraw,
)  # fmt: skip
from bersinar.programmes.enforcement.models import Case, Container, Exhibit, Movement, MovementLine, PlannedLine
from bersinar.programmes.enforcement.packing import packed_of
from tests.books import posted
from tests.cast import Cast, join

from .conftest import opened_case, seize
from .evidence import START, WITNESSES, Store, fresh, fresh_container, person

HELD, DESTROYED = "enforcement.mass_held", "enforcement.mass_destroyed"


@pytest.fixture
def exhibit(cast: Cast, case: Case) -> Exhibit:
    """307,527 g of sabu."""
    return seize(cast, case)


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


# --- what is refused, with its numbers ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("kind", "amount", "words"),
    [
        ("lab", "10.000001", r"berisi 10 gram; 10,000001 gram melebihi isinya"),
        ("destroyed", "11", r"berisi 10 gram; 11 gram melebihi isinya"),
        ("lab", "0", "Isi lebih dari nol"),
        ("lab", "-1", "Isi lebih dari nol"),
        ("lab", None, "Isi jumlahnya"),
        ("lab", "0.0000001", "Paling banyak 6 angka"),
        ("lab_returned", "1", r"disisihkan untuk laboratorium 0 gram"),
        ("nothing_like_it", "1", "Pilih peristiwanya"),
    ],
)
def test_an_amount_that_cannot_be_is_refused(
    store: Store, exhibit: Exhibit, kind: str, amount: Any, words: str
) -> None:
    (container,) = store.pack(exhibit, "10")
    with pytest.raises(Refusal, match=words):
        store.propose(kind, (container, amount))
    assert Movement.objects.count() == 1 and PlannedLine.objects.count() == 1


def test_more_than_was_seized_does_not_come_in(store: Store, exhibit: Exhibit) -> None:
    store.pack(exhibit, "300")
    store.pack(exhibit, "7", sure=False)
    words = r"Disita 307,527 gram, sudah dikemas 307 gram, belum dikemas 0,527 gram: 0,6 gram melebihi itu"
    with pytest.raises(Refusal, match=words):
        store.pack(exhibit, "0.5", "0.1")
    assert Container.objects.count() == 2


def test_a_container_was_not_there_before_it_came_nor_after_it_was_destroyed(store: Store, exhibit: Exhibit) -> None:
    (waiting,) = store.pack(exhibit, "1", sure=False, number="BA-1")
    with pytest.raises(Refusal, match="menunggu pengesahan berita acara BA-1"):
        store.propose("lab", (waiting, "1"))
    (container,) = store.pack(exhibit, "10")
    store.move("destroyed", (container, "10"), number="BA-9")
    for kind in ("destroyed", "lab", "lab_returned", "moved"):
        with pytest.raises(Refusal, match=r"sudah dimusnahkan seluruhnya: 10 gram \(berita acara BA-9"):
            store.propose(kind, (fresh_container(container), "1"))


@pytest.mark.parametrize(
    ("moved_at", "words"),
    [
        (START - timedelta(days=2), "12-03-2023 mendahului tanggal kejadian kasusnya"),
        (datetime(2099, 1, 1, tzinfo=UTC), "Waktunya belum terjadi"),
        (START + timedelta(minutes=30), "terakhir bergerak dengan berita acara BA-1, 14-03-2023 10.00"),
    ],
)
def test_a_movement_lies_in_its_time(store: Store, exhibit: Exhibit, moved_at: datetime, words: str) -> None:
    (container,) = store.pack(exhibit, "10", number="BA-1")
    with pytest.raises(Refusal, match=words):
        store.propose("lab", (container, "1"), moved_at=moved_at)


def test_nothing_is_packed_before_it_was_seized(cast: Cast, store: Store, case: Case) -> None:
    later = seize(cast, case, seized_on=date(2023, 3, 20))
    with pytest.raises(Refusal, match=r"14-03-2023 mendahului hari penyitaannya \(20-03-2023\)"):
        store.pack(later, "1")


@pytest.mark.parametrize(
    ("kind", "left_out", "words"),
    [
        ("lab", {"destination": " "}, "kepada lembaga mana"),
        ("reweighed", {"why": ""}, "Tulis alasannya"),
        ("reweighed", {"scale": ""}, "Isi timbangan"),
        ("destroyed", {"witnesses": WITNESSES[:1]}, "memerlukan 2 saksi; baru 1"),
    ],
)
def test_the_paper_is_whole(store: Store, exhibit: Exhibit, kind: str, left_out: dict[str, Any], words: str) -> None:
    (container,) = store.pack(exhibit, "10")
    with pytest.raises(Refusal, match=words):
        store.propose(kind, (container, "1"), **left_out)


def test_gross_is_not_below_net_and_only_of_what_is_weighed(cast: Cast, store: Store, case: Case) -> None:
    (bag,) = store.pack(seize(cast, case), "10")
    (pills,) = store.pack(seize(cast, case, substance="ecstasy", unit="tablet", net=Decimal(10)), "10")
    for container, words in (
        (bag, "Berat kotor 8 gram lebih kecil daripada isinya, 9 gram"),
        (pills, "hanya untuk gram dan ml"),
    ):
        with pytest.raises(Refusal, match=words):
            propose(
                case,
                kind="lab",
                by=cast.citra,
                paper=store.paper(),
                takings=[Taking(container, Decimal(1), Decimal(8))],
            )


def test_containers_of_another_case_are_not_named(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    with pytest.raises(Refusal, match="Pilih wadah dari kasus ini"):
        propose(
            opened_case(cast), kind="lab", by=cast.citra, paper=store.paper(), takings=[Taking(container, Decimal(1))]
        )


def test_one_container_waits_for_one_movement(store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    store.propose("lab", (container, "6"), number="BA-2")
    with pytest.raises(Refusal, match="menunggu pengesahan berita acara BA-2") as refused:
        store.propose("court", (container, "6"))
    assert refused.value.status == 409


# --- two keys ----------------------------------------------------------------------------------------------------------


def test_nobody_confirms_alone(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.propose("lab", (container, "1"))
    with pytest.raises(Refusal, match="mengusulkan tidak dapat mengesahkan sendiri"):
        confirm(movement, by=cast.citra)
    with pytest.raises(Refusal, match="seorang penyidik dan seorang petugas penyimpan"):
        confirm(movement, by=store.head)
    assert confirm(movement, by=store.keeper).keeper == store.keeper


def test_who_holds_both_keys_still_needs_a_second_person(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    both = person("omar", cast.oki, "evidence_keeper")
    join(both, cast.oki, "investigator")
    (container,) = store.pack(exhibit, "10")
    movement = store.propose("lab", (container, "1"), by=fresh(both))
    with pytest.raises(Refusal, match="mengusulkan tidak dapat mengesahkan sendiri"):
        confirm(movement, by=fresh(both))
    assert confirm(movement, by=cast.citra).keeper == both


def test_the_keeper_may_propose_and_the_investigator_confirm(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = confirm(store.propose("lab", (container, "1"), by=store.keeper), by=cast.citra)
    assert (movement.keeper, movement.confirmed_by) == (store.keeper, cast.citra)


def test_who_seized_does_not_keep(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    join(cast.citra, cast.oki, "evidence_keeper")
    with pytest.raises(Refusal, match="Citra Rekaan yang menyitanya"):
        confirm(propose_packing(store, exhibit, by=store.head), by=cast.citra, place=store.place)


def propose_packing(store: Store, exhibit: Exhibit, **values: Any) -> Movement:
    packing = [Packing("plastic_bag", "S-1", Decimal(1))]
    return propose(exhibit.case, kind="seized", paper=store.paper(), packings=packing, exhibit=exhibit, **values)


def test_strangers_move_nothing(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.propose("lab", (container, "1"))
    for stranger in (cast.indra, cast.budi, cast.eko, cast.kiki):
        with pytest.raises(Forbidden):
            confirm(movement, by=stranger)
        with pytest.raises(Forbidden):
            withdraw(movement, by=stranger, reason="Contoh")
        with pytest.raises(Forbidden):
            store.propose("lab", (container, "1"), by=stranger)


def test_a_movement_is_confirmed_once(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    movement = store.move("lab", (container, "1"))
    with pytest.raises(Refusal, match="sudah disahkan oleh Lala Rekaan") as refused:
        confirm(movement, by=store.keeper)
    assert refused.value.status == 409
    with pytest.raises(Refusal, match="sudah disahkan"):
        withdraw(movement, by=cast.citra, reason="Contoh")
    assert fresh_container(container).in_words == "9 gram"


def test_what_was_withdrawn_frees_its_containers(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (packed,) = store.pack(exhibit, "300", sure=False)
    withdraw(Movement.objects.get(), by=store.keeper, reason="Salah timbang")
    assert fresh_container(packed).is_cancelled and packed_of(exhibit).any == 0
    (container,) = store.pack(exhibit, "307.527")
    movement = store.propose("lab", (container, "1"))
    withdraw(movement, by=cast.citra, reason="Salah wadah")
    with pytest.raises(Refusal, match="sudah ditarik"):
        confirm(movement, by=store.keeper)
    store.move("court", (container, "1"))
    assert verify() == []


def test_a_difference_above_the_limit_goes_to_the_head(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    LIMITS.create(office=cast.oki, by=store.head, substance="methamphetamine", unit="g", most=Decimal("0.1"))
    (container,) = store.pack(exhibit, "10")
    small = store.move("reweighed", (container, "9.9"))
    assert small.approved_by is None
    large = store.propose("reweighed", (container, "10.1"))
    with pytest.raises(Refusal, match=r"Selisih 0,2 gram melebihi batas 0,1 gram"):
        store.sure(large)
    with pytest.raises(Forbidden):
        approve(large, by=store.keeper)
    approve(large, by=store.head)
    assert store.sure(large).approved_by == store.head
    with pytest.raises(Forbidden):
        LIMITS.create(office=cast.oki, by=store.keeper, substance="cannabis", unit="g", most=Decimal(1))


# --- a mistake taken back ----------------------------------------------------------------------------------------------


def test_a_mistaken_movement_is_taken_back(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    mistaken = store.move("destroyed", (container, "10"))
    back = reverse(mistaken, by=cast.citra, moved_at=timezone.now(), why="Salah wadah")
    with pytest.raises(Refusal, match="menunggu pengesahan berita acara"):
        reverse(mistaken, by=cast.citra, moved_at=timezone.now(), why="Salah wadah")
    assert posted(mistaken)
    store.sure(back)
    mistaken.refresh_from_db()
    now = fresh_container(container)
    assert (now.in_words, now.place, mistaken.state_in_words) == ("10 gram", store.place, "dibalik")
    assert posted(mistaken) == [] and posted(back) == []
    store.move("lab", (container, "1"), moved_at=timezone.now())
    assert verify() == []


def test_only_what_happened_last_is_taken_back(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    first = store.move("lab", (container, "1"))
    store.move("court", (container, "1"), number="BA-5")
    with pytest.raises(Refusal, match="sesudahnya bergerak dengan berita acara BA-5"):
        reverse(first, by=cast.citra, moved_at=timezone.now(), why="Salah")


def test_a_packing_taken_back_gives_the_amount_free(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    store.sure(reverse(Movement.objects.get(), by=cast.citra, moved_at=timezone.now(), why="Salah timbang"))
    assert fresh_container(container).is_cancelled and packed_of(exhibit).any == 0
    store.pack(exhibit, "307.527")
    assert verify() == []


# --- the exhibit, the case, the month ----------------------------------------------------------------------------------


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


def test_a_closed_month_asks_why(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "10")
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        store.propose("handed_over", (container, "1"), why="")
    store.move("handed_over", (container, "1"), why="Terlambat dicatat")
    assert verify() == []


# --- what the database holds -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [{"seq": 3}, {"seq": 1}, {"balance": 0}, {"quantity": -11, "balance": -1}, {"prev_hash": bytes(32)}]
)
def test_the_database_refuses_a_line_that_does_not_continue(
    store: Store, exhibit: Exhibit, wrong: dict[str, Any]
) -> None:
    (container,) = store.pack(exhibit, "10")
    last = MovementLine.objects.get()
    movement = store.propose("lab", (container, "1"))
    right: dict[str, Any] = {
        "movement": movement, "container": container, "seq": 2, "quantity": -1_000_000, "balance": 9_000_000,
        "prev_hash": bytes(last.hash), "hash": bytes(32),
    }  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        MovementLine.objects.create(**(right | wrong))
    with transaction.atomic():
        MovementLine.objects.create(**right)
        transaction.set_rollback(True)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE enforcement_movementline SET balance = 0, quantity = 0",
        "DELETE FROM enforcement_movementline",
        "INSERT INTO enforcement_movementline SELECT * FROM enforcement_movementline",
    ],
)
def test_lines_are_only_added(store: Store, exhibit: Exhibit, statement: str) -> None:
    store.pack(exhibit, "10")
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_names_of_witnesses_are_sealed(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    store.pack(exhibit, "10", weigher="Penimbang Rekaan")
    movement = Movement.objects.get()
    assert [one.agency for one in movement.witnessed(by=cast.citra, purpose="berita acara")] == [
        "Kejari",
        "Dinas Kesehatan",
    ]
    assert (
        AuditLine.objects.get(record_id=movement.pk, action="enforcement.propose_movement").changes["witnesses"]
        == "terkunci"
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM enforcement_movement")
        rows = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
    assert "Rekaan" not in rows


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
