"""What a stock's facts come to, day by day: kept by the database itself with every fact that goes in.

A store of evidence is asked what it held on a day, and a million facts are too many to add up while somebody waits. The
sums repeat the facts and nothing else: they are written by a trigger alone, and `verify` adds up again.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.db import connection
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.backends.ddl_references import Statement, Table
from django.db.models import Model

from bersinar.foundation.audit.appendonly import Guard
from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.rows import ask

TABLE = "ledger_daysum"
KEYS = ("office_id", "kind", "day", "share", "basis", "bound", "detail", "aspect", "substance")


class AddedUpByDay(Guard):
    """Adds every fact of some kinds to the sum of its day. These kinds carry none but the dimensions in KEYS."""

    def __init__(self, *, name: str, kinds: tuple[str, ...]) -> None:
        super().__init__(name=name)
        self.kinds = tuple(kinds)

    def statements(self, model: type[Model], editor: BaseDatabaseSchemaEditor) -> list[Statement]:
        table = Table(model._meta.db_table, editor.quote_name)
        template = _POSTGRES if editor.connection.vendor == "postgresql" else _SQLITE
        return [Statement(template, table=table, name=self.name, kinds=", ".join(f"'{kind}'" for kind in self.kinds))]

    def trigger_names(self, vendor: str) -> list[str]:
        return [f"{self.name}_add"]

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        path, _, kwargs = super().deconstruct()
        kwargs.pop("violation_error_message", None)
        return path, (), {**kwargs, "kinds": self.kinds}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, AddedUpByDay) and (self.name, self.kinds) == (other.name, other.kinds)

    def __hash__(self) -> int:
        return hash((self.name, self.kinds))


_COLUMNS = ", ".join(KEYS)
_ADD = (
    f"INSERT INTO {TABLE} ({_COLUMNS}, quantity, signs) "  # noqa: S608  our own names
    f"VALUES ({', '.join(f'NEW.{key}' for key in KEYS)}, NEW.quantity, NEW.sign) "
    f"ON CONFLICT ({_COLUMNS}) DO UPDATE SET quantity = {TABLE}.quantity + EXCLUDED.quantity, signs = {TABLE}.signs + EXCLUDED.signs"
)
_SQLITE = f'CREATE TRIGGER "%(name)s_add" AFTER INSERT ON %(table)s WHEN NEW.kind IN (%(kinds)s) BEGIN {_ADD}; END'
_POSTGRES = f"""
CREATE OR REPLACE FUNCTION "%(name)s_add"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN {_ADD}; RETURN NULL; END $$;
CREATE TRIGGER "%(name)s_add" AFTER INSERT ON %(table)s FOR EACH ROW WHEN (NEW.kind IN (%(kinds)s))
EXECUTE FUNCTION "%(name)s_add"()
"""


def add_up(kinds: tuple[str, ...]) -> None:
    """Write the sums of all facts there are: for an instance whose facts are older than its sums."""
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {TABLE} ({_COLUMNS}, quantity, signs) {_told(len(kinds))}", list(kinds))


def day_sum_findings(kinds: tuple[str, ...]) -> Iterator[str]:
    """Every day whose sum is not what its facts come to, as sentences."""
    kept = f"SELECT {_COLUMNS}, -quantity AS quantity, -signs AS signs FROM {TABLE}"  # noqa: S608
    differing = (
        f"SELECT DISTINCT office_id, kind, day FROM (SELECT {_COLUMNS} FROM ({_told(len(kinds))} UNION ALL {kept}) AS told "  # noqa: S608
        f"GROUP BY {_COLUMNS} HAVING SUM(quantity) <> 0 OR SUM(signs) <> 0) AS differing ORDER BY office_id, kind, day"
    )
    codes: dict[int, str] = dict(Office.objects.values_list("pk", "code"))
    for office, kind, day in ask(differing, list(kinds)):
        yield f"{codes[office]}: jumlah {kind} tanggal {day} tidak cocok dengan faktanya."


def _told(kinds: int) -> str:
    """The sums as the facts tell them; takes the kinds."""
    marks = ", ".join(["%s"] * kinds)
    sums = "SUM(quantity) AS quantity, SUM(sign) AS signs"
    return f"SELECT {_COLUMNS}, {sums} FROM ledger_fact WHERE kind IN ({marks}) GROUP BY {_COLUMNS}"  # noqa: S608
