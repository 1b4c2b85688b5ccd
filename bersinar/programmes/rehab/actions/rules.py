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
        return doing.settle(ClinicRule, values, based_on=based_on)
