"""Guards of a table on both engines, as model constraints: triggers that refuse what no index and no check can.

As a constraint a guard survives SQLite's table rebuilds, which drop triggers: Django creates the constraints of the
rebuilt table again, and the statements run after the table has its name back.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import BaseConstraint, Model

REFUSAL = "tabel ini hanya dapat ditambah"

_DROP_ON_SQLITE = 'DROP TRIGGER "%(name)s"'
_DROP_ON_POSTGRES = 'DROP TRIGGER "%(name)s" ON %(table)s; DROP FUNCTION IF EXISTS "%(name)s"()'


class Guard(BaseConstraint):
    """A constraint that is held by triggers. `verify` looks whether they stand."""

    def statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        """What makes the triggers."""
        raise NotImplementedError

    def trigger_names(self, vendor: str) -> list[str]:
        """The triggers that must stand."""
        raise NotImplementedError

    def constraint_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        assert model is not None and schema_editor is not None
        schema_editor.deferred_sql.extend(self.statements(model, schema_editor))
        return None  # nothing inside CREATE TABLE

    def create_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        self.constraint_sql(model, schema_editor)
        return None

    def remove_sql(self, model: type[Model] | None, schema_editor: BaseDatabaseSchemaEditor | None) -> Any:
        """Takes the triggers away; on PostgreSQL with each the function that bears its name, and so serves it alone."""
        assert model is not None and schema_editor is not None
        vendor, table = schema_editor.connection.vendor, Table(model._meta.db_table, schema_editor.quote_name)
        drop = _DROP_ON_POSTGRES if vendor == "postgresql" else _DROP_ON_SQLITE
        *others, last = (Statement(drop, table=table, name=name) for name in self.trigger_names(vendor))
        for statement in others:
            schema_editor.execute(statement)
        return last  # Django executes what is returned

    def validate(self, *args: Any, **kwargs: Any) -> None:
        """Nothing to say about one instance: the database refuses."""


class AppendOnly(Guard):
    """Refuses UPDATE, DELETE, TRUNCATE, and an INSERT that would replace a row.

    `keys` are further column groups (beside `id`) whose repetition an INSERT must refuse: on SQLite
    `INSERT OR REPLACE` walks past a unique index by deleting first, so a trigger has to say no.
    """

    def __init__(self, *, name: str, keys: tuple[tuple[str, ...], ...] = ()) -> None:
        super().__init__(name=name)
        self.keys = tuple(tuple(group) for group in keys)

    def statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        table = Table(model._meta.db_table, editor.quote_name)
        if editor.connection.vendor == "postgresql":
            return [Statement(_POSTGRES, table=table, name=self.name)]
        groups = (("id",), *self.keys)
        repeats = " OR ".join(
            "EXISTS (SELECT 1 FROM %(table)s WHERE "  # noqa: S608  our own names
            + " AND ".join(f'"{column}" = NEW."{column}"' for column in group)
            + ")"
            for group in groups
        )
        raises = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
        return [
            Statement(f'CREATE TRIGGER "{self.name}_update" BEFORE UPDATE ON %(table)s {raises}', table=table),
            Statement(f'CREATE TRIGGER "{self.name}_delete" BEFORE DELETE ON %(table)s {raises}', table=table),
            Statement(
                f'CREATE TRIGGER "{self.name}_insert" BEFORE INSERT ON %(table)s WHEN {repeats} {raises}', table=table
            ),
        ]

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        kwargs.pop("violation_error_message", None)
        return path, (), {**kwargs, "keys": self.keys}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AppendOnly) and (self.name, self.keys) == (other.name, other.keys)

    def __hash__(self) -> int:
        return hash((self.name, self.keys))

    def trigger_names(self, vendor: str) -> list[str]:
        parts = ("row", "truncate") if vendor == "postgresql" else ("update", "delete", "insert")
        return [f"{self.name}_{part}" for part in parts]


_POSTGRES = f"""
CREATE OR REPLACE FUNCTION bersinar_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{REFUSAL}'; END $$;
CREATE TRIGGER "%(name)s_row" BEFORE UPDATE OR DELETE ON %(table)s FOR EACH ROW EXECUTE FUNCTION bersinar_append_only();
CREATE TRIGGER "%(name)s_truncate" BEFORE TRUNCATE ON %(table)s EXECUTE FUNCTION bersinar_append_only()
"""
