"""Who came is erased by the office's rule, with the letter; what is counted stays."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.letters.models import Letter, TreatmentLetter
from bersinar.foundation.wire.drafts import keep_draft
from bersinar.foundation.wire.models import Draft
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.skhpn import actions
from bersinar.programmes.skhpn.actions import set_rule
from bersinar.programmes.skhpn.models import IDENTITY, DeskRule, PublicCheck, Visit
from bersinar.programmes.skhpn.retention import erase_due
from tests.books import figure
from tests.cast import Cast

from .conftest import NAME, arrive, identified, issued


@pytest.fixture
def letter(cast: Cast, visit: Visit) -> Letter:
    return issued(cast, visit)


def test_an_identity_past_its_time_is_erased_with_its_letter_and_the_count_stays(
    cast: Cast, visit: Visit, letter: Letter
) -> None:
    young = identified(cast, arrive(cast, visited_on=cast.oki.local_day()))
    assert erase_due() == 1
    visit.refresh_from_db()
    assert [getattr(visit, name) for name in (*IDENTITY, "answers")] == [None] * 7
    assert (visit.data_key, visit.initials, visit.sex, visit.document) == (None, "", "", "")
    kept = TreatmentLetter.objects.get(pk=letter.pk)
    assert (kept.content, kept.data_key, kept.number_id) == (None, None, letter.number_id)
    files = StoredFile.objects.filter(record_id=letter.pk)
    assert files and all(file.removed_at and not file.data_key for file in files)
    assert list(PublicCheck.objects.values_list("initials", flat=True)) == [""]
    assert figure(cast.oki, "skhpn.issued") == ("1", None)
    assert verify() == []
    assert AuditLine.objects.filter(action="skhpn.erase_identity", record_id=visit.pk).exists()
    told = cast.client(cast.budi).get(reverse("skhpn:visit", args=[visit.pk])).text
    assert "Identitas dihapus menurut aturan penyimpanan oleh sistem" in told
    young.refresh_from_db()
    assert young.name is not None and young.name.open(by=cast.budi, purpose="uji") == NAME
    assert erase_due() == 0


def test_drafts_that_name_who_came_go_with_the_identity(cast: Cast, visit: Visit, letter: Letter) -> None:
    for form, said in (
        (f"letters.{letter.pk}", "x"),
        (f"skhpn.visit.identify.{visit.pk}", "x"),
        ("a", NAME),
        ("b", "x"),
    ):
        keep_draft(owner=cast.budi, form=form, side="treatment", fields={"isi": [said]})
    assert erase_due() == 1
    assert list(Draft.objects.values_list("form", flat=True)) == ["b"]


def test_what_was_erased_opens_nowhere_and_takes_no_further_step(cast: Cast, visit: Visit, letter: Letter) -> None:
    erase_due()
    browser = cast.client(cast.budi)
    page = browser.get(reverse("skhpn:visit", args=[visit.pk])).text
    assert "sudah dihapus menurut aturan" in page
    assert NAME not in browser.post(reverse("skhpn:visit_open", args=[visit.pk]), {"purpose": "match"}).text
    assert "sudah dihapus" in browser.get(reverse("letters:treatment:letter", args=[letter.pk])).text
    for name in ("docx", "pdf"):
        answer = browser.get(reverse(f"letters:treatment:{name}", args=[letter.pk]))
        assert answer.status_code == 410
    undone = identified(cast, arrive(cast))
    erase_due()
    with pytest.raises(Refusal, match="sudah dihapus"):
        actions.pay(undone, by=cast.budi, based_on=None, receipt="B-1")


def test_a_retired_letter_is_expired_for_whoever_checks_it(cast: Cast, letter: Letter) -> None:
    erase_due()
    from django.test import Client

    page = Client().get(reverse("skhpn:check_code", args=[letter.check_code])).text
    assert "<h2>Kedaluwarsa</h2>" in page
    assert "Inisial" not in page


def test_each_office_keeps_as_long_as_its_rule_says(cast: Cast, visit: Visit) -> None:
    identified(cast, visit)
    today = cast.oki.local_day()
    old = identified(cast, arrive(cast, visited_on=date(today.year - 2, today.month, 1)))
    set_rule(office=cast.oki, by=cast.budi, valid_days=90, keep_months=60, instrument="dast-10")
    assert erase_due() == 0
    set_rule(office=cast.oki, by=cast.budi, valid_days=90, keep_months=12, instrument="dast-10")
    assert erase_due() == 2
    old.refresh_from_db()
    assert old.is_erased


@pytest.mark.parametrize(
    ("visited", "today", "kept"),
    [
        (date(2023, 1, 31), date(2023, 2, 28), True),
        (date(2023, 1, 31), date(2023, 3, 1), False),
        (date(2023, 3, 14), date(2023, 4, 14), True),
        (date(2023, 3, 14), date(2023, 4, 15), False),
        (date(2023, 12, 14), date(2024, 1, 14), True),
    ],
)
def test_a_month_ends_on_its_day(visited: date, today: date, kept: bool) -> None:
    assert DeskRule(keep_months=1).keeps(visited, today) is kept
