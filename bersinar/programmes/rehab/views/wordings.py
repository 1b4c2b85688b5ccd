"""Pages of wordings: load a file, look at it as the officers will, put it in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import URLPattern, path

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.wording import beginning
from bersinar.foundation.access.doors import needs
from bersinar.foundation.access.models import User
from bersinar.foundation.stages.ways import Mark
from bersinar.foundation.ui.pages import Column, Filter, Panel
from bersinar.foundation.ui.steps import WayPages

from ..actions import WORDINGS
from ..forms.wordings import WORDING_STEPS, WordingForm
from ..models import LoadedWording
from ..ways import WORDING_WAY


@dataclass
class WordingPages(WayPages):
    """The wordings that this office has loaded, and a file to begin one with."""

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.begin_view)
        return [path(f"{self.slug}/contoh/<str:code>/", door, name=f"{self.name}_begin"), *super().urls()]

    def begin_view(self, request: HttpRequest, code: str) -> HttpResponseBase:
        """The file of an instrument with the neutral labels, to be overwritten with the official words."""
        if code not in INSTRUMENTS:
            raise Http404
        response = HttpResponse(beginning(code), content_type="application/octet-stream")
        response["Content-Disposition"] = f'attachment; filename="redaksi-{code}.toml"'
        response["X-Content-Type-Options"] = "nosniff"
        return response

    @property
    def beginnings(self) -> list[tuple[str, str]]:
        """(instrument, address of its file) of every one."""
        return [(one.title, self.url("begin", one.code)) for one in INSTRUMENTS.values()]


@dataclass(frozen=True)
class Worded:
    """One item as it will be read."""

    code: str
    group: str
    label: str
    choices: str


def _title(wording: LoadedWording) -> str:
    return wording.title


def _way(wording: LoadedWording, user: User) -> dict[str, Any]:
    return WORDING.of_way(wording, user)


def _drawn(wording: LoadedWording) -> list[Mark]:
    return WORDING_WAY.drawn(wording.stage)


def _items(wording: LoadedWording, user: User) -> dict[str, Any]:
    read = wording.read
    items = [
        Worded(item.code, read.group(item), read.label(item), _choices(item.values, read.choices(item)))
        for item in INSTRUMENTS[wording.instrument].items
    ]
    return {"items": items}


def _choices(values: Any, choices: list[tuple[int, str]]) -> str:
    """The words of the codes; a long run of plain numbers only by its ends."""
    worded = [(code, words) for code, words in choices if words != str(code)]
    if len(values) > len(worded) + 1 and len(values) > 5:
        ends = f"{values[0]} sampai {values[-1]}"
        return "; ".join([ends, *(f"{code} = {words}" for code, words in worded)])
    return "; ".join(words if words.startswith(str(code)) else f"{code} = {words}" for code, words in choices)


WORDING = WordingPages(
    "rehab", "wording", "redaksi", LoadedWording, "redaksi", "Redaksi alat",
    explains="Redaksi resmi suatu alat, dimuat dengan izin pemegang haknya. Tanpa itu lembar memakai label netral.",
    empty="Muat berkas redaksi yang izinnya dimiliki kantor ini.",
    columns=(
        Column("Redaksi", str), Column("Alat", _title, "instrument"), Column("Sumber", "source"), Column("Izin", "permission"),
        Column("Keadaan", "stage", "stage"),
    ),
    form=WordingForm, verbs=WORDINGS, order=("instrument", "-number"),
    filters=(
        Filter("instrument", "Alat", lambda user: [(one.code, one.title) for one in INSTRUMENTS.values()]),
        Filter("stage", "Keadaan", lambda user: WORDING_WAY.choices()),
    ),
    panels=(
        Panel("Redaksi", (("Alat", _title), "number", "official", "stage")),
        Panel("Asal", ("source", "permission")),
    ),
    detail_template="rehab/wording.html", form_template="rehab/wording_form.html", extras=(_way, _items), step_forms=WORDING_STEPS,
    steps_of=lambda wording, user: WORDING_WAY.open_steps(wording.stage), drawn=_drawn,
)  # fmt: skip
