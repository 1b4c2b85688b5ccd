"""What this room's records say in the books: posted, corrected, taken back, and always equal to the recount."""

from __future__ import annotations

from datetime import date

from bersinar.foundation.regions.models import Region
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.cooperation.actions import AGREEMENTS, AWARDS, EFFORTS, OBSTACLES, PARTNERS
from bersinar.programmes.cooperation.models import Agreement, Obstacle, Partner
from tests.books import posted
from tests.cast import Cast

COVERED, UNCOVERED = "cooperation.region_covered", "cooperation.region_uncovered"


def sign(cast: Cast, *codes: str, valid_until: date | None = None) -> Agreement:
    """An agreement of BNNK Lumajang over these regions, since 17 January 2022."""
    regions = Region.objects.filter(code__in=codes)
    partner = PARTNERS.create(office=cast.lumajang, by=cast.gita, name="Instansi Rekaan", kind="government")
    return AGREEMENTS.create(
        office=cast.lumajang, by=cast.gita, partner=partner, kind="coordination", title="Koordinasi",
        section="cooperation", signed_on=date(2022, 1, 17), valid_until=valid_until, regions=regions,
    )  # fmt: skip


def test_an_agreement_covers_regions_inside_and_outside_the_service_area(cast: Cast) -> None:
    agreement = sign(cast, "35.08", "35.09", "35.12")
    assert posted(agreement, "kind", "place", "detail", "quantity") == [
        ("cooperation.agreement_signed", "", "coordination", 1),
        (COVERED, "35.08", "inside", 1),
        (COVERED, "35.09", "outside", 1),
        (COVERED, "35.12", "outside", 1),
    ]
    assert verify() == []


def test_a_part_of_the_service_area_is_inside(cast: Cast) -> None:
    district = Region.objects.filter(parent="35.08").values_list("pk", flat=True)[0]
    assert (COVERED, "inside") in posted(sign(cast, district), "kind", "detail")


def test_an_agreement_leaves_the_stock_on_the_day_after_it_ends(cast: Cast) -> None:
    agreement = sign(cast, "35.09", valid_until=date(2022, 12, 31))
    ended = [("cooperation.agreement_ended", date(2023, 1, 1), -1), (UNCOVERED, date(2023, 1, 1), -1)]
    assert posted(agreement, "kind", "day", "quantity")[2:] == ended
    AGREEMENTS.change(agreement, by=cast.gita, based_on=1, valid_until=None)
    assert posted(agreement, "kind") == [("cooperation.agreement_signed",), (COVERED,)]
    assert verify() == []


def test_two_agreements_over_one_region_speak_of_one_subject(cast: Cast) -> None:
    first, second = sign(cast, "35.09"), sign(cast, "35.09")
    subjects = {draft.subject for record in (first, second) for draft in posted(record) if draft.subject}
    assert len(subjects) == 1


def test_a_region_taken_out_is_corrected_and_the_rest_stays(cast: Cast) -> None:
    agreement = sign(cast, "35.09", "35.10")
    AGREEMENTS.change(agreement, by=cast.gita, based_on=1, regions=Region.objects.filter(code="35.10"))
    assert posted(agreement, "place") == [("",), ("35.10",)]
    correction = Fact.objects.get(sign=-1)
    assert (correction.place, correction.day, correction.quantity) == ("35.09", date(2022, 1, 17), -1)
    assert verify() == []


def test_a_changed_obstacle_is_corrected_and_its_efforts_follow(cast: Cast, obstacle: Obstacle) -> None:
    effort = EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat")
    assert posted(effort, "kind", "day", "detail") == [("cooperation.effort_made", date(2023, 4, 1), "coordination")]
    OBSTACLES.change(obstacle, by=cast.ani, based_on=1, category="stigma")
    assert posted(obstacle, "detail") == posted(effort, "detail") == [("stigma",)]
    assert verify() == []


def test_an_effort_moved_to_another_obstacle_takes_its_category(cast: Cast, obstacle: Obstacle) -> None:
    other = OBSTACLES.create(
        office=cast.oki,
        by=cast.ani,
        noted_on=date(2023, 3, 1),
        section="general",
        category="budget",
        text="Kendala kedua",
    )
    effort = EFFORTS.create(office=cast.oki, by=cast.ani, obstacle=obstacle, made_on=date(2023, 4, 1), text="Rapat")
    EFFORTS.change(effort, by=cast.ani, based_on=1, obstacle=other)
    assert posted(effort, "detail") == [("budget",)]
    assert verify() == []


def test_words_alone_post_nothing(cast: Cast, obstacle: Obstacle) -> None:
    before = Posting.objects.count()
    OBSTACLES.change(obstacle, by=cast.ani, based_on=1, text="Kendala dengan kata lain")
    assert Posting.objects.count() == before
    assert verify() == []


def test_a_cancelled_award_says_nothing_more(cast: Cast) -> None:
    award = AWARDS.create(
        office=cast.oki, by=cast.ani, received_on=date(2023, 12, 1), name="Anugerah", giver="Bupati", level="regency"
    )
    assert posted(award, "kind", "detail") == [("cooperation.award_received", "regency")]
    AWARDS.cancel(award, by=cast.ani, reason="milik bagian lain")
    assert posted(award) == []
    assert sum(Fact.objects.values_list("quantity", flat=True)) == 0
    assert verify() == []


def test_a_partner_alone_posts_nothing(cast: Cast, partner: Partner) -> None:
    assert not Fact.objects.exists()
