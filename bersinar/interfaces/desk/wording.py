"""Action codes in the officer's words, for the audit page. What a room's verbs are called comes from its pages."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Any

from .rooms import all_pages, noun_of

_OURS: Mapping[str, str] = {
    "access.make_user": "membuat akun",
    "access.grant": "mengusulkan peran",
    "access.approve": "menyetujui peran",
    "access.end_membership": "mengakhiri peran",
    "access.set_active": "menutup atau membuka akun",
    "access.reset_password": "mengganti kata sandi orang lain",
    "access.change_password": "mengganti kata sandi sendiri",
    "access.enrol_factor": "memasang verifikasi dua langkah",
    "access.replace_factor": "mengganti verifikasi dua langkah",
    "access.remove_factor": "melepas verifikasi dua langkah",
    "access.lock_factor": "terkunci karena kode salah",
    "access.use_recovery_code": "memakai kode pemulihan",
    "access.renew_recovery_codes": "membuat kode pemulihan baru",
    "access.propose_factor_removal": "mengusulkan pelepasan verifikasi dua langkah",
    "access.approve_factor_removal": "menyetujui pelepasan verifikasi dua langkah",
    "access.decline_factor_removal": "menolak pelepasan verifikasi dua langkah",
    "access.switch_demand": "mengatur permintaan verifikasi dua langkah",
    "access.end_sessions": "mengeluarkan akun dari semua perangkat",
    "access.end_own_sessions": "mengeluarkan perangkat sendiri",
    "access.set_pin": "memasang PIN",
    "access.drop_pin": "menghapus PIN",
    "access.lose_pin": "kehilangan PIN karena salah ketik",
    "access.pin_log_in": "masuk dengan PIN",
    "periods.close_month": "menutup bulan",
    "periods.reopen_month": "membuka kembali bulan",
    "files.keep": "menambahkan berkas",
    "list.export": "mengunduh daftar",
    "report.ask": "meminta berkas laporan",
    "report.download": "mengunduh laporan",
    "report.explain_check": "menjelaskan pemeriksaan laporan",
    "report.add_slide_master": "mengunggah master paparan",
    "report.drop_slide_master": "kembali ke master paparan bawaan",
    "report.choose_factors": "memilih set faktor",
    "offices.change": "mengubah satuan kerja",
    "offices.serve": "mengubah wilayah kerja",
    "offices.appoint_head": "mencatat kepala satuan kerja",
    "offices.change_head": "mengubah kepala satuan kerja",
    "offices.name_section": "mengubah seksi",
    "numbering.set_template": "mengubah pola nomor",
    "numbering.reserve": "memesan nomor surat",
    "numbering.use": "memakai nomor surat",
    "numbering.cancel": "membatalkan nomor surat",
    "letters.make": "membuat surat",
    "letters.change": "mengubah surat",
    "letters.finalise": "memfinalkan surat",
    "letters.attach_scan": "melampirkan surat bertanda tangan",
    "letters.cancel": "membatalkan surat",
    "letters.set_letterhead": "mengubah kop surat",
    "letters.add_template": "mengunggah templat surat",
    "letters.put_in_force": "memberlakukan templat surat",
    "codelists.add_code": "menambah kode",
    "deadlines.keep_rule": "menyimpan aturan tenggat",
    "deadlines.keep_holiday": "menyimpan hari libur",
    "deadlines.drop_holiday": "menghapus hari libur",
    "enforcement.export_calendar": "mengunduh kalender tenggat",
    "codelists.change_code": "mengubah kode",
    "activities.merge_institution": "menggabungkan instansi ganda",
    "activities.part_institution": "memisahkan instansi yang digabung",
    "rehab.decide_demand": "memutuskan permintaan hukum",
    "rehab.agree_demand": "menyetujui keputusan permintaan hukum",
    "rehab.object_demand": "mengembalikan keputusan permintaan hukum",
    "rehab.answer_demand": "menyerahkan jawaban permintaan hukum",
    "rehab.answer_rightsrequest": "memenuhi permintaan klien",
    "rehab.refuse_rightsrequest": "menolak permintaan klien",
    "rehab.drop_rightsrequest": "menutup permintaan klien yang ditarik",
    "rehab.propose_erasure": "mengusulkan pemusnahan",
    "rehab.erase_erasure": "memusnahkan isi rekam",
    "rehab.decline_erasure": "tidak menyetujui pemusnahan",
    "rehab.tell_authority_incident": "memberi tahu lembaga tentang insiden",
    "rehab.tell_persons_incident": "memberi tahu yang terdampak insiden",
    "rehab.close_incident": "menutup insiden",
    "rehab.break_glass": "membuka akses darurat",
    "rehab.review_glass": "menelaah akses darurat",
    "rehab.hand_copy": "membuat salinan berkas untuk klien",
    "planning.give_signature": "menandatangani perjanjian kinerja",
    "planning.withdraw_signature": "mencabut tanda tangan",
    "planning.agree_revision": "menyetujui adendum",
    "planning.enact_revision": "memberlakukan adendum",
    "planning.answer_proposal": "menjawab usulan target",
    "planning.close_action_plan": "menutup rencana aksi",
    "planning.do_action_step": "menyelesaikan langkah rencana aksi",
    "planning.load_budget": "memuat anggaran setahun",
    "enforcement.propose_movement": "mengusulkan berita acara barang bukti",
    "enforcement.confirm_movement": "mengesahkan berita acara barang bukti",
    "enforcement.withdraw_movement": "menarik berita acara barang bukti",
    "enforcement.approve_movement": "menyetujui selisih timbang",
    "enforcement.take_stock": "menghitung isi gudang barang bukti",
    "enforcement.sign_stock_take": "menyaksikan stok opname",
    "enforcement.settle_difference": "menjelaskan selisih stok opname",
    "carecentre.set_up": "mengubah pengaturan layanan kontak",
    "keys.rotate": "mengganti kunci",
    "rule_changed": "membukukan ulang karena aturan berubah",
}


@cache
def _verbs() -> dict[str, str]:
    """The verbs of every kind of record that has pages."""
    words: dict[str, str] = {}
    for pages in all_pages():
        verbs: Any = pages.verbs
        if all(hasattr(verbs, name) for name in ("room", "made", "changed", "cancelled")):
            noun = noun_of(pages.model._meta.label_lower)
            words[f"{verbs.room}.{verbs.made}"] = f"mencatat {noun}"
            words[f"{verbs.room}.{verbs.changed}"] = f"mengubah {noun}"
            words[f"{verbs.room}.{verbs.cancelled}"] = f"membatalkan {noun}"
    return words


def action_words(action: str, record_kind: str, changes: Mapping[str, Any]) -> str:
    """What somebody did, in words. An action without words of its own is told by what it did to the record."""
    known = _OURS.get(action) or _verbs().get(action)
    if known:
        return known
    noun = noun_of(record_kind)
    if "dibatalkan" in changes:
        return f"membatalkan {noun}"
    values = list(changes.values())
    if values and all(isinstance(value, list) and len(value) == 2 for value in values):
        return f"mengubah {noun}"
    return f"mencatat {noun}"


def known_actions() -> dict[str, str]:
    """Every action that has words of its own, for filters."""
    return {**_OURS, **_verbs()}
