"""Forgetting a letter: its content and files are destroyed, its number, day and state stay.

Only for a room whose records have a retention rule of their own; nobody forgets a letter by hand. The key of the
content goes with the row, so that a copy of the database made later opens nothing.
"""

from __future__ import annotations

from uuid import UUID

from django.utils import timezone

from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Actor, Line, note
from bersinar.foundation.files.actions import destroy_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.wire.writing import writing

from .models import TABLES, Letter


def forget_letters(side: Side, about: tuple[str, UUID], *, by: Actor) -> list[Letter]:
    """Forget every letter about a record, cancelled ones and drafts too; the letters. The caller has asked the rule."""
    table, (kind, record_id) = TABLES[side], about
    with writing():
        rows = table.objects.select_for_update(of=("self",)).select_related("office")
        letters: list[Letter] = list(rows.filter(about_kind=kind, about_id=record_id, erased_at__isnull=True))
        for letter in letters:
            _forget(letter, by)
    return letters


def _forget(letter: Letter, by: Actor) -> None:
    files = StoredFile.objects.filter(
        record_kind__startswith=f"{letter._meta.label_lower}.", record_id=letter.pk, removed_at__isnull=True
    )
    for stored in files:
        destroy_file(stored)
    letter.content = letter.data_key = None
    letter.erased_at, letter.version = timezone.now(), letter.version + 1
    letter.save(update_fields=["content", "data_key", "erased_at", "version"])
    line = Line("letters.forget", letter._meta.label_lower, letter.pk, letter.side, {"berkas": len(files)})
    note(office=letter.office, by=by, line=line)
