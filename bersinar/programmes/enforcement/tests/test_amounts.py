"""What was seized: units, Indonesian numbers, exact integers, never summed across units."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.models import Case, Exhibit
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import seize


def fill(cast: Cast, case: Case, **typed: str):
    said = {"case": case.pk, "substance": "methamphetamine", "unit": "g", "seized_on": "2023-03-14", **typed}
    return send(cast.client(cast.citra), reverse("enforcement:exhibit_new"), **said)


@pytest.mark.parametrize(
    ("substance", "unit", "typed", "fact"),
    [
        ("methamphetamine", "g", "307,527", ("enforcement.mass_seized", 307_527_000, "", "net")),
        ("methamphetamine", "g", "0,44", ("enforcement.mass_seized", 440_000, "", "net")),
        ("cannabis", "g", "4.890", ("enforcement.mass_seized", 4_890_000_000, "", "net")),
        ("cannabis_liquid", "ml", "12,7", ("enforcement.volume_seized", 12_700_000, "", "net")),
        ("ecstasy", "tablet", "10", ("enforcement.pieces_seized", 10_000, "tablet", "net")),
        ("ecstasy", "tablet", "2,5", ("enforcement.pieces_seized", 2_500, "tablet", "net")),
        ("cannabis", "plant", "7", ("enforcement.pieces_seized", 7_000, "plant", "net")),
        ("cannabis", "m2", "1.500", ("enforcement.field_seized", 150_000, "", "")),
        ("methamphetamine", "g", "0,000001", ("enforcement.mass_seized", 1, "", "net")),
    ],
)
def test_an_amount_is_posted_exactly(
    cast: Cast, case: Case, substance: str, unit: str, typed: str, fact: tuple[str, int, str, str]
) -> None:
    fill(cast, case, substance=substance, unit=unit, net=typed)
    assert posted(Exhibit.objects.get(), "kind", "quantity", "detail", "aspect") == [fact]
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"net": "0.44"}, "Pakai koma untuk pecahan: 0,44"),
        ({"net": "12.7"}, "Pakai koma untuk pecahan: 12,7"),
        ({"net": "-1"}, "Angka tidak boleh negatif."),
        ({"net": "0"}, "Isi lebih dari nol."),
        ({"net": "banyak"}, "bukan angka"),
        ({"net": ""}, "Isi jumlah bersih"),
        ({"net": "0,0000001"}, "Paling banyak 6 angka"),
        ({"net": "99.999.999.999"}, "Angka terlalu besar."),
        ({"net": "10", "gross": "9"}, "Berat kotor lebih kecil"),
        ({"net": "10", "unit": "plant"}, "Sabu (metamfetamina) dicatat dalam gram, ml atau butir."),
        ({"net": "10", "substance": "cannabis_liquid"}, "Ganja cair dicatat dalam ml."),
        (
            {"net": "1,2345", "substance": "ecstasy", "unit": "tablet"},
            "3 angka di belakang koma untuk butir.",
        ),
        ({"net": "1,234", "substance": "cannabis", "unit": "m2"}, "Paling banyak 2 angka"),
        ({"gross": "3", "substance": "ecstasy", "unit": "tablet"}, "Berat kotor hanya untuk gram dan ml."),
        ({"net": "1", "unit": "person"}, "Pilihan ini tidak ada pada daftar"),
        ({"net": "1", "seized_on": "2023-03-13"}, "Mendahului tanggal kejadian"),
        ({"net": "1", "seized_on": "2099-01-01"}, "Tanggal belum terjadi."),
    ],
)
def test_a_wrong_amount_is_said_and_nothing_is_saved(
    cast: Cast, case: Case, typed: dict[str, str], sentence: str
) -> None:
    answer = fill(cast, case, **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Exhibit.objects.exists()


def test_gross_counts_only_where_it_is_all_there_is(cast: Cast, case: Case) -> None:
    both = seize(cast, case, net=Decimal("9.5"), gross=Decimal("10"))
    alone = seize(cast, case, gross=Decimal("4"))
    assert posted(both, "quantity", "aspect") == [(9_500_000, "net")]
    assert posted(alone, "quantity", "aspect") == [(4_000_000, "gross")]
    assert alone.in_words == "4 gram (kotor)"


def test_a_case_sums_by_substance_and_unit_only(cast: Cast, case: Case) -> None:
    seize(cast, case, net=Decimal("0.1"))
    seize(cast, case, net=Decimal("0.2"))
    seize(cast, case, gross=Decimal("5"))
    seize(cast, case, substance="ecstasy", unit="tablet", net=10)
    seize(cast, case, substance="ecstasy", unit="g", net=3)
    seize(cast, case, substance="cannabis", unit="m2", net=2500)
    page = cast.client(cast.citra).get(reverse("enforcement:case", args=[case.pk]))
    assert page.context["sums"] == [
        ("Ganja", "", "0,25 hektare"),
        ("Ekstasi (MDMA)", "bersih", "3 gram"),
        ("Ekstasi (MDMA)", "", "10 butir"),
        ("Sabu (metamfetamina)", "kotor", "5 gram"),
        ("Sabu (metamfetamina)", "bersih", "0,3 gram"),
    ]


def test_an_amount_is_read_back_while_it_is_typed(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    form = client.get(reverse("enforcement:exhibit_new")).text
    assert 'data-echo-url="/baca-angka/"' in form
    assert 'data-echo-unit="unit"' in form

    def read(value: str, unit: str) -> str:
        return client.get("/baca-angka/", {"value": value, "unit": unit}).text

    assert read("4.890", "g") == "Terbaca: 4.890 g = 4,89 kg"
    assert read("10", "tablet") == "Terbaca: 10 butir"
    assert read("5.000", "m2") == "Terbaca: 5.000 m² = 0,5 ha"
    assert "Pakai koma untuk pecahan: 0,44" in read("0.44", "g")


def test_the_form_shows_what_was_kept(cast: Cast, case: Case) -> None:
    exhibit = seize(cast, case, gross=Decimal("4890.5"), net=Decimal("4890"))
    client, change = cast.client(cast.citra), reverse("enforcement:exhibit_change", args=[exhibit.pk])
    shown = opened(client, change)
    assert (shown["net"], shown["gross"]) == ("4.890", "4.890,5")
    send(client, change)
    exhibit.refresh_from_db()
    assert (exhibit.version, exhibit.net, exhibit.gross) == (1, 4_890_000_000, 4_890_500_000)


def test_the_action_refuses_what_the_form_would(cast: Cast, case: Case) -> None:
    with pytest.raises(Refusal, match="Paling banyak 6 angka"):
        seize(cast, case, net=Decimal("0.0000001"))
    with pytest.raises(Refusal, match="Isi lebih dari nol"):
        seize(cast, case, net=Decimal(-1))
