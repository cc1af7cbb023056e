"""What the re-run of a dossier tells: what was altered in it, whether the files are the same, what differs."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final

from leakverify.model.looked_up import LookUp
from leakverify.model.old_leak import About

ARCHIVE: Final = "archive"
"""The place of a fault that is in no single member."""

Value = str | int | float | bool | None


class FaultKind(StrEnum):
    """How a part of a dossier is not as it was written."""

    CONTENT = "content"
    HEADER = "header"
    STRUCTURE = "structure"
    MISSING = "missing"
    EXTRA = "extra"
    SIGNATURE = "signature"
    FORM = "form"
    ENTRY = "entry"


class Outcome(StrEnum):
    """What became of a finding in the re-run."""

    SAME = "same"
    DIFFERS = "differs"
    GONE = "gone"
    NEW = "new"
    NOT_REPEATED = "not_repeated"


_AGREES: Final = frozenset({Outcome.SAME, Outcome.NOT_REPEATED})
"""Outcomes that speak against nothing; a finding of a vault that was not given is told apart."""


class Given(StrEnum):
    """What a file is to a dossier."""

    SAMPLE = "sample"
    EARLIER = "earlier"
    ANSWERS = "answers"
    VAULT = "vault"
    OTHER_VAULT = "other_vault"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something altered: in which member, or `ARCHIVE`; for the custody log the entry from 1, and why."""

    kind: FaultKind
    place: str
    entry: int | None = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose key signed. `expected` is None where nobody said whose it should be."""

    fingerprint: str
    expected: bool | None = None


@dataclass(frozen=True, slots=True)
class FileSeen:
    """A file that the dossier names or that was given; `name` is that of the given file, "" where it was not given."""

    role: Given
    sha256: str
    name: str = ""

    @property
    def found(self) -> bool:
        """Whether it was given."""
        return bool(self.name)


@dataclass(frozen=True, slots=True)
class Difference:
    """A field that differs, with what the dossier says and what the re-run says."""

    field: str
    then: Value
    now: Value


@dataclass(frozen=True, slots=True)
class Brief:
    """A finding in short: whether it was made, and the reading that it weighs most for, with its support (log10)."""

    state: str
    reading: str = ""
    support: float = 0.0


@dataclass(frozen=True, slots=True)
class Compared:
    """One finding, then and now; `then` or `now` is None where it did not stand."""

    id: str
    check: str
    outcome: Outcome
    differences: tuple[Difference, ...] = ()
    title: str = ""
    then: Brief | None = None
    now: Brief | None = None


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a dossier was not run again: a code with its place, as errors have them."""

    code: str
    place: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Made:
    """What made a dossier: version, dates of tables, isolation, and the terms of the run."""

    version: str
    tables: Mapping[str, str]
    isolation: str
    edition: str
    as_of: str
    seed: int


@dataclass(frozen=True, slots=True)
class Act:
    """One entry of a custody log that is whole: when (UTC), by whom ("" where that is not told), what."""

    when: str
    who: str
    what: str


@dataclass(frozen=True, slots=True)
class Verification:
    """Everything that `leakverify verify` tells. `now` and the comparisons are empty where nothing was run again."""

    faults: tuple[Fault, ...]
    signer: Signer | None = None
    then: Made | None = None
    now: Made | None = None
    custody: tuple[Act, ...] = ()
    files: tuple[FileSeen, ...] = ()
    refusal: Refusal | None = None
    result: tuple[Difference, ...] = ()
    findings: tuple[Compared, ...] = ()

    @property
    def unaltered(self) -> bool:
        """Whether the dossier is as it was signed, by whom it should be."""
        return not self.faults and (self.signer is None or self.signer.expected is not False)

    @property
    def same(self) -> bool:
        """Whether nothing was altered, the files are the same, and the re-run says the same."""
        again = self.now is not None and not any(map(self._counts, self.result))
        return self.unaltered and again and all(f.outcome in _AGREES for f in self.findings)

    def _counts(self, difference: Difference) -> bool:
        """Whether a difference of the result speaks against it; the weights hold the vault's share, which is not there without it."""
        weighed = difference.field == "plausibility" or difference.field.startswith("support.")
        return not (weighed and self.lacks_vault)

    @property
    def lacks_vault(self) -> bool:
        """Whether the run was made with a vault that was not given now."""
        return any(f.outcome is Outcome.NOT_REPEATED for f in self.findings)


@dataclass(frozen=True, slots=True)
class Request:
    """A dossier, the files it is about in any order, and what it does not hold: a password, raised limits, whose key it should be.

    `vault` is the file of a vault of older leaks, with its passphrase; None where there is none to compare with.
    """

    dossier: Path
    files: tuple[Path, ...]
    read: Mapping[str, str] = field(default_factory=dict)
    limits: Mapping[str, int] = field(default_factory=dict)
    expected: str = ""
    vault: Path | None = None
    vault_passphrase: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class Basis:
    """What a run rested on beside the sample itself, so that a dossier can tell how to repeat it.

    `read` are the settings given (a password is only named, never kept), `limits` those that differ from the usual ones,
    `began` the moment in UTC, `who` the initials of whoever did it, or "". `key` is the file of a key that signs, with its
    passphrase; None has one made. `log` is the custody log of the case, or nothing where the run stands alone.
    """

    read: Mapping[str, str] = field(default_factory=dict)
    earlier: tuple[Path, ...] = ()
    limits: Mapping[str, int] = field(default_factory=dict)
    look_up: LookUp | None = None
    began: str = ""
    who: str = ""
    key: Path | None = None
    passphrase: str = field(default="", repr=False)
    vault: str = ""
    """The fingerprint of the contents of the vault of older leaks, "" without one."""
    leaks: Mapping[int, About] = field(default_factory=dict)
    """What the user says of the leaks of that vault, by number: for the full edition of a report alone."""
    log: bytes = field(default=b"", repr=False)
    agreed: int | None = None
    """So many withheld strings the user was told of: with more of them nothing is written. None writes in any case."""
    language: str = ""
    """The language of what is written, "" the one in use."""


@dataclass(frozen=True, slots=True)
class Exported:
    """What was written, how many strings were withheld, and the fingerprint of the key where a dossier was signed."""

    path: Path
    withheld: int
    fingerprint: str = ""
