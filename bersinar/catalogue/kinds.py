"""Every kind of fact: whose it is, what it measures, which dimensions it may carry. The ledger refuses the rest."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import Literal

DIMENSIONS = ("place", "sex", "age_band", "substance", "environment", "detail", "aspect")

# Stocks with so many facts that the ledger keeps a sum a day of them; they carry no dimension but those of the sums.
ADDED_UP_BY_DAY = (
    "enforcement.field_held",
    "enforcement.mass_held",
    "enforcement.pieces_held",
    "enforcement.volume_held",
)

Side = Literal["open", "treatment", "enforcement"]


class Family(StrEnum):
    EVENT = "event"
    STATEMENT = "statement"


@dataclass(frozen=True)
class Kind:
    """A kind of fact.

    `scale` is how many of the stored integer make one display unit; `unit` is that unit, or None where the
    dimension `detail` names it. `subject` is the purpose of the tokens it carries, or None.
    """

    code: str
    title: str
    unit: str | None
    dims: frozenset[str]
    side: Side = "open"
    scale: int = 1
    subject: str | None = None
    family: Family = Family.EVENT

    @property
    def room(self) -> str:
        return self.code.split(".")[0]


MICRO = 1_000_000
MILLI = 1_000


def _dims(words: str) -> frozenset[str]:
    chosen = frozenset(words.split())
    assert chosen <= set(DIMENSIONS), chosen
    return chosen


def _area_kinds(area: str, name: str) -> tuple[Kind, ...]:
    """The kinds of one area of activities: prevention or empowerment."""
    code = f"activities.{area}"
    return (
        Kind(f"{code}_meeting_held", f"Pelaksanaan {name}", "meeting", _dims("place environment detail"), subject="activities"),
        Kind(f"{code}_institution_reached", f"Instansi yang dijangkau {name}", "institution", _dims("place environment detail"),
             subject="institutions"),
        Kind(f"{code}_people_reached", f"Orang yang dijangkau {name}", "person", _dims("place sex environment detail")),
        Kind(f"{code}_people_by_age", f"Orang yang dijangkau {name} menurut umur", "person", _dims("place age_band environment detail")),
    )  # fmt: skip


_TREATED = _dims("place sex age_band substance detail aspect")
_TESTED = _dims("place sex environment")

_KINDS = (
    *_area_kinds("prevention", "pencegahan"),
    *_area_kinds("empowerment", "pemberdayaan"),
    Kind("activities.lifeskill_trained", "Peserta pelatihan kecakapan hidup", "person", _dims("place sex")),
    Kind("activities.event_attended", "Kegiatan pihak lain yang dihadiri", "meeting", _dims("place detail")),
    Kind("activities.media_reached", "Jangkauan media", "reach", _dims("detail environment")),
    # ... family resilience: cohorts, their families and members, and scores on a scale from 0 to 100 of those measured twice
    Kind("activities.family_cohort_begun", "Kohort keluarga dimulai", "cohort", _dims("place"), subject="activities"),
    Kind("activities.family_enrolled", "Keluarga didaftarkan", "family", _dims("place")),
    Kind("activities.family_completed", "Keluarga tuntas", "family", _dims("place")),
    Kind("activities.family_left", "Keluarga keluar", "family", _dims("place detail")),
    Kind("activities.family_member_enrolled", "Anggota keluarga didaftarkan", "person", _dims("place sex detail")),
    Kind("activities.family_member_completed", "Anggota keluarga tuntas", "person", _dims("place sex detail")),
    Kind("activities.family_completion_measured", "Ketuntasan anggota keluarga (100 bila hadir semua)", "percent", _dims("place sex detail")),
    Kind("activities.family_score_before", "Skor keluarga sebelum", "point", _dims("place detail aspect"), scale=MILLI),
    Kind("activities.family_score_after", "Skor keluarga sesudah", "point", _dims("place detail aspect"), scale=MILLI),
    Kind("activities.family_score_changed", "Perubahan skor keluarga", "point", _dims("place detail aspect"), scale=MILLI),
    Kind("activities.request_received", "Permohonan instansi diterima", "request", _dims("detail"), subject="institutions"),
    Kind("activities.request_served", "Permohonan instansi dilayani", "request", _dims("detail"), subject="institutions"),
    # screening: what is open ...
    Kind("screening.session_held", "Sesi tes urine", "meeting", _dims("place environment"), subject="activities"),
    Kind("screening.institution_tested", "Instansi yang dites", "institution", _dims("place environment"), subject="institutions"),
    Kind("screening.person_invited", "Orang yang diundang tes urine", "person", _dims("place environment")),
    Kind("screening.person_tested", "Orang yang dites urine", "person", _TESTED),
    Kind("screening.raid_held", "Sesi tes urine dalam razia", "meeting", _dims("place environment")),
    Kind("screening.raid_tested", "Orang yang dites urine dalam razia", "person", _TESTED),
    Kind("screening.kit_received", "Alat tes yang diterima", "unit", _dims("detail")),
    Kind("screening.kit_used", "Alat tes yang dipakai", "unit", _dims("detail")),
    Kind("screening.kit_failed", "Alat tes yang gagal", "unit", _dims("detail")),
    Kind("screening.kit_written_off", "Alat tes yang dikeluarkan tanpa dipakai", "unit", _dims("detail")),
    Kind("screening.kit_stocked", "Persediaan alat tes", "unit", _dims("detail")),  # signed: its sum up to a day is the stock
    # ... and what is the treatment side's: by month and kabupaten/kota, never by institution.
    Kind("screening.positive_found", "Orang dengan hasil reaktif", "person", _dims("place"), side="treatment"),
    Kind("screening.positive_confirmed", "Orang dengan hasil terkonfirmasi", "person", _dims("place"), side="treatment"),
    Kind("screening.confirmation_sent", "Hasil reaktif yang dikirim ke laboratorium", "person", _dims("place"), side="treatment"),
    Kind("screening.positive_refuted", "Hasil reaktif yang negatif menurut laboratorium", "person", _dims("place"), side="treatment"),
    Kind("screening.positive_explained", "Reaktif karena obat resep", "person", _dims("place"), side="treatment"),
    Kind("screening.person_referred", "Orang yang dirujuk ke asesmen", "person", _dims("place"), side="treatment"),
    Kind("screening.parameter_reactive", "Hasil reaktif menurut parameter", "result", _dims("place detail"), side="treatment"),
    # rehab
    Kind("rehab.client_admitted", "Klien diterima dalam setahun", "person", _TREATED, side="treatment", subject="treatment"),
    Kind("rehab.episode_opened", "Episode dibuka", "episode", _dims("place detail aspect"), side="treatment", subject="treatment"),
    Kind("rehab.episode_closed", "Episode ditutup", "episode", _dims("place detail aspect"), side="treatment", subject="treatment"),
    Kind("rehab.pathway_changed", "Perpindahan jalur layanan", "move", _dims("place detail aspect"), side="treatment", subject="treatment"),
    Kind("rehab.care_entered", "Mulai dalam layanan", "person", _dims("place"), side="treatment", subject="treatment"),
    Kind("rehab.care_left", "Keluar dari layanan", "person", _dims("place"), side="treatment", subject="treatment"),
    Kind("rehab.aftercare_given", "Penerima pascarehabilitasi", "person", _dims("place sex age_band"), side="treatment", subject="treatment"),
    Kind("rehab.admission_waited", "Lama menunggu sejak kontak sampai diterima", "day", _dims("place aspect"), side="treatment"),
    Kind("rehab.relapse_admitted", "Diterima kembali karena kambuh", "person", _dims("place"), side="treatment", subject="treatment"),
    Kind("rehab.stood_on_feet", "Penerima pascarehabilitasi yang mandiri", "person", _dims("place sex detail"), side="treatment", subject="treatment"),
    Kind("rehab.client_screened", "Skrining dengan ASSIST", "sheet", _dims("place detail aspect"), side="treatment", subject="treatment"),
    Kind("rehab.quality_measured", "Kualitas hidup diukur awal dan akhir", "person", _dims("place detail"), side="treatment", subject="treatment"),
    Kind("rehab.quality_improved", "Kualitas hidup naik", "person", _dims("place detail"), side="treatment", subject="treatment"),
    Kind("rehab.quality_compared", "Kualitas hidup akhir dibanding awal (100 bila naik)", "percent", _dims("place detail"), side="treatment"),
    Kind("rehab.quality_followed", "Episode ditutup dengan pengukuran awal dan akhir", "episode", _dims("place"), side="treatment",
         subject="treatment"),
    # The profile of a year's first admission. Answers carry no token: nothing joins them.
    Kind("rehab.profile_taken", "Profil saat masuk dicatat", "person", _dims("place detail"), side="treatment", subject="treatment"),
    Kind("rehab.profile_answered", "Jawaban pada profil saat masuk", "answer", _dims("place detail aspect"), side="treatment"),
    Kind("rehab.further_used", "Zat lain di samping zat utama saat masuk", "person", _dims("place substance"), side="treatment",
         subject="treatment"),
    Kind("rehab.referral_sent", "Rujukan dikirim", "referral", _dims("detail"), side="treatment"),
    Kind("rehab.referral_accepted", "Rujukan diterima tujuannya", "referral", _dims("detail"), side="treatment"),
    Kind("rehab.session_held", "Sesi layanan yang dihadiri", "session", _dims("place detail aspect"), side="treatment"),
    Kind("rehab.session_missed", "Sesi layanan yang tidak dihadiri", "session", _dims("place detail aspect"), side="treatment"),
    Kind("rehab.facility_strengthened", "Penguatan lembaga rehabilitasi", "activity", _dims("place detail aspect")),
    # skhpn: only that a letter was issued. Visits less letters would be the reactive ones.
    Kind("skhpn.letter_issued", "Surat SKHPN terbit", "document", _dims("place detail"), side="treatment"),
    # ibm
    Kind("ibm.unit_formed", "Unit IBM dibentuk", "unit", _dims("place detail aspect"), subject="places"),
    Kind("ibm.unit_ended", "Unit IBM berakhir", "unit", _dims("place detail aspect"), subject="places"),
    Kind("ibm.agent_trained", "Agen pemulihan terlatih", "person", _dims("place sex"), subject="volunteers"),
    Kind("ibm.agent_left", "Agen pemulihan berhenti", "person", _dims("place sex"), subject="volunteers"),
    # community
    Kind("community.site_formed", "Lokasi Bersinar dibentuk", "site", _dims("place detail"), subject="places"),
    Kind("community.site_ended", "Lokasi Bersinar berakhir", "site", _dims("place detail"), subject="places"),
    Kind("community.volunteer_appointed", "Penggiat dilantik", "person", _dims("place sex environment detail"), subject="volunteers"),
    Kind("community.volunteer_engaged", "Penggiat mulai aktif", "person", _dims("place sex environment detail"), subject="volunteers"),
    Kind("community.volunteer_left", "Penggiat berhenti", "person", _dims("place sex environment detail"), subject="volunteers"),
    Kind("community.taskforce_formed", "Satgas dibentuk", "task_force", _dims("place environment")),
    Kind("community.taskforce_ended", "Satgas berakhir", "task_force", _dims("place environment")),
    Kind("community.regulation_issued", "Regulasi P4GN terbit", "document", _dims("place environment detail")),
    Kind("community.budget_set", "Anggaran lokasi Bersinar ditetapkan", "rupiah", _dims("place detail")),
    Kind("community.volunteer_trained", "Penggiat dilatih", "person", _dims("place sex environment detail"), subject="volunteers"),
    Kind("community.own_action_done", "Aksi mandiri penggiat", "activity", _dims("place environment detail"), subject="volunteers"),
    Kind("community.own_people_reached", "Orang yang dijangkau aksi mandiri penggiat", "person", _dims("place environment detail")),
    Kind("community.policy_begun", "Pendampingan kebijakan dimulai", "activity", _dims("place environment detail")),
    # Areas at risk are for officers: every indicator over these is never published.
    Kind("community.area_assessed", "Kawasan dinilai", "village", _dims("place detail"), subject="places"),
    Kind("community.area_entered", "Kawasan masuk status", "village", _dims("place detail"), subject="places"),
    Kind("community.area_left", "Kawasan keluar dari status", "village", _dims("place detail"), subject="places"),
    Kind("community.area_recovered", "Kawasan pulih ke status lebih baik", "village", _dims("place detail aspect"), subject="places"),
    Kind("community.area_worsened", "Kawasan memburuk ke status lebih rawan", "village", _dims("place detail aspect"), subject="places"),
    # enforcement
    Kind("enforcement.case_opened", "Kasus diungkap", "case", _dims("place"), side="enforcement"),
    Kind("enforcement.case_prominent", "Kasus menonjol", "case", _dims("place"), side="enforcement"),
    Kind("enforcement.first_in_area", "Kasus pertama di wilayah", "case", _dims("place substance"), side="enforcement"),
    Kind("enforcement.suspect_named", "Tersangka", "person", _dims("sex age_band detail"), side="enforcement", subject="enforcement"),
    Kind("enforcement.foreigner_named", "Tersangka warga negara asing", "person", _dims("detail"), side="enforcement", subject="enforcement"),
    Kind("enforcement.repeater_named", "Tersangka residivis", "person", _dims(""), side="enforcement", subject="enforcement"),
    Kind("enforcement.child_named", "Anak yang berkonflik dengan hukum", "person", _dims(""), side="enforcement", subject="enforcement"),
    Kind("enforcement.suspect_charged", "Tersangka menurut pasal", "person", _dims("detail"), side="enforcement", subject="enforcement"),
    Kind("enforcement.case_laundering", "Kasus pencucian uang", "case", _dims("place"), side="enforcement"),
    Kind("enforcement.money_seized", "Uang disita", "rupiah", _dims("place detail"), side="enforcement"),
    Kind("enforcement.goods_seized", "Barang disita", "good", _dims("place detail"), side="enforcement"),
    Kind("enforcement.goods_valued", "Taksiran nilai barang disita", "rupiah", _dims("place detail"), side="enforcement"),
    Kind("enforcement.tat_requested", "Permintaan TAT", "request", _dims("detail"), side="enforcement"),
    Kind("enforcement.tat_completed", "TAT selesai", "request", _dims("detail"), side="enforcement"),
    # Said until TAT requests were measured as every other term; books of before hold it, nothing posts it.
    Kind("enforcement.tat_measured", "TAT selesai tepat waktu", "percent", _dims(""), side="enforcement"),
    Kind("enforcement.tat_recommended", "TAT menyarankan rehabilitasi", "request", _dims("detail"), side="enforcement"),
    Kind("enforcement.network_disclosed", "Jaringan diungkap", "network", _dims("detail"), side="enforcement", subject="enforcement"),
    Kind("enforcement.mass_seized", "Barang bukti disita (berat)", "g", _dims("place substance aspect"), side="enforcement", scale=MICRO),
    Kind("enforcement.volume_seized", "Barang bukti disita (volume)", "ml", _dims("place substance aspect"), side="enforcement", scale=MICRO),
    Kind("enforcement.pieces_seized", "Barang bukti disita (jumlah)", None, _dims("place substance detail aspect"), side="enforcement",
         scale=MILLI),
    Kind("enforcement.field_seized", "Ladang disita", "ha", _dims("place substance"), side="enforcement", scale=MICRO),
    Kind("enforcement.mass_destroyed", "Barang bukti dimusnahkan (berat)", "g", _dims("place substance aspect"), side="enforcement", scale=MICRO),
    Kind("enforcement.volume_destroyed", "Barang bukti dimusnahkan (volume)", "ml", _dims("place substance aspect"), side="enforcement",
         scale=MICRO),
    Kind("enforcement.pieces_destroyed", "Barang bukti dimusnahkan (jumlah)", None, _dims("place substance detail aspect"),
         side="enforcement", scale=MILLI),
    Kind("enforcement.field_destroyed", "Ladang dimusnahkan", "ha", _dims("place substance"), side="enforcement", scale=MICRO),
    # What a container holds: signed, so that the sum up to a day is the stock of that day.
    Kind("enforcement.mass_held", "Isi gudang barang bukti (berat)", "g", _dims("substance aspect"), side="enforcement", scale=MICRO),
    Kind("enforcement.volume_held", "Isi gudang barang bukti (volume)", "ml", _dims("substance aspect"), side="enforcement", scale=MICRO),
    Kind("enforcement.pieces_held", "Isi gudang barang bukti (jumlah)", None, _dims("substance detail aspect"), side="enforcement",
         scale=MILLI),
    Kind("enforcement.field_held", "Ladang yang dijaga", "ha", _dims("substance"), side="enforcement", scale=MICRO),
    Kind("enforcement.file_completed", "Berkas P-21", "file", _dims("place"), side="enforcement"),
    Kind("enforcement.file_took", "Lama sampai P-21", "day", _dims(""), side="enforcement"),
    # a hundred where a term was kept, nought where it was not, as for contacts: a mean is the share
    Kind("enforcement.deadline_measured", "Tenggat yang berakhir", "percent", _dims("detail"), side="enforcement"),
    # surveys
    Kind("surveys.element_answered", "Jawaban survei kepuasan", "index", _dims("detail aspect"), scale=MILLI, subject="surveys"),
    Kind("surveys.sheet_collected", "Lembar survei terkumpul", "sheet", _dims("sex aspect")),
    # ... and the indices: what an office holds as its own value of a year, `detail` = the index's version; who was asked
    Kind("surveys.index_measured", "Nilai indeks", "index", _dims("detail"), scale=MILLI),
    Kind("surveys.index_answered", "Responden survei indeks", "person", _dims("place sex detail")),
    # cooperation
    Kind("cooperation.agreement_signed", "Kerja sama ditandatangani", "document", _dims("detail")),
    Kind("cooperation.agreement_ended", "Kerja sama berakhir", "document", _dims("detail")),
    Kind("cooperation.region_covered", "Wilayah tercakup kerja sama", "region", _dims("place detail"), subject="places"),
    Kind("cooperation.region_uncovered", "Wilayah tidak lagi tercakup", "region", _dims("place detail"), subject="places"),
    Kind("cooperation.obstacle_met", "Kendala", "obstacle", _dims("detail")),
    Kind("cooperation.effort_made", "Upaya", "effort", _dims("detail")),
    Kind("cooperation.award_received", "Penghargaan", "award", _dims("detail")),
    Kind("cooperation.joint_work_done", "Pelaksanaan kerja sama", "meeting", _dims("detail"), subject="institutions"),
    Kind("cooperation.data_requested", "Permintaan data", "document", _dims("detail")),
    Kind("cooperation.data_shared", "Data dibagikan", "document", _dims("detail")),
    Kind("cooperation.information_requested", "Permohonan informasi", "document", _dims("detail")),
    Kind("cooperation.information_answered", "Permohonan informasi dijawab", "document", _dims("detail")),
    Kind("cooperation.information_took", "Lama menjawab permohonan informasi", "day", _dims("")),
    Kind("cooperation.information_measured", "Permohonan informasi dijawab tepat waktu", "percent", _dims("")),
    Kind("cooperation.information_objected", "Keberatan atas jawaban informasi", "document", _dims("")),
    # carecentre: three queues that never meet
    Kind("carecentre.service_contacted", "Kontak layanan umum", "contact", _dims("detail aspect")),
    # ... each answer measured against its standard: a hundred where it kept it, nought where it did not, so that a mean is the share.
    Kind("carecentre.service_measured", "Jawaban pertama dalam standar, layanan umum", "percent", _dims("")),
    Kind("carecentre.rehab_measured", "Jawaban pertama dalam standar, rehabilitasi", "percent", _dims(""), side="treatment"),
    Kind("carecentre.tip_measured", "Jawaban pertama dalam standar, laporan masyarakat", "percent", _dims(""), side="enforcement"),
    Kind("carecentre.service_answered", "Waktu jawaban pertama, layanan umum", "minute", _dims("detail aspect"), scale=MILLI),
    Kind("carecentre.rehab_contacted", "Kontak konsultasi rehabilitasi", "contact", _dims("aspect"), side="treatment"),
    Kind("carecentre.rehab_answered", "Waktu jawaban pertama, rehabilitasi", "minute", _dims("aspect"), side="treatment", scale=MILLI),
    Kind("carecentre.tip_contacted", "Laporan masyarakat", "contact", _dims("aspect"), side="enforcement"),
    Kind("carecentre.tip_answered", "Waktu jawaban pertama, laporan masyarakat", "minute", _dims("aspect"), side="enforcement", scale=MILLI),
    # planning: a statement about an indicator, thousandths of its display unit, `detail` = its code
    Kind("planning.target_set", "Target ditetapkan", "target", _dims("detail"), scale=MILLI, family=Family.STATEMENT),
    # ... of a quarter, from January on; its day is the quarter's last
    Kind("planning.quarter_target_set", "Target triwulan ditetapkan", "target", _dims("detail"), scale=MILLI, family=Family.STATEMENT),
    # ... and the budget: what its ceiling became more or less, and what was spent, in whole rupiah; `detail` = source of funds
    Kind("planning.budget_set", "Pagu anggaran", "rupiah", _dims("detail")),
    Kind("planning.budget_spent", "Realisasi anggaran", "rupiah", _dims("detail")),
    # ... what an office without records of its own told by letter; its day is the month's last
    Kind("planning.figure_declared", "Angka menurut surat", "figure", _dims("detail"), scale=MILLI, family=Family.STATEMENT),
)  # fmt: skip

KINDS: dict[str, Kind] = {kind.code: kind for kind in _KINDS}
TARGET = "planning.target_set"
QUARTER_TARGET = "planning.quarter_target_set"
DECLARED = "planning.figure_declared"
# What is planned is a promise or money set aside, not yet a record of work.
PLANNED = frozenset(kind.code for kind in _KINDS if kind.room == "planning")
