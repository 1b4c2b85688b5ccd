"""A transfer between two offices counts one person in the nation and one in each office, and the report says why."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.reports.checks import run_checks
from bersinar.figures.reports.yearend import year_end
from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CONSENTS, EPISODES, FACILITIES, REFERRALS
from bersinar.programmes.rehab.actions.parcels import accept
from bersinar.programmes.rehab.actions.referrals import finish
from bersinar.programmes.rehab.models import Episode
from tests.books import figure
from tests.cast import Cast
from tests.desk.conftest import admit

pytestmark = pytest.mark.django_db
WHY = "Angka tiap satuan kerja, bila dijumlahkan, melebihi angka di sini"
SENT = date(2023, 4, 3)


def transfer(cast: Cast, episode: Episode) -> None:
    """From BNNK OKI, where outpatient, to BNNK Lumajang, where referred to inpatient treatment."""
    with side(Side.TREATMENT, cast.budi.pk):
        oki: dict[str, Any] = {"office": cast.oki, "by": cast.budi, "client": episode.client}
        CONSENTS.create(given_by="client", covers=["referral"], may_send=["identity"], given_on=SENT, **oki)
        referral = REFERRALS.create(
            to_office=cast.lumajang, cause="moved", urgency="routine", sends=["identity"], sent_on=SENT, **oki
        )
        parcel = accept(referral.parcel, by=cast.hadi, based_on=None, answered_on=SENT)
        lumajang: dict[str, Any] = {"office": cast.lumajang, "by": cast.hadi}
        clinic = FACILITIES.create(name=f"Klinik {parcel.pk}", kind="clinic", owner="own", **lumajang)
        EPISODES.create(
            client=parcel.client, entry_path="other_office", pathway="inpatient", substance="cannabis", facility=clinic,
            admitted_on=SENT, **lumajang,
        )  # fmt: skip
        finish(referral, by=cast.budi, based_on=None, ended_on=SENT)


def notes(cast: Cast, office: str) -> str:
    return " ".join(year_end(Coverage(getattr(cast, office)), 2023, on=date(2024, 1, 5), with_annex=False).notes)


def test_one_in_the_nation_one_in_each_office_and_the_report_says_why(cast: Cast, lila: User) -> None:
    episodes = admit(cast, men=6, women=6)
    assert WHY not in notes(cast, "bnn")
    transfer(cast, episodes[0])
    counted = {
        name: figure(getattr(cast, name), "rehab.clients")[0] for name in ("oki", "lumajang", "sumsel", "jatim", "bnn")
    }
    assert counted == {"oki": "12", "lumajang": "1", "sumsel": "12", "jatim": "1", "bnn": "12"}
    said = notes(cast, "bnn")
    assert WHY in said
    assert WHY in cast.client(lila).get("/laporan/pratinjau/?kantor=bnn&tahun=2023").text
    assert WHY not in cast.client(cast.eko).get("/laporan/pratinjau/?kantor=bnnk-oki&tahun=2023").text
    assert "(13, di sini 12)" not in said  # one person's move is not told as a number
    assert WHY not in notes(cast, "sumsel") and WHY not in notes(cast, "jatim")
    found = {check.code: check for check in run_checks(Coverage(cast.bnn), 2023)}
    assert found["clients-by-pathway"].outcome == "holds"
    assert "dapat berjalur lain" in found["clients-by-pathway"].finding
    with side(Side.TREATMENT, cast.budi.pk):
        assert verify() == []


def test_from_five_on_the_note_tells_how_many(cast: Cast) -> None:
    for episode in admit(cast, men=6, women=6)[:5]:
        transfer(cast, episode)
    assert "Klien rehabilitasi (17, di sini 12)" in notes(cast, "bnn")
