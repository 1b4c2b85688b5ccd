"""Two offices know one person, and only the national service can tell: with its private key, and without a database."""

from __future__ import annotations

import base64
import json
from collections import defaultdict
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st

from bersinar.foundation.secrecy.linkage import (
    SEALED,
    LinkageRefused,
    PrivateKey,
    read_private,
    read_public,
    write_pair,
)
from bersinar.foundation.secrecy.senders import Senders
from bersinar.foundation.secrecy.sifting import Links, Shipment, sift

NIK, OTHER = "1602054507980003", "3508121203850001"
NOW = datetime(2026, 3, 3, 4, 5, 6, tzinfo=UTC)
PRIVATE = PrivateKey.make()
PUBLIC = PRIVATE.public
INSTANCE = Ed25519PrivateKey.generate()  # what an office's instance signs with


def token(name: str) -> str:
    return f"{sum(map(ord, name)):032x}"


def shipment(persons: Mapping[str, Mapping[str, str]], at: datetime = NOW, key: PrivateKey = PRIVATE) -> Shipment:
    """Office -> token -> NIK, sealed and shipped."""
    sealed = {
        code: sorted((one, key.public.seal(nik)) for one, nik in known.items()) for code, known in persons.items()
    }
    return Shipment(key.public.fingerprint, at, dict.fromkeys(persons, at.date()), sealed)


def pairs(*shipments: Shipment) -> Mapping[str, str]:
    return sift([(f"kiriman {n}", one) for n, one in enumerate(shipments)], PRIVATE, NOW).links.pairs


# --- the seal --------------------------------------------------------------------------------------------------------


def test_two_seals_of_one_nik_look_different_and_alike_to_those_of_others() -> None:
    seals = {PUBLIC.seal(NIK) for _ in range(20)}
    assert len(seals) == 20
    assert {len(one) for one in (*seals, PUBLIC.seal(OTHER))} == {SEALED}
    beginnings = {one[1:9] for one in seals}
    assert len(beginnings) == 20  # nor do they share a part by which they could be sorted


def test_the_private_key_recognises_the_person_however_the_nik_was_written() -> None:
    assert PRIVATE.unseal(PUBLIC.seal(NIK)) == PRIVATE.unseal(PUBLIC.seal("1602 0545.0798-0003"))
    assert PRIVATE.unseal(PUBLIC.seal(NIK)) != PRIVATE.unseal(PUBLIC.seal(OTHER))
    assert NIK.encode() not in PRIVATE.unseal(PUBLIC.seal(NIK))


@pytest.mark.parametrize("nik", ["", "123", NIK + "1", "abcdabcdabcdabcd"])
def test_what_is_no_nik_is_not_sealed(nik: str) -> None:
    with pytest.raises(ValueError, match="sixteen"):
        PUBLIC.seal(nik)


def test_no_other_key_opens_it_and_no_altered_one_opens() -> None:
    sealed = PUBLIC.seal(NIK)
    with pytest.raises(LinkageRefused, match="kunci lain"):
        PrivateKey.make().unseal(sealed)
    for place in (0, 1, 40, SEALED - 1):
        altered = bytearray(sealed)
        altered[place] ^= 1
        with pytest.raises(LinkageRefused):
            PRIVATE.unseal(bytes(altered))
    for wrong in (b"", sealed[:-1], sealed + b"x", b"\x01" + bytes(32) + sealed[33:]):
        with pytest.raises(LinkageRefused):
            PRIVATE.unseal(wrong)


# --- keys in files ---------------------------------------------------------------------------------------------------


def test_a_pair_is_written_once_and_read_again(tmp_path: Path) -> None:
    private, public = tmp_path / "pribadi", tmp_path / "publik"
    made = write_pair(private, public)
    assert read_public(public) == read_private(private).public == made
    assert private.stat().st_mode & 0o777 == 0o600
    before = private.read_bytes(), public.read_bytes()
    with pytest.raises(LinkageRefused, match="tidak ditimpa"):
        write_pair(private, tmp_path / "lain")
    with pytest.raises(LinkageRefused, match="tidak ditimpa"):
        write_pair(tmp_path / "lain", public)
    assert (private.read_bytes(), public.read_bytes()) == before
    assert not (tmp_path / "lain").exists()


def test_an_office_that_is_given_the_private_key_is_told_so(tmp_path: Path) -> None:
    private, public = tmp_path / "pribadi", tmp_path / "publik"
    write_pair(private, public)
    with pytest.raises(LinkageRefused, match="kunci pribadi layanan nasional"):
        read_public(private)
    with pytest.raises(LinkageRefused, match="bukan kunci pribadi"):
        read_private(public)


@pytest.mark.parametrize(
    "content", ["", "bukan json", "[]", "{}", '{"kind": "bersinar-linkage-public-1", "sealing": "AAAA", "signing": 7}']
)
def test_what_is_no_key_is_refused_with_a_sentence(tmp_path: Path, content: str) -> None:
    (tmp_path / "kunci").write_text(content)
    for read in (read_public, read_private):
        with pytest.raises(LinkageRefused, match=r"(rusak|bukan)"):
            read(tmp_path / "kunci")
    with pytest.raises(LinkageRefused, match="tidak ditemukan"):
        read_public(tmp_path / "tidak ada")


# --- sifting ---------------------------------------------------------------------------------------------------------


def test_one_person_at_two_offices_is_found_and_nobody_else() -> None:
    a, b, c = sorted(map(token, "abc"))
    found = pairs(shipment({"oki": {b: NIK, c: OTHER}}), shipment({"lumajang": {a: NIK}}))
    assert found == {b: a}


def test_of_two_shipments_of_an_office_the_later_counts() -> None:
    a, b = sorted(map(token, "ab"))
    mistyped, corrected = shipment({"oki": {b: NIK}}), shipment({"oki": {b: OTHER}}, NOW + timedelta(days=1))
    there = shipment({"lumajang": {a: NIK}})
    assert pairs(mistyped, there) == {b: a}
    assert pairs(corrected, mistyped, there) == pairs(mistyped, there, corrected) == {}


def test_who_was_shipped_with_two_niks_is_united_with_nobody_and_told() -> None:
    a, b, c = sorted(map(token, "abc"))
    both = shipment({"oki": {a: NIK}, "lumajang": {a: OTHER, b: OTHER}, "kayuagung": {c: NIK}})
    found = sift([("kiriman", both)], PRIVATE, NOW)
    assert (found.links.pairs, found.doubtful, found.tokens) == ({}, 1, 3)


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 5)), unique=True, max_size=12))
@settings(max_examples=25)
def test_whatever_stands_where_persons_are_as_many_as_there_are(known: list[tuple[int, int]]) -> None:
    """Each (office, person) is a token of its own: nobody was referred."""
    persons: dict[str, dict[str, str]] = defaultdict(dict)
    for office, person in known:
        persons[f"kantor-{office}"][f"{office:016x}{person:016x}"] = f"160205450798000{person}"
    found = pairs(shipment(persons))
    tokens = [one for some in persons.values() for one in some]
    assert len({found.get(one, one) for one in tokens}) == len({person for _, person in known})


def test_a_shipment_for_another_key_is_refused_by_name() -> None:
    with pytest.raises(LinkageRefused, match=r"kiriman-a disegel untuk kunci lain"):
        sift([("kiriman-a", shipment({"oki": {token("a"): NIK}}, key=PrivateKey.make()))], PRIVATE, NOW)


def test_a_damaged_value_is_refused_by_the_name_of_its_file() -> None:
    good = shipment({"oki": {token("a"): NIK}})
    bad = Shipment(good.key, good.shipped_at, good.days, {"oki": [(token("a"), good.persons["oki"][0][1][:-1] + b"x")]})
    with pytest.raises(LinkageRefused, match="kiriman-b"):
        sift([("kiriman-b", bad)], PRIVATE, NOW)


# --- files -----------------------------------------------------------------------------------------------------------


def test_a_shipment_survives_its_file_and_holds_no_nik(tmp_path: Path) -> None:
    file = tmp_path / "kiriman"
    sent = shipment({"oki": {token("a"): NIK, token("b"): OTHER}, "lumajang": {}})
    signer = sent.write(file, INSTANCE)
    read = Shipment.read(file)
    assert (read, read.signer) == (sent, signer)
    assert NIK not in file.read_text() and file.stat().st_mode & 0o777 == 0o600
    with pytest.raises(LinkageRefused, match="tidak ditimpa"):
        sent.write(file, INSTANCE)


@pytest.mark.parametrize("change", ["persons", "day", "signer", "unsigned"])
def test_a_shipment_that_was_altered_is_refused(tmp_path: Path, change: str) -> None:
    file = tmp_path / "kiriman"
    shipment({"oki": {token("a"): NIK, token("b"): OTHER}}).write(file, INSTANCE)
    said = json.loads(file.read_text())
    match change:
        case "persons":
            (first, one), (second, other) = said["offices"]["oki"]["persons"]
            said["offices"]["oki"]["persons"] = [[first, other], [second, one]]  # two persons made each other
        case "day":
            said["offices"]["oki"]["day"] = "2027-01-01"
        case "signer":
            said["signer"] = base64.b64encode(Ed25519PrivateKey.generate().public_key().public_bytes_raw()).decode()
        case _:
            del said["signature"]
    file.write_text(json.dumps(said))
    with pytest.raises(LinkageRefused, match="tidak bertanda tangan pengirimnya"):
        Shipment.read(file)


def test_who_ships_for_an_office_is_known_from_its_first_shipment(tmp_path: Path) -> None:
    def arrived(name: str, code: str, by: Ed25519PrivateKey) -> tuple[str, Shipment]:
        shipment({code: {}}).write(tmp_path / name, by)
        return name, Shipment.read(tmp_path / name)

    register = tmp_path / "pengirim"
    first = Senders.read(register).with_these([arrived("satu", "oki", INSTANCE)])
    first.write(register)
    known = Senders.read(register)
    other = Ed25519PrivateKey.generate()
    both = known.with_these([arrived("dua", "oki", INSTANCE), arrived("tiga", "lumajang", other)])
    assert set(both.known) == {"oki", "lumajang"} and both.known["oki"] == known.known["oki"]
    with pytest.raises(LinkageRefused, match="Hubungi satuan kerja itu"):
        known.with_these([arrived("palsu", "oki", other)])
    register.write_text('{"kind": "lain"}')
    with pytest.raises(LinkageRefused, match="bukan daftar pengirim"):
        Senders.read(register)


@pytest.fixture
def links(tmp_path: Path) -> Path:
    file = tmp_path / "tautan"
    a, b = sorted(map(token, "ab"))
    Links(PUBLIC.fingerprint, NOW, {"oki": date(2026, 3, 1), "lumajang": date(2026, 3, 2)}, {b: a}).write(file, PRIVATE)
    return file


def test_links_survive_their_file_and_hold_tokens_alone(links: Path) -> None:
    read = Links.read(links, PUBLIC)
    assert list(read.pairs.items()) == [(token("b"), token("a"))]
    assert read.sifted_at == NOW
    said = json.loads(links.read_text())
    assert set(said) == {"kind", "key", "sifted_at", "offices", "links", "signature"}


def _other_pair(said: dict[str, object]) -> None:
    said["links"] = [[token("b"), token("c")]]


def _other_office(said: dict[str, object]) -> None:
    said["offices"] = {"oki": "2026-03-01"}


def _without_signature(said: dict[str, object]) -> None:
    del said["signature"]


def _chained(said: dict[str, object]) -> None:
    said["links"] = [[token("b"), token("a")], [token("c"), token("b")]]


def _a_name(said: dict[str, object]) -> None:
    said["links"] = [["Siti Rekaan", token("b")]]


@pytest.mark.parametrize("change", [_other_pair, _other_office, _without_signature, _chained, _a_name])
def test_forged_links_are_refused(links: Path, change: Callable[[dict[str, object]], None]) -> None:
    said = json.loads(links.read_text())
    change(said)
    links.write_text(json.dumps(said))
    with pytest.raises(LinkageRefused, match=r"(tanda ?tangan|utuh)"):
        Links.read(links, PUBLIC)


def test_links_of_another_service_and_other_files_are_refused(links: Path, tmp_path: Path) -> None:
    with pytest.raises(LinkageRefused, match="kunci lain"):
        Links.read(links, PrivateKey.make().public)
    shipment({"oki": {}}).write(tmp_path / "kiriman", INSTANCE)
    with pytest.raises(LinkageRefused, match="bukan berkas tautan"):
        Links.read(tmp_path / "kiriman", PUBLIC)
    with pytest.raises(LinkageRefused, match="bukan kiriman tautan"):
        Shipment.read(links)
