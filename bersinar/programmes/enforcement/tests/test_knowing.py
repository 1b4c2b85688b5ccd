"""Need to know: a closed case and all beneath it are its team's and the section head's; others learn that it exists."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from io import BytesIO
from typing import Any
from uuid import uuid4

import pytest
from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from python_calamine import CalamineWorkbook

from bersinar.foundation.access.models import User
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.files.actions import files_of
from bersinar.foundation.letters.actions import make
from bersinar.foundation.regions.models import Region
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.models import Fact
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, EVENTS, EXHIBITS, FILES, MEMBERS, NETWORKS, TEAMS, TIES
from bersinar.programmes.enforcement.models import Case, CaseEvent, CaseMember, EnforcementRecord
from bersinar.programmes.enforcement.models.knowing import way_to_case
from bersinar.programmes.enforcement.narrating import cases as narrated_cases
from tests.cast import Cast, join
from tests.filling import send, sentences

from .conftest import OKI, invite, name_suspect, seize
from .evidence import Store

MORNING = datetime(2023, 3, 14, 2, 0, tzinfo=UTC)


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def officer(cast: Cast, name: str, role: str) -> User:
    """One more person of BNNK OKI."""
    side = "enforcement" if role in ("investigator", "enforcement_head") else ""
    user = User(username=name, full_name=f"{name.capitalize()} Rekaan", closed_side=side)
    user.set_unusable_password()
    user.save()
    join(user, cast.oki, role)
    return User.objects.get(pk=user.pk)


@pytest.fixture
def colleague(cast: Cast) -> User:
    return officer(cast, "lia", "investigator")


@pytest.fixture
def chief(cast: Cast) -> User:
    return officer(cast, "maya", "enforcement_head")


@pytest.fixture
def inquiry(cast: Cast) -> Case:
    """What Citra looks into, before there is an LKN."""
    return CASES.create(
        office=cast.oki, by=cast.citra, place=Region.objects.get(pk=OKI), summary="Laporan warga tentang gudang."
    )


@pytest.fixture
def closed(cast: Cast) -> Case:
    """A case with an LKN that is kept for its team, with everything that a case may have."""
    case = CASES.create(
        office=cast.oki, by=cast.citra, lkn_on=date(2023, 3, 14), place=Region.objects.get(pk=OKI), reach="team",
        summary="Rahasia tim.", prominent=True, prominent_reason="jaringan besar",
    )  # fmt: skip
    suspect = name_suspect(cast, case)
    seize(cast, case, net=Decimal("2.5"))
    EVENTS.create(office=cast.oki, by=cast.citra, case=case, kind="seizure", at=MORNING)
    FILES.create(office=cast.oki, by=cast.citra, case=case, suspects=[suspect])
    invite(cast, case)
    return case


def beneath(case: Case) -> list[tuple[str, object]]:
    """The pages of a case and of everything beneath it."""
    rows = {
        "suspect": case.suspects, "exhibit": case.exhibits, "event": case.events, "casefile": case.files,
        "teammate": case.members, "invitation": case.invitations,
    }  # fmt: skip
    return [("case", case.pk), *((name, row.pk) for name, some in rows.items() for row in some.all())]


def test_an_inquiry_has_no_number_posts_nothing_and_is_its_team_s(cast: Cast, inquiry: Case, colleague: User) -> None:
    assert (inquiry.number, inquiry.is_closed) == ("", True)
    name_suspect(cast, inquiry, named_on=date(2023, 3, 1))
    EVENTS.create(office=cast.oki, by=cast.citra, case=inquiry, kind="inquiry", at=MORNING)
    assert not Fact.objects.exists()
    assert [one.member for one in inquiry.members.all()] == [cast.citra]
    assert "Penyelidikan tanpa nomor" in cast.client(cast.citra).get(url("case_list")).text
    listed = cast.client(colleague).get(url("case_list")).text
    assert "1 tanpa nomor" in listed
    assert "Penyelidikan tanpa nomor" not in listed
    assert cast.client(colleague).get(url("case", inquiry.pk)).status_code == 404
    assert verify() == []


def test_with_its_lkn_an_inquiry_gets_a_number_counts_and_opens(cast: Cast, inquiry: Case, colleague: User) -> None:
    name_suspect(cast, inquiry, named_on=date(2023, 3, 14))
    change = url("case_change", inquiry.pk)
    assert send(cast.client(cast.citra), change, lkn_on="2023-03-14").status_code == 302
    inquiry.refresh_from_db()
    assert inquiry.number == "LKN/001/III/2023/BNNK-OKI"
    assert sorted(Fact.objects.values_list("kind", flat=True)) == [
        "enforcement.case_opened",
        "enforcement.suspect_named",
    ]
    assert cast.client(colleague).get(url("case", inquiry.pk)).status_code == 200
    assert verify() == []


def test_what_needs_an_lkn_says_so(cast: Cast, inquiry: Case) -> None:
    suspect = name_suspect(cast, inquiry, named_on=date(2023, 3, 14))
    for refused in (
        lambda: FILES.create(office=cast.oki, by=cast.citra, case=inquiry, suspects=[suspect]),
        lambda: invite(cast, inquiry),
    ):
        with pytest.raises(Refusal, match="LKN kasus ini belum terbit"):
            refused()


def test_two_inquiries_without_a_number_stand_side_by_side(cast: Cast, inquiry: Case) -> None:
    other = CASES.create(office=cast.oki, by=cast.citra, place=Region.objects.get(pk=OKI))
    assert str(other) != str(inquiry)


def test_no_page_of_a_closed_case_opens_to_a_colleague(cast: Cast, closed: Case, colleague: User, chief: User) -> None:
    pages = beneath(closed)
    assert len(pages) == 7
    shut, team, head = (cast.client(who) for who in (colleague, cast.citra, chief))
    for name, pk in pages:
        for part in ("", "_change", "_cancel"):
            address = url(f"{name}{part}", pk)
            assert shut.get(address).status_code == 404, address
            assert shut.post(address, {"reason": "x"}).status_code == 404, address
        assert team.get(url(name, pk)).status_code == 200
        assert head.get(url(name, pk)).status_code == 200
    suspect = closed.suspects.get()
    assert shut.post(url("suspect_open", suspect.pk), {"purpose": "iseng"}).status_code == 404
    assert shut.get(url("case_first", closed.pk)).status_code == 404


def test_a_colleague_learns_the_number_of_a_closed_case_and_nothing_more(
    cast: Cast, closed: Case, colleague: User
) -> None:
    client = cast.client(colleague)
    page = client.get(url("case_list"))
    assert page.context["closed"] == [closed.number]
    assert not page.context["table"]
    assert "Kabupaten Ogan Komering Ilir" not in page.text
    found = client.post(url("case_list"), {"q": closed.number}, follow=True)
    assert not found.context["table"]
    rows = CalamineWorkbook.from_filelike(BytesIO(client.get(url("case_export")).content)).get_sheet_by_index(0)
    assert len(rows.to_python()) == 1  # the titles
    home = client.get("/").text
    assert str(closed.suspects.get().pk) not in home
    assert str(closed.pk) not in home
    assert client.get(url("deadlines")).context["count"] == 0
    assert cast.client(cast.citra).get(url("deadlines")).context["count"] == 2
    assert "Pemberitahuan penyitaan" not in home
    assert "Pemberitahuan penyitaan" in cast.client(cast.citra).get("/").text
    calendar = client.get(url("deadlines_calendar")).text
    assert closed.number not in calendar


def test_no_form_offers_a_closed_case_and_no_deed_reaches_it(cast: Cast, closed: Case, colleague: User) -> None:
    client = cast.client(colleague)
    for name in ("suspect_new", "exhibit_new", "event_new", "casefile_new", "teammate_new", "invitation_new"):
        page = client.get(f"{url(name)}?kasus={closed.pk}")
        assert closed.number not in page.text, name
    answer = send(client, f"{url('event_new')}?kasus={closed.pk}", case=closed.pk, kind="spdp", at="2023-03-20T09:00")
    assert answer.status_code == 422
    with pytest.raises(Refusal, match="Pilih kasus satuan kerja ini"):
        EVENTS.create(office=cast.oki, by=colleague, case=closed, kind="spdp", at=MORNING)
    with pytest.raises(Refusal, match="Pilih kasus satuan kerja ini"):
        TEAMS.create(office=cast.oki, by=colleague, case=closed, member=colleague)
    assert not CaseEvent.objects.filter(kind="spdp").exists()


def test_the_files_of_a_closed_case_leave_through_no_door(cast: Cast, closed: Case, colleague: User) -> None:
    event, team = closed.events.get(), cast.client(cast.citra)
    sent = SimpleUploadedFile("a.pdf", b"%PDF-1.7 rekaan", content_type="application/pdf")
    team.post(f"/berkas/enforcement.caseevent/{event.pk}/tambah/", {"file": sent, "label": "Berita acara"})
    (stored,) = files_of(event)
    shut = cast.client(colleague)
    assert shut.get(f"/berkas/{stored.pk}/").status_code == 404
    again = SimpleUploadedFile("a.pdf", b"%PDF-1.7 rekaan", content_type="application/pdf")
    added = shut.post(f"/berkas/enforcement.caseevent/{event.pk}/tambah/", {"file": again})
    assert (added.status_code, len(files_of(event))) == (404, 1)
    assert team.get(f"/berkas/{stored.pk}/").status_code == 200


def test_a_trace_tells_a_colleague_that_a_closed_case_counts_and_nothing_more(
    cast: Cast, closed: Case, colleague: User
) -> None:
    def traced(who: User, code: str) -> list[tuple[str, str, str]]:
        address = reverse("desk:trace", args=[code])
        part = {"substance": "methamphetamine"} if code.endswith("seizure") else {}
        page = cast.client(who).get(address, {"kantor": "bnnk-oki", "tahun": "2023", **part})
        return [(row.day, row.quantity, row.details) for row in page.context["main"].rows]

    for code in ("enforcement.cases", "enforcement.suspects", "enforcement.seizure"):
        assert traced(colleague, code) == [("", "", "tertutup bagi timnya")], code
        assert traced(cast.citra, code)[0][0] == "14-03-2023", code
    page = cast.client(colleague).get(
        reverse("desk:trace", args=["enforcement.cases"]), {"kantor": "bnnk-oki", "tahun": "2023"}
    )
    assert str(closed.pk) not in page.text
    assert page.context["main"].figure.number == "1"  # it counts all the same


def test_a_letter_of_a_closed_case_is_kept_with_the_case(cast: Cast, closed: Case, colleague: User) -> None:
    page = cast.client(cast.citra).get(url("case", closed.pk))
    made = make("sprin-sidik", office=cast.oki, by=cast.citra, about=("enforcement.case", closed.pk), fields={
        "dasar": ["Laporan"], "petugas": [{"nama": "Penyidik Rekaan", "jabatan": "Penyidik"}], "tugas": "menyidik",
    }, on=date(2023, 3, 14))  # fmt: skip
    assert "surat" in page.text.lower()
    letters, address = reverse("letters:enforcement:list"), reverse("letters:enforcement:letter", args=[made.pk])
    assert address in cast.client(cast.citra).get(letters).text
    shut = cast.client(colleague)
    assert address not in shut.get(letters).text
    assert shut.get(address).status_code == 404


def test_members_of_a_network_from_a_closed_case_are_in_no_drawing(cast: Cast, closed: Case, colleague: User) -> None:
    network = NETWORKS.create(
        office=cast.oki, by=cast.citra, name="Jalur", scope="local", disclosed_on=date(2023, 3, 14)
    )
    said: dict[str, Any] = {"office": cast.oki, "by": cast.citra, "network": network}
    ours = MEMBERS.create(**said, suspect=closed.suspects.get(), role="courier")
    outside = MEMBERS.create(**said, outside_code="X-07", role="dealer")
    tie = TIES.create(**said, first=outside, second=ours, kind="directs")
    page = url("network", network.pk)
    assert len(cast.client(cast.citra).get(page).context["members"]) == 2
    seen = cast.client(colleague).get(page)
    assert [member.short for _, member in seen.context["members"]] == ["X-07"]
    assert not seen.context["ties"]
    for name, record in (("network_member", ours), ("network_tie", tie)):
        assert cast.client(colleague).get(url(name, record.pk)).status_code == 404
    assert cast.client(colleague).get(url("network_member", outside.pk)).status_code == 200


def test_the_keeper_knows_what_lies_in_the_store_and_no_more_of_a_closed_case(
    cast: Cast, closed: Case, colleague: User
) -> None:
    store = Store(cast)
    (bag,) = store.pack(closed.exhibits.get(), "2.5")  # proposed by the team, confirmed by the keeper
    keeper, shut = cast.client(store.keeper), cast.client(colleague)
    for name, pk in (("container", bag.pk), ("movement", closed.movements.get().pk)):
        assert keeper.get(url(name, pk)).status_code == 200
        assert cast.client(cast.citra).get(url(name, pk)).status_code == 200
        assert shut.get(url(name, pk)).status_code == 404
    assert bag.code not in shut.get(url("container_list")).text
    assert bag.code in keeper.get(url("container_list")).text
    for name, beneath_it in beneath(closed):
        assert keeper.get(url(name, beneath_it)).status_code == 404, name
    assert verify() == []


def test_nothing_enters_the_store_before_the_lkn(cast: Cast, inquiry: Case) -> None:
    exhibit = seize(cast, inquiry, seized_on=date(2023, 3, 14))
    with pytest.raises(Refusal, match="LKN kasus ini belum terbit"):
        Store(cast).pack(exhibit, "1")


def test_a_network_names_only_the_cases_that_its_reader_knows(cast: Cast, closed: Case, colleague: User) -> None:
    network = NETWORKS.create(
        office=cast.oki, by=cast.citra, name="Jalur", scope="local", disclosed_on=date(2023, 3, 14)
    )
    CASES.change(closed, by=cast.citra, based_on=None, network=network)
    page = url("network", network.pk)
    assert closed.number in cast.client(cast.citra).get(page).text
    assert closed.number not in cast.client(colleague).get(page).text


def test_a_report_says_nothing_of_a_closed_case(cast: Cast, closed: Case) -> None:
    assert list(narrated_cases(cast.oki, 2023)) == []
    CASES.change(closed, by=cast.citra, based_on=None, reach="section")
    assert "jaringan besar" in " ".join(line.text for line in narrated_cases(cast.oki, 2023))


def test_the_invited_office_sees_its_invitation_also_of_a_closed_case(cast: Cast, closed: Case) -> None:
    assert cast.client(cast.indra).get(url("invitation", closed.invitations.get().pk)).status_code == 200
    assert cast.client(cast.indra).get(url("case", closed.pk)).status_code == 404


def test_who_joins_the_team_sees_the_case_and_who_leaves_no_longer(cast: Cast, closed: Case, colleague: User) -> None:
    team = cast.client(cast.citra)
    answer = send(team, f"{url('teammate_new')}?kasus={closed.pk}", member=colleague.pk, task="member")
    assert answer.url == url("case", closed.pk)
    joined = closed.members.get(member=colleague)
    assert cast.client(colleague).get(url("case", closed.pk)).status_code == 200
    twice = send(team, f"{url('teammate_new')}?kasus={closed.pk}", member=colleague.pk, task="member")
    assert "sudah anggota tim" in sentences(twice)
    TEAMS.cancel(joined, by=cast.citra, reason="pindah tugas")
    assert cast.client(colleague).get(url("case", closed.pk)).status_code == 404


def test_a_closed_case_keeps_a_team_and_only_people_who_work_on_cases_join_it(cast: Cast, closed: Case) -> None:
    with pytest.raises(Refusal, match="memerlukan tim"):
        TEAMS.cancel(closed.members.get(), by=cast.citra, reason="salah")
    answer = send(cast.client(cast.citra), f"{url('teammate_new')}?kasus={closed.pk}", member=cast.budi.pk)
    assert answer.status_code == 422
    with pytest.raises(Refusal, match="Pilih petugas pemberantasan"):
        TEAMS.create(office=cast.oki, by=cast.citra, case=closed, member=cast.budi)
    assert CaseMember.objects.count() == 1


def test_who_closes_a_case_stays_in(cast: Cast, case: Case, colleague: User) -> None:
    assert send(cast.client(colleague), url("case_change", case.pk), reach="team").status_code == 302
    assert cast.client(colleague).get(url("case", case.pk)).status_code == 200
    assert AuditLine.objects.filter(action="enforcement.change_case").count() == 2  # the case, and the team


def test_an_id_that_does_not_exist_answers_as_one_that_is_closed(cast: Cast, closed: Case, colleague: User) -> None:
    client = cast.client(colleague)
    unknown, known = (client.get(url("case", pk)) for pk in (uuid4(), closed.pk))
    plain = [
        re.sub(r'nonce="[^"]*"|value="[^"]*"|[0-9a-f-]{36}|"X-CSRFToken": "[^"]*"', "", page.text)
        for page in (unknown, known)
    ]
    assert (unknown.status_code, plain[0]) == (known.status_code, plain[1])


def test_every_kind_of_record_knows_its_way_to_the_case() -> None:
    """What belongs to a case is closed with it; whoever adds a kind of record says so here if it belongs to none."""
    free = {"network", "route", "storeplace", "weighinglimit", "stocktake", "participation", "sharedseizure"}
    free.add("ceremony")  # of several cases: seen by whoever knows all of them
    for model in apps.get_app_config("enforcement").get_models():
        if issubclass(model, EnforcementRecord) and model._meta.model_name not in free:
            assert way_to_case(model) is not None, model
    assert way_to_case(Case) == ""
    assert {way_to_case(EXHIBITS.model), way_to_case(CaseEvent)} == {"case"}
