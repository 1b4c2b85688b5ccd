"""The pages of one kind of record, declared: list, detail with timeline, form, cancel, export.

A room says what its record is called, which columns its list has, which form and which actions stand behind it. What
a page asks for is always in this order: permission, scope, form, action, answer.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any, Protocol
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Page, Paginator
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.scope import Scoped
from bersinar.foundation.audit.actions import Line, note, note_readings
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.files.actions import files_of
from bersinar.foundation.offices.models import Office
from bersinar.foundation.secrecy.sealed import Sealed
from bersinar.foundation.wire.drafts import drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal

from .forms import RecordForm
from .kept import kept_words
from .numbers import write_number

PER_PAGE = 25


@dataclass(frozen=True)
class Column:
    """A column of a list: a field name or a function of the record; `sort` is the field it sorts by."""

    title: str
    value: str | Callable[[Any], Any]
    sort: str = ""
    number: bool = False


@dataclass(frozen=True)
class Filter:
    """A filter of a list: a query parameter with choices, and the field it compares (or a function for more)."""

    name: str
    label: str
    choices: Callable[[User], Sequence[tuple[str, str]]]
    field: str = ""
    narrow: Callable[[Any, str], Any] | None = None

    def apply(self, rows: Any, chosen: str) -> Any:
        return self.narrow(rows, chosen) if self.narrow else rows.filter(**{self.field or self.name: chosen})


@dataclass(frozen=True)
class Panel:
    """A panel of a detail page: field names, or (label, function of the record)."""

    title: str
    rows: Sequence[str | tuple[str, Callable[[Any], Any]]]


@dataclass(frozen=True)
class Fragment:
    """A part of a detail page that another place renders: fetched by htmx from `url(record)`."""

    title: str
    url: Callable[[Any], str]


def figure(title: str, year: Callable[[Any], int], indicator: str | Callable[[Any], str] = "") -> Fragment:
    """The desk's fragment of one figure of the record's office, or without `indicator` of all that have a target."""

    def address(record: Any) -> str:
        code = indicator(record) if callable(indicator) else indicator
        query = {
            "kantor": record.office.code,
            "tahun": year(record),
            "cakupan": "own",
            **({"indikator": code} if code else {}),
        }
        return f"{reverse('desk:figure_fragment')}?{urlencode(query)}"

    return Fragment(title, address)


class Verbs(Protocol):
    """The actions behind the pages. `ledger.records.Verbs` is the usual one; a room may bring its own."""

    def create(
        self, *, office: Office, by: User, reason: str = "", request_id: UUID | None = None, **values: Any
    ) -> Any: ...

    def change(
        self,
        record: Any,
        *,
        by: User,
        based_on: int | None,
        reason: str = "",
        request_id: UUID | None = None,
        **values: Any,
    ) -> Any: ...

    def cancel(self, record: Any, *, by: User, reason: str) -> Any: ...


@dataclass(frozen=True)
class Shown:
    """One value of a page: words, and where they lead."""

    label: str
    words: str
    number: bool = False
    href: str = ""
    title: bool = False


@dataclass
class Pages:
    """Pages of one kind of record. `name` is its URL name within the room ("agreement"), `room` the room's namespace."""

    room: str
    name: str
    slug: str
    model: type[Scoped]
    noun: str
    noun_plural: str
    columns: Sequence[Column]
    form: type[RecordForm]
    verbs: Verbs
    panels: Sequence[Panel]
    explains: str = ""
    empty: str = ""
    search: Sequence[str] = ()
    filters: Sequence[Filter] = ()
    order: Sequence[str] = ("-recorded_at",)
    select: Sequence[str] = ()
    prefetch: Sequence[str] = ()
    fragments: Sequence[Fragment] = ()
    extras: Sequence[Callable[[Any, User], dict[str, Any] | None]] = ()
    detail_template: str = "ui/detail.html"
    list_template: str = "ui/list.html"
    list_extras: Callable[[User], dict[str, Any]] | None = None
    keeps_files: bool = False
    sensitive: bool = False
    has_list: bool = True
    parent: Callable[[Any], tuple[str, str]] | None = None
    initial: Callable[[HttpRequest, Office], dict[str, Any]] | None = None
    can_create: bool = True
    actions: Callable[[Any, User], list[tuple[str, str]]] | None = field(default=None)

    # --- addresses -------------------------------------------------------------------------------------------------

    def urls(self) -> list[URLPattern]:
        """The URL patterns of this kind of record."""
        read, write = self.model.read_permission, self.model.write_permission
        patterns = [
            path(f"{self.slug}/<uuid:pk>/", needs(read)(self.detail_view), name=self.name),
            path(f"{self.slug}/<uuid:pk>/ubah/", needs(write)(self.change_view), name=f"{self.name}_change"),
            path(f"{self.slug}/<uuid:pk>/batalkan/", needs(write)(self.cancel_view), name=f"{self.name}_cancel"),
        ]
        if self.can_create:
            patterns.insert(0, path(f"{self.slug}/baru/", needs(write)(self.create_view), name=f"{self.name}_new"))
        if self.has_list:
            patterns.append(path(f"{self.slug}/", needs(read)(self.list_view), name=f"{self.name}_list"))
            patterns.append(path(f"{self.slug}/ekspor/", needs(read)(self.export_view), name=f"{self.name}_export"))
        return patterns

    def url(self, part: str, *args: Any) -> str:
        """Address of a page of this kind: "", "list", "new", "change", "cancel", "export"."""
        return reverse(f"{self.room}:{self.name}{'_' + part if part else ''}", args=args)

    # --- list ------------------------------------------------------------------------------------------------------

    def told(self, user: User) -> Any:
        """The records a user may see, with what the list tells of each. A room that counts in the query overrides it."""
        return self.model.objects.visible_to(user)

    def rows(self, request: HttpRequest) -> Any:
        """The records of the list: scope first, then what the reader narrows it by."""
        rows = self.told(user_of(request))
        if request.GET.get("batal") != "1":
            rows = rows.standing()
        words = request.GET.get("q", "").strip()
        for word in words.split():
            match = Q(pk__in=[])
            for column in self.search:
                match |= Q(**{f"{column}__icontains": word})
            rows = rows.filter(match)
        for one in self.filters:
            if chosen := request.GET.get(one.name):
                rows = one.apply(rows, chosen)
        return (
            rows.select_related("office", *self.select)
            .prefetch_related(*self.prefetch)
            .order_by(*self._order(request), "pk")
        )

    def _order(self, request: HttpRequest) -> Sequence[str]:
        wanted = request.GET.get("urut", "")
        if wanted.lstrip("-") in {column.sort for column in self.columns if column.sort}:
            return (wanted,)
        return self.order

    def list_view(self, request: HttpRequest) -> HttpResponseBase:
        user = user_of(request)
        page: Page[Any] = Paginator(self.rows(request), PER_PAGE).get_page(request.GET.get("hal"))
        if self.sensitive:
            self._note_list(user, list(page.object_list), "membuka daftar")
        show_office = len(user.scope(self.model.read_permission)) > 1
        return render(
            request,
            self.list_template,
            {
                "pages": self, "page": page, "show_office": show_office,
                "table": [(row, self.url("", row.pk), self._cells(row, show_office)) for row in page.object_list],
                "heads": self._heads(request, show_office), "filters": self._filters(request), "may_write": self._may_create(user),
                "query": _without(request, "hal"), "narrowed": any(request.GET.get(n) for n in ("q", *(f.name for f in self.filters))),
                **(self.list_extras(user) if self.list_extras else {}),
            },
        )  # fmt: skip

    def _may_create(self, user: User) -> bool:
        return self.can_create and user.may(self.model.write_permission)

    def _heads(self, request: HttpRequest, show_office: bool) -> list[tuple[str, str, str, bool]]:
        """(title, address that sorts by it, direction now, number?) of every column."""
        heads = []
        now = request.GET.get("urut", "")
        for column in self.columns:
            turned = f"-{column.sort}" if now == column.sort else column.sort
            query = _without(request, "hal", "urut")
            link = f"?{query}{'&' if query else ''}urut={turned}" if column.sort else ""
            direction = {column.sort: "ascending", f"-{column.sort}": "descending"}.get(now, "") if column.sort else ""
            heads.append((column.title, link, direction, column.number))
        return [*heads, ("Satuan kerja", "", "", False)] if show_office else heads

    def _cells(self, row: Any, show_office: bool) -> list[Shown]:
        cells = [
            Shown(column.title, words(row, column.value), number=column.number, title=index == 0)
            for index, column in enumerate(self.columns)
        ]
        return [*cells, Shown("Satuan kerja", str(row.office))] if show_office else cells

    def _filters(self, request: HttpRequest) -> list[tuple[Filter, list[tuple[str, str, bool]]]]:
        user = user_of(request)
        return [
            (one, [(value, label, request.GET.get(one.name) == value) for value, label in one.choices(user)])
            for one in self.filters
        ]

    def export_view(self, request: HttpRequest) -> HttpResponseBase:
        """The list as it is narrowed, as XLSX. Written down in the audit before it leaves."""
        from .export import workbook

        user = user_of(request)
        rows = self.rows(request)
        office = user.home_office
        assert office is not None
        note(
            office=office, by=user,
            line=Line("list.export", self.model._meta.label_lower, None, self.model.read_permission.side.value, {"baris": rows.count()}),
        )  # fmt: skip
        titles = [column.title for column in self.columns]
        lines = ([words(row, column.value) for column in self.columns] for row in rows.iterator(chunk_size=500))
        return workbook(self.noun_plural, titles, lines, numbers=[column.number for column in self.columns])

    # --- detail ----------------------------------------------------------------------------------------------------

    def get(self, request: HttpRequest, pk: UUID) -> Any:
        """One record the user may see, or 404."""
        rows = self.model.objects.visible_to(user_of(request)).select_related("office", "recorded_by", *self.select)
        return get_object_or_404(rows.prefetch_related(*self.prefetch), pk=pk)

    def detail_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, record = user_of(request), self.get(request, pk)
        if self.sensitive:
            self._note_list(user, [record], "membuka rekam")
        may_write = self.may_write(user, record) and not record.is_cancelled
        context: dict[str, Any] = {
            "pages": self, "record": record, "may_write": may_write, "panels": [(p.title, self._panel(record, p)) for p in self.panels],
            "fragments": [(one.title, one.url(record)) for one in self.fragments], "timeline": history_of(record),
            "back": self.parent(record) if self.parent else (self.noun_plural, self.url("list")),
            "files": files_of(record) if self.keeps_files else None,
            "more_actions": self.actions(record, user) if self.actions and may_write else [],
        }  # fmt: skip
        for extra in self.extras:
            context.update(extra(record, user) or {})
        return render(request, self.detail_template, context)

    def _panel(self, record: Any, panel: Panel) -> list[Shown]:
        shown = []
        for row in panel.rows:
            label, value = (_label(self.model, row), row) if isinstance(row, str) else row
            shown.append(Shown(label, words(record, value)))
        return shown

    def _note_list(self, user: User, records: Sequence[Any], purpose: str) -> None:
        by_office: dict[int, list[Any]] = {}
        for record in records:
            by_office.setdefault(record.office_id, []).append(record)
        for group in by_office.values():
            note_readings(
                office=group[0].office, by=user, side=self.model.read_permission.side.value, purpose=purpose,
                records=[(self.model._meta.label_lower, record.pk) for record in group],
            )  # fmt: skip

    def may_write(self, user: User, record: Any) -> bool:
        """Whether this user may change and cancel this record. A room with a narrower rule overrides it."""
        return record.office_id in user.scope(self.model.write_permission)

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
                    messages.success(request, f"{self.noun.capitalize()} tersimpan.")
                    return redirect(self.url("", record.pk))
            return self._form_page(request, form, key, None, status=422)
        draft = read_draft(owner=user, form=key)
        initial = self.initial(request, office) if self.initial else {}
        if request.GET.get("salin") == "terakhir" and not self.sensitive:
            initial |= self._copied(user, office)
        form = (
            self.form(_as_query(draft), user=user, office=office)
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
            self._note_list(user, [record], "membuka formulir")
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
                    return redirect(self.url("", record.pk))
            return self._form_page(request, form, key, record, status=422)
        draft = read_draft(owner=user, form=key)
        form = (
            self.form(_as_query(draft), instance=record, user=user, office=record.office)
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
        title = f"Ubah {self.noun}" if record else f"{self.noun.capitalize()} baru"
        may_copy = record is None and not restored and not form.is_bound
        return render(
            request,
            "ui/form.html",
            {
                "pages": self, "form": form, "record": record, "title": title, "draft_key": key, "restored": restored,
                "back": self.url("", record.pk) if record else self._way_back(request), "may_copy": may_copy and self.has_list and not self.sensitive,
            },
            status=status,
        )  # fmt: skip

    def _way_back(self, request: HttpRequest) -> str:
        return self.url("list") if self.has_list else "/"

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
                messages.success(request, f"{self.noun.capitalize()} dibatalkan.")
                return redirect(self.url("", record.pk))
        context = {"pages": self, "record": record, "problem": problem, "back": self.url("", record.pk)}
        return render(request, "ui/cancel.html", context, status=422 if problem else 200)


# --- words of values -----------------------------------------------------------------------------------------------


def words(record: Any, value: str | Callable[[Any], Any]) -> str:
    """A value of a record in Indonesian words."""
    if callable(value):
        return in_words(value(record))
    kept = record
    for part in value.split("__")[:-1]:
        kept = getattr(kept, part)
        if kept is None:
            return ""
    name = value.split("__")[-1]
    held = getattr(kept, name)
    column = _field(type(kept), name)
    if hasattr(column, "words"):  # codes, years, amounts: fields that know how they are said
        return str(column.words(held))
    if column is not None and getattr(column, "choices", None):
        return str(getattr(kept, f"get_{name}_display")())
    if column is not None and column.many_to_many:
        return ", ".join(str(one) for one in held.all())
    return in_words(held)


def in_words(value: Any) -> str:
    """Days, numbers, yes and no, lists, in Indonesian."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, datetime):
        from .templatetags.ui import moment

        return moment(value)
    if isinstance(value, date):
        return value.strftime("%d-%m-%Y")
    if isinstance(value, (int, Decimal)):
        return write_number(value)
    if isinstance(value, (list, tuple)):
        return ", ".join(in_words(item) for item in value)
    return str(value)


def _field(model: type[models.Model], name: str) -> Any:
    return next((one for one in model._meta.get_fields() if one.name == name), None)


def _label(model: type[models.Model], name: str) -> str:
    column = _field(model, name)
    label = str(getattr(column, "verbose_name", name))
    return label[:1].upper() + label[1:]


def _without(request: HttpRequest, *names: str) -> str:
    query = request.GET.copy()
    for name in names:
        query.pop(name, None)
    return query.urlencode()


def _as_query(draft: dict[str, list[str]]) -> Any:
    from django.http import QueryDict

    query = QueryDict(mutable=True)
    for name, values in draft.items():
        query.setlist(name, values)
    return query


@dataclass(frozen=True)
class Happened:
    """One line of a record's history."""

    at: datetime
    who: str
    what: str
    changes: list[str]
    reason: str


def history_of(record: Any) -> list[Happened]:
    """What happened to a record, newest first, from its audit lines."""
    lines = list(
        AuditLine.objects.filter(record_kind=record._meta.label_lower, record_id=record.pk).order_by("-at", "-id")[:50]
    )
    names = dict(User.objects.filter(pk__in={line.actor for line in lines}).values_list("pk", "full_name"))
    return [
        Happened(line.at, names.get(line.actor, "pengguna"), "dicatat" if i == len(lines) - 1 else _what(line), _changes(record, line), line.reason)
        for i, line in enumerate(lines)
    ]  # fmt: skip


def _what(line: AuditLine) -> str:
    if "dibatalkan" in line.changes:
        return "dibatalkan"
    return "berkas ditambahkan" if line.action.startswith("files.") else "diubah"


def _changes(record: Any, line: AuditLine) -> list[str]:
    changed = []
    for name, value in line.changes.items():
        column = _field(type(record), name)
        is_pair = isinstance(value, list) and len(value) == 2
        is_plural = column is not None and (column.many_to_many or isinstance(column, models.JSONField))
        if column is None or not is_pair or (is_plural and not isinstance(value[0], (list, dict))):
            continue  # not a change but what the record began with: two regions are no pair of old and new
        old, new = (kept_words(type(record), name, part) for part in value)
        changed.append(f"{_label(type(record), name)}: {old} → {new}")
    return changed
