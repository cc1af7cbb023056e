"""A text that begins with a tag: a web page, an XML document, or markup that holds no table."""

import re
from typing import Final

from leakverify.model.errors import UnreadableInput
from leakverify.sources.inputs import TextInput
from leakverify.sources.markup.html_table import open_html
from leakverify.sources.markup.xml_table import open_xml
from leakverify.sources.table import TableReader

_SPACE: Final = " \t\r\n\x0c\ufeff"
_LONGEST_PROLOG: Final = 200
_NAME: Final = re.compile(r"<([A-Za-z_][\w.:-]{0,200})(?=[\s/>])")
_DOCTYPE_HTML: Final = re.compile(r"<!DOCTYPE\s+html\b", re.IGNORECASE)
_PAGE: Final = frozenset(
    """html head body table thead tbody tr td th meta style script div span center p h1 h2 h3 h4 font
    form br hr pre ul ol noscript iframe frameset""".split()  # noqa: SIM905  (a list of words)
)
_WHOLE_PAGE: Final = frozenset({"html", "head", "body", "table", "meta", "style", "script"})
"""Other tags may begin the first cell of a list; they begin a page where a table follows."""
_TABLE: Final = re.compile(r"<(?:table|html|tr)[\s>]", re.IGNORECASE)
_PAGE_AS_XML: Final = frozenset({"html", "head", "body"})
_NO_TABLE: Final = frozenset({"svg", "math", "smil", "mathml"})
_DOCUMENT: Final = frozenset({"w:document", "w:worddocument", "pkg:package", "fictionbook"})


def looks_like_markup(head: str) -> bool:
    """Tell a text that begins as a page or an XML document does."""
    start = head.lstrip(_SPACE)
    if not start.startswith("<"):
        return False
    if start.startswith(("<?xml", "<!--")) or start[:9].upper() == "<!DOCTYPE":
        return True
    found = _NAME.match(start)
    name = found[1].lower() if found else ""
    if name in _WHOLE_PAGE or name in _NO_TABLE:
        return True
    if name in _PAGE:
        return _TABLE.search(start) is not None
    return found is not None and ("</" in start or "/>" in start)


def open_markup(given: TextInput) -> TableReader:
    """Read a page or a document.

    Raises:
        UnreadableInput: `UNSUPPORTED_MARKUP`, `UNSUPPORTED_DOCUMENT`, and what the readers say.
        UsageProblem: `NO_SUCH_TABLE`.
    """
    root = _root(given.head)
    is_xml = given.head.lstrip(_SPACE).startswith("<?xml")
    if root == "" or root in (_PAGE_AS_XML if is_xml else _PAGE):
        return open_html(given)
    if root in _DOCUMENT:
        raise UnreadableInput("UNSUPPORTED_DOCUMENT")
    if root.rpartition(":")[2] in _NO_TABLE:
        raise UnreadableInput("UNSUPPORTED_MARKUP")
    return open_xml(given)


def _root(head: str) -> str:
    """The lower-case name of the first tag; "" where the text calls itself a page or has none."""
    at = 0
    for _ in range(_LONGEST_PROLOG):
        at = len(head) - len(head[at:].lstrip(_SPACE))
        if head.startswith("<!--", at):
            end = head.find("-->", at)
        elif head.startswith(("<?", "<!"), at):
            if _DOCTYPE_HTML.match(head, at):
                return ""
            end = head.find(">", at)
            if end < 0 or "[" in head[at:end]:
                return "!doctype"
        else:
            break
        if end < 0:
            break
        at = head.index(">", end) + 1
    found = _NAME.match(head, at)
    return found[1].lower() if found else ""
