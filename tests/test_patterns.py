"""Every pattern of the program against strings made to hurt it: none takes long on 100,000 characters (S58).

Patterns that only ever see a bounded text are tried at that length.
"""

import contextlib
import importlib
import pkgutil
import re
import signal
import time
from pathlib import Path

import pytest

import leakverify

pytestmark = pytest.mark.skipif(
    not hasattr(signal, "setitimer"), reason="a pattern without end could not be stopped"
)
LENGTH = 100_000
SECONDS = 0.05
MOST = 1.0
FASTER = 8
SEEDS = (
    "a", "0", " ", "A", "-", ".", "'", '"', "(", "\\", "<", "=", "@", "a@", "a.", "0.", "0-", "a ",
    "0 ", "--", "/*", "a'", "''", "a=", "<a ", "0:", "=3D", "é", ",", "a,", "(a", "&#", "\n", "a\n",
    "://", "a@a.",
)  # fmt: skip
BOUNDED = {
    "leakverify.words": 2_000,
    "leakverify.validators": 1_024,
    "leakverify.facts": 1_024,
    "leakverify.mapping": 1_024,
    "leakverify.checks": 1_024,
    "leakverify.reference": 1_024,
    "leakverify.museum": 1_024,
    "leakverify.engine.decode": 64,
    "leakverify.sources.lines.cell_type": 256,
    "leakverify.sources.archives.tar_header": 512,
    "leakverify.sources.script_score": 640,
    "leakverify.sources.sql.dump_banner": 8_192,
}
"""Rooms whose patterns see cells cut at 1,024 characters (CONTRACTS 10), or texts of a known length."""


def gather(found, value, name, depth=0):
    if isinstance(value, re.Pattern):
        found.setdefault((value.pattern, value.flags), (name, value))
    elif isinstance(value, dict) and depth < 3 and len(value) < 500:
        for entry in (*value.keys(), *value.values()):
            gather(found, entry, name, depth + 1)
    elif isinstance(value, (tuple, list, set, frozenset)) and depth < 3 and len(value) < 500:
        for entry in value:
            gather(found, entry, name, depth + 1)


def patterns():
    found = {}
    for module in pkgutil.walk_packages(leakverify.__path__, "leakverify."):
        if module.name.endswith("__main__") or ".gui" in module.name:
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            gather(found, value, f"{module.name}.{name}")
    return sorted(found.values(), key=lambda entry: entry[0])


ANCHORED = {"INSERT", "COLUMN_START", "_COMMA"}
"""Handed on to a cursor that matches where it stands."""


def length_for(name):
    known = [most for room, most in BOUNDED.items() if name.startswith(room)]
    return min(known, default=LENGTH)


def is_searched(name):
    """Whether a module looks for its pattern anywhere in a text, or holds it where that cannot be told."""
    module, _dot, variable = name.rpartition(".")
    if variable in ANCHORED:
        return False
    source = Path(importlib.import_module(module).__file__).read_text(encoding="utf-8")
    uses = set(re.findall(rf"\b{variable}\.(\w+)\(", source))
    return not uses or bool(uses & {"search", "finditer", "findall", "sub", "subn", "split"})


def evil(pattern, seed, length):
    text = (seed * (length // len(seed) + 1))[:length] + "!"
    return text if isinstance(pattern.pattern, str) else text.encode()


def seconds(pattern, text, *, searched):
    """The quickest of up to three tries, so that a busy machine is not taken for a bad pattern."""
    best = MOST
    for _ in range(3):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
        with contextlib.suppress(TimeoutError):
            pattern.fullmatch(text)
            if searched:
                pattern.search(text)
        best = min(best, time.process_time() - began)
        if best < SECONDS or best >= MOST:
            break
    return best


@pytest.fixture(autouse=True)
def alarm():
    """The matcher looks for signals: a pattern without end ends here."""

    def ring(*_):
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ring)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)


@pytest.mark.timeout(600)
@pytest.mark.parametrize(("name", "pattern"), [pytest.param(n, p, id=n) for n, p in patterns()])
def test_no_pattern_takes_long(name, pattern):
    length, searched = length_for(name), is_searched(name)
    for seed in SEEDS:
        taken = seconds(pattern, evil(pattern, seed, length), searched=searched)
        if taken >= SECONDS:  # a slow machine, or time that grows faster than the text?
            quarter = seconds(pattern, evil(pattern, seed, length // 4), searched=searched)
            assert taken < MOST, f"{seed!r}: {taken:.2f} s on {length} characters"
            # below a tick of the clock and the load of the machine there is nothing to compare with
            assert taken < FASTER * max(quarter, SECONDS / 4), (
                f"{seed!r}: {quarter:.3f} s, four times as long {taken:.2f}"
            )
