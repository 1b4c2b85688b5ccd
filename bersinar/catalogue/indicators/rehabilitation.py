"""Rehabilitation, community-based intervention, and satisfaction."""

from ..arithmetic import rounded
from ..declaring import Band, How, Indicator, Measured, Publication, Section, Strategy, only
from ..instruments.ikm import GRADES

_HERE = (Section.REHABILITATION, Strategy.SOFT)
_RESTRICTED = Publication.RESTRICTED
_ADMITTED = ("rehab.client_admitted",)
_CARE = ("rehab.care_entered", "rehab.care_left")
_OUR_READING = "Cara hitung ini tafsiran Bersinar; definisi resmi BNN belum ditemukan."


def _pathway(code: str, title: str, title_en: str, detail: str) -> Indicator:
    return Indicator(
        f"rehab.{code}", title, title_en, "Klien yang jalur terakhirnya dalam tahun itu demikian; satu klien satu jalur.",
        "person", *_HERE, _ADMITTED, How.DISTINCT, where=only(detail=detail), splits=("sex", "age_band", "month"), publication=_RESTRICTED,
    )  # fmt: skip


def _quality(code: str, title: str, title_en: str) -> Indicator:
    return Indicator(
        f"rehab.qol_{code}", f"Kualitas hidup naik: {title}", f"Quality of life improved ({title_en})",
        f"Persentase yang nilai akhirnya di atas nilai awal pada ranah {title} WHOQOL-BREF, atas yang punya keduanya dan yang "
        f"akhirnya dalam periode. {_OUR_READING}",
        "percent", *_HERE, ("rehab.quality_compared",), How.MEAN, where=only(detail=code), decimals=2, publication=_RESTRICTED,
    )  # fmt: skip


# Each from the lowest exact index whose value on 100, rounded to two decimals, reaches the grade.
_IKM_BANDS = tuple(Band(f"{rounded(grade.least_index, 4):f}", grade.label) for grade in GRADES)

REHABILITATION = (
    Indicator("rehab.clients", "Klien rehabilitasi", "Clients",
              "Orang berbeda yang diterima dalam tahun itu; dihitung sekali setahun. Pascarehabilitasi tidak ditambahkan.",
              "person", *_HERE, _ADMITTED, How.DISTINCT, splits=("sex", "age_band", "substance", "detail", "aspect", "place", "month"),
              shown=("sex", "age_band", "substance", "aspect", "detail"), publication=_RESTRICTED),
    _pathway("outpatient", "Rawat jalan", "Outpatients", "outpatient"),
    _pathway("inpatient", "Rujuk rawat inap", "Referred inpatients", "inpatient"),
    _pathway("brief_intervention", "Intervensi singkat", "Brief interventions", "brief"),
    _pathway("referred_ibm", "Rujuk IBM", "Referred to IBM", "ibm"),
    Indicator("rehab.voluntary", "Datang sukarela", "Voluntary clients", "Klien yang datang sendiri atau dibawa keluarga (wajib lapor).",
              "person", *_HERE, _ADMITTED, How.DISTINCT, where=only(aspect="voluntary family"), splits=("sex", "month"), publication=_RESTRICTED),
    Indicator("rehab.compulsory", "Melalui proses hukum", "Clients by law", "Klien dari rekomendasi TAT atau putusan pengadilan.",
              "person", *_HERE, _ADMITTED, How.DISTINCT, where=only(aspect="tat court"), splits=("sex", "month"), publication=_RESTRICTED),
    Indicator("rehab.episodes", "Episode layanan", "Episodes opened", "Episode yang dibuka; seorang klien dapat memiliki lebih dari satu.",
              "episode", *_HERE, ("rehab.episode_opened",), splits=("detail", "month"), shown=("detail",), publication=_RESTRICTED),
    Indicator("rehab.by_partners", "Episode di fasilitas mitra", "Episodes at partner facilities",
              "Episode di fasilitas instansi pemerintah lain atau komponen masyarakat.",
              "episode", *_HERE, ("rehab.episode_opened",), where=only(detail="government community"), splits=("detail", "month"),
              publication=_RESTRICTED),
    Indicator("rehab.closed", "Episode ditutup", "Episodes closed", "Episode yang ditutup; alasan yang peka hanya sebagai 'lainnya'.",
              "episode", *_HERE, ("rehab.episode_closed",), splits=("detail", "month"), shown=("detail",), publication=_RESTRICTED),
    Indicator("rehab.completed", "Selesai program", "Completed", "Episode yang ditutup karena program selesai.",
              "episode", *_HERE, ("rehab.episode_closed",), where=only(detail="completed"), splits=("month",), publication=_RESTRICTED),
    Indicator("rehab.dropout", "Putus layanan", "Dropped out", "Episode yang ditutup karena klien berhenti datang.",
              "episode", *_HERE, ("rehab.episode_closed",), where=only(detail="dropped_out"), splits=("month",), higher_is_better=False,
              publication=_RESTRICTED),
    Indicator("rehab.completion_rate", "Persentase selesai", "Completion rate", "Episode selesai dibagi episode ditutup, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="rehab.completed", denominator="rehab.closed", nil_counts=True, decimals=2, publication=_RESTRICTED),
    Indicator("rehab.dropout_rate", "Persentase putus layanan", "Drop-out rate", "Episode putus layanan dibagi episode ditutup, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="rehab.dropout", denominator="rehab.closed", nil_counts=True, decimals=2,
              higher_is_better=False, publication=_RESTRICTED),
    Indicator("rehab.moves", "Perpindahan jalur", "Pathway moves", "Perubahan jalur layanan setelah keputusan pertama.",
              "move", *_HERE, ("rehab.pathway_changed",), splits=("detail", "month"), shown=("detail",), publication=_RESTRICTED),
    Indicator("rehab.carried_over", "Klien lanjutan dari tahun lalu", "Carried over",
              "Klien yang masih dalam layanan ketika tahun dimulai; ditampilkan di samping yang baru, tidak dijumlahkan.",
              "person", *_HERE, _CARE, How.DISTINCT, Measured.OPENING, publication=_RESTRICTED),
    Indicator("rehab.in_care", "Klien dalam layanan", "In care", "Klien yang masih dalam layanan pada hari terakhir periode.",
              "person", *_HERE, _CARE, How.DISTINCT, Measured.STOCK, publication=_RESTRICTED),
    Indicator("rehab.aftercare", "Pascarehabilitasi", "Aftercare",
              "Orang berbeda yang menerima layanan pascarehabilitasi; berdiri sendiri, tidak ditambahkan pada klien.",
              "person", *_HERE, ("rehab.aftercare_given",), How.DISTINCT, splits=("sex", "age_band", "month"), shown=("sex",), publication=_RESTRICTED),
    Indicator("rehab.independent", "Mandiri sesudah pascarehabilitasi", "Independent after aftercare",
              "Orang berbeda yang pada penilaian pascarehabilitasi bekerja, berusaha sendiri, kembali bersekolah, atau selesai pelatihan kerja.",
              "person", *_HERE, ("rehab.stood_on_feet",), How.DISTINCT, splits=("detail", "sex"), shown=("detail",), publication=_RESTRICTED),
    Indicator("rehab.relapses", "Diterima kembali karena kambuh", "Relapses admitted",
              "Orang berbeda yang diterima dalam episode baru sesudah pernah selesai program dan memakai lagi.",
              "person", *_HERE, ("rehab.relapse_admitted",), How.DISTINCT, splits=("month",), higher_is_better=False, publication=_RESTRICTED),
    Indicator("rehab.waiting_days", "Lama menunggu", "Waiting time",
              "Rata-rata hari dari kontak pertama sampai diterima, atas penerimaan yang kontak pertamanya dicatat.",
              "day", *_HERE, ("rehab.admission_waited",), How.MEAN, splits=("aspect",), decimals=1, higher_is_better=False,
              publication=_RESTRICTED),
    Indicator("rehab.profiles_complete", "Klien dengan profil saat masuk yang lengkap", "Admitted with a complete profile",
              "Orang berbeda yang diterima dalam tahun itu dan semua butir profil saat masuknya diketahui. Daftar butirnya mengikuti "
              "TDI 3.0 menurut pemahaman umum, untuk dipastikan petugas.",
              "person", *_HERE, ("rehab.profile_taken",), How.DISTINCT, where=only(detail="complete"), splits=("month",),
              publication=_RESTRICTED),
    Indicator("rehab.tdi_complete", "Kelengkapan profil saat masuk", "Share of admitted with all TDI items",
              "Klien dengan profil saat masuk yang lengkap dibagi klien yang diterima dalam tahun itu, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="rehab.profiles_complete", denominator="rehab.clients", nil_counts=True, decimals=2,
              publication=_RESTRICTED),
    Indicator("rehab.profile_answers", "Jawaban pada profil saat masuk", "Answers in profiles",
              "Jawaban yang diketahui pada profil saat masuk, menurut butir dan pilihan; bahan tabel tahunan profil klien masuk.",
              "answer", *_HERE, ("rehab.profile_answered",), splits=("aspect", "detail"), publication=Publication.CLOSED),
    Indicator("rehab.further_substances", "Klien yang juga memakai zat lain", "Clients who use further drugs",
              "Orang berbeda yang saat masuk memakai zat lain di samping zat utamanya, paling banyak tiga zat.",
              "person", *_HERE, ("rehab.further_used",), How.DISTINCT, splits=("substance",), shown=("substance",),
              publication=_RESTRICTED),
    Indicator("rehab.screened", "Skrining ASSIST", "ASSIST screenings",
              "Lembar ASSIST yang selesai diisi di sini, menurut risiko yang menentukan (tanpa tembakau; menyuntik berisiko tinggi "
              "dihitung tinggi). Skrining yang hanya dicatat hasilnya dari kertas tidak termasuk.",
              "sheet", *_HERE, ("rehab.client_screened",), splits=("detail", "aspect", "month"), shown=("detail",), publication=_RESTRICTED),
    Indicator("rehab.qol_measured", "Klien dengan pengukuran kualitas hidup awal dan akhir", "Clients measured before and after",
              "Orang berbeda yang WHOQOL-BREF awal dan akhirnya ada untuk satu episode, yang akhir dalam periode.",
              "person", *_HERE, ("rehab.quality_measured",), How.DISTINCT, splits=("detail", "month"), publication=_RESTRICTED),
    Indicator("rehab.qol_improved", "Klien yang kualitas hidupnya naik", "Clients whose quality of life improved",
              "Orang berbeda yang nilai akhirnya di atas nilai awal sedikitnya pada satu ranah. "
              f"{_OUR_READING}",
              "person", *_HERE, ("rehab.quality_improved",), How.DISTINCT, splits=("detail", "month"), publication=_RESTRICTED),
    _quality("physical", "fisik", "physical"),
    _quality("psychological", "psikologis", "psychological"),
    _quality("social", "hubungan sosial", "social"),
    _quality("environment", "lingkungan", "environment"),
    Indicator("rehab.qol_followed", "Episode ditutup dengan pengukuran awal dan akhir", "Episodes closed with both measurements",
              "Episode yang ditutup dan kualitas hidupnya diukur pada awal dan akhir.",
              "episode", *_HERE, ("rehab.quality_followed",), splits=("month",), publication=_RESTRICTED),
    Indicator("rehab.qol_completion", "Kelengkapan pengukuran kualitas hidup", "Quality-of-life completion rate",
              "Episode ditutup yang diukur awal dan akhir dibagi semua episode ditutup, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="rehab.qol_followed", denominator="rehab.closed", nil_counts=True, decimals=2,
              publication=_RESTRICTED),
    Indicator("rehab.referrals_sent", "Rujukan dikirim", "Referrals sent",
              "Rujukan yang dikirim satuan kerja ini ke satuan kerja BNN lain atau ke fasilitas lain; yang ditarik tidak dihitung.",
              "referral", *_HERE, ("rehab.referral_sent",), splits=("detail", "month"), publication=_RESTRICTED),
    Indicator("rehab.referrals_accepted", "Rujukan diterima", "Referrals accepted",
              "Rujukan dari satuan kerja BNN lain yang diterima di sini, dan rujukan dari sini yang diterima fasilitas lain.",
              "referral", *_HERE, ("rehab.referral_accepted",), splits=("detail", "month"), publication=_RESTRICTED),
    Indicator("rehab.sessions", "Sesi layanan", "Sessions held",
              "Sesi yang dihadiri klien; sesi kelompok dihitung sekali untuk setiap klien yang datang.",
              "session", *_HERE, ("rehab.session_held",), splits=("detail", "aspect", "place", "month"), publication=_RESTRICTED),
    Indicator("rehab.sessions_missed", "Sesi tidak dihadiri", "Sessions missed", "Sesi yang direncanakan dan kliennya tidak datang.",
              "session", *_HERE, ("rehab.session_missed",), splits=("detail", "aspect", "month"), higher_is_better=False,
              publication=_RESTRICTED),
    Indicator("rehab.sessions_due", "Sesi yang seharusnya dihadiri", "Sessions due",
              "Sesi yang dihadiri dan yang tidak dihadiri; sesi yang batal tidak ikut.",
              "session", *_HERE, ("rehab.session_held", "rehab.session_missed"), splits=("detail", "aspect", "month"),
              publication=_RESTRICTED),
    Indicator("rehab.attendance", "Persentase kehadiran", "Attendance", "Sesi yang dihadiri dibagi sesi yang seharusnya dihadiri, kali 100.",
              "percent", *_HERE, how=How.RATIO, numerator="rehab.sessions", denominator="rehab.sessions_due", nil_counts=True, decimals=2,
              publication=_RESTRICTED),
    Indicator("rehab.facilities_strengthened", "Penguatan lembaga rehabilitasi", "Facilities strengthened",
              "Bimtek, asistensi, atau supervisi pada lembaga rehabilitasi.",
              "activity", *_HERE, ("rehab.facility_strengthened",), splits=("detail", "aspect", "month")),
    Indicator("ibm.units", "Unit IBM", "IBM units", "Unit intervensi berbasis masyarakat yang berdiri pada hari terakhir periode.",
              "unit", *_HERE, ("ibm.unit_formed", "ibm.unit_ended"), measured=Measured.STOCK, splits=("detail", "aspect", "place")),
    Indicator("ibm.units_formed", "Unit IBM baru", "IBM units formed", "Unit yang dibentuk dalam periode.",
              "unit", *_HERE, ("ibm.unit_formed",), splits=("detail", "place", "month")),
    Indicator("ibm.agents", "Agen pemulihan", "Recovery agents", "Orang berbeda yang terlatih dan aktif pada hari terakhir periode.",
              "person", *_HERE, ("ibm.agent_trained", "ibm.agent_left"), How.DISTINCT, Measured.STOCK, splits=("sex", "place"), shown=("sex",)),
    Indicator("ibm.agents_trained", "Agen pemulihan dilatih", "Agents trained", "Orang berbeda yang dilatih dalam periode.",
              "person", *_HERE, ("ibm.agent_trained",), How.DISTINCT, splits=("sex", "place", "month")),
    Indicator("rehab.ikm", "Indeks kepuasan masyarakat layanan rehabilitasi", "Satisfaction index (rehabilitation)",
              "Rata-rata sembilan unsur, masing-masing rata-rata jawaban 1 sampai 4 (PermenPAN-RB 14/2017).",
              "index", *_HERE, ("surveys.element_answered",), How.MEAN_OF_MEANS,
              where=only(aspect="outpatient inpatient aftercare"), over="detail", splits=("detail", "aspect"), shown=("detail", "aspect"),
              decimals=2, scale="1-4", bands=_IKM_BANDS),
    Indicator("surveys.ikm_other", "Indeks kepuasan masyarakat layanan lain", "Satisfaction index (other services)",
              "Rata-rata sembilan unsur atas layanan selain rehabilitasi (PermenPAN-RB 14/2017).",
              "index", *_HERE, ("surveys.element_answered",), How.MEAN_OF_MEANS,
              where=only(aspect="skhpn urine_test socialisation other"), over="detail", splits=("detail", "aspect"), shown=("detail", "aspect"),
              decimals=2, scale="1-4", bands=_IKM_BANDS),
    Indicator("surveys.sheets", "Lembar survei terkumpul", "Survey sheets", "Lembar survei kepuasan yang diisi dalam periode.",
              "sheet", *_HERE, ("surveys.sheet_collected",), splits=("aspect", "sex"), shown=("aspect",)),
)  # fmt: skip
