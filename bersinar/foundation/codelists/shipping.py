"""Shipped code lists: loaded after migrating, without touching what an office has changed."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from .models import Code

SHIPPED = Path(__file__).parent / "shipped"


def shipped_codes() -> list[Code]:
    """Every shipped code: `[list]` tables of `code = "Label"` or `code = {label = "Label", …attributes}`."""
    found = []
    for file in sorted(SHIPPED.glob("*.toml")):
        for name, entries in tomllib.loads(file.read_text(encoding="utf-8")).items():
            for order, (code, said) in enumerate(entries.items(), start=1):
                attributes = dict(said) if isinstance(said, dict) else {"label": said}
                found.append(
                    Code(list=name, code=code, label=attributes.pop("label"), meaning=attributes.pop("meaning", ""), order=order, attributes=attributes)
                )  # fmt: skip
    return found


def load_codes(**_: Any) -> None:
    """Add the shipped codes that are not there yet."""
    known = set(Code.objects.values_list("list", "code"))
    Code.objects.bulk_create([code for code in shipped_codes() if (code.list, code.code) not in known])
    from .lists import forget_cached

    forget_cached()
