"""A letter from its record to the signed sheet: made once, numbered once, kept as it was signed."""

from __future__ import annotations

import re
from datetime import date
from io import BytesIO
from uuid import UUID, uuid4

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.letters.actions import attach_scan, cancel, change, finalise, scans_of
from bersinar.foundation.letters.filling import lines_of
from bersinar.foundation.letters.models import Letter, Letterhead, OpenLetter
from bersinar.foundation.letters.rendering import docx_of, pdf_of
from bersinar.foundation.numbering.models import NumberEntry, NumberState
from bersinar.foundation.wire.refusals import Forbidden, LostUpdate, Refusal
from bersinar.programmes.activities.actions import MEETINGS
from bersinar.programmes.activities.models import Meeting
from tests.cast import Cast
from tests.filling import opened, send, sentences
from tests.letters.conftest import DAY, SENT, assignment
from tests.letters.pictures import jpeg, png

pytestmark = pytest.mark.django_db


def _new(meeting: Meeting) -> str:
    return f"/surat/baru/surat-tugas/activities.meeting/{meeting.pk}/"


def _pdf_text(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content)).pages).split())


def test_from_the_page_of_a_pelaksanaan_to_the_signed_sheet(cast: Cast, meeting: Meeting) -> None:
    """The whole way through the door: what the record knows is not typed again."""
    client = cast.client(cast.ani)
    page = client.get(f"/kegiatan/pelaksanaan/{meeting.pk}/").content.decode()
    assert _new(meeting) in page and "Belum ada surat" in page
    form = opened(client, _new(meeting))
    assert form["f_kegiatan"] == "Talk show rekaan"
    assert form["f_waktu"] == "Kamis, 24 Agustus 2023"
    assert "Aula SMAN Rekaan" in form["f_lokasi"]

    answer = send(client, _new(meeting), day="21-08-2023", f_petugas="Ani Rekaan; Penata; Penyuluh\nBudi Rekaan")
    letter = OpenLetter.objects.get()
    assert answer["Location"] == f"/surat/{letter.pk}/"
    number = letter.number
    assert number is not None
    assert (number.text, number.state) == ("ST/001/VIII/2023/BNNK-OKI", NumberState.RESERVED)

    text = lines_of(client.get(f"/surat/{letter.pk}/docx/").content)
    for said in ("Nomor: ST/001/VIII/2023/BNNK-OKI", "1 | Ani Rekaan | Penata | Penyuluh", "2 | Budi Rekaan"):
        assert said in text
    assert "RANCANGAN" in _pdf_text(client.get(f"/surat/{letter.pk}/pdf/").content)

    assert client.post(f"/surat/{letter.pk}/final/", {"version": 1}).status_code == 302
    letter.refresh_from_db()
    assert letter.state == "final" and letter.signatory == "Eko Rekaan, S.H."
    assert NumberEntry.objects.get().state == NumberState.USED
    assert "RANCANGAN" not in _pdf_text(client.get(f"/surat/{letter.pk}/pdf/").content)

    scanned = client.post(
        f"/surat/{letter.pk}/pindaian/", {"file": [_upload(jpeg(), "a.jpg"), _upload(b"%PDF-1.7 x", "b.pdf")]}
    )
    assert scanned.status_code == 302
    letter.refresh_from_db()
    assert letter.state == "signed"
    shown = client.get(f"/kegiatan/pelaksanaan/{meeting.pk}/").content.decode()
    assert "Bertanda tangan" in shown and number.text in shown
    first = scans_of(letter)[0]
    assert client.get(f"/surat/{letter.pk}/berkas/{first.pk}/").content.startswith(b"\xff\xd8")


def _upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def test_the_files_hold_number_signatory_and_fields(cast: Cast, draft: Letter) -> None:
    Letterhead.objects.create(
        office=cast.oki, lines="BADAN NARKOTIKA NASIONAL\nKABUPATEN OKI", contact="Jalan Rekaan", paper="f4"
    )
    done = finalise(draft, by=cast.ani, based_on=1)
    document = docx.Document(BytesIO(docx_of(done, by=cast.ani)))
    text = "\n".join(lines_of(docx_of(done, by=cast.ani)))
    pdf = pdf_of(done, by=cast.ani)
    assert pdf is not None
    for words in (
        "KABUPATEN OKI", "ST/001/VIII/2023/BNNK-OKI", "21 Agustus 2023", "Eko Rekaan, S.H.", "AKBP", "Kepala BNN Kabupaten OKI",
        "menyuluh di sekolah & kampung", "Aula <SMAN> Rekaan", "Penyuluh",
    ):  # fmt: skip
        assert words in text
        assert words in _pdf_text(pdf)
    assert len(document.inline_shapes) == 1  # the QR; there is no logo


def test_a_plh_signs_what_is_dated_in_his_days(cast: Cast, meeting: Meeting) -> None:
    text = "\n".join(lines_of(docx_of(assignment(cast, meeting, on=date(2023, 9, 4)), by=cast.ani)))
    assert "Plh. Kepala BNN Kabupaten OKI" in text and "Sinta Rekaan" in text


def test_nobody_signs_before_the_first_head(cast: Cast, meeting: Meeting) -> None:
    early = assignment(cast, meeting, on=date(2022, 12, 30))
    with pytest.raises(Refusal, match="Belum ada kepala"):
        finalise(early, by=cast.ani, based_on=1)
    early.refresh_from_db()
    assert early.state == "draft"


def test_missing_and_clumsy_fields_come_back_with_everything_else(cast: Cast, meeting: Meeting) -> None:
    client = cast.client(cast.ani)
    answer = send(client, _new(meeting), f_petugas="Ani; Penata; Penyuluh; Lebih", f_tugas="", f_lokasi="Balai desa")
    assert answer.status_code == 422
    assert "Baris 1: terlalu banyak bagian" in sentences(answer)
    assert "Wajib diisi" in sentences(answer)
    assert "Balai desa" in answer.content.decode()
    assert not OpenLetter.objects.exists() and not NumberEntry.objects.exists()


def test_sent_twice_a_letter_is_made_once(cast: Cast, meeting: Meeting) -> None:
    client = cast.client(cast.ani)
    form = {**opened(client, _new(meeting)), "f_petugas": "Ani"}
    assert client.post(_new(meeting), form)["Location"] == client.post(_new(meeting), form)["Location"]
    assert OpenLetter.objects.count() == NumberEntry.objects.count() == 1


def test_two_people_at_one_draft_lose_nothing_unseen(cast: Cast, draft: Letter) -> None:
    change(draft, by=cast.ani, based_on=1, fields={**SENT, "lokasi": "Balai desa"}, on=DAY)
    with pytest.raises(LostUpdate) as lost:
        change(draft, by=cast.ani, based_on=1, fields={**SENT, "lokasi": "Lapangan"}, on=DAY)
    assert "Balai desa" in lost.value.sentence and "Lapangan" in lost.value.sentence
    url = f"/surat/{draft.pk}/ubah/"
    stale = {**opened(cast.client(cast.ani), url), "version": 1, "f_lokasi": "Lapangan"}
    answer = cast.client(cast.ani).post(url, stale)
    assert answer.status_code == 422 and "Balai desa" in answer.content.decode()
    with pytest.raises(LostUpdate):
        finalise(draft, by=cast.ani, based_on=1)  # what was seen is not what would become final


def test_a_number_follows_its_letter_into_another_month_and_year(cast: Cast, draft: Letter) -> None:
    moved = change(draft, by=cast.ani, based_on=1, fields=SENT, on=date(2023, 9, 4))
    assert moved.number and moved.number.text == "ST/001/IX/2023/BNNK-OKI"
    moved = change(moved, by=cast.ani, based_on=2, fields=SENT, on=date(2024, 1, 3))
    assert moved.number and moved.number.text == "ST/001/I/2024/BNNK-OKI"
    left = NumberEntry.objects.get(year=2023)
    assert left.state == NumberState.CANCELLED and "2024" in left.reason


def test_what_is_final_changes_no_more(cast: Cast, draft: Letter) -> None:
    done = finalise(draft, by=cast.ani, based_on=1)
    before = docx_of(done, by=cast.ani)
    with pytest.raises(Refusal, match="sudah final"):
        change(done, by=cast.ani, based_on=2, fields=SENT, on=DAY)
    with pytest.raises(Refusal, match="sudah final"):
        finalise(done, by=cast.ani, based_on=2)
    Letterhead.objects.create(office=cast.oki, lines="KOP BARU")
    done = OpenLetter.objects.select_related("frozen", "office").get(pk=done.pk)
    assert docx_of(done, by=cast.ani) == before
    assert done.frozen is not None and done.frozen.sha256 == done.frozen_hash


def test_a_letter_is_cancelled_with_a_reason_and_takes_its_number_along(cast: Cast, draft: Letter) -> None:
    client, url = cast.client(cast.ani), f"/surat/{draft.pk}/batalkan/"
    answer = client.post(url, {"reason": "  "})
    assert answer.status_code == 422 and "Tuliskan alasan" in answer.content.decode()
    assert client.post(url, {"reason": "Kegiatan diundur"}).status_code == 302
    entry = NumberEntry.objects.get()
    assert (entry.state, entry.reason) == (NumberState.CANCELLED, "Kegiatan diundur")
    meeting = Meeting.objects.get(pk=draft.about_id)
    assert assignment(cast, meeting).number.n == 2  # type: ignore[union-attr]  # the first is never given again


@pytest.mark.parametrize(
    ("content", "name", "word"),
    [
        (b"MZ\x90", "surat.pdf", "PDF, JPG, atau PNG"),
        (b"PK\x03\x04", "surat.docx", "PDF, JPG, atau PNG"),
        (b"\xff\xd8\xff\xe0\x00", "foto.jpg", "rusak"),
        (png()[:40], "foto.png", "rusak"),
        (b"%PDF-" + b"x" * (10 * 1024 * 1024), "besar.pdf", "10 MB"),
    ],
)  # fmt: skip
def test_a_scan_that_is_none_is_refused(cast: Cast, draft: Letter, content: bytes, name: str, word: str) -> None:
    finalise(draft, by=cast.ani, based_on=1)
    answer = cast.client(cast.ani).post(f"/surat/{draft.pk}/pindaian/", {"file": _upload(content, name)})
    assert answer.status_code == 422
    assert word in sentences(answer)
    draft.refresh_from_db()
    assert draft.state == "final" and not scans_of(draft)


def test_a_draft_takes_no_scan_and_an_empty_choice_is_said(cast: Cast, draft: Letter) -> None:
    client = cast.client(cast.ani)
    answer = client.post(f"/surat/{draft.pk}/pindaian/", {"file": _upload(b"%PDF-1.7", "a.pdf")})
    assert answer.status_code == 422 and "Finalkan" in answer.content.decode()
    assert "Pilih berkas" in sentences(client.post(f"/surat/{draft.pk}/pindaian/", {}))


def _without_token(page: bytes) -> str:
    return re.sub(r'(name="csrfmiddlewaretoken" value="|X-CSRFToken": ")[^"]*', "", page.decode())


def test_the_qr_leads_whoever_may_to_the_letter_and_tells_others_nothing(cast: Cast, draft: Letter) -> None:
    assert re.fullmatch(r"[a-z2-9]{26}", draft.code) and draft.code != draft.check_code
    url = f"/surat/q/{draft.code}/"
    assert cast.client(cast.ani).get(url)["Location"] == f"/surat/{draft.pk}/#pindaian"
    for user in (cast.gita, cast.fitri, cast.kiki):
        found, unknown = cast.client(user).get(url), cast.client(user).get(f"/surat/q/{'a' * 26}/")
        assert found.status_code == unknown.status_code == 404
        assert _without_token(found.content) == _without_token(unknown.content)
    from django.test import Client

    assert Client().get(url)["Location"].startswith("/masuk/?next=/surat/q/")


def test_who_reads_a_letter_and_who_writes_it(cast: Cast, draft: Letter) -> None:
    url = f"/surat/{draft.pk}/"
    expected = {"ani": 200, "citra": 200, "dewi": 200, "joko": 200, "gita": 404, "fitri": 403, "kiki": 403}
    assert {name: cast.client(getattr(cast, name)).get(url).status_code for name in expected} == expected
    for name in ("citra", "dewi", "eko", "joko"):
        client = cast.client(getattr(cast, name))
        assert client.post(f"{url}final/", {"version": 1}).status_code == 403
        assert client.post(f"{url}pindaian/", {"file": _upload(b"%PDF-", "a.pdf")}).status_code == 403
        assert "Finalkan" not in client.get(url).content.decode()
    with pytest.raises(Forbidden):
        cancel(draft, by=cast.gita, reason="x")
    with pytest.raises(Forbidden):
        attach_scan(draft, by=cast.joko, uploads=[])


def test_a_letter_is_made_for_a_record_one_sees_and_that_stands(cast: Cast, meeting: Meeting) -> None:
    assert cast.client(cast.gita).get(_new(meeting)).status_code == 404
    assert cast.client(cast.joko).get(_new(meeting)).status_code == 403
    assert cast.client(cast.ani).get(f"/surat/baru/surat-tugas/rehab.client/{meeting.pk}/").status_code == 404
    MEETINGS.cancel(meeting, by=cast.ani, reason="Salah catat")
    with pytest.raises(Refusal, match="sudah dibatalkan"):
        assignment(cast, meeting)
    with pytest.raises(Refusal, match="tidak ditemukan"):
        assignment(cast, Meeting(pk=uuid4()))


def test_files_of_letters_go_through_their_own_pages_only(cast: Cast, draft: Letter) -> None:
    done = finalise(draft, by=cast.ani, based_on=1)
    client = cast.client(cast.ani)
    assert client.get(f"/berkas/{done.frozen_id}/").status_code == 404
    added = client.post(
        f"/berkas/letters.openletter/{draft.pk}/tambah/", {"file": _upload(b"%PDF-", "a.pdf"), "label": "x"}
    )
    assert added.status_code == 404


def test_what_was_done_stands_in_the_audit_without_the_values(cast: Cast, draft: Letter) -> None:
    change(draft, by=cast.ani, based_on=1, fields={**SENT, "lokasi": "Balai desa"}, on=DAY)
    cancel(draft, by=cast.ani, reason="Diundur")
    lines = AuditLine.objects.filter(record_id=draft.pk).order_by("seq")
    assert [line.action for line in lines] == ["letters.make", "letters.change", "letters.cancel"]
    assert "Balai desa" not in str([line.changes for line in lines])
    assert cast.client(cast.ani).get(f"/surat/{draft.pk}/").context["timeline"][0].what == "dibatalkan"


def test_the_list_asks_the_same_questions_for_three_letters_and_for_twenty(
    cast: Cast, meeting: Meeting, django_assert_max_num_queries
) -> None:
    for _ in range(3):
        assignment(cast, meeting)
    client = cast.client(cast.ani)
    with django_assert_max_num_queries(12) as three:
        client.get("/surat/")
    for _ in range(17):
        assignment(cast, meeting)
    with django_assert_max_num_queries(len(three)):
        page = client.get("/surat/", {"jenis": "surat-tugas", "keadaan": "draft", "q": "ST/"})
    assert page.context["page"].paginator.count == 20


def test_an_undangan_is_addressed(cast: Cast, meeting: Meeting) -> None:
    client = cast.client(cast.ani)
    url = f"/surat/baru/undangan/activities.activity/{meeting.activity_id}/"
    assert "Kepala Sekolah" not in client.get(url).content.decode()
    send(client, url, f_kepada="Kepala Sekolah\nRekaan", f_waktu="Kamis", f_lokasi="Aula", day="2023-08-01")
    letter = OpenLetter.objects.get()
    text = "\n".join(lines_of(docx_of(letter, by=cast.ani)))
    assert "Yth. Kepala Sekolah" in text and "Lampiran\t: -" in text
    pdf = pdf_of(letter, by=cast.ani)
    assert pdf is not None and "Yth. Kepala Sekolah" in _pdf_text(pdf)


def test_the_letterhead_is_set_with_a_logo_and_shown(cast: Cast, draft: Letter) -> None:
    client, url = cast.client(cast.kiki), "/satuan-kerja/bnnk-oki/kop-surat/"
    assert client.get(url).status_code == 200
    empty = client.post(url, {"lines": " ", "contact": "Jalan Rekaan 1", "paper": "f4"})
    assert empty.status_code == 422 and "Isi paling sedikit satu baris" in empty.content.decode()
    assert "Jalan Rekaan 1" in empty.content.decode()
    broken = client.post(url, {"lines": "KOP", "contact": "", "paper": "f4", "logo": _upload(b"GIF89a", "logo.gif")})
    assert broken.status_code == 422 and "PNG atau JPG" in broken.content.decode()
    sent = {
        "lines": "BADAN REKAAN\nKABUPATEN REKAAN",
        "contact": "Jalan Rekaan 1",
        "paper": "f4",
        "logo": _upload(png(), "logo.png"),
    }
    assert client.post(url, sent).status_code == 302
    assert client.get(f"{url}pratinjau/").content.startswith(b"\x89PNG")
    kept = Letterhead.objects.get()
    assert kept.logo is not None and kept.paper == "f4"
    assert b"PNG" not in kept.logo.path.read_bytes()
    text = "\n".join(lines_of(docx_of(draft, by=cast.ani)))
    assert "KABUPATEN REKAAN" in text and "Jalan Rekaan 1" in text
    assert client.post(url, {**{k: v for k, v in sent.items() if k != "logo"}, "without_logo": "on"}).status_code == 302
    assert Letterhead.objects.get().logo is None
    assert AuditLine.objects.filter(action="letters.set_letterhead").count() == 2
    assert cast.client(cast.ani).get(url).status_code == 403


def test_an_id_from_the_form_is_the_letters_own(cast: Cast, meeting: Meeting) -> None:
    letter_id = UUID("0190b0b0-0000-7000-8000-000000000001")
    made = assignment(cast, meeting, letter_id=letter_id)
    assert assignment(cast, meeting, letter_id=letter_id).pk == made.pk == letter_id
