"""A survey is answered on a stranger's phone: once, without log-in, and without anybody knowing who it was."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from bersinar.catalogue.instruments.ikm import ELEMENTS
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.oneform import pace
from bersinar.foundation.oneform.box import waiting
from bersinar.foundation.oneform.models import Box, Opening, Slip, Spent
from bersinar.foundation.oneform.openings import close_form, print_slips, void_slips
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.surveys.actions import SHEETS, SURVEYS
from bersinar.programmes.surveys.asking import open_survey_form
from bersinar.programmes.surveys.models import ANSWER, Sheet, Survey
from tests.books import figure
from tests.cast import Cast

from .conftest import link_to, open_to_all, send_answers, survey_of_this_year

NOT_OPEN = "Formulir ini tidak terbuka"


def slips_of(cast: Cast, opening: Opening, count: int) -> list[str]:
    keys = print_slips(opening=opening, count=count, by=cast.budi)
    return [reverse("oneform:slip", args=[key]) for key in keys]


def test_a_stranger_answers_and_becomes_a_sheet_among_others(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    shown = Client().get(link_to(opening))
    assert shown.status_code == 200
    assert "Survei kepuasan: Rawat jalan" in shown.text
    assert "Apakah petugas sopan dan ramah?" in shown.text
    for number in range(10):
        assert not Sheet.objects.exists(), number  # nine answers wait, and nobody has seen one
        sent = send_answers(link_to(opening), "444444443", sex="female", comment=f"Saran rekaan {number}")
        assert (sent.status_code, sent["Location"]) == (303, reverse("oneform:thanks"))
    assert Sheet.objects.count() == 5  # five by chance; five stay behind
    assert waiting(ANSWER, running.pk) == 5
    sheet = Sheet.objects.first()
    assert sheet is not None
    assert (sheet.by_form, sheet.sex, sheet.u9, sheet.survey) == (True, "female", 3, running)
    today = cast.oki.local_day()
    assert {one.filled_on for one in Sheet.objects.all()} == {today.replace(day=1)}
    assert Fact.objects.filter(kind="surveys.element_answered").count() == 5 * 9
    close_form(opening=opening, by=cast.budi)
    assert Sheet.objects.count() == 10
    assert verify() == []


def test_it_is_audited_under_a_name_that_is_nobodys(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    for _ in range(10):
        send_answers(link_to(opening), sex="male", age_band="18_24", education="senior", comment="Saran rekaan")
    machine = User.objects.get(username="formulir-publik.bnnk-oki")
    assert not machine.is_active and not machine.has_usable_password() and not machine.permissions
    lines = AuditLine.objects.filter(action="surveys.take_answers")
    assert {line.actor for line in lines} == {machine.pk}
    assert len(lines) == 5
    written = " ".join(str(line.changes) for line in lines)
    for told in ("Saran rekaan", "18_24", "senior", "'male'"):
        assert told not in written


def test_a_slip_is_good_once(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running, "slips")
    first, second = slips_of(cast, opening, 2)
    assert send_answers(first).status_code == 303
    again = Client().post(first, dict.fromkeys(ELEMENTS, "1"))
    unknown = Client().get(reverse("oneform:slip", args=["abcd" * 6]))
    for answer in (Client().get(first), again, unknown):
        assert answer.status_code == 404
        assert answer.content == unknown.content  # used or unknown: nobody is told which
        assert NOT_OPEN in answer.text
    assert send_answers(second.upper().replace("/ISI/LEMBAR/", "/isi/lembar/")).status_code == 303  # typed by hand
    assert waiting(ANSWER, running.pk) == 2


def test_the_key_of_a_link_is_good_once_and_for_its_form_only(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running, once_per_device=False)
    other = open_to_all(cast, survey_of_this_year(cast, service="inpatient"), once_per_device=False)
    phone = Client()
    key = phone.get(link_to(opening)).text.split('name="kunci" value="')[1].split('"')[0]
    typed = {"kunci": key, "u1": "4"}
    assert phone.post(link_to(other), typed).status_code == 404
    assert phone.post(link_to(opening), {**typed, "kunci": "karangan:sendiri"}).status_code == 404
    assert phone.post(link_to(opening), typed).status_code == 303
    assert phone.post(link_to(opening), typed).status_code == 404
    assert waiting(ANSWER, running.pk) == 1


def test_one_phone_answers_a_link_once_unless_it_is_shared(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    phone = Client()
    sent = send_answers(link_to(opening), on=phone)
    (mark,) = sent.cookies.values()
    assert (mark.value, mark["path"], mark["httponly"]) == ("ya", link_to(opening), True)  # it names nobody
    assert phone.get(link_to(opening)).status_code == 404
    assert Client().get(link_to(opening)).status_code == 200
    close_form(opening=opening, by=cast.budi)
    shared = open_to_all(cast, running, once_per_device=False)
    tablet = Client()
    assert [send_answers(link_to(shared), on=tablet).status_code for _ in range(2)] == [303, 303]
    assert not tablet.cookies


def test_nothing_typed_is_lost_and_the_key_stays_good(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    (slip,) = slips_of(cast, open_to_all(cast, running, "slips"), 1)
    for link in (link_to(opening), slip):
        phone = Client()
        empty = send_answers(link, "---------", on=phone, education="diploma", comment="Ruang tunggu sempit")
        assert empty.status_code == 422
        assert "Pilih paling sedikit satu jawaban" in empty.text
        assert "Ruang tunggu sempit" in empty.text and 'value="diploma" selected' in empty.text
        key = empty.text.split('name="kunci" value="')[1].split('"')[0]
        wrong = phone.post(link, {"kunci": key, "u1": "5", "u2": "4", "comment": "x" * 601})
        assert wrong.status_code == 422
        assert "Paling banyak 600 huruf" in wrong.text and "x" * 601 in wrong.text
        assert phone.post(link, {"kunci": key, "u2": "4"}).status_code == 303


def test_a_form_that_is_over_says_the_same_to_everybody(
    cast: Cast, running: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    today = cast.oki.local_day()
    opening, slips = open_to_all(cast, running, most=1), open_to_all(cast, running, "slips")
    (slip,) = slips_of(cast, slips, 1)
    neutral = Client().get(reverse("oneform:link", args=["tidakada"])).content
    assert send_answers(link_to(opening)).status_code == 303
    assert Client().get(link_to(opening)).content == neutral  # full
    close_form(opening=opening, by=cast.budi)
    later = open_to_all(cast, running)
    for day in (today - timedelta(days=1), running.period_to + timedelta(days=1)):
        monkeypatch.setattr("bersinar.foundation.offices.models.Office.local_day", lambda office, at=None, day=day: day)
        for link in (link_to(later), slip):
            assert Client().get(link).content == neutral
            assert Client().post(link, {"kunci": "apa saja", "u1": "4"}).content == neutral
    monkeypatch.undo()
    close_form(opening=later, by=cast.budi)
    close_form(opening=slips, by=cast.budi)
    for link in (link_to(later), slip):
        assert Client().get(link).content == neutral
    assert not Slip.objects.exists() and not Spent.objects.exists()


def test_too_much_and_too_quick_is_turned_away(cast: Cast, running: Survey, monkeypatch: pytest.MonkeyPatch) -> None:
    opening = open_to_all(cast, running, once_per_device=False)
    huge = Client().post(link_to(opening), {"comment": "x" * 20_000})
    assert (huge.status_code, "pendekkan tulisan Anda" in huge.text) == (413, True)
    monkeypatch.setattr(pace, "PER_MINUTE", 2)
    assert [send_answers(link_to(opening)).status_code for _ in range(2)] == [303, 303]
    waiting_room = send_answers(link_to(opening), comment="Mohon kursi tambahan")
    assert waiting_room.status_code == 429
    assert "tunggu satu menit" in waiting_room.text and "Mohon kursi tambahan" in waiting_room.text


def test_the_pages_keep_to_themselves(cast: Cast, running: Survey) -> None:
    (slip,) = slips_of(cast, open_to_all(cast, running, "slips"), 1)
    signed_in = cast.client(cast.budi)
    for answer in (Client().get(slip), signed_in.get(slip)):
        assert answer["Cache-Control"] == "no-store"
        assert answer["Referrer-Policy"] == "no-referrer"
        assert "script-src 'self'" in answer["Content-Security-Policy"]
        assert "<script" not in answer.text and "Budi" not in answer.text
    assert not Client().get(slip).cookies
    weight = len(Client().get(slip, headers={"accept-encoding": "gzip"}).content)
    assert weight < 8 * 1024


def test_the_index_is_the_regulations_arithmetic(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    given = ["444444444", "344434443", "4-3444444", "233333333", "44444444-", "333343333",
             "444443444", "4444-4444", "111222333", "444344443", "343434343", "444444434"]  # fmt: skip
    for answers in given:
        assert send_answers(link_to(opening), answers).status_code == 303
    close_form(opening=opening, by=cast.budi)
    means = []
    for place in range(9):
        said = [int(answers[place]) for answers in given if answers[place] != "-"]
        means.append(Fraction(sum(said), len(said)))
    by_hand = sum(means) * Fraction(1, 9)
    year = cast.oki.local_day().year
    assert figure(cast.oki, "rehab.ikm", year) == (f"{half_up(by_hand)}", None)
    page = cast.client(cast.eko).get(f"{reverse('desk:satisfaction')}?tahun={year}&layanan=outpatient").text
    assert f"{half_up(by_hand * 25)}".replace(".", ",") in page  # times 25 before anything is rounded
    assert half_up(by_hand * 25) != half_up(by_hand) * 25


def half_up(exact: Fraction) -> Decimal:
    return (Decimal(exact.numerator) / exact.denominator).quantize(Decimal("0.01"), ROUND_HALF_UP)


def test_fewer_than_five_answers_stay_closed_until_others_come(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    for _ in range(4):
        send_answers(link_to(opening))
    close_form(opening=opening, by=cast.budi)
    assert (Sheet.objects.count(), waiting(ANSWER, running.pk)) == (0, 4)
    page = cast.client(cast.budi).get(reverse("surveys:survey_form", args=[running.pk])).text
    assert "4 menunggu" in page and "kurang dari lima" in page
    again = open_to_all(cast, running)
    send_answers(link_to(again))
    close_form(opening=again, by=cast.budi)
    assert (Sheet.objects.count(), waiting(ANSWER, running.pk)) == (5, 0)


def test_a_closed_month_takes_the_answers_with_their_reason(
    cast: Cast, survey: Survey, monkeypatch: pytest.MonkeyPatch
) -> None:
    def today_is(day: date) -> None:
        monkeypatch.setattr("bersinar.foundation.offices.models.Office.local_day", lambda office, at=None: day)

    today_is(date(2023, 3, 24))
    opening = open_to_all(cast, survey)
    for _ in range(9):
        send_answers(link_to(opening))
    today_is(date(2023, 4, 2))
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert send_answers(link_to(opening)).status_code == 303
    assert date(2023, 3, 1) in {sheet.filled_on for sheet in Sheet.objects.all()}  # four of the five at least
    assert {line.reason for line in AuditLine.objects.filter(action="surveys.take_answers")} == {
        "Jawaban formulir publik, dibuka bersama-sama"
    }


def test_an_answer_from_the_form_shows_no_face_and_is_never_changed(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    for _ in range(10):
        send_answers(link_to(opening), age_band="60_plus", occupation="farmer", education="primary")
    sheet = Sheet.objects.first()
    assert sheet is not None
    client = cast.client(cast.budi)
    page = client.get(reverse("surveys:sheet", args=[sheet.pk])).text
    assert "di formulir publik" in page
    for told in ("60 tahun ke atas", "Petani", "SD atau di bawahnya"):
        assert told not in page
    change = client.get(reverse("surveys:sheet_change", args=[sheet.pk]))
    assert (change.status_code, "tidak dapat diubah" in change.text) == (409, True)
    with pytest.raises(Refusal, match="tidak dapat diubah"):
        SHEETS.change(sheet, by=cast.budi, based_on=None, u1=4)
    client.post(reverse("surveys:sheet_cancel", args=[sheet.pk]), {"reason": "bukan pengguna layanan"})
    sheet.refresh_from_db()
    assert sheet.is_cancelled
    assert verify() == []


def test_a_survey_does_not_leave_its_form_behind(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    today = cast.oki.local_day()
    with pytest.raises(Refusal, match="Tutup formulirnya dahulu"):
        SURVEYS.cancel(running, by=cast.budi, reason="keliru")
    with pytest.raises(Refusal, match="Formulir publiknya terbuka"):
        SURVEYS.change(running, by=cast.budi, based_on=None, period_to=today)
    send_answers(link_to(opening))
    close_form(opening=opening, by=cast.budi)
    with pytest.raises(Refusal, match="sudah berisi lembar"):
        SURVEYS.cancel(running, by=cast.budi, reason="keliru")
    elsewhere = date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    with pytest.raises(Refusal, match="jawaban formulir publik di luar masa"):
        SURVEYS.change(running, by=cast.budi, based_on=None, period_from=elsewhere[0], period_to=elsewhere[1])


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"ends_on": date(1999, 1, 1)}, "Masa survei ini"),
        ({"most": 0}, "Isi 1 sampai"),
        ({"way": "link"}, "masih terbuka"),
    ],
)
def test_a_form_is_not_opened_wrongly(cast: Cast, running: Survey, values: dict[str, Any], sentence: str) -> None:
    open_to_all(cast, running)
    with pytest.raises(Refusal, match=sentence):
        open_to_all(cast, running, **{"way": "slips", **values})
    assert Opening.objects.count() == 1


def test_only_who_enters_sheets_of_the_office_opens_prints_and_closes(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running, "slips")
    year_end = running.period_to
    with pytest.raises(Forbidden):
        open_survey_form(survey=running, by=cast.hadi, way="link", begins_on=year_end, ends_on=year_end, most=9)
    for stranger in (cast.hadi, cast.ani, cast.joko):
        with pytest.raises(Forbidden):
            print_slips(opening=opening, count=1, by=stranger)
        with pytest.raises(Forbidden):
            void_slips(opening=opening, by=stranger)
        with pytest.raises(Forbidden):
            close_form(opening=opening, by=stranger)
    addresses = [reverse(f"surveys:{name}", args=[opening.pk]) for name in ("form_slips", "form_void", "form_close")]
    for person, status in ((cast.ani, 403), (cast.hadi, 404)):
        client = cast.client(person)
        assert {client.post(address).status_code for address in addresses} == {status}
        assert client.get(reverse("surveys:form_new", args=[running.pk])).status_code == status
    assert cast.client(cast.hadi).get(reverse("surveys:survey_form", args=[running.pk])).status_code == 404
    reading = cast.client(cast.ani).get(reverse("surveys:survey_form", args=[running.pk]))
    assert reading.status_code == 200 and "Tutup formulir" not in reading.text
    opening.refresh_from_db()
    assert opening.closed_at is None and opening.printed == 0


def test_the_desk_opens_prints_voids_and_closes(cast: Cast, running: Survey) -> None:
    client, page = cast.client(cast.budi), reverse("surveys:survey_form", args=[running.pk])
    today, end = f"{cast.oki.local_day()}", f"{running.period_to}"
    new = reverse("surveys:form_new", args=[running.pk])
    wrong = client.post(new, {"way": "link", "begins_on": end, "ends_on": today, "most": "12"})
    if today != end:
        assert wrong.status_code == 422 and "ditutup sebelum dibuka" in wrong.text
    for way in ("link", "slips"):
        client.post(new, {"way": way, "begins_on": today, "ends_on": end, "most": "30", "once_per_device": "on"})
    link, slips = Opening.objects.get(way="link"), Opening.objects.get(way="slips")
    assert link_to(link) in client.get(page).text
    poster = client.get(reverse("surveys:form_poster", args=[link.pk]))
    assert poster.content.startswith(b"%PDF") and poster["Content-Type"] == "application/pdf"
    printed = client.post(reverse("surveys:form_slips", args=[slips.pk]), {"count": "28"})
    assert printed.content.startswith(b"%PDF") and Slip.objects.count() == 28
    refused = client.post(reverse("surveys:form_slips", args=[slips.pk]), {"count": "3"})
    assert refused.status_code == 422 and "tinggal 2 lembar lagi" in refused.text
    client.post(reverse("surveys:form_void", args=[slips.pk]))
    assert not Slip.objects.exists()
    for opening in (link, slips):
        client.post(reverse("surveys:form_close", args=[opening.pk]))
    assert "Tutup formulir" not in client.get(page).text
    assert client.get(reverse("surveys:form_poster", args=[link.pk])).status_code == 404
    actions = set(AuditLine.objects.filter(action__startswith="oneform.").values_list("action", flat=True))
    assert actions == {"oneform.open", "oneform.print_slips", "oneform.void_slips", "oneform.close"}


def test_the_survey_counts_what_waits_too(cast: Cast, running: Survey) -> None:
    opening = open_to_all(cast, running)
    for _ in range(3):
        send_answers(link_to(opening))
    client = cast.client(cast.budi)
    page = client.get(reverse("surveys:survey", args=[running.pk])).text
    assert "3 lembar, 3 di antaranya menunggu dibuka" in page
    assert "Masih kurang 49 lembar" in page
    (row,) = client.get(reverse("surveys:survey_list")).context["table"]
    assert [cell.words for cell in row[2]][-2:] == ["52", "3"]
    assert Box.objects.get().waiting == 3
