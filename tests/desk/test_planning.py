"""Pages that mix plans and figures: quarters on the outlook, what is handed down, the plan of five years, money beside results."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.programmes.planning.actions import AGREEMENTS, BUDGET, LINES, SPENDING, STRATEGIES, STRATEGY_LINES
from bersinar.programmes.planning.models import Agreement, TargetLine
from tests.cast import Cast, join
from tests.desk.conftest import admit, hold

pytestmark = pytest.mark.django_db

PEOPLE, MEETINGS, CLIENTS = "prevention.people_reached", "prevention.meetings", "rehab.clients"


def line(cast: Cast, indicator: str, value: int, **quarters: int) -> TargetLine:
    agreement = Agreement.objects.filter(office=cast.oki).first()
    agreement = agreement or AGREEMENTS.create(office=cast.oki, by=cast.dewi, year=2023)
    said: dict[str, Any] = {name: amount * 1000 for name, amount in quarters.items()}
    return LINES.create(
        office=cast.oki, by=cast.dewi, agreement=agreement, indicator=indicator, value=value * 1000, **said
    )  # fmt: skip


@pytest.fixture
def sari(cast: Cast) -> User:
    user = User.objects.create(username="sari", full_name="Sari Rekaan")
    join(user, cast.sumsel, "planner")
    return user


def test_the_light_says_what_the_last_quarter_promised(cast: Cast) -> None:
    for month in (2, 5):
        hold(cast, 30, held_on=date(2023, month, 10))
    held = line(cast, MEETINGS, 9, quarter_1=1, quarter_2=3, quarter_3=6)
    page = cast.client(cast.dewi).get("/target/", {"tahun": "2023", "bulan": "6"})
    row = page.context["rows"][0]
    assert (row.light, row.mark) == ("Tertinggal", "warn")
    assert "Sampai triwulan II dijanjikan 3 pelaksanaan, tercatat 2 pelaksanaan." in row.sentence
    assert row.remedy.url == f"{reverse('planning:plan_new')}?target={held.pk}"
    march = cast.client(cast.dewi).get("/target/", {"tahun": "2023", "bulan": "3"}).context["rows"][0]
    assert march.light == "Sesuai triwulan"


def test_no_quarter_tells_of_persons_in_treatment(cast: Cast) -> None:
    admit(cast, 8, 6)
    line(cast, CLIENTS, 90, quarter_1=20, quarter_2=40, quarter_3=60)
    row = cast.client(cast.dewi).get("/target/", {"tahun": "2023"}).context["rows"][0]
    assert row.said.words == "14 orang"
    assert "triwulan" not in row.sentence


def test_what_is_handed_down_is_compared_and_who_lacks_it_named(cast: Cast, sari: User) -> None:
    above = AGREEMENTS.create(office=cast.sumsel, by=sari, year=2023)
    for code, value in ((PEOPLE, 500), ("rehab.ikm", 4)):
        LINES.create(office=cast.sumsel, by=sari, agreement=above, indicator=code, value=value * 1000)
    line(cast, PEOPLE, 300)
    url = f"{reverse('desk:cascade')}?tahun=2023"
    rows = {row.code: row for row in cast.client(sari).get(url).context["rows"]}
    assert (rows[PEOPLE].own, rows[PEOPLE].total) == ("500 orang", "300 orang")
    assert rows[PEOPLE].verdict == "Kurang 200 orang dari janji di atas."
    assert rows["rehab.ikm"].total == "–"
    assert rows["rehab.ikm"].below[0].words == "tanpa baris ini"
    assert "tidak punya satuan kerja di bawahnya" in cast.client(cast.dewi).get(url).text


def test_the_superiors_planner_proposes_from_the_page_and_others_do_not(cast: Cast, sari: User) -> None:
    url = f"{reverse('desk:cascade_propose', args=[PEOPLE])}?tahun=2023"
    client = cast.client(sari)
    assert client.post(url, {"target_bnnk-oki": "", "note": ""}).status_code == 422
    assert client.post(url, {"target_bnnk-oki": "250", "note": "Sesuai pagu"}).status_code == 302
    page = client.get(f"{reverse('desk:cascade')}?tahun=2023").text
    assert "diusulkan 250 orang, menunggu jawaban" in page
    assert "Jawab usulan BNNP Sumsel" in cast.client(cast.dewi).get(reverse("desk:home")).text
    assert cast.client(cast.joko).get(url).status_code == 403
    assert client.get(f"{reverse('desk:cascade_propose', args=['tidak.ada'])}?tahun=2023").status_code == 404


def test_an_office_goes_by_the_plan_of_five_years_above_it(cast: Cast, sari: User) -> None:
    hold(cast, 30)
    plan = STRATEGIES.create(office=cast.sumsel, by=sari, since=2020)
    for code in (PEOPLE, "rehab.ikm"):
        STRATEGY_LINES.create(office=cast.sumsel, by=sari, strategy=plan, indicator=code, year_4=3_000, year_5=4_000)
    url = f"{reverse('desk:strategy')}?tahun=2023"
    theirs, own = cast.client(cast.dewi).get(url), cast.client(sari).get(url)
    assert "BNNK OKI mengikuti Renstra 2020–2024 milik BNNP Sumsel" in theirs.text
    assert "sebagian daripadanya" in theirs.context["rows"][0].sentence
    assert own.context["rows"][0].sentence == "Hasil 2023 adalah 750,00% dari target akhir Renstra."
    assert [one.result for one in own.context["rows"][0].years][3] == "30 orang"


def test_money_stands_beside_results_in_words(cast: Cast) -> None:
    hold(cast, 30)
    held = line(cast, PEOPLE, 50)
    budget = BUDGET.create(
        office=cast.oki,
        by=cast.dewi,
        year=2023,
        activity="3247 Advokasi",
        section="prevention",
        amount=1_000_000,
        target=held,
    )
    SPENDING.create(office=cast.oki, by=cast.dewi, line=budget, month=2, amount=400_000)
    answer = cast.client(cast.dewi).get(f"{reverse('desk:efficiency')}?tahun=2023")
    row = answer.context["rows"][0]
    assert (row.reached, row.share) == ("60,00%", "40,00%")
    assert row.sentence == "Hasil berjalan 20,00 poin persen di depan belanja."
    months = [(one.name, one.total, one.share) for one in answer.context["by_month"]]
    assert months == [("Januari", "Rp 0", "0,00%"), ("Februari", "Rp 400.000", "40,00%")]


def test_the_agreement_is_a_paper_with_both_parties(cast: Cast) -> None:
    held = line(cast, PEOPLE, 50, quarter_1=10, quarter_2=20, quarter_3=30)
    url = reverse("desk:agreement_paper", args=[held.agreement_id])
    client = cast.client(cast.dewi)
    assert client.get(url).content.startswith(b"%PDF-")
    assert client.get(f"{url}?jenis=docx").content.startswith(b"PK")
    assert client.get(f"{url}?jenis=exe").status_code == 404
    assert cast.client(cast.gita).get(url).status_code == 404
    assert cast.client(cast.fitri).get(url).status_code == 403
