"""Addresses of this room."""

from django.urls import path

from .doing import informant, reminder_view, settings, step_view
from .intake import intake, thanks
from .views import QUEUE_PAGES, TIP_PAGES

app_name = "carecentre"
urlpatterns = [
    path("terima/", intake, name="intake"),
    path("terima/selesai/", thanks, name="thanks"),
    path("pengaturan/", settings, name="settings"),
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
