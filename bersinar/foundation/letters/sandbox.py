"""What a template may say: listed fields, loops over listed lists, plain conditions and a few plain filters.

Two walls stand behind one another. `faults` reads the syntax tree and refuses every node it does not know, before
anything runs; the environment that runs afterwards is Jinja's sandbox without globals, tests or attributes.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError, nodes
from jinja2.runtime import LoopContext
from jinja2.sandbox import SandboxedEnvironment

FILTERS: Final = ("upper", "lower", "title", "trim", "join", "default")
LOOP_WORDS: Final = frozenset({"index", "first", "last", "length"})
MOST_FAULTS: Final = 8
_COMMANDS: Final[Mapping[type[nodes.Node], str]] = {
    nodes.Include: "include", nodes.Import: "import", nodes.FromImport: "from", nodes.Extends: "extends",
    nodes.Block: "block", nodes.Macro: "macro", nodes.CallBlock: "call", nodes.FilterBlock: "filter",
    nodes.Assign: "set", nodes.AssignBlock: "set", nodes.With: "with", nodes.ScopedEvalContextModifier: "autoescape",
}  # fmt: skip
_PLAIN: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.Not, nodes.And, nodes.Or, nodes.CondExpr,
    nodes.Operand,
)  # fmt: skip


@dataclass(frozen=True)
class Allowed:
    """What a template of one kind may name: single fields, and lists with the columns of their rows."""

    names: frozenset[str]
    lists: Mapping[str, frozenset[str]]
    pictures: frozenset[str] = frozenset()


class LetterEnvironment(SandboxedEnvironment):
    """Jinja's sandbox with nothing in it: no globals, no tests, no attributes but a loop's own."""

    def __init__(self, *, autoescape: bool = True) -> None:
        super().__init__(autoescape=autoescape, undefined=StrictUndefined)
        kept = {name: self.filters[name] for name in FILTERS}
        self.filters.clear()
        self.filters.update(kept)
        self.globals.clear()
        self.tests.clear()

    def wrap_str_format(self, value: Any) -> Any:
        """No text is formatted by a template: Jinja would hand out its own careful `format` before asking below."""
        return None

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Rows are dictionaries and read by key; of everything else only a loop's position may be asked."""
        return isinstance(obj, LoopContext) and attr in LOOP_WORDS


def fill_text(text: str, values: Mapping[str, Any]) -> str:
    """A single text of ours with its fields filled in, as plain text."""
    return LetterEnvironment(autoescape=False).from_string(text).render(values)


def faults(source: str, allowed: Allowed) -> list[str]:
    """What a template must not say, each as a sentence; empty where it may be used."""
    try:
        tree = LetterEnvironment().parse(source)
    except TemplateSyntaxError as error:
        return [f"Tanda kurung kurawal tidak dapat dibaca: {_said(error)}. Periksa pasangan {{{{ }}}} dan {{% %}}."]
    except RecursionError:
        return ["Isian di dalam kurung kurawal terlalu rumit."]
    return list(dict.fromkeys(_Reader(allowed).read(tree)))[:MOST_FAULTS]


def named(source: str, known: Collection[str]) -> set[str]:
    """The listed fields that a template names. Empty where it cannot be read."""
    try:
        tree = LetterEnvironment().parse(source)
    except (TemplateError, RecursionError):
        return set()
    return {node.name for node in tree.find_all(nodes.Name)} & set(known)


def _said(error: TemplateSyntaxError) -> str:
    """The parser's own words, cut short: it repeats what stands in the template."""
    return (error.message or "")[:120].rstrip(".")


@dataclass
class _Reader:
    """Reads a tree from above; what it does not know is refused, so that a new kind of node is refused too."""

    allowed: Allowed
    rows: dict[str, frozenset[str]] = field(default_factory=dict)  # loop variables and the columns of what they hold

    def read(self, node: nodes.Node) -> Iterator[str]:
        special = {
            nodes.Name: self._name, nodes.Getattr: self._attribute, nodes.For: self._loop, nodes.Filter: self._filter,
            nodes.Const: self._constant, nodes.Compare: self._comparison,
        }.get(type(node))  # fmt: skip
        if special is not None:
            yield from special(node)  # type: ignore[operator]
        elif type(node) in _PLAIN:
            for child in node.iter_child_nodes():
                yield from self.read(child)
        elif type(node) in _COMMANDS:
            yield f"Perintah {{% {_COMMANDS[type(node)]} %}} tidak diperbolehkan dalam templat."
        elif isinstance(node, nodes.Call):
            yield "Pemanggilan fungsi, misalnya {{ nama() }}, tidak diperbolehkan. Pakai isian dari daftar."
        elif isinstance(node, nodes.Getitem):
            yield "Kurung siku, misalnya {{ nama[0] }}, tidak diperbolehkan. Pakai isian dari daftar."
        else:
            yield "Ada hitungan atau ungkapan di dalam kurung kurawal. Yang boleh hanya isian dari daftar."

    def _name(self, node: nodes.Name) -> Iterator[str]:
        if node.name in self.allowed.lists:
            yield f"Isian “{node.name}” adalah daftar. Pakai {{% for baris in {node.name} %}}."
        elif self.rows.get(node.name):
            columns = ", ".join(f"{node.name}.{column}" for column in sorted(self.rows[node.name]))
            yield f"“{node.name}” adalah satu baris. Sebutkan kolomnya: {columns}."
        elif node.name not in self.allowed.names and node.name not in self.rows:
            yield f"Isian “{node.name[:60]}” tidak ada dalam daftar untuk jenis surat ini."

    def _attribute(self, node: nodes.Getattr) -> Iterator[str]:
        inside = node.node.name if isinstance(node.node, nodes.Name) else ""
        if inside == "loop" and self.rows and node.attr in LOOP_WORDS:
            return
        if inside in self.rows and node.attr in self.rows[inside]:
            return
        if inside in self.rows and self.rows[inside] and not node.attr.startswith("_"):
            yield f"Kolom “{inside}.{node.attr[:60]}” tidak ada. Yang ada: {', '.join(sorted(self.rows[inside]))}."
        else:
            yield f"“{inside or '…'}.{node.attr[:60]}” tidak diperbolehkan: isian tidak punya bagian setelah titik."

    def _loop(self, node: nodes.For) -> Iterator[str]:
        over = node.iter.name if isinstance(node.iter, nodes.Name) else ""
        if over not in self.allowed.lists:
            yield f"Perulangan hanya untuk daftar: {', '.join(sorted(self.allowed.lists)) or 'jenis surat ini tidak punya'}."
            return
        if self.rows:
            yield "Perulangan di dalam perulangan tidak diperbolehkan."
            return
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.recursive:
            yield f"Tulis perulangan sebagai {{% for baris in {over} %}}."
            return
        if node.target.name in self.allowed.names or node.target.name in (*self.allowed.lists, "loop"):
            yield f"Nama “{node.target.name}” dalam perulangan sudah dipakai isian lain. Pakai, misalnya, “baris”."
            return
        self.rows = {node.target.name: self.allowed.lists[over]}
        for child in node.body:
            yield from self.read(child)
        self.rows = {}
        for child in node.else_:
            yield from self.read(child)

    def _filter(self, node: nodes.Filter) -> Iterator[str]:
        plain = all(isinstance(one, nodes.Const) for one in node.args) and len(node.args) <= 1
        if (
            node.name not in FILTERS
            or not plain
            or node.kwargs
            or node.dyn_args
            or node.dyn_kwargs
            or node.node is None
        ):
            yield f"Saringan “|{node.name[:40]}” tidak dikenal. Yang dapat dipakai: {', '.join(FILTERS)}."
            return
        if isinstance(node.node, nodes.Name) and node.node.name in self.allowed.pictures:
            yield f"Gambar “{node.node.name}” ditulis tanpa saringan."
            return
        if (
            node.name == "join"
            and isinstance(node.node, nodes.Name)
            and self.allowed.lists.get(node.node.name) == frozenset()
        ):
            return  # a list of lines, joined into one text
        yield from self.read(node.node)

    def _constant(self, node: nodes.Const) -> Iterator[str]:
        if not isinstance(node.value, (str, int)):
            yield "Di dalam kurung kurawal hanya boleh teks dan isian dari daftar."

    def _comparison(self, node: nodes.Compare) -> Iterator[str]:
        if any(operand.op not in ("eq", "ne") for operand in node.ops):
            yield "Perbandingan dalam {% if %} hanya == dan !=."
            return
        for child in node.iter_child_nodes():
            yield from self.read(child)
