"""The estimate of people saved: off by default, printed by the signatory's word alone, never without set and basis."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from bersinar.figures.factor_sets import load_factor_sets
from bersinar.figures.indicators.disclosure import Viewer
from bersinar.figures.indicators.evaluate import Coverage
from bersinar.figures.indicators.explain import explain
from bersinar.figures.models import FactorChoice, FactorSet
from bersinar.figures.reports.document import Paragraph
from bersinar.figures.reports.yearend import year_end
from bersinar.foundation.access.models import User
from bersinar.foundation.access.wall import side
from bersinar.foundation.offices.models import Office
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS, INVITATIONS, accept
from bersinar.programmes.enforcement.models import Exhibit
from bersinar.programmes.enforcement.tests.evidence import Store
from tests.cast import Cast, join

pytestmark = pytest.mark.django_db
SET = "Sabu 2 orang per gram"


@pytest.fixture
def seized(cast: Cast) -> Cast:
    """Three kilograms, seized by OKI together with Lumajang."""
    load_factor_sets()
    with side("enforcement"):
        day = date(2023, 3, 14)
        case = CASES.create(office=cast.oki, by=cast.citra, lkn_on=day, place=Region.objects.get(pk="35.08"))
        EXHIBITS.create(
            office=cast.oki, by=cast.citra, case=case, substance="methamphetamine", unit="g", net=Decimal("3000"),
            seized_on=day,
        )  # fmt: skip
        invitation = INVITATIONS.create(office=cast.oki, by=cast.citra, case=case, partner_office=cast.lumajang)
        accept(invitation, office=cast.lumajang, by=cast.indra)
    return cast


def choose(cast: Cast, by: User, office: Office, name: str = SET, **typed: str) -> int:
    chosen = FactorSet.objects.get(name=name)
    answer = cast.client(by).post(
        f"/laporan/faktor/?kantor={office.code}&tahun=2023&cakupan=own", {"factor_set": str(chosen.pk), **typed}
    )
    return answer.status_code


def told(office: Office) -> list[str]:
    """The sentences of the report that speak of people saved."""
    document = year_end(Coverage(office, tree=False), 2023, on=date(2024, 1, 5), with_annex=False)
    blocks = [block for section in document.sections for block in section.blocks]
    texts = [block.text for block in blocks if isinstance(block, Paragraph)]
    return [text for text in texts if "terselamatkan" in text]


def test_without_a_set_there_is_no_estimate_and_its_trace_says_so(seized: Cast) -> None:
    for user in (seized.citra, seized.eko):
        answer = seized.client(user).get("/telusur/enforcement.people_saved/?kantor=bnnk-oki&tahun=2023&cakupan=own")
        assert answer.status_code == 200
        assert "6.000" not in answer.text


def test_a_chosen_set_is_not_printed_until_the_signatory_says_so(seized: Cast) -> None:
    assert told(seized.oki) == []
    assert choose(seized, seized.eko, seized.oki) == 302
    assert told(seized.oki) == []
    page = seized.client(seized.ani).get("/laporan/?kantor=bnnk-oki&tahun=2023&cakupan=own").text
    assert "Tidak tercetak dalam laporan" in page
    assert choose(seized, seized.eko, seized.oki, printed="on") == 302
    (sentence,) = told(seized.oki)
    for words in ("6.000 orang", "Perkiraan", SET, "barang bukti yang disita", "sumber: Pernyataan pers"):
        assert words in sentence
    assert choose(seized, seized.eko, seized.oki) == 302  # ticked off again
    assert told(seized.oki) == []


def test_a_partners_estimate_is_told_as_a_joint_one(seized: Cast) -> None:
    head = User.objects.get(pk=seized.gita.pk)
    join(head, seized.lumajang, "head")
    assert choose(seized, seized.gita, seized.lumajang, printed="on") == 302
    (sentence,) = told(seized.lumajang)
    assert sentence.startswith("Perkiraan orang terselamatkan bersama satuan kerja lain: 6.000 orang")


def test_nobody_but_the_signatory_lets_it_be_printed(seized: Cast) -> None:
    for other in (seized.dewi, seized.ani, seized.citra, seized.joko):
        assert choose(seized, other, seized.oki, printed="on") == 403
    assert not FactorChoice.objects.exists()


def test_a_set_of_what_was_destroyed_counts_that_and_says_so(seized: Cast) -> None:
    """Nothing of the three kilograms was destroyed yet; then one is."""
    of_destroyed = "Sabu 2, ganja 0,5, ekstasi 1, dari yang dimusnahkan"
    assert choose(seized, seized.eko, seized.oki, of_destroyed, printed="on") == 302
    assert told(seized.oki) == []
    with side("enforcement"):
        store = Store(seized)
        (bag,) = store.pack(Exhibit.objects.get(), "3000")
        store.move("destroyed", (bag, "1000"))
    (sentence,) = told(seized.oki)
    for words in ("2.000 orang", of_destroyed, "barang bukti yang dimusnahkan"):
        assert words in sentence
    page = seized.client(seized.eko).get("/laporan/?kantor=bnnk-oki&tahun=2023&cakupan=own").text
    assert "dari barang bukti yang dimusnahkan" in page
    (told_,) = explain(
        Coverage(seized.oki, tree=False), 2023, ["enforcement.people_saved"], viewer=Viewer.operator("enforcement")
    )
    assert {line.kind for line in told_.lines} == {"enforcement.mass_destroyed"}
