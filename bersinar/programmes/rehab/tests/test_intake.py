"""From the first contact to the decision: each step in its order, each refusal with what to do."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.wire.refusals import LostUpdate, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import AFTERCARES, CARDS, CONSENTS, EPISODES, INTAKES
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.models import Client, Consent, Episode, Facility, Intake, ReportingCard
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import NIK, admit, register

MARCH = date(2023, 3, 1)


def contact(cast: Cast, **values: Any) -> Intake:
    said = {"contacted_on": MARCH, "entry_path": "voluntary", "name": "Bang Rekaan", "phone": "0800-1", **values}
    return INTAKES.create(office=cast.oki, by=cast.budi, **said)


def step(intake: Intake, code: str) -> str:
    return reverse("rehab:intake_step", args=[intake.pk, code])


def consent(cast: Cast, client: Client, **values: Any) -> Consent:
    said = {"client": client, "given_by": "client", "covers": ["treatment"], "given_on": MARCH, **values}
    return CONSENTS.create(office=cast.oki, by=cast.budi, **said)


def enrolled(cast: Cast, **values: Any) -> Intake:
    said = {"registered_on": date(2023, 3, 2), "sex": "male", "birth_year": 1998, **values}
    return steps.enrol(contact(cast), by=cast.budi, based_on=None, **said)


def test_the_whole_way_on_the_pages(cast: Cast, clinic: Facility) -> None:
    browser = cast.client(cast.budi)
    send(browser, reverse("rehab:intake_new"), contacted_on="2023-03-01", entry_path="voluntary", name="Bang Rekaan")
    intake = Intake.objects.get()
    assert Client.objects.count() == 0

    send(browser, step(intake, "register"), registered_on="2023-03-02", sex="male", birth_year="1998", nik=NIK)
    client = Client.objects.get()
    intake.refresh_from_db()
    assert (intake.client, intake.name) == (client, None)

    refused = send(
        browser, step(intake, "screen"), screened_on="2023-03-02", screening_tool="assist", screening_result="high"
    )
    assert "Catat dahulu persetujuan klien" in sentences(refused)
    address = f"{reverse('rehab:consent_new')}?klien={client.code}"
    send(browser, address, given_by="client", covers=["treatment", "urine"], given_on="2023-03-02")
    send(browser, step(intake, "screen"), screened_on="2023-03-02", screening_tool="assist", screening_result="high")
    send(browser, step(intake, "assess"), assessed_on="2023-03-03")
    send(
        browser, step(intake, "admit"), admitted_on="2023-03-06", pathway="outpatient", facility=str(clinic.pk),
        substance="methamphetamine",
    )  # fmt: skip
    intake.refresh_from_db()
    episode = Episode.objects.get()
    assert (intake.stage, intake.episode, intake.ended_on) == ("admitted", episode, date(2023, 3, 6))
    assert (episode.entry_path, episode.contacted_on) == ("voluntary", MARCH)
    waited = [draft for draft in posted(client) if draft.kind == "rehab.admission_waited"]
    assert [(draft.quantity, draft.aspect) for draft in waited] == [(5, "voluntary")]
    assert figure(cast.oki, "rehab.waiting_days") == ("5.0", None)
    assert verify() == []
    page = browser.get(reverse("rehab:client", args=[client.pk])).content.decode()
    assert "Diterima" in page
    assert "Bang Rekaan" not in page


def test_the_list_and_the_page_hold_no_name(cast: Cast) -> None:
    intake = contact(cast)
    browser = cast.client(cast.budi)
    pages = [
        browser.get(url).content.decode()
        for url in (reverse("rehab:intake_list"), reverse("rehab:intake", args=[intake.pk]))
    ]
    assert all("Bang Rekaan" not in page and "0800-1" not in page for page in pages)
    shown = browser.post(reverse("rehab:intake_open", args=[intake.pk]), {"purpose": "contact"}).content.decode()
    assert "Bang Rekaan" in shown


@pytest.mark.parametrize("person", ["citra", "eko", "kiki", "dewi", "ani"])
def test_nobody_outside_treatment_opens_it(cast: Cast, person: str) -> None:
    intake = contact(cast)
    browser = cast.client(getattr(cast, person))
    for url in (reverse("rehab:intake", args=[intake.pk]), reverse("rehab:intake_list"), step(intake, "register")):
        assert browser.get(url).status_code == 403


def test_the_clinic_of_another_office_finds_nothing(cast: Cast) -> None:
    intake = contact(cast)
    browser = cast.client(cast.hadi)
    assert browser.get(reverse("rehab:intake", args=[intake.pk])).status_code == 404
    assert browser.post(step(intake, "register"), {}).status_code == 404


def test_a_known_client_comes_again_under_the_same_code(cast: Cast, clinic: Facility) -> None:
    known = register(cast, nik=NIK, sex="female")
    intake = contact(cast)
    with pytest.raises(Refusal, match=f"sudah terdaftar sebagai {known.code}"):
        steps.enrol(
            intake, by=cast.budi, based_on=None, registered_on=date(2023, 3, 2), sex="female", birth_year=1998, nik=NIK
        )
    again = steps.enrol(intake, by=cast.budi, based_on=None, registered_on=date(2023, 3, 2), code=known.code)
    assert again.client == known
    assert Client.objects.count() == 1


def test_one_in_care_is_not_taken_in_again(cast: Cast, clinic: Facility) -> None:
    client = register(cast)
    admit(cast, client, clinic, date(2023, 1, 5))
    with pytest.raises(Refusal, match="masih dalam layanan"):
        steps.enrol(contact(cast), by=cast.budi, based_on=None, registered_on=date(2023, 3, 2), code=client.code)


def test_two_open_intakes_of_one_client_are_refused(cast: Cast) -> None:
    first = enrolled(cast)
    assert first.client
    with pytest.raises(Refusal, match="belum diputuskan"):
        steps.enrol(contact(cast), by=cast.budi, based_on=None, registered_on=date(2023, 3, 2), code=first.client.code)


def test_a_minor_needs_a_guardian(cast: Cast) -> None:
    intake = enrolled(cast, birth_year=2008)
    assert intake.client
    consent(cast, intake.client)
    with pytest.raises(Refusal, match="persetujuan orang tua atau walinya"):
        steps.screen(
            intake,
            by=cast.budi,
            based_on=None,
            screened_on=date(2023, 3, 2),
            screening_tool="assist_y",
            screening_result="unbanded",
        )
    consent(cast, intake.client, given_by="guardian", guardian="Ibu Rekaan", relation="mother")
    screened = steps.screen(
        intake, by=cast.budi, based_on=None, screened_on=date(2023, 3, 2), screening_tool="assist_y", screening_result="unbanded"
    )  # fmt: skip
    assert screened.stage == "screened"


def test_of_age_is_a_matter_of_the_birthday(cast: Cast) -> None:
    intake = enrolled(cast, birth_year=None, birth_date=date(2005, 3, 3), nik="")
    assert intake.client
    assert (intake.client.age_on(date(2023, 3, 2)), intake.client.age_on(date(2023, 3, 3))) == (17, 18)


def test_a_withdrawn_consent_opens_nothing_more(cast: Cast) -> None:
    intake = enrolled(cast)
    assert intake.client
    given = consent(cast, intake.client)
    CONSENTS.change(given, by=cast.budi, based_on=1, withdrawn_on=date(2023, 3, 4))
    with pytest.raises(Refusal, match="Catat dahulu persetujuan"):
        steps.screen(
            intake,
            by=cast.budi,
            based_on=None,
            screened_on=date(2023, 3, 5),
            screening_tool="assist",
            screening_result="low",
        )


def test_without_an_assessment_only_a_brief_intervention(cast: Cast, clinic: Facility) -> None:
    intake = enrolled(cast)
    assert intake.client
    consent(cast, intake.client)
    intake = steps.screen(
        intake,
        by=cast.budi,
        based_on=None,
        screened_on=date(2023, 3, 2),
        screening_tool="assist",
        screening_result="moderate",
    )
    said: dict[str, Any] = {"admitted_on": date(2023, 3, 3), "facility": clinic, "substance": "cannabis"}
    with pytest.raises(Refusal, match="hanya intervensi singkat"):
        steps.admit(intake, by=cast.budi, based_on=None, pathway="outpatient", **said)
    admitted = steps.admit(intake, by=cast.budi, based_on=None, pathway="brief", **said)
    assert admitted.stage == "admitted"


def test_the_court_stands_in_place_of_the_screening(cast: Cast) -> None:
    intake = steps.enrol(
        contact(cast, entry_path="court"), by=cast.budi, based_on=None, registered_on=MARCH, sex="male", birth_year=1990
    )
    assert intake.client
    consent(cast, intake.client)
    assert steps.assess(intake, by=cast.budi, based_on=None, assessed_on=MARCH).stage == "assessed"
    other = enrolled(cast)
    assert other.client
    consent(cast, other.client)
    with pytest.raises(Refusal, match="Catat dahulu hasil skriningnya"):
        steps.assess(other, by=cast.budi, based_on=None, assessed_on=date(2023, 3, 3))


def test_a_step_before_the_one_before_it_is_refused(cast: Cast) -> None:
    with pytest.raises(Refusal, match="mendahului tanggal kontak pertama"):
        steps.enrol(
            contact(cast), by=cast.budi, based_on=None, registered_on=date(2023, 2, 1), sex="male", birth_year=1990
        )
    assert Client.objects.count() == 0


def test_who_declined_may_come_again(cast: Cast) -> None:
    intake = enrolled(cast)
    assert intake.client
    ended = steps.decline(intake, by=cast.budi, based_on=None, ended_on=date(2023, 3, 4))
    assert ended.stage == "declined"
    with pytest.raises(Refusal, match="tidak dapat dilakukan pada tahap Menolak"):
        steps.lose(intake, by=cast.budi, based_on=None, ended_on=date(2023, 3, 5))
    again = steps.enrol(
        contact(cast), by=cast.budi, based_on=None, registered_on=date(2023, 3, 6), code=intake.client.code
    )
    assert again.stage == "registered"


def test_a_step_on_an_old_page_is_refused(cast: Cast) -> None:
    intake = enrolled(cast)
    with pytest.raises(LostUpdate):
        steps.decline(intake, by=cast.budi, based_on=1, ended_on=date(2023, 3, 4))


def test_what_was_typed_into_a_step_outlives_the_session(cast: Cast) -> None:
    intake = contact(cast)
    browser = cast.client(cast.budi)
    url = step(intake, "register")
    key = browser.get(url).context["draft_key"]
    browser.post(reverse("desk:draft", args=[key]), {"registered_on": "02-03-2023", "name": "Bang Rekaan"})
    later = cast.client(cast.budi)
    assert opened(later, url)["name"] == "Bang Rekaan"


def test_the_card_comes_after_the_assessment(cast: Cast) -> None:
    intake = enrolled(cast)
    client = intake.client
    assert client
    with pytest.raises(Refusal, match="sesudah asesmen"):
        CARDS.create(office=cast.oki, by=cast.budi, client=client, issued_on=date(2023, 3, 3))
    consent(cast, client)
    intake = steps.screen(
        intake,
        by=cast.budi,
        based_on=None,
        screened_on=date(2023, 3, 2),
        screening_tool="assist",
        screening_result="high",
    )
    steps.assess(intake, by=cast.budi, based_on=None, assessed_on=date(2023, 3, 3))
    send(cast.client(cast.budi), f"{reverse('rehab:card_new')}?klien={client.code}", issued_on="2023-03-03", period="1")
    assert ReportingCard.objects.get().number == "KLD-2023-001"
    with pytest.raises(Refusal, match="masa perawatan itu sudah terbit"):
        CARDS.create(office=cast.oki, by=cast.budi, client=client, issued_on=date(2023, 3, 4), period=1)


def test_no_card_for_one_sent_by_a_court(cast: Cast, clinic: Facility) -> None:
    client = register(cast)
    admit(cast, client, clinic, date(2023, 1, 5), entry_path="court")
    with pytest.raises(Refusal, match="datang sendiri"):
        CARDS.create(office=cast.oki, by=cast.budi, client=client, issued_on=date(2023, 3, 3))


def test_relapse_and_standing_on_ones_feet_are_counted_once_a_person(cast: Cast, clinic: Facility) -> None:
    client = register(cast)
    admit(cast, client, clinic, date(2023, 1, 5), closed_on=date(2023, 2, 5), closing_reason="completed")
    admit(cast, client, clinic, date(2023, 6, 5), is_relapse=True)
    AFTERCARES.create(
        office=cast.oki, by=cast.budi, client=client, kind="vocational", started_on=date(2023, 3, 1), outcome="employed",
        outcome_on=date(2023, 5, 2),
    )  # fmt: skip
    assert figure(cast.oki, "rehab.relapses") == ("1", None)
    assert figure(cast.oki, "rehab.independent") == ("1", None)
    assert verify() == []


def test_the_page_of_an_episode_says_whether_it_stands_in_sirena(cast: Cast, clinic: Facility) -> None:
    episode = admit(cast, register(cast), clinic, date(2023, 1, 5))
    browser = cast.client(cast.budi)
    url = reverse("rehab:episode_change", args=[episode.pk])
    assert "Nomor dan tanggal SIRENA diisi keduanya" in sentences(send(browser, url, sirena_id="SR-1"))
    send(browser, url, sirena_id="SR-1", sirena_on="2023-01-06")
    assert "Sudah" in browser.get(reverse("rehab:episode", args=[episode.pk])).content.decode()


def test_an_intake_that_ended_in_an_episode_is_not_cancelled_alone(cast: Cast, clinic: Facility) -> None:
    intake = enrolled(cast)
    assert intake.client
    consent(cast, intake.client)
    steps.screen(
        intake,
        by=cast.budi,
        based_on=None,
        screened_on=date(2023, 3, 2),
        screening_tool="assist",
        screening_result="low",
    )
    steps.admit(
        intake,
        by=cast.budi,
        based_on=None,
        pathway="brief",
        admitted_on=date(2023, 3, 3),
        facility=clinic,
        substance="cannabis",
    )
    with pytest.raises(Refusal, match="Batalkan episodenya dahulu"):
        INTAKES.cancel(Intake.objects.get(), by=cast.budi, reason="keliru")
    EPISODES.cancel(Episode.objects.get(), by=cast.budi, reason="keliru")
    assert INTAKES.cancel(Intake.objects.get(), by=cast.budi, reason="keliru").is_cancelled
    assert verify() == []
