"""The page of the clinic's rule."""

from __future__ import annotations

from functools import partial

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.urls import reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.rules import rule_page

from ..actions.rules import set_clinic_rule
from ..forms.rules import ClinicRuleForm
from ..models import clinic_rule_of

_LEAD = "Berlaku untuk {}, bagi yang dicatat sesudah ini; batas waktu yang sudah berjalan tidak berubah."


@needs(Permission.REHAB_DECIDE)
def clinic_rule(request: HttpRequest) -> HttpResponseBase:
    """How long invitations are good, and how quickly clients and authorities are answered."""
    user = user_of(request)
    (office, *_) = user.offices_with(Permission.REHAB_DECIDE)
    form, save = (
        ClinicRuleForm(request.POST or None, instance=clinic_rule_of(office)),
        partial(set_clinic_rule, office=office, by=user),
    )
    return rule_page(
        request, form, save, lead=_LEAD.format(office), back=("Perlindungan data", reverse("rehab:protection"))
    )
