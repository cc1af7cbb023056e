"""Every message of the program, found where it stands: marked strings in the code, and the help of the checks."""

import ast
import hashlib
import io
import re
import tokenize
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "leakverify"
ONE = {"_": (0,), "ui": (0,), "N_": (0,)}
TWO = {"plural": (0, 1), "N_plural": (0, 1)}
IN_CONTEXT = {"ui_in": (1,), "N_in": (1,)}
"""The doors of words/, with the places of their texts; `ui_in` and `N_in` have a context before the text."""
DOORS = ONE | TWO | IN_CONTEXT
FOR_TRANSLATORS = "# translators:"
SPEAKS = re.compile(rf"\b(?:{'|'.join(DOORS)})\(")


@dataclass
class Message:
    """One text to translate. `files` are where it stands, `notes` what a translator should know, `hints` what the code tells of it."""

    text: str
    many: str = ""
    context: str = ""
    files: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    hints: list[str] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, str]:
        """By what gettext finds it."""
        return self.context, self.text

    @property
    def id(self) -> str:
        """A short name that stays the same as long as the English does."""
        whole = f"{self.context}\0{self.text}\0{self.many}"
        return hashlib.sha256(whole.encode()).hexdigest()[:12]


class Unclear(Exception):  # noqa: N818  (it tells a writer of code what to mend)
    """A message that cannot be extracted as it stands."""


def name_of(call: ast.Call) -> str:
    """The called function's own name, without the object before it."""
    return getattr(call.func, "id", getattr(call.func, "attr", ""))


def literals(call: ast.Call) -> tuple[str, ...] | None:
    """The texts that a call of a door holds as literals; None where they are looked up at run time."""
    found = [call.args[i] if i < len(call.args) else None for i in DOORS[name_of(call)]]
    texts = [a.value for a in found if isinstance(a, ast.Constant) and isinstance(a.value, str)]
    return tuple(texts) if len(texts) == len(found) else None


def of_source(source: str, file: str) -> Iterator[Message]:
    """The messages of one module, in its order."""
    if not SPEAKS.search(source):
        return
    notes = _notes(source) if FOR_TRANSLATORS in source else {}
    found: list[tuple[ast.Call, str]] = []
    _calls(ast.parse(source), "", found)
    for call, hint in found:
        texts = literals(call)
        if not texts or not texts[0]:
            continue
        name = name_of(call)
        context = ""
        if name in IN_CONTEXT:
            first = call.args[0]
            if not isinstance(first, ast.Constant):
                raise Unclear(f"{file}:{call.lineno}: a context is a literal")
            context = str(first.value)
        note = notes.get(call.lineno) or notes.get(call.lineno - 1)
        many = texts[1] if name in TWO else ""
        yield Message(texts[0], many, context, [file], [note] if note else [], [hint])


def _notes(source: str) -> dict[int, str]:
    """What is told to translators, by line."""
    tokens = tokenize.generate_tokens(io.StringIO(source).readline)
    return {
        t.start[0]: t.string.removeprefix(FOR_TRANSLATORS).strip()
        for t in tokens
        if t.type == tokenize.COMMENT and t.string.startswith(FOR_TRANSLATORS)
    }


def _calls(tree: ast.AST, hint: str, found: list[tuple[ast.Call, str]]) -> None:
    """Every call of a door with a hint where it stands: a function, a dictionary's key, an argument's name."""
    if isinstance(tree, ast.Call) and name_of(tree) in DOORS:
        found.append((tree, hint))
    if isinstance(tree, ast.Dict):
        for key, value in zip(tree.keys, tree.values, strict=True):
            _calls(value, ast.unparse(key) if key else hint, found)
        return
    for child in ast.iter_child_nodes(tree):
        below = hint
        if isinstance(child, ast.FunctionDef | ast.ClassDef):
            below = child.name
        elif isinstance(child, ast.keyword) and child.arg:
            below = f"{hint}, {child.arg}" if hint else child.arg
        _calls(child, below, found)


def of_help() -> Iterator[Message]:
    """The texts of the help page of every check."""
    from leakverify.words.findings import help_texts

    for check, part, text in help_texts():
        yield Message(
            text, files=["resources/help/checks.json"], hints=[f"help of {check}: {part}"]
        )


def collect(files: Iterable[Path] | None = None) -> list[Message]:
    """All messages of the program by the order in which they stand, each once. Raises Unclear for two plurals of one text."""
    found: dict[tuple[str, str], Message] = {}
    for path in sorted(PACKAGE.rglob("*.py")) if files is None else files:
        for message in of_source(
            path.read_text(encoding="utf-8"), path.relative_to(ROOT).as_posix()
        ):
            _enter(found, message)
    if files is None:
        for message in of_help():
            _enter(found, message)
    return list(found.values())


def _enter(found: dict[tuple[str, str], Message], new: Message) -> None:
    """Add a message, or the place of one that is known; a plural takes the place of its own singular."""
    known = found.setdefault(new.key, new)
    if known is new:
        return
    if new.many and known.many and new.many != known.many:
        raise Unclear(f"{new.files[0]}: {new.text!r} has another plural in {known.files[0]}")
    known.many = known.many or new.many
    for here, there in (
        (known.files, new.files),
        (known.notes, new.notes),
        (known.hints, new.hints),
    ):
        here.extend(entry for entry in there if entry not in here)
