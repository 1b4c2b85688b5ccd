"""What this room's records contribute to the words of a report."""

from __future__ import annotations

from collections.abc import Iterator

from bersinar.foundation.offices.models import Office
from bersinar.ledger.sources import Narrated

from .models import Agreement, Award, Effort, Obstacle


def obstacles(office: Office, year: int) -> Iterator[Narrated]:
    """The year's obstacles; efforts name theirs by `pair`."""
    for obstacle in Obstacle.objects.standing().filter(office=office, noted_on__year=year):
        yield Narrated("obstacle", obstacle.section, obstacle.text, pair=str(obstacle.pk))


def efforts(office: Office, year: int) -> Iterator[Narrated]:
    """The year's efforts, each paired with its obstacle."""
    for effort in Effort.objects.standing().filter(office=office, made_on__year=year).select_related("obstacle"):
        yield Narrated("effort", effort.obstacle.section, effort.text, pair=str(effort.obstacle_id))


def awards(office: Office, year: int) -> Iterator[Narrated]:
    """The year's awards, in one line each."""
    for award in Award.objects.standing().filter(office=office, received_on__year=year):
        parts = [award.name, award.rank, f"kategori {award.category}" if award.category else "", f"dari {award.giver}"]
        yield Narrated("award", "cooperation", ", ".join(part for part in parts if part))


def partners(office: Office, year: int) -> Iterator[Narrated]:
    """Whom the office thanks: the partners of agreements that stood in the year, once each."""
    standing = (
        Agreement.objects.standing()
        .filter(office=office, signed_on__year__lte=year)
        .exclude(valid_until__year__lt=year)
    )
    named = standing.order_by("partner__name").values_list("partner__name", flat=True).distinct()
    for name in named:
        yield Narrated("partner", "cooperation", name)
