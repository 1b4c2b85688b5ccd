"""From the form to the list: what an officer does in a day."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bersinar.foundation.periods.actions import close_month
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import AFTERCARES, DECISIONS
from bersinar.programmes.rehab.models import Aftercare, Client, Episode, Facility, PathwayDecision
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import NIK, admit, register


def test_a_client_is_registered_admitted_moved_closed_and_given_aftercare(cast: Cast, clinic: Facility) -> None:
    browser = cast.client(cast.budi)
    typed: dict[str, Any] = {
        "registered_on": "2023-02-01",
        "sex": "female",
        "birth_year": "1998",
        "name": "Klien Rekaan",
        "nik": NIK,
    }
    answer = send(browser, reverse("rehab:client_new"), **typed)
    client = Client.objects.get()
    assert answer.url == reverse("rehab:client", args=[client.pk])
    assert (client.code, client.compared("nik")) == ("K-2023-001", NIK)

    admission = f"{reverse('rehab:episode_new')}?klien={client.code}"
    assert opened(browser, admission)["client"] == client.code
    typed = {"entry_path": "family", "admitted_on": "03-02-2023", "pathway": "outpatient", "substance": "cannabis"}
    send(browser, admission, facility=str(clinic.pk), **typed)
    episode = Episode.objects.get()
    assert [one.pathway for one in episode.standing_decisions()] == ["outpatient"]

    decide = f"{reverse('rehab:decision_new')}?episode={episode.pk}"
    send(browser, decide, decided_on="2023-04-03", pathway="inpatient")
    assert PathwayDecision.objects.count() == 2

    send(
        browser, reverse("rehab:episode_change", args=[episode.pk]), closed_on="2023-06-05", closing_reason="completed"
    )
    aftercare = f"{reverse('rehab:aftercare_new')}?klien={client.code}"
    send(browser, aftercare, kind="follow_up", started_on="2023-07-01")
    assert Aftercare.objects.count() == 1

    kinds = [one.kind.removeprefix("rehab.") for one in posted(client)]
    assert sorted(kinds) == [
        "aftercare_given", "care_entered", "care_left", "client_admitted", "episode_closed", "episode_opened",
        "pathway_changed",
    ]  # fmt: skip
    page = browser.get(reverse("rehab:client", args=[client.pk])).text
    for words in ("Rujuk rawat inap", "ditutup 05-06-2023: Selesai program", "Bina lanjut", "Klinik Rekaan"):
        assert words in page
    assert verify() == []


def test_wrong_input_comes_back_with_its_sentence_and_nothing_is_saved(
    cast: Cast, client_of_oki: Client, clinic: Facility
) -> None:
    browser = cast.client(cast.budi)
    wrong_nik = send(
        browser, reverse("rehab:client_new"), sex="male", birth_year="1998", nik="123", name="Klien Rekaan"
    )
    assert wrong_nik.status_code == 422
    assert "16 angka" in sentences(wrong_nik)
    assert "Klien Rekaan" in wrong_nik.text  # what was typed stays
    wrong_year = send(browser, reverse("rehab:client_new"), sex="male", birth_year="98")
    assert "Tahun lahir antara" in sentences(wrong_year)
    wrong_code = send(
        browser, f"{reverse('rehab:episode_new')}?klien=K-1", entry_path="family", admitted_on="2023-02-01",
        pathway="outpatient", facility=str(clinic.pk), substance="cannabis",
    )  # fmt: skip
    assert "Kode klien ini tidak dikenal" in sentences(wrong_code)
    assert Client.objects.count() == 1
    assert not Episode.objects.exists()


def test_records_are_cancelled_by_the_form(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    browser = cast.client(cast.budi)
    refused = browser.post(reverse("rehab:client_cancel", args=[client_of_oki.pk]), {"reason": "salah orang"})
    assert "Batalkan itu dahulu" in refused.text
    missing = browser.post(reverse("rehab:episode_cancel", args=[episode.pk]), {"reason": ""})
    assert "alasan pembatalan" in missing.text
    browser.post(reverse("rehab:episode_cancel", args=[episode.pk]), {"reason": "salah orang"})
    assert posted(client_of_oki) == []
    browser.post(reverse("rehab:client_cancel", args=[client_of_oki.pk]), {"reason": "salah orang"})
    client_of_oki.refresh_from_db()
    assert client_of_oki.is_cancelled
    assert verify() == []


def test_sent_twice_is_admitted_once(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:episode_new')}?klien={client_of_oki.code}"
    typed: dict[str, Any] = {
        **opened(browser, url), "entry_path": "family", "admitted_on": "2023-02-01", "pathway": "outpatient",
        "facility": str(clinic.pk), "substance": "cannabis", "note": "catatan",
    }  # fmt: skip
    answers = [browser.post(url, typed) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert Episode.objects.count() == 1


def test_a_lost_update_shows_both_values(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    episode = admit(cast, client_of_oki, clinic, date(2023, 2, 1))
    browser, url = cast.client(cast.budi), reverse("rehab:episode_change", args=[episode.pk])
    seen = opened(browser, url)
    send(browser, url, substance="cannabis")
    answer = browser.post(url, {**seen, "substance": "heroin"})
    assert answer.status_code == 422
    assert "Ganja" in answer.text
    assert "Heroin" in sentences(answer)
    episode.refresh_from_db()
    assert episode.substance == "cannabis"


def test_a_closed_month_asks_for_a_reason_on_the_form(cast: Cast, client_of_oki: Client, clinic: Facility) -> None:
    close_month(office=cast.oki, year=2023, month=2, by=cast.eko)
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:episode_new')}?klien={client_of_oki.code}"
    typed: dict[str, Any] = {
        "entry_path": "family", "admitted_on": "2023-02-01", "pathway": "outpatient", "facility": str(clinic.pk),
        "substance": "cannabis",
    }  # fmt: skip
    assert "sudah ditutup" in sentences(send(browser, url, **typed))
    assert not Episode.objects.exists()
    send(browser, url, **typed, reason="terlambat dicatat")
    assert Episode.objects.count() == 1


def test_a_draft_belongs_to_the_client_it_was_begun_for(cast: Cast, clinic: Facility) -> None:
    first, second = register(cast), register(cast)
    browser = cast.client(cast.budi)
    url = f"{reverse('rehab:episode_new')}?klien={first.code}"
    key = browser.get(url).context["draft_key"]
    browser.post(reverse("desk:draft", args=[key]), {"client": first.code, "note": "belum selesai"})
    assert opened(browser, url)["note"] == "belum selesai"
    other = opened(browser, f"{reverse('rehab:episode_new')}?klien={second.code}")
    assert other["client"] == second.code
    assert "note" not in other


def test_the_list_is_narrowed_by_year_pathway_state_and_sex(cast: Cast, clinic: Facility) -> None:
    moved, closed, waiting = register(cast), register(cast, sex="female"), register(cast)
    episode = admit(cast, moved, clinic, date(2022, 11, 1))
    said: dict[str, Any] = {"episode": episode, "decided_on": date(2023, 1, 9), "pathway": "inpatient"}
    DECISIONS.create(office=cast.oki, by=cast.budi, **said)
    admit(cast, closed, clinic, date(2023, 2, 1), closed_on=date(2023, 3, 1), closing_reason="dropped_out")
    AFTERCARES.create(office=cast.oki, by=cast.budi, client=waiting, kind="follow_up", started_on=date(2023, 2, 1))
    browser, url = cast.client(cast.budi), reverse("rehab:client_list")

    def codes(**asked: str) -> set[str]:
        return {row.code for row, _, _ in browser.get(url, asked).context["table"]}

    assert codes() == {moved.code, closed.code, waiting.code}
    assert codes(tahun="2022") == {moved.code}
    assert codes(tahun="abc") == set()
    assert codes(jalur="inpatient") == {moved.code}
    assert codes(jalur="outpatient") == {closed.code}
    assert codes(keadaan="dalam") == {moved.code}
    assert codes(keadaan="selesai") == {closed.code}
    assert codes(sex="female") == {closed.code}
    shown = {row.code: [cell.words for cell in cells] for row, _, cells in browser.get(url).context["table"]}
    assert shown[moved.code][2:6] == ["24", "2022", "Rujuk rawat inap", "Dalam layanan"]
    assert shown[waiting.code][5] == "Pascarehabilitasi"


def test_the_list_asks_the_same_few_questions_however_long_it_is(cast: Cast, clinic: Facility) -> None:
    browser, url = cast.client(cast.budi), reverse("rehab:client_list")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert browser.get(url).status_code == 200
        asked = [one["sql"] for one in counted.captured_queries]
        return len([sql for sql in asked if not sql.startswith(("SAVEPOINT", "RELEASE", "SELECT set_config"))])

    admit(cast, register(cast), clinic, date(2023, 2, 1))
    browser.get(url)  # code lists are read once per process
    short = queries()
    for _ in range(12):
        admit(cast, register(cast), clinic, date(2023, 2, 1))
    assert queries() == short
    assert short <= 16  # twelve of the list, and four that write the reading down


def test_the_export_holds_codes_and_no_names(cast: Cast, clinic: Facility) -> None:
    admit(cast, register(cast, name="Klien Rekaan"), clinic, date(2023, 2, 1))
    answer = cast.client(cast.budi).get(reverse("rehab:client_export"))
    rows = CalamineWorkbook.from_filelike(BytesIO(answer.content)).get_sheet_by_index(0).to_python()
    assert rows[1][:6] == ["K-2023-001", "Laki-laki", 25.0, "2023", "Rawat jalan", "Dalam layanan"]


@pytest.mark.parametrize("part", ["episode", "decision"])
def test_a_form_without_its_parent_says_so(cast: Cast, client_of_oki: Client, part: str) -> None:
    browser = cast.client(cast.budi)
    answer = browser.get(reverse(f"rehab:{part}_new"), {"klien": "K-9", "episode": "bukan-nomor"})
    assert answer.status_code == (404 if part == "decision" else 200)
