"""On a shared computer nothing stays: no page in the cache, no word of treatment in a title."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import pytest
from django.test import Client

from bersinar.catalogue.indicators import INDICATORS
from bersinar.foundation.access.idle import STAMP
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.programmes.community.actions import VOLUNTEERS
from tests.access.addresses import Address, addresses
from tests.cast import Cast
from tests.desk.conftest import admit

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.one_engine]
PEOPLE = ("ani", "budi", "citra", "eko", "fitri", "kiki")
TELLING = re.compile(
    r"klien|pasien|rehab|rawat|pasca|episode|konsel|narkoba|narkotika|pecandu|urine|positif|hasil tes|kambuh|ibm|pemulihan|KL-",
    re.IGNORECASE,
)


def title_of(answer: Any) -> str:
    found = re.search(r"<title>(.*?)</title>", answer.content.decode(), re.DOTALL)
    return found[1] if found else ""


@pytest.mark.parametrize("person", PEOPLE)
def test_no_page_behind_the_log_in_is_stored(cast: Cast, person: str) -> None:
    client = cast.client(getattr(cast, person))
    for address in addresses():
        if address.name == "desk:logout":
            continue
        assert client.get(address.url())["Cache-Control"] == "no-store", address.name
        assert client.post(address.url())["Cache-Control"] == "no-store", address.name
        client = client if client.get("/akun/").status_code == 200 else cast.client(getattr(cast, person))


def test_a_log_out_is_not_stored_either_and_clears_what_was(cast: Cast) -> None:
    answer = cast.client(cast.ani).post("/keluar/")
    assert answer["Cache-Control"] == "no-store" and answer["Clear-Site-Data"] == '"cache"'


def test_a_rest_too_long_clears_as_a_log_out_does(cast: Cast) -> None:
    client = cast.client(cast.ani)
    session = client.session
    session[STAMP] = 1
    session.save()
    assert client.get("/angka/")["Clear-Site-Data"] == '"cache"'
    assert "Clear-Site-Data" not in cast.client(cast.ani).get("/angka/").headers


def test_strangers_pages_are_not_stored() -> None:
    for path in ("/masuk/", "/masuk/kode/", "/ganti-pengguna/", "/tidak-ada/"):
        assert "no-store" in Client().get(path)["Cache-Control"], path


def _of_treatment(address: Address) -> bool:
    door = address.door or ()
    sides = {permission.side for permission in door if isinstance(permission, Permission)}
    return address.name.split(":")[0] in ("rehab", "ibm") or sides == {Side.TREATMENT}


def test_no_title_of_a_treatment_page_tells_of_treatment(cast: Cast) -> None:
    client, seen = cast.client(cast.budi), 0
    episode = admit(cast, 1, 0)[0]
    ids = (episode.pk, episode.client_id, episode.facility_id)
    for address in filter(_of_treatment, addresses()):
        for record in ids if address.has_id else ids[:1]:
            answer = client.get(address.url(record))
            if answer.status_code == 200 and "html" in answer["Content-Type"]:
                seen += 1
                assert title_of(answer) and not TELLING.search(title_of(answer)), (address.name, title_of(answer))
    assert seen > 12
    assert title_of(client.get(f"/rehabilitasi/klien/{episode.client_id}/")) == "Rekam · Bersinar"


def test_no_title_of_a_trace_tells_of_treatment(cast: Cast) -> None:
    client = cast.client(cast.budi)
    for code in INDICATORS:
        assert not TELLING.search(title_of(client.get(f"/telusur/{code}/?tahun=2023"))), code


def test_an_open_room_keeps_its_titles(cast: Cast) -> None:
    assert title_of(cast.client(cast.ani).get("/kegiatan/kegiatan/")) == "Kegiatan · Bersinar"


def test_no_title_names_a_person(cast: Cast) -> None:
    assert title_of(cast.client(cast.kiki).get(f"/pengguna/{cast.ani.pk}/")) == "Akun · Bersinar"
    day = date(2023, 3, 1)
    volunteer = VOLUNTEERS.create(office=cast.oki, by=cast.ani, name="Wati Rekaan", kind="activist", appointed_on=day)
    page = cast.client(cast.ani).get(f"/masyarakat/penggiat/{volunteer.pk}/")
    assert "Wati Rekaan" in page.content.decode() and title_of(page) == "Penggiat · Bersinar"
