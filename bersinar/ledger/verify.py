"""Verify: the ledger equals the recount, the chains are whole, the anchors hold, the triggers stand.

Reads everything, changes nothing. Findings are sentences an operator can act on; none holds a name or a number of
a person.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
from typing import Any

from django.db import connection

from bersinar.catalogue.kinds import ADDED_UP_BY_DAY
from bersinar.foundation.audit.appendonly import Guard
from bersinar.foundation.audit.chains import audit_content, chained, reading_content
from bersinar.foundation.audit.models import GENESIS, AuditLine, Head, Reading
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import ask

from .anchors import CHAINS, anchors_beside_keys, note_of, signature_holds
from .canon import FACT_COLUMNS, posting_hash
from .checks import all_checks
from .daysums import day_sum_findings
from .drafts import DRAFT_COLUMNS
from .linking import sifting_findings
from .models import Anchor, Fact, Posting
from .sources import Source, all_sources

Findings = Iterator[str]
Positions = dict[tuple[str, str, int], str]  # (chain, office code, seq) -> hash in hex
Told = Counter[tuple[Any, ...]]  # (office id, record id, and what a fact says) -> how often


def verify(progress: Callable[[str], None] = lambda _: None) -> list[str]:
    """Everything that differs, as a list of sentences; empty when all holds."""
    offices = {office.pk: office.code for office in Office.objects.all()}
    heads = {head.office_id: head for head in Head.objects.all()}
    findings: list[str] = []
    positions: Positions = {}
    looks: tuple[tuple[str, Findings], ...] = (
        ("rantai pembukuan", _ledger_chains(offices, heads, positions)),
        ("rantai audit", _audit_chains(offices, heads, positions)),
        ("jangkar", _anchors(offices, positions)),
        ("hitung ulang", _recount(offices)),
        ("jumlah harian", day_sum_findings(ADDED_UP_BY_DAY)),
        ("tautan antar-kantor", sifting_findings()),
        *((name, check()) for name, check in all_checks()),
        ("pengaman basis data", _guards()),
    )
    for name, found in looks:  # in this order: the anchors are held against the positions that the chains left
        progress(name)
        findings.extend(found)
    return findings


def _ledger_chains(offices: dict[int, str], heads: dict[int, Head], positions: Positions) -> Findings:
    rows = Fact.objects.order_by("office_id", "seq", "line").values_list("office_id", "seq", *FACT_COLUMNS)
    facts = groupby(rows.iterator(5000), key=itemgetter(0, 1))
    pending = next(facts, None)
    last: dict[int, tuple[int, bytes]] = {}
    for posting in Posting.objects.order_by("office_id", "seq").iterator(2000):
        code = offices[posting.office_id]
        seq, prev = last.get(posting.office_id, (0, GENESIS))
        while pending and pending[0] < (posting.office_id, posting.seq):
            yield f"{offices[pending[0][0]]}: fakta pada posisi {pending[0][1]} tanpa pembukuan."
            pending = next(facts, None)
        own: list[tuple[Any, ...]] = []
        if pending and pending[0] == (posting.office_id, posting.seq):
            own, pending = [row[2:] for row in pending[1]], next(facts, None)
        if posting.seq != seq + 1:
            yield f"{code}: posisi {seq + 1} hilang dari rantai pembukuan."
        if bytes(posting.prev_hash) != prev:
            yield f"{code}: pembukuan {posting.seq} tidak menyambung ke yang sebelumnya."
        if len(own) != posting.facts:
            yield f"{code}: pembukuan {posting.seq} memuat {len(own)} fakta, seharusnya {posting.facts}."
        computed = posting_hash(
            bytes(posting.prev_hash), code, posting.seq, posting.at, posting.actor, posting.action, own
        )
        if computed != bytes(posting.hash):
            yield f"{code}: isi pembukuan {posting.seq} tidak cocok dengan hash-nya."
        last[posting.office_id] = (posting.seq, bytes(posting.hash))
        positions["ledger", code, posting.seq] = bytes(posting.hash).hex()
    while pending:
        yield f"{offices[pending[0][0]]}: fakta pada posisi {pending[0][1]} tanpa pembukuan."
        pending = next(facts, None)
    yield from _heads("ledger", offices, heads, last)


def _heads(chain: str, offices: dict[int, str], heads: dict[int, Head], last: dict[int, tuple[int, bytes]]) -> Findings:
    words = {"ledger": "pembukuan", "audit": "audit", "reading": "pembacaan"}
    for office_id, code in offices.items():
        head = heads.get(office_id)
        said = (getattr(head, f"{chain}_seq"), bytes(getattr(head, f"{chain}_hash"))) if head else (0, GENESIS)
        if said != last.get(office_id, (0, GENESIS)):
            yield f"{code}: kepala rantai {words[chain]} tidak cocok dengan ujung rantainya."


def _audit_chains(offices: dict[int, str], heads: dict[int, Head], positions: Positions) -> Findings:
    chains: tuple[tuple[str, Any, Callable[[str, Any], list[Any]]], ...] = (
        ("audit", AuditLine, audit_content),
        ("reading", Reading, reading_content),
    )
    for chain, model, content in chains:
        last: dict[int, tuple[int, bytes]] = {}
        for line in model.objects.order_by("office_id", "seq").iterator(2000):
            code = offices[line.office_id]
            seq, prev = last.get(line.office_id, (0, GENESIS))
            if line.seq != seq + 1 or bytes(line.prev_hash) != prev:
                yield f"{code}: rantai {chain} putus sebelum posisi {line.seq}."
            if chained(bytes(line.prev_hash), content(code, line)) != bytes(line.hash):
                yield f"{code}: isi baris {chain} {line.seq} tidak cocok dengan hash-nya."
            last[line.office_id] = (line.seq, bytes(line.hash))
            positions[chain, code, line.seq] = bytes(line.hash).hex()
        yield from _heads(chain, offices, heads, last)


def _anchors(offices: dict[int, str], positions: Positions) -> Findings:
    stored = [
        {**note_of(offices[a.office_id], a.at, a.occasion, a), "signature": bytes(a.signature).hex()}
        for a in Anchor.objects.order_by("id")
    ]
    beside = anchors_beside_keys()
    known = {note["signature"] for note in stored}
    for note in beside:
        if note["signature"] not in known:
            yield f"{note['office']}: jangkar {note['at']} ada pada salinan di samping kunci, tetapi hilang dari basis data."
    for note in {note["signature"]: note for note in [*stored, *beside]}.values():
        code = note["office"]
        if not signature_holds(note, bytes.fromhex(note["signature"])):
            yield f"{code}: tanda tangan jangkar {note['at']} tidak sah."
        for chain in CHAINS:
            seq, digest = note[chain]
            if seq and positions.get((chain, code, seq)) != digest:
                yield f"{code}: rantai {chain} tidak lagi memuat posisi {seq} yang dijangkarkan {note['at']}."


def _recount(offices: dict[int, str]) -> Findings:
    """Compare what stands posted with what the records say, source kind by source kind."""
    speaking = set(Fact.objects.order_by().values_list("source_kind", flat=True).distinct())
    for kind in sorted(speaking - {source.kind for source in all_sources()}):
        yield f"Fakta dari jenis rekam yang tidak dikenal: {kind}."
    recorded = _with_records(all_sources())
    for source in all_sources():
        posted = _posted(source) if source.kind in speaking else Told()
        said = _said(source) if source.kind in recorded else Told()
        differing = {(row[0], row[1]) for row in posted.keys() | said.keys() if posted[row] != said[row]}
        for office_id, record_id in sorted(differing, key=str):
            yield f"{offices[office_id]}: fakta rekam {source.kind} {record_id} berbeda dari hitung ulang."


def _with_records(sources: Sequence[Source]) -> set[str]:
    """The kinds of which there is a record at all, asked in one question: an office uses few rooms."""
    tables = [connection.ops.quote_name(source.model._meta.db_table) for source in sources]
    asked = ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)  # noqa: S608  our own names
    (there,) = ask(f"SELECT {asked}", [])
    return {source.kind for source, is_there in zip(sources, there, strict=True) if is_there}


def _posted(source: Source) -> Told:
    posted = Told()
    facts = Fact.objects.filter(source_kind=source.kind).values_list("sign", "office_id", "source_id", *DRAFT_COLUMNS)
    for sign, *values in facts.iterator(5000):
        values[2 + DRAFT_COLUMNS.index("quantity")] *= sign
        posted[tuple(values)] += sign
    return posted


def _said(source: Source) -> Told:
    said = Told()
    for office_id, record_id, drafts in source.recount():
        for draft in drafts:
            said[(office_id, record_id, *(getattr(draft, column) for column in DRAFT_COLUMNS))] += 1
    return said


def _guards() -> Findings:
    """The triggers stand that tables are guarded by."""
    from django.apps import apps

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # tgenabled: a trigger that was switched off stands in the catalogue and guards nothing.
            cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled IN ('O', 'A')")
        else:
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        standing = {row[0] for row in cursor.fetchall()}
    for model in apps.get_models():
        for constraint in model._meta.constraints:
            if isinstance(constraint, Guard):
                for name in constraint.trigger_names(connection.vendor):
                    if name not in standing:
                        yield f"Pengaman {name} pada tabel {model._meta.db_table} tidak ada."
