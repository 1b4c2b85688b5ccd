"""How many invitations were handed out, and how many people came with one. Who they are stands nowhere together."""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import render

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.permissions import Permission

from ..models import InvitationCount


@needs(Permission.REHAB_READ)
def invitations(request: HttpRequest) -> HttpResponseBase:
    """The counts of the office by month, the latest two years."""
    rows = list(InvitationCount.objects.visible_to(user_of(request)).select_related("office")[:48])
    totals = sum(row.issued for row in rows), sum(row.taken for row in rows)
    return render(request, "rehab/invitations.html", {"rows": rows, "totals": totals})
