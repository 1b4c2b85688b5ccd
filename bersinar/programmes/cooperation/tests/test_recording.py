"""An officer records, changes and cancels, through the forms of the desk."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.models import Agreement, Award, Effort, Obstacle, Partner
from tests.cast import Cast
from tests.filling import opened, send, sentences

NEW_OBSTACLE = {"noted_on": "2023-03-10", "section": "general", "category": "stigma", "text": "Kendala baru"}


def test_an_officer_records_an_obstacle_and_lands_on_its_page(cast: Cast) -> None:
    client = cast.client(cast.ani)
    answer = send(client, reverse("cooperation:obstacle_new"), **NEW_OBSTACLE)
    obstacle = Obstacle.objects.get()
    assert answer.url == reverse("cooperation:obstacle", args=[obstacle.pk])
    assert (obstacle.office, obstacle.recorded_by, obstacle.category) == (cast.oki, cast.ani, "stigma")
    assert "Kendala baru" in client.get(answer.url).text


def test_a_form_sent_twice_makes_one_record(cast: Cast) -> None:
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_new")
    filled = {**opened(client, url), **NEW_OBSTACLE}
    first, second = client.post(url, filled), client.post(url, filled)
    assert first.headers["Location"] == second.headers["Location"]
    assert Obstacle.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "typed", "sentence"),
    [
        ("text", "", "Isian ini tidak boleh kosong."),
        ("category", "bad_weather", "Pilihan ini tidak ada pada daftar"),
        ("noted_on", "kemarin", "Tanggal tidak dikenal."),
        ("noted_on", "2099-01-01", "Tanggal belum terjadi."),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(cast: Cast, name: str, typed: str, sentence: str) -> None:
    answer = send(cast.client(cast.ani), reverse("cooperation:obstacle_new"), **{**NEW_OBSTACLE, name: typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not Obstacle.objects.exists()


def test_what_was_typed_survives_a_refusal(cast: Cast) -> None:
    answer = send(
        cast.client(cast.ani), reverse("cooperation:obstacle_new"), **{**NEW_OBSTACLE, "noted_on": "2099-01-01"}
    )
    assert "Kendala baru" in answer.text


def test_a_change_keeps_what_was_before_in_the_history(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.ani)
    send(client, reverse("cooperation:obstacle_change", args=[obstacle.pk]), category="stigma")
    obstacle.refresh_from_db()
    assert (obstacle.category, obstacle.version) == ("stigma", 2)
    page = client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).text
    assert "Golongan: Koordinasi → Stigma" in page
    assert "Ani Rekaan" in page


def test_the_same_sent_again_changes_nothing(cast: Cast, obstacle: Obstacle) -> None:
    send(cast.client(cast.ani), reverse("cooperation:obstacle_change", args=[obstacle.pk]))
    obstacle.refresh_from_db()
    assert obstacle.version == 1


def test_a_cancelled_record_stays_with_its_reason(cast: Cast, obstacle: Obstacle) -> None:
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_cancel", args=[obstacle.pk])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "tercatat dua kali"}).status_code == 302
    obstacle.refresh_from_db()
    assert obstacle.is_cancelled
    assert "tercatat dua kali" in client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).text
    listed = reverse("cooperation:obstacle_list")
    assert "Kendala pertama" not in client.get(listed).text
    assert "Kendala pertama" in client.get(listed, {"batal": "1"}).text


def test_a_cancelled_record_is_not_changed(cast: Cast, obstacle: Obstacle) -> None:
    client, change = cast.client(cast.ani), reverse("cooperation:obstacle_change", args=[obstacle.pk])
    filled = opened(client, change)
    client.post(reverse("cooperation:obstacle_cancel", args=[obstacle.pk]), {"reason": "salah catat"})
    answer = client.post(change, {**filled, "text": "Kendala lain"})
    assert "sudah dibatalkan" in sentences(answer)


def test_two_people_at_one_record_lose_nothing_unseen(cast: Cast, obstacle: Obstacle) -> None:
    url = reverse("cooperation:obstacle_change", args=[obstacle.pk])
    ani, dewi = cast.client(cast.ani), cast.client(cast.dewi)
    of_ani = opened(ani, url)
    send(dewi, url, category="stigma")
    refused = ani.post(url, {**of_ani, "category": "budget"})
    assert refused.status_code == 422
    assert "golongan: tersimpan “Stigma”, isian Anda “Anggaran”" in sentences(refused)
    assert Obstacle.objects.get().category == "stigma"
    again = {
        **of_ani,
        "category": "budget",
        **{n: refused.context["form"][n].value() for n in ("version", "request_id")},
    }
    assert ani.post(url, again).status_code == 302
    assert Obstacle.objects.get().category == "budget"
    assert verify() == []


def test_partner_agreement_effort_and_award_are_recorded(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.ani)
    send(client, reverse("cooperation:partner_new"), name="Pemkab Rekaan", kind="local_government", regions=["16.02"])
    partner = Partner.objects.get()
    send(
        client, reverse("cooperation:agreement_new"), partner=partner.pk, kind="mou", title="P4GN di desa",
        section="prevention", signed_on="2023-02-01", valid_until="2024-02-01", regions=["16.02", "16.10"],
    )  # fmt: skip
    send(
        client,
        reverse("cooperation:effort_new"),
        obstacle=obstacle.pk,
        made_on="2023-04-01",
        text="Rapat",
        status="done",
    )
    send(
        client,
        reverse("cooperation:award_new"),
        received_on="2023-12-01",
        name="Anugerah",
        giver="Bupati",
        level="regency",
    )
    agreement = Agreement.objects.get()
    assert (agreement.partner, agreement.signed_on) == (partner, date(2023, 2, 1))
    assert sorted(region.pk for region in agreement.regions.all()) == ["16.02", "16.10"]
    assert Effort.objects.get().obstacle == obstacle
    assert Award.objects.get().giver == "Bupati"
    assert verify() == []


def test_salin_dari_yang_terakhir_leaves_the_text_empty(cast: Cast, obstacle: Obstacle) -> None:
    copied = opened(cast.client(cast.ani), reverse("cooperation:obstacle_new") + "?salin=terakhir")
    assert copied["category"] == "coordination"
    assert "text" not in copied


def test_an_effort_begins_at_its_obstacle(cast: Cast, obstacle: Obstacle) -> None:
    client = cast.client(cast.ani)
    page = client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).text
    link = f"{reverse('cooperation:effort_new')}?kendala={obstacle.pk}"
    assert link in page
    assert opened(client, link)["obstacle"] == str(obstacle.pk)
