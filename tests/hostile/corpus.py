"""The hostile corpus: every `makers_*.py` beside this file yields named bytes; nothing of it is kept in the repository."""

import importlib.util
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).parent


def makers():
    """The modules that make files, by name."""
    for path in sorted(HERE.glob("makers_*.py")):
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        yield path.stem.removeprefix("makers_"), module


def files() -> Iterator[tuple[str, bytes]]:
    """Every file of every maker, under names that are unique and safe to write."""
    for who, module in makers():
        for number, (name, content) in enumerate(module.make()):
            safe = "".join(c if c.isalnum() or c in ".-_" else "_" for c in name)[:80]
            yield f"{who}-{number:03}-{safe}", content


def write(folder: Path) -> list[Path]:
    """Write the corpus; the paths in order."""
    out = []
    for name, content in files():
        path = folder / name
        path.write_bytes(content)
        out.append(path)
    return out
