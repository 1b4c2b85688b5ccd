"""Suicide attempts that an assessment found of late, as alerts of the clinic's day.

Nobody puts such an alert aside by hand. It ends by itself: when a later assessment finds no attempt, or when as many
days have passed as the question looks back.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.urls import reverse

from bersinar.catalogue.instruments.asi import ASI, SUICIDE_ATTEMPT
from bersinar.foundation.offices.models import Office

from .models import Sheet
from .models.sheets import FINAL
from .waiting import Alert

WITHIN = timedelta(days=30)


def attempts_of_late(office: Office, today: date) -> Iterator[Alert]:
    """Clients of an office whose last finished assessment of these days tells of an attempt."""
    rows: Any = Sheet.objects.standing().filter(
        office=office, instrument=ASI.code, state=FINAL, taken_on__gt=today - WITHIN, client__cancelled_at__isnull=True
    )
    last: dict[UUID, Sheet] = {
        sheet.client_id: sheet for sheet in rows.select_related("client").order_by("taken_on", "recorded_at", "pk")
    }
    for sheet in last.values():
        if SUICIDE_ATTEMPT in sheet.flags:
            said = sheet.rule.words[SUICIDE_ATTEMPT]
            yield Alert(
                sheet.client.code, f"{said[:1].upper()}{said[1:]}", sheet.taken_on, reverse("rehab:sheet", args=[sheet.pk]),
                ("rehab.sheet", sheet.pk), is_urgent=True,
            )  # fmt: skip
