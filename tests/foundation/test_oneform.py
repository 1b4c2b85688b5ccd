"""Public forms keep what they promise: a key works once however it is raced, and no row tells who answered when."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from bersinar.foundation.oneform import box
from bersinar.foundation.oneform.keys import hashed
from bersinar.foundation.oneform.links import reaches_phones
from bersinar.foundation.oneform.models import Box, Opening, Slip, Spent
from bersinar.foundation.oneform.openings import close_expired, print_slips
from bersinar.foundation.oneform.printing import qr
from bersinar.foundation.secrecy.sealed import decrypt
from bersinar.foundation.secrecy.tokens import keyring
from bersinar.interfaces.housekeeping import keep_house
from bersinar.programmes.surveys.models import ANSWER, Sheet
from bersinar.programmes.surveys.tests.conftest import link_to, open_to_all, send_answers, survey_of_this_year
from tests.cast import Cast, assemble
from tests.database import Clone


def rows() -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, as the database holds it."""
    with connection.cursor() as cursor:
        found = {}
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found[table] = sorted((tuple(map(_plain, row)) for row in cursor.fetchall()), key=repr)
        return found


def _plain(value: Any) -> Any:
    return bytes(value) if isinstance(value, memoryview) else value


def changed(before: dict[str, list[Any]], after: dict[str, list[Any]]) -> dict[str, list[Any]]:
    """The rows of the second that the first did not have, and tables that lost one."""
    return {
        table: [row for row in after[table] if row not in before[table]]
        for table in after
        if after[table] != before[table]
    }


def slips(cast: Cast, opening: Opening, count: int) -> list[str]:
    return print_slips(opening=opening, count=count, by=cast.budi)


def slip_link(key: str) -> str:
    return reverse("oneform:slip", args=[key])


def within(kept: Box) -> list[dict[str, Any]]:
    plain = decrypt(keyring().side_key("open"), bytes(kept.content), f"oneform-box:{kept.kind}:{kept.ref}")
    return list(json.loads(plain))


def test_an_answer_leaves_neither_key_nor_moment_behind(cast: Cast) -> None:
    opening = open_to_all(cast, survey_of_this_year(cast), "slips")
    used, unused = slips(cast, opening, 2)
    send_answers(slip_link(unused), "---------")  # opened, and sent with nothing in it
    before = rows()
    assert send_answers(slip_link(used), comment="Saran rekaan").status_code == 303
    after = rows()
    touched = changed(before, after)
    assert set(touched) == {"oneform_opening", "oneform_slip", "oneform_box"}
    assert touched["oneform_slip"] == []  # a row less, and none that is marked
    (old,) = (row for row in before["oneform_opening"] if row not in after["oneform_opening"])
    (new,) = touched["oneform_opening"]
    assert [(a, b) for a, b in zip(old, new, strict=True) if a != b] == [(0, 1)]  # the count, and nothing else
    everything = repr(after)
    assert used not in everything and hashed(used) not in everything
    assert hashed(unused) in everything
    assert "Saran rekaan" not in everything  # until it comes out among others it is sealed


def test_what_waits_has_a_month_and_no_order(cast: Cast) -> None:
    survey = survey_of_this_year(cast)
    opening = open_to_all(cast, survey, "slips")
    said = [f"Saran rekaan {number}" for number in range(9)]
    for key, comment in zip(slips(cast, opening, 9), said, strict=True):
        send_answers(slip_link(key), comment=comment)
    lying = within(Box.objects.get())
    assert {frozenset(answer) for answer in lying} == {frozenset({"month", "values"})}
    assert all(re.fullmatch(r"\d{4}-\d{2}", answer["month"]) for answer in lying)
    order = [answer["values"]["comment"] for answer in lying]
    assert sorted(order) == said and order != said  # one chance in 362,880 that nine lie as they came


def test_sheets_tell_their_month_and_not_whose_answer_came_when(cast: Cast) -> None:
    survey = survey_of_this_year(cast)
    opening = open_to_all(cast, survey, "slips")
    said = [f"Saran rekaan {number:02}" for number in range(20)]
    for key, comment in zip(slips(cast, opening, 20), said, strict=True):
        send_answers(slip_link(key), comment=comment)
    sheets = list(Sheet.objects.order_by("pk"))
    month = cast.oki.local_day().replace(day=1)
    assert {sheet.filled_on for sheet in sheets} == {month}
    moments = [sheet.recorded_at for sheet in sheets]
    assert all(moments.count(moment) >= box.LEAST for moment in moments)
    out = [sheet.comment for sheet in sheets]
    assert len(out) == 15 and out != sorted(out)
    assert not Slip.objects.exists() and not Spent.objects.exists()


@pytest.mark.skipif(connection.vendor != "postgresql", reason="Only PostgreSQL writes transactions on rows.")
def test_no_row_of_a_slip_shares_a_transaction_with_an_answer(committed_db: Clone) -> None:
    cast = assemble()
    opening = open_to_all(cast, survey_of_this_year(cast), "slips")
    for key in slips(cast, opening, 12)[:10]:
        send_answers(slip_link(key))
    with connection.cursor() as cursor:
        cursor.execute("SELECT xmin::text FROM oneform_slip")
        of_slips = {row[0] for row in cursor.fetchall()}
        cursor.execute("SELECT xmin::text FROM surveys_sheet UNION SELECT xmin::text FROM oneform_box")
        of_answers = {row[0] for row in cursor.fetchall()}
    assert of_slips and of_answers and not of_slips & of_answers


def at_once(count: int, send: Callable[[int], int]) -> list[int]:
    """What so many visitors get who send in the same moment."""
    ready = threading.Barrier(count)

    def one(number: int) -> int:
        try:
            ready.wait()
            return send(number)
        finally:
            connection.close()

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(one, range(count)))


@pytest.mark.concurrency
def test_a_slip_raced_by_four_is_answered_once(committed_db: Clone) -> None:
    cast = assemble()
    opening = open_to_all(cast, survey_of_this_year(cast), "slips")
    (key,) = slips(cast, opening, 1)
    assert at_once(4, lambda _: Client().post(slip_link(key), {"u1": "4"}).status_code) == [303, 404, 404, 404]
    opening.refresh_from_db()
    assert (opening.answered, Box.objects.get().waiting) == (1, 1)


@pytest.mark.concurrency
def test_the_key_of_a_link_raced_by_four_is_answered_once(committed_db: Clone) -> None:
    cast = assemble()
    opening = open_to_all(cast, survey_of_this_year(cast))
    key = Client().get(link_to(opening)).text.split('name="kunci" value="')[1].split('"')[0]
    typed = {"kunci": key, "u1": "4"}
    assert at_once(4, lambda _: Client().post(link_to(opening), typed).status_code) == [303, 404, 404, 404]
    assert Box.objects.get().waiting == 1


@pytest.mark.concurrency
def test_no_more_come_in_than_the_form_takes_and_none_is_lost(committed_db: Clone) -> None:
    cast = assemble()
    opening = open_to_all(cast, survey_of_this_year(cast), most=11)
    sent = at_once(12, lambda _: send_answers(link_to(opening)).status_code)
    assert sent == [303] * 11 + [404]
    opening.refresh_from_db()
    assert (opening.answered, Sheet.objects.count() + Box.objects.get().waiting) == (11, 11)


def test_a_form_whose_last_day_has_passed_is_closed_by_the_house(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = open_to_all(cast, survey_of_this_year(cast), ends_on=cast.oki.local_day())
    for _ in range(6):
        send_answers(link_to(opening))
    assert close_expired() == 0
    tomorrow = cast.oki.local_day() + timedelta(days=1)
    monkeypatch.setattr("bersinar.foundation.offices.models.Office.local_day", lambda office, at=None: tomorrow)
    keep_house()
    assert Sheet.objects.count() == 6
    opening.refresh_from_db()
    assert opening.state(tomorrow) == "ditutup"
    assert close_expired() == 0


def test_a_box_is_sealed_to_its_place(cast: Cast) -> None:
    first, second = survey_of_this_year(cast), survey_of_this_year(cast, service="inpatient")
    box.drop(ANSWER, first.pk, {"month": "2026-03", "values": {"u1": 4}})
    kept = Box.objects.get()
    assert b"2026-03" not in bytes(kept.content)
    Box.objects.update(ref=second.pk)
    with pytest.raises(RuntimeError, match="tidak dapat dibuka"):
        box.months_waiting(ANSWER, second.pk)


@pytest.mark.parametrize(
    ("address", "reaches"),
    [
        ("http://127.0.0.1:8000/isi/x/", False),
        ("http://192.168.1.20/isi/x/", False),
        ("http://localhost/isi/x/", False),
        ("http://bersinar.local/isi/x/", False),
        ("https://bersinar.contoh.go.id/isi/x/", True),
    ],
)
def test_an_address_that_no_phone_reaches_is_known(address: str, reaches: bool) -> None:
    assert reaches_phones(address) is reaches


def test_a_code_scales_with_its_paper() -> None:
    assert 'viewBox="' in qr("https://bersinar.contoh.go.id/isi/abcdefgh/")
