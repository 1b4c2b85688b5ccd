"""Pages of a long list are the pages of that list, also beyond what is counted of it."""

from __future__ import annotations

import pytest
from django.template.loader import render_to_string

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui import paging
from bersinar.foundation.ui.paging import LongList
from tests.cast import Cast

pytestmark = pytest.mark.django_db


def _walk(pages: LongList) -> list[Office]:
    page, seen = pages.get_page(1), list[Office]()
    while True:
        seen += page.object_list
        if not page.has_next():
            return seen
        page = pages.get_page(page.next_page_number())


@pytest.mark.parametrize("counted", [2, 3, 5_000], ids=["even", "odd", "all"])
@pytest.mark.parametrize("order", ["code", "-code"])
def test_who_turns_every_page_sees_every_row_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, order: str, counted: int
) -> None:
    monkeypatch.setattr(paging, "_FAR", 1)
    monkeypatch.setattr(paging, "_COUNTED", counted)
    rows = Office.objects.order_by(order)
    whole = list(rows)
    assert len(whole) > 3
    assert _walk(LongList(rows, 2)) == whole
    assert _walk(LongList(rows, 1)) == whole


def test_a_list_that_is_longer_than_what_is_counted_says_so(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = Office.objects.order_by("code")
    exact = render_to_string("ui/pager.html", {"page": LongList(rows, 2).get_page(1)})
    assert f"1–2 dari {rows.count()}" in exact
    monkeypatch.setattr(paging, "_COUNTED", 3)
    page = LongList(rows, 2).get_page(1)
    longer = render_to_string("ui/pager.html", {"page": page})
    assert "1–2 dari lebih dari 3" in longer
    assert "Halaman 1" in longer
    assert "Halaman 1 dari" not in longer
    assert "hal=2" in longer


@pytest.mark.parametrize(("asked", "shown"), [(None, 1), ("", 1), ("satu", 1), ("-4", 1), ("0", 1), ("999", 2)])
def test_a_page_that_is_not_there_leads_to_one_that_is(
    cast: Cast, monkeypatch: pytest.MonkeyPatch, asked: str | None, shown: int
) -> None:
    monkeypatch.setattr(paging, "_COUNTED", 4)
    page = LongList(Office.objects.order_by("code"), 2).get_page(asked)
    assert page.number == shown
    assert page.object_list


def test_a_page_beyond_what_is_counted_leads_both_ways(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "_COUNTED", 1)
    page = LongList(Office.objects.order_by("code"), 1).get_page(3)
    bar = render_to_string("ui/pager.html", {"page": page})
    assert "hal=2" in bar
    assert "hal=4" in bar
    assert "3–3 dari lebih dari 1" in bar


def test_an_empty_list_is_one_empty_page(db: None) -> None:
    page = LongList(Office.objects.none().order_by("code"), 2).get_page("7")
    assert (page.number, page.has_next(), list(page)) == (1, False, [])
