"""The year's table of who entered treatment, for the treatment side: on the screen, and as a workbook to send on.

It holds counts by category, the same for everybody; whoever takes it along proves anew who it is.
"""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.figures.reports.document import Document
from bersinar.figures.reports.entrants import entrants_table, read_entrants
from bersinar.figures.reports.writers import FILES, xlsx
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.sides import Side
from bersinar.foundation.audit.actions import Line, note

from .choosing import Choice, choose

_FILE = FILES["xlsx"]


def _table(choice: Choice) -> Document | None:
    """The table, or nothing where there are too few clients to tell of."""
    entrants = read_entrants(choice.coverage, choice.year)
    if not entrants.may_be_told:
        return None
    return entrants_table(choice.coverage, choice.year, entrants, on=choice.office.local_day())


@needs(Permission.REHAB_READ)
def entrants(request: HttpRequest) -> HttpResponseBase:
    """The table on the screen."""
    choice = choose(request, Permission.REHAB_READ)
    table = _table(choice)
    query = urlencode({"kantor": choice.office.code, "tahun": choice.year, "cakupan": choice.cover})
    shown = fragment(table, level=2, links=False) if table else ""
    return render(request, "desk/entrants.html", {"choice": choice, "table": shown, "query": query})


@needs(Permission.REHAB_READ, fresh=True)
def entrants_file(request: HttpRequest) -> HttpResponseBase:
    """The table as a workbook. Written down in the audit before it leaves."""
    choice = choose(request, Permission.REHAB_READ)
    table = _table(choice)
    if table is None:
        raise Http404
    line = Line("list.export", "rehab.profile", None, Side.TREATMENT.value, {"tahun": choice.year})
    note(office=choice.office, by=user_of(request), line=line)
    response = HttpResponse(xlsx.write(table), content_type=_FILE.mime)
    name = f"profil-masuk-{choice.office.code}-{choice.year}{_FILE.extension}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
