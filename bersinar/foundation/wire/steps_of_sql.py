"""Migration steps of plain SQL."""

from __future__ import annotations

from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState


class OnPostgreSQL(Operation):
    """A migration step of plain SQL for PostgreSQL alone.

    It asks for no models: `RunPython` would have all of them rendered anew, for every wall.
    """

    reversible = True

    def __init__(self, build: str, tear_down: str) -> None:
        self.build, self.tear_down = build, tear_down

    def state_forwards(self, app_label: str, state: ProjectState) -> None:
        """The models stay as they are."""

    def database_forwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self.build, params=None)

    def database_backwards(
        self, app_label: str, schema_editor: BaseDatabaseSchemaEditor, from_state: ProjectState, to_state: ProjectState
    ) -> None:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(self.tear_down, params=None)
