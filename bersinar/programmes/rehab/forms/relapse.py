"""Whether a client who once completed the programme comes again because of a relapse: asked, never forced."""

from __future__ import annotations

from datetime import date
from typing import Any

from ..models import Client

_COMPLETED = "completed"


def relapse_question(client: Client | None, *, ticked: Any, before: date | None = None) -> str:
    """The question for an admission form; empty where nothing was completed (before a day), or the box is ticked."""
    if client is None or ticked:
        return ""
    closed = [
        one.closed_on
        for one in client.standing_episodes()
        if one.closed_on and one.closing_reason == _COMPLETED and (before is None or one.closed_on <= before)
    ]
    if not closed:
        return ""
    return (
        f"Klien ini pernah selesai program ({closed[-1]:%d-%m-%Y}). Apakah kali ini ia kambuh? Bila ya, centang "
        "“Kambuh sesudah selesai program”."
    )
