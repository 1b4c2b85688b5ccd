"""The performance report (LKj): its page, its preview with what is still missing, and all its words on one page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse

from bersinar.catalogue.performance import PLACES, Chapter, Place
from bersinar.figures.models import ReportKind
from bersinar.figures.reports.performance import gaps
from bersinar.figures.reports.tasks import performance_of
from bersinar.figures.reports.writers.html import fragment
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.programmes.planning.fields import ThousandthsField
from bersinar.programmes.planning.models import PerformanceText, TargetLine

from .choosing import Choice, choose
from .reports import files_context, query_of

_Texts = Mapping[tuple[str, str], PerformanceText]


@needs(Permission.FIGURES_READ)
def performance(request: HttpRequest) -> HttpResponseBase:
    """The performance report of an office and a year; its preview is fetched by the page."""
    choice = choose(request)
    query = query_of(choice)
    may_read = user_of(request).may(Permission.PLANNING_READ)
    context = {
        "choice": choice, "query": query, "texts_url": f"{reverse('desk:performance_texts')}?{query}" if may_read else "",
        **files_context(request, choice, ReportKind.PERFORMANCE),
    }  # fmt: skip
    return render(request, "desk/performance.html", context)


@needs(Permission.FIGURES_READ)
def preview(request: HttpRequest) -> HttpResponseBase:
    """The report as a part of the page, under what it still lacks."""
    choice = choose(request)
    document = performance_of(choice.coverage, choice.year)
    context = {"gaps": gaps(document), "shown": fragment(document, level=3)}
    return render(request, "desk/performance_preview.html", context)


@dataclass(frozen=True)
class Row:
    """One place for words: what stands there, and where it is written."""

    place: Place
    text: PerformanceText | None
    write_url: str
    copy_url: str
    copied_from: int

    @property
    def value(self) -> str:
        """The national figure in words."""
        return ThousandthsField().words(self.text.value) if self.text else ""


@dataclass(frozen=True)
class Group:
    """The places of a chapter, or of one indicator in it. A line that is not counted leads to itself."""

    title: str
    rows: Sequence[Row]
    line_url: str = ""


@dataclass(frozen=True)
class ShownChapter:
    title: str
    groups: Sequence[Group]


@needs(Permission.PLANNING_READ)
def texts(request: HttpRequest) -> HttpResponse:
    """Every place for words of a year, the empty ones too."""
    choice, user = choose(request, Permission.PLANNING_READ), user_of(request)
    rows = PerformanceText.objects.visible_to(user).standing().filter(office=choice.office)
    may_write = choice.office.pk in {held.pk for held in user.offices_with(Permission.PLANNING_WRITE)[:1]}
    page = _Page(
        choice, _by_place(rows.filter(year=choice.year)), _by_place(rows.filter(year=choice.year - 1)), may_write
    )
    agreed = (
        TargetLine.objects.visible_to(user)
        .standing()
        .filter(office=choice.office, agreement__year=choice.year, agreement__cancelled_at__isnull=True)
    )
    lines = list(agreed.select_related("agreement"))
    chapters = [ShownChapter(str(chapter), list(page.groups(chapter, lines))) for chapter in Chapter]
    asked = [row for chapter in chapters for group in chapter.groups for row in group.rows if row.place.is_needed]
    context = {
        "choice": choice, "chapters": chapters, "asked": len(asked), "written": sum(1 for row in asked if row.text),
        "has_agreement": bool(lines), "report_url": f"{reverse('desk:performance')}?{query_of(choice)}",
    }  # fmt: skip
    return render(request, "desk/performance_texts.html", context)


def _by_place(rows: Iterable[PerformanceText]) -> _Texts:
    return {(row.place, row.indicator): row for row in rows}


@dataclass(frozen=True)
class _Page:
    choice: Choice
    now: _Texts
    before: _Texts
    may_write: bool

    def groups(self, chapter: Chapter, lines: Sequence[TargetLine]) -> Sequence[Group]:
        """A chapter's own places, then those of each promised indicator."""
        places = [place for place in PLACES.values() if place.chapter is chapter]
        own = Group("", [self._row(place) for place in places if not place.per_indicator])
        each = [place for place in places if place.per_indicator]
        if not each:
            return [own]
        return [own, *(self._of_line(line, each) for line in lines)]

    def _of_line(self, line: TargetLine, places: Sequence[Place]) -> Group:
        if line.named is None:
            return Group(str(line), [], reverse("planning:line", args=[line.pk]))
        return Group(str(line), [self._row(place, line.indicator) for place in places])

    def _row(self, place: Place, indicator: str = "") -> Row:
        text, last = self.now.get((place.code, indicator)), self.before.get((place.code, indicator))
        year = self.choice.year
        if not self.may_write:
            return Row(place, text, "", "", year - 1)
        if text is not None:
            return Row(place, text, reverse("planning:text_change", args=[text.pk]), "", year - 1)
        query = {"tahun": year, "tempat": place.code, **({"indikator": indicator} if indicator else {})}
        write = reverse("planning:text_new")
        copy = f"{write}?{urlencode({**query, 'dari': year - 1})}" if last is not None else ""
        return Row(place, None, f"{write}?{urlencode(query)}", copy, year - 1)
