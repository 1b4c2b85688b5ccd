"""Reading an attendance list: one person per line, "Nama; L; 34", as typed or pasted from a sheet.

What is unclear is refused with its line; a sentence never repeats a name.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bersinar.foundation.codelists.lists import codes

MOST = 500
HOW = "nama; L atau P; umur"
_NUMBERING = re.compile(r"^\s*\d{1,4}\s*[.)]\s*")
_COMMA_SEX = re.compile(r",\s*[LlPp]\s*$|\(\s*[LlPp]\s*\)\s*$")
_AGE = re.compile(r"(\d{1,3})\s*(?:th|thn|tahun)?\.?", re.IGNORECASE)
_SEXES = {
    "": "",
    "l": "male",
    "laki-laki": "male",
    "pria": "male",
    "p": "female",
    "perempuan": "female",
    "wanita": "female",
}


@dataclass(frozen=True, repr=False)
class Person:
    """Somebody on the list. `line` is where they stood in what was typed."""

    line: int
    name: str
    sex: str = ""
    age_band: str = ""

    def __str__(self) -> str:
        return f"{self.name}; {self.sex}; {self.age_band}"


class UnclearList(ValueError):
    """Carries a sentence for every line that cannot be read."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


def read_attendance(text: str) -> list[Person]:
    """Everybody on the lines that are not empty. Raises UnclearList."""
    people: list[Person] = []
    faults: list[str] = []
    seen: dict[str, int] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            person = _read(number, line)
            _refuse_double(person, seen)
        except ValueError as fault:
            faults.append(f"Baris {number}: {fault}")
        else:
            people.append(person)
    if len(people) > MOST:
        faults.append(f"Paling banyak {MOST} orang sekali simpan; ini {len(people)}. Simpan dalam dua bagian.")
    if faults:
        raise UnclearList(faults)
    return people


def _read(number: int, line: str) -> Person:
    parts = [" ".join(part.split()) for part in re.split(r"[;\t]", _NUMBERING.sub("", line))]
    while len(parts) > 1 and not parts[-1]:
        parts.pop()
    if len(parts) > 3:
        raise ValueError(f"terlalu banyak bagian. Tulis {HOW}.")
    name, sex, age = [*parts, "", ""][:3]
    _refuse_name(name)
    if sex.lower() not in _SEXES:
        raise ValueError("jenis kelamin ditulis L atau P. Bila tidak diketahui, kosongkan: nama; ; umur.")
    return Person(number, name, _SEXES[sex.lower()], _band(age))


def _refuse_name(name: str) -> None:
    if not any(letter.isalpha() for letter in name):
        raise ValueError("tidak ada nama.")
    if len(name) > 120:
        raise ValueError("nama terlalu panjang, paling banyak 120 huruf.")
    if re.search(r"\d(?:[\s.-]?\d){7}", name):
        raise ValueError("ada nomor identitas atau telepon; tuliskan nama saja.")
    if _COMMA_SEX.search(name):
        raise ValueError(f"pisahkan dengan titik koma. Tulis {HOW}.")


def _band(age: str) -> str:
    """The age band of an age in years, or nothing for none."""
    if not age:
        return ""
    found = _AGE.fullmatch(age)
    if found and (band := band_of(int(found[1]))):
        return band
    raise ValueError("umur ditulis dengan angka dalam tahun, misalnya 34. Bila tidak diketahui, kosongkan.")


def band_of(years: int) -> str:
    """The age band that an age in years lies in; nothing for an age that nobody has."""
    bands = codes("age_band").values()
    return next((one.code for one in bands if one.attributes["least"] <= years <= one.attributes["most"]), "")


def _refuse_double(person: Person, seen: dict[str, int]) -> None:
    earlier = seen.setdefault(person.name.casefold(), person.line)
    if earlier != person.line:
        raise ValueError(f"nama sama dengan baris {earlier}. Bila orangnya lain, tambahkan pembeda.")
