"""A session is open: where, when, how many were invited and tested."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.periods.actions import close_month
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.screening.actions import SESSIONS
from bersinar.programmes.screening.models import UrineSession
from bersinar.programmes.screening.narrating import footnotes
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.planned import institution, planned

from .conftest import hold

TESTED = "screening.person_tested"
LIGHT = 40_000  # bytes


def new_session(activity_id: UUID) -> str:
    return f"{reverse('screening:session_new')}?kegiatan={activity_id}"


def test_a_session_is_recorded_from_its_kegiatan(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    client = cast.client(cast.ani)
    answer = send(
        client,
        new_session(tests_of_2023),
        held_on="2023-05-10",
        institution=school.pk,
        invited="45",
        tested="40",
        absent="5",
    )
    session = UrineSession.objects.get()
    assert answer.url == reverse("screening:session", args=[session.pk])
    assert (session.environment, session.region_id) == ("education", "16.02.05")  # its institution's
    assert sorted(posted(session, "kind", "quantity", "environment", "place")) == [
        ("screening.institution_tested", 1, "education", "16.02.05"),
        ("screening.person_invited", 45, "education", "16.02.05"),
        (TESTED, 40, "education", "16.02.05"),
        ("screening.session_held", 1, "education", "16.02.05"),
    ]
    assert "Tes urine 2023" in client.get(answer.url).text
    assert "SMAN Rekaan: 40 orang" in client.get(reverse("activities:activity", args=[tests_of_2023])).text
    assert verify() == []


def test_sessions_make_their_kegiatan_a_held_one_of_empowerment(
    cast: Cast, tests_of_2023: UUID, session: UrineSession, school: Institution
) -> None:
    hold(cast, tests_of_2023, school, held_on=date(2023, 6, 1))
    assert figure(cast.oki, "empowerment.activities") == ("1", None)
    assert figure(cast.oki, "empowerment.meetings") == figure(cast.oki, "screening.sessions") == ("2", None)
    assert figure(cast.oki, "screening.institutions") == ("1", None)
    rows = cast.client(cast.ani).get(reverse("activities:activity_list"), {"keadaan": "held"}).context["table"]
    assert [(str(row), row.held) for row, _, _ in rows] == [("Tes urine 2023", 2)]


def test_what_is_not_known_makes_the_sum_a_lower_bound(cast: Cast, tests_of_2023: UUID, session: UrineSession) -> None:
    nameless = institution(cast.oki, cast.ani, name="", kind="other")
    with pytest.raises(Exception, match="Pilih wilayah tesnya"):
        hold(cast, tests_of_2023, nameless, tested=None)
    region = session.region
    unknown = hold(cast, tests_of_2023, nameless, tested=None, region=region)
    assert (TESTED, 0, "min") in posted(unknown, "kind", "quantity", "bound")
    assert figure(cast.oki, "screening.tested") == ("40", "min")
    assert figure(cast.oki, "screening.institutions") == ("2", None)
    assert "belum dicatat" in cast.client(cast.ani).get(reverse("screening:session_list")).text
    told = [line.text for line in footnotes(cast.oki, 2023)]
    assert told == ["Dari 2 sesi tes urine, jumlah orang belum dicatat pada 1 sesi."]
    SESSIONS.change(unknown, by=cast.ani, based_on=1, tested=12)
    assert figure(cast.oki, "screening.tested") == ("52", None)
    assert verify() == []


def test_those_tested_are_told_by_sex_as_far_as_known(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    both = hold(cast, tests_of_2023, school, tested=None, male=25, female=15)
    assert sorted(posted(both, "sex", "quantity"))[-2:] == [("female", 15), ("male", 25)]
    one = hold(cast, tests_of_2023, school, tested=40, male=25, held_on=date(2023, 6, 1))
    assert [row for row in posted(one, "kind", "sex", "quantity") if row[0] == TESTED] == [
        (TESTED, "male", 25),
        (TESTED, "", 15),
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"held_on": "2099-01-01"}, "Tanggal belum terjadi."),
        ({"held_on": "2022-05-10"}, "baris program tahun 2023"),
        ({"male": "20", "female": "21"}, "20 + 21 = 41, tetapi yang dites 40"),
        ({"invited": "41", "absent": "5"}, "Diundang 41, tetapi dites 40 dan tidak hadir 5"),
        ({"invited": "30"}, "Diundang 30, tetapi dites 40"),
        ({"tested": "", "male": "3"}, "Isi jumlah yang dites seluruhnya"),
        ({"requested_on": "2023-05-11"}, "bertanggal sesudah tesnya"),
        ({"activity_id": ""}, "tidak boleh kosong"),
        ({"institution": ""}, "tidak boleh kosong"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_saved(
    cast: Cast, tests_of_2023: UUID, school: Institution, typed: dict[str, str], sentence: str
) -> None:
    right = {"held_on": "2023-05-10", "institution": school.pk, "tested": "40"}
    answer = send(cast.client(cast.ani), new_session(tests_of_2023), **{**right, **typed})
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not UrineSession.objects.exists()


def test_only_a_standing_test_of_ones_own_office_is_offered(cast: Cast, tests_of_2023: UUID) -> None:
    planned(cast.oki, cast.ani, title="Talk show", type="talk_show")
    planned(cast.lumajang, cast.gita, title="Tes urine Lumajang")
    planned(cast.oki, cast.ani, title="Tes dinas", host="attended", host_name="Dinas")
    form = cast.client(cast.ani).get(reverse("screening:session_new")).context["form"]
    assert [words for _, words in form.fields["activity_id"].choices] == ["Pilih …", "Tes urine 2023 (2023)"]


def test_a_kegiatan_with_sessions_is_neither_cancelled_nor_turned_round(
    cast: Cast, tests_of_2023: UUID, session: UrineSession
) -> None:
    client = cast.client(cast.ani)
    cancel = reverse("activities:activity_cancel", args=[tests_of_2023])
    assert "masih punya sesi tes urine" in client.post(cancel, {"reason": "tidak jadi"}).text
    change = reverse("activities:activity_change", args=[tests_of_2023])
    for typed in ({"type": "socialisation"}, {"year": "2024"}, {"host": "attended", "host_name": "Dinas"}):
        assert "sudah punya sesi tes urine" in sentences(send(client, change, **typed))
    assert send(client, change, title="Tes urine kolektif").status_code == 302
    client.post(reverse("screening:session_cancel", args=[session.pk]), {"reason": "salah catat"})
    assert posted(session) == []
    assert client.post(cancel, {"reason": "tidak jadi"}).status_code == 302
    assert verify() == []


def test_an_institution_that_was_tested_is_not_cancelled(
    cast: Cast, session: UrineSession, tests_of_2023: UUID
) -> None:
    place = institution(cast.oki, cast.ani, region=session.region)
    hold(cast, tests_of_2023, place)
    url = reverse("activities:institution_cancel", args=[place.pk])
    assert "masih disebut dalam sesi tes urine" in cast.client(cast.ani).post(url, {"reason": "ganda"}).text


def test_a_raid_is_marked_and_told_apart(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    hold(cast, tests_of_2023, school)
    raid = hold(cast, tests_of_2023, school, held_on=date(2023, 7, 1), is_raid=True, tested=12)
    client, url = cast.client(cast.ani), reverse("screening:session_list")
    only = client.get(url, {"razia": "1"}).context["table"]
    assert [row.pk for row, _, _ in only] == [raid.pk]
    assert "bagian dari razia" in client.get(reverse("screening:session", args=[raid.pk])).text
    assert [line.text for line in footnotes(cast.oki, 2023)] == [
        "Tes urine termasuk 1 sesi dalam razia, 12 orang dites; jumlah lainnya bukan razia."
    ]


def test_a_kit_past_its_date_is_pointed_out(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    session = hold(cast, tests_of_2023, school, kit_expires_on=date(2023, 5, 1))
    assert (
        "kedaluwarsa pada hari tes" in cast.client(cast.ani).get(reverse("screening:session", args=[session.pk])).text
    )


def test_a_changed_session_is_corrected(cast: Cast, session: UrineSession) -> None:
    send(cast.client(cast.ani), reverse("screening:session_change", args=[session.pk]), tested="38")
    correction = Fact.objects.get(sign=-1)
    assert (correction.kind, correction.quantity) == (TESTED, -40)
    assert figure(cast.oki, "screening.tested") == ("38", None)
    page = cast.client(cast.ani).get(reverse("screening:session", args=[session.pk])).text
    assert "Dites: 40 → 38" in page
    assert verify() == []


def test_a_closed_month_asks_for_a_reason(cast: Cast, session: UrineSession) -> None:
    close_month(office=cast.oki, year=2023, month=5, by=cast.eko)
    client, url = cast.client(cast.ani), reverse("screening:session_change", args=[session.pk])
    assert "bulannya sudah ditutup" in sentences(send(client, url, tested="38"))
    assert send(client, url, tested="38", reason="salah jumlah").status_code == 302


def test_who_changes_an_outdated_copy_is_shown_both_values(cast: Cast, session: UrineSession) -> None:
    client, url = cast.client(cast.ani), reverse("screening:session_change", args=[session.pk])
    old = opened(client, url)
    client.post(url, {**old, "tested": "41"})
    answer = client.post(url, {**old, "tested": "42", "request_id": str(uuid4())})
    assert "tersimpan “41”, isian Anda “42”" in sentences(answer)


def test_the_last_session_is_copied_without_its_place_and_numbers(cast: Cast, session: UrineSession) -> None:
    copied = opened(cast.client(cast.ani), f"{reverse('screening:session_new')}?salin=terakhir")
    assert (copied["panel"], str(copied["activity_id"])) == ("six", str(session.activity_id))
    assert not {"institution", "tested"} & set(copied)


def test_another_office_does_not_find_a_session(cast: Cast, session: UrineSession) -> None:
    client = cast.client(cast.gita)
    for part in ("", "_change", "_cancel"):
        for key in (session.pk, uuid4()):
            assert client.get(reverse(f"screening:session{part}", args=[key])).status_code == 404
            assert cast.client(cast.fitri).get(reverse(f"screening:session{part}", args=[key])).status_code == 403
    assert cast.client(cast.dewi).get(reverse("screening:session_change", args=[session.pk])).status_code == 403


def test_the_list_finds_by_other_names_and_asks_few_questions(
    cast: Cast, tests_of_2023: UUID, session: UrineSession, school: Institution
) -> None:
    client, url = cast.client(cast.ani), reverse("screening:session_list")
    assert len(client.get(url, {"q": "smara"}).context["table"]) == 1
    assert len(client.get(url, {"tahun": "2022"}).context["table"]) == 0

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            assert len(client.get(url).content) <= LIGHT
        return len(counted)

    short = queries()
    for day in range(1, 29):
        hold(cast, tests_of_2023, school, held_on=date(2023, 6, day))
    assert queries() == short <= 12
