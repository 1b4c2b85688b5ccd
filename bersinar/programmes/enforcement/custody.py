"""The chain of custody: what a line's hash covers, and the walk by which `verify` finds a break.

Each line hangs on the one before it in its container. All lines of a movement together have a digest, which the
movement keeps and the audit line of its confirmation repeats: that line hangs in the office's own chain, which is
anchored outside the database. So a last line that was cut off, with everything that spoke of it here, is still missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from itertools import groupby, islice
from typing import Any

from bersinar.foundation.audit.chains import chained, instant
from bersinar.foundation.audit.models import GENESIS, AuditLine
from bersinar.foundation.offices.models import Office

from .models import Container, Movement, MovementLine

CONFIRMED = "enforcement.confirm_movement"
CONFIRMED_TOGETHER = "enforcement.confirm_ceremony"
SAID_BY = (CONFIRMED, CONFIRMED_TOGETHER)  # the actions whose audit lines repeat a movement's digest

_AT_ONCE = 2_000  # rows fetched at a time
_KEYS = 500  # of one question: SQLite takes no more than so many values


def line_content(line: MovementLine, movement: Movement) -> list[Any]:
    """What a line's hash covers, in order; no database keys."""
    return [
        "bersinar-custody-1", str(line.container_id), line.seq, str(movement.pk), movement.kind, instant(movement.moved_at),
        movement.number, movement.destination, int(line.quantity), int(line.balance),
        None if line.gross is None else int(line.gross), _key(line.place_id), _key(line.holder_id),
        str(movement.recorded_by_id), _key(movement.reverses_id),
    ]  # fmt: skip


def hung_on(prev_hash: bytes | memoryview, line: MovementLine, movement: Movement) -> bytes:
    """The hash of a line that follows `prev_hash`."""
    return chained(prev_hash, line_content(line, movement))


def digest_of(hashes: Iterable[bytes | memoryview]) -> str:
    """One word for all lines of a movement, in whatever order they are read."""
    return hashlib.sha256(b"".join(sorted(bytes(one) for one in hashes))).hexdigest()


def _key(value: Any) -> str | None:
    return None if value is None else str(value)


def walk() -> Iterator[str]:
    """Every break of every container's chain, as sentences; empty when all holds. It holds one container at a time."""
    yield from _chains()
    yield from _never_moved()
    yield from _digests()


def _chains() -> Iterator[str]:
    codes: dict[int, str] = dict(Office.objects.values_list("pk", "code"))
    lines = MovementLine.objects.select_related("movement", "container").order_by("container_id", "seq")
    for _, chain in groupby(lines.iterator(_AT_ONCE), key=lambda line: line.container_id):
        before: MovementLine | None = None
        for line in chain:
            yield from _breaks(f"{codes[line.container.office_id]}: {line.container}", line, before, line.movement)
            before = line
        if before is not None and not _is_as_written(before.container, before):
            yield f"{codes[before.container.office_id]}: isi {before.container} tidak cocok dengan baris terakhirnya."


def _never_moved() -> Iterator[str]:
    """Containers without a line hold nothing."""
    full = Container.objects.filter(lines__isnull=True).exclude(seq=0, balance=0).select_related("office")
    for container in full.order_by("pk").iterator(_AT_ONCE):
        yield f"{container.office.code}: isi {container} tidak cocok dengan baris terakhirnya."


def _breaks(named: str, line: MovementLine, before: MovementLine | None, movement: Movement) -> Iterator[str]:
    seq, prev, balance = (before.seq, bytes(before.hash), int(before.balance)) if before else (0, GENESIS, 0)
    if line.seq != seq + 1 or bytes(line.prev_hash) != prev:
        yield f"{named}: rantai penguasaan putus sebelum baris {line.seq}."
    if int(line.balance) != balance + int(line.quantity):
        yield f"{named}: sisa pada baris {line.seq} tidak sesuai dengan baris sebelumnya."
    if hung_on(line.prev_hash, line, movement) != bytes(line.hash):
        yield f"{named}: isi baris {line.seq} tidak cocok dengan hash-nya."


def _is_as_written(container: Container, line: MovementLine) -> bool:
    kept = (container.seq, int(container.balance), container.place_id, container.holder_id)
    return kept == (line.seq, int(line.balance), line.place_id, line.holder_id)


def _digests() -> Iterator[str]:
    """What movements say of their lines, and what the audit says of movements."""
    lines = MovementLine.objects.order_by("movement_id").values_list("movement_id", "movement__digest", "hash")
    for (key, digest), told in groupby(lines.iterator(_AT_ONCE), key=lambda line: line[:2]):
        if digest_of(one for _, _, one in told) != digest:
            yield f"Berita acara {key}: barisnya tidak lagi seperti saat disahkan."
    lineless = Movement.objects.filter(lines__isnull=True).exclude(digest="").order_by("pk")
    for key in lineless.values_list("pk", flat=True).iterator(_AT_ONCE):
        yield f"Berita acara {key}: barisnya tidak lagi seperti saat disahkan."
    noted = AuditLine.objects.filter(action__in=SAID_BY).exclude(record_id=None).values_list("record_id", "changes")
    for some in _in_parts(noted.order_by("pk").iterator(_AT_ONCE)):
        digests = dict(Movement.objects.filter(pk__in={key for key, _ in some}).values_list("pk", "digest"))
        for key, changes in some:
            if (said := changes.get("digest")) and digests.get(key) != said[1]:
                yield f"Berita acara {key}: tidak lagi seperti tercatat dalam jejak audit."


def _in_parts(rows: Iterator[tuple[Any, Any]]) -> Iterator[list[tuple[Any, Any]]]:
    while some := list(islice(rows, _KEYS)):
        yield some
