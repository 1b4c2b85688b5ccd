"""Who may open what in planning, and how light its pages are."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.programmes.planning.actions import NARRATIVES
from bersinar.programmes.planning.models import Agreement
from tests.cast import Cast

from .conftest import promise

KINDS = ("agreement", "narrative", "words")
LIGHT = 40_000  # bytes


@pytest.mark.parametrize("kind", [*KINDS, "line"])
def test_without_the_permission_every_page_and_every_id_is_forbidden(cast: Cast, kind: str) -> None:
    client = cast.client(cast.fitri)
    for part in ("new",) if kind == "line" else ("list", "export", "new"):
        assert client.get(reverse(f"planning:{kind}_{part}")).status_code == 403
    for part in ("", "_change", "_cancel"):
        assert client.get(reverse(f"planning:{kind}{part}", args=[uuid4()])).status_code == 403


def test_another_office_does_not_find_agreement_and_line(cast: Cast, agreement: Agreement) -> None:
    line, client = promise(cast, agreement, "rehab.clients", 20_000), cast.client(cast.gita)
    for url in (reverse("planning:agreement", args=[agreement.pk]), reverse("planning:line", args=[line.pk])):
        assert client.get(url).status_code == 404
    assert "Perjanjian kinerja 2023" not in client.get(reverse("planning:agreement_list")).text


def test_who_only_reads_is_offered_nothing_to_write(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    client = cast.client(cast.joko)
    page = client.get(reverse("planning:agreement", args=[agreement.pk])).text
    assert "Klien rehabilitasi" in page
    assert reverse("planning:line_new") not in page
    assert client.get(reverse("planning:line_change", args=[line.pk])).status_code == 403


def queries(client: Any, url: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_an_agreement_asks_the_same_few_questions_however_many_lines(cast: Cast, agreement: Agreement) -> None:
    client, url = cast.client(cast.dewi), reverse("planning:agreement", args=[agreement.pk])
    promise(cast, agreement)
    client.get(url)
    few = queries(client, url)
    for _ in range(20):
        promise(cast, agreement)
    assert queries(client, url) == few


def test_lists_ask_the_same_few_questions(cast: Cast) -> None:
    client, url = cast.client(cast.dewi), reverse("planning:narrative_list")
    NARRATIVES.create(office=cast.oki, by=cast.dewi, year=2020, section="general", text="Naskah")
    client.get(url)
    short = queries(client, url)
    for year in range(2021, 2026):
        for section in ("general", "prevention", "rehabilitation"):
            NARRATIVES.create(office=cast.oki, by=cast.dewi, year=year, section=section, text="Naskah")
    assert queries(client, url) == short <= 12
    years = {row.year for row, _, _ in client.get(url, {"tahun": "2021"}).context["table"]}
    assert years == {2021}
    assert client.get(url, {"tahun": "dua ribu"}).status_code == 200


def test_every_page_stays_light(cast: Cast, agreement: Agreement) -> None:
    client = cast.client(cast.dewi)
    for url in (
        f"{reverse('planning:line_new')}?perjanjian={agreement.pk}",
        *(reverse(f"planning:{kind}_new") for kind in KINDS),
    ):
        assert len(client.get(url).content) <= LIGHT
