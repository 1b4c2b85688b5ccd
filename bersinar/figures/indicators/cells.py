"""Cells and heads: what figures need from the ledger, summed and counted by the database.

Cells are facts summed by kind and dimension: corrections carry the old day and dimensions with the opposite sign, so
they cancel inside a cell. Heads are different subjects, counted. No subject's token leaves the database.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any, NamedTuple

from django.db import connection
from django.db.models import BooleanField, QuerySet, Sum
from django.db.models.expressions import RawSQL

from bersinar.catalogue.declaring import How, Indicator, Measured
from bersinar.catalogue.indicators import INDICATORS
from bersinar.catalogue.kinds import ADDED_UP_BY_DAY, KINDS
from bersinar.ledger.daysums import KEYS, TABLE
from bersinar.ledger.linking import standing_sifting
from bersinar.ledger.models import COUNTED, Fact, Sifting, YearOf

Values = tuple[str, ...]


@dataclass(frozen=True)
class Cell:
    """One group of facts. `quantity` is in display units; `signs` counts the facts that stand."""

    kind: str
    share: str
    basis: str
    bound: str
    dims: dict[str, str]
    quantity: Fraction
    signs: int

    def value_of(self, dimension: str) -> str:
        """The value of a dimension; "unit" is the kind's unit, or its detail where the kind leaves it open."""
        if dimension == "unit":
            return KINDS[self.kind].unit or self.dims.get("detail", "")
        return self.dims.get(dimension, "")


@dataclass(frozen=True)
class Window:
    """Which facts are read: offices, a year, up to which position of the chain, and up to which day of the year."""

    offices: tuple[int, ...]
    year: int
    as_of: int | None = None
    until: date | None = None


PERSONS = sorted(kind.code for kind in KINDS.values() if kind.subject == "treatment")


def counts_persons(one: Indicator) -> bool:
    """Whether a figure counts persons in treatment, whom two offices may know under two tokens."""
    parts = [INDICATORS[code] for code in (one.numerator, one.denominator) if code]
    return any(map(counts_persons, parts)) or (one.how is How.DISTINCT and not set(PERSONS).isdisjoint(one.counts))


def linked(window: Window, asked: Iterable[tuple[Indicator, Collection[str]]]) -> Sifting | None:
    """The links that one of these figures, split so, is counted by: over several offices alone, each by itself without."""
    if not any(_unites(window, one, by) for one, by in asked):
        return None
    sifting = standing_sifting()
    return sifting if sifting and sifting.pairs else None


def _unites(window: Window, one: Indicator, by: Collection[str]) -> bool:
    several = len(window.offices) > 1 and window.as_of is None and "office" not in by
    return several and counts_persons(one)


class Question(NamedTuple):
    """Whom to count: the different subjects behind an indicator, in all or by dimensions."""

    code: str
    share: str
    by: Values = ()


def facts_of(window: Window, measured: Measured, kinds: Collection[str]) -> QuerySet[Fact]:
    """The facts of these kinds in this window, as a query."""
    where, params = _where(window, measured, {"kind": kinds})
    return Fact.objects.filter(RawSQL(where, params, BooleanField()))  # noqa: S611  our own names


def standing(facts: QuerySet[Fact], measured: Measured, *apart: str) -> QuerySet[Any, Any]:
    """Who is counted: in a flow whoever has a standing fact, in a stock whoever has come in and not gone out."""
    held: Any = facts.order_by().values("subject", *apart).annotate(held=Sum(_HELD[measured]))
    return held.filter(held__gt=0)  # type: ignore[no-any-return]


def held_by_day(facts: QuerySet[Fact], measured: Measured) -> Iterable[tuple[str, date, int]]:
    """(subject, day, what it holds by the facts of that day), by day."""
    rows: Any = facts.order_by("day").values_list("subject", "day").annotate(held=Sum(_HELD[measured]))
    return rows  # type: ignore[no-any-return]


def crossings(one: Indicator, by: Sequence[str]) -> list[Values]:
    """The dimensions of `by` crossed, where the indicator has them all; without `by` each shown split by itself."""
    wanted = [tuple(by)] if by else [(dimension,) for dimension in one.shown]
    return [crossing for crossing in wanted if set(crossing) <= {*one.splits, "office"}]


def load(window: Window, indicators: Iterable[Indicator], by: Sequence[str]) -> dict[tuple[Measured, str], list[Cell]]:
    """Cells of all facts these indicators count, by (measure, kind), apart where a total or one of their crossings asks."""
    wanted: dict[Measured, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for indicator in indicators:
        kinds, dims = wanted[indicator.measured]
        kinds.update(indicator.counts)
        dims.update(indicator.where, *crossings(indicator, by), [indicator.over] if indicator.over else [])
        if any(kind.unit is None for kind in indicator.kinds) or not indicator.has_total:
            dims.update(("detail", "aspect", "substance"))
        if indicator.how is How.WEIGHTED:
            dims.update(("detail", "substance"))
    cells: dict[tuple[Measured, str], list[Cell]] = defaultdict(list)
    for measured, (kinds, dims) in wanted.items():
        for cell in _sum(window, measured, kinds, sorted(dims - {"unit"})):
            cells[measured, cell.kind].append(cell)
    return cells


def _sum(window: Window, measured: Measured, kinds: Collection[str], dims: list[str]) -> Iterable[Cell]:
    kept = set(kinds).intersection(ADDED_UP_BY_DAY if _is_kept_by_day(window, measured) else ())
    names = ["kind", "share", "basis", "bound", *dims]
    rows = _kept_by_day(window, measured, kept, names) if kept else []
    if rest := set(kinds) - kept:
        rows += _told_by_facts(window, measured, rest, names)
    for *values, total, signs in rows:
        if not total and not signs:
            continue  # wholly taken back
        kind, share, basis, bound, *dimensions = values
        quantity = Fraction(int(total), KINDS[kind].scale)
        yield Cell(kind, share, basis, bound, dict(zip(dims, dimensions, strict=True)), quantity, int(signs))


def _told_by_facts(
    window: Window, measured: Measured, kinds: Collection[str], names: list[str]
) -> list[tuple[Any, ...]]:
    """Sums of facts by these columns, the first four of which every cell has."""
    where, params = _where(window, measured, {"kind": kinds})
    # Grouped in the index's own order first, nothing has to be sorted but the few sums that come out.
    first = _as_indexed(measured) if set(names[4:]) <= set(COUNTED) else names
    sums = _facts(where, first, "SUM(quantity) AS total, SUM(sign) AS signs")
    return _rows(_again(sums, names, "SUM(total), SUM(signs)"), params)


def _is_kept_by_day(window: Window, measured: Measured) -> bool:
    """Whether sums of days answer: a stock, as it stands now. As of a position of the chain only facts tell it."""
    return measured is not Measured.FLOW and window.as_of is None


def _kept_by_day(window: Window, measured: Measured, kinds: Collection[str], names: list[str]) -> list[tuple[Any, ...]]:
    """The same from the sums of days: a dimension that these do not hold is blank in every fact of their kinds."""
    where, params = _where(window, measured, {"kind": kinds})
    held = [name for name in names if name in KEYS or name in _computed()]
    columns = ", ".join(f"{_computed().get(name, name if name in KEYS else _BLANK)} AS {name}" for name in names)
    sums = "SUM(quantity), SUM(signs)"
    return _rows(f"SELECT {columns}, {sums} FROM {TABLE} WHERE {where} GROUP BY {', '.join(held)}", params)  # noqa: S608


def count_heads(window: Window, questions: Sequence[Question]) -> dict[Question, dict[Values, int]]:
    """How many different subjects stand, by the values of each question's dimensions; asked in one statement."""
    answers: dict[Question, dict[Values, int]] = {question: {} for question in questions}
    widest = max((len(question.by) for question in questions), default=0)
    selects, params = [], []
    sifting = linked(window, ((INDICATORS[question.code], question.by) for question in questions))
    for number, (code, share, by) in enumerate(questions):
        one = INDICATORS[code]
        where, given = _where(window, one.measured, {"kind": one.counts, "share": [share], **one.where})
        held = f"SUM({_HELD[one.measured]})"
        subjects = _facts(where, [*by, "subject"], f"{held} AS held")
        if sifting is not None and _unites(window, one, by):
            subjects, given = _united(subjects, by), [*given, sifting.pk]
        else:
            subjects += f" HAVING {held} > 0"
        blanks = "'', " * (widest - len(by))  # all parts of a UNION are of one width
        selects.append(_again(subjects, by, f"{blanks}{number}, COUNT(*)"))
        params += given
    for *values, number, heads in _rows(" UNION ALL ".join(selects), params) if selects else ():
        question = questions[number]
        answers[question][tuple(values[: len(question.by)])] = heads
    return answers


def first_months(window: Window, one: Indicator) -> dict[int, int]:
    """How many different subjects of a flow were there for the first time in each month of the year."""
    where, params = _where(window, one.measured, {"kind": one.counts, "share": ["own"], **one.where})
    there = f"{_facts(where, ['month', 'subject'], 'SUM(sign) AS held')} HAVING SUM(sign) > 0"
    first = f"SELECT subject, MIN(month) AS first FROM ({there}) AS there GROUP BY subject"  # noqa: S608
    rows = _rows(f"SELECT first, COUNT(*) FROM ({first}) AS firsts GROUP BY first", params)  # noqa: S608
    return {int(month): heads for month, heads in rows}


# --- SQL: Django cannot group a grouped query again. Names are this module's own, values are parameters ---------------

_HELD = {Measured.FLOW: "sign", Measured.STOCK: "quantity", Measured.OPENING: "quantity"}
_YEARS = {Measured.FLOW: "=", Measured.STOCK: "<=", Measured.OPENING: "<"}
_MONTH = {"sqlite": "SUBSTR(day, 6, 2)", "postgresql": "TO_CHAR(day, 'MM')"}


def _where(window: Window, measured: Measured, values: Mapping[str, Collection[str]]) -> tuple[str, list[Any]]:
    """The condition on facts of a window: offices, years, position, and columns that have one of the values given."""
    tests: list[str] = [f"{_year()} {_YEARS[measured]} %s"]
    params: list[Any] = [window.year]
    columns: dict[str, Collection[Any]] = {"office_id": window.offices, **values}
    for column, allowed in columns.items():
        # PostgreSQL knows no empty list: of none of these there is no fact.
        tests.append(f"{column} IN ({', '.join(['%s'] * len(allowed))})" if allowed else "1 = 0")
        params += sorted(allowed)
    if window.as_of is not None:
        tests.append("seq <= %s")
        params.append(window.as_of)
    if window.until is not None:
        tests.append("day <= %s")
        params.append(window.until.isoformat())
    return " AND ".join(tests), params


def _year() -> str:
    return YearOf.spelled[connection.vendor] % {"expressions": "day"}


def _as_indexed(measured: Measured) -> list[str]:
    years = [] if measured is Measured.FLOW else ["year"]  # a flow is of one year
    return ["office_id", "kind", *years, "share", "basis", "bound", *COUNTED]


_BLANK = "''"


def _computed() -> dict[str, str]:
    """The columns that no table has."""
    return {"year": _year(), "month": _MONTH[connection.vendor], "office": "CAST(office_id AS text)"}


def _facts(where: str, names: Sequence[str], sums: str) -> str:
    """Facts grouped by columns, of which a few are computed."""
    computed = _computed()
    columns = ", ".join(f"{computed.get(name, name)} AS {name}" for name in names)
    return f"SELECT {columns}, {sums} FROM ledger_fact WHERE {where} GROUP BY {', '.join(names)}"  # noqa: S608


def _again(grouped: str, names: Sequence[str], sums: str) -> str:
    """What is grouped already, grouped by fewer columns, or by none."""
    by = f" GROUP BY {', '.join(names)}" if names else ""
    return f"SELECT {', '.join([*names, sums])} FROM ({grouped}) AS grouped{by}"  # noqa: S608


def _united(subjects: str, names: Sequence[str]) -> str:
    """Subjects grouped already, grouped again by person: who is linked stands under one token. Takes a sifting's id."""
    columns = ", ".join([*names, "COALESCE(canonical, subject)"])
    links = "LEFT JOIN ledger_link ON token = subject AND sifting_id = %s"
    return f"SELECT {columns} AS person FROM ({subjects}) AS told {links} GROUP BY {columns} HAVING SUM(held) > 0"  # noqa: S608


def _rows(sql: str, params: Sequence[Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        rows: list[tuple[Any, ...]] = cursor.fetchall()
        return rows
