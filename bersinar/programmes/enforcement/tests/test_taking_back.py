"""A mistaken movement is taken back by its own opposite, as long as nothing has moved since."""

from __future__ import annotations

import pytest
from django.utils import timezone

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import (
    reverse,
)  # fmt: skip
from bersinar.programmes.enforcement.models import Exhibit, Movement
from bersinar.programmes.enforcement.packing import packed_of
from tests.books import posted
from tests.cast import Cast

from .evidence import Store, fresh_container


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
