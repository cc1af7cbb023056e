"""XML into a table: what is repeated becomes rows, its attributes and inner elements become columns.

Shapes known by name: `mysqldump --xml`, `mysql --xml` and phpMyAdmin (`<field name="…">`, `<column name="…">`), the
rows of SQL Server, Access, ADO and Oracle (attributes or elements), feeds, and the two XML spreadsheets. An absent
element is a missing cell, an empty one is an empty cell, one with `xsi:nil` is missing.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from leakverify.limits import Limits
from leakverify.model.errors import UnreadableInput
from leakverify.model.terms import Stopped
from leakverify.model.tripwire import Trap
from leakverify.sources.inputs import TextInput
from leakverify.sources.markup.xml_grid import grid_of, open_xml_grid
from leakverify.sources.markup.xml_shape import FIELD_NAMES, Path, Shape, columns_of
from leakverify.sources.markup.xml_stream import Prolog, XmlStream, local
from leakverify.sources.record_reader import RecordReader, choose, collect
from leakverify.sources.records import Row, TooDeep, flatten
from leakverify.sources.table import TableHead, TableReader

_NAMED_WRAPPERS: Final = frozenset({"table_data", "table"})
_NODE: Final = 64
"""What an element weighs beside its text."""


def open_xml(given: TextInput) -> TableReader:
    """Read XML twice, to know its shape, then its tables and columns.

    Raises:
        UnreadableInput: `XML_DOCTYPE`, `UNSUPPORTED_MARKUP` where nothing is repeated, `TOO_MANY_COLUMNS`.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    prolog = Prolog(given.head)
    shape = Shape(given.limits)
    stream = XmlStream(prolog, given.limits)
    for _ in stream.walk(given.blocks(), shape):
        pass
    grid = grid_of(shape.root)
    if grid is not None:
        return open_xml_grid(given, prolog, grid)
    records = shape.records()
    if not records:
        raise UnreadableInput("UNSUPPORTED_MARKUP")
    reader = _open_records(given, prolog, shape.root, records)
    reader.tally.stopped = stream.stopped
    reader.tally.traps.note(Trap.MARKUP_LINK, shape.links + prolog.points_outside)
    return reader


def _open_records(
    given: TextInput, prolog: Prolog, root: Path, records: list[Path]
) -> RecordReader:
    limits = given.limits
    walk = _Walk(limits, prolog, root, _titles(records))
    tables = collect(walk.rows(given.blocks()), limits)
    name = choose(tables, given.settings.table)

    def again() -> Iterator[Row]:
        second = _Walk(limits, prolog, root, walk.titles)
        return (row for where, row in second.rows(given.blocks()) if where == name)

    head = TableHead(
        "xml", given.encoding, None, header=True, table=name, tables=tuple(n for n in tables if n)
    )
    reader = RecordReader(head, tables[name], again, limits)
    reader.tally.skipped = walk.skipped
    reader.tally.drop_lines(walk.too_long)
    return reader


def _titles(records: list[Path]) -> dict[Path, str]:
    """A name for each kind of record: its element's, numbered where two kinds share it."""
    titles: dict[Path, str] = {}
    taken: set[str] = set()
    for path in records:
        name, again = path.name, 1
        while name in taken:
            again += 1
            name = f"{path.name} ({again})"
        taken.add(name)
        titles[path] = name
    return titles


@dataclass(slots=True)
class _Node:
    """An element within a record."""

    name: str
    attributes: list[str]
    kids: list["_Node"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Walk:
    """One walk: builds each record as a small tree of bounded weight, and takes it apart at its end."""

    limits: Limits
    prolog: Prolog
    root: Path
    titles: dict[Path, str]
    above: list[tuple[Path | None, str]] = field(default_factory=list)
    nodes: list[_Node] = field(default_factory=list)
    inside: int = 0
    weight: int = 0
    table: str = ""
    ready: list[tuple[str, Row]] = field(default_factory=list)
    tables: set[str] = field(default_factory=set)
    skipped: int = 0
    too_long: int = 0
    stopped: Stopped | None = None

    def rows(self, blocks: Iterator[bytes]) -> Iterator[tuple[str, Row]]:
        """Yield (table name, row) in the order of the document."""
        self.above = [(self.root, "")]
        stream = XmlStream(self.prolog, self.limits)
        for _ in stream.walk(blocks, self):
            yield from self.ready
            self.ready = []
        yield from self.ready

    def start(self, name: str, attributes: list[str]) -> None:
        """An element begins: on the way to a record, as one, or within one."""
        if self.inside:
            self.inside += 1
            self.weight += _NODE + sum(map(len, attributes))
            if self.weight <= self.limits.line_bytes:
                node = _Node(name, attributes)
                self.nodes[-1].kids.append(node)
                self.nodes.append(node)
            return
        above = self.above[-1][0]
        path = None if above is None else above.children.get(name)
        if path is not None and path in self.titles:
            self.inside = 1
            self.weight = sum(map(len, attributes))
            self.nodes = [_Node(name, attributes)]
            self.table = self._table(path)
        else:
            self.above.append((path, _attribute(attributes, "name")))

    def end(self) -> None:
        """An element ends, and perhaps the record with it."""
        if not self.inside:
            self.above.pop()
            return
        self.inside -= 1
        if self.inside and len(self.nodes) > self.inside:
            self.nodes.pop()
        if not self.inside:
            self._record(self.nodes[0])

    def text(self, data: str) -> None:
        """Text within a record."""
        if self.inside:
            self.weight += len(data)
            if self.weight <= self.limits.line_bytes and len(self.nodes) == self.inside:
                self.nodes[-1].texts.append(data)

    def instruction(self, target: str) -> None:
        """Instructions are no data."""

    def _table(self, path: Path) -> str:
        """The table of a record: named by the wrapper or the record itself, as dumps do, or by the element."""
        node = self.nodes[0]
        if local(path.name) == "table" and columns_of(node.attributes) == ["name"]:
            told = _attribute(node.attributes, "name")
            node.attributes = []
            return told or self.titles[path]
        above, told = self.above[-1]
        is_table = above is not None and local(above.name) in _NAMED_WRAPPERS
        return (told if is_table else "") or self.titles[path]

    def _record(self, node: _Node) -> None:
        if self.weight > self.limits.line_bytes:
            self.too_long += 1
            return
        if self.table not in self.tables:
            if len(self.tables) >= self.limits.tables:
                self.skipped += 1
                return
            self.tables.add(self.table)
        try:
            is_text = not node.kids and not columns_of(node.attributes)
            row = flatten({node.name: _text(node)} if is_text else _inner(node), self.limits)
        except TooDeep:
            self.skipped += 1
            return
        self.ready.append((self.table, row))


def _inner(node: _Node) -> dict[str, Any]:
    """What an element holds by name; of children with the same name a list."""
    found: dict[str, Any] = dict(_pairs(node))
    kids: dict[str, list[_Node]] = {}
    for kid in node.kids:
        kids.setdefault(_field_name(kid), []).append(kid)
    for name, same in kids.items():
        place = name
        while place in found:
            place += " (2)"
        if len(same) > 1:
            found[place] = [_value(kid) for kid in same]
        elif same[0].kids:
            found[place] = _inner(same[0])
        else:
            found[place] = _text(same[0])
            if same[0].attributes and not _is_named(same[0]):
                found.update((f"{place}.{a}", value) for a, value in _pairs(same[0]))
    if mixed := "".join(node.texts).strip():
        found.setdefault("text", mixed)
    return found


def _value(node: _Node) -> Any:
    """An element as one of several."""
    if not node.kids and (_is_named(node) or not _pairs(node)):
        return _text(node)
    return _inner(node)


def _text(node: _Node) -> str | None:
    """The text of an element without children; None where it says that there is none."""
    if not node.texts and _attribute(node.attributes, "xsi:nil").lower() in {"true", "1"}:
        return None
    return "".join(node.texts)


def _pairs(node: _Node) -> list[tuple[str, str]]:
    if not node.attributes:
        return []
    names = set(columns_of(node.attributes))
    return [
        (node.attributes[place], node.attributes[place + 1])
        for place in range(0, len(node.attributes), 2)
        if node.attributes[place] in names
    ]


def _is_named(node: _Node) -> bool:
    return (
        bool(node.attributes)
        and local(node.name) in FIELD_NAMES
        and columns_of(node.attributes) == ["name"]
    )


def _field_name(node: _Node) -> str:
    return _attribute(node.attributes, "name") if _is_named(node) else node.name


def _attribute(attributes: list[str], name: str) -> str:
    for place in range(0, len(attributes), 2):
        if attributes[place] == name:
            return attributes[place + 1]
    return ""
