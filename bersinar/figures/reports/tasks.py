"""Making report files in the background: a PDF with charts takes longer than a page should."""

from __future__ import annotations

import logging
from typing import cast

from django_tasks import task

from bersinar.foundation.access.wall import side
from bersinar.foundation.wire.writing import writing

from ..indicators.evaluate import Coverage
from ..models import ReportFile
from .document import Document
from .writers import WRITERS, Format
from .yearend import year_end

log = logging.getLogger(__name__)


@task()
def make_report_file(file_id: str) -> None:
    """Make one file that was asked for. Whoever asked, it holds what anybody may see: a report leaves the office."""
    asked = ReportFile.objects.select_related("office").filter(pk=file_id).first()
    if asked is None or asked.state != ReportFile.State.WAITING:
        return
    _set(asked, ReportFile.State.MAKING)
    try:
        content = WRITERS[cast(Format, asked.form)](
            report_of(Coverage(asked.office, tree=asked.coverage == "tree"), asked.year)
        )
    except Exception:
        log.exception("report %s could not be made", asked.pk)
        _set(asked, ReportFile.State.FAILED)
        return
    _set(asked, ReportFile.State.READY, content)


def report_of(coverage: Coverage, year: int, *, with_annex: bool = True) -> Document:
    """The year-end report as everybody gets it: on the screen, in a file, from the worker, whichever side asks."""
    with side(""):
        return year_end(coverage, year, with_annex=with_annex)


def _set(asked: ReportFile, state: ReportFile.State, content: bytes | None = None) -> None:
    with writing():
        asked.state, asked.content = state, content
        asked.save(update_fields=["state", "content"])
