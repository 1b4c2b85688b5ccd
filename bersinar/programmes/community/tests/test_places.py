"""What stands on a site's checklist, what money was set aside for it, and the work with institutions."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.community.actions import BUDGETS, SITES
from bersinar.programmes.community.models import BersinarSite, PolicyWork, SiteBudget, SiteCheck
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import form


def test_a_line_of_the_checklist_is_ticked_with_day_and_proof(cast: Cast, site: BersinarSite) -> None:
    client, page = cast.client(cast.ani), reverse("community:site", args=[site.pk])
    before = client.get(page)
    lines = len(before.context["checklist"])
    assert f"0 dari {lines} butir" in before.text
    new = f"{reverse('community:check_new')}?lokasi={site.pk}&butir=decree"
    assert opened(client, new)["item"] == "decree"
    answer = send(client, new, fulfilled_on="2023-04-02", proof="SK Bupati Rekaan 7/2023")
    assert answer.url == page
    shown = client.get(page).text
    assert f"1 dari {lines} butir" in shown
    assert "SK Bupati Rekaan 7/2023" in shown

    twice = send(client, new)
    assert twice.status_code == 422
    assert "sudah ditandai terpenuhi" in sentences(twice)
    client.post(reverse("community:check_cancel", args=[SiteCheck.objects.get().pk]), {"reason": "keliru"})
    assert f"0 dari {lines} butir" in client.get(page).text


def test_a_school_has_lines_that_a_village_has_not(cast: Cast, site: BersinarSite) -> None:
    school = form(cast, name="SMA Rekaan", kind="school")
    client = cast.client(cast.ani)
    asked = {one.pk: {line.code for line in client.get(reverse("community:site", args=[one.pk])).context["checklist"]}
             for one in (site, school)}  # fmt: skip
    assert "curriculum" in asked[school.pk] - asked[site.pk]
    assert "ibm_unit" in asked[site.pk] - asked[school.pk]
    offered = client.get(f"{reverse('community:check_new')}?lokasi={site.pk}").context["form"].fields["item"].choices
    assert "curriculum" not in dict(offered)


def test_money_for_a_site_is_a_figure_of_the_day_it_was_decided(cast: Cast, site: BersinarSite) -> None:
    client, new = cast.client(cast.ani), f"{reverse('community:budget_new')}?lokasi={site.pk}"
    said = {"year": "2024", "source": "village_fund", "amount": "25.000.000", "decided_on": "2023-12-28"}
    wrong = send(client, new, **{**said, "amount": "0"})
    assert wrong.status_code == 422
    assert "lebih dari nol" in sentences(wrong)
    late = send(client, new, **{**said, "year": "2022"})
    assert "sesudah tahunnya berakhir" in sentences(late)
    assert send(client, new, **said).status_code == 302
    assert figure(cast.oki, "community.site_budgets") == ("25000000", None)
    assert "25.000.000" in client.get(reverse("community:site", args=[site.pk])).text

    refused = client.post(reverse("community:site_cancel", args=[site.pk]), {"reason": "keliru"})
    assert refused.status_code == 422
    assert "Batalkan anggarannya dahulu" in refused.text


def test_a_site_that_moves_takes_its_money_along(cast: Cast, site: BersinarSite, village: Region) -> None:
    client = cast.client(cast.ani)
    send(
        client, f"{reverse('community:budget_new')}?lokasi={site.pk}", year="2023", source="local_budget",
        amount="1.000", decided_on="2023-05-01",
    )  # fmt: skip
    SITES.change(site, by=cast.ani, based_on=None, region=village)
    assert posted(SiteBudget.objects.get(), "place", "quantity") == [(village.pk, 1000)]
    assert verify() == []


def test_work_towards_a_policy_is_begun_led_on_and_closed(cast: Cast, village: Region) -> None:
    client = cast.client(cast.ani)
    new = f"{reverse('community:policy_new')}?wilayah={village.pk}"
    said = {
        "kind": "rule_drafting", "subject": "Perda fasilitasi P4GN", "environment": "government", "begun_on": "2023-02-01",
        "next_due": "2023-09-30",
    }  # fmt: skip
    assert "Tuliskan apa" in sentences(send(client, new, **said))
    answer = send(client, new, **said, next_step="Rapat dengan DPRD")
    work = PolicyWork.objects.get()
    assert answer.url == reverse("community:policy", args=[work.pk])
    assert figure(cast.oki, "community.policy_works") == ("1", None)
    home = client.get(reverse("desk:home")).text
    assert "Rapat dengan DPRD" in home
    send(client, reverse("community:policy_end", args=[work.pk]), ended_on="2023-10-01", ended_reason="Perda terbit")
    assert "Rapat dengan DPRD" not in client.get(reverse("desk:home")).text
    assert figure(cast.oki, "community.policy_works") == ("1", None)


def test_nobody_of_another_office_ticks_or_pays(cast: Cast, site: BersinarSite) -> None:
    for person, status in ((cast.gita, 422), (cast.joko, 403)):
        client = cast.client(person)
        answer = client.post(reverse("community:check_new"), {"site": str(site.pk), "item": "decree"})
        assert answer.status_code == status
    assert not SiteCheck.objects.exists()
    other = form(cast, name="Desa Lain")
    SITES.cancel(other, by=cast.ani, reason="keliru")
    with pytest.raises(Refusal):
        BUDGETS.create(
            office=cast.oki, by=cast.ani, site=other, year=2023, source="dipa", amount=1, decided_on=date(2023, 5, 1)
        )
