"""The registry of what rooms let `verify` look at beside the books: chains of their own, for instance."""

from __future__ import annotations

from collections.abc import Callable, Iterator

Check = Callable[[], Iterator[str]]

_checks: dict[str, Check] = {}


def register_check(name: str, check: Check) -> None:
    """Add a look, under the words by which its progress is told. It reads, changes nothing, and yields findings."""
    _checks[name] = check


def all_checks() -> list[tuple[str, Check]]:
    """Every look, by name."""
    return sorted(_checks.items())
