"""A result is closed: its session's testing officer and the treatment side see it, and nobody learns it otherwise."""

from __future__ import annotations

from datetime import date
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side, side
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.models import Fact
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.models import SessionResult, UrineSession
from tests.books import figure, posted
from tests.cast import Cast, join
from tests.filling import opened, send, sentences
from tests.planned import institution, planned

from .conftest import differing, find, hold

FOUND = "screening.positive_found"


@pytest.fixture(autouse=True)
def as_the_tester(cast: Cast) -> None:
    """Outside of a request nobody sets the side of the database's session."""
    set_side("", cast.ani.pk)


def result_form(session: UrineSession) -> str:
    return f"{reverse('screening:result_new')}?sesi={session.pk}"


def on_page(cast: Cast, session: UrineSession, user: User) -> str:
    return str(cast.client(user).get(reverse("screening:session", args=[session.pk])).text)


def test_the_testing_officer_records_the_result_of_a_session(cast: Cast, session: UrineSession) -> None:
    client = cast.client(cast.ani)
    assert result_form(session) in on_page(cast, session, cast.ani)
    form = client.get(result_form(session)).context["form"]
    assert [code for code, _ in form.fields["by_parameter"].offered()] == ["amp", "met", "thc", "coc", "mop", "bzo"]
    answer = send(
        client, result_form(session), persons_reactive="2", by_parameter_met="2", by_parameter_amp="1", referred="1"
    )
    result = SessionResult.objects.get()
    assert answer.url == reverse("screening:session", args=[session.pk])
    assert (result.tester_id, result.by_parameter) == (cast.ani.pk, {"amp": 1, "met": 2})
    assert "Metamfetamin (MET): 2" in client.get(answer.url).text
    assert differing() == []


def test_facts_of_a_result_name_month_and_regency_and_no_institution(cast: Cast, session: UrineSession) -> None:
    result = find(cast, session, 2, by_parameter={"met": 2}, confirmed=1, explained=1, referred=1)
    said = posted(result, "kind", "day", "place", "quantity", "detail", "subject", "environment")
    assert {(day, place, subject, environment) for _, day, place, _, _, subject, environment in said} == {
        (date(2023, 5, 1), "16.02", "", "")
    }
    assert sorted((kind, quantity, detail) for kind, _, _, quantity, detail, _, _ in said) == [
        ("screening.parameter_reactive", 2, "met"),
        ("screening.person_referred", 1, ""),
        ("screening.positive_confirmed", 1, ""),
        ("screening.positive_explained", 1, ""),
        (FOUND, 2, ""),
    ]


def test_nought_is_told_where_it_was_looked_for(cast: Cast, session: UrineSession) -> None:
    assert figure(cast.oki, "screening.positive") == (None, None)
    find(cast, session, 0)
    assert figure(cast.oki, "screening.positive") == ("0", None)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"persons_reactive": "41"}, "Reaktif 41, melebihi 40 orang yang dites"),
        ({"persons_reactive": "2", "by_parameter_met": "3"}, "Metamfetamin (MET) 3, melebihi 2 orang yang reaktif"),
        ({"persons_reactive": "3", "by_parameter_met": "1"}, "Semua parameter bersama 1, kurang dari 3 orang"),
        ({"persons_reactive": "2", "confirmed": "2", "explained": "1"}, "2 + 1 = 3, melebihi 2 orang"),
        ({"persons_reactive": "1", "referred": "2"}, "Dirujuk 2, melebihi 1 orang"),
        ({"persons_reactive": ""}, "tidak boleh kosong"),
    ],
)
def test_what_cannot_be_is_refused_with_its_numbers(
    cast: Cast, session: UrineSession, typed: dict[str, str], sentence: str
) -> None:
    answer = send(cast.client(cast.ani), result_form(session), **typed)
    assert answer.status_code == 422
    assert sentence in sentences(answer)
    assert not SessionResult.objects.exists()
    right = {"persons_reactive": "2", "by_parameter_met": "2", "by_parameter_amp": "2", "confirmed": "1"}
    assert send(cast.client(cast.ani), result_form(session), **right).status_code == 302


def test_a_parameter_outside_the_panel_is_refused(cast: Cast, session: UrineSession) -> None:
    with pytest.raises(Refusal, match="tidak memuat Karisoprodol"):
        find(cast, session, 1, by_parameter={"soma": 1})


def test_a_session_has_one_standing_result(cast: Cast, session: UrineSession) -> None:
    first = find(cast, session)
    with pytest.raises(Refusal, match="sudah dicatat"):
        find(cast, session, 3)
    RESULTS.cancel(first, by=cast.ani, reason="salah sesi")
    assert posted(first) == []
    assert find(cast, session, 3).persons_reactive == 3
    assert differing() == []


def test_a_result_asks_for_the_number_tested(cast: Cast, tests_of_2023: UUID, school: Institution) -> None:
    session = hold(cast, tests_of_2023, school, tested=None)
    assert "Isi dahulu jumlah yang dites" in on_page(cast, session, cast.ani)
    with pytest.raises(Refusal, match="Isi dahulu jumlah yang dites"):
        find(cast, session, 0)


def test_the_tester_and_the_treatment_side_see_it_and_nobody_else(
    cast: Cast, session: UrineSession, colleague: User
) -> None:
    result = find(cast, session, 2, referred=1)
    page = reverse("screening:result", args=[result.pk])
    for sees in (cast.ani, cast.budi):
        assert "Orang dengan hasil reaktif" in on_page(cast, session, sees)
        assert cast.client(sees).get(page).status_code == 200
    for closed in (colleague, cast.citra, cast.dewi, cast.eko, cast.joko):
        text = on_page(cast, session, closed)
        assert "Hasil tes tertutup" in text
        assert "Orang dengan hasil reaktif" not in text
        assert page not in text
    for part in ("", "_change", "_cancel"):
        url = reverse(f"screening:result{part}", args=[result.pk])
        assert cast.client(colleague).get(url).status_code == 404
        assert cast.client(colleague).get(reverse(f"screening:result{part}", args=[uuid4()])).status_code == 404
        assert cast.client(cast.hadi).get(url).status_code == 404
        assert cast.client(cast.gita).get(url).status_code == 404
        for shut in (cast.citra, cast.eko, cast.fitri, cast.indra):
            assert cast.client(shut).get(url).status_code == 403
    assert cast.client(colleague).get(result_form(session)).status_code == 403
    assert cast.client(cast.hadi).get(result_form(session)).status_code == 403


def test_the_clinic_may_record_what_the_tester_did_not(cast: Cast, session: UrineSession) -> None:
    client = cast.client(cast.budi)
    answer = send(client, result_form(session), persons_reactive="1")
    assert answer.status_code == 302
    with side(Side.TREATMENT):
        result = SessionResult.objects.get()
    assert result.tester_id == cast.ani.pk  # who tested, not who wrote
    assert "hasil reaktif" in on_page(cast, session, cast.ani)
    changed = send(client, reverse("screening:result_change", args=[result.pk]), persons_reactive="2")
    assert changed.status_code == 302
    cancel = reverse("screening:result_cancel", args=[result.pk])
    assert client.post(cancel, {"reason": "salah catat"}).status_code == 302
    assert differing() == []


def test_others_are_refused_by_the_action_too(cast: Cast, session: UrineSession, colleague: User) -> None:
    result = find(cast, session)
    for by in (colleague, cast.gita, cast.hadi, cast.citra, cast.eko):
        with pytest.raises(Forbidden):
            RESULTS.create(office=cast.oki, by=by, session=session, persons_reactive=1)
        with pytest.raises(Forbidden):
            RESULTS.change(result, by=by, based_on=None, persons_reactive=1)
        with pytest.raises(Forbidden):
            RESULTS.cancel(result, by=by, reason="iseng")
    assert not SessionResult.objects.visible_to(colleague).exists()


def test_a_tester_who_moves_to_enforcement_loses_sight_of_it(cast: Cast, session: UrineSession) -> None:
    result = find(cast, session)
    assert SessionResult.objects.visible_to(cast.ani).exists()
    join(cast.ani, cast.oki, "investigator")
    User.objects.filter(pk=cast.ani.pk).update(closed_side="enforcement")
    assert not SessionResult.objects.visible_to(cast.ani).exists()
    assert "Hasil tes tertutup" in on_page(cast, session, cast.ani)
    with pytest.raises(Forbidden):
        RESULTS.change(result, by=cast.ani, based_on=None, persons_reactive=1)


def test_every_look_is_written_down_before_it_is_shown(cast: Cast, session: UrineSession, colleague: User) -> None:
    result = find(cast, session)
    on_page(cast, session, cast.ani)
    cast.client(cast.budi).get(reverse("screening:result", args=[result.pk]))
    on_page(cast, session, colleague)
    lines = Reading.objects.order_by("seq")
    assert [(line.actor, line.side, line.record_id) for line in lines] == [
        (cast.ani.pk, "treatment", result.pk),
        (cast.budi.pk, "treatment", result.pk),
    ]
    assert set(AuditLine.objects.filter(record_id=result.pk).values_list("side", flat=True)) == {"treatment"}


def test_a_session_that_moves_takes_its_result_along(cast: Cast, session: UrineSession, colleague: User) -> None:
    result = find(cast, session)
    for by, day, month in ((cast.ani, "2023-06-02", 6), (colleague, "2023-07-03", 7)):
        url = reverse("screening:session_change", args=[session.pk])
        assert send(cast.client(by), url, held_on=day).status_code == 302
        assert posted(result, "day") == [(date(2023, month, 1),)]
        assert differing() == []


def test_fewer_tested_than_reacted_cannot_be(cast: Cast, session: UrineSession) -> None:
    find(cast, session, 5)
    client, url = cast.client(cast.ani), reverse("screening:session_change", args=[session.pk])
    assert "Reaktif 5, melebihi 4 orang yang dites" in sentences(send(client, url, tested="4"))
    assert "Wajib diisi karena hasilnya sudah dicatat" in sentences(send(client, url, tested=""))
    session.refresh_from_db()
    assert session.tested == 40
    assert send(client, url, tested="5").status_code == 302
    assert differing() == []


def test_a_colleague_cannot_find_a_result_out_by_trying_numbers(
    cast: Cast, session: UrineSession, colleague: User
) -> None:
    find(cast, session, 5)
    client, url = cast.client(colleague), reverse("screening:session_change", args=[session.pk])
    answers = {sentences(send(client, url, tested=str(tested))) for tested in (3, 4, 5, 6, 39)}
    assert answers == {"Hanya petugas tes sesi ini yang dapat menguranginya."}
    assert send(client, url, tested="41").status_code == 302


def test_a_panel_is_not_taken_from_under_its_result(cast: Cast, session: UrineSession) -> None:
    find(cast, session, 1, by_parameter={"bzo": 1})
    client, url = cast.client(cast.ani), reverse("screening:session_change", args=[session.pk])
    assert "memuat parameter lain" in sentences(send(client, url, panel="three"))
    assert send(client, url, panel="seven").status_code == 302


def test_a_session_with_a_result_is_not_cancelled(cast: Cast, session: UrineSession, colleague: User) -> None:
    result = find(cast, session)
    url = reverse("screening:session_cancel", args=[session.pk])
    for by in (cast.ani, colleague):
        assert "masih punya hasil" in cast.client(by).post(url, {"reason": "ganda"}).text
    set_side("", cast.ani.pk)  # as her own request would
    RESULTS.cancel(result, by=cast.ani, reason="ganda")
    assert cast.client(cast.ani).post(url, {"reason": "ganda"}).status_code == 302
    assert Fact.objects.filter(source_id__in=[session.pk, result.pk]).count() > 0
    assert posted(session) == posted(result) == []
    assert differing() == []


def test_a_result_stays_with_its_session_and_is_sent_once(
    cast: Cast, session: UrineSession, tests_of_2023: UUID, school: Institution
) -> None:
    client = cast.client(cast.ani)
    filled = {**opened(client, result_form(session)), "persons_reactive": "1"}
    first, second = (client.post(result_form(session), filled) for _ in range(2))
    assert first["Location"] == second["Location"]
    result = SessionResult.objects.get()
    other = hold(cast, tests_of_2023, school, held_on=date(2023, 6, 1))
    url = reverse("screening:result_change", args=[result.pk])
    assert send(client, url, session=other.pk).status_code == 422
    result.refresh_from_db()
    assert result.session == session


def test_no_list_of_results_and_no_number_in_the_list_of_sessions(cast: Cast, session: UrineSession) -> None:
    find(cast, session, 7)
    for reader in (cast.ani, cast.budi, cast.citra):
        text = cast.client(reader).get(reverse("screening:session_list")).text
        assert "reaktif" not in text.lower()


def test_a_session_of_another_office_takes_no_result(cast: Cast, session: UrineSession) -> None:
    activity = planned(cast.lumajang, cast.gita)
    place = institution(cast.lumajang, cast.gita, region=Region.objects.get(code="35.08"))
    theirs = SESSIONS.create(
        office=cast.lumajang,
        by=cast.gita,
        activity_id=activity.id,
        institution=place,
        held_on=date(2023, 5, 1),
        tested=9,
    )
    with pytest.raises(Forbidden):
        RESULTS.create(office=cast.oki, by=cast.ani, session=theirs, persons_reactive=1)


def test_the_database_itself_keeps_results_from_others(cast: Cast, session: UrineSession, colleague: User) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL guards rows.")
    find(cast, session)
    seen = {}
    for who, which in (("ani", ""), ("colleague", ""), ("budi", "treatment"), ("citra", "enforcement")):
        actor = colleague if who == "colleague" else getattr(cast, who)
        set_side(which, actor.pk)
        seen[who] = SessionResult.objects.count()
    set_side("enforcement", cast.ani.pk)
    seen["ani at enforcement"] = SessionResult.objects.count()
    assert seen == {"ani": 1, "colleague": 0, "budi": 1, "citra": 0, "ani at enforcement": 0}
