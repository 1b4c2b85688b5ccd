"""Numbers as Indonesians write them: read strictly, written back exactly, never guessed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.foundation.ui.numbers import NotANumber, echo, parse_number, write_number

AMOUNTS = st.decimals(min_value=0, max_value=10**15, places=6)
WHOLE = st.integers(min_value=0, max_value=10**18)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("307,527", "307.527"),
        ("4.890", "4890"),
        ("4890", "4890"),
        ("0,44", "0.44"),
        ("12,7", "12.7"),
        ("1.234.567,8901", "1234567.8901"),
        ("0", "0"),
        (" 2.890 ", "2890"),
    ],
)
def test_the_articles_numbers_are_read(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["0.44", "12.7", "3.94", "1234.567", "0.440", "4.89", "307.5270"])
def test_a_point_that_could_be_a_fraction_is_refused_with_the_way_to_write_it(text: str) -> None:
    with pytest.raises(NotANumber, match="Pakai koma untuk pecahan") as refused:
        parse_number(text)
    assert text.replace(".", ",") in str(refused.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-1",
        "1,2,3",
        "1.23.456",
        "12.34,5",
        "1e5",
        "NaN",
        "inf",
        "+5",
        "007",
        "5 kg",
        ",5",
        "5,",
        "1.000.00",
        "½",
        "٣",
    ],
)
def test_what_is_no_number_is_refused(text: str) -> None:
    with pytest.raises(NotANumber):
        parse_number(text)


@pytest.mark.property
@given(AMOUNTS)
def test_what_is_written_is_read_back_exactly(amount: Decimal) -> None:
    assert parse_number(write_number(amount)) == amount


@pytest.mark.property
@given(WHOLE)
def test_the_thousands_mark_changes_nothing(whole: int) -> None:
    assert parse_number(write_number(whole)) == parse_number(str(whole)) == whole


@pytest.mark.property
@given(st.integers(min_value=0, max_value=10**6), st.text("0123456789", min_size=1, max_size=6))
def test_a_point_is_never_read_as_a_decimal_mark(whole: int, after: str) -> None:
    try:
        read = parse_number(f"{whole}.{after}")
    except NotANumber:
        return
    assert read == int(f"{whole}{after}")
    assert len(after) == 3


@pytest.mark.property
@given(st.text(max_size=12))
def test_any_text_is_a_number_or_refused(text: str) -> None:
    try:
        read = parse_number(text)
    except NotANumber:
        return
    assert read.is_finite()
    assert read >= 0


@pytest.mark.property
@given(AMOUNTS, st.integers(min_value=0, max_value=4))
def test_rounding_is_half_up(amount: Decimal, places: int) -> None:
    assert parse_number(write_number(amount, places)) == amount.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (Decimal("4890.440"), None, "4.890,44"),
        (Decimal("101.025641"), 2, "101,03"),
        (Decimal("0.125"), 2, "0,13"),
        (Decimal("3.9"), 2, "3,90"),
        (Decimal("100"), None, "100"),
        (1000, None, "1.000"),
    ],
)
def test_how_numbers_are_written(value: Decimal | int, decimals: int | None, text: str) -> None:
    assert write_number(value, decimals) == text


def test_an_echo_shows_a_slip() -> None:
    assert echo(Decimal("4890"), "g") == "4.890 g = 4,89 kg"
    assert echo(Decimal("4.89"), "g") == "4,89 g"
