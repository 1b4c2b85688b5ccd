"""What stands out in a month is listed with what is usual; what is usual is not listed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from bersinar.figures.monthly.oddities import oddities
from bersinar.foundation.files.actions import keep_file
from bersinar.programmes.activities.models import Meeting
from tests.cast import Cast
from tests.desk.conftest import admit, hold

pytestmark = pytest.mark.django_db


def words(cast: Cast, month: int = 8) -> str:
    return " ".join(one.words for one in oddities(cast.oki, 2023, month))


def test_nothing_where_last_year_had_something(cast: Cast) -> None:
    hold(cast, 28, held_on=date(2022, 8, 24))
    assert "Orang yang dijangkau pencegahan: tidak ada pada Agustus 2023; Agustus 2022 ada 28." in words(cast)
    assert "tidak ada" not in words(cast, 7)


def test_a_jump_against_the_own_past_and_not_against_a_short_one(cast: Cast) -> None:
    for month in range(2, 5):
        hold(cast, 12, held_on=date(2023, month, 14))
    hold(cast, 90)
    assert "paling banyak" not in words(cast)
    for month in range(5, 8):
        hold(cast, 12, held_on=date(2023, month, 16))
    assert "Orang yang dijangkau pencegahan: 90; dua belas bulan sebelumnya paling banyak 12 sebulan." in words(cast)
    assert "12; dua belas" not in words(cast, 7)


def keep(cast: Cast, meeting: Meeting, content: bytes) -> None:
    keep_file(
        office=cast.oki, side="open", record_kind="activities.meeting", record_id=meeting.pk, label="Daftar hadir",
        upload=SimpleUploadedFile("daftar.pdf", b"%PDF-" + content), by=cast.ani,
    )  # fmt: skip


def test_the_same_list_at_two_records(cast: Cast) -> None:
    first, second, third = hold(cast, 28), hold(cast, 31, held_on=date(2023, 7, 4)), hold(cast, 17)
    keep(cast, first, b"satu")
    keep(cast, third, b"lain")
    assert "yang sama" not in words(cast)
    keep(cast, second, b"satu")
    (odd,) = [one for one in oddities(cast.oki, 2023, 8) if "yang sama" in one.words]
    assert odd.words == "Berkas yang sama dilampirkan pada 2 rekam."
    assert [seen.record_id for seen in odd.records] == [second.pk, first.pk]
    assert "yang sama" not in words(cast, 5)


def test_week_ends_and_round_numbers(cast: Cast) -> None:
    saturday = date(2023, 8, 5)
    for ahead, people in ((0, 30), (7, 40), (14, 50)):
        hold(cast, people, held_on=saturday + timedelta(days=ahead))
    assert "Sabtu" not in words(cast) and "puluhan" not in words(cast)
    hold(cast, 60, held_on=saturday + timedelta(days=2))
    said = words(cast)
    assert "3 dari 4 pelaksanaan tercatat pada Sabtu atau Minggu." in said
    assert "4 dari 4 jumlah orang bulat puluhan." in said


def test_closed_sides_are_not_looked_at(cast: Cast) -> None:
    admit(cast, 12, 0, date(2022, 8, 6))
    assert words(cast) == ""
