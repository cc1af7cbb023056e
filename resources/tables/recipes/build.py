"""Builds recipes.json: a few records as each generator makes them, to be shown beside a sample.

Needs what generators.py one folder up needs, and casual installed by npm beside what it needs (mersenne-twister,
moment); the generators run under one fixed seed. Run: PYTHONPATH=<checkout> python build.py NPM_FOLDER CASUAL
"""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from leakverify.reference.recipes import FIELDS

HERE = Path(__file__).parent
ROWS = 6
SEED = 20_261_101
FEWEST = 2
"""A locale for which a tool knows fewer fields than this shows nothing."""


def lines(command: list[str]) -> Iterator[list[str]]:
    """The records that a script prints: tool, locale, then the fields."""
    asked = [*command, str(ROWS), str(SEED)]
    run = subprocess.run(asked, capture_output=True, check=True, text=True)
    for line in run.stdout.splitlines():
        yield json.loads(line)


def tidy(field: str) -> str:
    """A field on one line."""
    return ", ".join(part.strip() for part in str(field or "").splitlines() if part.strip())


def main(npm: Path, casual: Path) -> None:
    """Write the table."""
    names = ("faker-js-faker-10", "chance")
    folders = [*(next(npm.glob(f"{name}*/package")) for name in names), casual]
    packages = [str(folder.resolve()) for folder in folders]
    scripts = (
        [sys.executable, str(HERE / "rows.py")],
        ["node", str(HERE / "rows.mjs"), *packages],
    )
    found: dict[str, list[list[str]]] = {}
    for script in scripts:
        for tool, locale, *fields in lines(script):
            shown = [tidy(field) for field in fields]
            if sum(bool(field) for field in shown) >= FEWEST and len(shown) == len(FIELDS):
                found.setdefault(f"{tool} {locale}", []).append(shown)
    text = json.dumps(found, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    (HERE / "recipes.json").write_text(text + "\n", encoding="utf-8")
    print(len(found), "recipes", sum(map(len, found.values())), "rows")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
