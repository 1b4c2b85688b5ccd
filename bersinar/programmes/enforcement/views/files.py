"""Pages of prosecution files."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.ui.pages import Column, Panel

from ..actions import FILES
from ..forms.events import FileForm
from ..models import CaseFile
from .base import ChildPages, back_to_case, initial_case


def _codes(file: CaseFile) -> str:
    return ", ".join(one.code for one in file.suspects.all())


def _of_file(file: CaseFile, user: User) -> dict[str, Any]:
    rows = file.events.prefetch_related("suspects")
    return {"events": [event for event in rows if not event.is_cancelled]}


FILE = ChildPages(
    "enforcement", "casefile", "berkas-perkara", CaseFile, "berkas perkara", "Berkas perkara",
    columns=(Column("Nomor berkas", "number"),), form=FileForm, verbs=FILES, has_list=False, select=("case",),
    parent=back_to_case, initial=initial_case, sensitive=True, keeps_files=True,
    panels=(Panel("Berkas perkara", ("number", ("Tersangka", _codes), "note")),),
    detail_template="enforcement/casefile.html", extras=(_of_file,),
)  # fmt: skip
