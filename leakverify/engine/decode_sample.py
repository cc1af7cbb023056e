"""What a child says of the files it opened, field by field: counts, closed words, bounded names."""

import re
from dataclasses import fields
from typing import Final

from leakverify.engine.fields import Fields, as_integer
from leakverify.model.finding import MAX_ROWS_SHOWN
from leakverify.model.messages import ProtocolError
from leakverify.model.sample import DumpBanner, MailSeals, SampleFile
from leakverify.model.tripwire import FileProperty, Property, Trap, Tripwire

MAX_NAME: Final = 1_024
MAX_WORD: Final = 64
MAX_PROPERTIES: Final = 40
_SHA256: Final = re.compile(r"(?:[0-9a-f]{64})?\Z")
_TOOL: Final = re.compile(r"[a-z_\-]{1,24}\Z")
_VERSION: Final = re.compile(r"[0-9.]{1,24}\Z")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)


def sample_file(f: Fields) -> SampleFile:
    """One file of a sample."""
    size = f.take("size")
    file = SampleFile(
        f.optional_text("name", MAX_NAME),
        None if size is None else as_integer(size, "size", 0, 1 << 60),
        f.match("sha256", _SHA256),
        f.text("format", MAX_WORD),
        f.text("encoding", MAX_WORD),
        f.optional_text("delimiter", 16),
        f.flag("header"),
        f.optional_text("table", MAX_NAME),
        f.integer("rows_read", 0),
        f.integer("rows_skipped", 0),
        f.integer("bad_width", 0),
        f.integer("bad_undecodable", 0),
        f.integers("bad_width_rows", MAX_ROWS_SHOWN, 0),
        f.integers("bad_undecodable_rows", MAX_ROWS_SHOWN, 0),
        f.integer("nul_bytes", 0),
        f.texts("tables", 1_000, MAX_NAME),
        _banner(f.take("dump")),
        tuple(_tripwire(Fields(item)) for item in f.items("tripwires", len(Trap))),
        tuple(_property(Fields(item)) for item in f.items("properties", MAX_PROPERTIES)),
        _seals(f.take("seals")),
    )
    f.end()
    return file


def _seals(data: object) -> MailSeals | None:
    """Counts of signed mails."""
    if data is None:
        return None
    f = Fields(data)
    seals = MailSeals(**{field.name: f.integer(field.name, 0) for field in fields(MailSeals)})
    f.end()
    return seals


def _tripwire(f: Fields) -> Tripwire:
    tripwire = Tripwire(
        f.choice("trap", Trap), f.integer("count", 1), f.integers("rows", MAX_ROWS_SHOWN, 1)
    )
    f.end()
    return tripwire


def _property(f: Fields) -> FileProperty:
    told = FileProperty(f.choice("what", Property), f.text("text", MAX_NAME))
    f.end()
    return told


def _banner(data: object) -> DumpBanner | None:
    """What a dump says of itself: closed words, versions and a day only."""
    if data is None:
        return None
    f = Fields(data)
    banner = DumpBanner(
        f.match("tool", _TOOL),
        *(f.take(name) for name in ("version", "server", "day")),
    )
    for value, form in ((banner.version, _VERSION), (banner.server, _VERSION), (banner.day, _DAY)):
        if value is not None and not (isinstance(value, str) and form.fullmatch(value)):
            raise ProtocolError("dump")
    f.end()
    return banner
