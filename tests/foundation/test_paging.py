"""Pages of a long list are the pages of that list, from whichever end they are counted off."""

from __future__ import annotations

import pytest

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui import paging
from bersinar.foundation.ui.paging import LongList
from tests.cast import Cast

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("order", ["code", "-code"])
def test_far_pages_hold_what_stands_there(cast: Cast, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr(paging, "_FAR", 1)
    rows = Office.objects.order_by(order)
    whole = list(rows)
    assert len(whole) > 3
    pages = LongList(rows, 1)
    assert [one for number in pages.page_range for one in pages.page(number)] == whole
