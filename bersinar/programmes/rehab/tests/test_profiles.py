"""Profiles of admissions: filled in bit by bit, taken over from sheets with the officer's eye on it, counted by item."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.codelists.models import Code
from bersinar.foundation.periods.actions import close_month
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import EPISODES, PROFILES
from bersinar.programmes.rehab.models import Client, Episode, Facility, Profile
from tests.books import posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import admit, register
from .sheets import ASI, ASSIST_HIGH, fill_in

MARCH = date(2023, 3, 1)

WHOLE: dict[str, Any] = {
    "ever_treated": "first_time", "living_with": "with_parents", "children": "without_children", "housing": "stable_home",
    "education": "senior_school", "labour": "no_work", "route": "smoked", "days_30": 12, "first_use_age": 17,
    "further": ["cannabis"], "injecting": "never_injected", "hiv_test": "test_offered", "hcv_test": "test_not_offered",
    "substitution": "never_substituted",
}  # fmt: skip


@pytest.fixture
def episode(cast: Cast, client_of_oki: Client, clinic: Facility) -> Episode:
    return admit(cast, client_of_oki, clinic, MARCH)


def fill(cast: Cast, episode: Episode, **values: Any) -> Profile:
    return PROFILES.create(office=cast.oki, by=cast.budi, episode=episode, **values)


def said(client: Client, kind: str) -> list[Any]:
    """What a client's books say of one kind."""
    return [fact for fact in posted(client) if fact.kind == f"rehab.{kind}"]


def new(episode: Episode) -> str:
    return f"{reverse('rehab:profile_new')}?episode={episode.pk}"


def test_a_profile_is_begun_completed_and_its_lack_is_named(cast: Cast, episode: Episode) -> None:
    browser = cast.client(cast.budi)
    assert "Belum diisi" in browser.get(reverse("rehab:episode", args=[episode.pk])).content.decode()
    send(browser, new(episode), living_with="with_parents", injecting="never_injected", days_30="12")
    profile = Profile.objects.get()
    assert profile.progress == "5 dari 16"  # who never injected is not asked at what age, nor about needles
    page = browser.get(reverse("rehab:episode", args=[episode.pk])).content.decode()
    assert "5 dari 16 butir" in page and "Tes HIV, Tes hepatitis C, Terapi substitusi opioid" in page
    send(browser, reverse("rehab:profile_change", args=[profile.pk]), **WHOLE)
    profile.refresh_from_db()
    assert (profile.is_complete, profile.progress) == (True, "16 dari 16")
    assert "lengkap" in browser.get(reverse("rehab:episode", args=[episode.pk])).content.decode()
    browser.post(reverse("rehab:profile_cancel", args=[profile.pk]), {"reason": "keliru"})
    assert not Profile.objects.standing().exists()
    assert verify() == []


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"days_30": "31"}, "Isi antara 0 dan 30 hari."),
        ({"first_use_age": "26"}, "Isi umur antara 5 dan 25 tahun"),
        ({"injected_age": "20"}, "Pilih dahulu kapan klien menyuntik."),
        ({"injecting": "never_injected", "sharing": "never_shared"}, "Kosongkan: klien tidak pernah menyuntik."),
        ({"injecting": "never_injected", "route": "by_needle"}, "Zat utama disuntikkan menurut cara pakainya."),
        ({"further": ["cannabis"], "no_further": "on"}, "Kosongkan centang ini"),
        ({"further": ["cannabis", "alcohol", "heroin", "cocaine"]}, "Pilih paling banyak 3 zat"),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_lost(
    cast: Cast, episode: Episode, values: dict[str, Any], sentence: str
) -> None:
    answer = send(cast.client(cast.budi), new(episode), education="college", **values)
    assert sentence in sentences(answer)
    assert '<option value="college" selected' in answer.content.decode()
    assert not Profile.objects.exists()


def test_the_main_substance_is_no_further_one(cast: Cast, episode: Episode) -> None:
    with pytest.raises(Refusal, match="Zat utama episode ini"):
        fill(cast, episode, further=["methamphetamine"])
    fill(cast, episode, further=["cannabis"])
    with pytest.raises(Refusal, match="Ubah profil itu dahulu"):
        EPISODES.change(episode, by=cast.budi, based_on=None, substance="cannabis")
    offered = cast.client(cast.budi).get(reverse("rehab:profile_change", args=[Profile.objects.get().pk]))
    assert 'value="methamphetamine"' not in offered.content.decode()


def test_one_profile_an_admission_and_it_goes_with_its_episode(cast: Cast, episode: Episode) -> None:
    fill(cast, episode)
    with pytest.raises(Refusal, match="sudah punya profil saat masuk"):
        fill(cast, episode)
    EPISODES.cancel(episode, by=cast.budi, reason="keliru")
    assert not Profile.objects.standing().exists()
    assert verify() == []


def test_what_a_sheet_says_stands_in_the_form_and_is_saved_by_the_officer_alone(
    cast: Cast, client_of_oki: Client, episode: Episode
) -> None:
    fill_in(
        cast, client_of_oki, "asi-wl", {**ASI, "use_cannabis_days": 4, "use_cannabis_years": 6, "use_cannabis_route": 3}
    )
    fill_in(cast, client_of_oki, "assist-3.1", ASSIST_HIGH)
    before = Reading.objects.count()
    page = cast.client(cast.budi).get(new(episode)).content.decode()
    assert "Sebagian sudah diisi dari lembar asesmen 01-03-2023, lembar ASSIST 01-03-2023." in page
    assert '<option value="smoked" selected' in page and '<option value="never_injected" selected' in page
    assert 'name="days_30" value="12"' in page
    purposes = list(Reading.objects.order_by("seq").values_list("purpose", flat=True))[before:]
    assert purposes.count("mengisi profil saat masuk") == 2
    assert not Profile.objects.exists()


def test_a_sheet_of_another_time_is_not_taken(cast: Cast, client_of_oki: Client, episode: Episode) -> None:
    fill_in(cast, client_of_oki, "asi-wl", ASI, taken_on=date(2023, 6, 1))
    page = cast.client(cast.budi).get(new(episode)).content.decode()
    assert "Sebagian sudah diisi" not in page and '<option value="smoked" selected' not in page


def test_who_comes_again_was_treated_before(
    cast: Cast, client_of_oki: Client, clinic: Facility, episode: Episode
) -> None:
    fill(cast, episode, education="college", first_use_age=17)
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 4, 1), closing_reason="completed")
    again = admit(cast, client_of_oki, clinic, date(2023, 9, 1))
    page = cast.client(cast.budi).get(new(again)).content.decode()
    assert "Sebagian sudah diisi dari episode sebelumnya, profil 01-03-2023." in page
    assert '<option value="treated_before" selected' in page and '<option value="college" selected' in page
    assert 'name="first_use_age" value="17"' in page


def test_it_counts_by_item_for_the_years_first_admission(
    cast: Cast, client_of_oki: Client, clinic: Facility, episode: Episode
) -> None:
    profile = fill(cast, episode, **WHOLE)
    (taken,) = said(client_of_oki, "profile_taken")
    assert (taken.day, taken.place, taken.detail) == (date(2023, 3, 1), "16.02", "complete")
    answers = {fact.aspect: fact.detail for fact in said(client_of_oki, "profile_answered")}
    assert answers["days_30"] == "twice_a_week" and answers["first_use_age"] == "age_15_19"
    assert answers["further"] == "several_drugs" and "sharing" not in answers
    assert {fact.subject for fact in said(client_of_oki, "profile_answered")} == {""}
    assert [fact.substance for fact in said(client_of_oki, "further_used")] == ["cannabis"]
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(2023, 4, 1), closing_reason="completed")
    again = admit(cast, client_of_oki, clinic, date(2023, 9, 1))
    fill(cast, again, **WHOLE)
    assert len(said(client_of_oki, "profile_taken")) == 1
    PROFILES.change(profile, by=cast.budi, based_on=None, hiv_test="")
    assert [fact.detail for fact in said(client_of_oki, "profile_taken")] == ["partial"]
    assert verify() == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, episode: Episode) -> None:
    close_month(office=cast.oki, year=2023, month=3, by=cast.eko)
    with pytest.raises(Refusal) as refused:
        fill(cast, episode, **WHOLE)
    assert refused.value.code == "month_closed"
    fill(cast, episode, reason="profil dari berkas kertas", **WHOLE)


def test_an_item_that_ended_is_not_asked_of_later_admissions(
    cast: Cast, client_of_oki: Client, clinic: Facility, episode: Episode
) -> None:
    item = Code.objects.get(list="profile_item", code="substitution")
    item.valid_until = date(2023, 2, 1)
    item.save()
    assert fill(cast, episode).asked == 15


def test_the_list_names_who_lacks_what_by_code(
    cast: Cast, client_of_oki: Client, clinic: Facility, episode: Episode, treatment_side: Callable[[], None]
) -> None:
    other = admit(cast, register(cast, name="Siti Rekaan Rahasia"), clinic, MARCH)
    fill(cast, episode, **WHOLE)
    browser = cast.client(cast.budi)
    page = browser.get(f"{reverse('rehab:profiles')}?tahun=2023").content.decode()
    assert other.client.code in page and "belum diisi" in page and "Rahasia" not in page
    assert client_of_oki.code not in page
    assert "lengkap" in browser.get(f"{reverse('rehab:profiles')}?tahun=2023&semua=1").content.decode()
    assert Reading.objects.filter(purpose="membuka daftar profil", record_id=other.pk).exists()
    theirs = cast.client(cast.hadi).get(f"{reverse('rehab:profiles')}?tahun=2023").content.decode()
    assert other.client.code not in theirs
    assert cast.client(cast.eko).get(reverse("rehab:profiles")).status_code == 403


def test_other_offices_and_sides_find_nothing(cast: Cast, episode: Episode, treatment_side: Callable[[], None]) -> None:
    profile = fill(cast, episode, **WHOLE)
    for name, key in (("profile", profile.pk), ("profile_change", profile.pk)):
        address = reverse(f"rehab:{name}", args=[key])
        assert cast.client(cast.hadi).get(address).status_code == 404
        assert cast.client(cast.eko).get(address).status_code == 403
    assert cast.client(cast.hadi).get(new(episode)).status_code == 404
    assert cast.client(cast.eko).get(new(episode)).status_code == 403
    treatment_side()
    with pytest.raises(Refusal):
        PROFILES.create(office=cast.lumajang, by=cast.hadi, episode=episode)


def test_the_audit_tells_no_answer(cast: Cast, episode: Episode) -> None:
    profile = fill(cast, episode, **{**WHOLE, "injecting": "injecting_now", "sharing": "sharing_now"})
    said = str(list(AuditLine.objects.filter(record_id=profile.pk).values_list("changes", flat=True)))
    assert "injecting" in said and not any(word in said for word in ("_now", "test_offered", "17", "cannabis"))


def test_two_people_at_one_profile_lose_nothing_unseen(cast: Cast, episode: Episode, second: User) -> None:
    profile = fill(cast, episode)
    PROFILES.change(profile, by=second, based_on=profile.version, education="college")
    with pytest.raises(Refusal) as refused:
        PROFILES.change(profile, by=cast.budi, based_on=1, education="primary_school")
    assert refused.value.status == 409
