"""The case file `.lvcase`: everything that was done about a sample, in one encrypted file that survives a kill.

What a case holds is kept in memory as well, so that it can be saved elsewhere when its disk is gone. A case that is not saved yet is in
memory alone: no file, no key, nothing that remains after a kill. Each `record` replaces parts and adds an entry to the custody log in one
transaction.
"""

import secrets
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Final, Self

from leakverify.case import case_disk, case_place, custody, signing
from leakverify.case.case_disk import Disk
from leakverify.case.case_parts import Held, Part, judged
from leakverify.case.case_store import SECRET_BYTES, is_number
from leakverify.case.certificate import certify
from leakverify.case.custody import Act, Detail, Entry, Log, Step
from leakverify.model.closing import Closing
from leakverify.model.errors import OutputProblem, UsageProblem
from leakverify.model.purge import Certificate

__all__ = ["ENDING", "CaseFile", "Part"]

ENDING: Final = ".lvcase"
_NUMBER_BYTES: Final = 6


class CaseFile(Closing):
    """An open case. Safe to use from several threads: one call at a time is carried out."""

    def __init__(self, held: Held, disk: Disk | None = None, path: Path | None = None) -> None:
        self._held = held
        self._disk = disk
        self._turn = threading.RLock()
        self.path = path
        self.read_only = path is not None and disk is None

    @classmethod
    def begin(cls, number: str = "") -> Self:
        """A case that nobody has saved: in memory alone. Without a number it gets three random words.

        Raises:
            UsageProblem: `CASE_NUMBER` where the number is no printable text of 1-100 characters.
        """
        number = number or signing.in_words(secrets.token_hex(_NUMBER_BYTES)).replace(" ", "-")
        if not is_number(number):
            raise UsageProblem("CASE_NUMBER")
        return cls(Held(number, secrets.token_bytes(SECRET_BYTES), {}, Log()))

    @classmethod
    def open(cls, path: Path, passphrase: str) -> Self:
        """Open a saved case, whoever made it; read-only where another has it open or it cannot be written.

        Raises:
            UnreadableInput: `CASE_WRONG_PASSPHRASE` (or no case at all), `CASE_DAMAGED`, `CASE_NEWER`, `CASE_BROKEN_LOG` (entry),
                `CASE_BROKEN_PART` (part), `CASE_UNFINISHED`, `CASE_STRAY_FILE`, `CASE_BUSY`, or why the file cannot be read.
        """
        path = case_place.real(path)
        contents, disk = case_disk.read(path, passphrase)
        try:
            return cls(judged(contents), disk, path)
        except BaseException:
            if disk:
                disk.close()
            raise

    @property
    def number(self) -> str:
        """The number or words by which the case is known, and from which its draws are made."""
        return self._held.number

    @property
    def is_saved(self) -> bool:
        """Whether what is recorded goes to a file."""
        return self._disk is not None

    @property
    def head(self) -> custody.Head:
        """How many entries the log has, and the hash of the last: worth keeping elsewhere."""
        return self._held.log.head

    def log(self) -> bytes:
        """The custody log as it stands in a dossier."""
        with self._turn:
            return self._held.log.to_bytes()

    def part(self, part: Part) -> bytes | None:
        """A part as it was last recorded, or None."""
        return self._held.parts.get(part)

    def record(
        self,
        act: Act,
        *,
        when: str,
        who: str = "",
        details: Mapping[str, Detail] | None = None,
        parts: Mapping[Part, bytes] | None = None,
    ) -> Entry:
        """Replace parts and tell of it in the log, in one: of a saved case both are on the disk when this returns, or neither.

        Raises:
            OutputProblem: `CASE_READ_ONLY`, `CASE_PART_TOO_LARGE`, `CASE_LOG_FULL`, or as `Store.write`; the case is as it was.
            ValueError: a moment, initials or details that no log takes.
        """
        return self.keep([Step(act, when, details or {})], who=who, parts=parts)

    def keep(
        self, steps: Sequence[Step], *, who: str = "", parts: Mapping[Part, bytes] | None = None
    ) -> Entry:
        """The same of several steps (one or more) that belong together; the last entry tells of the parts and is returned."""
        with self._turn:
            self._refuse_read_only()
            new = dict(parts or {})
            draft = self._held.draft(steps, who, new)
            if self._disk:
                bodies = {part.value: body for part, body in new.items()}
                first = self.head.entries + 1
                self._disk.write(bodies, first, draft.lines, draft.head.last)
            self._held.join(draft, new)
            return draft.last()

    def save_as(
        self, path: Path, passphrase: str, *, step: Step | None = None, who: str = ""
    ) -> None:
        """Write the case to a new file and go on in that one. A file of that name is replaced once the new one is whole.

        `step` tells of it in the log of the new file, and in no other if it fails.

        Raises:
            UsageProblem: `CASE_PASSPHRASE` where it is empty or too long.
            OutputProblem: `CASE_READ_ONLY` (this very file is open elsewhere), `CASE_IN_USE`, `CASE_DISK_FULL`, `CASE_NOT_WRITTEN`.
        """
        with self._turn:
            target = case_place.real(path)
            if target == self.path:
                self.rekey(passphrase, step=step, who=who)
                return
            draft = self._held.draft([step] if step else [], who, {})
            disk = Disk.make(target, passphrase, self._held.contents(draft))
            self._held.join(draft, {})
            if self._disk:
                self._disk.close()
            self._disk, self.path, self.read_only = disk, target, False

    def rekey(self, passphrase: str, *, step: Step | None = None, who: str = "") -> None:
        """Lock a saved case with another passphrase: a new file with a new salt takes the place of the old, which is overwritten.

        A kill at any moment leaves a case that opens with the old passphrase or the new.

        Raises:
            UsageProblem: `CASE_PASSPHRASE` where it is empty or too long.
            OutputProblem: `CASE_NOT_SAVED`, `CASE_READ_ONLY`, `CASE_DISK_FULL`, `CASE_NOT_WRITTEN`; the case is as it was.
        """
        with self._turn:
            self._refuse_read_only()
            if self._disk is None:
                raise OutputProblem("CASE_NOT_SAVED")
            draft = self._held.draft([step] if step else [], who, {})
            self._disk.rekey(passphrase, self._held.contents(draft))
            self._held.join(draft, {})

    def purge(self, *, when: str, who: str = "") -> Certificate:
        """Destroy the case: the salt first, without which no passphrase opens it, then all of the file, then its name.

        Raises:
            OutputProblem: `CASE_READ_ONLY`; `CASE_NOT_PURGED` where the file could not be overwritten or taken away.
            ValueError: a moment or initials that no log takes.
        """
        with self._turn:
            self._refuse_read_only()
            size = case_place.size_of(self.path) if self.path else 0
            told = certify(self.number, self.log(), when=when, who=who, size=size)
            if self._disk:
                self._disk.destroy()
                self._disk = None
            self.close()
            return told

    def close(self) -> None:
        """Let go of file, key and lock. What was not saved is gone."""
        with self._turn:
            if self._disk:
                self._disk.close()
            self._disk, self.path, self.read_only = None, None, True
            self._held.parts.clear()

    def _refuse_read_only(self) -> None:
        if self.read_only:
            raise OutputProblem("CASE_READ_ONLY")
