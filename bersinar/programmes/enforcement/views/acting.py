"""The page of one action that is no plain form of a record: who may do it, its reading line, its answer or refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.audit.actions import note_readings
from bersinar.foundation.ui.pages import Pages
from bersinar.foundation.wire.drafts import as_query, read_draft
from bersinar.foundation.wire.refusals import Refusal

from .base import READ, WRITE

Form = TypeVar("Form", bound=forms.Form)


def writable(request: HttpRequest, pages: Pages, pk: UUID) -> Any:
    """A standing record that this user may change: 404 outside one's scope, 403 where only reading is allowed."""
    record = pages.get(request, pk)
    if record.office_id not in user_of(request).scope(WRITE):
        raise PermissionDenied
    return record


def sent(request: HttpRequest) -> Any:
    """What was sent, also where every field was left empty; nothing for a page that is only opened."""
    return request.POST if request.method == "POST" else None


def as_left(form: type[Form], user: User, key: str, said: Mapping[str, Any], **first: Any) -> tuple[Form, bool]:
    """A form as its draft left it, shown and not judged, and whether there was one; without a draft as it begins."""
    draft = read_draft(owner=user, form=key)
    if not draft:
        return form(**said, **first), False
    left = form(as_query(draft), **said)
    left.errors.clear()  # a draft is not a submission
    return left, True


def note_opening(request: HttpRequest, record: Any, purpose: str) -> None:
    """Write that this user has read the record, and what for."""
    note_readings(
        office=record.office,
        by=user_of(request),
        side=READ.side.value,
        purpose=purpose,
        records=[(record._meta.label_lower, record.pk)],
    )


def act(
    request: HttpRequest, form: forms.Form, do: Callable[[dict[str, Any]], Any], *, title: str, verb: str,
    back: str, done: str,
    **context: Any,
) -> HttpResponseBase:  # fmt: skip
    """The page of one action: form, action, answer. `do` takes what was typed; its refusal comes back to the fields."""
    if request.method == "POST" and form.is_valid():
        try:
            record = do(form.cleaned_data)
        except Refusal as refusal:
            for name, message in refusal.fields.items():
                form.add_error(name if name in form.fields else None, message)
            if not refusal.fields:
                form.add_error(None, refusal.sentence)
        else:
            messages.success(request, done)
            return redirect(record)
    page = {"form": form, "title": title, "verb": verb, "back": back, **context}
    return render(request, "enforcement/act.html", page, status=422 if form.is_bound else 200)
