"""Databases for tests: migrated once per run, then cloned.

`flush` fails on append-only tables, so a test that commits gets a clone of its own and throws it away. On PostgreSQL
the run starts a private cluster, migrates as the owner, and then serves as a role that owns nothing - with the rights
that the product itself grants.
"""

from __future__ import annotations

import fcntl
import json
import os
import pwd
import secrets
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from tests.scratch import SCRATCH, WORKER

OWNER, APP = "bersinar_owner", "bersinar_app"
TEMPLATE = "bersinar_template"
OLDEST = 15
_numbers = count(1)


class Unusable(Exception):
    """There is no database here that the tests could, or should, run on."""


@dataclass(frozen=True)
class Clone:
    """A database of a test's own. `environment` starts a child process (the command line) on the same one."""

    name: str
    environment: dict[str, str]


def use_template() -> None:
    """Build the template if this run has none yet, then point this worker at a clone of it."""
    with _one_at_a_time():
        done = SCRATCH / "template.done"
        if not done.exists():
            _build_template()
            done.touch()
    _point_at(_clone(WORKER))
    _refuse_unsafe_role()


@contextmanager
def clone_in_use(*, empty: bool = False) -> Iterator[Clone]:
    """A fresh clone (or a database without tables) that every thread of this process uses inside the block."""
    from django.db import connection

    if connection.in_atomic_block:
        raise RuntimeError("A test takes either db (rolled back) or committed_db (its own clone), not both.")
    before = dict(connection.settings_dict)
    clone = _clone(f"{WORKER}_{next(_numbers)}", empty=empty)
    _point_at(clone)
    try:
        yield clone
    finally:
        _change_connection(**before)
        _drop(clone)


def _build_template() -> None:
    from django.core.management import call_command
    from django.db import connection

    from bersinar.foundation.access.postgres import grant_rights

    if _on_postgresql():
        _start_cluster()
        _execute(f"CREATE DATABASE {TEMPLATE} OWNER {OWNER}")
        _change_connection(NAME=TEMPLATE, USER=OWNER, **_address())
    else:
        _change_connection(NAME=_sqlite_file(TEMPLATE))
    call_command("migrate", verbosity=0, interactive=False)
    grant_rights(APP)
    _close(connection)  # SQLite folds its WAL in; PostgreSQL copies only what nobody is connected to


def _clone(label: str, *, empty: bool = False) -> Clone:
    name = f"bersinar_{label}"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("BERSINAR_TEST_")}
    environment |= {"DJANGO_SETTINGS_MODULE": "bersinar.settings", "BERSINAR_DATA": str(_sqlite_file(name).parent)}
    if _on_postgresql():
        _execute(f"CREATE DATABASE {name} OWNER {OWNER}" + ("" if empty else f" TEMPLATE {TEMPLATE}"))
        environment |= {"BERSINAR_DATABASE": _url(APP, name), "BERSINAR_DATABASE_OWNER": _url(OWNER, name)}
    elif not empty:
        shutil.copyfile(_sqlite_file(TEMPLATE), _sqlite_file(name))
    return Clone(name, environment)


def _drop(clone: Clone) -> None:
    if _on_postgresql():
        _execute(f"DROP DATABASE IF EXISTS {clone.name} WITH (FORCE)")
    shutil.rmtree(_sqlite_file(clone.name).parent)


def _point_at(clone: Clone) -> None:
    if _on_postgresql():
        _change_connection(NAME=clone.name, USER=APP, **_address())
    else:
        _change_connection(NAME=_sqlite_file(clone.name))


def _change_connection(**values: Any) -> None:
    """Reconnect elsewhere. The dictionary is one for all threads, so threads that start later follow."""
    from django.conf import settings
    from django.db import connection

    _close(connection)
    connection.settings_dict.update(values)
    if _on_postgresql():
        name = str(connection.settings_dict["NAME"])
        settings.DATABASE_URL, settings.DATABASE_OWNER_URL = _url(APP, name), _url(OWNER, name)


def _close(connection: Any) -> None:
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def _refuse_unsafe_role() -> None:
    from django.db import connection

    from bersinar.foundation.access.postgres import role_is_safe

    if not _on_postgresql():
        return
    with connection.cursor() as cursor:
        faults = role_is_safe(cursor)
    if faults:
        raise Unusable(f"The tests must not run as this role: {'; '.join(faults)}.")


def _on_postgresql() -> bool:
    from django.db import connection

    return connection.vendor == "postgresql"


def _sqlite_file(name: str) -> Path:
    """In a data folder of its own, with the run's instance, so that a child process finds database and keys."""
    folder = SCRATCH / name
    folder.mkdir(exist_ok=True)
    shutil.copyfile(Path(os.environ["BERSINAR_DATA"]) / "instance", folder / "instance")
    return folder / "bersinar.sqlite3"


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    with (SCRATCH / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


# The private PostgreSQL cluster ---------------------------------------------------------------------------------------


def programs() -> Path | None:
    """The folder of PostgreSQL's server programs, the newest there is; None where none is new enough."""
    folders = []
    if config := shutil.which("pg_config"):
        folders.append(
            Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        )
    folders += Path("/usr/lib/postgresql").glob("*/bin")
    if found := shutil.which("initdb"):
        folders.append(Path(found).resolve().parent)
    usable = [
        (_version(folder), folder)
        for folder in folders
        if (folder / "initdb").exists() and (folder / "postgres").exists()
    ]
    newest = max(usable, default=None)
    return newest[1] if newest and newest[0] >= OLDEST else None


def _version(folder: Path) -> int:
    answer = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    return int(answer.split()[2].partition(".")[0])


def _start_cluster() -> None:
    """Start a cluster for this run; tests/scratch.py stops it. PostgreSQL refuses to run as root."""
    bin_folder = programs()
    if bin_folder is None:
        raise Unusable(f"The server programs of PostgreSQL {OLDEST} or newer were not found on this machine.")
    folder, password = SCRATCH / "cluster", secrets.token_hex(16)
    folder.mkdir(mode=0o700)
    (folder / "password").write_text(password, encoding="ascii")
    user = _unprivileged_user()
    if user is not None:
        shutil.chown(folder, user.pw_uid, user.pw_gid)
        shutil.chown(folder / "password", user.pw_uid, user.pw_gid)

    def run(program: str, *arguments: str) -> None:
        identity: dict[str, Any] = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if user else {}
        done = subprocess.run(
            [bin_folder / program, *arguments],
            cwd=folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            **identity,
        )
        if done.returncode:
            log = folder / "log"
            raise Unusable(f"{program} failed:\n{done.stderr}\n{log.read_text() if log.exists() else ''}")

    data, port = folder / "data", _free_port()
    run("initdb", f"--pgdata={data}", "--username=postgres", "--auth=scram-sha-256", f"--pwfile={folder / 'password'}",
        "--encoding=UTF8", "--locale=C.UTF-8")  # fmt: skip
    with (data / "postgresql.auto.conf").open("a") as configuration:
        configuration.write(
            f"port = {port}\nlisten_addresses = '127.0.0.1'\nunix_socket_directories = '{folder}'\nfsync = on\n"
        )
    run("pg_ctl", "start", "--wait", "--timeout=60", f"--pgdata={data}", f"--log={folder / 'log'}")
    (SCRATCH / "cluster.json").write_text(json.dumps({"HOST": "127.0.0.1", "PORT": str(port), "PASSWORD": password}))
    for role, may in ((OWNER, "CREATEDB"), (APP, "NOCREATEDB")):
        _execute(f"CREATE ROLE {role} LOGIN NOSUPERUSER NOCREATEROLE NOBYPASSRLS {may} PASSWORD '{password}'")


def _unprivileged_user() -> pwd.struct_passwd | None:
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres")
    except KeyError:
        return pwd.getpwnam("nobody")


def _free_port() -> int:
    with closing(socket.socket()) as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@cache
def _address() -> dict[str, str]:
    address: dict[str, str] = json.loads((SCRATCH / "cluster.json").read_text())
    return address


def _url(role: str, name: str) -> str:
    return "postgresql://{role}:{PASSWORD}@{HOST}:{PORT}/{name}".format(role=role, name=name, **_address())


def _execute(statement: str) -> None:
    """One statement as the cluster's superuser: only making and dropping roles and databases is done so."""
    with psycopg.connect(_url("postgres", "postgres"), autocommit=True) as connection:
        connection.execute(statement.encode())


if __name__ == "__main__":  # for tools/test.sh: is there a PostgreSQL server to test on?
    sys.exit(0 if programs() else 1)
