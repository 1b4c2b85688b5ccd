"""Records are kept as long as the law asks, and erased for good by two people once that time has passed."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.files.actions import keep_file, read_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.wire.drafts import keep_draft
from bersinar.foundation.wire.models import Draft
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.rehab.actions import EPISODES, INTAKES, RULES
from bersinar.programmes.rehab.actions import demands as deciding
from bersinar.programmes.rehab.actions import intake as intake_steps
from bersinar.programmes.rehab.actions import retention as steps
from bersinar.programmes.rehab.actions.merging import MERGE
from bersinar.programmes.rehab.models import Client, Erasure, Facility, NamePart, RightsRequest
from bersinar.programmes.rehab.retaining import all_due
from tests.books import figure
from tests.cast import Cast
from tests.filling import send, sentences

from .conftest import NIK, admit, colleague, register
from .test_demands import demand
from .test_rights import asked

NAME = "Siti Rekaan Rahasia"


@pytest.fixture
def nurse(cast: Cast) -> User:
    return colleague(cast)


def served(cast: Cast, clinic: Facility, year: int, nik: str = NIK) -> Client:
    """A client of long ago, whose treatment ended in April of that year."""
    client = register(cast, registered_on=date(year, 1, 2), birth_year=1970, name=NAME, nik=nik)
    episode = admit(cast, client, clinic, date(year, 2, 1), note="bicara dengan ibunya")
    EPISODES.change(episode, by=cast.budi, based_on=None, closed_on=date(year, 4, 1), closing_reason="completed")
    return client


def proposed(cast: Cast, client: Client, by: User) -> Erasure:
    return steps.propose(office=cast.oki, by=by, kind="medical_record", record_id=client.pk)


def step(erasure: Erasure, code: str) -> str:
    return reverse("rehab:erasure_step", args=[erasure.pk, code])


def test_the_whole_way_on_the_pages(cast: Cast, nurse: User, clinic: Facility, tmp_path: Path) -> None:
    old = served(cast, clinic, 1995)
    before = figure(cast.oki, "rehab.clients", 1995)
    keep_file(
        office=cast.oki, side="treatment", record_kind="rehab.client", record_id=old.pk, label="Rujukan",
        upload=SimpleUploadedFile("x.pdf", b"%PDF-1.4 rahasia"), by=nurse,
    )  # fmt: skip
    stored = StoredFile.objects.get()
    second, head = cast.client(nurse), cast.client(cast.budi)
    page = second.get(reverse("rehab:retention")).text
    assert old.code in page and "25 tahun" in page and NAME not in page
    second.post(reverse("rehab:erasure_propose", args=["medical_record", old.pk]))
    erasure = Erasure.objects.get()
    assert old.code not in second.get(reverse("rehab:retention")).text
    assert "Tidak sama" in sentences(send(head, step(erasure, "erase"), named="K-0000-000"))
    send(head, step(erasure, "erase"), named=old.code)
    erasure.refresh_from_db()
    old.refresh_from_db()
    assert (erasure.stage, erasure.approved_by, erasure.erased_files) == ("erased", cast.budi, 1)
    assert (old.name, old.nik, old.data_key, old.nik_index) == (None, None, None, "")
    assert old.erased_on == cast.oki.local_day()
    episode = old.standing_episodes()[0]
    assert (episode.note, episode.data_key) == (None, None)
    stored.refresh_from_db()
    with pytest.raises(Refusal, match="sudah dimusnahkan"):
        read_file(stored)
    text = head.get(reverse("rehab:client", args=[old.pk])).text
    assert "Isi berkas ini dimusnahkan" in text and "Isinya dimusnahkan oleh" in text
    assert figure(cast.oki, "rehab.clients", 1995) == before  # the books do not change
    assert verify() == []
    assert register(cast, nik=NIK).code != old.code  # whoever comes again is a new client


def test_nothing_is_erased_before_its_term(cast: Cast, nurse: User, clinic: Facility) -> None:
    young = served(cast, clinic, cast.oki.local_day().year - 24)
    with pytest.raises(Refusal, match="Masa simpan baru berakhir"):
        proposed(cast, young, nurse)
    assert list(all_due(cast.oki, cast.oki.local_day())) == []


def test_nobody_erases_alone_and_only_the_head_does(cast: Cast, nurse: User, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    with pytest.raises(Forbidden):
        steps.erase(proposed(cast, old, nurse), by=nurse, based_on=None)
    Erasure.objects.all().delete()
    own = proposed(cast, old, cast.budi)
    with pytest.raises(Refusal, match="diputuskan orang lain"):
        steps.erase(own, by=cast.budi, based_on=None)
    old.refresh_from_db()
    assert old.compared("name") == NAME


def test_what_is_in_use_is_never_due(cast: Cast, nurse: User, clinic: Facility) -> None:
    asking, in_care = served(cast, clinic, 1995), register(cast, registered_on=date(1996, 1, 2), birth_year=1970)
    admit(cast, in_care, clinic, date(1996, 2, 1))
    request = asked(cast, asking, received_on=date(1996, 1, 5))
    assert list(all_due(cast.oki, cast.oki.local_day())) == []
    for client in (asking, in_care):
        with pytest.raises(Refusal, match="masih dipakai"):
            proposed(cast, client, nurse)
    RightsRequest.objects.filter(pk=request.pk).delete()
    assert [one.record_id for one in all_due(cast.oki, cast.oki.local_day())] == [asking.pk]


def test_what_became_used_since_it_was_proposed_is_not_erased(cast: Cast, nurse: User, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    erasure = proposed(cast, old, nurse)
    asked(cast, old)
    with pytest.raises(Refusal, match="masih dipakai"):
        steps.erase(erasure, by=cast.budi, based_on=None)


def test_a_kind_without_a_rule_is_kept(cast: Cast, nurse: User) -> None:
    contact = INTAKES.create(
        office=cast.oki, by=cast.budi, contacted_on=date(2015, 3, 1), entry_path="voluntary", name="Bang Rekaan"
    )
    contact = intake_steps.lose(contact, by=cast.budi, based_on=None, ended_on=date(2015, 4, 1))
    with pytest.raises(Refusal, match="belum punya aturan"):
        steps.propose(office=cast.oki, by=nurse, kind="contact", record_id=contact.pk)
    send(
        cast.client(cast.budi),
        reverse("rehab:retention_rule_new"),
        kind="contact",
        years="2",
        basis="Keputusan kepala rekaan",
    )
    erasure = steps.propose(office=cast.oki, by=nurse, kind="contact", record_id=contact.pk)
    steps.erase(erasure, by=cast.budi, based_on=None)
    contact.refresh_from_db()
    assert (contact.name, contact.data_key) == (None, None)
    with pytest.raises(Refusal, match="sudah dimusnahkan"):
        steps.propose(office=cast.oki, by=nurse, kind="contact", record_id=contact.pk)


def test_no_office_goes_below_the_law(cast: Cast, nurse: User) -> None:
    url = reverse("rehab:retention_rule_new")
    answer = send(cast.client(cast.budi), url, kind="medical_record", years="5", basis="Terlalu penuh")
    assert "Antara 25 dan 100" in sentences(answer)
    assert cast.client(nurse).get(url).status_code == 403
    with pytest.raises(Forbidden):
        RULES.create(office=cast.oki, by=nurse, kind="medical_record", years=30, basis="x")


def test_an_erased_client_is_not_written_on(cast: Cast, nurse: User, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    steps.erase(proposed(cast, old, nurse), by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="klien baru"):
        admit(cast, old, clinic, date(2023, 2, 1))
    answer = send(cast.client(cast.budi), reverse("rehab:client_change", args=[old.pk]), name="Baru")
    assert "klien baru" in sentences(answer)


def test_a_double_goes_with_the_client_it_was_merged_into(cast: Cast, nurse: User, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    double = register(cast, registered_on=date(1994, 1, 2), birth_year=1970, sex="male", name="Contoh Lain")
    MERGE.change(old, by=cast.budi, based_on=None, duplicate=double)
    assert [one.record_id for one in all_due(cast.oki, cast.oki.local_day())] == [old.pk]
    assert NamePart.objects.filter(client__in=[old, double]).exists()
    steps.erase(proposed(cast, old, nurse), by=cast.budi, based_on=None)
    for client in Client.objects.filter(pk__in=[old.pk, double.pk]):
        assert (client.name, client.data_key, client.erased_on) == (None, None, cast.oki.local_day())
    assert not NamePart.objects.filter(client__in=[old, double]).exists()  # nobody is found by name either


def test_drafts_that_name_the_client_go_and_others_stay(cast: Cast, nurse: User, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    episode = old.standing_episodes()[0]
    naming = {
        f"rehab.episode.close.{episode.pk}": {"note": ["bicara"]},
        f"rehab.intake.new.{old.code}": {"note": ["x"]},
        f"letters.new.ringkasan.{episode.pk}": {"f_isi": ["x"]},
        "rehab.client.new": {"name": [NAME.upper()]},
        "rehab.group": {"clients": [old.code, "K-1990-999"]},
        "rehab.session.new": {"note": [f"ibu dari {NAME}"]},
    }
    others = {"rehab.client.new.x": {"name": ["Siti Rekaan"]}, "rehab.intake.new.y": {"note": [f"{old.code}9"]}}
    for form, fields in {**naming, **others}.items():
        keep_draft(owner=nurse, form=form, side="treatment", fields=fields)
    keep_draft(owner=cast.ani, form="activities.activity.new", side="", fields={"title": [NAME]})  # another side's
    steps.erase(proposed(cast, old, nurse), by=cast.budi, based_on=None)
    assert set(Draft.objects.values_list("form", flat=True)) == {*others, "activities.activity.new"}


def test_what_a_demand_says_of_several_goes_with_one_of_them_and_it_says_so(
    cast: Cast, nurse: User, clinic: Facility
) -> None:
    old, other = served(cast, clinic, 1995), register(cast)
    days = {"letter_day": date(1996, 3, 1), "received_on": date(1996, 3, 4)}
    shared = demand(cast, **days, clients=[old, other], persons=f"{NAME} dan Lain Rekaan")
    only_other = demand(cast, **days, letter_number="B/13", clients=[other])
    for one in (shared, only_other):
        deciding.decide(
            one, by=cast.budi, based_on=None, decided_on=date(1996, 3, 5), decision="refused", withheld="rahasia"
        )
        deciding.agree(one, by=nurse, based_on=None, agreed_on=date(1996, 3, 6))
        deciding.answer(one, by=nurse, based_on=None, answered_on=date(1996, 3, 7), answer_number="R/1")
    steps.erase(proposed(cast, old, nurse), by=cast.budi, based_on=None)
    shared.refresh_from_db()
    only_other.refresh_from_db()
    assert [shared.scope, shared.persons, shared.withheld, shared.data_key] == [None] * 4
    assert (shared.letter_number, str(shared.decision), shared.stage) == ("B/12/III/2023", "refused", "answered")
    assert set(shared.clients.all()) == {old, other}
    assert only_other.compared("persons") == "Siti Rekaan Rahasia" and only_other.erased_on is None
    budi = cast.client(cast.budi)
    page = budi.get(reverse("rehab:demand", args=[shared.pk])).text
    assert "Isi permintaan ini dimusnahkan pada" in page and "Buka isi" not in page and "Buat surat jawaban" not in page
    assert "dimusnahkan pada" not in budi.get(reverse("rehab:demand", args=[only_other.pk])).text
    assert verify() == []


@pytest.mark.parametrize("person", ["citra", "eko", "kiki"])
def test_nobody_outside_treatment_erases(cast: Cast, person: str) -> None:
    browser = cast.client(getattr(cast, person))
    assert browser.get(reverse("rehab:retention")).status_code == 403
    assert browser.post(reverse("rehab:erasure_propose", args=["medical_record", uuid4()])).status_code == 403


def test_another_office_proposes_nothing_of_ours(cast: Cast, clinic: Facility) -> None:
    old = served(cast, clinic, 1995)
    assert (
        cast.client(cast.hadi).post(reverse("rehab:erasure_propose", args=["medical_record", old.pk])).status_code
        == 409
    )
    assert not Erasure.objects.exists()
