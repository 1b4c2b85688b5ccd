"""Terms of law and holidays as data: kept by whoever keeps the lists, read by enforcement, written into the audit."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.wall import set_side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.deadlines.models import DeadlineRule, Holiday
from bersinar.foundation.deadlines.shipping import load_deadlines, shipped_rules
from bersinar.foundation.regions.models import Region
from bersinar.programmes.enforcement.actions import CASES, EVENTS
from bersinar.programmes.enforcement.models import Case
from tests.cast import Cast
from tests.filling import opened, send, sentences


def spdp_now() -> DeadlineRule:
    return DeadlineRule.objects.get(shipped_as="spdp_new")


def address(rule: DeadlineRule) -> str:
    return reverse("desk:deadline_rule", args=[rule.pk])


def test_both_codes_of_procedure_are_listed_with_what_is_unconfirmed(cast: Cast) -> None:
    page = cast.client(cast.kiki).get(reverse("desk:deadline_rules")).text
    assert "berakhir 01-01-2026" in page
    assert "sejak 02-01-2026" in page
    assert "periksa naskahnya" in page
    assert "72 jam, dapat diperpanjang 72 jam" in page
    assert "tiap tahun, 17-08" in page


@pytest.mark.parametrize(("who", "status"), [("kiki", 200), ("citra", 200), ("ani", 403), ("budi", 403), ("eko", 403)])
def test_who_reads_the_rules(cast: Cast, who: str, status: int) -> None:
    assert cast.client(getattr(cast, who)).get(reverse("desk:deadline_rules")).status_code == status


@pytest.mark.parametrize("who", ["citra", "eko", "budi"])
def test_only_who_keeps_the_lists_changes_them(cast: Cast, who: str) -> None:
    client, day = cast.client(getattr(cast, who)), Holiday.objects.first()
    assert day is not None
    for name, args in (("deadline_rule_new", []), ("deadline_rule", [spdp_now().pk]), ("holiday", [day.pk])):
        assert client.get(reverse(f"desk:{name}", args=args)).status_code == 403
        assert client.post(reverse(f"desk:{name}", args=args), {}).status_code == 403
    assert client.post(reverse("desk:holiday_drop", args=[day.pk])).status_code == 403


def test_a_law_that_changes_ends_one_rule_and_begins_another(cast: Cast) -> None:
    client, rule = cast.client(cast.kiki), spdp_now()
    assert send(client, address(rule), valid_until="2026-06-30").status_code == 302
    new = {
        "key": "spdp", "regime": "kuhap_new", "law": "Undang-undang rekaan", "ground": "sourced", "from_event": "investigation",
        "to_events": ["spdp"], "amount": "3", "unit": "working_days", "applies": "any", "per": "case",
        "valid_from": "2026-07-01",
    }  # fmt: skip
    assert client.post(reverse("desk:deadline_rule_new"), new).status_code == 302
    rule.refresh_from_db()
    assert rule.valid_until == date(2026, 6, 30)
    assert DeadlineRule.objects.get(law="Undang-undang rekaan").length_in_words == "3 hari kerja"
    assert AuditLine.objects.filter(action="deadlines.keep_rule").count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"amount": "0"}, "Paling sedikit 1."),
        ({"amount": "1001"}, "1000"),
        ({"valid_until": "2026-01-01"}, "Berakhir sebelum mulai berlaku."),
        ({"extended_by": "detention_extended"}, "Isi peristiwa perpanjangan bersama tambahan lamanya"),
        ({"law": ""}, "tidak boleh kosong"),
    ],
)
def test_what_is_wrong_with_a_rule_is_said_and_nothing_is_saved(
    cast: Cast, typed: dict[str, Any], sentence: str
) -> None:
    before = DeadlineRule.objects.filter(pk=spdp_now().pk).values().get()
    answer = send(cast.client(cast.kiki), address(spdp_now()), **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert DeadlineRule.objects.filter(pk=spdp_now().pk).values().get() == before


def test_two_people_at_one_rule_lose_nothing_unseen(cast: Cast) -> None:
    one, two, rule = cast.client(cast.kiki), cast.client(cast.kiki), spdp_now()
    of_one = opened(one, address(rule))
    send(two, address(rule), amount="5")
    refused = one.post(address(rule), {**of_one, "amount": "6"})
    assert "sudah diubah orang lain" in sentences(refused)
    rule.refresh_from_db()
    assert rule.amount == 5


def test_a_holiday_is_recorded_once_and_taken_away(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    new = reverse("desk:holiday_new")
    assert send(client, new, day="2026-03-20", name="Idulfitri").status_code == 302
    assert "Tanggal ini sudah tercatat." in sentences(send(client, new, day="2026-03-20", name="Lagi"))
    held = Holiday.objects.get(day=date(2026, 3, 20))
    client.post(reverse("desk:holiday_drop", args=[held.pk]))
    assert not Holiday.objects.filter(day=date(2026, 3, 20)).exists()
    assert AuditLine.objects.filter(action="deadlines.drop_holiday").count() == 1


def test_a_changed_rule_moves_the_clocks_that_run(cast: Cast) -> None:
    set_side("enforcement")
    begun = timezone.now() - timedelta(days=2)
    case = CASES.create(office=cast.oki, by=cast.citra, lkn_on=begun.date(), place=Region.objects.get(pk="16.02"))
    EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind="investigation", at=begun)
    case.refresh_from_db()
    due = case.next_due
    assert due is not None
    send(cast.client(cast.kiki), address(spdp_now()), amount="9")
    set_side("enforcement")
    assert Case.objects.get().next_due == due + timedelta(days=2)


def test_a_new_version_brings_new_rules_and_leaves_changed_ones(cast: Cast) -> None:
    DeadlineRule.objects.filter(shipped_as="spdp_new").update(amount=9)
    DeadlineRule.objects.filter(shipped_as="lab").delete()
    Holiday.objects.filter(yearly=True).first().delete()  # type: ignore[union-attr]
    count = Holiday.objects.count()
    load_deadlines()
    assert spdp_now().amount == 9
    assert DeadlineRule.objects.filter(shipped_as="lab").exists()
    assert (DeadlineRule.objects.count(), Holiday.objects.count()) == (len(shipped_rules()), count)


def test_a_years_holidays_are_taken_in_at_once_and_the_board_says_while_they_are_not(cast: Cast) -> None:
    client, year = cast.client(cast.kiki), timezone.localdate().year
    board = reverse("enforcement:deadlines")
    told = f"Hari libur yang berpindah untuk {year}"
    assert told in cast.client(cast.citra).get(board).text
    assert told in client.get(reverse("desk:deadline_rules")).text
    load = reverse("desk:holidays_load")
    assert load in client.get(reverse("desk:deadline_rules")).text
    listed = f"21-03-{year}; Idulfitri hari pertama\n{year}-03-22, Idulfitri hari kedua\n\n17/08/{year}\tSudah ada tiap tahun"
    assert send(client, load, text=listed).status_code == 302
    kept = Holiday.objects.filter(day__year=year, yearly=False)
    assert [str(one) for one in kept.order_by("day")[:2]] == [
        f"Idulfitri hari pertama, 21-03-{year}", f"Idulfitri hari kedua, 22-03-{year}",
    ]  # fmt: skip
    again = client.post(load, {"file": SimpleUploadedFile("libur.csv", listed.encode())}, follow=True)
    assert "0 hari libur ditambahkan. 3 sudah tercatat" in again.text
    assert AuditLine.objects.filter(action="deadlines.load_holidays").count() == 1
    if timezone.localdate().month < 11:
        assert told not in cast.client(cast.citra).get(board).text


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("21-03-2026; Idulfitri\n31-02-2026; Tidak ada", "Baris 2: tanggal ini tidak ada."),
        ("Idulfitri 21 Maret", "Baris 1: tulis tanggal lalu namanya"),
        ("", "Tempel atau unggah daftarnya"),
    ],
)
def test_a_list_that_cannot_be_read_is_taken_in_not_at_all(cast: Cast, text: str, sentence: str) -> None:
    before = Holiday.objects.count()
    answer = send(cast.client(cast.kiki), reverse("desk:holidays_load"), text=text)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert answer.context["form"]["text"].value() == text
    assert Holiday.objects.count() == before
    broken = cast.client(cast.kiki).post(
        reverse("desk:holidays_load"), {"file": SimpleUploadedFile("a.csv", b"\xff\xfe\x00")}
    )
    assert "bukan teks" in sentences(broken)
    assert cast.client(cast.citra).get(reverse("desk:holidays_load")).status_code == 403
