"""Pages of this room."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest
from django.urls import URLPattern, path, reverse

from bersinar.foundation.access.doors import needs, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.codelists.lists import choices
from bersinar.foundation.offices.models import Office
from bersinar.foundation.ui.pages import Column, Filter, Pages, Panel

from . import actions, forms
from .models import BersinarSite, Lasting, Regulation, SiteStage, TaskForce, Volunteer


class FormBeside(Pages):
    """A further form of a record, led to from the record's own page or list, and leading back there."""

    def url(self, part: str, *args: Any) -> str:
        if part in ("new", "change"):
            return reverse(f"{self.room}:{self.name}", args=args)
        home = self.name.split("_")[0]
        return reverse(f"{self.room}:{home}", args=args) if args else reverse(f"{self.room}:{home}_list")

    def _way_back(self, request: HttpRequest) -> str:
        return self.url("list")


class InaugurationPages(FormBeside):
    def url(self, part: str, *args: Any) -> str:
        return super().url(part)  # many were made: back to the list


def _by_code(name: str, label: str, list_name: str) -> Filter:
    return Filter(name, label, lambda user: choices(list_name))


_STANDING = Filter(
    "keadaan",
    "Keadaan",
    lambda user: [("berjalan", "Masih berjalan"), ("berakhir", "Sudah berakhir")],
    narrow=lambda rows, chosen: rows.filter(ended_on__isnull=chosen != "berakhir"),
)


def _state(record: Lasting) -> str:
    return f"berakhir {record.ended_on:%d-%m-%Y}" if record.ended_on else "berjalan"


def _end_of(name: str) -> Any:
    """The button that ends a record, or takes its ending back."""

    def actions_of(record: Lasting, user: User) -> list[tuple[str, str]]:
        label = "Ubah masa berakhir" if record.is_ended else "Catat berakhir"
        return [(label, reverse(f"community:{name}_end", args=[record.pk]))]

    return actions_of


def _stages_of(site: BersinarSite, user: User) -> dict[str, Any]:
    return {"stages": site.stages.filter(cancelled_at__isnull=True)}


def _of_site(request: HttpRequest, office: Office) -> dict[str, Any]:
    return {"site": request.GET.get("lokasi")}


def _of_person(request: HttpRequest, office: Office) -> dict[str, Any]:
    """Another role of somebody on the list: name and sex are taken over."""
    try:
        pk = UUID(request.GET.get("orang", ""))
    except ValueError:
        return {}
    person = Volunteer.objects.visible_to(user_of(request)).standing().filter(office=office, pk=pk).first()
    return {"same_as": person, "name": person.name, "sex": person.sex} if isinstance(person, Volunteer) else {}


def _roles_of(volunteer: Volunteer, user: User) -> dict[str, Any]:
    same_office = Volunteer.objects.visible_to(user).standing().filter(office=volunteer.office_id)
    others: list[Any] = list(forms.namesakes(same_office, volunteer))
    return {
        "other_roles": [one for one in others if one.person_id == volunteer.person_id],
        "namesakes": [one for one in others if one.person_id != volunteer.person_id],
    }


_ENDED = Panel("Masa berlaku", (("Keadaan", _state), "ended_reason"))

SITE = Pages(
    "community", "site", "lokasi", BersinarSite, "lokasi Bersinar", "Lokasi Bersinar",
    explains="Desa, kelurahan, sekolah, kampus, instansi, dan perusahaan Bersih Narkoba, dengan tahapnya.",
    columns=(
        Column("Lokasi", str, "name"), Column("Wilayah", "region", "region__name"),
        Column("Tahap", lambda site: site.stage),
        Column("Dibentuk", "formed_on", "formed_on"), Column("Keadaan", _state),
    ),
    form=forms.SiteForm, verbs=actions.SITES, search=("name", "region__name"),
    filters=(_by_code("kind", "Jenis", "site_kind"), _STANDING), order=("-formed_on",),
    select=("region", "institution"), prefetch=("stages",), keeps_files=True,
    panels=(
        Panel("Lokasi", ("kind", "name", "region", "institution", "formed_on", "count_unknown", "note")),
        Panel("Kelengkapan", ("provisions",)), _ENDED,
    ),
    detail_template="community/site.html", extras=(_stages_of,), actions=_end_of("site"),
)  # fmt: skip

STAGE = Pages(
    "community", "stage", "tahap", SiteStage, "tahap", "Tahap", columns=(), has_list=False,
    form=forms.StageForm, verbs=actions.STAGES, select=("site",), keeps_files=True, initial=_of_site,
    panels=(Panel("Tahap", ("site", "stage", "reached_on", "document")),),
    parent=lambda stage: (str(stage.site), reverse("community:site", args=[stage.site_id])),
)  # fmt: skip

VOLUNTEER = Pages(
    "community", "volunteer", "penggiat", Volunteer, "penggiat", "Penggiat",
    explains="Penggiat, relawan, duta, dan anggota satgas. Orang yang punya beberapa tugas dihitung sekali.",
    columns=(
        Column("Nama", "name", "name"), Column("Sebagai", "kind", "kind"),
        Column("Lingkungan", "environment", "environment"), Column("Instansi", "institution"),
        Column("Dilantik", "appointed_on", "appointed_on"), Column("Keadaan", _state),
    ),
    form=forms.VolunteerForm, verbs=actions.VOLUNTEERS, search=("name", "institution__name", "decree_number"),
    filters=(
        _by_code("kind", "Sebagai", "volunteer_kind"), _by_code("environment", "Lingkungan", "environment"), _STANDING,
    ),
    order=("-appointed_on", "name"), select=("institution", "region"), initial=_of_person,
    panels=(
        Panel("Orang", ("name", "sex")), Panel("Tugas", ("kind", "environment", "institution", "region")),
        Panel("Pelantikan", ("appointed_on", "decree_number", "decree_on")), _ENDED,
    ),
    list_template="community/volunteers.html", detail_template="community/volunteer.html", extras=(_roles_of,),
    actions=_end_of("volunteer"), personal=True,
)  # fmt: skip

TASKFORCE = Pages(
    "community", "taskforce", "satgas", TaskForce, "satgas", "Satgas",
    explains="Satuan tugas anti narkoba di desa, kelurahan, sekolah, instansi, dan perusahaan.",
    columns=(
        Column("Nama", str, "name"), Column("Lingkungan", "environment", "environment"), Column("Wilayah", "region"),
        Column("Anggota", "members", "members", number=True), Column("Dibentuk", "formed_on", "formed_on"),
        Column("Keadaan", _state),
    ),
    form=forms.TaskForceForm, verbs=actions.TASKFORCES, search=("name", "institution__name", "region__name"),
    filters=(_by_code("environment", "Lingkungan", "environment"), _STANDING), order=("-formed_on",),
    select=("region", "institution"), keeps_files=True, actions=_end_of("taskforce"),
    panels=(
        Panel("Satgas", ("name", "environment", "institution", "region", "members", "formed_on", "note")), _ENDED,
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
        _by_code("kind", "Jenis", "regulation_kind"), _by_code("environment", "Lingkungan", "environment"),
    ),
    order=("-issued_on",), select=("region",), keeps_files=True,
    panels=(
        Panel("Regulasi", ("subject", "kind", "number", "issuer", "issued_on", ("Keadaan", lambda one: one.status))),
        Panel("Berlaku bagi", ("environment", "region")),
    ),
)  # fmt: skip


def _beside(kind: type[FormBeside], page: Pages, ending: str, noun: str, form: Any, verbs: Any) -> FormBeside:
    return kind(
        "community", f"{page.name}_{ending}", page.slug, page.model, noun, page.noun_plural,
        columns=(), panels=(), form=form, verbs=verbs, has_list=False,
    )  # fmt: skip


def forms_beside() -> list[URLPattern]:
    """Inauguration of many; ending of sites, task forces and services; who is the same person."""
    write = needs(Permission.COMMUNITY_WRITE)
    many = _beside(InaugurationPages, VOLUNTEER, "appoint", "pelantikan", forms.InaugurationForm, actions.INAUGURATION)
    changing = (
        ("berakhir", _beside(FormBeside, SITE, "end", "masa berlaku", forms.EndSiteForm, actions.END_SITE)),
        ("berakhir", _beside(FormBeside, TASKFORCE, "end", "masa tugas", forms.EndTaskForceForm, actions.END_FORCE)),
        ("berakhir", _beside(FormBeside, VOLUNTEER, "end", "masa tugas", forms.EndServiceForm, actions.END_SERVICE)),
        ("orang", _beside(FormBeside, VOLUNTEER, "person", "orang yang sama", forms.RecogniseForm, actions.RECOGNISE)),
    )  # fmt: skip
    return [
        path(f"{many.slug}/pelantikan/", write(many.create_view), name=many.name),
        *(path(f"{one.slug}/<uuid:pk>/{word}/", write(one.change_view), name=one.name) for word, one in changing),
    ]
