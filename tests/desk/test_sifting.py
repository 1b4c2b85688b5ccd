"""Pages and reports of several offices say whether persons were sifted between them; one office has nothing to say."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.reports.writers import WRITERS
from bersinar.figures.reports.yearend import year_end
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import OPERATOR
from bersinar.foundation.secrecy.sifting import Links
from bersinar.ledger.linking import take
from tests.cast import Cast
from tests.desk.conftest import admit

pytestmark = pytest.mark.django_db
PAGES = ("/angka/", "/telusur/rehab.clients/", "/laporan/pratinjau/", "/")
NOT_YET, DONE = "elum disaring antar-kantor", "isaring antar-kantor per 1 Maret 2023"


def page(cast: Cast, user: User, path: str, office: str) -> str:
    return cast.client(user).get(path, {"kantor": office, "tahun": "2023"}).text


def test_every_page_of_several_offices_says_it_and_one_office_does_not(cast: Cast, lila: User) -> None:
    admit(cast, men=6, women=6)
    for path in PAGES:
        assert NOT_YET in page(cast, lila, path, "bnn"), path
        assert "antar-kantor" not in page(cast, cast.eko, path, "bnnk-oki"), path
    assert "antar-kantor" not in page(cast, lila, "/telusur/rehab.episodes/", "bnn")
    days = {"bnnk-oki": date(2023, 3, 1)}
    take(Links("0" * 16, datetime(2023, 3, 2, tzinfo=UTC), days, {}), office=cast.bnn, by=OPERATOR)
    for path in PAGES:
        text = page(cast, lila, path, "bnn")
        assert DONE in text and NOT_YET not in text, path


@pytest.mark.parametrize("form", ["html", "txt", "json"])
def test_the_report_carries_the_footnote_in_every_form(cast: Cast, form: str) -> None:
    admit(cast, men=6, women=6)
    written = {
        name: WRITERS[form](year_end(Coverage(getattr(cast, name)), 2023, on=date(2024, 1, 5), with_annex=False))  # type: ignore[index]
        for name in ("bnn", "oki")
    }
    notes = " ".join(written["bnn"].decode().split())
    assert "Klien rehabilitasi" in notes and "antar-kantor. Orang yang terdaftar di dua satuan kerja" in notes
    assert b"antar-kantor" not in written["oki"]
