"""Addresses of the desk."""

from django.urls import path

from . import audit, codes, figures, home, months, offices, reports, satisfaction, trace, users, views

app_name = "desk"
urlpatterns = [
    path("", home.home, name="home"),
    path("masuk/", views.LogIn.as_view(), name="login"),
    path("keluar/", views.LogOut.as_view(), name="logout"),
    path("akun/", views.account, name="account"),
    path("draf/<str:key>/", views.draft, name="draft"),
    path("draf/<str:key>/buang/", views.draft_drop, name="draft_drop"),
    path("berkas/<uuid:pk>/", views.file, name="file"),
    path("berkas/<str:kind>/<uuid:pk>/tambah/", views.file_add, name="file_add"),
    path("baca-angka/", views.echo_reading, name="echo"),
    # figures and reports
    path("angka/", figures.figures, name="figures"),
    path("angka/potongan/", figures.fragment, name="figure_fragment"),
    path("telusur/<str:code>/", trace.trace, name="trace"),
    path("laporan/", reports.report, name="report"),
    path("laporan/pratinjau/", reports.preview, name="report_preview"),
    path("laporan/periksa/<slug:check_code>/", reports.explain, name="report_explain"),
    path("laporan/faktor/", reports.factors, name="report_factors"),
    path("laporan/berkas/minta/", reports.ask, name="report_ask"),
    path("laporan/berkas/", reports.files, name="report_files"),
    path("laporan/berkas/<uuid:pk>/", reports.file, name="report_file"),
    path("ikm/", satisfaction.satisfaction, name="satisfaction"),
    path("ikm/unduh/", satisfaction.satisfaction_file, name="satisfaction_file"),
    path("tutup-bulan/", months.months, name="months"),
    path("tutup-bulan/<int:year>/<int:month>/", months.change, name="month"),
    # administration
    path("jejak-audit/", audit.audit, name="audit"),
    path("pengguna/", users.users, name="users"),
    path("pengguna/baru/", users.new, name="user_new"),
    path("pengguna/<uuid:pk>/", users.user, name="user"),
    path("pengguna/<uuid:pk>/peran/", users.grant_role, name="user_grant"),
    path("pengguna/<uuid:pk>/keadaan/", users.state, name="user_state"),
    path("pengguna/<uuid:pk>/kata-sandi/", users.password, name="user_password"),
    path("pengguna/peran/<uuid:pk>/", users.membership, name="membership"),
    path("satuan-kerja/", offices.offices, name="offices"),
    path("satuan-kerja/<slug:code>/", offices.office, name="office"),
    path("satuan-kerja/<slug:code>/ubah/", offices.change, name="office_change"),
    path("satuan-kerja/<slug:code>/kepala/baru/", offices.head, name="head_new"),
    path("satuan-kerja/<slug:code>/kepala/<int:pk>/", offices.head, name="head"),
    path("satuan-kerja/<slug:code>/seksi/", offices.section, name="section"),
    path("satuan-kerja/<slug:code>/nomor/<slug:kind>/", offices.number, name="number"),
    path("daftar-kode/", codes.lists, name="codes"),
    path("daftar-kode/<slug:name>/", codes.codes, name="code_list"),
    path("daftar-kode/<slug:name>/baru/", codes.new, name="code_new"),
    path("daftar-kode/<slug:name>/kode/<slug:code>/", codes.code, name="code"),
]
