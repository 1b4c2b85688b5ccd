"""The pages on which two records of one institution are merged, and parted again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.ui.forms import RecordForm
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.pages import Pages
from bersinar.foundation.ui.words import words
from bersinar.foundation.wire.drafts import drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal

from .forms import MergeForm, PartForm
from .merging import MERGE, PART, named_in, resembling
from .views import INSTITUTION

_DOUBLE = "ganda"  # the address names the double: a refused form, sent again, still speaks of the same two
_MOST = 20


@dataclass(frozen=True)
class Compared:
    """One line of two records side by side."""

    label: str
    kept: str
    double: str
    is_entry: bool = True  # something that was typed in, and could be copied

    @property
    def remark(self) -> str:
        """What to look at: that they differ, or that the kept one lacks it."""
        if not self.is_entry or not self.double or self.kept == self.double:
            return ""
        return "berbeda" if self.kept else "hanya pada gandanya"


class BesideInstitution(Pages):
    """A further page of an institution, which leads back to it."""

    word: str

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.change_view)
        return [path(f"{self.slug}/<uuid:pk>/{self.word}/", door, name=self.name)]

    def url(self, part: str, *args: Any) -> str:
        return INSTITUTION.url(part, *args)


class MergingPages(BesideInstitution):
    """First the double is chosen, then both are looked at side by side, then it is confirmed."""

    word = "gabung"

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, kept = user_of(request), self.get(request, pk)
        if not self.may_write(user, kept):
            raise PermissionDenied
        if _DOUBLE not in request.GET:
            return self._choosing(request, kept)
        double = self._double(request, user, kept)
        key = f"{self.room}.{self.name}.{kept.pk}.{double.pk}"
        if request.method != "POST":
            draft = read_draft(owner=user, form=key)
            typed = {"reason": draft.get("reason", [""])[0]} if draft else {}
            form = self.form(instance=kept, user=user, office=kept.office, initial=typed)
            return self._compared(request, form, key, kept, double, restored=bool(draft))
        form = self.form(request.POST, instance=kept, user=user, office=kept.office)
        if form.is_valid():
            try:
                self.verbs.change(
                    kept, by=user, based_on=None, reason=form.cleaned_data["reason"], request_id=form.sent_id, duplicate=double,
                )  # fmt: skip
            except Refusal as refusal:
                form.refuse(refusal)
            else:
                drop_draft(owner=user, form=key)
                messages.success(request, f"{double} digabung ke {kept}. Keduanya dihitung sebagai satu instansi.")
                return redirect(self.url("", kept.pk))
        return self._compared(request, form, key, kept, double, status=422)

    def _double(self, request: HttpRequest, user: User, kept: Institution) -> Institution:
        """The other record, of the same office and in the reader's scope, or 404."""
        try:
            pk = UUID(request.GET[_DOUBLE])
        except ValueError as error:
            raise Http404 from error
        rows = self.model.objects.visible_to(user).filter(office=kept.office_id)
        found: Institution = get_object_or_404(rows.select_related("region", "merged_into"), pk=pk)
        return found

    def _choosing(self, request: HttpRequest, kept: Institution) -> HttpResponse:
        """What bears nearly the same name, or what was searched for."""
        rows = INSTITUTION.rows(request).filter(office=kept.office_id).exclude(pk=kept.pk)
        searched = bool(request.GET.get("q", "").strip())
        found = list(rows[: _MOST + 1]) if searched else resembling(kept, list(rows))
        context = {
            "record": kept, "found": [(one, self._address(kept, one)) for one in found[:_MOST]], "searched": searched,
            "too_many": len(found) > _MOST, "most": _MOST, "back": self.url("", kept.pk),
        }  # fmt: skip
        return render(request, "activities/institution_doubles.html", context)

    def _address(self, kept: Institution, double: Institution) -> str:
        return f"{reverse('activities:institution_merge', args=[kept.pk])}?{_DOUBLE}={double.pk}"

    def _compared(
        self, request: HttpRequest, form: RecordForm, key: str, kept: Institution, double: Institution, *,
        status: int = 200, restored: bool = False,
    ) -> HttpResponse:  # fmt: skip
        context = {
            "form": form, "draft_key": key, "title": "Gabungkan rekam ganda", "record": kept, "double": double,
            "compared": _side_by_side(kept, double), "turned": self._address(double, kept), "submit": "Gabungkan",
            "back": reverse("activities:institution_merge", args=[kept.pk]), "restored": restored,
        }  # fmt: skip
        return render(request, "activities/institution_merge.html", context, status=status)


class PartingPages(BesideInstitution):
    """One question: shall it count for itself again?"""

    word = "pisah"

    def _form_page(
        self, request: HttpRequest, form: RecordForm, key: str, record: Any, *, status: int = 200, restored: bool = False
    ) -> HttpResponse:  # fmt: skip
        context = {
            "form": form, "draft_key": key, "title": "Pisahkan rekam yang digabung", "record": record, "submit": "Pisahkan",
            "back": self.url("", record.pk), "restored": restored,
        }  # fmt: skip
        if restored:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
        return render(request, "activities/institution_part.html", context, status=status)


def _side_by_side(kept: Institution, double: Institution) -> list[Compared]:
    names = [row for panel in INSTITUTION.panels for row in panel.rows]
    lines = [
        Compared(_label(name), words(kept, name), words(double, name)) for name in names if isinstance(name, str)
    ]  # fmt: skip
    return [*lines, Compared("Disebut dalam", _naming(kept), _naming(double), is_entry=False)]


def _label(name: str) -> str:
    label = str(Institution._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
    return label[:1].upper() + label[1:]


def _naming(institution: Institution) -> str:
    return ", ".join(f"{write_number(many)} {noun}" for noun, many in named_in(institution)) or "belum ada rekam"


def _beside(kind: type[BesideInstitution], name: str, form: type[RecordForm], verbs: Any) -> BesideInstitution:
    return kind(
        "activities", name, INSTITUTION.slug, Institution, "instansi", "Instansi", columns=(), panels=(), form=form,
        verbs=verbs, select=("region", "merged_into"), has_list=False,
    )  # fmt: skip


def merging_urls() -> list[URLPattern]:
    """Choose and merge a double; part what was merged."""
    merging = _beside(MergingPages, "institution_merge", MergeForm, MERGE)
    return [*merging.urls(), *_beside(PartingPages, "institution_part", PartForm, PART).urls()]
