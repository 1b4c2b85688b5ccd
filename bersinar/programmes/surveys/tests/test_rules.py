"""What holds when a survey changes under its sheets, who may open what, and what nobody is shown."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.surveys.actions import SHEETS, SURVEYS
from bersinar.programmes.surveys.models import Survey
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import fill_in


def test_sheets_follow_the_service_of_their_survey(cast: Cast, survey: Survey) -> None:
    sheet = fill_in(cast, survey)
    send(cast.client(cast.budi), reverse("surveys:survey_change", args=[survey.pk]), service="inpatient")
    assert {fact.aspect for fact in posted(sheet)} == {"inpatient"}
    assert verify() == []
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        SURVEYS.change(survey, by=cast.budi, based_on=None, service="aftercare")
    SURVEYS.change(survey, by=cast.budi, based_on=None, service="aftercare", reason="salah layanan")
    assert verify() == []


def test_a_sheet_entered_with_an_old_copy_of_the_survey_says_what_the_survey_says_now(
    cast: Cast, survey: Survey
) -> None:
    SURVEYS.change(survey, by=cast.budi, based_on=1, service="inpatient")
    assert survey.service == "outpatient"  # the old copy
    sheet = fill_in(cast, survey)
    assert {fact.aspect for fact in posted(sheet)} == {"inpatient"}
    assert verify() == []


def test_a_survey_does_not_leave_its_sheets_behind(cast: Cast, survey: Survey) -> None:
    sheet = fill_in(cast, survey)
    with pytest.raises(Refusal, match="1 lembar jatuh di luar masa ini"):
        SURVEYS.change(survey, by=cast.budi, based_on=1, period_from=date(2023, 4, 1))
    with pytest.raises(Refusal, match="sudah berisi lembar"):
        SURVEYS.cancel(survey, by=cast.budi, reason="ganda")
    SHEETS.cancel(sheet, by=cast.budi, reason="ganda")
    SURVEYS.cancel(survey, by=cast.budi, reason="ganda")
    survey.refresh_from_db()
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        fill_in(cast, survey)
    assert verify() == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, survey: Survey) -> None:
    sheet = fill_in(cast, survey)
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    url = reverse("surveys:sheet_change", args=[sheet.pk])
    client = cast.client(cast.budi)
    assert "bulannya sudah ditutup" in sentences(send(client, url, u1="1"))
    assert send(client, url, u1="1", reason="salah baca").status_code == 302


def test_a_lost_update_is_refused_with_both_values(cast: Cast, survey: Survey) -> None:
    client, url = cast.client(cast.budi), reverse("surveys:survey_change", args=[survey.pk])
    late = {**opened(client, url), "population": "70"}
    send(client, url, population="60")
    said = sentences(client.post(url, late))
    assert "60" in said
    assert "70" in said


def test_comments_show_five_at_once_and_by_month(cast: Cast, survey: Survey) -> None:
    client, page = cast.client(cast.eko), reverse("surveys:survey", args=[survey.pk])
    for number in range(1, 5):
        fill_in(cast, survey, comment=f"Saran rekaan {number}")
    shown = client.get(page).text
    assert "Saran rekaan" not in shown
    assert "4 komentar lain menunggu" in shown
    fill_in(cast, survey, comment="Saran rekaan 5", filled_on=date(2023, 4, 2))
    fill_in(cast, survey, comment="Saran rekaan 6")
    shown = client.get(page).text
    assert "Maret 2023 sampai April 2023" in shown
    assert "Saran rekaan 5" in shown
    assert "Saran rekaan 6" not in shown
    assert "24-03-2023" not in shown
    assert not any("Saran rekaan" in str(line.changes) for line in AuditLine.objects.all())


def test_who_reads_surveys_does_not_open_sheets(cast: Cast, survey: Survey) -> None:
    sheet = fill_in(cast, survey)
    client = cast.client(cast.ani)
    assert client.get(reverse("surveys:survey", args=[survey.pk])).status_code == 200
    assert reverse("surveys:sheet_list") not in client.get(reverse("surveys:survey", args=[survey.pk])).text
    for key in (sheet.pk, uuid4()):
        for part in ("", "_change", "_cancel"):
            assert client.get(reverse(f"surveys:sheet{part}", args=[key])).status_code == 403
    for name in ("sheet_list", "sheet_export", "sheet_new", "sheets_new", "survey_new"):
        assert client.get(reverse(f"surveys:{name}")).status_code == 403
    assert cast.client(cast.kiki).get(reverse("surveys:survey_list")).status_code == 403


def test_another_office_finds_neither_survey_nor_sheet(cast: Cast, survey: Survey) -> None:
    sheet = fill_in(cast, survey)
    client = cast.client(cast.hadi)
    assert client.get(reverse("surveys:survey", args=[survey.pk])).status_code == 404
    assert client.get(reverse("surveys:sheet", args=[sheet.pk])).status_code == 404
    assert client.get(reverse("surveys:sheet_list"), {"survei": str(survey.pk)}).context["table"] == []
    assert client.get(reverse("surveys:sheet_list"), {"survei": "bukan-nomor"}).context["table"] == []
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        SHEETS.create(office=cast.lumajang, by=cast.hadi, survey=survey, filled_on=date(2023, 3, 24), u1=3)
    with pytest.raises(Forbidden):
        SHEETS.create(office=cast.oki, by=cast.hadi, survey=survey, filled_on=date(2023, 3, 24), u1=3)


def test_lists_ask_the_same_few_questions_however_long_they_are(cast: Cast, survey: Survey) -> None:
    client = cast.client(cast.budi)

    def queries(name: str) -> int:
        with CaptureQueriesContext(connection) as counted:
            assert client.get(reverse(name)).status_code == 200
        return len(counted)

    fill_in(cast, survey)
    queries("surveys:survey_list")
    short = queries("surveys:survey_list"), queries("surveys:sheet_list")
    for _ in range(15):
        fill_in(cast, survey)
        SURVEYS.create(
            office=cast.oki, by=cast.budi, service="skhpn", period_from=date(2023, 1, 1), period_to=date(2023, 6, 30),
            population=300,
        )  # fmt: skip
    assert (queries("surveys:survey_list"), queries("surveys:sheet_list")) == short
    assert max(short) <= 12
    assert "16" in client.get(reverse("surveys:survey_list")).text
