"""Payloads to messages, field by field: the border that a captured child stands behind (CONTRACTS 6).

Everything is range-checked: shares in 0-1, supports within the caps, known check ids, closed words, bounded lengths.
Anything else raises `ProtocolError` and nothing else does.
"""

import re
from collections.abc import Callable, Container
from typing import Final

from leakverify.engine.decode_domains import domains
from leakverify.engine.decode_glance import glance
from leakverify.engine.decode_rows import ask_facet, ask_rows, facet, page
from leakverify.engine.decode_sample import sample_file
from leakverify.engine.decode_strata import ask_strata, strata
from leakverify.engine.decode_vault import (
    ask_pile,
    old_end,
    old_leak,
    old_part,
    pile_end,
    pile_head,
    pile_part,
)
from leakverify.engine.fields import (
    Fields,
    as_choice,
    as_integer,
    as_list,
    as_number,
    as_text,
    parse,
)
from leakverify.limits import MAX_CELL_SHOWN
from leakverify.model.finding import MAX_ROWS_SHOWN, Finding, Number, Rows
from leakverify.model.look_up import MailStatus, is_domain
from leakverify.model.mapping import ColumnRole
from leakverify.model.messages import (
    AncestorSeen,
    Answers,
    AskDomains,
    Cancel,
    Close,
    Columns,
    Done,
    Failed,
    FindingMade,
    FromChild,
    Open,
    ProgressMade,
    ProtocolError,
    Ready,
    RowsRead,
    Run,
    Scan,
    Scanned,
    Source,
    ToChild,
)
from leakverify.model.sample import ColumnInfo
from leakverify.model.terms import ACCUSING, Family, Reading, Role, State, Stopped

MAX_COLUMNS: Final = 2_000
MAX_CELLS: Final = 256
MAX_NAME: Final = 1_024
MAX_FILES: Final = 64
MAX_ID: Final = 8_192
MAX_READ_SETTING: Final = 131_072  # a file of DKIM keys
MAX_WORD: Final = 64
MAX_SUPPORT: Final = 4.0
MAX_SCANNED: Final = 4_096
MAX_ANSWERS: Final = 800
_CODE: Final = re.compile(r"[A-Za-z][A-Za-z0-9_.\-]{0,63}\Z")
_CODE_OR_NOTHING: Final = re.compile(r"(?:[A-Za-z][A-Za-z0-9_.\-]{0,63})?\Z")
_SHA256: Final = re.compile(r"(?:[0-9a-f]{64})?\Z")
_DATE: Final = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}\Z")
_ISOLATION: Final = re.compile(r"full|partial|none")
_COUNTRY: Final = re.compile(r"(?:[A-Z]{2})?\Z")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f]")

KnownChecks = Container[str] | None


def from_child(payload: bytes, known: KnownChecks = None) -> FromChild:
    """A message from a child. `known` are the check ids that exist; None leaves them to their form."""
    fields = Fields(parse(payload))
    word = fields.text("t", MAX_WORD)
    if word == "finding":
        message: FromChild = FindingMade(_finding(fields, known))
    elif word in _FROM_CHILD:
        message = _FROM_CHILD[word](fields)
    else:
        raise ProtocolError("t")
    fields.end()
    return message


def to_child(payload: bytes) -> ToChild:
    """A message from the parent; the parent is trusted, but the same care finds its mistakes."""
    fields = Fields(parse(payload))
    word = fields.text("t", MAX_WORD)
    if word not in _TO_CHILD:
        raise ProtocolError("t")
    message = _TO_CHILD[word](fields)
    fields.end()
    return message


def _ready(f: Fields) -> Ready:
    return Ready(f.match("isolation", _ISOLATION), f.texts("details", 32, MAX_WORD))


def _source(f: Fields) -> Source:
    files = tuple(sample_file(Fields(item)) for item in f.items("files", MAX_FILES))
    return Source(files, f.flag("final"), f.texts("tables", 1_000, MAX_NAME))


def _columns(f: Fields) -> Columns:
    columns = tuple(_column(Fields(item)) for item in f.items("columns", MAX_COLUMNS))
    guesses = tuple(_guess(Fields(item)) for item in f.items("guesses", MAX_COLUMNS))
    examples = tuple(
        tuple(as_text(cell, "examples", MAX_CELL_SHOWN) for cell in as_list(item, 5))
        for item in f.items("examples", MAX_COLUMNS)
    )
    if not len(columns) == len(guesses) == len(examples):
        raise ProtocolError("columns")
    return Columns(columns, guesses, examples, f.flag("more"))


def _column(f: Fields) -> ColumnInfo:
    column = ColumnInfo(
        f.integer("position", 1, MAX_COLUMNS),
        f.text("name", MAX_NAME),
        f.choice("role", Role).value,
        f.share("confidence"),
        f.match("reason", _CODE_OR_NOTHING),
        f.share("filled"),
        f.integer("distinct", 0),
        f.flag("overruled"),
    )
    f.end()
    return column


def _guess(f: Fields) -> ColumnRole:
    guess = ColumnRole(
        f.integer("position", 1, MAX_COLUMNS),
        f.text("name", MAX_NAME),
        f.choice("role", Role),
        f.share("confidence"),
        f.match("reason", _CODE_OR_NOTHING),
        f.flag("overruled"),
    )
    f.end()
    return guess


def _progress(f: Fields) -> ProgressMade:
    stage = f.match("stage", _CODE)
    return ProgressMade(stage, f.integer("done", 0), f.integer("total", 0), f.text("label", 256))


def _finding(f: Fields, known: KnownChecks) -> Finding:
    """A finding within the caps; its id begins with a check that exists."""
    finding_id = f.text("id", MAX_ID)
    check = f.match("check", _CODE)
    if known is not None and check not in known:
        raise ProtocolError("check")
    if finding_id.partition(":")[0] != check:
        raise ProtocolError("id")
    reason = f.take("reason")
    if reason is not None and (not isinstance(reason, str) or not _CODE.match(reason)):
        raise ProtocolError("reason")
    return Finding(
        finding_id,
        check,
        _family(f),
        f.choice("state", State),
        reason,
        f.texts("columns", 64, MAX_NAME),
        _numbers(f, "measured"),
        _numbers(f, "expected"),
        _support(f),
        _rows(Fields(f.take("rows"))),
        f.flag("exhibit"),
        f.flag("hard"),
        f.match("basis", _CODE),
        f.flag("provisional"),
        f.integer("n", 0),
    )


def _family(f: Fields) -> Family:
    """A family of the file; what people say comes from the user alone."""
    family = f.choice("family", Family)
    if family is Family.PEOPLE:
        raise ProtocolError("family")
    return family


def _numbers(f: Fields, name: str) -> dict[str, Number]:
    """A flat map of finite numbers, short words and null."""
    out: dict[str, Number] = {}
    for key, value in f.pairs(name, 256):
        if value is None or isinstance(value, bool):
            out[key] = value
        elif isinstance(value, str):
            out[key] = as_text(value, name, MAX_WORD)
            if _CONTROL.search(value):
                raise ProtocolError(name)
        else:
            out[key] = as_number(value, name)
    return out


def _support(f: Fields) -> dict[Reading, float]:
    """The weight of each accusing reading, within the caps."""
    out = {}
    for key, value in f.pairs("support", len(ACCUSING)):
        number = float(as_number(value, "support"))
        if key not in ACCUSING or abs(number) > MAX_SUPPORT:
            raise ProtocolError("support")
        out[Reading(key)] = number
    return out


def _rows(f: Fields) -> Rows:
    rows = Rows(f.integer("count", 0), f.integers("shown", MAX_ROWS_SHOWN, 1))
    f.end()
    return rows


def _scanned(f: Fields) -> Scanned:
    return Scanned(f.integer("token", 0), f.integers("hits", MAX_SCANNED, 0))


def _ancestor(f: Fields) -> AncestorSeen:
    name, sha256 = f.text("file", MAX_NAME), f.match("sha256", _SHA256)
    return AncestorSeen(name, sha256, f.share("share"), f.share("low"), f.share("high"))


def _done(f: Fields) -> Done:
    complete, reason = f.flag("complete"), f.text("reason", MAX_WORD)
    if reason and reason not in set(Stopped):
        raise ProtocolError("reason")
    return Done(
        complete,
        reason,
        f.integer("rows", 0),
        f.integer("attempts_refused", 0),
        f.integer("checks", 0),
        f.match("country", _COUNTRY),
    )


def _failed(f: Fields) -> Failed:
    return Failed(f.match("code", _CODE), _place(f))


def _place(f: Fields) -> dict[str, str | int]:
    """Where: short names to integers or short plain words."""
    place: dict[str, str | int] = {}
    for key, value in f.pairs("place", 32):
        if isinstance(value, str):
            place[key] = as_text(value, "place", MAX_NAME)
        else:
            place[key] = as_integer(value, "place", -(1 << 62), 1 << 62)
    return place


def _open(f: Fields) -> Open:
    return Open(
        f.texts("paths", MAX_FILES, 32_768, surrogates=True),
        {key: as_text(value, "read", MAX_READ_SETTING) for key, value in f.pairs("read", 32)},
        f.texts("earlier", MAX_FILES, 32_768, surrogates=True),
        {key: as_integer(value, "limits", -1, 1 << 60) for key, value in f.pairs("limits", 128)},
    )


def _run(f: Fields) -> Run:
    roles = f.take("roles")
    claim = f.take("claim")
    if not isinstance(roles, dict) or not isinstance(claim, dict):
        raise ProtocolError("run")
    if not all(isinstance(v, str) and v in set(Role) for v in roles.values()):
        raise ProtocolError("roles")
    seed, as_of = f.integer("seed", -(1 << 62)), f.match("as_of", _DATE)
    return Run(roles, claim, seed, as_of, f.optional_flag("early", default=True))


def _answers(f: Fields) -> Answers:
    items = []
    for item in f.items("items", MAX_ANSWERS):
        domain, status = as_list(item, 2, exactly=True)
        if not isinstance(domain, str) or not is_domain(domain):
            raise ProtocolError("items")
        items.append((domain, as_choice(status, "items", MailStatus).value))
    return Answers(tuple(items), f.flag("more"))


def _scan(f: Fields) -> Scan:
    return Scan(f.integer("token", 0), f.texts("texts", MAX_SCANNED, 4_096))


_FROM_CHILD: Final[dict[str, Callable[[Fields], FromChild]]] = {
    "ready": _ready,
    "source": _source,
    "columns": _columns,
    "progress": _progress,
    "read": lambda f: RowsRead(f.integer("count", 0)),
    "rows": page,
    "facet": facet,
    "scanned": _scanned,
    "domains": domains,
    "strata": strata,
    "pile_head": pile_head,
    "pile_part": pile_part,
    "pile_end": pile_end,
    "ancestor": _ancestor,
    "glance": glance,
    "done": _done,
    "error": _failed,
}
_TO_CHILD: Final[dict[str, Callable[[Fields], ToChild]]] = {
    "open": _open,
    "run": _run,
    "answers": _answers,
    "rows": ask_rows,
    "facet": ask_facet,
    "scan": _scan,
    "domains": lambda f: AskDomains(f.integer("token", 0)),
    "strata": ask_strata,
    "pile": ask_pile,
    "old_leak": old_leak,
    "old_part": old_part,
    "old_end": old_end,
    "cancel": lambda _: Cancel(),
    "close": lambda _: Close(),
}
