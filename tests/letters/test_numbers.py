"""The book of numbers: reserved, used, cancelled with a reason, never given twice, and every gap with its reason."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone
from python_calamine import CalamineWorkbook

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.letters.actions import finalise, make
from bersinar.foundation.letters.models import Letter, OpenLetter
from bersinar.foundation.numbering.models import NumberEntry, NumberState
from bersinar.foundation.numbering.register import (
    Gap,
    cancel_by_hand,
    gaps,
    release,
    reserve_by_hand,
    use_by_hand,
)
from bersinar.foundation.numbering.series import OUTSIDE, Series, series_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from tests.cast import Cast, assemble
from tests.database import Clone
from tests.filling import send, sentences
from tests.letters.conftest import DAY, SENT, held

WRITERS, EACH = 8, 5


def _outside() -> Series:
    series = series_of(OUTSIDE)
    assert series is not None
    return series


def _take(cast: Cast, **values: Any) -> NumberEntry:
    return reserve_by_hand(series=_outside(), office=cast.oki, by=values.pop("by", cast.dewi), day=DAY, **values)


@pytest.mark.concurrency
def test_many_writers_never_get_one_number_twice(committed_db: Clone) -> None:
    """Half of them make letters, half take numbers by hand, in two series of one office."""
    cast = assemble()
    meeting, office, ani, dewi = held(cast), cast.oki, cast.ani, cast.dewi

    def write(writer: int) -> None:
        try:
            for _ in range(EACH):
                if writer % 2:
                    make(
                        "surat-tugas",
                        office=office,
                        by=ani,
                        about=("activities.meeting", meeting.pk),
                        fields=SENT,
                        on=DAY,
                    )
                else:
                    reserve_by_hand(series=_outside(), office=office, by=dewi, day=DAY)
        finally:
            connection.close()

    with ThreadPoolExecutor(WRITERS) as pool:
        for done in [pool.submit(write, writer) for writer in range(WRITERS)]:
            done.result()
    for kind in ("surat-tugas", OUTSIDE):
        given = sorted(NumberEntry.objects.filter(kind=kind).values_list("n", flat=True))
        assert given == list(range(1, WRITERS // 2 * EACH + 1))
    assert OpenLetter.objects.count() == WRITERS // 2 * EACH
    assert verify() == []


@pytest.mark.concurrency
def test_one_paper_number_is_taken_by_one_of_many(committed_db: Clone) -> None:
    cast = assemble()
    office, dewi = cast.oki, cast.dewi

    def take(_: int) -> str:
        try:
            reserve_by_hand(series=_outside(), office=office, by=dewi, day=DAY, n=7, reason="Buku kertas")
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()
        return "taken"

    with ThreadPoolExecutor(WRITERS) as pool:
        answers = sorted(pool.map(take, range(WRITERS)))
    assert answers == ["number_given"] * (WRITERS - 1) + ["taken"]


@pytest.mark.django_db
def test_the_database_itself_refuses_a_number_twice_and_a_cancelling_without_reason(cast: Cast) -> None:
    entry = _take(cast)
    again = {
        name: getattr(entry, name) for name in ("office", "kind", "year", "n", "text", "side", "day", "reserved_by")
    }
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberEntry.objects.create(**again, reserved_at=timezone.now())
    with pytest.raises(IntegrityError), transaction.atomic():
        NumberEntry.objects.filter(pk=entry.pk).update(state="cancelled")
    with pytest.raises(Refusal, match="Tuliskan alasan"):
        release(entry, "  ")


@pytest.mark.django_db
def test_a_cancelled_number_stays_in_the_book_and_is_not_given_again(cast: Cast) -> None:
    entry = _take(cast)
    with pytest.raises(Refusal, match="Tuliskan alasan"):
        cancel_by_hand(entry=entry, reason="", by=cast.dewi)
    cancel_by_hand(entry=entry, reason="Salah ketik", by=cast.dewi)
    assert _take(cast).n == 2
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        _take(cast, n=1)
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        use_by_hand(entry=entry, by=cast.dewi)


@pytest.mark.django_db
def test_a_leap_needs_a_reason_and_is_explained(cast: Cast) -> None:
    with pytest.raises(Refusal, match="nomor 1 sampai 57"):
        _take(cast, n=58)
    _take(cast, n=58, reason="Dicatat di buku kertas", used=True)
    assert gaps(office=cast.oki, kind=OUTSIDE, year=2023) == [Gap(1, 57, "Dicatat di buku kertas")]
    _take(cast, n=20)  # a paper number that is entered later
    assert gaps(office=cast.oki, kind=OUTSIDE, year=2023) == [
        Gap(1, 19, "Dicatat di buku kertas"), Gap(21, 57, "Dicatat di buku kertas"),
    ]  # fmt: skip
    assert _take(cast).n == 59
    assert reserve_by_hand(series=_outside(), office=cast.oki, by=cast.dewi, day=date(2024, 1, 2)).n == 1


@pytest.mark.django_db
def test_the_book_through_its_pages(cast: Cast, draft: Letter) -> None:
    client = cast.client(cast.dewi)
    assert sentences(send(client, "/nomor-surat/pesan/", kind=OUTSIDE, day="21-08-2023", n="5")).startswith(
        "Tuliskan mengapa"
    )
    twelve = send(client, "/nomor-surat/pesan/", kind=OUTSIDE, day="21-08-2023", subject="NIK 1602054507980003")
    assert twelve.status_code == 422 and "nomor identitas" in sentences(twelve)
    answer = send(
        client,
        "/nomor-surat/pesan/",
        kind=OUTSIDE,
        day="21-08-2023",
        n="3",
        reason="Dua surat di buku kertas",
        subject="Balasan",
    )
    assert answer.status_code == 302
    entry = NumberEntry.objects.get(kind=OUTSIDE)
    page = client.get("/nomor-surat/", {"tahun": "2023"}).content.decode()
    for words in ("nomor urut 1 sampai 2, Dua surat di buku kertas", entry.text, "Balasan", f"/surat/{draft.pk}/"):
        assert words in page
    assert client.post(f"/nomor-surat/{entry.pk}/pakai/").status_code == 302
    assert client.post(f"/nomor-surat/{entry.pk}/batalkan/", {"reason": ""}).status_code == 422
    assert client.post(f"/nomor-surat/{entry.pk}/batalkan/", {"reason": "Tidak jadi"}).status_code == 302
    entry.refresh_from_db()
    assert (entry.state, entry.reason) == (NumberState.CANCELLED, "Tidak jadi")
    exported = client.get("/nomor-surat/ekspor/", {"jenis": OUTSIDE})
    rows = CalamineWorkbook.from_filelike(BytesIO(exported.content)).get_sheet_by_index(0).to_python()
    assert len(rows) == 2 and entry.text in rows[1] and "Tidak jadi" in rows[1]
    assert AuditLine.objects.filter(action="list.export", record_kind="numbering.numberentry").exists()
    assert list(AuditLine.objects.filter(record_id=entry.pk).order_by("seq").values_list("action", flat=True)) == [
        "numbering.reserve", "numbering.use", "numbering.cancel",
    ]  # fmt: skip


@pytest.mark.django_db
def test_a_number_of_a_letter_is_settled_by_the_letter_only(cast: Cast, draft: Letter) -> None:
    entry = draft.number
    assert entry is not None
    for url in (f"/nomor-surat/{entry.pk}/pakai/", f"/nomor-surat/{entry.pk}/batalkan/"):
        assert cast.client(cast.ani).post(url, {"reason": "x"}).status_code == 403
    with pytest.raises(Refusal, match="milik sebuah surat"):
        cancel_by_hand(entry=entry, reason="x", by=cast.ani)
    finalise(draft, by=cast.ani, based_on=1)
    entry.refresh_from_db()
    assert entry.state == NumberState.USED


def _may(user: User, office: Office, kind: str) -> bool:
    series = series_of(kind)
    assert series is not None
    try:
        reserve_by_hand(series=series, office=office, by=user, day=DAY)
    except Forbidden:
        return False
    return True


@pytest.mark.django_db
def test_who_takes_numbers_by_hand(cast: Cast, meeting: object) -> None:
    """Who writes such letters, and the planner who keeps the book; never for another office, never from above."""
    assert _may(cast.ani, cast.oki, "surat-tugas") and _may(cast.dewi, cast.oki, "surat-tugas")
    assert _may(cast.citra, cast.oki, OUTSIDE) and not _may(cast.citra, cast.oki, "surat-tugas")
    for user in (cast.gita, cast.joko, cast.eko, cast.fitri, cast.kiki):
        assert not _may(user, cast.oki, OUTSIDE)


@pytest.mark.django_db
def test_another_office_sees_nothing_of_the_book(cast: Cast) -> None:
    entry = _take(cast)
    assert entry.text not in cast.client(cast.gita).get("/nomor-surat/").content.decode()
    assert cast.client(cast.gita).post(f"/nomor-surat/{entry.pk}/pakai/").status_code == 404
    assert entry.text in cast.client(cast.joko).get("/nomor-surat/").content.decode()
    assert cast.client(cast.joko).post(f"/nomor-surat/{entry.pk}/pakai/").status_code == 403
    assert cast.client(cast.fitri).get("/nomor-surat/").status_code == 403
