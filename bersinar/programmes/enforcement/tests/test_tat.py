"""Integrated assessments (TAT) on this side: the clock, the limits, the letter's four fields, and never a client."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.codelists.models import Code
from bersinar.foundation.deadlines.actions import keep_rule
from bersinar.foundation.deadlines.models import DeadlineRule
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import EVENTS, TAT_AMOUNTS, TAT_REQUESTS, limit_of
from bersinar.programmes.enforcement.models import Case, CaseEvent, TatRequest
from bersinar.programmes.enforcement.views.tat import weighed
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import name_suspect, seize

NEW = {
    "number": "TAT/01/III/2023", "requested_on": "2023-03-15", "agency": "police", "agency_name": "Polres Rekaan",
    "outside_code": "X-07",
}  # fmt: skip
LETTER = {
    "session_on": "2023-03-18", "letter_number": "R/02/III/2023", "letter_on": "2023-03-21", "role": "user",
    "dependence": "moderate", "advised": "inpatient", "months": "6",
}  # fmt: skip


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def asked(cast: Cast, **values: object) -> TatRequest:
    said = {"number": "TAT/01/III/2023", "requested_on": date(2023, 3, 15), "agency": "police", "outside_code": "X-07"}
    return TAT_REQUESTS.create(office=cast.oki, by=cast.citra, **{**said, **values})  # type: ignore[arg-type]


def answered(day: date) -> dict[str, Any]:
    """The letter of that day."""
    return {
        "letter_number": "R/1",
        "letter_on": day,
        "role": "user",
        "dependence": "mild",
        "advised": "outpatient",
        "months": 3,
    }


def test_a_request_from_outside_is_kept_by_code_and_due_in_six_days(cast: Cast) -> None:
    client = cast.client(cast.citra)
    answer = send(client, url("tat_new"), **NEW)
    request = TatRequest.objects.get()
    assert answer.url == url("tat", request.pk)
    assert request.due_on == date(2023, 3, 21)
    page = client.get(answer.url).text
    for words in ("kode X-07", "Kepolisian, Polres Rekaan", "21-03-2023", "lewat"):
        assert words in page
    assert posted(request, "kind", "day", "detail", "subject") == [
        ("enforcement.tat_requested", date(2023, 3, 15), "police", "")
    ]
    assert figure(cast.oki, "enforcement.tat_kept")[0] is None  # what runs is no share kept in time
    assert verify() == []


@pytest.mark.parametrize(("on", "kept", "words"), [
    ("2023-03-21", "100.0", "tepat waktu"), ("2023-03-22", "0.0", "terlambat 1 hari"),
])  # fmt: skip
def test_the_letter_stops_the_clock(cast: Cast, on: str, kept: str, words: str) -> None:
    client = cast.client(cast.citra)
    request = asked(cast)
    answer = send(client, url("tat_change", request.pk), **{**LETTER, "letter_on": on})
    assert answer.status_code == 302
    page = client.get(url("tat", request.pk)).text
    for said in (words, "R/02/III/2023", "Pengguna", "Rawat inap"):
        assert said in page
    assert figure(cast.oki, "enforcement.tat_completed")[0] == "1"
    assert figure(cast.oki, "enforcement.tat_recommended")[0] == "1"
    assert Decimal(figure(cast.oki, "enforcement.tat_kept")[0] or "") == Decimal(kept)
    assert figure(cast.oki, "enforcement.deadlines_kept")[0] == kept  # the same fact, once
    assert not Fact.objects.exclude(kind__startswith="enforcement.").exists()  # nobody became a client
    assert verify() == []


def test_one_clock_stands_on_page_board_calendar_and_case(cast: Cast, case: Case) -> None:
    """Of a suspect of ours and of one from outside alike; and told once, whatever was typed beside it."""
    since, client = cast.oki.local_day() - timedelta(days=3), cast.client(cast.citra)
    suspect = name_suspect(cast, case)
    begun = datetime.combine(since, time(3), tzinfo=UTC)
    with pytest.raises(Refusal, match="Catat pada permintaan TAT"):
        EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind="tat_requested", at=begun, suspects=[suspect])
    assert "tat_requested" not in dict(
        client.get(f"{url('event_new')}?kasus={case.pk}").context["form"].fields["kind"].choices
    )
    CaseEvent.objects.create(  # as it was typed before the request told it
        office=cast.oki, case=case, kind="tat_requested", at=begun, recorded_at=begun, recorded_by=cast.citra
    ).suspects.set([suspect])
    asked(cast, requested_on=since)
    own = asked(cast, number="TAT/OWN", agency="bnn", outside_code="", suspect=suspect, requested_on=since)
    board = client.get(url("deadlines")).text
    assert board.count("Rekomendasi TAT") == 2
    for words in (own.number, "TAT/01/III/2023", suspect.code, "X-07"):
        assert words in board
    calendar = client.get(url("deadlines_calendar")).content.decode()
    assert calendar.count("BEGIN:VEVENT") == 2
    assert "X-07" not in calendar
    page = client.get(url("case", case.pk)).text
    assert page.count("Rekomendasi TAT") == 1
    assert url("tat", own.pk) in page
    EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind="handed_over", at=timezone.now())
    own.refresh_from_db()
    assert (own.next_due, own.due_on) == (None, None)  # no longer the office's
    assert client.get(url("deadlines")).text.count("Rekomendasi TAT") == 1
    assert verify() == []


def test_where_rehabilitation_is_not_advised_none_is_counted(cast: Cast) -> None:
    request = asked(cast)
    send(cast.client(cast.citra), url("tat_change", request.pk), **{**LETTER, "advised": "none", "months": "0"})
    assert figure(cast.oki, "enforcement.tat_completed")[0] == "1"
    assert figure(cast.oki, "enforcement.tat_recommended")[0] is None


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"outside_code": ""}, "Pilih tersangka kasus sendiri, atau isi kode dari peminta."),
        ({"outside_code": "Budi Rekaan"}, "bukan nama"),
        ({"outside_code": "BUDI"}, "bukan nama"),
        ({"outside_code": "1602051203900001"}, "Kode tidak boleh memuat nomor identitas."),
        ({"number": "TAT 1602 0512 0390 0001"}, "Nomor permintaan tidak boleh memuat nomor identitas."),
        ({"requested_on": "2099-01-01"}, "Tanggal belum terjadi."),
        ({"session_on": "2023-03-14"}, "Mendahului permintaannya (15-03-2023)."),
        ({**LETTER, "letter_on": "2023-03-17"}, "Mendahului rapat tim (18-03-2023)."),
        ({**LETTER, "dependence": ""}, "Isi sesuai surat rekomendasi."),
        ({**LETTER, "months": "0"}, "Lama 0 bulan hanya bila rehabilitasi tidak disarankan."),
        ({**LETTER, "months": "25"}, "Paling lama 24 bulan."),
        ({**LETTER, "follow_up": "law"}, "Isi tindak lanjut bersama tanggalnya."),
        ({"follow_up": "law", "followed_on": "2023-03-25"}, "Tindak lanjut menyusul surat rekomendasi."),
    ],
)
def test_what_is_wrong_with_a_request_is_said(cast: Cast, typed: dict[str, str], sentence: str) -> None:
    answer = send(cast.client(cast.citra), url("tat_new"), **{**NEW, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert answer.context["form"]["agency_name"].value() == "Polres Rekaan"
    assert not TatRequest.objects.exists()


def test_a_suspect_of_ours_and_a_code_from_outside_exclude_each_other(cast: Cast, case: Case) -> None:
    suspect, client = name_suspect(cast, case), cast.client(cast.citra)
    begin = f"{url('tat_new')}?tersangka={suspect.pk}"
    assert begin in client.get(url("suspect", suspect.pk)).text
    both = send(client, begin, **{**NEW, "agency": "bnn"})
    assert "Kosongkan: tersangkanya sudah dipilih" in sentences(both)
    assert opened(client, begin)["agency"] == "bnn"
    assert send(client, begin, **{**NEW, "outside_code": ""}).status_code == 302
    assert str(suspect) in client.get(url("tat", TatRequest.objects.get().pk)).text


def test_a_number_is_asked_for_once_and_a_suspect_of_elsewhere_never(cast: Cast, case: Case) -> None:
    asked(cast)
    again = send(cast.client(cast.citra), url("tat_new"), **NEW)
    assert "sudah dicatat" in sentences(again)
    suspect = name_suspect(cast, case)
    foreign = send(cast.client(cast.indra), url("tat_new"), **{**NEW, "outside_code": "", "suspect": suspect.pk})
    assert foreign.status_code == 422
    assert TatRequest.objects.count() == 1


def test_amounts_are_held_against_the_limits(cast: Cast, case: Case) -> None:
    client, request = cast.client(cast.citra), asked(cast)
    new = f"{url('tat_amount_new')}?permintaan={request.pk}"
    assert new in client.get(url("tat", request.pk)).text
    send(client, new, substance="methamphetamine", unit="g", amount="0,6")
    assert "tidak melebihi batas" in client.get(url("tat", request.pk)).text
    send(client, new, substance="methamphetamine", unit="g", amount="0,400001")
    page = client.get(url("tat", request.pk)).text
    assert "1,000001 gram" in page
    assert "batas 1 gram" in page
    assert "di atas batas" in page
    assert "lebih dari nol" in sentences(send(client, new, substance="heroin", unit="g", amount="0"))
    assert "dicatat dalam gram" in sentences(send(client, new, substance="heroin", unit="ml", amount="1"))
    assert "di belakang koma" in sentences(send(client, new, substance="heroin", unit="g", amount="0,0000001"))
    assert request.amounts.count() == 2
    assert "masih punya catatan jumlah" in client.post(url("tat_cancel", request.pk), {"reason": "salah"}).text


def test_without_amounts_those_of_the_case_are_shown_as_such(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    seize(cast, case, net=Decimal("0.44"))
    request = asked(cast, outside_code="", suspect=suspect)
    page = cast.client(cast.citra).get(url("tat", request.pk)).text
    assert "Menurut barang bukti kasusnya" in page
    assert "tidak melebihi batas" in page


def test_limits_and_clock_are_data(cast: Cast) -> None:
    assert limit_of("ecstasy", "tablet") == 8
    assert [one.verdict for one in weighed([("ecstasy", "tablet", 8_000_000)])] == ["tidak melebihi batas"]
    assert [one.verdict for one in weighed([("hard_medicine", "tablet", 8_000_000)])] == ["tidak dinilai"]
    first, done = asked(cast), asked(cast, number="TAT/03/III/2023", **answered(date(2023, 3, 24)))
    limit = Code.objects.get(list="tat_limit", code="ecstasy")
    limit.attributes["tablet"] = "4"
    limit.save()
    rule = DeadlineRule.objects.get(key="tat")
    keep_rule(rule=rule, values={"amount": 10}, based_on=rule.version, by=cast.kiki)
    assert [one.verdict for one in weighed([("ecstasy", "tablet", 8_000_000)])] == ["di atas batas"]
    later = asked(cast, number="TAT/02/III/2023")
    first.refresh_from_db()
    assert later.due_on == first.due_on == date(2023, 3, 25)  # what runs follows the rule, as in every case
    done.refresh_from_db()
    assert (done.due_on, done.in_time) == (date(2023, 3, 21), False)  # what was measured stays measured
    TAT_REQUESTS.change(done, by=cast.citra, based_on=None, agency_name="Polres Lain")
    assert posted(done, "kind", "quantity", "detail")[1] == ("enforcement.deadline_measured", 0, "tat")
    assert verify() == []


def test_requests_are_found_by_how_their_clock_stands(cast: Cast) -> None:
    today = cast.oki.local_day()
    late = asked(cast)
    running = asked(cast, number="TAT/B", requested_on=today)
    done = asked(cast, number="TAT/C")
    TAT_REQUESTS.change(done, by=cast.citra, based_on=None, **answered(date(2023, 3, 30)))
    client = cast.client(cast.citra)

    def listed(state: str) -> set[str]:
        table = client.get(url("tat_list"), {"keadaan": state}).context["table"]
        return {row.number for row, _, _ in table}

    assert listed("lewat") == {late.number}
    assert listed("berjalan") == {late.number, running.number}
    assert listed("selesai") == listed("terlambat") == {done.number}
    assert "sisa 6 hari" in client.get(url("tat", running.pk)).text
    home = client.get("/").text
    assert f"{late.number}: Rekomendasi TAT, lewat 21-03-2023 23.59" in home
    assert done.number not in home
    assert "TAT" not in cast.client(cast.budi).get("/").text.split("<main")[1]


def test_nobody_else_sees_a_request(cast: Cast) -> None:
    request = asked(cast)
    amount = TAT_AMOUNTS.create(
        office=cast.oki, by=cast.citra, request=request, substance="heroin", unit="g", amount=Decimal("1")
    )
    for name, record in (("tat", request), ("tat_amount", amount)):
        assert cast.client(cast.indra).get(url(name, record.pk)).status_code == 404
        for person in (cast.budi, cast.ani, cast.eko, cast.kiki):
            assert cast.client(person).get(url(name, record.pk)).status_code == 403
