"""Results by code: the house knows codes and never people, and the session's result is added up from them."""

from __future__ import annotations

import re
from datetime import date
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side, side
from bersinar.foundation.audit.models import Reading
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.counts import hand_out_count
from bersinar.programmes.screening.kits import set_service_rule
from bersinar.programmes.screening.models import CountHandout, Pot, PotSheet, SessionResult, UrineSession
from bersinar.programmes.screening.pots import POT_SHEETS, POTS, read_rest_negative
from bersinar.programmes.screening.retention import erase_due_pots
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.planned import institution

from .conftest import differing, find, hold


@pytest.fixture(autouse=True)
def as_the_tester(cast: Cast) -> None:
    """Outside of a request nobody sets the side of the database's session."""
    set_side("", cast.ani.pk)


@pytest.fixture
def agency(cast: Cast, school: Institution) -> Institution:
    return institution(cast.oki, cast.ani, name="Dinas Contoh", environment="government", region=school.region)


@pytest.fixture
def tested(cast: Cast, tests_of_2023: UUID, agency: Institution) -> UrineSession:
    """Five people of an agency, six parameters."""
    return hold(cast, tests_of_2023, agency, tested=5)


@pytest.fixture
def sheet(cast: Cast, tested: UrineSession) -> PotSheet:
    """Six codes for the five, one to spare."""
    return draw(cast, tested, 6)


def draw(cast: Cast, session: UrineSession, count: int) -> PotSheet:
    return POT_SHEETS.create(
        office=cast.oki,
        by=cast.ani,
        institution=session.institution,
        planned_on=session.held_on,
        count=count,
        session=session,
    )


def codes(sheet: PotSheet) -> list[str]:
    return list(Pot.objects.filter(sheet=sheet).order_by("code").values_list("code", flat=True))


def read(cast: Cast, sheet: PotSheet, code: str, **values: Any) -> Pot:
    return POTS.change(Pot.objects.get(sheet=sheet, code=code), by=cast.ani, based_on=None, **values)


def page_of(sheet: PotSheet) -> str:
    return reverse("screening:pots", args=[sheet.pk])


def test_codes_are_drawn_by_chance_and_printed(cast: Cast, tested: UrineSession) -> None:
    client = cast.client(cast.ani)
    url = f"{reverse('screening:pots_new')}?sesi={tested.pk}"
    assert url in client.get(reverse("screening:session", args=[tested.pk])).text
    assert "Isi 1 sampai 500" in sentences(send(client, url, count="501"))
    answer = send(client, url, count="30")
    sheet = PotSheet.objects.get()
    set_side("", cast.ani.pk)
    drawn = codes(sheet)
    assert answer.url == page_of(sheet)
    assert len(set(drawn)) == 30
    assert all(re.fullmatch(r"[2-9A-Z]{3}-[2-9A-Z]{3}", one) for one in drawn)
    for part in ("labels", "names"):
        printed = client.get(reverse(f"screening:pots_{part}", args=[sheet.pk]))
        assert printed.content.startswith(b"%PDF")
        assert "Dinas" not in printed["Content-Disposition"]


def test_codes_made_before_the_day_go_with_the_session_that_is_recorded_from_them(
    cast: Cast, tests_of_2023: UUID, agency: Institution
) -> None:
    client = cast.client(cast.ani)
    send(client, reverse("screening:pots_new"), institution=str(agency.pk), planned_on="2023-08-01", count="3")
    sheet = PotSheet.objects.get()
    url = f"{reverse('screening:session_new')}?lembar={sheet.pk}"
    assert url in client.get(page_of(sheet)).text
    assert send(client, url, activity_id=str(tests_of_2023), tested="3", panel="six").status_code == 302
    sheet.refresh_from_db()
    session = UrineSession.objects.get()
    assert (sheet.session, session.institution, session.held_on) == (session, agency, date(2023, 8, 1))


def test_results_are_read_by_code_and_the_rest_is_negative(cast: Cast, tested: UrineSession, sheet: PotSheet) -> None:
    client = cast.client(cast.ani)
    first, second, *others = codes(sheet)
    found: Any = client.post(reverse("screening:pots_find", args=[sheet.pk]), {"code": first.replace("-", "").lower()})
    assert first not in found.url
    missing = client.post(reverse("screening:pots_find", args=[sheet.pk]), {"code": "222-222"}, follow=True)
    assert "tidak ada pada lembar ini" in missing.text
    assert send(client, found.url, result="reactive", reactive=["met", "amp"], medicines=["cold"]).url == page_of(sheet)
    assert not SessionResult.objects.exists()  # of five who were tested one is read
    set_side("", cast.ani.pk)
    read(cast, sheet, second, result="invalid")
    rest = reverse("screening:pots_rest", args=[sheet.pk])
    assert "Tuliskan 1 kode yang tidak terpakai" in sentences(send(client, rest))
    assert "Bukan kode kosong" in sentences(send(client, rest, spare=first))
    assert send(client, rest, spare=others[-1]).url == page_of(sheet)
    set_side("", cast.ani.pk)
    result = SessionResult.objects.get(session=tested)
    assert (result.persons_reactive, result.by_parameter, result.referred) == (1, {"amp": 1, "met": 1}, 0)
    assert figure(cast.oki, "screening.positive")[0] == "1"
    assert figure(cast.oki, "screening.parameters")[0] == "2"
    assert differing() == []


def test_what_followed_is_told_by_code_and_summed(cast: Cast, tested: UrineSession, sheet: PotSheet) -> None:
    one, two, three, *rest = codes(sheet)
    for code in (one, two, three):
        read(cast, sheet, code, result="reactive", reactive=["bzo"])
    read_rest_negative(sheet, spare=rest[:1], by=cast.ani)
    may = [date(2023, 5, day) for day in range(1, 32)]
    sent = {"sent_on": may[10], "laboratory": "Laboratorium Contoh"}
    read(cast, sheet, one, explained_on=may[11], **sent, answered_on=may[19], confirmation="positive")
    read(cast, sheet, two, **sent, answered_on=may[19], confirmation="negative", answer_letter="LAB/1")
    read(cast, sheet, three, **sent, answered_on=may[20], confirmation="positive", offered_on=may[21])
    result = SessionResult.objects.get(session=tested)
    followed = (result.sent, result.explained, result.confirmed, result.refuted, result.referred)
    assert followed == (3, 1, 1, 1, 1)
    assert Pot.objects.get(sheet=sheet, code=three).waited == 10
    assert figure(cast.oki, "screening.refuted")[0] == "1"
    assert {day for _, day in posted(result, "kind", "day")} == {date(2023, 5, 1)}
    assert differing() == []


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"result": "reactive"}, "Pilih paling sedikit satu parameter"),
        ({"result": "negative", "reactive": ["met"]}, "Ada parameter yang reaktif"),
        ({"result": "negative", "offered_on": "2023-05-11"}, "Hanya untuk hasil reaktif"),
        ({"result": "reactive", "reactive": ["met"], "offered_on": "2023-05-09"}, "Sebelum hari tes"),
        ({"result": "reactive", "reactive": ["met"], "sent_on": "2023-05-11"}, "Isi laboratorium"),
        ({"result": "reactive", "reactive": ["met"], "answered_on": "2023-05-11"}, "Isi kapan dikirim"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_a_sentence(
    cast: Cast, sheet: PotSheet, typed: dict[str, Any], sentence: str
) -> None:
    pot = Pot.objects.filter(sheet=sheet).first()
    assert pot is not None
    answer = send(cast.client(cast.ani), reverse("screening:pot_change", args=[pot.pk]), **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    set_side("", cast.ani.pk)
    assert not Pot.objects.exclude(result="").exists()


def test_a_result_has_one_source(cast: Cast, tested: UrineSession, sheet: PotSheet) -> None:
    with pytest.raises(Refusal, match="dihitung dari kode potnya"):
        find(cast, tested, 1)
    read_rest_negative(sheet, spare=codes(sheet)[:1], by=cast.ani)
    with pytest.raises(Refusal, match="dihitung dari kode potnya"):
        RESULTS.change(SessionResult.objects.get(), by=cast.ani, based_on=None, persons_reactive=4)
    with pytest.raises(Refusal, match="kode cadangan"):
        read(cast, sheet, codes(sheet)[0], result="negative")
    with pytest.raises(Refusal, match="masih punya hasil"):
        SESSIONS.cancel(tested, by=cast.ani, reason="ganda")
    POT_SHEETS.cancel(sheet, by=cast.ani, reason="salah sesi")
    assert not SessionResult.objects.standing().exists()
    find(cast, tested, 1)
    other = POT_SHEETS.create(
        office=cast.oki, by=cast.ani, institution=tested.institution, planned_on=tested.held_on, count=5, session=None
    )
    with pytest.raises(Refusal, match="sudah dicatat tanpa kode"):
        POT_SHEETS.change(other, by=cast.ani, based_on=None, session=tested)
    assert differing() == []


def test_codes_open_to_the_tester_and_the_clinic_alone(cast: Cast, sheet: PotSheet, colleague: User) -> None:
    code = codes(sheet)[0]
    pot = read(cast, sheet, code, result="reactive", reactive=["met"])
    page, form = reverse("screening:pot", args=[pot.pk]), reverse("screening:pot_change", args=[pot.pk])
    for sees in (cast.ani, cast.budi):
        assert code in cast.client(sees).get(page_of(sheet)).text
        assert cast.client(sees).get(page).status_code == 200
    for closed in (colleague, cast.citra, cast.dewi):
        answer = cast.client(closed).get(page_of(sheet))
        assert code not in answer.text
        assert "Kode dan hasilnya tertutup" in answer.text
    for url in (page, form):
        assert cast.client(colleague).get(url).status_code == 404
        assert cast.client(cast.gita).get(url).status_code == 404
        assert cast.client(cast.citra).get(url).status_code == 403
    for part in ("labels", "names", "rest"):
        for key, status in ((sheet.pk, 403), (uuid4(), 404)):
            assert cast.client(colleague).get(reverse(f"screening:pots_{part}", args=[key])).status_code == status
        assert cast.client(cast.citra).get(reverse(f"screening:pots_{part}", args=[sheet.pk])).status_code == 403
    with pytest.raises(Forbidden):
        POTS.change(pot, by=colleague, based_on=None, result="negative", reactive=[])
    with pytest.raises(Forbidden):
        read_rest_negative(sheet, spare=[], by=colleague)
    with pytest.raises(Refusal, match="Hanya petugas tes"):
        POT_SHEETS.cancel(sheet, by=colleague, reason="iseng")
    assert set(Reading.objects.values_list("actor", flat=True)) == {cast.ani.pk, cast.budi.pk}


def test_the_database_keeps_codes_from_others(cast: Cast, sheet: PotSheet, colleague: User) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL guards rows.")
    seen = {}
    for who, which in ((cast.ani, ""), (colleague, ""), (cast.budi, "treatment"), (cast.citra, "enforcement")):
        set_side(which, who.pk)
        seen[who.username] = Pot.objects.count()
    assert sorted(seen.values()) == [0, 0, 6, 6]


def test_codes_are_thrown_away_when_their_time_is_over(cast: Cast, tested: UrineSession, sheet: PotSheet) -> None:
    first, *rest = codes(sheet)
    read(cast, sheet, first, result="reactive", reactive=["met"], medicines=["cold"])
    read_rest_negative(sheet, spare=rest[:1], by=cast.ani)
    set_service_rule(office=cast.oki, by=cast.eko, pots_kept_months=60)
    kept = erase_due_pots()
    set_service_rule(office=cast.oki, by=cast.eko, pots_kept_months=1)
    assert (kept, erase_due_pots(), erase_due_pots()) == (0, 1, 0)
    set_side("", cast.ani.pk)
    assert not Pot.objects.exclude(code="", result="", reactive=[], medicines=[]).exists()
    assert figure(cast.oki, "screening.positive")[0] == "1"
    assert "sudah dihapus menurut masa simpan" in cast.client(cast.ani).get(page_of(sheet)).text
    assert differing() == []


def test_a_count_leaves_once_where_the_rule_allows_it(cast: Cast, tested: UrineSession, colleague: User) -> None:
    find(cast, tested, 1)
    url = reverse("screening:count", args=[tested.pk])
    client = cast.client(cast.ani)
    assert "tidak membolehkan" in client.get(url).text
    assert client.post(url, {"recipient": "Kepala Dinas Contoh"}).status_code == 422
    rule = reverse("screening:service_rule")
    assert cast.client(cast.ani).get(rule).status_code == 403
    assert send(cast.client(cast.eko), rule, count_for_head="on").status_code == 302
    printed = client.post(url, {"recipient": "Kepala Dinas Contoh"})
    assert printed.content.startswith(b"%PDF")
    again = client.post(url, {"recipient": "Kepala Dinas Contoh"})
    assert "Tuliskan mengapa dicetak lagi" in sentences(again)
    more = client.post(url, {"recipient": "Kepala Dinas Contoh", "again_because": "kertas macet, sudah dimusnahkan"})
    assert more.content.startswith(b"%PDF")
    set_side("", cast.ani.pk)
    assert CountHandout.objects.filter(session=tested).count() == 2
    assert Reading.objects.filter(purpose="mencetak lampiran tertutup", actor=cast.ani.pk).count() >= 2
    for closed, answer in ((colleague, 403), (cast.gita, 404), (cast.citra, 403)):
        assert cast.client(closed).get(url).status_code == answer
    with pytest.raises(Forbidden):
        hand_out_count(tested, recipient="Kepala", again_because="", by=colleague)


def test_no_count_ever_leaves_for_a_school_or_with_minors(
    cast: Cast, session: UrineSession, tests_of_2023: UUID, agency: Institution
) -> None:
    set_service_rule(office=cast.oki, by=cast.eko, count_for_head=True)
    find(cast, session, 3)
    villagers = hold(
        cast, tests_of_2023, institution(cast.oki, cast.ani, name="Warga", kind="other", region=agency.region), tested=9
    )
    find(cast, villagers, 3)
    client = cast.client(cast.ani)
    for one, sentence in ((session, "anak"), (villagers, "tempat kerja orang dewasa")):
        url = reverse("screening:count", args=[one.pk])
        assert url not in client.get(reverse("screening:session", args=[one.pk])).text
        answer = client.post(url, {"recipient": "Kepala"})
        assert (answer.status_code, sentence in answer.text) == (422, True)
    set_side("", cast.ani.pk)
    assert not CountHandout.objects.exists()


def test_letters_of_a_session_tell_numbers_and_no_result(cast: Cast, tests_of_2023: UUID, agency: Institution) -> None:
    session = hold(cast, tests_of_2023, agency, tested=45, invited=50, absent=5, request_letter="005/7")
    find(cast, session, 7)
    client = cast.client(cast.ani)
    for kind in ("ba-tes-urine", "surat-tes-urine"):
        url = reverse("letters:open:new", args=[kind, "screening.urinesession", session.pk])
        assert url in client.get(reverse("screening:session", args=[session.pk])).text
        form = opened(client, url)
        assert "45 orang" in form.values()
        assert not any(re.search(r"\b7 orang|reaktif", str(value)) for value in form.values())
        people = {"f_saksi1": "Saksi Rekaan", "f_saksi2": "Saksi Kedua"} if kind == "ba-tes-urine" else {}
        name = "f_catatan" if kind == "ba-tes-urine" else "f_susulan"
        refused = send(client, url, **people, **{name: "Tujuh orang reaktif."})
        assert "Hapus kata tentang hasil tes" in sentences(refused)
        assert send(client, url, **people).status_code == 302


def test_the_list_of_sheets_shows_no_code_and_no_result(cast: Cast, sheet: PotSheet) -> None:
    """The list of sheets is open and says nothing of what they showed."""
    read(cast, sheet, codes(sheet)[0], result="reactive", reactive=["met"])
    with side(Side.TREATMENT):
        held = [pot.code for pot in Pot.objects.filter(sheet=sheet)]
    for reader in (cast.citra, cast.dewi, cast.ani):
        text = cast.client(reader).get(reverse("screening:pots_list")).text
        assert not any(code in text for code in held)
        assert "reaktif" not in text.lower()
