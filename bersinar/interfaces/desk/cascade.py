"""Targets handed down: a superior's line against the sum of its offices' lines, who lacks one, and proposing targets.

Sums are of counts only. Shares and indices stand side by side; nothing here writes into another office's agreement.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from bersinar.catalogue.declaring import Indicator
from bersinar.catalogue.indicators import INDICATORS
from bersinar.figures.indicators.printing import exact_text, unit_words
from bersinar.figures.indicators.statements import targets_of_offices
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.planning.actions import propose
from bersinar.programmes.planning.fields import SCALE, ThousandthsInput, may_be_promised
from bersinar.programmes.planning.models import Agreement, Proposal

from .choosing import Choice, choose


@dataclass(frozen=True)
class Below:
    """What one office beneath promises of an indicator, and where a proposal to it stands."""

    office: str
    words: str
    proposal: str = ""
    url: str = ""


@dataclass(frozen=True)
class Handed:
    """One indicator: the superior's target, what its offices come to, and what is missing."""

    code: str
    title: str
    own: str
    total: str
    verdict: str
    mark: str
    below: list[Below]
    without: list[str]


@needs(Permission.PLANNING_READ)
def cascade(request: HttpRequest) -> HttpResponseBase:
    """Every promised indicator of an office and of the offices directly beneath it, for one year."""
    choice = choose(request, Permission.PLANNING_READ)
    user, below = user_of(request), _directly_below(choice)
    promised = targets_of_offices([choice.office.pk, *(one.pk for one in below)], choice.year)
    with_paper = set(
        Agreement.objects.standing().filter(office__in=below, year=choice.year).values_list("office_id", flat=True)
    )
    proposals = {
        (one.to_office_id, one.indicator): one
        for one in Proposal.objects.standing().filter(to_office__in=below, year=choice.year).prefetch_related("answers")
    }
    known = {code for said in promised.values() for code in said} | {indicator for _, indicator in proposals}
    rows = [
        _handed(one, choice.office, below, promised, proposals, with_paper)
        for one in INDICATORS.values()
        if one.code in known
    ]
    may_propose = bool(below) and choice.office.pk in user.scope(Permission.PLANNING_WRITE)
    context = {
        "choice": choice, "rows": rows if below else [], "below": below, "may_propose": may_propose,
        "without_paper": [one.short_name for one in below if one.pk not in with_paper],
        "promisable": [(one.code, one.title) for one in INDICATORS.values() if may_be_promised(one)],
    }  # fmt: skip
    return render(request, "desk/cascade.html", context)


def _directly_below(choice: Choice) -> list[Office]:
    return [one for one in choice.offices if one.parent_id == choice.office.pk]


def _handed(
    one: Indicator, office: Office, below: list[Office], promised: dict[int, dict[str, Fraction]],
    proposals: dict[tuple[int, str], Proposal], with_paper: set[int],
) -> Handed:  # fmt: skip
    own = promised[office.pk].get(one.code)
    said = {place.pk: promised[place.pk].get(one.code) for place in below}
    given = [value for value in said.values() if value is not None]
    total = sum(given, Fraction(0)) if one.adds_over_offices and given else None
    verdict, mark = _verdict(one, own, total, len(given), len(below))
    rows = []
    for place in below:
        value, proposal = said[place.pk], proposals.get((place.pk, one.code))
        words = (
            _amount(one, value)
            if value is not None
            else ("tanpa baris ini" if place.pk in with_paper else "tanpa perjanjian")
        )
        told = f"diusulkan {proposal.amount_shown}, {proposal.state_shown}" if proposal else ""
        url = reverse("planning:proposal", args=[proposal.pk]) if proposal else ""
        rows.append(Below(place.short_name, words, told, url))
    return Handed(
        one.code, one.title, _amount(one, own) if own is not None else "–", _amount(one, total) if total is not None else "–",
        verdict, mark, rows, [place.short_name for place in below if said[place.pk] is None],
    )  # fmt: skip


def _verdict(one: Indicator, own: Fraction | None, total: Fraction | None, given: int, offices: int) -> tuple[str, str]:
    """In a sentence, whether what is handed down comes to what was promised above."""
    if not one.adds_over_offices:
        return "Nilai seperti ini tidak dijumlahkan; bandingkan satu per satu.", ""
    if own is None:
        return "Satuan kerja di atas tidak menjanjikan indikator ini.", ""
    if total is None:
        return "Belum dijabarkan ke satuan kerja mana pun.", "bad"
    of = f" ({given} dari {offices} satuan kerja)" if given < offices else ""
    if total == own:
        return f"Jumlahnya sama dengan janji di atas{of}.", "ok"
    words = _amount(one, abs(own - total))
    return (
        (f"Kurang {words} dari janji di atas{of}.", "warn")
        if total < own
        else (f"Lebih {words} dari janji di atas{of}.", "ok")
    )


def _amount(one: Indicator, value: Fraction) -> str:
    return f"{write_number(Decimal(exact_text(value)))} {unit_words(one.unit)}".strip()


# --- proposing -------------------------------------------------------------------------------------------------------


class ProposeForm(forms.Form):
    """One indicator's targets for the offices beneath: a number an office, empty where none is proposed."""

    note = forms.CharField(label="Pesan", required=False, max_length=300)

    def __init__(
        self,
        *args: Any,
        below: list[Office],
        first: dict[int, Fraction | None],
        waiting: dict[int, Proposal],
        **options: Any,
    ) -> None:
        super().__init__(*args, **options)
        self.below = [office for office in below if office.pk not in waiting]
        for office in self.below:
            said = first.get(office.pk)
            self.fields[f"target_{office.code}"] = ThousandthsInput(
                label=office.short_name, required=False, initial=int(said * SCALE) if said is not None else None
            )
        self.order_fields([*(f"target_{office.code}" for office in self.below), "note"])

    def values(self) -> dict[Office, int]:
        """What was typed, by office."""
        said = ((office, self.cleaned_data.get(f"target_{office.code}")) for office in self.below)
        return {office: value for office, value in said if value is not None}


@needs(Permission.PLANNING_WRITE)
def cascade_propose(request: HttpRequest, code: str) -> HttpResponseBase:
    """Propose one indicator's targets for a year to the offices beneath, all on one page."""
    choice, user = choose(request, Permission.PLANNING_READ), user_of(request)
    indicator = INDICATORS.get(code)
    if indicator is None or not may_be_promised(indicator):
        raise Http404
    office, below = choice.office, _directly_below(choice)
    _refuse_others(user, office)
    rows = Proposal.objects.standing().filter(to_office__in=below, year=choice.year, indicator=code)
    waiting = {one.to_office_id: one for one in rows}
    said = targets_of_offices([one.pk for one in (office, *below)], choice.year)
    form = ProposeForm(
        request.POST or None, below=below, first={one.pk: said[one.pk].get(code) for one in below}, waiting=waiting
    )
    back = f"{reverse('desk:cascade')}?kantor={office.code}&tahun={choice.year}"
    if form.is_bound and form.is_valid():
        try:
            made = propose(
                office=office,
                by=user,
                year=choice.year,
                indicator=code,
                values=form.values(),
                note=form.cleaned_data["note"],
            )
        except Refusal as refusal:
            bring_back(form, Refusal(refusal.code, refusal.sentence))
        else:
            messages.success(request, f"Diusulkan kepada {len(made)} satuan kerja; mereka menjawabnya sendiri.")
            return redirect(back)
    own = said[office.pk].get(code)
    lead = f"Janji {office.short_name} {choice.year}: {_amount(indicator, own)}." if own is not None else ""
    context = {
        "form": form, "title": f"Usulkan target: {indicator.title} {choice.year}", "back": back, "verb": "Usulkan",
        "lead": f"{lead} Isi target tiap satuan kerja; yang dikosongkan tidak diusulkan. Yang sudah diusulkan tidak tampil lagi.".strip(),
    }  # fmt: skip
    return render(request, "planning/act.html", context, status=422 if form.is_bound else 200)


def _refuse_others(user: User, office: Office) -> None:
    if office.pk not in user.scope(Permission.PLANNING_WRITE):
        raise PermissionDenied
