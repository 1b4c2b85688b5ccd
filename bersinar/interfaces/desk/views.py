"""Account, drafts, files, and what is shown when something is refused, missing or broken."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.apps import apps
from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.contrib.auth.forms import PasswordChangeForm
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import signed_in, user_of
from bersinar.foundation.access.freshness import ask_for_proof
from bersinar.foundation.access.scope import Scoped, may_keep_files
from bersinar.foundation.access.sessions import end_sessions
from bersinar.foundation.audit.actions import Line, note, note_readings
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.files.actions import keep_file, read_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.ui.numbers import NotANumber, echo, parse_number
from bersinar.foundation.wire.drafts import drop_draft, keep_draft, typed


class OwnPasswordForm(PasswordChangeForm):
    """A new password of one's own; the old one again is no new one."""

    def clean_new_password1(self) -> str:
        given: str = self.cleaned_data["new_password1"]
        if given and given == self.cleaned_data.get("old_password"):
            raise ValidationError("Kata sandi baru harus berbeda dari yang lama.")
        return given


@signed_in
def account(request: HttpRequest) -> HttpResponseBase:
    """One's own account: roles held, password."""
    user = user_of(request)
    form, must_change = OwnPasswordForm(user, request.POST or None), user.must_change_password
    if request.method == "POST" and form.is_valid():
        changed: Any = form.save()
        changed.must_change_password = False
        changed.save(update_fields=["must_change_password"])
        if user.home_office is not None:
            note(office=user.home_office, by=user, line=Line("access.change_password", "access.user", user.id))
        update_session_auth_hash(request, changed)
        end_sessions(changed, but=request)
        messages.success(request, "Kata sandi diganti.")
        return redirect("desk:home" if must_change else "desk:account")
    context = {"form": form, "memberships": user.standing_memberships, "must_change": must_change}
    return render(request, "desk/account.html", context, status=422 if form.is_bound else 200)


@require_POST
@signed_in
def draft(request: HttpRequest, key: str) -> HttpResponseBase:
    """Keep what was typed into a form."""
    user = user_of(request)
    keep_draft(owner=user, form=key[:120], side=user.side.value, fields=typed(request.POST))
    return HttpResponse(timezone.localtime().strftime("%H.%M"), content_type="text/plain")


@require_POST
@signed_in
def draft_drop(request: HttpRequest, key: str) -> HttpResponseBase:
    drop_draft(owner=user_of(request), form=key)
    return redirect(_back(request))


def _back(request: HttpRequest) -> str:
    from urllib.parse import urlsplit

    return urlsplit(request.META.get("HTTP_REFERER", "/")).path or "/"


def _owner_of(kind: str, pk: UUID, request: HttpRequest, *, writing: bool) -> Any:
    """The record that a file belongs to, asked for as the record's own page asks."""
    try:
        model = apps.get_model(kind)
    except (LookupError, ValueError) as error:
        raise Http404 from error
    if not issubclass(model, Scoped) or getattr(model, "keeps_own_files", False):
        raise Http404
    user = user_of(request)
    asked = model.files_kept_by or (model.write_permission,) if writing else (model.read_permission,)
    if not any(user.may(one) for one in asked):
        raise PermissionDenied
    record: Any = get_object_or_404(model.objects.visible_to(user), pk=pk)
    if writing and not may_keep_files(user, record):
        raise PermissionDenied
    return record


@signed_in
def file(request: HttpRequest, pk: UUID) -> HttpResponseBase:
    """A file, always as a download and never inline; a reading of a closed side is written down first.

    A file of a closed side is mostly a scan: name, signature and diagnosis at once, and it stays in the computer's
    download folder. So it asks for a fresh proof as an export does; one proof lasts for all papers of ten minutes.
    Looking at a record asks for none: it is work of every minute, stays on the screen, and is written down.
    """
    stored = StoredFile.objects.filter(pk=pk, removed_at__isnull=True).select_related("office").first()
    if stored is None:
        raise PermissionDenied  # the same answer as for a file one may not see
    record = _owner_of(stored.record_kind, stored.record_id, request, writing=False)
    if stored.side != "open":
        if asked := ask_for_proof(request):
            return asked
        note_readings(
            office=stored.office, by=user_of(request), side=stored.side, purpose="mengunduh berkas",
            records=[(stored.record_kind, record.pk)],
        )  # fmt: skip
    response = HttpResponse(read_file(stored), content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="berkas-{stored.uploaded_at:%Y%m%d}.{stored.extension}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@signed_in
def file_add(request: HttpRequest, kind: str, pk: UUID) -> HttpResponseBase:
    """Keep an upload for a record one may change."""
    record = _owner_of(kind, pk, request, writing=True)
    if refused := getattr(record, "refuses_files", ""):
        messages.error(request, refused)
        return redirect(_back(request))
    upload = request.FILES.get("file")
    if upload is None:
        messages.error(request, "Pilih berkas dahulu.")
        return redirect(f"{_back(request)}#berkas")
    keep_file(
        office=record.office, side=type(record).read_permission.side.value, record_kind=kind, record_id=record.pk,
        label=request.POST.get("label", ""), upload=upload, by=user_of(request),
        no_pictures=getattr(record, "refuses_pictures", ""),
    )  # fmt: skip
    messages.success(request, "Berkas tersimpan.")
    return redirect(f"{_back(request)}#berkas")


@signed_in
def echo_reading(request: HttpRequest) -> HttpResponseBase:
    """How a typed amount is read, shown before it is saved."""
    try:
        unit = request.GET.get("unit", "")
        reading = echo(parse_number(request.GET.get("value", "")), unit, "" if unit == "g" else label("unit", unit))
    except NotANumber as error:
        return HttpResponse(str(error), status=422, content_type="text/plain; charset=utf-8")
    return HttpResponse(f"Terbaca: {reading}", content_type="text/plain; charset=utf-8")


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "desk/forbidden.html", status=403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "desk/not_found.html", status=404)


def broken(request: HttpRequest) -> HttpResponse:
    return render(request, "desk/broken.html", status=500)
