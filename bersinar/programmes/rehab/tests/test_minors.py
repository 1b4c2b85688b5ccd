"""Whose word it takes for a child: a guardian's, the child's own from an age that the office sets, and for a school both."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.models import TreatmentLetter
from bersinar.foundation.offices.models import Head
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import CONSENTS
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.actions.consents import contact_consent, covered, sendable
from bersinar.programmes.rehab.models import Client, Consent
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import register
from .test_intake import enrolled
from .test_letters import Look, new, says

DAY = date(2023, 6, 1)
GUARDIAN = {"given_by": "guardian", "guardian": "Ibu Rekaan", "relation": "mother"}


def consent(cast: Cast, client: Client, **values: Any) -> Consent:
    said = {"client": client, "given_by": "client", "covers": ["treatment"], "given_on": date(2023, 5, 2), **values}
    return CONSENTS.create(office=cast.oki, by=cast.budi, **said)


def ask_from(cast: Cast, age: int | None) -> None:
    """The administrator sets the age through the form of the office."""
    url = reverse("desk:office_change", args=[cast.oki.code])
    assert send(cast.client(cast.kiki), url, minor_consents_from=age or "").status_code == 302
    cast.oki.refresh_from_db()


def test_the_office_sets_from_which_age_a_child_is_asked_too(cast: Cast, treatment_side: Look) -> None:
    url = reverse("desk:office_change", args=[cast.oki.code])
    assert send(cast.client(cast.kiki), url, minor_consents_from="18").status_code == 422
    ask_from(cast, 15)
    treatment_side()
    older, younger = (register(cast, birth_year=year, name="Anak Rekaan") for year in (2007, 2010))
    for client in (older, younger):
        consent(cast, client, covers=["treatment", "contact"], contact_channel="phone", **GUARDIAN)
    older, younger = Client.objects.select_related("office").order_by("birth_year")
    assert covered(younger, DAY) == {"treatment", "contact"}
    assert covered(older, DAY) == set()
    assert contact_consent(older, DAY) is None
    consent(cast, older, covers=["treatment"])
    assert covered(older, DAY) == {"treatment"}  # each is asked, and neither speaks for the other
    consent(cast, older, covers=["referral"], may_send=["identity", "plan"])
    assert sendable(older, DAY) == set()
    consent(cast, older, covers=["referral"], may_send=["identity"], **GUARDIAN)
    assert sendable(older, DAY) == {"identity"}


def test_what_is_missing_is_said(cast: Cast, treatment_side: Look) -> None:
    ask_from(cast, 15)
    treatment_side()
    intake = enrolled(cast, birth_year=2007)
    assert intake.client
    said: dict[str, Any] = {"screened_on": date(2023, 5, 2), "screening_tool": "assist_y", "screening_result": "low"}
    with pytest.raises(Refusal, match="catat dahulu persetujuan orang tua atau walinya"):
        steps.screen(intake, by=cast.budi, based_on=None, **said)
    consent(cast, intake.client, **GUARDIAN)
    with pytest.raises(Refusal, match="catat juga persetujuannya sendiri"):
        steps.screen(intake, by=cast.budi, based_on=None, **said)
    consent(cast, intake.client)
    assert steps.screen(intake, by=cast.budi, based_on=None, **said).stage == "screened"


def test_without_a_setting_the_guardian_alone_is_asked(cast: Cast) -> None:
    client = register(cast, birth_year=2007)
    consent(cast, client, **GUARDIAN)
    assert covered(client, DAY) == {"treatment"}


@pytest.fixture
def child(cast: Cast) -> Client:
    return register(cast, birth_year=cast.oki.local_day().year - 14, name="Anak Rekaan", sex="female")


def typed(**values: str) -> dict[str, str]:
    return {"f_kepada": "Kepala SMPN Rekaan", "f_keterangan": "Ia sudah didampingi konselor.", **values}


def test_a_school_learns_no_name_without_the_guardian(cast: Cast, child: Client, treatment_side: Look) -> None:
    Head.objects.create(office=cast.oki, name="Kepala Rekaan", position="Kepala BNNK OKI", since=date(2021, 1, 4))
    url, browser = new("pemberitahuan-sekolah", child), cast.client(cast.budi)
    page = reverse("rehab:client", args=[child.pk])
    for agreed in ({}, {"covers": ["treatment", "school"]}, {"covers": ["treatment"], **GUARDIAN}):
        if agreed:
            consent(cast, child, **agreed)
        assert url not in browser.get(page).text
        refused = browser.post(
            url, {"day": "02-05-2023", **typed(f_nama="Anak Rekaan", f_lahir="2012", f_perihal="Contoh", paper="a4")}
        )
        assert "hasilnya hanya untuk wali dan konselor" in refused.text
        treatment_side()
        assert not TreatmentLetter.objects.exists()
    allowed = consent(cast, child, covers=["school"], **GUARDIAN)
    assert url in browser.get(page).text
    assert "bukan alasan mengeluarkan" in sentences(
        send(browser, url, day="02-05-2023", **typed(f_keterangan="Sebaiknya dikeluarkan dari sekolah."))
    )
    assert send(browser, url, day="02-05-2023", **typed()).status_code == 302
    treatment_side()
    letter = TreatmentLetter.objects.get()
    says(cast, letter, "Anak Rekaan", "Ia sudah didampingi konselor.", "ia tetap berhak bersekolah")
    CONSENTS.change(allowed, by=cast.budi, based_on=None, withdrawn_on=cast.oki.local_day())
    treatment_side()
    with pytest.raises(Refusal, match="sudah dicabut"):
        finalise(letter, by=cast.budi, based_on=letter.version)
