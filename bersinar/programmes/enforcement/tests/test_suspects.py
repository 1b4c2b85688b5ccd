"""A suspect in full: background and charges, detention, what stays closed of a child, and how one is named in public."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import CASES, DETENTIONS, SUSPECTS, confirm_first_in_area
from bersinar.programmes.enforcement.models import Case, Detention, Suspect
from bersinar.programmes.enforcement.public_names import faults, in_public, initials_of
from tests.books import figure, posted
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import name_suspect, opened_case, seize

CHILD_NAME = "Wahyu Rekaan Kecil"


ARRESTED = datetime(2023, 3, 14, 2, 0, tzinfo=UTC)


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


def child_of(cast: Cast, case: Case) -> Suspect:
    return name_suspect(cast, case, name=CHILD_NAME, status="child", birth_year=2007, sex="female", role="user")


def test_background_and_charges_are_recorded_and_counted(cast: Cast, case: Case) -> None:
    client = cast.client(cast.citra)
    send(
        client, url("suspect_new"), case=case.pk, name="Wong Rekaan", sex="male", birth_year="1980", status="named",
        named_on="2023-03-14", role="courier", nationality="MY", residence="Kabupaten Jember", occupation="driver",
        education="senior", earlier_record="repeat", charges=["a114", "a132"], articles="Pasal 114 ayat (2) jo. 132",
    )  # fmt: skip
    suspect = Suspect.objects.get()
    assert suspect.residence_id == "35.09"
    page = client.get(url("suspect", suspect.pk)).text
    for words in ("Kabupaten Jember", "Pengemudi", "SMA atau sederajat", "Residivis", "Pasal 132", "jo. 132"):
        assert words in page
    assert opened(client, url("suspect_change", suspect.pk))["residence"] == "Kabupaten Jember"
    assert sorted(posted(suspect, "kind", "detail")) == [
        ("enforcement.foreigner_named", "MY"),
        ("enforcement.repeater_named", ""),
        ("enforcement.suspect_charged", "a114"),
        ("enforcement.suspect_charged", "a132"),
        ("enforcement.suspect_named", "courier"),
    ]
    assert figure(cast.oki, "enforcement.suspects_charged")[0] == "1"
    assert figure(cast.oki, "enforcement.suspects_foreign")[0] == "1"
    send(client, url("suspect_change", suspect.pk), charges=["a112"], earlier_record="first", nationality="ID")
    assert [kind for (kind,) in posted(suspect, "kind")] == ["enforcement.suspect_charged", "enforcement.suspect_named"]
    assert verify() == []


def test_a_residence_that_is_unknown_is_said_and_nothing_is_lost(cast: Cast, case: Case) -> None:
    answer = send(
        cast.client(cast.citra), url("suspect_new"), case=case.pk, name="Si Rekaan", sex="male", status="named",
        named_on="2023-03-14", role="courier", residence="Antah Berantah", occupation="driver",
    )  # fmt: skip
    assert "tidak dikenal" in sentences(answer)
    assert answer.context["form"]["occupation"].value() == "driver"
    assert not Suspect.objects.exists()


def test_detention_periods_follow_one_another(cast: Cast, case: Case) -> None:
    suspect, client = name_suspect(cast, case), cast.client(cast.citra)
    new = f"{url('detention_new')}?tersangka={suspect.pk}"
    assert new in client.get(url("suspect", suspect.pk)).text
    answer = send(client, new, kind="arrest", at="2023-03-14T02:00", held_until="2023-03-17", place="Sel BNNK")
    assert answer.url == url("suspect", suspect.pk)
    send(client, new, kind="investigator", at="2023-03-17T01:00")  # begins on the day on which the arrest ends
    page = client.get(url("suspect", suspect.pk)).text
    assert "4 hari" in page
    assert "masih berlaku" in page
    overlapping = send(client, new, kind="prosecutor", at="2023-03-20T09:00")
    assert "Bertumpuk dengan penahanan 17-03-2023 sampai sekarang" in sentences(overlapping)
    assert Detention.objects.count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"at": "2023-03-13T23:00"}, "Mendahului tanggal kejadian kasusnya (14-03-2023)."),
        ({"at": "2023-03-16T09:00", "held_until": "2023-03-15"}, "Mendahului tanggal mulai (16-03-2023)."),
        ({"at": "2099-01-01T00:00"}, "Waktu ini belum terjadi."),
    ],
)
def test_what_is_wrong_with_a_detention_is_said(cast: Cast, case: Case, typed: dict[str, str], sentence: str) -> None:
    suspect = name_suspect(cast, case)
    new = f"{url('detention_new')}?tersangka={suspect.pk}"
    answer = send(cast.client(cast.citra), new, kind="arrest", **typed)
    assert sentence in sentences(answer)
    assert not Detention.objects.exists()


def test_nobody_of_another_office_is_held_here(cast: Cast, case: Case) -> None:
    suspect = name_suspect(cast, case)
    with pytest.raises(Refusal, match="Pilih tersangka satuan kerja ini"):
        DETENTIONS.create(office=cast.lumajang, by=cast.indra, suspect=suspect, kind="arrest", at=ARRESTED)
    held = DETENTIONS.create(office=cast.oki, by=cast.citra, suspect=suspect, kind="arrest", at=ARRESTED)
    assert cast.client(cast.indra).get(url("detention", held.pk)).status_code == 404
    assert cast.client(cast.budi).get(url("detention", held.pk)).status_code == 403
    with pytest.raises(Refusal, match="masih punya penahanan"):
        SUSPECTS.cancel(suspect, by=cast.citra, reason="salah")


def test_of_a_child_nothing_stands_on_a_page_but_its_code(cast: Cast, case: Case) -> None:
    child, client = child_of(cast, case), cast.client(cast.citra)
    SUSPECTS.change(child, by=cast.citra, based_on=None, role="courier", sex="male")
    page, listed = client.get(url("suspect", child.pk)).text, client.get(url("case", case.pk)).text
    for words in ("Laki-laki", "Perempuan", "2007", "Kurir", "Penyalah guna", "12–17", "14-03-2023"):
        assert words not in page, words
    row = listed.split(url("suspect", child.pk))[1].split("</tr>")[0]
    assert "anak" in row
    for words in ("Laki-laki", "Kurir", "12–17", "14-03-2023"):
        assert words not in row
    grown = name_suspect(cast, case)
    assert "Kurir" in client.get(url("suspect", grown.pk)).text


def test_a_childs_form_and_detention_open_for_a_purpose_alone(cast: Cast, case: Case) -> None:
    child, client = child_of(cast, case), cast.client(cast.citra)
    held = DETENTIONS.create(
        office=cast.oki,
        by=cast.citra,
        suspect=child,
        kind="child_care",
        at=ARRESTED,
        place="LPKS Rekaan",
    )
    change, door = url("suspect_change", child.pk), url("suspect_open", child.pk)
    for closed in (change, url("detention", held.pk), url("detention_change", held.pk)):
        assert client.get(closed)["Location"] == door
        assert client.post(closed, {"sex": "male"})["Location"] == door
    assert "LPKS Rekaan" not in client.get(url("suspect", child.pk)).text
    page = client.post(door, {"purpose": "pendampingan oleh bapas"}).text
    for words in (CHILD_NAME, "Perempuan", "2007", "LPKS Rekaan"):
        assert words in page
    assert Reading.objects.filter(record_id=child.pk, purpose="pendampingan oleh bapas").exists()
    assert send(client, change, role="courier").status_code == 302
    assert "LPKS Rekaan" in client.get(url("detention", held.pk)).text
    assert cast.client(cast.citra).get(change)["Location"] == door  # another log-in says its own purpose


def test_who_is_sought_and_still_a_minor_is_protected_no_less(cast: Cast, case: Case) -> None:
    sought = name_suspect(
        cast, case, name=CHILD_NAME, status="wanted", named_on=None, birth_year=date.today().year - 15
    )
    assert CHILD_NAME not in cast.client(cast.citra).get(url("suspect", sought.pk)).text
    assert in_public(sought, by=cast.citra, purpose="uji") == "seorang anak"


@pytest.mark.parametrize(
    ("name", "initials"),
    [
        ("Budi Rekaan", "BR"), ("Suharto", "S"), ("budi rekaan alias Kancil", "BR"), ("Tersangka Rekaan 01", "TR"),
        ("Ahmad bin Rekaan", "A"), ("12", "NN"),
    ],
)  # fmt: skip
def test_initials(name: str, initials: str) -> None:
    assert initials_of(name) == initials


def test_adults_are_initials_and_age_in_public_and_a_child_is_a_child(cast: Cast, case: Case) -> None:
    adult = name_suspect(cast, case, name="Budi Rekaan")
    child_of(cast, case)
    page = cast.client(cast.citra).get(url("case_public", case.pk)).text
    assert "BR (33)" in page
    assert "seorang anak" in page
    assert "Budi" not in page
    assert "Wahyu" not in page
    read = Reading.objects.filter(purpose="menyiapkan teks untuk umum").values_list("record_id", flat=True)
    assert set(read) == {case.pk, adult.pk}


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Petugas menangkap Wahyu di rumahnya.", "Teks menyebut T-2 dengan nama atau inisial"),
        ("Petugas menangkap WRK (15).", "Teks menyebut T-2 dengan nama atau inisial"),
        ("Seorang anak, siswa kelas dua, ditangkap.", "memuat: siswa, kelas"),
        ("Budi Rekaan ditangkap.", "Teks menyebut nama T-1. Tulis inisial"),
        ("BR (33) ditangkap, NIK 1602 0512 0390 0001.", "Teks memuat NIK T-1"),
        ("BR (33) dan seorang anak ditangkap di Kayuagung.", ""),
        ("Warga bernama Budi Santoso melapor.", ""),
    ],
)
def test_text_for_the_public_is_held_against_the_names_of_the_case(
    cast: Cast, case: Case, text: str, fault: str
) -> None:
    name_suspect(cast, case, name="Budi Rekaan", nik="1602051203900001")
    child_of(cast, case)
    answer = cast.client(cast.citra).post(url("case_public", case.pk), {"text": text})
    assert answer.status_code == (422 if fault else 200)
    assert answer.context["form"]["text"].value() == text  # nothing of what was typed is lost
    assert (fault in " ".join(answer.context["faults"])) if fault else answer.context["faults"] == []


def test_words_about_school_are_free_where_no_child_is_concerned(cast: Cast, case: Case) -> None:
    adult = name_suspect(cast, case, name="Budi Rekaan")
    assert faults("Ditangkap di depan sekolah.", [adult]) == []


def test_what_a_report_may_print_names_no_suspect(cast: Cast, case: Case) -> None:
    child_of(cast, case)
    seize(cast, case)
    answer = send(
        cast.client(cast.citra), url("case_change", case.pk), prominent="on", prominent_reason="Menyangkut Wahyu."
    )
    assert "T-1 dengan nama atau inisial" in sentences(answer)
    case.refresh_from_db()
    assert not case.prominent
    with pytest.raises(Refusal, match="T-1 dengan nama"):
        confirm_first_in_area(case, substance="methamphetamine", novelty="modus", what="dibawa Wahyu", by=cast.citra)
    told = opened_case(cast, prominent=True, prominent_reason="Dikendalikan Wahyu dari jauh.")
    with pytest.raises(Refusal, match="Ubah dahulu alasan menonjol"):
        child_of(cast, told)
    assert not told.suspects.exists()
    CASES.change(told, by=cast.citra, based_on=None, prominent_reason="Dikendalikan dari jauh.")
    assert child_of(cast, told).code == "T-1"


@pytest.mark.parametrize("field", ["prominent_reason", "operation_name"])
def test_no_text_of_a_case_that_may_be_printed_names_a_suspect(cast: Cast, case: Case, field: str) -> None:
    name_suspect(cast, case, name="Budi Rekaan")
    typed = {"prominent": "on", "prominent_reason": "Jumlahnya besar.", field: "Sekitar Budi Rekaan"}
    answer = send(cast.client(cast.citra), url("case_change", case.pk), **typed)
    assert "Teks menyebut nama T-1" in sentences(answer)
    digits = send(cast.client(cast.citra), url("case_change", case.pk), **{**typed, field: "Nomor 1602 0512 0390 0001"})
    assert "nomor sepanjang NIK" in sentences(digits)
    with pytest.raises(Refusal, match="nama operasi"):
        name_suspect(cast, opened_case(cast, operation_name="Operasi Wahyu Rekaan"), name="Wahyu Rekaan")


def test_no_word_to_partners_and_no_note_of_a_joint_case_names_one(cast: Cast, case: Case) -> None:
    name_suspect(cast, case, name="Budi Rekaan")
    client = cast.client(cast.citra)
    new = f"{url('invitation_new')}?kasus={case.pk}"
    answer = send(client, new, partner_body="Polres", note="Budi Rekaan masih dicari")
    assert "Teks menyebut nama T-1" in sentences(answer)
    joint = {"lead_body": "Polda Rekaan", "lkn_on": "2023-05-01", "place": "16.02"}
    named = send(client, url("participation_new"), **joint, note="Jaringan Budi Rekaan")
    assert "Teks menyebut nama T-1" in sentences(named)
    assert send(client, url("participation_new"), **joint, note="Satu jaringan").status_code == 302


def test_a_split_by_age_is_not_told_where_it_singles_out_a_child(cast: Cast, case: Case) -> None:
    for _ in range(5):
        name_suspect(cast, case)
    trace = f"{reverse('desk:trace', args=['enforcement.suspects'])}?kantor=bnnk-oki&tahun=2023&age_band="
    outside, inside = cast.client(cast.eko), cast.client(cast.citra)
    assert "is_too_small" not in outside.get(f"{trace}25_59").context
    child_of(cast, case)
    assert outside.get(f"{trace}12_17").context["is_too_small"]
    assert outside.get(f"{trace}25_59").context["is_too_small"]  # the rest of a known total would tell the same
    assert "is_too_small" not in inside.get(f"{trace}12_17").context
