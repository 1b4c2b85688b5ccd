"""Addresses of this room."""

from django.urls import path

from .views import agreements, budget, performance, planning, signing, words

app_name = "planning"
urlpatterns = [
    path("perjanjian-kinerja/<uuid:pk>/tanda-tangan/", signing.agreement_sign, name="agreement_sign"),
    path("adendum/<uuid:pk>/tanda-tangan/", signing.revision_sign, name="revision_sign"),
    path("tanda-tangan/<uuid:pk>/cabut/", signing.signature_withdraw, name="signature_withdraw"),
    path("usulan-target/<uuid:pk>/jawab/", planning.proposal_answer, name="proposal_answer"),
    path("langkah-aksi/<uuid:pk>/selesai/", planning.step_done, name="step_done"),
    path("anggaran/realisasi/<int:year>/", budget.budget_month, name="budget_month"),
    path("anggaran/muat/", budget.budget_load, name="budget_load"),
    *agreements.AGREEMENT.urls(),
    *agreements.LINE.urls(),
    *agreements.REVISION.urls(),
    *agreements.REVISION_LINE.urls(),
    *planning.STRATEGY.urls(),
    *planning.STRATEGY_LINE.urls(),
    *planning.PROPOSAL.urls(),
    *planning.PLAN.urls(),
    *planning.STEP.urls(),
    *budget.BUDGET_LINE.urls(),
    *budget.BUDGET_REVISION.urls(),
    *budget.SPENDING_PAGES.urls(),
    *words.NARRATIVE.urls(),
    *performance.TEXT.urls(),
    *words.WORDS_OF_REPORT.urls(),
]
