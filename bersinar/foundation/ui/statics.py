"""Static files with names that hold their content, compressed once and only when they have changed."""

from __future__ import annotations

import hashlib
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# What django-htmx brings for other pages than ours: other versions, extensions, and what is not minified.
_UNUSED = ("htmax-*", "htmx-4*", "htmx-2.js", "ext")


def collect_if_changed() -> None:
    """Collect and compress static files, which takes seconds, unless they are those of the last time."""
    stamp, now = Path(settings.STATIC_ROOT) / "stamp", _stamp()
    if stamp.exists() and stamp.read_text() == now:
        return
    call_command("collectstatic", verbosity=0, interactive=False, ignore_patterns=list(_UNUSED))
    stamp.write_text(now)


def _stamp() -> str:
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            about = Path(storage.path(path)).stat()
            digest.update(f"{path} {about.st_size} {about.st_mtime_ns}\n".encode())
    return digest.hexdigest()
