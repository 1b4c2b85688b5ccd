"""The parts of a person's name, spelled alike: what a sealed name is found by.

A name is written otherwise on every card: with and without a title, in the old spelling or the new, with one letter or
two. Folded parts of two spellings of one name are mostly equal; that two are equal never says that it is one person.
"""

from __future__ import annotations

import re
import unicodedata

# Titles and what stands between names: they tell nobody apart.
_NOT_NAMES = frozenset((
    "h", "hj", "haji", "hajah", "dr", "drg", "drs", "dra", "ir", "prof", "kh", "ust", "ustadz", "ustadzah", "alm", "almh",
    "bin", "binti", "tn", "ny", "sdr", "sdri", "bpk", "ibu", "amd", "spd", "sh", "se", "ssos", "skm", "skep", "spsi", "msi",
    "mm", "mh", "mpd", "st", "skom", "sag",
))  # fmt: skip
_MUHAMMAD = frozenset((
    "muhamad", "muhamat", "mohamad", "mohamat", "muhamed", "mohamed", "mhd", "muh", "moh", "md",
))  # fmt: skip
# Old spelling to new, and letters that are heard alike; in this order.
_FOLDS = (("oe", "u"), ("dj", "j"), ("tj", "c"), ("sj", "sy"), ("nj", "ny"), ("ch", "h"), ("kh", "h"), ("sy", "s"),
          ("dh", "d"), ("th", "t"), ("ph", "f"), ("q", "k"), ("v", "f"), ("x", "ks"))  # fmt: skip
_DOUBLED = re.compile(r"(.)\1+")


def name_parts(name: str) -> frozenset[str]:
    """The folded parts of a name, of two letters and more; without titles. Empty where nothing is left."""
    plain = unicodedata.normalize("NFKD", name.casefold().replace(".", " ").replace("'", ""))
    words = re.findall(r"[a-z]+", "".join(letter for letter in plain if not unicodedata.combining(letter)))
    folded = (_spelled(word) for word in words if len(word) > 1 and word not in _NOT_NAMES)
    return frozenset("muhamad" if word in _MUHAMMAD else word for word in folded)


def _spelled(word: str) -> str:
    for old, new in _FOLDS:
        word = word.replace(old, new)
    return _DOUBLED.sub(r"\1", word)
