"""Two people hold the keys to the store: one investigates, one keeps, and who seized keeps nothing of it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import (
    LIMITS,
    Packing,
    approve,
    confirm,
    propose,
    withdraw,
)  # fmt: skip
from bersinar.programmes.enforcement.models import Exhibit, Movement
from bersinar.programmes.enforcement.packing import packed_of
from tests.cast import Cast, join

from .evidence import Store, fresh, fresh_container, person


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
