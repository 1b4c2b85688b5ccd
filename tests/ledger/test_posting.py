"""A record and its facts go in together; a change corrects; nothing is posted twice."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.figures.indicators.evaluate import Coverage, evaluate
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.ledger.drafts import Draft
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AWARDS
from bersinar.programmes.cooperation.models import Award
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def award(cast: Cast, **changed: Any) -> Award:
    values = {"received_on": date(2023, 5, 2), "name": "Contoh", "giver": "Lembaga Contoh", "level": "province"}
    return AWARDS.create(office=cast.oki, by=cast.ani, **{**values, **changed})


def awards(cast: Cast, year: int = 2023) -> Any:
    return evaluate(Coverage(cast.oki), year, ["cooperation.awards"])[0].text


def test_a_record_posts_its_facts_in_one_posting(cast: Cast) -> None:
    award(cast)
    assert (awards(cast), Posting.objects.get().facts) == ("1", 1)


def test_a_change_takes_the_old_fact_back_with_its_old_day(cast: Cast) -> None:
    made = award(cast)
    AWARDS.change(made, by=cast.ani, based_on=1, received_on=date(2022, 3, 1))
    old, back, new = Fact.objects.order_by("seq", "line")
    assert (back.sign, back.quantity, back.day, back.corrects) == (-1, -1, old.day, "1.0")
    assert (new.sign, new.day) == (1, date(2022, 3, 1))
    assert (awards(cast, 2023), awards(cast, 2022)) == (None, "1")


def test_a_change_that_changes_nothing_posts_nothing(cast: Cast) -> None:
    made = award(cast)
    AWARDS.change(made, by=cast.ani, based_on=1, name="Contoh")
    assert Posting.objects.count() == 1


def test_a_change_without_other_facts_posts_nothing(cast: Cast) -> None:
    made = award(cast)
    AWARDS.change(made, by=cast.ani, based_on=1, giver="Lembaga Lain")
    assert Posting.objects.count() == 1


def test_cancelling_takes_everything_back_and_keeps_the_record(cast: Cast) -> None:
    made = award(cast)
    AWARDS.cancel(made, by=cast.ani, reason="Tercatat dua kali")
    assert awards(cast) is None
    assert Award.objects.get().cancel_reason == "Tercatat dua kali"


def test_cancelling_without_reason_is_refused(cast: Cast) -> None:
    made = award(cast)
    with pytest.raises(Refusal, match="alasan pembatalan"):
        AWARDS.cancel(made, by=cast.ani, reason=" ")
    assert awards(cast) == "1"


def test_a_lost_update_is_refused_with_both_values(cast: Cast) -> None:
    made = award(cast)
    AWARDS.change(made, by=cast.ani, based_on=1, name="Nama pertama")
    with pytest.raises(LostUpdate) as refused:
        AWARDS.change(made, by=cast.dewi, based_on=1, name="Nama kedua")
    assert refused.value.conflicts == {"penghargaan": ("Nama pertama", "Nama kedua")}
    assert Award.objects.get().name == "Nama pertama"


def test_a_refused_record_leaves_nothing_behind(cast: Cast) -> None:
    with pytest.raises(Refusal):
        award(cast, received_on=date(2999, 1, 1))
    assert (Award.objects.count(), Posting.objects.count()) == (0, 0)


def test_who_may_not_write_here_is_refused_before_anything_is_looked_up(cast: Cast) -> None:
    for stranger in (cast.gita, cast.budi, cast.joko, cast.kiki):
        with pytest.raises(Forbidden):
            AWARDS.create(
                office=cast.oki, by=stranger, received_on=date(2023, 5, 2), name="x", giver="y", level="province"
            )
    assert Award.objects.count() == 0


def test_positions_are_gapless(cast: Cast) -> None:
    for day in range(1, 6):
        award(cast, received_on=date(2023, 1, day))
    assert list(Posting.objects.order_by("seq").values_list("seq", flat=True)) == [1, 2, 3, 4, 5]
    assert verify() == []


@pytest.mark.parametrize(
    "draft",
    [
        {"kind": "cooperation.unknown", "day": date(2023, 1, 1)},
        {"kind": "cooperation.award_received", "day": date(2023, 1, 1), "sex": "male"},
        {"kind": "cooperation.award_received", "day": date(2023, 1, 1), "subject": "0" * 32},
        {"kind": "rehab.care_entered", "day": date(2023, 1, 2), "place": "16.02"},
        {"kind": "rehab.care_entered", "day": date(2023, 1, 1), "place": "16.02.05"},
    ],
)
def test_a_fact_that_its_kind_does_not_allow_is_refused(draft: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        Draft(**draft)
