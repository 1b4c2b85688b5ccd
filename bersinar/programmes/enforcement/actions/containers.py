"""What officers put right on a container itself: its kind, seal and words. What it holds moves by minutes alone."""

from __future__ import annotations

from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.records import Verbs

from ..models import Container


def _never(container: Container) -> None:
    words = "Wadah tidak dibatalkan sendiri: tarik atau balik berita acaranya."
    raise Refusal("container_by_minutes", words, status=409)


CONTAINERS = Verbs(Container, "enforcement", "pack_container", "change_container", "cancel_container", _never)
