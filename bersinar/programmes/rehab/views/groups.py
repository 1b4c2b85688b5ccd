"""The page of a group session."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.wire.drafts import as_query, drop_draft, read_draft

from ..forms.groups import GroupForm
from ..models import Session
from .sessions import SESSION

_KEY = "rehab.session.group"


@needs(Permission.REHAB_WRITE)
def group_new(request: HttpRequest) -> HttpResponseBase:
    """A group session, held or planned; `?seperti=` begins with the clients of an earlier one."""
    user = user_of(request)
    office = user.offices_with(Permission.REHAB_WRITE)[0]
    codes = _codes_of(request.GET.get("seperti", ""), user)
    draft = None if request.method == "POST" or codes else read_draft(owner=user, form=_KEY)
    sent = request.POST if request.method == "POST" else as_query(draft) if draft else None
    form = GroupForm(sent, user=user, office=office, codes=codes)
    if request.method == "POST" and form.is_valid() and (made := form.save()) is not None:
        drop_draft(owner=user, form=_KEY)
        messages.success(request, "Sesi kelompok tersimpan.")
        return redirect(f"{SESSION.url('list')}?kelompok={made.group}" if made.group else SESSION.url("list"))
    if draft:
        form.errors.clear()  # a draft is not a submission: it is shown, not judged
    context = {
        "form": form, "title": "Sesi kelompok", "draft_key": _KEY, "restored": bool(draft), "back": reverse("rehab:today"),
    }  # fmt: skip
    return render(request, "rehab/group.html", context, status=422 if request.method == "POST" else 200)


def _codes_of(named: str, user: User) -> list[str]:
    try:
        key = UUID(named)
    except ValueError:
        return []
    rows: Any = Session.objects.visible_to(user).standing().filter(group=key)
    return list(rows.order_by("episode__client__code").values_list("episode__client__code", flat=True))
