"""Changing code lists. A code keeps its name for ever and is never deleted: it ends, and old records keep their words."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import Max

from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.foundation.wire.writing import writing

from .models import Code

if TYPE_CHECKING:
    from bersinar.foundation.access.models import User
    from bersinar.foundation.offices.models import Office

_CODE = re.compile(r"[a-z0-9][a-z0-9_]{0,39}")


def _office_of(by: User) -> Office:
    """Lists are shared by all; the change is written into the audit of whoever makes it."""
    held = by.offices_with(Permission.CODES_MANAGE)
    if not held:
        raise Forbidden()
    return held[0]


def add_code(
    *, list_name: str, code: str, label: str, meaning: str = "", valid_from: date | None = None, by: User
) -> Code:
    """Add a code at the end of a list that exists."""
    office = _office_of(by)
    if not Code.objects.filter(list=list_name).exists():
        raise Refusal("list_unknown", "Daftar ini tidak dikenal.", status=404)
    if not _CODE.fullmatch(code):
        sentence = "Pakai huruf kecil, angka, dan garis bawah; paling banyak 40."
        raise Refusal("code_invalid", sentence, fields={"code": sentence})
    if Code.objects.filter(list=list_name, code=code).exists():
        sentence = "Kode ini sudah ada dalam daftar."
        raise Refusal("code_taken", sentence, fields={"code": sentence}, status=409)
    label = _label(list_name, label)
    with writing():
        last = Code.objects.filter(list=list_name).aggregate(last=Max("order"))["last"] or 0
        made = Code.objects.create(
            list=list_name, code=code, label=label, meaning=meaning.strip(), order=last + 1, valid_from=valid_from
        )
        changes = {"daftar": list_name, "kode": code, "label": label}
        note(office=office, by=by, line=Line("codelists.add_code", "codelists.code", None, changes=changes))
    return made


def change_code(*, code: Code, label: str, meaning: str, valid_until: date | None, based_on: int, by: User) -> Code:
    """Change a code's words, or end it: from the day after `valid_until` it is no longer offered."""
    office = _office_of(by)
    label = _label(code.list, label, code)
    with writing():
        kept = Code.objects.select_for_update().get(pk=code.pk)
        if kept.version != based_on:
            raise Refusal(
                "lost_update", "Kode ini sudah diubah orang lain. Periksa isinya dan simpan lagi.", status=409
            )
        if valid_until and kept.valid_from and valid_until < kept.valid_from:
            sentence = "Berakhir sebelum mulai berlaku."
            raise Refusal("invalid", sentence, fields={"valid_until": sentence})
        values: dict[str, Any] = {"label": label, "meaning": meaning.strip(), "valid_until": valid_until}
        changed = {
            name: [_plain(getattr(kept, name)), _plain(value)]
            for name, value in values.items()
            if getattr(kept, name) != value
        }
        if not changed:
            return kept
        for name, value in values.items():
            setattr(kept, name, value)
        kept.version += 1
        kept.save()
        changes = {"daftar": kept.list, "kode": kept.code, **changed}
        note(office=office, by=by, line=Line("codelists.change_code", "codelists.code", None, changes=changes))
    return kept


def _label(list_name: str, label: str, code: Code | None = None) -> str:
    cleaned = " ".join(label.split())
    if not cleaned:
        raise Refusal("invalid", "Isi labelnya.", fields={"label": "Wajib diisi."})
    others = Code.objects.filter(list=list_name, label__iexact=cleaned)
    if (others.exclude(pk=code.pk) if code else others).exists():
        sentence = "Label ini sudah dipakai kode lain dalam daftar."
        raise Refusal("label_taken", sentence, fields={"label": sentence}, status=409)
    return cleaned


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, date) else value
