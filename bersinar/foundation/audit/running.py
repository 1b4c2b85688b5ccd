"""Running balances on both engines, as a model constraint: the database itself adds up, and holds the chain.

A row goes in only as the next of its group (seq = last + 1), with the balance that the last one leaves after its
quantity, never below nought, hung on the last one's hash. Two who add to one group at once cannot both succeed: the
second sees another last row, or runs into the unique (group, seq). Meant for append-only tables.
"""

from __future__ import annotations

from typing import Any

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Model

from .appendonly import Guard


class RunningBalance(Guard):
    """Refuses a row that does not continue its group. The table has columns seq, quantity, balance, prev_hash, hash.

    Its refusal carries the constraint's name, so that a deed finds the sentence in `violation_error_message`.
    """

    def __init__(self, *, name: str, group: str, violation_error_message: str) -> None:
        super().__init__(name=name, violation_error_message=violation_error_message)
        self.group = group

    def statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        table = Table(model._meta.db_table, editor.quote_name)
        template = _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE
        return [Statement(template, table=table, name=self.name, column=f'"{self.group}"')]

    def trigger_names(self, vendor: str) -> list[str]:
        return [f"{self.name}_next"]

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        return path, (), {**kwargs, "group": self.group, "violation_error_message": self.violation_error_message}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, RunningBalance) and (self.name, self.group) == (other.name, other.group)

    def __hash__(self) -> int:
        return hash((self.name, self.group))


_LAST = "FROM %(table)s WHERE %(column)s = NEW.%(column)s ORDER BY seq DESC LIMIT 1"

_SQLITE = f"""
CREATE TRIGGER "%(name)s_next" BEFORE INSERT ON %(table)s WHEN
  NEW.balance < 0
  OR NEW.seq <> 1 + COALESCE((SELECT seq {_LAST}), 0)
  OR NEW.balance <> NEW.quantity + COALESCE((SELECT balance {_LAST}), 0)
  OR NEW.prev_hash <> COALESCE((SELECT hash {_LAST}), zeroblob(32))
BEGIN SELECT RAISE(ABORT, '%(name)s'); END
"""

_POSTGRES = f"""
CREATE OR REPLACE FUNCTION "%(name)s_next"() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE last record;
BEGIN
  SELECT seq, balance, hash INTO last {_LAST};
  IF NEW.balance < 0
     OR NEW.seq <> 1 + COALESCE(last.seq, 0)
     OR NEW.balance <> NEW.quantity + COALESCE(last.balance, 0)
     OR NEW.prev_hash <> COALESCE(last.hash, decode(repeat('00', 32), 'hex'))
  THEN RAISE EXCEPTION '%(name)s' USING ERRCODE = 'check_violation'; END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER "%(name)s_next" BEFORE INSERT ON %(table)s FOR EACH ROW EXECUTE FUNCTION "%(name)s_next"()
"""
