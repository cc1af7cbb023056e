"""The builder's modules for tests: they lie outside the package, beside the catalogues that they build."""

import importlib
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "resources" / "translations"

sys.path.insert(0, str(FOLDER))
try:
    messages, catalogues, rules, chunks, languages = map(
        importlib.import_module, ("messages", "catalogues", "rules", "chunks", "languages")
    )
finally:
    sys.path.remove(str(FOLDER))


@cache
def every_message():
    """All messages of the program, read once."""
    return tuple(messages.collect())


@cache
def translated(language):
    """What a language's catalogue holds."""
    return catalogues.translated(language)
