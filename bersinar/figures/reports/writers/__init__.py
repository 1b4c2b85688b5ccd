"""Writers: a neutral document in, a file out. They lay out; they never count, round or choose what is said."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, Literal, NamedTuple

from ..document import Document
from . import docx, html, json_, pdf, pptx, text, xlsx

Format = Literal["html", "pdf", "docx", "xlsx", "pptx", "txt", "json"]


class FileKind(NamedTuple):
    """What a browser and an officer are told about a file."""

    mime: str
    extension: str
    title: str


WRITERS: Final[Mapping[Format, Callable[[Document], bytes]]] = {
    "html": html.write,
    "pdf": pdf.write,
    "docx": docx.write,
    "xlsx": xlsx.write,
    "pptx": pptx.write,
    "txt": text.write,
    "json": json_.write,
}
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
FILES: Final[Mapping[Format, FileKind]] = {
    "html": FileKind("text/html; charset=utf-8", ".html", "Halaman web (HTML)"),
    "pdf": FileKind("application/pdf", ".pdf", "PDF siap cetak"),
    "docx": FileKind(f"{OFFICE}.wordprocessingml.document", ".docx", "Dokumen Word (DOCX)"),
    "xlsx": FileKind(f"{OFFICE}.spreadsheetml.sheet", ".xlsx", "Buku kerja Excel (XLSX)"),
    "pptx": FileKind(f"{OFFICE}.presentationml.presentation", ".pptx", "Paparan (PPTX)"),
    "txt": FileKind("text/plain; charset=utf-8", ".txt", "Teks untuk pesan (TXT)"),
    "json": FileKind("application/json", ".json", "Data terstruktur (JSON)"),
}
