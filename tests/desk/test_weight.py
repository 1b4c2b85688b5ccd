"""After the first page a page weighs little: the office's line is slow."""

from __future__ import annotations

from datetime import date

import pytest

from bersinar.catalogue.declaring import Publication
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from tests.cast import Cast
from tests.desk.conftest import admit, hold, open_case, promise
from tests.troupe import Troupe

pytestmark = pytest.mark.django_db
MOST = 40 * 1024


@pytest.fixture(scope="module")
def busy(troupe: Troupe) -> None:
    """More than one page of everything."""
    with troupe.scenery() as cast:
        promise(cast, "prevention.people_reached", 20)
        for number in range(60):
            hold(cast, 20 + number, held_on=date(2023, number % 12 + 1, 5), environment="community")
        admit(cast, 40, 20)
        open_case(cast)


@pytest.mark.parametrize(
    ("person", "address"),
    [
        ("ani", "/?tahun=2023"),
        ("ani", "/angka/?tahun=2023"),
        ("joko", "/angka/?tahun=2023"),
        ("ani", "/telusur/prevention.people_reached/?tahun=2023"),
        ("budi", "/telusur/rehab.clients/?tahun=2023"),
        ("eko", "/laporan/?tahun=2023"),
        ("eko", "/laporan/pratinjau/?tahun=2023"),
        ("eko", "/jejak-audit/"),
        ("budi", "/jejak-audit/"),
        ("kiki", "/pengguna/"),
        ("kiki", "/satuan-kerja/bnnk-oki/ubah/"),
        ("kiki", "/daftar-kode/"),
        ("kiki", "/daftar-kode/unit/"),
        ("ani", "/kegiatan/kegiatan/"),
        ("ani", "/kegiatan/kegiatan/baru/"),
    ],
)
def test_a_page_weighs_at_most_forty_kilobytes(cast: Cast, busy: None, person: str, address: str) -> None:
    answer = cast.client(getattr(cast, person)).get(address, headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200 and answer.headers["Content-Encoding"] == "gzip"
    assert len(answer.content) <= MOST


def test_no_trace_weighs_more(cast: Cast, busy: None) -> None:
    others = cast.client(cast.ani)
    own = {"treatment": cast.client(cast.budi), "enforcement": cast.client(cast.citra)}
    for code, one in INDICATORS.items():
        client = own.get(KINDS[one.counts[0]].side, others) if one.publication is Publication.CLOSED else others
        answer = client.get(f"/telusur/{code}/?tahun=2023", headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200 and len(answer.content) <= MOST, code
