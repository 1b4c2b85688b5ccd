"""What a movement of evidence cannot be: amounts, days and papers are refused with a sentence, and nothing moves."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.enforcement.actions import (
    Taking,
    propose,
)  # fmt: skip
from bersinar.programmes.enforcement.models import Case, Container, Exhibit, Movement, PlannedLine
from tests.cast import Cast

from .conftest import opened_case, seize
from .evidence import START, WITNESSES, Store, fresh_container


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
