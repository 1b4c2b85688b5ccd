"""Task forces, rules, and the work towards them."""

from __future__ import annotations

from django.urls import URLPattern

from bersinar.foundation.ui.pages import Column, Pages, Panel, by_code

from .. import actions
from ..forms import policies as forms
from ..models import PolicyWork, Regulation, TaskForce
from .shown import ENDED, STANDING, end_of, ending_path, state, where_named

TASKFORCE = Pages(
    "community", "taskforce", "satgas", TaskForce, "satgas", "Satgas",
    explains="Satuan tugas anti narkoba di desa, kelurahan, sekolah, instansi, dan perusahaan.",
    columns=(
        Column("Nama", str, "name"), Column("Lingkungan", "environment", "environment"), Column("Wilayah", "region"),
        Column("Anggota", "members", "members", number=True), Column("Dibentuk", "formed_on", "formed_on"),
        Column("Keadaan", state),
    ),
    form=forms.TaskForceForm, verbs=actions.TASKFORCES, search=("name", "institution__name", "region__name"),
    filters=(by_code("environment", "Lingkungan", "environment"), STANDING), order=("-formed_on",),
    select=("region", "institution"), keeps_files=True, actions=end_of("taskforce"), initial=where_named,
    panels=(
        Panel("Satgas", ("name", "environment", "institution", "region", "members", "formed_on", "note")), ENDED,
    ),
)  # fmt: skip

REGULATION = Pages(
    "community", "regulation", "regulasi", Regulation, "regulasi", "Regulasi P4GN",
    explains="Peraturan, surat keputusan, edaran, dan aturan sekolah tentang P4GN. Rancangan tidak dihitung.",
    columns=(
        Column("Tentang", "subject", "subject"), Column("Jenis", "kind", "kind"), Column("Nomor", "number"),
        Column("Penerbit", "issuer", "issuer"), Column("Terbit", "issued_on", "issued_on"),
        Column("Keadaan", lambda regulation: regulation.status),
    ),
    form=forms.RegulationForm, verbs=actions.REGULATIONS, search=("subject", "number", "issuer"),
    filters=(
        by_code("kind", "Jenis", "regulation_kind"), by_code("environment", "Lingkungan", "environment"),
    ),
    order=("-issued_on",), select=("region", "institution"), keeps_files=True, initial=where_named,
    panels=(
        Panel("Regulasi", ("subject", "kind", "number", "issuer", "issued_on", ("Keadaan", lambda one: one.status))),
        Panel("Berlaku bagi", ("environment", "region", "institution")),
    ),
)  # fmt: skip

POLICY = Pages(
    "community", "policy", "pendampingan", PolicyWork, "pendampingan kebijakan", "Pendampingan kebijakan",
    explains="Kerja bersama instansi menuju aturan, rencana, atau anggaran P4GN (KOTAN), sampai hasilnya.",
    columns=(
        Column("Tentang", "subject", "subject"), Column("Bentuk", "kind", "kind"), Column("Instansi", "institution"),
        Column("Dimulai", "begun_on", "begun_on"), Column("Langkah berikut", "next_step"),
        Column("Paling lambat", "next_due", "next_due"), Column("Keadaan", state),
    ),
    form=forms.PolicyForm, verbs=actions.POLICIES, search=("subject", "institution__name", "note"),
    filters=(
        by_code("kind", "Bentuk", "policy_work_kind"), by_code("environment", "Lingkungan", "environment"), STANDING,
    ),
    order=("-begun_on",), select=("region", "institution", "regulation"), keeps_files=True, initial=where_named,
    panels=(
        Panel("Pendampingan", ("kind", "subject", "institution", "region", "environment", "begun_on")),
        Panel("Kelanjutan", ("next_step", "next_due", "regulation", "note")), ENDED,
    ),
    actions=end_of("policy"),
)  # fmt: skip


def policy_urls() -> list[URLPattern]:
    """The addresses of task forces, rules, and the work towards them."""
    return [
        *TASKFORCE.urls(),
        *REGULATION.urls(),
        *POLICY.urls(),
        ending_path(TASKFORCE, "masa tugas", forms.EndTaskForceForm, actions.END_FORCE),
        ending_path(POLICY, "penutupan", forms.EndPolicyForm, actions.END_POLICY),
    ]
