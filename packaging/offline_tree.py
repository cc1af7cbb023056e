"""Makes the source tree of the offline build: `python packaging/offline_tree.py DEST`.

The build that cannot make look-ups: without `leakverify/network/`, without the libraries that only it needs, without
their pins and without the tests of them. Everything else is the same file by file; the program finds out by itself that
the room is missing and says so. DEST must not exist yet. Prints what was left out.

The lock of this tree is installed with `--no-deps`: email-validator names dnspython as a need, but only asks it for
what the program never asks for, and a lock is whole by itself.
"""

import ast
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COPIED = (
    ".gitignore", "ARCHITECTURE.md", "CHANGELOG.md", "CONTRIBUTING.md", "LICENSE", "Makefile", "README.md",
    "leakverify", "packaging", "pyproject.toml", "requirements-test.txt", "requirements.txt", "resources", "tests",
)  # fmt: skip
ROOMS = ("leakverify/network", "tests/network")
DIRECT = ("dnspython", "h2", "socksio")
LIBRARIES = (*DIRECT, "hpack", "hyperframe")
"""What is needed for look-ups alone; a test compares this with what the packages say of themselves."""
MODULES = ("dns", "h2", "hpack", "hyperframe", "socksio")


def make(destination: Path) -> list[str]:
    """Make the tree; what was left out, as paths and names."""
    destination.mkdir(parents=True)
    ignored = shutil.ignore_patterns("__pycache__", "*.pyc", ".*_cache", "node_modules")
    for name in COPIED:
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(source, destination / name, ignore=ignored)
        else:
            shutil.copy2(source, destination / name)
    left_out = []
    for room in ROOMS:
        if (destination / room).exists():
            shutil.rmtree(destination / room)
            left_out.append(room)
    for test in sorted((destination / "tests").rglob("*.py")):
        if needs_the_room(test.read_text(encoding="utf-8")):
            test.unlink()
            left_out.append(test.relative_to(destination).as_posix())
    for name, change in CHANGES:
        path = destination / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
    return [*left_out, *LIBRARIES]


def needs_the_room(code: str) -> bool:
    """Whether a test imports the room or one of its libraries."""
    for node in ast.walk(ast.parse(code)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module, *(f"{node.module}.{a.name}" for a in node.names)]
        if any(
            n.split(".")[0] in MODULES or f"{n}.".startswith("leakverify.network.") for n in names
        ):
            return True
    return False


def without_pins(text: str) -> str:
    """A lock without the libraries."""
    return "".join(block for name, block in blocks(text) if name not in LIBRARIES)


def blocks(text: str) -> Iterator[tuple[str, str]]:
    """The pins of a lock with their hashes, by name; comments under no name."""
    for block in re.split(r"(?m)^(?=\S)", text):
        found = re.match(r"([A-Za-z0-9._-]+)==", block)
        yield (found.group(1).lower() if found else ""), block


def without_needs(text: str) -> str:
    """A pyproject.toml that neither names the libraries nor the room."""
    direct = "|".join(map(re.escape, DIRECT))
    text = re.sub(rf'(?m)^ *"(?:{direct})\b.*\n', "", text)
    text = text.replace(" | leakverify.network |", " |").replace('"leakverify.network", ', "")
    return text.replace('    "pyarrow.*", "stdnum.*"', '    "leakverify.network.*", "pyarrow.*", "stdnum.*"')  # fmt: skip


def without_needed(text: str) -> str:
    """A Makefile that installs the lock as it stands."""
    return text.replace("--require-hashes -r", "--require-hashes --no-deps -r")


CHANGES = (
    ("pyproject.toml", without_needs),
    ("requirements.txt", without_pins),
    ("requirements-test.txt", without_pins),
    ("Makefile", without_needed),
)


def main() -> None:
    """Make the tree and tell what it lacks."""
    if len(sys.argv) != 2:  # noqa: PLR2004  (one argument)
        sys.exit(__doc__)
    destination = Path(sys.argv[1])
    if destination.exists():
        sys.exit(f"{destination} exists already")
    for name in make(destination):
        print(f"left out: {name}")


if __name__ == "__main__":
    main()
