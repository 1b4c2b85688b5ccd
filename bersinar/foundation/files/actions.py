"""Keeping and reading files."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import decrypt, encrypt, new_data_key, unwrap
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.writing import writing

from .models import StoredFile
from .pictures import JPEG, PNG, BrokenPicture, without_metadata

MOST_BYTES = 10 * 1024 * 1024
# What a file begins with tells its type; what its name says does not count.
KINDS: dict[str, tuple[str, tuple[bytes, ...]]] = {
    "pdf": ("application/pdf", (b"%PDF-",)),
    "jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    "png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    "docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
    "pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation", (b"PK\x03\x04",)),
}
# Slides are kept only as an office's checked master, never attached to a record.
ATTACHED = frozenset(KINDS) - {"pptx"}


def kind_of(name: str, content: bytes) -> str:
    """The extension of a file by its name, where its content bears it out. Raises Refusal."""
    extension = name.rsplit(".", 1)[-1].lower().replace("jpeg", "jpg")
    if extension not in ATTACHED or not content.startswith(KINDS[extension][1]):
        raise Refusal(
            "file_type", "Jenis berkas tidak diterima. Pakai PDF, JPG, PNG, DOCX, atau XLSX.",
            fields={"file": "Jenis berkas tidak diterima."},
        )  # fmt: skip
    return extension


PICTURES = frozenset({"jpg", "png"})


def keep_file(
    *, office: Office, side: str, record_kind: str, record_id: UUID, label: str, upload: UploadedFile[Any], by: User,
    no_pictures: str = "",
) -> StoredFile:  # fmt: skip
    """Check, encrypt and keep an upload for a record. The caller has asked the record's permission.

    `no_pictures` is the sentence that refuses photographs, where the record keeps none.
    """
    if upload.size is None or upload.size > MOST_BYTES:
        raise Refusal(
            "file_size", "Berkas terlalu besar: paling banyak 10 MB.", fields={"file": "Paling banyak 10 MB."}
        )
    content = upload.read()
    extension = kind_of(upload.name or "", content)
    if no_pictures and extension in PICTURES:
        raise Refusal("no_pictures", no_pictures, fields={"file": no_pictures})
    if re.search(r"\d{8,}", label):
        raise Refusal(
            "file_label",
            "Keterangan berkas tidak boleh memuat nomor identitas.",
            fields={"label": "Tanpa nomor identitas."},
        )
    return keep_bytes(
        office=office, side=side, record_kind=record_kind, record_id=record_id, label=label, content=_bare(content), extension=extension,
        by=by,
    )  # fmt: skip


def _bare(content: bytes) -> bytes:
    """A picture without its metadata; anything else as it is. Refuses a picture of which nobody can say that it is bare."""
    if not content.startswith((JPEG, PNG)):
        return content
    try:
        return without_metadata(content)
    except BrokenPicture as error:
        sentence = (
            "Foto ini rusak atau terpotong, jadi lokasinya tidak dapat dihapus. Simpan ulang fotonya, lalu unggah lagi."
        )
        raise Refusal("broken_picture", sentence, fields={"file": sentence}) from error


def keep_bytes(
    *, office: Office, side: str, record_kind: str, record_id: UUID, label: str, content: bytes, extension: str, by: User
) -> StoredFile:  # fmt: skip
    """Encrypt and keep what was made or checked here. The caller has asked the record's permission."""
    stored = StoredFile(
        office=office, side=side, record_kind=record_kind, record_id=record_id, label=label.strip() or "Berkas",
        media_type=KINDS[extension][0], extension=extension, size=len(content),
        sha256=hashlib.sha256(content).hexdigest(), uploaded_at=timezone.now(), uploaded_by=by.id,
    )  # fmt: skip
    key, stored.data_key = new_data_key(side, str(stored.id))
    stored.path.parent.mkdir(parents=True, exist_ok=True)
    stored.path.write_bytes(encrypt(key, content, f"file:{stored.id}"))
    with writing():
        stored.save()
        note(office=office, by=by, line=Line("files.keep", record_kind, record_id, side, {"berkas": stored.label}))
    return stored


def destroy_file(stored: StoredFile) -> None:
    """Destroy a file's bytes and its key, within the caller's transaction; that there was one stays known."""
    _destroy_key(stored)
    transaction.on_commit(lambda: stored.path.unlink(missing_ok=True))


def forget_files(records: Iterable[tuple[str, UUID]]) -> list[Path]:
    """Destroy the data keys of all files of these records, of letters' own files too. The caller has asked permission.

    Gives back where the bytes lie, for the caller to remove once the keys are gone for good.
    """
    gone = []
    for kind, key in records:
        for stored in StoredFile.objects.filter(record_kind__in=(kind, f"{kind}.final", f"{kind}.scan"), record_id=key):
            _destroy_key(stored)
            gone.append(stored.path)
    return gone


def _destroy_key(stored: StoredFile) -> None:
    stored.data_key, stored.removed_at = b"", timezone.now()
    stored.save(update_fields=["data_key", "removed_at"])


def read_file(stored: StoredFile) -> bytes:
    """The file's bytes. The caller has asked permission and written the reading down. Raises Refusal where it is gone."""
    if stored.removed_at is not None or not stored.data_key:
        raise Refusal("file_gone", "Berkas ini sudah dimusnahkan menurut aturan penyimpanan.", status=410)
    key = unwrap(stored.side, str(stored.id), bytes(stored.data_key))
    return decrypt(key, stored.path.read_bytes(), f"file:{stored.id}")


def files_of(record: Any) -> list[StoredFile]:
    """The standing files of a record."""
    kind = record._meta.label_lower
    return list(StoredFile.objects.filter(record_kind=kind, record_id=record.pk, removed_at__isnull=True))
