"""Builds replay.npz: what generators produce first under the seeds that everybody uses, hashed.

Needs, unpacked, FAKERS/faker-VERSION/faker (wheels of PyPI), NPM/faker-js-faker-VERSION/package, and mimesis in the
running Python. Run: PYTHONPATH=<checkout> python build.py FAKERS NPM
"""

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from leakverify.reference.hashing import Keys, hash_words, texts
from leakverify.reference.packing import pack_texts, write_table
from leakverify.reference.replay import MASK, fold_value

HERE = Path(__file__).parent
ROWS = 300
SEEDS = [0, 1, 2, 10, 42, 99, 100, 123, 1000, 1234, 4321, 12345, *range(2020, 2027)]


def lines(command: list[str], path: str = "") -> Iterator[list[str | list[str]]]:
    """The streams that a script prints."""
    env = {**os.environ, "PYTHONPATH": path} if path else dict(os.environ)
    run = subprocess.run(command, capture_output=True, check=True, text=True, env=env)
    for line in run.stdout.splitlines():
        yield json.loads(line)


def newest_last(path: Path) -> tuple[int, ...]:
    """A version as numbers, from a folder's name."""
    return tuple(int(n) for n in re.findall(r"\d+", path.name))


def every(fakers: Path, npm: Path) -> Iterator[list[str | list[str]]]:
    """All streams, each tool's oldest version first."""
    asked = [str(ROWS), *(str(seed) for seed in SEEDS)]
    script = str(HERE / "streams.py")
    for folder in sorted(fakers.glob("faker-*"), key=newest_last):
        yield from lines([sys.executable, script, "faker", *asked], str(folder))
    yield from lines([sys.executable, script, "mimesis", *asked])
    yield from lines([sys.executable, script, "uuid", *asked])
    for folder in sorted(npm.glob("faker-js-faker-*"), key=newest_last):
        if folder.is_dir():
            version = folder.name.removeprefix("faker-js-faker-")
            package = str((folder / "package").resolve())
            yield from lines(["node", str(HERE / "streams.mjs"), package, version, *asked])


def main(fakers: Path, npm: Path) -> None:
    """Write the table; streams that are equal from version to version stand there once."""
    found: dict[bytes, list[str]] = {}
    spans: dict[bytes, list[str]] = {}
    for tool, version, locale, seed, recipe, values in every(fakers, npm):
        keys: Keys = hash_words(texts([fold_value(str(v)) for v in values]))
        stream = (keys & np.uint64(MASK)).astype("<u4").tobytes()
        found.setdefault(stream, [str(tool), str(locale), str(seed), str(recipe)])
        spans.setdefault(stream, []).append(str(version))
    cards = []
    for stream, (tool, locale, seed, recipe) in found.items():
        first, last = spans[stream][0], spans[stream][-1]
        version = first if first == last else f"{first}-{last}"
        cards.append(f"{tool} {version} {locale} {seed} {recipe}")
    matrix = np.frombuffer(b"".join(found), dtype="<u4").reshape(len(found), ROWS)
    write_table(
        HERE / "replay.npz", {"cards": pack_texts(cards), "streams": np.ascontiguousarray(matrix)}
    )
    print(len(cards), "streams of", ROWS)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
