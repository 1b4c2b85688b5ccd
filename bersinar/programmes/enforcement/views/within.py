"""What lists that belong to one record share: how much its own page shows, and pages of the rest."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User

from ..models import Case, Movement

PER_PAGE = 50
FEW = 10  # on the page of the record itself


def movements_of(case: Case, user: User) -> Any:
    """What moved in a case, the newest first, with the containers that each paper speaks of."""
    rows = Movement.objects.visible_to(user).filter(case=case).select_related("office")
    return rows.prefetch_related("planned__container").order_by("-moved_at", "-pk")
