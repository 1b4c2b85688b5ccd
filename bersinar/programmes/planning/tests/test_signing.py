"""Two heads sign, each for the own office; from then on a target changes by an addendum that both agree to."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.planning.actions import LINES, REVISION_LINES, REVISIONS, agree, enact, sign, withdraw
from bersinar.programmes.planning.models import Agreement, Revision, RevisionLine, Signature, TargetLine
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import promise


def _sign(cast: Cast, who: User, agreement: Agreement) -> Any:
    client, url = cast.client(who), reverse("planning:agreement_sign", args=[agreement.pk])
    form = client.get(url).context["form"]
    return client.post(url, {"seen": form["seen"].value()})


def test_both_heads_sign_on_their_own_pages_and_the_agreement_says_so(
    cast: Cast, agreement: Agreement, omar: User
) -> None:
    promise(cast, agreement, "rehab.clients", 20_000)
    page = reverse("planning:agreement", args=[agreement.pk])
    assert "Baca dan tanda tangani" in cast.client(cast.eko).get(page).text
    assert _sign(cast, cast.eko, agreement).url == page
    assert "menunggu tanda tangan pihak kedua" in cast.client(cast.dewi).get(reverse("planning:agreement_list")).text
    assert _sign(cast, omar, agreement).url == page
    told = cast.client(cast.dewi).get(page).text
    assert "Kedua pihak sudah menandatangani" in told
    assert "Omar Rekaan, Kepala BNNP Sumsel" in told
    assert list(Signature.objects.values_list("office__code", "party")) == [
        ("bnnk-oki", "first"),
        ("bnnp-sumsel", "second"),
    ]
    assert verify() == []


def test_who_is_no_head_of_either_office_signs_nothing(cast: Cast, agreement: Agreement, omar: User) -> None:
    promise(cast, agreement, "rehab.clients", 20_000)
    url = reverse("planning:agreement_sign", args=[agreement.pk])
    assert cast.client(cast.dewi).post(url).status_code == 403
    for who in (cast.dewi, cast.joko, cast.ani):
        with pytest.raises(Forbidden):
            sign(agreement, by=who)
    assert not Signature.objects.exists()


def test_who_signs_what_changed_meanwhile_is_asked_to_read_again(cast: Cast, agreement: Agreement, omar: User) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    client, url = cast.client(cast.eko), reverse("planning:agreement_sign", args=[agreement.pk])
    seen = client.get(url).context["form"]["seen"].value()
    LINES.change(line, by=cast.dewi, based_on=1, value=30_000, reason="salah ketik")
    refused = client.post(url, {"seen": seen})
    assert refused.status_code == 422
    assert "Baca sekali lagi" in refused.text
    assert not Signature.objects.exists()


def test_an_empty_agreement_is_not_signed_and_none_twice(cast: Cast, agreement: Agreement, omar: User) -> None:
    with pytest.raises(Refusal, match="belum memuat target"):
        sign(agreement, by=cast.eko)
    promise(cast, agreement, "rehab.clients", 20_000)
    sign(agreement, by=cast.eko)
    with pytest.raises(Refusal, match="sudah menandatangani"):
        sign(agreement, by=cast.eko)


def test_one_signature_holds_the_lines_until_it_is_drawn_back(cast: Cast, agreement: Agreement, omar: User) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000)
    signature = sign(agreement, by=cast.eko)
    with pytest.raises(Refusal, match="Minta tanda tangannya dicabut"):
        LINES.change(line, by=cast.dewi, based_on=1, value=30_000, reason="revisi")
    url = reverse("planning:signature_withdraw", args=[signature.pk])
    assert cast.client(omar).post(url, {"reason": "keliru"}).status_code == 403
    assert cast.client(cast.eko).post(url, {"reason": ""}).status_code == 422
    assert cast.client(cast.eko).post(url, {"reason": "angkanya keliru"}).status_code == 302
    LINES.change(line, by=cast.dewi, based_on=1, value=30_000, reason="revisi")


def test_what_both_signed_changes_neither_by_form_nor_by_withdrawing(cast: Cast, signed: TargetLine) -> None:
    answer = send(
        cast.client(cast.dewi), reverse("planning:line_change", args=[signed.pk]), value="30", reason="revisi"
    )
    assert "lewat adendum" in sentences(answer)
    with pytest.raises(Refusal, match="lewat adendum"):
        promise(cast, signed.agreement, "rehab.ikm", 3900)
    with pytest.raises(Refusal, match="lewat adendum"):
        LINES.cancel(signed, by=cast.dewi, reason="salah")
    with pytest.raises(Refusal, match="lewat adendum"):
        withdraw(Signature.objects.get(party="first"), by=cast.eko, reason="salah")
    assert "planning.target_set" in {kind for (kind,) in posted(signed, "kind")}


def _addendum(cast: Cast, line: TargetLine, value: int = 28_000) -> Revision:
    revision = REVISIONS.create(
        office=cast.oki, by=cast.dewi, agreement=line.agreement, decided_on=date(2023, 7, 3), why="Anggaran bertambah."
    )
    REVISION_LINES.create(office=cast.oki, by=cast.dewi, revision=revision, line=line, value=value)
    return revision


def test_an_addendum_changes_the_target_once_both_heads_agree_and_shows_what_was(
    cast: Cast, signed: TargetLine, omar: User
) -> None:
    client = cast.client(cast.dewi)
    link = f"{reverse('planning:revision_new')}?perjanjian={signed.agreement_id}"
    made = send(client, link, decided_on="2023-07-03", why="Anggaran bertambah.")
    revision = Revision.objects.get()
    assert made.url == reverse("planning:revision", args=[revision.pk])
    assert send(
        client, f"{reverse('planning:revision_line_new')}?adendum={revision.pk}", line=str(signed.pk), value="28"
    )
    url = reverse("planning:revision_sign", args=[revision.pk])
    assert "Atasan belum menyetujui" in cast.client(cast.eko).post(url).text
    assert cast.client(omar).post(url).status_code == 302
    assert TargetLine.objects.get().value == 20_000
    assert cast.client(cast.eko).post(url).status_code == 302
    assert posted(signed, "kind", "day", "quantity") == [("planning.target_set", date(2023, 12, 31), 28_000)]
    told = client.get(reverse("planning:line", args=[signed.pk])).text
    for words in ("Adendum 1", "Anggaran bertambah.", ">20<", ">28<"):
        assert words in told
    assert RevisionLine.objects.get().before == 20_000
    assert verify() == []


def test_an_addendum_that_is_agreed_to_changes_no_more(cast: Cast, signed: TargetLine, omar: User) -> None:
    revision = _addendum(cast, signed)
    agree(revision, by=omar)
    part = RevisionLine.objects.get()
    with pytest.raises(Refusal, match="sudah disetujui"):
        REVISION_LINES.change(part, by=cast.dewi, based_on=1, value=99_000)
    enact(revision, by=cast.eko)
    with pytest.raises(Refusal, match="sudah berlaku"):
        enact(revision, by=cast.eko)


def test_addenda_are_numbered_one_at_a_time_and_only_for_what_is_signed(
    cast: Cast, agreement: Agreement, signed: TargetLine, omar: User
) -> None:
    first = _addendum(cast, signed)
    with pytest.raises(Refusal, match="belum berlaku"):
        _addendum(cast, signed)
    REVISIONS.cancel(first, by=cast.dewi, reason="keliru")
    assert _addendum(cast, signed).number == 2


def test_an_unsigned_agreement_needs_no_addendum(cast: Cast, agreement: Agreement) -> None:
    with pytest.raises(Refusal, match="Ubah barisnya langsung"):
        _addendum(cast, promise(cast, agreement, "rehab.clients", 20_000))


def test_quarters_are_posted_and_may_not_fall(cast: Cast, agreement: Agreement) -> None:
    line = promise(cast, agreement, "rehab.clients", 20_000, quarter_1=4_000, quarter_2=9_000, quarter_3=14_000)
    assert posted(line, "kind", "day", "quantity") == [
        ("planning.quarter_target_set", date(2023, 3, 31), 4_000),
        ("planning.quarter_target_set", date(2023, 6, 30), 9_000),
        ("planning.quarter_target_set", date(2023, 9, 30), 14_000),
        ("planning.target_set", date(2023, 12, 31), 20_000),
    ]
    with pytest.raises(Refusal, match="Tulis jumlah sejak Januari"):
        promise(cast, agreement, "rehab.outpatient", 20_000, quarter_1=4_000, quarter_2=3_000, quarter_3=14_000)
    with pytest.raises(Refusal, match="ketiga triwulan"):
        promise(cast, agreement, "rehab.outpatient", 20_000, quarter_1=4_000)
    promise(cast, agreement, "rehab.ikm", 3_500, quarter_1=3_600, quarter_2=3_400, quarter_3=3_500)  # an index may fall
    assert verify() == []
