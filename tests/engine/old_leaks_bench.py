"""A vault in a moment, and samples that are hashed in this process: for tests of what lies between them."""

import datetime as dt
import hashlib
import threading

import pytest

from leakverify.case import passphrase_key
from leakverify.engine.inline import InlineAnalyst
from leakverify.engine.old_leaks import add, search
from leakverify.model.messages import AskPile, PileHead, PilePart
from leakverify.model.old_leak import About
from leakverify.model.sample import SampleFile
from tests.checks.bench import frame_of
from tests.checks.population import COLUMNS

AS_OF = dt.date(2026, 11, 1)


@pytest.fixture(scope="module")
def quick_passphrase():
    """The passphrase stretched by a hash: what Argon2id does is tested where it stands."""

    def derive(word, salt):
        if not word:
            raise ValueError
        return hashlib.blake2b(word.encode(), key=salt, digest_size=32).digest()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(passphrase_key, "derive", derive)
        yield


def pile(rows, key, *, links=True, columns=None):
    """What an analyst says of these rows."""
    said = []
    columns = columns or COLUMNS
    with InlineAnalyst(said.append) as analyst:
        analyst.open_frame(frame_of(columns, rows))
        roles = {name: role for name, role in columns.items() if role != "unknown"}
        asked = AskPile(1, key, roles, {}, AS_OF.isoformat(), links)
        analyst.work.pile(asked, threading.Event())
    return [m for m in said if isinstance(m, PileHead | PilePart)]


def file_of(name, sha256):
    """A file that was read whole."""
    return SampleFile(name, 1, sha256, "csv", "utf-8", ",", True, None, 1, 0, 0, 0)


def asking(rows, columns=None):
    """An analyst with these rows, as `old_leaks` asks it."""

    def ask(key, links, take):
        for message in pile(rows, key, links=links, columns=columns):
            take(message)

    return ask


def added(vault, label, rows, **about):
    """A leak put into a vault."""
    sha256 = hashlib.sha256(repr(rows).encode()).hexdigest()
    files = [file_of(label, sha256)]
    return add(vault, About(label, **about), files, AS_OF, asking(rows))


def searched(vault, rows):
    """What a vault has of a sample."""
    return search(vault, asking(rows), lambda _: None, threading.Event())
