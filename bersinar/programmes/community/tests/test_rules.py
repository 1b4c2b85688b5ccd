"""What the rules of this room forbid, and what they let through beside it."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.records import Verbs
from bersinar.ledger.verify import verify
from bersinar.programmes.community.actions import SITES, STAGES
from bersinar.programmes.community.models import BersinarSite, Regulation, Volunteer
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import appoint, form


def test_a_volunteer_leaves_with_a_reason_and_may_come_back(cast: Cast, volunteer: Volunteer) -> None:
    client, url = cast.client(cast.ani), reverse("community:volunteer_end", args=[volunteer.pk])
    assert "mengapa berakhir" in sentences(send(client, url, ended_on="2023-11-01"))
    early = send(client, url, ended_on="2023-05-01", ended_reason="pindah")
    assert "mendahului tanggal mulai" in sentences(early)
    assert send(client, url, ended_on="2023-11-01", ended_reason="pindah").url == reverse(
        "community:volunteer", args=[volunteer.pk]
    )
    assert posted(volunteer, "kind", "quantity")[-1] == ("community.volunteer_left", -1)
    assert verify() == []

    assert "menghapus masa berakhir" in sentences(send(client, url, ended_on="", ended_reason=""))
    assert send(client, url, ended_on="", ended_reason="", reason="ternyata masih aktif").status_code == 302
    assert posted(volunteer, "kind") == [("community.volunteer_appointed",), ("community.volunteer_engaged",)]
    assert verify() == []


def test_an_ended_site_makes_room_for_one_of_the_same_name(cast: Cast, site: BersinarSite) -> None:
    with pytest.raises(Refusal, match="sudah ada di wilayah itu"):
        form(cast, name="DESA REKAAN")
    send(
        cast.client(cast.ani), reverse("community:site_end", args=[site.pk]),
        ended_on="2023-09-01", ended_reason="dimekarkan",
    )  # fmt: skip
    form(cast, name="Desa Rekaan", formed_on=date(2023, 10, 1))
    assert verify() == []


def test_what_stands_for_several_has_no_name_and_no_number(cast: Cast) -> None:
    with pytest.raises(Refusal, match="mewakili beberapa lokasi"):
        form(cast, name="SMA Rekaan", kind="school", count_unknown=True)
    several = form(cast, kind="school", count_unknown=True)
    assert posted(several, "kind", "quantity", "bound", "detail") == [("community.site_formed", 0, "min", "school")]
    assert "jumlah tidak disebut" in str(several)
    assert verify() == []


def test_an_institution_of_another_office_is_not_named(cast: Cast) -> None:
    institutions = Verbs(Institution, "activities", "add_institution", "change_institution", "cancel_institution")
    theirs = institutions.create(
        office=cast.lumajang, by=cast.gita, name="SMA Rekaan Lumajang", kind="school", environment="education"
    )
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        appoint(cast, name="Warga Rekaan 3", institution=theirs)
    ours = institutions.create(
        office=cast.oki, by=cast.ani, name="SMA Rekaan OKI", kind="school", environment="education"
    )
    assert appoint(cast, name="Warga Rekaan 3", institution=ours).institution == ours


def test_a_stage_belongs_to_a_standing_site_of_its_office(cast: Cast, site: BersinarSite) -> None:
    with pytest.raises(Refusal, match="milik satuan kerja lain"):
        STAGES.create(
            office=cast.lumajang, by=cast.gita, site=site, stage="declared", reached_on=date(2023, 3, 10)
        )  # fmt: skip
    SITES.cancel(site, by=cast.ani, reason="ganda")
    site.refresh_from_db()
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        STAGES.create(office=cast.oki, by=cast.ani, site=site, stage="declared", reached_on=date(2023, 3, 10))


def test_a_draft_rule_says_nothing_until_it_is_issued(cast: Cast) -> None:
    client = cast.client(cast.ani)
    draft = {"kind": "circular", "subject": "Tes urine berkala", "issuer": "Dinas Rekaan", "environment": "government"}
    page = send(client, reverse("community:regulation_new"), **draft).url
    assert "Rancangan" in client.get(page).text
    regulation = Regulation.objects.get()
    assert posted(regulation) == []
    send(client, f"{page}ubah/", issued_on="2023-06-05")
    assert posted(regulation, "kind", "detail") == [("community.regulation_issued", "circular")]
    assert "Rancangan" not in client.get(page).text
    assert verify() == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, site: BersinarSite) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    client, url = cast.client(cast.ani), reverse("community:site_change", args=[site.pk])
    assert "bulannya sudah ditutup" in sentences(send(client, url, formed_on="2023-04-02"))
    assert send(client, url, formed_on="2023-04-02", reason="salah bulan").status_code == 302
    with pytest.raises(Refusal, match="Maret 2023 sudah ditutup"):
        form(cast, name="Desa Lain")
    assert verify() == []


def test_only_who_may_write_acts_and_only_in_the_own_office(cast: Cast) -> None:
    for who, office in ((cast.eko, cast.oki), (cast.gita, cast.oki), (cast.joko, cast.oki), (cast.budi, cast.oki)):
        with pytest.raises(Forbidden):
            SITES.create(office=office, by=who, kind="village", formed_on=date(2023, 3, 1))
    assert not BersinarSite.objects.exists()
