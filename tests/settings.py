"""The product's settings, with a scratch folder for data and keys and without what only costs time in a test."""

from __future__ import annotations

import os

from tests.scratch import SCRATCH, WORKER

ENGINE = os.environ.get("BERSINAR_TEST_DATABASE", "sqlite")
if ENGINE not in ("sqlite", "postgresql"):
    raise SystemExit(f"BERSINAR_TEST_DATABASE is sqlite or postgresql, not {ENGINE!r}.")

# Nothing of the developer's own installation reaches a test.
for _name in [name for name in os.environ if name.startswith("BERSINAR_") and not name.startswith("BERSINAR_TEST_")]:
    del os.environ[_name]

# One instance, whichever worker runs; files and keys are each worker's own.
_data = SCRATCH / f"data-{WORKER}"
(_data / "static").mkdir(parents=True, exist_ok=True)
(_data / "instance").write_text("00000000-0000-4000-8000-000000000000\n", encoding="ascii")
os.environ["BERSINAR_DATA"] = str(_data)
os.environ["BERSINAR_KEYS"] = str(SCRATCH / f"keys-{WORKER}")  # anchors lie beside the keys
if ENGINE == "postgresql":
    os.environ["BERSINAR_DATABASE"] = "postgresql://bersinar_app@127.0.0.1/unset"  # tests/database.py says where

from bersinar.settings import *  # noqa: E402, F403
from bersinar.settings import STORAGES  # noqa: E402

os.environ.pop("BERSINAR_DATABASE", None)

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_AUTOREFRESH = True  # serves static files from the apps: nothing has to be collected
WHITENOISE_USE_FINDERS = True
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
CODES_SEEN_WITHIN_SECONDS = float("inf")  # one process: it sees its own changes, and questions can be counted
