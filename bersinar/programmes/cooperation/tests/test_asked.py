"""What others ask: a citizen's request with its clock, an agency's letter for data, and what the head alone allows."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.deadlines.counting import Holidays
from bersinar.foundation.deadlines.models import Holiday
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation import answering
from bersinar.programmes.cooperation.models import DataRequest, InformationRequest, Partner
from bersinar.programmes.cooperation.terms import last_day, working_days_between
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

NEW: dict[str, Any] = {
    "received_on": "2023-03-06", "channel": "walk_in", "applicant_kind": "person", "applicant": "Pemohon Rekaan",
    "contact": "pemohon@contoh.invalid", "topic": "Jumlah kegiatan tahun 2022",
}  # fmt: skip


@pytest.fixture
def request_(cast: Cast) -> InformationRequest:
    return registered(cast)


def registered(cast: Cast, **said: Any) -> InformationRequest:
    values = {**NEW, "received_on": date(2023, 3, 6), **said}
    return answering.INFORMATION.create(office=cast.oki, by=cast.ani, **values)


def answered(cast: Cast, request: InformationRequest, on: date, **said: Any) -> InformationRequest:
    values = {"decision": "granted", "info_class": "any_time", "answer": "Diserahkan.", **said}
    return answering.answer(request, by=cast.ani, based_on=None, answered_on=on, **values)


# --- public information --------------------------------------------------------------------------------------------


def test_an_officer_registers_a_request_and_sees_until_when_it_is_answered(cast: Cast) -> None:
    client = cast.client(cast.ani)
    answer = send(client, reverse("cooperation:information_request_new"), **NEW)
    request = InformationRequest.objects.get()
    assert request.number == "PPID/001/III/2023/BNNK-OKI"
    assert request.due_on == date(2023, 3, 20)  # ten working days after Monday the 6th
    page = client.get(answer.url).text
    assert "paling lambat <strong>20 Maret 2023" in page
    assert "Pemohon Rekaan" not in page
    assert "contoh.invalid" not in page
    assert "Pemohon Rekaan" not in client.get(reverse("cooperation:information_request_list")).text


def test_holidays_make_the_term_longer(cast: Cast) -> None:
    Holiday.objects.create(day=date(2023, 3, 9), name="Libur rekaan")
    assert registered(cast).due_on == date(2023, 3, 21)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)), st.integers(0, 60))
def test_working_days_are_neither_weekends_nor_holidays(first: date, ahead: int) -> None:
    last = first + timedelta(days=ahead)
    days = [first + timedelta(days=number) for number in range(1, ahead + 1)]
    assert working_days_between(first, last, known=Holidays()) == sum(day.weekday() < 5 for day in days)


def test_who_asked_is_opened_for_a_purpose_and_the_reading_is_written_down(
    cast: Cast, request_: InformationRequest
) -> None:
    url = reverse("cooperation:information_request_open", args=[request_.pk])
    before = Reading.objects.count()
    assert "pemohon@contoh.invalid" in cast.client(cast.ani).post(url, {"purpose": "contact"}).text
    read = Reading.objects.count()
    assert read > before
    for other in (cast.eko, cast.joko):  # the head and the province read the register, and open nobody
        assert cast.client(other).post(url, {"purpose": "contact"}).status_code == 403
    assert Reading.objects.count() == read


def test_an_answer_in_time_and_a_late_one_are_told_apart(cast: Cast, request_: InformationRequest) -> None:
    step = reverse("cooperation:information_request_step", args=[request_.pk, "answer"])
    send(
        cast.client(cast.ani), step, answered_on="2023-03-13", decision="granted", info_class="any_time", answer="Diserahkan."
    )  # fmt: skip
    late = answered(cast, registered(cast), date(2023, 3, 21))
    request_.refresh_from_db()
    assert (request_.working_days, request_.in_time) == (5, True)
    assert (late.working_days, late.in_time) == (11, False)
    told = set(posted(late, "kind", "quantity"))
    assert {("cooperation.information_took", 11), ("cooperation.information_measured", 0)} <= told
    assert verify() == []


@pytest.mark.parametrize(
    ("said", "field", "sentence"),
    [
        ({"decision": "refused"}, "ground", "Pilih alasan menurut undang-undang."),
        ({"decision": "granted", "ground": "h"}, "ground", "Kosongkan: informasinya tidak ditolak."),
    ],
)
def test_a_refusal_names_its_ground_and_nothing_else_does(
    cast: Cast, request_: InformationRequest, said: dict[str, Any], field: str, sentence: str
) -> None:
    with pytest.raises(Refusal) as refused:
        answered(cast, request_, date(2023, 3, 13), **said)
    assert refused.value.fields == {field: sentence}


def test_days_that_cannot_be_are_refused_on_the_form_with_what_was_typed(
    cast: Cast, request_: InformationRequest
) -> None:
    step = reverse("cooperation:information_request_step", args=[request_.pk, "answer"])
    said = {"decision": "granted", "info_class": "any_time", "answer": "Sudah ditulis"}
    for day, sentence in (("2099-01-01", "Tanggal belum terjadi."), ("2023-03-01", "mendahului permintaannya")):
        refused = send(cast.client(cast.ani), step, answered_on=day, **said)
        assert refused.status_code == 422
        assert sentence in sentences(refused)
        assert "Sudah ditulis" in refused.text
    request_.refresh_from_db()
    assert request_.stage == "received"


def test_the_term_is_extended_once_and_in_time(cast: Cast, request_: InformationRequest) -> None:
    with pytest.raises(Refusal, match="Waktunya sudah lewat"):
        answering.extend(request_, by=cast.ani, based_on=None, extended_on=date(2023, 3, 21), extension="Mencari arsip")
    longer = answering.extend(
        request_, by=cast.ani, based_on=None, extended_on=date(2023, 3, 17), extension="Mencari arsip"
    )
    assert longer.due_on == last_day("answer", date(2023, 3, 6), cast.oki, extended=True) > request_.due_on
    back = answering.reopen(answered(cast, longer, date(2023, 3, 23)), by=cast.ani, based_on=None, reason="Salah catat")
    with pytest.raises(Refusal, match="sudah pernah diperpanjang"):
        answering.extend(back, by=cast.ani, based_on=None, extended_on=date(2023, 3, 17), extension="Lagi")


def test_an_objection_is_answered_by_the_head_alone(cast: Cast, request_: InformationRequest) -> None:
    done = answered(cast, request_, date(2023, 3, 13), decision="refused", ground="h")
    with pytest.raises(Refusal, match="Keberatan diajukan paling lambat"):
        answering.object_to(done, by=cast.ani, based_on=None, objected_on=date(2023, 6, 1), objection="Terlambat")
    objected = answering.object_to(
        done, by=cast.ani, based_on=None, objected_on=date(2023, 3, 20), objection="Keberatan"
    )
    step = reverse("cooperation:information_request_step", args=[objected.pk, "settle"])
    page = reverse("cooperation:information_request", args=[objected.pk])
    assert cast.client(cast.ani).get(step).status_code == 403
    assert step not in cast.client(cast.ani).get(page).text
    with pytest.raises(Forbidden):
        answering.settle(objected, by=cast.ani, based_on=None, settled_on=date(2023, 3, 27), settlement="Tetap")
    assert step in cast.client(cast.eko).get(page).text
    send(cast.client(cast.eko), step, settled_on="2023-03-27", settlement="Penolakan dipertahankan.")
    objected.refresh_from_db()
    assert objected.stage == "settled"


def test_answering_in_april_what_came_in_a_closed_march_asks_for_no_reason(
    cast: Cast, request_: InformationRequest
) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert answered(cast, request_, date(2023, 4, 3)).stage == "answered"
    with pytest.raises(Refusal, match="sudah ditutup"):
        registered(cast)
    assert verify() == []


def test_what_was_answered_is_neither_changed_nor_cancelled(cast: Cast, request_: InformationRequest) -> None:
    answered(cast, request_, date(2023, 3, 13))
    client = cast.client(cast.ani)
    changed = send(client, reverse("cooperation:information_request_change", args=[request_.pk]), topic="Lain")
    cancelled = client.post(reverse("cooperation:information_request_cancel", args=[request_.pk]), {"reason": "iseng"})
    assert "Buka kembali dahulu" in sentences(changed)
    assert cancelled.status_code in (409, 422)
    request_.refresh_from_db()
    assert not request_.is_cancelled


def test_the_letter_is_made_once_there_is_an_answer(cast: Cast, request_: InformationRequest) -> None:
    page, client = reverse("cooperation:information_request", args=[request_.pk]), cast.client(cast.ani)
    assert "Buat surat jawaban" not in client.get(page).text
    answered(cast, request_, date(2023, 3, 13))
    assert "Buat surat jawaban permohonan informasi" in client.get(page).text


# --- data between agencies -----------------------------------------------------------------------------------------


@pytest.fixture
def letter(cast: Cast, partner: Partner) -> DataRequest:
    return asked(cast, partner)


def asked(cast: Cast, partner: Partner, **said: Any) -> DataRequest:
    values = {
        "direction": "of_us", "partner": partner, "asked_on": date(2023, 5, 2), "sort": "sums",
        "asked": "Jumlah sekolah", "purpose": "Rencana kerja", **said,
    }  # fmt: skip
    return answering.DATA_REQUESTS.create(office=cast.oki, by=cast.ani, **values)


SHARED: dict[str, Any] = {"shared": "Jumlah menurut kecamatan", "carrier": "letter"}


def test_a_letter_for_data_is_answered_with_what_was_shared(cast: Cast, letter: DataRequest) -> None:
    client = cast.client(cast.ani)
    send(client, reverse("cooperation:data_request_step", args=[letter.pk, "share"]), ended_on="2023-05-04", **SHARED)
    letter.refresh_from_db()
    assert letter.stage == "shared"
    assert posted(letter, "kind") == [("cooperation.data_requested",), ("cooperation.data_shared",)]
    answering.reopen_data(letter, by=cast.ani, based_on=None, reason="Salah catat")
    answering.refuse_data(letter, by=cast.ani, based_on=None, ended_on=date(2023, 5, 5), refusal="Tidak dikuasai")
    assert posted(letter, "kind") == [("cooperation.data_requested",)]
    assert verify() == []


def test_personal_data_need_a_ground_and_the_heads_word(cast: Cast, partner: Partner) -> None:
    with pytest.raises(Refusal, match="dasar hukum"):
        asked(cast, partner, sort="personal")
    letter = asked(cast, partner, sort="personal", ground="UU 27/2022 pasal 20")
    with pytest.raises(Refusal, match="diizinkan kepala"):
        answering.share(letter, by=cast.ani, based_on=None, ended_on=date(2023, 5, 4), **SHARED)
    with pytest.raises(Forbidden):
        answering.allow(letter, by=cast.ani, based_on=None, allowed_on=date(2023, 5, 3))
    send(
        cast.client(cast.eko), reverse("cooperation:data_request_step", args=[letter.pk, "allow"]),
        allowed_on="2023-05-03",
    )  # fmt: skip
    with pytest.raises(Refusal, match="tidak dikirim lewat surel"):
        answering.share(letter, by=cast.ani, based_on=None, ended_on=date(2023, 5, 4), shared="Daftar", carrier="email")
    assert answering.share(letter, by=cast.ani, based_on=None, ended_on=date(2023, 5, 4), **SHARED).stage == "shared"


def test_a_changed_letter_needs_the_heads_word_anew(cast: Cast, partner: Partner) -> None:
    letter = asked(cast, partner, sort="personal", ground="UU 27/2022 pasal 20")
    answering.allow(letter, by=cast.eko, based_on=None, allowed_on=date(2023, 5, 3))
    letter = answering.DATA_REQUESTS.change(letter, by=cast.ani, based_on=None, asked="Lebih banyak lagi")
    assert letter.allowed_on is None


@pytest.mark.parametrize("kind", ["joint_work", "data_request", "information_request"])
def test_who_may_not_read_sees_nothing_and_another_office_finds_nothing(
    cast: Cast, kind: str, request_: InformationRequest
) -> None:
    for part in ("list", "export", "new"):
        assert cast.client(cast.fitri).get(reverse(f"cooperation:{kind}_{part}")).status_code == 403
    if kind == "information_request":
        url = reverse("cooperation:information_request", args=[request_.pk])
        assert cast.client(cast.gita).get(url).status_code == 404
        assert cast.client(cast.joko).get(url).status_code == 200
        step = reverse("cooperation:information_request_step", args=[request_.pk, "answer"])
        assert cast.client(cast.gita).get(step).status_code == 404
        assert cast.client(cast.eko).get(step).status_code == 403


def test_what_waits_stands_on_the_first_page_of_who_answers(cast: Cast, request_: InformationRequest) -> None:
    assert f"Jawab permohonan informasi {request_.number}" in cast.client(cast.ani).get("/").text
    assert "Jawab permohonan informasi" not in cast.client(cast.eko).get("/").text
