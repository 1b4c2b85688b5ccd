"""Seizures one by one, as a sheet: exact, without a person in it, and written down before it leaves."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from python_calamine import CalamineWorkbook

from bersinar.foundation.audit.models import AuditLine
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast

from .conftest import name_suspect, opened_case, seize

SHEET = "/pemberantasan/sitaan/unduh/"


def read(cast: Cast, query: str = "") -> list[dict[str, Any]]:
    return sheet_of(cast.client(cast.citra).get(f"{SHEET}{query}").content)


def sheet_of(content: bytes) -> list[dict[str, Any]]:
    titles, *rows = CalamineWorkbook.from_filelike(BytesIO(content)).get_sheet_by_index(0).to_python()
    return [dict(zip(map(str, titles), row, strict=True)) for row in rows]


def test_each_exhibit_is_a_row_with_its_exact_amount_and_class(cast: Cast, case: Case) -> None:
    seize(cast, case, net=Decimal("0.0441"))
    seize(cast, case, substance="ecstasy", form="tablet", unit="tablet", net=Decimal("10.5"))
    name_suspect(cast, case, name="Tersangka Rekaan Panjang")
    rows = read(cast)
    assert [(row["drug"], row["drug_class"], row["quantity"], row["unit"]) for row in rows] == [
        ("methamphetamine", "ATS", 0.0441, "g"),
        ("ecstasy", "ATS", 10.5, "tablet"),
    ]
    assert {(row["date"], row["country"], row["persons_arrested"], row["nationalities"]) for row in rows} == {
        ("2023-03-14", "ID", 1, "ID")
    }
    assert rows[0]["district"] and rows[0]["province"] and rows[0]["weight"] == "net"


def test_no_person_and_no_case_number_stands_in_it(cast: Cast, case: Case) -> None:
    seize(cast, case)
    name_suspect(cast, case, name="Tersangka Rekaan Panjang")
    told = str(read(cast))
    assert case.number not in told and "Rekaan" not in told and str(case.pk) not in told


def test_a_year_narrows_it_and_another_office_is_not_in_it(cast: Cast, case: Case) -> None:
    seize(cast, case)
    later = opened_case(cast, lkn_on=date(2024, 5, 1))
    seize(cast, later)
    assert len(read(cast)) == 2
    assert [row["date"] for row in read(cast, "?tahun=2024")] == ["2024-05-01"]
    assert sheet_of(cast.client(cast.indra).get(SHEET).content) == []


def test_taking_it_along_is_written_down_and_treatment_cannot(cast: Cast, case: Case) -> None:
    seize(cast, case)
    read(cast)
    assert AuditLine.objects.filter(action="list.export", record_kind="enforcement.exhibit").count() == 1
    assert cast.client(cast.budi).get(SHEET).status_code == 403
