"""Rights on PostgreSQL: what the serving role may do, and whether it is as harmless as it should be.

The owner's role migrates; the serving role owns nothing. Run `grant_rights` after every migration, on the owner's
connection. On SQLite there are no roles and nothing happens.
"""

from __future__ import annotations

from django.apps import apps
from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper
from psycopg import Cursor, sql

from bersinar.foundation.audit.appendonly import AppendOnly


def append_only_tables() -> list[str]:
    """The tables of all models that carry an AppendOnly constraint."""
    return sorted(
        model._meta.db_table
        for model in apps.get_models()
        if any(isinstance(constraint, AppendOnly) for constraint in model._meta.constraints)
    )


def grant_rights(app_role: str) -> None:
    """Give the serving role its rights on every table there is; where append-only, just reading and adding."""
    if connection.vendor != "postgresql":
        return
    role = sql.Identifier(app_role)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT current_schema()")
        schema = sql.Identifier(cursor.fetchone()[0])
        for statement in (
            "GRANT USAGE ON SCHEMA {schema} TO {role}",
            "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
            "GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA {schema} TO {role}",
            # Which migrations have run is the owner's business.
            "REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON django_migrations FROM {role}",
        ):
            cursor.execute(sql.SQL(statement).format(schema=schema, role=role))
        for table in append_only_tables():
            revoke = sql.SQL("REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM {role}")
            cursor.execute(revoke.format(table=sql.Identifier(table), role=role))


def role_is_safe(cursor: CursorWrapper | Cursor) -> list[str]:
    """What is wrong with the role of this session, in words; an empty list where it may serve.

    A right held through another role counts as held: who may SET ROLE to a superuser is one.
    """
    cursor.execute(
        """
        SELECT r.rolname, r.rolsuper, r.rolbypassrls FROM pg_roles r
        WHERE pg_has_role(session_user, r.oid, 'MEMBER') AND (r.rolsuper OR r.rolbypassrls) ORDER BY r.rolname
        """
    )
    found = []
    for name, superuser, bypasses in cursor.fetchall():
        if superuser:
            found.append(f"peran {name} adalah superuser")
        elif bypasses:
            found.append(f"peran {name} melewati keamanan baris (BYPASSRLS)")
    if found:
        return found  # a superuser is a member of everything: the tables would only repeat it
    cursor.execute(
        """
        SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p')
          AND pg_has_role(session_user, c.relowner, 'MEMBER')
        ORDER BY c.relname
        """
    )
    return [f"peran ini memiliki tabel {name}" for (name,) in cursor.fetchall()]
