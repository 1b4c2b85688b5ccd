"""The wording of instruments as data: the neutral labels that ship, and files an office loads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bersinar.catalogue.instruments import INSTRUMENTS, wording
from bersinar.catalogue.instruments.wording import UnclearWording, read_wording, shipped

HEAD = 'instrument = "urica-32"\nlanguage = "id"\nofficial = true\nsource = "Lembar kertas"\npermission = "12/2024"\n'
TOPICS = "[topics]\n" + "".join(f'q{number} = "Pernyataan {number}"\n' for number in range(1, 33))


@pytest.mark.parametrize("code", sorted(INSTRUMENTS))
def test_neutral_labels_ship_for_every_item(code: str) -> None:
    labels = shipped(code)
    assert not labels.official
    for item in INSTRUMENTS[code].items:
        assert labels.label(item)
        assert len(labels.label(item)) <= 60  # a topic, never the question
        codes = [value for value, _ in labels.choices(item)]
        assert codes[: len(item.values)] == list(item.values)
        assert all(words for _, words in labels.choices(item))


def test_every_shipped_file_belongs_to_an_instrument() -> None:
    files = (Path(wording.__file__).parent / "shipped").glob("*")
    assert {file.name for file in files} == {f"{code}.id.toml" for code in INSTRUMENTS}


def test_labels_come_by_topic_group_and_code() -> None:
    assist, labels = INSTRUMENTS["assist-3.1"], shipped("assist-3.1")
    item = assist.item("q6e")
    assert (labels.label(item), labels.group(item)) == (
        "Kekhawatiran orang lain",
        "Stimulan jenis amfetamin (sabu, ekstasi)",
    )
    assert labels.choices(item) == [(0, "Tidak pernah"), (6, "Ya, 3 bulan terakhir"), (3, "Ya, sebelum itu")]
    assert labels.choices(INSTRUMENTS["urica-32"].item("q1"))[0] == (1, "1")
    assert shipped("asi-wl").choices(INSTRUMENTS["asi-wl"].item("suicide_30"))[-1] == (-1, "tidak dijawab")


def test_an_office_loads_the_official_wording_with_its_permission() -> None:
    loaded = read_wording(HEAD + TOPICS + '[items]\nq7 = " Redaksi resmi butir 7 "\n[answers.q7]\n1 = "Tidak"\n')
    urica = INSTRUMENTS["urica-32"]
    assert (loaded.official, loaded.permission, loaded.language) == (True, "12/2024", "id")
    assert loaded.label(urica.item("q7")) == "Redaksi resmi butir 7"
    assert loaded.label(urica.item("q8")) == "Pernyataan 8"
    assert loaded.choices(urica.item("q7"))[:2] == [(1, "Tidak"), (2, "2")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("bukan = = toml", "bukan TOML"),
        (TOPICS, "Isi instrument dengan salah satu dari assist-3.1"),
        ('instrument = ["urica-32"]', "Isi instrument"),
        (HEAD.replace("urica-32", "urica-24") + TOPICS, "Isi instrument"),
        (HEAD.replace('language = "id"', "") + TOPICS, "Isi language"),
        (HEAD.replace('"Lembar kertas"', '" "') + TOPICS, "Isi source"),
        (HEAD.replace("official = true", 'official = "ya"') + TOPICS, "true"),
        (HEAD.replace('permission = "12/2024"', "") + TOPICS, "izin pemegang hak"),
        (HEAD + 'scoring = "q1 + q2"\n' + TOPICS, "scoring tidak dikenal"),
        (HEAD + 'topics = "semua"', "topics harus berupa tabel"),
        (HEAD + TOPICS.replace('q5 = "Pernyataan 5"\n', ""), "Butir tanpa label: q5"),
        (HEAD + TOPICS + 'q33 = "Pernyataan 33"', "topics.q33 tidak ada"),
        (HEAD + TOPICS + '[groups]\nz = "Lainnya"', "groups.z tidak ada"),
        (HEAD + TOPICS + '[groups]\n"" = "Lainnya"', "groups. tidak ada"),
        (HEAD + TOPICS + '[items]\nq7a = "Tujuh"', "items.q7a tidak ada"),
        (HEAD + TOPICS + "[items]\nq7 = 7", "items.q7: isi dengan teks"),
        (HEAD + TOPICS + '[items]\nq7 = " "', "items.q7: isi dengan teks"),
        (HEAD + TOPICS + f'[items]\nq7 = "{"a" * 601}"', "items.q7: paling banyak 600"),
        (HEAD + TOPICS + '[items]\nq7 = "a\\u202eb"', "items.q7: hapus huruf"),
        (HEAD + TOPICS + '[answers]\nq7 = "Tidak"', "answers.q7 tidak ada dalam instrumen ini, atau bukan tabel"),
        (HEAD + TOPICS + '[answers.q77]\n1 = "Tidak"', "answers.q77 tidak ada"),
        (HEAD + TOPICS + '[answers.q7]\n6 = "Tidak"', "answers.q7.6: kode ini tidak dapat dijawab"),
        (HEAD + TOPICS + "[answers.q7]\n1 = 1", "answers.q7.1: isi dengan teks"),
    ],
)
def test_a_file_with_a_fault_is_refused_with_its_sentence(text: str, sentence: str) -> None:
    with pytest.raises(UnclearWording) as refused:
        read_wording(text)
    assert any(sentence in said for said in refused.value.sentences), refused.value.sentences


@pytest.mark.property
@given(st.text(max_size=200))
def test_whatever_a_file_holds_gives_a_wording_or_sentences(text: str) -> None:
    for tried in (text, HEAD + text, HEAD + TOPICS + text):
        try:
            read, sentences = read_wording(tried).instrument, []
        except UnclearWording as refused:
            read, sentences = "", refused.sentences
        assert sentences or read == "urica-32"
