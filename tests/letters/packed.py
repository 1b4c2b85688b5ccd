"""DOCX templates as somebody could upload them: plain, wrong, and hostile."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from django.core.files.uploadedfile import SimpleUploadedFile


def template(*paragraphs: str, header: str = "") -> bytes:
    """A document with these paragraphs."""
    file = docx.Document()
    for text in paragraphs:
        file.add_paragraph(text)
    if header:
        file.sections[0].header.paragraphs[0].text = header
    out = BytesIO()
    file.save(out)
    return out.getvalue()


def with_part(content: bytes, name: str, data: bytes) -> bytes:
    """The same package with one part more, or another in its place."""
    out = BytesIO()
    with ZipFile(BytesIO(content)) as before, ZipFile(out, "w", ZIP_DEFLATED) as after:
        for part in before.namelist():
            if part != name:
                after.writestr(part, before.read(part))
        after.writestr(name, data)
    return out.getvalue()


def edited(content: bytes, name: str, old: str, new: str) -> bytes:
    """The same package with something else written in one part."""
    with ZipFile(BytesIO(content)) as package:
        text = package.read(name).decode()
    assert old in text
    return with_part(content, name, text.replace(old, new, 1).encode())


def upload(content: bytes, name: str = "templat.docx") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)
