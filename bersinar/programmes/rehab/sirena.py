"""An episode as one text, for whoever types it into SIRENA. SIRENA's own form was not found in a source: the order is
neutral, person first, then the service. Nothing is sent and nothing is kept.
"""

from __future__ import annotations

from datetime import date

from bersinar.foundation.access.models import User
from bersinar.foundation.codelists.lists import label
from bersinar.foundation.ui.words import words

from .models import Episode

_OF_PERSON = (
    ("Nama", "name"), ("NIK", "nik"), ("Tanggal lahir", "birth_date"), ("Telepon", "phone"), ("Alamat", "address"),
)  # fmt: skip
_OF_EPISODE = (
    ("Jalan masuk", "entry_path"), ("Kontak pertama", "contacted_on"), ("Diterima pada", "admitted_on"),
    ("Fasilitas", "facility"), ("Zat utama", "substance"), ("Kambuh", "is_relapse"), ("Ditutup pada", "closed_on"),
    ("Alasan penutupan", "closing_reason"),
)  # fmt: skip


def sirena_text(episode: Episode, *, by: User) -> str:
    """The lines to copy. Each sealed value is opened for this purpose, and the reading written down first."""
    client, purpose = episode.client, label("reading_purpose", "sirena")
    rows = [
        ("Kode klien", client.code),
        ("Jenis kelamin", words(client, "sex")),
        ("Tahun lahir", str(client.birth_year)),
    ]
    for title, name in _OF_PERSON:
        sealed = getattr(client, name)
        text = sealed.open(by=by, purpose=purpose) if sealed is not None else ""
        rows.append((title, f"{date.fromisoformat(text):%d-%m-%Y}" if text and name == "birth_date" else text))
    rows += [(title, words(episode, name)) for title, name in _OF_EPISODE]
    rows.append(("Jalur layanan", words(episode.standing_decisions()[-1], "pathway")))
    return "\n".join(f"{title}: {' '.join(text.split()) or '-'}" for title, text in rows)
