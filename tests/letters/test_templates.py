"""An office's own template fills in what is listed and does nothing else, whoever wrote it and whatever it carries."""

from __future__ import annotations

import re
import struct
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import docx
import pytest
from jinja2 import TemplateError

from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.letters.actions import finalise
from bersinar.foundation.letters.filling import filled_example, lines_of, read_template
from bersinar.foundation.letters.kinds import Column, Field, LetterKind, all_kinds, kind_of
from bersinar.foundation.letters.models import Letter, LetterTemplate, OpenLetter
from bersinar.foundation.letters.neutral_docx import neutral_template
from bersinar.foundation.letters.owntemplates import template_on
from bersinar.foundation.letters.rendering import docx_of
from bersinar.foundation.letters.sandbox import LetterEnvironment
from bersinar.foundation.wire.refusals import Refusal
from tests.cast import Cast
from tests.filling import sentences
from tests.letters.conftest import DAY, assignment
from tests.letters.packed import edited, template, upload, with_part

RELS = "word/_rels/document.xml.rels"
KIND_URL = "/satuan-kerja/bnnk-oki/templat/surat-tugas/"


def _kind() -> LetterKind:
    kind = kind_of("surat-tugas")
    assert kind is not None
    return kind


def _refused(content: bytes) -> str:
    with pytest.raises(Refusal) as refused:
        read_template(_kind(), content)
    return refused.value.sentence


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{{ nomor.__class__ }}", "__class__"),
        ("{{ nomor.__class__.__mro__[1].__subclasses__() }}", "tidak diperbolehkan"),
        ("{{ ''.__class__ }}", "__class__"),
        ("{{ nomor['__class__'] }}", "Kurung siku"),
        ("{{ nomor|attr('__class__') }}", "attr"),
        ("{{ nomor|map('upper') }}", "map"),
        ("{{ petugas|join(', ', attribute='nama') }}", "join"),
        ("{{ lipsum() }}", "fungsi"),
        ("{{ cycler.__init__.__globals__ }}", "tidak diperbolehkan"),
        ("{{ self }}", "self"),
        ("{{ loop }}", "loop"),
        ("{{ nomor ~ nomor }}", "hitungan"),
        ("{{ 9 ** 9 }}", "hitungan"),
        ("{{ kendaraan }}", "kendaraan"),
        ("{{ petugas }}", "daftar"),
        ("{{ qr|upper }}", "qr"),
        ("{% include 'etc/passwd' %}", "include"),
        ("{% import 'os' as os %}", "import"),
        ("{% extends 'x' %}", "extends"),
        ("{% macro a() %}{% endmacro %}", "macro"),
        ("{% set x = 1 %}", "set"),
        ("{% block x %}{% endblock %}", "block"),
        ("{% with x = 1 %}{% endwith %}", "with"),
        ("{% filter upper %}x{% endfilter %}", "filter"),
        ("{% for a in 'abc' %}x{% endfor %}", "daftar"),
        ("{% for a in petugas %}{% for b in dasar %}x{% endfor %}{% endfor %}", "di dalam perulangan"),
        ("{% for a in petugas %}{{ a.items }}{% endfor %}", "a.items"),
        ("{% for a in petugas %}{{ a }}{% endfor %}", "kolomnya"),
        ("{% for nomor in dasar %}x{% endfor %}", "sudah dipakai"),
        ("{% for a in petugas recursive %}{{ a.nama }}{% endfor %}", "Tulis perulangan"),
        ("{% if nomor is defined %}x{% endif %}", "ungkapan"),
        ("{% if nomor > 'a' %}x{% endif %}", "=="),
        ("{{ nomor ", "kurawal"),
        ("{% if nomor %}", "kurawal"),
        ("{{r nomor }}", "Awalan"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_say_is_refused_by_name(text: str, word: str) -> None:
    assert word in _refused(template("Nomor {{ nomor }}", text))


def test_a_header_is_read_like_the_text() -> None:
    assert "__class__" in _refused(template("{{ nomor }}", header="{{ tanggal.__class__ }}"))


def _runs(text: str) -> str:
    return LetterEnvironment().from_string(text).render(x="teks")


@pytest.mark.parametrize(
    "text", ["{{ x.__class__ }}", "{{ x.format }}", "{{ x['upper'] }}", "{{ range(3) }}", "{{ x|attr('upper') }}"]
)
def test_behind_the_reader_stands_a_sandbox_that_gives_nothing_either(text: str) -> None:
    assert _runs("{{ x|upper }}") == "TEKS"
    with pytest.raises(TemplateError):
        _runs(text)


def test_a_column_is_never_named_like_something_a_dictionary_does() -> None:
    with pytest.raises(ValueError, match="items"):
        Field("baris", "baris", (("a",),), columns=(Column("items", "isi"),))


def test_word_properties_are_never_run() -> None:
    file = docx.Document()
    file.add_paragraph("{{ nomor }}")
    file.core_properties.title = "{{ nomor.__class__ }}"
    file.core_properties.author = "Penyusun Lama"
    out = BytesIO()
    file.save(out)
    made = docx.Document(BytesIO(filled_example(_kind(), out.getvalue())))
    assert made.core_properties.title == "Surat Tugas"
    assert "Penyusun Lama" not in (made.core_properties.author, made.core_properties.last_modified_by)


IMAGE = (
    '<Relationship Id="rId99" Type="http://x/image" Target="http://contoh.test/a.png" TargetMode="{}"/></Relationships>'
)


@pytest.mark.parametrize(
    ("change", "word"),
    [
        (lambda c: edited(c, RELS, "</Relationships>", IMAGE.format("External")), "ke luar"),
        (lambda c: edited(c, RELS, "</Relationships>", IMAGE.format("&#69;xternal")), "ke luar"),
        (lambda c: edited(c, RELS, "</Relationships>", IMAGE.format("Internal").replace("/image", "/oleObject")), "tertanam"),
        (lambda c: with_part(c, "word/vbaProject.bin", b"x"), "makro"),
        (lambda c: edited(c, "[Content_Types].xml", "wordprocessingml.document.main", "x.macroEnabled.main"), "makro"),
        (lambda c: with_part(c, "word/embeddings/a.xlsx", b"x"), "tertanam"),
        (lambda c: with_part(c, "word/aneh.xml", b"<x/>"), "aneh"),
        (lambda c: with_part(c, "../luar.xml", b"<x/>"), "luar"),
        (lambda c: with_part(c, "word/settings.xml", b"<!DOCTYPE x [<!ENTITY a 'b'>]><x>&a;</x>"), "deklarasi"),
        (lambda c: with_part(c, "word/settings.xml", '<?xml version="1.0" encoding="UTF-16"?><x/>'.encode("utf-16")), "settings"),
        (lambda c: with_part(c, "word/settings.xml", b"<x>"), "settings"),
        (lambda c: edited(c, "word/document.xml", "<w:body>", '<w:body><w:altChunk/>'), "tertanam"),
        (
            lambda c: edited(
                c, "word/document.xml", "<w:body>",
                "<w:body><w:p><w:r><w:instrText>INCLUDE</w:instrText></w:r><w:r><w:instrText>TEXT a</w:instrText></w:r></w:p>",
            ),
            "INCLUDETEXT",
        ),
        (lambda c: with_part(c, "word/media/a.png", b"\0" * 11_000_000), "membengkak"),
        (lambda c: with_part(c, "word/media/a.png", b"\0" * 13_000_000), "terlalu besar"),
        (lambda c: c[:200], "bukan dokumen Word"),
        (lambda c: b"PK\x03\x04" + b"x" * 50, "bukan dokumen Word"),
    ],
)  # fmt: skip
def test_what_a_template_may_not_carry_is_refused_by_name(change, word: str) -> None:
    plain = template("{{ nomor }}")
    read_template(_kind(), plain)  # without the change it would do
    assert word in _refused(change(plain))


def test_a_template_locked_with_a_password_is_refused() -> None:
    content = bytearray(template("{{ nomor }}"))
    for found in [*re.finditer(rb"PK\x01\x02", bytes(content))]:
        flags = found.start() + 8
        content[flags : flags + 2] = struct.pack("<H", 1)
    assert "kata sandi" in _refused(bytes(content))


def test_every_neutral_template_holds_to_its_own_rules_on_both_papers() -> None:
    assert len(all_kinds()) >= 2
    for kind in all_kinds():
        content = neutral_template(kind, "a4")
        assert read_template(kind, content).missing == ()
        assert all("{{" not in line and "{%" not in line for line in lines_of(filled_example(kind, content)))
        other = neutral_template(kind, "f4")
        assert lines_of(other) == lines_of(content)  # it says the same, so it is read and filled in as well
        for paper, height in ((content, 29.7), (other, 33.0)):
            page = docx.Document(BytesIO(paper)).sections[0].page_height
            assert page is not None and abs(page.cm - height) < 0.05


def test_what_a_template_lacks_is_said() -> None:
    assert set(read_template(_kind(), template("{{ nomor }} {{ tugas }}")).missing) >= {"tanggal", "petugas", "qr"}


OWN = template(
    "NASKAH SENDIRI", "{{ nomor|upper }}", "{%p for baris in petugas %}", "{{ loop.index }}. {{ baris.nama }}", "{%p endfor %}",
    "{{ tugas }} di {{ lokasi }}", "{{ qr }}", "{% if catatan %}ADA{% else %}TIADA{% endif %}", header="{{ kantor }}",
)  # fmt: skip


@pytest.mark.django_db
def test_an_office_puts_its_own_template_in_force_and_goes_back(cast: Cast, draft: Letter) -> None:
    client = cast.client(cast.kiki)
    answer = client.post(KIND_URL, {"file": upload(OWN)}, follow=True)
    version = LetterTemplate.objects.get()
    assert (version.version, version.in_force_from) == (1, None)
    assert "NASKAH SENDIRI" in answer.content.decode()
    assert "tidak memuat: tanggal" in answer.content.decode()
    assert template_on(cast.oki, _kind(), DAY) is None  # checked is not in force

    version_url = f"{KIND_URL}{version.pk}/"
    assert client.get(f"{version_url}unduh/", {"isi": "contoh"}).content.startswith(b"PK")
    assert client.post(version_url, {"day": "2023-08-01"}).status_code == 302
    assert template_on(cast.oki, _kind(), date(2023, 7, 31)) is None
    lines = lines_of(docx_of(draft, by=cast.ani))
    assert lines[0] == "NASKAH SENDIRI"
    assert "1. Ani Rekaan" in lines
    assert "menyuluh di sekolah & kampung di Aula <SMAN> Rekaan" in lines
    assert "TIADA" in lines
    done = finalise(draft, by=cast.ani, based_on=draft.version)
    assert (done.template, done.frozen_pdf) == (version, None)
    page = cast.client(cast.ani).get(f"/surat/{draft.pk}/")
    assert "hanya tersedia sebagai DOCX" in page.content.decode()
    assert cast.client(cast.ani).get(f"/surat/{draft.pk}/pdf/").status_code == 404

    assert client.post(f"{KIND_URL}kembali/", {"day": "2023-08-10"}).status_code == 302
    other = assignment(cast, _meeting_of(draft))
    assert lines_of(docx_of(other, by=cast.ani))[0] != "NASKAH SENDIRI"
    assert (
        lines_of(docx_of(OpenLetter.objects.get(pk=draft.pk), by=cast.ani))[0] == "NASKAH SENDIRI"
    )  # what is final stays


def _meeting_of(letter: Letter):
    from bersinar.programmes.activities.models import Meeting

    return Meeting.objects.get(pk=letter.about_id)


@pytest.mark.django_db
def test_a_refused_template_is_not_kept_and_the_page_says_why(cast: Cast) -> None:
    client = cast.client(cast.kiki)
    answer = client.post(KIND_URL, {"file": upload(template("{{ nomor.__class__ }}"))})
    assert answer.status_code == 422
    assert "__class__" in sentences(answer)
    assert "Pilih berkas" in sentences(client.post(KIND_URL, {}))
    assert "DOCX" in sentences(client.post(KIND_URL, {"file": upload(b"%PDF-1.7", "surat.pdf")}))
    assert not LetterTemplate.objects.exists()
    assert not StoredFile.objects.exists()


@pytest.mark.django_db
def test_the_page_lists_every_field_with_its_example(cast: Cast) -> None:
    page = cast.client(cast.kiki).get(KIND_URL).content.decode()
    for text in ("{{ nomor }}", "{{ penanda_tangan }}", "for baris in petugas", "{{ lokasi }}", "Penyuluh"):
        assert text in page
    assert cast.client(cast.kiki).get(f"{KIND_URL}bawaan/").content.startswith(b"PK")
    assert cast.client(cast.kiki).get(f"{KIND_URL}pratinjau/").content.startswith(b"\x89PNG")


@pytest.mark.django_db
def test_only_who_manages_the_office_touches_its_templates(cast: Cast) -> None:
    for user, status in ((cast.ani, 403), (cast.budi, 403)):
        assert cast.client(user).post(KIND_URL, {"file": upload(OWN)}).status_code == status
    assert cast.client(cast.kiki).get("/satuan-kerja/bnnk-lumajang/templat/surat-tugas/").status_code == 404
    assert cast.client(cast.kiki).get("/satuan-kerja/bnnk-oki/templat/tidak-ada/").status_code == 404
    assert not LetterTemplate.objects.exists()


@pytest.mark.django_db
def test_a_template_lies_encrypted(cast: Cast) -> None:
    cast.client(cast.kiki).post(KIND_URL, {"file": upload(OWN)})
    kept = StoredFile.objects.get().path.read_bytes()
    assert not kept.startswith(b"PK") and b"word/document.xml" not in kept


def test_a_zip_that_is_no_document_is_refused() -> None:
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as package:
        package.writestr("catatan.txt", "x")
    assert "bukan dokumen Word" in _refused(out.getvalue())
