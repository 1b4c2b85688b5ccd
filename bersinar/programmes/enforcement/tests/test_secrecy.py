"""Names stay sealed, a child stays a code, readings are written, and the treatment side finds nothing."""

from __future__ import annotations

from pathlib import Path
from uuid import uuid4

import pytest
from django.apps import apps
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import SUSPECTS
from bersinar.programmes.enforcement.models import Case, Suspect
from bersinar.programmes.enforcement.narrating import cases
from bersinar.programmes.enforcement.urls import urlpatterns
from tests.cast import Cast
from tests.filling import opened, send

from .conftest import invite, name_suspect, opened_case, seize

NAME, NIK = "Sulaiman Rekaan Panjang", "1602051203900001"


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def addresses() -> list[str]:
    said: dict[str, object] = {"pk": uuid4(), "kind": "lab"}
    return [url(str(one.name), *(said[name] for name in one.pattern.converters)) for one in urlpatterns]


@pytest.mark.parametrize(
    "who",
    ["budi", "ani", *(pytest.param(who, marks=pytest.mark.slow) for who in ("dewi", "eko", "fitri", "kiki", "joko"))],
)
def test_nobody_else_opens_any_page_of_this_room(cast: Cast, case: Case, who: str) -> None:
    client = cast.client(getattr(cast, who))
    for address in [*addresses(), url("case", case.pk)]:
        assert client.get(address).status_code == 403, address
        assert client.post(address, {}).status_code == 403, address
    assert "Kasus bersama" not in client.get("/").text


def test_another_office_of_the_same_side_finds_nothing(cast: Cast, case: Case) -> None:
    suspect, exhibit, invitation = (
        name_suspect(cast, case),
        seize(cast, case),
        invite(cast, case, partner_office=cast.sumsel),
    )
    client = cast.client(cast.indra)
    for name, record in (("case", case), ("suspect", suspect), ("exhibit", exhibit), ("invitation", invitation)):
        for part in ("", "_change", "_cancel"):
            assert client.get(url(f"{name}{part}", record.pk)).status_code == 404
            assert client.get(url(f"{name}{part}", uuid4())).status_code == 404
    for name in ("case_first", "case_first_withdraw"):
        assert client.get(url(name, case.pk)).status_code == 404
    assert client.post(url("suspect_open", suspect.pk), {"purpose": "iseng"}).status_code == 404
    assert case.number not in client.get(url("case_list")).text


def test_a_stranger_is_asked_to_log_in(client, db: None) -> None:
    assert client.get(url("case_list")).url.startswith("/masuk/")


def test_names_are_nowhere_in_the_clear(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case, name=NAME, nik=NIK)
    send(cast.client(cast.citra), url("suspect_change", suspect.pk), name="Nama Lain Rekaan", role="dealer")
    tables = connection.introspection.table_names()
    with connection.cursor() as cursor:
        for table in tables:
            if table.startswith(("regions_", "codelists_", "django_")):
                continue
            cursor.execute(f'SELECT * FROM "{table}"')
            rows = repr([[bytes(v) if isinstance(v, memoryview) else v for v in row] for row in cursor.fetchall()])
            for secret in (NAME, NIK, "Nama Lain Rekaan"):
                assert secret not in rows, table
    assert {"name": "terkunci", "nik": "terkunci"}.items() <= AuditLine.objects.get(
        action="enforcement.name_suspect"
    ).changes.items()


def test_the_name_of_an_adult_opens_with_the_page_and_leaves_a_line(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case, name=NAME, nik=NIK)
    client = cast.client(cast.citra)
    page = client.get(url("suspect", suspect.pk))
    assert NAME in page.text
    assert NIK not in page.text
    assert page["Cache-Control"] == "no-store"
    assert NAME not in page.text.split("</title>")[0]
    assert (
        Reading.objects.filter(record_id=suspect.pk, purpose="membuka rekam tersangka", actor=cast.citra.pk).count()
        == 1
    )
    assert NAME not in client.get(url("case", case.pk)).text
    assert Reading.objects.filter(record_id=case.pk).exists()


def test_a_child_is_a_code_until_somebody_says_what_for(cast: Cast, case: Case) -> None:
    child = name_suspect(cast, case, name=NAME, nik=NIK, status="child", birth_year=2007)
    client = cast.client(cast.citra)
    assert NAME not in client.get(url("suspect", child.pk)).text
    assert NAME not in client.get(url("case", case.pk)).text
    opening = url("suspect_open", child.pk)
    assert NAME not in client.get(opening).text
    assert client.post(opening, {"purpose": ""}).status_code == 422
    opened_page = client.post(opening, {"purpose": "surat kepada balai pemasyarakatan"}).text
    assert NAME in opened_page
    assert NIK in opened_page
    assert Reading.objects.filter(record_id=child.pk, purpose="surat kepada balai pemasyarakatan").count() == 2
    assert (child.age, child.age_band) == (16, "12_17")
    assert verify() == []


def test_the_form_never_shows_the_name_and_keeps_it_when_left_empty(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case, name=NAME, nik=NIK)
    client, change = cast.client(cast.citra), url("suspect_change", suspect.pk)
    assert NAME not in client.get(change).text
    shown = opened(client, change)
    assert (shown.get("name"), shown.get("nik"), shown["birth_year"]) == (None, None, 1990)
    send(client, change, role="dealer")
    assert Suspect.objects.get().compared("name") == NAME


def test_one_person_in_two_cases_is_one_subject(cast: Cast, case: Case) -> None:
    first = name_suspect(cast, case, nik=NIK)
    second = name_suspect(cast, opened_case(cast), nik="1602 0512 0390 0001")
    other = name_suspect(cast, case, nik="1602051203900002")
    tokens = list(Fact.objects.filter(kind="enforcement.suspect_named").values_list("subject", flat=True))
    assert len(tokens) == 3
    assert len(set(tokens)) == 2
    assert (first.code, other.code) == ("T-1", "T-2")
    # A NIK typed for the wrong person parts them again.
    SUSPECTS.change(second, by=cast.citra, based_on=None, nik="1602051203900003")
    assert Suspect.objects.get(pk=second.pk).person_id != first.person_id
    assert verify() == []


def test_no_name_reaches_a_report(cast: Cast) -> None:
    case = opened_case(cast, prominent=True, prominent_reason="terbesar tahun ini", summary=f"T-1 adalah {NAME}")
    name_suspect(cast, case, name=NAME)
    assert all(NAME not in line.text and "T-1" not in line.text for line in cases(cast.oki, 2023))


def test_every_table_of_this_room_stands_behind_the_wall() -> None:
    migrations = (Path(__file__).parents[1] / "migrations").glob("*.py")
    wall = "".join(text for one in migrations if "wall_around" in (text := one.read_text()))
    for model in apps.get_app_config("enforcement").get_models(include_auto_created=True):
        assert f'"{model._meta.db_table.removeprefix("enforcement_")}"' in wall


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no row-level security")
@pytest.mark.parametrize("side", ["", "treatment"])
def test_the_database_hides_this_room_from_other_sessions(cast: Cast, case: Case, side: str) -> None:
    name_suspect(cast, case)
    set_side(side)
    assert not Case.objects.exists()
    assert not Suspect.objects.exists()
    set_side("enforcement")
    assert Suspect.objects.count() == 1
