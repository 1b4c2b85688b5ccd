"""Pages of indices: what stands, year by year, each measurement, its respondents' answers, versions of one's own."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.text import slugify

from bersinar.catalogue.indicators.indices import indicator_code
from bersinar.catalogue.indices import INDEX_TITLES, INDEX_VERSIONS, IndexVersion
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.periods.fields import EARLIEST
from bersinar.foundation.ui.export import workbook
from bersinar.foundation.ui.forms import ask_again, bring_back
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel
from bersinar.foundation.ui.thousandths import write_thousandths
from bersinar.foundation.wire.refusals import Refusal

from ..actions import ANSWERS_OF, MEASUREMENTS, OWN_VERSIONS
from ..answer_sheets import heads
from ..comparing import by_version, warning
from ..forms.indices import AnswersForm, MeasurementForm, OwnVersionForm
from ..models import Answers, Measurement, OwnVersion
from ..versions import chosen, offered

_READ, _WRITE = Measurement.read_permission, Measurement.write_permission


class MeasurementPages(Pages):
    """A new measurement begins with the choice of index and version: the form asks what that version asks."""

    def create_view(self, request: HttpRequest) -> HttpResponseBase:
        office = self._office_for(user_of(request))
        if request.method != "POST" and chosen(office, request.GET.get("versi", "")) is None:
            context = {"offered": offered(office), "back": reverse("surveys:indices")}
            return render(request, "surveys/choose_version.html", context)
        return super().create_view(request)


def _of_version(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"versi": request.GET.get("versi", "")}


def _years(user: User) -> list[tuple[str, str]]:
    return [(str(year), str(year)) for year in range(timezone.localdate().year, EARLIEST - 1, -1)]


def _in_year(rows: Any, year: str) -> Any:
    return rows.filter(year=year) if year.isdecimal() and len(year) == 4 else rows.none()


def _editions(user: User) -> list[tuple[str, str]]:
    own = OwnVersion.objects.visible_to(user).standing()
    shipped = [(code, f"{one.title}, {one.edition}") for code, one in INDEX_VERSIONS.items()]
    return [*shipped, *((one.code, str(one)) for one in own)]


def _scale(version: IndexVersion) -> str:
    return version.scale.replace("-", " sampai ") if version.scale else "tidak diketahui"


def _index_page(one: Measurement) -> str:
    return f"{reverse('surveys:index', args=[one.measured.index])}?{urlencode({'kantor': one.office.code})}"


def _figure_of(one: Measurement) -> str:
    """The desk's fragment of value and target; nothing where no indicator reads this version."""
    if one.own_id is not None or not one.is_office_value:
        return ""
    asked = {"kantor": one.office.code, "tahun": one.year, "cakupan": "own", "indikator": indicator_code(one.edition)}
    return f"{reverse('desk:figure_fragment')}?{urlencode(asked)}"


def _told(one: Measurement, user: User) -> dict[str, Any]:
    """Dimensions, answers, the way to the comparison, and the figure."""
    version = one.measured
    may_write = one.office_id in user.scope(_WRITE)
    return {
        "dimensions": [(part.title, write_thousandths(one.values.get(part.code), version.decimals)) for part in version.dimensions],
        "version": version, "index_page": _index_page(one), "figure": _figure_of(one),
        "takes_answers": one.own is not None and bool(one.own.items.strip()),
        "answers": one.answers.filter(cancelled_at__isnull=True).first() if may_write else None,
        "may_enter": may_write and not one.is_cancelled,
    }  # fmt: skip


MEASUREMENT = MeasurementPages(
    "surveys", "measurement", "indeks/pengukuran", Measurement, "pengukuran indeks", "Pengukuran indeks",
    explains="Nilai indeks yang diukur sendiri atau oleh pihak lain, masing-masing menurut versinya.",
    empty="Catat nilai indeks pertama: pilih indeksnya, lalu isi tahun dan nilainya.",
    columns=(
        Column("Indeks", lambda one: one.measured.title), Column("Versi", lambda one: one.measured.edition),
        Column("Tahun", lambda one: one.year_and_period, "year"), Column("Nilai", lambda one: one.value_shown, number=True),
        Column("Kategori", "category"), Column("Yang mengukur", lambda one: one.whose),
        Column("Nilai satuan kerja", "is_office_value"),
    ),
    form=MeasurementForm, verbs=MEASUREMENTS, select=("own",), order=("-year", "edition"), initial=_of_version,
    filters=(
        Filter("edition", "Indeks dan versi", _editions), Filter("tahun", "Tahun", _years, narrow=_in_year),
        Filter("measured_by", "Yang mengukur", lambda user: choices("index_measurer")),
    ),
    panels=(
        Panel("Nilai", (
            ("Indeks", lambda one: one.measured.title), ("Versi", lambda one: one.measured.edition),
            ("Tahun", lambda one: one.year_and_period), ("Nilai", lambda one: one.value_shown or "menunggu jawaban responden"), "category", "is_office_value",
        )),
        Panel("Pengukuran", (
            ("Yang mengukur", lambda one: one.whose), "instrument", "started_on", "ended_on",
            ("Wilayah", lambda one: str(one.region or "Seluruh wilayah kerja")), "audience",
            ("Responden", lambda one: one.asked), "note",
        )),
        Panel("Versi indeks", (
            ("Skala", lambda one: _scale(one.measured)), ("Dasar", lambda one: one.measured.source),
            ("Sudah dicocokkan dengan sumbernya", lambda one: one.measured.checked),
        )),
    ),
    detail_template="surveys/measurement.html", extras=(_told,), keeps_files=True,
)  # fmt: skip

OWN_VERSION = Pages(
    "surveys", "index_version", "indeks/versi", OwnVersion, "versi indeks", "Versi indeks",
    explains="Versi indeks yang ditambah satuan kerja: skala, dimensi, kategori. Berlaku bagi satuan kerja ini dan jajarannya.",
    empty="Delapan versi sudah tersedia tanpa dicatat. Tambahkan hanya yang belum ada.",
    columns=(
        Column("Versi", str, "code"), Column("Skala", lambda one: _scale(one.declared)),
        Column("Dimensi", lambda one: len(one.declared.dimensions), number=True), Column("Dicocokkan", "checked"),
    ),
    form=OwnVersionForm, verbs=OWN_VERSIONS, order=("code",), keeps_files=True,
    panels=(
        Panel("Versi indeks", (("Indeks", lambda one: one.titled), "edition", "source", "checked")),
        Panel("Skala", (
            ("Skala", lambda one: _scale(one.declared)), "decimals", "higher_is_better", "dimensions", "computed", "bands",
        )),
        Panel("Kuesioner", (("Butir", lambda one: one.items), "answer_least", "answer_most")),
    ),
    detail_template="surveys/own_version.html",
)  # fmt: skip


def _office(request: HttpRequest) -> tuple[Office, list[Office]]:
    """The office spoken of, and those the reader may choose; 404 for another."""
    user = user_of(request)
    offices = user.offices_in(_READ)
    code = request.GET.get("kantor", "")
    office = next((one for one in offices if one.code == code), None) if code else _first(user, offices)
    if office is None:
        raise Http404
    return office, offices


def _first(user: User, offices: list[Office]) -> Office | None:
    home = user.home_office
    return home if home in offices else next(iter(offices), None)


def _measured(office: Office) -> list[Measurement]:
    return list(Measurement.objects.standing().filter(office=office).select_related("own", "office"))


@needs(_READ)
def indices(request: HttpRequest) -> HttpResponseBase:
    """Every index of an office with its last value."""
    office, offices = _office(request)
    groups: dict[str, list[Measurement]] = {}
    for one in _measured(office):
        groups.setdefault(one.measured.index, []).append(one)
    told = [(index, by_version(groups[index])) for index in sorted(groups, key=_place)]
    context = {
        "office": office, "offices": offices, "may_write": office.pk in user_of(request).scope(_WRITE),
        "rows": [(f"{reverse('surveys:index', args=[index])}?kantor={office.code}", versions[0].version, versions[0].latest, len(versions)) for index, versions in told],
    }  # fmt: skip
    return render(request, "surveys/indices.html", context)


def _place(index: str) -> tuple[int, str]:
    known = list(INDEX_TITLES)
    return (known.index(index) if index in known else len(known), index)


@needs(_READ)
def index(request: HttpRequest, slug: str) -> HttpResponseBase:
    """One index of an office, year by year: a chart and a table for each version."""
    office, offices = _office(request)
    of_it = [one for one in _measured(office) if one.measured.index == slug]
    if not of_it and slug not in INDEX_TITLES:
        raise Http404
    told = by_version(of_it)
    latest = max((one for one in of_it if one.is_office_value), key=lambda one: one.year, default=None)
    context = {
        "title": told[0].version.title if told else INDEX_TITLES[slug], "told": told, "warning": warning(told), "office": office,
        "offices": offices, "figure": _figure_of(latest) if latest else "", "latest": latest, "slug": slugify(slug),
        "may_write": office.pk in user_of(request).scope(_WRITE),
    }  # fmt: skip
    return render(request, "surveys/index.html", context)


def _to_fill(request: HttpRequest, pk: UUID) -> tuple[Measurement, OwnVersion]:
    """A measurement of one's own office whose version has items, or 404."""
    user = user_of(request)
    one: Measurement = get_object_or_404(
        Measurement.objects.visible_to(user).standing().select_related("own", "office"), pk=pk
    )
    if one.office_id not in user.scope(_WRITE):
        raise PermissionDenied
    if one.own is None or not one.own.items.strip():
        raise Http404
    return one, one.own


@needs(_WRITE)
def answers(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take in the answers of a measurement's respondents from an uploaded sheet."""
    one, own = _to_fill(request, pk)
    form = AnswersForm(request.POST or None, request.FILES or None, version=own)
    if request.method == "POST" and form.is_valid():
        try:
            kept = ANSWERS_OF.take_in(
                one, by=user_of(request), rows=form.cleaned_data["file"], reason=form.cleaned_data["reason"],
                request_id=form.cleaned_data["request_id"],
            )  # fmt: skip
        except Refusal as refusal:
            bring_back(form, refusal)
            ask_again(form)
        else:
            messages.success(request, f"{kept} tersimpan, nilainya dihitung.")
            return redirect(MEASUREMENT.url("", one.pk))
    context = {"record": one, "version": own, "form": form, "back": MEASUREMENT.url("", one.pk)}
    return render(request, "surveys/answers.html", context, status=422 if form.errors else 200)


@needs(_WRITE)
def answers_blank(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The blank sheet to fill in: one column for the sex and one for each item."""
    _, own = _to_fill(request, pk)
    return workbook("Jawaban", heads(own), [])


@needs(_WRITE)
def answers_cancel(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Take uploaded answers back, with a reason. What the measurement says stays until it is changed."""
    user = user_of(request)
    rows: Any = Answers.objects.visible_to(user).standing().select_related("measurement__own", "office")
    kept: Answers = get_object_or_404(rows, pk=pk)
    if kept.office_id not in user.scope(_WRITE):
        raise PermissionDenied
    problem, back = "", MEASUREMENT.url("", kept.measurement_id)
    if request.method == "POST":
        try:
            ANSWERS_OF.cancel(kept, by=user, reason=request.POST.get("reason", ""))
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, "Jawaban dibatalkan. Nilainya tetap sampai diubah atau diunggah lagi.")
            return redirect(back)
    context = {"pages": {"noun": "jawaban responden"}, "record": kept, "problem": problem, "back": back}
    return render(request, "ui/cancel.html", context, status=422 if problem else 200)


def index_urls() -> list[URLPattern]:
    """The pages of indices that stand beside those of their records."""
    return [
        path("indeks/", indices, name="indices"),
        path("indeks/pengukuran/<uuid:pk>/jawaban/", answers, name="answers"),
        path("indeks/pengukuran/<uuid:pk>/jawaban/blangko/", answers_blank, name="answers_blank"),
        path("indeks/jawaban/<uuid:pk>/batalkan/", answers_cancel, name="answers_cancel"),
        path("indeks/<slug:slug>/", index, name="index"),
    ]
