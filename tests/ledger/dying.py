"""A process that dies while it writes a movement: killed by itself, at a point that its caller names, without a word.

Run as `python -m tests.ledger.dying POINT MOVEMENT KEEPER PLACE` on the database of its environment.
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any

POINTS = ("lines", "first_container", "last_container", "movement", "facts", "commit")


def _die(*_: Any, **__: Any) -> None:
    os.kill(os.getpid(), signal.SIGKILL)


def _after(do: Callable[..., Any], times: int = 1) -> Callable[..., Any]:
    """As `do`, and death after so many of them."""
    left = [times]

    def done(*args: Any, **options: Any) -> Any:
        answer = do(*args, **options)
        left[0] -= 1
        if not left[0]:
            _die()
        return answer

    return done


def set_trap(point: str) -> None:
    """Arrange to die at a point of `confirm`."""
    from django.db import connection

    from bersinar.ledger import deeds, posting
    from bersinar.programmes.enforcement.actions import movements
    from bersinar.programmes.enforcement.models import MovementLine

    traps: dict[str, tuple[Any, str, Callable[..., Any]]] = {
        "lines": (MovementLine.objects, "bulk_create", _after(MovementLine.objects.bulk_create)),
        "first_container": (movements, "_carry_over", _after(movements._carry_over)),
        "last_container": (movements, "_carry_over", _after(movements._carry_over, 3)),
        "movement": (deeds.Deed, "change", _after(deeds.Deed.change)),
        "facts": (deeds, "post", _after(posting.post)),
        "commit": (connection, "_commit", _die),
    }
    setattr(*traps[point])


def main(point: str, movement: str, keeper: str, place: str) -> None:
    """Confirm a movement, and die on the way."""
    import django

    django.setup()
    from bersinar.foundation.access.models import User
    from bersinar.foundation.access.sides import Side
    from bersinar.foundation.access.wall import set_side
    from bersinar.programmes.enforcement.actions import confirm
    from bersinar.programmes.enforcement.models import Movement, StorePlace

    set_side(Side.ENFORCEMENT)
    found = Movement.objects.get(pk=movement), User.objects.get(pk=keeper), StorePlace.objects.get(pk=place)
    set_trap(point)
    confirm(found[0], by=found[1], place=found[2])


if __name__ == "__main__":
    main(*sys.argv[1:])
