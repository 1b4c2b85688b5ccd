"""What comes in: the addressee sees and keeps what was agreed to, and nothing else of the sender."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from bersinar.foundation.access.wall import side
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS, CONSENTS, EPISODES, REFERRALS
from bersinar.programmes.rehab.actions import parcels as box
from bersinar.programmes.rehab.actions import referrals as steps
from bersinar.programmes.rehab.actions.merging import MERGE
from bersinar.programmes.rehab.models import Client, Consent, Episode, Facility, Intake, Parcel, Referral, Review
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import NIK, SECRETS
from .handing import CAME, accept, another, refer, url


def test_what_was_not_agreed_to_is_not_in_the_parcel(cast: Cast, served: Client) -> None:
    referral = refer(cast, served, sends=["contact"])
    told = box.opened(referral.parcel, by=cast.hadi, purpose="uji")
    assert set(told) == {"subject", "contact"}
    with pytest.raises(Refusal, match="identitasnya"):
        accept(cast, referral)
    parcel = accept(cast, referral, sex="female", birth_year=1998)
    assert parcel.client and parcel.client.name is None and parcel.client.subject_id == served.subject_id


def test_a_withdrawn_consent_closes_the_parcel_that_waits(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    consent = Consent.objects.get()
    CONSENTS.change(consent, by=cast.budi, based_on=None, withdrawn_on=cast.oki.local_day())
    parcel = Parcel.objects.get()
    assert set(box.opened(parcel, by=cast.hadi, purpose="uji")) == {"subject"}
    with pytest.raises(Refusal, match="mencabut persetujuannya"):
        accept(cast, referral)
    assert Client.objects.filter(office=cast.lumajang).count() == 0


def test_what_is_withdrawn_while_the_parcel_waits_is_not_kept(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    parcel = refer(cast, served).parcel
    CONSENTS.change(Consent.objects.get(), by=cast.budi, based_on=None, may_send=["contact"])
    answer = send(
        cast.client(cast.hadi), url("parcel_step", parcel.pk, "accept"), answered_on="2023-05-04", sex="female",
        birth_year="1998",
    )  # fmt: skip
    assert answer.status_code == 302
    treatment_side()
    parcel = Parcel.objects.get()
    assert parcel.client and parcel.client.name is None and parcel.client.compared("phone") == SECRETS["phone"]
    CONSENTS.change(Consent.objects.get(), by=cast.budi, based_on=None, may_send=["identity", "contact"])
    assert set(box.opened(parcel, by=cast.hadi, purpose="uji")) == {"subject", "contact"}
    assert NIK not in parcel.compared("content")


def test_the_code_of_somebody_else_does_not_make_two_persons_one(cast: Cast, served: Client) -> None:
    man = CLIENTS.create(
        office=cast.lumajang, by=cast.hadi, registered_on=date(2023, 1, 9), sex="male", birth_year=1998
    )
    with pytest.raises(Refusal, match="orang lain: jenis kelamin"):
        accept(cast, refer(cast, served), code=man.code)
    man.refresh_from_db()
    assert man.subject_id != served.subject_id


def test_who_bears_a_like_name_there_is_asked_about_before_a_second_code_is_given(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    said: dict[str, Any] = {"registered_on": date(2023, 1, 9), "sex": "female", "birth_year": 1998}
    CLIENTS.create(office=cast.lumajang, by=cast.hadi, name=SECRETS["name"], **said)
    door, hadi = url("parcel_step", refer(cast, served).parcel.pk, "accept"), cast.client(cast.hadi)
    asked = send(hadi, door, answered_on="2023-05-04")
    assert asked.status_code == 422 and "ini orang lain" in asked.text
    assert send(hadi, door, answered_on="2023-05-04", somebody_else="on").status_code == 302
    treatment_side()
    assert Client.objects.filter(office=cast.lumajang).count() == 2


def test_a_merged_double_leads_to_the_client_that_was_kept(cast: Cast, served: Client) -> None:
    said: dict[str, Any] = {
        "registered_on": date(2023, 1, 9),
        "sex": "female",
        "birth_year": 1998,
        "somebody_else": True,
    }
    kept, double = (CLIENTS.create(office=cast.lumajang, by=cast.hadi, name=SECRETS["name"], **said) for _ in range(2))
    MERGE.change(kept, by=cast.hadi, based_on=None, duplicate=double)
    parcel = accept(cast, refer(cast, served), code=double.code)
    assert parcel.client == kept
    assert Client.objects.get(pk=kept.pk).subject_id == served.subject_id
    assert verify() == []


def test_known_by_nik_the_receiver_keeps_its_client_as_the_same_person(
    cast: Cast, served: Client, their_clinic: Facility
) -> None:
    known = CLIENTS.create(
        office=cast.lumajang, by=cast.hadi, registered_on=date(2023, 1, 9), sex="female", birth_year=1998, nik=NIK
    )
    EPISODES.create(
        office=cast.lumajang, by=cast.hadi, client=known, entry_path="voluntary", pathway="outpatient", substance="cannabis",
        facility=their_clinic, admitted_on=date(2023, 1, 9), closed_on=date(2023, 2, 9), closing_reason="dropped_out",
    )  # fmt: skip
    assert figure(cast.bnn, "rehab.clients")[0] == "2"
    parcel = accept(cast, refer(cast, served))
    known.refresh_from_db()
    assert (parcel.client, known.subject_id) == (known, served.subject_id)
    assert {draft.subject for draft in posted(known) if draft.subject} == {
        draft.subject for draft in posted(served) if draft.subject
    }
    assert figure(cast.bnn, "rehab.clients")[0] == "1"
    told = " ".join(str(line.changes) for line in AuditLine.objects.all())
    assert str(served.subject_id) not in told
    assert verify() == []


def take_back(cast: Cast, parcel: Parcel, **typed: str) -> Any:
    return send(
        cast.client(cast.hadi), url("parcel_step", parcel.pk, "take_back"), **{"reason": "Kode salah ketik", **typed}
    )


def test_an_acceptance_under_the_wrong_code_is_taken_back_and_the_right_one_follows(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    said: dict[str, Any] = {
        "registered_on": date(2023, 1, 9),
        "sex": "female",
        "birth_year": 1998,
        "somebody_else": True,
    }
    wrong, right = (CLIENTS.create(office=cast.lumajang, by=cast.hadi, **said) for _ in range(2))
    before = wrong.subject_id
    parcel = accept(cast, refer(cast, served), code=wrong.code)
    assert take_back(cast, parcel, reason=" ").status_code == 422
    assert "Batalkan penerimaan" in cast.client(cast.hadi).get(url("parcel", parcel.pk)).text
    assert take_back(cast, parcel).status_code == 302
    treatment_side()
    wrong.refresh_from_db()
    parcel = Parcel.objects.get()
    assert (parcel.stage, parcel.client, parcel.intake, parcel.answered_on) == ("sent", None, None, None)
    assert wrong.subject_id == before and not wrong.is_cancelled and Intake.objects.get(client=wrong).is_cancelled
    assert Referral.objects.get().stands == "sent"
    line = AuditLine.objects.filter(action="rehab.take_back_referral", record_id=parcel.pk).get()
    assert line.reason == "Kode salah ketik" and str(before) not in str(line.changes)
    assert accept(cast, Referral.objects.get(), code=right.code).client == right
    right.refresh_from_db()
    assert right.subject_id == served.subject_id
    assert verify() == []


def test_who_was_registered_by_an_acceptance_is_cancelled_with_it(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    parcel = accept(cast, refer(cast, served))
    new = parcel.client
    assert new is not None and take_back(cast, parcel).status_code == 302
    treatment_side()
    new.refresh_from_db()
    assert new.is_cancelled and new.cancel_reason == "Kode salah ketik"
    again = accept(cast, Referral.objects.get())
    assert again.client is not None and again.client != new and again.client.compared("nik") == NIK
    assert verify() == []


def test_an_acceptance_that_went_on_is_not_taken_back(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    parcel = accept(cast, refer(cast, served))
    assert parcel.client is not None
    agreed = CONSENTS.create(
        office=cast.lumajang, by=cast.hadi, client=parcel.client, given_by="client", covers=["treatment"], given_on=CAME
    )
    assert "sudah dicatat untuk" in sentences(take_back(cast, parcel))
    treatment_side()
    CONSENTS.cancel(agreed, by=cast.hadi, reason="salah orang")
    CLIENTS.change(parcel.client, by=cast.hadi, based_on=None, phone="0800")
    assert "sudah diubah" in sentences(take_back(cast, parcel))
    treatment_side()
    steps.finish(Referral.objects.get(), by=cast.budi, based_on=None, ended_on=CAME)
    assert "sudah menyatakan rujukan ini selesai" in sentences(take_back(cast, parcel))
    treatment_side()
    assert Parcel.objects.get().stage == "accepted"


def test_only_the_receiver_takes_an_acceptance_back(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    parcel = accept(cast, referral)
    for person, status in (("budi", 404), ("citra", 403), ("kiki", 403)):
        browser = cast.client(getattr(cast, person))
        assert browser.post(url("parcel_step", parcel.pk, "take_back"), {"reason": "x"}).status_code == status
    budi = cast.client(cast.budi)
    assert "Batalkan penerimaan" not in budi.get(url("referral", referral.pk)).text
    assert budi.get(url("referral_step", referral.pk, "take_back")).status_code == 404


def test_two_records_of_one_person_at_the_receiver_are_mended_first(cast: Cast, served: Client) -> None:
    theirs: dict[str, Any] = {"registered_on": date(2023, 1, 9), "sex": "female", "birth_year": 1998}
    CLIENTS.create(office=cast.lumajang, by=cast.hadi, nik=NIK, **theirs)
    other = CLIENTS.create(office=cast.lumajang, by=cast.hadi, **theirs)
    with pytest.raises(Refusal, match="dua klien di sini"):
        accept(cast, refer(cast, served), code=other.code)


def test_back_again_the_person_is_the_client_of_before(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    parcel = accept(cast, referral)
    steps.finish(referral, by=cast.budi, based_on=None, ended_on=CAME)
    assert parcel.client
    CONSENTS.create(
        office=cast.lumajang, by=cast.hadi, client=parcel.client, given_by="client", covers=["referral"],
        may_send=["identity"], given_on=CAME,
    )  # fmt: skip
    back = REFERRALS.create(
        office=cast.lumajang, by=cast.hadi, client=parcel.client, to_office=cast.oki, cause="family", urgency="routine",
        sends=["identity"], sent_on=date(2023, 6, 1),
    )  # fmt: skip
    again = box.accept(back.parcel, by=cast.budi, based_on=None, answered_on=date(2023, 6, 2))
    assert again.client == served
    assert Client.objects.count() == 2
    assert verify() == []


def test_the_receiver_sees_no_row_of_the_sender_and_others_see_nothing(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    referral = refer(cast, served)
    third = another(cast, "mira", cast.jatim, "clinic_head")
    assert list(Parcel.objects.visible_to(cast.hadi)) == [referral.parcel]
    rooms: tuple[Any, ...] = (Client, Episode, Consent, Referral, Review, Intake)
    for model in rooms:
        assert not model.objects.visible_to(cast.hadi).exists()
    for model in (*rooms, Parcel):
        assert not model.objects.visible_to(third).exists()
    hadi, mira = cast.client(cast.hadi), cast.client(third)
    for address in (
        url("client", served.pk),
        url("referral", referral.pk),
        url("referral_step", referral.pk, "finish"),
    ):
        assert hadi.get(address).status_code == 404
    for address in (url("parcel", referral.parcel.pk), url("referral", referral.pk)):
        assert mira.get(address).status_code == 404
    assert mira.post(url("parcel_open", referral.parcel.pk), {"purpose": "handover"}).status_code == 404
    budi = cast.client(cast.budi)
    assert budi.get(url("parcel", referral.parcel.pk)).status_code == 404  # it lies in the other office's box
    assert "BNNK OKI" not in mira.get(url("parcel_list")).text
    treatment_side()


@pytest.mark.parametrize("person", ["citra", "indra", "eko", "kiki", "joko", "ani"])
def test_nobody_outside_treatment_opens_anything(cast: Cast, served: Client, person: str) -> None:
    """An administrator alone opens nothing; neither does enforcement, nor a head."""
    parcel = refer(cast, served).parcel
    browser = cast.client(getattr(cast, person))
    for address in (
        url("parcel_list"), url("parcel", parcel.pk), url("parcel_open", parcel.pk), url("referral_list"),
        url("referral", parcel.referral_id), url("review_list"), url("override_new"),
        url("parcel_step", parcel.pk, "accept"),
    ):  # fmt: skip
        assert browser.get(address).status_code == browser.post(address).status_code == 403, address


def test_the_wall_stands_around_the_new_tables(cast: Cast, served: Client) -> None:
    from django.db import connection

    refer(cast, served)
    if connection.vendor != "postgresql":
        pytest.skip("row-level security is PostgreSQL's")
    for closed in ("enforcement", ""):
        with side(closed):
            assert (Referral.objects.count(), Parcel.objects.count(), Review.objects.count()) == (0, 0, 0)
    with side("treatment"):
        assert Parcel.objects.count() == 1
