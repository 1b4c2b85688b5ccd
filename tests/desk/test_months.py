"""Closing months from the desk: by the head, for the own office, with words that tell what happened."""

from __future__ import annotations

from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.periods.actions import closed_months
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def send(cast: Cast, user: User, month: int, **typed: str) -> Any:
    return cast.client(user).post(f"/tutup-bulan/2023/{month}/", {"kantor": "bnnk-oki", **typed}, follow=True)


def test_a_month_is_closed_and_reopened_with_a_reason(cast: Cast) -> None:
    closed = send(cast, cast.eko, 3, act="close").content.decode()
    assert "Maret 2023 ditutup." in closed and "1 dari 12 bulan sudah ditutup" in closed and "Eko Rekaan" in closed
    opened = send(cast, cast.eko, 3, act="reopen", reason="Daftar hadir terlambat").content.decode()
    assert "Maret 2023 dibuka kembali." in opened
    assert "Dibuka kembali oleh Eko Rekaan: Daftar hadir terlambat" in opened
    assert closed_months(cast.oki, 2023) == set()


def test_without_a_reason_it_stays_closed(cast: Cast) -> None:
    send(cast, cast.eko, 3, act="close")
    assert "Tuliskan alasan" in send(cast, cast.eko, 3, act="reopen", reason=" ").content.decode()
    assert closed_months(cast.oki, 2023) == {3}


def test_a_month_that_runs_is_not_closed(cast: Cast) -> None:
    today = cast.oki.local_day()
    answer = cast.client(cast.eko).post(
        f"/tutup-bulan/{today.year}/{today.month}/", {"kantor": "bnnk-oki", "act": "close"}, follow=True
    )
    assert "belum berakhir" in answer.content.decode() and closed_months(cast.oki, today.year) == set()


@pytest.mark.parametrize("person", ["ani", "dewi", "kiki", "joko", "budi"])
def test_others_look_and_do_not_close(cast: Cast, person: str) -> None:
    user = getattr(cast, person)
    page = cast.client(user).get("/tutup-bulan/?kantor=bnnk-oki&tahun=2023")
    assert page.status_code == 200 and "Tutup Maret" not in page.content.decode()
    assert send(cast, user, 3, act="close").status_code == 403
    assert closed_months(cast.oki, 2023) == set()


def test_the_head_of_another_office_finds_nothing_to_close(cast: Cast, head_of_lumajang: User) -> None:
    assert send(cast, head_of_lumajang, 3, act="close").status_code == 404
    assert cast.client(head_of_lumajang).get("/tutup-bulan/?kantor=bnnk-oki").status_code == 404
    assert send(cast, cast.eko, 13, act="close").status_code == 404
    assert closed_months(cast.oki, 2023) == set()
