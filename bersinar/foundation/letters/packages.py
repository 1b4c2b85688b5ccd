"""Looking into an uploaded DOCX or PPTX before anything opens it: what it carries, how large it grows, where it points.

A template is text, styles and pictures. Macros, embedded objects, links and everything that reaches outside the file
are refused by name; so is a part that is none of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from io import BytesIO
from typing import Any, Final
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from bersinar.foundation.wire.refusals import Refusal

MOST_BYTES: Final = 2 * 1024 * 1024
MOST_TEXT: Final = 512 * 1024  # of one part that is read as a template: its patterns are slow on more
MOST_RATIO: Final = 120
_KNOWN: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|docProps/thumbnail\.(jpe?g|png|wmf|emf)"
    r"|docMetadata/LabelInfo\.xml|customXml/(_rels/)?item(Props)?\d+\.xml(\.rels)?"
    r"|word/(_rels/)?(document|styles|stylesWithEffects|settings|webSettings|fontTable|numbering|footnotes|endnotes"
    r"|comments|commentsExtended|commentsIds|commentsExtensible|people|header\d*|footer\d*)\.xml(\.rels)?"
    r"|word/theme/(_rels/)?theme\d+\.xml(\.rels)?|word/media/[\w.-]+\.(png|jpe?g|gif|bmp|tiff?)|word/fonts/[\w.-]+\.odttf"
    r"|word/glossary/.+\.xml(\.rels)?",
    re.IGNORECASE,
)
_KNOWN_OF_SLIDES: Final = re.compile(
    r"\[Content_Types\]\.xml|_rels/\.rels|docProps/(app|core|custom)\.xml|docProps/thumbnail\.(jpe?g|png|wmf|emf)"
    r"|docMetadata/LabelInfo\.xml|customXml/(_rels/)?item(Props)?\d+\.xml(\.rels)?"
    r"|ppt/(_rels/)?(presentation|presProps|viewProps|tableStyles|revisionInfo|commentAuthors|authors)\.xml(\.rels)?"
    r"|ppt/(slideMasters|slideLayouts|slides|notesMasters|notesSlides|handoutMasters|theme|tags|changesInfos)/(_rels/)?"
    r"[a-z]+\d*\.xml(\.rels)?|ppt/media/[\w.-]+\.(png|jpe?g|gif|bmp|tiff?|svg|emf|wmf)|ppt/fonts/[\w.-]+\.fntdata"
    r"|ppt/printerSettings/printerSettings\d+\.bin",
    re.IGNORECASE,
)
_TEMPLATED: Final = re.compile(r"word/(document|header\d*|footer\d*|footnotes)\.xml")
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']""")
_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EMBEDDING: Final = (
    "oleobject",
    "package",
    "control",
    "afchunk",
    "vbaproject",
    "attachedtemplate",
    "subdocument",
    "frame",
)
_EMBEDDED: Final = (
    f"{_WORD}altChunk",
    f"{_WORD}object",
    f"{_WORD}subDoc",
    "{urn:schemas-microsoft-com:office:office}OLEObject",
)
_REACHING: Final = re.compile(
    r"INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|MACROBUTTON|\b(DDE|IMPORT|LINK|EMBED|DATABASE|HYPERLINK)\b"
)
_OUTSIDE: Final = (
    "Berkas menunjuk ke luar dirinya (tautan, gambar dari internet, atau templat terlampir). Hapus tautannya, dan "
    "sisipkan gambar langsung ke dalam dokumen."
)
_EMBEDS: Final = "Berkas memuat objek tertanam. Hapus objek itu."


@dataclass(frozen=True)
class Form:
    """One form of file that is taken in as a template: what it must hold, what it may hold, and how large it may be."""

    said: str
    ending: str
    main: str
    known: re.Pattern[str]
    most_bytes: int
    most_unpacked: int
    most_parts: int


WORD: Final = Form("dokumen Word (DOCX)", "DOCX", "word/document.xml", _KNOWN, MOST_BYTES, 12 * 1024 * 1024, 120)
SLIDES: Final = Form(
    "paparan PowerPoint (PPTX)",
    "PPTX",
    "ppt/presentation.xml",
    _KNOWN_OF_SLIDES,
    8 * 1024 * 1024,
    40 * 1024 * 1024,
    400,
)


def look_into(content: bytes, form: Form = WORD) -> None:
    """Refuse a file that is no plain one of its form. Raises Refusal with every reason there is."""
    if len(content) > form.most_bytes:
        raise _refusal([f"Berkas terlalu besar: templat paling banyak {form.most_bytes // 1024 // 1024} MB."])
    try:
        with ZipFile(BytesIO(content)) as package:
            found = _faults(package, form)
    except (BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise _refusal([f"Berkas ini bukan {form.said}, atau rusak."]) from error
    if found:
        raise _refusal(found)


def _refusal(sentences: list[str]) -> Refusal:
    return Refusal("template_refused", " ".join(sentences), fields={"file": " ".join(sentences)})


def _faults(package: ZipFile, form: Form) -> list[str]:
    parts = package.infolist()
    names = [part.filename for part in parts]
    if form.main not in names or "[Content_Types].xml" not in names:
        return [f"Berkas ini bukan {form.said}."]
    if len(parts) > form.most_parts or len(set(names)) != len(names):
        return ["Berkas ini tersusun dari terlalu banyak bagian. Salin isinya ke dokumen baru, lalu simpan."]
    if any(part.flag_bits & 1 for part in parts):
        return ["Berkas ini terkunci kata sandi. Simpan tanpa kata sandi."]
    grown = _grown(parts, form)
    if grown:
        return grown
    return [*_unknown(names, form), *dict.fromkeys(fault for part in parts for fault in _inside(package, part, form))]


def _grown(parts: list[ZipInfo], form: Form) -> list[str]:
    """Too large unpacked: nothing is unpacked before this is known. zipfile reads no further than these sizes say."""
    if sum(part.file_size for part in parts) > form.most_unpacked:
        return ["Isi berkas terlalu besar setelah dibuka. Perkecil gambarnya."]
    for part in parts:
        if part.file_size > 100_000 and part.file_size > MOST_RATIO * max(part.compress_size, 1):
            return [f"Bagian “{_short(part.filename)}” membengkak tidak wajar saat dibuka."]
        if _TEMPLATED.fullmatch(part.filename) and part.file_size > MOST_TEXT:
            return ["Teks templat terlalu panjang."]
    return []


def _unknown(names: list[str], form: Form) -> list[str]:
    found = []
    for name in names:
        if name.endswith("/") or form.known.fullmatch(name):
            continue
        lower = name.lower()
        if "vba" in lower or lower.endswith(".bin"):
            found.append(f"Berkas memuat makro atau objek biner. Simpan sebagai {form.ending} biasa tanpa makro.")
        elif "embeddings" in lower or "activex" in lower or "afchunk" in lower:
            found.append(f"Berkas memuat objek tertanam ({_short(name)}). Hapus objek itu.")
        else:
            found.append(f"Bagian “{_short(name)}” tidak diperbolehkan dalam templat.")
    return list(dict.fromkeys(found))[:6]


def _inside(package: ZipFile, part: ZipInfo, form: Form) -> list[str]:
    """What one XML part says that it must not."""
    if not part.filename.lower().endswith((".xml", ".rels")):
        return []
    tree = _parsed(package.read(part))
    if tree is None:
        return [f"Bagian “{_short(part.filename)}” tidak dapat dibaca, atau memuat deklarasi yang tidak diperbolehkan."]
    if part.filename == "[Content_Types].xml":
        macros = any("macroenabled" in str(one.get("ContentType", "")).lower() for one in tree.iter())
        return [f"Berkas bermakro tidak diterima. Simpan sebagai {form.ending}."] if macros else []
    if part.filename.endswith(".rels"):
        return _pointing(tree)
    return _reaching(tree)


def _parsed(raw: bytes) -> Any:
    """The tree of a part; None where it declares a document type or hides behind another encoding."""
    encoding = _ENCODING.match(raw.lstrip(b"\xef\xbb\xbf"))
    if b"\0" in raw or b"<!DOCTYPE" in raw or b"<!ENTITY" in raw:
        return None
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        return None
    try:
        return etree.fromstring(raw, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
    except etree.XMLSyntaxError:
        return None


def _pointing(tree: Any) -> list[str]:
    """Where relationships lead. They are read as XML: a letter may be written as a number there."""
    found = set()
    for relation in tree.iter():
        if str(relation.get("TargetMode", "")).lower() == "external":
            found.add(_OUTSIDE)
        if str(relation.get("Type", "")).rpartition("/")[2].lower() in _EMBEDDING:
            found.add(_EMBEDS)
    return sorted(found)


def _reaching(tree: Any) -> list[str]:
    """Fields that fetch something, also where Word has cut their instruction into pieces; embedded objects."""
    pieces = [str(one.text or "") for one in tree.iter(f"{_WORD}instrText")]
    simple = [str(one.get(f"{_WORD}instr", "")) for one in tree.iter(f"{_WORD}fldSimple")]
    if any(_REACHING.search(said.upper()) for said in (*pieces, *simple, "".join(pieces))):
        return ["Berkas memuat bidang Word yang mengambil isi dari luar (misalnya INCLUDETEXT). Hapus bidang itu."]
    return [_EMBEDS] if any(next(tree.iter(name), None) is not None for name in _EMBEDDED) else []


def _short(name: str) -> str:
    return name[-60:]
