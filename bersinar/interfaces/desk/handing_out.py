"""A one-page document as it leaves the desk: on the screen, as PDF to print, as a picture for a message.

Nothing is counted here. What a reader may not see does not stand in the document in the first place.
"""

from __future__ import annotations

from django.http import Http404, HttpResponse

from bersinar.figures.reports.document import Document
from bersinar.figures.reports.writers import FILES, pdf, png, xlsx

PNG = "png"
FORMS = {"pdf": "Unduh PDF", PNG: "Unduh gambar", "xlsx": "Unduh XLSX"}


def handed_out(document: Document, form: str, name: str) -> HttpResponse:
    """The document as a file that is named for what it is, never for a person. Raises Http404 for another form."""
    if form == "pdf":
        content, mime, ending = pdf.write(document, pdf.SHEET), FILES["pdf"].mime, ".pdf"
    elif form == PNG:
        content, mime, ending = png.write(document), "image/png", ".png"
    elif form == "xlsx":
        content, mime, ending = xlsx.write(document), FILES["xlsx"].mime, ".xlsx"
    else:
        raise Http404
    response = HttpResponse(content, content_type=mime)
    response["Content-Disposition"] = f'attachment; filename="{name}{ending}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response
