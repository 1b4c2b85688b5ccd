"""How strong the evidence behind a type of kegiatan is, by the International Standards on Drug Use Prevention.

Read from the shipped code list, not from the one an office may change: nobody improves a share by editing a list.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from types import MappingProxyType

STRUCTURED, SINGLE = "structured", "single"


def _read() -> dict[str, str]:
    list_ = files("bersinar.foundation.codelists").joinpath("shipped", "activities.toml").read_text(encoding="utf-8")
    return {
        code: said["evidence"] for code, said in tomllib.loads(list_)["activity_type"].items() if "evidence" in said
    }


_GRADES: Mapping[str, str] = MappingProxyType(_read())


def grade_of(type_: str) -> str:
    """The grade of a type of kegiatan; "" where the standards do not speak of it."""
    return _GRADES.get(type_, "")


def types_of(*grades: str) -> str:
    """The types of these grades, separated by spaces, as an indicator names them."""
    return " ".join(sorted(code for code, grade in _GRADES.items() if grade in grades))
