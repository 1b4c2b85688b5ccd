"""From a reactive result to the clinic by a code: the session knows how many, the clinic who, and nothing joins them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import pytest
from django.apps import apps
from django.urls import reverse

from bersinar.foundation.access.wall import set_side, side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.regions.models import Region
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.models import Intake, Invitation, InvitationCount
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.guardians import GUARDIANS
from bersinar.programmes.screening.models import SessionResult, SlipPrint, UrineSession
from tests.cast import Cast
from tests.filling import send, sentences
from tests.planned import institution, planned

PLACE = "Jalan Rekaan Nomor 1"


@pytest.fixture
def result(cast: Cast) -> SessionResult:
    """Ani tested forty people of a school; two reacted."""
    set_side("", cast.ani.pk)
    school = institution(
        cast.oki, cast.ani, name="SMAN Rekaan", kind="school", environment="education", region=Region.objects.get(code="16.02.05")
    )  # fmt: skip
    GUARDIANS.create(
        office=cast.oki, by=cast.ani, institution=school, valid_from=date(2023, 5, 1), valid_until=date(2023, 5, 31),
        form="Formulir contoh", collected_by="Guru BK", handed_out=45, given=40, refused=2,
    )  # fmt: skip
    session: UrineSession = SESSIONS.create(
        office=cast.oki, by=cast.ani, activity_id=planned(cast.oki, cast.ani).id, institution=school,
        held_on=date(2023, 5, 10), tested=40, panel="six",
    )  # fmt: skip
    return RESULTS.create(office=cast.oki, by=cast.ani, session=session, persons_reactive=2)


@pytest.fixture
def printed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What the printer got."""
    codes: list[str] = []

    def keep(made: Sequence[str], place: str, until: date) -> bytes:
        codes.extend(made)
        return b"%PDF-1.7"

    monkeypatch.setattr("bersinar.programmes.rehab.public.print_slips", keep)
    return codes


def slips(result: SessionResult) -> str:
    return reverse("screening:result_slips", args=[result.pk])


def test_a_slip_leads_to_the_clinic_and_back_to_nobody(cast: Cast, result: SessionResult, printed: list[str]) -> None:
    tester = cast.client(cast.ani)
    page = tester.get(reverse("screening:session", args=[result.session_id])).text
    assert slips(result) in page
    answer = send(tester, slips(result), count="2", place=PLACE)
    assert answer["Content-Disposition"] == 'attachment; filename="lembar.pdf"'
    assert len(set(printed)) == 2

    clinic = cast.client(cast.budi)
    send(clinic, reverse("rehab:intake_new"), contacted_on="2023-05-15", entry_path="voluntary")
    set_side("treatment", cast.budi.pk)
    intake = Intake.objects.get()
    register = reverse("rehab:intake_step", args=[intake.pk, "register"])
    send(clinic, register, registered_on="2023-05-15", sex="male", birth_year="2000", invitation=printed[1])
    set_side("treatment", cast.budi.pk)
    intake.refresh_from_db()
    assert (intake.entry_path, intake.invited) == ("urine_test", True)
    count = InvitationCount.objects.get()
    assert (count.issued, count.taken, Invitation.objects.count()) == (2, 1, 1)
    assert verify() == []

    # No field of either side's tables leads to the other, and no fact or audit line names both.
    for room, other in (("screening", "rehab"), ("rehab", "screening")):
        for model in apps.get_app_config(room).get_models():
            related = [f.related_model for f in model._meta.get_fields() if f.is_relation]
            assert not [one for one in related if one is not None and one._meta.app_label == other]
    assert not {f.name for f in Invitation._meta.get_fields()} & {
        "session",
        "result",
        "recorded_by",
        "recorded_at",
        "client",
    }
    texts = str(list(AuditLine.objects.values_list("changes", "reason"))) + str(
        list(Fact.objects.values_list("detail", "subject"))
    )
    assert not [code for code in printed if code in texts or code.replace("-", "").lower() in texts]


def test_there_are_as_many_slips_as_people_and_lost_ones_are_replaced(
    cast: Cast, result: SessionResult, printed: list[str]
) -> None:
    tester = cast.client(cast.ani)
    assert "sudah dicetak 0: isi 1 sampai 2" in sentences(send(tester, slips(result), count="3", place=PLACE))
    assert "Hapus kata “BNN”" in sentences(send(tester, slips(result), count="1", place="BNNK OKI"))
    early = send(tester, slips(result), count="1", place=PLACE, replaces="on")
    assert "Belum ada lembar" in sentences(early)
    assert printed == []
    send(tester, slips(result), count="2", place=PLACE)
    assert "Centang pengganti" in sentences(send(tester, slips(result), count="1", place=PLACE, replaces=""))
    assert send(tester, slips(result), count="1", place=PLACE, replaces="on").status_code == 200
    set_side("treatment", cast.budi.pk)
    assert (len(printed), InvitationCount.objects.get().issued, SlipPrint.objects.count()) == (3, 2, 2)


def test_slips_may_follow_when_the_month_is_closed(cast: Cast, result: SessionResult, printed: list[str]) -> None:
    from bersinar.foundation.periods.actions import close_month

    close_month(office=cast.oki, year=2023, month=5, by=cast.eko)
    assert send(cast.client(cast.ani), slips(result), count="1", place=PLACE).status_code == 200
    assert len(printed) == 1


def test_only_who_sees_the_result_prints_slips(cast: Cast, result: SessionResult, printed: list[str]) -> None:
    for person in ("citra", "dewi", "eko", "fitri", "kiki", "indra", "joko"):
        browser = cast.client(getattr(cast, person))
        assert {browser.get(slips(result)).status_code, browser.post(slips(result)).status_code} == {403}, person
    for person in ("gita", "hadi"):
        assert cast.client(getattr(cast, person)).get(slips(result)).status_code == 404
    assert send(cast.client(cast.budi), slips(result), count="1", place=PLACE).status_code == 200
    page = cast.client(cast.dewi).get(reverse("screening:session", args=[result.session_id])).text
    assert "Undangan dicetak" not in page


def test_deteksi_dini_counts_no_slip(cast: Cast, result: SessionResult, printed: list[str]) -> None:
    before = list(Fact.objects.order_by("seq", "pk").values_list("kind", "quantity"))
    send(cast.client(cast.ani), slips(result), count="2", place=PLACE)
    with side("treatment"):
        assert list(Fact.objects.order_by("seq", "pk").values_list("kind", "quantity")) == before
