"""Sample sizes by PP 40/2013 art. 15, at the edges of its lines."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bersinar.programmes.enforcement.sampling import sample_in_words, sample_of, sample_of_amount


@pytest.mark.parametrize(
    ("found", "size"),
    [(1, 1), (2, 1), (3, 2), (19, 10), (20, 10), (21, 10), (99, 10), (100, 10), (101, 11), (121, 11), (122, 12), (10_000, 100), ("12.7", 7), ("19.9", 10), ("100.5", 11)],
)  # fmt: skip
def test_the_size_follows_the_rule(found: int | str, size: int) -> None:
    assert sample_of(Decimal(found)).size == size


@pytest.mark.parametrize("found", [1, 19, 20, 100, 101, 5_000_000])
def test_no_sample_is_larger_than_what_there_is(found: int) -> None:
    assert 0 < sample_of(found).size <= found


def test_grams_are_counted_in_milligrams() -> None:
    assert sample_of_amount(19_000, "g").size == 10
    assert sample_of_amount(307_527_000, "g").size == 555
    assert sample_of_amount(12_700_000, "ml").size == 7


@pytest.mark.django_db
def test_the_printed_sentence_names_the_rule() -> None:
    assert sample_in_words(101_000_000, "tablet") == (
        "Contoh menurut PP 40/2013 pasal 15: dari 101 butir, lebih dari 100, diambil akarnya dan dibulatkan ke atas: 11 butir."
    )
    assert "dari 440 mg, lebih dari 100" in sample_in_words(440_000, "g")
    assert sample_in_words(0, "g") == "" and sample_in_words(5, "m2") == ""
