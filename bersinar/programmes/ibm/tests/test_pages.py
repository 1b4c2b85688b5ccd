"""From the form to the list, and who may open what."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.foundation.regions.models import Region
from bersinar.ledger.verify import verify
from bersinar.programmes.ibm.actions import UNITS
from bersinar.programmes.ibm.models import FurtherTraining, IBMUnit, RecoveryAgent
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import form_unit, train


def test_a_unit_is_formed_manned_ended_and_cancelled_by_the_forms(cast: Cast, village: Region) -> None:
    browser = cast.client(cast.budi)
    new = reverse("ibm:unit_new")
    offered = {str(code) for code, _ in browser.get(new).context["form"].fields["village"].choices}
    assert village.code in offered
    assert village.parent_id not in offered  # villages only
    send(browser, new, name="IBM Rekaan", village=village.code, formed_on="14-02-2023", in_bersinar_site="on")
    unit = IBMUnit.objects.get()
    assert unit.in_bersinar_site

    several = f"{reverse('ibm:agents_new')}?unit={unit.pk}"
    lines = "Warga Satu, L\n\nWarga Dua; p\nWarga Tiga, perempuan"
    answer = send(browser, several, trained_on="2023-03-08", people=lines)
    assert answer.url == reverse("ibm:unit", args=[unit.pk])
    named = list(RecoveryAgent.objects.order_by("name").values_list("name", "sex", "training"))
    assert named == [
        ("Warga Dua", "female", "bimtek"),
        ("Warga Satu", "male", "bimtek"),
        ("Warga Tiga", "female", "bimtek"),
    ]

    one = f"{reverse('ibm:agent_new')}?unit={unit.pk}"
    send(browser, one, name="Warga Empat", sex="male", birth_year="1990", trained_on="2023-03-08")
    agent = RecoveryAgent.objects.get(name="Warga Empat")
    further = f"{reverse('ibm:training_new')}?agen={agent.pk}"
    send(browser, further, trained_on="2023-06-01", training="workshop")
    assert FurtherTraining.objects.get().agent == agent

    change = reverse("ibm:unit_change", args=[unit.pk])
    assert "ikut berakhir" in browser.get(change).text  # the form says what ending does
    send(browser, change, ended_on="2023-10-02", end_reason="finished")
    assert not RecoveryAgent.objects.filter(left_on__isnull=True).exists()
    assert "Catat beberapa agen" not in browser.get(reverse("ibm:unit", args=[unit.pk])).text
    for agent in RecoveryAgent.objects.all():
        browser.post(reverse("ibm:agent_cancel", args=[agent.pk]), {"reason": "percobaan"})
    browser.post(reverse("ibm:unit_cancel", args=[unit.pk]), {"reason": "percobaan"})
    unit.refresh_from_db()
    assert unit.is_cancelled
    assert posted(unit) == []
    assert verify() == []


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ("Warga Satu, L\nWarga Dua", "Baris 2 belum jelas"),
        ("Warga Satu, X", "Baris 1 belum jelas"),
        (f"{'a' * 121}, L", "Baris 1: nama paling panjang 120 huruf"),
        ("Warga, L\n" * 51, "Paling banyak 50 orang"),
    ],
)
def test_unclear_lines_come_back_by_number(cast: Cast, unit: IBMUnit, lines: str, sentence: str) -> None:
    browser, url = cast.client(cast.budi), f"{reverse('ibm:agents_new')}?unit={unit.pk}"
    answer = send(browser, url, trained_on="2023-03-08", people=lines)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not RecoveryAgent.objects.exists()


def test_several_sent_twice_are_trained_once(cast: Cast, unit: IBMUnit) -> None:
    browser, url = cast.client(cast.budi), f"{reverse('ibm:agents_new')}?unit={unit.pk}"
    typed: dict[str, Any] = {**opened(browser, url), "trained_on": "2023-03-08", "people": "Warga Satu, L"}
    answers = [browser.post(url, typed) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert RecoveryAgent.objects.count() == 1


def test_an_impossible_unit_is_refused_on_the_form(cast: Cast) -> None:
    answer = send(cast.client(cast.budi), reverse("ibm:unit_new"), formed_on="2099-01-01")
    assert "belum terjadi" in sentences(answer)
    assert not IBMUnit.objects.exists()


def test_a_lost_update_is_refused(cast: Cast, unit: IBMUnit) -> None:
    browser, url = cast.client(cast.budi), reverse("ibm:unit_change", args=[unit.pk])
    seen = opened(browser, url)
    UNITS.change(unit, by=cast.budi, based_on=1, type="new")
    answer = browser.post(url, {**seen, "type": "sustained"})
    assert answer.status_code == 422
    assert "sudah diubah orang lain" in answer.text
    unit.refresh_from_db()
    assert unit.type == "new"


def test_the_list_counts_active_agents_and_is_narrowed(cast: Cast, unit: IBMUnit) -> None:
    train(cast, unit, ["male", "female"])
    ended = form_unit(cast, name="IBM Lama")
    train(cast, ended)
    UNITS.change(ended, by=cast.budi, based_on=1, ended_on=date(2023, 5, 1), end_reason="other")
    browser, url = cast.client(cast.joko), reverse("ibm:unit_list")

    def rows(**asked: str) -> dict[str, str]:
        return {str(row): cells[3].words for row, _, cells in browser.get(url, asked).context["table"]}

    assert rows() == {"IBM Rekaan": "2", "IBM Lama": "0"}
    assert rows(aktif="ya") == {"IBM Rekaan": "2"}
    assert rows(aktif="tidak") == {"IBM Lama": "0"}
    assert rows(q="lama") == {"IBM Lama": "0"}


def test_the_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, unit: IBMUnit) -> None:
    browser, url = cast.client(cast.budi), reverse("ibm:unit_list")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(url).status_code == 200
        return len(counted)

    browser.get(url)
    short = queries()
    for number in range(15):
        form_unit(cast, name=f"IBM {number}")
    assert queries() == short <= 12


def test_units_are_open_to_read_and_written_by_those_who_treat(cast: Cast, unit: IBMUnit) -> None:
    agent = train(cast, unit)[0]
    pages = [reverse("ibm:unit", args=[unit.pk]), reverse("ibm:agent", args=[agent.pk])]
    for name, status in (("ani", 200), ("eko", 200), ("citra", 200), ("joko", 200), ("gita", 404), ("fitri", 403)):
        browser = cast.client(getattr(cast, name))
        assert [browser.get(page).status_code for page in pages] == [status] * 2, name
    for name in ("ani", "eko", "citra", "joko", "fitri"):
        browser = cast.client(getattr(cast, name))
        for part in ("unit_new", "agent_new", "agents_new", "training_new"):
            assert browser.get(reverse(f"ibm:{part}")).status_code == 403
        for key in (unit.pk, uuid4()):
            assert browser.get(reverse("ibm:unit_change", args=[key])).status_code == 403
    for key in (unit.pk, uuid4()):
        assert cast.client(cast.hadi).get(reverse("ibm:unit_change", args=[key])).status_code == 404
        assert cast.client(cast.fitri).get(reverse("ibm:unit", args=[key])).status_code == 403
