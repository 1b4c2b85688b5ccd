"""One paper over evidence of several cases: one number, sums over all, each case with its own part, all of it or nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import (
    CASES,
    Taking,
    confirm,
    confirm_together,
    propose_together,
    withdraw_together,
)  # fmt: skip
from bersinar.programmes.enforcement.models import CaseEvent, Ceremony, Container, Movement
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import opened_case, seize
from .evidence import Store, fresh_container


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


@pytest.fixture
def bags(cast: Cast, store: Store) -> list[Container]:
    """Two cases: 300 g of sabu in one; 7,88 g of sabu and 10 tablets in the other."""
    first, second = opened_case(cast), opened_case(cast, lkn_on=date(2023, 3, 15))
    (a,) = store.pack(seize(cast, first, net=Decimal("300")), "300")
    (b,) = store.pack(seize(cast, second, net=Decimal("7.88")), "7.88")
    tablets = seize(cast, second, substance="ecstasy", form="tablet", unit="tablet", net=Decimal(10))
    (c,) = store.pack(tablets, "10")
    return [a, b, c]


@pytest.fixture(autouse=True)
def early(monkeypatch: pytest.MonkeyPatch) -> None:
    """The store's clock of these tests begins on the 16th, after both cases."""
    monkeypatch.setattr("bersinar.programmes.enforcement.tests.evidence.START", datetime(2023, 3, 16, tzinfo=UTC))


def proposed(cast: Cast, store: Store, bags: list[Container], *amounts: str, **said: Any) -> Ceremony:
    takings = [
        Taking(bag, Decimal(amount), field=f"amount_{bag.code}") for bag, amount in zip(bags, amounts, strict=True)
    ]
    return propose_together(cast.oki, kind="destroyed", by=cast.citra, paper=store.paper(**said), takings=takings)


WHOLE = ("300", "7.88", "10")


def test_one_paper_destroys_what_is_of_two_cases(cast: Cast, store: Store, bags: list[Container]) -> None:
    client = cast.client(cast.citra)
    cases = [bag.exhibit.case for bag in bags[:2]]
    chooser = client.get(url("ceremony_new", "destroyed")).text
    for case in cases:
        assert str(case) in chooser
    address = f"{url('ceremony_new', 'destroyed')}?kasus={cases[0].pk}&kasus={cases[1].pk}"
    typed = {f"take_{bag.code}": "on" for bag in bags} | {
        f"amount_{bag.code}": amount for bag, amount in zip(bags, ("300", "7,88", "10"), strict=True)
    }
    signers = {"witness_1": "Saksi Satu", "witness_2": "Saksi Dua"}
    answer = send(client, address, moved_at="2023-03-17T10:00", number="BA/MUSNAH/1", **typed, **signers)
    ceremony = Ceremony.objects.get()
    assert answer.url == url("ceremony", ceremony.pk)
    assert {one.number for one in Movement.objects.filter(ceremony=ceremony)} == {"BA/MUSNAH/1"}
    assert [fresh_container(bag).is_held for bag in bags] == [True] * 3  # proposed only
    keeper = cast.client(store.keeper)
    assert "Sahkan semuanya" in keeper.get(url("ceremony", ceremony.pk)).text
    assert send(keeper, url("ceremony_confirm", ceremony.pk)).status_code == 302
    assert [fresh_container(bag).is_held for bag in bags] == [False] * 3
    page = client.get(url("ceremony", ceremony.pk)).text
    assert "307,88 gram" in page
    assert "10 butir" in page
    for case, amount in zip(cases, (300_000_000, 7_880_000), strict=True):
        movement = Movement.objects.get(ceremony=ceremony, case=case)
        destroyed = [fact for fact in posted(movement) if fact.kind == "enforcement.mass_destroyed"]
        assert [fact.quantity for fact in destroyed] == [amount]
        assert CaseEvent.objects.get(case=case, kind="destroyed").document_number == "BA/MUSNAH/1"
        assert url("movement", movement.pk) in client.get(url("case", case.pk)).text
    assert send(client, url("ceremony_hand_in", ceremony.pk), at="2023-03-17T15:00", number="B/1").status_code == 302
    assert CaseEvent.objects.filter(kind="destruction_minutes").count() == 2
    assert verify() == []


def test_all_of_it_or_nothing(cast: Cast, store: Store, bags: list[Container]) -> None:
    with pytest.raises(Refusal, match="7,881 gram melebihi isinya"):
        proposed(cast, store, bags, "300", "7.881", "10")
    assert not Ceremony.objects.exists()
    ceremony = proposed(cast, store, bags, *WHOLE)
    with pytest.raises(Refusal, match="tidak dapat mengesahkan sendiri"):
        confirm_together(ceremony, by=cast.citra)
    part = ceremony.movements.earliest("recorded_at")
    with pytest.raises(Refusal, match="berita acara gabungannya"):
        confirm(part, by=store.keeper)
    with pytest.raises(Refusal, match="menunggu pengesahan"):
        store.propose("destroyed", (bags[0], "1"))
    withdraw_together(ceremony, by=cast.citra, reason="Salah hari")
    assert not Container.objects.filter(planned__is_open=True).exists()
    again = proposed(cast, store, bags, *WHOLE)
    confirm_together(again, by=store.keeper)
    with pytest.raises(Refusal, match="sudah disahkan"):
        confirm_together(again, by=store.keeper)
    with pytest.raises(Refusal, match="sudah dimusnahkan seluruhnya"):
        proposed(cast, store, bags, *WHOLE)
    assert verify() == []


def test_a_number_is_borne_once_by_one_paper_or_the_other(cast: Cast, store: Store, bags: list[Container]) -> None:
    proposed(cast, store, bags[:1], "1", number="BA/7")
    with pytest.raises(Refusal, match="BA/7 sudah dipakai"):
        store.propose("destroyed", (bags[1], "1"), number="BA/7")
    store.propose("destroyed", (bags[1], "1"), number="BA/8")
    with pytest.raises(Refusal, match="BA/8 sudah dipakai"):
        proposed(cast, store, bags[2:], "1", number="BA/8")


def test_a_case_closed_to_its_team_hides_the_whole_paper(cast: Cast, store: Store, bags: list[Container]) -> None:
    from .evidence import person

    colleague = person("nina", cast.oki, "investigator")
    ceremony = proposed(cast, store, bags, *WHOLE)
    assert cast.client(colleague).get(url("ceremony", ceremony.pk)).status_code == 200
    CASES.change(bags[0].exhibit.case, by=cast.citra, based_on=None, reach="team")
    outsider = cast.client(colleague)
    assert outsider.get(url("ceremony", ceremony.pk)).status_code == 404
    own = Movement.objects.get(ceremony=ceremony, case=bags[1].exhibit.case)
    page = outsider.get(url("movement", own.pk)).text
    assert "berita acara gabungan beberapa kasus" in page
    assert url("ceremony", ceremony.pk) not in page
    assert str(bags[0].exhibit.case) not in outsider.get(url("ceremony_new", "destroyed")).text
    for person_ in (store.keeper, store.head):
        assert cast.client(person_).get(url("ceremony", ceremony.pk)).status_code == 200


def test_nobody_else_sees_or_makes_one(cast: Cast, store: Store, bags: list[Container]) -> None:
    ceremony = proposed(cast, store, bags, *WHOLE)
    for name in ("ceremony", "ceremony_confirm", "ceremony_withdraw"):
        assert cast.client(cast.indra).get(url(name, ceremony.pk)).status_code == 404
        assert cast.client(cast.budi).get(url(name, ceremony.pk)).status_code == 403
    address = f"{url('ceremony_new', 'destroyed')}?kasus={bags[0].exhibit.case_id}"
    assert "take_" not in cast.client(cast.indra).get(address).text  # of another office: nothing to choose
    assert cast.client(cast.citra).get(url("ceremony_new", "lab")).status_code == 404
    withdraw_together(ceremony, by=cast.citra, reason="Salah hari")
    empty = send(
        cast.client(cast.citra), address, moved_at="2023-03-17T10:00", witness_1="Saksi A", witness_2="Saksi B"
    )
    assert "Pilih sedikitnya satu wadah" in sentences(empty)


def test_a_mistake_is_taken_back_in_its_own_case(cast: Cast, store: Store, bags: list[Container]) -> None:
    from bersinar.programmes.enforcement.actions import reverse as take_back

    ceremony = confirm_together(proposed(cast, store, bags, *WHOLE), by=store.keeper)
    part = Movement.objects.get(ceremony=ceremony, case=bags[0].exhibit.case)
    store.sure(take_back(part, by=cast.citra, moved_at=store.paper().moved_at, why="Wadah keliru"))
    assert [fresh_container(bag).is_held for bag in bags] == [True, False, False]
    left = CaseEvent.objects.standing().filter(kind="destroyed")
    assert [event.case for event in left] == [bags[1].exhibit.case]
    assert verify() == []
