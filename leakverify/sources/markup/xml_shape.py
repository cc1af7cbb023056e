"""Which elements of an XML document are its records: found by walking over all of it once.

A record is an element that stands beside others of its name and holds fields: children with text, or attributes. Of
records within records the outer one counts, unless it is but a wrapper, as `<table_data name="users">` is around its
rows. Memory grows with the number of different paths alone, which is bounded.
"""

from typing import Final

from leakverify.limits import Limits
from leakverify.sources.markup.xml_stream import local

_MANY: Final = 3
_VERY_MANY: Final = 10
_WRAPPER: Final = "table_data"
_NO_RECORDS: Final = frozenset({"table_structure", "structure_schemas", "schema", "options"})
FIELD_NAMES: Final = frozenset(
    """field column col property prop attribute attr param value data str int long float double bool
    date arr item entry cell""".split()  # noqa: SIM905  (a list of words)
)
"""Elements whose `name` attribute names the column, as in `<field name="id">`."""
_NO_FIELD: Final = frozenset({"xmlns", "schemaLocation", "noNamespaceSchemaLocation"})


class Path:
    """All elements that stand at the same place, and what they have in common."""

    __slots__ = ("attributes", "children", "count", "kids", "leaves", "name", "repeats", "seen_in")

    def __init__(self, name: str) -> None:
        self.name = name
        self.children: dict[str, Path] = {}
        self.count = 0
        self.leaves = 0
        self.kids = 0
        self.attributes = 0
        self.repeats = False
        self.seen_in = 0

    @property
    def holds_fields(self) -> bool:
        """Whether it is more than a text."""
        return bool(self.leaves or self.attributes or self.kids)

    def is_wrapper(self) -> bool:
        """Whether its children are the records rather than itself."""
        rows = max((c.count for c in self.children.values() if c.holds_fields), default=0)
        if rows and self.name == _WRAPPER:
            return True
        own = max(self.count, self.leaves + self.attributes)
        return rows > own * (_VERY_MANY if self.leaves else _MANY)


class Shape:
    """Takes the events of a walk and knows the paths afterwards."""

    def __init__(self, limits: Limits) -> None:
        self.root = Path("")
        self._stack: list[tuple[Path | None, int]] = [(self.root, 0)]
        self._texts: list[bool] = [False]
        self._serial = 0
        self._left = limits.markup_names
        self.links = 0

    def start(self, name: str, attributes: list[str]) -> None:
        """Count an element at its path."""
        above, serial = self._stack[-1]
        path = None if above is None else self._child(above, name)
        self._serial += 1
        is_named = False
        if path is not None:
            path.count += 1
            if path.seen_in == serial + 1:
                path.repeats = True
            path.seen_in = serial + 1  # the outermost elements stand within 0
            if attributes:
                own = columns_of(attributes)
                is_named = own == ["name"] and local(name) in FIELD_NAMES
                if not is_named:
                    path.attributes += len(own)
        self._texts.append(is_named or not attributes)
        self._stack.append((path, self._serial))
        if attributes:
            self._links(name, attributes)

    def _child(self, above: Path, name: str) -> Path | None:
        path = above.children.get(name)
        if path is None and self._left:
            self._left -= 1
            path = above.children[name] = Path(name)
        return path

    def end(self) -> None:
        """Count a child as a field of its parent, or as more than a field."""
        self._stack.pop()
        is_leaf = self._texts.pop()
        above = self._stack[-1][0]
        if above is not None:
            if is_leaf:
                above.leaves += 1
            else:
                above.kids += 1
        self._texts[-1] = False  # what has a child is no leaf

    def text(self, data: str) -> None:
        """Texts do not change the shape."""

    def instruction(self, target: str) -> None:
        """Count a style sheet, which browsers fetch."""
        if target in {"xml-stylesheet", "xml:stylesheet"}:
            self.links += 1

    def _links(self, name: str, attributes: list[str]) -> None:
        if name in {"xi:include", "xinclude:include"}:
            self.links += 1
        for place in range(0, len(attributes), 2):
            if local(attributes[place]) in {"schemaLocation", "noNamespaceSchemaLocation"} and (
                "://" in attributes[place + 1]
            ):
                self.links += 1

    def records(self) -> list[Path]:
        """The paths whose elements are records, in the order of the document."""
        found: list[Path] = []
        waiting = [self.root]
        while waiting:
            path = waiting.pop()
            below: list[Path] = []
            for child in path.children.values():
                if local(child.name).lower() in _NO_RECORDS:
                    continue
                many = child.repeats or path.name == _WRAPPER
                if many and child.holds_fields and not child.is_wrapper():
                    found.append(child)
                else:
                    below.append(child)
            waiting += reversed(below)
        return found or self._single()

    def _single(self) -> list[Path]:
        """One record alone, or a list of texts."""
        best, most = None, 0
        waiting = [self.root]
        while waiting:
            path = waiting.pop()
            waiting += reversed(path.children.values())
            texts = [c for c in path.children.values() if not c.holds_fields]
            if path is not self.root and len(texts) == 1 == len(path.children):
                if texts[0].repeats and texts[0].count > most:
                    best, most = texts[0], texts[0].count
            elif path is not self.root and len(texts) + path.attributes > max(1, most):
                best, most = path, len(texts) + path.attributes
        return [] if best is None else [best]


def columns_of(attributes: list[str]) -> list[str]:
    """The names of attributes that are data, not the machinery of XML."""
    return [
        name
        for name in attributes[::2]
        if not name.startswith(("xmlns", "xsi:", "xml:")) and local(name) not in _NO_FIELD
    ]
