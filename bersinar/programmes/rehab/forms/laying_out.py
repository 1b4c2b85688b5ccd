"""How the items of an instrument stand on a page: tables where the same questions are asked of many things, else rows.

ASSIST becomes one table of substances, the ASI-based sheet one of domains and one of substances; what is asked once
stands in rows, in the order of the paper. Which answers skip what is said in words beneath, and where a table's column
opens others, its cells say so for the style sheet.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django import forms

from bersinar.catalogue.instruments.declaring import Gate, Instrument, Item
from bersinar.catalogue.instruments.wording import Wording

MOST_TO_CHOOSE = 12  # more plain numbers than these are typed, not chosen


@dataclass(frozen=True)
class Cell:
    """One item on the page. `classes` tell the style sheet what it opens and what opens it."""

    bound: forms.BoundField | None
    label: str
    column: str = ""
    classes: str = ""
    hint: str = ""


@dataclass(frozen=True)
class Block:
    """A table with a head for each row, or rows of single items (without columns)."""

    columns: Sequence[str] = ()
    rows: Sequence[tuple[str, Sequence[Cell]]] = ()
    cells: Sequence[Cell] = ()
    rules: Sequence[str] = field(default=())


def choices_of(item: Item, wording: Wording) -> list[tuple[str, str]] | None:
    """The codes of an item with their words, the code first so that a key finds it; None where it is typed."""
    choices = wording.choices(item)
    if sum(words == str(code) for code, words in choices) > MOST_TO_CHOOSE:
        return None
    return [("", "–"), *((str(code), _with_code(code, words)) for code, words in choices)]


def _with_code(code: int, words: str) -> str:
    return words if words.split(" ")[0] == str(code) else f"{code} {words}"


def laid_out(form: forms.BaseForm, instrument: Instrument, wording: Wording, prefix: str) -> list[Block]:
    """The blocks of a sheet, in the order of the instrument."""
    tables = _tables(instrument)
    blocks: list[Block] = []
    seen: set[frozenset[str]] = set()
    alone: list[Item] = []
    for item in instrument.items:
        table = next((topics for topics in tables if item.topic in topics), None)
        if table is None:
            alone.append(item)
        elif table not in seen:
            seen.add(table)
            blocks.append(_table(form, instrument, wording, prefix, table))
    if alone:
        cells = [_row(form, instrument, wording, prefix, item) for item in alone]
        blocks.append(Block(cells=cells))
    return blocks


def _tables(instrument: Instrument) -> list[frozenset[str]]:
    """Sets of questions that are asked together of several things."""
    groups, topics = defaultdict(set), defaultdict(set)
    for item in instrument.items:
        if item.group:
            groups[item.topic].add(item.group)
            topics[item.group].add(item.topic)
    shared = {topic for topic, asked in groups.items() if len(asked) > 1}
    tables: list[frozenset[str]] = []
    for named in topics.values():
        together = frozenset(named & shared)
        if together and not any(together <= table for table in tables):
            tables = [table for table in tables if not table < together] + [together]
    return tables


def _table(
    form: forms.BaseForm, instrument: Instrument, wording: Wording, prefix: str, topics: frozenset[str]
) -> Block:
    items = [item for item in instrument.items if item.topic in topics]
    columns = list(dict.fromkeys(item.topic for item in items))
    titles = {item.topic: wording.topics.get(item.topic) or wording.label(item) for item in items}
    opening = [topic for topic in columns if any(_opens(topic, other, instrument) for other in items)]
    by_place = {(item.group, item.topic): item for item in items}
    rows = []
    for group in dict.fromkeys(item.group for item in items):
        cells = []
        for topic in columns:
            item = by_place.get((group, topic))
            if item is None:
                cells.append(Cell(None, "", titles[topic]))
                continue
            label = f"{wording.group(item)}: {wording.label(item)}"
            classes = _classes(item, opening, instrument)
            cells.append(Cell(form[prefix + item.code], label, titles[topic], classes))
        head = next(item for item in items if item.group == group)
        rows.append((wording.group(head), cells))
    return Block([titles[topic] for topic in columns], rows, rules=list(_rules(items, instrument, wording)))


def _opens(topic: str, other: Item, instrument: Instrument) -> bool:
    """Whether a question opens another by anything but 0: that a style sheet can see."""
    return any(0 not in gate.values and instrument.item(gate.items[0]).topic == topic for gate in other.gates)


def _classes(item: Item, opening: Sequence[str], instrument: Instrument) -> str:
    said = [f"opens-{opening.index(item.topic)}"] if item.topic in opening else []
    asked_by = {instrument.item(code).topic for gate in item.gates for code in gate.items}
    return " ".join([*said, *(f"by-{opening.index(topic)}" for topic in opening if topic in asked_by)])


def _row(form: forms.BaseForm, instrument: Instrument, wording: Wording, prefix: str, item: Item) -> Cell:
    number = item.code.removeprefix("q")
    label = f"{number}. {wording.label(item)}" if number.isdigit() else wording.label(item)
    hint = " ".join(f"Hanya bila {_when(gate, instrument, wording)}." for gate in item.gates)
    return Cell(form[prefix + item.code], label, hint=hint)


def _rules(items: Iterable[Item], instrument: Instrument, wording: Wording) -> Iterator[str]:
    """Which questions are skipped when, a sentence for each condition."""
    told: dict[str, list[str]] = {}
    for item in items:
        for gate in item.gates:
            names = told.setdefault(_when(gate, instrument, wording), [])
            if (name := wording.topics.get(item.topic) or wording.label(item)) not in names:
                names.append(name)
    for when, names in told.items():
        yield f"{', '.join(names)}: hanya bila {when}."


def _when(gate: Gate, instrument: Instrument, wording: Wording) -> str:
    """A condition in words: the question that opens, and its answers."""
    asked = [instrument.item(code) for code in gate.items]
    names = " atau ".join(dict.fromkeys(wording.topics.get(one.topic) or wording.label(one) for one in asked))
    somewhere = " pada salah satu baris" if len(asked) > 2 else ""
    if set(gate.values) >= set(asked[0].values) - {0} and len(gate.values) > 1:
        return f"“{names}” bukan 0{somewhere}"
    words = dict(wording.choices(asked[0]))
    return f"“{names}” berisi {' atau '.join(words.get(one, str(one)) for one in sorted(gate.values))}{somewhere}"
