"""Who may be counsellor in an office: whoever records treatment there."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.access.roles import ROLES
from bersinar.foundation.access.sides import Side
from bersinar.foundation.offices.models import Office

_ROLES = [role.code for role in ROLES.values() if Permission.REHAB_WRITE in role.permissions]


def counsellors_of(office: Office, also: UUID | None = None) -> QuerySet[User]:
    """Those of an office who may be named as counsellor now; and `also`, whom a record names already."""
    here = Q(
        is_active=True, closed_side=Side.TREATMENT.value, memberships__office=office, memberships__role__in=_ROLES,
        memberships__approved_at__lte=timezone.now(), memberships__ended_at__isnull=True,
    )  # fmt: skip
    return User.objects.filter(here | Q(pk=also) if also else here).distinct()
