"""The head says whether tests in a raid count as deteksi dini; raids are told apart whatever the head says."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate
from bersinar.ledger.models import Posting
from bersinar.programmes.screening.models import RaidRule, UrineSession
from bersinar.programmes.screening.narrating import footnotes
from bersinar.programmes.screening.raids import rule_raids
from tests.books import figure
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import differing, find, hold

FIGURES = ("screening.sessions", "screening.tested", "screening.positive", "empowerment.meetings")
APART = ("screening.raids", "screening.raid_tested")


@pytest.fixture
def raid(cast: Cast, session: UrineSession, tests_of_2023: UUID, school: Institution) -> UrineSession:
    """Twelve tested in a raid in July, of whom six reacted, beside the forty of May, of whom two did."""
    raid = hold(cast, tests_of_2023, school, held_on=date(2023, 7, 1), is_raid=True, tested=12)
    with side(Side.OPEN, cast.ani.pk):
        find(cast, session, 2)
        find(cast, raid, 6)
    return raid


def counted(cast: Cast, *codes: str) -> list[str | None]:
    return [figure(cast.oki, code)[0] for code in codes]


def noted(cast: Cast) -> list[str]:
    return [line.text for line in footnotes(Office.objects.get(pk=cast.oki.pk), 2023)]


def rule(cast: Cast, by: User, **typed: Any) -> Any:
    return send(cast.client(by), reverse("screening:raid_rule"), **typed)


def test_raids_count_until_the_head_says_otherwise_and_again_when_told_so(cast: Cast, raid: UrineSession) -> None:
    assert counted(cast, *FIGURES) == ["2", "52", "8", "2"]
    assert rule(cast, cast.eko, counts="0").status_code == 302
    assert counted(cast, *FIGURES) == ["1", "40", "2", "1"]
    assert counted(cast, *APART) == ["1", "12"]
    assert differing() == []
    assert rule(cast, cast.eko, counts="1").status_code == 302
    assert counted(cast, *FIGURES) == ["2", "52", "8", "2"]
    assert counted(cast, *APART) == ["1", "12"]
    assert differing() == []


def test_the_footnote_names_the_rule(cast: Cast, raid: UrineSession) -> None:
    assert noted(cast) == ["Tes urine termasuk 1 sesi dalam razia, 12 orang dites; jumlah lainnya bukan razia."]
    rule(cast, cast.eko, counts="0")
    assert noted(cast) == [
        "Tes urine tidak termasuk 1 sesi dalam razia, 12 orang dites: satuan kerja ini tidak menghitung razia sebagai "
        "deteksi dini."
    ]
    page = cast.client(cast.ani).get(reverse("screening:session", args=[raid.pk])).text
    assert "sesi ini tidak dihitung sebagai deteksi dini" in page
    assert "tidak menghitung razia" in cast.client(cast.eko).get("/laporan/pratinjau/?kantor=bnnk-oki&tahun=2023").text


def test_a_raid_recorded_afterwards_follows_the_rule(
    cast: Cast, session: UrineSession, tests_of_2023: UUID, school: Institution
) -> None:
    rule(cast, cast.eko, counts="0")
    later = hold(cast, tests_of_2023, school, held_on=date(2023, 8, 1), is_raid=True, tested=9)
    assert counted(cast, "screening.tested", "screening.raid_tested") == ["40", "9"]
    url = reverse("screening:session_change", args=[later.pk])
    assert cast.client(cast.ani).post(url, _without_raid(cast, url)).status_code == 302
    assert counted(cast, "screening.tested", "screening.raid_tested") == ["49", None]
    assert differing() == []


def _without_raid(cast: Cast, url: str) -> dict[str, Any]:
    return {name: value for name, value in opened(cast.client(cast.ani), url).items() if name != "is_raid"}


def test_a_closed_month_with_a_raid_asks_for_a_reason(cast: Cast, raid: UrineSession) -> None:
    close_month(office=cast.oki, year=2023, month=7, by=cast.eko)
    refused = rule(cast, cast.eko, counts="0")
    assert refused.status_code == 422
    assert "bulannya sudah ditutup" in sentences(refused)
    assert refused.context["form"]["counts"].value() == "0"
    assert counted(cast, *FIGURES) == ["2", "52", "8", "2"]
    assert rule(cast, cast.eko, counts="0", reason="keputusan rapat").status_code == 302
    assert counted(cast, *FIGURES) == ["1", "40", "2", "1"]
    line = AuditLine.objects.get(action="screening.rule_raids")
    assert (line.actor, line.reason, line.changes) == (cast.eko.pk, "keputusan rapat", {"counts": False})


def test_a_closed_month_without_a_raid_asks_for_nothing(cast: Cast, raid: UrineSession) -> None:
    close_month(office=cast.oki, year=2023, month=5, by=cast.eko)
    assert rule(cast, cast.eko, counts="0").status_code == 302


def test_saying_the_same_again_changes_nothing(cast: Cast, raid: UrineSession) -> None:
    before = Posting.objects.count()
    assert rule(cast, cast.eko, counts="1").status_code == 302
    assert not RaidRule.objects.exists()
    assert Posting.objects.count() == before


def test_two_heads_at_one_rule_lose_nothing_unseen(cast: Cast, raid: UrineSession) -> None:
    rule(cast, cast.eko, counts="0")
    rule(cast, cast.eko, counts="1")
    with pytest.raises(LostUpdate):
        rule_raids(office=cast.oki, counts=False, by=cast.eko, based_on=1)


@pytest.mark.parametrize("person", ["ani", "budi", "citra", "kiki", "joko"])
def test_nobody_but_the_head_rules(cast: Cast, raid: UrineSession, person: str) -> None:
    user = getattr(cast, person)
    client = cast.client(user)
    assert client.get(reverse("screening:raid_rule")).status_code == 403
    assert client.post(reverse("screening:raid_rule"), {"counts": "0"}).status_code == 403
    assert reverse("screening:raid_rule") not in client.get(reverse("screening:session_list")).content.decode()
    with pytest.raises(Forbidden):
        rule_raids(office=cast.oki, counts=False, by=user)
    assert reverse("screening:raid_rule") in cast.client(cast.eko).get(reverse("screening:session_list")).text


def test_one_office_rules_for_itself(cast: Cast, raid: UrineSession) -> None:
    with pytest.raises(Forbidden):
        rule_raids(office=cast.lumajang, counts=False, by=cast.eko)
    rule(cast, cast.eko, counts="0")
    assert [one.office for one in RaidRule.objects.all()] == [cast.oki]


def test_the_page_tells_no_result_and_its_history_names_the_head(cast: Cast, raid: UrineSession) -> None:
    rule(cast, cast.eko, counts="0")
    page = cast.client(cast.eko).get(reverse("screening:raid_rule")).text
    assert "1 sesi razia dari semua tahun, 12 orang dites" in page
    assert "Dicatat oleh Eko Rekaan" in page
