"""The parts of a case, and whether what a file holds is what was recorded.

The custody log has a keyed hash of each part that an entry replaced, so that a part which was exchanged behind the log's back is found.
The key of these hashes is the case's own secret and stays in it: they tell nothing to whoever sees the log.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from leakverify.case import custody
from leakverify.case.case_store import Contents
from leakverify.case.custody import Broken, BrokenEntry, Detail, Head, Log, Step
from leakverify.model.errors import OutputProblem, UnreadableInput

MARK: Final = "part_"


class Part(StrEnum):
    """What a case holds beside its log, each the bytes of a document of its own."""

    CLAIM = "claim"
    OUTSIDE = "outside"
    SAMPLE = "sample"
    DECISIONS = "decisions"
    HEARD = "heard"
    CALLS = "calls"
    ANSWERS = "answers"
    NOTES = "notes"


MOST_BYTES: Final = {
    Part.CLAIM: 1 << 20,
    Part.OUTSIDE: 4 << 20,
    Part.SAMPLE: 4 << 20,
    Part.DECISIONS: 4 << 20,
    Part.HEARD: 64 << 20,
    Part.CALLS: 32 << 20,
    Part.ANSWERS: 128 << 20,
    Part.NOTES: 1 << 20,
}
"""How long each part may be."""


@dataclass(slots=True)
class Held:
    """What a case holds while it is open."""

    number: str
    secret: bytes
    parts: dict[Part, bytes]
    log: Log

    def contents(self, draft: Log) -> Contents:
        """The same with a draft of further entries as it goes to a file."""
        parts = {part.value: body for part, body in self.parts.items()}
        lines = self.log.lines + draft.lines
        head = (draft.head.entries, draft.head.last)
        return Contents(self.number, self.secret, parts, lines, head)

    def draft(self, steps: Sequence[Step], who: str, parts: Mapping[Part, bytes]) -> Log:
        """The entries of these steps, the last of which tells of new parts: not yet joined to the log.

        Raises:
            OutputProblem: `CASE_PART_TOO_LARGE`, `CASE_LOG_FULL`.
            ValueError: a moment, initials or details that no log takes.
        """
        if any(key.startswith(MARK) for step in steps for key in step.details):
            raise ValueError("details")  # these names are the parts' own
        marks = self._marks(parts)
        draft = self.log.draft()
        for step in steps:
            more = marks if step is steps[-1] else {}
            draft.append(step.what, step.when, who=who, details={**step.details, **more})
        if self.log.size + draft.size > custody.MOST_BYTES:
            raise OutputProblem("CASE_LOG_FULL")
        return draft

    def join(self, draft: Log, parts: Mapping[Part, bytes]) -> None:
        """Take over what was written."""
        self.log.join(draft)
        self.parts |= parts

    def _marks(self, parts: Mapping[Part, bytes]) -> dict[str, str]:
        """What the log says of new parts."""
        for part, body in parts.items():
            if len(body) > MOST_BYTES[part]:
                raise OutputProblem("CASE_PART_TOO_LARGE", part=part.value, limit=MOST_BYTES[part])
        return {MARK + part: _mark(self.secret, part, body) for part, body in parts.items()}


def judged(found: Contents) -> Held:
    """What a file held, once its log is found whole and each part is the one that the log tells of.

    Raises:
        UnreadableInput: `CASE_BROKEN_LOG` (entry), `CASE_BROKEN_PART` (part), `CASE_DAMAGED`.
    """
    data = b"".join(found.lines)
    broken = _first_not_a_line(found) or custody.first_broken(data, Head(*found.head))
    if broken is not None:
        raise UnreadableInput("CASE_BROKEN_LOG", entry=broken.seq)
    marks: dict[str, Detail] = {}
    for entry in custody.entries(data):
        marks |= {k: v for k, v in entry.details.items() if k.startswith(MARK)}
    parts: dict[Part, bytes] = {}
    for name in sorted(found.parts.keys() | {key.removeprefix(MARK) for key in marks}):
        part = Part(name) if name in set(Part) else None
        if part is None:
            raise UnreadableInput("CASE_DAMAGED")
        body = found.parts.get(name)
        if body is None or marks.get(MARK + name) != _mark(found.secret, part, body):
            raise UnreadableInput("CASE_BROKEN_PART", part=part.value)
        parts[part] = body
    return Held(found.number, found.secret, parts, Log.resume(data))


def _first_not_a_line(found: Contents) -> BrokenEntry | None:
    """The first entry of the table that is not one line: joined to the next it might read like two that are."""
    for place, line in enumerate(found.lines, start=1):
        if not line or line.find(b"\n") != len(line) - 1:
            return BrokenEntry(place, Broken.FORM)
    return None


def _mark(secret: bytes, part: Part, body: bytes) -> str:
    return hmac.digest(secret, part.value.encode() + b"\0" + body, "sha256").hex()
