"""Builds ages.npz: births of mail providers, endings and telephone blocks, and tokens of well-known brands.

Run: PYTHONPATH=<checkout> python build.py. `ages.toml` and `brands.txt` beside this script are the project's own.
"""

import tomllib
from pathlib import Path

from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent
MIN_TOKEN = 4


def main() -> None:
    """Write the table."""
    known = tomllib.loads((HERE / "ages.toml").read_text(encoding="utf-8"))
    brands = (HERE / "brands.txt").read_text(encoding="utf-8").split()
    endings = known["endings"]
    blocks = {
        "providers": sorted(f"{d} {p['day']}" for p in known["provider"] for d in p["domains"]),
        "since": sorted(f"{ending} {day}" for ending, day in endings["since"].items()),
        "before": sorted(endings["before"]),
        "newest": [str(endings["newest"])],
        "phones": sorted(f"{start} {p['day']}" for p in known["phone"] for start in p["starts"]),
        # Shorter names are words or initials too often.
        "brands": sorted({b for b in brands if len(b) >= MIN_TOKEN}),
    }
    write_table(HERE / "ages.npz", {name: pack_texts(lines) for name, lines in blocks.items()})


if __name__ == "__main__":
    main()
