"""An institution recorded twice is merged into one and counts once; parted, it is as if nothing had happened."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.ledger.models import Fact, Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.activities.actions import INSTITUTIONS, MEETINGS
from bersinar.programmes.activities.merging import MERGE, PART
from bersinar.programmes.activities.models import Activity, Attendee, Meeting
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import hold, plan

REACHED = "prevention.institutions"


@pytest.fixture
def double(cast: Cast) -> Institution:
    """The school once more, as a colleague typed it."""
    return INSTITUTIONS.create(
        office=cast.oki, by=cast.ani, name="SMA Negeri Rekaan", aliases=["SMANR"], kind="school", environment="private"
    )


def merging(kept: Institution, double: Any) -> str:
    return f"{reverse('activities:institution_merge', args=[kept.pk])}?ganda={getattr(double, 'pk', double)}"


def parting(double: Institution) -> str:
    return reverse("activities:institution_part", args=[double.pk])


def merge(cast: Cast, kept: Institution, double: Institution) -> None:
    MERGE.change(kept, by=cast.ani, based_on=None, duplicate=double)


def listed(client: Any, **asked: str) -> list[str]:
    return [str(row) for row, _, _ in client.get(reverse("activities:institution_list"), asked).context["table"]]


def test_merged_the_pair_counts_once_and_parted_everything_is_as_before(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    meetings = [hold(cast, activity, institutions=[school]), hold(cast, activity, institutions=[double])]
    before = [posted(meeting) for meeting in meetings]
    assert figure(cast.oki, REACHED)[0] == "2"
    client = cast.client(cast.ani)
    answer = send(client, merging(school, double))
    assert answer.url == reverse("activities:institution", args=[school.pk])
    assert figure(cast.oki, REACHED)[0] == "1"
    assert posted(meetings[0]) == before[0]
    assert verify() == []
    kept_page, double_page = client.get(answer.url).text, client.get(f"/kegiatan/instansi/{double.pk}/").text
    assert "SMA Negeri Rekaan" in kept_page
    assert kept_page.count("Talk show rekaan") == 2  # what reached the double reached the kept one
    assert "Rekam ini sudah digabung ke" in double_page
    assert "Ubah" not in double_page.split('class="page-actions"')[0].split("<h1>")[1]
    assert send(client, parting(double)).url == reverse("activities:institution", args=[double.pk])
    assert [posted(meeting) for meeting in meetings] == before
    assert figure(cast.oki, REACHED)[0] == "2"
    school.refresh_from_db()
    assert (school.aliases, school.merged_names) == (["Smara"], [])
    assert verify() == []


def test_a_pelaksanaan_that_names_both_reached_one(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    meeting = hold(cast, activity, institutions=[school, double])
    merge(cast, school, double)
    assert [draft.environment for draft in posted(meeting) if draft.subject and "reached" in draft.kind] == [
        "education"
    ]
    assert figure(cast.oki, REACHED)[0] == "1"
    assert verify() == []


def test_what_is_said_of_the_double_is_said_with_the_place_of_the_kept_one(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    meeting = hold(cast, activity, institutions=[double])
    merge(cast, school, double)
    kind = "activities.prevention_institution_reached"
    assert (kind, "education") in posted(meeting, "kind", "environment")
    send(cast.client(cast.ani), reverse("activities:institution_change", args=[school.pk]), environment="community")
    assert (kind, "community") in posted(meeting, "kind", "environment")
    assert verify() == []


def test_a_closed_month_asks_why_for_merging_and_for_parting(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    hold(cast, activity, institutions=[double])
    close_month(office=cast.oki, year=2023, month=8, by=cast.eko)
    client = cast.client(cast.ani)
    for url, merged in ((merging(school, double), True), (parting(double), False)):
        refused = send(client, url)
        assert refused.status_code == 422
        assert "Wajib diisi karena bulannya sudah ditutup" in sentences(refused)
        double.refresh_from_db()
        assert (double.merged_into_id is None) is merged
        assert send(client, url, reason="tercatat dua kali").status_code == 302
        double.refresh_from_db()
        assert (double.merged_into_id is not None) is merged
        assert "alasan: tercatat dua kali" in client.get(f"/kegiatan/instansi/{double.pk}/").text
    assert verify() == []


def test_a_closed_month_in_which_nothing_changes_asks_nothing(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    hold(cast, activity, institutions=[school])
    plan(cast, title="Dengan mitra", partners=[double])
    close_month(office=cast.oki, year=2023, month=8, by=cast.eko)
    postings = Posting.objects.count()
    assert send(cast.client(cast.ani), merging(school, double)).status_code == 302
    assert Posting.objects.count() == postings
    assert verify() == []


def test_what_cannot_be_merged_is_refused_with_the_way_out(
    cast: Cast, school: Institution, double: Institution
) -> None:
    third = INSTITUTIONS.create(office=cast.oki, by=cast.ani, name="SMA Ketiga", kind="school")
    nameless = INSTITUTIONS.create(office=cast.oki, by=cast.ani, note="sasaran 1", kind="other")
    gone = INSTITUTIONS.create(office=cast.oki, by=cast.ani, name="SMA Batal", kind="school")
    INSTITUTIONS.cancel(gone, by=cast.ani, reason="salah catat")
    merge(cast, school, double)
    client = cast.client(cast.ani)
    for kept, other, sentence in (
        (third, third, "dengan dirinya sendiri"),
        (double, third, "Gabungkan rekam ini ke SMAN Rekaan."),
        (third, double, "sudah digabung ke SMAN Rekaan. Pisahkan dahulu"),
        (third, school, "Pertahankan SMAN Rekaan, atau pisahkan SMA Negeri Rekaan dahulu."),
        (school, double, ""),  # somebody was quicker: it is done already
        (nameless, third, "Pertahankan SMA Ketiga, supaya namanya tetap dipakai."),
        (third, gone, "sudah dibatalkan"),
        (gone, third, "sudah dibatalkan"),
    ):
        answer = send(client, merging(kept, other), reason="rekam ganda")
        if not sentence:
            assert answer.status_code == 302
            continue
        assert answer.status_code == 422
        assert sentence in sentences(answer)
        assert "rekam ganda" in answer.text  # what was typed is still there
    assert list(Institution.objects.filter(merged_into__isnull=False)) == [double]
    assert "tidak sedang digabung" in sentences(send(client, parting(third)))
    assert send(client, merging(third, nameless)).status_code == 302  # its name was found


def test_of_three_records_both_doubles_lead_to_one(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    third = INSTITUTIONS.create(office=cast.oki, by=cast.ani, name="SMA Ketiga", kind="school")
    hold(cast, activity, institutions=[school, double, third])
    merge(cast, school, double)
    merge(cast, school, third)
    assert figure(cast.oki, REACHED)[0] == "1"
    PART.change(double, by=cast.ani, based_on=None)
    assert figure(cast.oki, REACHED)[0] == "2"
    school.refresh_from_db()
    assert school.merged_names == ["SMA Ketiga"]
    assert verify() == []


def test_a_merged_one_is_offered_in_no_form_and_refused_when_sent(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    merge(cast, school, double)
    client = cast.client(cast.ani)
    new = f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}"
    assert list(client.get(new).context["form"].fields["institutions"].queryset) == [school]
    typed = {"held_on": "2023-08-24", "region": "16.02.05", "environment": "education"}
    assert send(client, new, **typed, institutions=[double.pk]).status_code == 422
    with pytest.raises(Exception, match=r"sudah digabung ke SMAN Rekaan\. Pilih SMAN Rekaan"):
        hold(cast, activity, institutions=[double])  # from a form that was opened before the merge
    with pytest.raises(Exception, match="sudah digabung ke SMAN Rekaan"):
        plan(cast, title="Dengan mitra", partners=[double])
    meeting = hold(cast, activity)
    people = {"people": "Warga Rekaan; P; 34"}
    listing = reverse("activities:attendance_fill", args=[meeting.pk])
    assert send(client, listing, **people, institution=double.pk).status_code == 422
    assert not Attendee.objects.exists()
    assert send(client, listing, **people, institution=school.pk).status_code == 302


def test_who_named_the_double_before_keeps_it_when_the_form_is_sent_again(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    meeting = hold(cast, activity, institutions=[double])
    merge(cast, school, double)
    client, url = cast.client(cast.ani), reverse("activities:meeting_change", args=[meeting.pk])
    assert "SMA Negeri Rekaan (sudah digabung)" in client.get(url).text
    assert send(client, url, venue="Aula").status_code == 302
    meeting.refresh_from_db()
    assert (meeting.venue, list(meeting.institutions.all())) == ("Aula", [double])
    copied = opened(client, f"{reverse('activities:meeting_new')}?kegiatan={activity.pk}&salin=sebelumnya")
    assert copied["institutions"] == [school.pk]  # a new one starts with the kept one
    assert send(client, url, institutions=[school.pk]).status_code == 302
    assert list(Meeting.objects.get(pk=meeting.pk).institutions.all()) == [school]
    assert verify() == []


def test_the_old_names_find_the_kept_one(cast: Cast, school: Institution, double: Institution) -> None:
    merge(cast, school, double)
    client = cast.client(cast.ani)
    for words in ("negeri rekaan", "smanr", "smara"):
        assert listed(client, q=words) == ["SMAN Rekaan"]
    assert listed(client) == ["SMAN Rekaan"]
    assert listed(client, gabung="ya") == ["SMA Negeri Rekaan"]
    again = send(client, reverse("activities:institution_new"), name="SMA Negeri Rekaan", kind="school")
    assert "Instansi dengan nama ini sudah ada" in sentences(again)  # nor is the double made anew
    PART.change(double, by=cast.ani, based_on=None)
    assert listed(client, q="smanr") == ["SMA Negeri Rekaan"]


def test_what_is_merged_is_neither_changed_nor_cancelled(cast: Cast, school: Institution, double: Institution) -> None:
    merge(cast, school, double)
    client = cast.client(cast.ani)
    changed = send(client, reverse("activities:institution_change", args=[double.pk]), staff="40")
    assert "Ubah SMAN Rekaan, atau pisahkan dahulu" in sentences(changed)
    for one in (school, double):
        refused = client.post(reverse("activities:institution_cancel", args=[one.pk]), {"reason": "ganda"})
        assert "Pisahkan dahulu" in refused.text
    assert not Institution.objects.filter(cancelled_at__isnull=False).exists()


def test_sent_twice_it_is_merged_once(cast: Cast, activity: Activity, school: Institution, double: Institution) -> None:
    hold(cast, activity, institutions=[double])
    client, url = cast.client(cast.ani), merging(school, double)
    filled = opened(client, url)
    answers = [client.post(url, filled)["Location"] for _ in range(2)]
    assert answers[0] == answers[1] == reverse("activities:institution", args=[school.pk])
    assert Posting.objects.filter(action="activities.merge_institution").count() == 1
    assert Fact.objects.filter(sign=-1).count() == 1
    kinds = AuditLine.objects.filter(action="activities.merge_institution").values_list("record_id", flat=True)
    assert set(kinds) == {school.pk, double.pk}
    assert len(kinds) == 2


def test_the_double_is_found_by_its_likeness_or_by_searching(
    cast: Cast, school: Institution, double: Institution
) -> None:
    for name, npsn in (("SMPN 2 Kayuagung", ""), ("SMP Negeri 2 Kayu Agung", ""), ("SMPN 3 Kayuagung", "")):
        INSTITUTIONS.create(office=cast.oki, by=cast.ani, name=name, kind="school", npsn=npsn)
    second = Institution.objects.get(name="SMPN 2 Kayuagung")
    client, url = cast.client(cast.ani), reverse("activities:institution_merge", args=[second.pk])

    def offered(**asked: str) -> list[str]:
        return [str(one) for one, _ in client.get(url, asked).context["found"]]

    assert offered() == ["SMP Negeri 2 Kayu Agung"]
    assert offered(q="smara") == ["SMAN Rekaan"]
    assert "Tidak ada yang cocok" in client.get(url, {"q": "tidak ada"}).text
    assert "SMPN 2 Kayuagung" not in offered(q="kayu")
    address = client.get(url).context["found"][0][1]
    page = client.get(address).text
    assert "SMP Negeri 2 Kayu Agung" in page
    assert "berbeda" in page
    assert (
        f"{reverse('activities:institution_merge', args=[Institution.objects.get(name='SMP Negeri 2 Kayu Agung').pk])}?ganda={second.pk}"
        in page
    )


def test_both_records_tell_of_it(cast: Cast, activity: Activity, school: Institution, double: Institution) -> None:
    hold(cast, activity, institutions=[double])
    client = cast.client(cast.ani)
    compared = client.get(merging(school, double)).text
    assert "1 pelaksanaan" in compared
    assert "belum ada rekam" in compared
    remarks = {line.label: line.remark for line in client.get(merging(school, double)).context["compared"]}
    assert (remarks["Nama"], remarks["Lingkungan"], remarks["Jenis"]) == ("berbeda", "berbeda", "")
    assert remarks["Disebut dalam"] == ""
    merge(cast, school, double)
    assert "Digabung ke: kosong → SMAN Rekaan" in client.get(f"/kegiatan/instansi/{double.pk}/").text
    told = client.get(f"/kegiatan/instansi/{school.pk}/").text
    assert "Nama rekam gandanya: kosong → SMA Negeri Rekaan, SMANR" in told
    assert "menggabungkan instansi ganda" in cast.client(cast.eko).get(reverse("desk:audit")).text.lower()


def test_only_the_office_itself_merges_its_own(cast: Cast, school: Institution, double: Institution) -> None:
    foreign = INSTITUTIONS.create(office=cast.lumajang, by=cast.gita, name="SMAN Rekaan", kind="school")
    for key in (school.pk, uuid4()):
        for part in ("merge", "part"):
            url = reverse(f"activities:institution_{part}", args=[key])
            assert cast.client(cast.fitri).get(url).status_code == 403
            assert cast.client(cast.fitri).post(url).status_code == 403
            assert cast.client(cast.gita).get(url).status_code == 404
    joko = cast.client(cast.joko)
    assert joko.get(merging(school, double)).status_code == 403
    page = joko.get(reverse("activities:institution", args=[school.pk])).text
    assert reverse("activities:institution_merge", args=[school.pk]) not in page
    client = cast.client(cast.ani)
    for other in (foreign, uuid4(), "bukan-nomor"):
        assert client.get(merging(school, other)).status_code == 404
        assert client.post(merging(school, other)).status_code == 404
    with pytest.raises(Exception, match="milik satuan kerja lain"):
        merge(cast, school, foreign)


def test_what_was_typed_survives_as_a_draft(cast: Cast, school: Institution, double: Institution) -> None:
    client, url = cast.client(cast.ani), merging(school, double)
    key = client.get(url).context["draft_key"]
    client.post(reverse("desk:draft", args=[key]), {**opened(client, url), "reason": "tercatat dua kali"})
    assert opened(client, url)["reason"] == "tercatat dua kali"
    assert send(client, url).status_code == 302
    PART.change(double, by=cast.ani, based_on=None)
    assert not opened(client, url).get("reason")


def test_a_day_that_no_pelaksanaan_had_is_not_asked_about(
    cast: Cast, activity: Activity, school: Institution, double: Institution
) -> None:
    """A record of a closed month that was cancelled says nothing, so merging moves nothing in it."""
    meeting = hold(cast, activity, held_on=date(2023, 7, 4), institutions=[double])
    MEETINGS.cancel(meeting, by=cast.ani, reason="salah catat")
    close_month(office=cast.oki, year=2023, month=7, by=cast.eko)
    assert send(cast.client(cast.ani), merging(school, double)).status_code == 302
    assert posted(meeting) == []
    assert verify() == []
