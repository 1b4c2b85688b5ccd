"""The rule of an office's clinic, said by its head."""

from __future__ import annotations

from typing import Any

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.offices.models import Office
from bersinar.ledger.deeds import deed

from ..models import ClinicRule


def set_clinic_rule(*, office: Office, by: User, based_on: int | None = None, **values: Any) -> ClinicRule:
    """Say how long invitations are good, and how quickly clients and authorities are answered."""
    with deed("rehab.set_clinic_rule", office=office, by=by, needs=Permission.REHAB_DECIDE) as doing:
        Office.objects.select_for_update(no_key=True).get(pk=office.pk)
        rule = ClinicRule.objects.filter(office=office).first()
        return doing.add(ClinicRule(), values) if rule is None else doing.change(rule, values, based_on=based_on)
