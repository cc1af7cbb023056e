"""Every pattern of the program against strings made to hurt it: none takes long on 100,000 characters (S58).

Patterns that only ever see a bounded text are tried at that length.
"""

import contextlib
import importlib
import pkgutil
import re
import signal
import time

import pytest

import leakverify

LENGTH = 100_000
SECONDS = 0.05
MOST = 1.0
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


def length_for(name):
    known = [most for room, most in BOUNDED.items() if name.startswith(room)]
    return min(known, default=LENGTH)


def seconds(pattern, text):
    """The quickest of up to three tries, so that a busy machine is not taken for a bad pattern."""
    best = MOST
    for _ in range(3):
        began = time.process_time()
        signal.setitimer(signal.ITIMER_VIRTUAL, MOST)
        with contextlib.suppress(TimeoutError):
            pattern.fullmatch(text)
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
    length = length_for(name)
    for seed in SEEDS:
        text = (seed * (length // len(seed) + 1))[:length] + "!"
        taken = seconds(pattern, text if isinstance(pattern.pattern, str) else text.encode())
        assert taken < SECONDS, f"{seed!r}: {taken:.2f} s on {length} characters"
