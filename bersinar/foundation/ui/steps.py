"""The steps of a record's way as pages: one small form a step, with draft, and the step's action behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar
from uuid import UUID, uuid4

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.utils.text import capfirst

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.stages.ways import Mark, Step
from bersinar.foundation.wire.drafts import as_query, drop_draft, read_draft
from bersinar.foundation.wire.refusals import Refusal

from .forms import ask_again, bring_back
from .pages import Pages


class StepForm(forms.Form):
    """What a step asks. `act` is its action: it takes the record, `by`, `based_on`, `request_id` and the fields."""

    act: ClassVar[Callable[..., Any]]
    sections: ClassVar[dict[str, tuple[str, ...]]] = {}
    days: ClassVar[tuple[str, ...]] = ()  # fields that begin with the office's today
    needs: ClassVar[Permission | None] = None  # whose step it is, where it is not the writers'

    request_id = forms.UUIDField(widget=forms.HiddenInput, required=False)
    version = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, record: Any, user: User, **options: Any) -> None:
        super().__init__(*args, **options)
        self.record, self.user = record, user
        self.fields["request_id"].initial = uuid4()
        self.fields["version"].initial = record.version
        for name in self.days:
            self.fields[name].initial = record.office.local_day()

    def take(self) -> bool:
        """Take the step. False where it was refused: the sentence then stands on the form."""
        values = {name: value for name, value in self.cleaned_data.items() if name not in ("request_id", "version")}
        try:
            type(self).act(
                self.record, by=self.user, based_on=self.cleaned_data.get("version"),
                request_id=self.cleaned_data.get("request_id"), **values,
            )  # fmt: skip
        except Refusal as refusal:
            bring_back(self, refusal)
            ask_again(self)
            return False
        return True

    def laid_out(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Visible fields by section; what no section names comes last."""
        named = {name for names in self.sections.values() for name in names}
        shown = {bound.name: bound for bound in self.visible_fields()}
        rest = [bound for name, bound in shown.items() if name not in named]
        groups = [(title, [shown[name] for name in names if name in shown]) for title, names in self.sections.items()]
        return [(title, fields) for title, fields in [*groups, ("", rest)] if fields]


@dataclass
class WayPages(Pages):
    """Pages of a record with a way: the detail page offers the steps that are possible, each on a page of its own.

    `steps_of(record, user)` are the steps to offer; `drawn(record)` the way as it is shown.
    """

    step_forms: Mapping[str, type[StepForm]] = field(default_factory=dict)
    steps_of: Callable[[Any, User], tuple[Step, ...]] = lambda record, user: ()
    drawn: Callable[[Any], list[Mark]] = lambda record: []

    def urls(self) -> list[URLPattern]:
        door = needs(*dict.fromkeys(self._right(code) for code in self.step_forms))(self.step_view)
        return [path(f"{self.slug}/<uuid:pk>/langkah/<slug:code>/", door, name=f"{self.name}_step"), *super().urls()]

    def of_way(self, record: Any, user: User) -> dict[str, Any]:
        """What a detail page shows of the way: for `extras`. Steps that are another's to take are not offered."""
        offered = () if record.is_cancelled else self.steps_of(record, user)
        mine = [step for step in offered if step.code in self.step_forms and self.may_step(user, record, step.code)]
        return {"way": self.drawn(record), "steps": mine}

    def may_step(self, user: User, record: Any, code: str) -> bool:
        """Whether this user may take this step of this record."""
        right = self.step_forms[code].needs
        return self.may_write(user, record) if right is None else record.office_id in user.scope(right)

    def _right(self, code: str) -> Permission:
        right: Permission = self.step_forms[code].needs or self.model.write_permission
        return right

    def step_view(self, request: HttpRequest, pk: UUID, code: str) -> HttpResponseBase:
        user = user_of(request)
        if code in self.step_forms and not user.may(self._right(code)):
            raise PermissionDenied
        record = self.get(request, pk)
        if code not in self.step_forms:
            raise Http404
        if not self.may_step(user, record, code):
            raise PermissionDenied
        if self.sensitive:
            self.note_opened(user, [record], "membuka formulir")
        key, back = f"{self.room}.{self.name}.{code}.{record.pk}", self.url("", record.pk)
        made, draft = self.step_forms[code], None
        if request.method == "POST":
            form = made(request.POST, record=record, user=user)
            if form.is_valid() and form.take():
                drop_draft(owner=user, form=key)
                messages.success(request, "Langkah tersimpan.")
                return redirect(back)
        else:
            draft = read_draft(owner=user, form=key)
            form = made(as_query(draft), record=record, user=user) if draft else made(record=record, user=user)
            if draft:
                form.errors.clear()  # a draft is not a submission: it is shown, not judged
        title = next((step.label for step in self.steps_of(record, user) if step.code == code), capfirst(self.noun))
        context = {"form": form, "title": title, "draft_key": key, "restored": bool(draft), "back": back}
        context["of"] = str(record)  # a step is taken of something: the page says of what
        return render(request, "ui/form.html", context, status=422 if request.method == "POST" else 200)
