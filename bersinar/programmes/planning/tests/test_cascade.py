"""Targets handed down: a superior proposes, the office answers with its own number; neither writes for the other."""

from __future__ import annotations

import pytest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import PROPOSALS, answer, propose, sign
from bersinar.programmes.planning.models import Agreement, Answer, Proposal, TargetLine
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import promise


def proposed(cast: Cast, sari: User, value: int = 24_000) -> Proposal:
    return propose(office=cast.sumsel, by=sari, year=2023, indicator="rehab.clients", values={cast.oki: value})[0]


def test_an_accepted_proposal_becomes_the_offices_own_line(cast: Cast, sari: User) -> None:
    proposal, client = proposed(cast, sari), cast.client(cast.dewi)
    page = reverse("planning:proposal", args=[proposal.pk])
    assert "menunggu jawaban satuan kerja Anda" in client.get(page).text
    assert not TargetLine.objects.exists()
    assert send(client, reverse("planning:proposal_answer", args=[proposal.pk])).url == page
    line = TargetLine.objects.get()
    assert (line.office, line.indicator, line.value, line.agreement.year) == (cast.oki, "rehab.clients", 24_000, 2023)
    assert "Diterima" in cast.client(sari).get(page).text
    assert verify() == []


def test_another_number_needs_words_and_both_are_kept(cast: Cast, agreement: Agreement, sari: User) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    proposal, client = proposed(cast, sari), cast.client(cast.dewi)
    url = reverse("planning:proposal_answer", args=[proposal.pk])
    assert "Jelaskan mengapa" in sentences(send(client, url, value="22"))
    assert TargetLine.objects.get().value == 20_000
    assert send(client, url, value="22", words="Hanya satu konselor.").status_code == 302
    assert (Proposal.objects.get().value, Answer.objects.get().value) == (24_000, 22_000)
    line.refresh_from_db()
    assert line.value == 22_000
    told = cast.client(sari).get(reverse("planning:proposal", args=[proposal.pk])).text
    assert "Dijawab 22" in told
    assert "Hanya satu konselor." in told
    with pytest.raises(Refusal, match="sudah dijawab"):
        PROPOSALS.change(proposal, by=sari, based_on=1, value=30_000)


def test_a_signed_agreement_takes_no_answer(cast: Cast, agreement: Agreement, omar: User, sari: User) -> None:
    promise(cast, agreement, "rehab.ikm", 3_900)
    sign(agreement, by=cast.eko)
    sign(agreement, by=omar)
    with pytest.raises(Refusal, match="lewat adendum"):
        answer(proposed(cast, sari), by=cast.dewi, value=24_000)
    assert not Answer.objects.exists()


def test_a_proposal_goes_one_step_down_and_only_its_office_answers(cast: Cast, sari: User) -> None:
    with pytest.raises(Refusal, match="langsung di bawah"):
        propose(office=cast.sumsel, by=sari, year=2023, indicator="rehab.clients", values={cast.lumajang: 1_000})
    proposal = proposed(cast, sari)
    assert cast.client(sari).get(reverse("planning:proposal_answer", args=[proposal.pk])).status_code == 403
    assert cast.client(cast.gita).get(reverse("planning:proposal", args=[proposal.pk])).status_code == 404
    with pytest.raises(Forbidden):
        answer(proposal, by=sari, value=24_000)
    with pytest.raises(Forbidden):
        propose(office=cast.sumsel, by=cast.dewi, year=2023, indicator="rehab.clients", values={cast.oki: 1_000})
