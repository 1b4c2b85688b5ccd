"""Reading a roll: one name per line, as it is pasted from a decree. What is unclear is refused with its line."""

from __future__ import annotations

import re

MOST = 500
_NUMBERING = re.compile(r"^\s*\d{1,4}\s*[.)]\s*")
# Only after a mark: in "Rahmat L" the letter is part of the name.
_SEX = re.compile(r"\s*(?:[,;\t]\s*([LlPp])|\(\s*([LlPp])\s*\))\s*$")
_SEXES = {"L": "male", "P": "female"}


class UnclearRoll(ValueError):
    """Carries a sentence for every line that cannot be read."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def read_roll(text: str) -> list[tuple[str, str]]:
    """(name, "male", "female" or "") of every line that is not empty. Raises UnclearRoll."""
    people: list[tuple[str, str]] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        name, sex = _read(line)
        if fault := _fault(name, seen):
            faults.append(f"Baris {number}: {fault}")
        seen.setdefault(name.casefold(), number)
        people.append((name, sex))
    if len(people) > MOST:
        faults.append(f"Paling banyak {MOST} nama sekali kirim; ini {len(people)}.")
    if faults:
        raise UnclearRoll(faults)
    return people


def _read(line: str) -> tuple[str, str]:
    rest = _NUMBERING.sub("", line)
    found = _SEX.search(rest)
    sex = _SEXES[(found[1] or found[2]).upper()] if found else ""
    return " ".join((rest[: found.start()] if found else rest).split()).strip(" ,;"), sex


def _fault(name: str, seen: dict[str, int]) -> str:
    if not name or not any(letter.isalpha() for letter in name):
        return "tidak ada nama."
    if len(name) > 120:
        return "nama terlalu panjang, paling banyak 120 huruf."
    if re.search(r"\d{8,}", name):
        return "ada nomor identitas; tuliskan nama saja."
    if earlier := seen.get(name.casefold()):
        return f"nama sama dengan baris {earlier}. Bila orangnya lain, tambahkan pembeda."
    return ""
