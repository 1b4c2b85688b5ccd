"""How a suspect may be named in public: initials and age; of a child nothing but that it is one.

UU 11/2012 article 19: neither initials, school, address, parents nor a photo of a child. Text for the public is held
against the names of the case's suspects; what is found is told by code, never by the name itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import codes

from .models import Suspect

CHILD = "seorang anak"
_LEAST = 3  # letters of a part of a name that is looked for by itself: "Al" stands in half of all sentences


def in_public(suspect: Suspect, *, by: User, purpose: str) -> str:
    """ "AB (34)" of an adult, whose name is opened for it; "seorang anak" of a minor, whose name stays closed."""
    if suspect.is_minor:
        return CHILD
    if suspect.name is None:
        return "tersangka tanpa nama"
    initials = initials_of(suspect.name.open(by=by, purpose=purpose))
    return f"{initials} ({suspect.age})" if suspect.age is not None else initials


def initials_of(name: str) -> str:
    """The first letters of a name without its alias: "Budi Rekaan alias Kancil" is BR."""
    proper = re.split(r"\balias\b|\bals\b|\bbin\b|\bbinti\b|[,(]", name, maxsplit=1, flags=re.IGNORECASE)[0]
    return "".join(word[0].upper() for word in proper.split() if word[0].isalpha()) or "NN"


def named(text: str, suspects: Iterable[Suspect]) -> list[str]:
    """As `faults`, for a text about no case of ours: whom it names of those one knows, whatever else it says."""
    told = (one for suspect in suspects for one in _of_one(text, suspect))
    return list(dict.fromkeys((*told, *_numbers(text))))


def faults(text: str, suspects: Iterable[Suspect]) -> list[str]:
    """Why this text must not go out, a sentence each; empty where nothing speaks against it."""
    return list(_faults(text, list(suspects)))


def _faults(text: str, suspects: list[Suspect]) -> Iterator[str]:
    told = [one for suspect in suspects for one in _of_one(text, suspect)]
    yield from told or _numbers(text)
    if any(suspect.is_minor for suspect in suspects):
        found = [one.label for one in codes("child_press_word").values() if _stands_in(text, one.label)]
        if found:
            yield f"Kasus ini menyangkut anak, dan teks memuat: {', '.join(found)}. Hapus semua yang menunjuk pada anak itu."


def _of_one(text: str, suspect: Suspect) -> Iterator[str]:
    name = suspect.compared("name")
    if suspect.is_minor:
        if _has_part(text, name) or _has_initials(text, name):
            yield f"Teks menyebut {suspect.code} dengan nama atau inisial. Ia anak: tulis “{CHILD}” saja."
    elif _has_whole(text, name):
        yield f"Teks menyebut nama {suspect.code}. Tulis inisial dan umurnya."
    if (nik := suspect.compared("nik")) and nik in re.sub(r"[ .-]", "", text):
        yield f"Teks memuat NIK {suspect.code}. Hapus nomornya."


def _numbers(text: str) -> Iterator[str]:
    """Sixteen digits are somebody's NIK, whether or not we know whose."""
    if re.search(r"(?<!\d)\d{16}(?!\d)", re.sub(r"(?<=\d)[ .-](?=\d)", "", text)):
        yield "Teks memuat nomor sepanjang NIK. Hapus nomornya."


def _parts(name: str) -> list[str]:
    return [word for word in re.findall(r"[^\W\d_]+", name) if len(word) >= _LEAST and word.casefold() != "alias"]


def _stands_in(text: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(words)}(?!\w)", text, re.IGNORECASE) is not None


def _has_part(text: str, name: str) -> bool:
    return any(_stands_in(text, part) for part in _parts(name))


def _has_whole(text: str, name: str) -> bool:
    """All parts of a name, in whatever order; a name that is one word counts as it stands."""
    parts = _parts(name)
    return bool(parts) and all(_stands_in(text, part) for part in parts)


def _has_initials(text: str, name: str) -> bool:
    """ "AB", "A.B." or "A B"; a single letter counts only with an age behind it."""
    letters = [re.escape(letter) for letter in initials_of(name)]
    pattern = r"\.? ?".join(letters) + (r"\.?(?!\w)" if len(letters) > 1 else r"\.? ?\(\d")
    return re.search(rf"(?<!\w){pattern}", text) is not None
