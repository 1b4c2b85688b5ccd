"""A pooled PostgreSQL connection forgets side and actor when it goes back. Imports no models: settings read it."""

from __future__ import annotations

from typing import Any


def forget_side(connection: Any) -> None:
    """The pool's `reset`: whoever takes this connection next begins behind the closed wall."""
    connection.execute("SELECT set_config('bersinar.side', '', false), set_config('bersinar.actor', '', false)")
    if not connection.autocommit:
        connection.commit()
