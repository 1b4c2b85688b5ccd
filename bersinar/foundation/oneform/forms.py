"""The base of a public form: plain fields, big to touch, which work without a script."""

from __future__ import annotations

from typing import ClassVar

from django import forms


class AnswerForm(forms.Form):
    """`sections` groups the fields: (title, hint, names). Every field belongs to one section."""

    sections: ClassVar[tuple[tuple[str, str, tuple[str, ...]], ...]] = ()

    def laid_out(self) -> list[tuple[str, str, list[forms.BoundField]]]:
        """The fields by section, as the page shows them."""
        return [(title, hint, [self[name] for name in names]) for title, hint, names in self.sections]
