"""The pages on which two records of one institution are merged, and parted again."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern

from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.ui.merging import Compared, MergingPages, PartingPages
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.words import words

from ..forms import MergeForm, PartForm
from ..merging import MERGE, PART, named_in, resembling
from .institutions import INSTITUTION

_MOST = 20


class InstitutionMerging(MergingPages):
    """The double is chosen among those of nearly the same name, or searched for."""

    home = INSTITUTION
    merge_template = "activities/institution_merge.html"

    def double(self, user: User, kept: Institution, named: str) -> Institution:
        try:
            pk = UUID(named)
        except ValueError as error:
            raise Http404 from error
        rows = self.model.objects.visible_to(user).filter(office=kept.office_id)
        found: Institution = get_object_or_404(rows.select_related("region", "merged_into"), pk=pk)
        return found

    def choosing(self, request: HttpRequest, kept: Institution) -> HttpResponse:
        rows = INSTITUTION.rows(request).filter(office=kept.office_id).exclude(pk=kept.pk)
        searched = bool(request.GET.get("q", "").strip())
        found = list(rows[: _MOST + 1]) if searched else resembling(kept, list(rows))
        context = {
            "record": kept, "found": [(one, self.address(kept, one)) for one in found[:_MOST]], "searched": searched,
            "too_many": len(found) > _MOST, "most": _MOST, "back": self.url("", kept.pk),
        }  # fmt: skip
        return render(request, "activities/institution_doubles.html", context)

    def side_by_side(self, kept: Institution, double: Institution) -> list[Compared]:
        names = [row for panel in INSTITUTION.panels for row in panel.rows]
        lines = [
            Compared(_label(name), words(kept, name), words(double, name)) for name in names if isinstance(name, str)
        ]  # fmt: skip
        return [*lines, Compared("Disebut dalam", _naming(kept), _naming(double), is_entry=False)]

    def merged(self, kept: Institution, double: Institution) -> str:
        return f"{double} digabung ke {kept}. Keduanya dihitung sebagai satu instansi."


class InstitutionParting(PartingPages):
    """A merged institution is parted again."""

    home = INSTITUTION
    part_template = "activities/institution_part.html"


def _label(name: str) -> str:
    label = str(Institution._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _naming(institution: Institution) -> str:
    return ", ".join(f"{write_number(many)} {noun}" for noun, many in named_in(institution)) or "belum ada rekam"


def merging_urls() -> list[URLPattern]:
    """Choose and merge a double; part what was merged."""
    merging = InstitutionMerging.beside("institution_merge", MergeForm, MERGE)
    return [*merging.urls(), *InstitutionParting.beside("institution_part", PartForm, PART).urls()]
