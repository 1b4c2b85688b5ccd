"""Agreements in use: what was done together, how one is renewed, and obstacles followed to their end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AGREEMENTS, EFFORTS, END_OBSTACLE, JOINT_WORKS, PARTNERS
from bersinar.programmes.cooperation.models import Agreement, JointWork, Obstacle, Partner
from bersinar.programmes.cooperation.waiting import ending, unmoved
from tests.books import figure
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import meet


@pytest.fixture
def agreement(cast: Cast, partner: Partner) -> Agreement:
    return agreed(cast, partner)


def agreed(cast: Cast, partner: Partner, **said: Any) -> Agreement:
    values = {
        "partner": partner, "kind": "mou", "title": "P4GN di sekolah", "section": "prevention",
        "signed_on": date(2023, 1, 10), "valid_until": date(2023, 12, 31), **said,
    }  # fmt: skip
    return AGREEMENTS.create(office=cast.oki, by=cast.ani, **values)


def test_what_was_done_together_begins_at_its_agreement_and_counts_its_partner_once(
    cast: Cast, agreement: Agreement, partner: Partner
) -> None:
    client = cast.client(cast.ani)
    begun = f"{reverse('cooperation:joint_work_new')}?kerja-sama={agreement.pk}"
    assert begun in client.get(reverse("cooperation:agreement", args=[agreement.pk])).text
    for day in ("2023-02-01", "2023-03-01"):
        send(client, begun, agreement=agreement.pk, done_on=day, kind="training", text="Pelatihan guru")
    other = agreed(cast, partner, title="Yang lain")
    JOINT_WORKS.create(
        office=cast.oki, by=cast.ani, agreement=other, done_on=date(2023, 4, 3), kind="review", text="Evaluasi"
    )
    assert figure(cast.oki, "cooperation.joint_works") == ("3", None)
    assert figure(cast.oki, "cooperation.partners_active") == ("1", None)
    assert "Pelatihan guru" in client.get(reverse("cooperation:agreement", args=[agreement.pk])).text
    assert verify() == []


def test_outside_its_term_nothing_is_done_under_an_agreement(cast: Cast, agreement: Agreement) -> None:
    answer = send(
        cast.client(cast.ani), reverse("cooperation:joint_work_new"), agreement=agreement.pk, done_on="2024-02-01",
        kind="training", text="Terlambat",
    )  # fmt: skip
    assert "tidak berlaku pada tanggal itu" in sentences(answer)
    assert not JointWork.objects.exists()


def test_an_agreement_that_was_used_keeps_its_term_and_its_partner_follows_it(cast: Cast, agreement: Agreement) -> None:
    said: dict[str, Any] = {"agreement": agreement, "done_on": date(2023, 6, 1), "kind": "training", "text": "Bersama"}
    JOINT_WORKS.create(office=cast.oki, by=cast.ani, **said)
    with pytest.raises(Refusal, match="di luar masa berlaku"):
        AGREEMENTS.change(agreement, by=cast.ani, based_on=None, valid_until=date(2023, 3, 1))
    with pytest.raises(Refusal, match="sudah ada pelaksanaannya"):
        AGREEMENTS.cancel(agreement, by=cast.ani, reason="salah")
    other = PARTNERS.create(office=cast.oki, by=cast.ani, name="Lembaga lain", kind="school")
    AGREEMENTS.change(agreement, by=cast.ani, based_on=None, partner=other)
    assert figure(cast.oki, "cooperation.partners_active") == ("1", None)
    assert verify() == []


def test_a_renewal_begins_with_what_the_old_one_said_and_ends_the_reminder(cast: Cast, partner: Partner) -> None:
    today = cast.oki.local_day()
    soon = agreed(cast, partner, signed_on=today - timedelta(days=300), valid_until=today + timedelta(days=30))
    assert [one.words for one in ending(cast.oki)] == ["Kerja sama berakhir: P4GN di sekolah"]
    client = cast.client(cast.ani)
    begun = f"{reverse('cooperation:agreement_new')}?perpanjang={soon.pk}"
    filled = opened(client, begun)
    assert [str(filled[name]) for name in ("follows", "title", "partner")] == [
        str(soon.pk),
        soon.title,
        str(partner.pk),
    ]
    assert "signed_on" not in filled
    send(client, begun, signed_on=today.isoformat())
    assert [*ending(cast.oki)] == []
    again = send(client, reverse("cooperation:agreement_new"), **{**filled, "signed_on": today.isoformat()})
    assert "sudah diperpanjang" in sentences(again)


def test_a_renewal_is_with_the_same_partner(cast: Cast, agreement: Agreement) -> None:
    other = PARTNERS.create(office=cast.oki, by=cast.ani, name="Lembaga lain", kind="school")
    with pytest.raises(Refusal, match="mitra yang sama"):
        agreed(cast, other, signed_on=date(2023, 11, 1), valid_until=None, follows=agreement)


def test_an_obstacle_ends_with_what_came_of_it_whatever_month_is_closed(cast: Cast, obstacle: Obstacle) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, url = cast.client(cast.ani), reverse("cooperation:obstacle_end", args=[obstacle.pk])
    assert "Tuliskan hasil akhirnya" in sentences(send(client, url, ended_on="2023-09-01"))
    assert "baru dicatat sesudah" in sentences(send(client, url, ended_on="2023-01-01", outcome="Selesai"))
    send(client, url, ended_on="2023-09-01", outcome="Rapat rutin diadakan")
    assert "teratasi 01-09-2023" in client.get(reverse("cooperation:obstacle", args=[obstacle.pk])).text
    send(client, url, ended_on="", outcome="")
    obstacle.refresh_from_db()
    assert obstacle.ended_on is None
    assert verify() == []


def test_an_obstacle_on_which_nothing_moves_is_called_to_mind(cast: Cast) -> None:
    today = cast.oki.local_day()
    old = meet(cast, noted_on=today - timedelta(days=120))
    meet(cast, noted_on=today - timedelta(days=20))
    assert [one.words.split(":")[0] for one in unmoved(cast.oki)] == ["1 kendala tanpa upaya selama tiga bulan"]
    EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=old, made_on=today, text="Rapat")
    assert [*unmoved(cast.oki)] == []
    END_OBSTACLE.change(old, by=cast.ani, based_on=None, ended_on=today, outcome="Selesai")
    assert [*unmoved(cast.oki)] == []
