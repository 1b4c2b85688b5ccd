"""Prevention, empowerment and community."""

from typing import Any

from ..declaring import How, Indicator, Measured, Publication, Section, Strategy, only
from ..evidence import SINGLE, STRUCTURED, types_of

_SOFT = Strategy.SOFT


def _area(
    area: str, name: str, name_en: str, section: Section, sessions: tuple[str, ...] = ()
) -> tuple[Indicator, ...]:
    kind = f"activities.{area}"
    return (
        Indicator(
            f"{area}.activities", f"Kegiatan {name}", f"{name_en} activities",
            "Kegiatan (baris program) yang paling sedikit sekali dilaksanakan dalam periode.",
            "activity", section, _SOFT, (f"{kind}_meeting_held", *sessions), How.DISTINCT,
            splits=("environment", "place", "month"), shown=(),
        ),
        Indicator(
            f"{area}.meetings", f"Pelaksanaan {name}", f"{name_en} meetings",
            "Setiap kali kegiatan dilaksanakan, dengan hari dan tempatnya sendiri.",
            "meeting", section, _SOFT, (f"{kind}_meeting_held", *sessions),
            splits=("environment", "place", "month"), shown=("environment",),
        ),
        Indicator(
            f"{area}.institutions", f"Instansi yang dijangkau {name}", f"Institutions reached by {name_en.lower()}",
            "Instansi berbeda yang menjadi sasaran; instansi yang sama dihitung sekali dalam periode.",
            "institution", section, _SOFT, (f"{kind}_institution_reached",), How.DISTINCT,
            splits=("environment", "place", "month"), shown=("environment",),
        ),
        Indicator(
            f"{area}.people_reached", f"Orang yang dijangkau {name}", f"People reached by {name_en.lower()}",
            "Jumlah peserta; orang yang hadir dua kali pada dua kegiatan dihitung dua kali, anggota kohort keluarga sekali. Jangkauan media tidak termasuk.",
            "person", section, _SOFT, (f"{kind}_people_reached",),
            splits=("sex", "environment", "place", "month"), shown=("sex", "environment"),
        ),
        Indicator(
            f"{area}.people_by_age", f"Orang yang dijangkau {name} menurut umur", f"People reached by {name_en.lower()}, by age",
            "Peserta yang kelompok umurnya dicatat; dapat lebih kecil daripada jumlah peserta.",
            "person", section, _SOFT, (f"{kind}_people_by_age",),
            splits=("age_band", "place", "month"), shown=("age_band",),
        ),
    )  # fmt: skip


_FAMILY_DIMENSIONS = (
    ("belief", "sistem keyakinan", "belief system"),
    ("organisation", "proses organisasi keluarga", "organisational process"),
    ("communication", "komunikasi dan pemecahan masalah", "communication and problem solving"),
)
_SCORED = "orang tua dan anak yang punya skor sebelum dan sesudah"


def _scores(code: str, name: str, name_en: str) -> tuple[Indicator, ...]:
    """One dimension of family resilience, before, after and its change: of those alone who were measured twice."""
    told = (
        ("before", "Skor keluarga sebelum", "before", f"Rata-rata skor sebelum dari {_SCORED}."),
        ("after", "Skor keluarga sesudah", "after", f"Rata-rata skor sesudah dari {_SCORED}."),
        ("changed", "Perubahan skor keluarga", "change", f"Rata-rata perubahan skor dari {_SCORED}."),
    )
    scale = " Skor disetarakan: letaknya antara ujung bawah (0) dan ujung atas (100) skala instrumennya."
    return tuple(
        Indicator(
            f"prevention.family_{code}_{part}", f"{word}, {name}",
            f"Family resilience, {name_en}: {word_en}", definition + scale, "point", Section.PREVENTION, _SOFT,
            (f"activities.family_score_{part}",), How.MEAN, where=only(detail=code), splits=("aspect", "month"), decimals=2,
            publication=Publication.RESTRICTED,
        )
        for part, word, word_en, definition in told
    )  # fmt: skip


FAMILIES = (
    Indicator(
        "prevention.family_cohorts", "Kohort ketahanan keluarga", "Family resilience cohorts",
        "Kohort keluarga yang pertemuan pertamanya dalam periode.",
        "cohort", Section.PREVENTION, _SOFT, ("activities.family_cohort_begun",), How.DISTINCT, splits=("place", "month"),
    ),
    Indicator(
        "prevention.families_enrolled", "Keluarga dalam kohort", "Families enrolled",
        "Keluarga yang didaftarkan dalam kohort ketahanan keluarga.",
        "family", Section.PREVENTION, _SOFT, ("activities.family_enrolled",), splits=("place", "month"),
    ),
    Indicator(
        "prevention.families_completed", "Keluarga tuntas", "Families completed",
        "Keluarga yang semua anggotanya hadir pada semua pertemuan yang direncanakan.",
        "family", Section.PREVENTION, _SOFT, ("activities.family_completed",), splits=("place", "month"),
    ),
    Indicator(
        "prevention.families_left", "Keluarga keluar dari kohort", "Families dropped out",
        "Keluarga yang keluar sebelum pertemuan terakhir; tidak diganti keluarga lain.",
        "family", Section.PREVENTION, _SOFT, ("activities.family_left",), splits=("detail", "month"),
        higher_is_better=False, publication=Publication.RESTRICTED,
    ),
    Indicator(
        "prevention.family_members", "Anggota keluarga dalam kohort", "Family members enrolled",
        "Orang tua dan anak yang didaftarkan dalam kohort ketahanan keluarga.",
        "person", Section.PREVENTION, _SOFT, ("activities.family_member_enrolled",), splits=("detail", "sex", "place", "month"),
        shown=("detail",),
    ),
    Indicator(
        "prevention.family_members_completed", "Anggota keluarga tuntas", "Family members completed",
        "Orang tua dan anak yang hadir pada semua pertemuan yang direncanakan.",
        "person", Section.PREVENTION, _SOFT, ("activities.family_member_completed",),
        splits=("detail", "sex", "place", "month"),
    ),
    Indicator(
        "prevention.family_completion", "Ketuntasan kohort keluarga", "Completion of family cohorts",
        "Anggota yang hadir pada semua pertemuan, dibagi semua anggota yang didaftarkan; dari kohort yang sudah selesai.",
        "percent", Section.PREVENTION, _SOFT, ("activities.family_completion_measured",), How.MEAN,
        splits=("detail", "sex", "month"), decimals=2,
    ),
    *(indicator for dimension in _FAMILY_DIMENSIONS for indicator in _scores(*dimension)),
)  # fmt: skip

_SITES = ("community.site_formed", "community.site_ended")


def _sites(code: str, title: str, title_en: str, unit: str, details: str) -> Indicator:
    return Indicator(
        code, title, title_en, "Lokasi Bersinar yang berdiri pada hari terakhir periode.",
        unit, Section.PREVENTION, _SOFT, _SITES, How.SUM, Measured.STOCK, only(detail=details),
        splits=("detail", "place"), shown=(),
    )  # fmt: skip


_GRADED = {"structured": types_of(STRUCTURED), "graded": types_of(STRUCTURED, SINGLE)}
_MEETINGS = ("activities.prevention_meeting_held", "activities.empowerment_meeting_held")
_PEOPLE = ("activities.prevention_people_reached", "activities.empowerment_people_reached")
_BY_STANDARDS = "menurut Standar Internasional Pencegahan (UNODC dan WHO, 2018)"


def _evidence() -> tuple[Indicator, ...]:
    """Structured work of several sessions against single sessions: kegiatan and people, each with its two numbers."""
    return (
        Indicator(
            "prevention.structured", "Kegiatan terstruktur", "Structured activities",
            f"Kegiatan pembinaan keluarga atau keterampilan hidup dengan beberapa pertemuan, {_BY_STANDARDS}.",
            "activity", Section.PREVENTION, _SOFT, _MEETINGS, How.DISTINCT, where=only(detail=_GRADED["structured"]), splits=("month",),
        ),
        Indicator(
            "prevention.graded", "Kegiatan terstruktur atau sekali pertemuan", "Structured or single-session activities",
            "Kegiatan yang dapat dibandingkan kekuatan buktinya; rapat, supervisi, dan kebijakan tidak termasuk.",
            "activity", Section.PREVENTION, _SOFT, _MEETINGS, How.DISTINCT, where=only(detail=_GRADED["graded"]), splits=("month",),
        ),
        Indicator(
            "prevention.structured_share", "Bagian kegiatan terstruktur", "Share of structured activities",
            f"Kegiatan terstruktur dibagi kegiatan terstruktur dan sekali pertemuan, kali 100, {_BY_STANDARDS}.",
            "percent", Section.PREVENTION, _SOFT, how=How.RATIO, numerator="prevention.structured", denominator="prevention.graded",
            nil_counts=True, decimals=2,
        ),
        Indicator(
            "prevention.structured_people", "Orang dalam kegiatan terstruktur", "People in structured activities",
            f"Peserta kegiatan dengan beberapa pertemuan, {_BY_STANDARDS}.",
            "person", Section.PREVENTION, _SOFT, _PEOPLE, where=only(detail=_GRADED["structured"]), splits=("month",),
        ),
        Indicator(
            "prevention.graded_people", "Orang dalam kegiatan terstruktur atau sekali pertemuan", "People in graded activities",
            "Peserta kegiatan yang dapat dibandingkan kekuatan buktinya.",
            "person", Section.PREVENTION, _SOFT, _PEOPLE, where=only(detail=_GRADED["graded"]), splits=("month",),
        ),
        Indicator(
            "prevention.structured_people_share", "Bagian orang dalam kegiatan terstruktur", "Share of people in structured activities",
            "Peserta kegiatan terstruktur dibagi peserta kegiatan terstruktur dan sekali pertemuan, kali 100.",
            "percent", Section.PREVENTION, _SOFT, how=How.RATIO, numerator="prevention.structured_people",
            denominator="prevention.graded_people", nil_counts=True, decimals=2,
        ),
    )  # fmt: skip


_STATUSES = ("community.area_entered", "community.area_left")


def _areas(
    code: str, title: str, title_en: str, definition: str, counts: tuple[str, ...], *, up: bool = True, **more: Any
) -> Indicator:
    """Areas at risk are told to officers only."""
    return Indicator(
        f"community.{code}", title, title_en, definition, "village", Section.EMPOWERMENT, _SOFT, counts,
        publication=Publication.CLOSED, higher_is_better=up, **more,
    )  # fmt: skip


PREVENTION = (
    *_area("prevention", "pencegahan", "Prevention", Section.PREVENTION),
    *_area("empowerment", "pemberdayaan masyarakat", "Empowerment", Section.EMPOWERMENT, ("screening.session_held",)),
    Indicator(
        "prevention.events_attended", "Kegiatan pihak lain yang dihadiri", "Events attended",
        "Kegiatan yang diadakan pihak lain; tidak dihitung sebagai kegiatan sendiri.",
        "meeting", Section.PREVENTION, _SOFT, ("activities.event_attended",), splits=("place", "month"),
    ),
    *FAMILIES,
    Indicator(
        "prevention.media_reach", "Jangkauan media", "Media reach",
        "Jangkauan siaran dan unggahan menurut perkiraan penyiar; tidak ditambahkan pada peserta.",
        "reach", Section.PREVENTION, _SOFT, ("activities.media_reached",), splits=("month",),
    ),
    Indicator(
        "prevention.requests", "Permohonan masuk", "Requests received",
        "Surat instansi yang meminta sosialisasi, narasumber, atau tes urine.",
        "request", Section.PREVENTION, _SOFT, ("activities.request_received",), splits=("detail", "month"), shown=("detail",),
    ),
    Indicator(
        "prevention.requests_served", "Permohonan dilayani", "Requests served",
        "Permohonan yang kegiatannya sudah dilaksanakan, menurut hari dilayani.",
        "request", Section.PREVENTION, _SOFT, ("activities.request_served",), splits=("detail", "month"), shown=("detail",),
    ),
    Indicator(
        "prevention.institutions_asking", "Instansi pemohon", "Institutions that asked",
        "Instansi berbeda yang mengajukan permohonan dalam periode; rekam ganda yang digabung dihitung sekali.",
        "institution", Section.PREVENTION, _SOFT, ("activities.request_received",), How.DISTINCT, splits=("month",),
    ),
    *_evidence(),
    Indicator(
        "empowerment.lifeskill_participants", "Peserta pelatihan kecakapan hidup", "Life-skill trainees",
        "Warga yang mengikuti pelatihan life skill.",
        "person", Section.EMPOWERMENT, _SOFT, ("activities.lifeskill_trained",), splits=("sex", "place", "month"), shown=("sex",),
    ),
    Indicator(
        "empowerment.volunteers", "Penggiat yang dilantik", "Volunteers appointed",
        "Orang berbeda yang dilantik sebagai penggiat atau relawan dalam periode.",
        "person", Section.EMPOWERMENT, _SOFT, ("community.volunteer_appointed",), How.DISTINCT,
        splits=("environment", "sex", "detail", "place", "month"), shown=("environment", "sex"),
    ),
    Indicator(
        "empowerment.volunteers_active", "Penggiat aktif", "Active volunteers",
        "Orang berbeda yang berstatus aktif pada hari terakhir periode.",
        "person", Section.EMPOWERMENT, _SOFT, ("community.volunteer_engaged", "community.volunteer_left"),
        How.DISTINCT, Measured.STOCK, splits=("environment", "sex", "detail", "place"), shown=("environment",),
    ),
    _sites("community.villages_bersinar", "Desa dan Kelurahan Bersinar", "Drug-free villages", "village", "village kelurahan"),
    _sites("community.schools_bersinar", "Sekolah Bersinar", "Drug-free schools", "school", "school"),
    _sites("community.sites_other", "Lokasi Bersinar lain", "Other drug-free sites", "site", "campus agency company"),
    Indicator(
        "community.villages_formed", "Desa dan Kelurahan Bersinar baru", "Drug-free villages formed",
        "Desa dan kelurahan yang dibentuk dalam periode.",
        "village", Section.PREVENTION, _SOFT, ("community.site_formed",), where=only(detail="village kelurahan"),
        splits=("detail", "place", "month"),
    ),
    Indicator(
        "community.taskforce", "Satgas anti narkoba", "Task forces",
        "Satuan tugas yang berdiri pada hari terakhir periode.",
        "task_force", Section.EMPOWERMENT, _SOFT, ("community.taskforce_formed", "community.taskforce_ended"),
        measured=Measured.STOCK, splits=("environment", "place"), shown=("environment",),
    ),
    Indicator(
        "community.regulations", "Regulasi P4GN terbit", "Regulations issued",
        "Perda, peraturan desa, surat keputusan, edaran, dan aturan sekolah yang terbit dalam periode.",
        "document", Section.EMPOWERMENT, _SOFT, ("community.regulation_issued",), splits=("environment", "detail", "place", "month"),
        shown=("environment",),
    ),
    Indicator(
        "community.site_budgets", "Anggaran lokasi Bersinar", "Budgets of drug-free sites",
        "Uang untuk lokasi Bersinar yang ditetapkan dalam periode, dari semua sumber.",
        "rupiah", Section.PREVENTION, _SOFT, ("community.budget_set",), splits=("detail", "place", "month"), shown=("detail",),
    ),
    Indicator(
        "community.policy_works", "Pendampingan kebijakan", "Policy work begun",
        "Pendampingan aturan, rencana, atau anggaran P4GN yang dimulai dalam periode.",
        "activity", Section.EMPOWERMENT, _SOFT, ("community.policy_begun",), splits=("detail", "environment", "place", "month"),
        shown=("detail",),
    ),
    Indicator(
        "empowerment.volunteers_trained", "Penggiat yang dilatih", "Volunteers trained",
        "Orang berbeda yang mendapat pelatihan dalam periode; dilatih dua kali dihitung sekali.",
        "person", Section.EMPOWERMENT, _SOFT, ("community.volunteer_trained",), How.DISTINCT,
        splits=("environment", "sex", "detail", "place", "month"), shown=("environment",),
    ),
    Indicator(
        "empowerment.volunteers_moving", "Penggiat yang bergerak", "Volunteers with own action",
        "Orang berbeda dengan paling sedikit satu aksi mandiri dalam periode yang sudah diperiksa petugas.",
        "person", Section.EMPOWERMENT, _SOFT, ("community.own_action_done",), How.DISTINCT,
        splits=("environment", "place", "month"), shown=("environment",),
    ),
    Indicator(
        "empowerment.own_actions", "Aksi mandiri penggiat", "Volunteers' own actions",
        "Yang dilakukan penggiat tanpa petugas kantor; bukan kegiatan kantor.",
        "activity", Section.EMPOWERMENT, _SOFT, ("community.own_action_done",), splits=("detail", "environment", "place", "month"),
        shown=("detail",),
    ),
    Indicator(
        "empowerment.own_people", "Orang yang dijangkau aksi mandiri penggiat", "People reached by volunteers themselves",
        "Peserta aksi mandiri menurut penggiat; tidak ditambahkan pada orang yang dijangkau kegiatan kantor.",
        "person", Section.EMPOWERMENT, _SOFT, ("community.own_people_reached",), splits=("detail", "environment", "place", "month"),
    ),
    _areas(
        "areas_assessed", "Kawasan yang dinilai kerawanannya", "Areas assessed",
        "Desa dan kelurahan berbeda yang dinilai dalam periode.",
        ("community.area_assessed",), how=How.DISTINCT, splits=("place", "month"),
    ),
    _areas(
        "areas_at_risk", "Kawasan rawan", "Areas at risk",
        "Desa dan kelurahan yang pada hari terakhir periode berstatus bahaya atau waspada.",
        _STATUSES, measured=Measured.STOCK, up=False, where=only(detail="danger watch"), splits=("detail", "place"), shown=("detail",),
    ),
    _areas(
        "areas_recovered", "Kawasan yang pulih", "Areas recovered",
        "Perpindahan kawasan ke status yang lebih baik dalam periode, misalnya dari bahaya ke waspada.",
        ("community.area_recovered",), splits=("aspect", "detail", "place", "month"), shown=("detail",),
    ),
    _areas(
        "areas_worsened", "Kawasan yang memburuk", "Areas worsened",
        "Perpindahan kawasan ke status yang lebih rawan dalam periode.",
        ("community.area_worsened",), up=False, splits=("aspect", "detail", "place", "month"), shown=("detail",),
    ),
)  # fmt: skip
