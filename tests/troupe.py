"""The cast of a whole module, and whatever else its tests only look at: made once, in a transaction around them all.

Each test plays within a savepoint of its own, so that what it writes is gone when it ends; after the module everything is.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, ClassVar

from django.db import transaction

from tests.cast import Cast, assemble

if TYPE_CHECKING:
    from pytest_django import DjangoDbBlocker


class Troupe:
    """Stands from the first test of a module that asks for the cast until its last, or until one needs its own database."""

    standing: ClassVar[Troupe | None] = None

    def __init__(self, blocker: DjangoDbBlocker) -> None:
        self._blocker = blocker
        self._has_scenery = False
        with blocker.unblock():
            self._around = transaction.atomic()
            self._around._from_testcase = True  # type: ignore[attr-defined]  # as Django's own around a test
            self._around.__enter__()
            self._members = pickle.dumps(assemble())
        Troupe.standing = self

    @property
    def is_standing(self) -> bool:
        return Troupe.standing is self

    def members(self) -> Cast:
        """The cast, in objects of the caller's own: one test may change what another one reads."""
        cast: Cast = pickle.loads(self._members)
        return cast

    @contextmanager
    def scenery(self) -> Iterator[Cast]:
        """Within the block a fixture of the module makes what all tests of the module find."""
        self._has_scenery = True
        with self._blocker.unblock():
            yield self.members()

    def part(self) -> None:
        """Everything is gone. A test that takes a clone needs the connection; the tests after it assemble anew."""
        if not self.is_standing:
            return
        Troupe.standing = None
        with self._blocker.unblock():
            transaction.set_rollback(True)
            self._around.__exit__(None, None, None)

    def make_way(self) -> None:
        """Part for a test that takes a database of its own."""
        if self._has_scenery:
            raise RuntimeError("A module whose tests find something ready takes no committed_db.")
        self.part()
