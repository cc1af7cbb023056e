"""Writes rows and SHA-256 of every built table into SOURCES.toml. Run after a build: python record.py.

A table's rows are the entries of its largest arrays, by the list below.
"""

import hashlib
import json
import re
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent
COUNTED = re.compile(
    r"(.*\.)?(codes|pairs|keys|gaps|names|areas|text|disposable|possibly_disposable|free|cards"
    r"|providers|since|before|phones|brands|universities|governments|look_alikes)"
)
TEXT_BLOCKS = {
    "names", "areas", "disposable", "possibly_disposable", "free", "cards",
    "providers", "since", "before", "phones", "brands", "universities", "governments", "look_alikes",
}  # fmt: skip


def rows_of(path: Path) -> int:
    """Entries of a table: keys, lines of its text blocks, or records of a JSON file."""
    if path.suffix == ".txt":
        lines = path.read_text(encoding="ascii").splitlines()
        return sum(not line.startswith("#") for line in lines)
    if path.suffix == ".json":
        return sum(map(len, json.loads(path.read_text(encoding="utf-8")).values()))
    total = 0
    with np.load(path, allow_pickle=False) as table:
        for name in table.files:
            if COUNTED.fullmatch(name):
                array = table[name]
                lines = name.rpartition(".")[2] in TEXT_BLOCKS
                total += int(np.count_nonzero(array == ord("\n"))) + 1 if lines else array.shape[-1]
    return total


def main() -> None:
    """Rewrite the two fields of each entry."""
    path = HERE / "SOURCES.toml"
    blocks = path.read_text(encoding="utf-8").split("[[table]]")
    for i, block in enumerate(blocks[1:], 1):
        found = re.search(r'^file = "(.+)"$', block, re.MULTILINE)
        if found is None:
            raise SystemExit("an entry names no file")
        file = HERE / found.group(1)
        digest = hashlib.sha256(file.read_bytes()).hexdigest()
        counted = re.sub(r"^rows = .*$", f"rows = {rows_of(file)}", block, flags=re.MULTILINE)
        blocks[i] = re.sub(r"^sha256 = .*$", f'sha256 = "{digest}"', counted, flags=re.MULTILINE)
    path.write_text("[[table]]".join(blocks), encoding="utf-8")


if __name__ == "__main__":
    main()
