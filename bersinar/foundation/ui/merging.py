"""Pages on which two records of one thing are merged, and parted again; a room says what there is to look at.

First the double is chosen, then both are looked at side by side, then it is confirmed: nothing changes before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar, Self
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.http import urlencode

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.wire.drafts import drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal

from .forms import RecordForm
from .pages import Pages

DOUBLE = "ganda"  # the address names the double: a refused form, sent again, still speaks of the same two


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


class Beside(Pages):
    """A further page of a record, which leads back to it."""

    word: ClassVar[str]
    home: ClassVar[Pages]

    @classmethod
    def beside(cls, name: str, form: type[RecordForm], verbs: Any) -> Self:
        """The page with this form, declared as its home is."""
        home = cls.home
        return cls(
            home.room, name, home.slug, home.model, home.noun, home.noun_plural, columns=(), panels=(), form=form, verbs=verbs,
            select=home.select, has_list=False, sensitive=home.sensitive,
        )  # fmt: skip

    def urls(self) -> list[URLPattern]:
        door = needs(self.model.write_permission)(self.change_view)
        return [path(f"{self.slug}/<uuid:pk>/{self.word}/", door, name=self.name)]

    def url(self, part: str, *args: Any) -> str:
        return self.home.url(part, *args)


class MergingPages(Beside):
    """Merge a double into the record that is kept. A room overrides the four questions below."""

    word = "gabung"
    merge_template: ClassVar[str]

    def double(self, user: User, kept: Any, named: str) -> Any:
        """The other record that the address names, of the same office and in the reader's scope, or 404."""
        raise NotImplementedError

    def name_of(self, record: Any) -> str:
        """How an address names a record."""
        return str(record.pk)

    def choosing(self, request: HttpRequest, kept: Any) -> HttpResponseBase:
        """The page on which the double is chosen."""
        raise NotImplementedError

    def side_by_side(self, kept: Any, double: Any) -> list[Compared]:
        """What a person compares."""
        raise NotImplementedError

    def merged(self, kept: Any, double: Any) -> str:
        """What is said when it is done."""
        raise NotImplementedError

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, kept = user_of(request), self.get(request, pk)
        if not self.may_write(user, kept):
            raise PermissionDenied
        if not request.GET.get(DOUBLE):
            return self.choosing(request, kept)
        double = self.double(user, kept, request.GET[DOUBLE])
        if self.sensitive:
            self.note_opened(user, [kept, double], "membandingkan rekam")
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
                messages.success(request, self.merged(kept, double))
                return redirect(self.url("", kept.pk))
        return self._compared(request, form, key, kept, double, status=422)

    def address(self, kept: Any, double: Any) -> str:
        """Where two records are compared."""
        return f"{self._choosing_address(kept)}?{urlencode({DOUBLE: self.name_of(double)})}"

    def _choosing_address(self, kept: Any) -> str:
        return reverse(f"{self.room}:{self.name}", args=[kept.pk])

    def _compared(
        self, request: HttpRequest, form: RecordForm, key: str, kept: Any, double: Any, *, status: int = 200,
        restored: bool = False,
    ) -> HttpResponse:  # fmt: skip
        context = {
            "form": form, "draft_key": key, "title": "Gabungkan rekam ganda", "record": kept, "double": double,
            "compared": self.side_by_side(kept, double), "turned": self.address(double, kept), "submit": "Gabungkan",
            "back": self._choosing_address(kept), "restored": restored,
        }  # fmt: skip
        return render(request, self.merge_template, context, status=status)


class PartingPages(Beside):
    """One question: shall it count for itself again?"""

    word = "pisah"
    part_template: ClassVar[str]

    def _form_page(
        self, request: HttpRequest, form: RecordForm, key: str, record: Any, *, status: int = 200, restored: bool = False
    ) -> HttpResponse:  # fmt: skip
        context = {
            "form": form, "draft_key": key, "title": "Pisahkan rekam yang digabung", "record": record, "submit": "Pisahkan",
            "back": self.url("", record.pk), "restored": restored,
        }  # fmt: skip
        if restored:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
        return render(request, self.part_template, context, status=status)
