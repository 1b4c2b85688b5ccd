"""An office's own master for slides: uploaded, looked into, tried, kept as a version; the neutral one is always there.

Of an upload only master and layouts are used: its slides, and whoever is pictured on them, never reach a report.
"""

from __future__ import annotations

import re
from typing import Any, Final
from uuid import UUID
from zipfile import BadZipFile

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone
from lxml.etree import XMLSyntaxError
from pptx.exc import PythonPptxError

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.files.actions import keep_bytes, read_file
from bersinar.foundation.letters.packages import SLIDES, look_into
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from ..models import SlideMaster
from .document import Big, BigNumbers, Document, Section
from .writers import pptx
from .writers.slide_master import NoRoom

_KIND: Final = "figures.slidemaster"
_NAME: Final = re.compile(r"\.pptx$", re.IGNORECASE)


def master_in_force(office: Office) -> SlideMaster | None:
    """The office's own master; None where the neutral one holds."""
    latest = SlideMaster.objects.filter(office=office).select_related("file").first()
    return latest if latest is not None and latest.file_id else None


def content_in_force(office: Office) -> bytes | None:
    """The master's file; None where the neutral one holds."""
    kept = master_in_force(office)
    return read_file(kept.file) if kept is not None and kept.file is not None else None


def add_master(*, office: Office, upload: UploadedFile[Any], by: User) -> SlideMaster:
    """Keep an upload that slides can be made with; from now on the office's slides stand on it."""
    _ask(by, office)
    if upload.size is None or upload.size > SLIDES.most_bytes:
        raise _refused("Berkas terlalu besar: master paling banyak 8 MB. Perkecil gambarnya.")
    if not _NAME.search(upload.name or ""):
        raise _refused("Master harus berupa paparan PowerPoint (PPTX).")
    content = upload.read()
    look_into(content, SLIDES)
    _try(content)
    with writing():
        record_id = uuid7()
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        stored = keep_bytes(
            office=office, side=Side.OPEN.value, record_kind=_KIND, record_id=record_id, label="Master paparan",
            content=content, extension="pptx", by=by,
        )  # fmt: skip
        return _made(office, by, record_id, "report.add_slide_master", file=stored)


def back_to_neutral(*, office: Office, by: User) -> SlideMaster:
    """From now on the neutral master holds again."""
    _ask(by, office)
    with writing():
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        return _made(office, by, uuid7(), "report.drop_slide_master", file=None)


def _try(content: bytes) -> None:
    """Make a slide with it: what cannot be made now could not be made on the day of the briefing."""
    sample = Document(
        "Contoh", "Contoh", "Contoh", "Contoh", "contoh", "", [Section("Contoh", [BigNumbers([Big("Contoh", "1")])])]
    )
    try:
        pptx.write(sample, content)
    except NoRoom as error:
        raise _refused(str(error)) from error
    except (
        PythonPptxError,
        BadZipFile,
        XMLSyntaxError,
        KeyError,
        ValueError,
        AttributeError,
        IndexError,
        TypeError,
    ) as error:
        raise _refused(
            "Berkas ini tidak dapat dipakai sebagai master: susunannya rusak. Simpan ulang di PowerPoint."
        ) from error


def _refused(sentence: str) -> Refusal:
    return Refusal("master_refused", sentence, fields={"file": sentence})


def _ask(by: User, office: Office) -> None:
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()


def _made(office: Office, by: User, record_id: UUID, action: str, **more: Any) -> SlideMaster:
    last = SlideMaster.objects.filter(office=office).aggregate(last=Max("version"))["last"] or 0
    made = SlideMaster.objects.create(
        id=record_id, office=office, version=last + 1, made_at=timezone.now(), made_by=by.id, **more
    )
    note(office=office, by=by, line=Line(action, _KIND, made.pk, changes={"versi": made.version}))
    return made
