"""On the whole demo: what one office has stays unknown to another, what one side has to the other."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.apps import apps
from django.test import Client

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import is_restricted
from bersinar.foundation.access.freshness import prove
from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.access.wall import side
from bersinar.foundation.wire.models import Record
from tests.access.addresses import Address, addresses

pytestmark = [pytest.mark.acceptance, pytest.mark.slow]

OPEN_ROLES = ("p2m", "perencana", "kepala", "admin", "kontak")


@pytest.fixture(scope="module")
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The demo, built once for this module on a clone of its own."""
    from bersinar.interfaces.demo.build import build
    from tests import database

    with django_db_blocker.unblock(), database.clone_in_use():
        build()
        yield


def _client(username: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=username), backend="bersinar.foundation.access.accounts.Accounts")
    session = client.session
    prove(session)  # else pages that ask for a fresh proof would ask for it, and say nothing of the record
    session.save()
    return client


def _models() -> list[Any]:
    return [model for model in apps.get_models() if issubclass(model, Scoped) and issubclass(model, Record)]


def _ids(office: str, most: int = 2) -> dict[Any, list[UUID]]:
    """A few records of every kind of an office, read as somebody who sees both sides."""
    found: dict[Any, list[UUID]] = {}
    for which in ("treatment", "enforcement"):
        with side(which):
            for model in _models():
                ids = list(model.objects.filter(office__code=office).order_by("pk").values_list("pk", flat=True)[:most])
                if ids:
                    found[model] = ids
    return found


@pytest.mark.parametrize(
    "person",
    ["lumajang.p2m", "lumajang.klinik", "lumajang.kasi", "lumajang.perencana", "lumajang.kepala", "lumajang.kontak"],
)
def test_no_page_shows_a_record_of_another_office(demo: None, person: str) -> None:
    """Every address with every id its room knows: an id of OKI's is as unknown as one that does not exist."""
    client = _client(person)
    found = _ids("bnnk-oki", 1)
    assert len(found) > 15
    for address in addresses():
        for record in _fitting(address, found):
            status = client.get(address.url(record)).status_code
            assert status in (403, 404, 405), (address.name, status)


def _fitting(address: Address, found: dict[Any, list[UUID]]) -> list[UUID]:
    """The ids worth trying at an address: those of its own room, and at the desk all of them."""
    if not address.has_id:
        return []
    room = address.name.split(":")[0]
    return [
        ids[0]
        for model, ids in found.items()
        if room in ("desk", model._meta.app_label) or (room == "activities" and model._meta.app_label == "institutions")
    ]


@pytest.mark.parametrize(
    ("person", "closed"),
    [("oki.penyidik", "treatment"), ("oki.klinik", "enforcement"), *((f"oki.{who}", "both") for who in OPEN_ROLES)],
)
def test_no_page_opens_a_record_of_a_closed_side(demo: None, person: str, closed: str) -> None:
    client = _client(person)
    for model, ids in _ids("bnnk-oki", 1).items():
        model_side = model.read_permission.side.value
        if model_side == "open" or (closed != "both" and model_side != closed):
            continue
        for address in addresses():
            for record in _fitting(address, {model: ids}):
                status = client.get(address.url(record)).status_code
                assert status in (403, 404, 405), (address.name, model, status)


TREATMENT_FIGURES = (
    "rehab.clients",
    "rehab.outpatient",
    "rehab.inpatient",
    "rehab.aftercare",
    "rehab.in_care",
    "screening.positive",
)


RESTRICTED = {code for code, indicator in INDICATORS.items() if is_restricted(indicator)}


def test_an_investigator_traces_no_fact_of_treatment_below_five_persons(demo: None) -> None:
    for office, year in (
        ("oki", 2023),
        ("lumajang", 2022),
        ("balikpapan", 2022),
        ("lubuklinggau", 2022),
        ("kobar", 2024),
    ):
        client = _client(f"{office}.penyidik")
        code = User.objects.get(username=f"{office}.penyidik").home_office
        assert code is not None
        for indicator in TREATMENT_FIGURES:
            page = client.get(f"/telusur/{indicator}/", {"kantor": code.code, "tahun": str(year)})
            text = page.content.decode()
            assert page.status_code == 200
            assert "/rehabilitasi/klien/" not in text
            assert not re.search(r"[0-9a-f]{32}", text), indicator
            for quantity in re.findall(r'data-label="Jumlah"[^>]*>\s*([\d.]+)', text):
                assert int(quantity.replace(".", "")) >= 5, (indicator, quantity)


def test_the_press_annex_holds_no_fact_of_a_person_in_treatment(demo: None) -> None:
    from bersinar.figures.indicators.evaluate import Coverage
    from bersinar.figures.reports.writers import WRITERS
    from bersinar.figures.reports.yearend import year_end
    from bersinar.foundation.offices.models import Office

    for code, year in (("bnnk-oki", 2023), ("bnnk-lumajang", 2022), ("bnnk-kotawaringin-barat", 2024)):
        document = year_end(Coverage(Office.objects.get(code=code)), year)
        restricted = [row for sheet in document.annex for row in sheet.rows if row[0].text in RESTRICTED]
        assert all(row[4].number is None or row[4].number >= 5 for row in restricted)
        told = json.loads(WRITERS["json"](document))
        assert not re.search(r"[0-9a-f]{32}", json.dumps(told))
