"""What this room's records contribute to the words of a report: what a reader must know to read its figures."""

from __future__ import annotations

from collections.abc import Iterator

from django.db.models import Count, Q, Sum

from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.numbers import write_number
from bersinar.ledger.sources import Narrated

from .models import UrineSession, raids_count


def footnotes(office: Office, year: int) -> Iterator[Narrated]:
    """Raids apart, and sessions whose number is not known. Never anything of a result."""
    told = (
        UrineSession.objects.standing()
        .filter(office=office, held_on__year=year)
        .aggregate(
            sessions=Count("pk"),
            raids=Count("pk", filter=Q(is_raid=True)),
            in_raids=Sum("tested", filter=Q(is_raid=True)),
            unknown=Count("pk", filter=Q(tested__isnull=True)),
        )
    )
    if told["raids"]:
        people = f", {write_number(told['in_raids'])} orang dites" if told["in_raids"] is not None else ""
        raids = f"{write_number(told['raids'])} sesi dalam razia{people}"
        text = (
            f"Tes urine termasuk {raids}; jumlah lainnya bukan razia."
            if raids_count(office)
            else f"Tes urine tidak termasuk {raids}: satuan kerja ini tidak menghitung razia sebagai deteksi dini."
        )
        yield Narrated("footnote", "empowerment", text)
    if told["unknown"]:
        unknown, sessions = write_number(told["unknown"]), write_number(told["sessions"])
        text = f"Dari {sessions} sesi tes urine, jumlah orang belum dicatat pada {unknown} sesi."
        yield Narrated("footnote", "empowerment", text)
