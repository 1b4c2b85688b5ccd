"""What this room lends to the words of the year-end report."""

from __future__ import annotations

from datetime import date

from bersinar.ledger.sources import narrated
from bersinar.programmes.cooperation.actions import AGREEMENTS, AWARDS, EFFORTS, OBSTACLES
from bersinar.programmes.cooperation.models import Obstacle, Partner
from tests.cast import Cast


def lines(cast: Cast, topic: str, year: int = 2023) -> list[str]:
    return [line.text for line in narrated(cast.oki, year) if line.topic == topic]


def test_an_effort_names_its_obstacle(cast: Cast, obstacle: Obstacle) -> None:
    EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat bersama")
    pairs = {line.topic: line.pair for line in narrated(cast.oki, 2023)}
    assert pairs["obstacle"] == pairs["effort"] == str(obstacle.pk)
    assert lines(cast, "obstacle", 2022) == []


def test_what_is_cancelled_is_not_told(cast: Cast, obstacle: Obstacle) -> None:
    OBSTACLES.cancel(obstacle, by=cast.ani, reason="ganda")
    assert lines(cast, "obstacle") == []


def test_another_offices_words_stay_there(cast: Cast, obstacle: Obstacle) -> None:
    assert [line for line in narrated(cast.lumajang, 2023) if line.topic == "obstacle"] == []


def test_an_award_is_told_in_one_line(cast: Cast) -> None:
    AWARDS.create(
        office=cast.oki, by=cast.ani, received_on=date(2023, 12, 1), name="Anugerah informasi",
        giver="Komisi Informasi", level="province", category="penegak hukum", rank="peringkat I",
    )  # fmt: skip
    assert lines(cast, "award") == ["Anugerah informasi, peringkat I, kategori penegak hukum, dari Komisi Informasi"]


def test_partners_are_thanked_once_while_an_agreement_stands(cast: Cast, partner: Partner) -> None:
    for title in ("Satu", "Dua"):
        AGREEMENTS.create(
            office=cast.oki, by=cast.ani, partner=partner, kind="mou", title=title, section="general",
            signed_on=date(2022, 5, 1), valid_until=date(2023, 4, 30),
        )  # fmt: skip
    assert [lines(cast, "partner", year) for year in (2021, 2022, 2023, 2024)] == [
        [],
        ["Dinas Rekaan"],
        ["Dinas Rekaan"],
        [],
    ]
