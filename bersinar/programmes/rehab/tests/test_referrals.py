"""Referrals: a hand-shake of two offices, one person in the nation, and nothing crosses that was not agreed to."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.secrecy.sealed import CannotOpen
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.ledger.models import Posting
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import CLIENTS, CONSENTS, FACILITIES
from bersinar.programmes.rehab.actions import intake as intakes
from bersinar.programmes.rehab.actions import parcels as box
from bersinar.programmes.rehab.actions import referrals as steps
from bersinar.programmes.rehab.models import Client, Episode, Facility, Intake, Parcel, Referral
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import NIK, SECRETS, register
from .handing import ALL_PARTS, CAME, SENT, accept, agree, refer, url


def test_the_whole_hand_shake_on_the_pages(
    cast: Cast, served: Client, their_clinic: Facility, treatment_side: Callable[[], None]
) -> None:
    budi, hadi = cast.client(cast.budi), cast.client(cast.hadi)
    page = budi.get(url("client", served.pk)).text
    assert f"{url('referral_new')}?klien={served.code}" in page
    answer = send(
        budi, f"{url('referral_new')}?klien={served.code}", to_office=cast.lumajang.pk, cause="moved", urgency="soon",
        sends=["identity", "contact"], sent_on="2023-05-02",
    )  # fmt: skip
    referral = Referral.objects.get()
    assert answer["Location"] == url("referral", referral.pk)

    parcel = Parcel.objects.get()
    queue = hadi.get(url("parcel_list")).text
    assert "BNNK OKI" in queue and url("parcel", parcel.pk) in queue
    shown = hadi.get(url("parcel", parcel.pk)).text
    assert served.code not in shown and str(served.pk) not in shown
    assert not [word for word in SECRETS.values() if word in shown]
    content = hadi.post(url("parcel_open", parcel.pk), {"purpose": "handover"}).text
    assert all(word in content for word in SECRETS.values())
    treatment_side()
    read = Reading.objects.filter(record_kind="rehab.parcel", purpose="Menyiapkan atau menerima rujukan").get()
    assert (read.actor, read.office) == (cast.hadi.pk, cast.lumajang)

    send(hadi, url("parcel_step", parcel.pk, "accept"), answered_on="2023-05-04")
    treatment_side()
    parcel.refresh_from_db()
    theirs, intake = Client.objects.get(office=cast.lumajang), Intake.objects.get(office=cast.lumajang)
    assert (parcel.stage, parcel.client, parcel.intake) == ("accepted", theirs, intake)
    assert (theirs.subject_id, theirs.compared("nik"), theirs.sex) == (served.subject_id, NIK, "female")
    assert (intake.entry_path, intake.stage, intake.client) == ("other_office", "registered", theirs)
    page = budi.get(url("referral", referral.pk)).text
    assert "Diterima" in page and "04-05-2023" in page and theirs.code not in page.replace(served.code, "")

    send(budi, url("referral_step", referral.pk, "finish"), ended_on="2023-05-05")
    treatment_side()
    episode = Episode.objects.get(office=cast.oki)
    assert (episode.closed_on, episode.closing_reason) == (date(2023, 5, 5), "transferred")
    assert Referral.objects.get().stands == "done"
    assert [posting.office.code for posting in Posting.objects.filter(action="rehab.accept_referral")] == [
        "bnnk-lumajang"
    ]
    assert {line.office_id for line in AuditLine.objects.filter(action="rehab.finish_sent_referral")} == {cast.oki.pk}
    assert (figure(cast.oki, "rehab.referrals_sent"), figure(cast.lumajang, "rehab.referrals_accepted")) == (
        ("1", None), ("1", None),
    )  # fmt: skip
    assert verify() == []


def test_a_transfer_counts_one_person_in_the_nation_and_one_in_each_office(
    cast: Cast, served: Client, their_clinic: Facility
) -> None:
    referral = refer(cast, served)
    parcel = accept(cast, referral)
    assert parcel.intake and parcel.client
    CONSENTS.create(
        office=cast.lumajang, by=cast.hadi, client=parcel.client, given_by="client", covers=["treatment"], given_on=CAME
    )
    screened: dict[str, Any] = {"screened_on": CAME, "screening_tool": "assist", "screening_result": "high"}
    intake = intakes.screen(parcel.intake, by=cast.hadi, based_on=None, **screened)
    intake = intakes.assess(intake, by=cast.hadi, based_on=None, assessed_on=CAME)
    begins: dict[str, Any] = {"admitted_on": CAME, "facility": their_clinic, "substance": "methamphetamine"}
    intakes.admit(intake, by=cast.hadi, based_on=None, pathway="inpatient", **begins)
    steps.finish(referral, by=cast.budi, based_on=None, ended_on=CAME)
    counted = {office.code: figure(office, "rehab.clients")[0] for office in (cast.bnn, cast.sumsel, cast.jatim)}
    assert counted == {"bnn": "1", "bnnp-sumsel": "1", "bnnp-jatim": "1"}
    assert [figure(office, "rehab.clients")[0] for office in (cast.oki, cast.lumajang)] == ["1", "1"]
    assert figure(cast.bnn, "rehab.in_care")[0] == figure(cast.lumajang, "rehab.in_care")[0] == "1"
    assert figure(cast.oki, "rehab.in_care")[0] == "0"
    assert verify() == []


def test_without_consent_nothing_is_sent(cast: Cast, clinic: Facility) -> None:
    client = register(cast, **SECRETS)
    browser = cast.client(cast.budi)
    sent = {
        "to_office": cast.lumajang.pk, "cause": "moved", "urgency": "soon", "sends": ["identity", "plan"],
        "sent_on": "2023-05-02", "plan": "dua kali seminggu",
    }  # fmt: skip
    address = f"{url('referral_new')}?klien={client.code}"
    refused = send(browser, address, **sent)
    assert "Catat dahulu persetujuan klien untuk dirujuk" in sentences(refused)
    assert "dua kali seminggu" in refused.text  # nothing typed is lost
    agree(cast, client, ["identity"])
    refused = send(browser, address, **sent)
    assert "Tidak dicakup persetujuan klien: Ringkasan rencana terapi" in sentences(refused)
    assert (Referral.objects.count(), Parcel.objects.count()) == (0, 0)
    assert send(browser, address, **{**sent, "sends": ["identity"], "plan": ""}).status_code == 302
    assert verify() == []


def test_a_minor_is_referred_on_a_guardians_word_alone(cast: Cast) -> None:
    child = register(cast, birth_year=2010)
    agree(cast, child, ALL_PARTS)
    with pytest.raises(Refusal, match="orang tua atau wali klien"):
        refer(cast, child, sends=["identity"])
    agree(cast, child, ["identity"], given_by="guardian", guardian="Ibu Rekaan", relation="mother")
    with pytest.raises(Refusal, match="Tidak dicakup"):
        refer(cast, child, sends=["identity", "contact"])
    assert refer(cast, child, sends=["identity"]).stands == "sent"


def test_refused_the_reason_reaches_the_sender_and_the_content_is_gone(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    referral = refer(cast, served)
    hadi, sealed = cast.client(cast.hadi), referral.parcel.content
    send(hadi, url("parcel_step", referral.parcel.pk, "refuse"), answered_on="2023-05-03", refusal="full")
    treatment_side()
    parcel = Parcel.objects.get()
    assert (parcel.stage, parcel.content, parcel.data_key) == ("refused", None, None)
    parcel.__dict__["content"] = sealed.ciphertext  # a copy somebody kept opens nothing
    with pytest.raises(CannotOpen):
        parcel.compared("content")
    page = cast.client(cast.budi).get(url("referral", referral.pk)).text
    assert "Ditolak" in page and "Tempat penuh" in page
    assert "Isinya sudah dihapus" in hadi.get(url("parcel", parcel.pk)).text
    treatment_side()
    with pytest.raises(Refusal, match="tidak dapat dilakukan pada tahap Ditolak"):
        accept(cast, Referral.objects.get())
    assert figure(cast.oki, "rehab.referrals_sent") == ("1", None)
    assert figure(cast.bnn, "rehab.referrals_accepted") == (None, None)
    assert verify() == []


def test_taken_back_before_the_answer_and_never_after(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    said: dict[str, Any] = {"by": cast.budi, "based_on": None, "ended_on": CAME, "revoked_for": "client_declined"}
    gone = steps.revoke(referral, **said)
    parcel = Parcel.objects.get()
    assert (gone.stands, parcel.stage, parcel.content, parcel.data_key) == ("revoked", "revoked", None, None)
    assert figure(cast.oki, "rehab.referrals_sent") == (None, None)
    with pytest.raises(Refusal, match="pada tahap Ditarik"):
        accept(cast, gone)
    other = refer(cast, served)
    accept(cast, other)
    with pytest.raises(Refusal, match="tidak dapat dilakukan pada tahap Diterima"):
        steps.revoke(other, **said)
    assert verify() == []


def test_the_sender_does_not_answer_for_the_other_office(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    with pytest.raises(Refusal, match="Jawabannya dicatat satuan kerja tujuan"):
        steps.note_accepted(referral, by=cast.budi, based_on=None, answered_on=CAME)
    with pytest.raises(Forbidden):
        box.accept(referral.parcel, by=cast.budi, based_on=None, answered_on=CAME)
    with pytest.raises(Refusal, match="tidak dapat dilakukan pada tahap Dikirim"):
        steps.finish(referral, by=cast.budi, based_on=None, ended_on=CAME)
    with pytest.raises(Refusal, match="masih punya rujukan"):
        refer(cast, served)


def test_an_answer_on_an_old_page_is_refused(cast: Cast, served: Client) -> None:
    referral = refer(cast, served)
    with pytest.raises(LostUpdate):
        accept(cast, referral, based_on=7)


# --- an override -----------------------------------------------------------------------------------------------------


# --- to a facility outside -------------------------------------------------------------------------------------------


def test_to_a_hospital_the_office_notes_the_answer_itself(
    cast: Cast, served: Client, treatment_side: Callable[[], None]
) -> None:
    hospital = FACILITIES.create(office=cast.oki, by=cast.budi, name="RS Rekaan", kind="hospital", owner="government")
    referral = refer(cast, served, to_office=None, facility=hospital, cause="medical")
    assert Parcel.objects.count() == 0
    browser = cast.client(cast.budi)
    early = send(browser, url("referral_step", referral.pk, "accept"), answered_on="2023-05-01")
    assert "mendahului 02-05-2023" in sentences(early)
    send(browser, url("referral_step", referral.pk, "accept"), answered_on="2023-05-04")
    send(browser, url("referral_step", referral.pk, "finish"), ended_on="2023-05-06")
    treatment_side()
    referral.refresh_from_db()
    assert (referral.stage, referral.answered_on, referral.ended_on) == ("done", date(2023, 5, 4), date(2023, 5, 6))
    assert Episode.objects.get().is_open  # not asked to close
    assert posted(referral, "kind", "detail") == [
        ("rehab.referral_accepted", "facility"), ("rehab.referral_sent", "facility"),
    ]  # fmt: skip
    again = refer(cast, served, to_office=None, facility=hospital, cause="medical", sent_on=SENT + timedelta(days=9))
    refused = steps.note_refused(
        again, by=cast.budi, based_on=None, answered_on=SENT + timedelta(days=9), refusal="full"
    )
    assert refused.stands == "refused"
    assert verify() == []


def test_a_goal_is_one_and_elsewhere(cast: Cast, served: Client, clinic: Facility, their_clinic: Facility) -> None:
    with pytest.raises(Refusal, match="masih tercatat di satuan kerja ini"):
        refer(cast, served, to_office=None, facility=their_clinic)
    with pytest.raises(Refusal, match="salah satu saja"):
        refer(cast, served, facility=clinic)
    with pytest.raises(Refusal, match="salah satu saja"):
        refer(cast, served, to_office=None)
    with pytest.raises(Refusal, match="tidak dapat menjadi tujuan"):
        refer(cast, served, to_office=cast.oki)


def test_a_client_under_way_is_not_cancelled(cast: Cast) -> None:
    client = register(cast)
    agree(cast, client, ["identity"])
    refer(cast, client, sends=["identity"])
    with pytest.raises(Refusal, match="rujukan yang belum selesai"):
        CLIENTS.cancel(client, by=cast.budi, reason="ganda")
