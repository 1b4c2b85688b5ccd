"""The glossary's words are the ones on the screen; misprints are understood and never printed."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

import bersinar
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import KINDS
from bersinar.foundation.codelists.shipping import shipped_codes
from bersinar.foundation.glossary.entries import ENTRIES, official, term

MISPRINTS = ("kontan", "pegiat", "bangpas", "coorperation", "narkona", "tes urin")
AVOIDED = sorted({word for entry in ENTRIES.values() for word in entry.avoid})


def printed() -> Iterator[tuple[str, str]]:
    """(where, words) of whatever is shipped to be read: templates, labels of codes, titles of kinds and indicators."""
    root = Path(bersinar.__file__).parent
    for file in sorted(root.rglob("templates/**/*.html")):
        yield (
            str(file.relative_to(root)),
            re.sub(r"\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}|<[^>]*>", " ", file.read_text("utf-8")),
        )
    for code in shipped_codes():
        yield f"{code.list}.{code.code}", f"{code.label} {code.meaning}"
    for kind in KINDS.values():
        yield kind.code, kind.title
    for indicator in INDICATORS.values():
        yield indicator.code, f"{indicator.title} {indicator.definition}"
    for entry in ENTRIES.values():
        yield entry.name, f"{entry.term} {entry.meaning}"


def holding(word: str) -> list[str]:
    sought = re.compile(rf"\b{re.escape(word)}\b", re.IGNORECASE)
    return [where for where, words in printed() if sought.search(words)]


@pytest.mark.parametrize(
    ("said", "meant"),
    [
        ("Kontan", "KOTAN"),
        ("pegiat", "penggiat"),
        ("bangpas", "pengembangan kapasitas"),
        ("Coorperation", "kerja sama"),
        ("PEGIAT", "penggiat"),
        ("penggiat", "penggiat"),
        ("giat", "kegiatan"),
    ],
)
def test_misprints_and_other_spellings_mean_the_official_term(said: str, meant: str) -> None:
    assert official(said) == meant


def test_a_word_nobody_explained_stays_as_it_is() -> None:
    assert official("gelar wicara") == "gelar wicara"
    with pytest.raises(KeyError):
        term("nothing")


def test_a_spelling_means_one_thing() -> None:
    spellings = Counter(word.casefold() for entry in ENTRIES.values() for word in {entry.term, *entry.aliases})
    assert [word for word, times in spellings.items() if times > 1] == []


def test_there_are_words_to_avoid() -> None:
    assert AVOIDED


@pytest.mark.parametrize("word", AVOIDED)
def test_a_word_to_avoid_is_nowhere_to_be_read(word: str) -> None:
    assert holding(word) == []


@pytest.mark.parametrize("word", [word for word in MISPRINTS if official(word) != word or word == "narkona"])
def test_a_misprint_is_never_printed(word: str) -> None:
    assert holding(word) == []


def test_every_entry_says_what_it_means_in_a_sentence() -> None:
    assert [entry.name for entry in ENTRIES.values() if not entry.meaning.endswith(".")] == []
