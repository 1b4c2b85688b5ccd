"""Who may open what; lists that find, narrow and stay light."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.foundation.institutions.models import Institution
from bersinar.programmes.activities.actions import INSTITUTIONS
from bersinar.programmes.activities.models import Activity
from tests.cast import Cast

from .conftest import hold, plan

KINDS = ("activity", "meeting", "institution")
LIGHT = 40_000  # bytes


@pytest.mark.parametrize("kind", KINDS)
def test_without_the_permission_every_page_and_every_id_is_forbidden(cast: Cast, kind: str, activity: Activity) -> None:
    client = cast.client(cast.fitri)
    assert client.get(reverse(f"activities:{kind}_new")).status_code == 403
    for part in ("", "_change", "_cancel"):
        for key in (activity.pk, uuid4()):
            assert client.get(reverse(f"activities:{kind}{part}", args=[key])).status_code == 403


def test_another_office_does_not_find_the_record(cast: Cast, activity: Activity, school: Institution) -> None:
    meeting = hold(cast, activity)
    client = cast.client(cast.gita)
    for kind, record in (("activity", activity), ("meeting", meeting), ("institution", school)):
        for part in ("", "_change", "_cancel"):
            for key in (record.pk, uuid4()):
                assert client.get(reverse(f"activities:{kind}{part}", args=[key])).status_code == 404
    form = client.get(f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}").context["form"]
    assert not form.fields["activity"].queryset.exists()
    assert not form.fields["institutions"].queryset.exists()


def test_those_who_read_do_not_write(cast: Cast, activity: Activity) -> None:
    page = reverse("activities:activity", args=[activity.pk])
    for reader in (cast.joko, cast.eko, cast.citra):
        text = cast.client(reader).get(page).text
        assert "Talk show rekaan" in text
        assert reverse("activities:meeting_new") not in text
        assert cast.client(reader).get(reverse("activities:activity_change", args=[activity.pk])).status_code == 403


def test_the_list_tells_what_was_held_and_what_is_planned(cast: Cast, activity: Activity) -> None:
    hold(cast, activity, total=10_000, bound="min")
    hold(cast, activity, held_on=date(2023, 9, 1))
    plan(cast, title="Baru rencana", type="workshop_media", year=2024)
    client, url = cast.client(cast.ani), reverse("activities:activity_list")

    def titles(**asked: str) -> list[str]:
        return [str(row) for row, _, _ in client.get(url, asked).context["table"]]

    assert titles() == ["Baru rencana", "Talk show rekaan"]
    assert titles(keadaan="held") == titles(tahun="2023") == titles(bidang="prevention") == ["Talk show rekaan"]
    assert titles(keadaan="planned") == titles(type="workshop_media") == titles(q="rencana") == ["Baru rencana"]
    assert titles(urut="-held")[0] == "Talk show rekaan"
    text = client.get(url, {"tahun": "2023"}).text
    assert "Terlaksana" in text
    assert ">2023<" in text
    assert "10.000" in text
    assert client.get(reverse("activities:activity_export")).status_code == 200


def queries(client, url: str) -> int:
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


@pytest.mark.parametrize("kind", ["activity", "institution"])
def test_a_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, activity: Activity, kind: str) -> None:
    client, url = cast.client(cast.ani), reverse(f"activities:{kind}_list")
    INSTITUTIONS.create(office=cast.oki, by=cast.ani, name="Dinas Rekaan", kind="agency")
    client.get(url)  # code lists are read once per process
    short = queries(client, url)
    for number in range(30):
        hold(cast, plan(cast, title=f"Kegiatan {number}"))
        INSTITUTIONS.create(office=cast.oki, by=cast.ani, name=f"Instansi {number}", kind="agency")
    assert queries(client, url) == short <= 12


def test_a_kegiatan_page_asks_the_same_few_questions_however_often_it_was_held(
    cast: Cast, activity: Activity, school: Institution
) -> None:
    client, url = cast.client(cast.ani), reverse("activities:activity", args=[activity.pk])
    hold(cast, activity, institutions=[school])
    client.get(url)
    short = queries(client, url)
    for day in range(1, 20):
        hold(cast, activity, held_on=date(2023, 9, day), institutions=[school])
    assert queries(client, url) == short


def test_every_page_stays_light(cast: Cast, activity: Activity, school: Institution) -> None:
    for number in range(30):
        hold(cast, plan(cast, title=f"Kegiatan {number}"), institutions=[school])
    client = cast.client(cast.ani)
    for name in ("activity_list", "activity_new", "meeting_new", "institution_list", "institution_new"):
        assert len(client.get(reverse(f"activities:{name}")).content) <= LIGHT, name
