"""The book of letter numbers: what was given, used, cancelled, what is missing and why; and numbers for paper letters."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User, actor_name
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.audit.actions import Line, note
from bersinar.foundation.letters.models import TABLES
from bersinar.foundation.letters.panel import letter_url
from bersinar.foundation.numbering.models import NumberEntry, NumberState
from bersinar.foundation.numbering.register import cancel_by_hand, gaps, may_write, reserve_by_hand, use_by_hand
from bersinar.foundation.numbering.series import Series, all_series, series_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.export import workbook
from bersinar.foundation.ui.fields import DateField, NumberField
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

PER_PAGE = 50
_WRITES = (P.LETTERS_WRITE, P.NUMBERS_WRITE)


class ReserveForm(forms.Form):
    """A number for a letter written outside the system."""

    kind = forms.ChoiceField(label="Jenis")
    day = DateField(label="Tanggal surat")
    subject = forms.CharField(
        label="Perihal", required=False, max_length=160, help_text="Singkat, tanpa nama orang dan nomor identitas."
    )
    n = NumberField(
        label="Nomor urut yang sudah ada di kertas",
        required=False,
        least=1,
        help_text="Kosongkan untuk nomor berikutnya.",
    )
    reason = forms.CharField(
        label="Alasan nomor terlewati", required=False, max_length=500,
        help_text="Hanya bila nomor urut di atas melompati nomor lain, misalnya: nomor 1 sampai 57 dicatat di buku kertas.",
    )  # fmt: skip
    used = forms.BooleanField(label="Surat sudah dikirim", required=False)

    def __init__(self, *args: Any, series: list[Series], **options: Any) -> None:
        super().__init__(*args, **options)
        kind: Any = self.fields["kind"]
        kind.choices = [(one.code, one.title) for one in series]


def _rows(request: HttpRequest) -> Any:
    """The numbers this reader may see, as far as they were narrowed."""
    rows = NumberEntry.objects.visible_to(user_of(request)).select_related("office")
    chosen = _chosen(request)
    if chosen["jenis"]:
        rows = rows.filter(kind=chosen["jenis"])
    if chosen["tahun"].isdigit():
        rows = rows.filter(year=int(chosen["tahun"][:4]))
    if chosen["keadaan"] in NumberState.values:
        rows = rows.filter(state=chosen["keadaan"])
    if chosen["q"]:
        rows = rows.filter(text__icontains=chosen["q"][:80])
    return rows.order_by("-year", "kind", "-n", "pk")


def _chosen(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET.get(name, "").strip() for name in ("jenis", "tahun", "keadaan", "q")}


@needs(P.LETTERS_READ)
def numbers(request: HttpRequest) -> HttpResponseBase:
    """The book, narrowed by kind, year and state, with its gaps."""
    user, chosen = user_of(request), _chosen(request)
    page = Paginator(_rows(request), PER_PAGE).get_page(request.GET.get("hal"))
    entries = list(page.object_list)
    letters = _letters(entries, user)
    visible = NumberEntry.objects.visible_to(user)
    years = visible.order_by("-year").values_list("year", flat=True).distinct()
    kinds = set(visible.order_by().values_list("kind", flat=True).distinct())
    query = request.GET.copy()
    query.pop("hal", None)
    context = {
        "page": page, "query": query.urlencode(), "chosen": chosen, "states": NumberState.choices, "years": [str(year) for year in years],
        "kinds": [(one.code, one.title) for one in all_series() if one.code in kinds], "narrowed": any(chosen.values()),
        "table": [(one, _title(one.kind), letters.get(one.pk, ""), _writes(user, one)) for one in entries],
        "gaps": _gaps(user, chosen, kinds, [int(year) for year in years]), "may_reserve": bool(_series_for(user)[1]),
        "show_office": len(user.scope(P.LETTERS_READ)) > 1,
    }  # fmt: skip
    return render(request, "desk/numbers.html", context)


def _title(kind: str) -> str:
    series = series_of(kind)
    return series.title if series else kind


def _writes(user: User, entry: NumberEntry) -> bool:
    series = series_of(entry.kind)
    open_by_hand = entry.by_hand and entry.state != NumberState.CANCELLED
    return open_by_hand and series is not None and may_write(user, series, entry.office)


def _letters(entries: list[NumberEntry], user: User) -> dict[UUID, str]:
    """The pages of the letters that carry these numbers, where the reader may open them."""
    found: dict[UUID, str] = {}
    for side, table in TABLES.items():
        ids = [one.pk for one in entries if one.side == side.value and one.record_id is not None]
        if ids:
            found |= {
                letter.number_id: letter_url(letter) for letter in table.objects.visible_to(user).filter(number__in=ids)
            }
    return found


def _gaps(user: User, chosen: dict[str, str], kinds: set[str], years: list[int]) -> list[tuple[str, int, Any]]:
    """What is missing in the reader's own office, for the kinds and years that are shown."""
    office = user.home_office
    if office is None or chosen["keadaan"] or chosen["q"]:
        return []
    shown = [kind for kind in sorted(kinds) if chosen["jenis"] in ("", kind)]
    wanted = [year for year in years if chosen["tahun"] in ("", str(year))][:3]
    return [
        (_title(kind), year, gap)
        for year in wanted
        for kind in shown
        for gap in gaps(office=office, kind=kind, year=year)
    ]


@needs(P.LETTERS_READ)
def export(request: HttpRequest) -> HttpResponseBase:
    """The book as it is narrowed, as XLSX. Written down in the audit before it leaves."""
    user = user_of(request)
    rows = list(_rows(request)[:20_000])
    office = user.home_office
    assert office is not None
    sides = {row.side for row in rows}
    for side in sorted(sides) or ["open"]:
        changes = {"baris": sum(1 for row in rows if row.side == side)}
        note(office=office, by=user, line=Line("list.export", "numbering.numberentry", None, side, changes))
    titles = (
        "Jenis",
        "Tahun",
        "Nomor urut",
        "Nomor",
        "Tanggal surat",
        "Keadaan",
        "Perihal",
        "Alasan batal",
        "Asal",
        "Satuan kerja",
    )
    lines = (
        [
            _title(row.kind), str(row.year), str(row.n), row.text, row.day.strftime("%d-%m-%Y"), row.get_state_display(), row.subject,
            row.reason, "di luar sistem" if row.by_hand else "surat dalam sistem", str(row.office),
        ]
        for row in rows
    )  # fmt: skip
    return workbook("Buku nomor surat", titles, lines)


def _series_for(user: User) -> tuple[Office | None, list[Series]]:
    """Where somebody reserves numbers, and of which series."""
    offices = user.offices_with(P.LETTERS_WRITE) or user.offices_with(P.NUMBERS_WRITE)
    if not offices:
        return None, []
    return offices[0], [series for series in all_series() if may_write(user, series, offices[0])]


@needs(*_WRITES)
def reserve(request: HttpRequest) -> HttpResponseBase:
    """Take a number for a letter outside the system."""
    user = user_of(request)
    office, series = _series_for(user)
    if office is None or not series:
        raise PermissionDenied
    form = ReserveForm(
        request.POST if request.method == "POST" else None, series=series, initial={"day": office.local_day()}
    )
    if request.method == "POST" and form.is_valid():
        typed = dict(form.cleaned_data)
        chosen = series_of(typed.pop("kind"))
        assert chosen is not None
        try:
            entry = reserve_by_hand(series=chosen, office=office, by=user, **typed)
        except Refusal as refusal:
            bring_back(form, refusal)
        else:
            messages.success(request, f"Nomor {entry.text} {entry.get_state_display().lower()}.")
            return redirect(f"{reverse('desk:numbers')}?jenis={entry.kind}&tahun={entry.year}")
    context = {"form": form, "title": "Pesan nomor", "office": office}
    return render(request, "desk/number_form.html", context, status=422 if form.is_bound else 200)


def _entry(request: HttpRequest, pk: UUID) -> NumberEntry:
    entry = get_object_or_404(NumberEntry.objects.visible_to(user_of(request)).select_related("office"), pk=pk)
    if not _writes(user_of(request), entry):
        raise PermissionDenied
    return entry


@require_POST
@needs(*_WRITES)
def use(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """The paper letter was sent."""
    entry = use_by_hand(entry=_entry(request, pk), by=user_of(request))
    messages.success(request, f"Nomor {entry.text} dipakai.")
    return redirect("desk:numbers")


@needs(*_WRITES)
def cancel(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """Cancel a number that was reserved by hand, with a reason."""
    entry, problem = _entry(request, pk), ""
    if request.method == "POST":
        try:
            cancel_by_hand(entry=entry, reason=request.POST.get("reason", ""), by=user_of(request))
        except Refusal as refusal:
            problem = refusal.sentence
        else:
            messages.success(request, f"Nomor {entry.text} dibatalkan.")
            return redirect("desk:numbers")
    context = {"entry": entry, "problem": problem, "by": actor_name(entry.reserved_by)}
    response: HttpResponse = render(request, "desk/number_cancel.html", context, status=422 if problem else 200)
    return response
