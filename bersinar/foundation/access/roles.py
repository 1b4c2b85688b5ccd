"""Roles: described sets of permissions. A role stands on one side at most."""

from __future__ import annotations

from dataclasses import dataclass

from .permissions import Permission as P
from .sides import Side

_ASKS_FACTOR = frozenset(
    {P.USERS_MANAGE, P.USERS_APPROVE, P.AUDIT_READ, P.OFFICES_MANAGE, P.REPORT_SIGN, P.PLANNING_SIGN}
)


@dataclass(frozen=True)
class Role:
    """A role as an administrator reads it: its name, what it is for, and what it may do."""

    code: str
    name: str
    description: str
    permissions: frozenset[P]

    @property
    def side(self) -> Side:
        """The closed side this role stands on, or open."""
        closed = {permission.side for permission in self.permissions} - {Side.OPEN}
        return closed.pop() if closed else Side.OPEN

    @property
    def needs_approval(self) -> bool:
        """Whether a second person has to agree: for a closed side, and for whoever may agree in turn.

        Without the latter an administrator could make an approver of an own account, and open any side alone.
        """
        return self.side.is_closed or P.USERS_APPROVE in self.permissions

    @property
    def asks_factor(self) -> bool:
        """Whether a password alone is too little: a closed side, accounts, the audit, a signature."""
        return self.side.is_closed or bool(self.permissions & _ASKS_FACTOR)


_READ_OPEN = frozenset(
    {
        P.ACTIVITIES_READ,
        P.SCREENING_READ,
        P.COMMUNITY_READ,
        P.IBM_READ,
        P.SURVEYS_READ,
        P.COOPERATION_READ,
        P.PLANNING_READ,
        P.FIGURES_READ,
        P.LETTERS_READ,
    }
)

_ALL = (
    Role(
        "p2m_officer",
        "Petugas P2M",
        "Mencatat kegiatan, relawan, lokasi Bersinar, indeks, dan sesi tes urine. Tidak melihat klien maupun perkara.",
        _READ_OPEN
        | {
            P.ACTIVITIES_WRITE,
            P.SCREENING_WRITE,
            P.COMMUNITY_WRITE,
            P.INDICES_WRITE,
            P.COOPERATION_WRITE,
            P.LETTERS_WRITE,
        },
    ),
    Role(
        "rehab_officer",
        "Petugas rehabilitasi",
        "Mencatat klien, episode, layanan SKHPN, unit IBM, dan survei layanan. Tidak melihat perkara.",
        _READ_OPEN
        | {
            P.REHAB_READ,
            P.REHAB_WRITE,
            P.SKHPN_READ,
            P.SKHPN_WRITE,
            P.IBM_WRITE,
            P.SURVEYS_WRITE,
            P.CARE_TREATMENT,
            P.SCREENING_RESULTS,
            P.LETTERS_WRITE,
            P.LETTERS_TREATMENT,
        },
    ),
    Role(
        "clinic_head",
        "Kepala klinik",
        "Seperti petugas rehabilitasi, memutuskan permintaan data klien, menetapkan aturan dan tarif SKHPN, memeriksa jejak "
        "pembacaan berkas klien, dan bila "
        "nyawa terancam merujuk tanpa persetujuan; itu ditinjau orang kedua.",
        _READ_OPEN
        | {
            P.REHAB_READ,
            P.REHAB_WRITE,
            P.REHAB_OVERRIDE,
            P.REHAB_DECIDE,
            P.SKHPN_READ,
            P.SKHPN_WRITE,
            P.SKHPN_RULES_WRITE,
            P.IBM_WRITE,
            P.SURVEYS_WRITE,
            P.CARE_TREATMENT,
            P.SCREENING_RESULTS,
            P.AUDIT_TREATMENT,
            P.USERS_APPROVE,
            P.LETTERS_WRITE,
            P.LETTERS_TREATMENT,
        },
    ),
    Role(
        "investigator",
        "Penyidik",
        "Mencatat kasus, tersangka, dan barang bukti. Tidak melihat klien.",
        _READ_OPEN
        | {P.ENFORCEMENT_READ, P.ENFORCEMENT_WRITE, P.CARE_ENFORCEMENT, P.LETTERS_WRITE, P.LETTERS_ENFORCEMENT},
    ),
    Role(
        "enforcement_head",
        "Kepala seksi pemberantasan",
        "Seperti penyidik, melihat juga kasus yang tertutup bagi timnya, membuka identitas pelapor, mengetahui tempat simpan "
        "barang bukti, menyetujui selisih timbang di atas batas, dan memeriksa jejak pembacaan berkas perkara.",
        _READ_OPEN
        | {
            P.ENFORCEMENT_READ,
            P.ENFORCEMENT_WRITE,
            P.STORE_PLACES,
            P.STORE_DECIDE,
            P.ENFORCEMENT_ALL,
            P.CARE_ENFORCEMENT,
            P.CARE_INFORMANT,
            P.AUDIT_ENFORCEMENT,
            P.USERS_APPROVE,
            P.LETTERS_WRITE,
            P.LETTERS_ENFORCEMENT,
        },
    ),
    Role(
        "evidence_keeper",
        "Petugas penyimpan barang bukti",
        "Memegang kunci kedua gudang barang bukti: apa yang masuk atau keluar disahkannya bersama penyidik. Menetapkan tempat "
        "simpan dan menghitung stok. Tidak mencatat kasus.",
        _READ_OPEN | {P.ENFORCEMENT_READ, P.STORE_KEEP, P.STORE_PLACES},
    ),
    Role(
        "care_operator",
        "Petugas call center",
        "Menerima kontak dan meneruskannya ke antrean yang tepat. Tidak membaca antrean rehabilitasi dan pemberantasan.",
        frozenset({P.CARE_TAKE, P.CARE_SERVICE, P.FIGURES_READ}),
    ),
    Role(
        "planner",
        "Perencana (Subbag Umum)",
        "Mencatat perjanjian kinerja, kerja sama, naskah laporan, dan buku nomor surat.",
        _READ_OPEN
        | {
            P.PLANNING_WRITE,
            P.COOPERATION_WRITE,
            P.SURVEYS_WRITE,
            P.INDICES_WRITE,
            P.REPORT_WRITE,
            P.LETTERS_WRITE,
            P.NUMBERS_WRITE,
        },
    ),
    Role(
        "head",
        "Kepala satuan kerja",
        "Membaca angka dan rekam terbuka, menutup bulan, menetapkan aturan hitung, menandatangani laporan dan perjanjian "
        "kinerja, mengizinkan data pribadi dibagikan, dan menyetujui akun. Klien dan perkara hanya sebagai jumlah.",
        _READ_OPEN
        | {
            P.REPORT_WRITE,
            P.REPORT_SIGN,
            P.PLANNING_SIGN,
            P.PERIODS_CLOSE,
            P.CARE_MANAGE,
            P.SCREENING_RULES_WRITE,
            P.COOPERATION_APPROVE,
            P.AUDIT_READ,
            P.USERS_APPROVE,
        },
    ),
    Role(
        "reviewer",
        "Penelaah BNNP/BNN",
        "Membaca angka dan rekam terbuka dari satuan kerja di bawahnya, menelaah laporan bulanannya, dan mencatat angka menurut surat "
        "dari satuan kerja yang belum memakai sistem ini.",
        _READ_OPEN | {P.REPORT_REVIEW},
    ),
    Role(
        "administrator",
        "Administrator",
        "Mengelola akun, satuan kerja, daftar kode, dan pengaturan layanan kontak. Tidak membaca klien maupun perkara, dan tidak dapat "
        "memberikan akses itu sendirian.",
        frozenset({P.USERS_MANAGE, P.OFFICES_MANAGE, P.CODES_MANAGE, P.CARE_MANAGE, P.AUDIT_READ, P.FIGURES_READ}),
    ),
    Role("auditor", "Auditor", "Membaca angka, rekam terbuka, dan jejak audit.", _READ_OPEN | {P.AUDIT_READ}),
)

ROLES: dict[str, Role] = {role.code: role for role in _ALL}
