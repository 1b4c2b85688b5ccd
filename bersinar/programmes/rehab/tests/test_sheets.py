"""A sheet: kept half filled, scored when finished, corrected with a reason; its answers open by purpose only."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS, CONSENTS, SHEETS
from bersinar.programmes.rehab.models import Client, Sheet
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import register
from .sheets import ASI, ASSIST_HIGH, MARCH, fill_in, quality


def new(client: Client, instrument: str = "assist-3.1") -> str:
    return f"{reverse('rehab:sheet_new')}?klien={client.code}&instrumen={instrument}"


def typed(answers: dict[str, int], **fields: str) -> dict[str, str]:
    return {"taken_on": "2023-03-01", **{f"butir_{code}": str(value) for code, value in answers.items()}, **fields}


def page_of(cast: Cast, sheet: Sheet) -> str:
    return cast.client(cast.budi).get(reverse("rehab:sheet", args=[sheet.pk])).content.decode()


# --- draft and finished -------------------------------------------------------------------------------------------


def test_a_half_filled_sheet_is_kept_and_not_scored(cast: Cast, client_of_oki: Client) -> None:
    browser = cast.client(cast.budi)
    send(browser, new(client_of_oki), **typed({"q1a": 3, "q2a": 6, "q1b": 0}))
    sheet = Sheet.objects.get()
    assert (sheet.state, sheet.result, sheet.instrument_version) == ("draft", None, "1")
    page = page_of(cast, sheet)
    assert "Draf, belum dinilai" in page and "Belum diisi: 13 butir" in page
    change = reverse("rehab:sheet_change", args=[sheet.pk])
    assert opened(browser, change)["butir_q2a"] == "6"
    send(browser, change, **typed(ASSIST_HIGH), selesai="1")
    sheet.refresh_from_db()
    assert (sheet.state, sheet.values["e"], sheet.bands["e"]) == ("final", 35, "high")
    assert verify() == []


def test_an_unfinished_sheet_names_what_is_missing_and_loses_nothing(cast: Cast, client_of_oki: Client) -> None:
    browser = cast.client(cast.budi)
    answer = send(browser, new(client_of_oki), **typed({**ASSIST_HIGH, "q2e": 4}, butir_q3e="", selesai="1"))
    assert answer.status_code == 422
    assert "Belum diisi: Stimulan jenis amfetamin (sabu, ekstasi): Dorongan kuat memakai." in sentences(answer)
    assert answer.context["form"]["butir_q2e"].value() == "4"
    assert not Sheet.objects.exists()


def test_what_cannot_be_is_refused_item_by_item(cast: Cast, client_of_oki: Client) -> None:
    browser = cast.client(cast.budi)
    for selesai in ("", "1"):  # a draft too: it is never right, whatever follows
        answer = send(browser, new(client_of_oki), **typed({**ASSIST_HIGH, "q2b": 6, "q4e": 3}, selesai=selesai))
        errors = answer.context["form"].errors
        assert "dilewati karena q1b berisi 0" in errors["butir_q2b"][0]
        assert errors["butir_q4e"] == ["Isi dengan salah satu dari 0, 4, 5, 6, 7."]
    answer = send(browser, new(client_of_oki, "asi-wl"), **typed(ASI, butir_use_heroin_days="tiga"))
    assert answer.context["form"].errors["butir_use_heroin_days"] == ["Isi dengan bilangan bulat 0 sampai 30."]
    assert answer.context["form"]["butir_use_heroin_days"].value() == "tiga"
    assert not Sheet.objects.exists()


def test_what_was_typed_into_a_sheet_outlives_the_session(cast: Cast, client_of_oki: Client) -> None:
    browser, url = cast.client(cast.budi), new(client_of_oki)
    key = browser.get(url).context["draft_key"]
    browser.post(reverse("desk:draft", args=[key]), {"instrument": "assist-3.1", "butir_q2a": "6"})
    assert opened(cast.client(cast.budi), url)["butir_q2a"] == "6"


def test_a_sheet_sent_twice_is_one(cast: Cast, client_of_oki: Client) -> None:
    browser, url = cast.client(cast.budi), new(client_of_oki)
    filled = {**opened(browser, url), **typed(ASSIST_HIGH, selesai="1")}
    assert browser.post(url, filled)["Location"] == browser.post(url, filled)["Location"]
    assert Sheet.objects.count() == 1


def test_a_new_sheet_begins_with_its_instrument(cast: Cast, client_of_oki: Client) -> None:
    page = cast.client(cast.budi).get(f"{reverse('rehab:sheet_new')}?klien={client_of_oki.code}").content.decode()
    for title in ("ASSIST v3.1", "Asesmen wajib lapor (ASI)", "URICA 32 butir", "WHOQOL-BREF"):
        assert title in page


def test_another_offices_client_is_not_found(cast: Cast, client_of_oki: Client) -> None:
    answer = send(cast.client(cast.hadi), new(client_of_oki), **typed(ASSIST_HIGH, selesai="1"))
    assert "Kode klien ini tidak dikenal" in sentences(answer)
    assert not Sheet.objects.exists()


# --- the result ---------------------------------------------------------------------------------------------------


def test_the_result_stands_in_words(cast: Cast, client_of_oki: Client) -> None:
    page = page_of(cast, fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH))
    assert "Stimulan jenis amfetamin" in page and "tinggi" in page
    assert "Tembakau tidak ikut menentukan" in page
    assert "Label netral Bersinar" in page


def test_a_suicide_attempt_is_said_first(cast: Cast, client_of_oki: Client) -> None:
    calm = page_of(cast, fill_in(cast, client_of_oki, "asi-wl", ASI))
    assert 'role="alert"' not in calm
    page = page_of(cast, fill_in(cast, client_of_oki, "asi-wl", {**ASI, "suicide_30": 1}))
    assert page.index("Percobaan bunuh diri dalam 30 hari terakhir: rujuk segera") < page.index("panel-grid")


def test_injecting_often_is_high_whatever_the_scores_say(cast: Cast, client_of_oki: Client) -> None:
    mild = {
        **{f"q1{letter}": 0 for letter in "abcdefghj"},
        "q1i": 3,
        "q2i": 2,
        "q3i": 0,
        "q4i": 0,
        "q5i": 0,
        "q6i": 0,
        "q7i": 0,
    }
    fill_in(cast, client_of_oki, "assist-3.1", {**mild, "q8": 2, "q8_days": 12})
    often = fill_in(cast, client_of_oki, "assist-3.1", {**mild, "q8": 2, "q8_days": 13})
    risks = [draft.detail for draft in posted(client_of_oki) if draft.kind == "rehab.client_screened"]
    assert sorted(risks) == ["high", "low"]
    assert "menyuntik dengan risiko tinggi" in page_of(cast, often).lower()


def test_a_minor_is_stored_without_bands_and_with_a_guardians_word(cast: Cast) -> None:
    minor = register(cast, birth_year=2010)
    with pytest.raises(Refusal, match="persetujuan orang tua atau walinya"):
        fill_in(cast, minor, "assist-3.1", ASSIST_HIGH)
    CONSENTS.create(
        office=cast.oki, by=cast.budi, client=minor, given_by="guardian", guardian="Ibu Rekaan", relation="mother",
        covers=["treatment"], given_on=MARCH,
    )  # fmt: skip
    assert "Klien ini di bawah 18 tahun" in cast.client(cast.budi).get(new(minor)).content.decode()
    sheet = fill_in(cast, minor, "assist-3.1", ASSIST_HIGH)
    assert (sheet.values["e"], sheet.bands) == (35, {})
    page = page_of(cast, sheet)
    assert "Mintalah penilaian klinisi" in page and "tinggi" not in page
    assert [one.detail for one in posted(minor) if one.kind == "rehab.client_screened"] == ["unbanded"]
    assert figure(cast.oki, "rehab.screened") == ("1", None)


# --- correcting and cancelling ------------------------------------------------------------------------------------


def test_a_correction_needs_a_reason_and_keeps_what_it_replaces(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    browser, change = cast.client(cast.budi), reverse("rehab:sheet_change", args=[sheet.pk])
    assert "alasan koreksi" in sentences(send(browser, change, butir_q2e="2"))
    assert 'name="reason"' in browser.get(change).content.decode()
    send(browser, change, butir_q2e="2", reason="salah baca kertas")
    sheet.refresh_from_db()
    assert (sheet.version, sheet.values["e"]) == (2, 31)
    shown = browser.post(reverse("rehab:sheet_open", args=[sheet.pk]), {"purpose": "correct"}).content.decode()
    assert "2 Sekali atau dua kali" not in shown and "Sekali atau dua kali" in shown
    assert "Versi 1, sebelum dikoreksi" in shown and "Setiap hari atau hampir" in shown
    assert "salah baca kertas" in page_of(cast, sheet)
    assert verify() == []


def test_a_newer_rule_never_touches_an_old_result(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    Sheet.objects.update(result={"values": {"e": 1}, "bands": {"e": "low"}, "flags": []})  # as an older rule had it
    said: dict[str, Any] = {"taken_on": MARCH, "setting": "at_ibm", "interviewer": "", "answers": ASSIST_HIGH}
    kept = SHEETS.change(sheet, by=cast.budi, based_on=1, **said)
    assert (kept.setting, kept.values) == ("at_ibm", {"e": 1})


def test_two_at_one_sheet_lose_nothing_unseen(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", {"q1a": 3}, finish=False)
    said: dict[str, Any] = {"taken_on": MARCH, "setting": "at_clinic", "interviewer": "Budi Rekaan"}
    SHEETS.change(sheet, by=cast.budi, based_on=1, answers={"q1a": 0}, **said)
    with pytest.raises(LostUpdate) as lost:
        SHEETS.change(sheet, by=cast.budi, based_on=1, answers={"q1b": 3}, **said)
    assert "q1b" not in lost.value.sentence


def test_a_closed_month_asks_for_a_reason(cast: Cast, client_of_oki: Client) -> None:
    from bersinar.foundation.periods.actions import close_month

    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH, reason="lembar kertas menyusul")
    assert verify() == []


def test_a_cancelled_sheet_is_not_counted(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    assert figure(cast.oki, "rehab.screened") == ("1", None)
    url = reverse("rehab:sheet_cancel", args=[sheet.pk])
    assert cast.client(cast.budi).post(url, {"reason": ""}).status_code == 422
    cast.client(cast.budi).post(url, {"reason": "klien keliru"})
    assert not [one for one in posted(client_of_oki) if one.kind == "rehab.client_screened"]
    assert verify() == []


def test_a_client_with_a_finished_sheet_is_not_cancelled(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    with pytest.raises(Refusal, match="atau lembar"):
        CLIENTS.cancel(client_of_oki, by=cast.budi, reason="keliru")
    SHEETS.cancel(sheet, by=cast.budi, reason="keliru")
    assert CLIENTS.cancel(client_of_oki, by=cast.budi, reason="keliru").is_cancelled
    assert verify() == []


# --- who sees what ------------------------------------------------------------------------------------------------


def test_the_answers_open_by_purpose_only_and_are_written_down(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "whoqol-bref", quality(4), phase="pre")
    browser, door = cast.client(cast.budi), reverse("rehab:sheet_open", args=[sheet.pk])
    assert "Rasa aman" not in page_of(cast, sheet)
    assert browser.post(door, {}).status_code == 302
    before = Reading.objects.count()
    assert "Rasa aman" in browser.post(door, {"purpose": "letter"}).content.decode()
    assert Reading.objects.count() == before + 1
    assert Reading.objects.order_by("seq").last().purpose == "Membuat surat atau rujukan"  # type: ignore[union-attr]


def test_continuing_a_sheet_is_a_reading_too(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    cast.client(cast.budi).get(reverse("rehab:sheet_change", args=[sheet.pk]))
    read = Reading.objects.filter(record_id=sheet.pk).values_list("purpose", flat=True)
    assert "memperbaiki lembar" in read


def test_no_audit_line_holds_an_answer_or_a_result(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    line = AuditLine.objects.get(record_id=sheet.pk)
    assert line.changes["answers"] == line.changes["result"] == "terkunci"


@pytest.mark.parametrize("person", ["citra", "eko", "kiki", "dewi", "ani"])
def test_nobody_outside_treatment_opens_a_sheet(cast: Cast, client_of_oki: Client, person: str) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    browser = cast.client(getattr(cast, person))
    for name in ("sheet", "sheet_change", "sheet_open"):
        assert browser.get(reverse(f"rehab:{name}", args=[sheet.pk])).status_code == 403
    for url in (
        reverse("rehab:sheet_list"),
        new(client_of_oki),
        reverse("rehab:client_scores", args=[client_of_oki.pk]),
    ):
        assert browser.get(url).status_code == 403


def test_another_clinic_finds_nothing(cast: Cast, client_of_oki: Client) -> None:
    sheet = fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    browser = cast.client(cast.hadi)
    for name in ("sheet", "sheet_change", "sheet_open", "sheet_cancel"):
        assert browser.get(reverse(f"rehab:{name}", args=[sheet.pk])).status_code == 404
    assert browser.get(reverse("rehab:client_scores", args=[client_of_oki.pk])).status_code == 404
    assert client_of_oki.code not in browser.get(reverse("rehab:sheet_list")).content.decode()


# --- pages --------------------------------------------------------------------------------------------------------


def test_the_scores_over_time_are_drawn_and_told(cast: Cast, client_of_oki: Client) -> None:
    fill_in(cast, client_of_oki, "whoqol-bref", quality(2), phase="pre")
    url = reverse("rehab:client_scores", args=[client_of_oki.pk])
    browser = cast.client(cast.budi)
    once = browser.get(url).content.decode()
    assert "line-chart" not in once and "25,00" in once  # one day makes no line
    fill_in(cast, client_of_oki, "whoqol-bref", quality(4), phase="post", taken_on=date(2023, 6, 1))
    page = browser.get(url).content.decode()
    assert 'class="chart-wide line-chart"' in page and "25,00" in page and "75,00" in page


def test_a_score_of_nought_is_told(cast: Cast, client_of_oki: Client) -> None:
    fill_in(cast, client_of_oki, "whoqol-bref", quality(1), phase="pre")
    fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    page = cast.client(cast.budi).get(reverse("rehab:client_scores", args=[client_of_oki.pk]))
    told = {one.title: {title: values[0][1] for title, values in one.rows} for one in page.context["told"]}
    assert told["WHOQOL-BREF"]["Lingkungan"] == "0,00"  # all items at the least: nobody lives worse
    assert told["ASSIST v3.1"]["Kokain"] == "0 (rendah)"


def test_a_burden_nobody_bears_is_not_drawn(cast: Cast, client_of_oki: Client) -> None:
    for month in (3, 6):
        fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH, taken_on=date(2023, month, 1))
    page = cast.client(cast.budi).get(reverse("rehab:client_scores", args=[client_of_oki.pk]))
    (assist,) = page.context["told"]
    named = {title for chart in assist.charts for _, title in chart.legend}
    assert "Kokain" not in named and named


def test_a_domain_nobody_rated_is_said_so(cast: Cast, client_of_oki: Client) -> None:
    rated = {name: value for name, value in ASI.items() if not name.startswith("alcohol_")}
    sheet = fill_in(cast, client_of_oki, "asi-wl", rated)
    page = cast.client(cast.budi).get(reverse("rehab:sheet", args=[sheet.pk])).text
    assert "tidak dinilai" in page and "tidak dapat dihitung" not in page


def test_the_list_asks_the_same_for_one_and_for_many(
    cast: Cast, client_of_oki: Client, django_assert_max_num_queries: object
) -> None:
    for number in range(12):
        fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH, taken_on=date(2023, 3, 1 + number))
    browser, url = cast.client(cast.budi), reverse("rehab:sheet_list")
    browser.get(url)
    with django_assert_max_num_queries(14):  # type: ignore[operator]
        assert browser.get(url).status_code == 200


@pytest.mark.parametrize("instrument", ["assist-3.1", "asi-wl", "urica-32", "whoqol-bref"])
def test_every_form_is_light_and_every_item_has_its_label(cast: Cast, client_of_oki: Client, instrument: str) -> None:
    answer = cast.client(cast.budi).get(new(client_of_oki, instrument), headers={"accept-encoding": "gzip"})
    assert len(answer.content) <= 40 * 1024
    page = cast.client(cast.budi).get(new(client_of_oki, instrument)).content.decode()
    for item in answer.context["form"].rule.items:
        assert f'for="id_butir_{item.code}"' in page and f'id="id_butir_{item.code}"' in page
