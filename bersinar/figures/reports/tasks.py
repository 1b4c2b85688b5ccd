"""Making report files in the background: a PDF with charts takes longer than a page should."""

from __future__ import annotations

import logging
from typing import cast

from django_tasks import task

from bersinar.foundation.access.wall import side
from bersinar.foundation.wire.writing import writing

from ..indicators.evaluate import Coverage
from ..models import ReportFile, ReportKind
from .document import Document
from .masters import content_in_force
from .performance import performance
from .slides import deck
from .writers import WRITERS, Format, pptx
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
        content = _content(asked, Coverage(asked.office, tree=asked.coverage == "tree"))
    except Exception:
        log.exception("report %s could not be made", asked.pk)
        _set(asked, ReportFile.State.FAILED)
        return
    _set(asked, ReportFile.State.READY, content)


def _content(asked: ReportFile, coverage: Coverage) -> bytes:
    if asked.form == "pptx":
        return pptx.write(slides_of(coverage, asked.year, asked.quarter), content_in_force(asked.office))
    document = (
        performance_of(coverage, asked.year)
        if asked.kind == ReportKind.PERFORMANCE
        else report_of(coverage, asked.year)
    )
    return WRITERS[cast(Format, asked.form)](document)


def report_of(coverage: Coverage, year: int, *, with_annex: bool = True) -> Document:
    """The year-end report as everybody gets it: on the screen, in a file, from the worker, whichever side asks."""
    with side(""):
        return year_end(coverage, year, with_annex=with_annex)


def performance_of(coverage: Coverage, year: int) -> Document:
    """The performance report as everybody gets it."""
    with side(""):
        return performance(coverage, year)


def slides_of(coverage: Coverage, year: int, quarter: int | None = None) -> Document:
    """The slides as everybody gets them."""
    with side(""):
        return deck(coverage, year, quarter=quarter)


def _set(asked: ReportFile, state: ReportFile.State, content: bytes | None = None) -> None:
    with writing():
        asked.state, asked.content = state, content
        asked.save(update_fields=["state", "content"])
