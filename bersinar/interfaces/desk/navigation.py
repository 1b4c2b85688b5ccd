"""The menu: what this user may open, grouped as an office thinks of its work."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from bersinar.foundation.access.doors import user_of
from bersinar.foundation.access.permissions import Permission as P


@dataclass(frozen=True)
class Entry:
    """A place in the menu: its words, icon, URL name, and the permissions of which one opens it."""

    label: str
    icon: str
    url_name: str
    opens_with: tuple[P, ...]


MENU: tuple[tuple[str, tuple[Entry, ...]], ...] = (
    ("", (Entry("Beranda", "home", "desk:home", ()),)),
    (
        "Pencegahan dan pemberdayaan",
        (
            Entry("Kegiatan", "calendar-event", "activities:activity_list", (P.ACTIVITIES_READ,)),
            Entry("Tempel laporan", "messages", "desk:paste", (P.ACTIVITIES_WRITE,)),
            Entry("Kalender kegiatan", "calendar-event", "activities:calendar", (P.ACTIVITIES_READ,)),
            Entry("Permohonan", "clipboard-list", "activities:request_list", (P.ACTIVITIES_READ,)),
            Entry("Narasumber", "messages", "activities:speaker_list", (P.ACTIVITIES_READ,)),
            Entry("Materi", "file-text", "activities:material_list", (P.ACTIVITIES_READ,)),
            Entry("Tindak lanjut", "clipboard-list", "activities:follow_up_list", (P.ACTIVITIES_READ,)),
            Entry("Kohort keluarga", "heart-handshake", "activities:cohort_list", (P.ACTIVITIES_READ,)),
            Entry("Instansi", "building", "activities:institution_list", (P.ACTIVITIES_READ,)),
            Entry("Tes urine", "test-pipe", "screening:session_list", (P.SCREENING_READ,)),
            Entry("Penggiat", "users-group", "community:volunteer_list", (P.COMMUNITY_READ,)),
            Entry("Lokasi Bersinar", "home-heart", "community:site_list", (P.COMMUNITY_READ,)),
            Entry("Anggaran lokasi", "file-text", "community:budget_list", (P.COMMUNITY_READ,)),
            Entry("Satgas", "shield-lock", "community:taskforce_list", (P.COMMUNITY_READ,)),
            Entry("Aksi mandiri", "users", "community:own_action_list", (P.COMMUNITY_READ,)),
            Entry("Regulasi", "clipboard-list", "community:regulation_list", (P.COMMUNITY_READ,)),
            Entry("Pendampingan kebijakan", "scale", "community:policy_list", (P.COMMUNITY_READ,)),
            Entry("Kawasan rawan", "alert-triangle", "community:area_list", (P.COMMUNITY_READ,)),
            Entry("Indeks", "chart-bar", "surveys:indices", (P.SURVEYS_READ,)),
        ),
    ),
    (
        "Rehabilitasi",
        (
            Entry("Hari ini", "calendar-event", "rehab:today", (P.REHAB_READ,)),
            Entry("Penerimaan", "clipboard-list", "rehab:intake_list", (P.REHAB_READ,)),
            Entry("Klien", "first-aid-kit", "rehab:client_list", (P.REHAB_READ,)),
            Entry("Profil saat masuk", "users", "rehab:profiles", (P.REHAB_READ,)),
            Entry("Sesi layanan", "history", "rehab:session_list", (P.REHAB_READ,)),
            Entry("Rujukan masuk", "arrow-down", "rehab:parcel_list", (P.REHAB_READ,)),
            Entry("Rujukan keluar", "arrow-up", "rehab:referral_list", (P.REHAB_READ,)),
            Entry("Undangan berbincang", "messages", "rehab:invitations", (P.REHAB_READ,)),
            Entry("Layanan SKHPN", "file-text", "skhpn:visit_list", (P.SKHPN_READ,)),
            Entry("Lembar", "clipboard-list", "rehab:sheet_list", (P.REHAB_READ,)),
            Entry("Redaksi alat", "file-text", "rehab:wording_list", (P.REHAB_READ,)),
            Entry("Perlindungan data", "shield-lock", "rehab:protection", (P.REHAB_READ,)),
            Entry("Fasilitas", "building-community", "rehab:facility_list", (P.IBM_READ,)),
            Entry("Unit IBM", "heart-handshake", "ibm:unit_list", (P.IBM_READ,)),
            Entry("Survei kepuasan", "star", "surveys:survey_list", (P.SURVEYS_READ,)),
        ),
    ),
    (
        "Pemberantasan",
        (
            Entry("Kasus", "gavel", "enforcement:case_list", (P.ENFORCEMENT_READ,)),
            Entry("Tenggat perkara", "calendar-event", "enforcement:deadlines", (P.ENFORCEMENT_READ,)),
            Entry("Jaringan", "link", "enforcement:network_list", (P.ENFORCEMENT_READ,)),
            Entry("Kasus bersama", "users-group", "enforcement:participation_list", (P.ENFORCEMENT_READ,)),
            Entry("Wadah barang bukti", "lock", "enforcement:container_list", (P.ENFORCEMENT_READ,)),
            Entry("Berita acara barang bukti", "file-text", "enforcement:movement_list", (P.ENFORCEMENT_READ,)),
            Entry("Gudang barang bukti", "map-pin", "enforcement:place_list", (P.STORE_PLACES,)),
            Entry("Stok opname", "clipboard-list", "enforcement:stock_take_list", (P.STORE_PLACES,)),
            Entry("Permintaan TAT", "clipboard-list", "enforcement:tat_list", (P.ENFORCEMENT_READ,)),
        ),
    ),
    (
        "Layanan kontak",
        (
            Entry("Terima kontak", "phone", "carecentre:intake", (P.CARE_TAKE,)),
            Entry("Layanan umum", "messages", "carecentre:service_list", (P.CARE_SERVICE,)),
            Entry("Konsultasi rehabilitasi", "phone", "carecentre:rehab_list", (P.CARE_TREATMENT,)),
            Entry("Laporan masyarakat", "alert-triangle", "carecentre:tip_list", (P.CARE_ENFORCEMENT,)),
            Entry("Pengaturan kontak", "settings", "carecentre:settings", (P.CARE_MANAGE,)),
        ),
    ),
    (
        "Perencanaan dan kerja sama",
        (
            Entry("Perjanjian kinerja", "target", "planning:agreement_list", (P.PLANNING_READ,)),
            Entry("Penjabaran target", "arrow-down", "desk:cascade", (P.PLANNING_READ,)),
            Entry("Renstra", "target", "planning:strategy_list", (P.PLANNING_READ,)),
            Entry("Anggaran", "clipboard-list", "planning:budget_list", (P.PLANNING_READ,)),
            Entry("Naskah laporan", "file-text", "planning:narrative_list", (P.PLANNING_READ,)),
            Entry("Naskah LKj", "file-text", "desk:performance_texts", (P.PLANNING_READ,)),
            Entry("Susunan laporan", "clipboard-list", "planning:words_list", (P.PLANNING_READ,)),
            Entry("Mitra", "users", "cooperation:partner_list", (P.COOPERATION_READ,)),
            Entry("Kerja sama", "heart-handshake", "cooperation:agreement_list", (P.COOPERATION_READ,)),
            Entry("Permintaan data", "file-text", "cooperation:data_request_list", (P.COOPERATION_READ,)),
            Entry("Permohonan informasi", "messages", "cooperation:information_request_list", (P.COOPERATION_READ,)),
            Entry("Kendala dan upaya", "alert-triangle", "cooperation:obstacle_list", (P.COOPERATION_READ,)),
            Entry("Penghargaan", "trophy", "cooperation:award_list", (P.COOPERATION_READ,)),
        ),
    ),
    (
        "Persuratan",
        (
            Entry("Surat", "printer", "letters:open:list", (P.LETTERS_READ,)),
            Entry("Buku nomor surat", "clipboard-list", "desk:numbers", (P.LETTERS_READ,)),
        ),
    ),
    (
        "Angka dan laporan",
        (
            Entry("Ringkasan", "file-text", "desk:one_page", (P.FIGURES_READ,)),
            Entry("Angka", "chart-bar", "desk:figures", (P.FIGURES_READ,)),
            Entry("Target dan perkiraan", "target", "desk:outlook", (P.FIGURES_READ,)),
            Entry("Perbandingan", "building", "desk:comparison", (P.FIGURES_READ,)),
            Entry("Peta", "map-pin", "desk:map", (P.FIGURES_READ,)),
            Entry("Laporan bulanan", "calendar-event", "desk:monthly_overview", (P.FIGURES_READ,)),
            Entry("Angka menurut surat", "clipboard-list", "desk:declared_figure_list", (P.REPORT_REVIEW,)),
            Entry("Laporan akhir tahun", "file-text", "desk:report", (P.FIGURES_READ,)),
            Entry("Laporan kinerja (LKj)", "file-text", "desk:performance", (P.FIGURES_READ,)),
            Entry("Lembar IKM", "star", "desk:satisfaction", (P.FIGURES_READ,)),
            Entry("Tutup bulan", "lock", "desk:months", (P.FIGURES_READ,)),
        ),
    ),
    (
        "Pengelolaan",
        (
            Entry("Jejak audit", "history", "desk:audit", (P.AUDIT_READ, P.AUDIT_TREATMENT, P.AUDIT_ENFORCEMENT)),
            Entry("Pengguna", "user", "desk:users", (P.USERS_MANAGE, P.USERS_APPROVE)),
            Entry("Satuan kerja", "building", "desk:offices", (P.OFFICES_MANAGE,)),
            Entry("Daftar kode", "settings", "desk:codes", (P.CODES_MANAGE,)),
            Entry("Aturan tenggat", "scale", "desk:deadline_rules", (P.CODES_MANAGE, P.ENFORCEMENT_READ)),
        ),
    ),
)


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Context processor: the menu of this user, with the current place marked."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    user = user_of(request)
    opened = frozenset(entry for entry in _ENTRIES if not entry.opens_with or any(map(user.may, entry.opens_with)))
    here = frozenset(entry for entry in opened if _is_current(request.path, _address(entry)))
    return {"navigation": {"menu": _menu(opened, here), "office": str(user.home_office or "")}}


_ENTRIES = tuple(entry for _, entries in MENU for entry in entries)


@lru_cache(1024)
def _menu(opened: frozenset[Entry], here: frozenset[Entry]) -> str:
    """The menu in HTML, written once for all who may open the same and stand at the same place."""
    groups = [
        (title, [(entry, _address(entry), entry in here) for entry in entries if entry in opened])
        for title, entries in MENU
    ]
    return render_to_string("desk/menu.html", {"parts": [(title, items) for title, items in groups if items]})


@cache
def _address(entry: Entry) -> str:
    return reverse(entry.url_name)


def _is_current(path: str, url: str) -> bool:
    return path == url if url == "/" else path.startswith(url)
