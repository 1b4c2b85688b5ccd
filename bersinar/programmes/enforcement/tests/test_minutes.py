"""Minutes of evidence: what two people confirmed, added up by the system, in PDF and DOCX alike."""

from __future__ import annotations

import re
from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from bersinar.foundation.letters.filling import lines_of
from bersinar.foundation.letters.models import EnforcementLetter
from bersinar.programmes.enforcement.actions import Taking, confirm_together, propose_together
from bersinar.programmes.enforcement.models import Case, Ceremony, Container, Movement
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import opened_case, seize
from .evidence import Store

LETTERS = "/surat/pemberantasan/"


@pytest.fixture
def store(cast: Cast) -> Store:
    return Store(cast)


def new(kind: str, record: Movement | Ceremony) -> str:
    return f"{LETTERS}baru/{kind}/{record._meta.label_lower}/{record.pk}/"


def printed(cast: Cast, kind: str, movement: Movement | Ceremony, **typed: str) -> tuple[str, str]:
    """The text of the minutes in DOCX and in PDF."""
    citra = cast.client(cast.citra)
    answer = send(citra, new(kind, movement), day="16-03-2023", **typed)
    assert answer.status_code == 302, sentences(answer)
    letter = EnforcementLetter.objects.get(kind=kind, about_id=movement.pk)
    pdf = PdfReader(BytesIO(citra.get(f"{LETTERS}{letter.pk}/pdf/").content))
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    text = re.sub(r"(?<=\w)- (?=\w)", "-", text)  # a code may end a line at its hyphen
    return " ".join(lines_of(citra.get(f"{LETTERS}{letter.pk}/docx/").content)), text


def packed(store: Store, case: Case, amount: str, **values: str) -> Container:
    exhibit = seize(store.cast, case, net=Decimal(amount), **values)
    return store.pack(exhibit, amount)[0]


def test_the_published_destruction_is_printed_as_it_adds_up(cast: Cast, case: Case, store: Store) -> None:
    """In August 2025 a release printed 253.067,88 for sabu: the system prints what is left of the amounts it names."""
    sabu = packed(store, case, "253611.97")
    store.move("lab", (sabu, "496.91"))
    store.move("court", (sabu, "47.19"))
    destroyed = store.move("destroyed", (sabu, "253067.87"))
    for text in printed(cast, "ba-musnah", destroyed, f_jaksa="Jaksa Rekaan"):
        assert "keluar 253.067,87 gram, sisa 0 gram" in text
        assert "253.067,88" not in text
        assert sabu.code in text and "Saksi Rekaan Satu" in text and case.number in text and destroyed.number in text


def test_units_are_added_up_apart(cast: Cast, case: Case, store: Store) -> None:
    sabu = packed(store, case, "307.527")
    pills = packed(store, case, "10", substance="ecstasy", form="tablet", unit="tablet")
    destroyed = store.move("destroyed", (sabu, "307.527"), (pills, "10"))
    for text in printed(cast, "ba-musnah", destroyed, f_jaksa="Jaksa Rekaan"):
        assert "keluar 307,527 gram" in text and "keluar 10 butir" in text


def test_the_sampling_minutes_say_how_much_the_rule_asks_for(cast: Cast, case: Case, store: Store) -> None:
    pills = packed(store, case, "101", substance="ecstasy", form="tablet", unit="tablet")
    sampled = store.move("lab", (pills, "11"))
    for text in printed(cast, "ba-sisih", sampled, f_penerima="Penerima Rekaan"):
        assert "PP 40/2013 pasal 15" in text and "11 butir" in text and "sisa 90 butir" in text


def test_a_sum_that_was_typed_over_is_refused_and_nothing_is_lost(cast: Cast, case: Case, store: Store) -> None:
    sabu = packed(store, case, "10")
    destroyed = store.move("destroyed", (sabu, "10"))
    citra = cast.client(cast.citra)
    shown = opened(citra, new("ba-musnah", destroyed))
    wrong = shown["f_jumlah"].replace("10 gram", "10,01 gram")
    answer = send(citra, new("ba-musnah", destroyed), day="16-03-2023", f_jaksa="Jaksa Rekaan", f_jumlah=wrong)
    assert answer.status_code in (409, 422)
    assert "dihitung dari catatan" in sentences(answer)
    assert "Jaksa Rekaan" in answer.text
    assert not EnforcementLetter.objects.exists()


def test_what_waits_for_its_second_person_has_no_minutes(cast: Cast, case: Case, store: Store) -> None:
    sabu = packed(store, case, "10")
    waiting = store.propose("destroyed", (sabu, "10"))
    refused = cast.client(cast.citra).get(new("ba-musnah", waiting), follow=True)
    assert "sesudah disahkan dua orang" in refused.text


def test_treatment_sees_no_minutes(cast: Cast, case: Case, store: Store) -> None:
    destroyed = store.move("destroyed", (packed(store, case, "10"), "10"))
    assert cast.client(cast.budi).get(new("ba-musnah", destroyed)).status_code == 403


def test_one_paper_of_several_cases_is_printed_whole_with_the_part_of_each(
    cast: Cast, case: Case, store: Store
) -> None:
    """The published destruction again, of two cases: one sum for each substance, and each case's own part."""
    other = opened_case(cast)
    big, small = packed(store, case, "253000"), packed(store, other, "67.87")
    takings = [Taking(big, Decimal("253000")), Taking(small, Decimal("67.87"))]
    ceremony = propose_together(cast.oki, kind="destroyed", by=cast.citra, paper=store.paper(), takings=takings)
    page = f"{LETTERS}baru/ba-musnah/enforcement.ceremony/{ceremony.pk}/"
    assert "sesudah disahkan dua orang" in cast.client(cast.citra).get(page, follow=True).text
    confirm_together(ceremony, by=store.keeper)
    part = ceremony.movements.earliest("recorded_at")
    single = cast.client(cast.citra).get(new("ba-musnah", part), follow=True)
    assert "buat dari halaman berita acara gabungannya" in single.text
    for text in printed(cast, "ba-musnah", ceremony, f_jaksa="Jaksa Rekaan"):
        assert "keluar 253.067,87 gram, sisa 0 gram" in text
        assert f"{case} tanggal 14 Maret 2023, 1 wadah. Sabu" in text and "(bersih): keluar 253.000 gram" in text
        assert f"{other} tanggal 14 Maret 2023, 1 wadah. Sabu" in text and "(bersih): keluar 67,87 gram" in text
        assert "(kasus2)" in "".join(text.split()) and "Saksi Rekaan Dua" in text and ceremony.number in text
    for text in printed(cast, "pengantar-ba-musnah", ceremony, f_kepada="Kepala Kejaksaan Negeri"):
        assert ceremony.number in text and "253.067,87 gram" in text


def test_the_request_to_the_laboratory_names_what_was_set_aside(cast: Cast, case: Case, store: Store) -> None:
    sabu = packed(store, case, "10")
    sampled = store.move("lab", (sabu, "0.5"), destination="Balai Laboratorium Rekaan")
    for text in printed(cast, "pengantar-lab", sampled):
        assert "Balai Laboratorium Rekaan" in text and "0,5 gram" in text and sabu.code in text and case.number in text
