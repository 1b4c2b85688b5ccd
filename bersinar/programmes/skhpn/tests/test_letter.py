"""The letter: what issues it, what it says, who may check it, what is counted; and that a reactive result has none."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO

import docx
import pytest
from django.apps import apps
from django.test import Client
from django.urls import reverse

from bersinar.foundation.letters.actions import cancel, finalise
from bersinar.foundation.letters.models import Letter, TreatmentLetter
from bersinar.foundation.letters.rendering import docx_of
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.skhpn import checking
from bersinar.programmes.skhpn.models import PublicCheck, Visit
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import DAY, NAME, NIK, arrive, at_result, drafted, issued


def check(code: str) -> str:
    return Client().get(reverse("skhpn:check_code", args=[code])).text


def test_from_the_visit_to_the_issued_letter_on_the_pages(cast: Cast, visit: Visit) -> None:
    at_result(cast, visit)
    browser = cast.client(cast.budi)
    new = reverse("letters:treatment:new", args=["skhpn", "skhpn.visit", visit.pk])
    assert new in browser.get(reverse("skhpn:visit", args=[visit.pk])).text
    assert send(browser, new, day="2023-03-14").status_code == 302
    letter = TreatmentLetter.objects.get()
    assert "Tidak dikenal" in check(letter.check_code)  # a draft is no letter yet
    browser.post(reverse("letters:treatment:final", args=[letter.pk]), {"version": letter.version})
    visit.refresh_from_db()
    assert (visit.stage, visit.issued_on) == ("issued", DAY)
    assert posted(visit, "kind", "day", "place", "detail", "subject") == [
        ("skhpn.letter_issued", date(2023, 3, 1), "16.02", "work", "")
    ]
    assert figure(cast.oki, "skhpn.issued") == ("1", None)
    assert verify() == []
    assert new not in browser.get(reverse("skhpn:visit", args=[visit.pk])).text


def test_the_letter_holds_what_was_opened_and_its_qr_is_for_whoever_is_handed_it(cast: Cast, visit: Visit) -> None:
    letter = issued(cast, visit)
    text = "\n".join(
        part.text
        for part in docx.Document(BytesIO(docx_of(letter, by=cast.budi))).element.body.iter()
        if part.tag.endswith("}t") and part.text
    )
    for words in (NAME, NIK, "Kayuagung, 5 Juli 1998", "Metamfetamin (MET)", "90 hari", "SKHPN/001/III/2023"):
        assert words in text
    assert "Pindai untuk memeriksa surat ini" in text
    assert letter.check_code[:4] in text
    assert letter.code not in text


def test_the_public_page_answers_three_words_and_initials_only(cast: Cast, visit: Visit) -> None:
    letter = issued(cast, visit)
    PublicCheck.objects.update(valid_until=cast.oki.local_day())
    page = check(letter.check_code)
    assert "<h2>Terbit</h2>" in page
    assert "W. R. U." in page
    assert not [word for word in (NAME, "Wulan", NIK, "OKI", "001", "2023") if word in page]
    grouped = " ".join(letter.check_code[start : start + 4] for start in range(0, 26, 4)).upper()
    typed = Client().post(reverse("skhpn:check"), {"kode": grouped})
    assert "<h2>Terbit</h2>" in typed.text
    assert not typed.cookies
    PublicCheck.objects.update(valid_until=cast.oki.local_day() - timedelta(days=2))
    assert "<h2>Kedaluwarsa</h2>" in check(letter.check_code)
    for wrong in (
        "x",
        "a" * 26,
        letter.code,
        str(letter.pk),
        str(visit.pk),
        letter.number.text if letter.number else "",
    ):
        said = Client().post(reverse("skhpn:check"), {"kode": wrong}).text
        assert "<h2>Tidak dikenal</h2>" in said
        assert "W. R." not in said
    assert "Ketik kode" in Client().post(reverse("skhpn:check"), {"kode": ""}).text


def test_the_public_page_is_slowed_down(cast: Cast, visit: Visit, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = issued(cast, visit)
    monkeypatch.setattr(checking, "PER_MINUTE", 2)
    monkeypatch.setattr("bersinar.foundation.oneform.pace.time.time", lambda: 1_700_000_000.0)
    url = reverse("skhpn:check_code", args=[letter.check_code])
    assert [Client().get(url).status_code for _ in range(3)] == [200, 200, 429]
    late = Client().post(reverse("skhpn:check"), {"kode": letter.check_code})
    assert late.status_code == 429
    assert letter.check_code in late.text  # what was typed is still there
    assert "W. R." not in late.text


def test_a_reactive_result_has_no_letter_no_fact_and_nothing_on_the_public_page(cast: Cast, visit: Visit) -> None:
    at_result(cast, visit, is_reactive=True)
    browser = cast.client(cast.budi)
    new = reverse("letters:treatment:new", args=["skhpn", "skhpn.visit", visit.pk])
    assert new not in browser.get(reverse("skhpn:visit", args=[visit.pk])).text
    assert browser.get(new).status_code == 302
    with pytest.raises(Refusal, match="bila hasilnya memungkinkan"):
        drafted(cast, visit)
    assert not TreatmentLetter.objects.exists() and not PublicCheck.objects.exists()
    assert posted(visit) == []
    assert verify() == []


def test_a_result_found_reactive_later_stops_a_draft(cast: Cast, visit: Visit) -> None:
    """No step leads there while a letter stands; the way and the table hold it all the same."""
    letter = drafted(cast, at_result(cast, visit))
    Visit.objects.filter(pk=visit.pk).update(is_reactive=True)
    with pytest.raises(Refusal, match="bila hasilnya memungkinkan"):
        finalise(TreatmentLetter.objects.get(pk=letter.pk), by=cast.budi, based_on=letter.version)


def test_whoever_reacted_gets_a_slip_that_says_nothing(cast: Cast, visit: Visit) -> None:
    at_result(cast, visit, is_reactive=True)
    browser, page = cast.client(cast.budi), reverse("skhpn:visit_invite", args=[visit.pk])
    codes, counts = (apps.get_model("rehab", name).objects for name in ("Invitation", "InvitationCount"))
    refused = send(browser, page, place="Klinik BNNK OKI")
    assert "Hapus kata “BNN”" in sentences(refused)
    assert not codes.exists()
    slip = send(browser, page, place="Jalan Rekaan Nomor 1")
    assert slip["Content-Type"] == "application/pdf"
    assert slip["Content-Disposition"] == 'attachment; filename="lembar.pdf"'
    visit.refresh_from_db()
    assert visit.stage == "invited"
    count = counts.get()
    assert (count.origin, count.issued, count.taken) == ("skhpn", 1, 0)
    send(browser, page, place="Jalan Rekaan Nomor 1")  # the slip was lost
    count.refresh_from_db()
    assert (count.issued, codes.count()) == (1, 2)
    assert posted(visit) == []
    other = at_result(cast, arrive(cast))
    assert "hanya untuk hasil reaktif" in sentences(
        send(browser, reverse("skhpn:visit_invite", args=[other.pk]), place="Jalan Rekaan")
    )


def test_a_cancelled_letter_is_unknown_and_uncounted_and_another_may_follow(
    cast: Cast, visit: Visit, treatment_side: Callable[[], None]
) -> None:
    letter = issued(cast, visit)
    cancel(letter, by=cast.budi, reason="salah ketik")
    visit.refresh_from_db()
    assert (visit.stage, visit.issued_on) == ("tested", None)
    assert "<h2>Tidak dikenal</h2>" in check(letter.check_code)
    treatment_side()
    assert posted(visit) == []
    second = drafted(cast, visit)
    finalise(TreatmentLetter.objects.get(pk=second.pk), by=cast.budi, based_on=second.version)
    assert figure(cast.oki, "skhpn.issued") == ("1", None)
    assert verify() == []


def test_a_visit_has_one_letter_and_one_draft(cast: Cast, visit: Visit, treatment_side: Callable[[], None]) -> None:
    letter, browser = drafted(cast, at_result(cast, visit)), cast.client(cast.budi)
    new = reverse("letters:treatment:new", args=["skhpn", "skhpn.visit", visit.pk])
    assert new not in browser.get(reverse("skhpn:visit", args=[visit.pk])).text
    led = browser.get(new)
    assert led["Location"] == reverse("letters:treatment:letter", args=[letter.pk])
    treatment_side()
    with pytest.raises(Refusal, match="hanya ada satu"):
        drafted(cast, visit)
    finalise(TreatmentLetter.objects.get(pk=letter.pk), by=cast.budi, based_on=letter.version)
    with pytest.raises(Refusal, match="hanya satu yang final"):
        drafted(cast, visit)
    assert TreatmentLetter.objects.count() == 1


def test_a_cancelled_draft_makes_room_for_another(cast: Cast, visit: Visit) -> None:
    first = drafted(cast, at_result(cast, visit))
    cancel(TreatmentLetter.objects.get(pk=first.pk), by=cast.budi, reason="salah ketik")
    assert drafted(cast, visit).pk != first.pk


def test_a_letter_is_dated_between_its_test_and_today_in_an_open_month(cast: Cast, visit: Visit) -> None:
    def refused(letter: Letter) -> str:
        with pytest.raises(Refusal) as refusal:
            finalise(TreatmentLetter.objects.get(pk=letter.pk), by=cast.budi, based_on=letter.version)
        return refusal.value.sentence

    early = drafted(cast, at_result(cast, visit), on=DAY - timedelta(days=1))
    assert "tidak mendahului tesnya" in refused(early)
    cancel(TreatmentLetter.objects.get(pk=early.pk), by=cast.budi, reason="tanggal")
    ahead = drafted(cast, visit, on=cast.oki.local_day() + timedelta(days=1))
    assert "tidak di hari depan" in refused(ahead)
    cancel(TreatmentLetter.objects.get(pk=ahead.pk), by=cast.budi, reason="tanggal")
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    assert "sudah ditutup" in refused(drafted(cast, visit))
    assert not PublicCheck.objects.exists()


def test_deteksi_dini_does_not_move(cast: Cast, visit: Visit) -> None:
    before = {
        code: figure(cast.oki, code)
        for code in ("screening.tested", "screening.positive", "screening.sessions", "rehab.clients")
    }
    issued(cast, visit)
    at_result(cast, arrive(cast), is_reactive=True)
    assert {code: figure(cast.oki, code) for code in before} == before == dict.fromkeys(before, (None, None))
    assert set(Fact.objects.values_list("kind", flat=True)) == {"skhpn.letter_issued"}


def test_a_sent_letter_form_that_comes_twice_makes_one_letter(cast: Cast, visit: Visit) -> None:
    at_result(cast, visit)
    browser = cast.client(cast.budi)
    new = reverse("letters:treatment:new", args=["skhpn", "skhpn.visit", visit.pk])
    typed = {**opened(browser, new), "day": "2023-03-14"}
    assert {browser.post(new, typed)["Location"] for _ in range(2)} == {
        reverse("letters:treatment:letter", args=[TreatmentLetter.objects.get().pk])
    }
