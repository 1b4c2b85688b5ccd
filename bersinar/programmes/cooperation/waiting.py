"""What waits in this room, as the desk's tasks tell it: terms, agreements that end, obstacles on which nothing moves.

Ids in, frozen dataclasses out; no name of an applicant, ever.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Exists, OuterRef
from django.urls import reverse

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.foundation.ui.waiting import Task

from .models import Agreement, DataRequest, Effort, InformationRequest, Obstacle
from .ways import DATA_WAY

AHEAD = timedelta(days=90)  # how long before its end an agreement is called to mind
STILL = timedelta(days=90)  # how long an obstacle may stand without an effort
_MOST = 5


def ending(office: Office) -> Iterator[Task]:
    """Agreements that expire soon and have not been renewed."""
    today = office.local_day()
    renewed = Agreement.objects.standing().filter(follows=OuterRef("pk"))
    rows = Agreement.objects.standing().filter(office=office, valid_until__range=(today, today + AHEAD))
    for agreement in rows.exclude(Exists(renewed)).order_by("valid_until")[:_MOST]:
        words = f"Kerja sama berakhir: {agreement}"
        yield Task(
            words, reverse("cooperation:agreement", args=[agreement.pk]), "heart-handshake", agreement.valid_until
        )


def asked(office: Office) -> Iterator[Task]:
    """What others wait for: requests for information by their terms, letters for data by the day that they name."""
    today = office.local_day()
    rows = InformationRequest.objects.standing().filter(office=office, stage__in=("received", "extended", "objected"))
    owed = sorted(rows, key=lambda one: one.next_due or date.max)
    for request in owed[:_MOST]:
        verb = "Tanggapi keberatan" if request.stage == "objected" else "Jawab permohonan informasi"
        due = request.next_due
        url = reverse("cooperation:information_request", args=[request.pk])
        yield Task(f"{verb} {request.number}", url, "messages", due, due is not None and due < today)
    letters = DataRequest.objects.standing().filter(office=office, direction="of_us").exclude(stage__in=DATA_WAY.ends)
    for letter in letters.select_related("partner").order_by("due_on", "asked_on")[:_MOST]:
        words, url = (
            f"Jawab permintaan data dari {letter.partner}",
            reverse("cooperation:data_request", args=[letter.pk]),
        )
        yield Task(words, url, "file-text", letter.due_on, letter.due_on is not None and letter.due_on < today)


def unmoved(office: Office) -> Iterator[Task]:
    """How many obstacles stand in the way on which nothing was done for long."""
    since = office.local_day() - STILL
    lately = Effort.objects.standing().filter(obstacle=OuterRef("pk"), made_on__gt=since)
    rows = Obstacle.objects.standing().filter(
        office=office, ended_on__isnull=True, noted_on__lte=since, noted_on__gte=since - 4 * STILL
    )
    if found := rows.exclude(Exists(lately)).count():
        words = f"{write_number(found)} kendala tanpa upaya selama tiga bulan: catat upayanya, atau catat teratasi"
        yield Task(words, f"{reverse('cooperation:obstacle_list')}?keadaan=terbuka", "alert-triangle")
