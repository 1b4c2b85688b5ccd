"""What the pages of referrals, parcels and reviews share: they are taken further by steps and by nothing else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.steps import WayPages

from .sealed import SealedPages

MARKS = {"sent": "warn", "accepted": "ok", "refused": "bad", "revoked": "bad", "done": "ok"}


@dataclass
class HandPages(WayPages, SealedPages):
    """Pages of what is only taken further by steps: nothing here is changed or cancelled."""

    def urls(self) -> list[URLPattern]:
        left_out = {f"{self.name}_change", f"{self.name}_cancel"}
        return [pattern for pattern in super().urls() if pattern.name not in left_out]

    def of_steps(self, record: Any, user: User) -> dict[str, Any]:
        """The way, and whether this user may take its steps; the buttons of plain records stay away."""
        return {**self.of_way(record, user), "may_step": self.may_write(user, record), "may_write": False}
