"""An office's own templates: uploaded, checked, looked at, put in force from a day; the neutral one is always there."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.db.models import Max
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.files.actions import keep_bytes, kind_of, read_file
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.calendar import long_date
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .filling import Read, read_template
from .kinds import LetterKind
from .models import LetterTemplate
from .packages import MOST_BYTES

_KIND = "letters.lettertemplate"


def template_on(office: Office, kind: LetterKind, day: date) -> LetterTemplate | None:
    """The office's template for a letter of this day; None for the neutral one."""
    versions = LetterTemplate.objects.filter(office=office, kind=kind.code, in_force_from__lte=day)
    latest = versions.select_related("file").order_by("-in_force_from", "-version").first()
    return latest if latest is not None and latest.file_id else None


def add_template(
    *, office: Office, kind: LetterKind, upload: UploadedFile[Any], by: User
) -> tuple[LetterTemplate, Read]:
    """Keep an upload that holds to the rules, as a version that is not in force yet. Refuses with every reason."""
    _ask(by, office)
    if upload.size is None or upload.size > MOST_BYTES:
        sentence = "Berkas terlalu besar: templat paling banyak 2 MB."
        raise Refusal("file_size", sentence, fields={"file": sentence})
    content = upload.read()
    if kind_of(upload.name or "", content) != "docx":
        sentence = "Templat harus berupa dokumen Word (DOCX)."
        raise Refusal("file_type", sentence, fields={"file": sentence})
    found = read_template(kind, content)
    with writing():
        _hold(office)
        record_id = uuid7()
        stored = keep_bytes(
            office=office, side=Side.OPEN.value, record_kind=_KIND, record_id=record_id, label=f"Templat {kind.title}"[:80],
            content=content, extension="docx", by=by,
        )  # fmt: skip
        template = _made(office, kind, by, record_id, file=stored)
        changes = {"jenis surat": kind.title, "versi": template.version}
        note(office=office, by=by, line=Line("letters.add_template", _KIND, template.pk, changes=changes))
    return template, found


def put_in_force(*, template: LetterTemplate, kind: LetterKind, day: date, by: User) -> LetterTemplate:
    """From this day on the office's letters of the kind are made with this version."""
    _ask(by, template.office)
    with writing():
        kept = LetterTemplate.objects.select_for_update().get(pk=template.pk)
        if kept.in_force_from is not None:
            raise Refusal(
                "in_force_already", f"Versi ini sudah berlaku mulai {long_date(kept.in_force_from)}.", status=409
            )
        _stand(kept, kind, day, by)
    return kept


def back_to_neutral(*, office: Office, kind: LetterKind, day: date, by: User) -> LetterTemplate:
    """From this day on the neutral template holds again."""
    _ask(by, office)
    with writing():
        _hold(office)
        template = _made(office, kind, by, uuid7(), file=None)
        _stand(template, kind, day, by)
    return template


def content_of(template: LetterTemplate) -> bytes:
    """The DOCX of a version."""
    assert template.file is not None
    return read_file(template.file)


def _ask(by: User, office: Office) -> None:
    if office.pk not in by.scope(Permission.OFFICES_MANAGE):
        raise Forbidden()


def _hold(office: Office) -> None:
    """Two uploads at once get two versions. Without `no_key`, every insert of the office would wait too."""
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)


def _made(office: Office, kind: LetterKind, by: User, record_id: UUID, **more: Any) -> LetterTemplate:
    last = LetterTemplate.objects.filter(office=office, kind=kind.code).aggregate(last=Max("version"))["last"] or 0
    return LetterTemplate.objects.create(
        id=record_id, office=office, kind=kind.code, version=last + 1, made_at=timezone.now(), made_by=by.id, **more
    )


def _stand(template: LetterTemplate, kind: LetterKind, day: date, by: User) -> None:
    template.in_force_from = day
    template.save(update_fields=["in_force_from"])
    changes = {"jenis surat": kind.title, "versi": template.version, "berlaku mulai": str(day)}
    note(office=template.office, by=by, line=Line("letters.put_in_force", _KIND, template.pk, changes=changes))
