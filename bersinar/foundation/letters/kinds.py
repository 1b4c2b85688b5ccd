"""The registry of kinds: what a letter is called, what it is about, which fields it has, who may make and read it.

A room registers its kinds in its AppConfig.ready(), as it registers its sources. Which side a kind stands on decides
in which table its letters lie and under which key their content is sealed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.numbering.series import Series, register_series

from .blocks import Block

_NAME = re.compile(r"[a-z][a-z0-9_]{0,39}")
MOST_ROWS = 60


class Layout(StrEnum):
    """How the neutral letter begins: a title in the middle, or number and subject beside place and day."""

    TITLED = "titled"
    ADDRESSED = "addressed"


class Signed(StrEnum):
    """Who signs: the head of the office on the letter's day, whoever the letter itself names, or nobody."""

    HEAD = "head"
    THEMSELVES = "themselves"
    NOBODY = "nobody"


@dataclass(frozen=True)
class Column:
    """One column of a field that lists rows: its name in a template, and its words."""

    name: str
    words: str


@dataclass(frozen=True)
class Field:
    """One field of a kind: its name in a template, its words on the form, an example for the preview.

    With `many` it holds lines of text; with `columns` rows, each a line of the form with semicolons between the
    columns, at most `most` of either. `example` has the same shape: a text, a tuple of texts, or a tuple of tuples of texts.
    """

    name: str
    words: str
    example: Any
    required: bool = True
    long: bool = False
    many: bool = False
    columns: tuple[Column, ...] = ()
    hint: str = ""
    most: int = MOST_ROWS

    def __post_init__(self) -> None:
        for name in (self.name, *(column.name for column in self.columns)):
            # A column is read from a row as `row.name`: nothing a dictionary itself answers to.
            if not _NAME.fullmatch(name) or hasattr(dict, name):
                raise ValueError(f"{name} cannot be the name of a field")

    @property
    def is_list(self) -> bool:
        return self.many or bool(self.columns)

    def typed(self, value: Any) -> str:
        """A value as it stands in the form."""
        if self.columns:
            lines = ("; ".join(str(row.get(c.name, "")) for c in self.columns) for row in value or ())
            return "\n".join(line.rstrip("; ") for line in lines)
        return "\n".join(value or ()) if self.many else str(value or "")

    def shaped(self, value: Any) -> Any:
        """The example, or any tuple of the same shape, as a letter holds it."""
        if self.columns:
            return [dict(zip((c.name for c in self.columns), row, strict=True)) for row in value]
        return list(value) if self.many else value


def _always(record: Any) -> str:
    return ""


def _anything(record: Any, values: Mapping[str, Any]) -> Mapping[str, str]:
    return {}


def nothing_follows(letter: Any, by: Any) -> None:
    """The room does nothing when a letter becomes final or is cancelled."""


@dataclass(frozen=True)
class About:
    """A kind of record that a letter can be about.

    `fill(record, user)` gives what the record knows already, so that it is not typed again; on a closed side it opens
    what is sealed itself, and leaves its reading line. `page` is the URL name of the record's page. `unless(record)`
    says why there can be no such letter now; `faults(record, values)` what must not stand in it, by field. Both are
    asked when a letter is made, changed and made final, and before a draft is handed out.
    """

    record_kind: str
    page: str
    fill: Callable[[Any, Any], Mapping[str, Any]]
    unless: Callable[[Any], str] = _always
    faults: Callable[[Any, Mapping[str, Any]], Mapping[str, str]] = _anything


@dataclass(frozen=True)
class LetterKind:
    """One kind of letter.

    `body` is the neutral letter between its head and the signature; `version` counts its changes. `pattern` is how it
    is numbered where the office has no template, `series` the register's series where it is not the kind's own.
    With `once` a record has one such letter that stands, draft or final. `signers` are (what they sign as, the field
    with the name) where they sign themselves. Without a letterhead the file, too, does not say whose it is.

    `when_final(letter, by)` and `when_cancelled(letter, by)` are the room's, called within the transaction: what they
    refuse does not happen. `check_page` is the URL name of a public page that takes a letter's `check_code`: the printed
    QR then leads there, and no longer to attaching the signed sheet, since whoever holds the letter scans it.
    `no_scan` says why no scan of a signed sheet is kept with the letter, where it must not be.
    """

    code: str
    title: str
    about: tuple[About, ...]
    fields: tuple[Field, ...]
    body: tuple[Block, ...]
    make: Permission
    read: Permission
    side: Side = Side.OPEN
    needs_number: bool = True
    with_letterhead: bool = True
    layout: Layout = Layout.TITLED
    signed: Signed = Signed.HEAD
    signers: tuple[tuple[str, str], ...] = ()
    paper: str = ""
    pattern: str = "{kind}/{n:03}/{month}/{year}/{office}"
    series: str = ""
    version: int = 1
    once: bool = False
    explains: str = ""
    when_final: Callable[[Any, Any], None] = nothing_follows
    when_cancelled: Callable[[Any, Any], None] = nothing_follows
    check_page: str = ""
    no_scan: str = ""

    def __post_init__(self) -> None:
        if {self.make.side, self.read.side} != {self.side}:
            raise ValueError(f"{self.code}: its permissions do not stand on side {self.side}")
        names = [field.name for field in self.fields]
        twice = {name for name in names if names.count(name) > 1} | (set(names) & COMMON_NAMES)
        if twice:
            raise ValueError(f"{self.code}: {', '.join(sorted(twice))} cannot be a field of its own")
        if (self.signed is Signed.THEMSELVES) != bool(self.signers) or {name for _, name in self.signers} - set(names):
            raise ValueError(f"{self.code}: who signs themselves is named by fields")
        missing = (ADDRESSED_NAMES - set(names)) if self.layout is Layout.ADDRESSED else set()
        if missing:
            raise ValueError(f"{self.code}: an addressed letter has the fields {', '.join(sorted(missing))}")

    @property
    def number_series(self) -> str:
        return self.series or self.code

    def field(self, name: str) -> Field | None:
        return next((field for field in self.fields if field.name == name), None)

    def about_of(self, record_kind: str) -> About | None:
        return next((about for about in self.about if about.record_kind == record_kind), None)


# What every letter knows without being asked; `common.py` says what they mean and fills them.
COMMON_NAMES = frozenset(
    {
        "kop", "kontak_kop", "logo", "kantor", "kantor_singkat", "alamat_kantor", "tempat", "nomor", "tanggal", "hari",
        "penanda_tangan", "pangkat", "jabatan", "qr", "teks_qr", "judul",
    }
)  # fmt: skip
ADDRESSED_NAMES = frozenset({"kepada", "perihal", "lampiran"})

_kinds: dict[str, LetterKind] = {}


def register(kind: LetterKind) -> None:
    """Add a kind; rooms call this from their AppConfig.ready."""
    _kinds[kind.code] = kind
    if kind.needs_number:
        register_series(Series(kind.number_series, kind.title, kind.pattern, kind.make, kind.side))


def kind_of(code: str) -> LetterKind | None:
    """The kind of a code, or None where no room declares it any more."""
    return _kinds.get(code)


def all_kinds(side: Side | None = None) -> list[LetterKind]:
    """Every kind, of one side or of all, by title."""
    return sorted((kind for kind in _kinds.values() if side in (None, kind.side)), key=lambda kind: kind.title)


def kinds_about(record_kind: str) -> list[LetterKind]:
    """The kinds that can be made from a kind of record."""
    return [kind for kind in all_kinds() if kind.about_of(record_kind)]
