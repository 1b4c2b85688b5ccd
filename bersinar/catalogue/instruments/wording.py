"""The wording of an instrument as data: labels of its items and of their answers, from a TOML file.

What ships (`shipped/`) are neutral topics in words of our own, enough to enter a sheet with the paper beside it. The
official wording belongs to its publisher: an office that holds the permission loads it, in the same format, and says
where it is from. A file with a fault is refused whole, with a sentence for each fault.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from . import INSTRUMENTS
from .declaring import REFUSED, Instrument, Item

LONGEST = 600
_SHIPPED = Path(__file__).parent / "shipped"
_HEAD = ("instrument", "language", "official", "source", "permission")
_TABLES = ("topics", "groups", "items", "answers")


class UnclearWording(ValueError):
    """The file is not a wording of an instrument. Carries a sentence for every fault."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__(" ".join(sentences))
        self.sentences = sentences


@dataclass(frozen=True)
class Wording:
    """One instrument in one language. `official` is the publisher's wording, loaded with `permission` to use it."""

    instrument: str
    language: str
    official: bool
    source: str
    permission: str
    topics: Mapping[str, str]
    groups: Mapping[str, str]
    items: Mapping[str, str]
    answers: Mapping[str, Mapping[int, str]]

    def label(self, item: Item) -> str:
        """The item's own words, else those of its topic."""
        return self.items.get(item.code) or self.topics[item.topic]

    def group(self, item: Item) -> str:
        """The words for the substance, domain or subscale it is asked about; empty where these are not told."""
        return self.groups.get(item.group, "")

    def choices(self, item: Item) -> list[tuple[int, str]]:
        """Its codes in the form's order, each with its words; a code without words is shown as it is."""
        words = {REFUSED: "tidak dijawab", **(self.answers.get(item.code) or self.answers.get(item.topic) or {})}
        codes = [*item.values, *([REFUSED] if INSTRUMENTS[self.instrument].may_refuse else [])]
        return [(value, words.get(value, str(value))) for value in codes]


def read_wording(text: str) -> Wording:
    """Read a file's text. Raises UnclearWording."""
    try:
        said = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise UnclearWording([f"Berkas ini bukan TOML yang benar: {error}."]) from error
    instrument = INSTRUMENTS.get(_text(said.get("instrument")))
    if instrument is None:
        raise UnclearWording([f"Isi instrument dengan salah satu dari {', '.join(INSTRUMENTS)}."])
    if faults := list(_faults(instrument, said)):
        raise UnclearWording(faults)
    answers = {
        key: {int(value): words.strip() for value, words in named.items()}
        for key, named in said.get("answers", {}).items()
    }
    return Wording(
        instrument.code, said["language"].strip(), said["official"], said["source"].strip(),
        _text(said.get("permission")), _stripped(said, "topics"), _stripped(said, "groups"), _stripped(said, "items"),
        answers,
    )  # fmt: skip


@cache
def shipped(code: str, language: str = "id") -> Wording:
    """The neutral labels that come with the system."""
    return read_wording((_SHIPPED / f"{code}.{language}.toml").read_text(encoding="utf-8"))


def beginning(code: str) -> str:
    """A file to begin an official wording with: the shipped labels, to be overwritten; source and permission empty."""
    neutral = shipped(code)
    head = {"instrument": code, "language": neutral.language, "official": True, "source": "", "permission": ""}
    tables: dict[str, Mapping[str, object]] = {
        "topics": neutral.topics, "groups": neutral.groups, "items": neutral.items,
        **{f"answers.{key}": {str(value): words for value, words in named.items()} for key, named in neutral.answers.items()},
    }  # fmt: skip
    parts = [_BEGINNING, _lines(head), *(f"[{name}]\n{_lines(rows)}" for name, rows in tables.items() if rows)]
    return "\n\n".join(parts) + "\n"


_BEGINNING = """\
# Ganti kata-kata di antara tanda kutip dengan redaksi resmi. Jangan mengubah yang di kiri tanda sama dengan.
# source: dari mana redaksinya. permission: nomor atau tanggal izin pemegang hak. Keduanya wajib diisi."""


def _lines(rows: Mapping[str, object]) -> str:
    """Rows of TOML. A text without control characters is written the same as in JSON."""
    return "\n".join(f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in rows.items())


def _text(value: object) -> str:
    return value.strip() if isinstance(value, str) else ""


def _stripped(said: Mapping[str, Any], table: str) -> dict[str, str]:
    return {key: words.strip() for key, words in said.get(table, {}).items()}


def _faults(instrument: Instrument, said: Mapping[str, Any]) -> Iterator[str]:
    yield from (f"{key} tidak dikenal. Hapus baris ini." for key in said if key not in (*_HEAD, *_TABLES))
    yield from (f"Isi {key}." for key in ("language", "source") if not _text(said.get(key)))
    if not isinstance(said.get("official"), bool):
        yield "Isi official dengan true (redaksi resmi) atau false."
    elif said["official"] and not _text(said.get("permission")):
        yield "Redaksi resmi memerlukan izin pemegang hak: isi permission dengan nomor atau tanggal izinnya."
    tables = {name: said.get(name, {}) for name in _TABLES}
    if broken := [name for name, table in tables.items() if not isinstance(table, dict)]:
        yield from (f"{name} harus berupa tabel." for name in broken)
        return
    yield from _faults_of_labels("topics", tables["topics"], {item.topic for item in instrument.items})
    yield from _faults_of_labels("groups", tables["groups"], {item.group for item in instrument.items})
    yield from _faults_of_labels("items", tables["items"], {item.code for item in instrument.items})
    nameless = [i.code for i in instrument.items if i.code not in tables["items"] and i.topic not in tables["topics"]]
    if nameless:
        yield f"Butir tanpa label: {', '.join(nameless)}."
    for key, named in tables["answers"].items():
        yield from _faults_of_answers(instrument, key, named)


def _faults_of_labels(table: str, labels: Mapping[str, Any], known: Iterable[str]) -> Iterator[str]:
    for key, words in labels.items():
        if not key or key not in known:
            yield f"{table}.{key} tidak ada dalam instrumen ini."
        elif said := _fault_of_words(words):
            yield f"{table}.{key}: {said}"


def _faults_of_answers(instrument: Instrument, key: str, named: object) -> Iterator[str]:
    items = [item for item in instrument.items if key in (item.code, item.topic)]
    if not items or not isinstance(named, dict):
        yield f"answers.{key} tidak ada dalam instrumen ini, atau bukan tabel."
        return
    codes = {str(value) for item in items for value in item.values}
    if instrument.may_refuse:
        codes.add(str(REFUSED))
    for code, words in named.items():
        if code not in codes:
            yield f"answers.{key}.{code}: kode ini tidak dapat dijawab."
        elif said := _fault_of_words(words):
            yield f"answers.{key}.{code}: {said}"


def _fault_of_words(words: object) -> str:
    cleaned = _text(words)
    if not cleaned:
        return "isi dengan teks."
    if len(cleaned) > LONGEST:
        return f"paling banyak {LONGEST} huruf."
    return "" if all(letter.isprintable() or letter == "\n" for letter in cleaned) else "hapus huruf yang tak tampak."
