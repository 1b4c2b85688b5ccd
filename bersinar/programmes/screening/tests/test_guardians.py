"""No child is tested without a guardian's word, and no page turns the words into a list of children."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import set_side, side
from bersinar.foundation.audit.models import AuditLine, Reading
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.institutions.models import Institution
from bersinar.foundation.letters.actions import attach_scan, finalise, make
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.refusals import Forbidden, Refusal
from bersinar.programmes.screening.actions import RESULTS, SESSIONS
from bersinar.programmes.screening.guardians import GUARDIANS, SHEETS
from bersinar.programmes.screening.letters import GUARDIAN_SHEET
from bersinar.programmes.screening.models import ConsentSheets, GuardianConsents, SessionResult, UrineSession
from bersinar.programmes.screening.retention import destroy_due_scans
from tests.books import posted
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.planned import institution

from .conftest import agree, differing, find, hold, new_school

PDF = b"%PDF-1.7 contoh"


@pytest.fixture
def asked(cast: Cast) -> Institution:
    """A school of which nothing is recorded yet."""
    return new_school(cast, "SMPN Rekaan")


def page(cast: Cast, record: Any, name: str, reader: User) -> str:
    answer = cast.client(reader).get(reverse(f"screening:{name}", args=[record.pk]))
    assert answer.status_code == 200
    return str(answer.text)


def new_session(activity_id: UUID) -> str:
    return f"{reverse('screening:session_new')}?kegiatan={activity_id}"


def test_consents_are_counted_through_their_form(cast: Cast, asked: Institution) -> None:
    url = f"{reverse('screening:guardian_new')}?instansi={asked.pk}"
    client = cast.client(cast.ani)
    assert opened(client, url)["institution"] == str(asked.pk)
    right = {
        "valid_from": "2023-05-01", "valid_until": "2023-05-31", "form": "Formulir contoh", "collected_by": "Guru BK",
        "handed_out": "45", "given": "40", "refused": "2", "photo": "30", "told": "5",
    }  # fmt: skip
    for typed, sentence in (
        ({"valid_until": "2023-04-30"}, "Akhir masa berlaku mendahului awalnya."),
        ({"valid_until": "2024-05-02"}, "Paling lama satu tahun"),
        ({"refused": "6"}, "40 + 6, melebihi 45 lembar"),
        ({"photo": "41"}, "Melebihi 40 yang setuju dites"),
        ({"told": "41"}, "Melebihi 40 yang setuju dites"),
        ({"institution": ""}, "tidak boleh kosong"),
    ):
        answer = send(client, url, **{**right, **typed})
        assert answer.status_code == 422
        assert sentence in sentences(answer)
        assert not GuardianConsents.objects.exists()
    answer = send(client, url, **right)
    consents = GuardianConsents.objects.get()
    assert answer.url == reverse("screening:guardian", args=[consents.pk])
    assert (consents.usable, consents.not_returned) == (40, 3)
    assert "Tidak semua wali menyetujui foto" in client.get(answer.url).text
    assert AuditLine.objects.filter(record_id=consents.pk, action="screening.take_consents").exists()


def test_more_tested_than_guardians_agreed_is_refused(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    client = cast.client(cast.ani)
    typed = {"held_on": "2023-05-10", "institution": asked.pk, "tested": "40"}
    answer = send(client, new_session(tests_of_2023), **typed)
    assert answer.status_code == 422
    assert "tanpa persetujuan wali jumlah dan hasilnya tidak dicatat" in sentences(answer)
    consents = agree(cast, asked, given=40, handed_out=45)
    assert "Dites 41, tetapi persetujuan wali yang dapat dipakai 40." in sentences(
        send(client, new_session(tests_of_2023), **{**typed, "tested": "41"})
    )
    assert not UrineSession.objects.exists()
    assert send(client, new_session(tests_of_2023), **typed).status_code == 302
    session = UrineSession.objects.get()
    assert session.consents == consents  # the one that holds there on that day, unasked
    assert find(cast, session, 1).persons_reactive == 1
    assert differing() == []


def test_one_sheet_is_for_one_test(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    consents = agree(cast, asked, given=40)
    hold(cast, tests_of_2023, asked, tested=30)
    second = hold(cast, tests_of_2023, asked, held_on=date(2023, 5, 11), tested=10)
    with pytest.raises(Refusal, match=r"dapat dipakai 10 \(40, dipakai sesi lain 30\)"):
        SESSIONS.change(second, by=cast.ani, based_on=None, tested=11)
    with pytest.raises(Refusal, match="Sudah 40 anak dites"):
        GUARDIANS.change(consents, by=cast.ani, based_on=None, given=39)
    with pytest.raises(Refusal, match="di luar masa berlaku"):
        GUARDIANS.change(consents, by=cast.ani, based_on=None, valid_from=date(2023, 5, 11))
    with pytest.raises(Refusal, match="Masih ada sesi tes"):
        GUARDIANS.cancel(consents, by=cast.ani, reason="salah sekolah")
    SESSIONS.cancel(second, by=cast.ani, reason="ganda")
    assert GUARDIANS.change(consents, by=cast.ani, based_on=None, given=30, refused=2).usable == 30


def test_sheets_of_another_school_or_month_do_not_count(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    elsewhere = agree(cast, new_school(cast, "SMKN Rekaan"), given=40)
    earlier = agree(cast, asked, given=40, valid_until=date(2023, 4, 30))
    for consents in (elsewhere, earlier):
        with pytest.raises(Refusal, match="untuk instansi lain, atau tidak berlaku"):
            hold(cast, tests_of_2023, asked, consents=consents)
    with pytest.raises(Refusal, match="tanpa persetujuan wali"):
        hold(cast, tests_of_2023, asked)
    first, second = (agree(cast, asked, given=40) for _ in range(2))
    with pytest.raises(Refusal, match="lalu pilih pada sesinya"):
        hold(cast, tests_of_2023, asked)  # which of the two nobody guesses
    assert hold(cast, tests_of_2023, asked, consents=second).consents == second
    assert first.sessions.count() == 0


def test_children_elsewhere_are_asked_for_too_and_grown_ups_are_not(cast: Cast, tests_of_2023: UUID) -> None:
    place = new_school(cast, "SMAN Rekaan").region
    youth = institution(cast.oki, cast.ani, name="Karang Taruna Rekaan", kind="organisation", region=place)
    assert hold(cast, tests_of_2023, youth).tested == 40
    with pytest.raises(Refusal, match="tanpa persetujuan wali"):
        hold(cast, tests_of_2023, youth, with_minors=True)
    consents = agree(cast, youth, given=40)
    with pytest.raises(Refusal, match="Hanya untuk tes anak"):
        hold(cast, tests_of_2023, youth, consents=consents)
    assert hold(cast, tests_of_2023, youth, with_minors=True).consents == consents


def test_where_children_are_asked_their_own_no_counts(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    Office.objects.filter(pk=cast.oki.pk).update(minor_consents_from=15)
    cast.oki.refresh_from_db()
    with pytest.raises(Refusal, match="Anak mulai 15 tahun ikut menyetujui"):
        agree(cast, asked, given=40)
    agree(cast, asked, given=40, child_missing=3)
    with pytest.raises(Refusal, match="dapat dipakai 37"):
        hold(cast, tests_of_2023, asked)
    assert hold(cast, tests_of_2023, asked, tested=37).tested == 37


def test_no_result_of_children_without_consents(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    """A session of before this rule: it stands, may be corrected, and takes no result until the sheets are counted."""
    session = hold(cast, tests_of_2023, asked, tested=None)
    UrineSession.objects.filter(pk=session.pk).update(tested=40)
    session.refresh_from_db()
    assert "belum dicatat, jadi jumlah dan hasilnya tidak dapat dicatat" in page(cast, session, "session", cast.ani)
    assert SESSIONS.change(session, by=cast.ani, based_on=None, kit_brand="Contoh").kit_brand == "Contoh"
    with pytest.raises(Refusal, match="tanpa persetujuan wali"):
        RESULTS.create(office=cast.oki, by=cast.ani, session=session, persons_reactive=1)
    assert not SessionResult.objects.exists()
    consents = agree(cast, asked, given=40)
    SESSIONS.change(session, by=cast.ani, based_on=None, consents=consents)
    assert find(cast, session, 1).persons_reactive == 1


def test_everybody_else_sees_the_number_tested_and_no_more(
    cast: Cast, tests_of_2023: UUID, asked: Institution, colleague: User
) -> None:
    set_side("", cast.ani.pk)  # as her own request would
    consents = agree(cast, asked, given=50, handed_out=60, refused=7)
    session = hold(cast, tests_of_2023, asked)
    result = find(cast, session, 3)
    for reader in (cast.dewi, cast.eko, cast.citra, cast.joko):
        text = page(cast, session, "session", reader)
        assert "Sekolah hanya menerima jumlah yang dites" in text
        assert reverse("screening:guardian", args=[consents.pk]) not in text
        assert "Orang dengan hasil reaktif" not in text
        assert cast.client(reader).get(reverse("screening:guardian", args=[consents.pk])).status_code == 403
        assert cast.client(reader).get(reverse("screening:guardian_list")).status_code == 403
    for reader in (cast.ani, colleague, cast.budi):
        assert "Menolak" in page(cast, consents, "guardian", reader)
    for stranger in (cast.gita, cast.hadi):
        for key in (consents.pk, uuid4()):
            assert cast.client(stranger).get(reverse("screening:guardian", args=[key])).status_code == 404
    assert cast.client(cast.budi).get(reverse("screening:guardian_change", args=[consents.pk])).status_code == 403
    with pytest.raises(Forbidden):
        GUARDIANS.change(consents, by=cast.gita, based_on=None, given=1)
    said = posted(result, "subject", "environment", "place")
    assert set(said) == {("", "", "16.02")}  # neither the school nor its kind


def test_sheets_and_scans_are_the_clinics(cast: Cast, asked: Institution, colleague: User) -> None:
    consents = agree(cast, asked, given=40)
    url = f"{reverse('screening:sheets_new')}?persetujuan={consents.pk}"
    assert cast.client(cast.ani).get(url).status_code == 403
    clinic = cast.client(cast.budi)
    until = cast.oki.local_day() + timedelta(days=90)
    typed = {"received_on": str(cast.oki.local_day()), "count": "41", "keep_until": str(until)}
    assert "Bersama yang sudah diterima 41 lembar, melebihi 40 yang setuju." in sentences(send(clinic, url, **typed))
    assert send(clinic, url, **{**typed, "count": "40"}).status_code == 302
    with side(Side.TREATMENT):
        sheets = ConsentSheets.objects.get()
    kind = sheets._meta.label_lower
    add = reverse("desk:file_add", args=[kind, sheets.pk])
    assert cast.client(cast.ani).post(add, {"file": SimpleUploadedFile("lembar.pdf", PDF)}).status_code == 403
    clinic.post(add, {"file": SimpleUploadedFile("lembar.pdf", PDF), "label": "Lembar"})
    stored = StoredFile.objects.get(record_id=sheets.pk)
    assert stored.side == "treatment"
    download = reverse("desk:file", args=[stored.pk])
    assert cast.client(cast.ani).get(download).status_code == 403
    assert clinic.get(download).status_code == 200
    assert Reading.objects.filter(record_id=sheets.pk, actor=cast.budi.pk).exists()
    sheets_page = reverse("screening:sheets", args=[sheets.pk])
    assert sheets_page in page(cast, consents, "guardian", cast.budi)
    assert sheets_page not in page(cast, consents, "guardian", colleague)
    set_side("", cast.ani.pk)
    with pytest.raises(Refusal, match="Klinik menyimpan lembar"):
        GUARDIANS.cancel(consents, by=cast.ani, reason="salah sekolah")


def test_scans_go_when_their_day_has_passed(cast: Cast, asked: Institution) -> None:
    consents, today = agree(cast, asked, given=40), cast.oki.local_day()
    with side(Side.TREATMENT, cast.budi.pk):
        said: dict[str, Any] = {
            "office": cast.oki,
            "by": cast.budi,
            "consents": consents,
            "received_on": today - timedelta(days=9),
        }
        due = SHEETS.create(count=10, keep_until=today - timedelta(days=1), **said)
        kept = SHEETS.create(count=10, keep_until=today, **said)
    clinic = cast.client(cast.budi)
    for one in (due, kept):
        add = reverse("desk:file_add", args=[one._meta.label_lower, one.pk])
        clinic.post(add, {"file": SimpleUploadedFile("lembar.pdf", PDF)})
    assert destroy_due_scans() == 1
    assert destroy_due_scans() == 0
    with side(Side.TREATMENT):
        due.refresh_from_db()
    assert due.destroyed_on == today
    assert set(StoredFile.objects.filter(removed_at__isnull=True).values_list("record_id", flat=True)) == {kept.pk}
    assert "pindaian sudah dimusnahkan" in page(cast, consents, "guardian", cast.budi)


def test_no_list_of_children_is_kept_with_an_open_record(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    consents = agree(cast, asked, given=40)
    session = hold(cast, tests_of_2023, asked)
    client, upload = cast.client(cast.ani), {"file": SimpleUploadedFile("daftar.pdf", PDF)}
    refused = client.post(reverse("desk:file_add", args=["screening.urinesession", session.pk]), upload, follow=True)
    assert "Berkas sesi anak tidak disimpan di sini" in refused.text
    assert 'name="file"' not in page(cast, session, "session", cast.ani)
    assert client.post(reverse("desk:file_add", args=["screening.guardianconsents", consents.pk])).status_code == 404
    letter = make(
        GUARDIAN_SHEET.code, office=cast.oki, by=cast.ani, about=("screening.guardianconsents", consents.pk),
        fields=GUARDIAN_SHEET.about[0].fill(consents, cast.ani), on=date(2023, 4, 20),
    )  # fmt: skip
    letter = finalise(letter, by=cast.ani, based_on=letter.version)
    with pytest.raises(Refusal, match="Serahkan kepada klinik"):
        attach_scan(letter, by=cast.ani, uploads=[SimpleUploadedFile("lembar.pdf", PDF)])
    assert not StoredFile.objects.filter(record_kind__endswith=".scan").exists()
    assert 'name="file"' not in client.get(reverse("letters:open:letter", args=[letter.pk])).text


def test_a_result_is_no_ground_for_expulsion(cast: Cast, tests_of_2023: UUID, asked: Institution) -> None:
    agree(cast, asked, given=40)
    with pytest.raises(Refusal, match="bukan alasan mengeluarkan"):
        hold(cast, tests_of_2023, asked, note="Dua siswa akan dikeluarkan.")
    assert hold(cast, tests_of_2023, asked, note="Tes di aula.").note == "Tes di aula."


def test_the_database_itself_keeps_sheets_from_others(cast: Cast, asked: Institution) -> None:
    if connection.vendor != "postgresql":
        pytest.skip("Only PostgreSQL guards rows.")
    consents = agree(cast, asked, given=40)
    with side(Side.TREATMENT, cast.budi.pk):
        SHEETS.create(
            office=cast.oki, by=cast.budi, consents=consents, count=1, received_on=cast.oki.local_day(),
            keep_until=cast.oki.local_day() + timedelta(days=1),
        )  # fmt: skip
    seen = {}
    for who, which in (("ani", ""), ("citra", "enforcement"), ("budi", "treatment")):
        set_side(which, getattr(cast, who).pk)
        seen[who] = ConsentSheets.objects.count()
    assert seen == {"ani": 0, "citra": 0, "budi": 1}
