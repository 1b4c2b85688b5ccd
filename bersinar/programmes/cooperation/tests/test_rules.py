"""What the rules of this room forbid, and what they let through beside it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AGREEMENTS, EFFORTS, OBSTACLES, PARTNERS
from bersinar.programmes.cooperation.models import Agreement, Obstacle, Partner
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import meet

SIGNED: dict[str, Any] = {
    "kind": "mou",
    "title": "P4GN di desa",
    "section": "prevention",
    "signed_on": date(2023, 2, 1),
}


def test_an_agreement_does_not_end_before_it_is_signed(cast: Cast, partner: Partner) -> None:
    client, url = cast.client(cast.ani), reverse("cooperation:agreement_new")
    typed = {**SIGNED, "partner": partner.pk, "signed_on": "2023-02-01"}
    answer = send(client, url, **typed, valid_until="2023-01-31")
    assert "berakhir sebelum tanggal ditandatangani" in sentences(answer)
    assert not Agreement.objects.exists()
    assert send(client, url, **typed, valid_until="2023-02-01").status_code == 302


def test_a_partner_with_a_standing_agreement_is_not_cancelled(cast: Cast, partner: Partner) -> None:
    agreement = AGREEMENTS.create(office=cast.oki, by=cast.ani, partner=partner, **SIGNED)
    with pytest.raises(Refusal, match="masih disebut dalam kerja sama"):
        PARTNERS.cancel(partner, by=cast.ani, reason="ganda")
    AGREEMENTS.cancel(agreement, by=cast.ani, reason="batal ditandatangani")
    assert PARTNERS.cancel(partner, by=cast.ani, reason="ganda").is_cancelled
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        AGREEMENTS.create(office=cast.oki, by=cast.ani, partner=partner, **SIGNED)


def test_an_obstacle_with_a_standing_effort_is_not_cancelled(cast: Cast, obstacle: Obstacle) -> None:
    effort = EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat")
    with pytest.raises(Refusal, match="masih punya upaya"):
        OBSTACLES.cancel(obstacle, by=cast.ani, reason="ganda")
    EFFORTS.cancel(effort, by=cast.ani, reason="ganda")
    assert OBSTACLES.cancel(obstacle, by=cast.ani, reason="ganda").is_cancelled
    assert verify() == []


def test_an_effort_does_not_precede_the_year_of_its_obstacle(cast: Cast, obstacle: Obstacle) -> None:
    with pytest.raises(Refusal, match="mendahului tahun kendalanya"):
        EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2022, 12, 31), text="Rapat")
    EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 1, 2), text="Rapat")
    with pytest.raises(Refusal, match="upaya dari tahun sebelumnya"):
        OBSTACLES.change(obstacle, by=cast.ani, based_on=1, noted_on=date(2024, 1, 5))


def test_what_another_office_recorded_is_not_named(cast: Cast, obstacle: Obstacle, partner: Partner) -> None:
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        EFFORTS.create(office=cast.lumajang, by=cast.gita, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat")
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        AGREEMENTS.create(office=cast.lumajang, by=cast.gita, partner=partner, **SIGNED)
    offered = cast.client(cast.gita).get(reverse("cooperation:effort_new")).context["form"].fields["obstacle"].queryset
    assert list(offered) == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, obstacle: Obstacle) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_change", args=[obstacle.pk])
    refused = send(client, url, text="Kendala lain")
    assert "bulannya sudah ditutup" in sentences(refused)
    assert Obstacle.objects.get().text == "Kendala pertama"
    assert send(client, url, text="Kendala lain", reason="salah ketik").status_code == 302
    assert "salah ketik" in client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).text
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        meet(cast)  # nor may a new record slip into it


def test_out_of_a_closed_month_a_record_moves_only_with_a_reason(cast: Cast, obstacle: Obstacle) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        OBSTACLES.change(obstacle, by=cast.ani, based_on=1, noted_on=date(2023, 4, 3))


def test_an_effort_in_a_closed_month_is_restated_only_with_a_reason(cast: Cast, obstacle: Obstacle) -> None:
    EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat")
    close_month(office=cast.oki, year=2023, month=4, by=cast.eko)
    with pytest.raises(Refusal, match="April 2023 sudah ditutup"):
        OBSTACLES.change(obstacle, by=cast.ani, based_on=1, category="stigma")
    OBSTACLES.change(obstacle, by=cast.ani, based_on=1, category="stigma", reason="golongan keliru")
    assert verify() == []


def test_only_who_may_write_acts_and_only_in_the_own_office(cast: Cast) -> None:
    values: dict[str, Any] = {
        "noted_on": date(2023, 3, 1),
        "section": "general",
        "category": "staff",
        "text": "Kendala",
    }
    for who, office in ((cast.eko, cast.oki), (cast.gita, cast.oki), (cast.joko, cast.oki), (cast.kiki, cast.oki)):
        with pytest.raises(Forbidden):
            OBSTACLES.create(office=office, by=who, **values)
    assert not Obstacle.objects.exists()
