"""What was measured on an index is recorded in its version, compared within it, and reaches the agreement's target."""

from __future__ import annotations

import io
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.surveys.actions import MEASUREMENTS, OWN_VERSIONS
from bersinar.programmes.surveys.models import Answers, Measurement, OwnVersion
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

IKOTAN = {"year": "2023", "value": "3,1", "category": "tanggap", "measured_by": "own", "ended_on": "2023-11-20"}


def new(version: str = "ikotan-2021") -> str:
    return f"{reverse('surveys:measurement_new')}?versi={version}"


def measured(cast: Cast, edition: str = "ikotan-2021", **values: Any) -> Measurement:
    said = {"year": 2023, "value": 3100, "measured_by": "own", **values}
    return MEASUREMENTS.create(office=cast.oki, by=cast.ani, edition=edition, **said)


def own_version(cast: Cast, **values: Any) -> OwnVersion:
    """A version with a formula, bands and three items, of which one is turned."""
    said = {
        "index": "", "title": "Indeks Desa Tanggap", "edition": "kuesioner 2023", "least": 1, "most": 4, "decimals": 2,
        "source": "Surat keputusan kepala", "dimensions": "Keluarga\nHukum; 3", "computed": True,
        "bands": "1; kurang\n2,5; tanggap", "items": "Keluarga; Butir satu\nKeluarga; Butir dua; terbalik\nHukum; Butir tiga",
        "answer_least": 1, "answer_most": 4, **values,
    }  # fmt: skip
    return OWN_VERSIONS.create(office=cast.oki, by=cast.ani, **said)


def sheet_of(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    page = book.add_worksheet()
    for line, row in enumerate([("L/P", "1", "2", "3"), *rows]):
        for column, cell in enumerate(row):
            page.write(line, column, cell)
    book.close()
    return SimpleUploadedFile("jawaban.xlsx", out.getvalue())


def test_a_measurement_is_recorded_changed_and_cancelled_at_the_desk(cast: Cast) -> None:
    client = cast.client(cast.ani)
    assert "skala 2019 (0-100)" in client.get(reverse("surveys:measurement_new")).text  # the choice comes first
    filled = {
        **opened(client, new()), **IKOTAN, "dimension_1": "3,25", "male": "60", "female": "60", "respondents": "120",
        "is_office_value": "on",
    }  # fmt: skip
    page = client.post(new(), filled)["Location"]
    client.post(new(), filled)  # sent twice
    one = Measurement.objects.get()
    assert (one.value, one.values, one.category) == (3100, {"family": 3250}, "tanggap")
    assert sorted(posted(one, "kind", "day", "quantity", "sex", "detail")) == [
        ("surveys.index_answered", date(2023, 11, 20), 60, "female", "ikotan-2021"),
        ("surveys.index_answered", date(2023, 11, 20), 60, "male", "ikotan-2021"),
        ("surveys.index_measured", date(2023, 11, 20), 3100, "", "ikotan-2021"),
    ]
    shown = client.get(page).text
    assert "3,10" in shown
    assert "indikator=surveys.ikotan_2021" in shown
    send(client, reverse("surveys:measurement_change", args=[one.pk]), value="3,2")
    assert "?versi=ikotan-2021&amp;salin=terakhir" in client.get(new()).text
    copied = client.get(f"{new('ikotan-2019')}&salin=terakhir").context["form"]
    assert (copied["measured_by"].value(), copied["value"].value(), copied.offered.key) == ("own", None, "ikotan-2019")
    assert figure(cast.oki, "surveys.ikotan_2021") == ("3.20", None)
    assert figure(cast.oki, "surveys.ikotan_2019") == (None, None)
    client.post(reverse("surveys:measurement_cancel", args=[one.pk]), {"reason": "ganda"})
    assert posted(one) == []
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"value": "4,5"}, "Isi antara 1 dan 4, menurut skala versi ini"),
        ({"value": "310"}, "Isi antara 1 dan 4"),  # the scale of 2019
        ({"value": "3,123"}, "Paling banyak 2 angka"),
        ({"value": ""}, "tidak boleh kosong"),
        ({"dimension_5": "0,5"}, "Isi antara 1 dan 4"),
        ({"male": "60", "female": "59", "respondents": "120"}, "adalah 119. Samakan"),
        ({"male": "60"}, "Isi jumlah responden seluruhnya"),
        ({"ended_on": "2022-11-20"}, "di luar 2023"),
        ({"measured_by": "external"}, "Tulis siapa yang mengukur"),
        ({"versi": "tidak-ada"}, "pilih versi dari daftar"),
    ],
)
def test_a_wrong_measurement_is_not_saved_and_nothing_typed_is_lost(
    cast: Cast, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.ani), new(), **{**IKOTAN, "note": "November", **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert "November" in answer.text
    assert not Measurement.objects.exists()


def test_a_year_that_is_not_over_asks_for_the_last_day(cast: Cast) -> None:
    today = cast.oki.local_day()
    with pytest.raises(Refusal, match="belum selesai"):
        measured(cast, year=today.year + 1)
    with pytest.raises(Refusal, match="belum terjadi"):
        measured(cast, year=today.year + 1, ended_on=date(today.year + 1, 1, 1))


def test_one_value_a_year_is_the_offices_and_another_source_stands_beside_it(cast: Cast) -> None:
    measured(cast, "ikp-1", year=2021, value=3180)
    with pytest.raises(Refusal, match="sudah ada"):
        measured(cast, "ikp-1", year=2021, value=3340, measured_by="external", measurer="Berita")
    other = measured(
        cast, "ikp-1", year=2021, value=3340, measured_by="external", measurer="Berita", is_office_value=False
    )
    assert posted(other) == []
    assert figure(cast.oki, "surveys.ikp_1", 2021) == ("3.18", None)
    shown = cast.client(cast.ani).get(reverse("surveys:index", args=["ikp"])).text
    assert "3,34" in shown
    assert "pembanding" in shown


def test_versions_are_never_compared_and_years_of_one_version_are(cast: Cast) -> None:
    measured(cast, "ikotan-2019", year=2020, value=72500)
    measured(cast, year=2022, value=2900)
    measured(cast, year=2023, value=3150)
    answer = cast.client(cast.ani).get(reverse("surveys:index", args=["ikotan"]))
    assert "Skala 2019 (0-100) dan skala 2021 (1-4) tidak dapat dibandingkan" in answer.text
    assert [[row.change for row in one.rows] for one in answer.context["told"]] == [["+0,25", ""], [""]]
    charts = [one.chart for one in answer.context["told"]]
    assert len(charts[0].wide.lines[0].marks) == 2
    assert charts[1] is None  # one year makes no line
    assert "IKOTAN" in cast.client(cast.joko).get(reverse("surveys:indices"), {"kantor": "bnnk-oki"}).text


def test_a_target_of_integrity_is_reached_from_the_survey(cast: Cast) -> None:
    planner = cast.client(cast.dewi)
    send(planner, reverse("planning:agreement_new"), year="2023")
    from django.apps import apps

    agreement = apps.get_model("planning", "Agreement").objects.get()
    line = f"{reverse('planning:line_new')}?perjanjian={agreement.pk}"
    assert send(planner, line, indicator="surveys.ipak_4", value="4,5").status_code == 422  # beyond the scale
    assert send(planner, line, indicator="surveys.ipak_4", value="3,6").status_code == 302
    send(planner, new("ipak-4"), year="2023", value="3,78", measured_by="own", is_office_value="on")
    asked = {"kantor": "bnnk-oki", "tahun": "2023", "cakupan": "own", "indikator": "surveys.ipak_4"}
    shown = planner.get(reverse("desk:figure_fragment"), asked).text
    assert "3,78" in shown
    assert "105,00" in shown


def test_another_office_sees_nothing_and_without_the_right_nothing_is_written(cast: Cast) -> None:
    one = measured(cast)
    for page in ("measurement", "measurement_change", "measurement_cancel", "answers"):
        assert cast.client(cast.gita).get(reverse(f"surveys:{page}", args=[one.pk])).status_code == 404
        assert cast.client(cast.fitri).get(reverse(f"surveys:{page}", args=[one.pk])).status_code == 403
        assert cast.client(cast.fitri).get(reverse(f"surveys:{page}", args=[uuid4()])).status_code == 403
    assert cast.client(cast.gita).get(reverse("surveys:indices"), {"kantor": "bnnk-oki"}).status_code == 404
    assert cast.client(cast.joko).get(reverse("surveys:measurement", args=[one.pk])).status_code == 200
    assert cast.client(cast.joko).get(reverse("surveys:measurement_change", args=[one.pk])).status_code == 403


def test_a_version_of_ones_own_has_formula_and_bands_and_stays_once_used(cast: Cast) -> None:
    client = cast.client(cast.ani)
    page = send(
        client, reverse("surveys:index_version_new"), title="Indeks Desa Tanggap", edition="kuesioner 2023", source="Surat",
        least="1", most="4", decimals="2", dimensions="Keluarga\nHukum; 3", computed="on", bands="1; kurang\n2,5; tanggap",
    ).url  # fmt: skip
    version = OwnVersion.objects.get()
    assert version.code == "own-indeks-desa-tanggap-kuesioner-2023"
    form = client.get(new(str(version.pk))).context["form"]
    assert "value" not in form.fields
    assert "category" not in form.fields
    send(
        client,
        new(str(version.pk)),
        year="2023",
        measured_by="own",
        dimension_1="2",
        dimension_2="3",
        is_office_value="on",
    )
    one = Measurement.objects.get()
    assert (one.value, one.category) == (2750, "tanggap")
    change = reverse("surveys:index_version_change", args=[version.pk])
    assert "sudah dipakai" in sentences(send(client, change, least="0"))
    assert send(client, change, checked="on").status_code == 302
    assert (
        "tidak dapat dibatalkan"
        in client.post(reverse("surveys:index_version_cancel", args=[version.pk]), {"reason": "x"}).text
    )
    assert "Indeks Desa Tanggap" in client.get(page).text
    other = cast.client(cast.gita)
    assert "Indeks Desa Tanggap" not in other.get(reverse("surveys:measurement_new")).text
    assert str(version.pk) not in other.get(new(str(version.pk))).text  # the choice again
    assert verify() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"title": ""}, "Tulis nama indeksnya"),
        ({"most": None}, "kosongkan keduanya"),
        ({"most": 1}, "harus di atas"),
        ({"dimensions": "Keluarga; berat"}, "Baris 1: bobot “berat”"),
        ({"dimensions": "Keluarga\nkeluarga"}, "Disebut dua kali"),
        ({"bands": "2,5; tanggap\n1; kurang"}, "Urutkan kategori"),
        ({"bands": "5; tanggap"}, "Batas 5 di luar skala"),
        ({"dimensions": "", "items": "", "bands": ""}, "Tulis dimensinya"),
        ({"items": "Adat; Butir"}, "“Adat” tidak ada"),
        ({"items": "Hukum; Butir tiga"}, "Belum ada butir untuk Keluarga"),
        ({"answer_most": None}, "Isi jawaban terendah"),
    ],
)
def test_an_unclear_version_is_refused(cast: Cast, typed: dict[str, Any], sentence: str) -> None:
    with pytest.raises(Refusal) as refused:
        own_version(cast, **typed)
    assert sentence in " ".join(refused.value.fields.values())
    assert not OwnVersion.objects.exists()


def test_answers_of_respondents_make_the_value(cast: Cast) -> None:
    version = own_version(cast)
    one = measured(cast, str(version.pk), own=version, value=None)
    client, page = cast.client(cast.ani), reverse("surveys:answers", args=[one.pk])
    assert posted(one) == []  # the value is awaited
    assert "menunggu jawaban" in client.get(reverse("surveys:index", args=["lain-indeks-desa-tanggap"])).text
    assert client.get(reverse("surveys:answers_blank", args=[one.pk])).status_code == 200
    rows = [("L", 4, 1, 3), ("P", 2, "", 2), ("p", 3, 2, "-")]
    assert client.post(page, {"file": sheet_of(*rows)}).status_code == 302
    one = Measurement.objects.get()
    # keluarga: 4, 4 (1 turned), 2, 3, 3 (2 turned) = 16/5; hukum: 5/2; (3,2 + 3 x 2,5) / 4 = 2,675, half-up 2,68
    assert one.values == {"keluarga": 3200, "hukum": 2500}
    assert (one.value, one.category, one.male, one.female, one.respondents) == (2680, "tanggap", 1, 2, 3)
    assert "Hukum 2,5; Keluarga 3,2" in client.get(reverse("surveys:measurement", args=[one.pk])).text  # the history
    change = reverse("surveys:measurement_change", args=[one.pk])
    assert send(client, change, note="Sudah dicek").status_code == 302
    assert "Batalkan jawaban" in sentences(send(client, change, dimension_1="4"))
    assert "Batalkan dahulu yang lama" in sentences(client.post(page, {"file": sheet_of(*rows)}))
    kept = Answers.objects.get()
    assert cast.client(cast.gita).get(reverse("surveys:answers_cancel", args=[kept.pk])).status_code == 404
    client.post(reverse("surveys:answers_cancel", args=[kept.pk]), {"reason": "berkas keliru"})
    assert send(client, change, dimension_1="4").status_code == 302
    assert verify() == []


def test_an_unclear_sheet_of_answers_is_told_by_row_and_item_and_nothing_is_saved(cast: Cast) -> None:
    version = own_version(cast)
    one = measured(cast, str(version.pk), own=version, value=None)
    client, page = cast.client(cast.ani), reverse("surveys:answers", args=[one.pk])
    said = sentences(
        client.post(page, {"file": sheet_of(("X", 1, 2, 3), ("L", 5, 2, 3), ("P", "", "", ""), ("L", 1, 2, 3, 4))})
    )
    assert "Baris 2: “X” bukan L atau P." in said
    assert "Baris 3, butir 1: “5” bukan jawaban 1 sampai 4." in said
    assert "Baris 4: tidak ada jawaban." in said
    assert "Baris 5: ada isian di luar 3 butir." in said
    broken = SimpleUploadedFile("jawaban.xlsx", b"bukan excel")
    assert "tidak terbaca" in sentences(client.post(page, {"file": broken}))
    assert "Tidak ada yang menjawab butir Hukum" in sentences(client.post(page, {"file": sheet_of(("L", 1, 2, ""))}))
    assert not Answers.objects.exists()


def test_a_list_asks_the_same_for_three_and_for_thirty(cast: Cast, django_assert_max_num_queries: Any) -> None:
    version = own_version(cast)
    for year in range(2010, 2024):
        measured(cast, year=year)
        measured(cast, str(version.pk), own=version, year=year, values={"keluarga": 2000, "hukum": 3000}, value=None)
    client = cast.client(cast.ani)
    client.get(reverse("surveys:measurement_list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("surveys:measurement_list"))
    with django_assert_max_num_queries(12):
        client.get(reverse("surveys:index", args=["ikotan"]))
