"""What is done once a day: anchors, and throwing away what has had its time."""

from __future__ import annotations

from datetime import timedelta

from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from bersinar.figures.models import ReportFile
from bersinar.foundation.access.factors import BEGUN_FOR
from bersinar.foundation.access.pins import drop_old_pins
from bersinar.foundation.access.proofs import Factor
from bersinar.foundation.oneform.openings import close_expired
from bersinar.foundation.wire.models import Draft
from bersinar.ledger.anchors import anchor_all
from bersinar.programmes.rehab.public import drop_old_invitations
from bersinar.programmes.screening.retention import destroy_due_scans, erase_due_pots
from bersinar.programmes.skhpn.retention import erase_due

REPORTS_KEPT = timedelta(days=1)
DRAFTS_KEPT = timedelta(days=30)


def keep_house() -> None:
    """Close public forms whose last day has passed; anchor the chains; drop what is kept for a time only."""
    close_expired()
    erase_due()
    drop_old_invitations()
    destroy_due_scans()
    erase_due_pots()
    anchor_all("daily")
    now = timezone.now()
    ReportFile.objects.filter(asked_at__lt=now - REPORTS_KEPT).delete()
    Draft.objects.filter(saved_at__lt=now - DRAFTS_KEPT).delete()
    call_command("clearsessions")
    drop_old_pins(now.date() - timedelta(days=1))  # yesterday's may still be today's in another time zone
    Factor.objects.filter(confirmed_at__isnull=True, made_at__lt=now - BEGUN_FOR).delete()
    if (
        connection.vendor == "sqlite"
    ):  # what PostgreSQL does by itself: without statistics long lists are walked through
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA optimize")
