"""Where the work is done: what the tiles say adds up to the figure; no client, no case; an office's own outlines."""

from __future__ import annotations

import json
from math import cos, pi, sin
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.disclosure import side_of
from bersinar.foundation.access.models import User
from bersinar.foundation.regions.models import Boundary, Region
from bersinar.foundation.regions.outlines import provinces, simplified
from bersinar.interfaces.desk.maps import _GRID, drawable
from tests.cast import Cast, join
from tests.desk.conftest import hold

pytestmark = pytest.mark.django_db

PEOPLE = "prevention.people_reached"


@pytest.fixture
def keeper(cast: Cast) -> User:
    """Who keeps the office's own data."""
    user = User.objects.create(username="map.keeper", full_name="Penjaga Peta Rekaan")
    join(user, cast.oki, "administrator")
    return user


def tile(answer: Any, code: str) -> Any:
    return next(one for one in answer.context["tiles"] if one.code == code)


def test_the_tiles_add_up_to_the_figure_and_lead_to_its_records(cast: Cast) -> None:
    hold(cast, 30)
    hold(cast, 12, region=Region.objects.get(code="16.02"))
    answer = cast.client(cast.eko).get("/peta/", {"tahun": "2023", "indikator": PEOPLE})
    assert tile(answer, "16.02.05").words == "30"
    assert answer.context["elsewhere"] == "12"  # recorded for the whole kabupaten
    assert sum(one.value or 0 for one in answer.context["tiles"]) == 30
    assert (
        "/telusur/prevention.people_reached/?kantor=bnnk-oki&amp;tahun=2023&amp;cakupan=tree&amp;place=16.02.05"
        in answer.text
    )
    quiet = next(one for one in answer.context["tiles"] if one.code != "16.02.05")
    assert (quiet.words, quiet.shade) == ("–", 0)


def test_each_level_sees_the_regions_right_below_it(cast: Cast, lila: User) -> None:
    hold(cast, 30)
    nation = cast.client(lila).get("/peta/", {"tahun": "2023", "indikator": PEOPLE})
    assert tile(nation, "16").words == "30"
    assert len(nation.context["tiles"]) == 38
    assert 'class="shade-5"' in nation.context["drawn"]
    province = cast.client(cast.joko).get("/peta/", {"tahun": "2023", "indikator": PEOPLE})
    assert len(province.context["tiles"]) == 17  # every kabupaten and kota of South Sumatra
    assert tile(province, "16.02").words == "30"


def test_no_map_of_clients_nor_of_cases(cast: Cast) -> None:
    offered = {one.code for one in drawable()}
    assert offered
    assert all(side_of(INDICATORS[code]) == "open" for code in offered)
    for code in ("rehab.clients", "enforcement.cases", "screening.positive", "tidak.ada"):
        assert code not in offered
        assert cast.client(cast.eko).get("/peta/", {"indikator": code}).status_code == 404


def test_every_province_has_its_own_tile_and_its_place_in_a_shape() -> None:
    codes = set(Region.objects.filter(level=1).values_list("code", flat=True))
    assert set(_GRID) == codes
    assert len(set(_GRID.values())) == len(codes)
    assert sorted(code for one in provinces() for code in one.regions) == sorted(codes)


# --- an office's own outlines ----------------------------------------------------------------------------------------


def geojson(*features: tuple[dict[str, Any], Any]) -> SimpleUploadedFile:
    said = [{"type": "Feature", "properties": told, "geometry": shape} for told, shape in features]
    content = json.dumps({"type": "FeatureCollection", "features": said}).encode()
    return SimpleUploadedFile("batas.geojson", content, content_type="application/geo+json")


def square(east: float = 105.0, north: float = -3.0) -> dict[str, Any]:
    ring = [[east, north], [east + 0.2, north], [east + 0.2, north + 0.2], [east, north + 0.2], [east, north]]
    return {"type": "Polygon", "coordinates": [ring]}


def load(cast: Cast, user: User, file: SimpleUploadedFile, source: str = "Peta rekaan") -> Any:
    url = reverse("desk:boundaries", args=["bnnk-oki"])
    return cast.client(user).post(url, {"file": file, "source": source}, follow=True)


def test_an_office_loads_its_own_outlines_by_code_or_by_name(cast: Cast, keeper: User) -> None:
    sent = geojson(
        ({"KODE": "16.02.05"}, square()), ({"nama": "Kecamatan Pedamaran"}, square(105.3)), ({"nama": "Negeri Lain"}, square())
    )  # fmt: skip
    page = load(cast, keeper, sent).text
    assert "Batas 2 wilayah tersimpan." in page
    assert "1 bukan wilayah kerja ini dan dilewati: Negeri Lain." in page
    assert set(Boundary.objects.values_list("source", flat=True)) == {"Peta rekaan"}
    hold(cast, 30)
    shown = cast.client(cast.eko).get("/peta/", {"tahun": "2023", "indikator": PEOPLE}).text
    assert "Sumber garis: Peta rekaan." in shown
    assert "<path" in shown


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        (SimpleUploadedFile("a.geojson", b"PK\x03\x04"), "bukan GeoJSON"),
        (SimpleUploadedFile("a.geojson", b"[1]"), "tidak memuat wilayah"),
        (geojson(({"nama": "Negeri Lain"}, square())), "Tidak ada wilayah kerja ini di dalam berkas"),
        (geojson(({"KODE": "1602"}, square(500_000.0))), "di luar Indonesia"),
        (geojson(({"KODE": "16.02.05"}, {"type": "Point", "coordinates": [105, -3]})), "Hanya bidang"),
        (geojson(({"KODE": "16.02.05"}, {"type": "Polygon", "coordinates": [["x"]]})), "tidak dapat dibaca"),
    ],
)
def test_what_is_no_map_is_refused_and_nothing_is_kept(
    cast: Cast, keeper: User, sent: SimpleUploadedFile, sentence: str
) -> None:
    sent.seek(0)
    assert sentence in load(cast, keeper, sent).text
    assert not Boundary.objects.exists()


def test_outlines_are_loaded_by_who_keeps_the_office_alone(cast: Cast, keeper: User) -> None:
    url = reverse("desk:boundaries", args=["bnnk-oki"])
    assert cast.client(cast.ani).get(url).status_code == 403
    assert cast.client(keeper).get(reverse("desk:boundaries", args=["bnnk-lumajang"])).status_code == 404


def test_a_long_outline_is_drawn_with_few_points() -> None:
    circle = [[105 + cos(2 * pi * at / 5000), -3 + sin(2 * pi * at / 5000)] for at in range(5001)]
    (drawn,) = simplified([circle])
    assert 20 < len(drawn) <= 400
    assert drawn[0] == drawn[-1]
