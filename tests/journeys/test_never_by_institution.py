"""Nowhere does the house tell how many of an institution reacted: not in facts, pages, exports, reports or letters.

Two institutions with numbers that occur nowhere else; the office's sum may be told, neither of its parts.
"""

from __future__ import annotations

import re
import zipfile
from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from pypdf import PdfReader

from bersinar.catalogue.kinds import KINDS
from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.reports.writers import WRITERS
from bersinar.figures.reports.yearend import year_end
from bersinar.foundation.access.wall import set_side
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.kinds import kinds_about
from bersinar.foundation.regions.models import Region
from bersinar.ledger.models import Fact
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.models import UrineSession
from tests.access.addresses import addresses
from tests.books import figure
from tests.cast import Cast
from tests.planned import institution, planned

_ONE, _OTHER, _BOTH = 7_373, 1_212, "8585"
_PARTS = re.compile(r"(?<![0-9A-Za-z.,-])(7\.?373|1\.?212)(?![0-9A-Za-z-])")


@pytest.fixture
def two(cast: Cast) -> list[UrineSession]:
    """Two agencies in different months, so that no month's sum is one agency's number in the office's figures."""
    set_side("", cast.ani.pk)
    activity, place = planned(cast.oki, cast.ani).id, Region.objects.get(code="16.02.05")
    made = []
    for name, day, reactive in (("Dinas Satu", 10, _ONE), ("Dinas Dua", 17, _OTHER)):
        at: Institution = institution(
            cast.oki, cast.ani, name=name, region=place, environment="government", staff=20_000
        )
        session: UrineSession = SESSIONS.create(
            office=cast.oki, by=cast.ani, activity_id=activity, institution=at, held_on=date(2023, 5, day), tested=9_000,
            panel="six",
        )  # fmt: skip
        RESULTS.create(
            office=cast.oki, by=cast.ani, session=session, persons_reactive=reactive, confirmed=reactive, by_parameter={"met": reactive}
        )  # fmt: skip
        made.append(session)
    return made


def told(content: bytes) -> str:
    """What stands in a file, whatever it is."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return " ".join(
                parts.read(name).decode(errors="replace") for name in parts.namelist() if name.endswith(".xml")
            )
    if content.startswith(b"%PDF"):
        return " ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages)
    return content.decode(errors="replace")


def test_no_kind_of_positive_can_name_an_institution(cast: Cast, two: list[UrineSession]) -> None:
    closed = [kind for kind in KINDS.values() if kind.room == "screening" and kind.side == "treatment"]
    assert len(closed) >= 7
    assert all(kind.subject is None and kind.dims <= {"place", "detail"} for kind in closed)
    facts = Fact.objects.filter(kind__in=[kind.code for kind in closed])
    assert facts.count() >= 6
    assert {(fact.day, fact.place, fact.subject, fact.environment) for fact in facts} == {
        (date(2023, 5, 1), "16.02", "", "")
    }
    assert figure(cast.oki, "screening.positive")[0] == _BOTH


@pytest.mark.slow
@pytest.mark.one_engine
def test_no_page_list_or_export_tells_it_to_who_may_not_see_results(cast: Cast, two: list[UrineSession]) -> None:
    pages = [
        one.url()
        for one in addresses()
        if not one.parameters and "logout" not in one.name and "keluar" not in one.url()
    ]
    pages += [reverse("screening:session", args=[one.pk]) for one in two]
    pages += [reverse("activities:institution", args=[one.institution_id]) for one in two]
    seen = 0
    for reader in (cast.citra, cast.dewi, cast.eko, cast.joko, cast.fitri):
        client = cast.client(reader)
        for url in pages:
            answer = client.get(url, {"kantor": "bnnk-oki", "tahun": "2023"})
            content = b"".join(answer) if answer.streaming else answer.content
            if answer.status_code == 200:
                seen += 1
                assert not _PARTS.search(told(content)), (reader.username, url)
    assert seen > 150


@pytest.mark.slow
@pytest.mark.one_engine
def test_no_writer_of_the_report_tells_it(cast: Cast, two: list[UrineSession]) -> None:
    document = year_end(Coverage(cast.oki), 2023)
    for form, write in WRITERS.items():
        text = told(write(document))
        assert not _PARTS.search(text), form
        assert re.search(r"8\.?585", text), form  # what the office found in the year is told


def test_no_letter_of_a_session_and_no_export_knows_it(cast: Cast, two: list[UrineSession]) -> None:
    client = cast.client(cast.ani)
    for session in two:
        kinds = [kind for kind in kinds_about("screening.urinesession") if not kind.side.is_closed]
        assert len(kinds) == 2
        for kind in kinds:
            filled = client.get(
                reverse("letters:open:new", args=[kind.code, "screening.urinesession", session.pk])
            ).text
            assert "9.000 orang" in filled
            assert not _PARTS.search(filled)
    for name in ("session_export", "lot_list", "coverage", "pots_list", "session_list"):
        answer = client.get(reverse(f"screening:{name}"))
        content = b"".join(answer) if answer.streaming else answer.content
        assert not _PARTS.search(told(content)), name
