"""Settings: few, typed, read from the environment, and loud when wrong.

| variable | meaning | default |
|---|---|---|
| BERSINAR_DATA | folder of database and files | ~/.local/share/bersinar |
| BERSINAR_DATABASE | postgresql://user:password@host/name | SQLite in the data folder |
| BERSINAR_DATABASE_OWNER | the same for the role that migrates, backs up and verifies | BERSINAR_DATABASE |
| BERSINAR_KEYS | folder that holds the keys | ~/.local/share/bersinar-keys |
| BERSINAR_HOSTS | host names served, by comma | localhost,127.0.0.1 |
| BERSINAR_HTTPS | 1 where served by HTTPS: secure cookies, HSTS | 0 |
| BERSINAR_IDLE_MINUTES | log out after so many idle minutes | 30 |
| BERSINAR_EMERGENCY_HOURS | how long emergency access opens a file | 4 |
| BERSINAR_LINKAGE_KEY | file with the national service's public key (docs/data-protection.md) | none: nothing is sealed to it |
| BERSINAR_PUBLIC | address under which phones find this instance: https://name | the address in use |
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from bersinar.foundation.access.pooling import forget_side
from bersinar.foundation.secrecy.keyring import open_keyring
from bersinar.foundation.secrecy.linkage import LinkageRefused, PublicKey, read_public


def _flag(name: str) -> bool:
    value = os.environ.get(name, "0")
    if value not in ("0", "1"):
        raise ImproperlyConfigured(f"{name} harus 0 atau 1, bukan {value!r}.")
    return value == "1"


def _whole(name: str, default: int, least: int, most: int) -> int:
    value = os.environ.get(name, str(default))
    if not value.isdigit() or not least <= int(value) <= most:
        raise ImproperlyConfigured(f"{name} harus bilangan bulat {least} sampai {most}, bukan {value!r}.")
    return int(value)


def _address(name: str) -> str:
    value = os.environ.get(name, "").rstrip("/")
    if value and (urlsplit(value).scheme not in ("http", "https") or urlsplit(value).path):
        raise ImproperlyConfigured(f"{name} harus berbentuk https://nama, tanpa jalur di belakangnya, bukan {value!r}.")
    return value


def _public_key(name: str) -> PublicKey | None:
    file = os.environ.get(name, "")
    try:
        return read_public(Path(file)) if file else None
    except LinkageRefused as refused:
        raise ImproperlyConfigured(f"{name}: {refused}") from refused


def _sqlite(path: Path) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": path,
        "OPTIONS": {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": "PRAGMA journal_mode=WAL;PRAGMA synchronous=FULL;PRAGMA foreign_keys=ON;"
            "PRAGMA recursive_triggers=ON;PRAGMA mmap_size=134217728;PRAGMA journal_size_limit=27103364;"
            "PRAGMA cache_size=-16000;",
        },
    }


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme != "postgresql" or not parts.path.strip("/"):
        raise ImproperlyConfigured("BERSINAR_DATABASE harus berbentuk postgresql://pengguna:sandi@host/nama.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "OPTIONS": {
            "pool": {"min_size": 1, "max_size": 16, "timeout": 20, "reset": forget_side},
            # Statements are parsed and planned once a connection, not once a question: half the server's work a record.
            "server_side_binding": True,
            "prepare_threshold": 3,
        },
    }


DATA = Path(os.environ.get("BERSINAR_DATA") or Path.home() / ".local" / "share" / "bersinar").absolute()
KEYRING = open_keyring(DATA, os.environ.get("BERSINAR_KEYS"))
SECRET_KEY = KEYRING.django_secret
LINKAGE_KEY = _public_key("BERSINAR_LINKAGE_KEY")

DATABASE_URL = os.environ.get("BERSINAR_DATABASE", "")
DATABASE_OWNER_URL = os.environ.get("BERSINAR_DATABASE_OWNER", "") or DATABASE_URL
# The command line sets this for migrating, backing up and verifying; serving never does.
_AS_OWNER = _flag("BERSINAR_AS_OWNER")
_url = DATABASE_OWNER_URL if _AS_OWNER else DATABASE_URL
DATABASES = {"default": _postgresql(_url) if _url else _sqlite(DATA / "bersinar.sqlite3")}

HTTPS = _flag("BERSINAR_HTTPS")
PUBLIC_ADDRESS = _address("BERSINAR_PUBLIC")
DEBUG = False
ALLOWED_HOSTS = [
    host.strip() for host in os.environ.get("BERSINAR_HOSTS", "localhost,127.0.0.1").split(",") if host.strip()
]
# What a printed QR code leads to. The command line says which port it serves on.
_SERVED = f"{'https' if HTTPS else 'http'}://{next(iter(ALLOWED_HOSTS), 'localhost')}"
SITE = PUBLIC_ADDRESS or os.environ.get("BERSINAR_SERVED") or _SERVED
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS] if HTTPS else []

_FOUNDATION = (
    "wire",
    "offices",
    "regions",
    "institutions",
    "access",
    "audit",
    "codelists",
    "periods",
    "deadlines",
    "numbering",
    "files",
    "ui",
    "oneform",
    "letters",
)
_ROOMS = (
    "planning", "activities", "community", "screening", "rehab", "skhpn", "ibm", "enforcement", "carecentre", "surveys", "cooperation",
)  # fmt: skip

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "axes",
    "csp",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    *(f"bersinar.foundation.{name}" for name in _FOUNDATION),
    "bersinar.ledger",
    "bersinar.figures",
    *(f"bersinar.programmes.{name}" for name in _ROOMS),
    "bersinar.interfaces.desk",
    "bersinar.interfaces.demo",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # after Whitenoise, whose files are compressed already
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "bersinar.foundation.access.wall.SideMiddleware",
    "bersinar.foundation.access.nostore.NoStoreMiddleware",
    "bersinar.foundation.codelists.fresh.FreshCodesMiddleware",
    "bersinar.foundation.access.idle.IdleMiddleware",
    "bersinar.interfaces.desk.first_password.FirstPasswordMiddleware",
    "bersinar.interfaces.desk.factor_gate.FactorGateMiddleware",
    "bersinar.foundation.ui.zones.ZoneMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "bersinar.foundation.ui.answers.RefusalMiddleware",
    "axes.middleware.AxesMiddleware",
]

CODES_SEEN_WITHIN_SECONDS = 3.0  # how old another process's view of a changed label may be

ROOT_URLCONF = "bersinar.urls"
WSGI_APPLICATION = "bersinar.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "bersinar.interfaces.desk.navigation.navigation",
                "bersinar.interfaces.desk.discretion.discretion",
            ],
            "builtins": ["bersinar.foundation.ui.templatetags.ui"],
        },
    }
]

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "bersinar.foundation.access.accounts.Accounts"]
PASSWORD_HASHERS = ["bersinar.foundation.access.hashers.BoundedArgon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "/masuk/"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/masuk/"

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_LOCKOUT_TEMPLATE = "desk/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False  # its log lines would hold user names

IDLE_MINUTES = _whole("BERSINAR_IDLE_MINUTES", 30, 1, 720)
EMERGENCY_HOURS = _whole("BERSINAR_EMERGENCY_HOURS", 4, 1, 72)
SESSION_ENGINE = "bersinar.foundation.access.sessions"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = False  # the draft keeper reads the token at the moment it sends
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_SSL_REDIRECT = False
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF, "data:"], "font-src": [SELF],
        "connect-src": [SELF], "object-src": [NONE], "frame-ancestors": [NONE], "base-uri": [SELF], "form-action": [SELF],
    }
}  # fmt: skip

LANGUAGE_CODE = "id"
USE_I18N = True
TIME_ZONE = "Asia/Jakarta"
USE_TZ = True
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024

STATIC_URL = "/static/"
STATIC_ROOT = DATA / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": DATA / "files"}},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SILENCED_SYSTEM_CHECKS = ["security.W004", "security.W008", "security.W012", "security.W016"]  # HTTPS is a setting

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "{asctime} {levelname} {name} {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "bersinar": {"level": "INFO"},
        # Its messages carry the values of the row that was refused.
        "django.db.backends": {"level": "CRITICAL"},
    },
}
