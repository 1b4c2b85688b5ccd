"""The planner writes down what was promised; a promise changes only with a reason."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import AGREEMENTS, LINES
from bersinar.programmes.planning.models import Agreement, TargetLine
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import promise


def test_a_planner_writes_an_agreement_and_its_lines(cast: Cast) -> None:
    client = cast.client(cast.dewi)
    answer = send(client, reverse("planning:agreement_new"), year="2023", number="PK/1/2023", signed_on="2023-01-09")
    agreement = Agreement.objects.get()
    assert answer.url == reverse("planning:agreement", args=[agreement.pk])
    link = f"{reverse('planning:line_new')}?perjanjian={agreement.pk}"
    assert link in client.get(answer.url).text
    assert send(client, link, indicator="rehab.ikm", value="3,9").status_code == 302
    assert send(client, link, indicator="rehab.clients", value="20").status_code == 302
    assert list(TargetLine.objects.values_list("indicator", "value", "order")) == [
        ("rehab.ikm", 3900, 1),
        ("rehab.clients", 20000, 2),
    ]
    page = client.get(answer.url).text
    assert "Perjanjian kinerja 2023" in page
    assert "3,9" in page
    assert "indeks" in page
    assert verify() == []


def test_a_year_is_written_without_a_thousands_mark(cast: Cast, agreement: Agreement) -> None:
    client = cast.client(cast.dewi)
    for url in (reverse("planning:agreement_list"), reverse("planning:agreement", args=[agreement.pk])):
        page = client.get(url).text
        assert "2023" in page
        assert "2.023" not in page


def test_one_agreement_a_year(cast: Cast, agreement: Agreement) -> None:
    client, url = cast.client(cast.dewi), reverse("planning:agreement_new")
    refused = send(client, url, year="2023")
    assert "Perjanjian kinerja tahun ini sudah ada" in sentences(refused)
    AGREEMENTS.cancel(agreement, by=cast.dewi, reason="salah tahun")
    assert send(client, url, year="2023").status_code == 302


def test_it_is_signed_in_its_year_or_the_one_before(cast: Cast, agreement: Agreement) -> None:
    with pytest.raises(Refusal, match="2022 atau 2023"):
        AGREEMENTS.change(agreement, by=cast.dewi, based_on=1, signed_on=date(2024, 1, 8))
    AGREEMENTS.change(agreement, by=cast.dewi, based_on=1, signed_on=date(2022, 12, 30))


def test_a_target_is_posted_as_a_statement_of_its_year(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "enforcement.cases", 1000)
    assert posted(line, "kind", "day", "detail", "quantity") == [
        ("planning.target_set", date(2023, 12, 31), "enforcement.cases", 1000)
    ]


@pytest.mark.parametrize(("indicator", "value"), [("", None), ("", 4000), ("ibm.agents", None)])
def test_an_open_line_says_nothing_and_stays_to_be_seen(
    cast: Cast, agreement: Agreement, indicator: str, value: int | None
) -> None:
    line = promise(cast, agreement, indicator, value)
    assert line.is_open
    assert posted(line) == []
    page = cast.client(cast.dewi).get(reverse("planning:agreement", args=[agreement.pk])).text
    assert ("belum bernama" in page) is (indicator == "")


def test_four_indicators_one_of_them_named(cast: Cast, agreement: Agreement) -> None:
    promise(cast, agreement, "ibm.agents")
    for _ in range(3):
        promise(cast, agreement)
    page = cast.client(cast.dewi).get(reverse("planning:agreement", args=[agreement.pk])).text
    assert "3 dari 4 indikator belum bernama" in page
    assert "Indikator ke-4" in page
    assert not Fact.objects.exists()


def test_one_line_per_indicator(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    with pytest.raises(Refusal, match="sudah punya baris"):
        promise(cast, agreement, "rehab.clients", 25_000)
    LINES.cancel(line, by=cast.dewi, reason="salah baris")
    promise(cast, agreement, "rehab.clients", 25_000)
    assert verify() == []


def test_a_promised_target_changes_only_with_a_reason_and_keeps_what_it_was(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.ikm", 3900)
    client, url = cast.client(cast.dewi), reverse("planning:line_change", args=[line.pk])
    assert opened(client, url)["value"] == "3,9"
    refused = send(client, url, value="3,5")
    assert "Tuliskan alasan mengubahnya" in sentences(refused)
    assert posted(line, "quantity") == [(3900,)]
    assert send(client, url, value="3,5", reason="revisi triwulan II").status_code == 302
    assert posted(line, "quantity") == [(3500,)]
    page = client.get(reverse("planning:line", args=[line.pk])).text
    for said in ("Target: 3,9 → 3,5", "revisi triwulan II", "Dewi Rekaan"):
        assert said in page
    assert Fact.objects.filter(sign=-1).count() == 1
    assert verify() == []


def test_another_indicator_for_a_promised_target_needs_a_reason_too(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    with pytest.raises(Refusal, match="Tuliskan alasan"):
        LINES.change(line, by=cast.dewi, based_on=1, indicator="rehab.outpatient")
    LINES.change(line, by=cast.dewi, based_on=1, indicator="rehab.outpatient", reason="salah pilih")
    assert posted(line, "detail") == [("rehab.outpatient",)]
    assert verify() == []


def test_what_was_left_open_is_filled_in_without_a_reason(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement)
    line = LINES.change(line, by=cast.dewi, based_on=1, indicator="ibm.agents")
    line = LINES.change(line, by=cast.dewi, based_on=2, value=10_000, goal="Agen pemulihan terlatih")
    LINES.change(line, by=cast.dewi, based_on=3, wording="Jumlah agen pemulihan")
    assert posted(line, "quantity") == [(10_000,)]


def test_an_agreement_with_lines_is_not_cancelled(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement)
    client, url = cast.client(cast.dewi), reverse("planning:agreement_cancel", args=[agreement.pk])
    assert "masih punya baris target" in client.post(url, {"reason": "ganda"}).text
    LINES.cancel(line, by=cast.dewi, reason="ganda")
    assert client.post(url, {"reason": "ganda"}).status_code == 302
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        promise(cast, agreement)


def test_the_lines_follow_the_year_of_their_agreement(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    with pytest.raises(Refusal, match="alasan mengubah tahunnya"):
        AGREEMENTS.change(agreement, by=cast.dewi, based_on=1, year=2024)
    AGREEMENTS.change(agreement, by=cast.dewi, based_on=1, year=2024, reason="salah pilih tahun")
    assert posted(line, "day") == [(date(2024, 12, 31),)]
    assert verify() == []


def test_the_year_of_an_agreement_with_open_lines_alone_changes_freely(cast: Cast, agreement: Agreement) -> None:
    promise(cast, agreement)
    assert AGREEMENTS.change(agreement, by=cast.dewi, based_on=1, year=2024).year == 2024


def test_a_line_moved_to_another_year_speaks_of_that_year(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    other = AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2024)
    LINES.change(line, by=cast.dewi, based_on=1, agreement=other, reason="milik tahun berikutnya")
    assert posted(line, "day") == [(date(2024, 12, 31),)]
    assert verify() == []


def test_a_closed_year_takes_no_target_without_a_reason(cast: Cast, agreement: Agreement) -> None:
    close_month(office=cast.oki, year=2023, month=12, by=cast.eko)
    with pytest.raises(Refusal, match="Desember 2023 sudah ditutup"):
        promise(cast, agreement, "rehab.clients", 20_000)
    promise(cast, agreement, "rehab.clients", 20_000, reason="baru ditemukan naskahnya")


@pytest.mark.parametrize(
    ("indicator", "value", "unit", "sentence"),
    [
        ("enforcement.cases", 1500, "", "bilangan bulat"),
        ("rehab.ikm", 3905, "", "2 angka di belakang koma"),
        ("rehab.ikm", 4100, "", "antara 1 dan 4"),
        ("rehab.completion_rate", 101_000, "", "antara 0 dan 100"),
        ("rehab.clients", 20_000, "case", "Satuan indikator ini adalah orang"),
        ("enforcement.seizure", 1000, "", "tidak ada dalam daftar"),  # grams and tablets have no total
        ("enforcement.people_saved", 1000, "", "tidak ada dalam daftar"),  # an estimate has no target
        ("rehab.nothing", 1000, "", "tidak ada dalam daftar"),
    ],
)
def test_a_target_that_the_indicator_cannot_have_is_refused(
    cast: Cast, agreement: Agreement, indicator: str, value: int, unit: str, sentence: str
) -> None:
    with pytest.raises(Refusal, match=sentence):
        promise(cast, agreement, indicator, value, unit=unit)
    assert not TargetLine.objects.exists()


def test_a_number_that_could_be_two_is_refused(cast: Cast, agreement: Agreement) -> None:
    answer = send(cast.client(cast.dewi), f"{reverse('planning:line_new')}?perjanjian={agreement.pk}", value="3.9")
    assert "Pakai koma untuk pecahan: 3,9" in sentences(answer)


def test_indicators_are_offered_by_section_with_their_titles(cast: Cast, agreement: Agreement) -> None:
    choices = cast.client(cast.dewi).get(reverse("planning:line_new")).context["form"].fields["indicator"].choices
    groups = dict(choices)
    assert groups[""] == "Belum bernama"
    assert ("rehab.clients", "Klien rehabilitasi") in groups["Rehabilitasi"]


def test_only_the_offices_own_planner_promises(cast: Cast, agreement: Agreement) -> None:
    for who in (cast.ani, cast.eko, cast.joko, cast.kiki, cast.gita):
        with pytest.raises(Forbidden):
            AGREEMENTS.create(office=cast.oki, by=who, year=2024)
    before = Posting.objects.count()
    with pytest.raises(Forbidden):
        LINES.create(office=cast.lumajang, by=cast.dewi, agreement=agreement, indicator="rehab.clients", value=1000)
    assert Posting.objects.count() == before


def test_two_planners_at_one_target_lose_nothing_unseen(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.ikm", 3900)
    client, url = cast.client(cast.dewi), reverse("planning:line_change", args=[line.pk])
    stale = opened(client, url)
    send(client, url, value="3,5", reason="revisi")
    refused = client.post(url, {**stale, "value": "3,7", "reason": "revisi"})
    assert "target: tersimpan “3,5”, isian Anda “3,7”" in sentences(refused)
