"""What makes up a network: members by code, ties, routes; drawn as a ring and on a map for those who may see."""

from __future__ import annotations

import itertools
from datetime import date
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import MEMBERS, NETWORKS, ROUTES, TIES
from bersinar.programmes.enforcement.drawing import NARROW, WIDE, network_ring, outlines, route_map
from bersinar.programmes.enforcement.gazetteer import PROVINCES, place_of
from bersinar.programmes.enforcement.models import Case, Network, NetworkMember, NetworkTie, Route
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import name_suspect

LIGHT = 40 * 1024


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


@pytest.fixture
def network(cast: Cast) -> Network:
    return NETWORKS.create(
        office=cast.oki, by=cast.citra, name="Jalur Rekaan", scope="international", countries=["ID", "MY"],
        disclosed_on=date(2023, 3, 14),
    )  # fmt: skip


def member(cast: Cast, network: Network, code: str, **values: object) -> NetworkMember:
    said = {"network": network, "outside_code": code, "role": "supplier", "country": "MY", **values}
    return MEMBERS.create(office=cast.oki, by=cast.citra, **said)  # type: ignore[arg-type]


def test_members_are_added_by_code_and_tied(cast: Cast, case: Case, network: Network) -> None:
    client, suspect = cast.client(cast.citra), name_suspect(cast, case, name="Budi Rekaan Rahasia")
    new = f"{url('network_member_new')}?jaringan={network.pk}"
    assert new in client.get(url("network", network.pk)).text
    assert send(client, new, outside_code="X-07", role="supplier", country="MY").url == url("network", network.pk)
    send(client, new, suspect=suspect.pk, role="courier", place="Kota Balikpapan")
    first, second = NetworkMember.objects.order_by("recorded_at")
    tie = f"{url('network_tie_new')}?jaringan={network.pk}"
    offered = client.get(tie).context["form"].fields["first"].queryset
    assert {one.pk for one in offered} == {first.pk, second.pk}
    send(client, tie, first=first.pk, kind="supplies", second=second.pk)
    page = client.get(url("network", network.pk)).text
    for words in ("X-07", "Malaysia", str(suspect), "Balikpapan", "X-07 memasok T-1", 'class="chart-wide ring"'):
        assert words in page
    assert "Rahasia" not in page
    assert "<script" not in page.split('class="chart network-chart"')[1].split("</figure>")[0]
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outside_code": ""}, "Pilih tersangka kasus sendiri, atau isi kode."),
        ({"outside_code": "Budi Rekaan"}, "bukan nama"),
        ({"outside_code": "X-07"}, "sudah menjadi anggota"),
        ({"place": "Antah"}, "tidak dikenal"),
        ({"place": "Kota Balikpapan", "country": "MY"}, "tidak cocok dengan negara lain"),
    ],
)
def test_what_is_wrong_with_a_member_is_said(
    cast: Cast, network: Network, typed: dict[str, str], sentence: str
) -> None:
    member(cast, network, "X-07")
    new = f"{url('network_member_new')}?jaringan={network.pk}"
    answer = send(cast.client(cast.citra), new, **{"outside_code": "X-08", "role": "courier", **typed})
    assert sentence in sentences(answer)
    assert NetworkMember.objects.count() == 1


def test_ties_join_two_members_of_one_network_once(cast: Cast, network: Network) -> None:
    one, other = member(cast, network, "X-1"), member(cast, network, "X-2")
    elsewhere = NETWORKS.create(
        office=cast.oki, by=cast.citra, name="Lain", scope="local", disclosed_on=date(2023, 3, 14)
    )
    stranger = member(cast, elsewhere, "X-3")
    client, new = cast.client(cast.citra), f"{url('network_tie_new')}?jaringan={network.pk}"
    assert "dua anggota yang berbeda" in sentences(send(client, new, first=one.pk, kind="pays", second=one.pk))
    assert send(client, new, first=one.pk, kind="pays", second=stranger.pk).status_code == 422
    assert send(client, new, first=one.pk, kind="pays", second=other.pk).status_code == 302
    assert "sudah dicatat" in sentences(send(client, new, first=one.pk, kind="pays", second=other.pk))
    assert NetworkTie.objects.count() == 1
    assert "masih punya hubungan" in client.post(url("network_member_cancel", one.pk), {"reason": "salah"}).text
    assert "masih punya anggota, hubungan" in client.post(url("network_cancel", network.pk), {"reason": "salah"}).text


def test_a_route_is_typed_by_names_and_drawn_on_a_map(cast: Cast, network: Network) -> None:
    client = cast.client(cast.citra)
    new = f"{url('route_new')}?jaringan={network.pk}"
    send(
        client, new, origin="malaysia", transits="Kalimantan Barat, Kota Surabaya", destination="Lumajang",
        means=["sea", "road"], concealment=["vape"], markings=["tea_pack"],
    )  # fmt: skip
    route = Route.objects.get()
    assert route.stops == ["MY", "61", "35.78", "35.08"]
    page = client.get(url("network", network.pk)).text
    assert "Malaysia → Kalimantan Barat → Kota Surabaya → Kabupaten Lumajang" in page
    assert "Laut, Jalan darat" in page
    drawn = client.get(url("network_map", network.pk))
    for words in ("Malaysia: asal", "Kota Surabaya: transit", "Kabupaten Lumajang: tujuan", 'class="map-land"'):
        assert words in drawn.text
    assert len(drawn.content) <= LIGHT
    assert Reading.objects.filter(record_id=network.pk, purpose="membuka peta rute").exists()
    assert opened(client, url("route_change", route.pk))["transits"] == "Kalimantan Barat, Kota Surabaya"


@pytest.mark.parametrize(
    ("typed", "field", "sentence"),
    [
        ({"origin": "Antah"}, "origin", "tidak dikenal"),
        ({"origin": "Lainnya"}, "origin", "tidak dikenal"),
        ({"transits": "Malaysia"}, "destination", "tidak berturut-turut"),
        ({"transits": ", ".join(["Bali", "Aceh"] * 4)}, "destination", "Paling banyak 8 tempat."),
        ({"destination": ""}, "destination", "tidak boleh kosong"),
    ],
)
def test_what_is_wrong_with_a_route_is_said(
    cast: Cast, network: Network, typed: dict[str, str], field: str, sentence: str
) -> None:
    new = f"{url('route_new')}?jaringan={network.pk}"
    answer = send(cast.client(cast.citra), new, **{"origin": "Malaysia", "destination": "Lumajang", **typed})
    assert answer.status_code == 422
    assert sentence in " ".join(answer.context["form"].errors[field])
    assert not Route.objects.exists()


def test_nobody_else_sees_a_network_or_its_map(cast: Cast, network: Network) -> None:
    one, other = member(cast, network, "X-1"), member(cast, network, "X-2")
    tie = TIES.create(office=cast.oki, by=cast.citra, network=network, first=one, kind="pays", second=other)
    route = ROUTES.create(office=cast.oki, by=cast.citra, network=network, stops=["MY", "16"])
    places = (("network_map", network), ("network_member", one), ("network_tie", tie), ("route", route))
    for name, record in places:
        assert cast.client(cast.indra).get(url(name, record.pk)).status_code == 404
        for person in (cast.budi, cast.ani, cast.eko):
            assert cast.client(person).get(url(name, record.pk)).status_code == 403
    assert cast.client(cast.citra).get(url("network_map", uuid4())).status_code == 404


def test_a_network_page_with_many_members_stays_light(cast: Cast, network: Network) -> None:
    made = [member(cast, network, f"X-{number}") for number in range(12)]
    for one, other in itertools.pairwise(made):
        TIES.create(office=cast.oki, by=cast.citra, network=network, first=one, kind="knows", second=other)
    assert len(cast.client(cast.citra).get(url("network", network.pk)).content) <= LIGHT


@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize("count", [2, 3, 7, 20])
def test_a_ring_keeps_its_members_inside_and_apart(width: int, count: int) -> None:
    members = [(UUID(int=number), f"X-{number}") for number in range(count)]
    ring = network_ring(members, [(members[0][0], members[1][0], "x")], width)
    assert [node.number for node in ring.nodes] == list(range(1, count + 1))
    assert all(17 <= node.x <= width - 17 and 17 <= node.y <= ring.height - 17 for node in ring.nodes)
    for one in ring.nodes:
        for other in ring.nodes:
            assert one is other or abs(one.x - other.x) + abs(one.y - other.y) > 30
    assert len(ring.edges) == 1


def test_a_map_shows_all_stops_apart_and_names_what_it_cannot_place() -> None:
    drawn = route_map(
        [[("MY", "Malaysia"), ("35.08", "Lumajang"), ("35.78", "Surabaya")], [("other", "Lainnya"), ("MY", "Malaysia")]]
    )
    assert drawn is not None
    assert all(0 < stop.x < drawn.width and 0 < stop.y < drawn.height for stop in drawn.stops)
    assert len({(stop.x, stop.y) for stop in drawn.stops}) == 3
    assert [(stop.name, stop.kind) for stop in drawn.stops] == [
        ("Malaysia", "asal, tujuan"), ("Lumajang", "transit"), ("Surabaya", "tujuan"),
    ]  # fmt: skip
    assert drawn.unplaced == ["Lainnya"]
    assert len(drawn.lines) == 1
    assert drawn.land.startswith("M")
    assert route_map([]) is None
    assert route_map([[("other", "Lainnya"), ("other", "Lainnya")]]) is None


@pytest.mark.django_db
def test_every_province_has_a_place_and_the_land_covers_them() -> None:
    provinces = set(Region.objects.filter(level=1).values_list("code", flat=True))
    assert provinces == set(PROVINCES)
    assert place_of("35.08.01") == PROVINCES["35"]
    assert all(-1800 <= x <= 1800 and -900 <= y <= 900 for ring in outlines() for x, y in ring)
