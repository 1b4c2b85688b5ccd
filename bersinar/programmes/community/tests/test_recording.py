"""An officer records sites, volunteers, task forces and rules, through the forms of the desk."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bersinar.ledger.verify import verify
from bersinar.programmes.community.models import BersinarSite, Regulation, SiteStage, TaskForce, Volunteer
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

NEW = {
    "site": {"kind": "school", "name": "SMA Rekaan", "region": "16.02", "formed_on": "2023-03-10"},
    "volunteer": {
        "name": "Warga Rekaan 2", "kind": "activist", "environment": "education", "appointed_on": "2023-08-22",
    },
    "taskforce": {"environment": "community", "formed_on": "2023-04-01", "members": "12", "region": "16.02"},
    "regulation": {
        "kind": "village_rule", "subject": "Desa bebas narkoba", "issuer": "Pemerintah Desa Rekaan", "number": "3/2023",
        "issued_on": "2023-06-05", "environment": "community",
    },
}  # fmt: skip
MODELS = {"site": BersinarSite, "volunteer": Volunteer, "taskforce": TaskForce, "regulation": Regulation}


@pytest.mark.parametrize("kind", NEW)
def test_a_record_is_made_changed_and_cancelled_at_the_desk(cast: Cast, kind: str) -> None:
    client = cast.client(cast.ani)
    answer = send(client, reverse(f"community:{kind}_new"), **NEW[kind])
    record = MODELS[kind].objects.get()
    assert answer.url == reverse(f"community:{kind}", args=[record.pk])
    assert record.office == cast.oki
    before = posted(record)
    assert before

    when = "issued_on" if kind == "regulation" else "appointed_on" if kind == "volunteer" else "formed_on"
    send(client, reverse(f"community:{kind}_change", args=[record.pk]), **{when: "2023-02-01"})
    assert {fact.day.isoformat() for fact in posted(record)} == {"2023-02-01"}

    url = reverse(f"community:{kind}_cancel", args=[record.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "tercatat dua kali"}).status_code == 302
    assert posted(record) == []
    assert "tercatat dua kali" in client.get(answer.url).text
    assert verify() == []


@pytest.mark.parametrize(
    ("kind", "name", "typed", "sentence"),
    [
        ("site", "formed_on", "2099-01-01", "Tanggal belum terjadi."),
        ("site", "region", "", "Isian ini"),
        ("site", "region", "35.08", "Pilihan"),
        ("site", "next_due", "2026-01-10", "Tuliskan apa"),
        ("volunteer", "appointed_on", "kemarin", "Tanggal tidak dikenal."),
        ("volunteer", "name", "", "Isian ini"),
        ("taskforce", "members", "12,5", "bilangan bulat"),
        ("taskforce", "environment", "", "Isian ini"),
        ("regulation", "issued_on", "2099-01-01", "Tanggal belum terjadi."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    cast: Cast, kind: str, name: str, typed: str, sentence: str
) -> None:
    answer = send(cast.client(cast.ani), reverse(f"community:{kind}_new"), **{**NEW[kind], name: typed})
    assert answer.status_code == 422
    assert sentence.lower() in sentences(answer).lower()
    assert not MODELS[kind].objects.exists()


def test_a_form_sent_twice_makes_one_record(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("community:site_new")
    filled = {**opened(client, url), **NEW["site"]}
    first, second = (str(client.post(url, filled)["Location"]) for _ in range(2))
    assert first == second
    assert BersinarSite.objects.count() == 1


def test_a_lost_update_is_refused_with_both_values(cast: Cast, site: BersinarSite) -> None:
    first, second = cast.client(cast.ani), cast.client(cast.ani)
    url = reverse("community:site_change", args=[site.pk])
    late = {**opened(second, url), "name": "Desa Belakangan"}
    send(first, url, name="Desa Duluan")
    answer = second.post(url, late)
    assert answer.status_code == 422
    assert "Desa Duluan" in sentences(answer)
    assert "Desa Belakangan" in sentences(answer)
    site.refresh_from_db()
    assert site.name == "Desa Duluan"


def test_a_site_shows_its_stages_and_the_list_the_latest(cast: Cast, site: BersinarSite) -> None:
    client, page = cast.client(cast.ani), reverse("community:site", args=[site.pk])
    new = f"{reverse('community:stage_new')}?lokasi={site.pk}"
    assert opened(client, new)["site"] == str(site.pk)
    for stage, day in (("declared", "2023-03-10"), ("mapping", "2023-01-05")):
        send(client, new, stage=stage, reached_on=day, document="SK Rekaan 7")
    shown = client.get(page).text
    assert shown.index("Pemetaan") < shown.index("Pencanangan atau deklarasi")
    assert "SK Rekaan 7" in shown
    assert "Pencanangan atau deklarasi" in client.get(reverse("community:site_list")).text
    declared = SiteStage.objects.get(stage="declared")
    client.post(reverse("community:stage_cancel", args=[declared.pk]), {"reason": "keliru"})
    assert "Pencanangan atau deklarasi" not in client.get(reverse("community:site_list")).text


def test_a_site_without_a_name_counts_and_says_so(cast: Cast) -> None:
    client = cast.client(cast.ani)
    answer = send(client, reverse("community:site_new"), **{**NEW["site"], "name": ""})
    assert "belum dicatat namanya" in client.get(answer.url).text
    assert posted(BersinarSite.objects.get(), "quantity", "bound") == [(1, "exact")]


def test_every_page_opens(cast: Cast, site: BersinarSite, volunteer: Volunteer) -> None:
    client = cast.client(cast.ani)
    for kind in NEW:
        for part in ("list", "new", "export"):
            assert client.get(reverse(f"community:{kind}_{part}")).status_code == 200
    for kind, record in (("site", site), ("volunteer", volunteer)):
        for part in ("", "_change", "_cancel", "_end"):
            assert client.get(reverse(f"community:{kind}{part}", args=[record.pk])).status_code == 200
    assert "Pelantikan banyak orang" in client.get(reverse("community:volunteer_list")).text
    assert "Pelantikan banyak orang" not in cast.client(cast.eko).get(reverse("community:volunteer_list")).text
