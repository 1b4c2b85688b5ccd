"""Who may open what: permission before anything is looked up, then the office's own records."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.programmes.community.actions import STAGES
from bersinar.programmes.community.models import BersinarSite, Volunteer
from tests.cast import Cast

from .conftest import appoint, form

KINDS = ("site", "volunteer", "taskforce", "regulation")


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_permission_every_page_and_every_id_is_forbidden(cast: Cast, kind: str) -> None:
    client = cast.client(cast.fitri)
    for part in ("list", "export", "new"):
        assert client.get(reverse(f"community:{kind}_{part}")).status_code == 403
    for part in ("", "_change", "_cancel"):
        assert client.get(reverse(f"community:{kind}{part}", args=[uuid4()])).status_code == 403
    assert client.get(reverse("community:volunteer_appoint")).status_code == 403
    assert client.get(reverse("community:volunteer_person", args=[uuid4()])).status_code == 403
    assert client.get(reverse("community:site_end", args=[uuid4()])).status_code == 403


def test_another_office_does_not_find_the_records(cast: Cast, site: BersinarSite, volunteer: Volunteer) -> None:
    client = cast.client(cast.gita)
    for kind, record in (("site", site), ("volunteer", volunteer)):
        for part in ("", "_change", "_cancel", "_end"):
            assert client.get(reverse(f"community:{kind}{part}", args=[record.pk])).status_code == 404
    assert client.get(reverse("community:volunteer_person", args=[volunteer.pk])).status_code == 404
    assert "Warga Rekaan 1" not in client.get(reverse("community:volunteer_list")).text


def test_the_superior_office_reads_and_does_not_write(cast: Cast, volunteer: Volunteer) -> None:
    client = cast.client(cast.joko)
    assert "Warga Rekaan 1" in client.get(reverse("community:volunteer_list")).text
    assert client.get(reverse("community:volunteer", args=[volunteer.pk])).status_code == 200
    assert client.get(reverse("community:volunteer_end", args=[volunteer.pk])).status_code == 403


def test_lists_ask_the_same_few_questions_however_long_they_are(cast: Cast) -> None:
    client = cast.client(cast.ani)

    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(name)).status_code == 200
        return len(counted)

    site = form(cast, name="Desa Rekaan")
    STAGES.create(office=cast.oki, by=cast.ani, site=site, stage="declared", reached_on=site.formed_on)
    appoint(cast, name="Warga Rekaan")
    queries("community:site_list")
    short = queries("community:site_list"), queries("community:volunteer_list")
    for number in range(20):
        site = form(cast, name=f"Desa Rekaan {number}")
        STAGES.create(office=cast.oki, by=cast.ani, site=site, stage="declared", reached_on=site.formed_on)
        appoint(cast, name=f"Warga Rekaan {number}")
    assert (queries("community:site_list"), queries("community:volunteer_list")) == short
    assert max(short) <= 12
