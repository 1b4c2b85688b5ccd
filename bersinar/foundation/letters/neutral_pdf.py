"""The neutral letter as a tagged PDF, typeset from `letter.typ`. An office's own DOCX template has no PDF: nothing here
turns a Word file into another."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import typst

from bersinar.foundation.files.pictures import PNG
from bersinar.foundation.typesetting.glyphs import SETTING, typeset_all

from .blocks import Block, Facts, FilledFacts, Points, Text
from .kinds import Layout, LetterKind, Signed
from .letterheads import Heading
from .qr import png
from .sandbox import fill_text

TEMPLATE: Final = Path(__file__).with_name("letter.typ")
WORDS: Final = {
    "draft": "RANCANGAN", "number": "Nomor", "logo": "Logo pada kop surat",
}  # fmt: skip


def neutral_pdf(
    kind: LetterKind,
    values: Mapping[str, Any],
    *,
    heading: Heading | None,
    paper: str,
    link: str,
    draft: bool,
    moment: int,
) -> bytes:
    """The letter as PDF. `moment` is the file's time, in seconds: the same letter gives the same bytes."""
    return _compiled(_letter(kind, values, heading, paper, link, draft), moment)


def picture_of(kind: LetterKind, values: Mapping[str, Any], *, heading: Heading | None, paper: str, link: str) -> bytes:
    """The first page as a picture, for a preview."""
    sent = typeset_all(_letter(kind, values, heading, paper, link, False))
    setting = {name: value for name, value in SETTING.items() if name != "pdf_standards"}
    pages = typst.compile(TEMPLATE, sys_inputs={"letter": json.dumps(sent)}, format="png", ppi=70.0, **setting)
    page: bytes = pages[0] if isinstance(pages, list) else pages
    return page


def _compiled(letter: dict[str, Any], moment: int) -> bytes:
    sent = json.dumps(typeset_all(letter))
    pdf: bytes = typst.compile(TEMPLATE, sys_inputs={"letter": sent}, timestamp=moment, **SETTING)
    return pdf


def _letter(
    kind: LetterKind, values: Mapping[str, Any], heading: Heading | None, paper: str, link: str, draft: bool
) -> dict[str, Any]:
    """The letter as the template reads it."""
    return {
        "title": kind.title, "office": values["kantor"] if kind.with_letterhead else "", "paper": paper, "draft": draft, "words": WORDS,
        "heading": _heading(heading) if heading else None, "layout": kind.layout.value, "head": _head(kind, values),
        "body": [_block(block, values) for block in kind.body], "signature": _signature(kind, values, link),
    }  # fmt: skip


def _heading(heading: Heading) -> dict[str, Any]:
    logo = {"data": list(heading.logo), "format": "png" if heading.logo.startswith(PNG) else "jpg"}
    return {"lines": list(heading.lines), "contact": heading.contact, "logo": logo if heading.logo else None}


def _head(kind: LetterKind, values: Mapping[str, Any]) -> dict[str, Any]:
    number = values["nomor"] if kind.needs_number else ""
    if kind.layout is Layout.TITLED:
        return {"title": values["judul"], "number": number}
    rows = [["Nomor", number]] if number else []
    rows += [["Lampiran", values["lampiran"] or "-"], ["Perihal", values["perihal"]]]
    return {"rows": rows, "place": f"{values['tempat']}, {values['tanggal']}", "to": values["kepada"]}


def _block(block: Block, values: Mapping[str, Any]) -> dict[str, Any]:
    if isinstance(block, Text):
        return {"type": "text", "style": block.style, "text": fill_text(block.text, values)}
    if isinstance(block, Facts):
        return {"type": "facts", "rows": [[label, fill_text(text, values)] for label, text in block.rows]}
    if isinstance(block, FilledFacts):
        return {"type": "facts", "rows": [[label, values[name]] for label, name in block.rows if values[name]]}
    if isinstance(block, Points):
        return {"type": "points", "lines": list(values[block.of])}
    rows = [[row[column] for _, column in block.columns] for row in values[block.of]]
    return {"type": "rows", "heads": [title for title, _ in block.columns], "rows": rows}


def _signature(kind: LetterKind, values: Mapping[str, Any], link: str) -> dict[str, Any] | None:
    if kind.signed is Signed.NOBODY:
        return None
    head = (values["jabatan"], values["penanda_tangan"], values["pangkat"])
    signers = [head] if kind.signed is Signed.HEAD else [(what, values[name], "") for what, name in kind.signers]
    place = f"{values['tempat']}, {values['tanggal']}" if kind.layout is Layout.TITLED else ""
    return {
        "signers": [{"as": f"{what}," if what else "", "name": name, "rank": rank} for what, name, rank in signers],
        "place": place, "qr": {"data": list(png(link)), "format": "png"}, "qr_words": values["teks_qr"],
    }  # fmt: skip
