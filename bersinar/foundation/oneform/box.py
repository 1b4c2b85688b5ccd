"""The box in which answers wait, so that none is ever seen alone: five are drawn by chance once ten lie within.

What remains when the form closes comes out together, if there are five; fewer stay in the box. The office sees how
many wait, never what they say.
"""

from __future__ import annotations

import json
import random
from typing import Any
from uuid import UUID

from bersinar.foundation.secrecy.sealed import decrypt_by_side, encrypt_by_side, renewed

from .models import Box

LEAST = 5
Answer = dict[str, Any]
_chance = random.SystemRandom()


def drop(kind: str, ref: UUID, answer: Answer) -> list[Answer]:
    """Put an answer in; gives back `LEAST` answers drawn by chance where as many stay behind, else none."""
    box = _held(kind, ref)
    answers = [*_opened(box), answer]
    _chance.shuffle(answers)
    drawn = answers[:LEAST] if len(answers) >= 2 * LEAST else []
    _keep(box, answers[len(drawn) :])
    return drawn


def empty(kind: str, ref: UUID) -> list[Answer]:
    """All that wait, in an order that says nothing; none where they are fewer than `LEAST`."""
    box = _held(kind, ref)
    answers = _opened(box)
    if len(answers) < LEAST:
        return []
    _chance.shuffle(answers)
    _keep(box, [])
    return answers


def waiting(kind: str, ref: UUID) -> int:
    """How many answers wait."""
    return Box.objects.filter(kind=kind, ref=ref).values_list("waiting", flat=True).first() or 0


def months_waiting(kind: str, ref: UUID) -> set[str]:
    """The months of the answers that wait ("2026-03"), for the rules of the record they belong to."""
    box = Box.objects.filter(kind=kind, ref=ref).first()
    return {answer["month"] for answer in _opened(box)} if box else set()


def _held(kind: str, ref: UUID) -> Box:
    Box.objects.get_or_create(kind=kind, ref=ref, defaults={"content": b""})
    return Box.objects.select_for_update().get(kind=kind, ref=ref)


def _opened(box: Box) -> list[Answer]:
    if not box.waiting:
        return []
    plain = decrypt_by_side("open", bytes(box.content), _bound_to(box))
    return list(json.loads(plain))


def _keep(box: Box, answers: list[Answer]) -> None:
    plain = json.dumps(answers).encode()
    box.waiting = len(answers)
    box.content = encrypt_by_side("open", plain, _bound_to(box)) if answers else b""
    box.save(update_fields=["waiting", "content"])


def renewed_box(box: Box) -> bytes | None:
    """A box under the new key; None where it is already, or empty."""
    return renewed("open", bytes(box.content), _bound_to(box)) if box.content else None


def _bound_to(box: Box) -> str:
    return f"oneform-box:{box.kind}:{box.ref}"
