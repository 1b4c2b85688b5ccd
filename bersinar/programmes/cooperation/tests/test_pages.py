"""Lists find, sort, narrow and leave; forms offer the regions of the whole province; pages stay light."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bersinar.foundation.audit.models import AuditLine
from bersinar.programmes.cooperation.actions import AGREEMENTS
from bersinar.programmes.cooperation.models import Agreement, Obstacle, Partner
from bersinar.programmes.cooperation.views import SOON
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import meet

LIGHT = 40_000  # bytes


def queries(client, url: str) -> int:
    with CaptureQueriesContext(
        connection,
    ) as counted:
        assert client.get(url).status_code == 200
    return len(counted)


def test_a_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, obstacle: Obstacle) -> None:
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_list")
    client.get(url)  # code lists are read once per process
    short = queries(client, url)
    for number in range(30):
        meet(cast, text=f"Kendala {number}")
    assert queries(client, url) == short <= 12


def test_a_list_is_searched_narrowed_and_sorted(cast: Cast) -> None:
    meet(cast, text="Kendaraan kurang", category="facilities", noted_on=date(2023, 5, 1))
    meet(cast, text="Petugas kurang", category="staff", noted_on=date(2023, 2, 1))
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_list")

    def titles(**asked: str) -> list[str]:
        return [str(row) for row, _, _ in client.get(url, asked).context["table"]]

    assert titles() == ["Kendaraan kurang", "Petugas kurang"]
    assert titles(urut="noted_on") == ["Petugas kurang", "Kendaraan kurang"]
    assert titles(q="PETUGAS") == ["Petugas kurang"]
    assert titles(category="facilities") == ["Kendaraan kurang"]
    assert titles(q="tidak ada") == []
    assert titles(urut="office__heads__name") == titles()  # no column of the list: the order stays as it is


def test_agreements_that_soon_end_are_called_to_mind(cast: Cast, partner: Partner) -> None:
    today = timezone.localdate()
    for title, until in (("Tetap", None), ("Segera", today + SOON), ("Lewat", date(2023, 12, 31))):
        AGREEMENTS.create(
            office=cast.oki, by=cast.ani, partner=partner, kind="mou", title=title, section="general",
            signed_on=date(2023, 1, 2), valid_until=until,
        )  # fmt: skip
    client, url = cast.client(cast.ani), reverse("cooperation:agreement_list")

    def titles(chosen: str) -> set[str]:
        return {str(row) for row, _, _ in client.get(url, {"masa": chosen}).context["table"]}

    assert titles("berlaku") == {"Tetap", "Segera"}
    assert titles("segera") == {"Segera"}
    assert titles("berakhir") == {"Lewat"}


def test_a_partner_shows_its_agreements(cast: Cast, partner: Partner) -> None:
    client, page = cast.client(cast.ani), reverse("cooperation:partner", args=[partner.pk])
    assert "Belum ada kerja sama" in client.get(page).text
    send(
        client,
        reverse("cooperation:agreement_new"),
        partner=partner.pk,
        kind="mou",
        title="P4GN di desa",
        section="general",
        signed_on="2023-02-01",
    )
    assert "P4GN di desa" in client.get(page).text


def test_the_export_holds_what_the_list_shows_and_is_written_down(cast: Cast, obstacle: Obstacle) -> None:
    meet(cast, text="=1+1", category="staff")
    answer = cast.client(cast.ani).get(reverse("cooperation:obstacle_export"), {"category": "staff"})
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows == [
        ["Kendala", "Bidang", "Golongan", "Dicatat", "Keadaan"],
        ["=1+1", "Umum", "Sumber daya manusia", "10-03-2023", "masih menghambat"],
    ]
    assert AuditLine.objects.filter(action="list.export").count() == 1


def test_regions_of_the_whole_province_are_offered(cast: Cast) -> None:
    form = cast.client(cast.gita).get(reverse("cooperation:agreement_new")).context["form"]
    offered = [code for code, _ in form.fields["regions"].widget.choices]
    assert {"35.08", "35.09", "35.10", "35.11", "35.12", "35.78"} <= set(offered)
    assert all(code.startswith("35.") and len(code) == 5 for code in offered)


@pytest.mark.parametrize("said", ["Kabupaten Rejang Lebong", "kab. rejang lebong", "Rejang Lebong"])
def test_a_region_of_another_province_is_named(cast: Cast, partner: Partner, said: str) -> None:
    client = cast.client(cast.ani)
    send(
        client, reverse("cooperation:agreement_new"), partner=partner.pk, kind="mou", title="Lintas batas",
        section="general", signed_on="2023-02-01", regions=["16.02"], regions_lain=said,
    )  # fmt: skip
    agreement = Agreement.objects.get()
    assert [region.name for region in agreement.regions.all()] == [
        "Kabupaten Ogan Komering Ilir",
        "Kabupaten Rejang Lebong",
    ]
    again = opened(client, reverse("cooperation:agreement_change", args=[agreement.pk]))
    assert "17.02" in again["regions"]  # a box of its own from now on


def test_a_region_nobody_knows_is_refused_and_stays_in_its_line(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("cooperation:partner_new")
    unknown = send(client, url, name="Mitra", kind="media", regions_lain="Kabupaten Antah")
    assert "tidak dikenal. Contoh: Kabupaten Jember" in sentences(unknown)
    assert 'value="Kabupaten Antah"' in unknown.text
    twofold = send(client, url, name="Mitra", kind="media", regions_lain="Bogor")
    assert "Kabupaten Bogor, Kota Bogor. Tulis lengkap." in sentences(twofold)
    assert not Partner.objects.exists()


def test_every_page_stays_light(cast: Cast, partner: Partner, obstacle: Obstacle) -> None:
    client = cast.client(cast.gita)
    for kind in ("partner", "agreement", "obstacle", "effort", "award"):
        for part in ("list", "new"):
            assert len(client.get(reverse(f"cooperation:{kind}_{part}")).content) <= LIGHT
    for number in range(30):
        meet(cast, text=f"Kendala {number} " * 40)
    assert len(cast.client(cast.ani).get(reverse("cooperation:obstacle_list")).content) <= LIGHT
