"""Benchmarks: figures printed with machine, versions and durability settings; never a verdict, never a timed test.

Runs on an empty instance: builds the demo, adds offices with synthetic facts up to the wanted number, then measures what
an office waits for. Medians over several runs; the first one, which warms caches, is not counted.
"""

from __future__ import annotations

import sys

from .building import build
from .clients import build_clients, client_pages
from .evidence import build_evidence, evidence_pages, stock
from .forecasts import forecasts
from .measuring import print_machine
from .reading import figures, pages, reports
from .saving import saving


def run(*, facts: int, clients: int, exhibits: int, seconds: float) -> int:
    """Measure and print; 2 where the instance is not empty."""
    from bersinar.foundation.access.models import User

    if User.objects.exists():
        print("bench memerlukan folder data dan basis data yang kosong; pilih --data lain", file=sys.stderr)
        return 2
    print_machine()
    forecasts()
    build(facts)
    figures("bnnk-oki", 2023)
    figures("bnnk-bench-001", 2023)
    figures("bnn", 2023)
    reports()
    pages()
    saving(seconds)
    build_clients(clients)
    client_pages(clients, seconds)
    build_evidence(exhibits)
    stock(exhibits)
    evidence_pages(exhibits, seconds)
    return 0
