"""The states of a plan line. They are derived from what is recorded, never typed: only calling off is said by a person."""

from __future__ import annotations

from datetime import date
from typing import Any

from bersinar.foundation.stages.ways import Stage, Step, Way

IDEA, SCHEDULED, HELD, CALLED_OFF = "planned", "scheduled", "held", "called_off"

PLAN_WAY = Way(
    stages=(
        Stage(IDEA, "Rencana"), Stage(SCHEDULED, "Terjadwal"), Stage(HELD, "Terlaksana", ends=True),
        Stage(CALLED_OFF, "Tidak jadi", ends=True, aside=True),
    ),
    steps=(
        Step("schedule", "Tetapkan jadwal", (IDEA,), SCHEDULED),
        Step("hold", "Catat pelaksanaan", (IDEA, SCHEDULED), HELD),
        Step("call_off", "Catat tidak jadi", (IDEA, SCHEDULED), CALLED_OFF),
        Step("take_up", "Jadi dilaksanakan lagi", (CALLED_OFF,), IDEA),
    ),
)  # fmt: skip


def state_of(activity: Any, *, held: bool) -> str:
    """Where a plan line stands, for a caller that knows whether it was held."""
    if held:
        return HELD
    if activity.is_called_off:
        return CALLED_OFF
    return SCHEDULED if activity.planned_on else IDEA


def is_overdue(activity: Any, *, held: bool, today: date) -> bool:
    """Whether its planned day has passed and nothing was held."""
    return state_of(activity, held=held) == SCHEDULED and bool(activity.planned_last and activity.planned_last < today)
