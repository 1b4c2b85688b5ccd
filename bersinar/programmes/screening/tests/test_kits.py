"""Kits are kept by lot: a session takes what a lot has and what holds good that day, and the stock is a figure."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.screening.actions import SESSIONS
from bersinar.programmes.screening.kits import LOSSES, LOTS, USES
from bersinar.programmes.screening.models import KitLoss, KitLot, KitUse, UrineSession
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.planned import institution

from .conftest import differing, find


@pytest.fixture(autouse=True)
def as_the_tester(cast: Cast) -> None:
    """Outside of a request nobody sets the side of the database's session."""
    set_side("", cast.ani.pk)


def receive(cast: Cast, **values: Any) -> KitLot:
    """A hundred kits of six parameters, received in March 2023 and good until the year's end."""
    said = {
        "brand": "Alat Contoh", "lot": "A12", "panel": "six", "received_on": date(2023, 3, 1), "received": 100,
        "expires_on": date(2023, 12, 31), **values,
    }  # fmt: skip
    return LOTS.create(office=cast.oki, by=cast.ani, **said)


@pytest.fixture
def lot(cast: Cast) -> KitLot:
    return receive(cast)


def use_form(session: UrineSession) -> str:
    return f"{reverse('screening:use_new')}?sesi={session.pk}"


def test_a_session_takes_kits_from_the_lot_that_expires_first(cast: Cast, session: UrineSession, lot: KitLot) -> None:
    soonest = receive(cast, lot="B07", expires_on=date(2023, 6, 30))
    receive(cast, lot="C99", expires_on=date(2023, 5, 1))
    client = cast.client(cast.ani)
    form = opened(client, use_form(session))
    assert (form["lot"], form["used"]) == (soonest.pk, "40")
    offered = client.get(use_form(session)).context["form"].fields["lot"].queryset
    assert {one.lot for one in offered} == {"A12", "B07"}  # the third had expired before the test
    answer = send(client, use_form(session), used="42", failed="2")
    assert answer.url == reverse("screening:session", args=[session.pk])
    use = KitUse.objects.get()
    assert (use.lot, use.lot.left) == (soonest, 58)
    assert sorted(posted(use, "kind", "day", "quantity", "detail")) == [
        ("screening.kit_failed", date(2023, 5, 10), 2, "six"), ("screening.kit_stocked", date(2023, 5, 10), -42, "six"),
        ("screening.kit_used", date(2023, 5, 10), 42, "six"),
    ]  # fmt: skip
    assert "Alat Contoh lot B07" in client.get(answer.url).text
    assert differing() == []


def test_the_stock_is_a_figure(cast: Cast, session: UrineSession, lot: KitLot) -> None:
    USES.create(office=cast.oki, by=cast.ani, session=session, lot=lot, used=40)
    loss = LOSSES.create(office=cast.oki, by=cast.ani, lot=lot, lost_on=date(2023, 6, 1), count=5, cause="damaged")
    assert {code: figure(cast.oki, f"screening.kits_{code}")[0] for code in ("received", "used", "written_off", "in_stock")} == {
        "received": "100", "used": "40", "written_off": "5", "in_stock": "55",
    }  # fmt: skip
    LOSSES.cancel(loss, by=cast.ani, reason="ternyata ada")
    assert figure(cast.oki, "screening.kits_in_stock")[0] == "60"
    assert differing() == []


@pytest.mark.parametrize(
    ("lot_says", "typed", "sentence"),
    [
        ({}, {"used": "101"}, "diterima 100, tetapi dipakai dan dikeluarkan 101"),
        ({}, {"used": "40", "failed": "41"}, "Melebihi 40 alat yang dipakai"),
        ({}, {"used": "0"}, "Isi sedikitnya 1"),
    ],
)
def test_what_cannot_be_used_is_refused(
    cast: Cast, session: UrineSession, lot_says: dict[str, Any], typed: dict[str, str], sentence: str
) -> None:
    receive(cast, **lot_says)
    answer = send(cast.client(cast.ani), use_form(session), **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not KitUse.objects.exists()


def test_expired_kits_and_those_not_yet_there_are_refused_by_the_action_too(cast: Cast, session: UrineSession) -> None:
    expired = receive(cast, expires_on=date(2023, 5, 9))
    later = receive(cast, lot="B", received_on=date(2023, 5, 11))
    for one, sentence in ((expired, "kedaluwarsa 9 Mei 2023"), (later, "baru diterima 11 Mei 2023")):
        with pytest.raises(Refusal, match=sentence):
            USES.create(office=cast.oki, by=cast.ani, session=session, lot=one, used=1)
    LOTS.change(expired, by=cast.ani, based_on=None, expires_on=date(2023, 5, 10))
    assert USES.create(office=cast.oki, by=cast.ani, session=session, lot=expired, used=1).lot == expired


def test_a_lot_in_use_gives_no_less_than_it_gave(cast: Cast, session: UrineSession, lot: KitLot) -> None:
    use = USES.create(office=cast.oki, by=cast.ani, session=session, lot=lot, used=40)
    client, url = cast.client(cast.ani), reverse("screening:lot_change", args=[lot.pk])
    assert "diterima 39" in sentences(send(client, url, received="39"))
    assert "kedaluwarsa 9 Mei 2023" in sentences(send(client, url, expires_on="2023-05-09"))
    assert "Batalkan dahulu" in client.post(reverse("screening:lot_cancel", args=[lot.pk]), {"reason": "ganda"}).text
    assert send(client, url, received="40").status_code == 302
    with pytest.raises(Refusal, match="baru diterima 1 Maret 2023"):
        SESSIONS.change(session, by=cast.ani, based_on=None, held_on=date(2023, 2, 1))
    moved = SESSIONS.change(session, by=cast.ani, based_on=None, held_on=date(2023, 5, 12))
    assert posted(use, "day") == [(date(2023, 5, 12),)] * 3
    with pytest.raises(Refusal, match="masih memakai alat"):
        SESSIONS.cancel(moved, by=cast.ani, reason="ganda")
    USES.cancel(use, by=cast.ani, reason="salah lot")
    SESSIONS.cancel(moved, by=cast.ani, reason="ganda")
    assert differing() == []


def test_the_kits_say_what_can_be_reactive(cast: Cast, session: UrineSession) -> None:
    three = receive(cast, panel="three")
    use = USES.create(office=cast.oki, by=cast.ani, session=session, lot=three, used=40)
    assert session.parameters == ["amp", "thc", "mop"]
    with pytest.raises(Refusal, match="tidak memuat Metamfetamin"):
        find(cast, session, 1, by_parameter={"met": 1})
    seven = receive(cast, lot="S7", panel="seven")
    USES.create(office=cast.oki, by=cast.ani, session=session, lot=seven, used=2)
    second = KitUse.objects.get(lot=seven)
    find(cast, session, 1, by_parameter={"soma": 1})
    with pytest.raises(Refusal, match="memuat parameter yang tidak dicari"):
        USES.cancel(second, by=cast.ani, reason="salah lot")
    USES.cancel(use, by=cast.ani, reason="salah lot")  # what is left looks for more


def test_a_colleague_does_not_learn_from_kits_what_was_found(cast: Cast, session: UrineSession, colleague: Any) -> None:
    find(cast, session, 1, by_parameter={"met": 1})
    with pytest.raises(Refusal, match="Hanya petugas tesnya"):
        USES.create(office=cast.oki, by=colleague, session=session, lot=receive(cast, panel="three"), used=40)
    seven = receive(cast, lot="S7", panel="seven")
    assert USES.create(office=cast.oki, by=colleague, session=session, lot=seven, used=40).lot == seven


def test_an_expired_lot_is_written_off_from_its_page(cast: Cast, lot: KitLot) -> None:
    client = cast.client(cast.ani)
    page = client.get(reverse("screening:lot", args=[lot.pk])).text
    assert "sudah kedaluwarsa" in page
    url = f"{reverse('screening:loss_new')}?lot={lot.pk}"
    assert url in page
    form = opened(client, url)
    assert (form["count"], form["cause"]) == ("100", "expired")
    assert "belum terjadi" in sentences(send(client, url, lost_on="2099-01-01"))
    assert send(client, url, count="101").status_code == 422
    assert send(client, url).status_code == 302
    assert KitLoss.objects.get().count == 100
    assert "Alat Contoh lot A12" in client.get(reverse("screening:lot_list")).text
    assert not client.get(reverse("screening:lot_list")).context["spoiled"]


def test_the_stock_page_says_how_long_it_lasts(cast: Cast, session: UrineSession) -> None:
    today = cast.oki.local_day()
    recent = receive(cast, lot="Z1", received=400, expires_on=today.replace(year=today.year + 2))
    with_use = SESSIONS.create(
        office=cast.oki,
        by=cast.ani,
        activity_id=session.activity_id,
        institution=session.institution,
        held_on=date(2023, 9, 1),
        tested=9,
    )
    USES.create(office=cast.oki, by=cast.ani, session=with_use, lot=recent, used=100)
    (supply,) = cast.client(cast.ani).get(reverse("screening:lot_list")).context["supplies"]
    assert (supply.left, supply.lasts) == (300, "belum dapat diperkirakan")  # nothing used in the last half year


def test_stock_is_open_to_read_and_one_offices_to_write(cast: Cast, lot: KitLot) -> None:
    page = reverse("screening:lot", args=[lot.pk])
    assert cast.client(cast.ani).get(page).status_code == 200
    assert cast.client(cast.gita).get(page).status_code == 404
    for part in ("_change", "_cancel"):
        for key in (lot.pk, uuid4()):
            url = reverse(f"screening:lot{part}", args=[key])
            assert cast.client(cast.citra).get(url).status_code == 403
            assert cast.client(cast.gita).get(url).status_code == 404


def test_absent_staff_are_tested_later_and_counted_once(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    office = institution(cast.oki, cast.ani, name="Dinas Rekaan", staff=60, region=school.region)
    first = SESSIONS.create(
        office=cast.oki, by=cast.ani, activity_id=tests_of_2023, institution=office, held_on=date(2023, 5, 10), invited=50,
        tested=45, absent=5, request_letter="005/7",
    )  # fmt: skip
    client = cast.client(cast.ani)
    url = f"{reverse('screening:session_new')}?susulan={first.pk}"
    assert url in client.get(reverse("screening:session", args=[first.pk])).text
    assert "Susulan bersama 6 orang dites, tetapi yang tidak hadir pada sesi pertama 5" in sentences(
        send(client, url, held_on="2023-06-01", tested="6", invited="6")
    )
    assert send(client, url, held_on="2023-06-01", tested="3").status_code == 302
    second = UrineSession.objects.get(follows=first)
    assert (second.institution, second.request_letter, second.invited) == (office, "005/7", 5)
    assert (figure(cast.oki, "screening.invited")[0], figure(cast.oki, "screening.tested")[0]) == ("50", "48")
    assert figure(cast.oki, "screening.institutions")[0] == "1"
    page = client.get(reverse("screening:session", args=[second.pk])).text
    assert "80 %" in page
    row = client.get(reverse("screening:coverage")).context["rows"][0]
    assert (row.tested, row.absent, row.staff, row.share) == (48, 2, 60, "80")
    with pytest.raises(Refusal, match="punya sesi susulan"):
        SESSIONS.cancel(first, by=cast.ani, reason="ganda")
    assert differing() == []


def test_a_request_fills_in_the_session_that_answers_it(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    asked = f"?kegiatan={tests_of_2023}&instansi={school.pk}&surat=005/7&tanggal=2023-05-02"
    form = opened(cast.client(cast.ani), reverse("screening:session_new") + asked)
    assert (form["institution"], form["activity_id"]) == (str(school.pk), str(tests_of_2023))
    assert (form["request_letter"], form["requested_on"]) == ("005/7", "2023-05-02")
    assert "sheet" not in form
    assert "follows" not in form
