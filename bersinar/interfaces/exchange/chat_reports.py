"""Reading the report that an officer sends into a chat: which day, where, what, how many. Pure; it guesses nothing unseen.

Every value comes with the words it was read from, so that a person compares them before anything is saved. What cannot
be read stays among the lines that were not used. Names of speakers are never taken over.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, time

from bersinar.foundation.periods.calendar import MONTHS, long_date
from bersinar.foundation.ui.numbers import write_number

MOST = 6_000  # letters: a report in a chat is no book


@dataclass(frozen=True)
class Found:
    """One value: the field of a form it is meant for, as it goes in, as a person says it, and where it was read."""

    name: str
    title: str
    value: str
    words: str
    quote: str
    doubt: str = ""


@dataclass(frozen=True)
class Known:
    """What the office knows already: regions and institutions by name, and types of kegiatan by what betrays them."""

    regions: Mapping[str, str] = field(default_factory=dict)  # code -> name
    institutions: Mapping[str, str] = field(default_factory=dict)  # id -> name


@dataclass(frozen=True)
class Report:
    """What was read from a text."""

    found: Sequence[Found]
    unread: Sequence[str]

    def value(self, name: str) -> str:
        """What was read for a field; "" where nothing was."""
        return next((one.value for one in self.found if one.name == name), "")

    @property
    def is_test(self) -> bool:
        return self.value("type") == "urine_test"


_LABELS = {
    "title": ("kegiatan", "nama kegiatan", "jenis kegiatan", "acara", "perihal", "giat"),
    "day": ("hari", "tanggal", "hari tanggal", "hari tgl", "tgl", "waktu pelaksanaan", "hari dan tanggal"),
    "hour": ("waktu", "pukul", "jam"),
    "venue": ("tempat", "lokasi", "tempat pelaksanaan", "bertempat di"),
    "people": ("peserta", "jumlah peserta", "yang hadir", "hadir", "audiens", "jumlah yang dites", "dites", "jumlah"),
    "speakers": ("narasumber", "pemateri", "penyuluh", "petugas", "pelaksana"),
    "institution": ("instansi", "sasaran", "sekolah", "lembaga"),
}
_FIELD_OF = {label: name for name, labels in _LABELS.items() for label in labels}
_LINE = re.compile(r"^[\s\-•·>*_\d.)]{0,6}([A-Za-z/ .]{2,28}?)[\s*_]*[:=]\s*(.+?)[\s*_]*$")

_MONTH = "|".join(MONTHS)
_DAY_WORDS = re.compile(rf"\b(\d{{1,2}})\s+({_MONTH})(?:\s+(\d{{4}}))?", re.IGNORECASE)
_DAY_NUMBERS = re.compile(r"\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b")
_HOUR = re.compile(r"\b([01]?\d|2[0-3])[.:]([0-5]\d)\b(?!\s*[-/.]\s*\d{2,4}\b)")
_NUMBER = r"(\d{1,3}(?:\.\d{3})+|\d{1,6})"
_TOTAL = re.compile(rf"(±|\+/-|kurang lebih|sekitar|kira-kira)?\s*{_NUMBER}\s*(?:\([a-z ]+\)\s*)?(?:orang|peserta|siswa|siswi|pelajar|mahasiswa|warga|pegawai|karyawan)\b", re.IGNORECASE)  # fmt: skip
_MEN = re.compile(rf"(?:{_NUMBER}\s*(?:orang\s+)?(?:laki-laki|laki|pria|lk|L)\b|\b(?:laki-laki|laki|pria|L)\s*[:=]?\s*{_NUMBER})", re.IGNORECASE)  # fmt: skip
_WOMEN = re.compile(rf"(?:{_NUMBER}\s*(?:orang\s+)?(?:perempuan|wanita|pr|P)\b|\b(?:perempuan|wanita|P)\s*[:=]?\s*{_NUMBER})", re.IGNORECASE)  # fmt: skip
_BARE = re.compile(rf"^\s*(±|\+/-|kurang lebih|sekitar)?\s*{_NUMBER}\b")
_SAID_TITLE = re.compile(r"(?:dilaksanakan|mengadakan|melaksanakan|menggelar)\s+(?:kegiatan\s+)?(.{8,120}?)(?=\s+(?:di|pada|yang|bertempat|kepada|oleh|dengan)\b|[.,;]|$)", re.IGNORECASE)  # fmt: skip
_SAID_VENUE = re.compile(r"(?:bertempat di|tempat di|di)\s+((?:aula|gedung|kantor|balai|ruang|halaman|lapangan|sman?|smpn?|sdn?|mtsn?|smkn?|kampus|universitas|desa|kelurahan|hotel|masjid|ponpes)\b.{0,110}?)(?=\s+(?:telah|pada|yang|dengan|dan|kepada|pukul)\b|[.;]|$)", re.IGNORECASE)  # fmt: skip

# What betrays a type of kegiatan, the more special first: a test at a talk is a test.
_TYPES = (
    ("urine_test", r"tes urine?|uji urine?|deteksi dini"), ("inauguration", r"pelantikan|pengukuhan|dilantik"),
    ("family_coordination", r"(?:rakor|rapat koordinasi).*ketahanan keluarga"), ("family_intervention", r"ketahanan keluarga"),
    ("media_campaign", r"\bradio\b|televisi|\btv\b|podcast|baliho|media sosial|siaran"),
    ("youth_dialogue", r"dialog interaktif"), ("talk_show", r"talk ?show|tatap muka|informasi dan edukasi"),
    ("life_skill", r"life ?skill|kecakapan hidup"), ("task_force", r"pembentukan satgas|pelatihan satgas"),
    ("village_guidance", r"bimtek|bimbingan teknis"), ("socialisation", r"sosialisasi|penyuluhan|ceramah"),
)  # fmt: skip
_ENVIRONMENTS = (
    ("education", r"\b(?:sd|smp|sma|smk|mts|ma|man|sekolah|kampus|universitas|politeknik|pesantren|ponpes|siswa|pelajar|mahasiswa)n?\b"),
    ("private", r"\b(?:pt|cv|perusahaan|karyawan|pabrik|hotel)\b"),
    ("government", r"\b(?:dinas|pemkab|pemkot|asn|opd|kecamatan|polres|kodim|lapas|puskesmas|rsud|kantor)\b"),
    ("community", r"\b(?:desa|kelurahan|warga|masyarakat|karang taruna|pkk|majelis|lembaga adat)\b"),
)  # fmt: skip


def read_report(text: str, *, today: date, known: Known | None = None) -> Report:
    """What a chat report says. `today` gives the year where the text leaves it out, and never later than today."""
    known = known or Known()
    lines = [line.strip() for line in text[:MOST].splitlines() if line.strip()]
    said: dict[str, str] = {}
    used: set[str] = set()
    for line in lines:
        match = _LINE.match(line)
        name = _FIELD_OF.get(_plain(match[1])) if match else None
        if match is None or name is None:
            continue
        used.add(line)
        said.setdefault(name, match[2].strip())
    whole = " ".join(lines)
    found = [
        *_title(said, whole), *_day(said, whole, today), *_hour(said, whole), *_venue(said, whole),
        *_people(said, whole), *_places(said, whole, known), *_environment(said, whole),
    ]  # fmt: skip
    quotes = {one.quote for one in found}
    unread = [line for line in lines if line not in used and not any(quote and quote in line for quote in quotes)]
    return Report(found, unread)


def _plain(label: str) -> str:
    return " ".join(re.sub(r"[/.*_]", " ", label).lower().split())


def _title(said: Mapping[str, str], whole: str) -> list[Found]:
    title, quote = said.get("title", ""), said.get("title", "")
    if not title and (match := _SAID_TITLE.search(whole)):
        title, quote = match[1].strip(" *_"), match[0]
    found = [Found("title", "Nama kegiatan", title[:200], title[:200], quote)] if title else []
    for code, pattern in _TYPES:
        where = title if title and re.search(pattern, title, re.IGNORECASE) else whole
        if match := re.search(pattern, where, re.IGNORECASE):
            return [*found, Found("type", "Jenis", code, "", match[0])]
    return found


def _day(said: Mapping[str, str], whole: str, today: date) -> list[Found]:
    for where in (said.get("day", ""), said.get("hour", ""), whole):
        for pattern in (_DAY_WORDS, _DAY_NUMBERS):
            for match in pattern.finditer(where):
                day = _as_day(match, today)
                if day is not None:
                    doubt = "Tanggalnya belum terjadi. Periksa tahunnya." if day > today else ""
                    return [Found("held_on", "Tanggal", day.isoformat(), long_date(day), match[0], doubt)]
    return []


def _as_day(match: re.Match[str], today: date) -> date | None:
    number, month, year = match.groups()
    turned = month.isdigit()
    names = [one.lower() for one in MONTHS]
    try:
        at = int(month) if turned else names.index(month.lower()) + 1
        whole = int(year) + (2000 if len(year) == 2 else 0) if year else today.year
        day = date(whole, at, int(number))
    except ValueError:
        return None
    return day.replace(year=day.year - 1) if not year and day > today else day


def _hour(said: Mapping[str, str], whole: str) -> list[Found]:
    spoken = re.search(r"(?:pukul|jam)\s+[\d.: ]{3,6}", whole, re.IGNORECASE)
    for where in (said.get("hour", ""), spoken[0] if spoken else "", said.get("day", "")):
        if match := _HOUR.search(where):
            at = time(int(match[1]), int(match[2]))
            return [Found("starts_at", "Mulai pukul", f"{at:%H:%M}", f"{at:%H.%M}", match[0])]
    return []


def _venue(said: Mapping[str, str], whole: str) -> list[Found]:
    venue, quote = said.get("venue", ""), said.get("venue", "")
    if not venue and (match := _SAID_VENUE.search(whole)):
        venue, quote = match[1].strip(" *_,"), match[0]
    return [Found("venue", "Tempat", venue[:160], venue[:160], quote)] if venue else []


def _number(text: str) -> int:
    return int(text.replace(".", ""))


def _people(said: Mapping[str, str], whole: str) -> list[Found]:
    where = said.get("people", "")
    men, women = _one(_MEN, where or whole), _one(_WOMEN, where or whole)
    total = _TOTAL.search(where) or _BARE.match(where) if where else _TOTAL.search(whole)
    found = []
    count = _number(total[2]) if total else None
    if count is None and men and women:
        count = men[0] + women[0]
        found.append(Found("total", "Peserta", str(count), write_number(count), f"{men[1]}, {women[1]}"))
    elif count is not None and total is not None:
        doubt = ""
        if men and women and men[0] + women[0] != count:
            doubt = f"Laki-laki dan perempuan bersama {write_number(men[0] + women[0])}. Periksa salah satunya."
        found.append(Found("total", "Peserta", str(count), write_number(count), total[0].strip(), doubt))
        if total[1]:
            found.append(Found("bound", "Ketepatan", "about", "kira-kira", total[1]))
    for name, title, one in (("male", "Laki-laki", men), ("female", "Perempuan", women)):
        if one and count is not None:
            found.append(Found(name, title, str(one[0]), write_number(one[0]), one[1]))
    return found


def _one(pattern: re.Pattern[str], where: str) -> tuple[int, str] | None:
    match = pattern.search(where)
    return (_number(match[1] or match[2]), match[0].strip()) if match else None


def _places(said: Mapping[str, str], whole: str, known: Known) -> list[Found]:
    """The region and the institutions that are named: first where the report says where it was, then anywhere."""
    found = []
    near = " ".join(said.get(name, "") for name in ("venue", "institution", "title"))
    if named := _longest(known.regions, near) or _longest(known.regions, whole):
        code, words = named
        found.append(Found("region", "Wilayah", code, known.regions[code], words))
    if named := _longest(known.institutions, near) or _longest(known.institutions, whole):
        key, words = named
        found.append(Found("institutions", "Instansi", key, known.institutions[key], words))
    return found


def _longest(names: Mapping[str, str], where: str) -> tuple[str, str] | None:
    """(key, its words in the text) of the longest name that stands there as words of their own, spaces left out or not."""
    hits = []
    for key, name in names.items():
        letters = r"\s*".join(re.escape(word) for word in name.split())
        if len(name) > 3 and (match := re.search(rf"(?<![A-Za-z]){letters}(?![A-Za-z])", where, re.IGNORECASE)):
            hits.append((len(name), len(key), key, match[0]))
    if not hits:
        return None
    _, _, key, words = max(hits)
    return key, words


def _environment(said: Mapping[str, str], whole: str) -> list[Found]:
    near = " ".join(said.get(name, "") for name in ("institution", "venue", "people", "title"))
    for where in (near, whole):
        for code, pattern in _ENVIRONMENTS:
            if match := re.search(pattern, where, re.IGNORECASE):
                return [Found("environment", "Lingkungan", code, "", match[0])]
    return []
