"""Lists find, narrow and leave; pages stay light, in bytes and in questions to the database."""

from __future__ import annotations

from datetime import date
from io import BytesIO

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bersinar.programmes.enforcement.actions import accept
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast

from .conftest import invite, name_suspect, opened_case, seize

LIGHT = 40_000  # bytes
LISTS = ("case", "network", "participation")


def queries(client, url: str) -> int:
    """Questions to the database, without what only opens and closes a transaction or sets the session's side."""
    with CaptureQueriesContext(connection) as counted:
        assert client.get(url).status_code == 200
    return sum(1 for one in counted if not one["sql"].startswith(("SAVEPOINT", "RELEASE", "SELECT set_config")))


def test_a_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, case: Case) -> None:
    citra, indra = cast.client(cast.citra), cast.client(cast.indra)
    cases, joint = reverse("enforcement:case_list"), reverse("enforcement:participation_list")

    def fill(number: int) -> None:
        for _ in range(number):
            made = opened_case(cast)
            name_suspect(cast, made)
            seize(cast, made)
            accept(invite(cast, made), office=cast.lumajang, by=cast.indra)

    fill(1)
    citra.get(cases), indra.get(joint)  # code lists are read once per process
    short = queries(citra, cases), queries(indra, joint)
    fill(6)
    long = queries(citra, cases), queries(indra, joint)
    assert long == short
    assert max(long) <= 12


def test_cases_are_found_and_narrowed(cast: Cast) -> None:
    old = opened_case(cast, lkn_on=date(2022, 2, 1))
    big = opened_case(cast, prominent=True, prominent_reason="terbesar")
    name_suspect(cast, big)
    name_suspect(cast, big, status="wanted", named_on=None)
    client, url = cast.client(cast.citra), reverse("enforcement:case_list")

    def listed(**asked: str) -> list[str]:
        return [row.number for row, _, _ in client.get(url, asked).context["table"]]

    assert listed() == [big.number, old.number]
    assert listed(tahun="2022") == [old.number]
    assert listed(tahun="dahulu") == []
    assert listed(menonjol="ya") == [big.number]
    searched = client.post(url, {"q": "001/II/2022"}, follow=True)  # posted: what is searched for stands in no address
    assert [row.number for row, _, _ in searched.context["table"]] == [old.number]
    cells = client.get(url, {"menonjol": "ya"}).context["table"][0][2]
    assert [cell.words for cell in cells] == [big.number, "14-03-2023", "Kabupaten Ogan Komering Ilir", "1", "Ya"]


def test_the_export_holds_codes_and_counts_only(cast: Cast, case: Case) -> None:
    name_suspect(cast, case, name="Nama Rekaan Rahasia")
    answer = cast.client(cast.citra).get(reverse("enforcement:case_export"))
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[0] == ["Nomor LKN", "Tanggal", "Wilayah", "Tersangka", "Menonjol"]
    assert rows[1] == [case.number, "14-03-2023", "Kabupaten Ogan Komering Ilir", 1.0, "Tidak"]


def test_every_page_stays_light(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    for kind in LISTS:
        assert len(client.get(reverse(f"enforcement:{kind}_list")).content) <= LIGHT
    for kind in (*LISTS, "suspect", "exhibit", "invitation", "shared_seizure"):
        assert len(client.get(reverse(f"enforcement:{kind}_new")).content) <= LIGHT
    for _ in range(20):
        name_suspect(cast, case)
        seize(cast, case)
    assert len(client.get(reverse("enforcement:case", args=[case.pk])).content) <= LIGHT


def test_the_menu_leads_here(cast: Cast) -> None:
    home = cast.client(cast.citra).get("/").text
    for kind in LISTS:
        assert reverse(f"enforcement:{kind}_list") in home
