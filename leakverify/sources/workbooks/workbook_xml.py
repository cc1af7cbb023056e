"""XML of a stranger through expat: no document type, no entities, one encoding."""

from typing import Any
from xml.parsers import expat

from leakverify.model.errors import UnreadableInput


def parser_without_doctype() -> Any:
    """An expat parser that refuses a document type, with it every entity, and takes bytes for UTF-8 whatever they say."""
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True

    def refuse(*_: object) -> None:
        raise UnreadableInput("XLSX_DOCTYPE")

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    return parser


def feed(parser: Any, piece: bytes) -> None:
    """Hand bytes to expat.

    Raises:
        UnreadableInput: `XLSX_DOCTYPE` or `WORKBOOK_BROKEN`.
    """
    try:
        parser.Parse(piece, False)
    except expat.ExpatError as error:
        raise UnreadableInput("WORKBOOK_BROKEN") from error
