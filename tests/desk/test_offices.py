"""Offices from the desk: names, service area, heads, sections, number patterns; and figures that follow."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.numbering.actions import next_number
from bersinar.foundation.offices.models import Head, Office
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AGREEMENTS, PARTNERS
from tests.books import figure
from tests.cast import Cast
from tests.filling import send, sentences

pytestmark = pytest.mark.django_db
CHANGE = "/satuan-kerja/bnnk-oki/ubah/"


def oki() -> Office:
    return Office.objects.get(code="bnnk-oki")


def test_names_address_and_clock_are_changed_and_written_down(cast: Cast) -> None:
    answer = send(
        cast.client(cast.kiki),
        CHANGE,
        short_name="BNNK Ogan Ilir",
        aliases="BNNK Kayuagung\n\nBNN OKI",
        zone="Asia/Makassar",
    )
    assert answer.status_code == 302
    kept = oki()
    assert (kept.short_name, kept.aliases, kept.zone) == (
        "BNNK Ogan Ilir",
        ["BNNK Kayuagung", "BNN OKI"],
        "Asia/Makassar",
    )
    assert kept.path == cast.oki.path
    line = AuditLine.objects.filter(action="offices.change").get()
    assert line.changes["short_name"] == ["BNNK OKI", "BNNK Ogan Ilir"]


def test_an_empty_name_is_refused_and_nothing_is_saved(cast: Cast) -> None:
    answer = send(cast.client(cast.kiki), CHANGE, short_name="", city="Kayuagung")
    assert answer.status_code == 422 and oki().short_name == "BNNK OKI" and oki().city == ""


def test_the_service_area_is_set_and_figures_follow(cast: Cast) -> None:
    """Inside or outside is said by each agreement's facts: they are posted again."""
    partner = PARTNERS.create(office=cast.oki, by=cast.dewi, name="Mitra Rekaan", kind="company")
    AGREEMENTS.create(
        office=cast.oki, by=cast.dewi, partner=partner, kind="pks", section="general", title="Wilayah", signed_on=date(2023, 2, 1),
        regions=list(Region.objects.filter(code="16.01")),
    )  # fmt: skip
    assert figure(cast.oki, "cooperation.regions_outside") == ("1", None)
    answer = send(cast.client(cast.kiki), CHANGE, service_area=["16.01", "16.02"])
    assert answer.status_code == 302
    assert set(oki().service_area.values_list("code", flat=True)) == {"16.01", "16.02"}
    assert figure(cast.oki, "cooperation.regions_outside")[0] in (None, "0")
    assert verify() == []


def test_an_unknown_region_is_refused_with_its_sentence(cast: Cast) -> None:
    answer = send(cast.client(cast.kiki), CHANGE, service_area_lain="Kabupaten Antah Berantah")
    assert answer.status_code == 422 and "tidak dikenal" in sentences(answer)


HEAD: dict[str, Any] = {
    "name": "Hasan Rekaan", "title_after": "S.H.", "rank": "AKBP", "position": "Kepala BNNK OKI", "capacity": "definitive",
}  # fmt: skip


def test_a_new_head_follows_the_old_one(cast: Cast) -> None:
    Head.objects.create(office=cast.oki, name="Rudi Rekaan", position="Kepala", since=date(2021, 1, 4))
    assert (
        send(cast.client(cast.kiki), "/satuan-kerja/bnnk-oki/kepala/baru/", **HEAD, since="2023-06-01").status_code
        == 302
    )
    first, second = oki().head_on(date(2023, 5, 31)), oki().head_on(date(2023, 6, 1))
    assert first is not None and second is not None
    assert (first.name, first.until, second.full_name) == ("Rudi Rekaan", date(2023, 5, 31), "Hasan Rekaan, S.H.")


def test_an_acting_head_stands_beside_the_definitive_one(cast: Cast) -> None:
    head = Head.objects.create(office=cast.oki, name="Rudi Rekaan", position="Kepala", since=date(2021, 1, 4))
    acting = {**HEAD, "capacity": "plh", "since": "2023-06-01", "until": "2023-06-10"}
    send(cast.client(cast.kiki), "/satuan-kerja/bnnk-oki/kepala/baru/", **acting)
    head.refresh_from_db()
    assert head.until is None
    signing = oki().head_on(date(2023, 6, 5))
    assert signing is not None and signing.full_position == "Plh. Kepala BNNK OKI"


def test_a_head_cannot_end_before_beginning(cast: Cast) -> None:
    wrong = {**HEAD, "since": "2023-06-01", "until": "2023-05-01"}
    answer = send(cast.client(cast.kiki), "/satuan-kerja/bnnk-oki/kepala/baru/", **wrong)
    assert answer.status_code == 422 and "mendahului" in sentences(answer) and not Head.objects.exists()


def test_a_section_is_added_and_renamed(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    client.post("/satuan-kerja/bnnk-oki/seksi/", {"code": "p2m", "name": "Seksi P2M"})
    client.post("/satuan-kerja/bnnk-oki/seksi/", {"code": "p2m", "name": "Seksi Pencegahan"})
    assert [section.name for section in oki().sections.all()] == ["Seksi Pencegahan"]
    assert client.post("/satuan-kerja/bnnk-oki/seksi/", {"code": "", "name": "x"}).status_code == 422


def test_a_number_pattern_is_tried_before_it_is_kept(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    for pattern in ("LKN/{nomor}/{year}", "LKN/{year}", "LKN/{n.real}", "{n:99999999}", "{n}/{", "{n}{0}"):
        answer = client.post("/satuan-kerja/bnnk-oki/nomor/lkn/", {"template": pattern})
        assert answer.status_code == 422, pattern
    assert client.post("/satuan-kerja/bnnk-oki/nomor/lkn/", {"template": "LKN-{n:04}-{year}"}).status_code == 302
    assert next_number(office=cast.oki, kind="lkn", day=date(2023, 1, 2)) == "LKN-0001-2023"
    client.post("/satuan-kerja/bnnk-oki/nomor/lkn/", {"template": ""})
    assert next_number(office=cast.oki, kind="lkn", day=date(2023, 1, 2)) == "LKN/002/I/2023/BNNK-OKI"
    assert client.post("/satuan-kerja/bnnk-oki/nomor/apa-saja/", {"template": "{n}"}).status_code == 404


@pytest.mark.parametrize("path", ["", "ubah/", "kepala/baru/"])
def test_another_offices_pages_are_not_found_and_without_the_right_forbidden(cast: Cast, path: str) -> None:
    assert cast.client(cast.kiki).get(f"/satuan-kerja/bnnk-lumajang/{path}").status_code == 404
    assert cast.client(cast.kiki).get(f"/satuan-kerja/bnnp-sumsel/{path}").status_code == 404
    for person in (cast.ani, cast.eko, cast.joko):
        assert cast.client(person).get(f"/satuan-kerja/bnnk-oki/{path}").status_code == 403


def test_the_tree_lists_the_own_scope(cast: Cast) -> None:
    assert [office.code for office, _, _ in cast.client(cast.kiki).get("/satuan-kerja/").context["table"]] == [
        "bnnk-oki"
    ]
