"""The desk: a number, an identity that is looked at, a fee, a screening, a test; and each refusal with what to do."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.skhpn import actions
from bersinar.programmes.skhpn.actions import TARIFFS, VISITS, set_rule
from bersinar.programmes.skhpn.models import DeskRule, Visit, rule_of
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import DAY, NAME, NIK, arrive, at_result, drafted, identified

IDENTITY = {"document": "ktp", "name": NAME, "nik": NIK, "birth_date": "05-07-1998", "sex": "female"}


def step(visit: Visit, code: str) -> str:
    return reverse("skhpn:visit_step", args=[visit.pk, code])


def test_the_whole_way_to_the_result_on_the_pages(cast: Cast) -> None:
    browser = cast.client(cast.budi)
    send(browser, reverse("skhpn:visit_new"), visited_on="2023-03-14", purpose="work")
    visit = Visit.objects.get()
    assert (visit.number, visit.stage) == (1, "waiting")
    send(browser, step(visit, "identify"), **IDENTITY)
    assert "Tarif hari kunjungan: Rp 290.000" in browser.get(step(visit, "pay")).text
    send(browser, step(visit, "pay"), receipt="B-0001")
    answers = {f"butir_q{number}": "0" for number in range(1, 11)}
    send(browser, step(visit, "screen"), screening_result="concern", **{**answers, "butir_q1": "1"})
    send(browser, step(visit, "test"), tested_on="2023-03-14", panel="six", is_reactive="0")
    visit.refresh_from_db()
    assert (visit.stage, visit.fee, visit.initials, visit.is_minor) == ("tested", 290_000, "W. R. U.", False)
    assert (visit.values, visit.bands) == ({"score": 2}, {"score": "low"})
    page = browser.get(reverse("skhpn:visit", args=[visit.pk])).text
    assert "DAST-10: Skor 2 (rendah)" in page
    assert "Nonreaktif" in page
    assert "Buat surat keterangan" in page
    assert verify() == []


def test_numbers_begin_anew_every_day_and_every_office(cast: Cast) -> None:
    first, second = arrive(cast), arrive(cast)
    tomorrow = arrive(cast, visited_on=DAY + timedelta(days=1))
    theirs = VISITS.create(office=cast.lumajang, by=cast.hadi, visited_on=DAY, purpose="work")
    assert [one.number for one in (first, second, tomorrow, theirs)] == [1, 2, 1, 1]
    VISITS.cancel(first, by=cast.budi, reason="salah pencet")
    assert arrive(cast).number == 3  # a number that was called is not called again
    moved = VISITS.change(second, by=cast.budi, based_on=None, visited_on=DAY + timedelta(days=1))
    assert moved.number == 2


def test_sent_twice_it_is_one_number(cast: Cast) -> None:
    browser, new = cast.client(cast.budi), reverse("skhpn:visit_new")
    typed = {**opened(browser, new), "visited_on": "2023-03-14", "purpose": "work"}
    browser.post(new, typed)
    browser.post(new, typed)
    assert Visit.objects.count() == 1


def test_who_came_stands_in_no_list_page_audit_or_screen(cast: Cast, visit: Visit) -> None:
    identified(cast, visit)
    browser = cast.client(cast.budi)
    shown = [
        reverse("skhpn:visit_list"),
        reverse("skhpn:visit", args=[visit.pk]),
        reverse("skhpn:waiting"),
        step(visit, "correct"),
    ]
    pages = [browser.get(url).text for url in shown]
    assert all(NAME not in page and NIK not in page and "Wulan" not in page for page in pages)
    said = str(list(AuditLine.objects.values_list("changes", flat=True)))
    assert "Wulan" not in said and NIK not in said and "W. R." not in said
    before = Reading.objects.count()
    assert NAME in browser.post(reverse("skhpn:visit_open", args=[visit.pk]), {"purpose": "match"}).text
    assert Reading.objects.count() > before


def test_the_screen_of_the_waiting_room_shows_numbers_of_today_only(cast: Cast) -> None:
    today = cast.oki.local_day()
    arrive(cast)
    waits, served, gone = (arrive(cast, visited_on=today) for _ in range(3))
    identified(cast, served)
    actions.leave(gone, by=cast.budi, based_on=None)
    context = cast.client(cast.budi).get(reverse("skhpn:waiting")).context
    assert (context["waiting"], context["served"]) == ([waits.number], [served.number])


def test_a_corrected_identity_keeps_what_is_left_empty(cast: Cast, visit: Visit) -> None:
    identified(cast, visit)
    browser = cast.client(cast.budi)
    assert send(browser, step(visit, "correct"), name="Wati Rekaan").status_code == 302
    visit.refresh_from_db()
    assert visit.initials == "W. R."
    assert visit.nik is not None and visit.nik.open(by=cast.budi, purpose="uji") == NIK
    assert visit.stage == "identified"


@pytest.mark.parametrize(
    ("code", "typed", "sentence"),
    [
        ("identify", {**IDENTITY, "nik": "123"}, "NIK harus 16 angka"),
        ("identify", {**IDENTITY, "birth_date": "05-07-2030"}, "sesudah kunjungan"),
        ("identify", {**IDENTITY, "name": ""}, "tidak boleh kosong"),
    ],
)
def test_what_is_typed_wrong_comes_back(
    cast: Cast, visit: Visit, code: str, typed: dict[str, Any], sentence: str
) -> None:
    answer = send(cast.client(cast.budi), step(visit, code), **typed)
    assert answer.status_code == 422
    said = sentences(answer)
    assert sentence.lower() in said.lower()
    visit.refresh_from_db()
    assert (visit.stage, visit.name) == ("waiting", None)
    if typed.get("address"):
        assert typed["address"] in answer.text


def test_a_fee_is_paid_by_the_tariff_of_the_day_or_waived_with_a_reason(cast: Cast, visit: Visit) -> None:
    TARIFFS.create(office=cast.oki, by=cast.budi, amount=300_000, in_force_from=date(2023, 3, 15), ground="Baru")
    identified(cast, visit)
    browser = cast.client(cast.budi)
    assert "Isi nomor bukti bayar" in sentences(send(browser, step(visit, "pay")))
    both = send(browser, step(visit, "pay"), receipt="B-1", exemption="poor")
    assert "tidak keduanya" in sentences(both)
    assert actions.pay(visit, by=cast.budi, based_on=None, receipt="B-1").fee == 290_000
    poor = identified(cast, arrive(cast))
    assert actions.pay(poor, by=cast.budi, based_on=None, exemption="poor").fee == 0
    later = identified(cast, arrive(cast, visited_on=date(2023, 3, 15)))
    assert actions.pay(later, by=cast.budi, based_on=None, receipt="B-2").fee == 300_000
    early = identified(cast, arrive(cast, visited_on=date(2019, 1, 2)))
    with pytest.raises(Refusal, match="Belum ada tarif"):
        actions.pay(early, by=cast.budi, based_on=None, receipt="B-3")


def test_a_half_filled_screening_is_refused_and_a_paper_one_is_not(cast: Cast, visit: Visit) -> None:
    identified(cast, visit)
    actions.pay(visit, by=cast.budi, based_on=None, receipt="B-1")
    browser = cast.client(cast.budi)
    half = send(browser, step(visit, "screen"), screening_result="concern", butir_q1="1")
    assert half.status_code == 422
    assert "Belum diisi." in sentences(half)
    assert (
        opened(browser, step(visit, "screen")).get("butir_q1") != "1" or half.context["form"]["butir_q1"].value() == "1"
    )
    assert send(browser, step(visit, "screen"), screening_result="concern").status_code == 302
    visit.refresh_from_db()
    assert (visit.instrument, visit.answers, visit.screening_result) == ("", None, "concern")


def test_a_minor_is_told_of_and_has_no_bands(cast: Cast, visit: Visit) -> None:
    identified(cast, visit, birth_date=date(2007, 3, 15))
    actions.pay(visit, by=cast.budi, based_on=None, receipt="B-1")
    answers = {f"q{number}": 1 for number in range(1, 11)}
    kept = actions.screen(visit, by=cast.budi, based_on=None, screening_result="concern", answers=answers)
    assert (kept.is_minor, kept.values, kept.bands) == (True, {"score": 9}, {})
    assert "di bawah 18 tahun" in cast.client(cast.budi).get(reverse("skhpn:visit", args=[visit.pk])).text


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"is_reactive": "1"}, "Centang parameter yang reaktif"),
        ({"is_reactive": "0", "reactive": ["met"]}, "nonreaktif"),
        ({"is_reactive": "1", "reactive": ["soma"]}, "Panel ini tidak memuat Karisoprodol"),
        ({"is_reactive": "0", "tested_on": "2023-03-13"}, "tidak mendahului kunjungan"),
    ],
)
def test_a_result_that_cannot_be_is_refused(cast: Cast, visit: Visit, typed: dict[str, Any], sentence: str) -> None:
    identified(cast, visit)
    actions.pay(visit, by=cast.budi, based_on=None, receipt="B-1")
    actions.screen(visit, by=cast.budi, based_on=None, screening_result="no_concern")
    said = {"tested_on": "2023-03-14", "panel": "six", **typed}
    assert sentence in sentences(send(cast.client(cast.budi), step(visit, "test"), **said))
    visit.refresh_from_db()
    assert visit.stage == "screened"


def test_a_result_is_corrected_as_long_as_no_letter_stands(cast: Cast, visit: Visit) -> None:
    at_result(cast, visit)
    send(cast.client(cast.budi), step(visit, "retest"), is_reactive="1", reactive=["met"])
    visit.refresh_from_db()
    assert visit.is_reactive
    actions.retest(visit, by=cast.budi, based_on=None, tested_on=DAY, panel="six", is_reactive=False)
    visit.refresh_from_db()
    drafted(cast, visit)
    with pytest.raises(Refusal, match="masih punya surat"):
        actions.retest(
            visit, by=cast.budi, based_on=None, tested_on=DAY, panel="six", is_reactive=True, reactive=["met"]
        )
    with pytest.raises(Refusal, match="masih punya surat"):
        VISITS.cancel(visit, by=cast.budi, reason="salah")


def test_two_people_at_one_visit_do_not_take_one_step_twice(cast: Cast, visit: Visit) -> None:
    browser = cast.client(cast.budi)
    typed = {**opened(browser, step(visit, "identify")), **IDENTITY}
    identified(cast, visit)
    again = browser.post(step(visit, "identify"), typed)
    assert again.status_code == 422
    assert "diubah orang lain" in sentences(again)


def test_the_rule_is_the_heads_and_must_make_sense(cast: Cast) -> None:
    browser, page = cast.client(cast.budi), reverse("skhpn:rule")
    assert rule_of(cast.oki).valid_days == 90
    wrong = send(browser, page, valid_days="200", keep_months="2")
    assert "selama suratnya masih berlaku" in sentences(wrong)
    assert send(browser, page, valid_days="30", keep_months="6", instrument="").status_code == 302
    rule = DeskRule.objects.get()
    assert (rule.valid_days, rule.keep_months, rule.instrument) == (30, 6, "")
    assert rule_of(cast.lumajang).valid_days == 90
    with pytest.raises(Refusal):
        set_rule(office=cast.lumajang, by=cast.budi, valid_days=1, keep_months=1, instrument="")


def test_nobody_but_the_clinic_comes_in(cast: Cast, visit: Visit) -> None:
    parts = ("", "_change", "_cancel", "_open", "_invite")
    for person in ("ani", "citra", "dewi", "eko", "fitri", "kiki", "indra", "joko"):
        browser = cast.client(getattr(cast, person))
        for key in (visit.pk, uuid4()):
            urls = [reverse(f"skhpn:visit{part}", args=[key]) for part in parts] + [step(visit, "identify")]
            assert {browser.get(url).status_code for url in urls} == {403}, person
        for name in ("visit_list", "visit_new", "visit_export", "waiting", "rule", "tariff_list"):
            assert browser.get(reverse(f"skhpn:{name}")).status_code == 403, (person, name)
    theirs = cast.client(cast.hadi)
    for key in (visit.pk, uuid4()):
        assert {theirs.get(reverse(f"skhpn:visit{part}", args=[key])).status_code for part in parts} == {404}
    assert "14-03-2023" not in theirs.get(reverse("skhpn:visit_list")).text
