"""A script for calls as the user keeps it: plain text with parts in brackets and blanks in braces, both of closed lists.

    # leakverify script 1
    [1]
    Hello. Am I speaking with {name}?

Lines that begin with # are notes. The five steps must be there; the other parts may be.
"""

import re
from pathlib import Path
from typing import Final

from leakverify.model.call_script import BEFORE_NAMED, STEPS, Blank, CallScript, Part
from leakverify.model.errors import UsageProblem
from leakverify.safe_text import is_seen
from leakverify.words.call_script import HEAD, SCRIPTS

MOST_BYTES: Final = 65_536
LONGEST_LINE: Final = 1_000
_SHORTEST_NAME: Final = 3
_PART: Final = re.compile(r"\[([a-z0-9]{1,16})\]\Z")
_BRACES: Final = re.compile(r"{([^{}]{0,32})}")


def default(language: str) -> CallScript:
    """The script to begin with, in one of `words.call_script.LANGUAGES`."""
    return parse(SCRIPTS[language].encode("utf-8"))


def load(path: Path) -> CallScript:
    """A script from a file.

    Raises:
        UsageProblem: `NOT_FOUND`; as `parse`.
    """
    try:
        with path.open("rb") as handle:
            return parse(handle.read(MOST_BYTES + 1))
    except OSError:
        raise UsageProblem("NOT_FOUND") from None


def parse(data: bytes) -> CallScript:
    """A script from bytes.

    Raises:
        UsageProblem: `BAD_SCRIPT` with the first line (from 1) that no script has, 0 where the whole is too long or no text;
            `SCRIPT_STEP_MISSING` with the number of a step that is not there.
    """
    lines = _lines(data)
    parts: dict[Part, list[str]] = {}
    now: list[str] | None = None
    for number, line in enumerate((one.rstrip("\r\t ") for one in lines), start=1):
        if line.startswith("#"):
            continue
        if line.startswith("["):
            now = parts.setdefault(_part(line, parts, number), [])
        elif now is not None and _is_text(line):
            now.append(line)
        elif line:
            raise UsageProblem("BAD_SCRIPT", line=number)
    script = CallScript({part: "\n".join(text).strip("\n") for part, text in parts.items()})
    for number, step in enumerate(STEPS, start=1):
        if not script.parts.get(step):
            raise UsageProblem("SCRIPT_STEP_MISSING", step=number)
    return script


def names_too_early(script: CallScript, organisation: str) -> tuple[Part, ...]:
    """The steps that name the organisation, which only the person called may do first."""
    name = " ".join(organisation.split()).casefold()
    if len(name) < _SHORTEST_NAME:
        return ()
    return tuple(
        part for part in BEFORE_NAMED if name in " ".join(script.parts[part].split()).casefold()
    )


def _lines(data: bytes) -> list[str]:
    """The lines of a text that begins as a script does."""
    try:
        lines = data.decode("utf-8-sig").split("\n") if len(data) <= MOST_BYTES else []
    except UnicodeDecodeError:
        lines = []
    if not lines:
        raise UsageProblem("BAD_SCRIPT", line=0)
    if lines[0].strip() != HEAD:
        raise UsageProblem("BAD_SCRIPT", line=1)
    return lines


def _part(line: str, parts: dict[Part, list[str]], number: int) -> Part:
    """The part that a line begins; each stands once."""
    found = _PART.match(line)
    if found is None or found[1] not in set(Part) or Part(found[1]) in parts:
        raise UsageProblem("BAD_SCRIPT", line=number)
    return Part(found[1])


def _is_text(line: str) -> bool:
    """Whether a line can be shown, and every brace in it belongs to a blank that is known."""
    if len(line) > LONGEST_LINE or not is_seen(line):
        return False
    rest = _BRACES.sub(lambda found: "" if found[1] in set(Blank) else "{", line)
    return "{" not in rest and "}" not in rest
