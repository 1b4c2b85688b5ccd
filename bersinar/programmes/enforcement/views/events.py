"""Pages of events: each belongs to a case and is found on the case's timeline."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.pages import Column, Panel

from ..actions import EVENTS
from ..forms.events import EventForm
from ..models import CaseEvent
from .base import ChildPages, back_to_case, initial_case


def _codes(event: CaseEvent) -> str:
    return ", ".join(one.code for one in event.suspects.all())


def _ended(event: CaseEvent, user: User) -> dict[str, Any]:
    """The terms that this event ended, as they were measured; the periods that it began, but for minors."""
    periods = event.detentions.standing().select_related("suspect").order_by("suspect__code")
    return {"ended": event.measured, "periods": [one for one in periods if not one.suspect.is_minor]}


EVENT = ChildPages(
    "enforcement", "event", "peristiwa", CaseEvent, "peristiwa", "Peristiwa",
    columns=(Column("Peristiwa", "kind"),), form=EventForm, verbs=EVENTS, has_list=False, select=("case", "file"),
    parent=back_to_case, initial=initial_case, sensitive=True, keeps_files=True,
    panels=(Panel("Peristiwa", ("kind", "at", "document_number", "file", ("Tersangka", _codes), "is_remote", "note")),),
    detail_template="enforcement/event.html", extras=(_ended,),
)  # fmt: skip
