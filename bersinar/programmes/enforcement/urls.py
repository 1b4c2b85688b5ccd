"""Addresses of this room."""

from django.urls import path

from .views.board import board, calendar_file
from .views.cases import CASE, case_first, case_first_withdraw
from .views.ceremonies import CEREMONY, ceremony_confirm, ceremony_hand_in, ceremony_new, ceremony_withdraw
from .views.containers import CONTAINER
from .views.events import EVENT
from .views.exhibits import EXHIBIT
from .views.files import FILE
from .views.goods import GOOD, good_open
from .views.joint import INVITATION, PARTICIPATION, SHARED_SEIZURE, invitation_accept, participation_refresh
from .views.labels import container_label, container_scan, exhibit_labels
from .views.movements import (
    MOVEMENT,
    case_movements,
    movement_approve,
    movement_confirm,
    movement_hand_in,
    movement_new,
    movement_reverse,
    movement_withdraw,
)
from .views.networks import MEMBER, NETWORK, ROUTE, TIE, network_map
from .views.papers import missing_papers
from .views.seizures import seizures_export
from .views.store import LIMIT, PLACE, STOCK_TAKE, place_contents, stock_take_new, stock_take_settle, stock_take_sign
from .views.suspects import DETENTION, SUSPECT, case_public, suspect_open
from .views.tat import TAT, TAT_AMOUNT
from .views.team import TEAM

app_name = "enforcement"
urlpatterns = [
    *CASE.urls(),
    path("kasus/<uuid:pk>/kasus-pertama/", case_first, name="case_first"),
    path("kasus/<uuid:pk>/kasus-pertama/cabut/", case_first_withdraw, name="case_first_withdraw"),
    *SUSPECT.urls(),
    path("tersangka/<uuid:pk>/identitas/", suspect_open, name="suspect_open"),
    *EXHIBIT.urls(),
    path("sitaan/unduh/", seizures_export, name="seizures_export"),
    *NETWORK.urls(),
    *INVITATION.urls(),
    path("mitra/<uuid:pk>/terima/", invitation_accept, name="invitation_accept"),
    *PARTICIPATION.urls(),
    path("kasus-bersama/<uuid:pk>/segarkan/", participation_refresh, name="participation_refresh"),
    *SHARED_SEIZURE.urls(),
    path("kasus/<uuid:pk>/untuk-umum/", case_public, name="case_public"),
    *DETENTION.urls(),
    *GOOD.urls(),
    path("barang-dan-uang/<uuid:pk>/buka/", good_open, name="good_open"),
    *TAT.urls(),
    *TAT_AMOUNT.urls(),
    *MEMBER.urls(),
    *TIE.urls(),
    *ROUTE.urls(),
    path("jaringan/<uuid:pk>/peta/", network_map, name="network_map"),
    path("wadah/pindai/", container_scan, name="container_scan"),
    *CONTAINER.urls(),
    path("wadah/<uuid:pk>/label/", container_label, name="container_label"),
    path("barang-bukti/<uuid:pk>/label/", exhibit_labels, name="exhibit_labels"),
    path("kasus/<uuid:pk>/berita-acara/<slug:kind>/baru/", movement_new, name="movement_new"),
    path("berita-acara/<uuid:pk>/sahkan/", movement_confirm, name="movement_confirm"),
    path("berita-acara/<uuid:pk>/tarik/", movement_withdraw, name="movement_withdraw"),
    path("berita-acara/<uuid:pk>/balik/", movement_reverse, name="movement_reverse"),
    path("berita-acara/<uuid:pk>/setujui/", movement_approve, name="movement_approve"),
    path("berita-acara/<uuid:pk>/disampaikan/", movement_hand_in, name="movement_hand_in"),
    *MOVEMENT.urls(),
    path("kasus/<uuid:pk>/berita-acara/", case_movements, name="case_movements"),
    path("berita-acara-gabungan/<slug:kind>/baru/", ceremony_new, name="ceremony_new"),
    path("berita-acara-gabungan/<uuid:pk>/sahkan/", ceremony_confirm, name="ceremony_confirm"),
    path("berita-acara-gabungan/<uuid:pk>/tarik/", ceremony_withdraw, name="ceremony_withdraw"),
    path("berita-acara-gabungan/<uuid:pk>/disampaikan/", ceremony_hand_in, name="ceremony_hand_in"),
    *CEREMONY.urls(),
    *PLACE.urls(),
    path("tempat/<uuid:pk>/isi/", place_contents, name="place_contents"),
    *LIMIT.urls(),
    path("tempat/<uuid:pk>/hitung/", stock_take_new, name="stock_take_new"),
    path("stok-opname/<uuid:pk>/saksikan/", stock_take_sign, name="stock_take_sign"),
    path("stok-opname/selisih/<uuid:pk>/", stock_take_settle, name="stock_take_settle"),
    *STOCK_TAKE.urls(),
    *EVENT.urls(),
    *FILE.urls(),
    *TEAM.urls(),
    path("surat-kurang/", missing_papers, name="missing_papers"),
    path("tenggat/", board, name="deadlines"),
    path("tenggat/kalender/", calendar_file, name="deadlines_calendar"),
]
