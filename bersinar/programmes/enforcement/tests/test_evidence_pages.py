"""The evidence as officers meet it: packing, moving, confirming and counting from the screen, each seeing what is theirs."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from bersinar.foundation.audit.models import Reading
from bersinar.foundation.files.actions import files_of, read_file
from bersinar.foundation.wire.refusals import Refusal
from bersinar.ledger.verify import verify
from bersinar.programmes.enforcement.actions import LIMITS
from bersinar.programmes.enforcement.models import (
    Case,
    Container,
    Exhibit,
    Movement,
    StockTake,
    StorePlace,
    WeighingLimit,
)
from tests.cast import Cast
from tests.filling import opened, send, sentences

from .conftest import seize
from .evidence import Store, fresh_container


def url(name: str, *args: object) -> str:
    return reverse(f"enforcement:{name}", args=args)


SIGNERS = {
    "witness_1": "Saksi Satu", "agency_1": "Kejari", "witness_2": "Saksi Dua", "position_2": "Petugas", "agency_2": "Dinas Kesehatan",
}  # fmt: skip


def pack(cast: Cast, exhibit: Exhibit, **typed: str) -> Any:
    address = f"{url('movement_new', exhibit.case_id, 'seized')}?barang-bukti={exhibit.pk}"
    said = {
        "moved_at": "2023-03-14T10:00",
        "scale": "Timbangan 1",
        "kind_1": "plastic_bag",
        "seal_1": "S-1",
        "amount_1": "300",
        **SIGNERS,
    }
    return send(cast.client(cast.citra), address, **{**said, **typed})


def test_an_exhibit_is_packed_by_one_and_taken_in_by_another(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    answer = pack(cast, exhibit, kind_2="envelope", amount_2="0,0441", gross_2="1", count_2="3")
    movement = Movement.objects.get()
    assert answer.url == url("movement", movement.pk)
    page = cast.client(cast.citra).get(url("exhibit", exhibit.pk)).text
    assert "300,0441 gram" in page and "7,4829 gram" in page and "menunggu pengesahan" in page
    keeper = cast.client(store.keeper)
    assert "Sahkan 1 berita acara barang bukti" in keeper.get("/").text
    assert send(keeper, url("movement_confirm", movement.pk), place=store.place.pk).url == url("movement", movement.pk)
    small = Container.objects.get(kind="envelope")
    assert (small.in_words, small.gross_in_words, small.count, small.place) == ("0,0441 gram", "1 gram", 3, store.place)
    page = keeper.get(url("container", small.pk)).text
    assert "Masuk gudang" in page and "Diusulkan Citra Rekaan, disahkan Lala Rekaan" in page and "A-03" in page
    assert verify() == []


def test_what_cannot_be_comes_back_with_its_sentence_and_everything_typed(
    cast: Cast, store: Store, exhibit: Exhibit
) -> None:
    for typed, sentence in (
        ({"amount_1": "0.44"}, "Pakai koma untuk pecahan: 0,44"),
        ({"amount_1": "-3"}, "Angka tidak boleh negatif"),
        ({"amount_1": "0"}, "Isi lebih dari nol"),
        (
            {"amount_1": "307,6"},
            "Disita 307,527 gram, sudah dikemas 0 gram, belum dikemas 307,527 gram: 307,6 gram melebihi itu",
        ),
        ({"gross_1": "299"}, "Berat kotor 299 gram lebih kecil daripada isinya, 300 gram"),
        ({"kind_1": ""}, "Pilih jenis wadahnya"),
        ({"scale": ""}, "Isi timbangan"),
        ({"witness_2": ""}, "memerlukan 2 saksi; baru 1"),
        ({"moved_at": "2023-03-13T10:00"}, "13-03-2023 mendahului tanggal kejadian"),
    ):
        answer = pack(cast, exhibit, **typed)
        assert answer.status_code == 422 and sentence in sentences(answer), sentence
        assert 'value="S-1"' in answer.text
    assert not Movement.objects.exists() and not Container.objects.exists()


def test_amounts_are_read_back_in_the_exhibits_unit(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    page = cast.client(cast.citra).get(url("movement_new", exhibit.case_id, "lab")).text
    assert f'data-echo-unit="unit_{container.code}"' in page and f'name="unit_{container.code}" value="g"' in page
    assert "PP 40/2013 pasal 15: dari 307.527 mg" in page


def test_a_sample_is_taken_from_the_containers_page(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    client = cast.client(cast.citra)
    address = f"{url('movement_new', exhibit.case_id, 'lab')}?wadah={container.pk}"
    assert opened(client, address)[f"take_{container.code}"] is True
    typed = {"moved_at": "2023-03-15T10:00", "destination": "Laboratorium", **SIGNERS}
    amount = f"amount_{container.code}"
    too_much = send(client, address, **typed, **{amount: "300,5"})
    assert f"Wadah {container.code} berisi 300 gram; 300,5 gram melebihi isinya." in sentences(too_much)
    send(client, address, **typed, **{amount: "0,555", f"gross_{container.code}": "301"})
    movement = Movement.objects.get(kind="lab")
    assert "Akan menjadi" in client.get(url("movement", movement.pk)).text
    send(cast.client(store.keeper), url("movement_confirm", movement.pk))
    now = fresh_container(container)
    assert (now.in_words, now.gross_in_words) == ("299,445 gram", "301 gram")


@pytest.mark.parametrize("kind", ["destroyed", "divided", "joined", "moved", "reweighed", "court", "handed_over"])
def test_each_kind_has_its_form(cast: Cast, store: Store, exhibit: Exhibit, kind: str) -> None:
    first, second = store.pack(exhibit, "3", "4")
    client = cast.client(store.keeper)
    typed: dict[str, Any] = {
        "moved_at": "2023-03-15T10:00",
        "destination": "Kejaksaan",
        "why": "Contoh",
        "scale": "T-1",
        **SIGNERS,
    }
    typed |= {
        f"take_{first.code}": "on",
        f"amount_{first.code}": "1",
        "place": store.place.pk,
        "kind_1": "box",
        "amount_1": "1",
    }
    if kind == "joined":
        typed[f"take_{second.code}"] = "on"
    answer = send(client, url("movement_new", exhibit.case_id, kind), **typed)
    assert answer.status_code == 302, sentences(answer)
    made = Movement.objects.get(kind=kind)
    assert send(cast.client(cast.citra), url("movement_confirm", made.pk)).status_code == 302
    assert cast.client(cast.citra).get(url("movement", made.pk)).status_code == 200
    assert verify() == []


def test_places_are_told_to_keeper_and_head_alone(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    movement = Movement.objects.get()
    for user, sees in ((cast.citra, False), (store.keeper, True), (store.head, True)):
        client = cast.client(user)
        for address in (url("container", container.pk), url("exhibit", exhibit.pk), url("movement", movement.pk)):
            assert ("A-03" in client.get(address).text) is sees, (user, address)
        assert client.get(url("place_list")).status_code == (200 if sees else 403)
        assert "A-03" not in client.get(url("container_list")).text
    assert "di gudang" in cast.client(cast.citra).get(url("container", container.pk)).text


def test_the_store_is_shown_by_place_with_sums_that_never_cross_units(cast: Cast, store: Store, case: Case) -> None:
    store.pack(seize(cast, case), "300", "0.5")
    store.pack(seize(cast, case, substance="ecstasy", unit="tablet", net=Decimal(10)), "10")
    client = cast.client(store.keeper)
    listed = client.get(url("place_list"))
    assert listed.context["sums"] == [
        ("Ekstasi (MDMA)", "", "10 butir"),
        ("Sabu (metamfetamina)", "bersih", "300,5 gram"),
    ]
    page = client.get(url("place", store.place.pk))
    assert len(page.context["containers"]) == 3
    assert Reading.objects.filter(record_id=store.place.pk, actor=store.keeper.pk).exists()
    assert client.get(url("place_cancel", store.place.pk)).status_code == 200
    assert "masih ada 3 wadah" in client.post(url("place_cancel", store.place.pk), {"reason": "Contoh"}).text


def test_a_mistake_is_withdrawn_or_taken_back_from_its_page(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    waiting = store.propose("lab", (container, "1"))
    client = cast.client(cast.citra)
    assert client.post(url("movement_withdraw", waiting.pk), {"reason": ""}).status_code == 422
    client.post(url("movement_withdraw", waiting.pk), {"reason": "Salah wadah"})
    done = store.move("destroyed", (container, "300"))
    assert "Balik karena keliru" in client.get(url("movement", done.pk)).text
    send(client, url("movement_reverse", done.pk), why="Salah wadah")
    back = Movement.objects.get(reverses=done)
    send(cast.client(store.keeper), url("movement_confirm", back.pk), place=store.place.pk)
    assert fresh_container(container).in_words == "300 gram"
    assert "dibalik" in client.get(url("container", container.pk)).text
    assert verify() == []


def test_the_head_agrees_to_a_large_difference_on_its_page(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    head = cast.client(store.head)
    send(head, url("limit_new"), substance="methamphetamine", unit="g", most="0,1")
    assert WeighingLimit.objects.get().in_words == "0,1 gram"
    (container,) = store.pack(exhibit, "10")
    movement = store.propose("reweighed", (container, "11"))
    keeper = cast.client(store.keeper)
    refused = send(keeper, url("movement_confirm", movement.pk))
    assert "Selisih 1 gram melebihi batas 0,1 gram" in sentences(refused)
    assert keeper.get(url("movement_approve", movement.pk)).status_code == 403
    head.post(url("movement_approve", movement.pk))
    assert send(keeper, url("movement_confirm", movement.pk)).status_code == 302


def test_shelf_and_book_are_compared(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    right, lighter, gone = store.pack(exhibit, "3", "4", "5")
    keeper, head = cast.client(store.keeper), cast.client(store.head)
    typed = {f"there_{right.code}": "on", f"there_{lighter.code}": "on", f"amount_{lighter.code}": "3,9"}
    wrong = send(keeper, url("stock_take_new", store.place.pk), strays="TIDAK-ADA", **typed)
    assert "Wadah TIDAK-ADA tidak dikenal" in sentences(wrong)
    send(keeper, url("stock_take_new", store.place.pk), counted_on="2023-03-20", **typed)
    take = StockTake.objects.get()
    assert {line.container.pk: line.shelf_in_words for line in take.lines.all()} == {
        right.pk: "3 gram", lighter.pk: "3,9 gram", gone.pk: "tidak ditemukan",
    }  # fmt: skip
    assert "2 dari 3 wadah berbeda dari buku; 2 belum dijawab" in keeper.get(url("stock_take", take.pk)).text
    assert "menjadi saksinya sendiri" in keeper.post(url("stock_take_sign", take.pk)).text
    head.post(url("stock_take_sign", take.pk))
    take.refresh_from_db()
    assert take.signed_by == store.head
    lines = {line.container_id: line for line in take.lines.all()}
    settle = url("stock_take_settle", lines[gone.pk].pk)
    assert "Pilih berita acara timbang ulang, atau tulis penjelasannya" in sentences(keeper.post(settle, {}))
    keeper.post(settle, {"explanation": "Dipinjam untuk sidang, sudah kembali"})
    weighed = store.move("reweighed", (lighter, "3.9"), moved_at=take.recorded_at)
    keeper.post(url("stock_take_settle", lines[lighter.pk].pk), {"movement": weighed.pk})
    assert "semuanya sudah dijawab" in head.get(url("stock_take", take.pk)).text
    assert cast.client(cast.citra).get(url("stock_take", take.pk)).status_code == 403
    assert verify() == []


def test_another_office_and_other_sides_see_nothing(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    movement = Movement.objects.get()
    addresses = [
        url("container", container.pk),
        url("movement", movement.pk),
        *(url(f"movement_{verb}", movement.pk) for verb in ("confirm", "withdraw", "reverse")),
    ]
    addresses += [url("movement_new", exhibit.case_id, "lab")]
    for address in addresses:
        assert cast.client(cast.indra).get(address).status_code == 404, address
        assert cast.client(cast.budi).get(address).status_code == 403, address
    for address in (url("place", store.place.pk), url("stock_take_new", store.place.pk)):
        assert cast.client(cast.indra).get(address).status_code in (403, 404), address
    with pytest.raises(Refusal):
        LIMITS.create(office=cast.oki, by=cast.citra, substance="cannabis", unit="g", most=Decimal(1))


def test_a_container_keeps_its_seal_right_and_is_never_cancelled_alone(
    cast: Cast, store: Store, exhibit: Exhibit
) -> None:
    (container,) = store.pack(exhibit, "300")
    client = cast.client(cast.citra)
    send(client, url("container_change", container.pk), seal="S-77")
    page = client.get(url("container", container.pk)).text
    assert "S-77" in page and "Nomor segel: S-1 → S-77" in page
    assert fresh_container(container).in_words == "300 gram"
    assert StorePlace.objects.count() == 1
    assert verify() == []


def test_lists_find_and_narrow(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    (container,) = store.pack(exhibit, "300")
    store.propose("lab", (container, "1"), number="BA-7")
    client = cast.client(cast.citra)
    assert container.code in client.get(url("container_list"), {"keadaan": "gudang", "zat": "methamphetamine"}).text
    assert container.code not in client.get(url("container_list"), {"keadaan": "kosong"}).text
    assert "BA-7" in client.get(url("movement_list"), {"keadaan": "menunggu"}).text
    assert "BA-7" not in client.get(url("movement_list"), {"keadaan": "sah"}).text


def test_the_keeper_adds_a_photo_to_what_he_weighs_and_to_nothing_else(
    cast: Cast, store: Store, exhibit: Exhibit
) -> None:
    (bag,) = store.pack(exhibit, "300")
    keeper = cast.client(store.keeper)
    page = keeper.get(url("container", bag.pk)).text
    add = reverse("desk:file_add", args=["enforcement.container", bag.pk])
    assert add in page
    assert url("container_change", bag.pk) not in page
    photo = SimpleUploadedFile("foto.jpg", picture_with_place(), "image/jpeg")
    assert keeper.post(add, {"label": "Saat ditimbang", "file": photo}).status_code == 302
    (kept,) = files_of(bag)
    assert b"GPS" not in read_file(kept)
    assert "Saat ditimbang" in keeper.get(url("container", bag.pk)).text
    other = reverse("desk:file_add", args=["enforcement.exhibit", exhibit.pk])
    assert keeper.post(other, {"label": "x", "file": photo}).status_code == 403
    assert cast.client(cast.indra).post(add, {"label": "x", "file": photo}).status_code == 404
    assert cast.client(cast.budi).post(add, {"label": "x", "file": photo}).status_code == 403


def picture_with_place() -> bytes:
    """A JPEG that says where it was taken, in the part that phones write."""
    said = b"Exif\x00\x00II*\x00\x08\x00\x00\x00\x00\x00GPS 3.4S 104.8E"
    described = b"\xff\xe1" + (len(said) + 2).to_bytes(2, "big") + said
    drawn = b"\xff\xda\x00\x02" + b"\x01\x02\x03" + b"\xff\xd9"
    return b"\xff\xd8" + described + drawn


def test_a_case_lists_its_minutes_and_a_place_is_paged(cast: Cast, store: Store, exhibit: Exhibit) -> None:
    bags = store.pack(exhibit, *["1"] * 12)
    for bag in bags[:11]:
        store.move("moved", (bag, None))
    client = cast.client(cast.citra)
    page = client.get(url("case", exhibit.case_id)).text
    latest = Movement.objects.order_by("-moved_at").first()
    assert latest is not None
    assert page.index(url("movement", latest.pk)) < page.index(url("container", bags[10].pk))
    assert page.count("Pindah tempat simpan") == 10
    assert "Semua 12 berita acara" in page
    assert client.get(url("case_movements", exhibit.case_id)).text.count("Pindah tempat simpan") == 11
    assert cast.client(cast.indra).get(url("case_movements", exhibit.case_id)).status_code == 404
    keeper = cast.client(store.keeper)
    place = keeper.get(url("place", store.place.pk)).text
    assert "Semua 12 wadah" in place
    assert all(bag.code in keeper.get(url("place_contents", store.place.pk)).text for bag in bags)
    assert client.get(url("place_contents", store.place.pk)).status_code == 403
