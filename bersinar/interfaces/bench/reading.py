"""How long figures, reports and pages take."""

from __future__ import annotations

import statistics
import time
from typing import Any

from .measuring import median, say


def figures(code: str, year: int) -> None:
    from django.db import connection

    from bersinar.figures.indicators.evaluate import Coverage, evaluate
    from bersinar.foundation.offices.models import Office

    office = Office.objects.get(code=code)
    queries: list[float] = []

    def clock(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        begun = time.perf_counter()
        answer = execute(sql, params, many, context)
        queries.append(time.perf_counter() - begun)
        return answer

    in_queries = []

    def work() -> None:
        queries.clear()
        with connection.execute_wrapper(clock):
            evaluate(Coverage(office), year)
        in_queries.append(sum(queries) * 1000)

    taken = median(work)
    say(f"all figures of a year, {code}", taken)
    print(f"  of it in queries: median {statistics.median(in_queries[1:]):.1f} ms, {len(queries)} queries", flush=True)


def reports() -> None:
    from bersinar.figures.indicators.evaluate import Coverage
    from bersinar.figures.reports.writers import WRITERS
    from bersinar.figures.reports.yearend import year_end
    from bersinar.foundation.offices.models import Office

    for code, year in (("bnnk-oki", 2023), ("bnnk-balikpapan", 2022)):
        office = Office.objects.get(code=code)
        say(f"year-end report, {code}: building", median(lambda: year_end(Coverage(office), year)))  # noqa: B023
        document = year_end(Coverage(office), year)
        for form in ("pdf", "xlsx", "docx", "html"):
            say(f"  writing {form}", median(lambda: WRITERS[form](document)))  # noqa: B023


def pages() -> None:
    from django.conf import settings
    from django.test import Client

    from bersinar.foundation.access.models import User

    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "testserver"]
    client = Client()
    client.force_login(User.objects.get(username="oki.p2m"), backend="bersinar.foundation.access.accounts.Accounts")
    for name, url in (("home", "/"), ("list of activities", "/kegiatan/kegiatan/"), ("figures", "/angka/?tahun=2023")):
        say(f"page: {name} ({client.get(url).status_code})", median(lambda: client.get(url)))  # noqa: B023
