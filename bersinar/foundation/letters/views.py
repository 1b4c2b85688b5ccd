"""Pages of letters. Permission is asked by the door, then the kind's own; then the letter is looked up within scope."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from bersinar.foundation.access.doors import needs, signed_in, user_of
from bersinar.foundation.access.models import User
from bersinar.foundation.access.sides import Side
from bersinar.foundation.files.actions import read_file
from bersinar.foundation.files.models import StoredFile
from bersinar.foundation.ui.history import history_of
from bersinar.foundation.wire.drafts import drop_draft, read_draft
from bersinar.foundation.wire.refusals import LostUpdate, Refusal

from . import qr
from .actions import TWICE, attach_scan, cancel, change, finalise, make, may_make, scans_of
from .asking import record_about, standing_letter, why_not_now
from .forms import LetterForm, ScanForm, initial_of
from .kinds import LetterKind, all_kinds, kind_of
from .letterheads import heading_of
from .models import TABLES, Letter, LetterState
from .owntemplates import template_on
from .panel import letter_url
from .rendering import declared, docx_of, has_pdf, note_file_reading, opened, pdf_of

PER_PAGE = 25
_WORDS = {
    "letters.make": "dibuat", "letters.change": "diubah", "letters.finalise": "difinalkan",
    "letters.attach_scan": "pindaian dilampirkan", "letters.cancel": "dibatalkan", "letters.forget": "isinya dihapus",
}  # fmt: skip


@signed_in
def scan(request: HttpRequest, code: str) -> HttpResponseBase:
    """Where the printed QR leads: to the letter, for those who may open it. Anybody else learns nothing."""
    user = user_of(request)
    for table in TABLES.values():
        if user.may(table.read_permission):
            letter = table.objects.visible_to(user).filter(code=code).first()
            if letter is not None:
                return redirect(f"{letter_url(letter)}#pindaian")
    raise Http404


class SidePages:
    """The pages of one side's letters."""

    def __init__(self, side: Side) -> None:
        self.side, self.table = side, TABLES[side]

    def urls(self) -> list[URLPattern]:
        """The address of every page, behind the door of this side."""
        read, write = needs(self.table.read_permission), needs(self.table.write_permission)
        # A signed paper of a closed side leaves as exports do. The letter itself is printed while it is made: every look
        # at it is written down, and a proof for each would be a nuisance without a gain.
        scan = needs(self.table.read_permission, fresh=self.side.is_closed)
        return [
            path("", read(self.list_view), name="list"),
            path("baru/<slug:kind>/<str:about>/<uuid:pk>/", write(self.new_view), name="new"),
            path("<uuid:pk>/", read(self.letter_view), name="letter"),
            path("<uuid:pk>/docx/", read(self.docx_view), name="docx"),
            path("<uuid:pk>/pdf/", read(self.pdf_view), name="pdf"),
            path("<uuid:pk>/berkas/<uuid:file>/", scan(self.file_view), name="file"),
            path("<uuid:pk>/ubah/", write(self.change_view), name="change"),
            path("<uuid:pk>/final/", write(require_POST(self.final_view)), name="final"),
            path("<uuid:pk>/pindaian/", write(require_POST(self.scan_view)), name="attach"),
            path("<uuid:pk>/batalkan/", write(self.cancel_view), name="cancel"),
        ]

    # --- reading ---------------------------------------------------------------------------------------------------

    def list_view(self, request: HttpRequest) -> HttpResponseBase:
        """The letters of this side, as far as the reader's kinds go."""
        user = user_of(request)
        rows = self.table.objects.visible_to(user).select_related("number", "office")
        kinds = [kind for kind in all_kinds(self.side) if user.may(kind.read)]
        chosen = {name: request.GET.get(name, "") for name in ("jenis", "keadaan", "q")}
        if chosen["jenis"]:
            rows = rows.filter(kind=chosen["jenis"])
        if chosen["keadaan"] in LetterState.values:
            rows = rows.filter(state=chosen["keadaan"], cancelled_at__isnull=True)
        elif chosen["keadaan"] == "batal":
            rows = rows.filter(cancelled_at__isnull=False)
        if chosen["q"].strip():
            rows = rows.filter(number__text__icontains=chosen["q"].strip()[:80])
        page = Paginator(rows, PER_PAGE).get_page(request.GET.get("hal"))
        query = request.GET.copy()
        query.pop("hal", None)
        others = [
            (side.label, reverse(f"letters:{side.value}:list"))
            for side, table in TABLES.items()
            if side is not self.side and user.may(table.read_permission)
        ]
        context = {
            "page": page, "table": [(letter, letter_url(letter)) for letter in page.object_list], "kinds": kinds, "chosen": chosen,
            "states": [*LetterState.choices, ("batal", "Dibatalkan")], "query": query.urlencode(), "others": others,
            "side": self.side, "narrowed": any(chosen.values()), "show_office": len(user.scope(self.table.read_permission)) > 1,
        }  # fmt: skip
        return render(request, "letters/list.html", context)

    def _get(self, request: HttpRequest, pk: UUID) -> Letter:
        rows = self.table.objects.visible_to(user_of(request))
        related = ("office", "number", "template", "frozen", "frozen_pdf", "recorded_by")
        letter: Letter = get_object_or_404(rows.select_related(*related), pk=pk)
        return letter

    def _mine(self, request: HttpRequest, pk: UUID) -> tuple[User, Letter]:
        """A letter that this user may write."""
        user, letter = user_of(request), self._get(request, pk)
        if letter.declared is None or not may_make(user, letter.declared, letter.office):
            raise PermissionDenied
        return user, letter

    def letter_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, letter = user_of(request), self._get(request, pk)
        note_file_reading(letter, user)
        return self._letter_page(request, letter, ScanForm())

    def _letter_page(self, request: HttpRequest, letter: Letter, form: ScanForm) -> HttpResponse:
        user, kind = user_of(request), letter.declared
        may_write = kind is not None and not letter.is_cancelled and may_make(user, kind, letter.office)
        head = letter.office.head_on(letter.day)
        context = {
            "letter": letter, "kind": kind, "urls": {name: letter_url(letter, name) for name in _PAGES}, "may_write": may_write,
            "has_pdf": has_pdf(letter), "template": self._template(letter), "signatory": letter.signatory or (head.full_name if head else ""),
            "scans": [(one, reverse(f"letters:{self.side.value}:file", args=[letter.pk, one.pk])) for one in scans_of(letter)],
            "form": form, "qr": qr.picture(qr.link_of(letter.code)) if may_write and not letter.is_draft else "", "source": self._source(user, letter),
            "timeline": history_of(letter, _WORDS), "closed": self.side.is_closed, "list_url": reverse(f"letters:{self.side.value}:list"),
        }  # fmt: skip
        return render(request, "letters/letter.html", context, status=422 if form.errors else 200)

    def _template(self, letter: Letter) -> str:
        """Which template makes, or made, the letter."""
        if letter.frozen_id:
            return f"templat sendiri, versi {letter.template.version}" if letter.template else "templat bawaan"
        own = template_on(letter.office, letter.declared, letter.day) if letter.declared else None
        return f"templat sendiri, versi {own.version}" if own else "templat bawaan"

    def _source(self, user: User, letter: Letter) -> tuple[str, str] | None:
        """(words, address) of the record the letter is about; on a closed side its name stays unsaid."""
        about = letter.declared.about_of(letter.about_kind) if letter.declared else None
        record = record_about(letter.declared, letter.about_kind, letter.about_id, by=user) if letter.declared else None
        if about is None or record is None:
            return None
        return "Buka rekam asal" if self.side.is_closed else str(record), reverse(about.page, args=[record.pk])

    def docx_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        letter = self._get(request, pk)
        return _download(docx_of(letter, by=user_of(request)), _filename(letter, "docx"))

    def pdf_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        letter = self._get(request, pk)
        content = pdf_of(letter, by=user_of(request))
        if content is None:
            raise Refusal(
                "no_pdf",
                "Surat dari templat sendiri hanya ada sebagai DOCX. Buka di Word, lalu simpan sebagai PDF.",
                status=404,
            )
        return _download(content, _filename(letter, "pdf"))

    def file_view(self, request: HttpRequest, pk: UUID, file: UUID) -> HttpResponseBase:
        """A scan, always as a download."""
        user, letter = user_of(request), self._get(request, pk)
        stored: StoredFile | None = next((one for one in scans_of(letter) if one.pk == file), None)
        if stored is None:
            raise Http404
        note_file_reading(letter, user)
        return _download(read_file(stored), _filename(letter, stored.extension, "pindaian"))

    # --- writing ---------------------------------------------------------------------------------------------------

    def new_view(self, request: HttpRequest, kind: str, about: str, pk: UUID) -> HttpResponseBase:
        """Make a letter from a record: what the record knows is filled in already."""
        user, declared_kind = user_of(request), kind_of(kind)
        if declared_kind is None or declared_kind.side is not self.side or declared_kind.about_of(about) is None:
            raise Http404
        if not user.may(declared_kind.make):
            raise PermissionDenied
        record = record_about(declared_kind, about, pk, by=user)
        if record is None:
            raise Http404
        if not may_make(user, declared_kind, record.office):
            raise PermissionDenied
        key, back = f"letters.new.{kind}.{pk}", reverse(_page(declared_kind, about), args=[pk])
        room = declared_kind.about_of(about)
        assert room is not None
        if request.method == "POST":
            form = LetterForm(request.POST, kind=declared_kind)
            if form.is_valid():
                try:
                    letter = make(
                        kind, office=record.office, by=user, about=(about, pk), fields=form.values(), on=form.cleaned_data["day"],
                        paper=form.cleaned_data["paper"], letter_id=form.cleaned_data["request_id"],
                    )  # fmt: skip
                except Refusal as refusal:
                    form.refuse(refusal.fields, refusal.sentence)
                else:
                    drop_draft(owner=user, form=key)
                    messages.success(request, f"{declared_kind.title} tersimpan sebagai rancangan.")
                    return redirect(letter_url(letter))
            return _form_page(request, form, f"{declared_kind.title} baru", key, back)
        if (first := standing_letter(declared_kind, about, pk)) is not None:
            messages.info(request, TWICE)
            return redirect(letter_url(first))
        if sentence := room.unless(record):  # before anything sealed is opened
            messages.error(request, sentence)
            return redirect(back)
        filled = dict(room.fill(record, user))
        shown = {"day": record.office.local_day(), "paper": declared_kind.paper or heading_of(record.office).paper}
        initial: dict[str, Any] = {**shown, **initial_of(declared_kind, filled)}
        form, restored = _draft_or(user, key, declared_kind, initial)
        return _form_page(request, form, f"{declared_kind.title} baru", key, back, restored=restored)

    def change_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, letter = self._mine(request, pk)
        kind, key, back = declared(letter), f"letters.{letter.pk}", letter_url(letter)
        if not letter.is_draft or letter.is_erased:
            messages.error(request, "Hanya rancangan yang dapat diubah.")
            return redirect(back)
        if request.method == "POST":
            form = LetterForm(request.POST, kind=kind)
            if form.is_valid():
                try:
                    change(
                        letter, by=user, based_on=form.cleaned_data["version"] or 0, fields=form.values(), on=form.cleaned_data["day"],
                        paper=form.cleaned_data["paper"],
                    )  # fmt: skip
                except Refusal as refusal:
                    form.refuse(refusal.fields, refusal.sentence)
                    if isinstance(refusal, LostUpdate):
                        form.data = {**request.POST.dict(), "version": str(self._get(request, pk).version)}
                else:
                    drop_draft(owner=user, form=key)
                    messages.success(request, "Perubahan tersimpan.")
                    return redirect(back)
            return _form_page(request, form, f"Ubah {letter}", key, back)
        if sentence := why_not_now(letter, kind, user):  # before anything sealed is opened
            messages.error(request, sentence)
            return redirect(back)
        values = opened(letter, by=user, purpose="membuka formulir")
        initial = {"day": letter.day, "paper": letter.paper, "version": letter.version, **initial_of(kind, values)}
        form, restored = _draft_or(user, key, kind, initial)
        return _form_page(request, form, f"Ubah {letter}", key, back, restored=restored)

    def final_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        """Settle a draft. What the reader saw is what becomes final."""
        user, letter = self._mine(request, pk)
        seen = request.POST.get("version", "")
        try:
            finalise(letter, by=user, based_on=int(seen) if seen.isdigit() else 0)
        except Refusal as refusal:
            messages.error(request, refusal.sentence)
        else:
            messages.success(request, "Surat sudah final. Cetak, tanda tangani, lalu lampirkan pindaiannya.")
        return redirect(letter_url(letter))

    def scan_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, letter = self._mine(request, pk)
        form = ScanForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._letter_page(request, letter, form)
        try:
            attach_scan(letter, by=user, uploads=form.cleaned_data["file"])
        except Refusal as refusal:
            form.add_error("file" if refusal.fields else None, refusal.fields.get("file", refusal.sentence))
            return self._letter_page(request, letter, form)
        messages.success(request, "Pindaian tersimpan. Surat ini sekarang bertanda tangan.")
        return redirect(f"{letter_url(letter)}#pindaian")

    def cancel_view(self, request: HttpRequest, pk: UUID) -> HttpResponseBase:
        user, letter = self._mine(request, pk)
        problem = ""
        if request.method == "POST":
            try:
                cancel(letter, by=user, reason=request.POST.get("reason", ""))
            except Refusal as refusal:
                problem = refusal.sentence
            else:
                messages.success(request, "Surat dibatalkan.")
                return redirect(letter_url(letter))
        context = {"letter": letter, "problem": problem, "back": letter_url(letter)}
        return render(request, "letters/cancel.html", context, status=422 if problem else 200)


_PAGES = ("letter", "docx", "pdf", "change", "final", "attach", "cancel")


def _page(kind: LetterKind, about: str) -> str:
    found = kind.about_of(about)
    assert found is not None
    return found.page


def _draft_or(user: User, key: str, kind: LetterKind, initial: dict[str, Any]) -> tuple[LetterForm, bool]:
    """The form with what was typed last and not sent, or with what is known."""
    draft = read_draft(owner=user, form=key)
    if not draft:
        return LetterForm(kind=kind, initial=initial), False
    form = LetterForm({name: values[-1] for name, values in draft.items() if values}, kind=kind)
    form.errors.clear()  # a draft is not a submission: it is shown, not judged
    return form, True


def _form_page(
    request: HttpRequest, form: LetterForm, title: str, key: str, back: str, *, restored: bool = False
) -> HttpResponse:
    context = {"form": form, "title": title, "draft_key": key, "back": back, "restored": restored, "may_copy": False}
    return render(request, "ui/form.html", context, status=422 if form.is_bound and form.errors else 200)


def _download(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/octet-stream")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _filename(letter: Letter, extension: str, word: str = "") -> str:
    """A name that says which letter and day it is, and nobody's."""
    day: date = letter.day
    parts = [letter.kind, f"{day:%Y%m%d}", word or ("rancangan" if letter.is_draft else "")]
    return f"{'-'.join(part for part in parts if part)}.{extension}"
