"""The master on which an office's slides stand, as the administrator keeps it."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from bersinar.figures.models import SlideMaster
from bersinar.figures.reports.masters import add_master, back_to_neutral, content_in_force, master_in_force
from bersinar.figures.reports.writers import FILES
from bersinar.figures.reports.writers.slide_master import neutral
from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import actor_name
from bersinar.foundation.access.permissions import Permission as P
from bersinar.foundation.ui.forms import bring_back
from bersinar.foundation.wire.refusals import Refusal

from .offices import office_of


class MasterForm(forms.Form):
    file = forms.FileField(
        label="Master (PPTX)", error_messages={"required": "Pilih berkas PPTX dahulu."}, widget=forms.FileInput(attrs={"accept": ".pptx"}),
        help_text="Paling banyak 8 MB, tanpa makro, tautan, dan objek tertanam. Slide di dalamnya tidak dipakai.",
    )  # fmt: skip


@needs(P.OFFICES_MANAGE)
def slide_master(request: HttpRequest, code: str) -> HttpResponseBase:
    """Which master holds, its versions, and the upload of a new one."""
    by = user_of(request)
    office = office_of(by, code)
    form = MasterForm()
    if request.method == "POST":
        form = MasterForm(request.POST, request.FILES)
        if form.is_valid():
            try:
                made = add_master(office=office, upload=form.cleaned_data["file"], by=by)
            except Refusal as refusal:
                bring_back(form, refusal)
            else:
                messages.success(request, f"Master versi {made.version} dipakai mulai sekarang.")
                return redirect("desk:slide_master", code)
    versions = [(one, actor_name(one.made_by)) for one in SlideMaster.objects.filter(office=office)]
    context = {"office": office, "form": form, "now": master_in_force(office), "versions": versions}
    return render(request, "desk/slide_master.html", context, status=422 if form.is_bound else 200)


@needs(P.OFFICES_MANAGE)
def slide_master_file(request: HttpRequest, code: str) -> HttpResponseBase:
    """The office's master, or with `isi=bawaan` the neutral one to begin an own one with."""
    office = office_of(user_of(request), code)
    own = None if request.GET.get("isi") == "bawaan" else content_in_force(office)
    response = HttpResponse(own or neutral(), content_type=FILES["pptx"].mime)
    response["Content-Disposition"] = f'attachment; filename="master-paparan-{office.code if own else "bawaan"}.pptx"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_POST
@needs(P.OFFICES_MANAGE)
def to_neutral(request: HttpRequest, code: str) -> HttpResponseBase:
    """From now on the neutral master holds again."""
    by = user_of(request)
    back_to_neutral(office=office_of(by, code), by=by)
    messages.success(request, "Master bawaan dipakai lagi.")
    return redirect("desk:slide_master", code)
