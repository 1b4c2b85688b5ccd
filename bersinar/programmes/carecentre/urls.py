"""Addresses of this room."""

from django.urls import path

from .doing import informant, reminder_view, settings, step_view
from .formpages import form, form_close, form_new, form_poster
from .intake import intake, thanks
from .views import QUEUE_PAGES, TIP_PAGES

app_name = "carecentre"
urlpatterns = [
    path("terima/", intake, name="intake"),
    path("terima/selesai/", thanks, name="thanks"),
    path("pengaturan/", settings, name="settings"),
    path("formulir/", form, name="form"),
    path("formulir/buka/", form_new, name="form_new"),
    path("formulir/<uuid:pk>/poster/", form_poster, name="form_poster"),
    path("formulir/<uuid:pk>/tutup/", form_close, name="form_close"),
    path("laporan/<uuid:pk>/pelapor/", informant, name="informant"),
    *(pattern for pages in QUEUE_PAGES for pattern in pages.urls()),
    *(
        path(f"{pages.slug}/<uuid:pk>/langkah/<slug:code>/", step_view(pages), name=f"{pages.name}_step")
        for pages in QUEUE_PAGES
    ),
    *(
        path(f"{pages.slug}/<uuid:pk>/pengingat/", reminder_view(pages), name=f"{pages.name}_reminder")
        for pages in QUEUE_PAGES
        if pages is not TIP_PAGES
    ),
]
