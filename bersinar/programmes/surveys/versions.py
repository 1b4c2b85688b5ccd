"""Which versions of indices an office may measure on: those that ship, and those of its own and of its superiors."""

from __future__ import annotations

from dataclasses import dataclass

from bersinar.catalogue.indices import INDEX_VERSIONS, IndexVersion
from bersinar.foundation.offices.models import Office

from .models import OwnVersion


@dataclass(frozen=True)
class Offered:
    """A version that may be chosen. `own` is the record behind one that does not ship; `key` stands in addresses."""

    key: str
    version: IndexVersion
    own: OwnVersion | None = None

    @property
    def takes_answers(self) -> bool:
        """Whether it has items, so that its value may come of respondents' answers."""
        return self.own is not None and bool(self.own.items.strip())


def offered(office: Office) -> list[Offered]:
    """Every version an office may choose, by index, the shipped ones first."""
    superiors = [office.path[: place + 1] for place, letter in enumerate(office.path) if letter == "/"]
    own = OwnVersion.objects.standing().filter(office__path__in=superiors).select_related("office")
    return [
        *(Offered(code, version) for code, version in INDEX_VERSIONS.items()),
        *(Offered(str(one.pk), one.declared, one) for one in own),
    ]


def chosen(office: Office, key: str) -> Offered | None:
    """The version named in an address, where this office may choose it."""
    return next((one for one in offered(office) if one.key == key), None)
