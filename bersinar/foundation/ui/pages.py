"""The pages of one kind of record, declared: list, detail with timeline, form, cancel, export.

A room says what its record is called, which columns its list has, which form and which actions stand behind it. What
a page asks for is always in this order: permission, scope, form, action, answer.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.forms import ModelChoiceField, ModelMultipleChoiceField
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import NoReverseMatch, URLPattern, path
from django.utils.text import capfirst

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import may_keep_files
from bersinar.foundation.files.actions import files_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import Sealed
from bersinar.foundation.wire.drafts import as_query, drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal
from bersinar.foundation.wire.related import fetch_related

from .bands import bands_of
from .declared import Column, Filter, Fragment, Panel, Shown, Verbs, by_code, figure
from .forms import RecordForm
from .history import history_of
from .lists import ListPages
from .words import label_of, words

# all that a room declares pages with
__all__ = ["Column", "Filter", "Fragment", "Pages", "Panel", "Verbs", "by_code", "figure"]


class Pages(ListPages):
    """Pages of one kind of record, at addresses of their own."""

    def urls(self) -> list[URLPattern]:
        """The URL patterns of this kind of record."""
        read, write = self.model.read_permission, self.model.write_permission
        patterns = [path(f"{self.slug}/<uuid:pk>/", needs(read)(self.detail_view), name=self.name)]
        if self.can_change:
            patterns.append(
                path(f"{self.slug}/<uuid:pk>/ubah/", needs(write)(self.change_view), name=f"{self.name}_change")
            )
        if self.can_cancel:
            patterns.append(
                path(f"{self.slug}/<uuid:pk>/batalkan/", needs(write)(self.cancel_view), name=f"{self.name}_cancel")
            )
        if self.can_create:
            patterns.insert(0, path(f"{self.slug}/baru/", needs(write)(self.create_view), name=f"{self.name}_new"))
        if self.has_list:
            patterns.append(path(f"{self.slug}/", needs(read)(self.list_view), name=f"{self.name}_list"))
            export = needs(read, fresh=self.export_asks_proof)(self.export_view)
            patterns.append(path(f"{self.slug}/ekspor/", export, name=f"{self.name}_export"))
        return patterns

    # --- detail ----------------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, pk: UUID) -> Any:
        """One record the user may see, or 404."""
        record = get_object_or_404(self.model.objects.visible_to(user_of(request)), pk=pk)
        fetch_related([record], "office", "recorded_by", *self.select, *self.prefetch)
        return record

    def detail_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, record = user_of(request), self.get(request, pk)
        if self.sensitive:
            self.note_opened(user, [record], "membuka rekam")
        may_write = self.may_write(user, record) and not record.is_cancelled
        context: dict[str, Any] = {
            "pages": self, "record": record, "may_write": may_write, "panels": [(p.title, self._panel(record, p)) for p in self.panels],
            "fragments": [(one.title, one.url(record)) for one in self.fragments], "timeline": history_of(record, self.says),
            "back": self.parent(record) if self.parent else (self.noun_plural, self.url("list")),
            "files": files_of(record) if self.keeps_files else None,
            "no_pictures": self.keeps_files and getattr(record, "refuses_pictures", ""),
            "may_keep_files": self.keeps_files and self.may_keep_files(user, record) and not record.is_cancelled,
            "more_actions": self.actions(record, user) if self.actions and may_write else [], "bands": bands_of(record, user),
        }  # fmt: skip
        for extra in self.extras:
            context.update(extra(record, user) or {})
        return render(request, self.detail_template, context)

    def _panel(self, record: Any, panel: Panel) -> list[Shown]:
        shown = []
        for row in panel.rows:
            label, value = (label_of(self.model, row), row) if isinstance(row, str) else row
            shown.append(Shown(label, words(record, value)))
        return shown

    def may_write(self, user: User, record: Any) -> bool:
        """Whether this user may change and cancel this record. A room with a narrower rule overrides it."""
        return record.office_id in user.scope(self.model.write_permission)

    def may_keep_files(self, user: User, record: Any) -> bool:
        """Whether this user may add files: who may write the record, or whom its model names beside."""
        return may_keep_files(user, record) if self.model.files_kept_by else self.may_write(user, record)

    # --- forms -----------------------------------------------------------------------------------------------------

    def _office_for(self, user: User) -> Office:
        offices = user.offices_with(self.model.write_permission)
        if not offices:
            raise PermissionDenied
        return offices[0]

    def create_view(self, request: HttpRequest) -> HttpResponseBase:
        user = user_of(request)
        office, key = self._office_for(user), self._new_key(request)
        if request.method == "POST":
            form = self.form(request.POST, request.FILES, user=user, office=office)
            if form.is_valid():
                try:
                    record = self.verbs.create(
                        office=office,
                        by=user,
                        reason=form.cleaned_data.get("reason") or "",
                        request_id=form.sent_id,
                        **form.values(),
                    )
                except Refusal as refusal:
                    form.refuse(refusal)
                else:
                    drop_draft(owner=user, form=key)
                    messages.success(request, f"{capfirst(self.noun)} tersimpan.")
                    return redirect(self._home_of(record))
            return self._form_page(request, form, key, None, status=422)
        draft = read_draft(owner=user, form=key)
        initial = self.initial(request, office) if self.initial else {}
        if request.GET.get("salin") == "terakhir" and not self.sensitive:
            initial |= self._copied(user, office)
        form = (
            self.form(as_query(draft), user=user, office=office)
            if draft
            else self.form(user=user, office=office, initial=initial)
        )
        return self._form_page(request, form, key, None, restored=bool(draft))

    def _new_key(self, request: HttpRequest) -> str:
        """The draft of a new record. What the address names (its obstacle, its client) has a draft of its own."""
        named = (value for name, value in sorted(request.GET.items()) if name != "salin")
        words = (re.sub(r"[^\w-]", "", str(value)) for value in named)
        return ".".join([self.room, self.name, "new", *words])[:120]

    def _copied(self, user: User, office: Office) -> dict[str, Any]:
        """The last record of this office as a starting point, without what belongs to that one alone."""
        last: Any = (
            self.model.objects.visible_to(user).standing().filter(office=office).order_by("-recorded_at").first()
        )
        if last is None:
            return {}
        form = self.form(instance=last, user=user, office=office)
        sealed = {f.name for f in last._meta.fields if isinstance(getattr(last, f.name, None), Sealed)}
        return {
            name: value for name, value in form.initial.items() if name not in form.not_copied and name not in sealed
        }

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, record = user_of(request), self.get(request, pk)
        if not self.may_write(user, record):
            raise PermissionDenied
        if self.sensitive:
            self.note_opened(user, [record], "membuka formulir")
        key = f"{self.room}.{self.name}.{record.pk}"
        if request.method == "POST":
            form = self.form(request.POST, request.FILES, instance=record, user=user, office=record.office)
            if form.is_valid():
                try:
                    self.verbs.change(
                        record, by=user, based_on=form.cleaned_data.get("version"), reason=form.cleaned_data.get("reason") or "",
                        request_id=form.sent_id, **form.values(),
                    )  # fmt: skip
                except Refusal as refusal:
                    form.refuse(refusal)
                else:
                    drop_draft(owner=user, form=key)
                    messages.success(request, "Perubahan tersimpan.")
                    return redirect(self._home_of(record))
            return self._form_page(request, form, key, record, status=422)
        draft = read_draft(owner=user, form=key)
        form = (
            self.form(as_query(draft), instance=record, user=user, office=record.office)
            if draft
            else self.form(instance=record, user=user, office=record.office)
        )
        return self._form_page(request, form, key, record, restored=bool(draft))

    def _form_page(
        self,
        request: HttpRequest,
        form: RecordForm,
        key: str,
        record: Any,
        *,
        status: int = 200,
        restored: bool = False,
    ) -> HttpResponse:
        if restored:
            form.errors.clear()  # a draft is not a submission: it is shown, not judged
        title = f"Ubah {self.noun}" if record else f"{capfirst(self.noun)} baru"
        may_copy = record is None and not restored and not form.is_bound
        copying = request.GET.copy()
        copying["salin"] = "terakhir"  # what the address names stays named
        back = self.url("", record.pk) if record else self._named_home(request, form) or self._way_back(request)
        return render(
            request,
            self.form_template,
            {
                "pages": self, "form": form, "record": record, "title": title, "draft_key": key, "restored": restored,
                "back": back, "copying": copying.urlencode(), "may_copy": may_copy and self.has_list and not self.sensitive,
            },
            status=status,
        )  # fmt: skip

    def _home_of(self, record: Any) -> str:
        """Where one is after saving or cancelling: at the record, or at the one that it belongs to."""
        return self.parent(record)[1] if self.parent else self.url("", record.pk)

    def _way_back(self, request: HttpRequest) -> str:
        """Where one goes back to without saving a new record that belongs to none."""
        return self.url("list") if self.has_list else "/"

    def _named_home(self, request: HttpRequest, form: RecordForm) -> str:
        """The page of what a new record belongs to, where the form names it and the user may see it; else nothing."""
        if self.parent is None or self.initial is None:
            return ""
        record: Any = self.model()
        record.office = form.office
        for name in self.initial(request, form.office):
            field: Any = form.fields.get(name)
            is_one = isinstance(field, ModelChoiceField) and not isinstance(field, ModelMultipleChoiceField)
            if is_one and (named := form[name].value()):
                with suppress(ValidationError):
                    setattr(record, name, field.to_python(named))
        try:
            return self.parent(record)[1]
        except (ObjectDoesNotExist, NoReverseMatch):  # it names none yet
            return ""

    def cancel_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, record = user_of(request), self.get(request, pk)
        if not self.may_write(user, record):
            raise PermissionDenied
        problem = ""
        if request.method == "POST":
            try:
                self.verbs.cancel(record, by=user, reason=request.POST.get("reason", ""))
            except Refusal as refusal:
                problem = refusal.sentence
            else:
                messages.success(request, f"{capfirst(self.noun)} dibatalkan.")
                return redirect(self._home_of(record))
        context = {"pages": self, "record": record, "problem": problem, "back": self.url("", record.pk)}
        return render(request, "ui/cancel.html", context, status=422 if problem else 200)
