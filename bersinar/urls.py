"""Addresses: the desk at the root, each room under its own word, what the public fills in under "isi"."""

from __future__ import annotations

from django.urls import include, path

ROOMS = {
    "perencanaan": "planning",
    "kegiatan": "activities",
    "masyarakat": "community",
    "tes-urine": "screening",
    "rehabilitasi": "rehab",
    "skhpn": "skhpn",
    "ibm": "ibm",
    "pemberantasan": "enforcement",
    "kontak": "carecentre",
    "survei": "surveys",
    "kerja-sama": "cooperation",
}

urlpatterns = [
    path("", include("bersinar.interfaces.desk.urls")),
    path("isi/", include("bersinar.foundation.oneform.urls")),
    path("surat/", include("bersinar.foundation.letters.urls")),
    *(path(f"{word}/", include(f"bersinar.programmes.{room}.urls")) for word, room in ROOMS.items()),
]

handler403 = "bersinar.interfaces.desk.views.forbidden"
handler404 = "bersinar.interfaces.desk.views.not_found"
handler500 = "bersinar.interfaces.desk.views.broken"
