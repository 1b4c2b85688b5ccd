"""A joint case: the lead's own on its chain, the partner's joint on the partner's, counted once in the nation."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, EXHIBITS, INVITATIONS, PARTICIPATIONS, accept, refresh
from bersinar.programmes.enforcement.models import Case, Invitation, Participation, SharedSeizure
from bersinar.programmes.enforcement.narrating import cases, participations
from tests.books import posted
from tests.cast import Cast, join
from tests.filling import opened, send, sentences

from .conftest import invite, name_suspect, seize

SHABU = {"kind": "enforcement.mass_seized", "substance": "methamphetamine"}


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


@pytest.fixture
def joint(cast: Cast, case: Case) -> Case:
    """A case with 3 kg of sabu and one suspect."""
    seize(cast, case, net=Decimal(3000))
    name_suspect(cast, case)
    return case


@pytest.fixture
def invitation(cast: Cast, joint: Case) -> Invitation:
    return invite(cast, joint)


@pytest.fixture
def taking_part(cast: Cast, invitation: Invitation) -> Participation:
    return accept(invitation, office=cast.lumajang, by=cast.indra)


def test_the_partner_sees_the_invitation_and_takes_part(cast: Cast, joint: Case) -> None:
    send(cast.client(cast.citra), url("invitation_new"), case=joint.pk, partner_office=cast.lumajang.pk)
    invitation = Invitation.objects.get()
    indra = cast.client(cast.indra)
    assert url("invitation", invitation.pk) in indra.get(url("participation_list")).text
    page = indra.get(url("invitation", invitation.pk))
    assert "3.000 gram" in page.text
    assert "Penangkapan" not in page.text  # numbers, never the story
    answer = send(indra, url("invitation_accept", invitation.pk), note="Lumajang berada di Jawa Timur")
    made = Participation.objects.get()
    assert answer.url == url("participation", made.pk)
    assert (made.office, made.lead_office, made.lead_case_number, made.suspects) == (
        cast.lumajang,
        cast.oki,
        joint.number,
        1,
    )
    assert "Undangan yang menunggu" not in indra.get(url("participation_list")).text
    assert "diterima" in cast.client(cast.citra).get(url("case", joint.pk)).text
    assert [line.text for line in participations(cast.lumajang, 2023)] == [
        "Kasus bersama dipimpin BNNK OKI; Lumajang berada di Jawa Timur"
    ]
    assert [line.text for line in cases(cast.oki, 2023)] == ["Kasus bersama dipimpin BNNK OKI, dengan BNNK Lumajang"]
    assert verify() == []


def test_own_and_joint_stand_on_two_chains_and_count_once(cast: Cast, taking_part: Participation) -> None:
    rows = Fact.objects.filter(**SHABU).values_list("office__code", "share", "quantity", "day", "place")
    assert sorted(rows) == [
        ("bnnk-lumajang", "joint", 3_000_000_000, date(2023, 3, 14), "16.02"),
        ("bnnk-oki", "own", 3_000_000_000, date(2023, 3, 14), "16.02"),
    ]
    for kind, total in (
        ("enforcement.case_opened", 1),
        ("enforcement.suspect_named", 1),
        (SHABU["kind"], 3_000_000_000),
    ):
        assert Fact.objects.filter(kind=kind, share="own").aggregate(sum=Sum("quantity"))["sum"] == total
        assert Fact.objects.filter(kind=kind, share="joint").aggregate(sum=Sum("quantity"))["sum"] == total
    assert Posting.objects.filter(office=cast.lumajang).count() == 1
    assert set(Fact.objects.filter(office=cast.lumajang).values_list("share", flat=True)) == {"joint"}


def test_only_the_invited_office_may_answer(cast: Cast, invitation: Invitation, joint: Case) -> None:
    with pytest.raises(Forbidden):
        accept(invitation, office=cast.oki, by=cast.citra)
    assert cast.client(cast.citra).get(url("invitation_accept", invitation.pk)).status_code == 403
    outside = invite(cast, joint, partner_office=None, partner_body="Polres Rekaan")
    assert cast.client(cast.indra).get(url("invitation", outside.pk)).status_code == 404
    assert cast.client(cast.indra).get(url("invitation_accept", outside.pk)).status_code == 404
    # The partner reads the invitation; it stays the lead's record, and the lead's case stays closed to it.
    indra = cast.client(cast.indra)
    assert indra.get(url("invitation_change", invitation.pk)).status_code == 403
    assert indra.get(url("case", joint.pk)).status_code == 404
    assert indra.get(url("suspect", joint.suspects.get().pk)).status_code == 404


def test_an_invitation_is_accepted_once(cast: Cast, invitation: Invitation, taking_part: Participation) -> None:
    with pytest.raises(Refusal, match="sudah diterima"):
        accept(invitation, office=cast.lumajang, by=cast.indra)
    with pytest.raises(Refusal, match="sudah menjadi mitra"):
        invite(cast, invitation.case)
    assert Participation.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({}, "salah satu saja"),
        ({"partner_body": "Polres Rekaan", "partner_office": "lumajang"}, "salah satu saja"),
    ],
)
def test_a_partner_is_an_office_or_a_body_outside(
    cast: Cast, joint: Case, typed: dict[str, Any], sentence: str
) -> None:
    if "partner_office" in typed:
        typed = {**typed, "partner_office": cast.lumajang.pk}
    answer = send(cast.client(cast.citra), url("invitation_new"), case=joint.pk, **typed)
    assert sentence in sentences(answer)
    assert not Invitation.objects.exists()


def test_what_is_not_shown_is_not_taken(cast: Cast, joint: Case) -> None:
    shy = invite(cast, joint, shares_suspects=False, shares_exhibits=False)
    made = accept(shy, office=cast.lumajang, by=cast.indra)
    assert made.suspects is None
    assert not made.seizures.exists()
    assert posted(made, "kind") == [("enforcement.case_opened",)]


def test_when_the_lead_changes_the_partner_sees_it_and_refreshes(
    cast: Cast, joint: Case, invitation: Invitation, taking_part: Participation
) -> None:
    EXHIBITS.change(joint.exhibits.get(), by=cast.citra, based_on=None, net=Decimal(2990))
    seize(cast, joint, substance="ecstasy", unit="tablet", net=5)
    assert Fact.objects.filter(office=cast.lumajang, **SHABU).count() == 1  # nothing flows by itself
    client = cast.client(cast.indra)
    assert "berbeda dari pemimpin" in client.get(url("participation_list")).text
    page = client.get(url("participation", taking_part.pk)).text
    assert "Berbeda dari pemimpin" in page
    assert "2.990 gram" in page
    assert client.post(url("participation_refresh", taking_part.pk), {"reason": ""}).status_code == 422
    client.post(url("participation_refresh", taking_part.pk), {"reason": "ditimbang ulang"})
    standing = SharedSeizure.objects.filter(cancelled_at__isnull=True)
    assert sorted(quantity for one in standing for (quantity,) in posted(one, "quantity")) == [5_000, 2_990_000_000]
    assert "sama dengan pemimpin" in client.get(url("participation_list")).text
    EXHIBITS.cancel(joint.exhibits.filter(unit="tablet").get(), by=cast.citra, reason="bukan ekstasi")
    CASES.change(joint, by=cast.citra, based_on=None, lkn_on=date(2023, 3, 15), began_on=date(2023, 3, 14))
    refresh(taking_part, by=cast.indra, reason="mengikuti pemimpin")
    assert posted(taking_part, "day") == [(date(2023, 3, 15),)] * 2
    assert standing.all().count() == 1
    assert verify() == []


def test_the_numbers_of_a_lead_are_not_typed_over(cast: Cast, taking_part: Participation) -> None:
    client = cast.client(cast.indra)
    form = opened(client, url("participation_change", taking_part.pk))
    assert "suspects" not in form
    assert "note" in form
    send(client, url("participation_change", taking_part.pk), note="Dikerjakan bersama")
    taking_part.refresh_from_db()
    assert taking_part.note == "Dikerjakan bersama"
    with pytest.raises(Refusal, match="Pakai Segarkan"):
        PARTICIPATIONS.change(taking_part, by=cast.indra, based_on=None, suspects=9)
    seizure = taking_part.seizures.get()
    assert "dari pemimpin" in client.post(url("shared_seizure_cancel", seizure.pk), {"reason": "salah"}).text
    assert "Pakai Segarkan" in sentences(send(client, url("shared_seizure_change", seizure.pk), net="1"))
    assert verify() == []


def test_a_withdrawn_invitation_is_seen_and_the_partner_decides(
    cast: Cast, joint: Case, invitation: Invitation, taking_part: Participation
) -> None:
    with pytest.raises(Refusal, match="masih punya"):
        CASES.cancel(joint, by=cast.citra, reason="salah")
    INVITATIONS.cancel(invitation, by=cast.citra, reason="keliru mengundang")
    client = cast.client(cast.indra)
    assert "dicabut pemimpin" in client.get(url("participation", taking_part.pk)).text
    with pytest.raises(Refusal, match="mencabut"):
        refresh(taking_part, by=cast.indra, reason="mengikuti")
    assert Fact.objects.filter(office=cast.lumajang).aggregate(sum=Sum("sign"))["sum"] == 3
    client.post(url("participation_cancel", taking_part.pk), {"reason": "undangan dicabut"})
    assert Fact.objects.filter(office=cast.lumajang).aggregate(sum=Sum("sign"))["sum"] == 0
    assert verify() == []


def test_a_withdrawn_invitation_is_not_accepted(cast: Cast, invitation: Invitation) -> None:
    INVITATIONS.cancel(invitation, by=cast.citra, reason="keliru")
    answer = send(cast.client(cast.indra), url("invitation_accept", invitation.pk))
    assert "sudah mencabut" in sentences(answer)
    assert not Participation.objects.exists()


def test_accepting_into_a_closed_month_asks_for_a_reason(cast: Cast, invitation: Invitation) -> None:
    head = User.objects.create_user("kepala", "-", full_name="Kepala Rekaan")
    join(head, cast.lumajang, "head")
    close_month(office=cast.lumajang, year=2023, month=3, by=head)
    client = cast.client(cast.indra)
    assert "bulannya sudah ditutup" in sentences(send(client, url("invitation_accept", invitation.pk)))
    assert not Participation.objects.exists()
    assert send(client, url("invitation_accept", invitation.pk), reason="undangan terlambat").status_code == 302
    assert verify() == []


def test_a_lead_outside_the_system_is_recorded_by_hand(cast: Cast) -> None:
    client = cast.client(cast.indra)
    new = {"lkn_on": "2023-06-01", "place": "35.08", "lead_case_number": "LP/7", "suspects": "2"}
    assert "Tulis lembaga yang memimpin" in sentences(send(client, url("participation_new"), **new))
    send(client, url("participation_new"), **new, lead_body="Polda Rekaan")
    made = Participation.objects.get()
    link = f"{url('shared_seizure_new')}?kasus-bersama={made.pk}"
    assert link in client.get(url("participation", made.pk)).text
    seized = {"substance": "methamphetamine", "unit": "g", "seized_on": "2023-06-01", "net": "1,5"}
    send(client, link, **seized)
    seizure = SharedSeizure.objects.get()
    assert posted(seizure, "share", "quantity", "place") == [("joint", 1_500_000, "35.08")]
    assert posted(made, "kind", "share") == [
        ("enforcement.case_opened", "joint"), ("enforcement.suspect_named", "joint"), ("enforcement.suspect_named",
        "joint"),
    ]  # fmt: skip
    assert len({token for (token,) in posted(made, "subject")}) == 3  # nobody, and two different people
    send(client, url("participation_change", made.pk), place_elsewhere="Kabupaten Jember")
    assert posted(seizure, "place") == [("35.09",)]
    assert "pemimpin di luar sistem" in client.get(url("participation_list")).text
    assert "Paling banyak" in sentences(send(client, url("participation_change", made.pk), suspects="90000"))
    assert verify() == []
