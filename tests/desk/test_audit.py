"""The audit page: each side's lines to its own auditor, in words, and never a value that is secret."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import OPERATOR, Line, note
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.periods.actions import close_month
from bersinar.interfaces.desk.rooms import all_pages
from bersinar.interfaces.desk.wording import action_words, known_actions
from bersinar.ledger.records import Verbs
from tests.cast import Cast, join
from tests.desk.conftest import admit, hold, open_case, questions

pytestmark = pytest.mark.django_db


@pytest.fixture
def filled(cast: Cast) -> None:
    hold(cast, 30)
    admit(cast, 2, 1)
    open_case(cast)
    close_month(office=cast.oki, year=2023, month=1, by=cast.eko)


@pytest.fixture
def section_head(cast: Cast) -> User:
    """The head of OKI's enforcement section, who audits that side."""
    user = User.objects.create(username="rama", full_name="Rama Rekaan", closed_side="enforcement")
    join(user, cast.oki, "enforcement_head")
    return user


def said(cast: Cast, user: User, **query: Any) -> list[str]:
    answer = cast.client(user).get("/jejak-audit/", query)
    assert answer.status_code == 200
    return [row.what for row in answer.context["rows"]]


def test_each_auditor_sees_the_own_sides_lines(cast: Cast, filled: None, section_head: User) -> None:
    open_lines, treatment, enforcement = said(cast, cast.eko), said(cast, cast.budi), said(cast, section_head)
    assert "mencatat pelaksanaan" in open_lines and "menutup bulan" in open_lines
    assert not any("klien" in line or "kasus" in line for line in open_lines)
    assert set(treatment) <= {"mencatat klien", "mencatat episode", "mencatat keputusan jalur"} and treatment
    assert set(enforcement) == {"mencatat kasus"}


def test_without_the_right_there_is_no_page_and_another_office_sees_nothing(cast: Cast, filled: None) -> None:
    for person in (cast.ani, cast.citra, cast.dewi, cast.joko):
        assert cast.client(person).get("/jejak-audit/").status_code == 403
    assert said(cast, cast.hadi) == []


def test_readings_are_for_the_sides_auditors(cast: Cast, filled: None) -> None:
    admit(cast, 3, 3, date(2023, 5, 8))
    cast.client(cast.budi).get("/telusur/rehab.clients/?tahun=2023")
    assert "menelusuri angka: klien" in said(cast, cast.budi, tab="pembacaan")
    assert said(cast, cast.hadi, tab="pembacaan") == []
    page = cast.client(cast.eko).get("/jejak-audit/?tab=pembacaan")
    assert not page.context["readings"] and "Pembacaan" not in page.content.decode()


def test_lines_are_narrowed_by_day_person_and_action(cast: Cast, filled: None) -> None:
    assert said(cast, cast.eko, orang=str(cast.eko.pk)) == ["menutup bulan"]
    assert said(cast, cast.eko, tindakan="periods.close_month") == ["menutup bulan"]
    assert said(cast, cast.eko, sampai="2001-01-01") == []
    assert len(said(cast, cast.eko, dari="bukan-hari", orang="bukan-id")) > 1


def test_a_line_leads_to_its_record_where_the_reader_may_open_it(cast: Cast, filled: None) -> None:
    rows = cast.client(cast.eko).get("/jejak-audit/").context["rows"]
    (meeting,) = [row for row in rows if row.what == "mencatat pelaksanaan"]
    assert cast.client(cast.eko).get(meeting.url).status_code == 200
    assert all(not row.url for row in cast.client(cast.kiki).get("/jejak-audit/").context["rows"])


def test_many_lines_come_in_pages_and_few_questions(cast: Cast, django_assert_max_num_queries: Any) -> None:
    for _ in range(60):
        hold(cast, 1)
    client = cast.client(cast.eko)
    assert len(client.get("/jejak-audit/").context["rows"]) == 50
    with django_assert_max_num_queries(questions(10)):
        client.get("/jejak-audit/")


# Words --------------------------------------------------------------------------------------------------------------


def test_every_verb_of_every_room_has_words() -> None:
    known = known_actions()
    for pages in all_pages():
        if isinstance(pages.verbs, Verbs):
            verbs = pages.verbs
            for name in (verbs.made, verbs.changed, verbs.cancelled):
                assert f"{verbs.room}.{name}" in known, (pages.name, name)


def test_every_line_that_is_written_is_told_in_words(cast: Cast, filled: None) -> None:
    for line in AuditLine.objects.all():
        words = action_words(line.action, line.record_kind, line.changes)
        assert words and "." not in words and "_" not in words and "rekam" not in words, line.action


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"dibatalkan": [False, True]}, "membatalkan kasus"),
        ({"prominent": [False, True]}, "mengubah kasus"),
        ({"number": "LKN/1"}, "mencatat kasus"),
    ],
)
def test_an_action_without_words_is_told_by_what_it_did(changes: dict[str, Any], words: str) -> None:
    assert action_words("enforcement.something_new", "enforcement.case", changes) == words


def test_words_are_words_of_an_officer() -> None:
    assert not [
        words
        for words in known_actions().values()
        if "_" in words
        or "." in words
        or (not words.islower() and not any(name in words for name in ("IBM", "Bersinar", "P4GN", "PIN", "TAT")))
    ]


def test_actions_of_like_words_are_asked_for_together_and_listed_once(
    cast: Cast, filled: None, section_head: User
) -> None:
    page = cast.client(cast.eko).get("/jejak-audit/")
    listed = [words for _, words in page.context["actions"]]
    assert len(listed) == len(set(listed)) and set(listed) == set(known_actions().values())
    alike: dict[str, list[str]] = {}
    for action, words in known_actions().items():
        alike.setdefault(words, []).append(action)
    several = next(actions for actions in alike.values() if len(actions) > 1)
    for action in several:
        note(office=cast.oki, by=OPERATOR, line=Line(action, "periods.monthclosing", None))
    told = said(cast, cast.eko, tindakan=several[0])
    assert len(told) == len(several)
    assert "sistem" in cast.client(cast.eko).get("/jejak-audit/").text
