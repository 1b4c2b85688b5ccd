"""Emergency access: for hours, for one person, each reading with its purpose, and reviewed by somebody else."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.freshness import PROVED
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import GLASS_REVIEWS, GLASSES
from bersinar.programmes.rehab.models import Client, Facility, Glass, GlassReview
from tests.cast import Cast, join
from tests.filling import send, sentences

from .conftest import NIK, admit, colleague, register

NAME = "Siti Rekaan Rahasia"
PURPOSE = "akses darurat: Nyawa atau kesehatan klien terancam"


@pytest.fixture
def theirs(cast: Cast, clinic: Facility) -> Client:
    """A client of OKI, who collapses in Lumajang."""
    client = register(cast, name=NAME, nik=NIK, birth_date=date(1998, 7, 5), phone="081298765432")
    admit(cast, client, clinic, date(2023, 2, 1), note="alergi obat rekaan")
    return client


def broken(cast: Cast, client: Client, **values: Any) -> Glass:
    said = {"owner": cast.oki, "code": client.code, "emergency": "life", "why": "tidak sadar di IGD", **values}
    return GLASSES.create(office=cast.lumajang, by=cast.hadi, **said)


def test_the_whole_way_on_the_pages(cast: Cast, theirs: Client) -> None:
    browser = cast.client(cast.hadi)
    assert browser.get(reverse("rehab:client", args=[theirs.pk])).status_code == 404
    send(
        browser, reverse("rehab:glass_new"), owner=str(cast.oki.pk), nik=NIK, emergency="life", why="tidak sadar di IGD"
    )
    glass = Glass.objects.get()
    assert (glass.client, glass.office) == (theirs, cast.lumajang)
    file = reverse("rehab:glass_file", args=[glass.pk])
    shown = browser.get(file).text
    assert NAME not in shown and "alergi" not in shown
    episodes = browser.post(file, {"part": "episode"}).text
    assert "alergi obat rekaan" in episodes and NAME not in episodes
    assert "081298765432" in browser.post(file, {"part": "client"}).text
    readings = Reading.objects.filter(office=cast.oki, purpose=PURPOSE)
    assert {one.actor for one in readings} == {cast.hadi.pk}
    assert {one.record_kind for one in readings} >= {"rehab.client", "rehab.episode"}
    assert browser.get(reverse("rehab:client", args=[theirs.pk])).status_code == 404  # still not theirs

    owner = cast.client(cast.budi)
    assert "1 akses darurat yang belum ditelaah" in owner.get(reverse("desk:home")).text
    page = reverse("rehab:glass", args=[glass.pk])
    assert "Telaah akses ini" in owner.get(page).text
    assert "Telaah akses ini" not in browser.get(page).text
    send(owner, f"{reverse('rehab:glass_review_new')}?akses={glass.pk}", verdict="justified", remark="sesuai")
    review = GlassReview.objects.get()
    assert (review.office, review.broken_by, review.recorded_by) == (cast.oki, cast.hadi, cast.budi)
    assert browser.post(file, {"part": "client"}).status_code == 403  # reviewed: it has ended
    assert AuditLine.objects.filter(action="rehab.break_glass", office=cast.lumajang).count() == 1
    assert AuditLine.objects.filter(action="rehab.review_glass", office=cast.oki).count() == 1


def test_breaking_asks_for_a_fresh_proof(cast: Cast, theirs: Client) -> None:
    browser = cast.client(cast.hadi)
    session = browser.session
    session[PROVED] = 0
    session.save()
    typed = {"owner": str(cast.oki.pk), "code": theirs.code, "emergency": "life", "why": "x"}
    assert browser.post(reverse("rehab:glass_new"), typed).status_code == 403
    assert not Glass.objects.exists()


def test_it_ends_after_its_hours_and_opens_for_nobody_else(cast: Cast, theirs: Client) -> None:
    glass = broken(cast, theirs)
    assert timedelta(hours=3) < glass.ends_at - timezone.now() <= timedelta(hours=4)
    file = reverse("rehab:glass_file", args=[glass.pk])
    other = cast.client(colleague(cast, cast.lumajang))
    assert "hanya terbuka bagi yang membuka" in other.post(file, {"part": "client"}).text
    Glass.objects.filter(pk=glass.pk).update(ends_at=timezone.now() - timedelta(minutes=1))
    ended = cast.client(cast.hadi).post(file, {"part": "client"})
    assert (ended.status_code, NAME in ended.text) == (403, False)
    assert "sudah berakhir" in ended.text


def test_who_broke_it_never_reviews_it(cast: Cast, theirs: Client) -> None:
    glass = broken(cast, theirs)
    join(cast.hadi, cast.oki, "clinic_head")  # even where both offices are theirs
    with pytest.raises(Refusal, match="orang lain"):
        GLASS_REVIEWS.create(office=cast.oki, by=cast.hadi, glass=glass, verdict="justified")
    review = GLASS_REVIEWS.create(office=cast.oki, by=cast.budi, glass=glass, verdict="unjustified")
    with pytest.raises(IntegrityError), transaction.atomic():
        GlassReview.objects.filter(pk=review.pk).update(recorded_by=cast.hadi)
    with pytest.raises(Refusal, match="sudah ditelaah"):
        GLASS_REVIEWS.create(office=cast.oki, by=colleague(cast), glass=glass, verdict="justified")


def test_the_breakers_own_colleagues_do_not_review_it(cast: Cast, theirs: Client) -> None:
    glass = broken(cast, theirs)
    with pytest.raises(Refusal, match="bukan atas berkas satuan kerja ini"):
        GLASS_REVIEWS.create(office=cast.lumajang, by=colleague(cast, cast.lumajang), glass=glass, verdict="justified")


def test_looking_for_nobody_is_written_down_too(cast: Cast, theirs: Client) -> None:
    browser = cast.client(cast.hadi)
    typed = {"owner": str(cast.oki.pk), "emergency": "life", "why": "coba-coba"}
    answer = send(browser, reverse("rehab:glass_new"), code="K-2023-999", **typed)
    assert "Tidak ada klien seperti itu" in sentences(answer)
    assert Reading.objects.filter(office=cast.oki, purpose=PURPOSE, record_id=None, actor=cast.hadi.pk).count() == 1
    both = send(browser, reverse("rehab:glass_new"), code=theirs.code, nik=NIK, **typed)
    assert "salah satu" in sentences(both)
    assert not Glass.objects.exists()


def test_it_is_neither_changed_nor_cancelled(cast: Cast, theirs: Client) -> None:
    glass, browser = broken(cast, theirs), cast.client(cast.hadi)
    for part in ("change", "cancel"):
        url = reverse(f"rehab:glass_{part}", args=[glass.pk])
        assert browser.get(url).status_code == 403
        assert browser.post(url, {"reason": "salah"}).status_code == 403
    glass.refresh_from_db()
    assert not glass.is_cancelled


@pytest.mark.parametrize("person", ["citra", "indra", "eko", "kiki", "joko"])
def test_it_never_leads_across_the_wall(cast: Cast, theirs: Client, person: str) -> None:
    glass, browser = broken(cast, theirs), cast.client(getattr(cast, person))
    typed = {"owner": str(cast.oki.pk), "code": theirs.code, "emergency": "life", "why": "x"}
    assert browser.post(reverse("rehab:glass_new"), typed).status_code == 403
    assert browser.post(reverse("rehab:glass_file", args=[glass.pk]), {"part": "client"}).status_code == 403


def test_why_lies_sealed(cast: Cast, theirs: Client) -> None:
    glass = broken(cast, theirs)
    page = reverse("rehab:glass", args=[glass.pk])
    browser = cast.client(cast.budi)
    assert "tidak sadar" not in browser.get(page).text
    assert "tidak sadar" in browser.post(reverse("rehab:glass_open", args=[glass.pk]), {"purpose": "match"}).text
