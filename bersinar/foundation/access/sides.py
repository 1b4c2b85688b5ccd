"""The sides of the wall: treatment and enforcement are closed; the rest is open."""

from __future__ import annotations

from enum import StrEnum


class Side(StrEnum):
    OPEN = "open"
    TREATMENT = "treatment"
    ENFORCEMENT = "enforcement"

    @property
    def is_closed(self) -> bool:
        return self is not Side.OPEN

    @property
    def label(self) -> str:
        return {"open": "Terbuka", "treatment": "Sisi rehabilitasi", "enforcement": "Sisi pemberantasan"}[self.value]
