"""The wording of an instrument: loaded with its permission, looked at, put in force; sheets keep the one they had."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser
from django.urls import reverse

from bersinar.catalogue.instruments import INSTRUMENTS
from bersinar.catalogue.instruments.wording import UnclearWording, read_wording, shipped
from bersinar.foundation.audit.models import AuditLine
from bersinar.foundation.wire.refusals import Refusal
from bersinar.programmes.rehab.actions import WORDINGS
from bersinar.programmes.rehab.actions.wordings import put_in_force, retire
from bersinar.programmes.rehab.models import Client, LoadedWording
from tests.cast import Cast
from tests.filling import send, sentences

from .sheets import fill_in, quality

OFFICIAL = "\n".join((
    'instrument = "whoqol-bref"', 'language = "id"', "official = true", 'source = "Penerbit Rekaan"',
    'permission = "Izin Rekaan 7"', "[topics]",
    *(f'q{number} = "Pertanyaan rekaan {number}"' for number in range(1, 27)),
))  # fmt: skip


def load(cast: Cast, text: str = OFFICIAL) -> LoadedWording:
    return WORDINGS.create(office=cast.oki, by=cast.budi, text=text)


def in_force(cast: Cast) -> LoadedWording:
    return put_in_force(load(cast), by=cast.budi, based_on=None)


def form_of(browser: Browser, client: Client) -> str:
    url = f"{reverse('rehab:sheet_new')}?klien={client.code}&instrumen=whoqol-bref"
    return browser.get(url).content.decode()


def test_a_file_is_loaded_looked_at_and_put_in_force(cast: Cast, client_of_oki: Client) -> None:
    browser = cast.client(cast.budi)
    file = SimpleUploadedFile("redaksi.toml", OFFICIAL.encode())
    send(browser, reverse("rehab:wording_new"), file=file)
    wording = LoadedWording.objects.get()
    page = browser.get(reverse("rehab:wording", args=[wording.pk])).content.decode()
    assert "Pertanyaan rekaan 26" in page and "Izin Rekaan 7" in page
    assert "Pertanyaan rekaan" not in form_of(browser, client_of_oki)
    send(browser, reverse("rehab:wording_step", args=[wording.pk, "put_in_force"]))
    assert "Pertanyaan rekaan 26" in form_of(browser, client_of_oki)
    actions = AuditLine.objects.filter(record_id=wording.pk).order_by("seq").values_list("action", flat=True)
    assert list(actions) == ["rehab.load_wording", "rehab.put_in_force_wording"]


@pytest.mark.parametrize("code", list(INSTRUMENTS))
def test_the_file_to_begin_with_asks_for_source_and_permission_and_nothing_else(cast: Cast, code: str) -> None:
    browser, address = cast.client(cast.budi), reverse("rehab:wording_begin", args=[code])
    assert address in browser.get(reverse("rehab:wording_new")).text
    begun = browser.get(address).content.decode()
    with pytest.raises(UnclearWording) as unclear:
        read_wording(begun)
    assert len(unclear.value.sentences) == 2
    filled = begun.replace('source = ""', 'source = "Penerbit"').replace('permission = ""', 'permission = "Izin 7"')
    read, neutral = read_wording(filled), shipped(code)
    assert (read.topics, read.groups, read.items, read.answers) == (
        neutral.topics, neutral.groups, neutral.items, neutral.answers,
    )  # fmt: skip
    assert cast.client(cast.citra).get(address).status_code == 403
    assert browser.get(reverse("rehab:wording_begin", args=["contoh"])).status_code == 404


def test_a_file_with_faults_is_refused_with_each_and_stays_on_the_page(cast: Cast) -> None:
    broken = OFFICIAL.replace('permission = "Izin Rekaan 7"\n', "").replace("q26 =", "q27 =")
    answer = send(
        cast.client(cast.budi), reverse("rehab:wording_new"), file=SimpleUploadedFile("r.toml", broken.encode())
    )
    assert answer.status_code == 422
    for sentence in ("memerlukan izin pemegang hak", "topics.q27 tidak ada", "Butir tanpa label: q26"):
        assert sentence in sentences(answer)
    assert "Pertanyaan rekaan 1" in answer.content.decode()
    assert not LoadedWording.objects.exists()


@pytest.mark.parametrize(
    ("file", "sentence"), [(b"\xff\xfe\x00", "bukan teks UTF-8"), (b"x" * 150_001, "paling besar")]
)
def test_what_is_no_text_is_refused(cast: Cast, file: bytes, sentence: str) -> None:
    answer = send(cast.client(cast.budi), reverse("rehab:wording_new"), file=SimpleUploadedFile("r.toml", file))
    assert sentence in sentences(answer)


def test_a_sheet_keeps_the_wording_it_was_filled_in_with(cast: Cast, client_of_oki: Client) -> None:
    first = in_force(cast)
    sheet = fill_in(cast, client_of_oki, "whoqol-bref", quality(3), phase="pre")
    second = put_in_force(load(cast, OFFICIAL.replace('rekaan 1"', 'baru 1"')), by=cast.budi, based_on=None)
    first.refresh_from_db()
    assert (first.stage, second.stage, second.number) == ("ended", "in_force", 2)
    page = cast.client(cast.budi).get(reverse("rehab:sheet", args=[sheet.pk])).content.decode()
    assert "redaksi resmi versi 1" in page
    retire(second, by=cast.budi, based_on=None)
    assert "Kualitas hidup secara umum" in form_of(cast.client(cast.budi), client_of_oki)


def test_what_has_been_in_force_is_not_changed(cast: Cast) -> None:
    loaded = load(cast)
    changed = WORDINGS.change(loaded, by=cast.budi, based_on=1, text=OFFICIAL.replace("Rekaan 7", "Rekaan 8"))
    assert changed.permission == "Izin Rekaan 8"
    wording = put_in_force(changed, by=cast.budi, based_on=None)
    with pytest.raises(Refusal, match="versi berikutnya"):
        WORDINGS.change(wording, by=cast.budi, based_on=None, text=OFFICIAL)
    with pytest.raises(Refusal, match="sedang berlaku"):
        WORDINGS.cancel(wording, by=cast.budi, reason="keliru")


def test_another_office_and_another_side_find_nothing(cast: Cast, client_of_oki: Client) -> None:
    wording = in_force(cast)
    assert cast.client(cast.hadi).get(reverse("rehab:wording", args=[wording.pk])).status_code == 404
    for person in (cast.citra, cast.eko, cast.kiki):
        assert cast.client(person).get(reverse("rehab:wording", args=[wording.pk])).status_code == 403
