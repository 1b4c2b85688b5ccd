"""The chain of custody: what a line's hash covers, and the walk by which `verify` finds a break.

Each line hangs on the one before it in its container. All lines of a movement together have a digest, which the
movement keeps and the audit line of its confirmation repeats: that line hangs in the office's own chain, which is
anchored outside the database. So a last line that was cut off, with everything that spoke of it here, is still missed.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from typing import Any

from bersinar.foundation.audit.chains import chained, instant
from bersinar.foundation.audit.models import GENESIS, AuditLine

from .models import Container, Movement, MovementLine

CONFIRMED = "enforcement.confirm_movement"


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
    """Every break of every container's chain, as sentences; empty when all holds."""
    codes: dict[int, str] = dict(Container.objects.values_list("office_id", "office__code").distinct())
    containers = {one.pk: one for one in Container.objects.iterator(2000)}
    movements = {one.pk: one for one in Movement.objects.iterator(2000)}
    last: dict[Any, MovementLine] = {}
    hashes: dict[Any, list[bytes]] = {}
    for line in MovementLine.objects.order_by("container_id", "seq").iterator(5000):
        movement, container, before = (
            movements[line.movement_id],
            containers[line.container_id],
            last.get(line.container_id),
        )
        yield from _breaks(f"{codes[container.office_id]}: {container}", line, before, movement)
        last[line.container_id] = line
        hashes.setdefault(line.movement_id, []).append(bytes(line.hash))
    for container in containers.values():
        if not _is_as_written(container, last.get(container.pk)):
            yield f"{codes[container.office_id]}: isi {container} tidak cocok dengan baris terakhirnya."
    yield from _digests(movements, hashes)


def _breaks(named: str, line: MovementLine, before: MovementLine | None, movement: Movement) -> Iterator[str]:
    seq, prev, balance = (before.seq, bytes(before.hash), int(before.balance)) if before else (0, GENESIS, 0)
    if line.seq != seq + 1 or bytes(line.prev_hash) != prev:
        yield f"{named}: rantai penguasaan putus sebelum baris {line.seq}."
    if int(line.balance) != balance + int(line.quantity):
        yield f"{named}: sisa pada baris {line.seq} tidak sesuai dengan baris sebelumnya."
    if hung_on(line.prev_hash, line, movement) != bytes(line.hash):
        yield f"{named}: isi baris {line.seq} tidak cocok dengan hash-nya."


def _is_as_written(container: Container, line: MovementLine | None) -> bool:
    if line is None:
        return container.seq == 0 and container.balance == 0
    kept = (container.seq, int(container.balance), container.place_id, container.holder_id)
    return kept == (line.seq, int(line.balance), line.place_id, line.holder_id)


def _digests(movements: dict[Any, Movement], hashes: dict[Any, list[bytes]]) -> Iterator[str]:
    """What movements say of their lines, and what the audit says of movements."""
    for key, movement in movements.items():
        said = digest_of(hashes[key]) if key in hashes else ""
        if said != movement.digest:
            yield f"Berita acara {key}: barisnya tidak lagi seperti saat disahkan."
    for key, changes in AuditLine.objects.filter(action=CONFIRMED).values_list("record_id", "changes").iterator(2000):
        noted = changes.get("digest")
        if noted and (key not in movements or movements[key].digest != noted[1]):
            yield f"Berita acara {key}: tidak lagi seperti tercatat dalam jejak audit."
