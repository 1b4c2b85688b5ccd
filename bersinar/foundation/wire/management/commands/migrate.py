"""Django's `migrate`, without a round through all models for every new table.

For each model that a migration adds, Django builds anew every model that hangs together with it: here nearly all, as
everything has an office and a user. On a first start that was most of the time. To a new model nothing points yet, so
it is built alone. Whatever else migrations do goes Django's own way.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.management.commands import migrate
from django.db.migrations.state import ModelState, ProjectState


class Command(migrate.Command):
    """Takes the place of Django's command of this name, wherever it is called."""

    def handle(self, *args: Any, **options: Any) -> Any:
        with new_models_built_alone():
            return super().handle(*args, **options)


@contextmanager
def new_models_built_alone() -> Iterator[None]:
    """Within the block a model that comes into a migration's state leaves those that stand in it as they are."""
    own_way = ProjectState.add_model

    def add_alone(state: ProjectState, model_state: ModelState) -> None:
        standing = state.__dict__.pop("apps", None)  # without it there is nothing that Django would build anew
        own_way(state, model_state)
        if standing is not None:
            state.__dict__["apps"] = standing
            standing.render_multiple([model_state])

    ProjectState.add_model = add_alone  # type: ignore[method-assign, assignment]
    try:
        yield
    finally:
        ProjectState.add_model = own_way  # type: ignore[method-assign]
