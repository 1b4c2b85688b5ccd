"""The ways of the three queues: which steps lead where, and what forbids them.

A step is asked about a `Handling`: the contact and who wants to act.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.stages.ways import Stage, Step, Way

OPEN = ("new", "assigned", "answered", "appointment")
_BEFORE_VISIT = ("new", "assigned", "answered")  # a tip has no appointment


@dataclass(frozen=True)
class Handling:
    """What a step's conditions may look at."""

    ticket: Any
    by: User


def _is_taken(handling: Handling) -> str | None:
    held = handling.ticket.assigned_to
    if held is None:
        return None
    who = "Anda sendiri" if held == handling.by else str(held)
    return f"Kontak ini sudah ditangani {who}."


def _not_answered(handling: Handling) -> str | None:
    return None if handling.ticket.first_answered_at else "Catat dahulu jawaban pertamanya."


_NEW, _ASSIGNED = Stage("new", "Baru"), Stage("assigned", "Ditugaskan")
_APPOINTMENT, _CLOSED = Stage("appointment", "Ada janji"), Stage("closed", "Selesai", ends=True)


def _steps(open_at: tuple[str, ...], answer: str) -> tuple[Step, ...]:
    """What may be done in every queue."""
    later = tuple(code for code in open_at if code != "new")
    return (
        Step("take", "Ambil", ("new",), "assigned", unless=(_is_taken,), done="Diambil"),
        Step("take", "Ambil", later, unless=(_is_taken,)),
        Step("assign", "Tugaskan", ("new",), "assigned", done="Ditugaskan"),
        Step("assign", "Tugaskan", later),
        Step("attempt", "Catat upaya menghubungi", ("new",), "assigned", done="Upaya menghubungi"),
        Step("attempt", "Catat upaya menghubungi", later),
        Step("answer", f"Catat {answer.lower()}", ("new", "assigned"), "answered", done=answer),
        Step("close", "Tutup", open_at, "closed", done="Ditutup"),
    )


def _reopen(*ends: str) -> Step:
    return Step("reopen", "Buka lagi", ends, "assigned", done="Dibuka lagi")


_APPOINT = Step(
    "appoint", "Buat janji", ("assigned", "answered", "appointment"), "appointment", unless=(_not_answered,), done="Janji dibuat",
)  # fmt: skip

SERVICE_WAY = Way(
    stages=(
        _NEW, _ASSIGNED, Stage("answered", "Dijawab"), _APPOINTMENT, _CLOSED,
        Stage("handed_on", "Diteruskan ke bidang", ends=True, aside=True),
    ),
    steps=(
        *_steps(OPEN, "Jawaban"),
        _APPOINT,
        Step("hand_on", "Teruskan ke bidang", OPEN, "handed_on", done="Diteruskan ke bidang"),
        _reopen("closed", "handed_on"),
    ),
)  # fmt: skip

REHAB_WAY = Way(
    stages=(
        _NEW, _ASSIGNED, Stage("answered", "Dijawab"), _APPOINTMENT, _CLOSED,
        Stage("handed_on", "Didaftarkan di rehabilitasi", ends=True, aside=True),
    ),
    steps=(
        *_steps(OPEN, "Jawaban"),
        _APPOINT,
        # Taken by the room of rehabilitation, when it begins a registration: see public.take_over.
        Step("hand_on", "Daftarkan di rehabilitasi", OPEN, "handed_on", done="Didaftarkan di rehabilitasi"),
        _reopen("closed"),
    ),
)  # fmt: skip

TIP_WAY = Way(
    stages=(
        _NEW, _ASSIGNED, Stage("answered", "Ditelaah"), _CLOSED,
        Stage("handed_on", "Diteruskan ke penegak hukum lain", ends=True, aside=True),
    ),
    steps=(
        *_steps(_BEFORE_VISIT, "Telaah pertama"),
        Step("weigh", "Nilai kegunaan", ("assigned", "answered", "closed", "handed_on"), done="Kegunaan dinilai"),
        Step("hand_on", "Teruskan ke penegak hukum lain", _BEFORE_VISIT, "handed_on", done="Diteruskan ke penegak hukum lain"),
        _reopen("closed", "handed_on"),
    ),
)  # fmt: skip
