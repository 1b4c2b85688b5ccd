"""Two at the same moment: a code is taken by one of them."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.db import connection

from bersinar.foundation.access import factors
from bersinar.foundation.wire.refusals import Refusal
from tests.access.phone import enrolled
from tests.cast import assemble


@pytest.mark.concurrency
def test_two_at_once_get_one_code_through(committed_db: Any) -> None:
    cast = assemble()
    phone = enrolled(cast.client(cast.budi), cast.budi)
    user, code = cast.budi, phone.code()
    start = threading.Barrier(4)
    outcomes: list[factors.Taken | None] = []

    def attempt() -> None:
        try:
            start.wait()
            outcomes.append(factors.check(user, code))
        except Refusal:
            outcomes.append(None)
        finally:
            connection.close()

    threads = [threading.Thread(target=attempt) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [one for one in outcomes if one] == [factors.Taken.APP] and len(outcomes) == 4
