"""Shipped rules and holidays: added after migrating where they are not there yet, without touching what was changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .models import DeadlineRule, Holiday

SHIPPED = Path(__file__).parent / "shipped"


def shipped_rules() -> list[DeadlineRule]:
    """Every shipped rule, under the name by which it is known again."""
    tables = tomllib.loads((SHIPPED / "rules.toml").read_text(encoding="utf-8"))
    return [DeadlineRule(shipped_as=name, **said) for name, said in tables.items()]


def shipped_holidays() -> list[Holiday]:
    """The holidays whose day a law has fixed; those that move are announced anew every year."""
    rows = tomllib.loads((SHIPPED / "holidays.toml").read_text(encoding="utf-8"))["holiday"]
    return [Holiday(**said) for said in rows]


def load_deadlines(**_: Any) -> None:
    """Add what is shipped and not there yet."""
    rules = set(DeadlineRule.objects.exclude(shipped_as="").values_list("shipped_as", flat=True))
    DeadlineRule.objects.bulk_create([rule for rule in shipped_rules() if rule.shipped_as not in rules])
    if not Holiday.objects.exists():  # one that somebody took away stays away
        Holiday.objects.bulk_create(shipped_holidays())
