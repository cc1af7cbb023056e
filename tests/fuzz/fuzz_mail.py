"""Fuzz targets of the readers of mails and of key files."""

import contextlib
import io
from collections.abc import Callable

from leakverify.limits import MIB, Limits
from leakverify.model.errors import LeakverifyError
from leakverify.model.sample import ReadSettings
from leakverify.sources.content import FileContent
from leakverify.sources.mail.dkim_keys import read_keys
from leakverify.sources.opening import open_table
from leakverify.sources.watch import Watch

_LIMITS = Limits(expanded_bytes=32 * MIB, mail_bytes=MIB, rows=20_000)
_MBOX = b"From a@b.example Mon Jan  1 10:00:00 2024\nFrom: a@b.example\n"
_EML = b"From: a@b.example\nTo: c\nDate: d\n"
_KEYS = "s1._domainkey.b.example v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo="


def _read(data: bytes) -> None:
    """All rows of the bytes, with a key at hand; the sample around them is left out, which would take a hundred times as long."""
    with contextlib.suppress(LeakverifyError):
        settings = ReadSettings(dkim_keys=_KEYS)
        content = FileContent(io.BytesIO(data))
        reader = open_table(content, None, settings, _LIMITS, Watch("read", len(data)))
        for _ in reader.chunks():
            pass


def mbox(data: bytes) -> None:
    """A mailbox; the first lines are given, so that every input is one."""
    _read(_MBOX + data)


def eml(data: bytes) -> None:
    """One mail, begun as one."""
    _read(_EML + data)


def keys(data: bytes) -> None:
    """A key file."""
    with contextlib.suppress(LeakverifyError):
        read_keys(data.decode("utf-8", "replace"))


TARGETS: dict[str, Callable[[bytes], None]] = {"mbox": mbox, "eml": eml, "dkim_keys": keys}
