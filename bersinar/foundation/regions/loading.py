"""Loading regions: the shipped provinces, regencies and districts; villages for those who ask."""

from __future__ import annotations

import csv
import gzip
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from .models import Region

DATA = Path(__file__).parent / "data"


def read_regions(file: Path) -> Iterator[Region]:
    """Regions of a CSV (code, name, level, parent, bps_code, valid_from), plain or gzipped."""
    opener = gzip.open if file.suffix == ".gz" else open
    with opener(file, "rt", encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines):
            since = row.get("valid_from") or ""
            yield Region(
                code=row["code"], name=row["name"], level=int(row["level"]), parent_id=row["parent"] or None,
                bps_code=row["bps_code"], valid_from=date.fromisoformat(since) if since else None,
            )  # fmt: skip


def load_regions(file: Path) -> int:
    """Add the regions of a file that are not there yet; how many were added. Parents come before their parts."""
    known = set(Region.objects.values_list("code", flat=True))
    fresh = [region for region in read_regions(file) if region.code not in known]
    fresh.sort(key=lambda region: region.level)
    Region.objects.bulk_create(fresh, batch_size=500)
    return len(fresh)


def load_shipped(**_: Any) -> None:
    """What every instance has: provinces, regencies, districts. Runs after migrating, and once only."""
    if not Region.objects.exists():
        load_regions(DATA / "regions.csv.gz")
