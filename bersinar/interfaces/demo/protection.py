"""The protection of clients' data in two clinics: demands, requests, an incident, emergencies, terms, TAT. All invented.

Every step that takes two people is taken by two: the clinic's head and the counsellor, or another office. What waits was
begun in these days, so that each list has something to be done.
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.offices.models import Office
from bersinar.programmes.rehab.actions import (
    DEMANDS,
    GLASS_REVIEWS,
    GLASSES,
    INCIDENTS,
    INTAKES,
    REQUESTS,
    RULES,
    TATS,
)
from bersinar.programmes.rehab.actions import demands as answering
from bersinar.programmes.rehab.actions import incidents as telling
from bersinar.programmes.rehab.actions import intake as steps
from bersinar.programmes.rehab.actions import retention as keeping
from bersinar.programmes.rehab.actions import rights as granting
from bersinar.programmes.rehab.models import Client, Demand, Episode

from .stage import YEARS, Stage

CODE, OTHER = "bnnk-oki", "bnnk-lubuklinggau"
_BASIS = "Dasar hukum menurut surat contoh"


def play(stage: Stage) -> None:
    head, second = stage.person(CODE, "klinik"), stage.person(CODE, "rehab")
    office = stage.office(CODE)
    clients = _clients(office)
    _demands(office, head, second, clients)
    _requests(office, head, clients[3:])
    _incidents(office, second)
    _emergencies(stage)
    _terms(office, head, second)
    _tat(office, head)


def _clients(office: Office) -> list[Client]:
    rows = Episode.objects.filter(office=office, cancelled_at__isnull=True).select_related("client")
    return [episode.client for episode in rows.order_by("admitted_on", "client__code")[:8]]


def _demands(office: Office, head: User, second: User, clients: list[Client]) -> None:
    """One answered in part, one refused and answered, one that waits for the second person, one not decided yet."""
    year, today = YEARS[office.code], office.local_day()
    given = "Bahwa yang bersangkutan pernah dilayani, dan sampai bulan apa."
    partly = _demand(office, second, "investigator", "Polres Rekaan", 1, date(year, 5, 8), clients[:1])
    answering.decide(
        partly, by=head, based_on=None, decided_on=date(year, 5, 10), decision="partly", given=given,
        withheld="Catatan sesi dan hasil asesmen: rahasia, dan tidak diperlukan untuk pembuktian.",
    )  # fmt: skip
    answering.agree(partly, by=second, based_on=None, agreed_on=date(year, 5, 11))
    answering.answer(
        partly, by=second, based_on=None, answered_on=date(year, 5, 12), answer_number="CONTOH/1", handed_to="Penyidik Rekaan"
    )  # fmt: skip
    refused = _demand(office, second, "agency", "Instansi Rekaan", 2, date(year, 9, 4), [])
    answering.decide(
        refused, by=head, based_on=None, decided_on=date(year, 9, 6), decision="refused",
        withheld="Daftar semua klien: tidak ada dasar hukum yang mewajibkannya.",
    )  # fmt: skip
    answering.agree(refused, by=second, based_on=None, agreed_on=date(year, 9, 6))
    answering.answer(refused, by=second, based_on=None, answered_on=date(year, 9, 7), answer_number="CONTOH/2")
    waits = _demand(office, second, "court", "Pengadilan Negeri Rekaan", 3, today - timedelta(days=4), clients[1:2])
    answering.decide(
        waits, by=head, based_on=None, decided_on=today - timedelta(days=2), decision="granted", given=given
    )  # fmt: skip
    _demand(office, second, "advocate", "Kantor Hukum Rekaan", 4, today - timedelta(days=1), clients[2:3])


def _demand(
    office: Office, by: User, demander: str, agency: str, number: int, day: date, clients: list[Client]
) -> Demand:
    return DEMANDS.create(
        office=office, by=by, demander=demander, agency=agency, letter_number=f"CONTOH/{number}/{day.year}",
        letter_day=day - timedelta(days=1), received_on=day, legal_basis=_BASIS,
        scope="Apakah pernah dilayani, kapan, dan hasilnya.", clients=clients,
    )  # fmt: skip


def _requests(office: Office, by: User, clients: list[Client]) -> None:
    """One fulfilled, one refused, one dropped, and one that has to be answered by tomorrow."""
    said: dict[str, Any] = {"office": office, "by": by, "asked_by": "client", "received_time": time(9, 30)}
    day = date(YEARS[office.code], 8, 14)
    copy = REQUESTS.create(client=clients[0], kind="copy", received_on=day, identity_checked=True, **said)
    granting.fulfil(copy, by=by, based_on=None, answer="Salinan berkas diserahkan langsung.")
    erasure = REQUESTS.create(client=clients[1], kind="erasure", received_on=day, identity_checked=True, **said)
    granting.refuse(erasure, by=by, based_on=None, answer="Rekam medis wajib disimpan sampai masa simpannya berakhir.")
    dropped = REQUESTS.create(client=clients[2], kind="access", received_on=day, **said)
    granting.drop(dropped, by=by, based_on=None)
    REQUESTS.create(
        client=clients[3], kind="correction", received_on=office.local_day() - timedelta(days=2), identity_checked=True,
        wish="Nomor telepon sudah berganti.", **said,
    )  # fmt: skip


def _incidents(office: Office, by: User) -> None:
    """A folder that was lost and told of within its three days; a letter to the wrong address, found yesterday."""
    zone = ZoneInfo(office.zone)
    lost = datetime(YEARS[office.code], 10, 16, 8, tzinfo=zone)
    paper = INCIDENTS.create(
        office=office, by=by, kind="lost_paper", began_at=lost, ended_at=lost + timedelta(hours=6),
        found_at=lost + timedelta(hours=7), data_kinds=["identity", "notes"], story="Satu map tertinggal di ruang tunggu.",
    )  # fmt: skip
    telling.tell_authority(
        paper, by=by, based_on=None, authority_told_at=lost + timedelta(hours=30), authority_letter="CONTOH/INS/1"
    )  # fmt: skip
    telling.tell_persons(
        paper, by=by, based_on=None, persons_told_at=lost + timedelta(hours=32), persons_told="Ditemui langsung, sendiri."
    )  # fmt: skip
    telling.close(paper, by=by, based_on=None, measures="Map ditemukan utuh. Lemari ruang tunggu kini dikunci.")
    found = timezone.now() - timedelta(hours=20)
    INCIDENTS.create(
        office=office, by=by, kind="wrong_hands", began_at=found - timedelta(hours=2), ended_at=found, found_at=found,
        data_kinds=["identity"], story="Surat contoh terkirim ke alamat yang salah dan dikembalikan tertutup.",
    )  # fmt: skip


def _emergencies(stage: Stage) -> None:
    """Each of two clinics opened one file of the other; one of both was reviewed there."""
    for owner, breaker, reviewed in ((OTHER, CODE, True), (CODE, OTHER, False)):
        client = _clients(stage.office(owner))[-1]
        glass = GLASSES.create(
            office=stage.office(breaker), by=stage.person(breaker, "rehab"), owner=stage.office(owner), code=client.code,
            emergency="life", why="Contoh: datang tidak sadar, perlu tahu obat yang diminum.",
        )  # fmt: skip
        if reviewed:
            GLASS_REVIEWS.create(
                office=stage.office(owner), by=stage.person(owner, "klinik"), glass=glass, verdict="justified",
                remark="Sudah dikonfirmasi lewat telepon.",
            )  # fmt: skip


def _terms(office: Office, head: User, second: User) -> None:
    """Who only called is kept for a year: one was erased since, and one is proposed."""
    RULES.create(
        office=office, by=head, kind="contact", years=1, basis="Keputusan contoh: kontak tanpa kelanjutan satu tahun"
    )
    for month, erased in ((2, True), (3, False)):
        day = date(YEARS[office.code], month, 6)
        called = INTAKES.create(office=office, by=second, contacted_on=day, entry_path="voluntary", name="Pak Rekaan")
        ended = steps.lose(called, by=second, based_on=None, ended_on=day + timedelta(days=30))
        proposed = keeping.propose(office=office, by=second, kind="contact", record_id=ended.pk)
        if erased:
            keeping.erase(proposed, by=head, based_on=None)


def _tat(office: Office, by: User) -> None:
    """Two medical halves, known by the number of the request and by nothing else."""
    year = YEARS[office.code]
    for number, (month, agency, dependence, place, months) in enumerate(
        ((4, "police", "moderate", "outpatient", 3), (10, "bnn", "mild", "none", 0)), start=1
    ):
        TATS.create(
            office=office, by=by, request_number=f"CONTOH/TAT/{number}", request_day=date(year, month, 10), agency=agency,
            assessed_on=date(year, month, 12), assessors="dr. Rekaan, dokter umum; Psikolog Rekaan", role="user",
            findings="Hasil pemeriksaan contoh.", dependence=dependence, place=place, months=months,
        )  # fmt: skip
