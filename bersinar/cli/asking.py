"""What every command begins with: its place in the usage, Django where it needs it, and wrong usage said in a sentence."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from typing import Protocol

SIDES = ("treatment", "enforcement")
Run = Callable[[argparse.Namespace], int]


class Usage(Exception):
    """Wrong usage, with a sentence."""


class Declare(Protocol):
    """Gives a command its name, what runs it, and its line in the usage; returns its parser for the rest."""

    def __call__(self, name: str, run: Run, text: str) -> argparse.ArgumentParser: ...


def set_up() -> None:
    """Load settings and models. A command imports what it needs of them only afterwards."""
    import django

    django.setup()
