"""Filling a DOCX template: through the sandbox, with texts, lists and two pictures, and nothing else.

The file is looked into, its text is read as a tree and refused where it says more than it may; only then is it filled.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final

import docx
from docx.shared import Cm, Mm
from docxtpl import DocxTemplate, InlineImage
from jinja2 import TemplateError

from bersinar.foundation.files.pictures import BrokenPicture, size_of
from bersinar.foundation.wire.refusals import Refusal

from .common import COMMON, common_examples
from .contents import example_values
from .kinds import LetterKind, Signed
from .packages import look_into
from .qr import link_of, png
from .sandbox import Allowed, LetterEnvironment, faults, named

QR_WIDTH: Final = Mm(24)
LOGO: Final = Cm(2.2)
_RAW: Final = re.compile(r"\{\{\s?(r|p|tr|tc)\s")
_FOOTNOTES: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


@dataclass(frozen=True)
class Read:
    """What was found in a template that may be used: the needed fields that it does not name."""

    missing: tuple[str, ...]


def allowed_in(kind: LetterKind) -> Allowed:
    """The names a template of this kind may use."""
    single = {field.name for field in kind.fields if not field.is_list} | {one.name for one in COMMON if not one.many}
    lists = {field.name: frozenset(column.name for column in field.columns) for field in kind.fields if field.is_list}
    pictures = frozenset(one.name for one in COMMON if one.picture)
    return Allowed(frozenset(single), {**lists, **{one.name: frozenset() for one in COMMON if one.many}}, pictures)


def read_template(kind: LetterKind, content: bytes) -> Read:
    """Check an uploaded template through and through. Refuses with every reason; then fills it once with examples."""
    look_into(content)
    allowed = allowed_in(kind)
    try:
        texts = list(_texts(content))
    except Exception as error:  # whatever a broken package does to its reader, the officer is told one sentence
        raise _refused("Dokumen ini tidak dapat dibuka. Simpan ulang dari Word sebagai DOCX.") from error
    found = [fault for _, text in texts for fault in faults(text, allowed)]
    if any(_RAW.search(re.sub(r"<[^>]*>", "", raw)) for raw, _ in texts):
        found.append("Awalan r, p, tr, atau tc di dalam {{ }} tidak diperbolehkan. Tulis {{ isian }} saja.")
    if found:
        raise _refused(" ".join(dict.fromkeys(found)))
    known = {*allowed.names, *allowed.lists}
    uses = frozenset(name for _, text in texts for name in named(text, known))
    filled_example(kind, content)
    wanted = {
        "nomor": kind.needs_number,
        "tanggal": True,
        "penanda_tangan": kind.signed is Signed.HEAD,
        "qr": kind.signed is not Signed.NOBODY,
    }
    must = [
        *(name for name, is_wanted in wanted.items() if is_wanted),
        *(field.name for field in kind.fields if field.required),
    ]
    return Read(tuple(name for name in must if name not in uses))


def _refused(sentence: str) -> Refusal:
    return Refusal("template_refused", sentence, fields={"file": sentence})


def _texts(content: bytes) -> Iterator[tuple[str, str]]:
    """Every text that filling would run: as it stands in the file, and exactly as it would be run."""
    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    raw = [template.get_xml()]
    for uri in (DocxTemplate.HEADER_URI, DocxTemplate.FOOTER_URI):
        raw += [template.get_part_xml(part) for _, part in template.get_headers_footers(uri)]
    for part in template.docx.part.package.parts:
        if part.content_type == _FOOTNOTES:
            raw.append(part.blob.decode("utf-8"))
    for xml in raw:
        yield xml, template.patch_xml(xml)


def filled(
    kind: LetterKind, content: bytes, values: Mapping[str, Any], *, link: str, logo: bytes, author: str
) -> bytes:
    """A template with everything filled in. Raises Refusal where it cannot be."""
    template = DocxTemplate(BytesIO(content))
    template.init_docx()
    properties = template.docx.core_properties
    # Filled like the text by docxtpl: so nothing of the uploader's may stand there.
    properties.title, properties.author, properties.last_modified_by = kind.title, author[:255], author[:255]
    properties.comments = properties.subject = properties.identifier = properties.keywords = ""
    properties.language = "id-ID"
    context = {**values, "qr": InlineImage(template, BytesIO(png(link)), width=QR_WIDTH), "logo": ""}
    if logo:
        context["logo"] = InlineImage(template, BytesIO(logo), **_fitting(logo))
    try:
        template.render(context, LetterEnvironment(), autoescape=True)
        out = BytesIO()
        template.save(out)
        docx.Document(BytesIO(out.getvalue()))
    except (TemplateError, RecursionError) as error:
        raise _refused("Templat tidak dapat diisi: ada isian yang tidak dikenal. Periksa templatnya.") from error
    except Exception as error:  # see read_template: the template is a stranger's file
        raise _refused("Templat tidak dapat diisi. Simpan ulang dari Word sebagai DOCX, lalu unggah lagi.") from error
    return out.getvalue()


def _fitting(logo: bytes) -> dict[str, Any]:
    """The longer side of the logo sets its size."""
    try:
        width, height = size_of(logo)
    except BrokenPicture:
        return {"width": LOGO}
    return {"width": LOGO} if width >= height else {"height": LOGO}


def filled_example(kind: LetterKind, content: bytes) -> bytes:
    """A template filled with the examples of its fields."""
    values = {**common_examples(), **example_values(kind), "judul": kind.title.upper()}
    return filled(kind, content, values, link=link_of("contoh"), logo=b"", author="Contoh")


def lines_of(content: bytes) -> list[str]:
    """The text of a filled document, line by line, for a preview on a page."""
    file = docx.Document(BytesIO(content))
    lines = []
    for block in file.iter_inner_content():
        if hasattr(block, "rows"):
            for row in block.rows:
                cells = [" ".join(cell.text.split()) for cell in row.cells]
                lines.append(" | ".join(cell for cell in cells if cell))
        else:
            lines.append(block.text.strip())
    return [line for line in lines if line]
