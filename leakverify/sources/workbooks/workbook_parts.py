"""The parts of a spreadsheet beside its cells: links, macros, connections, who made it (SAFETY S11)."""

import posixpath
import re
from collections.abc import Callable
from typing import Final
from xml.parsers import expat

from leakverify.model.errors import UnreadableInput
from leakverify.model.tripwire import FileProperty, Property, Trap
from leakverify.sources.table import Traps
from leakverify.sources.workbooks.workbook_facts import SheetFacts
from leakverify.sources.workbooks.workbook_formula import calls_out, is_dde
from leakverify.sources.workbooks.workbook_xml import parser_without_doctype

MOST_PROPERTIES: Final = 40
LONGEST_PROPERTY: Final = 200
_MOST_SHEETS: Final = 10_000
_LONGEST_TEXT: Final = 4_096
_DEEPEST: Final = 200
_PARTS: Final[tuple[tuple[str, Trap], ...]] = (
    (r"vbaproject(?:signature)?\w*\.bin$", Trap.MACRO),
    (r"(?:^|/)xl/(?:macrosheets|dialogsheets)/[^/]+$", Trap.MACRO),
    (r"^basic/.+\.xml$|^scripts/.+", Trap.MACRO),
    (r"(?:^|/)(?:embeddings|activex|ctrlprops)/[^/]+$", Trap.EMBEDDED_OBJECT),
    (r"(?:^|/)(?:querytables/[^/]+|connections\.bin)$", Trap.DATA_CONNECTION),
    (r"(?:^|/)webextensions/webextension\d*\.xml$|(?:^|/)customui/[^/]+\.xml$", Trap.SCRIPT),
)
_NAMED: Final = tuple((re.compile(pattern), trap) for pattern, trap in _PARTS)
_DOCUMENT: Final = {
    "creator": Property.AUTHOR,
    "initial-creator": Property.AUTHOR,
    "lastModifiedBy": Property.LAST_AUTHOR,
    "printed-by": Property.LAST_AUTHOR,
    "Manager": Property.AUTHOR,
    "Company": Property.COMPANY,
    "Application": Property.PROGRAM,
    "generator": Property.PROGRAM,
    "AppVersion": Property.PROGRAM,
    "title": Property.TITLE,
    "subject": Property.TITLE,
    "description": Property.TITLE,
    "keywords": Property.TITLE,
    "Template": Property.TEMPLATE,
    "HyperlinkBase": Property.PATH,
    "created": Property.CREATED,
    "creation-date": Property.CREATED,
    "modified": Property.MODIFIED,
    "date": Property.MODIFIED,
    "lastPrinted": Property.PRINTED,
    "print-date": Property.PRINTED,
}
_OBJECTS: Final = {"oleObject", "draw:object-ole", "draw:applet", "draw:plugin", "form:form"}
_CONNECTIONS: Final = {
    "connection",
    "DataMashup",
    "database-source-sql",
    "database-source-query",
    "database-source-table",
    "connection-resource",
}
_TEXTS: Final = {"definedName", "lpwstr", "lpstr", "bstr", "user-defined", *_DOCUMENT}
_VALUES: Final = {"lpwstr", "lpstr", "bstr", "user-defined"}
_ABSOLUTE: Final = re.compile(
    r"[A-Za-z]:[\\/]|\\\\|/(?:home|Users|Volumes|mnt)/|file:", re.IGNORECASE
)
_SHARE: Final = re.compile(r"(?:file:[\\/]*)?\\\\\w|file://(?!/)\w|smb:", re.IGNORECASE)
_OUTSIDE: Final = re.compile(r"(?:https?|ftp|file|smb):|\\\\|//\w", re.IGNORECASE)
_QUIET_LINK: Final = re.compile(r"mailto:|tel:|#", re.IGNORECASE)
_Handler = Callable[[dict[str, str]], None]


class Parts:
    """What the parts of one workbook told together."""

    def __init__(self) -> None:
        self.traps = Traps()
        self.properties: list[FileProperty] = []
        self.sheets: list[tuple[str, str]] = []
        self.targets: dict[str, str] = {}

    def named(self, name: str) -> None:
        """Judge a part by its name alone."""
        lowered = name.lower()
        for pattern, trap in _NAMED:
            if pattern.search(lowered):
                self.traps.note(trap)
                return

    def tell(self, what: Property, text: str) -> None:
        """Keep a leftover of the file's making."""
        text = " ".join(text.split())[:LONGEST_PROPERTY]
        found = FileProperty(what, text)
        if text and found not in self.properties and len(self.properties) < MOST_PROPERTIES:
            self.properties.append(found)

    def link(self, kind: str, target: str) -> None:
        """Count one relation to something outside the file."""
        if kind == "hyperlink":
            if _QUIET_LINK.match(target):
                return
            self.traps.note(Trap.HYPERLINK)
        elif kind in {"attachedTemplate", "template"}:
            self.traps.note(Trap.REMOTE_TEMPLATE)
        else:
            self.traps.note(Trap.EXTERNAL_LINK)
        if _SHARE.match(target):
            self.traps.note(Trap.SHARE_PATH)
        if kind != "hyperlink" and _ABSOLUTE.match(target):
            self.tell(Property.PATH, target)

    def sheet(self, attributes: dict[str, str]) -> None:
        """Take in one sheet of the workbook's list."""
        if attributes.get("state") in {"hidden", "veryHidden"}:
            self.traps.note(Trap.HIDDEN_SHEET)
        name = attributes.get("name")
        relation = next((v for k, v in attributes.items() if k.endswith(":id")), "")
        if name is not None and len(self.sheets) < _MOST_SHEETS:
            self.sheets.append((name, relation))

    def name_sheets(self, found: dict[str, SheetFacts], named: dict[str, SheetFacts]) -> None:
        """Give the facts of each part to the sheet that the workbook's list says it is."""
        for name, relation in self.sheets:
            facts = found.get(self.targets.get(relation, ""))
            if facts is not None:
                named.setdefault(name, facts)

    def formula(self, text: str) -> None:
        """Judge a formula that stands in no cell, as defined names hold."""
        if is_dde(text):
            self.traps.note(Trap.DDE)
        elif calls_out(text):
            self.traps.note(Trap.CALLING_FORMULA)


class PartScan:
    """One small XML part, by expat; where it is no well-formed XML the scan ends there."""

    def __init__(self, name: str, parts: Parts) -> None:
        self._name = name
        self._parts = parts
        self._is_book_rels = name.lower().endswith("workbook.xml.rels") or name.lower().endswith(
            "workbook.bin.rels"
        )
        self._done = False
        self._depth = 0
        self._text: list[str] = []
        self._length = 0
        self._listening = ""
        self._tags: dict[str, _Handler] = {
            "Relationship": self._relation,
            "sheet": parts.sheet,
            "absPath": lambda attributes: parts.tell(Property.PATH, attributes.get("url", "")),
            "ddeLink": lambda _: parts.traps.note(Trap.DDE),
            "dde-link": lambda _: parts.traps.note(Trap.DDE),
            "named-expression": lambda found: parts.formula(found.get("table:expression", "")),
            "template": self._template,
            "event-listener": lambda _: parts.traps.note(Trap.SCRIPT),
            "fileVersion": self._file_version,
        }
        self._tags |= dict.fromkeys(_CONNECTIONS, lambda _: parts.traps.note(Trap.DATA_CONNECTION))
        parser = parser_without_doctype()
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        self._parser = parser

    def look(self, piece: bytes) -> None:
        """Take in the next bytes.

        Raises:
            UnreadableInput: `XLSX_DOCTYPE`.
        """
        if self._done:
            return
        try:
            self._parser.Parse(piece, False)
        except expat.ExpatError:
            self._done = True

    def element(self, name: str, attributes: dict[str, str]) -> None:
        """Judge one element by its name and attributes."""
        handler = self._tags.get(name.rpartition(":")[2])
        if handler is not None:
            handler(attributes)
        elif name in _OBJECTS:
            self._parts.traps.note(Trap.EMBEDDED_OBJECT)
        href = attributes.get("xlink:href", "")
        if href and handler is None and _OUTSIDE.match(href):
            self._parts.link("hyperlink" if name == "text:a" else "image", href)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableInput("WORKBOOK_BROKEN")
        self.element(name, attributes)
        if local in _TEXTS:
            self._listening, self._text, self._length = local, [], 0
            self._parser.CharacterDataHandler = self._hear

    def _hear(self, text: str) -> None:
        if self._length < _LONGEST_TEXT:
            self._text.append(text)
            self._length += len(text)

    def _end(self, name: str) -> None:
        self._depth -= 1
        local = name.rpartition(":")[2]
        if not self._listening or local != self._listening:
            return
        self._parser.CharacterDataHandler = None
        self._listening, text = "", "".join(self._text)
        if local == "definedName":
            self._parts.formula(text)
        elif local in _VALUES:
            if _ABSOLUTE.match(text):
                self._parts.tell(Property.PATH, text)
        elif self._name.lower().startswith(("docprops/", "meta.xml")):
            self._parts.tell(_DOCUMENT[local], text)

    def _relation(self, attributes: dict[str, str]) -> None:
        kind = attributes.get("Type", "").rpartition("/")[2]
        target = attributes.get("Target", "")
        if attributes.get("TargetMode") == "External":
            self._parts.link(kind, target)
        elif self._is_book_rels:
            folder = posixpath.dirname(posixpath.dirname(self._name))
            path = target.lstrip("/") if target.startswith("/") else f"{folder}/{target}"
            self._parts.targets[attributes.get("Id", "")] = posixpath.normpath(path)

    def _template(self, attributes: dict[str, str]) -> None:
        href = attributes.get("xlink:href", "")
        if _OUTSIDE.match(href):
            self._parts.link("template", href)
        self._parts.tell(Property.TEMPLATE, attributes.get("xlink:title") or href)

    def _file_version(self, attributes: dict[str, str]) -> None:
        program = attributes.get("appName", "")
        build = attributes.get("rupBuild", "")
        if program:
            self._parts.tell(
                Property.PROGRAM, f"{program} {attributes.get('lastEdited', '')} {build}"
            )
